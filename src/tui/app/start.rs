//! The list of sessions, and what a new one can be made with.

use crate::points::Points;
use crate::session::SessionHead;
use crate::tui::search::Sessions;
use crate::tui::widgets::input::Input;
use std::path::PathBuf;

/// The list of sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// One row for each file, the newest first; broken files last.
    pub rows: Vec<SessionRow>,
    /// Whether the folder has been read.
    pub is_read: bool,
    /// The folder could not be read.
    pub is_unreadable: bool,
    /// It shows the sessions in the trash.
    pub is_trash: bool,
    /// The folder, for the empty list.
    pub folder: String,
    /// The files that are marked to be compared.
    pub marked: Vec<PathBuf>,
    /// What the list is narrowed to.
    pub found: Option<FoundSessions>,
    /// The row under the cursor, of those that are shown.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
    index: Option<Box<Sessions>>,
}

/// The sessions that a query left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundSessions {
    /// The query.
    pub query: String,
    /// The places of what it left among all rows, in their order.
    places: Vec<usize>,
}

/// The line a query is typed on.
#[derive(Clone, Debug, Default)]
pub struct FindLine {
    /// What is typed.
    pub input: Input,
}

/// A session file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Where it is.
    pub path: PathBuf,
    /// What is shown of it, or what is wrong with it.
    pub line: Result<SessionLine, String>,
}

/// What the list shows of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionLine {
    /// Unit, mode, date, state.
    pub head: SessionHead,
    /// The rubric's title, or its id where it is not known.
    pub rubric: String,
    /// The rubric's id.
    pub rubric_id: String,
    /// 退回: how many comments wait for an answer.
    pub returned: usize,
    /// How many other files of the folder are this very session: copies, conflict files.
    pub copies: usize,
    /// How many clauses and items are recorded, and how many there are.
    pub progress: Option<(usize, usize)>,
    /// 得分 at the last save; absent for a checklist.
    pub score: Option<Points>,
}

/// A rubric a new session can be made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RubricChoice {
    /// Its id.
    pub id: String,
    /// Its title, with issuer and edition where it has them.
    pub title: String,
    /// Tags a unit may carry: key and label.
    pub tags: Vec<(String, String)>,
}

impl Start {
    /// A list that has not been read yet.
    #[must_use]
    pub fn new(folder: String) -> Self {
        Self { folder, ..Self::default() }
    }

    /// The row under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&SessionRow> {
        self.row(self.cursor)
    }

    /// How many rows are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.as_ref().map_or(self.rows.len(), |found| found.places.len())
    }

    /// Whether no row is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row by its place among those that are shown.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<&SessionRow> {
        match &self.found {
            Some(found) => self.rows.get(*found.places.get(place)?),
            None => self.rows.get(place),
        }
    }

    /// Takes a new list, narrowed as the one before; the cursor stays on its file where that is
    /// still there.
    pub fn set_rows(&mut self, rows: Vec<SessionRow>) {
        let path = self.selected().map(|row| row.path.clone());
        self.marked.retain(|path| rows.iter().any(|row| row.path == *path));
        self.rows = rows;
        (self.is_read, self.is_unreadable) = (true, false);
        self.index = None;
        let query = self.found.take().map(|found| found.query);
        self.narrow_to(&query.unwrap_or_default());
        self.go_to(path.as_ref());
    }

    /// Narrows the list to what a query finds; to everything where it is empty. The cursor stays
    /// on its file where that is shown.
    pub fn narrow(&mut self, query: &str) {
        let path = self.selected().map(|row| row.path.clone());
        self.narrow_to(query);
        self.go_to(path.as_ref());
    }

    fn narrow_to(&mut self, query: &str) {
        let query = query.trim();
        if query.is_empty() {
            self.found = None;
            return;
        }
        let index = self.index.get_or_insert_with(|| Box::new(Sessions::new(&self.rows)));
        self.found = Some(FoundSessions { query: query.to_owned(), places: index.find(query) });
    }

    fn go_to(&mut self, path: Option<&PathBuf>) {
        let mut shown = (0..self.len()).filter_map(|place| self.row(place));
        let same = path.and_then(|path| shown.position(|row| row.path == *path));
        self.cursor = same.unwrap_or(0);
    }

    /// The list is another one and has not been read yet.
    pub fn turn_to(&mut self, is_trash: bool) {
        (self.is_trash, self.is_read, self.cursor) = (is_trash, false, 0);
        (self.found, self.index) = (None, None);
        self.rows.clear();
    }
}

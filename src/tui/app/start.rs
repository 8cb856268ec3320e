//! The list of sessions, and what a new one can be made with.

use crate::points::Points;
use crate::session::SessionHead;
use std::path::PathBuf;

/// The list of sessions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Start {
    /// One row for each file, the newest first; broken files last.
    pub rows: Vec<SessionRow>,
    /// Whether the folder has been read.
    pub is_read: bool,
    /// It shows the sessions in the trash.
    pub is_trash: bool,
    /// The folder, for the empty list.
    pub folder: String,
    /// The files that are marked to be compared.
    pub marked: Vec<PathBuf>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
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
    /// The row under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&SessionRow> {
        self.rows.get(self.cursor)
    }

    /// Takes a new list; the cursor stays on its file where that is still there.
    pub fn set_rows(&mut self, rows: Vec<SessionRow>) {
        let path = self.selected().map(|row| row.path.clone());
        let same = path.and_then(|path| rows.iter().position(|row| row.path == path));
        self.cursor = same.unwrap_or(0);
        self.marked.retain(|path| rows.iter().any(|row| row.path == *path));
        self.rows = rows;
        self.is_read = true;
    }
}

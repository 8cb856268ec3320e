//! The list of changes: which are shown, and the cursor.

use crate::lang::Lang;
use crate::lang::history::HistoryRow;
use crate::tui::widgets::text::wrap;

/// What a journal tells, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryRead {
    /// Its lines, in order.
    pub rows: Vec<HistoryRow>,
    /// What is wrong with it, in sentences.
    pub problems: Vec<String>,
}

/// The list and its cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryList {
    /// Every change, the newest first.
    rows: Vec<HistoryRow>,
    /// What is wrong with the journal, in sentences.
    pub problems: Vec<String>,
    /// The id of the row of the tree the list was opened on; none on the total.
    pub id: Option<String>,
    /// Only changes of that row and of those below it are shown.
    pub is_narrow: bool,
    /// The row under the cursor, of those shown.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
    /// The first line in view of the change under the cursor.
    pub full_offset: usize,
}

impl HistoryList {
    /// Opens on a row of the tree: with its changes only, where there are any.
    #[must_use]
    pub fn new(read: HistoryRead, id: Option<String>) -> Self {
        let HistoryRead { mut rows, problems } = read;
        rows.reverse();
        let mut list = Self { rows, problems, id, is_narrow: true, ..Self::default() };
        list.is_narrow = list.id.is_some() && !list.is_empty();
        list
    }

    /// The rows shown.
    pub fn shown(&self) -> impl Iterator<Item = &HistoryRow> {
        let id = self.id.as_deref().filter(|_| self.is_narrow);
        self.rows.iter().filter(move |row| id.is_none_or(|id| row.is_about(id)))
    }

    /// How many rows are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown().count()
    }

    /// Whether none is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the row of the tree was never changed.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.id.as_deref().is_some_and(|id| !self.rows.iter().any(|row| row.is_about(id)))
    }

    /// How many there are in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.rows.len()
    }

    /// The row under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&HistoryRow> {
        self.shown().nth(self.cursor)
    }

    /// The change under the cursor in full, in lines of at most `width` cells.
    #[must_use]
    pub fn full(&self, lang: Lang, width: usize) -> Vec<String> {
        let Some(row) = self.selected() else { return Vec::new() };
        let kind = row.kind.word(lang);
        let head = [row.at.as_str(), row.by.as_str(), kind].into_iter();
        let head = head.filter(|words| !words.is_empty()).collect::<Vec<_>>().join("  ");
        let lines = std::iter::once(head).chain(row.lines(lang));
        lines.flat_map(|line| wrap(&line, width)).collect()
    }
}

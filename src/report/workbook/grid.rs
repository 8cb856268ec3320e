//! The cells of a workbook that came back, as they stand in it.

use crate::session::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Its cells that hold something, by row and column from 0.
    pub cells: BTreeMap<(u32, u16), Found>,
    /// Which of its cells hold a formula.
    pub formulas: BTreeSet<(u32, u16)>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A number, as its shortest text.
    Number(String),
    /// A text.
    Text(String),
    /// A day.
    Day(Date),
    /// A truth value, an error, a time of day: nothing a form asks for.
    Other(String),
}

impl Grid {
    /// What stands in a cell; nothing where it is empty.
    #[must_use]
    pub fn at(&self, row: u32, column: u16) -> Option<&Found> {
        let found = self.cells.get(&(row, column))?;
        let is_empty = matches!(found, Found::Text(text) if text.is_empty());
        Some(found).filter(|_| !is_empty)
    }

    /// The text of a cell: a number counts as its text; empty where nothing stands.
    #[must_use]
    pub fn text(&self, row: u32, column: u16) -> String {
        match self.at(row, column) {
            Some(Found::Text(text)) => text.replace("\r\n", "\n"),
            Some(Found::Number(number) | Found::Other(number)) => number.clone(),
            Some(Found::Day(day)) => day.to_string(),
            None => String::new(),
        }
    }

    /// The last row that holds something.
    #[must_use]
    pub fn last_row(&self) -> Option<u32> {
        self.cells.keys().map(|(row, _)| *row).max()
    }
}

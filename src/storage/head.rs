//! The head of a session file, read without its entries.

use super::problem::FileProblem;
use super::session_file::Summary;
use crate::session::{RubricReference, SessionHead};
use std::path::Path;

/// What stands in a session file before its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionHeadFile {
    /// UUID v7 as text.
    pub id: String,
    /// The rubric it was scored with.
    pub rubric: RubricReference,
    /// Unit, mode, assessors, date, state.
    pub head: SessionHead,
    /// What was calculated at the last save.
    pub summary: Option<Summary>,
}

/// Reads a session file only as far as its entries.
///
/// # Errors
/// Everything that is wrong with the head, or that the file cannot be read.
pub fn read_head(path: &Path) -> Result<SessionHeadFile, Vec<FileProblem>> {
    let _ = path;
    Err(Vec::new())
}

//! The head of a session file, read without its entries.

use super::problem::FileProblem;
use super::session_file::{self, JournalMark, Summary};
use super::{reach, read};
use crate::session::{RubricReference, SessionHead};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// The most bytes of a head.
const LONGEST_HEAD: u64 = 64 * 1024;

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
    /// How far into its journal the file goes; absent where it was never changed.
    pub journal: Option<JournalMark>,
}

/// Reads a session file only as far as its entries.
///
/// # Errors
/// Everything that is wrong with the head, or that the file cannot be read.
pub fn read_head(path: &Path) -> Result<SessionHeadFile, Vec<FileProblem>> {
    let name = path.display().to_string();
    let beginning =
        beginning(path).map_err(|cause| vec![FileProblem::not_readable(&name, &cause)])?;
    if let Some(text) = beginning
        && let Ok(head) = session_file::read_head(&name, &text)
    {
        return Ok(head);
    }
    // Not as the program writes it: repaired by hand, or broken. The whole file decides.
    let text = read::read_text(path)?;
    session_file::parse_head(&name, &text)
}

/// The text before the entries; `None` where they do not come soon enough, or it is no text.
fn beginning(path: &Path) -> std::io::Result<Option<String>> {
    if !reach::metadata(path)?.is_file() {
        return Ok(None);
    }
    let file = reach::open_to_read(path)?;
    let mut lines = BufReader::new(file.take(LONGEST_HEAD));
    let mut text = Vec::new();
    loop {
        let start = text.len();
        let read = lines.read_until(b'\n', &mut text)?;
        if read == 0 && text.len() as u64 == LONGEST_HEAD {
            return Ok(None);
        }
        if read == 0 || text[start..].starts_with(b"entries:") {
            text.truncate(start);
            return Ok(String::from_utf8(text).ok());
        }
    }
}

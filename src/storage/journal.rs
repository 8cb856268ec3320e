//! 修改日志: every change of a session, one line each, on the disk before the next key.
//!
//! The journal stands beside its session as `NAME.kaohe.yaml.journal`. It begins with the
//! session file as it was, each line holds the hash of the line before, and nothing in it
//! is ever rewritten. A line is as long as what changed. The session file is the same in a
//! form people read; where it is behind, the journal brings it up to date ([`super::replay`]).
//!
//! A file that is full gets the number of its last line behind its name, and another one goes
//! on from there: its first line has the next number, the hash of that line and the session
//! as it is by then.

mod chain;
mod line;
mod read;
mod write;

pub use chain::{Chain, ChainProblem, LineRead};
pub use line::{Author, Line, What};
pub(crate) use read::{end_of, first_of};
pub use read::{read, read_all, read_at, read_bytes};
pub use write::Journal;

use super::paths::is_yaml;
use std::path::{Path, PathBuf};

/// What the name of a journal ends in.
const ENDING: &str = ".journal";

/// Where the journal of a session is.
#[must_use]
pub fn journal_path(session: &Path) -> PathBuf {
    with_ending(session, ENDING)
}

/// The session that a journal with this name belongs to; `None` where it is no such name.
#[must_use]
pub fn session_of(journal: &Path) -> Option<PathBuf> {
    let name = journal.file_name()?.to_str()?.strip_suffix(ENDING)?;
    (is_yaml(name) && !name.starts_with('.')).then(|| journal.with_file_name(name))
}

/// Where the file of a journal is that was full after so many lines.
pub(super) fn earlier_path(session: &Path, lines: u32) -> PathBuf {
    with_ending(session, &format!("{ENDING}.{lines}"))
}

/// `NAME.kaohe.yaml` with something behind it.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

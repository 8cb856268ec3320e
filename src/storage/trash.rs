//! 回收站: a session that is not wanted any more moves into a folder beside the others, with
//! its journal, and can be brought back. Nothing is ever taken away for good.
//!
//! Of a session several files move, and a crash may come between any two of them. A session
//! that stands where it is worked on must always have its journal beside it, or changes that
//! only the journal has would be missing from it. So the session file goes first into the
//! trash and comes last out of it: what a crash may leave behind is a journal without its
//! session where sessions are kept, and bringing the session back joins the two again.

use super::disk::Disk;
use super::head::read_head;
use super::journal::{self, What, journal_path};
use super::lock::{Holder, LockError, lock};
use super::paths::{SESSION_ENDING, is_free, session_files};
use super::reach;
use super::save::{Attempt, SaveError, create_folder, folder_of, permissions_of};
use super::session_file::parse_session;
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder beside the sessions.
const TRASH: &str = "trash";
/// What a file of a session ends in beyond the name of the session file, in the order in
/// which they go into the trash.
const ENDINGS: [&str; 3] = ["", ".journal", ".journal.torn"];

/// Why a session was not moved; it stands where it stood.
#[derive(Debug, thiserror::Error)]
pub enum TrashError {
    /// Someone has it open, or it cannot be locked.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A file cannot be moved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// It is in the trash already.
    #[error("{} is in the trash", .0.display())]
    InTrash(PathBuf),
    /// It is not in the trash, so it cannot come out of it.
    #[error("{} is not in the trash", .0.display())]
    NotInTrash(PathBuf),
}

/// Where the sessions go that are not wanted in this folder any more.
#[must_use]
pub fn trash_of(folder: &Path) -> PathBuf {
    folder.join(TRASH)
}

/// The session files in the trash of a folder, sorted by name.
///
/// # Errors
/// The trash cannot be read.
pub fn trashed_files(folder: &Path) -> Result<Vec<PathBuf>, SaveError> {
    session_files(&trash_of(folder))
}

/// Moves a session with its journal into the trash and says where it is now. Its name stays,
/// with a number behind it where the trash has one of that name.
///
/// # Errors
/// Someone has it open, it is a link or no file, or the system says no.
pub fn delete(disk: &impl Disk, session: &Path, holder: &Holder) -> Result<PathBuf, TrashError> {
    let folder = folder_of(session);
    if is_trash(folder) {
        return Err(TrashError::InTrash(session.to_owned()));
    }
    there(session)?;
    let _held = lock(session, holder)?;
    let trash = trash_of(folder);
    create_folder(disk, &trash)?;
    if reach::own_metadata(&trash).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(SaveError::IsALink(trash).into());
    }
    let to = free_name(&trash, session)?;
    move_all(disk, session, &to, &endings_of(session))?;
    Ok(to)
}

/// Moves a session with its journal out of the trash, to where it came from, and says where
/// it is now. Nothing is overwritten: where its name is taken, a number goes behind it.
///
/// # Errors
/// It is not in the trash, someone has it open, or the system says no.
pub fn restore(disk: &impl Disk, session: &Path, holder: &Holder) -> Result<PathBuf, TrashError> {
    let trash = folder_of(session);
    let Some(folder) = is_trash(trash).then(|| trash.parent()).flatten() else {
        return Err(TrashError::NotInTrash(session.to_owned()));
    };
    there(session)?;
    let _held = lock(session, holder)?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let to = free_name(folder, session)?;
    let _held_there = lock(&to, holder)?;
    let mut endings = endings_of(session);
    endings.reverse();
    move_all(disk, session, &to, &endings)?;
    Ok(to)
}

/// Where a session in the trash stood before; `None` of one that is not there.
pub(super) fn came_from(session: &Path) -> Option<PathBuf> {
    let trash = folder_of(session);
    let folder = trash.parent().filter(|_| trash.file_name() == Some(OsStr::new(TRASH)))?;
    Some(folder.join(session.file_name()?))
}

fn is_trash(folder: &Path) -> bool {
    let name = |folder: &Path| folder.file_name() == Some(OsStr::new(TRASH));
    // `.` while standing in the trash.
    name(folder) || folder.canonicalize().is_ok_and(|folder| name(&folder))
}

/// Makes sure that a session file is there and an ordinary one, and its other files too.
fn there(session: &Path) -> Result<(), SaveError> {
    for ending in ENDINGS {
        let found = permissions_of(&with_ending(session, ending))?;
        if found.is_none() && ending.is_empty() {
            return Err(SaveError::io(session, Attempt::Read)(ErrorKind::NotFound.into()));
        }
    }
    Ok(())
}

/// What the names of the files of a session end in, in the order in which they go into the
/// trash: those of its journal that were full too.
fn endings_of(session: &Path) -> Vec<String> {
    let mut endings: Vec<String> = ENDINGS.iter().map(|ending| (*ending).to_owned()).collect();
    let name = session.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut full: Vec<String> = reach::list(folder_of(session))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|file| file.file_name().to_str()?.strip_prefix(&name).map(str::to_owned))
        .filter(|ending| {
            let number = ending.strip_prefix(".journal.").unwrap_or_default();
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
        .collect();
    full.sort();
    endings.append(&mut full);
    endings
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// A name in `folder` under which a session can stand: nothing there is overwritten, and
/// nothing there is taken for its own that is not.
fn free_name(folder: &Path, session: &Path) -> Result<PathBuf, SaveError> {
    let name = session.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let ending = [SESSION_ENDING, ".yaml"].into_iter().find(|ending| name.ends_with(ending));
    let ending = ending.unwrap_or_default();
    let stem = &name[..name.len() - ending.len()];
    let [_, journal, torn] = ENDINGS;
    let has_journal = !is_free(&with_ending(session, journal))?;
    let has_torn = !is_free(&with_ending(session, torn))?;
    let mut path = folder.join(session.file_name().unwrap_or_default());
    let mut number = 1;
    loop {
        let fits = is_free(&path)?
            && (is_free(&with_ending(&path, journal))?
                || !has_journal && is_journal_of(session, &path))
            && (!has_torn || is_free(&with_ending(&path, torn))?);
        if fits {
            return Ok(path);
        }
        number += 1;
        path = folder.join(format!("{stem}_{number}{ending}"));
    }
}

/// Whether what stands at `to` is the journal of this session, left there by a crash.
fn is_journal_of(session: &Path, to: &Path) -> bool {
    let (Ok(head), Some(first)) = (read_head(session), journal::first_of(&journal_path(to))) else {
        return false;
    };
    matches!(first.what, What::Begun(text)
        if parse_session("", &text).is_ok_and(|begun| begun.id == head.id))
}

/// Moves the files of a session, one after the other; where one cannot be moved, those
/// before it go back.
fn move_all(disk: &impl Disk, from: &Path, to: &Path, endings: &[String]) -> Result<(), SaveError> {
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for ending in endings {
        let (old, new) = (with_ending(from, ending), with_ending(to, ending));
        if reach::own_metadata(&old).is_err() {
            continue;
        }
        let outcome = disk.rename_new(&old, &new).and_then(|()| {
            moved.push((old.clone(), new));
            // On the disk before anything else moves, so that the order holds in a crash too.
            disk.sync_folder(folder_of(to)).and_then(|()| disk.sync_folder(folder_of(from)))
        });
        if let Err(cause) = outcome {
            for (old, new) in moved.iter().rev() {
                // Where this fails too, each file is still whole in one of the two folders.
                let _ = disk.rename_new(new, old);
            }
            return Err(SaveError::io(&old, Attempt::Move)(cause));
        }
    }
    Ok(())
}

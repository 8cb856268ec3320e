//! Saving: a file is replaced whole or not at all.

pub use super::hash::ContentHash;

use super::disk::Disk;
use super::lock::Holder;
use super::paths::is_yaml;
use super::reach;
use super::read::MOST_BYTES;
use std::fs::Permissions;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// How old a temporary file is before it is taken for a leftover.
const LEFTOVER_AGE: Duration = Duration::from_hours(24);
/// How many random letters the name of a temporary file ends in, and how many that are worked
/// out from them and the rest of the name: no other program's file has such a name.
const RANDOM_LETTERS: usize = 6;
const PROOF_LETTERS: usize = 6;
/// What all files begin with that are swept: partly written ones may be empty too.
const MARK: &[u8] = b"format: kaohe-";

/// What we believe stands on disk before a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// No file: it is created, and an existing one is never overwritten.
    Nothing,
    /// The content last read or written.
    Content(ContentHash),
    /// Whatever there is may be overwritten.
    Anything,
}

/// What was being done when the system said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Making the folder.
    CreateFolder,
    /// Reading what stands there.
    Read,
    /// Writing the new content.
    Write,
    /// Locking.
    Lock,
    /// Giving it another name.
    Move,
}

/// Why nothing was saved; the file is as it was before.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Someone else changed the file since we read it.
    #[error("{} was changed by someone else", .0.display())]
    ChangedOnDisk(PathBuf),
    /// There is a file where a new one was to be made.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// The file we read is gone.
    #[error("{} is gone", .0.display())]
    Gone(PathBuf),
    /// Another file stands where ours stood.
    #[error("{} was replaced by another file", .0.display())]
    Replaced(PathBuf),
    /// The lock was taken away, and someone else has it now.
    #[error("locked by {}", .0.user)]
    LockLost(Holder),
    /// The path names a symbolic link, which writing does not follow.
    #[error("{} is a symbolic link", .0.display())]
    IsALink(PathBuf),
    /// The path names something that is not an ordinary file.
    #[error("{} is not a file", .0.display())]
    NotAFile(PathBuf),
    /// The system said no.
    #[error("{}: {cause}", path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What was being done.
        attempt: Attempt,
        /// The system's reason.
        cause: io::Error,
    },
}

impl SaveError {
    /// The folder a file was to be made in is not there.
    pub(super) fn no_folder(folder: &Path) -> Self {
        Self::io(folder, Attempt::Write)(ErrorKind::NotFound.into())
    }

    pub(super) fn io(path: &Path, attempt: Attempt) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Io { path: path.to_owned(), attempt, cause }
    }
}

/// Replaces (or makes) a file, if what stands there is what we believe, and returns the hash
/// of what stands there now. New files are for their owner only; an existing file keeps its
/// mode. A symbolic link is neither followed nor replaced. A file that already holds this very
/// text is left alone.
///
/// # Errors
/// Nothing is changed on any of them, but that a failed last sync may come too late to know.
pub fn save(
    disk: &impl Disk,
    path: &Path,
    text: &str,
    before: Before,
) -> Result<ContentHash, SaveError> {
    if text.len() as u64 > MOST_BYTES {
        // It could not be read again.
        return Err(SaveError::io(path, Attempt::Write)(ErrorKind::FileTooLarge.into()));
    }
    save_bytes(disk, path, text.as_bytes(), before)
}

/// The same for a content that is no text and is not read again: a report.
///
/// # Errors
/// Those of [`save`].
pub fn save_bytes(
    disk: &impl Disk,
    path: &Path,
    bytes: &[u8],
    before: Before,
) -> Result<ContentHash, SaveError> {
    let permissions = permissions_of(path)?;
    let found = if permissions.is_some() { content_hash(path)? } else { None };
    let new = ContentHash::of_bytes(bytes);
    match (before, found) {
        (Before::Nothing, Some(_)) => return Err(SaveError::Exists(path.to_owned())),
        (Before::Content(_), None) => return Err(SaveError::Gone(path.to_owned())),
        (Before::Content(known), Some(found)) if known == found && found == new => return Ok(new),
        (_, Some(found)) if found == new => {
            // Renamed before, when the folder could not be synced.
            let synced = disk.sync_folder(folder_of(path));
            return synced.map(|()| new).map_err(SaveError::io(path, Attempt::Write));
        }
        (Before::Content(known), Some(found)) if known != found => {
            return Err(SaveError::ChangedOnDisk(path.to_owned()));
        }
        _ => {}
    }
    match replace(disk, path, bytes, permissions) {
        Ok(()) => Ok(new),
        // Someone made it meanwhile: it is there now, and may be overwritten.
        Err(cause) if is_made_meanwhile(&cause) && before == Before::Anything => {
            save_bytes(disk, path, bytes, before)
        }
        Err(cause) if is_made_meanwhile(&cause) => Err(SaveError::Exists(path.to_owned())),
        Err(cause) => Err(SaveError::io(path, Attempt::Write)(cause)),
    }
}

fn is_made_meanwhile(cause: &io::Error) -> bool {
    cause.kind() == ErrorKind::AlreadyExists
}

/// The permissions of the file at a path; `None` where nothing is there yet.
///
/// # Errors
/// What stands there is a link or no ordinary file.
pub(super) fn permissions_of(path: &Path) -> Result<Option<Permissions>, SaveError> {
    match reach::own_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => Err(SaveError::IsALink(path.to_owned())),
        Ok(metadata) if metadata.is_file() => Ok(Some(metadata.permissions())),
        Ok(_) => Err(SaveError::NotAFile(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(SaveError::io(path, Attempt::Read)(cause)),
    }
}

/// The hash of what stands on disk; `None` where there is no file.
///
/// # Errors
/// The file cannot be read.
pub fn content_hash(path: &Path) -> Result<Option<ContentHash>, SaveError> {
    match content(path) {
        Ok(content) => Ok(Some(ContentHash::of_bytes(&content))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(SaveError::io(path, Attempt::Read)(cause)),
    }
}

/// The content of a file. Of one that is too large to be ours the beginning is enough: it is
/// another one than we know.
fn content(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    reach::open_to_read(path)?.take(MOST_BYTES + 1).read_to_end(&mut content)?;
    Ok(content)
}

/// Writes a new file under another name, syncs it, gives it the name, syncs the folder.
fn replace(
    disk: &impl Disk,
    target: &Path,
    bytes: &[u8],
    permissions: Option<Permissions>,
) -> io::Result<()> {
    // Replacing a file asks for permission of its folder only; whoever wrote-protected the
    // file meant the content.
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let is_new = permissions.is_none();
    let temporary = temporary(target);
    let mut file = disk.create(&temporary, permissions)?;
    let written = disk.write(&mut file, bytes).and_then(|()| disk.sync(&mut file)).and_then(|()| {
        if is_new { disk.rename_new(&temporary, target) } else { disk.rename(&temporary, target) }
    });
    if written.is_err() {
        // A leftover harms nobody and is swept later.
        let _ = disk.remove(&temporary);
        return written;
    }
    disk.sync_folder(folder_of(target))
}

/// The folder a path is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// `.NAME.a1b2c3d4e5f6` beside a file: the last letters prove that the name is ours.
fn temporary(target: &Path) -> PathBuf {
    let random = Uuid::now_v7().simple().to_string();
    let random = &random[random.len() - RANDOM_LETTERS..];
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let proof = proof(&name, random);
    target.with_file_name(format!(".{name}.{random}{proof}"))
}

/// The letters that follow from the name of a file and from random ones.
fn proof(name: &str, random: &str) -> String {
    let mut proof = ContentHash::of(&format!("{name}\n{random}")).to_string();
    proof.truncate(PROOF_LETTERS);
    proof
}

/// Makes a folder and those above it, for their owner only. One that exists is left alone.
///
/// # Errors
/// The system said no.
pub fn create_folder(disk: &impl Disk, folder: &Path) -> Result<(), SaveError> {
    let failed = |cause| SaveError::io(folder, Attempt::CreateFolder)(cause);
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    disk.create_folder(folder).map_err(failed)?;
    // The names of new folders stand in those above them.
    let synced = missing.into_iter().try_for_each(|made| disk.sync_folder(folder_of(made)));
    synced.map_err(failed)
}

/// Takes away temporary files that a killed program left in a folder more than a day ago,
/// and returns how many.
#[must_use]
pub fn sweep(folder: &Path, now: SystemTime) -> usize {
    let Ok(files) = reach::list(folder) else { return 0 };
    let swept = files.flatten().filter(|file| {
        // The name first: nothing is asked of files that are not ours.
        if !file.file_name().to_str().is_some_and(is_temporary) {
            return false;
        }
        let old = file.metadata().is_ok_and(|metadata| {
            let age = metadata.modified().ok().and_then(|then| now.duration_since(then).ok());
            metadata.is_file() && age.is_some_and(|age| age > LEFTOVER_AGE)
        });
        old && has_mark(&file.path()) && reach::remove(&file.path()).is_ok()
    });
    swept.count()
}

/// `.NAME.yaml.a1b2c3d4e5f6`, the last letters of which follow from the rest.
fn is_temporary(name: &str) -> bool {
    let parts = name.strip_prefix('.').and_then(|name| name.rsplit_once('.'));
    parts.is_some_and(|(name, letters)| {
        let random = letters.get(..RANDOM_LETTERS);
        let is_proved = random.is_some_and(|random| letters[random.len()..] == proof(name, random));
        is_yaml(name) && is_proved
    })
}

/// Whether a file is what this program was writing, as far as it came.
fn has_mark(path: &Path) -> bool {
    let mut begins = Vec::new();
    let read = reach::open_to_read(path)
        .and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut begins));
    read.is_ok() && MARK.starts_with(&begins)
}

#[cfg(test)]
mod tests {
    use super::{is_temporary, sweep, temporary};
    use std::time::{Duration, SystemTime};

    #[test]
    fn only_old_temporary_files_are_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let leftover = temporary(&folder.path().join("甲.kaohe.yaml"));
        let names = || -> Vec<String> {
            let files = std::fs::read_dir(folder.path()).expect("the folder");
            files
                .map(|file| file.expect("a file").file_name().into_string().expect("name"))
                .collect()
        };
        std::fs::write(&leftover, "").expect("a file");
        assert!(names().iter().all(|name| is_temporary(name)), "{:?}", names());
        std::fs::write(folder.path().join("乙.kaohe.yaml"), "").expect("a file");
        // Not ours: names that people and other programs make, and another content.
        let others =
            [".甲.kaohe.yaml.backup", ".甲.kaohe.yaml.202112", ".甲.kaohe.yaml.20211215aaaa"];
        for other in others {
            std::fs::write(folder.path().join(other), "format: kaohe-session/1").expect("a file");
        }
        let foreign = temporary(&folder.path().join("丙.kaohe.yaml"));
        std::fs::write(&foreign, "别的").expect("a file");
        assert_eq!(sweep(folder.path(), SystemTime::now()), 0);
        let later = SystemTime::now() + Duration::from_hours(25);
        assert_eq!(sweep(folder.path(), later), 1);
        std::fs::write(&leftover, "format: kaohe-session/1\n").expect("a file");
        assert_eq!(sweep(folder.path(), later), 1);
        assert!(foreign.exists() && folder.path().join("乙.kaohe.yaml").exists());
        assert!(others.iter().all(|other| folder.path().join(other).exists()));
        assert_eq!(names().len(), 5);
    }
}

//! Saving: a file is replaced whole or not at all.

pub use super::hash::ContentHash;

use super::paths::is_yaml;
use super::read::MOST_BYTES;
use atomic_write_file::AtomicWriteFile;
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How old a temporary file is before it is taken for a leftover.
const LEFTOVER_AGE: Duration = Duration::from_hours(24);

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
/// mode; a symbolic link stays and the file it names is replaced. A file that already holds
/// this very text is left alone.
///
/// # Errors
/// Nothing is changed on any of them.
pub fn save(path: &Path, text: &str, before: Before) -> Result<ContentHash, SaveError> {
    let target = resolved(path)?;
    let found = content_hash(&target)?;
    let new = ContentHash::of(text);
    match (before, found) {
        (Before::Nothing, Some(_)) => return Err(SaveError::Exists(target)),
        (Before::Content(_), None) => return Err(SaveError::Gone(target)),
        (_, Some(found)) if found == new => return Ok(new),
        (Before::Content(known), Some(found)) if known != found => {
            return Err(SaveError::ChangedOnDisk(target));
        }
        _ => {}
    }
    replace(&target, text).map_err(SaveError::io(&target, Attempt::Write))?;
    Ok(new)
}

/// The file a path names: links are followed, so that saving does not replace one by a file.
fn resolved(path: &Path) -> Result<PathBuf, SaveError> {
    let kind = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.file_type(),
        // What is not there yet can be made.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(path.to_owned()),
        Err(cause) => return Err(SaveError::io(path, Attempt::Read)(cause)),
    };
    if kind.is_file() {
        return Ok(path.to_owned());
    }
    // A link to a file; one that leads nowhere, or to a folder, is none.
    let target = if kind.is_symlink() { fs::canonicalize(path).ok() } else { None };
    target.filter(|target| target.is_file()).ok_or_else(|| SaveError::NotAFile(path.to_owned()))
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
    fs::File::open(path)?.take(MOST_BYTES + 1).read_to_end(&mut content)?;
    Ok(content)
}

fn replace(target: &Path, text: &str) -> io::Result<()> {
    // Replacing a file asks for permission of its folder only; whoever wrote-protected the
    // file meant the content.
    if fs::metadata(target).is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let mut options = AtomicWriteFile::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(target)?;
    file.write_all(text.as_bytes())?;
    file.commit()
}

/// Makes a folder and those above it, for their owner only. One that exists is left alone.
///
/// # Errors
/// The system said no.
pub fn create_folder(folder: &Path) -> Result<(), SaveError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(SaveError::io(folder, Attempt::CreateFolder))
}

/// Takes away temporary files that a killed program left in a folder more than a day ago,
/// and returns how many.
#[must_use]
pub fn sweep(folder: &Path, now: SystemTime) -> usize {
    let Ok(files) = fs::read_dir(folder) else { return 0 };
    let swept = files.flatten().filter(|file| {
        let old = file.metadata().is_ok_and(|metadata| {
            let age = metadata.modified().ok().and_then(|then| now.duration_since(then).ok());
            metadata.is_file() && age.is_some_and(|age| age > LEFTOVER_AGE)
        });
        let name = file.file_name();
        old && name.to_str().is_some_and(is_temporary) && fs::remove_file(file.path()).is_ok()
    });
    swept.count()
}

/// `.NAME.yaml.a1B2c3`, as atomic-write-file calls its temporaries.
fn is_temporary(name: &str) -> bool {
    let parts = name.strip_prefix('.').and_then(|name| name.rsplit_once('.'));
    parts.is_some_and(|(name, random)| {
        is_yaml(name)
            && random.len() == 6
            && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::{AtomicWriteFile, is_temporary, sweep};
    use std::time::{Duration, SystemTime};

    #[test]
    fn only_old_temporary_files_are_swept() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = AtomicWriteFile::options()
            .open(folder.path().join("甲.kaohe.yaml"))
            .expect("a temporary file");
        let names = || -> Vec<String> {
            let files = std::fs::read_dir(folder.path()).expect("the folder");
            files
                .map(|file| file.expect("a file").file_name().into_string().expect("name"))
                .collect()
        };
        assert!(names().iter().all(|name| is_temporary(name)), "{:?}", names());
        std::mem::forget(file);
        std::fs::write(folder.path().join("乙.kaohe.yaml"), "").expect("a file");
        assert_eq!(sweep(folder.path(), SystemTime::now()), 0);
        let later = SystemTime::now() + Duration::from_hours(25);
        assert_eq!(sweep(folder.path(), later), 1);
        assert_eq!(names(), ["乙.kaohe.yaml"]);
    }
}

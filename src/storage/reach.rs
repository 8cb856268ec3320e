//! How far this program reaches: everywhere, or no further than one folder.
//!
//! Every file and folder is opened, listed, renamed or removed through the doors here, and
//! so there is one place that says no. It is the process that is confined, once and for
//! good: no caller can forget it, and none can undo it. Where the kernel can, it says no
//! too ([`kernel`]), also to what would not ask here.

pub mod kernel;

pub use kernel::Enforced;

use std::fs::{self, File, Metadata, OpenOptions, ReadDir};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

/// The folder this process is confined to; empty while it reaches everywhere.
static CONFINED: OnceLock<Root> = OnceLock::new();

/// A folder that can be the whole world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    folder: PathBuf,
}

/// Why a folder cannot be the whole world.
#[derive(Debug, thiserror::Error)]
pub enum RootError {
    /// There is no such folder.
    #[error("no such folder")]
    Missing,
    /// It is no folder.
    #[error("not a folder")]
    NotAFolder,
    /// It is a symbolic link: whoever can change it would move the walls.
    #[error("a symbolic link")]
    Link,
    /// The system said no.
    #[error(transparent)]
    Io(io::Error),
}

/// Why a confined process does not touch a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not below the folder.
    #[error("outside the folder")]
    Outside,
    /// It is a symbolic link, or behind one.
    #[error("a symbolic link")]
    Link,
    /// It is a pipe, a device or a socket.
    #[error("not an ordinary file")]
    NotAFile,
}

impl Refused {
    /// The refusal that an error of a door carries, if it is one.
    #[must_use]
    pub fn in_error(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> Self {
        Self::new(ErrorKind::PermissionDenied, refused)
    }
}

impl Root {
    /// The folder at this path, under the name that stays the same whatever links lead to it.
    ///
    /// # Errors
    /// It is not there, is no folder, or is itself a link.
    pub fn find(path: &Path) -> Result<Self, RootError> {
        let of_system = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => RootError::Missing,
            ErrorKind::NotADirectory => RootError::NotAFolder,
            _ => RootError::Io(error),
        };
        // `link/` would be looked up behind the link.
        let named: PathBuf = path.components().collect();
        let metadata = fs::symlink_metadata(&named).map_err(of_system)?;
        if metadata.is_symlink() {
            return Err(RootError::Link);
        }
        if !metadata.is_dir() {
            return Err(RootError::NotAFolder);
        }
        Ok(Self { folder: fs::canonicalize(named).map_err(of_system)? })
    }

    /// Its path.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a path may be touched: it is this folder or below it, no part of it below the
    /// folder is a link, and what stands there, if anything, is a file or a folder.
    ///
    /// # Errors
    /// [`Refused`], or what the system says.
    pub fn admit(&self, path: &Path) -> io::Result<()> {
        let below = path.strip_prefix(&self.folder).map_err(|_| Refused::Outside)?;
        let mut place = self.folder.clone();
        for part in below.components() {
            let Component::Normal(name) = part else { return Err(Refused::Outside.into()) };
            place.push(name);
            match fs::symlink_metadata(&place) {
                Ok(metadata) if metadata.is_symlink() => return Err(Refused::Link.into()),
                Ok(metadata) if metadata.is_file() || metadata.is_dir() => {}
                Ok(_) => return Err(Refused::NotAFile.into()),
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Confines this process to a folder, from here on and for good, and says what of that the
/// kernel enforces too.
///
/// # Errors
/// The kernel could do its part and did not, or the process is confined to another folder.
pub fn confine(root: Root) -> io::Result<Enforced> {
    let enforced = kernel::confine(root.folder())?;
    match CONFINED.set(root) {
        Err(other) if CONFINED.get() != Some(&other) => Err(Refused::Outside.into()),
        _ => Ok(enforced),
    }
}

/// Whether this process is confined.
#[must_use]
pub fn is_confined() -> bool {
    CONFINED.get().is_some()
}

/// Whether this process may touch a path; everything it does with one is asked here first.
///
/// # Errors
/// What [`Root::admit`] says.
pub(super) fn admit(path: &Path) -> io::Result<()> {
    CONFINED.get().map_or(Ok(()), |root| root.admit(path))
}

/// Opens a file.
///
/// # Errors
/// It may not be touched, or what the system says.
pub(super) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    admit(path)?;
    #[cfg(unix)]
    if is_confined() {
        use rustix::fs::OFlags;
        // What was looked at may be another thing by now: no link is followed then, no pipe
        // waited for, and no terminal becomes ours. These stand in for flags set before.
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
        let flags = flags.bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(options, flags);
    }
    options.open(path)
}

/// Opens a file to read it.
///
/// # Errors
/// As [`open`].
pub(super) fn open_to_read(path: &Path) -> io::Result<File> {
    open(path, File::options().read(true))
}

/// What stands at a path, behind links too where the process is not confined.
///
/// # Errors
/// It may not be touched, or what the system says.
pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    admit(path)?;
    fs::metadata(path)
}

/// What stands at a path itself.
///
/// # Errors
/// It may not be touched, or what the system says.
pub(super) fn own_metadata(path: &Path) -> io::Result<Metadata> {
    admit(path)?;
    fs::symlink_metadata(path)
}

/// Where a link leads, as it says.
///
/// # Errors
/// It may not be touched, is no link, or what the system says.
pub(super) fn target(link: &Path) -> io::Result<PathBuf> {
    admit(link)?;
    fs::read_link(link)
}

/// What is in a folder.
///
/// # Errors
/// It may not be touched, or what the system says.
pub(super) fn list(folder: &Path) -> io::Result<ReadDir> {
    admit(folder)?;
    fs::read_dir(folder)
}

/// Takes a file away.
///
/// # Errors
/// It may not be touched, or what the system says.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    admit(path)?;
    fs::remove_file(path)
}

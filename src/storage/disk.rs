//! What is asked of a disk when something is written: the only way this program writes
//! files. A test puts a disk in its place that fails, or dies, at any of these points.
//!
//! Reading needs no such door: what is read is checked when it is used. How far the program
//! reaches, reading or writing, is decided in [`super::reach`].

use super::reach::{self, admit};
use super::save::folder_of;
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// A disk that can be written on. Nothing written is there for good before it was synced,
/// and no new name before its folder was.
pub trait Disk {
    /// An open file.
    type File: std::fmt::Debug;

    /// Makes a file that is not there yet, for its owner only or with these permissions.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`], also where a symbolic link stands; or what the system says.
    fn create(&self, path: &Path, permissions: Option<Permissions>) -> io::Result<Self::File>;

    /// Opens a file that is there to write behind its end. A symbolic link is not followed.
    ///
    /// # Errors
    /// What the system says.
    fn open_end(&self, path: &Path) -> io::Result<Self::File>;

    /// What an open file is, to be held against what stands at a path.
    ///
    /// # Errors
    /// What the system says.
    fn metadata(&self, file: &Self::File) -> io::Result<Metadata>;

    /// Writes behind the end. After an error any part of `bytes` may stand there.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, file: &mut Self::File, bytes: &[u8]) -> io::Result<()>;

    /// Cuts a file to its first `length` bytes.
    ///
    /// # Errors
    /// What the system says.
    fn cut(&self, file: &mut Self::File, length: u64) -> io::Result<()>;

    /// Returns when what was written is on the disk. After an error nothing of it may be.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&self, file: &mut Self::File) -> io::Result<()>;

    /// Gives a file another name; a file that has it is replaced.
    ///
    /// # Errors
    /// What the system says.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file another name that no file has.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`], or what the system says.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Takes a file away.
    ///
    /// # Errors
    /// What the system says.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes a folder and those above it, for their owner only. One that exists is left alone.
    ///
    /// # Errors
    /// What the system says.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// Returns when the names in a folder are on the disk.
    ///
    /// # Errors
    /// What the system says.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The disk of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    type File = File;

    fn create(&self, path: &Path, permissions: Option<Permissions>) -> io::Result<File> {
        let mut options = File::options();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = reach::open(path, &mut options)?;
        if let Some(permissions) = permissions
            && let Err(error) = file.set_permissions(permissions)
        {
            // Not left behind: it was made a moment ago, and nobody knows of it.
            let _ = reach::remove(path);
            return Err(error);
        }
        Ok(file)
    }

    fn open_end(&self, path: &Path) -> io::Result<File> {
        let mut options = File::options();
        options.append(true);
        #[cfg(unix)]
        {
            let no_links = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
            std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, no_links);
        }
        reach::open(path, &mut options)
    }

    fn metadata(&self, file: &File) -> io::Result<Metadata> {
        file.metadata()
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn cut(&self, file: &mut File, length: u64) -> io::Result<()> {
        file.set_len(length)
    }

    fn sync(&self, file: &mut File) -> io::Result<()> {
        file.sync_data()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        admit(from)?;
        admit(to)?;
        fs::rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        admit(from)?;
        admit(to)?;
        match fs::hard_link(from, to) {
            Ok(()) => fs::remove_file(from),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
            // A file system without hard links.
            Err(_) if fs::symlink_metadata(to).is_ok() => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => fs::rename(from, to),
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        reach::remove(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        admit(folder)?;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match reach::open_to_read(folder)?.sync_all() {
            // A file system that has nothing to sync for a folder.
            Err(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
            synced => synced,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// What stands at a path where a file is expected.
#[derive(Debug)]
pub(super) enum Standing {
    /// The file that is meant, of so many bytes.
    Ours(u64),
    /// Another one, of so many bytes.
    Other(u64),
    /// Nothing, in a folder that is there.
    Gone,
    /// Nobody can tell: the folder is not there, or the system says no.
    Away(io::Error),
}

/// What stands at a path, held against what is known of a file.
pub(super) fn standing(known: Option<&Metadata>, path: &Path) -> Standing {
    match reach::own_metadata(path) {
        Ok(found) if known.is_some_and(|known| is_same(known, &found)) => {
            Standing::Ours(found.len())
        }
        Ok(found) => Standing::Other(found.len()),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            match reach::metadata(folder_of(path)) {
                Ok(_) => Standing::Gone,
                Err(cause) => Standing::Away(cause),
            }
        }
        Err(cause) => Standing::Away(cause),
    }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Elsewhere a file has no number: one that is open keeps its name.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Whether an open file is still the one at this path.
pub(super) fn stands_at(file: &File, path: &Path) -> bool {
    file.metadata().is_ok_and(|known| matches!(standing(Some(&known), path), Standing::Ours(_)))
}

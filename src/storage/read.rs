//! A file's text, within bounds.

use super::problem::{FileProblem, FileProblemKind};
use super::reach;
use crate::visible::path_words;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a file that is read: a rubric of 54,000 indicators has about eight million.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a whole text file.
///
/// # Errors
/// A folder, a file above [`MOST_BYTES`], a file that is not UTF-8, or what the system says.
pub fn read_text(path: &Path) -> Result<String, Vec<FileProblem>> {
    text_of(&path_words(path), read_bytes(path)?)
}

/// Reads a whole file; one byte more than [`MOST_BYTES`] of one that is larger.
///
/// # Errors
/// A folder, or what the system says.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, Vec<FileProblem>> {
    let name = path_words(path);
    let problem = |kind| vec![FileProblem::of_file(&name, kind)];
    let not_readable = |cause| vec![FileProblem::not_readable(&name, &cause)];
    let Some(file) = open_file(path).map_err(not_readable)? else {
        return Err(problem(FileProblemKind::NotAFile));
    };
    // A file that grows while it is read, or whose size is not known, is bounded too.
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(not_readable)?;
    Ok(bytes)
}

/// Opens an ordinary file for reading; `None` for a folder, a device, a pipe. Nothing waits.
///
/// # Errors
/// What the system says.
pub(super) fn open_file(path: &Path) -> io::Result<Option<File>> {
    // Asked before opening: opening a device may do something.
    if !reach::metadata(path)?.is_file() {
        return Ok(None);
    }
    let mut options = File::options();
    options.read(true);
    // And after it, should another one stand there by now: a pipe waits for someone to write.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, NO_WAITING);
    let file = reach::open(path, &mut options)?;
    let is_file = file.metadata()?.is_file();
    Ok(Some(file).filter(|_| is_file))
}

/// Opening does not wait, and a terminal does not become ours.
#[cfg(unix)]
const NO_WAITING: i32 =
    (rustix::fs::OFlags::NONBLOCK.bits() | rustix::fs::OFlags::NOCTTY.bits()).cast_signed();

/// The text of bytes read from a file or from standard input.
///
/// # Errors
/// More than [`MOST_BYTES`], or not UTF-8.
pub fn text_of(name: &str, bytes: Vec<u8>) -> Result<String, Vec<FileProblem>> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(vec![FileProblem::of_file(name, FileProblemKind::TooLarge(MOST_BYTES))]);
    }
    String::from_utf8(bytes).map_err(|_| vec![FileProblem::of_file(name, FileProblemKind::NotUtf8)])
}

/// Reads all of a stream, such as standard input.
///
/// # Errors
/// As [`text_of`], or what the system says.
pub fn read_stream(name: &str, stream: impl Read) -> Result<String, Vec<FileProblem>> {
    let mut bytes = Vec::new();
    match stream.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        Ok(_) => text_of(name, bytes),
        Err(cause) => Err(vec![FileProblem::not_readable(name, &cause)]),
    }
}

//! A file's text, within bounds.

use super::problem::{FileProblem, FileProblemKind};
use super::reach;
use std::io::Read;
use std::path::Path;

/// The most bytes of a file that is read: a rubric of 54,000 indicators has about eight million.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Reads a whole text file.
///
/// # Errors
/// A folder, a file above [`MOST_BYTES`], a file that is not UTF-8, or what the system says.
pub fn read_text(path: &Path) -> Result<String, Vec<FileProblem>> {
    let name = path.display().to_string();
    let problem = |kind| vec![FileProblem::of_file(&name, kind)];
    let not_readable = |cause| vec![FileProblem::not_readable(&name, &cause)];
    // Asked before opening: opening a pipe waits for someone to write.
    if !reach::metadata(path).map_err(not_readable)?.is_file() {
        return Err(problem(FileProblemKind::NotAFile));
    }
    let file = reach::open_to_read(path).map_err(not_readable)?;
    // A file that grows while it is read, or whose size is not known, is bounded too.
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(not_readable)?;
    text_of(&name, bytes)
}

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

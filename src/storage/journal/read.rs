//! A journal read line by line: however long it is, one line is held at a time.

use super::chain::{Chain, LineRead};
use super::line::{Line, What, hash_of};
use super::{earlier_path, journal_path};
use crate::storage::hash::ContentHash;
use crate::storage::problem::{FileProblem, FileProblemKind};
use crate::storage::reach;
use crate::storage::read::open_file;
use crate::visible::path_words;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

/// The most bytes of one file of a journal that are read: many times what the program writes
/// into one.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// The most bytes of a line: it may hold a whole session before and after, in escapes.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;
/// The most files that one journal is read from.
const MOST_FILES: usize = 1000;

/// Reads the file of a journal that stands beside its session and shows each line; `None`
/// where there is none.
///
/// # Errors
/// It is a link or no file, too large, or the system says no.
pub fn read(
    session: &Path,
    each: &mut dyn FnMut(LineRead<'_>),
) -> Result<Option<Chain>, FileProblem> {
    read_at(&journal_path(session), each)
}

/// The same of a journal at a path.
///
/// # Errors
/// As [`read`].
pub fn read_at(
    path: &Path,
    each: &mut dyn FnMut(LineRead<'_>),
) -> Result<Option<Chain>, FileProblem> {
    let Some(file) = open(path)? else { return Ok(None) };
    let mut chain = Chain::default();
    read_from(&file, path, &mut chain, each)?;
    chain.finish();
    Ok(Some(chain))
}

/// Reads all of a journal, from its first line on: the files that were full before it too.
///
/// # Errors
/// As [`read`].
pub fn read_all(
    session: &Path,
    each: &mut dyn FnMut(LineRead<'_>),
) -> Result<Option<Chain>, FileProblem> {
    let mut files = Vec::new();
    let mut next = open(&journal_path(session))?.map(|file| (file, journal_path(session)));
    while let Some((file, path)) = next {
        let from = first_line(&file).filter(|_| files.len() < MOST_FILES);
        next = from.and_then(|(lines, last)| {
            let path = earlier_path(session, lines);
            let file = open(&path).ok().flatten()?;
            (last_line(&file) == Some((lines, last))).then_some((file, path))
        });
        files.push((file, path));
    }
    if files.is_empty() {
        return Ok(None);
    }
    let mut chain = Chain::default();
    for (file, path) in files.iter().rev() {
        read_from(file, path, &mut chain, each)?;
    }
    chain.finish();
    Ok(Some(chain))
}

/// Reads a journal from its bytes; `name` is what problems call it.
#[must_use]
pub fn read_bytes(name: &str, bytes: &[u8], each: &mut dyn FnMut(LineRead<'_>)) -> Chain {
    let mut chain = Chain::default();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        chain.take(name, line, each);
    }
    chain.finish();
    chain
}

fn open(path: &Path) -> Result<Option<File>, FileProblem> {
    let name = path_words(path);
    let problem = |kind| FileProblem::of_file(&name, kind);
    let not_readable = |cause| FileProblem::not_readable(&name, &cause);
    match reach::own_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => return Err(problem(FileProblemKind::NotAFile)),
        Ok(metadata) if metadata.len() > MOST_BYTES => {
            return Err(problem(FileProblemKind::TooLarge(MOST_BYTES)));
        }
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(not_readable(cause)),
    }
    match open_file(path).map_err(not_readable)? {
        Some(file) => Ok(Some(file)),
        None => Err(problem(FileProblemKind::NotAFile)),
    }
}

fn read_from(
    mut file: &File,
    path: &Path,
    chain: &mut Chain,
    each: &mut dyn FnMut(LineRead<'_>),
) -> Result<(), FileProblem> {
    let name = path_words(path);
    let failed = |cause: io::Error| FileProblem::not_readable(&name, &cause);
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    // Lengths and places are those of the file that stands beside the session, the last one.
    chain.begin_file();
    let mut lines = BufReader::with_capacity(256 * 1024, file.take(MOST_BYTES));
    let mut line = Vec::new();
    loop {
        line.clear();
        lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(failed)?;
        if line.is_empty() {
            return Ok(());
        }
        if line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n") {
            let mut passed = line.len() as u64;
            line = Vec::new();
            passed += pass_line(&mut lines).map_err(failed)?;
            chain.pass_over(passed);
        } else {
            chain.take(&name, &line, each);
        }
    }
}

/// Passes over the rest of a line and says how long it was.
fn pass_line(lines: &mut impl BufRead) -> io::Result<u64> {
    let mut passed = 0;
    loop {
        let bytes = lines.fill_buf()?;
        if bytes.is_empty() {
            return Ok(passed);
        }
        let end = bytes.iter().position(|byte| *byte == b'\n').map(|end| end + 1);
        let taken = end.unwrap_or(bytes.len());
        lines.consume(taken);
        passed += taken as u64;
        if end.is_some() {
            return Ok(passed);
        }
    }
}

/// What the first line of a file goes on from: so many lines, the last of which has this hash.
fn first_line(file: &File) -> Option<(u32, ContentHash)> {
    let line = begin_of(file)?;
    let is_begun = matches!(line.what, What::Begun(_));
    Some((line.no.checked_sub(1).filter(|_| is_begun)?, line.before?))
}

fn begin_of(mut file: &File) -> Option<Line> {
    file.seek(SeekFrom::Start(0)).ok()?;
    let mut lines = BufReader::new(file.take(LONGEST_LINE));
    let mut line = Vec::new();
    lines.read_until(b'\n', &mut line).ok()?;
    Line::parse("", str::from_utf8(line.strip_suffix(b"\n")?).ok()?).ok()
}

/// The number and the hash of the last line of a file.
fn last_line(mut file: &File) -> Option<(u32, ContentHash)> {
    let length = file.metadata().ok()?.len();
    let mut size = 64 * 1024;
    loop {
        let start = length.saturating_sub(size);
        file.seek(SeekFrom::Start(start)).ok()?;
        let mut bytes = Vec::new();
        file.take(size).read_to_end(&mut bytes).ok()?;
        let text = bytes.strip_suffix(b"\n")?;
        let begin = text.iter().rposition(|byte| *byte == b'\n').map(|end| end + 1);
        if begin.is_some() || start == 0 {
            let text = str::from_utf8(&text[begin.unwrap_or(0)..]).ok()?;
            return Some((Line::parse("", text).ok()?.no, hash_of(text)));
        }
        size = size.checked_mul(8).filter(|_| size <= LONGEST_LINE)?;
    }
}

/// The number and the hash of the last line of the file at a path, read from its end; `None`
/// where there is no such line.
pub(crate) fn end_of(path: &Path) -> Option<(u32, ContentHash)> {
    last_line(&open(path).ok()??)
}

/// The first line of the file at a path; `None` where there is none that can be read.
pub(crate) fn first_of(path: &Path) -> Option<Line> {
    begin_of(&open(path).ok()??)
}

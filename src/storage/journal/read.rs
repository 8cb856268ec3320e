//! A journal read line by line: however long it is, a few thousand lines are held at a time.

use super::chain::{Chain, LineRead, Parsed};
use super::line::{Line, What, hash_of};
use super::{earlier_path, journal_path};
use crate::storage::hash::ContentHash;
use crate::storage::many::in_parts;
use crate::storage::problem::{FileProblem, FileProblemKind};
use crate::storage::reach;
use crate::storage::read::open_file;
use crate::visible::path_words;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The most bytes of one file of a journal that are read: many times what the program writes
/// into one.
const MOST_BYTES: u64 = 1024 * 1024 * 1024;
/// The most bytes of a line: it may hold a whole session before and after, in escapes.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;
/// How many bytes are read before their lines are taken apart, and how many lines one thread
/// takes: far more than starting it costs.
const BLOCK: usize = 1024 * 1024;
const LINES_AT_ONCE: usize = 1000;
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
    read_at(&journal_path(&behind_link(session)), each)
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
    let session = &behind_link(session);
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
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    take_all(&lines, name, &mut chain, each);
    chain.finish();
    chain
}

/// The session file itself, where a path names a link to it: its journal stands beside the file.
fn behind_link(session: &Path) -> PathBuf {
    let is_link = reach::target(session).is_ok();
    let file = is_link.then(|| session.canonicalize().ok()).flatten();
    file.unwrap_or_else(|| session.to_owned())
}

fn open(path: &Path) -> Result<Option<File>, FileProblem> {
    let name = path_words(path);
    let problem = |kind| FileProblem::of_file(&name, kind);
    let not_readable = |cause| FileProblem::not_readable(&name, &cause);
    match reach::own_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            return Err(problem(FileProblemKind::JournalNotAFile));
        }
        Ok(metadata) if metadata.len() > MOST_BYTES => {
            return Err(problem(FileProblemKind::TooLarge(MOST_BYTES)));
        }
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(not_readable(cause)),
    }
    match open_file(path).map_err(not_readable)? {
        Some(file) => Ok(Some(file)),
        None => Err(problem(FileProblemKind::JournalNotAFile)),
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
    let (mut block, mut lengths) = (Vec::new(), Vec::new());
    loop {
        let start = block.len();
        lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut block).map_err(failed)?;
        let length = block.len() - start;
        let is_too_long = length as u64 == LONGEST_LINE && !block.ends_with(b"\n");
        if is_too_long {
            block.truncate(start);
        } else if length > 0 {
            lengths.push(length);
        }
        if length == 0 || is_too_long || block.len() >= BLOCK {
            let mut rest = &block[..];
            let pieces = lengths.drain(..).filter_map(|length| rest.split_off(..length));
            take_all(&pieces.collect::<Vec<_>>(), &name, chain, each);
            block.clear();
        }
        if is_too_long {
            block = Vec::new();
            chain.pass_over(length as u64 + pass_line(&mut lines).map_err(failed)?);
        }
        if length == 0 {
            return Ok(());
        }
    }
}

/// Takes lines apart, several at once, and then in, one by one.
fn take_all(lines: &[&[u8]], name: &str, chain: &mut Chain, each: &mut dyn FnMut(LineRead<'_>)) {
    let _all = in_parts(
        LINES_AT_ONCE,
        lines,
        |line| Parsed::of(name, line),
        |line, parsed| {
            chain.take(line.len(), parsed, each);
            ControlFlow::Continue(())
        },
    );
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

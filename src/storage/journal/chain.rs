//! A journal read back: its lines, and what is wrong with them.

use super::line::{Line, hash_of};
use super::{What, journal_path};
use crate::session::{Edit, Step};
use crate::storage::hash::ContentHash;
use crate::storage::problem::{FileProblem, FileProblemKind};
use crate::storage::reach;
use crate::storage::read::open_file;
use crate::visible::path_words;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The most bytes of a journal: more than a hundred thousand changes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The lines of a journal.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// Those that can be read, in order.
    pub lines: Vec<ChainLine>,
    /// What is wrong with it, in order.
    pub problems: Vec<ChainProblem>,
    /// How many bytes there are up to the end of the last line that can be read.
    pub(super) length: u64,
    /// What stands behind it: a line that was being written when the power went.
    pub(super) torn: Vec<u8>,
}

/// One line of it.
#[derive(Clone, Debug)]
pub struct ChainLine {
    /// What it says.
    pub line: Line,
    /// Its hash, which the line behind it holds.
    pub hash: ContentHash,
}

/// What is wrong with a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChainProblem {
    /// This line of the file cannot be read.
    Unreadable(usize),
    /// The hash in the line with this number is not that of the line before it: one of the
    /// two was changed, or one between them is missing.
    Broken(u32),
    /// The line with this number does not follow the one before it.
    Misnumbered(u32),
    /// It does not begin with the session as it was.
    NotBegun,
    /// So many bytes at its end are no line.
    Torn(usize),
}

impl Chain {
    /// The line with this number.
    #[must_use]
    pub fn line(&self, no: u32) -> Option<&ChainLine> {
        self.lines.iter().rev().find(|line| line.line.no == no)
    }

    /// The number of the last line; 0 where there is none.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.lines.last().map_or(0, |last| last.line.no)
    }

    /// What the last change is about, where it was not confirmed when the program was ended:
    /// an id, or nothing for ledgers and the head.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        match &self.lines.last()?.line.what {
            What::Changed(record) if record.step == Step::Unconfirmed => Some(&record.change.about),
            _ => None,
        }
    }

    /// The ids of the entries whose comment (退回) was written last by this person, who is named
    /// as in the lines: `张三@主机`.
    #[must_use]
    pub fn comments_by(&self, who: &str) -> BTreeSet<String> {
        let mut comments: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
        for ChainLine { line, .. } in &self.lines {
            let What::Changed(record) = &line.what else { continue };
            for (edit, _) in record.change.parts() {
                let Edit::Entry { id, entry } = edit else { continue };
                let returned = entry.as_ref().and_then(|entry| entry.returned.as_ref());
                let Some(comment) = returned.map(|returned| returned.comment.as_str()) else {
                    comments.remove(id.as_str());
                    continue;
                };
                // An answer leaves the comment as it is, and whose it is.
                let is_same = comments.get(id.as_str()).is_some_and(|(held, _)| *held == comment);
                if !is_same {
                    comments.insert(id, (comment, &line.author.by));
                }
            }
        }
        let own = comments.into_iter().filter(|(_, (_, by))| *by == who);
        own.map(|(id, _)| id.to_owned()).collect()
    }

    /// How many bytes at its end are no line.
    #[must_use]
    pub fn torn(&self) -> usize {
        self.torn.len()
    }

    /// Reads a journal from its bytes; `name` is what problems call it.
    #[must_use]
    pub fn parse(name: &str, bytes: &[u8]) -> Self {
        let mut chain = Self::default();
        let mut end = 0;
        for (place, bytes) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            end += bytes.len();
            let text = bytes.strip_suffix(b"\n").and_then(|bytes| str::from_utf8(bytes).ok());
            let line = text.and_then(|text| Some((text, Line::parse(name, text).ok()?)));
            match line {
                Some((text, line)) => {
                    chain.add(line, hash_of(text));
                    chain.length = end as u64;
                }
                None => chain.problems.push(ChainProblem::Unreadable(place + 1)),
            }
        }
        chain.set_end(bytes, end);
        chain
    }

    fn add(&mut self, line: Line, hash: ContentHash) {
        let last = self.lines.last();
        let expected = last.map(|last| last.hash.to_string());
        match last {
            None if !matches!(line.what, What::Begun(_)) => {
                self.problems.push(ChainProblem::NotBegun);
            }
            Some(last) if last.line.no + 1 != line.no => {
                self.problems.push(ChainProblem::Misnumbered(line.no));
            }
            _ => {}
        }
        if line.before != expected {
            self.problems.push(ChainProblem::Broken(line.no));
        }
        self.lines.push(ChainLine { line, hash });
    }

    /// Unreadable lines behind the last good one were never finished.
    fn set_end(&mut self, bytes: &[u8], end: usize) {
        let good = usize::try_from(self.length).unwrap_or(end);
        self.torn = bytes[good..].to_vec();
        if !self.torn.is_empty() {
            let lines = bytes[..good].split_inclusive(|byte| *byte == b'\n').count();
            self.problems.retain(
                |problem| !matches!(problem, ChainProblem::Unreadable(line) if *line > lines),
            );
            self.problems.push(ChainProblem::Torn(self.torn.len()));
        }
    }
}

/// Reads the journal of a session; `None` where there is none.
///
/// # Errors
/// It is a link or no file, too large, or the system says no.
pub fn read(session: &Path) -> Result<Option<Chain>, FileProblem> {
    let path = journal_path(session);
    let name = path_words(&path);
    let problem = |kind| FileProblem::of_file(&name, kind);
    let not_readable = |cause| FileProblem::not_readable(&name, &cause);
    match reach::own_metadata(&path) {
        Ok(metadata) if metadata.is_symlink() => return Err(problem(FileProblemKind::NotAFile)),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(not_readable(cause)),
    }
    let Some(file) = open_file(&path).map_err(not_readable)? else {
        return Err(problem(FileProblemKind::NotAFile));
    };
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(not_readable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(problem(FileProblemKind::TooLarge(MOST_BYTES)));
    }
    Ok(Some(Chain::parse(&name, &bytes)))
}

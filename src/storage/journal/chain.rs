//! What a journal comes to, gathered while it is read line by line: where it begins and ends,
//! and what is wrong with it. The lines themselves are not kept.

use super::What;
use super::line::{Line, hash_of};
use crate::session::{Edit, Field, Returned, Step};
use crate::storage::hash::ContentHash;
use std::collections::{BTreeMap, BTreeSet};

/// What a journal comes to.
#[derive(Clone, Debug, Default)]
pub struct Chain {
    /// What is wrong with it, in order.
    pub problems: Vec<ChainProblem>,
    /// The number of its first line; `None` where there is no line.
    first: Option<u32>,
    /// The number and the hash of its last line.
    last: Option<(u32, ContentHash)>,
    /// How many lines of the file were read, also those that say nothing.
    places: usize,
    /// How many bytes there are up to the end of the last line that can be read.
    pub(super) length: u64,
    /// How many stand behind it: a line that was being written when the power went.
    pub(super) torn: u64,
    /// Where lines in the middle stand that cannot be read, and how long they are.
    pub(super) unread: Vec<(u64, u64)>,
    /// Lines that cannot be read, with no line that can be read behind them yet.
    waiting: Vec<(usize, u64, u64)>,
    /// Whose comment stands on which entry.
    comments: BTreeMap<String, (String, String)>,
    /// What the last change is about, where it was not confirmed.
    unconfirmed: Option<String>,
}

/// A line as it was read.
#[derive(Clone, Copy, Debug)]
pub struct LineRead<'a> {
    /// What it says; `None` where it cannot be read.
    pub line: Option<&'a Line>,
    /// Its hash, which the line behind it holds.
    pub hash: ContentHash,
    /// How many lines are missing before it, as its number says.
    pub missing: u32,
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
    /// It goes on from a journal of so many lines, which is not there.
    EarlierMissing(u32),
    /// So many bytes at its end are no line.
    Torn(u64),
}

/// A line taken apart, before it is held against the others.
#[derive(Debug)]
pub(super) struct Parsed {
    line: Option<Line>,
    hash: ContentHash,
}

impl Parsed {
    /// Of the bytes of a line, its end included.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        let text = bytes.strip_suffix(b"\n").and_then(|bytes| str::from_utf8(bytes).ok());
        let line = text.and_then(|text| Some((text, Line::parse(name, text).ok()?)));
        match line {
            Some((text, line)) => Self { line: Some(line), hash: hash_of(text) },
            None => Self { line: None, hash: ContentHash::of_bytes(bytes) },
        }
    }
}

impl Chain {
    /// The number of the last line; 0 where there is none.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.last.map_or(0, |(last, _)| last)
    }

    /// The number and the hash of the last line; `None` where there is none.
    #[must_use]
    pub fn end(&self) -> Option<(u32, ContentHash)> {
        self.last
    }

    /// Whether there is no line that can be read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// What the last change is about, where it was not confirmed when the program was ended:
    /// an id, or nothing for ledgers and the head.
    #[must_use]
    pub fn unconfirmed(&self) -> Option<&str> {
        self.unconfirmed.as_deref()
    }

    /// The ids of the entries whose comment (退回) was written last by this person, who is named
    /// as in the lines: `张三@主机`.
    #[must_use]
    pub fn comments_by(&self, who: &str) -> BTreeSet<String> {
        let own = self.comments.iter().filter(|(_, (_, by))| by == who);
        own.map(|(id, _)| id.clone()).collect()
    }

    /// How many bytes at its end are no line.
    #[must_use]
    pub fn torn(&self) -> u64 {
        self.torn
    }

    /// Takes in the next line of the file, so many bytes with its end, and shows it.
    pub(super) fn take(
        &mut self,
        bytes: usize,
        Parsed { line, hash }: Parsed,
        each: &mut dyn FnMut(LineRead<'_>),
    ) {
        self.places += 1;
        let (start, bytes) = (self.length + self.torn, bytes as u64);
        let Some(line) = line else {
            self.waiting.push((self.places, start, bytes));
            self.torn += bytes;
            return each(LineRead { line: None, hash, missing: 0 });
        };
        for (place, start, length) in self.waiting.drain(..) {
            self.problems.push(ChainProblem::Unreadable(place));
            self.unread.push((start, length));
        }
        (self.length, self.torn) = (start + bytes, 0);
        let missing = self.link(&line, hash);
        self.note(&line);
        each(LineRead { line: Some(&line), hash, missing });
    }

    /// A line that is too long to be one, of which more is still to come.
    pub(super) fn pass_over(&mut self, bytes: u64) {
        self.places += 1;
        self.waiting.push((self.places, self.length + self.torn, bytes));
        self.torn += bytes;
    }

    /// What follows is in another file: places and lengths are those of the last one.
    pub(super) fn begin_file(&mut self) {
        let waiting = self.waiting.drain(..).map(|(place, ..)| ChainProblem::Unreadable(place));
        self.problems.extend(waiting);
        self.unread.clear();
        (self.places, self.length, self.torn) = (0, 0, 0);
    }

    /// Holds a line against the one before it; the answer is how many are missing between.
    fn link(&mut self, line: &Line, hash: ContentHash) -> u32 {
        let expected = self.last.map(|(_, hash)| hash);
        let mut missing = 0;
        match self.last {
            None => {
                self.first = Some(line.no);
                let is_begun = matches!(line.what, What::Begun(_));
                if is_begun && line.no > 1 {
                    self.problems.push(ChainProblem::EarlierMissing(line.no - 1));
                } else {
                    self.problems.extend((!is_begun).then_some(ChainProblem::NotBegun));
                    let is_linked = line.before.is_some();
                    self.problems.extend(is_linked.then_some(ChainProblem::Broken(line.no)));
                }
            }
            Some((last, _)) => {
                missing = line.no.saturating_sub(last.saturating_add(1));
                if last.checked_add(1) != Some(line.no) {
                    self.problems.push(ChainProblem::Misnumbered(line.no));
                }
                if line.before != expected {
                    self.problems.push(ChainProblem::Broken(line.no));
                }
            }
        }
        self.last = Some((line.no, hash));
        missing
    }

    /// What is asked of a journal besides.
    fn note(&mut self, line: &Line) {
        self.unconfirmed = None;
        let What::Changed(record) = &line.what else { return };
        if record.step == Step::Unconfirmed {
            self.unconfirmed = Some(record.change.about.clone());
        }
        for (edit, _) in record.change.parts() {
            let (id, returned) = match edit {
                Edit::Entry { id, entry } => {
                    (id, entry.as_ref().and_then(|entry| entry.returned.as_deref()))
                }
                Edit::Fields { id, fields } => {
                    let returned = fields.iter().find_map(|field| match field {
                        Field::Returned(returned) => Some(returned.as_deref()),
                        _ => None,
                    });
                    let Some(returned) = returned else { continue };
                    (id, returned)
                }
                _ => continue,
            };
            let Some(Returned { comment, .. }) = returned else {
                self.comments.remove(id);
                continue;
            };
            // An answer leaves the comment as it is, and whose it is.
            if self.comments.get(id).is_none_or(|(held, _)| held != comment) {
                self.comments.insert(id.clone(), (comment.clone(), line.author.by.clone()));
            }
        }
    }

    /// Unreadable lines behind the last good one were never finished.
    pub(super) fn finish(&mut self) {
        self.waiting.clear();
        if self.torn > 0 {
            self.problems.push(ChainProblem::Torn(self.torn));
        }
    }
}

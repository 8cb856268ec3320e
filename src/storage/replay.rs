//! A session file and its journal held against each other.
//!
//! The file says how many lines of the journal it holds, under a seal; what the journal has
//! beyond them is made again. A file that does not fit its seal was changed by someone else:
//! it is taken as it stands, and what the journal knew besides becomes a session of its own.

use super::hash::ContentHash;
use super::journal::{LineRead, What};
use super::session_file::{
    JournalMark, SealState, SessionFile, is_sealed_with, parse_session, seal_state,
};
use crate::session::{History, Record, Session};

/// The most numbers of lines that are kept to be told.
const MOST_TOLD: usize = 100;

/// What a session file and its journal come to.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// What was recorded.
    pub session: Session,
    /// What can be taken back.
    pub history: History,
    /// How the two fit together.
    pub fit: Fit,
}

/// How a session file and its journal fit together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// There is no journal, and the file knows of none.
    NoJournal,
    /// The file holds all the journal has.
    Even,
    /// So many changes stood in the journal only.
    Behind(usize),
    /// Of what stood in the journal only some cannot be read or is missing.
    Gaps(Gaps),
    /// The file knows of a journal that is not there.
    JournalLost,
    /// The file is as the program left it and knows lines that the journal does not have: an
    /// older one stands in its place.
    JournalShort {
        /// How many lines the journal has.
        last: u32,
        /// How many the file knows.
        marked: u32,
    },
    /// The journal is that of another session.
    OtherSession,
    /// Someone else changed the file.
    Outside,
    /// Someone else changed the file, and the journal knew changes it never held: this is
    /// the session with them.
    Conflict(Box<Session>),
    /// The journal cannot be followed beyond the line before this one.
    Unclear(u32),
}

/// What could not be brought back from a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// How many changes were brought back.
    pub recovered: usize,
    /// How many lines cannot be read.
    pub unreadable: usize,
    /// The numbers of lines that are missing, cannot be read, or do not fit without those;
    /// the first of them.
    pub lost: Vec<u32>,
}

impl Fit {
    /// Whether the file lacks changes that the session has.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        matches!(self, Self::Behind(_))
    }
}

/// Finds the last line of a journal that a session file holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    text: &'a str,
    mark: Option<&'a JournalMark>,
    last: Option<ContentHash>,
    /// Whether the file is as the program left it.
    pub(super) seal: SealState,
}

impl<'a> Place<'a> {
    /// Of a session file, read from `text`.
    pub(super) fn of(text: &'a str, file: &'a SessionFile) -> Self {
        let mark = file.journal.as_ref();
        let last = mark.and_then(|mark| ContentHash::parse(&mark.last));
        Self { text, mark, last, seal: seal_state(text, mark) }
    }

    /// Whether the file is as it was after this line: it names the line under its seal, or the
    /// line holds its very text.
    pub(super) fn is_behind(&self, read: &LineRead<'_>) -> bool {
        let Some(line) = read.line else { return false };
        match &line.what {
            What::Begun(known) | What::Outside(known) if known == self.text => return true,
            _ => {}
        }
        self.mark.is_some_and(|mark| {
            mark.lines == line.no
                && match self.seal {
                    SealState::Whole => self.last == Some(read.hash),
                    SealState::Older => is_sealed_with(self.text, mark, read.hash),
                    SealState::None | SealState::Broken => false,
                }
        })
    }
}

/// Holds a session file against its journal, line by line.
#[derive(Clone, Debug)]
pub struct Replayer<'a> {
    file: &'a SessionFile,
    place: Place<'a>,
    history: History,
    /// The session after the lines so far, from the last one on that the file holds.
    session: Option<Session>,
    has_lines: bool,
    recovered: usize,
    unclear: Option<u32>,
    gaps: Gaps,
    /// Lines that cannot be read, with no line that can be read behind them yet.
    waiting: usize,
}

impl<'a> Replayer<'a> {
    /// Begins with a session file, read from `text`.
    #[must_use]
    pub fn new(text: &'a str, file: &'a SessionFile) -> Self {
        Self {
            file,
            place: Place::of(text, file),
            history: History::default(),
            session: None,
            has_lines: false,
            recovered: 0,
            unclear: None,
            gaps: Gaps::default(),
            waiting: 0,
        }
    }

    /// Takes the next line of the journal.
    pub fn take(&mut self, read: &LineRead<'_>) {
        let Some(line) = read.line else {
            self.waiting += 1;
            return;
        };
        let is_first = !std::mem::replace(&mut self.has_lines, true);
        let unreadable = std::mem::take(&mut self.waiting);
        if self.place.is_behind(read) {
            match &line.what {
                // Another file of the journal goes on from the one before.
                What::Begun(_) if !is_first => {}
                What::Begun(_) | What::Outside(_) => self.history = History::default(),
                What::Changed(record) => self.history.remember(record),
            }
            self.session = Some(self.file.session.clone());
            (self.recovered, self.unclear, self.gaps) = (0, None, Gaps::default());
            return;
        }
        let Some(session) = &mut self.session else {
            match &line.what {
                // Another file of the journal goes on from the one before.
                What::Begun(_) if !is_first => {}
                What::Begun(_) | What::Outside(_) => self.history = History::default(),
                What::Changed(record) => self.history.remember(record),
            }
            return;
        };
        self.gaps.unreadable += unreadable;
        let missing = (line.no.saturating_sub(read.missing)..line.no).take(MOST_TOLD);
        self.gaps.lost.extend(missing);
        let has_gaps = self.gaps.unreadable > 0 || !self.gaps.lost.is_empty();
        match &line.what {
            What::Begun(text) | What::Outside(text) => match parse_session("", text) {
                Ok(now) if now == *session => {}
                Ok(now) => {
                    *session = now;
                    self.history = History::default();
                    self.recovered += 1;
                    self.unclear = None;
                }
                Err(_) => self.unclear = Some(line.no),
            },
            // Nothing is made again upon a session that is not the one it was made on.
            What::Changed(_) if self.unclear.is_some() => {}
            What::Changed(record) if make_again(record, session) => {
                self.history.remember(record);
                self.recovered += 1;
            }
            // It was made on what is missing.
            What::Changed(_) if has_gaps => self.gaps.lost.push(line.no),
            What::Changed(_) => self.unclear = Some(line.no),
        }
        self.gaps.lost.truncate(MOST_TOLD);
    }

    /// What the two come to; `None` where the file is not as the program left it, so that the
    /// journal has to be read again for what it knew besides ([`Besides`]).
    #[must_use]
    pub fn finish(self) -> Option<Replayed> {
        let Self { file, place, history, session, has_lines, recovered, unclear, gaps, .. } = self;
        if !has_lines {
            let has_journal = file.journal.as_ref().is_some_and(|mark| mark.lines > 0);
            let fit = match place.seal {
                _ if has_journal => Fit::JournalLost,
                SealState::Broken => Fit::Outside,
                _ => Fit::NoJournal,
            };
            return Some(as_it_stands(file, fit));
        }
        let session = session?;
        let has_gaps = gaps.unreadable > 0 || !gaps.lost.is_empty();
        let fit = match (unclear, recovered) {
            (Some(no), _) => Fit::Unclear(no),
            _ if has_gaps => Fit::Gaps(Gaps { recovered, ..gaps }),
            (None, 0) => Fit::Even,
            (None, recovered) => Fit::Behind(recovered),
        };
        Some(Replayed { session, history, fit })
    }
}

fn as_it_stands(file: &SessionFile, fit: Fit) -> Replayed {
    Replayed { session: file.session.clone(), history: History::default(), fit }
}

/// Makes a change again; `false`, and nothing done, where it does not fit what is there.
fn make_again(record: &Record, session: &mut Session) -> bool {
    let found = record.change.edit.clone().apply(session);
    let fits = found == record.change.inverse;
    if !fits {
        let _ = found.apply(session);
    }
    fits
}

/// What a journal knows that a file changed by someone else may lack, line by line.
#[derive(Clone, Debug)]
pub struct Besides<'a> {
    file: &'a SessionFile,
    follower: Follower,
    last: u32,
    /// How many lines the file held.
    held: u32,
    is_ahead: bool,
    /// The file is as the program left it, so that the line it names is in another journal.
    is_whole: bool,
}

impl<'a> Besides<'a> {
    /// Begins with a session file, read from `text`.
    #[must_use]
    pub fn new(text: &str, file: &'a SessionFile) -> Self {
        let held = file.journal.as_ref().map_or(1, |mark| mark.lines.max(1));
        let is_whole = Place::of(text, file).seal == SealState::Whole;
        Self { file, follower: Follower::default(), last: 0, held, is_ahead: false, is_whole }
    }

    /// Takes the next line of the journal.
    pub fn take(&mut self, read: &LineRead<'_>) {
        self.follower.take(read);
        let Some(line) = read.line else { return };
        self.last = line.no;
        self.is_ahead |= line.no > self.held && matches!(line.what, What::Changed(_));
    }

    /// What the two come to.
    #[must_use]
    pub fn finish(self) -> Replayed {
        let Self { file, follower, last, held, is_ahead, is_whole } = self;
        let is_short = is_whole && held > last && follower.broken.is_none();
        // Not the journal the file knows: one that went on elsewhere, or was begun when that was
        // gone.
        let is_ahead = is_ahead || is_whole || held > last || follower.broken.is_some();
        let fit = match follower.session {
            Some(known) if known.id != file.session.id => Fit::OtherSession,
            Some(_) if is_short => Fit::JournalShort { last, marked: held },
            Some(known) if is_ahead && known != file.session => Fit::Conflict(Box::new(known)),
            _ => Fit::Outside,
        };
        as_it_stands(file, fit)
    }
}

/// The session that goes along with a journal from its first line on.
#[derive(Clone, Debug, Default)]
pub struct Follower {
    /// The session after the lines so far; `None` while there is none.
    pub session: Option<Session>,
    /// The first line that does not fit what was there; what it says is left out.
    pub broken: Option<u32>,
}

impl Follower {
    /// Takes the next line.
    pub fn take(&mut self, read: &LineRead<'_>) {
        let Some(line) = read.line else { return };
        let fits = match (&line.what, &mut self.session) {
            (What::Begun(text) | What::Outside(text), _) => match parse_session("", text) {
                Ok(session) => {
                    self.session = Some(session);
                    true
                }
                Err(_) => false,
            },
            (What::Changed(record), Some(session)) => make_again(record, session),
            (What::Changed(_), None) => false,
        };
        if !fits {
            self.broken.get_or_insert(line.no);
        }
    }
}

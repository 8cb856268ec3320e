//! A session file and its journal held against each other.
//!
//! The file says how many lines of the journal it holds, under a seal; what the journal has
//! beyond them is made again. A file that does not fit its seal was changed by someone else:
//! it is taken as it stands, and what the journal knew besides becomes a session of its own.

use super::journal::{Chain, Line, What};
use super::session_file::{SessionFile, is_sealed, parse_session};
use crate::session::{History, Session};

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
    /// The file knows of a journal that is not there.
    JournalLost,
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

impl Fit {
    /// Whether the file lacks changes that the session has.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        matches!(self, Self::Behind(_))
    }
}

/// Holds a session file, read from `text`, against its journal.
#[must_use]
pub fn replay(text: &str, file: &SessionFile, chain: Option<&Chain>) -> Replayed {
    let as_it_stands =
        |fit| Replayed { session: file.session.clone(), history: History::default(), fit };
    let Some(chain) = chain.filter(|chain| !chain.lines.is_empty()) else {
        return as_it_stands(match file.journal {
            Some(_) => Fit::JournalLost,
            None => Fit::NoJournal,
        });
    };
    let Some(place) = place_of(text, file, chain) else {
        return as_it_stands(foreign(file, chain));
    };
    let mut follower = Follower::at(file.session.clone());
    let (mut recovered, mut unclear) = (0, None);
    for line in chain.lines.iter().map(|line| &line.line) {
        if line.no <= place {
            follower.remember(line);
        } else if unclear.is_some() && matches!(line.what, What::Changed(_)) {
            // Nothing is made again upon a session that is not the one it was made on.
        } else if follower.follow(line) {
            recovered += 1;
            unclear = None;
        } else {
            unclear = Some(line.no);
        }
    }
    let Follower { session, history } = follower;
    let fit = match (unclear, recovered) {
        (Some(no), _) => Fit::Unclear(no),
        (None, 0) => Fit::Even,
        (None, recovered) => Fit::Behind(recovered),
    };
    Replayed { session, history, fit }
}

/// The number of the last line that the file holds; `None` where it is not as the program
/// left it.
pub(super) fn place_of(text: &str, file: &SessionFile, chain: &Chain) -> Option<u32> {
    if let Some(mark) = &file.journal
        && let Some(line) = chain.line(mark.lines)
        && is_sealed(text, mark, line.hash)
    {
        return Some(mark.lines);
    }
    // Not saved since the journal began, or since someone else's changes were taken in.
    let mut lines = chain.lines.iter().rev().map(|line| &line.line);
    let same = lines.find(|line| match &line.what {
        What::Begun(known) | What::Outside(known) => known == text,
        What::Changed(_) => false,
    });
    same.map(|line| line.no)
}

/// What the journal knows that a file changed by someone else may lack.
fn foreign(file: &SessionFile, chain: &Chain) -> Fit {
    let (known, broken) = follow(chain);
    match known {
        Some(known) if known.id != file.session.id => Fit::OtherSession,
        Some(known) if is_ahead(file, chain) && broken.is_none() && known != file.session => {
            Fit::Conflict(Box::new(known))
        }
        _ => Fit::Outside,
    }
}

/// Whether the journal has changes that the file never held.
fn is_ahead(file: &SessionFile, chain: &Chain) -> bool {
    let held = file.journal.as_ref().map_or(1, |mark| mark.lines);
    if held > chain.last() {
        // Not the journal the file knows: one that was begun when that was gone.
        return true;
    }
    let beyond = chain.lines.iter().filter(|line| line.line.no > held);
    beyond.into_iter().any(|line| matches!(line.line.what, What::Changed(_)))
}

/// The session at the end of a journal, and the line from which on it cannot be followed.
#[must_use]
pub fn follow(chain: &Chain) -> (Option<Session>, Option<u32>) {
    let mut follower = Follower::at(Session::default());
    let mut has_begun = false;
    for line in chain.lines.iter().map(|line| &line.line) {
        if !follower.follow(line) {
            return (has_begun.then_some(follower.session), Some(line.no));
        }
        has_begun = true;
    }
    (has_begun.then_some(follower.session), None)
}

/// A session that goes along with a journal.
#[derive(Clone, Debug, Default)]
pub struct Follower {
    /// The session after the lines so far.
    pub session: Session,
    history: History,
}

impl Follower {
    /// Begins with this session.
    #[must_use]
    pub fn at(session: Session) -> Self {
        Self { session, history: History::default() }
    }

    /// Makes the change of a line; `false`, and nothing done, where it does not fit what is
    /// there.
    pub fn follow(&mut self, line: &Line) -> bool {
        match &line.what {
            What::Begun(text) | What::Outside(text) => {
                let Ok(session) = parse_session("", text) else { return false };
                *self = Self::at(session);
            }
            What::Changed(record) => {
                let mut session = self.session.clone();
                if record.change.edit.clone().apply(&mut session) != record.change.inverse {
                    return false;
                }
                self.session = session;
                self.history.remember(record);
            }
        }
        true
    }

    /// Takes in a change that the session holds already.
    fn remember(&mut self, line: &Line) {
        match &line.what {
            What::Begun(_) | What::Outside(_) => self.history = History::default(),
            What::Changed(record) => self.history.remember(record),
        }
    }
}

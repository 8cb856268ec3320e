//! The one who writes a session: its lock, its journal, its file.

use super::disk::{Disk, Standing, standing};
use super::head::read_head;
use super::journal::{Author, Journal, What, journal_path};
use super::lock::SessionLock;
use super::open::OpenSession;
use super::orphans::make_room;
use super::reach;
use super::replay::Fit;
use super::save::{Attempt, Before, ContentHash, SaveError, content_hash, permissions_of, save};
use super::session_file::{JournalMark, Summary, seal, session_text};
use crate::rubric::Rubric;
use crate::score::{Scorecard, score};
use crate::session::{Record, Session};
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A session that is open for writing.
#[derive(Debug)]
pub struct SessionWriter<D: Disk> {
    disk: D,
    path: PathBuf,
    journal: Journal<D::File>,
    /// What we believe stands in the session file.
    before: Before,
    /// What a failed save may have left there all the same.
    tried: Option<ContentHash>,
    /// The session file as it was read: where the journal begins.
    text: String,
    /// What has to be done before the first change is written.
    due: Due,
    /// The id of the session.
    id: String,
    /// The file that was last known to be the session's.
    known: Option<Metadata>,
    lock: SessionLock,
    /// What the file said of its journal when it was opened.
    mark: Option<JournalMark>,
}

/// What the journal needs before a change can be written into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Nothing,
    /// The session as it was.
    Begin,
    /// The session as someone else left it.
    TakeIn,
    /// The journal of another session has to make room first.
    MakeRoom,
}

/// What is to be saved: the session as it is now, and what it comes to.
#[derive(Clone, Copy, Debug)]
pub struct Current<'a> {
    /// What is recorded.
    pub session: &'a Session,
    /// The document it is scored with.
    pub rubric: &'a Rubric,
    /// What it comes to.
    pub card: &'a Scorecard,
}

impl Current<'_> {
    fn text(&self) -> String {
        session_text(self.session, self.rubric, &Summary::of(self.session, self.card))
    }

    /// The text of the session as it was before these changes.
    fn text_before(&self, records: &[Record]) -> String {
        let mut session = self.session.clone();
        for record in records.iter().rev() {
            let _ = record.change.inverse.clone().apply(&mut session);
        }
        let summary = Summary::of(&session, &score(self.rubric, &session));
        session_text(&session, self.rubric, &summary)
    }
}

impl<D: Disk> SessionWriter<D> {
    /// Takes over the writing of a session that was read under this lock.
    #[must_use]
    pub fn new(disk: D, opened: &OpenSession, lock: SessionLock) -> Self {
        let due = match opened.fit {
            Fit::NoJournal | Fit::JournalLost => Due::Begin,
            Fit::Even | Fit::Behind(_) => Due::Nothing,
            Fit::Outside
            | Fit::Conflict(_)
            | Fit::JournalShort { .. }
            | Fit::Unclear(_)
            | Fit::Gaps(_) => Due::TakeIn,
            Fit::OtherSession => Due::MakeRoom,
        };
        let mut journal = Journal::new(&opened.path, opened.chain.as_ref());
        let mark = opened.file.journal.as_ref();
        if let Some(mark) = mark.filter(|mark| mark.lines > 0 && due != Due::MakeRoom) {
            // Where the lines are gone, their numbers are not used again.
            journal = journal.after(mark.lines, ContentHash::parse(&mark.last));
        }
        Self {
            disk,
            path: opened.path.clone(),
            journal,
            before: Before::Content(opened.content),
            tried: None,
            text: opened.text.clone(),
            due,
            id: opened.session.id.clone(),
            known: reach::own_metadata(&opened.path).ok(),
            lock,
            mark: mark.cloned(),
        }
    }

    /// The session file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// So many bytes make a file of the journal full from here on.
    pub fn full_at(&mut self, full: u64) {
        self.journal.full_at(full);
    }

    /// Writes changes into the journal; they are on the disk when this returns. `now` is the
    /// session with them.
    ///
    /// # Errors
    /// None of them is; they can be written again.
    pub fn record(
        &mut self,
        author: &Author,
        records: &[Record],
        now: Current<'_>,
    ) -> Result<(), SaveError> {
        if records.is_empty() {
            return Ok(());
        }
        self.look()?;
        let known = match self.look_at_journal() {
            // Someone took it away: another one begins with everything as it was.
            Err(SaveError::Gone(gone)) if gone == journal_path(&self.path) => {
                let mut next = Journal::new(&self.path, None);
                if let Some((lines, last)) = self.journal.end() {
                    next = self.journal_after(lines, Some(last));
                }
                let due = std::mem::replace(&mut self.due, Due::Begin);
                Some((std::mem::replace(&mut self.journal, next), due))
            }
            looked => {
                looked?;
                None
            }
        };
        let written = self.begin_and_write(author, records, now);
        if let (Err(_), Some(known), false) = (&written, known, self.journal.is_open()) {
            // None could be made: it may be there all the same, and is looked for again.
            (self.journal, self.due) = known;
        }
        written
    }

    /// Writes changes, behind whatever has to come first.
    fn begin_and_write(
        &mut self,
        author: &Author,
        records: &[Record],
        now: Current<'_>,
    ) -> Result<(), SaveError> {
        if self.due == Due::Nothing && self.journal.is_full() {
            self.due = Due::Begin;
            if let Err(error) = self.journal.put_away(&self.disk) {
                if !self.journal.is_blank() {
                    self.due = Due::Nothing;
                }
                // Where its name is taken, what is full goes on all the same.
                if self.journal.is_blank() || !is_taken(&error) {
                    return Err(error);
                }
            }
        }
        if self.due == Due::Begin && self.journal.end().is_some() {
            self.text = seal(&now.text_before(records), self.journal.end());
        }
        self.write(author, records)
    }

    fn journal_after(&self, lines: u32, last: Option<ContentHash>) -> Journal<D::File> {
        Journal::new(&self.path, None).after(lines, last)
    }

    /// Makes sure that what is written goes where it is looked for: the session still stands
    /// where it was opened, and others are still kept out.
    fn look(&mut self) -> Result<(), SaveError> {
        match standing(self.known.as_ref(), &self.path) {
            Standing::Ours(_) => {}
            Standing::Gone => return Err(SaveError::Gone(self.path.clone())),
            Standing::Away(cause) => {
                return Err(SaveError::io(&self.path, Attempt::Read)(cause));
            }
            Standing::Other(_) => {
                permissions_of(&self.path)?;
                let head = read_head(&self.path);
                if head.is_ok_and(|head| head.id != self.id) {
                    return Err(SaveError::Replaced(self.path.clone()));
                }
                self.known = reach::own_metadata(&self.path).ok();
            }
        }
        self.lock.hold()
    }

    fn look_at_journal(&mut self) -> Result<(), SaveError> {
        if self.due == Due::MakeRoom { Ok(()) } else { self.journal.look(&self.disk) }
    }

    fn write(&mut self, author: &Author, records: &[Record]) -> Result<(), SaveError> {
        if self.due == Due::MakeRoom {
            make_room(&self.disk, &journal_path(&self.path))?;
            self.journal = Journal::new(&self.path, None);
            if let Some(mark) = self.mark.take().filter(|mark| mark.lines > 0) {
                self.journal = self.journal_after(mark.lines, ContentHash::parse(&mark.last));
            }
            self.due = Due::Begin;
        }
        let first = match self.due {
            _ if self.journal.is_blank() => Some(What::Begun(self.text.clone())),
            Due::Nothing => None,
            Due::Begin | Due::TakeIn | Due::MakeRoom => Some(What::Outside(self.text.clone())),
        };
        let changes = records.iter().map(|record| What::Changed(Box::new(record.clone())));
        self.journal.append(&self.disk, author, first.into_iter().chain(changes))?;
        self.due = Due::Nothing;
        Ok(())
    }

    /// Replaces the session file by the session as it is now. Its journal comes first, so
    /// nothing is lost where this fails.
    ///
    /// # Errors
    /// The file is as it was.
    pub fn save(&mut self, now: Current<'_>) -> Result<(), SaveError> {
        if self.due != Due::Nothing {
            // Nothing was recorded that the file does not hold.
            return Ok(());
        }
        self.look()?;
        let text = seal(&now.text(), self.journal.end());
        let new = ContentHash::of(&text);
        // Where only the sync of the folder failed, what stands there is ours.
        if let Some(tried) = self.tried.filter(|tried| *tried != new)
            && content_hash(&self.path).ok().flatten() == Some(tried)
        {
            self.before = Before::Content(tried);
        }
        self.tried = Some(new);
        save(&self.disk, &self.path, &text, self.before)?;
        (self.before, self.tried) = (Before::Content(new), None);
        self.known = reach::own_metadata(&self.path).ok();
        Ok(())
    }

    /// Someone else's changes of the file are to stand, and those made here not: says so in
    /// the journal.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn give_way(&mut self, author: &Author, theirs: String) -> Result<(), SaveError> {
        self.look()?;
        self.look_at_journal()?;
        self.text = theirs;
        self.due = Due::TakeIn;
        self.write(author, &[])
    }
}

/// Whether a file was not moved because another one has the name.
fn is_taken(error: &SaveError) -> bool {
    matches!(error, SaveError::Io { cause, .. } if cause.kind() == std::io::ErrorKind::AlreadyExists)
}

//! The one who writes a session: its lock, its journal, its file.

use super::disk::Disk;
use super::journal::{Author, Journal, What, journal_path};
use super::lock::SessionLock;
use super::open::OpenSession;
use super::replay::Fit;
use super::save::{Before, ContentHash, SaveError, content_hash, save};
use super::session_file::{Summary, seal, session_text};
use crate::rubric::Rubric;
use crate::score::Scorecard;
use crate::session::{Record, Session};
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
    _lock: SessionLock,
}

/// What the journal needs before a change can be written into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Due {
    Nothing,
    /// The session as it was.
    Begin,
    /// The session as it is by then: the journal was taken away.
    BeginAnew,
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
}

impl<D: Disk> SessionWriter<D> {
    /// Takes over the writing of a session that was read under this lock.
    #[must_use]
    pub fn new(disk: D, opened: &OpenSession, lock: SessionLock) -> Self {
        let due = match opened.fit {
            Fit::NoJournal | Fit::JournalLost => Due::Begin,
            Fit::Even | Fit::Behind(_) => Due::Nothing,
            Fit::Outside | Fit::Conflict(_) | Fit::Unclear(_) => Due::TakeIn,
            Fit::OtherSession => Due::MakeRoom,
        };
        Self {
            disk,
            path: opened.path.clone(),
            journal: Journal::new(&opened.path, opened.chain.as_ref()),
            before: Before::Content(opened.content),
            tried: None,
            text: opened.text.clone(),
            due,
            _lock: lock,
        }
    }

    /// The session file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
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
        if self.due == Due::BeginAnew {
            return self.begin_anew(author, now);
        }
        match self.write(author, records) {
            Err(SaveError::Gone(gone)) if gone == journal_path(&self.path) => {
                self.begin_anew(author, now)
            }
            written => written,
        }
    }

    /// Someone took the journal away: another one begins with everything as it is now.
    fn begin_anew(&mut self, author: &Author, now: Current<'_>) -> Result<(), SaveError> {
        self.journal = Journal::new(&self.path, None);
        self.text = now.text();
        self.due = Due::Begin;
        let begun = self.write(author, &[]);
        if begun.is_err() {
            self.due = Due::BeginAnew;
        }
        begun
    }

    fn write(&mut self, author: &Author, records: &[Record]) -> Result<(), SaveError> {
        if self.due == Due::MakeRoom {
            self.make_room()?;
        }
        let first = match self.due {
            Due::Nothing => None,
            Due::Begin | Due::BeginAnew | Due::MakeRoom if self.journal.end().is_none() => {
                Some(What::Begun(self.text.clone()))
            }
            _ => Some(What::Outside(self.text.clone())),
        };
        let changes = records.iter().map(|record| What::Changed(Box::new(record.clone())));
        self.journal.append(&self.disk, author, first.into_iter().chain(changes))?;
        self.due = Due::Nothing;
        Ok(())
    }

    /// The journal of another session gets another name.
    fn make_room(&mut self) -> Result<(), SaveError> {
        let path = journal_path(&self.path);
        let failed = |cause| SaveError::io(&path, super::save::Attempt::Write)(cause);
        let mut number = 1;
        loop {
            let mut aside = path.clone().into_os_string();
            aside.push(format!(".{number}"));
            match self.disk.rename_new(&path, Path::new(&aside)) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
                renamed => break renamed.map_err(failed)?,
            }
        }
        self.journal = Journal::new(&self.path, None);
        self.due = Due::Begin;
        Ok(())
    }

    /// Replaces the session file by the session as it is now. Its journal comes first, so
    /// nothing is lost where this fails.
    ///
    /// # Errors
    /// The file is as it was.
    pub fn save(&mut self, now: Current<'_>) -> Result<(), SaveError> {
        let text = now.text();
        let text = match self.journal.end() {
            Some((lines, last)) if self.due == Due::Nothing => seal(&text, lines, last),
            _ => text,
        };
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
        Ok(())
    }

    /// Someone else's changes of the file are to stand, and those made here not: says so in
    /// the journal.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn give_way(&mut self, author: &Author, theirs: String) -> Result<(), SaveError> {
        self.text = theirs;
        self.due = Due::TakeIn;
        self.write(author, &[])
    }
}

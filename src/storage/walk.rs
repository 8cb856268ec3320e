//! A journal followed from its first line to its last, also where it is broken: what each
//! line changed, whether it fits the lines before, and the session after it.

use super::journal::{Line, LineRead, What};
use super::session_file::parse_session;
use crate::session::{Change, Edit, Session};
use std::borrow::Cow;

/// What became of one line.
#[derive(Clone, Debug)]
pub struct Footstep<'a> {
    /// The line.
    pub line: &'a Line,
    /// What it changed; nothing where the journal begins.
    pub change: Option<Cow<'a, Change>>,
    /// Whether what it says was there before is what was there.
    pub fits: bool,
    /// The session after it; `None` as long as there is none.
    pub session: Option<&'a Session>,
}

/// One who follows a journal.
#[derive(Clone, Debug, Default)]
pub struct Walker {
    session: Option<Session>,
}

impl Walker {
    /// Takes the next line; one that cannot be read is passed over.
    pub fn step<'a>(&'a mut self, read: &LineRead<'a>) -> Option<Footstep<'a>> {
        let line = read.line?;
        let (change, fits) = match &line.what {
            What::Begun(text) => self.begin(text),
            What::Outside(text) => self.take_in(text),
            // Made whatever was there before, so that one line that does not fit leaves the
            // lines behind it to be judged by themselves.
            What::Changed(record) => {
                let session = self.session.get_or_insert_default();
                let found = record.change.edit.clone().apply(session);
                (Some(Cow::Borrowed(&record.change)), found == record.change.inverse)
            }
        };
        Some(Footstep { line, change, fits, session: self.session.as_ref() })
    }

    /// The session at the end.
    #[must_use]
    pub fn session(self) -> Option<Session> {
        self.session
    }

    /// A file of the journal begins: with what it is about, or with what stood at the end of the
    /// file before.
    fn begin(&mut self, text: &str) -> (Option<Cow<'static, Change>>, bool) {
        if self.session.is_none() {
            return self.take_in(text);
        }
        let Ok(now) = parse_session("", text) else { return (None, false) };
        let is_same = self.session.as_ref() == Some(&now);
        self.session = Some(now);
        (None, is_same)
    }

    /// Takes the session to be as a text says; it fits where the text can be read.
    fn take_in(&mut self, text: &str) -> (Option<Cow<'static, Change>>, bool) {
        let Ok(now) = parse_session("", text) else { return (None, false) };
        let change = self.session.as_ref().map(|before| {
            let edits = Edit::Several(before.edits_to(&now));
            Cow::Owned(Change::apply(&mut before.clone(), String::new(), edits))
        });
        self.session = Some(now);
        (change, true)
    }
}

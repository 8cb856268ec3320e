//! A journal followed from its first line to its last, also where it is broken: what each
//! line changed, whether it fits the lines before, and the session after it.

use super::journal::{Chain, Line, What};
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

/// Follows the lines of a journal and shows each; the answer is the session at its end.
pub fn walk(chain: &Chain, mut each: impl FnMut(&Footstep<'_>)) -> Option<Session> {
    let mut session = None;
    for line in chain.lines.iter().map(|line| &line.line) {
        let (change, fits) = match &line.what {
            What::Begun(text) => {
                let is_first = session.is_none();
                take_in(&mut session, text, is_first)
            }
            What::Outside(text) => take_in(&mut session, text, true),
            // Made whatever was there before, so that one line that does not fit leaves the
            // lines behind it to be judged by themselves.
            What::Changed(record) => {
                let session = session.get_or_insert_default();
                let found = record.change.edit.clone().apply(session);
                (Some(Cow::Borrowed(&record.change)), found == record.change.inverse)
            }
        };
        each(&Footstep { line, change, fits, session: session.as_ref() });
    }
    session
}

/// Takes the session to be as a text says; it fits where the text can be read and `may` stand
/// here.
fn take_in(
    session: &mut Option<Session>,
    text: &str,
    may: bool,
) -> (Option<Cow<'static, Change>>, bool) {
    let Ok(now) = parse_session("", text) else { return (None, false) };
    let change = session.as_ref().map(|before| {
        let edit = Edit::Several(before.edits_to(&now));
        let inverse = edit.clone().apply(&mut before.clone());
        Cow::Owned(Change { about: String::new(), edit, inverse })
    });
    *session = Some(now);
    (change, may)
}

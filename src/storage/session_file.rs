//! The YAML of a session, read and written.
//!
//! Whatever the program can hold in a session it can write and read again
//! unchanged; saving an unchanged session changes no byte. Entries of ids the
//! rubric does not know are kept.

mod edits;
mod entries;
mod flow;
mod heads;
mod misfits;
mod samples;
mod scalar;
mod seal;
mod write;

use super::format;
use super::head::SessionHeadFile;
use super::problem::{Expected, FileProblem};
use super::yaml::fields::wrong_type;
use super::yaml::{self, Fields, Problems, Value};
use crate::points::Points;
use crate::score::Scorecard;
use crate::session::{Date, Ledger, Session};

pub(crate) use edits::{read_record, record_flow};
pub(crate) use heads::read_head;
pub use misfits::misfits;
pub(crate) use scalar::scalar;
pub(crate) use seal::is_sealed_with;
pub use seal::{JournalMark, SealState, seal, seal_state};
pub use write::session_text;

/// What lists and rankings show of a session without calculating it again.
/// Written at each save, never an input of the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The final score; absent for a checklist without points.
    pub score: Option<Points>,
    /// How many clauses and items nobody has looked at.
    pub open: usize,
    /// How many clauses and items there are to look at.
    pub clauses: usize,
    /// 退回: how many comments wait for an answer.
    pub returned: usize,
}

impl Summary {
    /// What a session and its scorecard come to.
    #[must_use]
    pub fn of(session: &Session, card: &Scorecard) -> Self {
        let progress = card.total.progress;
        Self {
            score: card.total.score,
            open: progress.open as usize,
            clauses: progress.all() as usize,
            returned: session.returned(),
        }
    }
}

/// Reads a session; `name` is what problems call the file.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn parse_session(name: &str, text: &str) -> Result<Session, Vec<FileProblem>> {
    parse(name, text).map(|file| file.session)
}

/// Reads a whole session file for its head.
pub(crate) fn parse_head(name: &str, text: &str) -> Result<SessionHeadFile, Vec<FileProblem>> {
    let SessionFile { session, summary, journal } = parse(name, text)?;
    let Session { id, rubric, head, .. } = session;
    Ok(SessionHeadFile { id, rubric, head, summary, journal })
}

/// What is odd about a session that can be read.
pub(crate) fn warnings(name: &str, text: &str) -> Vec<FileProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Problems::new(name, text);
    if let Some(root) = yaml::parse(text, &mut problems) {
        read(&root, &mut problems);
    }
    problems.finish()
}

/// A session file: what was recorded, and what the program notes beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionFile {
    /// What was recorded.
    pub session: Session,
    /// What was calculated at the last save.
    pub summary: Option<Summary>,
    /// How far into its journal the file goes; absent where it was never changed.
    pub journal: Option<JournalMark>,
}

/// Reads a session file whole; `name` is what problems call it.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn parse(name: &str, text: &str) -> Result<SessionFile, Vec<FileProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Problems::new(name, text);
    let session = yaml::parse(text, &mut problems).and_then(|root| read(&root, &mut problems));
    match session {
        Some(session) if problems.errors() == 0 => Ok(session),
        _ => Err(problems.finish()),
    }
}

/// The keys looked for in each mapping of a session, the mappings in the order of the file.
pub(super) fn keys(text: &str) -> Vec<Vec<&'static str>> {
    let mut problems = Problems::with_keys(text);
    if let Some(root) = yaml::parse(text, &mut problems) {
        read(&root, &mut problems);
    }
    problems.keys()
}

/// Reads the tree; `None` where it is no session of this version.
fn read(root: &yaml::Node<'_>, problems: &mut Problems<'_>) -> Option<SessionFile> {
    let mut fields = Fields::of(root, "", problems)?;
    if !format::is_readable(&mut fields, "kaohe-session", problems) {
        return None;
    }
    let SessionHeadFile { id, rubric, head, summary, journal } = heads::read(&mut fields, problems);
    problems.year = head.date.map(Date::year);
    let mut session = Session { id, rubric, head, ..Session::default() };
    session.entries = entries::by_id(&mut fields, "entries", problems);
    session.bonus = entries::rows(&mut fields, Ledger::Bonus, problems);
    session.vetoes = entries::rows(&mut fields, Ledger::Veto, problems);
    session.direct = entries::rows(&mut fields, Ledger::Direct, problems);
    if let Some(node) = fields.node("factors") {
        for pair in mapping(node, "factors", problems) {
            if let Some(option) = yaml::fields::text(&pair.value, &pair.key, problems) {
                session.factors.insert(pair.key.to_string(), option.to_owned());
            }
        }
    }
    session.earlier = entries::by_id(&mut fields, "earlier", problems);
    session.samples = samples::by_id(&mut fields, problems);
    fields.finish(problems);
    Some(SessionFile { session, summary, journal })
}

/// The keys and values of a mapping whose keys are data; none where nothing stands there.
fn mapping<'node, 'text>(
    node: &'node yaml::Node<'text>,
    key: &str,
    problems: &mut Problems<'_>,
) -> &'node [yaml::Pair<'text>] {
    let pairs = node.pairs(problems);
    if pairs.is_none() && !matches!(node.value, Value::Nothing) {
        wrong_type(node, key, Expected::Mapping, problems);
    }
    pairs.unwrap_or_default()
}

/// The key of a ledger.
fn ledger_key(ledger: Ledger) -> &'static str {
    match ledger {
        Ledger::Bonus => "bonus",
        Ledger::Veto => "veto",
        Ledger::Direct => "direct",
    }
}

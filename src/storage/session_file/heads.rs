//! The head of a session: everything before the entries.

use super::{JournalMark, Summary};
use crate::points::Limit;
use crate::session::{Mode, RubricReference, SessionHead, State};
use crate::storage::format;
use crate::storage::hash::is_sha256;
use crate::storage::head::SessionHeadFile;
use crate::storage::problem::{FileProblem, FileProblemKind as Kind};
use crate::storage::yaml::fields::text;
use crate::storage::yaml::{self, Fields, Problems};

/// The words of [`Mode`].
const MODES: &[&str] = &["self", "field", "review"];
/// The words of [`State`].
const STATES: &[&str] = &["draft", "final"];

/// Reads a text that is the beginning of a session file, up to its entries.
pub(crate) fn read_head(name: &str, text: &str) -> Result<SessionHeadFile, Vec<FileProblem>> {
    let mut problems = Problems::new(name, text);
    let head = yaml::parse(text, &mut problems).and_then(|root| {
        let mut fields = Fields::of(&root, "", &mut problems)?;
        let readable = format::is_readable(&mut fields, "kaohe-session", &mut problems);
        readable.then(|| read(&mut fields, &mut problems))
    });
    match head {
        Some(head) if problems.errors() == 0 => Ok(head),
        _ => Err(problems.finish()),
    }
}

/// Reads the keys of the head.
pub(super) fn read(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> SessionHeadFile {
    let id = required_text(fields, "id", problems);
    fields.required("rubric", problems);
    let rubric = fields.mapping("rubric", problems).map(|rubric| reference(rubric, problems));
    let head = head_fields(fields, problems);
    let summary = fields.mapping("summary", problems).and_then(|fields| summary(fields, problems));
    let journal = fields.mapping("journal", problems).and_then(|fields| mark(fields, problems));
    SessionHeadFile { id, rubric: rubric.unwrap_or_default(), head, summary, journal }
}

/// Unit, mode, assessors, date, state.
pub(super) fn head_fields(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> SessionHead {
    let mut head = SessionHead::default();
    fields.required("unit", problems);
    if let Some(mut unit) = fields.mapping("unit", problems) {
        head.unit = required_text(&mut unit, "name", problems);
        head.tags = unit.texts("tags", problems);
        unit.finish(problems);
    }
    head.mode = mode(fields, problems);
    head.assessors = fields.texts("assessors", problems);
    head.date = fields.date("date", problems);
    let state = fields.word("state", STATES, problems);
    head.state = if state == Some(State::Final.key()) { State::Final } else { State::Draft };
    head
}

/// The mode that stands there.
pub(super) fn mode(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> Mode {
    fields.word("mode", MODES, problems).and_then(Mode::from_key).unwrap_or_default()
}

/// How far into the journal the file goes.
fn mark(mut fields: Fields<'_, '_>, problems: &mut Problems<'_>) -> Option<JournalMark> {
    let lines = fields.ordinal("lines", problems);
    let last = hash(&mut fields, "last", problems);
    let seal = hash(&mut fields, "seal", problems);
    fields.finish(problems);
    Some(JournalMark { lines: lines?, last, seal })
}

/// Words that have to be there but may be empty: what the program can hold it can read.
pub(super) fn required_text(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    problems: &mut Problems<'_>,
) -> String {
    let node = fields.required(key, problems);
    let words = node.and_then(|node| text(node, key, problems));
    words.unwrap_or_default().to_owned()
}

/// Which rubric, and which version of it.
pub(super) fn reference(
    mut fields: Fields<'_, '_>,
    problems: &mut Problems<'_>,
) -> RubricReference {
    let id = required_text(&mut fields, "id", problems);
    let sha256 = hash(&mut fields, "sha256", problems);
    fields.finish(problems);
    RubricReference { id, sha256 }
}

/// A SHA-256, or nothing.
fn hash(fields: &mut Fields<'_, '_>, key: &'static str, problems: &mut Problems<'_>) -> String {
    let hash = fields.text(key, problems).unwrap_or_default();
    if !is_sha256(&hash)
        && !hash.is_empty()
        && let Some(node) = fields.node(key)
    {
        problems.error(node.at, Kind::Malformed { key, text: hash.clone() });
    }
    hash
}

fn summary(mut fields: Fields<'_, '_>, problems: &mut Problems<'_>) -> Option<Summary> {
    let mut count = |key| {
        let count = fields.whole(key, u32::MAX, problems)?;
        usize::try_from(count).ok()
    };
    let (open, clauses) = (count("open"), count("clauses"));
    let returned = count("returned").unwrap_or_default();
    let score = fields.number("score", Limit::Result, problems);
    fields.finish(problems);
    Some(Summary { score, open: open?, clauses: clauses?, returned })
}

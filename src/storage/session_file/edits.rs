//! A change as a journal keeps it: what it was and what it is, in the words of the session
//! file.
//!
//! ```yaml
//! {about: 一/1/2b, edits: [{entry: 一/1/2b, was: {count: 2}, is: {count: 3}}], score: 92.5}
//! ```

use super::flow::{self, Flow, items};
use super::scalar::scalar;
use super::{entries, heads, ledger_key, samples};
use crate::points::Limit;
use crate::session::{Change, Edit, Ledger, Record, SessionHead, Step};
use crate::storage::problem::FileProblemKind as Kind;
use crate::storage::yaml::fields::{list, text};
use crate::storage::yaml::{Fields, Node, Problems};

/// The words of [`Step`]; a change that was simply made has none.
const STEPS: &[&str] = &["undo", "redo", "unconfirmed"];
/// What an edit may be about, of which one stands in each.
const SUBJECTS: &[&str] = &["entry", "earlier", "ledger", "factor", "sample", "head", "rubric"];
/// The words of [`Ledger`].
const LEDGERS: [Ledger; 3] = [Ledger::Bonus, Ledger::Veto, Ledger::Direct];

/// The keys of a record.
pub(crate) fn record_flow(record: &Record) -> String {
    let mut flow = Flow::default();
    match record.step {
        Step::Made => {}
        Step::Undone => flow.always("step", STEPS[0].to_owned()),
        Step::Redone => flow.always("step", STEPS[1].to_owned()),
        Step::Unconfirmed => flow.always("step", STEPS[2].to_owned()),
    }
    flow.words("about", &record.change.about);
    let parts = record.change.parts();
    let edits = parts.into_iter().map(|(edit, inverse)| part(edit, inverse).to_string());
    flow.always("edits", items(edits));
    flow.some("score", record.score);
    flow.words("why", &record.why);
    flow.inside()
}

/// One edit: what it is about, what was there, what is there.
fn part(edit: &Edit, inverse: &Edit) -> Flow {
    let mut flow = Flow::default();
    match edit {
        Edit::Entry { id, .. } => flow.always("entry", scalar(id)),
        Edit::Earlier { id, .. } => flow.always("earlier", scalar(id)),
        Edit::Ledger { ledger, .. } => flow.always("ledger", ledger_key(*ledger).to_owned()),
        Edit::Factor { no, .. } => flow.always("factor", scalar(no)),
        Edit::Sample { id, .. } => flow.always("sample", scalar(id)),
        Edit::Head(_) => flow.always("head", "true".to_owned()),
        Edit::Rubric(rubric) => flow.always("rubric", scalar(&rubric.id)),
        // Several are taken apart before.
        Edit::Several(_) => {}
    }
    for (key, edit) in [("was", inverse), ("is", edit)] {
        if let Some(content) = content(edit) {
            flow.always(key, content);
        }
    }
    flow
}

/// What an edit leaves behind; `None` where that is nothing.
fn content(edit: &Edit) -> Option<String> {
    match edit {
        Edit::Entry { entry, .. } | Edit::Earlier { entry, .. } => {
            let entry = entry.as_ref().filter(|entry| !entry.is_empty());
            entry.map(|entry| flow::entry(entry).to_string())
        }
        Edit::Ledger { ledger, rows } => {
            let rows = rows.iter().map(|row| flow::row(row, *ledger).to_string());
            Some(items(rows)).filter(|rows| rows != "[]")
        }
        Edit::Factor { option, .. } => option.as_ref().map(|option| scalar(option)),
        Edit::Sample { sample, .. } => {
            let sample = sample.as_ref().filter(|sample| !sample.is_empty());
            sample.map(|sample| flow::sample(sample).to_string())
        }
        Edit::Head(head) => Some(flow::head(head).to_string()),
        Edit::Rubric(rubric) => Some(flow::rubric(rubric).to_string()),
        Edit::Several(_) => None,
    }
}

/// Reads the keys of a record.
pub(crate) fn read_record(
    fields: &mut Fields<'_, '_>,
    problems: &mut Problems<'_>,
) -> Option<Record> {
    let step = match fields.word("step", STEPS, problems) {
        None => Step::Made,
        Some(word) if word == STEPS[0] => Step::Undone,
        Some(word) if word == STEPS[1] => Step::Redone,
        Some(_) => Step::Unconfirmed,
    };
    let about = fields.text("about", problems).unwrap_or_default();
    let edits = fields.required("edits", problems)?;
    let mut made = Vec::new();
    let mut inverses = Vec::new();
    for edit in list(edits, "edits", problems) {
        let (edit, inverse) = read_part(edit, problems)?;
        made.push(edit);
        inverses.insert(0, inverse);
    }
    let score = fields.number("score", Limit::Result, problems);
    let why = fields.text("why", problems).unwrap_or_default();
    let change = Change { about, edit: one_or_several(made), inverse: one_or_several(inverses) };
    Some(Record { step, change, score, why })
}

fn one_or_several(mut edits: Vec<Edit>) -> Edit {
    match edits.len() {
        1 => edits.swap_remove(0),
        _ => Edit::Several(edits),
    }
}

/// The edit and what takes it back.
fn read_part(node: &Node<'_>, problems: &mut Problems<'_>) -> Option<(Edit, Edit)> {
    let errors = problems.errors();
    let mut fields = Fields::of(node, "edits", problems)?;
    let (key, subject) = fields.required_one_of(SUBJECTS, problems)?;
    let name = text(subject, key, problems)?;
    let (was, is) = (fields.node("was"), fields.node("is"));
    fields.finish(problems);
    let mut edit = |content: Option<&Node<'_>>| match key {
        "entry" => {
            let entry = content.and_then(|node| entries::entry(node, name, problems));
            Some(Edit::Entry { id: name.to_owned(), entry })
        }
        "earlier" => {
            let entry = content.and_then(|node| entries::entry(node, name, problems));
            Some(Edit::Earlier { id: name.to_owned(), entry })
        }
        "rubric" => {
            let fields = content.and_then(|node| Fields::of(node, "rubric", problems))?;
            Some(Edit::Rubric(heads::reference(fields, problems)))
        }
        "ledger" => {
            let ledger = LEDGERS.into_iter().find(|ledger| ledger_key(*ledger) == name);
            let Some(ledger) = ledger else {
                problems.error(subject.at, Kind::Malformed { key, text: name.to_owned() });
                return None;
            };
            let items = content.map_or(&[][..], |node| list(node, name, problems));
            Some(Edit::Ledger { ledger, rows: entries::rows_of(items, problems) })
        }
        "sample" => {
            let sample = content.and_then(|node| samples::sample(node, name, problems));
            Some(Edit::Sample { id: name.to_owned(), sample })
        }
        "factor" => {
            let option = content.and_then(|node| text(node, "factor", problems));
            Some(Edit::Factor { no: name.to_owned(), option: option.map(str::to_owned) })
        }
        _ => Some(Edit::Head(content.and_then(|node| head(node, problems))?)),
    };
    let parts = (edit(is)?, edit(was)?);
    (problems.errors() == errors).then_some(parts)
}

fn head(node: &Node<'_>, problems: &mut Problems<'_>) -> Option<SessionHead> {
    let mut fields = Fields::of(node, "head", problems)?;
    let head = heads::head_fields(&mut fields, problems);
    fields.finish(problems);
    Some(head)
}

//! A change as a journal keeps it: what it was and what it is, in the words of the session
//! file.
//!
//! ```yaml
//! {about: 一/1/2b, edits: [{fields: 一/1/2b, was: {count: 2}, is: {count: 3}}], score: 92.5}
//! ```
//!
//! Of an entry and of a ledger only what differs is written: the keys that change, and the
//! findings or rows that go and come with where they stand (`at`) in a list of how many (`of`).
//! Older journals have the whole entry before and after.

use super::flow::{self, Flow, items};
use super::scalar::scalar;
use super::{entries, heads, ledger_key, samples};
use crate::points::Limit;
use crate::session::{
    Change, Edit, Entry, Field, Finding, Ledger, LedgerRow, Record, SessionHead, Splice, Step,
};
use crate::storage::problem::FileProblemKind as Kind;
use crate::storage::yaml::fields::{list, text};
use crate::storage::yaml::{Fields, Node, Problems};

/// The words of [`Step`]; a change that was simply made has none.
const STEPS: &[&str] = &["undo", "redo", "unconfirmed"];
/// What an edit may be about, of which one stands in each.
const SUBJECTS: &[&str] =
    &["fields", "rows", "entry", "earlier", "ledger", "factor", "sample", "head", "rubric"];
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
        Edit::Fields { id, .. } => flow.always("fields", scalar(id)),
        Edit::Rows { ledger, .. } => flow.always("rows", ledger_key(*ledger).to_owned()),
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
    if let Some((at, of)) = place(edit) {
        flow.always("at", at.to_string());
        flow.always("of", of.to_string());
    }
    flow
}

/// Where in a list it changes something, and how many elements the list has before.
fn place(edit: &Edit) -> Option<(usize, usize)> {
    match edit {
        Edit::Rows { splice: Splice { at, of, .. }, .. } => Some((*at, *of)),
        Edit::Fields { fields, .. } => fields.iter().find_map(|field| match field {
            Field::Findings(Splice { at, of, .. }) => Some((*at, *of)),
            _ => None,
        }),
        _ => None,
    }
}

/// What an edit leaves behind; `None` where that is nothing.
fn content(edit: &Edit) -> Option<String> {
    match edit {
        Edit::Entry { entry, .. } | Edit::Earlier { entry, .. } => {
            let entry = entry.as_ref().filter(|entry| !entry.is_empty());
            entry.map(|entry| flow::entry(entry).to_string())
        }
        Edit::Fields { fields, .. } => {
            let entry = Some(Field::partial(fields)).filter(|entry| !entry.is_empty());
            entry.map(|entry| flow::entry(&entry).to_string())
        }
        Edit::Ledger { ledger, rows } | Edit::Rows { ledger, splice: Splice { new: rows, .. } } => {
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
    Some(Record { step, change: Change::of(about, made, inverses), score, why })
}

/// The edit and what takes it back.
fn read_part(node: &Node<'_>, problems: &mut Problems<'_>) -> Option<(Edit, Edit)> {
    let errors = problems.errors();
    let mut fields = Fields::of(node, "edits", problems)?;
    let (key, subject) = fields.required_one_of(SUBJECTS, problems)?;
    let name = text(subject, key, problems)?;
    let (was, is) = (fields.node("was"), fields.node("is"));
    let place = place_of(&mut fields, problems);
    fields.finish(problems);
    let parts = match key {
        "fields" => fields_part(name, (was, is), place, problems)?,
        "rows" => rows_part((key, name, subject), (was, is), place, problems)?,
        _ => whole_part((key, name, subject), (was, is), problems)?,
    };
    (problems.errors() == errors).then_some(parts)
}

/// Where in a list something changes, and how many elements the list has before.
fn place_of(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> Option<(usize, usize)> {
    let mut number = |key| {
        let number = fields.ordinal(key, problems)?;
        usize::try_from(number).ok()
    };
    let (at, of) = (number("at"), number("of"));
    at.zip(of)
}

type Nodes<'a, 'text> = (Option<&'a Node<'text>>, Option<&'a Node<'text>>);

/// Parts of an entry, and what takes them back.
fn fields_part(
    id: &str,
    (was, is): Nodes<'_, '_>,
    place: Option<(usize, usize)>,
    problems: &mut Problems<'_>,
) -> Option<(Edit, Edit)> {
    let mut entry = |node: Option<&Node<'_>>| match node {
        Some(node) => entries::entry(node, id, problems),
        None => Some(Entry::default()),
    };
    let (mut was, mut is) = (entry(was)?, entry(is)?);
    let findings = (std::mem::take(&mut was.findings), std::mem::take(&mut is.findings));
    let splices = match place {
        Some(place) => Some(splices(findings, place)?),
        None if findings.0.is_empty() && findings.1.is_empty() => None,
        None => return None,
    };
    let of = |was: &Entry, is: &Entry, splice: Option<Splice<Finding>>| {
        let mut fields = Field::between(was, is);
        let behind = usize::from(matches!(fields.first(), Some(Field::Value(_))));
        if let Some(splice) = splice {
            fields.insert(behind, Field::Findings(splice));
        }
        Edit::Fields { id: id.to_owned(), fields }
    };
    let (made, back) = splices.unzip();
    Some((of(&was, &is, made), of(&is, &was, back)))
}

/// Elements that go and come at a place in a list of how many, and what takes that back; `None`
/// where there is no such place.
fn splices<T>(
    (was, is): (Vec<T>, Vec<T>),
    (at, of): (usize, usize),
) -> Option<(Splice<T>, Splice<T>)> {
    let (gone, added) = (was.len(), is.len());
    let left = of.checked_sub(gone).filter(|left| at <= *left)?;
    let made = Splice { at, of, gone, new: is };
    Some((made, Splice { at, of: left + added, gone: added, new: was }))
}

/// Rows of a ledger, and what takes them back.
fn rows_part(
    (key, name, subject): (&'static str, &str, &Node<'_>),
    (was, is): Nodes<'_, '_>,
    place: Option<(usize, usize)>,
    problems: &mut Problems<'_>,
) -> Option<(Edit, Edit)> {
    let ledger = ledger((key, name, subject), problems)?;
    let mut rows = |node: Option<&Node<'_>>| -> Vec<LedgerRow> {
        let items = node.map_or(&[][..], |node| list(node, name, problems));
        entries::rows_of(items, problems)
    };
    let (made, back) = splices((rows(was), rows(is)), place?)?;
    Some((Edit::Rows { ledger, splice: made }, Edit::Rows { ledger, splice: back }))
}

fn ledger(
    (key, name, subject): (&'static str, &str, &Node<'_>),
    problems: &mut Problems<'_>,
) -> Option<Ledger> {
    let ledger = LEDGERS.into_iter().find(|ledger| ledger_key(*ledger) == name);
    if ledger.is_none() {
        problems.error(subject.at, Kind::Malformed { key, text: name.to_owned() });
    }
    ledger
}

/// What stands there afterwards and what stood there before, each whole.
fn whole_part(
    (key, name, subject): (&'static str, &str, &Node<'_>),
    (was, is): Nodes<'_, '_>,
    problems: &mut Problems<'_>,
) -> Option<(Edit, Edit)> {
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
            let ledger = ledger((key, name, subject), problems)?;
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
    Some((edit(is)?, edit(was)?))
}

fn head(node: &Node<'_>, problems: &mut Problems<'_>) -> Option<SessionHead> {
    let mut fields = Fields::of(node, "head", problems)?;
    let head = heads::head_fields(&mut fields, problems);
    fields.finish(problems);
    Some(head)
}

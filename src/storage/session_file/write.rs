//! A session as text: one entry a line where it has no findings.

use super::flow::{self, Flow};
use super::scalar::scalar;
use super::{Summary, ledger_key};
use crate::rubric::Rubric;
use crate::session::{Entry, Ledger, LedgerRow, Session};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The text of a session file: entries in the order of the document, then those
/// of ids the rubric does not know, sorted. The same session gives the same text.
#[must_use]
pub fn session_text(session: &Session, rubric: &Rubric, summary: &Summary) -> String {
    let mut text = head(session, summary);
    entries(&mut text, "entries", &session.entries, rubric);
    for ledger in [Ledger::Bonus, Ledger::Veto, Ledger::Direct] {
        rows(&mut text, session.ledger(ledger), ledger);
    }
    if !session.factors.is_empty() {
        text.push_str("factors:\n");
        for (no, option) in &session.factors {
            line(&mut text, format_args!("  {}: {}", scalar(no), scalar(option)));
        }
    }
    entries(&mut text, "earlier", &session.earlier, rubric);
    if !session.samples.is_empty() {
        text.push_str("samples:\n");
        for (id, sample) in &session.samples {
            line(&mut text, format_args!("  {}: {}", scalar(id), flow::sample(sample)));
        }
    }
    text
}

/// Entries behind a key, in the order of the document.
fn entries(text: &mut String, key: &str, entries: &BTreeMap<String, Entry>, rubric: &Rubric) {
    if entries.is_empty() {
        return;
    }
    line(text, format_args!("{key}:"));
    let mut left: BTreeSet<&str> = entries.keys().map(String::as_str).collect();
    for id in document_order(rubric) {
        if left.remove(id) {
            entry(text, entries, id);
        }
    }
    for id in left {
        entry(text, entries, id);
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{line}");
}

fn head(session: &Session, summary: &Summary) -> String {
    let head = &session.head;
    let mut text = String::from("format: kaohe-session/1\n");
    line(&mut text, format_args!("id: {}", scalar(&session.id)));
    line(&mut text, format_args!("rubric: {}", flow::rubric(&session.rubric)));
    for (key, value) in flow::head(head).0 {
        line(&mut text, format_args!("{key}: {value}"));
    }
    let mut numbers = Flow::default();
    numbers.some("score", summary.score);
    numbers.always("open", summary.open.to_string());
    numbers.always("clauses", summary.clauses.to_string());
    if summary.returned > 0 {
        numbers.always("returned", summary.returned.to_string());
    }
    line(&mut text, format_args!("summary: {numbers}"));
    text
}

/// The ids of all indicators and their clauses, in the order of the document.
fn document_order(rubric: &Rubric) -> impl Iterator<Item = &str> {
    rubric.indicators().iter().flat_map(|indicator| {
        let clauses = rubric.clauses_in(&indicator.members).into_iter();
        let clauses = clauses.map(|clause| rubric.clause(clause).id.as_str());
        std::iter::once(indicator.id.as_str()).chain(clauses)
    })
}

fn entry(text: &mut String, entries: &BTreeMap<String, Entry>, id: &str) {
    let Some(entry) = entries.get(id).filter(|entry| !entry.is_empty()) else { return };
    let id = scalar(id);
    let fields = flow::entry_fields(entry);
    if entry.findings.is_empty() {
        line(text, format_args!("  {id}: {fields}"));
        return;
    }
    line(text, format_args!("  {id}:"));
    for (key, value) in &fields.0 {
        line(text, format_args!("    {key}: {value}"));
    }
    line(text, format_args!("    findings:"));
    for finding in &entry.findings {
        line(text, format_args!("      - {}", flow::finding_fields(finding)));
    }
}

fn rows(text: &mut String, rows: &[LedgerRow], ledger: Ledger) {
    if rows.is_empty() {
        return;
    }
    line(text, format_args!("{}:", ledger_key(ledger)));
    for row in rows {
        line(text, format_args!("  - {}", flow::row(row, ledger)));
    }
}

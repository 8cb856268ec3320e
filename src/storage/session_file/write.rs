//! A session as text: one entry a line where it has no findings.

use super::flow::{self, Flow};
use super::scalar::scalar;
use super::{Summary, ledger_key};
use crate::rubric::Rubric;
use crate::session::{Ledger, LedgerRow, Session};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The text of a session file: entries in the order of the document, then those
/// of ids the rubric does not know, sorted. The same session gives the same text.
#[must_use]
pub fn session_text(session: &Session, rubric: &Rubric, summary: &Summary) -> String {
    let mut text = head(session, summary);
    if !session.entries.is_empty() {
        text.push_str("entries:\n");
        let mut left: BTreeSet<&str> = session.entries.keys().map(String::as_str).collect();
        for id in document_order(rubric) {
            if left.remove(id) {
                entry(&mut text, session, id);
            }
        }
        for id in left {
            entry(&mut text, session, id);
        }
    }
    for ledger in [Ledger::Bonus, Ledger::Veto, Ledger::Direct] {
        rows(&mut text, session.ledger(ledger), ledger);
    }
    if !session.factors.is_empty() {
        text.push_str("factors:\n");
        for (no, option) in &session.factors {
            line(&mut text, format_args!("  {}: {}", scalar(no), scalar(option)));
        }
    }
    text
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{line}");
}

fn head(session: &Session, summary: &Summary) -> String {
    let head = &session.head;
    let mut text = String::from("format: kaohe-session/1\n");
    line(&mut text, format_args!("id: {}", scalar(&session.id)));
    let mut rubric = Flow::default();
    rubric.always("id", scalar(&session.rubric.id));
    rubric.words("sha256", &session.rubric.sha256);
    line(&mut text, format_args!("rubric: {rubric}"));
    for (key, value) in flow::head(head).0 {
        line(&mut text, format_args!("{key}: {value}"));
    }
    let mut numbers = Flow::default();
    numbers.some("score", summary.score);
    numbers.always("open", summary.open.to_string());
    numbers.always("clauses", summary.clauses.to_string());
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

fn entry(text: &mut String, session: &Session, id: &str) {
    let Some(entry) = session.entry(id).filter(|entry| !entry.is_empty()) else { return };
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

//! A session as text: one entry a line where it has no findings.

use super::scalar::scalar;
use super::{Summary, ledger_key};
use crate::points::{Figure, Points};
use crate::rubric::Rubric;
use crate::session::{Date, Entry, Finding, Ledger, LedgerRow, Session, TaskState, Value};
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
    let mut rubric = Flow::default();
    rubric.always("id", scalar(&session.rubric.id));
    rubric.words("sha256", &session.rubric.sha256);
    line(&mut text, format_args!("rubric: {rubric}"));
    let mut unit = Flow::default();
    unit.always("name", scalar(&head.unit));
    unit.list("tags", &head.tags);
    line(&mut text, format_args!("unit: {unit}"));
    line(&mut text, format_args!("mode: {}", head.mode.key()));
    if !head.assessors.is_empty() {
        line(&mut text, format_args!("assessors: {}", list(&head.assessors)));
    }
    if let Some(date) = head.date {
        line(&mut text, format_args!("date: {date}"));
    }
    line(&mut text, format_args!("state: {}", head.state.key()));
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

fn entry(text: &mut String, entries: &BTreeMap<String, Entry>, id: &str) {
    let Some(entry) = entries.get(id).filter(|entry| !entry.is_empty()) else { return };
    let id = scalar(id);
    let fields = entry_fields(entry);
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
        line(text, format_args!("      - {}", finding_fields(finding)));
    }
}

fn entry_fields(entry: &Entry) -> Flow {
    let mut flow = Flow::default();
    value(&mut flow, entry);
    flow.words("remark", &entry.remark);
    flow.list("evidence", &entry.evidence);
    flow.date(entry.date);
    flow
}

fn value(flow: &mut Flow, entry: &Entry) {
    match &entry.value {
        Value::Open => {}
        Value::Met => flow.always("met", "true".to_owned()),
        Value::Hit => flow.always("hit", "true".to_owned()),
        // Findings are the count.
        Value::Count(_) if !entry.findings.is_empty() => {}
        Value::Count(count) => flow.always("count", count.to_string()),
        Value::Figure(Figure::Number(number)) => flow.some("actual", Some(*number)),
        Value::Figure(Figure::Ratio { part, whole }) => {
            flow.always("actual", format!("[{part}, {whole}]"));
        }
        Value::Named(named) => {
            let mut counters = Flow::default();
            for (name, number) in named {
                counters.0.push((scalar(name), number.to_string()));
            }
            flow.always("actual", counters.to_string());
        }
        Value::Baseline { actual, years, amount } => {
            let years: Vec<String> = years.iter().map(Points::to_string).collect();
            flow.some("actual", Some(*actual));
            flow.always("baseline", format!("[{}]", years.join(", ")));
            flow.some("amount", *amount);
        }
        Value::Score { score, of } => {
            flow.some("score", Some(*score));
            flow.some("of", *of);
        }
        Value::Level(name) => flow.always("level", scalar(name)),
        Value::Amount(amount) => flow.some("amount", Some(*amount)),
        Value::Task(TaskState::Done) => flow.always("task", "done".to_owned()),
        Value::Task(TaskState::Partly) => flow.always("task", "partly".to_owned()),
        Value::Task(TaskState::NotDone) => flow.always("task", "not_done".to_owned()),
        Value::NotApplicable(reason) => flow.always("na", scalar(reason)),
    }
}

fn finding_fields(finding: &Finding) -> Flow {
    let mut flow = Flow::default();
    flow.always("count", finding.count.to_string());
    flow.words("subject", &finding.subject);
    flow.some("share", finding.share);
    flow.some("amount", finding.amount);
    flow.words("remark", &finding.remark);
    flow.list("evidence", &finding.evidence);
    flow.date(finding.date);
    flow
}

fn rows(text: &mut String, rows: &[LedgerRow], ledger: Ledger) {
    if rows.is_empty() {
        return;
    }
    line(text, format_args!("{}:", ledger_key(ledger)));
    for row in rows {
        let mut flow = Flow::default();
        flow.always("clause", scalar(&row.clause));
        if ledger != Ledger::Bonus || row.count != 1 {
            flow.always("count", row.count.to_string());
        }
        flow.some("award", row.award);
        flow.some("share", row.share);
        flow.words("level", &row.level);
        flow.words("matter", &row.matter);
        flow.words("document", &row.document);
        flow.words("subject", &row.subject);
        flow.words("remark", &row.remark);
        flow.list("evidence", &row.evidence);
        flow.date(row.date);
        line(text, format_args!("  - {flow}"));
    }
}

fn list(words: &[String]) -> String {
    let all: Vec<String> = words.iter().map(|words| scalar(words)).collect();
    format!("[{}]", all.join(", "))
}

/// Keys and values on one line: `{met: true, remark: …}`.
#[derive(Default)]
struct Flow(Vec<(String, String)>);

impl Flow {
    fn always(&mut self, key: &str, value: String) {
        self.0.push((key.to_owned(), value));
    }

    fn some(&mut self, key: &str, number: Option<Points>) {
        if let Some(number) = number {
            self.always(key, number.to_string());
        }
    }

    fn words(&mut self, key: &str, words: &str) {
        if !words.is_empty() {
            self.always(key, scalar(words));
        }
    }

    fn list(&mut self, key: &str, words: &[String]) {
        if !words.is_empty() {
            self.always(key, list(words));
        }
    }

    fn date(&mut self, date: Option<Date>) {
        if let Some(date) = date {
            self.always("date", date.to_string());
        }
    }
}

impl std::fmt::Display for Flow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pairs: Vec<String> =
            self.0.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        write!(formatter, "{{{}}}", pairs.join(", "))
    }
}

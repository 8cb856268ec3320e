//! What is recorded, on one line: `{met: true, remark: …}`. Session files and journals
//! write the same words.

use super::scalar::scalar;
use crate::points::{Figure, Points};
use crate::session::{
    Accepted, Correction, Date, Entry, Finding, Ledger, LedgerRow, Returned, RubricReference,
    Sample, SessionHead, TaskState, Value,
};

/// Keys and values on one line: `{met: true, remark: …}`.
#[derive(Default)]
pub(super) struct Flow(pub(super) Vec<(String, String)>);

impl Flow {
    pub(super) fn always(&mut self, key: &str, value: String) {
        self.0.push((key.to_owned(), value));
    }

    pub(super) fn some(&mut self, key: &str, number: Option<Points>) {
        if let Some(number) = number {
            self.always(key, number.to_string());
        }
    }

    pub(super) fn words(&mut self, key: &str, words: &str) {
        if !words.is_empty() {
            self.always(key, scalar(words));
        }
    }

    pub(super) fn list(&mut self, key: &str, words: &[String]) {
        if !words.is_empty() {
            self.always(key, list(words));
        }
    }

    pub(super) fn date(&mut self, date: Option<Date>) {
        if let Some(date) = date {
            self.always("date", date.to_string());
        }
    }

    fn correction(&mut self, correction: Option<&Correction>) {
        let Some(correction) = correction else { return };
        let mut flow = Self::default();
        flow.words("measure", &correction.measure);
        flow.words("unit", &correction.unit);
        if let Some(due) = correction.due {
            flow.always("due", due.to_string());
        }
        flow.always("state", correction.state.key().to_owned());
        flow.list("proof", &correction.proof);
        self.always("correction", flow.to_string());
    }
}

impl Flow {
    /// The pairs without the braces around them.
    pub(super) fn inside(&self) -> String {
        let pairs = self.0.iter().map(|(key, value)| format!("{key}: {value}"));
        pairs.collect::<Vec<_>>().join(", ")
    }
}

impl std::fmt::Display for Flow {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{{{}}}", self.inside())
    }
}

/// A row of a ledger.
pub(super) fn row(row: &LedgerRow, ledger: Ledger) -> Flow {
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
    flow
}

/// Which rubric, and which version of it.
pub(super) fn rubric(rubric: &RubricReference) -> Flow {
    let mut flow = Flow::default();
    flow.always("id", scalar(&rubric.id));
    flow.words("sha256", &rubric.sha256);
    flow
}

/// Unit, mode, assessors, date, state, as they stand in the head of a session.
pub(super) fn head(head: &SessionHead) -> Flow {
    let mut unit = Flow::default();
    unit.always("name", scalar(&head.unit));
    unit.list("tags", &head.tags);
    let mut flow = Flow::default();
    flow.always("unit", unit.to_string());
    flow.always("mode", head.mode.key().to_owned());
    flow.list("assessors", &head.assessors);
    flow.date(head.date);
    flow.always("state", head.state.key().to_owned());
    flow
}

/// What was drawn, from what, and how.
pub(super) fn sample(sample: &Sample) -> Flow {
    let mut flow = Flow::default();
    flow.always("seed", scalar(&sample.seed));
    flow.always("drawn", list(&sample.drawn));
    flow.always("names", list(&sample.names));
    flow.date(sample.date);
    flow
}

/// An entry with its findings.
pub(super) fn entry(entry: &Entry) -> Flow {
    let mut flow = entry_fields(entry);
    if !entry.findings.is_empty() {
        let findings = entry.findings.iter().map(|finding| finding_fields(finding).to_string());
        flow.always("findings", items(findings));
    }
    flow
}

/// `[a, b]`.
pub(super) fn items(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

/// An entry without its findings.
pub(super) fn entry_fields(entry: &Entry) -> Flow {
    let mut flow = Flow::default();
    value(&mut flow, entry);
    flow.words("remark", &entry.remark);
    flow.list("evidence", &entry.evidence);
    flow.date(entry.date);
    flow.correction(entry.correction.as_ref());
    if let Some(accepted) = &entry.accepted {
        flow.always("accepted", self::accepted(accepted).to_string());
    }
    if let Some(returned) = &entry.returned {
        flow.always("returned", self::returned(returned).to_string());
    }
    flow
}

/// Where an entry was taken from.
fn accepted(accepted: &Accepted) -> Flow {
    let mut flow = Flow::default();
    flow.always("session", scalar(&accepted.session));
    flow.always("mode", accepted.mode.key().to_owned());
    flow.words("by", &accepted.by);
    flow.date(accepted.date);
    flow.words("reason", &accepted.reason);
    flow
}

/// A comment and what was answered.
fn returned(returned: &Returned) -> Flow {
    let mut flow = Flow::default();
    flow.always("comment", scalar(&returned.comment));
    flow.words("reply", &returned.reply);
    if returned.changed {
        flow.always("changed", "true".to_owned());
    }
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

/// One finding.
pub(super) fn finding_fields(finding: &Finding) -> Flow {
    let mut flow = Flow::default();
    flow.always("count", finding.count.to_string());
    flow.words("subject", &finding.subject);
    flow.some("share", finding.share);
    flow.some("amount", finding.amount);
    flow.words("level", &finding.level);
    flow.words("remark", &finding.remark);
    flow.list("evidence", &finding.evidence);
    flow.date(finding.date);
    flow.correction(finding.correction.as_ref());
    flow
}

fn list(words: &[String]) -> String {
    items(words.iter().map(|words| scalar(words)))
}

//! Entries and rows of ledgers.

use super::{heads, ledger_key, mapping};
use crate::points::{Figure, Limit, Points};
use crate::session::{
    Accepted, Correction, CorrectionState, Entry, Finding, Ledger, LedgerRow, Returned, TaskState,
    Value as Recorded,
};
use crate::storage::problem::{Expected, FileProblemKind as Kind};
use crate::storage::yaml::fields::{
    filled_text, list, named_recorded, recorded as number, recorded_positive, text, truth, word,
    wrong_type,
};
use crate::storage::yaml::{Fields, Node, Problems, Value};
use std::collections::BTreeMap;

/// The keys of what was found, of which one stands in an entry.
const VALUES: &[&str] = &["met", "hit", "count", "actual", "score", "level", "task", "na"];
/// The words of [`TaskState`].
const TASKS: &[&str] = &["done", "partly", "not_done"];
/// The words of [`CorrectionState`].
const CORRECTIONS: &[&str] = &["open", "doing", "closed"];
/// The most occurrences one line may stand for.
const MOST_COUNT: u32 = 1_000_000;

/// The entries behind a key, by their ids; empty ones say nothing and are left out.
pub(super) fn by_id(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    problems: &mut Problems<'_>,
) -> BTreeMap<String, Entry> {
    let mut entries = BTreeMap::new();
    let Some(node) = fields.node(key) else { return entries };
    for pair in mapping(node, key, problems) {
        if let Some(entry) = entry(&pair.value, &pair.key, problems)
            && !entry.is_empty()
        {
            entries.insert(pair.key.to_string(), entry);
        }
    }
    entries
}

/// One entry; `id` names it where it is no mapping.
pub(super) fn entry(node: &Node<'_>, id: &str, problems: &mut Problems<'_>) -> Option<Entry> {
    let mut fields = Fields::of(node, id, problems)?;
    let found = fields.one_of(VALUES, problems);
    let amount = fields.recorded("amount", Limit::Chosen, problems);
    let baseline = baseline(&mut fields, problems);
    let of = fields.recorded_positive("of", Limit::Figure, problems);
    let value = match found {
        None => amount.map_or(Recorded::Open, Recorded::Amount),
        Some((key, node)) => {
            let besides = Besides { amount, baseline, of };
            recorded(key, node, besides, &mut fields, problems).unwrap_or_default()
        }
    };
    let mut entry = Entry {
        value,
        findings: findings(&mut fields, problems),
        remark: fields.text("remark", problems).unwrap_or_default(),
        evidence: fields.texts("evidence", problems),
        date: fields.date("date", problems),
        accepted: fields.mapping("accepted", problems).map(|held| accepted(held, problems).into()),
        returned: fields.mapping("returned", problems).map(|held| returned(held, problems).into()),
        correction: correction(&mut fields, problems),
    };
    check_company(found.map(|(key, _)| key), &mut fields, problems);
    settle_count(&mut entry, found.map(|(_, node)| node), problems);
    fields.finish(problems);
    Some(entry)
}

/// Where an entry was taken from.
fn accepted(mut fields: Fields<'_, '_>, problems: &mut Problems<'_>) -> Accepted {
    fields.required("mode", problems);
    let accepted = Accepted {
        session: heads::required_text(&mut fields, "session", problems),
        mode: heads::mode(&mut fields, problems),
        by: fields.text("by", problems).unwrap_or_default(),
        date: fields.date("date", problems),
        reason: fields.text("reason", problems).unwrap_or_default(),
    };
    fields.finish(problems);
    accepted
}

/// A comment and what was answered.
fn returned(mut fields: Fields<'_, '_>, problems: &mut Problems<'_>) -> Returned {
    let comment = fields.required("comment", problems);
    let comment = comment.and_then(|node| filled_text(node, "comment", problems));
    let comment = comment.unwrap_or_default().to_owned();
    let reply = fields.text("reply", problems).unwrap_or_default();
    let changed = fields.node("changed").is_some_and(|node| holds(node, "changed", problems));
    fields.finish(problems);
    Returned { comment, reply, changed }
}

/// Keys that belong to a value: `baseline` and `amount` to `actual`, `of` to `score`.
struct Besides {
    amount: Option<Points>,
    baseline: Option<Vec<Points>>,
    of: Option<Points>,
}

fn recorded(
    key: &'static str,
    node: &Node<'_>,
    besides: Besides,
    fields: &mut Fields<'_, '_>,
    problems: &mut Problems<'_>,
) -> Option<Recorded> {
    match key {
        "met" => holds(node, key, problems).then_some(Recorded::Met),
        "hit" => holds(node, key, problems).then_some(Recorded::Hit),
        "count" => fields.whole("count", MOST_COUNT, problems).map(Recorded::Count),
        "actual" => match besides.baseline {
            Some(years) => {
                let actual = number(node, key, Limit::Figure, problems)?;
                Some(Recorded::Baseline { actual, years, amount: besides.amount })
            }
            None => actual(node, problems),
        },
        "score" => {
            let score = number(node, key, Limit::Amount, problems)?;
            Some(Recorded::Score { score, of: besides.of })
        }
        "level" => text(node, key, problems).map(|name| Recorded::Level(name.to_owned())),
        "task" => word(node, key, TASKS, problems).map(|task| {
            Recorded::Task(match task {
                "done" => TaskState::Done,
                "partly" => TaskState::Partly,
                _ => TaskState::NotDone,
            })
        }),
        _ => filled_text(node, key, problems).map(|why| Recorded::NotApplicable(why.to_owned())),
    }
}

/// `true`; anything else is a problem.
fn holds(node: &Node<'_>, key: &str, problems: &mut Problems<'_>) -> bool {
    let holds = truth(node) == Some(true);
    if !holds {
        wrong_type(node, key, Expected::True, problems);
    }
    holds
}

/// A number, so many of so many, or the number of each named counter.
fn actual(node: &Node<'_>, problems: &mut Problems<'_>) -> Option<Recorded> {
    match &node.value {
        Value::Scalar(..) => {
            let figure = number(node, "actual", Limit::Figure, problems)?;
            Some(Recorded::Figure(Figure::Number(figure)))
        }
        Value::List(items) => {
            let [part, whole] = &items[..] else {
                wrong_type(node, "actual", Expected::Figure, problems);
                return None;
            };
            let part = number(part, "actual", Limit::Figure, problems);
            let whole = recorded_positive(whole, "actual", Limit::Figure, problems);
            let (part, whole) = part.zip(whole)?;
            Some(Recorded::Figure(Figure::Ratio { part, whole }))
        }
        Value::Mapping(_) => {
            Some(Recorded::Named(named_recorded(node, "actual", Limit::Figure, problems)))
        }
        Value::Nothing => {
            wrong_type(node, "actual", Expected::Figure, problems);
            None
        }
    }
}

fn baseline(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> Option<Vec<Points>> {
    let node = fields.node("baseline")?;
    let years = list(node, "baseline", problems).iter();
    Some(years.filter_map(|year| number(year, "baseline", Limit::Figure, problems)).collect())
}

/// A key that says nothing without another one, or contradicts it.
fn check_company(
    found: Option<&'static str>,
    fields: &mut Fields<'_, '_>,
    problems: &mut Problems<'_>,
) {
    let needs = [("baseline", "actual"), ("of", "score")];
    for (key, other) in needs {
        if let Some(node) = fields.node(key).filter(|_| found != Some(other)) {
            match found {
                None => problems.error(node.at, Kind::MissingKey(other)),
                Some(first) => conflict(node, first, key, problems),
            }
        }
    }
    let Some(first) = found else { return };
    let measured = first == "actual" && fields.has("baseline");
    if let Some(node) = fields.node("amount").filter(|_| !measured) {
        conflict(node, first, "amount", problems);
    }
}

fn conflict(node: &Node<'_>, first: &str, second: &str, problems: &mut Problems<'_>) {
    let (first, second) = (first.to_owned(), second.to_owned());
    problems.error(node.at, Kind::Conflict { first, second });
}

/// Findings are the count: one stated besides has to be the same and is not kept.
fn settle_count(entry: &mut Entry, node: Option<&Node<'_>>, problems: &mut Problems<'_>) {
    let (Recorded::Count(count), false) = (&entry.value, entry.findings.is_empty()) else { return };
    let (count, findings) = (*count, entry.count());
    if let Some(node) = node.filter(|_| count != findings) {
        problems.error(node.at, Kind::CountDiffers { count, findings });
    }
    entry.value = Recorded::Open;
}

fn findings(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in fields.list("findings", problems) {
        let Some(mut fields) = Fields::of(item, "", problems) else { continue };
        findings.push(Finding {
            count: times(&mut fields, problems),
            subject: fields.text("subject", problems).unwrap_or_default(),
            share: fields.recorded("share", Limit::Share, problems),
            amount: fields.recorded("amount", Limit::Chosen, problems),
            level: fields.text("level", problems).unwrap_or_default(),
            remark: fields.text("remark", problems).unwrap_or_default(),
            evidence: fields.texts("evidence", problems),
            date: fields.date("date", problems),
            correction: correction(&mut fields, problems),
        });
        fields.finish(problems);
    }
    findings
}

/// 整改.
fn correction(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> Option<Correction> {
    let mut fields = fields.mapping("correction", problems)?;
    let word = fields.word("state", CORRECTIONS, problems);
    let state = CorrectionState::ALL.into_iter().find(|state| Some(state.key()) == word);
    let correction = Correction {
        measure: fields.text("measure", problems).unwrap_or_default(),
        unit: fields.text("unit", problems).unwrap_or_default(),
        due: fields.date("due", problems),
        state: state.unwrap_or_default(),
        proof: fields.texts("proof", problems),
    };
    fields.finish(problems);
    Some(correction)
}

/// `count` of a finding or a row: at least 1, and 1 where it does not stand.
fn times(fields: &mut Fields<'_, '_>, problems: &mut Problems<'_>) -> u32 {
    let Some(node) = fields.node("count") else { return 1 };
    let count = fields.whole("count", MOST_COUNT, problems);
    if count == Some(0) {
        problems.error(node.at, Kind::NotPositive("count".to_owned()));
    }
    count.unwrap_or(1)
}

/// The rows of a ledger.
pub(super) fn rows(
    fields: &mut Fields<'_, '_>,
    ledger: Ledger,
    problems: &mut Problems<'_>,
) -> Vec<LedgerRow> {
    rows_of(fields.list(ledger_key(ledger), problems), problems)
}

/// The rows of a list.
pub(super) fn rows_of(items: &[Node<'_>], problems: &mut Problems<'_>) -> Vec<LedgerRow> {
    let mut rows = Vec::new();
    for item in items {
        let Some(mut fields) = Fields::of(item, "", problems) else { continue };
        let clause = fields.required("clause", problems);
        let clause = clause.and_then(|node| text(node, "clause", problems)).unwrap_or_default();
        rows.push(LedgerRow {
            clause: clause.to_owned(),
            count: times(&mut fields, problems),
            award: fields.recorded_positive("award", Limit::Amount, problems),
            share: fields.recorded("share", Limit::Share, problems),
            level: fields.text("level", problems).unwrap_or_default(),
            matter: fields.text("matter", problems).unwrap_or_default(),
            document: fields.text("document", problems).unwrap_or_default(),
            subject: fields.text("subject", problems).unwrap_or_default(),
            remark: fields.text("remark", problems).unwrap_or_default(),
            evidence: fields.texts("evidence", problems),
            date: fields.date("date", problems),
        });
        fields.finish(problems);
    }
    rows
}

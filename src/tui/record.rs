//! What a key makes of an entry: pure changes, one for each quick key.
//!
//! [`Asks`] says what a clause or an item wants recorded; every screen, key and
//! dialog goes by it. Named findings and a quick count are never held both.

mod asks;
mod number;

pub use asks::Asks;
pub use number::{Refusal, figure, number, share, within};

use crate::points::{NumberError, Points};
use crate::rubric::{Rubric, Subject};
use crate::score::too_many_missing;
use crate::session::{Entry, Finding, TaskState, Value};

/// Space: the next state of the cycle.
///
/// # Errors
/// Named findings are never thrown away by a key that only cycles.
pub fn cycled(asks: Asks<'_>, entry: &Entry) -> Result<Entry, Refusal> {
    no_findings(entry)?;
    let value = match (asks, &entry.value) {
        (Asks::Nothing, _) => return Err(Refusal::NothingToRecord),
        (Asks::Task, Value::Open) => Value::Task(TaskState::Done),
        (Asks::Task, Value::Task(TaskState::Done) | Value::Met) => Value::Task(TaskState::Partly),
        (Asks::Task, Value::Task(TaskState::Partly)) => Value::Task(TaskState::NotDone),
        (Asks::YesNo { earns: true }, Value::Met) => Value::Count(0),
        (Asks::YesNo { earns: false }, Value::Met) => Value::Hit,
        (Asks::Judged { .. }, _) => return Err(Refusal::JudgeIt),
        (_, Value::Open) => full_marks(asks),
        _ => {
            no_figures(entry)?;
            Value::Open
        }
    };
    Ok(with_value(entry, value))
}

/// 无问题.
///
/// # Errors
/// Findings are named, or nothing can be recorded here.
pub fn met(asks: Asks<'_>, entry: &Entry) -> Result<Entry, Refusal> {
    no_findings(entry)?;
    no_figures(entry)?;
    match asks {
        Asks::Nothing => Err(Refusal::NothingToRecord),
        Asks::Judged { .. } => Err(Refusal::JudgeIt),
        _ => Ok(with_value(entry, full_marks(asks))),
    }
}

/// `+` or `−`.
///
/// # Errors
/// There is nothing to count, or it is at its limit, or the findings or the dialog decide.
pub fn nudged(asks: Asks<'_>, entry: &Entry, up: bool) -> Result<Entry, Refusal> {
    if let Asks::Judged { points, step } = asks {
        return judged_nudge(points, step, entry, up);
    }
    if !entry.findings.is_empty() {
        let held = entry.count();
        return if up && asks.counts() {
            typed_count(asks, entry, held.saturating_add(1))
        } else {
            Err(Refusal::FindingsHeld(held))
        };
    }
    match (asks, &entry.value) {
        (Asks::YesNo { earns }, value) => {
            let wanted = match (up, earns) {
                (true, true) | (false, false) => Value::Met,
                (true, false) => Value::Hit,
                (false, true) => Value::Count(0),
            };
            changed(entry, value.clone() != wanted, wanted)
        }
        (Asks::Missing(_), Value::Figure(_) | Value::Named(_)) => Err(Refusal::FigureHeld),
        (Asks::Count { .. } | Asks::Missing(_), _) => {
            let before = entry.count();
            match (up, before) {
                (false, 0) => Err(Refusal::AtLimit),
                (false, _) => typed_count(asks, entry, before - 1),
                (true, _) => typed_count(asks, entry, before.saturating_add(1)),
            }
        }
        (Asks::Nothing | Asks::Task, _) => Err(Refusal::NothingToRecord),
        _ => Err(Refusal::UseDialog),
    }
}

fn judged_nudge(points: Points, step: Points, entry: &Entry, up: bool) -> Result<Entry, Refusal> {
    let before = match entry.value {
        Value::Score { score, .. } => Some(score),
        Value::Met => Some(points),
        _ => None,
    };
    let after = match (before, up) {
        // Nothing judged yet: + begins at full points, − one step below.
        (None, true) => points,
        (None, false) => points - step,
        (Some(score), true) => score + step,
        (Some(score), false) => score - step,
    };
    let after = after.or_zero().min(points);
    changed(entry, before != Some(after), Value::Score { score: after, of: None })
}

/// A number typed on the line at the bottom.
///
/// # Errors
/// It is no number of the kind wanted here.
pub fn typed(asks: Asks<'_>, entry: &Entry, text: &str) -> Result<Entry, Refusal> {
    let Some(limit) = asks.typed_limit() else {
        return Err(match asks {
            Asks::Nothing | Asks::Task => Refusal::NothingToRecord,
            Asks::YesNo { .. } => Refusal::YesOrNo,
            _ => Refusal::UseDialog,
        });
    };
    if let Asks::Figure { percent, most } = asks {
        let figure = figure(text, percent, most)?;
        return Ok(with_value(entry, Value::Figure(figure)));
    }
    let number = number(text, limit)?;
    match asks {
        Asks::Score { full } => {
            within(number, Points::ZERO, full)?;
            Ok(with_value(entry, Value::Score { score: number, of: None }))
        }
        Asks::Judged { points, .. } => {
            within(number, Points::ZERO, points)?;
            Ok(with_value(entry, Value::Score { score: number, of: None }))
        }
        Asks::Amount { from, to, .. } => {
            within(number, from, to)?;
            no_findings(entry)?;
            Ok(with_value(entry, Value::Amount(number)))
        }
        _ => typed_count(asks, entry, number.whole().unwrap_or(u32::MAX)),
    }
}

/// A count typed or reached with + and −.
fn typed_count(asks: Asks<'_>, entry: &Entry, count: u32) -> Result<Entry, Refusal> {
    let most = 1_000_000;
    if count > most {
        return Err(Refusal::Number(count.to_string(), NumberError::TooLarge(i64::from(most))));
    }
    if entry.findings.is_empty() {
        no_figures(entry)?;
        let value = match (asks, count) {
            (Asks::Count { earns: true }, 0) => Value::Count(0),
            (_, 0) => Value::Met,
            _ => Value::Count(count),
        };
        return Ok(with_value(entry, value));
    }
    let held = entry.count();
    if count < held {
        return Err(Refusal::FindingsHeld(held));
    }
    let mut entry = entry.clone();
    let more = count - held;
    let unnamed = entry.findings.iter_mut().find(|finding| is_unnamed(finding));
    match unnamed {
        Some(finding) => finding.count = finding.count.saturating_add(more),
        None if more > 0 => {
            entry.findings.push(Finding { count: more, ..Finding::default() });
        }
        None => {}
    }
    Ok(entry)
}

/// The entry, where it can be: no more are missing than are required.
///
/// # Errors
/// More are missing.
pub fn possible(rubric: &Rubric, subject: Subject, entry: Entry) -> Result<Entry, Refusal> {
    let Subject::Clause(index) = subject else { return Ok(entry) };
    let clause = rubric.clause(index);
    match too_many_missing(clause, &entry) {
        Some(most) => Err(Refusal::MoreThanRequired(most, clause.unit.clone())),
        None => Ok(entry),
    }
}

fn is_unnamed(finding: &Finding) -> bool {
    *finding == Finding { count: finding.count, ..Finding::default() }
}

/// The entry with these findings; a quick count, a bare yes and 无问题 give way to them.
#[must_use]
pub fn with_findings(entry: &Entry, findings: Vec<Finding>) -> Entry {
    let gives_way = matches!(
        entry.value,
        Value::Met
            | Value::Hit
            | Value::Count(_)
            | Value::NotApplicable(_)
            | Value::Amount(_)
            | Value::Level(_)
    );
    let value = if gives_way && !findings.is_empty() { Value::Open } else { entry.value.clone() };
    Entry { value, findings, ..entry.clone() }
}

/// The finding a form for the first or the next one starts from: a quick count
/// and a chosen amount go into the first.
#[must_use]
pub fn new_finding(entry: &Entry) -> Finding {
    let mut finding = Finding::default();
    if entry.findings.is_empty() {
        match entry.value {
            Value::Count(count) if count > 0 => finding.count = count,
            Value::Amount(amount) => finding.amount = Some(amount),
            Value::Level(ref name) => finding.level.clone_from(name),
            _ => {}
        }
    }
    finding
}

/// 不涉及, with its reason.
#[must_use]
pub fn not_applicable(entry: &Entry, reason: &str) -> Entry {
    with_value(entry, Value::NotApplicable(reason.to_owned()))
}

/// The entry with another value; everything else stays.
#[must_use]
pub fn with_value(entry: &Entry, value: Value) -> Entry {
    Entry { value, ..entry.clone() }
}

fn full_marks(asks: Asks<'_>) -> Value {
    match asks {
        Asks::Task => Value::Task(TaskState::Done),
        _ => Value::Met,
    }
}

fn changed(entry: &Entry, changes: bool, value: Value) -> Result<Entry, Refusal> {
    if changes { Ok(with_value(entry, value)) } else { Err(Refusal::AtLimit) }
}

/// What was entered in a dialog is changed there: one key never throws it away.
fn no_figures(entry: &Entry) -> Result<(), Refusal> {
    match entry.value {
        Value::Figure(_) | Value::Named(_) | Value::Baseline { .. } | Value::Score { .. } => {
            Err(Refusal::FigureHeld)
        }
        _ => Ok(()),
    }
}

fn no_findings(entry: &Entry) -> Result<(), Refusal> {
    if entry.findings.is_empty() { Ok(()) } else { Err(Refusal::FindingsHeld(entry.count())) }
}

#[cfg(test)]
mod tests {
    use super::{Asks, Refusal, cycled, met, new_finding, nudged, typed, with_findings};
    use crate::points::{Figure, Limit, NumberError, Points};
    use crate::rubric::Required;
    use crate::session::{Entry, Finding, TaskState, Value};

    const COUNT: Asks<'static> = Asks::Count { earns: false };
    const RATE: Asks<'static> = Asks::Figure { percent: true, most: Some(Points::HUNDRED) };
    const SHARE: Asks<'static> = Asks::Figure { percent: false, most: Some(Points::ONE) };

    fn points(text: &str) -> Points {
        Points::parse(text, Limit::Amount).expect(text)
    }

    fn entry(value: Value) -> Entry {
        Entry { value, remark: "说明".to_owned(), ..Entry::default() }
    }

    fn named(count: u32) -> Finding {
        Finding { count, subject: "某厂".to_owned(), ..Finding::default() }
    }

    #[test]
    fn space_goes_round() {
        let circle = |asks, values: &[Value]| {
            let mut held = Entry::default();
            for value in values {
                held = cycled(asks, &held).expect("cycles");
                assert_eq!(held.value, *value, "{asks:?}");
            }
        };
        circle(Asks::YesNo { earns: false }, &[Value::Met, Value::Hit, Value::Open]);
        circle(Asks::YesNo { earns: true }, &[Value::Met, Value::Count(0), Value::Open]);
        circle(COUNT, &[Value::Met, Value::Open]);
        circle(RATE, &[Value::Met, Value::Open]);
        let task = [TaskState::Done, TaskState::Partly, TaskState::NotDone].map(Value::Task);
        circle(Asks::Task, &task);
    }

    #[test]
    fn a_judged_score_is_never_assumed() {
        let asks = Asks::Judged { points: points("15"), step: points("0.5") };
        assert_eq!(cycled(asks, &Entry::default()), Err(Refusal::JudgeIt));
        assert_eq!(met(asks, &Entry::default()), Err(Refusal::JudgeIt));
    }

    #[test]
    fn figures_are_never_thrown_away_by_one_key() {
        let held = entry(Value::Named(vec![("党委常委会".to_owned(), points("6"))]));
        let required = Required::Named(vec![("党委常委会".to_owned(), points("4"))]);
        let asks = Asks::Missing(&required);
        for outcome in [cycled(asks, &held), met(asks, &held), typed(asks, &held, "3")] {
            assert_eq!(outcome, Err(Refusal::FigureHeld));
        }
    }

    #[test]
    fn named_findings_are_never_cycled_away() {
        let held = Entry { findings: vec![named(2)], ..Entry::default() };
        assert_eq!(cycled(COUNT, &held), Err(Refusal::FindingsHeld(2)));
        assert_eq!(met(COUNT, &held), Err(Refusal::FindingsHeld(2)));
    }

    #[test]
    fn plus_and_minus_count() {
        let step = |value, up| nudged(COUNT, &entry(value), up).map(|entry| entry.value);
        assert_eq!(step(Value::Open, true), Ok(Value::Count(1)));
        assert_eq!(step(Value::Met, true), Ok(Value::Count(1)));
        assert_eq!(step(Value::Count(9), true), Ok(Value::Count(10)));
        assert_eq!(step(Value::Count(1), false), Ok(Value::Met));
        assert_eq!(step(Value::Met, false), Err(Refusal::AtLimit));
        assert_eq!(step(Value::Open, false), Err(Refusal::AtLimit));
        let missing = Required::One(points("4"));
        let held = entry(Value::Figure(Figure::Number(points("3"))));
        assert_eq!(nudged(Asks::Missing(&missing), &held, true), Err(Refusal::FigureHeld));
    }

    #[test]
    fn plus_and_minus_judge_in_steps_within_the_points() {
        let asks = Asks::Judged { points: points("15"), step: points("0.5") };
        let score = |text| Value::Score { score: points(text), of: None };
        let step = |value, up| nudged(asks, &entry(value), up).map(|entry| entry.value);
        assert_eq!(step(Value::Open, true), Ok(score("15")));
        assert_eq!(step(Value::Open, false), Ok(score("14.5")));
        assert_eq!(step(score("12.3"), false), Ok(score("11.8")));
        assert_eq!(step(score("0.2"), false), Ok(score("0")));
        assert_eq!(step(score("15"), true), Err(Refusal::AtLimit));
    }

    #[test]
    fn a_number_typed_is_what_the_clause_asks_for() {
        let value = |asks, text: &str| typed(asks, &entry(Value::Open), text).map(|e| e.value);
        let number = |text: &str, why| Err(Refusal::Number(text.to_owned(), why));
        assert_eq!(value(COUNT, "12"), Ok(Value::Count(12)));
        assert_eq!(value(COUNT, "0"), Ok(Value::Met));
        assert_eq!(value(COUNT, "1.5"), number("1.5", NumberError::NotWhole));
        let huge = "1".repeat(31);
        assert_eq!(value(COUNT, &huge), number(&huge, NumberError::TooLarge(1_000_000)));
        let rate = Value::Figure(Figure::Number(points("92.5")));
        assert_eq!(value(RATE, "92.5"), Ok(rate));
        let ratio = Figure::Ratio { part: points("37"), whole: points("40") };
        assert_eq!(value(RATE, "37/40"), Ok(Value::Figure(ratio)));
        let none = |text| number(text, NumberError::NotANumber);
        assert_eq!(value(RATE, "37/0"), none("37/0"));
        assert_eq!(value(SHARE, "37/40"), value(RATE, "37/40"));
        let third = Figure::Ratio { part: points("33.3"), whole: Points::HUNDRED };
        assert_eq!(value(SHARE, "33.3%"), Ok(Value::Figure(third)));
        assert_eq!(value(RATE, "33.3%"), Ok(Value::Figure(Figure::Number(points("33.3")))));
        let eleven = Figure::Ratio { part: points("11"), whole: Points::HUNDRED };
        assert_eq!(value(SHARE, "11"), Ok(Value::Figure(eleven)));
        for (asks, text, most) in
            [(RATE, "105", "100"), (RATE, "41/40", "100"), (SHARE, "101", "1")]
        {
            assert_eq!(
                value(asks, text),
                Err(Refusal::Outside(Points::ZERO, points(most))),
                "{text}"
            );
        }
        let judged = Asks::Judged { points: points("15"), step: points("0.5") };
        assert_eq!(value(judged, "16"), Err(Refusal::Outside(Points::ZERO, points("15"))));
        assert_eq!(value(Asks::YesNo { earns: false }, "3"), Err(Refusal::YesOrNo));
    }

    #[test]
    fn a_count_and_findings_are_never_held_both() {
        let held = Entry { findings: vec![named(2)], ..Entry::default() };
        assert_eq!(typed(COUNT, &held, "1"), Err(Refusal::FindingsHeld(2)));
        let five = typed(COUNT, &held, "5").expect("more");
        let unnamed = Finding { count: 3, ..Finding::default() };
        assert_eq!(five.findings, [named(2), unnamed.clone()]);
        let six = nudged(COUNT, &five, true).expect("one more");
        assert_eq!(six.findings, [named(2), Finding { count: 4, ..unnamed }]);
        assert_eq!(typed(COUNT, &held, "2").expect("the same"), held);

        let counted = entry(Value::Count(7));
        assert_eq!(new_finding(&counted).count, 7);
        let listed = with_findings(&counted, vec![named(7)]);
        assert_eq!((listed.value, listed.remark.as_str()), (Value::Open, "说明"));
    }
}

//! What one clause takes (or gives), before any cap of a group or item.

use super::measure::{beyond, measured, times};
use super::{LeftOut, Mark, Step};
use crate::points::{Figure, Points};
use crate::rubric::{Amount, Clause, Effect, Home, NotApplicable, Rubric, Rule};
use crate::session::{Entry, Finding, Value};

/// The result of one clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseScore {
    /// Its state.
    pub mark: Mark,
    /// What was found, before the clause's own limit.
    pub before_max: Points,
    /// What counts, after the clause's own limit: never below 0, whatever the effect.
    pub amount: Points,
    /// 不得分 holds: nothing is left of the item.
    pub whole_item: bool,
    /// The most it can come to: `amount` once it is recorded; `None` without bound.
    pub worst: Option<Points>,
    /// How the amount came about.
    pub steps: Vec<Step>,
}

/// Calculates one clause of an item; those of the ledgers stay empty here. `left_out` says
/// why nothing of its item applies, `entry` what is recorded under the clause itself.
pub(super) fn clause(
    rubric: &Rubric,
    clause: &Clause,
    tags: &[String],
    left_out: Option<LeftOut<'_>>,
    entry: Option<&Entry>,
) -> ClauseScore {
    if clause.home == Home::Bonus || clause.home == Home::Direct {
        return ClauseScore::default();
    }
    if clause.repeated {
        let is_recorded = entry.is_some_and(|entry| !entry.is_open());
        let steps = is_recorded.then_some(Step::Unfit).into_iter().collect();
        return ClauseScore { worst: Some(Points::ZERO), steps, ..ClauseScore::default() };
    }
    let left_out = left_out.or_else(|| LeftOut::new(rubric.applies_to(clause), tags, entry));
    if let Some(reason) = left_out {
        return not_applicable(rubric, clause, reason);
    }
    match entry.filter(|entry| !entry.is_open()) {
        Some(entry) => recorded(clause, entry, rubric.head.decimals),
        None => open(clause, rubric.head.decimals, Vec::new()),
    }
}

/// Nothing is deducted. A requirement that earns its points has them 视同满分; with 缺项换算
/// they are left out.
fn not_applicable(rubric: &Rubric, clause: &Clause, reason: LeftOut<'_>) -> ClauseScore {
    let mut steps = vec![reason.step()];
    let mut amount = Points::ZERO;
    let policy = match clause.home {
        Home::Item(item) => rubric.policy_of(item),
        Home::Bonus | Home::Direct => rubric.head.not_applicable,
    };
    if clause.effect == Effect::Earn && policy == NotApplicable::Full {
        amount = clause.in_full().unwrap_or_default();
        steps.push(Step::Flat { amount });
    }
    let (mark, worst) = (Mark::NotApplicable, Some(amount));
    ClauseScore { mark, amount, before_max: amount, worst, steps, whole_item: false }
}

fn open(clause: &Clause, decimals: u32, steps: Vec<Step>) -> ClauseScore {
    let mut worst = clause.worst();
    if matches!(&clause.rule, Rule::Rate(rate) if rate.exact) {
        worst = worst.map(|worst| worst.rounded(decimals));
    }
    ClauseScore { worst, steps, ..ClauseScore::default() }
}

fn recorded(clause: &Clause, entry: &Entry, decimals: u32) -> ClauseScore {
    // Most clauses have one step; a list that starts with room for four is measurably slower.
    let mut steps = Vec::with_capacity(1);
    let Some(found) = found(clause, entry, decimals, &mut steps) else {
        if !steps.iter().any(|step| matches!(step, Step::BaselineZero { .. })) {
            steps = vec![Step::Unfit];
        }
        return open(clause, decimals, steps);
    };
    let (before_max, whole_item) = match found {
        Found::Amount(amount) => (amount.or_zero(), false),
        Found::WholeItem { beyond } => (beyond, true),
    };
    let amount = clause.max.map_or(before_max, |max| before_max.min(max));
    if whole_item && !before_max.is_zero() {
        steps.push(Step::OnTop { before: before_max, after: amount });
    } else if let Some(max) = clause.max.filter(|max| before_max > *max) {
        steps.push(Step::ClauseMax { max });
    }
    let nothing_lost = match clause.effect {
        Effect::Earn => clause.in_full().is_some_and(|full| amount >= full),
        Effect::Deduct | Effect::Fine => amount.is_zero() && !whole_item,
        Effect::Add => true,
    };
    let mark = if nothing_lost { Mark::Met } else { Mark::Found };
    ClauseScore { mark, before_max, amount, whole_item, worst: Some(amount), steps }
}

enum Found {
    Amount(Points),
    WholeItem { beyond: Points },
}

/// Whether a finding carries a larger share than there can be.
pub(super) fn has_too_large_share(clause: &Clause, entry: &Entry) -> bool {
    let shares = entry.findings.iter().filter_map(|finding| finding.share);
    shares.max().is_some_and(|share| share > clause.largest_share())
}

/// What was found, in points; `None` where it cannot be told from what is recorded.
fn found(clause: &Clause, entry: &Entry, decimals: u32, steps: &mut Vec<Step>) -> Option<Found> {
    match &entry.value {
        // Looked at and nothing found, and yet something named: one of them is a mistake.
        Value::Met | Value::Count(0) if !entry.findings.is_empty() => return None,
        _ if has_too_large_share(clause, entry) || entry.too_fine().is_some() => return None,
        Value::Met if clause.effect == Effect::Earn => {
            let amount = clause.in_full()?;
            steps.push(Step::Flat { amount });
            return Some(Found::Amount(amount));
        }
        Value::Met | Value::Count(0) => return Some(Found::Amount(Points::ZERO)),
        _ => {}
    }
    match &clause.amount {
        Amount::Fixed(amount) => fixed(clause, *amount, entry, decimals, steps).map(Found::Amount),
        Amount::All if clause.effect == Effect::Deduct => {
            if !whole_item_holds(clause, entry, steps)? {
                return Some(Found::Amount(Points::ZERO));
            }
            steps.push(Step::WholeItem);
            let beyond = clause.beyond.map(|amount| beyond_item(clause, amount, entry, steps));
            Some(Found::WholeItem { beyond: beyond.unwrap_or_default() })
        }
        Amount::All => None,
        Amount::Range { .. } | Amount::Levels(_) => {
            chosen(clause, entry, decimals, steps).map(Found::Amount)
        }
    }
}

/// Whether a 不得分 clause holds; what was measured is told, the points it would make are not.
fn whole_item_holds(clause: &Clause, entry: &Entry, steps: &mut Vec<Step>) -> Option<bool> {
    match &clause.rule {
        Rule::Flat | Rule::Occurrence => counted(entry).map(|_| true),
        Rule::Threshold(threshold) => beyond(*threshold, entry, steps),
        _ => {
            let mut told = Vec::new();
            let measured = measured(clause, Points::ONE, &entry.value, 6, &mut told);
            let points = |step: &Step| {
                step.result().is_some() || matches!(step, Step::Converted { .. } | Step::Sum { .. })
            };
            steps.extend(told.into_iter().filter(|step| !points(step)));
            measured.map(|found| found > Points::ZERO).or(counted(entry).map(|_| true))
        }
    }
}

/// What is deducted on top of the whole item: each time where the clause is counted, else once.
fn beyond_item(clause: &Clause, amount: Points, entry: &Entry, steps: &mut Vec<Step>) -> Points {
    let counted = matches!(clause.rule, Rule::Occurrence);
    let each = counted.then(|| occurrences(amount, entry, steps)).flatten();
    each.unwrap_or_else(|| {
        let mut told = Vec::new();
        let result = once(amount, entry, &mut told);
        steps.extend(told.into_iter().filter(|step| !matches!(step, Step::Flat { .. })));
        result
    })
}

fn fixed(
    clause: &Clause,
    amount: Points,
    entry: &Entry,
    decimals: u32,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    match &clause.rule {
        Rule::Flat => counted(entry).map(|_| once(amount, entry, steps)),
        Rule::Occurrence => occurrences(amount, entry, steps),
        Rule::Threshold(threshold) => {
            let beyond = beyond(*threshold, entry, steps)?;
            Some(if beyond { once(amount, entry, steps) } else { Points::ZERO })
        }
        // A count is the distance itself (少 3 次), as an assessor counts it in the head.
        Rule::Shortfall(_) | Rule::Rate(_) | Rule::Baseline(_) if counted(entry).is_some() => {
            occurrences(amount, entry, steps)
        }
        _ => {
            let amount = factored(amount, entry, steps)?;
            measured(clause, amount, &entry.value, decimals, steps)
        }
    }
}

/// The amount of a yes/no clause: once, at the largest share among its findings.
fn once(amount: Points, entry: &Entry, steps: &mut Vec<Step>) -> Points {
    let shares = entry.findings.iter().map(|finding| finding.share.unwrap_or(Points::ONE));
    if let Some(share) = shares.max().filter(|share| *share != Points::ONE) {
        return shared(Points::ONE, amount, share, steps);
    }
    steps.push(Step::Flat { amount });
    amount
}

/// The amount for one of what is measured, at the share that all findings carry; `None`
/// where they carry different ones, which a single figure cannot be split among.
fn factored(amount: Points, entry: &Entry, steps: &mut Vec<Step>) -> Option<Points> {
    let Some(first) = entry.findings.first() else { return Some(amount) };
    if entry.findings.iter().any(|finding| finding.share != first.share) {
        return None;
    }
    let Some(share) = first.share.filter(|share| *share != Points::ONE) else {
        return Some(amount);
    };
    let result = amount * share;
    steps.push(Step::AmountShared { amount, share, result });
    Some(result)
}

/// Count × amount, or the sum over findings with their shares.
fn occurrences(amount: Points, entry: &Entry, steps: &mut Vec<Step>) -> Option<Points> {
    let count = match entry.value {
        Value::Figure(Figure::Number(number)) if entry.findings.is_empty() => number,
        _ => counted(entry)?,
    };
    if entry.findings.iter().all(|finding| finding.share.is_none()) {
        return (count > Points::ZERO).then(|| times(count, amount, steps));
    }
    let each = |finding: &Finding, steps: &mut Vec<Step>| {
        with_share(Points::from(finding.count), amount, finding.share, steps)
    };
    Some(added_up(&entry.findings, each, steps))
}

/// How many are required, where more of them are said to be missing than that.
#[must_use]
pub fn too_many_missing(clause: &Clause, entry: &Entry) -> Option<Points> {
    let most = clause.most_missing()?;
    let missing = match &entry.findings[..] {
        [] => counted(entry)?,
        // Also beside an actual number, which is what counts.
        _ => Points::from(entry.count()),
    };
    (missing > most).then_some(most)
}

/// How often it was found, where what is recorded is a yes, a count or findings.
fn counted(entry: &Entry) -> Option<Points> {
    let count = entry.count();
    let counts = matches!(entry.value, Value::Open | Value::Hit | Value::Count(_)) && count > 0;
    counts.then(|| Points::from(count))
}

/// The sum over findings, with a step for each and one for the sum.
fn added_up(
    findings: &[Finding],
    each: impl Fn(&Finding, &mut Vec<Step>) -> Points,
    steps: &mut Vec<Step>,
) -> Points {
    let result = findings.iter().map(|finding| each(finding, steps)).sum();
    if findings.len() > 1 {
        steps.push(Step::Sum { result });
    }
    result
}

pub(super) fn with_share(
    count: Points,
    amount: Points,
    share: Option<Points>,
    steps: &mut Vec<Step>,
) -> Points {
    match share {
        Some(share) => shared(count, amount, share, steps),
        None => times(count, amount, steps),
    }
}

fn shared(count: Points, amount: Points, share: Points, steps: &mut Vec<Step>) -> Points {
    let result = count * amount * share;
    steps.push(Step::Shared { count, amount, share, result });
    result
}

/// What is chosen for one: an amount of a printed range, or a level with its points.
pub(super) struct Choice<'a> {
    level: Option<&'a str>,
    /// What it is worth.
    pub(super) points: Points,
}

impl<'a> Choice<'a> {
    /// What was chosen for a finding, else for the clause; `None` where nothing was that the
    /// clause offers.
    pub(super) fn of(clause: &'a Clause, entry: &Entry, finding: Option<&Finding>) -> Option<Self> {
        let (amount, level) = match &entry.value {
            Value::Amount(amount) => (Some(*amount), None),
            Value::Level(name) => (None, Some(name.as_str())),
            Value::Open => (None, None),
            _ => return None,
        };
        let own = finding.map(|finding| finding.level.as_str()).filter(|own| !own.is_empty());
        let amount = finding.and_then(|finding| finding.amount).or(amount);
        Self::new(&clause.amount, amount, own.or(level))
    }

    fn new(offered: &'a Amount, amount: Option<Points>, level: Option<&str>) -> Option<Self> {
        match offered {
            Amount::Range { from, to } => {
                let points = amount.filter(|amount| from <= amount && amount <= to)?;
                Some(Self { level: None, points })
            }
            // Whoever gives an amount there means something else than a level.
            Amount::Levels(levels) if amount.is_none() => {
                let level = levels.iter().find(|known| Some(known.name.as_str()) == level)?;
                Some(Self { level: Some(&level.name), points: level.points })
            }
            Amount::Levels(_) | Amount::Fixed(_) | Amount::All => None,
        }
    }

    /// So many of it, at this share.
    fn times(&self, count: Points, share: Option<Points>, steps: &mut Vec<Step>) -> Points {
        let (amount, name) = (self.points, self.level.map(str::to_owned));
        let result = count * amount * share.unwrap_or(Points::ONE);
        steps.push(match (name, share) {
            (Some(name), None) if count == Points::ONE => Step::Level { name, amount },
            (Some(name), share) => Step::LevelTimes { name, count, amount, share, result },
            (None, Some(share)) => Step::Shared { count, amount, share, result },
            (None, None) => Step::Chosen { count, amount, result },
        });
        result
    }
}

/// What is chosen for the clause, or for each finding; what is chosen for the clause goes for
/// findings that say nothing else. Where the clause counts once, the largest of them counts.
/// `None` where a choice is missing or not offered.
fn chosen(clause: &Clause, entry: &Entry, decimals: u32, steps: &mut Vec<Step>) -> Option<Points> {
    let once = clause.rule == Rule::Flat;
    if entry.findings.is_empty() {
        let choice = Choice::of(clause, entry, None)?;
        return Some(choice.times(Points::ONE, None, steps));
    }
    let of_finding = |finding| Choice::of(clause, entry, Some(finding));
    let choices: Vec<Choice<'_>> = entry.findings.iter().map(of_finding).collect::<Option<_>>()?;
    let both = || entry.findings.iter().zip(&choices);
    if once {
        let worth = |finding: &Finding, choice: &Choice<'_>| {
            choice.points * finding.share.unwrap_or(Points::ONE)
        };
        let largest = both().max_by_key(|(finding, choice)| worth(finding, choice));
        return largest.map(|(finding, choice)| choice.times(Points::ONE, finding.share, steps));
    }
    let each = both()
        .map(|(finding, choice)| choice.times(Points::from(finding.count), finding.share, steps));
    let result = each.sum();
    if entry.findings.len() > 1 {
        steps.push(Step::Sum { result });
    }
    let count = Points::from(entry.count());
    if !clause.mean || count <= Points::ONE {
        return Some(result);
    }
    let (sum, result) = (result, result.divided(count, decimals));
    steps.push(Step::MeanOf { sum, count, result });
    Some(result)
}

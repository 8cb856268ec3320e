//! What one clause takes (or gives), before any cap of a group or item.

use super::{Mark, Step};
use crate::points::{Figure, Points};
use crate::rubric::{
    Amount, Baseline, Clause, Effect, Home, Rate, Required, Rubric, Rule, Side, Threshold,
};
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

impl ClauseScore {
    fn not_applicable(step: Step) -> Self {
        Self {
            mark: Mark::NotApplicable,
            worst: Some(Points::ZERO),
            steps: vec![step],
            ..Self::default()
        }
    }

    fn open(clause: &Clause, steps: Vec<Step>) -> Self {
        Self { worst: clause.worst(), steps, ..Self::default() }
    }
}

/// Calculates one clause of an item; those of the ledgers stay empty here.
pub(super) fn clause(
    rubric: &Rubric,
    clause: &Clause,
    tags: &[String],
    entry: Option<&Entry>,
    whole_item: Option<&Entry>,
) -> ClauseScore {
    let Home::Item(item) = clause.home else {
        return ClauseScore::default();
    };
    if clause.repeated {
        return ClauseScore { worst: Some(Points::ZERO), ..ClauseScore::default() };
    }
    for only in [&rubric.indicator(item).only, &clause.only].into_iter().flatten() {
        if !tags.contains(only) {
            return ClauseScore::not_applicable(Step::OtherUnits { tag: only.clone() });
        }
    }
    for entry in [whole_item, entry].into_iter().flatten() {
        if let Value::NotApplicable(reason) = &entry.value {
            return ClauseScore::not_applicable(Step::NotApplicable { reason: reason.clone() });
        }
    }
    let Some(entry) = entry.filter(|entry| !entry.is_open()) else {
        return ClauseScore::open(clause, Vec::new());
    };
    recorded(clause, entry, rubric.head.decimals)
}

fn recorded(clause: &Clause, entry: &Entry, decimals: u32) -> ClauseScore {
    // Most clauses have one step; a list that starts with room for four is measurably slower.
    let mut steps = Vec::with_capacity(1);
    let Some(found) = found(clause, entry, decimals, &mut steps) else {
        if steps.is_empty() {
            steps.push(Step::Unfit);
        }
        return ClauseScore::open(clause, steps);
    };
    let (before_max, whole_item) = match found {
        Found::Amount(amount) => (amount.or_zero(), false),
        Found::WholeItem => (Points::ZERO, true),
    };
    let amount = clause.max.map_or(before_max, |max| before_max.min(max));
    if let Some(max) = clause.max.filter(|max| before_max > *max) {
        steps.push(Step::ClauseMax { max });
    }
    let nothing_lost = match clause.effect {
        Effect::Earn => clause.most().is_some_and(|most| amount >= most),
        Effect::Deduct | Effect::Add | Effect::Fine => amount.is_zero() && !whole_item,
    };
    let mark = if nothing_lost { Mark::Met } else { Mark::Found };
    ClauseScore { mark, before_max, amount, whole_item, worst: Some(amount), steps }
}

enum Found {
    Amount(Points),
    WholeItem,
}

/// What was found, in points; `None` where it cannot be told from what is recorded.
fn found(clause: &Clause, entry: &Entry, decimals: u32, steps: &mut Vec<Step>) -> Option<Found> {
    match &entry.value {
        Value::Met if clause.effect == Effect::Earn => return earned_in_full(clause, steps),
        Value::Met => return Some(Found::Amount(Points::ZERO)),
        Value::Count(0) if entry.findings.is_empty() => return Some(Found::Amount(Points::ZERO)),
        _ => {}
    }
    match &clause.amount {
        Amount::Fixed(amount) => fixed(clause, *amount, entry, decimals, steps).map(Found::Amount),
        Amount::All => {
            let holds = quantity_is_positive(clause, entry, steps)?;
            if holds {
                steps.push(Step::WholeItem);
                return Some(Found::WholeItem);
            }
            Some(Found::Amount(Points::ZERO))
        }
        Amount::Range { from, to } => chosen(*from, *to, entry, steps).map(Found::Amount),
        Amount::Levels(levels) => {
            let Value::Level(name) = &entry.value else { return None };
            let level = levels.iter().find(|level| level.name == *name)?;
            steps.push(Step::Level { name: name.clone(), amount: level.points });
            Some(Found::Amount(level.points))
        }
    }
}

fn earned_in_full(clause: &Clause, steps: &mut Vec<Step>) -> Option<Found> {
    let amount = clause.most()?;
    steps.push(Step::Flat { amount });
    Some(Found::Amount(amount))
}

/// Whether a 不得分 clause holds.
fn quantity_is_positive(clause: &Clause, entry: &Entry, steps: &mut Vec<Step>) -> Option<bool> {
    match &clause.rule {
        Rule::Flat | Rule::Occurrence => (entry.count() > 0).then_some(true),
        Rule::Threshold(threshold) => beyond(*threshold, entry, steps),
        _ => quantity(clause, Points::ONE, entry, 0, steps).map(|found| found > Points::ZERO),
    }
}

fn fixed(
    clause: &Clause,
    amount: Points,
    entry: &Entry,
    decimals: u32,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    match &clause.rule {
        Rule::Flat => {
            if entry.count() == 0 {
                return None;
            }
            if let Some(share) = entry.findings.first().and_then(|finding| finding.share) {
                return Some(shared(Points::ONE, amount, share, steps));
            }
            steps.push(Step::Flat { amount });
            Some(amount)
        }
        Rule::Occurrence => occurrences(amount, entry, steps),
        Rule::Threshold(threshold) => {
            if beyond(*threshold, entry, steps)? {
                steps.push(Step::Flat { amount });
                return Some(amount);
            }
            Some(Points::ZERO)
        }
        Rule::Converted { full } => converted(clause, amount, *full, entry, decimals, steps),
        Rule::Shortfall(_) | Rule::Rate(_) | Rule::Baseline(_) => {
            quantity(clause, amount, entry, decimals, steps)
        }
    }
}

/// Count × amount, or the sum over findings with their shares.
fn occurrences(amount: Points, entry: &Entry, steps: &mut Vec<Step>) -> Option<Points> {
    if entry.findings.iter().all(|finding| finding.share.is_none()) {
        let count = match entry.value {
            Value::Figure(Figure::Number(number)) if entry.findings.is_empty() => number,
            _ => Points::from(entry.count()),
        };
        return (count > Points::ZERO).then(|| times(count, amount, steps));
    }
    let each = |finding: &Finding, steps: &mut Vec<Step>| {
        let count = Points::from(finding.count);
        match finding.share {
            Some(share) => shared(count, amount, share, steps),
            None => times(count, amount, steps),
        }
    };
    Some(added_up(&entry.findings, each, steps))
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

fn times(count: Points, amount: Points, steps: &mut Vec<Step>) -> Points {
    let result = count * amount;
    steps.push(Step::Times { count, amount, result });
    result
}

fn shared(count: Points, amount: Points, share: Points, steps: &mut Vec<Step>) -> Points {
    let result = count * amount * share;
    steps.push(Step::Shared { count, amount, share, result });
    result
}

/// An amount chosen within a printed range: one for the clause, or one for each finding.
fn chosen(from: Points, to: Points, entry: &Entry, steps: &mut Vec<Step>) -> Option<Points> {
    let times_chosen = |count: Points, amount: Points, steps: &mut Vec<Step>| {
        let amount = amount.max(from).min(to);
        let result = count * amount;
        steps.push(Step::Chosen { count, amount, result });
        result
    };
    if entry.findings.is_empty() {
        let Value::Amount(amount) = entry.value else { return None };
        return Some(times_chosen(Points::ONE, amount, steps));
    }
    let default = match entry.value {
        Value::Amount(amount) => Some(amount),
        _ => None,
    };
    if entry.findings.iter().any(|finding| finding.amount.or(default).is_none()) {
        return None;
    }
    let each = |finding: &Finding, steps: &mut Vec<Step>| {
        let amount = finding.amount.or(default).unwrap_or_default();
        times_chosen(Points::from(finding.count), amount, steps)
    };
    Some(added_up(&entry.findings, each, steps))
}

/// Steps × amount for the rules that measure a distance. A quick count is the
/// distance itself (少 3 次), as an assessor counts it in the head.
fn quantity(
    clause: &Clause,
    amount: Points,
    entry: &Entry,
    decimals: u32,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    let counted = entry.count();
    match (&clause.rule, &entry.value) {
        (Rule::Shortfall(required), value) => {
            let missing = missing(required, value, steps);
            let missing = missing.or((counted > 0).then(|| Points::from(counted)))?;
            Some(if missing.is_zero() { missing } else { times(missing, amount, steps) })
        }
        (Rule::Rate(rate), Value::Figure(figure)) => {
            Some(rate_beyond(*rate, *figure, amount, decimals, steps))
        }
        (Rule::Baseline(baseline), Value::Baseline { actual, years, amount: decided }) => {
            baseline_beyond(*baseline, (*actual, years, *decided), amount, decimals, steps)
        }
        (Rule::Rate(_) | Rule::Baseline(_), _) if counted > 0 => {
            Some(times(Points::from(counted), amount, steps))
        }
        _ => None,
    }
}

fn missing(required: &Required, value: &Value, steps: &mut Vec<Step>) -> Option<Points> {
    match (required, value) {
        (Required::One(required), Value::Figure(Figure::Number(actual))) => {
            Some(short_of(None, *required, *actual, steps))
        }
        (Required::Named(counters), Value::Named(actuals)) => {
            let mut missing = Points::ZERO;
            for (name, required) in counters {
                let (_, actual) = actuals.iter().find(|(counter, _)| counter == name)?;
                missing = missing + short_of(Some(name.clone()), *required, *actual, steps);
            }
            Some(missing)
        }
        _ => None,
    }
}

fn short_of(
    name: Option<String>,
    required: Points,
    actual: Points,
    steps: &mut Vec<Step>,
) -> Points {
    let missing = (required - actual).or_zero();
    steps.push(Step::Missing { name, required, actual, missing });
    missing
}

/// `above ÷ below` in steps, and what they come to: whole steps, or the exact
/// share of a step, in which case the quotient is rounded once.
struct Distance {
    above: Points,
    below: Points,
}

impl Distance {
    fn steps(&self, exact: bool, decimals: u32) -> Points {
        if self.above <= Points::ZERO {
            Points::ZERO
        } else if exact {
            self.above.divided(self.below, decimals.max(6))
        } else {
            self.above.whole_times(self.below)
        }
    }

    fn amount(&self, exact: bool, amount: Points, decimals: u32) -> Points {
        if exact {
            (self.above.or_zero() * amount).divided(self.below, decimals)
        } else {
            self.steps(false, decimals) * amount
        }
    }
}

fn rate_beyond(
    rate: Rate,
    figure: Figure,
    amount: Points,
    decimals: u32,
    out: &mut Vec<Step>,
) -> Points {
    let Rate { reference, side, step, exact } = rate;
    let (part, whole) = figure.fraction(true);
    let difference = match side {
        Side::Below => reference * whole - part,
        Side::Above => part - reference * whole,
    };
    let distance = Distance { above: difference, below: whole * step };
    let steps = distance.steps(exact, decimals);
    out.push(Step::RateSteps { figure, reference, side, step, steps });
    let result = distance.amount(exact, amount, decimals);
    if !steps.is_zero() {
        out.push(Step::Times { count: steps, amount, result });
    }
    result
}

fn baseline_beyond(
    baseline: Baseline,
    (actual, years, decided): (Points, &[Points], Option<Points>),
    amount: Points,
    decimals: u32,
    out: &mut Vec<Step>,
) -> Option<Points> {
    let count = Points::from(u32::try_from(years.len()).ok()?);
    if years.len() != baseline.mean_of as usize || count.is_zero() {
        return None;
    }
    let sum: Points = years.iter().copied().sum();
    // The mean as a fraction, rounded only where the rubric says so.
    let (mean_above, mean_below) = match baseline.decimals {
        Some(places) => (sum.divided(count, places), Points::ONE),
        None => (sum, count),
    };
    let mean = mean_above.divided(mean_below, baseline.decimals.unwrap_or(decimals));
    if baseline.mean_of > 1 {
        out.push(Step::Mean { years: years.to_vec(), mean, decimals: baseline.decimals });
    }
    let difference = match baseline.side {
        Side::Above => actual * mean_below - mean_above,
        Side::Below => mean_above - actual * mean_below,
    };
    if baseline.percent && mean_above.is_zero() && difference > Points::ZERO {
        out.push(Step::BaselineZero { amount: decided });
        return decided;
    }
    let distance = if baseline.percent {
        Distance { above: difference * Points::HUNDRED, below: mean_above * baseline.step }
    } else {
        Distance { above: difference, below: mean_below * baseline.step }
    };
    let steps = distance.steps(baseline.exact, decimals);
    let shown = if baseline.percent {
        (difference * Points::HUNDRED).divided(mean_above, decimals)
    } else {
        difference.divided(mean_below, decimals)
    };
    out.push(Step::BaselineSteps {
        actual,
        base: mean,
        distance: shown.or_zero(),
        step: baseline.step,
        steps,
        percent: baseline.percent,
        side: baseline.side,
    });
    let result = distance.amount(baseline.exact, amount, decimals);
    if !steps.is_zero() {
        out.push(Step::Times { count: steps, amount, result });
    }
    Some(result)
}

/// Whether a figure is strictly beyond the limit; a recorded yes stands for it.
fn beyond(threshold: Threshold, entry: &Entry, steps: &mut Vec<Step>) -> Option<bool> {
    let Threshold { limit, side, percent } = threshold;
    let Value::Figure(figure) = entry.value else {
        return (entry.count() > 0).then_some(true);
    };
    let (part, whole) = figure.fraction(percent);
    let (figure_side, limit_side) = (part * limit.denominator, limit.numerator * whole);
    let beyond = match side {
        Side::Below => figure_side < limit_side,
        Side::Above => figure_side > limit_side,
    };
    steps.push(Step::Beyond { figure, limit, side, beyond });
    Some(beyond)
}

fn converted(
    clause: &Clause,
    amount: Points,
    full: Points,
    entry: &Entry,
    decimals: u32,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    let Value::Score { score, of } = entry.value else { return None };
    let full = of.unwrap_or(full);
    if full <= Points::ZERO {
        return None;
    }
    let score = score.min(full).or_zero();
    let share = if clause.effect == Effect::Earn { score } else { full - score };
    let result = (amount * share).divided(full, decimals);
    steps.push(Step::Converted { amount, score, full, result });
    Some(result)
}

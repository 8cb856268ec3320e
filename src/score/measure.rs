//! Measured quantities: what is missing, how far a figure lies beyond a limit, a score to convert.

use super::Step;
use crate::points::{Figure, Points};
use crate::rubric::{Baseline, Clause, Effect, Rate, Required, Rule, Side, Threshold};
use crate::session::{Entry, Value};

/// What a measured value comes to, at this amount for one; `None` where the value is none
/// that this rule measures.
pub(super) fn measured(
    clause: &Clause,
    amount: Points,
    value: &Value,
    decimals: u32,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    match (&clause.rule, value) {
        (Rule::Shortfall(required), value) => {
            let counts = counted_of(required, clause.effect, value, steps)?;
            Some(if counts.is_zero() { counts } else { times(counts, amount, steps) })
        }
        (Rule::Rate(rate), Value::Figure(figure)) => {
            Some(rate_beyond(*rate, *figure, amount, decimals, steps))
        }
        (Rule::Baseline(baseline), Value::Baseline { actual, years, amount: decided }) => {
            baseline_beyond(baseline, (*actual, years, *decided), amount, decimals, steps)
        }
        (Rule::Converted { full }, Value::Score { score, of }) => {
            let full = of.unwrap_or(*full);
            converted(clause.effect, amount, (*score, full), decimals, steps)
        }
        _ => None,
    }
}

pub(super) fn times(count: Points, amount: Points, steps: &mut Vec<Step>) -> Points {
    let result = count * amount;
    steps.push(Step::Times { count, amount, result });
    result
}

/// How many count, of the required number or of each named counter.
fn counted_of(
    required: &Required,
    effect: Effect,
    value: &Value,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    match (required, value) {
        (Required::One(required), Value::Figure(Figure::Number(actual))) => {
            Some(against(effect, None, (*required, *actual), steps))
        }
        (Required::Named(counters), Value::Named(actuals)) => {
            let mut sum = Points::ZERO;
            for (name, required) in counters {
                let (_, actual) = actuals.iter().find(|(counter, _)| counter == name)?;
                sum = sum + against(effect, Some(name.clone()), (*required, *actual), steps);
            }
            Some(sum)
        }
        _ => None,
    }
}

/// Deducted is what is missing, earned what is there, added what goes beyond.
fn against(
    effect: Effect,
    name: Option<String>,
    (required, actual): (Points, Points),
    steps: &mut Vec<Step>,
) -> Points {
    let counts = match effect {
        Effect::Deduct | Effect::Fine => (required - actual).or_zero(),
        Effect::Earn => actual.min(required),
        Effect::Add => (actual - required).or_zero(),
    };
    steps.push(Step::Against { name, required, actual, counts });
    counts
}

/// `above ÷ below` beyond a limit, counted in steps of this size.
struct Distance {
    above: Points,
    below: Points,
    step: Points,
    /// Part of a step counts too.
    exact: bool,
}

impl Distance {
    /// How many whole steps; none where part of a step counts and there is any.
    fn steps(&self) -> Option<Points> {
        if self.above <= Points::ZERO {
            return Some(Points::ZERO);
        }
        (!self.exact).then(|| self.above.whole_times(self.below * self.step))
    }

    /// What it comes to at this amount for a step. Multiplied first and divided last: the
    /// quotient is rounded once.
    fn amount(&self, amount: Points, decimals: u32, out: &mut Vec<Step>) -> Points {
        match self.steps() {
            Some(steps) if steps.is_zero() => steps,
            Some(steps) => times(steps, amount, out),
            None => {
                let result = (self.above * amount).divided(self.below * self.step, decimals);
                let plain = self.above.divided(self.below, PLAIN);
                let is_plain = plain * self.below == self.above;
                let (distance, over) =
                    if is_plain { (plain, None) } else { (self.above, Some(self.below)) };
                out.push(Step::Proportion { distance, over, amount, step: self.step, result });
                result
            }
        }
    }
}

/// The places a distance may have to be shown as one decimal instead of as a quotient.
const PLAIN: u32 = 6;

fn rate_beyond(
    rate: Rate,
    figure: Figure,
    amount: Points,
    decimals: u32,
    out: &mut Vec<Step>,
) -> Points {
    let Rate { reference, side, step, exact } = rate;
    let (part, whole) = figure.fraction(true);
    let above = match side {
        Side::Below => reference * whole - part,
        Side::Above => part - reference * whole,
    };
    let distance = Distance { above, below: whole, step, exact };
    out.push(Step::RateSteps { figure, reference, side, step, steps: distance.steps() });
    distance.amount(amount, decimals, out)
}

fn baseline_beyond(
    baseline: &Baseline,
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
    let places = baseline.decimals.unwrap_or(decimals);
    let base = if baseline.mean_of > 1 || baseline.decimals.is_some() {
        sum.divided(count, places)
    } else {
        sum
    };
    if baseline.mean_of > 1 {
        let is_rounded = base * count != sum;
        let decimals = baseline.decimals.or(is_rounded.then_some(places));
        out.push(Step::Mean { years: years.to_vec(), mean: base, decimals });
    }
    let difference = match baseline.side {
        Side::Above => actual - base,
        Side::Below => base - actual,
    };
    if baseline.percent && base.is_zero() && difference > Points::ZERO {
        let decided = decided.map(Points::or_zero);
        out.push(Step::BaselineZero { amount: decided });
        return decided;
    }
    let (above, below) = if baseline.percent {
        (difference * Points::HUNDRED, base)
    } else {
        (difference, Points::ONE)
    };
    let Baseline { step, exact, percent, side, .. } = *baseline;
    let shown = if percent { above.divided(base, decimals) } else { difference };
    let distance = Distance { above, below, step, exact };
    out.push(Step::BaselineSteps {
        actual,
        base,
        distance: shown.or_zero(),
        step,
        steps: distance.steps(),
        percent,
        side,
    });
    Some(distance.amount(amount, decimals, out))
}

/// Whether a figure is strictly beyond the limit; a recorded yes stands for it.
pub(super) fn beyond(threshold: Threshold, entry: &Entry, steps: &mut Vec<Step>) -> Option<bool> {
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

/// A score of another rubric, which may itself lie below 0 or above its full marks.
fn converted(
    effect: Effect,
    amount: Points,
    (score, full): (Points, Points),
    decimals: u32,
    steps: &mut Vec<Step>,
) -> Option<Points> {
    if full <= Points::ZERO {
        return None;
    }
    let score = score.min(full).or_zero();
    let part = match effect {
        Effect::Deduct | Effect::Fine => full - score,
        Effect::Earn | Effect::Add => score,
    };
    let result = (amount * part).divided(full, decimals);
    steps.push(Step::Converted { amount, score, full, result });
    Some(result)
}

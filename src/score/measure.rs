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
            baseline_beyond(*baseline, (*actual, years, *decided), amount, decimals, steps)
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
        let decided = decided.map(Points::or_zero);
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

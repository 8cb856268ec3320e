//! 按平均分: what does not apply gets the average rate of what stands beside it.
//!
//! Of a section (or of the whole): what was obtained ÷ what applies × the points that do not,
//! rounded once to the rubric's decimals. Where nothing of a section applies, the section as a
//! whole does not, and gets the rate of those beside it.

use super::{IndicatorScore, Scorecard, Step};
use crate::points::Points;
use crate::rubric::{IndicatorIndex, NotApplicable, Rubric};

/// Adds what those parts get of which nothing, or not all, applies.
pub(super) fn fill(
    rubric: &Rubric,
    card: &Scorecard,
    parts: &[IndicatorIndex],
    sum: &mut IndicatorScore,
) {
    if !rubric.averages(parts) {
        return;
    }
    let averaged = parts.iter().filter(|part| rubric.policy_of(**part) == NotApplicable::Average);
    let gone = averaged.filter_map(|part| {
        let result = &card.indicators[part.0];
        let gone = result.in_document? - result.points.unwrap_or_default();
        Some(rubric.indicator(*part).weighted(gone))
    });
    let (points, applicable) = (gone.sum::<Points>(), sum.applicable);
    let Some(obtained) = sum.score.filter(|_| !points.is_zero() && !applicable.is_zero()) else {
        return;
    };
    let at_rate = |of: Points| (points * of).divided(applicable, rubric.head.decimals);
    let result = at_rate(obtained);
    let pending = at_rate(obtained + sum.pending) - result;
    let added = (result + pending - points).or_zero();
    let deducted = points + added - result - pending;
    sum.steps.push(Step::Averaged { points, obtained, applicable, result });
    let both = obtained + result;
    sum.steps.push(Step::Children { scores: vec![obtained, result], result: both });
    sum.score = Some(both);
    sum.applicable = applicable + points;
    sum.added = sum.added + added;
    sum.pending = sum.pending + pending;
    sum.deducted = sum.deducted + deducted;
    sum.deducted_before_cap = sum.deducted_before_cap + deducted;
    sum.lowest = sum.lowest + at_rate(sum.lowest);
    sum.highest = sum.highest + at_rate(sum.highest);
}

/// A section 视同满分 has full marks where parts of it would get the rate of others and none
/// applies.
pub(super) fn restore(
    rubric: &Rubric,
    card: &Scorecard,
    index: IndicatorIndex,
    result: &mut IndicatorScore,
) {
    let parts = &rubric.indicator(index).children;
    if result.score.is_some() || !rubric.averages(parts) {
        return;
    }
    let is_gone = |part: &IndicatorIndex| {
        card.indicators[part.0].leaves_whole() && rubric.policy_of(*part) == NotApplicable::Average
    };
    let is_full = rubric.policy_of(index) == NotApplicable::Full && parts.iter().any(is_gone);
    let Some(points) = result.points.filter(|_| is_full) else { return };
    result.score = Some(points);
    result.applicable = points;
    (result.lowest, result.highest) = (points, points);
    result.steps.push(Step::FullMarks);
}

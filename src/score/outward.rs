//! 折算: what the final score is worth in another assessment.

use super::{Step, Total};
use crate::rubric::Rubric;

/// The final score as a share of what it is out of, times what it is full marks of there;
/// rounded once.
pub(super) fn convert(rubric: &Rubric, total: &mut Total) {
    let Some(outward) = &rubric.head.outward else { return };
    let points = total.points.filter(|points| !points.is_zero());
    let Some((score, points)) = total.score.zip(points) else { return };
    let result = (score * outward.full).divided(points, outward.decimals);
    total.outward = Some(result);
    total.steps.push(Step::Outward {
        name: outward.name.clone(),
        score,
        points,
        full: outward.full,
        decimals: outward.decimals,
        result,
    });
}

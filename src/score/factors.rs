//! Factors (系数): what a score is multiplied with, that of the whole or of a branch.
//!
//! A branch: its score as it stands × the factor, then its stated floor and ceiling, then the
//! weight its parent gives it. The whole: before 缺项换算, direct deductions and bonus.

use super::{IndicatorScore, Step};
use crate::points::Points;
use crate::rubric::{Factor, IndicatorIndex, Rubric};
use crate::session::Session;

/// The factors on one score, each with what was chosen for it.
pub(super) struct Factors<'a>(Vec<(&'a Factor, Option<&'a (String, Points)>)>);

impl<'a> Factors<'a> {
    /// Those on an indicator; on the whole where none is named.
    pub(super) fn on(
        rubric: &'a Rubric,
        session: &Session,
        branch: Option<IndicatorIndex>,
    ) -> Self {
        let chosen = |factor: &'a Factor| {
            let name = session.factors.get(&factor.no);
            factor.options.iter().find(|(option, _)| Some(option) == name)
        };
        let on = rubric.factors_on(branch).map(|(_, factor)| (factor, chosen(factor)));
        Self(on.collect())
    }

    /// A score with them; one that nobody has chosen is 1.
    pub(super) fn times(&self, score: Points, steps: &mut Vec<Step>) -> Points {
        let mut base = score;
        for (factor, chosen) in &self.0 {
            let Some((name, factor)) = chosen else {
                steps.push(Step::FactorOpen { no: factor.no.clone() });
                continue;
            };
            let result = base * *factor;
            steps.push(Step::Factor { name: name.clone(), base, factor: *factor, result });
            base = result;
        }
        base
    }

    /// The lowest or highest that can still come of a score: a factor nobody has chosen may be
    /// any of its options.
    pub(super) fn bound(&self, score: Points, pick: fn(Points, Points) -> Points) -> Points {
        let mut base = score;
        for (factor, chosen) in &self.0 {
            base = if let Some((_, factor)) = chosen {
                base * *factor
            } else {
                let products = factor.options.iter().map(|(_, factor)| base * *factor);
                products.reduce(pick).unwrap_or(base)
            };
        }
        base
    }

    /// Multiplies a branch. What that takes is deducted, what it gives beyond the points is
    /// added, so that the numbers of the branch still add up.
    pub(super) fn multiply(&self, result: &mut IndicatorScore) {
        let Some(before) = result.score.filter(|_| !self.0.is_empty()) else { return };
        let score = self.times(before, &mut result.steps);
        result.pending = self.times(result.pending, &mut Vec::new());
        result.lowest = self.bound(result.lowest, Points::min);
        result.highest = self.bound(result.highest, Points::max);
        result.score = Some(score);
        let whole = result.applicable + result.added;
        result.added = result.added + (score + result.pending - whole).or_zero();
        let deducted = result.applicable + result.added - score - result.pending;
        result.deducted_before_cap = result.deducted_before_cap + deducted - result.deducted;
        result.deducted = deducted;
    }
}

/// What the factors that were chosen come to together, as steps tell.
pub(super) fn product(steps: &[Step]) -> Points {
    let factors = steps.iter().filter_map(|step| match step {
        Step::Factor { factor, .. } => Some(*factor),
        _ => None,
    });
    factors.fold(Points::ONE, |product, factor| product * factor)
}

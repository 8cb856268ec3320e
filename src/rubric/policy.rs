//! 不涉及: what happens to the points of what does not apply, and where.
//!
//! The policy of the document holds everywhere, but for an indicator that has one of its own:
//! that holds there and below it.

use super::{Indicator, IndicatorIndex, Rubric};
use crate::points::Points;

/// 不涉及: what happens to the points of what does not apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum NotApplicable {
    /// 视同满分: nothing is deducted.
    #[default]
    Full,
    /// 缺项换算: obtained ÷ applicable × `to`, rounded to `decimals`.
    Rescale {
        /// What the applicable points are converted to.
        to: Points,
        /// Places the quotient is rounded to, half away from zero.
        decimals: u32,
    },
    /// 按平均分: what does not apply gets the average rate of the other parts of its section,
    /// rounded once to the rubric's decimals; where none of them applies, the section as a whole
    /// gets that of those beside it.
    Average,
}

impl Rubric {
    /// The policy for an indicator: its own, that of the nearest above it that has one, else
    /// that of the document.
    #[must_use]
    pub fn policy_of(&self, index: IndicatorIndex) -> NotApplicable {
        if !self.has_policies {
            return self.head.not_applicable;
        }
        let mut path = std::iter::successors(Some(index), |at| self.indicator(*at).parent);
        let own = path.find_map(|at| self.indicator(at).not_applicable);
        own.unwrap_or(self.head.not_applicable)
    }

    /// 缺项换算: what the whole is converted to, and to how many places; `None` where nothing is.
    #[must_use]
    pub fn rescales(&self) -> Option<(Points, u32)> {
        let parts = if self.has_policies { self.indicators() } else { &[] };
        let own = parts.iter().filter_map(|indicator| indicator.not_applicable);
        let mut all = std::iter::once(self.head.not_applicable).chain(own);
        all.find_map(|policy| match policy {
            NotApplicable::Rescale { to, decimals } => Some((to, decimals)),
            NotApplicable::Full | NotApplicable::Average => None,
        })
    }

    /// Whether what does not apply leaves the points of an indicator or of something below it;
    /// anywhere, where no indicator is asked for.
    #[must_use]
    pub fn leaves_points(&self, index: Option<IndicatorIndex>) -> bool {
        if !self.has_policies {
            return self.head.not_applicable != NotApplicable::Full;
        }
        let Some(index) = index else {
            let own = self.indicators().iter().filter_map(|indicator| indicator.not_applicable);
            let mut all = std::iter::once(self.head.not_applicable).chain(own);
            return all.any(|policy| policy != NotApplicable::Full);
        };
        let below = &self.indicator(index).children;
        self.policy_of(index) != NotApplicable::Full
            || below.iter().any(|child| self.leaves_points(Some(*child)))
    }

    /// 模块: whether a part with points is for some units only and leaves the points of the others,
    /// so that those of all parts together are those of no unit.
    #[must_use]
    pub fn has_modules(&self) -> bool {
        let is_module = |(place, part): (usize, &Indicator)| {
            let policy = self.policy_of(IndicatorIndex(place));
            part.has_points()
                && !part.applies.is_everyone()
                && matches!(policy, NotApplicable::Rescale { .. })
        };
        self.indicators().iter().enumerate().any(is_module)
    }

    /// What parts come to for a unit with these tags, without what applies to others only.
    #[must_use]
    pub fn sum_that_applies(&self, parts: &[IndicatorIndex], tags: &[String]) -> Option<Points> {
        let fits = |part: &&IndicatorIndex| self.indicator(**part).applies.fits(tags);
        let of_part = |part: &IndicatorIndex| {
            let children = &self.indicator(*part).children;
            let below = self.sum_that_applies(children, tags);
            let points = below.or_else(|| self.points_shown(*part, tags))?;
            Some(self.indicator(*part).weighted(points))
        };
        parts.iter().filter(fits).filter_map(of_part).reduce(|sum, points| sum + points)
    }

    /// 按平均分: whether what does not apply of these gets the rate of the others.
    #[must_use]
    pub fn averages(&self, parts: &[IndicatorIndex]) -> bool {
        parts.iter().any(|part| self.policy_of(*part) == NotApplicable::Average)
    }
}

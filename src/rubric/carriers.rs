//! Where points stand: on each path from the root the lowest level that prints points carries
//! them.
//!
//! It is the **carrier** of that path: clauses below are deducted from it, and it is capped and
//! floored there (扣完为止). Levels below it only group; levels above are sums; a level between
//! that prints none shows the sum of what is below it. A level of whose parts only some print
//! points is the sum of those, and carries the others with the points that are left.

use super::{Clause, Home, Indicator, IndicatorIndex, IndicatorKind, Rubric};
use crate::points::Points;

impl Indicator {
    /// The points printed, those of this kind of unit where they differ.
    #[must_use]
    pub fn points_of(&self, tags: &[String]) -> Option<Points> {
        Some(self.points_stated_for(tags).unwrap_or(self.points?))
    }

    /// The points stated for a kind of unit that these tags name.
    #[must_use]
    pub fn points_stated_for(&self, tags: &[String]) -> Option<Points> {
        let stated = self.points_for.iter().find(|(tag, _)| tags.contains(tag));
        stated.map(|(_, points)| *points)
    }

    /// With the weight that the level above gives it.
    #[must_use]
    pub fn weighted(&self, points: Points) -> Points {
        self.weight.map_or(points, |weight| points * weight)
    }
}

impl Rubric {
    /// What carries the points of the path to an indicator: itself where it prints any, else the
    /// nearest level above that does; `None` where no level on the path does.
    #[must_use]
    pub fn carrier_of(&self, index: IndicatorIndex) -> Option<IndicatorIndex> {
        let mut path = std::iter::successors(Some(index), |at| self.indicator(*at).parent);
        path.find(|at| self.indicator(*at).points.is_some())
    }

    /// The carrier of an indicator that prints no points itself.
    #[must_use]
    pub fn carrier_above(&self, index: IndicatorIndex) -> Option<IndicatorIndex> {
        self.carrier_of(index).filter(|carrier| *carrier != index)
    }

    /// Whether an indicator gets a score, or something below it does.
    #[must_use]
    pub fn is_scored(&self, index: IndicatorIndex) -> bool {
        let indicator = self.indicator(index);
        match indicator.kind {
            IndicatorKind::Section => indicator.children.iter().any(|child| self.is_scored(*child)),
            IndicatorKind::Clauses | IndicatorKind::Judged { .. } => true,
            IndicatorKind::Task | IndicatorKind::Unscored => false,
        }
    }

    /// Whether units are scored by points: those of the tree, or what is added to the score and
    /// taken from it beside the tree. A checklist is not.
    #[must_use]
    pub fn gives_points(&self) -> bool {
        let is_beside = |clause: &Clause| {
            let is_in_ledger = matches!(clause.home, Home::Bonus | Home::Direct);
            is_in_ledger && !clause.repeated && !clause.has_no_points()
        };
        self.top().any(|index| self.is_scored(index)) || self.clauses().iter().any(is_beside)
    }

    /// Whether a level carries points: for clauses of its own, or for something below it that
    /// prints none.
    #[must_use]
    pub fn carries(&self, index: IndicatorIndex) -> bool {
        let indicator = self.indicator(index);
        let carries = |child: &IndicatorIndex| self.passes_on(*child);
        indicator.points.is_some()
            && (indicator.children.is_empty() || indicator.children.iter().any(carries))
    }

    /// Whether something is deducted on this level or below it that no points on the way carry.
    #[must_use]
    pub fn passes_on(&self, index: IndicatorIndex) -> bool {
        let indicator = self.indicator(index);
        let passes_on = |child: &IndicatorIndex| self.passes_on(*child);
        indicator.points.is_none()
            && match indicator.kind {
                IndicatorKind::Section => indicator.children.iter().any(passes_on),
                _ => self.is_scored(index),
            }
    }

    /// The points a level shows for a unit with these tags: what it prints, or the sum of what
    /// is below it; `None` where there are none.
    #[must_use]
    pub fn points_shown(&self, index: IndicatorIndex, tags: &[String]) -> Option<Points> {
        self.points_from(index, tags, &|child| self.points_shown(child, tags))
    }

    /// The same where it is known what the children show.
    pub(crate) fn points_from(
        &self,
        index: IndicatorIndex,
        tags: &[String],
        shown: &dyn Fn(IndicatorIndex) -> Option<Points>,
    ) -> Option<Points> {
        let indicator = self.indicator(index);
        let children = &indicator.children;
        let Some(printed) = indicator.points else {
            // What has a score and no points anywhere leaves the sum without them.
            let is_whole = self.carrier_of(index).is_some()
                || !children.iter().any(|child| self.passes_on(*child));
            return self.sum_of_points(children, shown).filter(|_| is_whole);
        };
        let stated = indicator.points_stated_for(tags);
        Some(stated.unwrap_or_else(|| printed + self.more(children, shown)))
    }

    /// What children show together, each with its weight; `None` where none of them has points.
    pub(crate) fn sum_of_points(
        &self,
        children: &[IndicatorIndex],
        shown: &dyn Fn(IndicatorIndex) -> Option<Points>,
    ) -> Option<Points> {
        let weighted =
            |child: &IndicatorIndex| Some(self.indicator(*child).weighted(shown(*child)?));
        children.iter().filter_map(weighted).reduce(|sum, points| sum + points)
    }

    /// How much more (or less) the children show for this unit than is printed.
    pub(crate) fn more(
        &self,
        children: &[IndicatorIndex],
        shown: &dyn Fn(IndicatorIndex) -> Option<Points>,
    ) -> Points {
        if !self.varies {
            return Points::ZERO;
        }
        let more = |child: &IndicatorIndex| {
            let shown = shown(*child)?;
            let printed = self.points_shown(*child, &[])?;
            Some(self.indicator(*child).weighted(shown - printed))
        };
        children.iter().filter_map(more).sum()
    }

    /// What a level that prints points has for what is below it and prints none: its points,
    /// less those that stand below it.
    #[must_use]
    pub fn carried(&self, carrier: IndicatorIndex, tags: &[String]) -> Points {
        let shown = |index| self.points_shown(index, tags);
        let below = self.sum_of_points(&self.indicator(carrier).children, &shown);
        (shown(carrier).unwrap_or_default() - below.unwrap_or_default()).or_zero()
    }

    /// What an item is scored out of, for a unit with these tags: its own points, or those that
    /// its carrier has for it.
    #[must_use]
    pub fn out_of(&self, item: IndicatorIndex, tags: &[String]) -> Option<Points> {
        let own = self.indicator(item).points_of(tags);
        own.or_else(|| Some(self.carried(self.carrier_above(item)?, tags)))
    }
}

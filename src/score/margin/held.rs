//! What keeps points from the score: caps, the points of an item, a second 不得分.

use crate::points::Points;
use crate::rubric::{ClauseIndex, Effect, GroupIndex, Home, IndicatorIndex, Rubric, Subject};
use crate::score::factors::product;
use crate::score::{Scorecard, Step};

/// What keeps a part of a fix, or all of it, from the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// 封顶: the members of a group come to more than its cap.
    Group {
        /// The group.
        group: GroupIndex,
        /// What they come to.
        sum: Points,
        /// The cap.
        cap: Points,
    },
    /// 就高不累计: another part of the group counts instead.
    Best {
        /// The group.
        group: GroupIndex,
    },
    /// 扣完为止: the item, or the level that carries its points, has fewer of them than is
    /// deducted.
    Item {
        /// The item, or that level.
        item: IndicatorIndex,
        /// What would be deducted.
        sum: Points,
        /// What the item has.
        points: Points,
    },
    /// 以本项分值为限: more is earned than the item, or the level that carries its points, has.
    Earned {
        /// The item, or that level.
        item: IndicatorIndex,
        /// What would be earned.
        sum: Points,
        /// What the item has.
        points: Points,
    },
    /// 不得分: another clause leaves nothing of the item.
    WholeItem {
        /// The item.
        item: IndicatorIndex,
    },
    /// A stated floor or ceiling of an indicator.
    Clamp {
        /// The indicator.
        index: IndicatorIndex,
    },
    /// A stated floor or ceiling of the final score, or a factor of 0.
    Total,
}

/// A limit that hides points: found, but not deducted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// What limits.
    pub by: Limit,
    /// What would be deducted without it.
    pub found: Points,
    /// What is.
    pub counts: Points,
}

/// Where a limit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A clause's own.
    Clause(ClauseIndex),
    /// 封顶 or 就高不累计 of a group.
    Group(GroupIndex),
    /// The points of an item.
    Item(IndicatorIndex),
}

impl Hidden {
    /// How much is hidden; above zero.
    #[must_use]
    pub fn points(&self) -> Points {
        self.found - self.counts
    }
}

/// The first thing outward from a subject that lets through less than comes to it, held
/// against the scorecard before and the one with the fix.
pub(super) fn held(
    rubric: &Rubric,
    (before, after): (&Scorecard, &Scorecard),
    subject: Subject,
    gain: Points,
) -> Option<Held> {
    let both = (before, after);
    let (index, inside) = match subject {
        Subject::Indicator(index) => {
            let carrier = rubric.carrier_above(index);
            let earned = |card: &Scorecard| card.indicators[index.0].added;
            let coming = earned(after) - earned(before);
            let inside = carrier.and_then(|carrier| in_carrier(both, carrier, (coming, false)));
            (carrier.unwrap_or(index), inside)
        }
        Subject::Clause(clause) => {
            let Home::Item(item) = rubric.clause(clause).home else { return None };
            let carrier = rubric.carrier_of(item).unwrap_or(item);
            (carrier, in_item(rubric, both, clause, carrier))
        }
    };
    inside.or_else(|| above(rubric, both, index)).or_else(|| gain.is_zero().then_some(Held::Total))
}

/// From a clause to what carries it.
fn in_item(
    rubric: &Rubric,
    (before, after): (&Scorecard, &Scorecard),
    index: ClauseIndex,
    carrier: IndicatorIndex,
) -> Option<Held> {
    let earns = rubric.clause(index).effect == Effect::Earn;
    let moved = |was: Points, is: Points| if earns { is - was } else { was - is };
    let mut coming = moved(before.clauses[index.0].amount, after.clauses[index.0].amount);
    for group in rubric.groups_around(index) {
        let of = |card: &Scorecard| {
            let tally = &card.groups[group.0].tally;
            if earns { tally.earn } else { tally.deduct + tally.star }
        };
        let through = moved(of(before), of(after));
        if through < coming {
            return Some(of_group(rubric, before, group));
        }
        coming = through;
    }
    let takes_all = before.clauses[index.0].whole_item;
    in_carrier((before, after), carrier, (coming, takes_all))
}

/// What the points of a carrier keep of what comes to it, or of 不得分.
fn in_carrier(
    (before, after): (&Scorecard, &Scorecard),
    carrier: IndicatorIndex,
    (coming, takes_all): (Points, bool),
) -> Option<Held> {
    let (was, is) = (&before.indicators[carrier.0], &after.indicators[carrier.0]);
    let through = is.score.unwrap_or_default() - was.score.unwrap_or_default();
    let coming = coming * product(&is.steps);
    let is_short = if takes_all { through.is_zero() } else { through < coming };
    is_short.then(|| of_item(before, after, carrier))
}

fn of_group(rubric: &Rubric, before: &Scorecard, group: GroupIndex) -> Held {
    let cap = before.groups[group.0].steps.iter().find_map(|step| match step {
        Step::GroupCap { before, cap, after } if before > after => Some((*before, *cap)),
        _ => None,
    });
    match cap {
        Some((sum, cap)) if !rubric.group(group).best => Held::Group { group, sum, cap },
        _ => Held::Best { group },
    }
}

fn of_item(before: &Scorecard, after: &Scorecard, item: IndicatorIndex) -> Held {
    let (was, is) = (&before.indicators[item.0], &after.indicators[item.0]);
    let is_clamped = |step: &Step| matches!(step, Step::Clamped { .. });
    if is.steps.contains(&Step::WholeItem) {
        return Held::WholeItem { item };
    }
    if was.steps.iter().chain(&is.steps).any(is_clamped) {
        return Held::Clamp { index: item };
    }
    let limited = was.steps.iter().chain(&is.steps).find_map(|step| match step {
        Step::Ordinary { before, after } if before > after => {
            Some(Held::Item { item, sum: *before, points: *after })
        }
        Step::Earned { before, after } if before > after => {
            Some(Held::Earned { item, sum: *before, points: *after })
        }
        _ => None,
    });
    limited.unwrap_or(Held::WholeItem { item })
}

/// From an item up to the top: only a stated floor or ceiling takes anything there.
fn above(
    rubric: &Rubric,
    (before, after): (&Scorecard, &Scorecard),
    item: IndicatorIndex,
) -> Option<Held> {
    let moved = |index: IndicatorIndex| {
        let score = |card: &Scorecard| card.indicators[index.0].score.unwrap_or_default();
        score(after) - score(before)
    };
    let weighted = |index: IndicatorIndex| {
        rubric.indicator(index).weight.map_or(moved(index), |weight| moved(index) * weight)
    };
    let mut below = item;
    while let Some(parent) = rubric.indicator(below).parent {
        let by = product(&after.indicators[parent.0].steps);
        if moved(parent) < weighted(below) * by {
            return Some(Held::Clamp { index: parent });
        }
        below = parent;
    }
    None
}

/// Everything that limits hide, in the order of the document.
pub(super) fn hidden(rubric: &Rubric, card: &Scorecard) -> Vec<Hidden> {
    let mut found = Vec::new();
    for item in (0..rubric.indicators().len()).map(IndicatorIndex) {
        let members = &rubric.indicator(item).members;
        let steps = &card.indicators[item.0].steps;
        found.extend(rubric.clauses_in(members).into_iter().filter_map(|index| {
            let (clause, result) = (rubric.clause(index), &card.clauses[index.0]);
            let (by, found, counts) = (Limit::Clause(index), result.before_max, result.amount);
            let is_hidden = clause.effect == Effect::Deduct && found > counts;
            is_hidden.then_some(Hidden { by, found, counts })
        }));
        found.extend(rubric.groups_in(members).into_iter().filter_map(|group| {
            let first = rubric.clauses_in(&rubric.group(group).members).first().copied()?;
            let is_deducted = rubric.clause(first).effect == Effect::Deduct;
            in_steps(Limit::Group(group), &card.groups[group.0].steps).filter(|_| is_deducted)
        }));
        found.extend(in_steps(Limit::Item(item), steps));
    }
    found
}

/// From the first sum in a derivation that a limit cut to the last.
fn in_steps(by: Limit, steps: &[Step]) -> Option<Hidden> {
    let mut cuts = steps.iter().filter_map(|step| match step {
        Step::GroupCap { before, after, .. }
        | Step::GroupBest { before, after }
        | Step::Ordinary { before, after } => Some((*before, *after)),
        _ => None,
    });
    let (found, mut counts) = cuts.next()?;
    for (before, after) in cuts {
        counts = counts - (before - after);
    }
    (found > counts).then_some(Hidden { by, found, counts })
}

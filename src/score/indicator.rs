//! Items and sections: from the clauses up to the top of the tree.

use super::tally::{Tally, add_up};
use super::{Mark, Scorecard, Step};
use crate::points::Points;
use crate::rubric::{Effect, IndicatorIndex, IndicatorKind, NotApplicable, Rubric};
use crate::session::{Entry, Session, TaskState, Value};

/// The result of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorScore {
    /// Its points for this unit; `None` where it has none.
    pub points: Option<Points>,
    /// The points that apply: none of them where it is not applicable and the rubric rescales.
    pub applicable: Points,
    /// What was deducted, ordinary and ★.
    pub deducted: Points,
    /// What would have been deducted without the item's own limit and the caps inside it.
    pub deducted_before_cap: Points,
    /// What was added inside it.
    pub added: Points,
    /// 得分: provisional while something is open; `None` where nothing is scored.
    pub score: Option<Points>,
    /// 待评: points that open judged items and open requirements may still bring.
    pub pending: Points,
    /// The lowest score still possible (★, direct and veto clauses are not guessed).
    pub lowest: Points,
    /// The highest score still possible.
    pub highest: Points,
    /// How many clauses, judged items and tasks are in which state.
    pub progress: Progress,
    /// Its state as a whole.
    pub mark: Mark,
    /// How the score came about.
    pub steps: Vec<Step>,
}

/// How many clauses, judged items and tasks there are, by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// 未评.
    pub open: u32,
    /// 无问题.
    pub met: u32,
    /// 有问题.
    pub found: u32,
    /// 不涉及.
    pub not_applicable: u32,
    /// Tasks that are done.
    pub tasks_done: u32,
    /// Tasks that apply.
    pub tasks: u32,
}

impl Progress {
    /// Everything there is to record.
    #[must_use]
    pub fn all(self) -> u32 {
        self.open + self.met + self.found + self.not_applicable
    }

    /// What has been recorded.
    #[must_use]
    pub fn recorded(self) -> u32 {
        self.all() - self.open
    }

    pub(super) fn add(&mut self, other: Self) {
        self.open += other.open;
        self.met += other.met;
        self.found += other.found;
        self.not_applicable += other.not_applicable;
        self.tasks_done += other.tasks_done;
        self.tasks += other.tasks;
    }

    fn of(mark: Mark) -> Self {
        let mut progress = Self::default();
        progress.count(mark);
        progress
    }

    pub(super) fn count(&mut self, mark: Mark) {
        match mark {
            Mark::Open => self.open += 1,
            Mark::Met => self.met += 1,
            Mark::Found => self.found += 1,
            Mark::NotApplicable => self.not_applicable += 1,
        }
    }

    /// The state of something whose parts are in these states.
    fn mark(self) -> Mark {
        if self.found > 0 {
            Mark::Found
        } else if self.open > 0 {
            Mark::Open
        } else if self.met > 0 {
            Mark::Met
        } else if self.not_applicable > 0 {
            Mark::NotApplicable
        } else {
            Mark::Open
        }
    }
}

/// Calculates an indicator whose clauses, groups and children have been calculated.
pub(super) fn indicator(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    index: IndicatorIndex,
    entry: Option<&Entry>,
) -> IndicatorScore {
    let indicator = rubric.indicator(index);
    let points = indicator.points_of(&session.head.tags);
    let not_applicable = not_applicable(indicator.only.as_deref(), session, entry);
    let mut result = match indicator.kind {
        IndicatorKind::Section => section(rubric, card, index, points),
        IndicatorKind::Clauses => item(rubric, card, index, points),
        IndicatorKind::Judged { .. } => judged(points, entry, not_applicable.is_some()),
        IndicatorKind::Task => task(entry, not_applicable.is_some()),
        IndicatorKind::Unscored => IndicatorScore::default(),
    };
    result.points = points;
    let nothing_applies = match indicator.kind {
        IndicatorKind::Section | IndicatorKind::Unscored => false,
        _ => not_applicable.is_some() || result.mark == Mark::NotApplicable,
    };
    if nothing_applies {
        leave_out(rubric, &mut result, not_applicable);
    }
    if result.score.is_some() {
        clamp(&mut result, indicator.floor, indicator.ceiling);
        if let Some(score) = result.score {
            result.steps.push(Step::Score { score, points });
        }
    }
    result
}

/// Why an indicator as a whole does not apply, if it does not.
fn not_applicable(only: Option<&str>, session: &Session, entry: Option<&Entry>) -> Option<Step> {
    if let Some(tag) = only.filter(|tag| !session.head.tags.iter().any(|held| held == tag)) {
        return Some(Step::OtherUnits { tag: tag.to_owned() });
    }
    match entry.map(|entry| &entry.value) {
        Some(Value::NotApplicable(reason)) => Some(Step::NotApplicable { reason: reason.clone() }),
        _ => None,
    }
}

/// 视同满分 or 缺项换算 for an item of which nothing applies.
fn leave_out(rubric: &Rubric, result: &mut IndicatorScore, reason: Option<Step>) {
    result.mark = Mark::NotApplicable;
    result.pending = Points::ZERO;
    result.steps = reason.into_iter().collect();
    let kept = match rubric.head.not_applicable {
        NotApplicable::Full => result.points.unwrap_or_default(),
        NotApplicable::Rescale { .. } => Points::ZERO,
    };
    result.applicable = kept;
    (result.deducted, result.deducted_before_cap) = (Points::ZERO, Points::ZERO);
    (result.lowest, result.highest) = (kept, kept);
    result.score = result.score.map(|_| kept);
}

fn clamp(result: &mut IndicatorScore, floor: Option<Points>, ceiling: Option<Points>) {
    let limited = |score: Points| {
        let score = floor.map_or(score, |floor| score.max(floor));
        ceiling.map_or(score, |ceiling| score.min(ceiling))
    };
    let before = result.score.unwrap_or_default();
    let after = limited(before);
    if after != before {
        result.steps.push(Step::Clamped { before, after });
    }
    result.score = Some(after);
    result.lowest = limited(result.lowest);
    result.highest = limited(result.highest);
}

/// An item with clauses.
fn item(
    rubric: &Rubric,
    card: &Scorecard,
    index: IndicatorIndex,
    points: Option<Points>,
) -> IndicatorScore {
    let members = &rubric.indicator(index).members;
    let tally = add_up(rubric, card, members);
    let earns = rubric
        .clauses_in(members)
        .into_iter()
        .any(|clause| rubric.clause(clause).effect == Effect::Earn);
    let full = points.unwrap_or_default();
    let at_most = |sum: Points| points.map_or(sum, |points| sum.min(points));
    let start = if earns { at_most(tally.earn) } else { full };
    let best_start = if earns { tally.best.map_or(full, at_most) } else { full };
    let ordinary = ordinary(&tally, start, points);
    let mut steps = Vec::new();
    if earns {
        steps.push(Step::Earned { before: tally.earn, after: start });
    }
    if tally.whole_item {
        steps.push(Step::WholeItem);
    } else if !tally.deduct.is_zero() {
        steps.push(Step::Ordinary { before: tally.deduct, after: ordinary });
    }
    if !tally.star.is_zero() {
        steps.push(Step::Star { amount: tally.star });
    }
    if !tally.add.is_zero() {
        steps.push(Step::Added { amount: tally.add });
    }
    let beside = tally.add - tally.star;
    let worst = match (tally.worst, points) {
        (Some(worst), Some(_)) => worst.min(start),
        (Some(worst), None) => worst,
        // Without bound and without points nothing can be said beyond what was found.
        (None, None) => ordinary,
        (None, Some(_)) => start,
    };
    let highest_ordinary = if tally.whole_item { best_start } else { tally.deduct.min(best_start) };
    IndicatorScore {
        points,
        applicable: full,
        deducted: full - best_start + ordinary + tally.star,
        deducted_before_cap: if tally.whole_item {
            tally.uncapped.max(full)
        } else {
            full - best_start + tally.uncapped
        },
        added: tally.add,
        score: Some(start - ordinary + beside),
        pending: best_start - start,
        lowest: start - worst + beside,
        highest: best_start - if points.is_some() { highest_ordinary } else { ordinary } + beside,
        progress: tally.progress,
        mark: tally.progress.mark(),
        steps,
    }
}

/// The deductions without ★: limited to what the item has.
fn ordinary(tally: &Tally, start: Points, points: Option<Points>) -> Points {
    match points {
        Some(_) if tally.whole_item => start,
        Some(_) => tally.deduct.min(start),
        None => tally.deduct,
    }
}

fn judged(points: Option<Points>, entry: Option<&Entry>, left_out: bool) -> IndicatorScore {
    let full = points.unwrap_or_default();
    let award = match entry.map(|entry| &entry.value) {
        Some(Value::Score { score, .. }) => Some((*score).or_zero().min(full)),
        Some(Value::Met) => Some(full),
        _ => None,
    };
    let mark = match award {
        _ if left_out => Mark::NotApplicable,
        None => Mark::Open,
        Some(award) if award == full => Mark::Met,
        Some(_) => Mark::Found,
    };
    let score = award.unwrap_or_default();
    let deducted = award.map_or(Points::ZERO, |award| full - award);
    let step = match award {
        Some(award) => Step::Judged { award, points: full },
        None => Step::Pending { points: full },
    };
    IndicatorScore {
        points,
        applicable: full,
        deducted,
        deducted_before_cap: deducted,
        added: Points::ZERO,
        score: Some(score),
        pending: if award.is_none() { full } else { Points::ZERO },
        lowest: score,
        highest: award.unwrap_or(full),
        progress: Progress::of(mark),
        mark,
        steps: vec![step],
    }
}

fn task(entry: Option<&Entry>, left_out: bool) -> IndicatorScore {
    let state = match entry.map(|entry| &entry.value) {
        Some(Value::Task(state)) => Some(*state),
        Some(Value::Met) => Some(TaskState::Done),
        _ => None,
    };
    let mark = match state {
        _ if left_out => Mark::NotApplicable,
        None => Mark::Open,
        Some(TaskState::Done) => Mark::Met,
        Some(TaskState::Partly | TaskState::NotDone) => Mark::Found,
    };
    let mut progress = Progress::of(mark);
    progress.tasks = u32::from(mark != Mark::NotApplicable);
    progress.tasks_done = u32::from(mark == Mark::Met);
    IndicatorScore { progress, mark, ..IndicatorScore::default() }
}

/// A parent: the weighted sum of its children.
fn section(
    rubric: &Rubric,
    card: &Scorecard,
    index: IndicatorIndex,
    points: Option<Points>,
) -> IndicatorScore {
    let mut result = IndicatorScore::default();
    let children = &rubric.indicator(index).children;
    sum_into(rubric, card, children, &mut result);
    // Points that only the parent carries stand until its children deduct from them.
    let children_have_points =
        children.iter().any(|child| card.indicators[child.0].points.is_some());
    if let (Some(points), false, true) = (points, children_have_points, result.score.is_some()) {
        result.applicable = points;
        result.score = result.score.map(|score| points + score);
        result.lowest = points + result.lowest;
        result.highest = points + result.highest;
    }
    result.mark = result.progress.mark();
    result
}

/// Adds up indicators, each with its weight.
pub(super) fn sum_into(
    rubric: &Rubric,
    card: &Scorecard,
    children: &[IndicatorIndex],
    sum: &mut IndicatorScore,
) {
    let mut scores = Vec::with_capacity(children.len());
    for child in children {
        let result = &card.indicators[child.0];
        sum.progress.add(result.progress);
        let Some(score) = result.score else { continue };
        let weight = rubric.indicator(*child).weight;
        let weighted = |points: Points| weight.map_or(points, |weight| points * weight);
        if let Some(weight) = weight {
            let id = rubric.indicator(*child).id.clone();
            sum.steps.push(Step::Weighted { id, score, weight, result: weighted(score) });
        }
        scores.push(weighted(score));
        sum.score = Some(sum.score.unwrap_or_default() + weighted(score));
        sum.applicable = sum.applicable + weighted(result.applicable);
        sum.deducted = sum.deducted + weighted(result.deducted);
        sum.deducted_before_cap = sum.deducted_before_cap + weighted(result.deducted_before_cap);
        sum.added = sum.added + weighted(result.added);
        sum.pending = sum.pending + weighted(result.pending);
        sum.lowest = sum.lowest + weighted(result.lowest);
        sum.highest = sum.highest + weighted(result.highest);
    }
    if let Some(result) = sum.score {
        sum.steps.push(Step::Children { scores, result });
    }
}

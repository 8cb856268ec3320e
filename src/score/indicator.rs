//! Items and sections: from the clauses up to the top of the tree.

use super::tally::{Tally, add_up};
use super::{LeftOut, Mark, Scorecard, Step};
use crate::points::Points;
use crate::rubric::{Indicator, IndicatorIndex, IndicatorKind, NotApplicable, Rubric};
use crate::session::{Entry, Session, TaskState, Value};

/// The result of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorScore {
    /// Its points for this unit; `None` where it has none.
    pub points: Option<Points>,
    /// The points that apply: none of them where it is not applicable and the rubric rescales.
    /// `score + deducted + pending` is always this and what was added.
    pub applicable: Points,
    /// What was deducted, ordinary and ★, and what requirements failed to earn.
    pub deducted: Points,
    /// What would have been deducted without the item's own limit and the caps inside it.
    pub deducted_before_cap: Points,
    /// What was added inside it.
    pub added: Points,
    /// 得分: provisional while something is open; `None` where nothing is scored.
    pub score: Option<Points>,
    /// 待评: points that open judged items and open requirements may still bring.
    pub pending: Points,
    /// The lowest score still possible (★, direct and veto clauses are not guessed, nor is
    /// what has no bound in an item without points).
    pub lowest: Points,
    /// The highest score still possible (additions without bound are not guessed).
    pub highest: Points,
    /// 元: amounts of money, apart from the score.
    pub fines: Points,
    /// How many clauses, judged items and tasks are in which state.
    pub progress: Progress,
    /// Its state as a whole.
    pub mark: Mark,
    /// How the score came about.
    pub steps: Vec<Step>,
}

impl IndicatorScore {
    /// Whether there is no score yet but points to be judged, which is not the score 0.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        let is_zero = |points: Points| points.is_zero();
        self.mark == Mark::Open && !self.pending.is_zero() && self.score.is_some_and(is_zero)
    }

    /// 得分率 in percent, rounded half away from zero; none without a score or points.
    #[must_use]
    pub fn rate(&self, decimals: u32) -> Option<Points> {
        let points = self.points.filter(|points| !points.is_zero())?;
        Some((self.score? * Points::HUNDRED).divided(points, decimals))
    }

    /// What was found and not deducted, because of its own limit and the caps inside it.
    #[must_use]
    pub fn hidden(&self) -> Points {
        (self.deducted_before_cap - self.deducted).or_zero()
    }
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
/// `left_out` says why it, or something above it, does not apply.
pub(super) fn indicator(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    index: IndicatorIndex,
    left_out: Option<LeftOut<'_>>,
    entry: Option<&Entry>,
) -> IndicatorScore {
    let indicator = rubric.indicator(index);
    let points = indicator.points_of(&session.head.tags);
    let mut result = match indicator.kind {
        IndicatorKind::Section => section(rubric, card, index, points),
        IndicatorKind::Clauses => item(rubric, card, index, points),
        IndicatorKind::Judged { .. } => judged(points, entry, left_out.is_some()),
        IndicatorKind::Task => task(entry, left_out.is_some()),
        IndicatorKind::Unscored => IndicatorScore { points, ..IndicatorScore::default() },
    };
    let scored = !matches!(indicator.kind, IndicatorKind::Section | IndicatorKind::Unscored);
    if scored && (left_out.is_some() || result.mark == Mark::NotApplicable) {
        leave_out(rubric, &mut result);
    }
    result.steps.splice(0..0, left_out.map(LeftOut::step));
    if entry.is_some_and(|entry| !fits(indicator.kind, points, entry)) {
        result.steps.push(Step::Unfit);
    }
    if result.score.is_some() {
        clamp(&mut result, indicator.floor, indicator.ceiling);
        if let Some(score) = result.score {
            result.steps.push(Step::Score { score, points: result.points });
        }
    }
    result
}

/// Whether what is recorded for the indicator itself can be counted.
pub(super) fn fits(kind: IndicatorKind, points: Option<Points>, entry: &Entry) -> bool {
    match (&entry.value, kind) {
        (Value::Open, IndicatorKind::Clauses) => entry.findings.is_empty(),
        (_, IndicatorKind::Judged { .. }) if award(points, entry).is_some() => true,
        (Value::Open | Value::NotApplicable(_), _)
        | (Value::Task(_) | Value::Met, IndicatorKind::Task) => true,
        _ => false,
    }
}

/// 视同满分 or 缺项换算 for an item of which nothing applies.
fn leave_out(rubric: &Rubric, result: &mut IndicatorScore) {
    result.mark = Mark::NotApplicable;
    result.pending = Points::ZERO;
    result.steps.clear();
    let kept = match rubric.head.not_applicable {
        NotApplicable::Full => result.points.unwrap_or_default(),
        NotApplicable::Rescale { .. } => Points::ZERO,
    };
    result.applicable = kept;
    (result.deducted, result.deducted_before_cap) = (Points::ZERO, Points::ZERO);
    (result.lowest, result.highest) = (kept, kept);
    result.score = result.score.map(|_| kept);
}

/// A stated floor or ceiling. What it takes back is taken from what was deducted or added,
/// so that the numbers of the indicator still add up.
fn clamp(result: &mut IndicatorScore, floor: Option<Points>, ceiling: Option<Points>) {
    let limited = |score: Points| {
        let score = floor.map_or(score, |floor| score.max(floor));
        ceiling.map_or(score, |ceiling| score.min(ceiling))
    };
    let before = result.score.unwrap_or_default();
    let after = limited(before);
    result.score = Some(after);
    result.lowest = limited(result.lowest);
    result.highest = limited(result.highest);
    if after != before {
        result.steps.push(Step::Clamped { before, after });
        result.added = (result.added - (before - after).or_zero()).or_zero();
        result.pending = result.pending.min((result.highest - after).or_zero());
        result.deducted = result.applicable + result.added - after - result.pending;
    }
}

/// An item with clauses.
fn item(
    rubric: &Rubric,
    card: &Scorecard,
    index: IndicatorIndex,
    points: Option<Points>,
) -> IndicatorScore {
    let tally = add_up(rubric, card, &rubric.indicator(index).members);
    let full = points.unwrap_or_default();
    // What the item starts from: its points, or what has been earned and may still be earned.
    let (start, best_start, applicable) = if tally.earns {
        let start = points.map_or(tally.earn, |points| tally.earn.min(points));
        let best = tally.best.within(points).max(start);
        let left_out = (tally.all.within(points) - best).or_zero();
        (start, best, if points.is_some() { full - left_out } else { best })
    } else {
        (full, full, full)
    };
    let ordinary = ordinary(&tally, start, points);
    // What is lost for certain, whatever may still be earned.
    let lost = self::ordinary(&tally, best_start, points);
    let worst = match points {
        _ if tally.whole_item || tally.whole_item_open => start.max(ordinary),
        Some(_) => tally.worst().at_most(start),
        None => tally.worst().sum.max(ordinary),
    };
    let beside = tally.add - tally.star;
    IndicatorScore {
        points,
        applicable,
        deducted: applicable - best_start + lost + tally.star,
        deducted_before_cap: if tally.whole_item {
            tally.uncapped().max(applicable)
        } else {
            applicable - best_start + tally.uncapped()
        },
        added: tally.add,
        score: Some(start - ordinary + beside),
        pending: best_start - lost - (start - ordinary),
        lowest: start - worst + beside,
        highest: best_start - lost + tally.most_added.sum - tally.star,
        fines: tally.fine,
        mark: tally.progress.mark(),
        progress: tally.progress,
        steps: item_steps(&tally, start, ordinary),
    }
}

fn item_steps(tally: &Tally, start: Points, ordinary: Points) -> Vec<Step> {
    let mut steps = Vec::new();
    if tally.earns {
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
    if !tally.fine.is_zero() {
        steps.push(Step::Fined { amount: tally.fine });
    }
    steps
}

/// The deductions without ★: limited to what the item has.
fn ordinary(tally: &Tally, start: Points, points: Option<Points>) -> Points {
    match points {
        Some(_) if tally.whole_item => start,
        Some(_) => tally.deduct.min(start),
        None if tally.whole_item => tally.deduct.max(start),
        None => tally.deduct,
    }
}

/// The award of a judged item; `None` where it is open or not within the item's points.
fn award(points: Option<Points>, entry: &Entry) -> Option<Points> {
    let full = points.unwrap_or_default();
    match entry.value {
        Value::Score { score, of } => {
            let fits = !score.is_negative() && score <= full && of.is_none_or(|of| of == full);
            fits.then_some(score)
        }
        Value::Met => Some(full),
        _ => None,
    }
}

fn judged(points: Option<Points>, entry: Option<&Entry>, left_out: bool) -> IndicatorScore {
    let full = points.unwrap_or_default();
    let award = entry.and_then(|entry| award(points, entry));
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
        fines: Points::ZERO,
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
    let section = rubric.indicator(index);
    sum_into(rubric, card, &section.children, &mut result);
    result.mark = result.progress.mark();
    result.points = points;
    if let Some(points) = points {
        if points == section.points.unwrap_or(points) {
            result.points = Some(points + for_this_unit(rubric, card, &section.children));
        }
        carried(rubric, section, card, points, &mut result);
    }
    result
}

/// Points that only the parent carries stand until its children deduct from them.
fn carried(
    rubric: &Rubric,
    section: &Indicator,
    card: &Scorecard,
    points: Points,
    result: &mut IndicatorScore,
) {
    let of_children = section.children.iter().any(|c| card.indicators[c.0].points.is_some());
    let rescales = matches!(rubric.head.not_applicable, NotApplicable::Rescale { .. });
    let nothing_applies = rescales && result.mark == Mark::NotApplicable;
    if of_children || nothing_applies {
        return;
    }
    if let Some(score) = result.score {
        result.applicable = points;
        result.score = Some(points + score);
        result.lowest = points + result.lowest;
        result.highest = points + result.highest;
    }
}

/// How much more (or less) the children's points are for this unit than for others.
pub(super) fn for_this_unit(
    rubric: &Rubric,
    card: &Scorecard,
    children: &[IndicatorIndex],
) -> Points {
    let more = children.iter().filter_map(|child| {
        let printed = rubric.indicator(*child);
        let points = card.indicators[child.0].points.filter(|p| Some(*p) != printed.points)?;
        let more = points - printed.points.unwrap_or_default();
        Some(printed.weight.map_or(more, |weight| more * weight))
    });
    more.sum()
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
        sum.fines = sum.fines + result.fines;
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
    // One child alone is its parent's score: nothing was added up.
    if let Some(result) = sum.score.filter(|_| scores.len() > 1) {
        sum.steps.push(Step::Children { scores, result });
    }
}

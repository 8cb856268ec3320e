//! Items and sections: from the clauses up to the top of the tree.

use super::breakdown::lost_of;
use super::factors::Factors;
use super::item::{award, grouping, item, judged, judged_below};
use super::progress::Progress;
use super::tally::{Tally, add_up};
use super::{LeftOut, Mark, Scorecard, Step, average};
use crate::points::Points;
use crate::rubric::{Effect, IndicatorIndex, IndicatorKind, NotApplicable, Rubric, Subject};
use crate::session::{Entry, Session, TaskState, Value};

/// The result of an indicator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorScore {
    /// 应得分: its points for this unit, or the sum of those below it where it prints none; with
    /// 缺项换算 those of them that apply. `None` where there are none, where nothing of it applies
    /// then, and where it only groups what another level carries.
    pub points: Option<Points>,
    /// The same without 缺项换算: what stands in the document for this unit.
    pub(super) in_document: Option<Points>,
    /// The points that apply: none of them where it is not applicable and the rubric rescales.
    /// `score + deducted + pending` is always this and what was added.
    pub applicable: Points,
    /// What was deducted, ordinary and ★, and what requirements failed to earn.
    pub deducted: Points,
    /// What would have been deducted without the item's own limit and the caps inside it.
    pub deducted_before_cap: Points,
    /// What was added inside it.
    pub added: Points,
    /// 得分: provisional while something is open; `None` where nothing is scored, where nothing
    /// applies and the rubric rescales, and where it only groups.
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
    /// What its carrier, somewhere above, has to carry of it.
    pub(super) passed_on: Option<Box<Tally>>,
}

impl IndicatorScore {
    /// Whether there is no score yet but points to be judged, which is not the score 0.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        let is_zero = |points: Points| points.is_zero();
        self.mark == Mark::Open && !self.pending.is_zero() && self.score.is_some_and(is_zero)
    }

    /// 缺项换算: whether nothing of it applies, so that its points leave the whole.
    #[must_use]
    pub fn leaves_whole(&self) -> bool {
        self.in_document.is_some() && self.points.is_none()
    }

    /// The points that have left it by 缺项换算; none where all of them apply.
    #[must_use]
    pub fn left_out(&self) -> Option<Points> {
        let gone = self.in_document? - self.points?;
        (gone > Points::ZERO).then_some(gone)
    }

    /// 得分率 in percent (see [`Points::percent_of`]); none without a score or points.
    #[must_use]
    pub fn rate(&self, decimals: u32) -> Option<Points> {
        let points = self.points.filter(|points| !points.is_zero())?;
        Some(self.score?.percent_of(points, decimals))
    }

    fn add(&mut self, part: &Self, score: Points, weighted: impl Fn(Points) -> Points) {
        self.score = Some(self.score.unwrap_or_default() + weighted(score));
        self.applicable = self.applicable + weighted(part.applicable);
        self.deducted = self.deducted + weighted(part.deducted);
        self.deducted_before_cap = self.deducted_before_cap + weighted(part.deducted_before_cap);
        self.added = self.added + weighted(part.added);
        self.pending = self.pending + weighted(part.pending);
        self.lowest = self.lowest + weighted(part.lowest);
        self.highest = self.highest + weighted(part.highest);
    }

    /// What was found and not deducted, because of its own limit and the caps inside it.
    #[must_use]
    pub fn hidden(&self) -> Points {
        (self.deducted_before_cap - self.deducted).or_zero()
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
    let tags = &session.head.tags;
    let points = indicator.points_of(tags);
    let only_groups = rubric.carrier_above(index).is_some();
    let (policy, mut earns) = (rubric.policy_of(index), false);
    let mut result = match indicator.kind {
        IndicatorKind::Section => section(rubric, tags, card, index),
        IndicatorKind::Clauses => {
            let tally = add_up(rubric, card, &indicator.members);
            earns = tally.earns;
            if only_groups {
                let full = rubric.out_of(index, tags).unwrap_or_default();
                grouping(tally, full, missed(rubric, card, index))
            } else {
                item(&tally, points)
            }
        }
        IndicatorKind::Judged { .. } => {
            let judged = judged(rubric.out_of(index, tags), entry, left_out.is_some());
            if only_groups { judged_below(judged, policy) } else { judged }
        }
        IndicatorKind::Task => task(entry, left_out.is_some()),
        IndicatorKind::Unscored => IndicatorScore { points, ..IndicatorScore::default() },
    };
    let scored = !matches!(indicator.kind, IndicatorKind::Section | IndicatorKind::Unscored);
    if scored && (left_out.is_some() || result.mark == Mark::NotApplicable) {
        leave_out(policy, &mut result, earns);
    }
    apply(rubric, index, &mut result);
    result.steps.splice(0..0, left_out.map(LeftOut::step));
    if entry.is_some_and(|entry| !fits(indicator.kind, rubric.out_of(index, tags), entry)) {
        result.steps.push(Step::Unfit);
    }
    Factors::on(rubric, session, Some(index)).multiply(&mut result);
    if result.score.is_some() {
        clamp(&mut result, indicator.floor, indicator.ceiling);
        if let Some(score) = result.score {
            result.steps.push(Step::Score { score, points: result.points });
        }
    }
    result
}

/// Whether what is recorded for the indicator itself can be counted; an award is out of `points`.
pub(super) fn fits(kind: IndicatorKind, points: Option<Points>, entry: &Entry) -> bool {
    match (&entry.value, kind) {
        (Value::Open, IndicatorKind::Clauses) => entry.findings.is_empty(),
        (_, IndicatorKind::Judged { .. }) if award(points, entry).is_some() => true,
        (Value::Open | Value::NotApplicable(_), _)
        | (Value::Task(_) | Value::Met, IndicatorKind::Task) => true,
        _ => false,
    }
}

/// 视同满分, or nothing, for an item of which nothing applies; `earns` says whether requirements
/// earn its points.
fn leave_out(policy: NotApplicable, result: &mut IndicatorScore, earns: bool) {
    result.mark = Mark::NotApplicable;
    result.pending = Points::ZERO;
    let kept = match (policy, result.points) {
        (NotApplicable::Full, Some(points)) => points,
        // What has no points has what its requirements earn, each 视同满分.
        (NotApplicable::Full, None) if result.score.is_some() => {
            return;
        }
        _ => Points::ZERO,
    };
    result.steps.clear();
    result.applicable = kept;
    (result.deducted, result.deducted_before_cap) = (Points::ZERO, Points::ZERO);
    (result.lowest, result.highest) = (kept, kept);
    result.score = result.score.filter(|_| policy == NotApplicable::Full).map(|_| kept);
    result.steps.extend((earns && result.score.is_some()).then_some(Step::FullMarks));
}

/// 缺项换算, 按平均分: what does not apply leaves the points.
fn apply(rubric: &Rubric, index: IndicatorIndex, result: &mut IndicatorScore) {
    result.in_document = result.points;
    if !rubric.leaves_points(Some(index)) {
        return;
    }
    if result.score.is_some() {
        result.points = result.points.map(|_| result.applicable);
    } else if result.mark == Mark::NotApplicable {
        result.points = None;
    }
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

/// A parent: the weighted sum of its children, and what it carries of those below that print no
/// points.
fn section(
    rubric: &Rubric,
    tags: &[String],
    card: &Scorecard,
    index: IndicatorIndex,
) -> IndicatorScore {
    let children = &rubric.indicator(index).children;
    let mut result = IndicatorScore::default();
    let mut scores = add_scores(rubric, card, children, &mut result);
    result.mark = result.progress.mark();
    let shown = |child: IndicatorIndex| card.indicators[child.0].in_document;
    result.points = rubric.points_from(index, tags, &shown);
    if let Some(tally) = passed_on(card, children) {
        if let Some(points) = result.points.filter(|_| rubric.indicator(index).points.is_some()) {
            let below = rubric.sum_of_points(children, &shown);
            let rest = (points - below.unwrap_or_default()).or_zero();
            let policy = rubric.policy_of(index);
            scores.extend(carry(policy, &tally, rest, below.is_some(), &mut result));
        } else {
            if result.score.is_none() {
                group_into(card, children, &mut result);
            }
            result.passed_on = Some(Box::new(tally));
        }
    }
    result.steps.extend(sum_of(scores, result.score));
    average::fill(rubric, card, children, &mut result);
    average::restore(rubric, card, index, &mut result);
    result
}

/// What the requirements of an item failed to earn.
fn missed(rubric: &Rubric, card: &Scorecard, item: IndicatorIndex) -> Points {
    let clauses = rubric.clauses_in(&rubric.indicator(item).members).into_iter();
    let earns = clauses.filter(|clause| rubric.clause(*clause).effect == Effect::Earn);
    earns.map(|clause| lost_of(rubric, card, Subject::Clause(clause))).sum()
}

/// What children that only group have found together.
fn group_into(card: &Scorecard, children: &[IndicatorIndex], sum: &mut IndicatorScore) {
    for child in children.iter().map(|child| &card.indicators[child.0]) {
        sum.deducted = sum.deducted + child.deducted;
        sum.deducted_before_cap = sum.deducted_before_cap + child.deducted_before_cap;
        sum.added = sum.added + child.added;
        sum.pending = sum.pending + child.pending;
    }
}

/// What the children leave to be carried above them.
fn passed_on(card: &Scorecard, children: &[IndicatorIndex]) -> Option<Tally> {
    let mut sum: Option<Tally> = None;
    for child in children {
        if let Some(tally) = &card.indicators[child.0].passed_on {
            sum.get_or_insert_default().add(tally);
        }
    }
    sum
}

/// Carries what is below with the points that are left for it, and adds that to the sum.
fn carry(
    policy: NotApplicable,
    tally: &Tally,
    rest: Points,
    is_beside_others: bool,
    sum: &mut IndicatorScore,
) -> Option<Points> {
    let mut part = item(tally, Some(rest));
    if part.mark == Mark::NotApplicable {
        leave_out(policy, &mut part, tally.earns);
    }
    // Money is told where it was found.
    part.steps.retain(|step| !matches!(step, Step::Fined { .. }));
    sum.steps.append(&mut part.steps);
    let score = part.score?;
    if is_beside_others {
        sum.steps.push(Step::Rest { points: rest, score });
    }
    sum.add(&part, score, |points| points);
    Some(score)
}

/// How much more (or less) the children's points are for this unit than for others.
pub(super) fn for_this_unit(
    rubric: &Rubric,
    card: &Scorecard,
    children: &[IndicatorIndex],
) -> Points {
    rubric.more(children, &|child: IndicatorIndex| card.indicators[child.0].in_document)
}

/// Adds up indicators, each with its weight.
pub(super) fn sum_into(
    rubric: &Rubric,
    card: &Scorecard,
    children: &[IndicatorIndex],
    sum: &mut IndicatorScore,
) {
    let scores = add_scores(rubric, card, children, sum);
    sum.steps.extend(sum_of(scores, sum.score));
    average::fill(rubric, card, children, sum);
}

/// The same, without a step for the sum; the scores it is made of.
fn add_scores(
    rubric: &Rubric,
    card: &Scorecard,
    children: &[IndicatorIndex],
    sum: &mut IndicatorScore,
) -> Vec<Points> {
    let mut scores = Vec::with_capacity(children.len());
    for child in children {
        let (indicator, result) = (rubric.indicator(*child), &card.indicators[child.0]);
        sum.progress.add(result.progress);
        sum.fines = sum.fines + result.fines;
        let Some(score) = result.score else { continue };
        let weighted = indicator.weighted(score);
        if let Some(weight) = indicator.weight {
            let id = indicator.id.clone();
            sum.steps.push(Step::Weighted { id, score, weight, result: weighted });
        }
        scores.push(weighted);
        sum.add(result, score, |points| indicator.weighted(points));
    }
    scores
}

/// One score alone is that of its parent: nothing was added up.
fn sum_of(scores: Vec<Points>, result: Option<Points>) -> Option<Step> {
    result.filter(|_| scores.len() > 1).map(|result| Step::Children { scores, result })
}

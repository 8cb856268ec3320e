//! What clauses come to together: groups with their caps, and the sums an item starts from.

use super::{ClauseScore, Mark, Progress, Scorecard, Step};
use crate::points::Points;
use crate::rubric::{Clause, Effect, GroupIndex, Member, Rubric};

/// The result of a group of clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupScore {
    /// The sum of its members, ★ apart.
    pub before: Points,
    /// What counts after its limit.
    pub after: Points,
    /// What its cap still leaves room for; `None` without a cap.
    pub room: Option<Points>,
    /// How it came about; empty where the limit did nothing.
    pub steps: Vec<Step>,
    pub(super) tally: Tally,
}

impl GroupScore {
    /// What its limit keeps from counting.
    #[must_use]
    pub fn hidden(&self) -> Points {
        let cut = |step: &Step| match step {
            Step::GroupCap { before, after, .. } | Step::GroupBest { before, after } => {
                *before - *after
            }
            _ => Points::ZERO,
        };
        self.steps.iter().map(cut).sum()
    }
}

/// The most something can come to: a sum, and whether something without bound is in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bound {
    /// The sum of all that has a bound.
    pub(super) sum: Points,
    /// Something in it has none.
    pub(super) endless: bool,
}

impl Bound {
    fn add(&mut self, most: Option<Points>) {
        match most {
            Some(most) => self.sum = self.sum + most,
            None => self.endless = true,
        }
    }

    fn add_bound(&mut self, other: Self) {
        self.sum = self.sum + other.sum;
        self.endless |= other.endless;
    }

    fn larger(self, other: Self) -> Self {
        Self { sum: self.sum.max(other.sum), endless: self.endless || other.endless }
    }

    fn capped(self, cap: Points) -> Self {
        Self { sum: self.at_most(cap), endless: false }
    }

    /// Within a limit: all of it where something has no bound.
    pub(super) fn at_most(self, limit: Points) -> Points {
        if self.endless { limit } else { self.sum.min(limit) }
    }

    /// Within a limit where there is one, else as far as it has a bound.
    pub(super) fn within(self, limit: Option<Points>) -> Points {
        limit.map_or(self.sum, |limit| self.at_most(limit))
    }
}

/// What the clauses of a group or an item come to, by effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) deduct: Points,
    /// ★, and what goes beyond the item on top of 不得分.
    pub(super) star: Points,
    /// Of that, what goes on top of 不得分.
    pub(super) on_top: Points,
    /// What the caps of clauses and groups hide.
    hidden: Points,
    /// The most that what is open can deduct, ★ and 不得分 apart.
    open: Bound,
    /// A 不得分 clause holds.
    pub(super) whole_item: bool,
    /// A 不得分 clause is open: no cap limits it.
    pub(super) whole_item_open: bool,
    /// There are requirements that earn points.
    pub(super) earns: bool,
    pub(super) earn: Points,
    /// The most the requirements that apply can earn.
    pub(super) best: Bound,
    /// What all requirements are worth when they are met in full, whatever is recorded.
    pub(super) all: Bound,
    /// Of that, those that apply.
    pub(super) applies: Bound,
    pub(super) add: Points,
    /// The most the additions can come to.
    pub(super) most_added: Bound,
    /// 元, never part of the score.
    pub(super) fine: Points,
    pub(super) progress: Progress,
}

impl Tally {
    /// What a judged item earns of the `full` points of its carrier: `open` is what it may still
    /// earn, `applies` what it could earn as far as it applies.
    pub(super) fn of_award(
        earned: Points,
        open: Option<Points>,
        full: Points,
        applies: Points,
        progress: Progress,
    ) -> Self {
        let bound = |sum| Bound { sum, endless: false };
        Self {
            earns: true,
            earn: earned,
            best: bound(open.unwrap_or(earned)),
            all: bound(full),
            applies: bound(applies),
            progress,
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.deduct = self.deduct + other.deduct;
        self.star = self.star + other.star;
        self.on_top = self.on_top + other.on_top;
        self.hidden = self.hidden + other.hidden;
        self.open.add_bound(other.open);
        self.whole_item |= other.whole_item;
        self.whole_item_open |= other.whole_item_open;
        self.earns |= other.earns;
        self.earn = self.earn + other.earn;
        self.best.add_bound(other.best);
        self.all.add_bound(other.all);
        self.applies.add_bound(other.applies);
        self.add = self.add + other.add;
        self.most_added.add_bound(other.most_added);
        self.fine = self.fine + other.fine;
        self.progress.add(other.progress);
    }

    /// Adds one clause, touching only what its effect concerns.
    fn add_clause(&mut self, clause: &Clause, result: &ClauseScore) {
        if clause.repeated {
            return;
        }
        self.progress.count(result.mark);
        let amount = result.amount;
        match clause.effect {
            Effect::Deduct if clause.takes_whole_item() => {
                self.whole_item |= result.whole_item;
                self.whole_item_open |= result.mark == Mark::Open;
                self.star = self.star + amount;
                self.on_top = self.on_top + amount;
                self.hidden = self.hidden + result.before_max - amount;
            }
            Effect::Deduct => {
                if clause.max.is_some() {
                    self.hidden = self.hidden + result.before_max - amount;
                }
                if clause.star {
                    self.star = self.star + amount;
                    return;
                }
                // Most clauses are one or the other, and sums of zero cost as much as any.
                if result.mark == Mark::Open {
                    self.open.add(result.worst);
                } else {
                    self.deduct = self.deduct + amount;
                }
            }
            Effect::Earn => {
                self.earns = true;
                self.earn = self.earn + amount;
                self.best.add(result.worst);
                let applies = result.mark != Mark::NotApplicable;
                self.all.add(clause.in_full());
                self.applies.add(if applies { clause.in_full() } else { result.worst });
            }
            Effect::Add => {
                self.add = self.add + amount;
                self.most_added.add(result.worst);
            }
            Effect::Fine => self.fine = self.fine + amount,
        }
    }

    /// Deductions with no cap at all.
    pub(super) fn uncapped(&self) -> Points {
        self.deduct + self.star + self.hidden
    }

    /// The most the deductions can come to, ★ and 不得分 apart.
    pub(super) fn worst(&self) -> Bound {
        Bound { sum: self.deduct + self.open.sum, endless: self.open.endless }
    }

    /// What counts, ★ apart.
    fn sum(&self) -> Points {
        self.deduct + self.earn + self.add + self.fine
    }

    fn cap(&mut self, cap: Points) {
        let (found, worst) = (self.deduct, self.worst());
        self.deduct = found.min(cap);
        self.hidden = self.hidden + found - self.deduct;
        self.open = Bound { sum: worst.at_most(cap) - self.deduct, endless: false };
        self.earn = self.earn.min(cap);
        self.add = self.add.min(cap);
        self.fine = self.fine.min(cap);
        self.best = self.best.capped(cap);
        self.all = self.all.capped(cap);
        self.applies = self.applies.capped(cap);
        self.most_added = self.most_added.capped(cap);
    }
}

pub(super) fn add_up(rubric: &Rubric, card: &Scorecard, members: &[Member]) -> Tally {
    let mut sum = Tally::default();
    for member in members {
        match member {
            Member::Group(group) => sum.add(&card.groups[group.0].tally),
            Member::Clause(clause) => {
                sum.add_clause(rubric.clause(*clause), &card.clauses[clause.0]);
            }
        }
    }
    sum
}

/// Only the largest member counts, in each effect.
fn keep_best(rubric: &Rubric, card: &Scorecard, members: &[Member], sum: &mut Tally) {
    let (mut kept, mut worst) = (Tally::default(), Bound::default());
    for member in members {
        let one = add_up(rubric, card, &[*member]);
        if one.deduct + one.star > kept.deduct + kept.star {
            (kept.deduct, kept.star, kept.on_top) = (one.deduct, one.star, one.on_top);
        }
        kept.earn = kept.earn.max(one.earn);
        kept.add = kept.add.max(one.add);
        kept.fine = kept.fine.max(one.fine);
        worst = worst.larger(one.worst());
        kept.best = kept.best.larger(one.best);
        kept.all = kept.all.larger(one.all);
        kept.applies = kept.applies.larger(one.applies);
        kept.most_added = kept.most_added.larger(one.most_added);
    }
    sum.hidden = sum.uncapped() - kept.deduct - kept.star;
    (sum.deduct, sum.star, sum.on_top) = (kept.deduct, kept.star, kept.on_top);
    sum.open = Bound { sum: (worst.sum - kept.deduct).or_zero(), endless: worst.endless };
    (sum.earn, sum.add, sum.fine) = (kept.earn, kept.add, kept.fine);
    (sum.best, sum.all, sum.applies) = (kept.best, kept.all, kept.applies);
    sum.most_added = kept.most_added;
}

/// Calculates a group whose members have been calculated.
pub(super) fn group(rubric: &Rubric, card: &Scorecard, index: GroupIndex) -> GroupScore {
    let group = rubric.group(index);
    let mut tally = add_up(rubric, card, &group.members);
    let before = tally.sum();
    let mut steps = Vec::new();
    if group.best {
        let all = before + tally.star;
        keep_best(rubric, card, &group.members, &mut tally);
        let after = tally.sum() + tally.star;
        if after != all {
            steps.push(Step::GroupBest { before: all, after });
        }
    }
    if let Some(cap) = group.cap {
        let sum = tally.sum();
        tally.cap(cap);
        if !sum.is_zero() {
            steps.push(Step::GroupCap { before: sum, cap, after: tally.sum() });
        }
    }
    let after = tally.sum();
    let room = group.cap.map(|cap| (cap - after).or_zero());
    GroupScore { before, after, room, steps, tally }
}

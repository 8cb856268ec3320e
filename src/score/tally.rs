//! What clauses come to together: groups with their caps, and the sums an item starts from.

use super::{ClauseScore, Progress, Scorecard, Step};
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
    tally: Tally,
}

/// What the clauses of a group or an item come to, by effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) deduct: Points,
    pub(super) earn: Points,
    pub(super) add: Points,
    pub(super) star: Points,
    /// Deductions with no cap at all, to show what the caps hide.
    pub(super) uncapped: Points,
    pub(super) whole_item: bool,
    /// The most the deductions can come to; `None` without bound.
    pub(super) worst: Option<Points>,
    /// The most the requirements can still earn; `None` without bound.
    pub(super) best: Option<Points>,
    pub(super) progress: Progress,
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            deduct: Points::ZERO,
            earn: Points::ZERO,
            add: Points::ZERO,
            star: Points::ZERO,
            uncapped: Points::ZERO,
            whole_item: false,
            worst: Some(Points::ZERO),
            best: Some(Points::ZERO),
            progress: Progress::default(),
        }
    }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        self.deduct = self.deduct + other.deduct;
        self.earn = self.earn + other.earn;
        self.add = self.add + other.add;
        self.star = self.star + other.star;
        self.uncapped = self.uncapped + other.uncapped;
        self.whole_item |= other.whole_item;
        self.worst = sum_of_bounds(self.worst, other.worst);
        self.best = sum_of_bounds(self.best, other.best);
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
            Effect::Deduct => {
                self.uncapped = self.uncapped + result.before_max;
                if clause.star {
                    self.star = self.star + amount;
                    return;
                }
                self.deduct = self.deduct + amount;
                self.whole_item |= result.whole_item;
                let worst = if result.whole_item { None } else { result.worst };
                self.worst = sum_of_bounds(self.worst, worst);
            }
            Effect::Earn => {
                self.earn = self.earn + amount;
                self.best = sum_of_bounds(self.best, result.worst);
            }
            Effect::Add => self.add = self.add + amount,
            Effect::Fine => {}
        }
    }
}

/// The sum of two bounds; `None` where either is without bound.
fn sum_of_bounds(one: Option<Points>, other: Option<Points>) -> Option<Points> {
    one.zip(other).map(|(one, other)| one + other)
}

fn tally_of(rubric: &Rubric, card: &Scorecard, member: Member) -> Tally {
    add_up(rubric, card, &[member])
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
    let tallies: Vec<Tally> = members.iter().map(|m| tally_of(rubric, card, *m)).collect();
    let largest = |pick: fn(&Tally) -> Points| tallies.iter().map(pick).max().unwrap_or_default();
    let bound = |pick: fn(&Tally) -> Option<Points>| {
        let bounds: Option<Vec<Points>> = tallies.iter().map(pick).collect();
        bounds.map(|all| all.into_iter().max().unwrap_or_default())
    };
    sum.deduct = largest(|tally| tally.deduct);
    sum.earn = largest(|tally| tally.earn);
    sum.add = largest(|tally| tally.add);
    sum.worst = bound(|tally| tally.worst);
    sum.best = bound(|tally| tally.best);
}

/// Calculates a group whose members have been calculated.
pub(super) fn group(rubric: &Rubric, card: &Scorecard, index: GroupIndex) -> GroupScore {
    let group = rubric.group(index);
    let mut tally = add_up(rubric, card, &group.members);
    let before = tally.deduct + tally.earn + tally.add;
    let mut steps = Vec::new();
    if group.best {
        keep_best(rubric, card, &group.members, &mut tally);
        let after = tally.deduct + tally.earn + tally.add;
        if after != before {
            steps.push(Step::GroupBest { before, after });
        }
    }
    if let Some(cap) = group.cap {
        let sum = tally.deduct + tally.earn + tally.add;
        tally.deduct = tally.deduct.min(cap);
        tally.earn = tally.earn.min(cap);
        tally.add = tally.add.min(cap);
        if !tally.whole_item {
            tally.worst = Some(tally.worst.map_or(cap, |worst| worst.min(cap)));
        }
        tally.best = Some(tally.best.map_or(cap, |best| best.min(cap)));
        let after = tally.deduct + tally.earn + tally.add;
        if !sum.is_zero() {
            steps.push(Step::GroupCap { before: sum, cap, after });
        }
    }
    let after = tally.deduct + tally.earn + tally.add;
    let room = group.cap.map(|cap| (cap - after).or_zero());
    GroupScore { before, after, room, steps, tally }
}

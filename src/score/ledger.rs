//! The ledgers beside the tree: bonus, direct deductions, vetoes.

use super::Step;
use super::clause::with_share;
use crate::points::Points;
use crate::rubric::{Amount, Clause, ClauseIndex, Home, Member, Rubric, Rule};
use crate::session::{LedgerRow, Session};
use std::collections::{BTreeMap, BTreeSet};

/// 加分: the awards and what is left of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BonusScore {
    /// One result for each row of the session's ledger.
    pub awards: Vec<AwardScore>,
    /// What the limits of clauses and groups took, each beside the numbers of its clauses.
    pub limits: Vec<(String, Step)>,
    /// The sum before the total cap.
    pub before_cap: Points,
    /// What is added to the score.
    pub amount: Points,
}

/// One award.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwardScore {
    /// What was claimed.
    pub claimed: Points,
    /// What is left after its own limit and the same-matter rule, before group and total caps.
    pub counted: Points,
    /// Why something was lost.
    pub lost: Option<Lost>,
}

/// Why an award counts less than was claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Beyond the most one award may add.
    AboveLimit,
    /// Below the least one award may add.
    BelowLimit,
    /// Another award of the same matter is at least as high.
    SameMatter,
    /// The clause counts once, and another award under it is at least as high.
    OnlyOnce,
    /// The rubric has no such clause.
    UnknownClause,
    /// The clause applies to units with a tag this one does not carry.
    OtherUnits,
    /// The document prints the clause twice: this one is not counted.
    Repeated,
    /// The clause has a range or levels and no amount or level was entered.
    AmountMissing,
}

/// 直接计入总分.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectScore {
    /// The product of each row, in order, with the amount for one.
    pub rows: Vec<Step>,
    /// What is taken from the total.
    pub amount: Points,
}

/// 一票否决: one condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VetoScore {
    /// How many were recorded.
    pub count: u32,
    /// Whether the condition holds.
    pub holds: bool,
}

/// Adds up the awards: per-award limit, one matter once, clause and group limits, total cap.
pub(super) fn bonus(rubric: &Rubric, session: &Session) -> BonusScore {
    let rows = &session.bonus[..];
    let clauses: Vec<Option<ClauseIndex>> =
        rows.iter().map(|row| rubric.find_ledger_clause(Home::Bonus, &row.clause)).collect();
    let award = |(row, clause): (&LedgerRow, &Option<ClauseIndex>)| {
        award(clause.map(|clause| rubric.clause(clause)), &session.head.tags, row)
    };
    let mut awards: Vec<AwardScore> = rows.iter().zip(&clauses).map(award).collect();
    let Some(bonus) = &rubric.bonus else {
        return BonusScore { awards, ..BonusScore::default() };
    };
    for scope in matter_scopes(rubric) {
        let matter = |place: &usize| {
            let in_scope = clauses[*place].is_some_and(|clause| scope.contains(&clause));
            Some(rows[*place].matter.trim()).filter(|matter| in_scope && !matter.is_empty())
        };
        keep_the_highest(matter, Lost::SameMatter, &mut awards);
    }
    let yes_or_no =
        |place: &usize| clauses[*place].filter(|clause| !is_counted(rubric.clause(*clause)));
    keep_the_highest(yes_or_no, Lost::OnlyOnce, &mut awards);
    let mut of_clause: BTreeMap<usize, Points> = BTreeMap::new();
    for (award, clause) in awards.iter().zip(&clauses) {
        if let Some(clause) = clause {
            let sum = of_clause.entry(clause.0).or_default();
            *sum = *sum + award.counted;
        }
    }
    let mut limits = Vec::new();
    let before_cap = limited_sum(rubric, &bonus.members, false, &of_clause, &mut limits);
    let amount = bonus.max.map_or(before_cap, |max| before_cap.min(max));
    BonusScore { awards, limits, before_cap, amount }
}

/// Whether a clause of a ledger counts each time; else it is a yes or no.
fn is_counted(clause: &Clause) -> bool {
    clause.rule != Rule::Flat
}

/// The clauses within which one matter counts once: the whole bonus, or each group that says so.
fn matter_scopes(rubric: &Rubric) -> Vec<Vec<ClauseIndex>> {
    let Some(bonus) = &rubric.bonus else { return Vec::new() };
    if bonus.matter_once {
        return vec![rubric.clauses_in(&bonus.members)];
    }
    let groups = rubric.groups().iter().filter(|group| group.home == Home::Bonus);
    groups
        .filter(|group| group.matter_once)
        .map(|group| rubric.clauses_in(&group.members))
        .collect()
}

fn award(clause: Option<&Clause>, tags: &[String], row: &LedgerRow) -> AwardScore {
    let lost = |lost: Lost| AwardScore {
        claimed: row.award.unwrap_or_default(),
        counted: Points::ZERO,
        lost: Some(lost),
    };
    let Some(clause) = clause else { return lost(Lost::UnknownClause) };
    if clause.repeated {
        return lost(Lost::Repeated);
    }
    if clause.only.as_ref().is_some_and(|tag| !tags.contains(tag)) {
        return lost(Lost::OtherUnits);
    }
    let Some(claimed) = amount_of(clause, row) else { return lost(Lost::AmountMissing) };
    let (allowed, lost) = match clause.amount {
        Amount::Range { from, .. } if claimed < from => (Points::ZERO, Some(Lost::BelowLimit)),
        Amount::Range { to, .. } if claimed > to => (to, Some(Lost::AboveLimit)),
        _ => (claimed, None),
    };
    let count = Points::from(if is_counted(clause) { row.count } else { row.count.min(1) });
    let count = count * row.share.unwrap_or(Points::ONE);
    AwardScore { claimed: claimed * count, counted: allowed * count, lost }
}

/// The amount for one: printed, chosen, or that of the chosen level.
fn amount_of(clause: &Clause, row: &LedgerRow) -> Option<Points> {
    match &clause.amount {
        Amount::Fixed(points) => Some(*points),
        Amount::Range { .. } => row.award,
        Amount::Levels(levels) => {
            levels.iter().find(|level| level.name == row.level).map(|level| level.points)
        }
        Amount::All => None,
    }
}

/// Of the awards with the same key, only the highest counts; the first of equals.
fn keep_the_highest<K: Ord>(
    key: impl Fn(&usize) -> Option<K>,
    lost: Lost,
    awards: &mut [AwardScore],
) {
    let mut highest: BTreeMap<K, usize> = BTreeMap::new();
    for place in 0..awards.len() {
        let Some(key) = key(&place).filter(|_| !awards[place].counted.is_zero()) else { continue };
        let Some(best) = highest.get(&key).copied() else {
            highest.insert(key, place);
            continue;
        };
        let loser = if awards[place].counted > awards[best].counted { best } else { place };
        if loser == best {
            highest.insert(key, place);
        }
        awards[loser].counted = Points::ZERO;
        awards[loser].lost = Some(lost);
    }
}

/// The sum over members, each clause and group within its limit.
fn limited_sum(
    rubric: &Rubric,
    members: &[Member],
    best: bool,
    of_clause: &BTreeMap<usize, Points>,
    limits: &mut Vec<(String, Step)>,
) -> Points {
    let mut amounts = Vec::with_capacity(members.len());
    for member in members {
        amounts.push(match member {
            Member::Clause(clause) => {
                let sum = of_clause.get(&clause.0).copied().unwrap_or_default();
                let clause = rubric.clause(*clause);
                let max = clause.max.filter(|max| sum > *max);
                limits.extend(max.map(|max| (clause.no.clone(), Step::ClauseMax { max })));
                max.unwrap_or(sum)
            }
            Member::Group(group) => {
                let group = rubric.group(*group);
                let sum = limited_sum(rubric, &group.members, group.best, of_clause, limits);
                let cap = group.cap.filter(|cap| sum > *cap);
                let step = |cap| Step::GroupCap { before: sum, cap, after: cap };
                limits.extend(cap.map(|cap| (numbers(rubric, &group.members), step(cap))));
                cap.unwrap_or(sum)
            }
        });
    }
    let before: Points = amounts.iter().copied().sum();
    let largest = amounts.into_iter().max().unwrap_or_default();
    if best && largest != before {
        limits.push((numbers(rubric, members), Step::GroupBest { before, after: largest }));
    }
    if best { largest } else { before }
}

fn numbers(rubric: &Rubric, members: &[Member]) -> String {
    let clauses = rubric.clauses_in(members).into_iter();
    clauses.map(|clause| rubric.clause(clause).no.as_str()).collect::<Vec<_>>().join("+")
}

/// Adds up the direct deductions: unlimited, outside every cap.
pub(super) fn direct(rubric: &Rubric, session: &Session) -> DirectScore {
    let mut score = DirectScore::default();
    let mut held = BTreeSet::new();
    for row in &session.direct {
        let clause = rubric.find_ledger_clause(Home::Direct, &row.clause);
        let clause = clause.map(|clause| rubric.clause(clause));
        let Some((clause, amount)) = clause.and_then(|clause| direct_amount(clause, row)) else {
            score.rows.push(Step::Unfit);
            continue;
        };
        if let Some(tag) = clause.only.as_ref().filter(|tag| !session.head.tags.contains(tag)) {
            score.rows.push(Step::OtherUnits { tag: tag.clone() });
            continue;
        }
        // A yes or no holds once, whatever number of rows says so.
        let count = if is_counted(clause) { row.count } else { u32::from(held.insert(&clause.no)) };
        let result = with_share(Points::from(count), amount, row.share, &mut score.rows);
        score.amount = score.amount + result;
    }
    score
}

/// The amount for one, within the printed range.
fn direct_amount<'a>(clause: &'a Clause, row: &LedgerRow) -> Option<(&'a Clause, Points)> {
    let amount = amount_of(clause, row).filter(|_| !clause.repeated)?;
    let fits = match clause.amount {
        Amount::Range { from, to } => from <= amount && amount <= to,
        _ => true,
    };
    fits.then_some((clause, amount))
}

/// Which veto conditions hold.
pub(super) fn vetoes(rubric: &Rubric, rows: &[LedgerRow]) -> Vec<VetoScore> {
    let count_of = |no: &str| {
        let counts = rows.iter().filter(|row| row.clause == no).map(|row| row.count);
        counts.fold(0_u32, u32::saturating_add)
    };
    rubric
        .vetoes
        .iter()
        .map(|veto| {
            let count = count_of(&veto.no);
            VetoScore { count, holds: count >= veto.at_least.max(1) }
        })
        .collect()
}

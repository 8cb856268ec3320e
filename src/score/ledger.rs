//! The ledgers beside the tree: bonus, direct deductions, vetoes.

use super::Step;
use crate::points::Points;
use crate::rubric::{Amount, ClauseIndex, Home, Member, Rubric};
use crate::session::LedgerRow;
use std::collections::BTreeMap;

/// 加分: the awards and what is left of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BonusScore {
    /// One result for each row of the session's ledger.
    pub awards: Vec<AwardScore>,
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
    /// Another award of the same matter is at least as high.
    SameMatter,
    /// The rubric has no such clause.
    UnknownClause,
    /// The clause has a range and no amount was entered.
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
pub(super) fn bonus(rubric: &Rubric, rows: &[LedgerRow]) -> BonusScore {
    let clauses: Vec<Option<ClauseIndex>> =
        rows.iter().map(|row| rubric.find_ledger_clause(Home::Bonus, &row.clause)).collect();
    let mut awards: Vec<AwardScore> =
        rows.iter().zip(&clauses).map(|(row, clause)| award(rubric, *clause, row)).collect();
    let Some(bonus) = &rubric.bonus else {
        return BonusScore { awards, ..BonusScore::default() };
    };
    for scope in matter_scopes(rubric) {
        let in_scope =
            |clause: &Option<ClauseIndex>| clause.is_some_and(|clause| scope.contains(&clause));
        let places: Vec<usize> =
            (0..rows.len()).filter(|place| in_scope(&clauses[*place])).collect();
        one_matter_once(rows, &places, &mut awards);
    }
    let mut of_clause: BTreeMap<usize, Points> = BTreeMap::new();
    for (award, clause) in awards.iter().zip(&clauses) {
        if let Some(clause) = clause {
            let sum = of_clause.entry(clause.0).or_default();
            *sum = *sum + award.counted;
        }
    }
    let before_cap = limited_sum(rubric, &bonus.members, false, &of_clause);
    let amount = bonus.max.map_or(before_cap, |max| before_cap.min(max));
    BonusScore { awards, before_cap, amount }
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

fn award(rubric: &Rubric, clause: Option<ClauseIndex>, row: &LedgerRow) -> AwardScore {
    let Some(clause) = clause.map(|clause| rubric.clause(clause)) else {
        let claimed = row.award.unwrap_or_default();
        return AwardScore { claimed, counted: Points::ZERO, lost: Some(Lost::UnknownClause) };
    };
    let count = Points::from(if clause.unit.is_some() { row.count } else { row.count.min(1) });
    let one = match &clause.amount {
        Amount::Fixed(points) => Some((*points, *points)),
        Amount::Range { to, .. } => row.award.map(|claimed| (claimed, claimed.or_zero().min(*to))),
        Amount::Levels(levels) => {
            let level = levels.iter().find(|level| level.name == row.level);
            level.map(|level| (level.points, level.points))
        }
        Amount::All => None,
    };
    let Some((claimed, allowed)) = one else {
        return AwardScore { lost: Some(Lost::AmountMissing), ..AwardScore::default() };
    };
    AwardScore {
        claimed: claimed * count,
        counted: allowed * count,
        lost: (allowed < claimed).then_some(Lost::AboveLimit),
    }
}

/// Of the awards at `places` that name the same matter, only the highest counts; the first of equals.
fn one_matter_once(rows: &[LedgerRow], places: &[usize], awards: &mut [AwardScore]) {
    let mut highest: BTreeMap<&str, usize> = BTreeMap::new();
    for place in places {
        let matter = rows[*place].matter.trim();
        if matter.is_empty() {
            continue;
        }
        let loser = match highest.get(matter).copied() {
            Some(best) if awards[*place].counted > awards[best].counted => best,
            Some(_) => *place,
            None => {
                highest.insert(matter, *place);
                continue;
            }
        };
        if loser != *place {
            highest.insert(matter, *place);
        }
        awards[loser].counted = Points::ZERO;
        awards[loser].lost = Some(Lost::SameMatter);
    }
}

/// The sum over members, each clause and group within its limit.
fn limited_sum(
    rubric: &Rubric,
    members: &[Member],
    best: bool,
    of_clause: &BTreeMap<usize, Points>,
) -> Points {
    let amounts = members.iter().map(|member| match member {
        Member::Clause(clause) => {
            let sum = of_clause.get(&clause.0).copied().unwrap_or_default();
            rubric.clause(*clause).max.map_or(sum, |max| sum.min(max))
        }
        Member::Group(group) => {
            let group = rubric.group(*group);
            let sum = limited_sum(rubric, &group.members, group.best, of_clause);
            group.cap.map_or(sum, |cap| sum.min(cap))
        }
    });
    if best { amounts.max().unwrap_or_default() } else { amounts.sum() }
}

/// Adds up the direct deductions: unlimited, outside every cap.
pub(super) fn direct(rubric: &Rubric, rows: &[LedgerRow]) -> DirectScore {
    let mut score = DirectScore::default();
    for row in rows {
        let clause = rubric.find_ledger_clause(Home::Direct, &row.clause);
        let amount = match clause.map(|clause| &rubric.clause(clause).amount) {
            Some(Amount::Fixed(amount)) => *amount,
            Some(Amount::Range { from, to }) => {
                row.award.map_or(Points::ZERO, |award| award.max(*from).min(*to))
            }
            _ => {
                score.rows.push(Step::Unfit);
                continue;
            }
        };
        let count = Points::from(row.count);
        let result = count * amount;
        score.rows.push(Step::Times { count, amount, result });
        score.amount = score.amount + result;
    }
    score
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

//! The ledgers beside the tree: bonus, direct deductions, vetoes.

use super::Step;
use super::clause::with_share;
use crate::names;
use crate::points::{Limit, Points};
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

/// One award, or one direct deduction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AwardScore {
    /// What was claimed.
    pub claimed: Points,
    /// What counts in the end; over all awards it adds up to [`BonusScore::amount`].
    pub counted: Points,
    /// What took the rest, from the inside out; empty where everything counts.
    pub losses: Vec<Loss>,
}

/// Something that took a part of an award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What it was.
    pub why: Lost,
    /// What it left of the award.
    pub left: Points,
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
    /// The share it counts with is larger than the clause allows.
    ShareTooLarge,
    /// Its amount or share has more decimals than are calculated with.
    TooFine,
    /// Awards entered before it took what its clause may add: this limit.
    ClauseFull(Points),
    /// Awards entered before it took what its group may add: this limit.
    GroupFull(Points),
    /// 就高不累计: another part of the group is at least as high.
    NotTheLargest,
    /// Awards entered before it took what all awards together may add: this limit.
    TotalFull(Points),
    /// A veto sets the score, and no bonus is added.
    Vetoed,
}

impl AwardScore {
    /// Leaves no more than `left` of it; nothing happens where no more is there.
    fn keep(&mut self, left: Points, why: Lost) {
        if left < self.counted {
            self.counted = left;
            self.losses.push(Loss { why, left });
        }
    }
}

impl BonusScore {
    /// What was claimed, before any limit.
    #[must_use]
    pub fn claimed(&self) -> Points {
        self.awards.iter().fold(Points::ZERO, |sum, award| sum + award.claimed)
    }

    /// A veto sets the score: no award counts.
    pub(super) fn drop_all(&mut self) {
        self.amount = Points::ZERO;
        for award in &mut self.awards {
            award.keep(Points::ZERO, Lost::Vetoed);
        }
    }
}

/// 直接计入总分.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DirectScore {
    /// The product of each row, in order, with the amount for one.
    pub rows: Vec<Step>,
    /// What is taken for each row, and what limits keep from being taken.
    pub taken: Vec<AwardScore>,
    /// What the limits of clauses and groups took, each beside the numbers of its clauses.
    pub limits: Vec<(String, Step)>,
    /// The sum before the limit of all together.
    pub before: Points,
    /// What is taken from the total.
    pub amount: Points,
}

/// 一票否决: one condition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VetoScore {
    /// How many were recorded.
    pub count: u32,
    /// Whether the condition holds, for a unit to which it applies.
    pub holds: bool,
    /// It applies to other units only: what is recorded under it counts nothing.
    pub other_units: bool,
}

/// Adds up the awards: per-award limit, one matter once, clause and group limits, total cap.
/// What a limit of several awards takes is taken in the order of entry: those entered first
/// keep theirs, and the one that passes the limit keeps what is left of it.
pub(super) fn bonus(rubric: &Rubric, session: &Session) -> BonusScore {
    let rows = &session.bonus[..];
    let clauses: Vec<Option<ClauseIndex>> =
        rows.iter().map(|row| rubric.find_ledger_clause(Home::Bonus, &row.clause)).collect();
    let scopes = matter_scopes(rubric);
    let award = |(row, clause): (&LedgerRow, &Option<ClauseIndex>)| {
        let in_scope = clause.is_some_and(|held| scopes.iter().any(|scope| scope.contains(&held)));
        let is_one = in_scope && !names::key(&row.matter).is_empty();
        award(rubric, clause.map(|clause| rubric.clause(clause)), &session.head.tags, (row, is_one))
    };
    let mut awards: Vec<AwardScore> = rows.iter().zip(&clauses).map(award).collect();
    let Some(bonus) = &rubric.bonus else {
        return BonusScore { awards, ..BonusScore::default() };
    };
    for scope in &scopes {
        let matter = |place: &usize| {
            let in_scope = clauses[*place].is_some_and(|clause| scope.contains(&clause));
            Some(names::key(&rows[*place].matter)).filter(|key| in_scope && !key.is_empty())
        };
        keep_the_highest(matter, Lost::SameMatter, &mut awards);
    }
    let yes_or_no =
        |place: &usize| clauses[*place].filter(|clause| !is_counted(rubric.clause(*clause)));
    keep_the_highest(yes_or_no, Lost::OnlyOnce, &mut awards);
    let mut limited = Limited { rubric, clauses, awards, limits: Vec::new() };
    let before_cap = limited.members(&bonus.members, false);
    let amount = match bonus.max {
        Some(max) => limited.fill(&bonus.members, max, Lost::TotalFull(max)),
        None => before_cap,
    };
    let Limited { awards, limits, .. } = limited;
    BonusScore { awards, limits, before_cap, amount }
}

/// Whether a clause of a ledger counts each time; else it is a yes or no.
fn is_counted(clause: &Clause) -> bool {
    clause.rule != Rule::Flat
}

/// The clauses within which one matter counts once: the whole bonus, or each group that says so.
pub(super) fn matter_scopes(rubric: &Rubric) -> Vec<Vec<ClauseIndex>> {
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

/// One award; `is_one`: it names a matter that counts once, however often the row says it was.
fn award(
    rubric: &Rubric,
    clause: Option<&Clause>,
    tags: &[String],
    (row, is_one): (&LedgerRow, bool),
) -> AwardScore {
    let lost = |why: Lost| AwardScore {
        claimed: row.award.filter(|award| !award.is_too_fine(Limit::Amount)).unwrap_or_default(),
        counted: Points::ZERO,
        losses: vec![Loss { why, left: Points::ZERO }],
    };
    let Some(clause) = clause else { return lost(Lost::UnknownClause) };
    if clause.repeated {
        return lost(Lost::Repeated);
    }
    if rubric.applies_to(clause).any(|applies| !applies.fits(tags)) {
        return lost(Lost::OtherUnits);
    }
    if row.share.is_some_and(|share| share > clause.largest_share()) {
        return lost(Lost::ShareTooLarge);
    }
    if row.too_fine().is_some() {
        return lost(Lost::TooFine);
    }
    let Some(claimed) = amount_of(clause, row) else { return lost(Lost::AmountMissing) };
    let (allowed, why) = match clause.amount {
        Amount::Range { from, .. } if claimed < from => (Points::ZERO, Lost::BelowLimit),
        Amount::Range { to, .. } => (claimed.min(to), Lost::AboveLimit),
        _ => (claimed, Lost::AboveLimit),
    };
    let share = row.share.unwrap_or(Points::ONE);
    let times = |count: u32| Points::from(count) * share;
    let count = if is_counted(clause) { row.count } else { row.count.min(1) };
    let claimed = claimed * times(count);
    let mut award = AwardScore { claimed, counted: claimed, losses: Vec::new() };
    award.keep(allowed * times(count), why);
    if is_one {
        award.keep(allowed * times(count.min(1)), Lost::SameMatter);
    }
    award
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
        awards[loser].keep(Points::ZERO, lost);
    }
}

/// Awards on their way through the limits of clauses and groups.
struct Limited<'a> {
    rubric: &'a Rubric,
    /// The clause of each award.
    clauses: Vec<Option<ClauseIndex>>,
    awards: Vec<AwardScore>,
    limits: Vec<(String, Step)>,
}

impl Limited<'_> {
    /// The sum over members, each clause and group within its limit.
    fn members(&mut self, members: &[Member], best: bool) -> Points {
        let amounts: Vec<Points> = members.iter().map(|member| self.member(*member)).collect();
        let before: Points = amounts.iter().copied().sum();
        let largest = amounts.iter().copied().max().unwrap_or_default();
        if !best {
            return before;
        }
        if largest != before {
            let numbers = numbers(self.rubric, members);
            self.limits.push((numbers, Step::GroupBest { before, after: largest }));
        }
        let kept = amounts.iter().position(|amount| *amount == largest);
        for (place, member) in members.iter().enumerate() {
            if Some(place) != kept {
                self.fill(&[*member], Points::ZERO, Lost::NotTheLargest);
            }
        }
        largest
    }

    fn member(&mut self, member: Member) -> Points {
        let (sum, limit, why) = match member {
            Member::Clause(index) => {
                let sum = self.sum(&[member]);
                let clause = self.rubric.clause(index);
                let max = clause.max.filter(|max| sum > *max);
                self.limits.extend(max.map(|max| (clause.no.clone(), Step::ClauseMax { max })));
                (sum, max, Lost::ClauseFull as fn(Points) -> Lost)
            }
            Member::Group(index) => {
                let group = self.rubric.group(index);
                let sum = self.members(&group.members, group.best);
                let cap = group.cap.filter(|cap| sum > *cap);
                let step = |cap| Step::GroupCap { before: sum, cap, after: cap };
                let numbers = numbers(self.rubric, &group.members);
                self.limits.extend(cap.map(|cap| (numbers, step(cap))));
                (sum, cap, Lost::GroupFull as fn(Points) -> Lost)
            }
        };
        limit.map_or(sum, |limit| self.fill(&[member], limit, why(limit)))
    }

    /// The places of the awards under these members, in the order of entry.
    fn places(&self, members: &[Member]) -> Vec<usize> {
        let under = self.rubric.clauses_in(members);
        let is_under = |place: &usize| self.clauses[*place].is_some_and(|c| under.contains(&c));
        (0..self.awards.len()).filter(is_under).collect()
    }

    fn sum(&self, members: &[Member]) -> Points {
        self.places(members).into_iter().map(|place| self.awards[place].counted).sum()
    }

    /// Fills a limit with the awards under these members in the order of entry; the answer
    /// is what counts of them together.
    fn fill(&mut self, members: &[Member], limit: Points, why: Lost) -> Points {
        let mut room = limit;
        for place in self.places(members) {
            let award = &mut self.awards[place];
            award.keep(award.counted.min(room), why);
            room = room - award.counted;
        }
        limit - room
    }
}

fn numbers(rubric: &Rubric, members: &[Member]) -> String {
    let clauses = rubric.clauses_in(members).into_iter();
    clauses.map(|clause| rubric.clause(clause).no.as_str()).collect::<Vec<_>>().join("+")
}

/// Adds up the direct deductions, outside every cap of the tree: within the limits of their own
/// clauses and groups, then of all together, in the order of entry as with awards.
pub(super) fn direct(rubric: &Rubric, session: &Session) -> DirectScore {
    let (mut rows, mut clauses, mut awards) = (Vec::new(), Vec::new(), Vec::new());
    let mut held = BTreeSet::new();
    for row in &session.direct {
        let index = rubric.find_ledger_clause(Home::Direct, &row.clause);
        let mut taken = Points::ZERO;
        rows.push(match direct_row(rubric, session, (index, row), &mut held) {
            Ok((step, result)) => {
                taken = result;
                step
            }
            Err(why) => why,
        });
        clauses.push(index);
        awards.push(AwardScore { claimed: taken, counted: taken, losses: Vec::new() });
    }
    let mut limited = Limited { rubric, clauses, awards, limits: Vec::new() };
    let before = limited.members(&rubric.direct, false);
    let amount = match rubric.head.direct_max {
        Some(max) => limited.fill(&rubric.direct, max, Lost::TotalFull(max)),
        None => before,
    };
    DirectScore { rows, taken: limited.awards, limits: limited.limits, before, amount }
}

/// The product of a row; else why it takes nothing.
fn direct_row<'a>(
    rubric: &'a Rubric,
    session: &Session,
    (index, row): (Option<ClauseIndex>, &LedgerRow),
    held: &mut BTreeSet<&'a str>,
) -> Result<(Step, Points), Step> {
    let clause = index.map(|index| rubric.clause(index));
    let found = clause.and_then(|clause| direct_amount(clause, row));
    let (clause, amount) = found.ok_or(Step::Unfit)?;
    let mut others = rubric.applies_to(clause).filter(|it| !it.fits(&session.head.tags));
    if let Some(applies) = others.next() {
        return Err(Step::OtherUnits { applies: applies.clone() });
    }
    // A yes or no holds once, whatever number of rows says so.
    let count = if is_counted(clause) { row.count } else { u32::from(held.insert(&clause.no)) };
    let mut steps = Vec::with_capacity(1);
    let result = with_share(Points::from(count), amount, row.share, &mut steps);
    steps.pop().map(|step| (step, result)).ok_or(Step::Unfit)
}

/// The amount for one, within the printed range.
fn direct_amount<'a>(clause: &'a Clause, row: &LedgerRow) -> Option<(&'a Clause, Points)> {
    let is_shared = row.share.is_none_or(|share| share <= clause.largest_share());
    let is_usable = !clause.repeated && is_shared && row.too_fine().is_none();
    let amount = amount_of(clause, row).filter(|_| is_usable)?;
    let fits = match clause.amount {
        Amount::Range { from, to } => from <= amount && amount <= to,
        _ => true,
    };
    fits.then_some((clause, amount))
}

/// Which veto conditions hold.
pub(super) fn vetoes(rubric: &Rubric, session: &Session) -> Vec<VetoScore> {
    let count_of = |no: &str| {
        let counts = session.vetoes.iter().filter(|row| row.clause == no).map(|row| row.count);
        counts.fold(0_u32, u32::saturating_add)
    };
    rubric
        .vetoes
        .iter()
        .map(|veto| {
            let count = count_of(&veto.no);
            let other_units = !veto.applies.fits(&session.head.tags);
            let holds = !other_units && count >= veto.at_least.max(1);
            VetoScore { count, holds, other_units }
        })
        .collect()
}

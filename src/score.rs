//! The one calculation: a rubric and a session in, a [`Scorecard`] out.
//!
//! Screens, commands and reports show a scorecard and calculate nothing
//! themselves. The order, from the inside out:
//!
//! 1. clause: each finding is amount × share; the sum is limited by the clause's own max;
//! 2. group: `min(cap, sum)`, from the innermost outward; ★ and 不得分 pass every cap;
//! 3. item: `ordinary = min(points, sum without ★)`, all of it where a 不得分 clause holds;
//!    `score = points − ordinary − ★ + additions`; only ★ can take an item below 0. Where
//!    requirements earn points, what was earned (at most the points) stands for the points;
//! 4. a judged item scores what was awarded;
//! 5. parents are sums of their children, weighted where the rubric says so. What prints no
//!    points only groups: its clauses count in its carrier (`rubric/carriers.rs`), together as
//!    in one item;
//!    A factor on a branch multiplies its score before its floor and ceiling (`factors.rs`);
//! 6. base = sum of the top level; factor; conversion of what does not apply; − direct deductions;
//! 7. + bonus: per-award limit, one matter once, clause and group limits, total cap;
//! 8. veto, 9. grade; what lowers a grade comes last;
//! 10. what the final score is worth in another assessment.
//!
//! What a limit of several awards takes, those entered last lose.
//!
//! Every result carries the [`Step`]s that led to it. The module is total: a
//! value that does not fit its clause counts as not recorded and says so.

mod average;
mod breakdown;
mod clause;
mod factors;
mod indicator;
mod item;
mod ledger;
mod margin;
mod matter;
mod measure;
mod outward;
mod progress;
mod step;
mod tally;
mod total;
mod uncounted;
mod veto;

pub use breakdown::{Part, hidden_in, lost_by_department, lost_by_office, lost_of};
pub use clause::{ClauseScore, too_many_missing};
pub use indicator::IndicatorScore;
pub use ledger::{AwardScore, BonusScore, DirectScore, Loss, Lost, VetoScore};
pub use margin::{
    About, Held, Hidden, Limit, Margin, Margins, NextGrade, WithoutVeto, fix, margins, margins_told,
};
pub use progress::Progress;
pub use step::Step;
pub use tally::GroupScore;
pub use total::{
    Completion, Converted, Total, completion_by_office, completion_by_section, completion_of,
    tasks_by_office,
};
pub use uncounted::{
    Uncounted, What, Why, matters_beside, may_be_one, meant_share, of_entry, of_row, rounded_limit,
    uncounted,
};

use crate::points::Points;
use crate::rubric::{
    AppliesTo, ClauseIndex, GroupIndex, Home, Indicator, IndicatorIndex, Rubric, Subject,
};
use crate::session::{Entry, Session, Value};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The state of a clause, an item or a task, as the tree marks it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// 未评: nobody has looked.
    #[default]
    Open,
    /// 无问题: looked at, nothing lost.
    Met,
    /// 有问题: something was found.
    Found,
    /// 不涉及.
    NotApplicable,
}

/// Every result of one session, beside the lists of its rubric: `clauses[i]`
/// belongs to `rubric.clauses()[i]`, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// Results of the clauses (those of bonus and direct deductions stay empty).
    pub clauses: Vec<ClauseScore>,
    /// Results of the groups.
    pub groups: Vec<GroupScore>,
    /// Results of the indicators.
    pub indicators: Vec<IndicatorScore>,
    /// 加分.
    pub bonus: BonusScore,
    /// 直接计入总分.
    pub direct: DirectScore,
    /// 一票否决, one result for each veto of the rubric.
    pub vetoes: Vec<VetoScore>,
    /// The whole.
    pub total: Total,
    /// Ids of entries that the rubric does not know: kept, shown, never added.
    pub unknown: Vec<String>,
}

/// Calculates everything.
#[must_use]
pub fn score(rubric: &Rubric, session: &Session) -> Scorecard {
    let (entries, unknown) = resolve(rubric, session);
    let left_out = all_left_out(rubric, session, &entries);
    let tags = &session.head.tags;
    let counted = counted(rubric, tags, None, |index| entries.of_clauses[index.0]);
    let clauses = rubric.clauses().iter().zip(&entries.of_clauses).enumerate();
    let clauses = clauses.map(|(place, (clause, entry))| {
        let reason = if let Home::Item(item) = clause.home { left_out[item.0] } else { None };
        matter::clause(rubric, clause, (tags, reason), (*entry, counted.get(&place)))
    });
    let mut card = Scorecard {
        clauses: clauses.collect(),
        groups: vec![GroupScore::default(); rubric.groups().len()],
        indicators: vec![IndicatorScore::default(); rubric.indicators().len()],
        unknown,
        ..Scorecard::default()
    };
    for index in (0..rubric.groups().len()).rev().map(GroupIndex) {
        card.groups[index.0] = tally::group(rubric, &card, index);
    }
    for index in (0..rubric.indicators().len()).rev().map(IndicatorIndex) {
        let (reason, entry) = (left_out[index.0], entries.of_indicators[index.0]);
        card.indicators[index.0] =
            indicator::indicator(rubric, session, &card, index, reason, entry);
    }
    for item in (0..rubric.indicators().len()).map(IndicatorIndex) {
        card.tell_as_whole(rubric, item);
    }
    card.rescore_total(rubric, session);
    card
}

impl Scorecard {
    /// 加分: what was added inside items, and the bonus that counts.
    #[must_use]
    pub fn added(&self) -> Points {
        self.total.added + self.bonus.amount
    }

    /// Brings the results up to date after the entry under `id` changed: the
    /// same numbers as [`score`], with the work of one path of the tree.
    pub fn rescore_entry(&mut self, rubric: &Rubric, session: &Session, id: &str) {
        if self.rescore_path(rubric, session, id) {
            self.rescore_total(rubric, session);
        } else {
            *self = score(rubric, session);
        }
    }

    /// The same without the total; whether there is such a path. Where there is none (a
    /// section, an id the rubric does not know) everything has to be calculated.
    fn rescore_path(&mut self, rubric: &Rubric, session: &Session, id: &str) -> bool {
        let (item, only) = match rubric.find(id) {
            Some(Subject::Indicator(item)) => (Some(item), None),
            Some(Subject::Clause(clause)) => (item_of(rubric, clause), Some(clause)),
            None => (None, None),
        };
        // What does not apply to a section does not apply to anything below it.
        let Some(item) = item.filter(|item| rubric.indicator(*item).children.is_empty()) else {
            return false;
        };
        let path = path_of(rubric, Some(item));
        let reasons = reasons_along(rubric, session, &path);
        let members = &rubric.indicator(item).members;
        let (tags, reason) = (&session.head.tags, reasons[0]);
        let entry_of = |index: ClauseIndex| session.entry(&rubric.clause(index).id);
        let counted = counted(rubric, tags, Some(item), entry_of);
        // What is recorded under one clause says nothing about the others of its item, but for
        // those that may be of the same matter.
        let only =
            only.filter(|_| matter::scopes(rubric, Some(item)).is_empty() && !rubric.earns(item));
        let is_whole = self.has_full_marks(rubric, item);
        let clauses = only.map_or_else(|| rubric.clauses_in(members), |clause| vec![clause]);
        for clause in clauses {
            let (held, both) = (rubric.clause(clause), (entry_of(clause), counted.get(&clause.0)));
            self.clauses[clause.0] = matter::clause(rubric, held, (tags, reason), both);
        }
        for group in rubric.groups_in(members) {
            self.groups[group.0] = tally::group(rubric, self, group);
        }
        for (index, reason) in path.into_iter().zip(reasons) {
            let entry = session.entry(&rubric.indicator(index).id);
            self.indicators[index.0] =
                indicator::indicator(rubric, session, self, index, reason, entry);
        }
        self.tell_as_whole(rubric, item);
        // What others below the same carrier say of themselves depends on it too.
        rubric.carrier_above(item).is_none() || is_whole == self.has_full_marks(rubric, item)
    }

    /// Whether what carries an item has its points as a whole, because nothing of it applies.
    fn has_full_marks(&self, rubric: &Rubric, item: IndicatorIndex) -> bool {
        let carrier = rubric.carrier_of(item);
        carrier.is_some_and(|carrier| self.indicators[carrier.0].steps.contains(&Step::FullMarks))
    }

    /// What has its points as a whole does not earn them one by one, as far as steps say.
    fn tell_as_whole(&mut self, rubric: &Rubric, item: IndicatorIndex) {
        if !rubric.earns(item) || !self.has_full_marks(rubric, item) {
            return;
        }
        for clause in rubric.clauses_in(&rubric.indicator(item).members) {
            self.clauses[clause.0].steps.retain(|step| !matches!(step, Step::Flat { .. }));
        }
    }

    fn rescore_total(&mut self, rubric: &Rubric, session: &Session) {
        self.bonus = ledger::bonus(rubric, session);
        self.direct = ledger::direct(rubric, session);
        self.vetoes = ledger::vetoes(rubric, session);
        self.total = total::total(rubric, session, self);
        if self.total.drops_bonus {
            self.bonus.drop_all();
        }
    }
}

/// What one clause would come to with this entry, before any cap around it.
#[must_use]
pub fn preview(
    rubric: &Rubric,
    session: &Session,
    index: ClauseIndex,
    entry: &Entry,
) -> ClauseScore {
    let item = item_of(rubric, index);
    let reason = reasons_along(rubric, session, &path_of(rubric, item)).first().copied().flatten();
    let tags = &session.head.tags;
    let entry_of = |other: ClauseIndex| {
        if other == index { Some(entry) } else { session.entry(&rubric.clause(other).id) }
    };
    let counted = counted(rubric, tags, item, entry_of);
    let both = (Some(entry), counted.get(&index.0));
    matter::clause(rubric, rubric.clause(index), (tags, reason), both)
}

/// The entries that do not count as they stand, because of what they say of one matter; under
/// one item, or under all.
fn counted<'a>(
    rubric: &Rubric,
    tags: &[String],
    item: Option<IndicatorIndex>,
    entry_of: impl Fn(ClauseIndex) -> Option<&'a Entry>,
) -> BTreeMap<usize, Entry> {
    let applies = |index: &ClauseIndex| {
        rubric.applies_to(rubric.clause(*index)).all(|applies| applies.fits(tags))
    };
    let entry_of = |index: ClauseIndex| entry_of(index).filter(|_| applies(&index));
    let scopes = matter::scopes(rubric, item).into_iter();
    scopes.flat_map(|scope| matter::counted(rubric, &scope, entry_of)).collect()
}

/// Whether an entry can be counted under what it is about, once that applies to the unit.
#[must_use]
pub fn fits(rubric: &Rubric, session: &Session, subject: Subject, entry: &Entry) -> bool {
    match subject {
        Subject::Clause(index) => {
            let held = rubric.clause(index);
            let tags = AppliesTo::fitting_tags(rubric.applies_to(held)).unwrap_or_default();
            let result = clause::clause(rubric, held, &tags, None, Some(entry));
            !result.steps.contains(&Step::Unfit)
        }
        Subject::Indicator(index) => {
            let held = rubric.indicator(index);
            indicator::fits(held.kind, rubric.out_of(index, &session.head.tags), entry)
        }
    }
}

/// An item and everything above it.
fn path_of(rubric: &Rubric, item: Option<IndicatorIndex>) -> Vec<IndicatorIndex> {
    std::iter::successors(item, |index| rubric.indicator(*index).parent).collect()
}

/// 不涉及: why something does not apply.
#[derive(Clone, Copy, Debug)]
enum LeftOut<'a> {
    /// It applies to these units.
    OtherUnits(&'a AppliesTo),
    /// The reason an assessor gave.
    NotApplicable(&'a str),
}

impl<'a> LeftOut<'a> {
    /// Why something of which all of this is said does not apply with this entry, if it does not.
    fn new(
        applies: impl IntoIterator<Item = &'a AppliesTo>,
        tags: &[String],
        entry: Option<&'a Entry>,
    ) -> Option<Self> {
        if let Some(others) = applies.into_iter().find(|applies| !applies.fits(tags)) {
            return Some(Self::OtherUnits(others));
        }
        match entry.map(|entry| &entry.value) {
            Some(Value::NotApplicable(reason)) => Some(Self::NotApplicable(reason)),
            _ => None,
        }
    }

    fn of(indicator: &'a Indicator, session: &Session, entry: Option<&'a Entry>) -> Option<Self> {
        Self::new([&indicator.applies], &session.head.tags, entry)
    }

    fn step(self) -> Step {
        match self {
            Self::OtherUnits(applies) => Step::OtherUnits { applies: applies.clone() },
            Self::NotApplicable(reason) => Step::NotApplicable { reason: reason.to_owned() },
        }
    }
}

/// Why each indicator does not apply: a reason of its own, else that of what is above it.
fn all_left_out<'a>(
    rubric: &'a Rubric,
    session: &Session,
    entries: &Entries<'a>,
) -> Vec<Option<LeftOut<'a>>> {
    let mut reasons: Vec<Option<LeftOut<'a>>> = Vec::with_capacity(rubric.indicators().len());
    for (indicator, entry) in rubric.indicators().iter().zip(&entries.of_indicators) {
        let above = indicator.parent.and_then(|parent| reasons[parent.0]);
        reasons.push(LeftOut::of(indicator, session, *entry).or(above));
    }
    reasons
}

/// The same along a path from an item up to the top.
fn reasons_along<'a>(
    rubric: &'a Rubric,
    session: &'a Session,
    path: &[IndicatorIndex],
) -> Vec<Option<LeftOut<'a>>> {
    let mut reasons = Vec::with_capacity(path.len());
    let mut above = None;
    for index in path.iter().rev() {
        let indicator = rubric.indicator(*index);
        above = LeftOut::of(indicator, session, session.entry(&indicator.id)).or(above);
        reasons.push(above);
    }
    reasons.reverse();
    reasons
}

fn item_of(rubric: &Rubric, clause: ClauseIndex) -> Option<IndicatorIndex> {
    match rubric.clause(clause).home {
        Home::Item(item) => Some(item),
        Home::Bonus | Home::Direct => None,
    }
}

/// Each entry beside what it names.
struct Entries<'a> {
    of_clauses: Vec<Option<&'a Entry>>,
    of_indicators: Vec<Option<&'a Entry>>,
}

/// Walks the sorted ids and the sorted entries side by side, so that a large
/// session costs one comparison for each id instead of a search.
fn resolve<'a>(rubric: &Rubric, session: &'a Session) -> (Entries<'a>, Vec<String>) {
    let mut entries = Entries {
        of_clauses: vec![None; rubric.clauses().len()],
        of_indicators: vec![None; rubric.indicators().len()],
    };
    let mut unknown = Vec::new();
    let mut ids = rubric.ids().iter().peekable();
    for (id, entry) in &session.entries {
        let mut place = Ordering::Less;
        while let Some((known, _)) = ids.peek() {
            place = known.as_str().cmp(id);
            if place != Ordering::Less {
                break;
            }
            ids.next();
        }
        match ids.peek().filter(|_| place == Ordering::Equal) {
            Some((_, Subject::Clause(clause))) => entries.of_clauses[clause.0] = Some(entry),
            Some((_, Subject::Indicator(item))) => entries.of_indicators[item.0] = Some(entry),
            None => unknown.push(id.clone()),
        }
    }
    (entries, unknown)
}

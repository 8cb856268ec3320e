//! 对比: what several assessments against one rubric say about the same thing.
//!
//! A [`Comparison`] has a row for every section, item and clause, and for every number of the
//! ledgers, with what each assessment found there. The numbers are those of the scorecards;
//! nothing is calculated but differences. Assessments against two versions of a rubric, or
//! against last year's, are matched part by part as `rubric::changes` does.

mod rows;

pub use rows::{Cell, Row};

use crate::points::Points;
use crate::rubric::Rubric;
use crate::rubric::changes::{Counterpart, Kind, Part, counterparts};
use crate::score::{Scorecard, Total};
use crate::session::Session;
use std::collections::HashMap;

/// One of the assessments that are compared.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The rubric it was scored with.
    pub rubric: &'a Rubric,
    /// What was recorded.
    pub session: &'a Session,
    /// What it comes to.
    pub card: &'a Scorecard,
}

/// Which of two versions of a rubric are so different that nothing can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrelated {
    /// The place of the one assessment.
    pub one: usize,
    /// The place of the other.
    pub other: usize,
}

/// A number of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// 罚款: yuan, no part of the score.
    Fines,
    /// The sum of the sections.
    Base,
    /// 直接计入总分.
    Direct,
    /// 加分.
    Bonus,
    /// The score before any veto.
    BeforeVeto,
    /// 得分.
    Score,
}

/// How far apart the numbers of several assessments are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Apart {
    /// Between the largest and the smallest; absent where fewer than two are there.
    pub gap: Option<Points>,
    /// What the last that is there has more than the first.
    pub difference: Option<Points>,
    /// One of them is not finished: what is still open is no 0, so nothing is said of how far
    /// apart they are.
    pub is_open: bool,
}

/// What several assessments say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the first assessment's document; what only others have stands behind
    /// what it follows there.
    pub rows: Vec<Row>,
    /// The numbers of the whole, of each assessment.
    pub totals: Vec<(Figure, Vec<Option<Points>>)>,
    /// Of each assessment, whether anything is open in it.
    pub unfinished: Vec<bool>,
}

impl Apart {
    /// Of numbers, one of which may not be finished.
    #[must_use]
    pub fn of(numbers: &[Option<Points>], is_open: bool) -> Self {
        if is_open {
            return Self { is_open, ..Self::default() };
        }
        Self { gap: gap(numbers), difference: difference(numbers), is_open }
    }
}

impl Comparison {
    /// Whether a number of the whole may still change in an assessment.
    #[must_use]
    pub fn is_provisional(&self, figure: Figure, side: usize) -> bool {
        figure.waits() && self.unfinished.get(side).is_some_and(|open| *open)
    }

    /// How far apart the assessments are in a number of the whole, by its place.
    #[must_use]
    pub fn apart(&self, place: usize) -> Apart {
        let Some((figure, values)) = self.totals.get(place) else { return Apart::default() };
        let is_open = (0..values.len()).any(|side| self.is_provisional(*figure, side));
        Apart::of(values, is_open)
    }
}

impl Figure {
    /// All of them, in the order of the calculation.
    pub const ALL: [Self; 6] =
        [Self::Fines, Self::Base, Self::Direct, Self::Bonus, Self::BeforeVeto, Self::Score];

    /// Whether it depends on what is still open: 加分 and 直接计入总分 do not.
    #[must_use]
    pub fn waits(self) -> bool {
        matches!(self, Self::Fines | Self::Base | Self::BeforeVeto | Self::Score)
    }

    /// What a scorecard says; `None` for a checklist.
    #[must_use]
    pub fn of(self, card: &Scorecard) -> Option<Points> {
        let Total { base, score, score_before_veto, .. } = card.total;
        match self {
            Self::Fines => Some(card.total.fines),
            Self::Base => base,
            Self::Direct => base.map(|_| Points::ZERO - card.direct.amount),
            Self::Bonus => base.map(|_| card.bonus.amount),
            Self::BeforeVeto => score_before_veto,
            Self::Score => score,
        }
    }
}

/// How far apart the largest and the smallest are; `None` where fewer than two are there.
#[must_use]
pub fn gap(numbers: &[Option<Points>]) -> Option<Points> {
    let there = || numbers.iter().flatten().copied();
    let least = there().min().filter(|_| there().count() > 1)?;
    there().max().map(|most| most - least)
}

/// What the last that is there has more than the first; `None` where fewer than two are.
#[must_use]
pub fn difference(numbers: &[Option<Points>]) -> Option<Points> {
    let mut there = numbers.iter().flatten().copied();
    let first = there.next()?;
    there.last().map(|last| last - first)
}

/// Puts the assessments side by side.
///
/// # Errors
/// Two of them are against documents that have nothing to do with each other.
pub fn compare(sides: &[Side<'_>]) -> Result<Comparison, Unrelated> {
    let pairs = all_pairs(sides)?;
    let totals = Figure::ALL
        .map(|figure| (figure, sides.iter().map(|side| figure.of(side.card)).collect::<Vec<_>>()));
    // A line that says nothing of its own is left out.
    let has_veto =
        sides.iter().any(|side| Figure::BeforeVeto.of(side.card) != side.card.total.score);
    let is_told = |(figure, values): &(Figure, Vec<Option<Points>>)| match figure {
        Figure::Score => true,
        Figure::BeforeVeto => has_veto,
        _ => values.iter().flatten().any(|value| !value.is_zero()),
    };
    Ok(Comparison {
        rows: rows::rows(sides, &pairs),
        totals: totals.into_iter().filter(is_told).collect(),
        unfinished: sides.iter().map(|side| side.card.total.progress.open > 0).collect(),
    })
}

/// What stands in two of the documents.
struct Pair {
    /// The places of the assessments, the smaller first.
    between: (usize, usize),
    /// What each part of the first document is in the second, and what happened to it.
    parts: HashMap<Part, (Part, Option<Kind>)>,
}

fn all_pairs(sides: &[Side<'_>]) -> Result<Vec<Pair>, Unrelated> {
    let mut pairs = Vec::new();
    for one in 0..sides.len() {
        for other in one + 1..sides.len() {
            let found = pair(sides[one], sides[other]).ok_or(Unrelated { one, other })?;
            let parts = found.into_iter().map(|held| (held.old, (held.new, held.kind)));
            pairs.push(Pair { between: (one, other), parts: parts.collect() });
        }
    }
    Ok(pairs)
}

/// The counterparts of two documents; `None` where they have nothing to do with each other.
fn pair(one: Side<'_>, other: Side<'_>) -> Option<Vec<Counterpart>> {
    let is_same = one.session.rubric.sha256 == other.session.rubric.sha256
        && one.rubric.ids() == other.rubric.ids()
        && Part::all(one.rubric) == Part::all(other.rubric);
    if is_same || std::ptr::eq(one.rubric, other.rubric) {
        let same = |part| Counterpart { old: part, new: part, kind: None };
        return Some(Part::all(one.rubric).into_iter().map(same).collect());
    }
    let found = counterparts(one.rubric, other.rubric);
    let is_related = one.rubric.head.id == other.rubric.head.id
        || has_much_in_common(one.rubric, other.rubric, &found);
    is_related.then_some(found)
}

/// Whether at least half of what the smaller document records about stands word for word in
/// the other: so it is with a document and its successor, whatever they are called.
fn has_much_in_common(one: &Rubric, other: &Rubric, found: &[Counterpart]) -> bool {
    let recorded = |rubric: &Rubric| {
        let items = rubric.indicators().iter().filter(|indicator| indicator.is_item());
        items.count() + rubric.clauses().len()
    };
    let is_recorded = |part: Part| match part {
        Part::Indicator(index) => one.indicator(index).is_item(),
        Part::Clause(_) => true,
        _ => false,
    };
    let has_words = |kind: Option<Kind>| kind.is_none_or(Kind::keeps_records);
    let same = found.iter().filter(|pair| has_words(pair.kind) && is_recorded(pair.old)).count();
    same > 0 && same * 2 >= recorded(one).min(recorded(other))
}

//! What is different between two versions of a document.
//!
//! A version is taken apart into [`Part`]s: what it says of the whole, its
//! indicators and clauses, bonus, direct deductions, vetoes, factors, grades.
//! Parts are matched in this order: the same number and the same content; the
//! same content under another number, where only one part on each side has it
//! (first below the same parent, then anywhere); the same number. What is left
//! is gone or new. So every part of both versions is unchanged or listed once.

mod beside;
mod facts;
mod matching;

use super::{ClauseIndex, Home, IndicatorIndex, Rubric};
pub use beside::{Beside, beside};
use matching::Matching;

/// A part of a document that may change by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What the document says of itself and of the whole score.
    Head,
    /// An indicator.
    Indicator(IndicatorIndex),
    /// A clause of an item, of the bonus, or a direct deduction.
    Clause(ClauseIndex),
    /// How the bonus as a whole is limited.
    Bonus,
    /// The veto of this place in [`Rubric::vetoes`].
    Veto(usize),
    /// The factor of this place in [`Rubric::factors`].
    Factor(usize),
    /// The grades.
    Grades,
}

/// What happened to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Its words, or how they are understood; the score is calculated as before.
    Text,
    /// Something that a score depends on: amount, rule, limits, points; often the words too.
    Rule,
    /// It stands in the old version only.
    Gone,
    /// It stands in the new version only.
    New,
    /// The same under another number.
    Renumbered,
    /// Only what stands beside it: who assesses, how, with which material.
    Beside,
}

impl Kind {
    /// Whether what is recorded about the part goes on as it is.
    #[must_use]
    pub fn keeps_records(self) -> bool {
        matches!(self, Self::Renumbered | Self::Beside)
    }
}

/// One difference between two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: Kind,
    /// The part in the old version; absent where it is new.
    pub old: Option<Part>,
    /// The part in the new version; absent where it is gone.
    pub new: Option<Part>,
}

/// Everything that is different, in the order of the new document; what is gone stands
/// where it stood.
#[must_use]
pub fn changes(old: &Rubric, new: &Rubric) -> Vec<Change> {
    Matching::of(old, new).changes()
}

/// A part that stands in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// What it is in the old version.
    pub old: Part,
    /// What it is in the new version.
    pub new: Part,
    /// What happened to it; absent where nothing did.
    pub kind: Option<Kind>,
}

/// Every part that stands in both versions, matched as [`changes`] does, in the order of the
/// old document.
#[must_use]
pub fn counterparts(old: &Rubric, new: &Rubric) -> Vec<Counterpart> {
    Matching::of(old, new).counterparts()
}

impl Part {
    /// All parts of a document, in its order.
    #[must_use]
    pub fn all(rubric: &Rubric) -> Vec<Self> {
        let mut parts = vec![Self::Head];
        for (place, indicator) in rubric.indicators().iter().enumerate() {
            parts.push(Self::Indicator(IndicatorIndex(place)));
            parts.extend(rubric.clauses_in(&indicator.members).into_iter().map(Self::Clause));
        }
        if let Some(bonus) = &rubric.bonus {
            parts.push(Self::Bonus);
            parts.extend(rubric.clauses_in(&bonus.members).into_iter().map(Self::Clause));
        }
        parts.extend(rubric.clauses_in(&rubric.direct).into_iter().map(Self::Clause));
        parts.extend((0..rubric.vetoes.len()).map(Self::Veto));
        parts.extend((0..rubric.factors.len()).map(Self::Factor));
        if !rubric.grades.is_empty() {
            parts.push(Self::Grades);
        }
        parts
    }

    /// The id or number it has in its document; empty for what there is only one of.
    #[must_use]
    pub fn id(self, rubric: &Rubric) -> &str {
        match self {
            Self::Indicator(index) => &rubric.indicator(index).id,
            Self::Clause(index) => &rubric.clause(index).id,
            Self::Veto(place) => &rubric.vetoes[place].no,
            Self::Factor(place) => &rubric.factors[place].no,
            Self::Head | Self::Bonus | Self::Grades => "",
        }
    }

    /// The id that an entry of a session names it by; none for what has no entries.
    #[must_use]
    pub fn entry_id(self, rubric: &Rubric) -> Option<&str> {
        let has_entries = match self {
            Self::Indicator(_) => true,
            Self::Clause(index) => matches!(rubric.clause(index).home, Home::Item(_)),
            Self::Head | Self::Bonus | Self::Veto(_) | Self::Factor(_) | Self::Grades => false,
        };
        has_entries.then(|| self.id(rubric))
    }
}

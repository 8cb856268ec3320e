//! 起草: an office's document becomes a rubric, and nothing of it is lost on the way.
//!
//! [`source`] is the content of a file, uninterpreted; [`outline`] finds title, headings,
//! items, criteria and notes in it; [`draft`] makes a rubric of that, with each clause saying how
//! sure it is, where it stands and what else it could be. Files are read by storage; here is no
//! file, no clock and no terminal.

mod account;
mod assemble;
mod criteria;
mod duties;
mod grades;
mod head;
mod last_year;
mod notes;
pub mod numbers;
pub mod outline;
pub mod source;
mod vetoes;

pub use last_year::{TakenOver, take_over};

use crate::points::Points;
use crate::rubric::{Amount, Clause, Rubric};
use crate::wording::Certainty;
use outline::{LeftOut, Piece, Remark, Wishes};
use source::{Place, Source};

/// A rubric made of a document, and how sure it is.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The rubric.
    pub rubric: Rubric,
    /// What is known of each clause of the rubric, in their order.
    pub clauses: Vec<Drafted>,
    /// Where each indicator stands, in their order.
    pub indicators: Vec<Place>,
    /// Items without a rule, which are judged by hand: their places in the list of indicators.
    pub judged: Vec<usize>,
    /// What is no part of the rubric, with its place and why.
    pub left_out: Vec<(Piece, LeftOut)>,
    /// Texts that belong to it and found no place.
    pub not_placed: Vec<Piece>,
    /// What is to be told with its place.
    pub remarks: Vec<(Remark, Place)>,
    /// Tables that were read.
    pub tables: usize,
    /// Their rows.
    pub rows: usize,
}

/// What is known of a drafted clause.
#[derive(Clone, Debug, Default)]
pub struct Drafted {
    /// How sure its rule is.
    pub certainty: Certainty,
    /// Where its words begin.
    pub place: Place,
    /// Its rule read in other ways, the likeliest first.
    pub others: Vec<Clause>,
}

/// Makes a rubric of a document.
#[must_use]
pub fn draft(source: &Source, wishes: &Wishes, id: &str) -> Draft {
    let outline = outline::lay_out(source, wishes);
    let mut draft = assemble::assemble(outline, id);
    account::complete(source, &mut draft);
    draft
}

/// One of the rubrics in a document that contains several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOfSeveral {
    /// Its first table, from 1.
    pub table: usize,
    /// Its title.
    pub title: String,
    /// How many items it has.
    pub items: usize,
    /// Its total points, where they can be added up.
    pub total: Option<Points>,
}

/// The rubrics of a document that holds several: tables below titles of their own that come to the
/// same total, each beginning to count anew. Empty where it holds one.
#[must_use]
pub fn several(source: &Source) -> Vec<OneOfSeveral> {
    let titled = outline::titled(source);
    if titled.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<(OneOfSeveral, String)> = Vec::new();
    for one in titled {
        let Some(table) = one.tables.first().copied() else { continue };
        let wishes = Wishes { table: Some(table), columns: Vec::new() };
        let made = draft(source, &wishes, "draft").rubric;
        let first = made.indicators().first().map(|first| first.no.clone());
        let items = made.indicators().iter().filter(|indicator| indicator.is_item()).count();
        let title = outline::joined(&one.title.text);
        let total = made.head.total;
        found.push((OneOfSeveral { table, title, items, total }, first.unwrap_or_default()));
    }
    let is_whole = |(one, _): &(OneOfSeveral, String)| one.items > 1 && one.total.is_some();
    let are_alike = found.windows(2).all(|pair| {
        pair[0].0.total == pair[1].0.total
            && pair[0].1 == pair[1].1
            && pair[0].0.title != pair[1].0.title
    });
    if found.iter().all(is_whole) && are_alike {
        found.into_iter().map(|(one, _)| one).collect()
    } else {
        Vec::new()
    }
}

impl Draft {
    /// How many clauses are this sure.
    #[must_use]
    pub fn count(&self, certainty: Certainty) -> usize {
        self.clauses.iter().filter(|clause| clause.certainty == certainty).count()
    }

    /// Whether there is a rubric at all: something to score.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rubric.indicators().is_empty()
    }

    /// Clauses that the document prints no amount for.
    #[must_use]
    pub fn without_amount(&self) -> usize {
        let fixed =
            |clause: &&Clause| matches!(clause.amount, Amount::Fixed(points) if points.is_zero());
        self.rubric.clauses().iter().filter(fixed).count()
    }
}

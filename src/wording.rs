//! What the sentences of assessment documents say, and how they say it.
//!
//! One table ([`patterns()`]) has the words that carry a rule. [`read`] makes clauses of a
//! text with them and guesses no number: what is not understood is [`Certainty::Unknown`].
//! [`disagreements`] holds a clause that somebody wrote against its own text.

mod against;
mod audience;
mod counting;
mod demands;
mod levels;
mod marks;
mod number;
mod parts;
mod patterns;
mod shape;
mod terms;
mod text;
mod units;
pub mod vetoes;

pub use against::{
    Disagreement, DisagreementKind, Surroundings, disagreements, limit_disagreement,
    title_disagreement, veto_disagreements,
};
pub use marks::Mark;
pub use number::Number;
pub use patterns::{Pattern, Says, Scope, patterns};

use crate::points::Points;
use crate::rubric::{Amount, AppliesTo, Effect, Rule, Share};
use std::ops::Range;
use text::Signs;

/// Where a text stands, as far as that decides what it says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// 考核内容: the item's own sentences, where required numbers and rates may stand.
    pub content: &'a str,
    /// The item's points, where printed.
    pub points: Option<Points>,
    /// Which part of the document it stands in.
    pub section: Section,
    /// How long what is assessed lasts.
    pub cycle: Cycle,
    /// Kinds of unit that are assessed by the document: 学校, 部门.
    pub audience: Audience,
}

/// How long what is assessed lasts: how many times a month there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cycle {
    /// A calendar year.
    #[default]
    Year,
    /// A school year, whose months nobody prints.
    SchoolYear,
    /// A month.
    Month,
}

impl Cycle {
    /// How many of a span there are, where it comes so many times a year.
    fn times(self, a_year: u32) -> u32 {
        match self {
            Self::Year | Self::SchoolYear => a_year,
            Self::Month => (a_year / 12).max(1),
        }
    }

    /// Whether how many there are is said by nothing.
    fn is_open(self, a_year: u32) -> bool {
        match self {
            Self::Year => a_year > 12,
            Self::SchoolYear => a_year > 4,
            Self::Month => a_year != 12,
        }
    }
}

/// Who is assessed, as far as some clauses are for some of them only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// Units of one kind.
    #[default]
    Alike,
    /// Departments, each with its own duties.
    Departments,
    /// Schools of several kinds.
    Schools,
    /// Towns and departments by one document.
    Mixed,
}

/// Parts of a document whose sentences say different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// The criteria of an item.
    #[default]
    Item,
    /// 加分.
    Bonus,
    /// 直接计入总分.
    Direct,
    /// 注: any of them, and vetoes.
    Notes,
}

/// A text taken apart: its parts in order, and limits over several of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Criteria {
    /// Every part; between them stand only stops, blanks and numbers.
    pub parts: Vec<Part>,
    /// Limits over several parts, the outer ones first.
    pub limits: Vec<SharedLimit>,
}

/// A part of a text: mostly one clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its words, verbatim: bytes of the text.
    pub span: Range<usize>,
    /// The number printed at the head, (1) or ①, bytes; the parts behind it that have none
    /// of their own belong to the same number.
    pub number: Option<Range<usize>>,
    /// It goes on with the sentence of the part before it: what is printed between the two.
    pub continues: Option<String>,
    /// What it says, the likeliest first; never empty.
    pub meanings: Vec<Meaning>,
    /// How sure that is.
    pub certainty: Certainty,
}

/// What a part of a text is.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A clause with its rule.
    Clause(Box<Terms>),
    /// What is forbidden altogether, or makes the result something else.
    Veto(Consequence),
    /// How it is examined: 查阅文件.
    Method,
    /// Words without a rule.
    Words,
}

/// The rule of a clause.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// Which list it belongs to: an item's, the bonus's or the direct one.
    pub section: Section,
    /// What the amount does.
    pub effect: Effect,
    /// How much, for one.
    pub amount: Amount,
    /// How the quantity comes about.
    pub rule: Rule,
    /// What is counted.
    pub unit: Option<String>,
    /// Its own limit.
    pub max: Option<Points>,
    /// Beside 不得分: what is deducted beyond the item's points.
    pub beyond: Option<Points>,
    /// Whom it is for.
    pub applies: AppliesTo,
    /// ★: may pass the item's points.
    pub star: bool,
    /// 加倍, 减半 and shares.
    pub shares: Vec<Share>,
    /// The words that exempt.
    pub exempt: Option<String>,
}

/// What a veto does to the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// The score becomes this.
    Score(Points),
    /// The grade becomes this.
    Grade(String),
    /// The grade cannot be this one.
    Bars(String),
    /// The grade is so many lower.
    Down(u32),
    /// Nothing is printed but this.
    Flag(String),
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// One reading, and every number of the words has its place in it.
    #[default]
    Certain,
    /// There is more than one, or a number that has no place.
    Look,
    /// The words carry an amount or a consequence that no pattern understands.
    Unknown,
}

/// A limit over several parts.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedLimit {
    /// Which parts, by their places.
    pub parts: Range<usize>,
    /// The most they may come to together.
    pub cap: Option<Points>,
    /// Only the largest counts.
    pub best: bool,
    /// One matter counts once.
    pub matter_once: bool,
}

/// Takes a text apart into clauses: words before an amount go with it, words without one go
/// with the clause before.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Criteria {
    parts::read(text, context)
}

/// Every word of a text that says something of a rule, with where it stands: bytes.
#[must_use]
pub fn marks(text: &str) -> Vec<(Range<usize>, Mark)> {
    let signs = Signs::of(text);
    let found = marks::marks_in(&signs);
    found.into_iter().map(|mark| (signs.bytes(&mark.signs), mark)).collect()
}

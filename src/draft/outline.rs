//! Laying out: what in a document is the title, what a heading, an item, its criteria, a note.
//!
//! The columns of tables are found by what stands above them and in them ([`columns`]), levels by
//! joined cells, numbers and repeated words (`tables`), or by numbers alone where there is no
//! table (`prose`). Every text of the source stands in the outline, or in what was left out.

mod around;
pub mod columns;
mod heading;
mod pairing;
mod prose;
mod regroup;
mod rows;
mod several;
mod tables;
mod tree;

use super::source::{Aside, Block, Paragraph, Place, Source, is_blank};
use crate::points::Points;
use columns::Role;
pub(super) use heading::{joined, parse as parse_points};
pub(super) use several::titled;
pub(super) use tables::special_kind;

/// A text with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// As it is printed; `\n` between its paragraphs.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// Footnotes: behind which byte, and their text.
    pub footnotes: Vec<(usize, String)>,
}

/// A document laid out.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Its title.
    pub title: Piece,
    /// What stands before the rubric.
    pub introduction: Vec<Piece>,
    /// Its tree of headings and items, in order.
    pub nodes: Vec<Node>,
    /// 加分, 直接扣分 and 否决 that are rows or tables of their own.
    pub specials: Vec<Special>,
    /// What stands behind the rubric.
    pub notes: Vec<Piece>,
    /// The columns of its first table, as they are printed, with what they hold.
    pub columns: Vec<(String, Role)>,
    /// What was seen and belongs to no rubric, with why.
    pub left_out: Vec<(Piece, LeftOut)>,
    /// 小计 and 合计 as they are printed: the node they sum up, or the whole.
    pub sums: Vec<(Option<usize>, Points, Place)>,
    /// What the document says that cannot be right, or was put right.
    pub remarks: Vec<(Remark, Place)>,
    /// How many tables and rows were read.
    pub tables: usize,
    /// Rows of the tables.
    pub rows: usize,
}

/// A heading or an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// The node above, by its place in the list.
    pub parent: Option<usize>,
    /// The number printed; empty without one.
    pub no: String,
    /// Its words, without number and points.
    pub title: String,
    /// As it is printed.
    pub heading: Piece,
    /// Its points, where printed.
    pub points: Option<Points>,
    /// Points that differ by kind of unit: the heading of their column, and points.
    pub points_for: Vec<(String, Option<Points>)>,
    /// The share with which it counts, in percent.
    pub weight: Option<Points>,
    /// What it is scored by, with amounts where a column of their own has them.
    pub criteria: Vec<Criterion>,
    /// Sentences of its criteria that hold no rule.
    pub words: Vec<Piece>,
    /// How it is examined.
    pub methods: Vec<Piece>,
    /// Who provides what.
    pub duties: Vec<Piece>,
    /// Who assesses it.
    pub offices: Vec<Piece>,
    /// What proves it.
    pub evidence: Vec<Piece>,
    /// What else its row says.
    pub remarks: Vec<Piece>,
    /// Its points do not stand in the document and were worked out.
    pub is_inferred: bool,
    /// It stands in the column of items, or has criteria.
    pub is_item: bool,
}

/// A text of the criteria.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criterion {
    /// Its words.
    pub piece: Piece,
    /// The amount in a column of its own: `0.5/项`.
    pub amount: Option<Piece>,
}

/// What a row or table of its own is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialKind {
    /// 加分.
    Bonus,
    /// 从总分中扣除.
    Direct,
    /// 一票否决.
    Veto,
}

/// A row or table beside the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Special {
    /// What it is about.
    pub kind: SpecialKind,
    /// What stands above it: 四、加分（累计加分不超过3分）.
    pub heading: Piece,
    /// The number of the row, where it has one.
    pub no: String,
    /// Its words.
    pub piece: Piece,
    /// The amount in a column of its own.
    pub amount: Option<Piece>,
    /// What else its row says.
    pub others: Vec<Piece>,
}

/// Why something was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Column headings, also printed again.
    Heading,
    /// 小计, 合计.
    Sum,
    /// 被考核单位：＿＿ and other lines to fill in, signatures.
    Form,
    /// What an earlier assessment filled in: 得分, 扣分原因.
    Filled,
    /// Numbers of lines.
    LineNumber,
    /// Amounts in a column of their own: they are in the rules.
    Amount,
    /// Who issued it and when.
    Issuer,
    /// The frame of a web page.
    Frame,
    /// Numbers of pages and what runs above and below them.
    PageLine,
    /// What is hidden in the file.
    Hidden,
    /// Another table than the one asked for.
    OtherTable,
}

/// Something to be told with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Criteria that stand in another row than what they belong to: row and title.
    Shifted(String),
    /// A number used twice under one heading.
    NumberTwice(String),
    /// A heading that is missing: its number.
    HeadingLost(String),
    /// The title of the document, which has none: what stands for it.
    TitleLost(String),
}

/// What of a document is to be laid out.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Only this table, from 1; where a document holds several rubrics, the one it stands in.
    pub table: Option<usize>,
    /// What the columns hold, in order, where it is known.
    pub columns: Vec<Role>,
}

/// Lays a document out.
#[must_use]
pub fn lay_out(source: &Source, wishes: &Wishes) -> Outline {
    let mut outline = Outline::default();
    let has_table = source.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    if !has_table || !tables::lay_out(source, wishes, &mut outline) {
        prose::lay_out(source, &mut outline);
    }
    tree::complete(&mut outline);
    for (paragraph, why) in &source.aside {
        let why = match why {
            Aside::PageLine => LeftOut::PageLine,
            Aside::Frame => LeftOut::Frame,
            Aside::Hidden => LeftOut::Hidden,
        };
        outline.left_out.push((Piece::paragraph(paragraph), why));
    }
    for paragraph in source.paragraphs() {
        let notes = paragraph.footnotes.iter().filter(|(_, text)| !is_blank(text));
        outline.notes.extend(notes.map(|(_, text)| Piece {
            text: text.clone(),
            place: paragraph.place,
            footnotes: Vec::new(),
        }));
    }
    outline
}

impl Piece {
    /// Several paragraphs as one text.
    #[must_use]
    pub fn of(paragraphs: &[&Paragraph]) -> Self {
        let mut piece = Self::default();
        for paragraph in paragraphs.iter().filter(|paragraph| !paragraph.is_blank()) {
            if piece.text.is_empty() {
                piece.place = paragraph.place;
            } else {
                piece.text.push('\n');
            }
            let begin = piece.text.len() + paragraph.number.len();
            piece.text.push_str(&paragraph.shown());
            let notes = paragraph.footnotes.iter();
            piece.footnotes.extend(notes.map(|(at, text)| (begin + at, text.clone())));
        }
        piece
    }

    /// One paragraph.
    #[must_use]
    pub fn paragraph(paragraph: &Paragraph) -> Self {
        Self::of(&[paragraph])
    }

    /// Nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        is_blank(&self.text)
    }
}

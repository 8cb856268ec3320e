//! The words of assessment documents that carry a rule, one row each.
//!
//! A row is tried wherever the ones before it do not fit, so the more special ones stand
//! first. Its examples are its tests: each holds words that the row has to find, and what
//! stands under `not` holds none of them.

mod amounts;
mod counts;
mod limits;
mod others;

use super::shape::Shape;
use crate::rubric::{Effect, Side};
use std::sync::LazyLock;

/// One row: words, and what they say.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    /// The words, in the language of `shape.rs`.
    pub shape: &'static str,
    /// What they say.
    pub says: Says,
    /// Signs that may not stand before them: the 少 of 至少 is not one that is missing.
    pub not_behind: &'static str,
    /// Texts that hold these words.
    pub examples: &'static [&'static str],
    /// Texts that hold none.
    pub not: &'static [&'static str],
}

/// What words say; the numbers and counting words are what the pattern found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// An amount of points, where there is a counting word for each of them (0.5分/个).
    Amount(Option<Effect>),
    /// An amount for each of several lacks: 各扣0.3分.
    AmountEach(Effect),
    /// Points from the first number to the second.
    Range(Option<Effect>),
    /// 不得分: the whole of the item's points, and the number beyond them.
    All,
    /// 得满分.
    Full,
    /// 酌情扣分, without a number.
    Free(Effect),
    /// A part of the item's points, in percent: 扣该项分值的50%.
    Portion,
    /// Money; in units of the factor.
    Money(u32),
    /// A limit.
    Limit(Scope),
    /// 扣完为止: the points of the item are the limit.
    Exhausted,
    /// Counted: 每次, 发现1家.
    Per,
    /// Counted, in the words between 每 and the end.
    PerWords,
    /// Counted by what is missing: 每少一次, 缺1项.
    Missing,
    /// Counted in sizes: 每5万元, 每10米.
    PerSize,
    /// One percentage point or several: 每低5个百分点.
    Step(Option<Side>),
    /// A span of time, how many of it make a year, and how many of these are one.
    Period(u32, u32),
    /// How many, with a counting word.
    Count,
    /// Where a rate is beyond: 低于85%.
    Beyond(Side),
    /// What a rate has to be: 达到95%以上 (short of it on this side).
    Target(Side),
    /// A limit without percent: 超出0.1的.
    Figure(Side),
    /// Earlier years; how many make the mean where the words print no number.
    Earlier(u32),
    /// The figure in percent of the earlier ones.
    Decimals,
    /// 按比例计算.
    Exact,
    /// ★.
    Star,
    /// ★ without the sign: 可扣至负分.
    Unlimited,
    /// What an amount is multiplied with, in tenths.
    Factor(u32),
    /// A share in percent.
    Share,
    /// What nothing is deducted for.
    Exempt,
    /// From the total, past the items.
    Direct,
    /// 一票否决.
    Veto,
    /// Points times a rate.
    Times,
    /// Another score, converted.
    Converted,
    /// 酌情.
    Judged,
    /// Only the largest counts: 就高.
    Best,
    /// 同一事项.
    MatterOnce,
    /// Numbers and words that are no rule: 满分100分, 3分钟.
    Nothing,
}

/// What a limit is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// 本项, 最多: what stands before it.
    Near,
    /// 每次不超过: each single one.
    Each,
    /// 以上三项, 累计: several.
    Above,
}

/// A row that says something and forbids no sign before it.
const fn row(
    shape: &'static str,
    says: Says,
    examples: &'static [&'static str],
    not: &'static [&'static str],
) -> Pattern {
    Pattern { shape, says, not_behind: "", examples, not }
}

impl Pattern {
    const fn not_behind(mut self, signs: &'static str) -> Self {
        self.not_behind = signs;
        self
    }
}

/// Every row, in the order they are tried.
pub fn patterns() -> impl Iterator<Item = &'static Pattern> {
    let tables = [
        others::FIRST,
        limits::LIMITS,
        amounts::AMOUNTS,
        others::EARLIER,
        counts::COUNTS,
        others::OTHERS,
    ];
    tables.into_iter().flatten()
}

/// A row with its shape made ready.
pub(super) struct Ready {
    pub(super) pattern: &'static Pattern,
    pub(super) shape: Shape,
}

pub(super) static READY: LazyLock<Vec<Ready>> = LazyLock::new(|| {
    patterns().map(|pattern| Ready { pattern, shape: Shape::read(pattern.shape) }).collect()
});

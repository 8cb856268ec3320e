//! A clause: one rule with one amount, and the kinds of rule there are.

use super::{AppliesTo, Duty, GroupIndex, IndicatorIndex};
use crate::points::{Fraction, Points};

/// 条款: one rule with one amount.
#[derive(Clone, Debug, Default)]
pub struct Clause {
    /// The item's id, `/`, its number; filled in when added to a rubric.
    pub id: String,
    /// The document's number, with a letter where one sentence holds several clauses.
    pub no: String,
    /// The document's words.
    pub text: String,
    /// It goes on with the sentence of the clause before it: what is printed between the two.
    pub continues: Option<String>,
    /// What the amount does.
    pub effect: Effect,
    /// How much, for one.
    pub amount: Amount,
    /// How the quantity comes about.
    pub rule: Rule,
    /// What is counted: 次, 项, 家, 起, 个百分点.
    pub unit: Option<String>,
    /// Its own limit; beside 不得分 that of what is deducted beyond the item.
    pub max: Option<Points>,
    /// Beside 不得分: what is deducted beyond the item's points, each time where it is counted.
    pub beyond: Option<Points>,
    /// 平均分: what is chosen for each is not added up, its mean counts.
    pub mean: bool,
    /// ★: may pass the item's points.
    pub star: bool,
    /// The responsibility shares (or factors) a finding may carry.
    pub shares: Vec<Share>,
    /// The units it applies to.
    pub applies: AppliesTo,
    /// The document's wording of what is exempt.
    pub exempt: Option<String>,
    /// The document prints it twice by mistake: shown, never recorded or added.
    pub repeated: bool,
    /// 考核单位, where it differs from the item's.
    pub office: Option<String>,
    /// 职责分工 of this clause alone.
    pub duties: Vec<Duty>,
    /// Where it belongs.
    pub home: Home,
    /// The group around it.
    pub group: Option<GroupIndex>,
}

/// Where a clause or a group belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Home {
    /// An item of the tree.
    Item(IndicatorIndex),
    /// The bonus.
    #[default]
    Bonus,
    /// The direct deductions.
    Direct,
}

/// What an amount does to the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effect {
    /// 扣分.
    #[default]
    Deduct,
    /// 加分: added on top (in the bonus, or inside an item).
    Add,
    /// 得分: a requirement that earns its own points inside the item.
    Earn,
    /// 元: an amount of money, added up apart and never part of the score.
    Fine,
}

/// How much a clause is worth.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// One printed amount.
    Fixed(Points),
    /// 不得分: the whole of the item's points.
    All,
    /// An amount the assessor chooses from a printed range.
    Range {
        /// The least.
        from: Points,
        /// The most.
        to: Points,
    },
    /// One of the listed levels is chosen.
    Levels(Vec<Level>),
}

impl Default for Amount {
    fn default() -> Self {
        Self::Fixed(Points::ZERO)
    }
}

/// A level that may be chosen, and what it is worth.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// Its amount.
    pub points: Points,
}

/// How the quantity that multiplies the amount comes about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Yes or no.
    #[default]
    Flat,
    /// Counted: 每次, 每项, 发现1家.
    Occurrence,
    /// How many are missing of what is required: what is deducted. What is earned counts
    /// those there are, up to the required number; what is added counts those beyond it.
    Shortfall(Required),
    /// How many steps a rate lies beyond a reference.
    Rate(Rate),
    /// How many steps this year's figure lies beyond a baseline of earlier ones.
    Baseline(Baseline),
    /// Once, when a figure is beyond a limit.
    Threshold(Threshold),
    /// A score from another rubric, converted.
    Converted {
        /// Full marks of the other rubric.
        full: Points,
    },
}

/// How many are required.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Required {
    /// One counter.
    One(Points),
    /// Named counters that do not offset each other.
    Named(Vec<(String, Points)>),
}

impl Required {
    /// How many are required, over all counters.
    #[must_use]
    pub fn total(&self) -> Points {
        match self {
            Self::One(required) => *required,
            Self::Named(counters) => counters.iter().map(|(_, required)| *required).sum(),
        }
    }
}

/// On which side of a limit something is deducted (or earned).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// 低于, 未达到.
    Below,
    /// 超过, 高于.
    Above,
}

/// Per step beyond a rate, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    /// The reference, in percent.
    pub reference: Points,
    /// The side that counts.
    pub side: Side,
    /// The size of a step, above zero.
    pub step: Points,
    /// 按比例计算: part of a step counts too.
    pub exact: bool,
}

/// Per step beyond the mean of earlier figures, or beyond a figure that the assessor gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Baseline {
    /// How many earlier figures make the mean; at least 1, and 1 for a given one.
    pub mean_of: u32,
    /// Where the mean is rounded, half away from zero; absent: not rounded.
    pub decimals: Option<u32>,
    /// The size of a step, above zero.
    pub step: Points,
    /// Part of a step counts too.
    pub exact: bool,
    /// The distance counts in percent of the baseline.
    pub percent: bool,
    /// The side that counts.
    pub side: Side,
    /// What the assessor gives instead of earlier figures.
    pub given: Option<Given>,
}

/// 上月, 市平均值: a reference that no document can print, and the assessor gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Given {
    /// What it is called; empty where the rubric does not say.
    pub name: String,
    /// It is a rate, in percent, as what is held against it.
    pub rate: bool,
}

/// Once, when a figure is strictly beyond a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Threshold {
    /// The limit as printed.
    pub limit: Fraction,
    /// The side that counts.
    pub side: Side,
    /// The limit is in percent, so 37 of 40 means 92.5.
    pub percent: bool,
}

/// A responsibility share, or a factor such as 加倍.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    /// Its name.
    pub name: String,
    /// What the amount is multiplied with.
    pub share: Points,
}

impl Rule {
    /// The reference that the assessor gives, where there is one.
    #[must_use]
    pub fn given(&self) -> Option<&Given> {
        if let Self::Baseline(baseline) = self { baseline.given.as_ref() } else { None }
    }
}

impl Clause {
    /// A case that is only noted, yes or no: the document prints no points for it.
    #[must_use]
    pub fn has_no_points(&self) -> bool {
        self.amount == Amount::Fixed(Points::ZERO)
    }

    /// 不得分: it takes the whole of the item's points.
    #[must_use]
    pub fn takes_whole_item(&self) -> bool {
        self.amount == Amount::All
    }

    /// Whether it may deduct more than its item has.
    #[must_use]
    pub fn passes_item(&self) -> bool {
        self.star || self.beyond.is_some()
    }

    /// The most one occurrence is worth; `None` for 不得分.
    #[must_use]
    pub fn most(&self) -> Option<Points> {
        match &self.amount {
            Amount::Fixed(points) => Some(*points),
            Amount::All => None,
            Amount::Range { to, .. } => Some(*to),
            Amount::Levels(levels) => levels.iter().map(|level| level.points).max(),
        }
    }

    /// The most this can come to, within its own limit and at the largest factor a
    /// finding may carry; `None` without bound.
    #[must_use]
    pub fn worst(&self) -> Option<Points> {
        let factors = self.shares.iter().map(|share| share.share);
        self.bound(factors.fold(Points::ONE, Points::max))
    }

    /// The largest share a finding may carry: the whole, or a larger factor that is printed.
    #[must_use]
    pub fn largest_share(&self) -> Points {
        self.shares.iter().map(|share| share.share).fold(Points::ONE, Points::max)
    }

    /// What a requirement that is met in full is worth, within its own limit; the amount for
    /// one where there is no limit, and `None` for 不得分.
    #[must_use]
    pub fn in_full(&self) -> Option<Points> {
        self.bound(Points::ONE).or_else(|| self.most())
    }

    /// The most that can be missing of what is required; `None` where nothing is, and where
    /// what goes beyond the required number counts.
    #[must_use]
    pub fn most_missing(&self) -> Option<Points> {
        match &self.rule {
            Rule::Shortfall(required) if self.effect != Effect::Add => Some(required.total()),
            _ => None,
        }
    }

    fn bound(&self, factor: Points) -> Option<Points> {
        if self.takes_whole_item() {
            return None;
        }
        let unlimited = self.most().and_then(|most| self.most_times(most * factor));
        match (unlimited, self.max) {
            (Some(worst), Some(max)) => Some(worst.min(max)),
            (worst, max) => worst.or(max),
        }
    }

    /// As often as it can count, times `amount`.
    fn most_times(&self, amount: Points) -> Option<Points> {
        match &self.rule {
            Rule::Flat | Rule::Threshold(_) | Rule::Converted { .. } => Some(amount),
            Rule::Occurrence if self.mean => Some(amount),
            // What goes beyond a required number has no end.
            Rule::Shortfall(_) if self.effect == Effect::Add => None,
            Rule::Shortfall(required) => Some(required.total() * amount),
            Rule::Rate(Rate { side: Side::Below, reference, step, exact: false }) => {
                Some(reference.whole_times(*step) * amount)
            }
            Rule::Rate(Rate { side: Side::Below, reference, step, exact: true }) => {
                Some((*reference * amount).divided(*step, 6))
            }
            Rule::Occurrence | Rule::Rate(_) | Rule::Baseline(_) => None,
        }
    }
}

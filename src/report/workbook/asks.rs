//! What a line of the form asks for, by the kind of its rule.

use crate::rubric::{
    Amount, Clause, ClauseIndex, Effect, GroupIndex, IndicatorIndex, IndicatorKind, Member,
    Required, Rule,
};

/// A line of the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// An indicator.
    Indicator(IndicatorIndex),
    /// The head of a group.
    Group(GroupIndex),
    /// A clause.
    Clause(ClauseIndex),
    /// The number of a named counter of a clause, by its place.
    Counter(ClauseIndex, usize),
    /// An earlier year of a clause's baseline, the oldest first.
    Year(ClauseIndex, usize),
    /// What is decided where the baseline is zero.
    Decided(ClauseIndex),
}

impl Line {
    /// The line of a member.
    #[must_use]
    pub fn of(member: Member) -> Self {
        match member {
            Member::Clause(index) => Self::Clause(index),
            Member::Group(index) => Self::Group(index),
        }
    }

    /// Whether 计算 has a line for it.
    #[must_use]
    pub fn is_calculated(self) -> bool {
        matches!(self, Self::Indicator(_) | Self::Group(_) | Self::Clause(_))
    }
}

/// What may be chosen in 情况.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// 无问题.
    Met,
    /// 有问题.
    Hit,
    /// 不涉及.
    NotApplicable,
    /// 已完成.
    Done,
    /// 部分完成.
    Partly,
    /// 未完成.
    NotDone,
}

impl State {
    /// The number formulas know it by.
    #[must_use]
    pub fn code(self) -> u32 {
        match self {
            Self::Met => 1,
            Self::Hit => 2,
            Self::NotApplicable => 3,
            Self::Done => 4,
            Self::Partly => 5,
            Self::NotDone => 6,
        }
    }
}

/// The code of a word that is none of those.
pub const UNKNOWN_STATE: u32 = 9;

/// What the figure of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// The actual number.
    Actual,
    /// The actual number, or so many of so many.
    Rate,
    /// A score, and of how many.
    Score,
    /// An amount from the printed range.
    Amount,
    /// The name of a level.
    Level,
    /// The actual number of each named counter, so many of them.
    Counters(usize),
    /// This year's figure and so many earlier ones; whether a decided amount may be needed.
    Baseline(usize, bool),
}

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// What may be chosen in 情况.
    pub states: &'static [State],
    /// 次数.
    pub count: bool,
    /// The count may have decimals.
    pub decimals: bool,
    /// 数值.
    pub figure: Option<Figure>,
    /// A requirement that earns its points: 无问题 earns them, 有问题 does not.
    pub earns: bool,
}

const NOTHING: &[State] = &[];
const LOOKED_AT: &[State] = &[State::Met, State::NotApplicable];
const YES_OR_NO: &[State] = &[State::Met, State::Hit, State::NotApplicable];
const APPLIES: &[State] = &[State::NotApplicable];
const TASK: &[State] = &[State::Done, State::Partly, State::NotDone, State::NotApplicable];

impl Asks {
    /// For a clause of an item.
    #[must_use]
    pub fn of_clause(clause: &Clause) -> Self {
        let asks =
            |states, count, figure| Self { states, count, decimals: false, figure, earns: false };
        if clause.repeated {
            return asks(NOTHING, false, None);
        }
        match &clause.amount {
            Amount::Fixed(_) => match &clause.rule {
                Rule::Flat => {
                    let earns = clause.effect == Effect::Earn;
                    Self { earns, ..asks(YES_OR_NO, false, None) }
                }
                Rule::Occurrence => Self { decimals: true, ..asks(LOOKED_AT, true, None) },
                Rule::Threshold(_) => asks(YES_OR_NO, false, figure_of(&clause.rule)),
                Rule::Converted { .. } => asks(LOOKED_AT, false, figure_of(&clause.rule)),
                measured => asks(LOOKED_AT, true, figure_of(measured)),
            },
            Amount::All if clause.beyond.is_some() && clause.rule == Rule::Occurrence => {
                asks(LOOKED_AT, true, None)
            }
            Amount::All if clause.effect == Effect::Deduct => {
                asks(YES_OR_NO, false, figure_of(&clause.rule))
            }
            Amount::All => asks(LOOKED_AT, false, None),
            Amount::Range { .. } => asks(LOOKED_AT, false, Some(Figure::Amount)),
            Amount::Levels(_) => asks(LOOKED_AT, false, Some(Figure::Level)),
        }
    }

    /// For an indicator as a whole.
    #[must_use]
    pub fn of_indicator(kind: IndicatorKind) -> Self {
        let (states, figure) = match kind {
            IndicatorKind::Judged { .. } => (LOOKED_AT, Some(Figure::Score)),
            IndicatorKind::Task => (TASK, None),
            _ => (APPLIES, None),
        };
        Self { states, count: false, decimals: false, figure, earns: false }
    }

    /// Whether 总数或满分 may be entered.
    #[must_use]
    pub fn whole(&self) -> bool {
        matches!(self.figure, Some(Figure::Rate | Figure::Score))
    }

    /// Whether 数值 may be entered in the line itself.
    #[must_use]
    pub fn own_figure(&self) -> bool {
        !matches!(self.figure, None | Some(Figure::Counters(_)))
    }

    /// The lines that stand below that of the clause.
    #[must_use]
    pub fn lines(&self, clause: ClauseIndex) -> Vec<Line> {
        match self.figure {
            Some(Figure::Counters(counters)) => {
                (0..counters).map(|place| Line::Counter(clause, place)).collect()
            }
            Some(Figure::Baseline(years, decided)) => {
                let years = (0..years).map(|place| Line::Year(clause, place));
                years.chain(decided.then_some(Line::Decided(clause))).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn figure_of(rule: &Rule) -> Option<Figure> {
    Some(match rule {
        Rule::Flat | Rule::Occurrence => return None,
        Rule::Shortfall(Required::One(_)) => Figure::Actual,
        Rule::Shortfall(Required::Named(named)) => Figure::Counters(named.len()),
        Rule::Rate(_) | Rule::Threshold(_) => Figure::Rate,
        Rule::Baseline(baseline) => Figure::Baseline(baseline.mean_of as usize, baseline.percent),
        Rule::Converted { .. } => Figure::Score,
    })
}

//! What a clause or an item wants recorded.

use crate::points::{Fraction, Limit, Points};
use crate::rubric::{
    Amount, Clause, Effect, Given, Home, IndicatorIndex, IndicatorKind, Level, Required, Rubric,
    Rule, Side, Subject,
};

/// What a clause or an item wants recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks<'a> {
    /// Yes or no; a requirement that earns points counts as earned or not.
    YesNo {
        /// Yes is the good answer.
        earns: bool,
    },
    /// How often.
    Count {
        /// Each occurrence earns something.
        earns: bool,
    },
    /// How many are missing, or how many there are.
    Missing(&'a Required),
    /// A rate or another measured figure; so many of so many may be given instead.
    Figure {
        /// The figure is in percent, so 37 of 40 means 92.5; else it means 0.925.
        percent: bool,
        /// The most that makes sense: 100 % of something, or the whole of it.
        most: Option<Points>,
    },
    /// This year's figure and this many earlier ones.
    Baseline {
        /// How many earlier figures.
        years: u32,
        /// A decided amount may be needed, where the baseline is zero.
        percent: bool,
        /// What the assessor gives instead of earlier figures.
        given: Option<&'a Given>,
    },
    /// A score of so many.
    Score {
        /// Full marks of the other rubric.
        full: Points,
    },
    /// One of the levels.
    Level {
        /// The levels.
        levels: &'a [Level],
        /// One for each finding.
        each: bool,
        /// Findings may carry a share.
        shared: bool,
    },
    /// An amount from a printed range.
    Amount {
        /// The least.
        from: Points,
        /// The most.
        to: Points,
        /// One for each finding.
        each: bool,
    },
    /// The assessor's award.
    Judged {
        /// The most.
        points: Points,
        /// What + and − change it by.
        step: Points,
    },
    /// Done, partly, not done.
    Task,
    /// Nothing but a remark, or that it does not apply as a whole.
    Nothing,
}

impl<'a> Asks<'a> {
    /// What a clause wants.
    #[must_use]
    pub fn of_clause(clause: &'a Clause) -> Self {
        if clause.repeated || !matches!(clause.home, Home::Item(_)) {
            return Self::Nothing;
        }
        let earns = clause.effect == Effect::Earn;
        match (&clause.amount, &clause.rule) {
            (Amount::Levels(levels), rule) => Self::Level {
                levels,
                each: *rule == Rule::Occurrence,
                shared: !clause.shares.is_empty(),
            },
            (Amount::Range { from, to }, rule) => {
                Self::Amount { from: *from, to: *to, each: *rule == Rule::Occurrence }
            }
            (_, Rule::Flat) => Self::YesNo { earns },
            (_, Rule::Occurrence) => Self::Count { earns },
            (_, Rule::Shortfall(required)) => Self::Missing(required),
            (_, Rule::Rate(rate)) => Self::of_figure(true, rate.side, rate.reference),
            (_, Rule::Threshold(threshold)) => {
                let Fraction { numerator, denominator } = threshold.limit;
                let limit = numerator.divided(denominator, 4);
                Self::of_figure(threshold.percent, threshold.side, limit)
            }
            (_, Rule::Baseline(base)) => Self::Baseline {
                years: base.mean_of,
                percent: base.percent,
                given: base.given.as_ref(),
            },
            (_, Rule::Converted { full }) => Self::Score { full: *full },
        }
    }

    /// A figure that must not be below a limit is a part of a whole: it has an end.
    fn of_figure(percent: bool, side: Side, limit: Points) -> Self {
        let whole = if percent { Points::HUNDRED } else { Points::ONE };
        let has_end = side == Side::Below && limit <= whole;
        Self::Figure { percent, most: has_end.then_some(whole) }
    }

    /// What an item wants, for a unit with these tags.
    #[must_use]
    pub fn of_item(rubric: &Rubric, item: IndicatorIndex, tags: &[String]) -> Self {
        match rubric.indicator(item).kind {
            IndicatorKind::Judged { step } => Self::Judged {
                points: rubric.out_of(item, tags).unwrap_or_default(),
                step: step.unwrap_or(Points::ONE),
            },
            IndicatorKind::Task => Self::Task,
            IndicatorKind::Section | IndicatorKind::Clauses | IndicatorKind::Unscored => {
                Self::Nothing
            }
        }
    }

    /// What a subject wants.
    #[must_use]
    pub fn of(rubric: &'a Rubric, subject: Subject, tags: &[String]) -> Self {
        match subject {
            Subject::Clause(clause) => Self::of_clause(rubric.clause(clause)),
            Subject::Indicator(item) => Self::of_item(rubric, item, tags),
        }
    }

    /// Whether + and − change something.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(
            self,
            Self::YesNo { .. } | Self::Count { .. } | Self::Missing(_) | Self::Judged { .. }
        )
    }

    /// Whether a number may be typed, and what it may be.
    #[must_use]
    pub fn typed_limit(self) -> Option<Limit> {
        match self {
            Self::Count { .. } | Self::Missing(_) => Some(Limit::Count),
            Self::Figure { .. } => Some(Limit::Figure),
            Self::Score { .. } | Self::Amount { each: false, .. } | Self::Judged { .. } => {
                Some(Limit::Amount)
            }
            _ => None,
        }
    }

    /// Whether findings may be listed here.
    #[must_use]
    pub fn lists_findings(self) -> bool {
        matches!(
            self,
            Self::YesNo { .. }
                | Self::Count { .. }
                | Self::Missing(_)
                | Self::Amount { .. }
                | Self::Level { each: true, .. }
                | Self::Level { shared: true, .. }
        )
    }

    /// Whether the findings list is what Enter opens: the findings are the count.
    #[must_use]
    pub fn is_a_list(self) -> bool {
        matches!(
            self,
            Self::Count { .. } | Self::Amount { each: true, .. } | Self::Level { each: true, .. }
        )
    }
}

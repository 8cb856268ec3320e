//! Everything that is wrong with a rubric, all at once.
//!
//! An error refuses the rubric; a warning does not. A problem names its place
//! by index and field; whoever read the file knows the line and column.

mod departments;
mod printed;
mod rules;
mod structure;

use super::{ClauseIndex, GroupIndex, IndicatorIndex, Rubric};
use crate::points::Points;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The rubric can be used.
    Warning,
    /// The rubric is refused.
    Error,
}

/// Where a problem is: an element of the rubric; the field's name in the file goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A field at the top.
    Head,
    /// An indicator.
    Indicator(IndicatorIndex),
    /// A clause.
    Clause(ClauseIndex),
    /// A group.
    Group(GroupIndex),
    /// The bonus.
    Bonus,
    /// A veto, by position.
    Veto(usize),
    /// A grade, by position.
    Grade(usize),
    /// A reading, by position.
    Reading(usize),
    /// A factor, by position.
    Factor(usize),
}

/// Something wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Which element.
    pub place: Place,
    /// Which of its fields, by the name it has in the file; empty for the element itself.
    pub field: &'static str,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with a rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Two elements have the same id.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// A number that cannot be part of an id: it is empty or holds `/`, blanks or full-width signs.
    BadNumber {
        /// The number as written.
        no: String,
        /// The half-width spelling to use, where there is one.
        use_instead: Option<String>,
    },
    /// A title or a text is empty.
    TextMissing,
    /// The children's points do not add up to the parent's, or the top level to the total.
    SumDiffers {
        /// The id; empty for the total.
        id: String,
        /// What is stated.
        stated: Points,
        /// What the children add up to.
        sum: Points,
    },
    /// Every part at the top has points, and no total is written.
    TotalMissing {
        /// What they add up to.
        sum: Points,
    },
    /// A total that no part has points for, beside what is added and deducted directly.
    TotalOfNothing {
        /// The total.
        total: Points,
    },
    /// The same for a kind of unit that points are stated for.
    SumForDiffers {
        /// The id.
        id: String,
        /// The kind of unit.
        tag: String,
        /// What is stated for it.
        stated: Points,
        /// What the children add up to for it.
        sum: Points,
    },
    /// A weight, a lowest or a highest score on a level that only groups: the points stand above.
    OnlyGroups,
    /// The last day assessed is before the first.
    PeriodReversed,
    /// An item has no points although the rubric has a total.
    PointsMissing {
        /// The item.
        id: String,
    },
    /// An item has no points beside others that have some: what these leave of the points above
    /// is what it is deducted from.
    RestShared {
        /// The item.
        id: String,
        /// The level whose points they are.
        carrier: String,
        /// What is left of them.
        rest: Points,
        /// No other item has a part in them, so that they may be its own points.
        is_alone: bool,
    },
    /// Points are below zero, or a size or a limit is not above zero.
    NotPositive,
    /// A range whose least is above its most.
    RangeReversed,
    /// Nothing to choose from.
    NothingToChoose,
    /// The name stands twice where it must be told apart.
    DuplicateName {
        /// The name.
        name: String,
    },
    /// A tag that `tags` does not declare.
    UnknownTag {
        /// The tag.
        tag: String,
    },
    /// What it says of the units it applies to, with what is said above it, leaves none.
    AppliesToNobody,
    /// A factor on what is no indicator with a score of its own.
    NoSuchBranch {
        /// The id.
        id: String,
    },
    /// An office that `offices` does not list.
    UnknownOffice {
        /// The office.
        office: String,
    },
    /// A spelling of a department that is listed twice.
    SpellingTwice {
        /// The spelling.
        spelling: String,
    },
    /// A spelling of a department that no duty prints.
    SpellingNotPrinted {
        /// The spelling.
        spelling: String,
    },
    /// The name of a department that is listed as a spelling of another one.
    DepartmentIsSpelling {
        /// The name.
        name: String,
    },
    /// A reading about an id the rubric does not have.
    UnknownAbout {
        /// The id.
        id: String,
    },
    /// A grade that `grades` does not have.
    UnknownGrade {
        /// The grade.
        name: String,
    },
    /// Grades are not written from the highest down.
    GradesNotDescending,
    /// A bonus clause that does not add, or a direct clause that does not deduct.
    WrongEffect,
    /// 不得分 where there are no points of an item that could be taken.
    NothingToTake,
    /// `earn: all` where the item has no points, points that differ by kind of unit, or a rule
    /// that counts steps.
    AllToEarnUnclear,
    /// A limit on 不得分 with nothing beyond the item to limit.
    MaxOfWholeItem,
    /// A mean of what is not chosen for each.
    MeanOfNothing,
    /// What goes beyond the item, without 不得分.
    BeyondWithoutAll,
    /// ★ where nothing is deducted, or where everything already is.
    StarWithoutUse,
    /// A group with a limit holds clauses of different effects.
    MixedEffects,
    /// Scores can fall between a grade and the one above it.
    GradesLeaveGap {
        /// The grade below.
        lower: String,
        /// Its highest score.
        to: Points,
        /// The grade above.
        upper: String,
        /// Its lowest score.
        from: Points,
    },
    /// The score is converted to another assessment, and the rubric has no total to convert from.
    NoTotalToConvert,
    /// Only the largest of several direct deductions, which all count.
    BestOfDirect,
    /// A range or levels beside a rule that measures: there is no one amount to multiply.
    NoOneAmount,
    /// A cap that can never bite: what is under it cannot come to more.
    CapNeverBites {
        /// The cap.
        cap: Points,
        /// The most its clauses can come to.
        most: Points,
    },
    /// All clauses of an item together come to more than its points.
    ClausesExceed {
        /// The item's points.
        points: Points,
        /// The most its clauses can come to.
        most: Points,
    },
    /// All clauses of an item together cannot use up its points.
    ClausesFallShort {
        /// The item's points.
        points: Points,
        /// The most its clauses can come to.
        most: Points,
    },
    /// A clause repeats the text of another one of the item.
    RepeatedText {
        /// The other clause.
        id: String,
    },
    /// A clause goes on with a sentence, and no clause of the same list stands before it.
    NothingToContinue,
    /// Words of a text that nothing written says.
    WordsUnwritten {
        /// The words, such as 每次.
        words: String,
        /// What to write, such as `per: 次`.
        write: String,
    },
    /// Words of a text beside something else that is written.
    WordsDiffer {
        /// The words, such as 每少5个百分点.
        words: String,
        /// What is written, such as `step: 1`.
        ruled: String,
        /// What to write instead, such as `step: 5`.
        write: String,
    },
    /// A text prints one amount more than its clause carries.
    OneMoreAmount {
        /// The words, such as 扣2分.
        words: String,
        /// What the other clause says, such as `deduct: 2`.
        write: String,
    },
    /// A rule says something that its text does not print.
    RuleUnprinted {
        /// What it says, such as `per: 次`.
        ruled: String,
    },
    /// Words that say their clause belongs to another list.
    BelongsElsewhere {
        /// The words, such as 直接计入总分.
        words: String,
        /// The list, such as `direct`.
        list: &'static str,
    },
}

/// Everything wrong with a rubric, in the order of its lists.
///
/// A reminder that a reading (口径) is `about` is one that the office has decided, and is
/// told no more; so are sums and missing points that are the document's own.
#[must_use]
pub fn check(rubric: &Rubric) -> Vec<Problem> {
    let mut problems = Vec::new();
    structure::check(rubric, &mut problems);
    rules::check(rubric, &mut problems);
    printed::check(rubric, &mut problems);
    departments::check(rubric, &mut problems);
    problems.retain(|problem| !explained(rubric, problem));
    problems
}

impl Problem {
    /// Whether the rubric is refused for it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    fn error(place: Place, field: &'static str, kind: ProblemKind) -> Self {
        Self { severity: Severity::Error, place, field, kind }
    }

    fn warning(place: Place, field: &'static str, kind: ProblemKind) -> Self {
        Self { severity: Severity::Warning, place, field, kind }
    }
}

/// Whether a reading names what a reminder is about, or explains a sum that does not add up or
/// points that are missing.
fn explained(rubric: &Rubric, problem: &Problem) -> bool {
    let of_the_document = matches!(
        problem.kind,
        ProblemKind::SumDiffers { .. }
            | ProblemKind::SumForDiffers { .. }
            | ProblemKind::PointsMissing { .. }
    );
    if problem.severity == Severity::Error && !of_the_document {
        return false;
    }
    let named = |id: &str| rubric.readings_about(id).next().is_some();
    match problem.place {
        Place::Indicator(index) => named(&rubric.indicator(index).id),
        Place::Clause(index) => named(&rubric.clause(index).id),
        Place::Group(index) => {
            let clauses = rubric.clauses_in(&rubric.group(index).members);
            clauses.into_iter().any(|clause| named(&rubric.clause(clause).id))
        }
        Place::Veto(place) => rubric.vetoes.get(place).is_some_and(|veto| named(&veto.no)),
        Place::Head | Place::Bonus | Place::Grade(_) | Place::Reading(_) | Place::Factor(_) => {
            false
        }
    }
}

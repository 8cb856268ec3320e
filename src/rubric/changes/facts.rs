//! What of a part is compared: its words, and what a score depends on.

use super::Part;
use crate::points::Points;
use crate::rubric::{
    Amount, AppliesTo, Clause, ClauseIndex, Effect, Factor, Grade, Group, Home, Indicator,
    IndicatorKind, NotApplicable, Outward, Rubric, Rule, Share, Subject, Veto, VetoEffect,
};

/// What a part is: numbers are only unique among parts of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Head,
    Indicator,
    Clause,
    Bonus,
    BonusClause,
    DirectClause,
    Veto,
    Factor,
    Grades,
}

/// The words and the terms of a part.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Facts<'a> {
    pub(super) class: Class,
    /// The document's words, and how they are understood.
    pub(super) words: Vec<&'a str>,
    /// What a score depends on.
    pub(super) terms: Terms<'a>,
}

/// What a score depends on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Terms<'a> {
    Head {
        total: Option<Points>,
        decimals: u32,
        not_applicable: NotApplicable,
        floor: Option<Points>,
        ceiling: Option<Points>,
        outward: Option<&'a Outward>,
        direct_max: Option<Points>,
    },
    Indicator {
        scored_as: ScoredAs,
        points: Option<Points>,
        points_for: &'a [(String, Points)],
        weight: Option<Points>,
        floor: Option<Points>,
        ceiling: Option<Points>,
        not_applicable: Option<NotApplicable>,
        applies: &'a AppliesTo,
    },
    Clause {
        effect: Effect,
        amount: &'a Amount,
        rule: &'a Rule,
        unit: Option<&'a str>,
        max: Option<Points>,
        beyond: Option<Points>,
        mean: bool,
        star: bool,
        shares: &'a [Share],
        applies: Vec<&'a AppliesTo>,
        repeated: bool,
        /// Cap, 就高, and 同一事项 of each group around it, the innermost first.
        limits: Vec<(Option<Points>, bool, bool)>,
    },
    Bonus {
        max: Option<Points>,
        matter_once: bool,
    },
    Veto {
        at_least: u32,
        unit: &'a str,
        label: Option<&'a str>,
        applies: &'a AppliesTo,
        effect: &'a VetoEffect,
    },
    Factor(Option<&'a str>, &'a [(String, Points)]),
    Grades(&'a [Grade]),
}

/// [`IndicatorKind`] without the step of a key, which no score depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ScoredAs {
    Section,
    Clauses,
    Judged,
    Task,
    Unscored,
}

pub(super) fn of(rubric: &Rubric, part: Part) -> Facts<'_> {
    match part {
        Part::Head => head(rubric),
        Part::Indicator(index) => indicator(rubric, rubric.indicator(index)),
        Part::Clause(index) => clause(rubric, index),
        Part::Bonus => bonus(rubric),
        Part::Veto(place) => veto(&rubric.vetoes[place]),
        Part::Factor(place) => factor(&rubric.factors[place]),
        Part::Grades => {
            let terms = Terms::Grades(&rubric.grades);
            Facts { class: Class::Grades, words: Vec::new(), terms }
        }
    }
}

/// The readings that are about nothing in the tree belong to the document as a whole.
fn head(rubric: &Rubric) -> Facts<'_> {
    let head = &rubric.head;
    let in_tree = |id: &String| rubric.find(id).is_some();
    let beside = head.readings.iter().filter(|reading| !reading.about.iter().any(in_tree));
    let words = [&head.title].into_iter().chain(&head.kind).chain(&head.edition);
    let words = words.chain(&head.introduction).chain(&head.notes);
    let terms = Terms::Head {
        total: head.total,
        decimals: head.decimals,
        not_applicable: head.not_applicable,
        floor: head.floor,
        ceiling: head.ceiling,
        outward: head.outward.as_ref(),
        direct_max: head.direct_max,
    };
    let words = words.chain(beside.map(|reading| &reading.says)).map(String::as_str);
    let columns = head.columns.iter().flat_map(|column| {
        let numbered = if column.numbered { "numbered" } else { "" };
        [column.heading.as_str(), column.source.key(), numbered]
    });
    Facts { class: Class::Head, words: words.chain(columns).collect(), terms }
}

fn indicator<'a>(rubric: &'a Rubric, held: &'a Indicator) -> Facts<'a> {
    let terms = Terms::Indicator {
        scored_as: match held.kind {
            IndicatorKind::Section => ScoredAs::Section,
            IndicatorKind::Clauses => ScoredAs::Clauses,
            IndicatorKind::Judged { .. } => ScoredAs::Judged,
            IndicatorKind::Task => ScoredAs::Task,
            IndicatorKind::Unscored => ScoredAs::Unscored,
        },
        points: held.points,
        points_for: &held.points_for,
        weight: held.weight,
        floor: held.floor,
        ceiling: held.ceiling,
        not_applicable: held.not_applicable,
        applies: &held.applies,
    };
    let words = std::iter::once(held.title.as_str()).chain(held.criteria.as_deref());
    let words = words.chain(says(rubric, &held.id)).collect();
    Facts { class: Class::Indicator, words, terms }
}

fn clause(rubric: &Rubric, index: ClauseIndex) -> Facts<'_> {
    let held: &Clause = rubric.clause(index);
    let (class, id) = match held.home {
        Home::Item(_) => (Class::Clause, Some(held.id.as_str())),
        Home::Bonus => (Class::BonusClause, None),
        Home::Direct => (Class::DirectClause, None),
    };
    let groups: Vec<&Group> =
        rubric.groups_around(index).map(|group| rubric.group(group)).collect();
    let limits = groups.iter().map(|group| (group.cap, group.best, group.matter_once));
    let terms = Terms::Clause {
        effect: held.effect,
        amount: &held.amount,
        rule: &held.rule,
        unit: counted_in(held),
        max: held.max,
        beyond: held.beyond,
        mean: held.mean,
        star: held.star,
        shares: &held.shares,
        applies: rubric.applies_to(held).filter(|applies| !applies.is_everyone()).collect(),
        repeated: held.repeated,
        limits: limits.collect(),
    };
    let words = std::iter::once(held.text.as_str());
    let words = words.chain(held.exempt.as_deref()).chain(held.continues.as_deref());
    let words = words.chain(groups.into_iter().filter_map(|group| group.text.as_deref()));
    let words = words.chain(id.into_iter().flat_map(|id| says(rubric, id))).collect();
    Facts { class, words, terms }
}

/// What is counted, where anything is.
pub(super) fn counted_in(clause: &Clause) -> Option<&str> {
    let counts = match &clause.rule {
        Rule::Occurrence | Rule::Shortfall(_) => !matches!(clause.amount, Amount::Levels(_)),
        Rule::Baseline(base) => {
            !base.percent && base.given.as_ref().is_none_or(|given| !given.rate)
        }
        Rule::Flat | Rule::Rate(_) | Rule::Threshold(_) | Rule::Converted { .. } => false,
    };
    counts.then(|| clause.unit.as_deref().unwrap_or("次"))
}

fn bonus(rubric: &Rubric) -> Facts<'_> {
    let held = rubric.bonus.as_ref();
    let terms = Terms::Bonus {
        max: held.and_then(|bonus| bonus.max),
        matter_once: held.is_some_and(|bonus| bonus.matter_once),
    };
    let words = held.and_then(|bonus| bonus.text.as_deref()).into_iter().collect();
    Facts { class: Class::Bonus, words, terms }
}

fn veto(held: &Veto) -> Facts<'_> {
    let Veto { text, label, at_least, unit, effect, applies, .. } = held;
    let label = label.as_deref();
    let terms = Terms::Veto { at_least: *at_least, unit, label, applies, effect };
    Facts { class: Class::Veto, words: vec![text], terms }
}

fn factor(held: &Factor) -> Facts<'_> {
    let terms = Terms::Factor(held.branch.as_deref(), &held.options);
    Facts { class: Class::Factor, words: vec![&held.text], terms }
}

/// How what stands under an id is understood.
fn says<'a>(rubric: &'a Rubric, id: &'a str) -> impl Iterator<Item = &'a str> {
    let in_tree = matches!(rubric.find(id), Some(Subject::Indicator(_) | Subject::Clause(_)));
    let readings = rubric.readings_about(id).filter(move |_| in_tree);
    readings.map(|reading| reading.says.as_str())
}

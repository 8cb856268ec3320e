//! What was lost, by who has to provide and by who assesses.
//!
//! These are the amounts of the clauses themselves, before any cap of a group or an item:
//! what a cap hides belongs to no single clause, so that the parts may come to more than
//! what was deducted.

use super::{Mark, Scorecard};
use crate::points::Points;
use crate::rubric::{ClauseIndex, Effect, Home, IndicatorIndex, IndicatorKind, Rubric, Subject};

/// What was lost by one office or department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Who; none where the document names nobody.
    pub name: Option<&'a str>,
    /// Points of its clauses and judged items, before any cap around them.
    pub lost: Points,
    /// How many of them lost anything.
    pub rows: u32,
}

/// What a clause or a judged item takes from the score, or a requirement fails to earn,
/// before any cap around it; zero where nobody has looked and where nothing is lost.
#[must_use]
pub fn lost_of(rubric: &Rubric, card: &Scorecard, subject: Subject) -> Points {
    match subject {
        Subject::Clause(index) => of_clause(rubric, card, index),
        Subject::Indicator(index) => match rubric.indicator(index).kind {
            IndicatorKind::Judged { .. } => card.indicators[index.0].deducted,
            _ => Points::ZERO,
        },
    }
}

fn of_clause(rubric: &Rubric, card: &Scorecard, index: ClauseIndex) -> Points {
    let (clause, result) = (rubric.clause(index), &card.clauses[index.0]);
    let Home::Item(item) = clause.home else { return Points::ZERO };
    if result.mark != Mark::Found {
        return Points::ZERO;
    }
    match clause.effect {
        Effect::Deduct if result.whole_item => carried_for(rubric, card, item) + result.amount,
        Effect::Deduct => result.amount,
        Effect::Earn => (clause.in_full().unwrap_or_default() - result.amount).or_zero(),
        Effect::Add | Effect::Fine => Points::ZERO,
    }
}

/// The points that an item is deducted from: its own, or those its carrier has for it.
fn carried_for(rubric: &Rubric, card: &Scorecard, item: IndicatorIndex) -> Points {
    let Some(carrier) = rubric.carrier_of(item) else { return Points::ZERO };
    let shown = |index: IndicatorIndex| card.indicators[index.0].in_document;
    let below = rubric.sum_of_points(&rubric.indicator(carrier).children, &shown);
    (shown(carrier).unwrap_or_default() - below.unwrap_or_default()).or_zero()
}

/// By assessing office (考核单位), the one that found most first.
#[must_use]
pub fn lost_by_office<'a>(rubric: &'a Rubric, card: &Scorecard) -> Vec<Part<'a>> {
    parts(rubric, card, |subject| match subject {
        Subject::Clause(index) => rubric.office_of_clause(index).into_iter().collect(),
        Subject::Indicator(index) => rubric.office_of(index).into_iter().collect(),
    })
}

/// By department that 职责分工 names, the one that lost most first. What several have to
/// provide counts in full for each of them.
#[must_use]
pub fn lost_by_department<'a>(rubric: &'a Rubric, card: &Scorecard) -> Vec<Part<'a>> {
    parts(rubric, card, |subject| match subject {
        Subject::Clause(index) => rubric.departments_of_clause(index),
        Subject::Indicator(index) => rubric.departments_of(index),
    })
}

/// What was found and not deducted, because of caps and of the points of items, in all.
#[must_use]
pub fn hidden_in(rubric: &Rubric, card: &Scorecard) -> Points {
    let weighted = |index: IndicatorIndex| {
        let hidden = card.indicators[index.0].hidden();
        rubric.indicator(index).weight.map_or(hidden, |weight| hidden * weight)
    };
    rubric.top().map(weighted).sum()
}

fn parts<'a>(
    rubric: &'a Rubric,
    card: &Scorecard,
    names_of: impl Fn(Subject) -> Vec<&'a str>,
) -> Vec<Part<'a>> {
    let clauses = (0..rubric.clauses().len()).map(|place| Subject::Clause(ClauseIndex(place)));
    let items =
        (0..rubric.indicators().len()).map(|place| Subject::Indicator(IndicatorIndex(place)));
    let mut parts: Vec<Part<'a>> = Vec::new();
    for subject in clauses.chain(items) {
        let lost = lost_of(rubric, card, subject);
        if lost.is_zero() {
            continue;
        }
        let names = names_of(subject);
        let nobody = names.is_empty().then_some(None);
        for name in names.into_iter().map(Some).chain(nobody) {
            let place = parts.iter().position(|part| part.name == name).unwrap_or_else(|| {
                parts.push(Part { name, lost: Points::ZERO, rows: 0 });
                parts.len() - 1
            });
            parts[place].lost = parts[place].lost + lost;
            parts[place].rows += 1;
        }
    }
    // Stable: equals stay in the order of the document, and nobody comes last.
    parts.sort_by(|one, other| {
        one.name.is_none().cmp(&other.name.is_none()).then(other.lost.cmp(&one.lost))
    });
    parts
}

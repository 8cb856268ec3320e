//! What texts print against what is written: clauses, titles, groups, the bonus and vetoes.

use super::{Place, Problem, ProblemKind};
use crate::points::Points;
use crate::rubric::{ClauseIndex, GroupIndex, Home, IndicatorIndex, Rubric};
use crate::wording::{
    Disagreement, DisagreementKind, Surroundings, disagreements, limit_disagreement,
    title_disagreement, veto_disagreements,
};

pub(super) fn check(rubric: &Rubric, problems: &mut Vec<Problem>) {
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        let indicator = rubric.indicator(index);
        let found = title_disagreement(&indicator.title, &own_points(rubric, index));
        tell(problems, Place::Indicator(index), "points", &indicator.title, found);
    }
    for index in (0..rubric.clauses().len()).map(ClauseIndex) {
        clause(rubric, index, problems);
    }
    for index in (0..rubric.groups().len()).map(GroupIndex) {
        let group = rubric.group(index);
        let text = group.text.as_deref().unwrap_or_default();
        tell(
            problems,
            Place::Group(index),
            "cap",
            text,
            limit_disagreement(text, "cap", group.cap),
        );
    }
    if let Some(bonus) = &rubric.bonus {
        let text = bonus.text.as_deref().unwrap_or_default();
        tell(problems, Place::Bonus, "max", text, limit_disagreement(text, "max", bonus.max));
    }
    for (index, veto) in rubric.vetoes.iter().enumerate() {
        tell(problems, Place::Veto(index), "text", &veto.text, veto_disagreements(veto));
    }
}

fn clause(rubric: &Rubric, index: ClauseIndex, problems: &mut Vec<Problem>) {
    let clause = rubric.clause(index);
    let mut limits: Vec<Points> =
        rubric.groups_around(index).filter_map(|group| rubric.group(group).cap).collect();
    limits.extend(clause.beyond);
    let (mut points, mut content) = (Vec::new(), "");
    match clause.home {
        Home::Item(item) => {
            points = own_points(rubric, item);
            content = &rubric.indicator(item).title;
            // What its carrier has for it stands for its own.
            points.extend(rubric.out_of(item, &[]).filter(|_| points.is_empty()));
            let above = std::iter::successors(rubric.indicator(item).parent, |above| {
                rubric.indicator(*above).parent
            });
            points.extend(above.filter_map(|above| rubric.indicator(above).points));
        }
        Home::Bonus => limits.extend(rubric.bonus.as_ref().and_then(|bonus| bonus.max)),
        Home::Direct => {}
    }
    let begins = rubric.sentence_of(index).start;
    let sentence =
        if begins < index.0 { rubric.clause(ClauseIndex(begins)).text.as_str() } else { "" };
    let around = Surroundings { content, points: &points, limits: &limits, sentence };
    let found = disagreements(clause, &around);
    tell(problems, Place::Clause(index), "text", &clause.text, found);
}

/// The points of an item, and those for kinds of unit.
fn own_points(rubric: &Rubric, index: IndicatorIndex) -> Vec<Points> {
    let indicator = rubric.indicator(index);
    let others = indicator.points_for.iter().map(|(_, points)| *points);
    indicator.points.into_iter().chain(others).collect()
}

fn tell(
    problems: &mut Vec<Problem>,
    place: Place,
    field: &'static str,
    text: &str,
    found: impl IntoIterator<Item = Disagreement>,
) {
    for Disagreement { span, kind } in found {
        let words = text.get(span).unwrap_or_default().to_owned();
        let kind = match kind {
            DisagreementKind::Unwritten { write } => ProblemKind::WordsUnwritten { words, write },
            DisagreementKind::Different { ruled, write } => {
                ProblemKind::WordsDiffer { words, ruled, write }
            }
            DisagreementKind::OneMore { write } => ProblemKind::OneMoreAmount { words, write },
            DisagreementKind::Unprinted { ruled } => ProblemKind::RuleUnprinted { ruled },
            DisagreementKind::Elsewhere { list } => ProblemKind::BelongsElsewhere { words, list },
        };
        problems.push(Problem::warning(place, field, kind));
    }
}

//! Ids, names, sums: whether the tree holds together.

use super::{Place, Problem, ProblemKind};
use crate::half_width::half_width;
use crate::points::Points;
use crate::rubric::{
    AppliesTo, ClauseIndex, Home, IndicatorIndex, IndicatorKind, Rubric, Subject, VetoEffect,
};
use std::collections::BTreeSet;

pub(super) fn check(rubric: &Rubric, problems: &mut Vec<Problem>) {
    duplicate_ids(rubric, problems);
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        indicator(rubric, index, problems);
    }
    if rubric.head.total.is_some_and(Points::is_negative) {
        problems.push(Problem::error(Place::Head, "total", ProblemKind::NotPositive));
    }
    let top: Vec<IndicatorIndex> = rubric.top().collect();
    if let (Some(total), Some(sum)) = (rubric.head.total, sum_of(rubric, &top))
        && total != sum
    {
        let kind = ProblemKind::SumDiffers { id: String::new(), stated: total, sum };
        problems.push(Problem::error(Place::Head, "total", kind));
    }
    let all_have_points = top.iter().all(|index| rubric.indicator(*index).points.is_some());
    if let (None, Some(sum)) = (rubric.head.total, sum_of(rubric, &top).filter(|_| all_have_points))
    {
        problems.push(Problem::warning(Place::Head, "title", ProblemKind::TotalMissing { sum }));
    }
    if rubric.head.outward.is_some() && rubric.head.total.is_none_or(Points::is_zero) {
        problems.push(Problem::error(Place::Head, "outward", ProblemKind::NoTotalToConvert));
    }
    limits(Place::Head, (rubric.head.floor, rubric.head.ceiling), problems);
    names(rubric, problems);
}

/// A lowest score is not above the highest.
fn limits(place: Place, limits: (Option<Points>, Option<Points>), problems: &mut Vec<Problem>) {
    if let (Some(floor), Some(ceiling)) = limits
        && floor > ceiling
    {
        problems.push(Problem::error(place, "floor", ProblemKind::RangeReversed));
    }
}

fn duplicate_ids(rubric: &Rubric, problems: &mut Vec<Problem>) {
    for pair in rubric.ids().windows(2) {
        let [(id, _), (next, subject)] = pair else { continue };
        if id != next {
            continue;
        }
        let place = match subject {
            Subject::Indicator(index) => Place::Indicator(*index),
            Subject::Clause(index) => Place::Clause(*index),
        };
        problems.push(Problem::error(place, "no", ProblemKind::DuplicateId { id: id.clone() }));
    }
    for home in [Home::Bonus, Home::Direct] {
        let mut seen = BTreeSet::new();
        for (place, clause) in rubric.clauses().iter().enumerate() {
            if clause.home == home && !seen.insert(&clause.no) {
                let kind = ProblemKind::DuplicateId { id: clause.no.clone() };
                problems.push(Problem::error(Place::Clause(ClauseIndex(place)), "no", kind));
            }
        }
    }
    let mut seen = BTreeSet::new();
    for (place, veto) in rubric.vetoes.iter().enumerate() {
        if !seen.insert(&veto.no) {
            let kind = ProblemKind::DuplicateId { id: veto.no.clone() };
            problems.push(Problem::error(Place::Veto(place), "no", kind));
        }
    }
}

fn indicator(rubric: &Rubric, index: IndicatorIndex, problems: &mut Vec<Problem>) {
    let indicator = rubric.indicator(index);
    let place = Place::Indicator(index);
    number(place, &indicator.no, problems);
    if indicator.title.trim().is_empty() && !indicator.title_lost {
        problems.push(Problem::error(place, "title", ProblemKind::TextMissing));
    }
    if indicator.points.is_some_and(Points::is_negative) {
        problems.push(Problem::error(place, "points", ProblemKind::NotPositive));
    }
    if indicator.points_for.iter().any(|(_, points)| points.is_negative()) {
        problems.push(Problem::error(place, "points_for", ProblemKind::NotPositive));
    }
    limits(place, (indicator.floor, indicator.ceiling), problems);
    if let Some(office) = &indicator.office
        && !rubric.head.offices.contains(office)
    {
        let kind = ProblemKind::UnknownOffice { office: office.clone() };
        problems.push(Problem::error(place, "office", kind));
    }
    for (tag, _) in &indicator.points_for {
        known_tag(rubric, place, "points_for", tag, problems);
    }
    applies(rubric, place, &indicator.applies, problems);
    applies_to_some(place, rubric.indicator_applies_to(index), problems);
    let needs_points = match indicator.kind {
        IndicatorKind::Judged { .. } => true,
        IndicatorKind::Clauses => rubric.head.total.is_some(),
        IndicatorKind::Section | IndicatorKind::Task | IndicatorKind::Unscored => false,
    };
    if needs_points && indicator.points.is_none() && !carried_above(rubric, index) {
        let kind = ProblemKind::PointsMissing {
            id: indicator.id.clone(),
            by_balance: by_balance(rubric, index),
        };
        problems.push(Problem::error(place, "points", kind));
    }
    if let (Some(stated), Some(sum)) = (indicator.points, sum_of(rubric, &indicator.children))
        && stated != sum
    {
        let kind = ProblemKind::SumDiffers { id: indicator.id.clone(), stated, sum };
        problems.push(Problem::error(place, "points", kind));
    }
}

/// Whether the points of an item without its own stand on its parent, none of whose children has any.
fn carried_above(rubric: &Rubric, index: IndicatorIndex) -> bool {
    let Some(parent) = rubric.indicator(index).parent else { return false };
    let parent = rubric.indicator(parent);
    parent.points.is_some()
        && parent.children.iter().all(|child| rubric.indicator(*child).points.is_none())
}

/// What an item's points must be for its parent to add up, where only they are missing.
fn by_balance(rubric: &Rubric, index: IndicatorIndex) -> Option<Points> {
    let parent = rubric.indicator(rubric.indicator(index).parent?);
    let others = parent.children.iter().filter(|child| **child != index);
    let mut rest = parent.points?;
    for child in others {
        rest = rest - weighted_points(rubric, *child)?;
    }
    (!rest.is_negative()).then_some(rest)
}

fn weighted_points(rubric: &Rubric, index: IndicatorIndex) -> Option<Points> {
    let indicator = rubric.indicator(index);
    let points = indicator.points?;
    Some(indicator.weight.map_or(points, |weight| points * weight))
}

/// What children add up to; `None` where none has points. Unscored ones count nothing.
fn sum_of(rubric: &Rubric, children: &[IndicatorIndex]) -> Option<Points> {
    let with_points = children.iter().filter_map(|child| weighted_points(rubric, *child));
    with_points.fold(None, |sum, points| Some(sum.unwrap_or_default() + points))
}

fn names(rubric: &Rubric, problems: &mut Vec<Problem>) {
    let known = |id: &String| {
        rubric.find(id).is_some()
            || rubric.clauses().iter().any(|clause| clause.id == *id)
            || rubric.vetoes.iter().any(|veto| veto.no == *id)
    };
    for (place, reading) in rubric.head.readings.iter().enumerate() {
        for id in reading.about.iter().filter(|id| !known(id)) {
            let kind = ProblemKind::UnknownAbout { id: id.clone() };
            problems.push(Problem::error(Place::Reading(place), "about", kind));
        }
    }
    let mut last: Option<Points> = None;
    let mut seen = BTreeSet::new();
    for (place, grade) in rubric.grades.iter().enumerate() {
        if last.is_some_and(|last| grade.from >= last) {
            let kind = ProblemKind::GradesNotDescending;
            problems.push(Problem::error(Place::Grade(place), "from", kind));
        }
        if !seen.insert(&grade.name) {
            let kind = ProblemKind::DuplicateName { name: grade.name.clone() };
            problems.push(Problem::error(Place::Grade(place), "name", kind));
        }
        last = Some(grade.from);
    }
    for (place, veto) in rubric.vetoes.iter().enumerate() {
        let name = match &veto.effect {
            VetoEffect::Bars(name) | VetoEffect::Grade(name) => name,
            VetoEffect::Score(_) | VetoEffect::Flag(_) | VetoEffect::Down(_) => continue,
        };
        if !rubric.grades.is_empty() && !rubric.grades.iter().any(|grade| grade.name == *name) {
            let kind = ProblemKind::UnknownGrade { name: name.clone() };
            problems.push(Problem::error(Place::Veto(place), "effect", kind));
        }
    }
    for (place, factor) in rubric.factors.iter().enumerate() {
        if factor.options.is_empty() {
            let kind = ProblemKind::NothingToChoose;
            problems.push(Problem::error(Place::Factor(place), "options", kind));
        }
    }
}

pub(super) fn known_tag(
    rubric: &Rubric,
    place: Place,
    field: &'static str,
    tag: &str,
    problems: &mut Vec<Problem>,
) {
    if !rubric.head.tags.iter().any(|(known, _)| known == tag) {
        let kind = ProblemKind::UnknownTag { tag: tag.to_owned() };
        problems.push(Problem::error(place, field, kind));
    }
}

/// There are units to which something applies, where there are any for what stands above it:
/// `all` has what is said of it, the nearest first.
pub(super) fn applies_to_some<'a>(
    place: Place,
    all: impl Iterator<Item = &'a AppliesTo>,
    problems: &mut Vec<Problem>,
) {
    let all: Vec<&AppliesTo> = all.collect();
    let some = |all: &[&AppliesTo]| AppliesTo::fitting_tags(all.iter().copied()).is_some();
    if !some(&all) && some(all.get(1..).unwrap_or_default()) {
        problems.push(Problem::error(place, "only", ProblemKind::AppliesToNobody));
    }
}

/// The tags that say which units something applies to: declared, and each written once.
pub(super) fn applies(
    rubric: &Rubric,
    place: Place,
    applies: &AppliesTo,
    problems: &mut Vec<Problem>,
) {
    for (field, tags) in [("only", &applies.only), ("except", &applies.except)] {
        for (before, tag) in tags.iter().enumerate() {
            known_tag(rubric, place, field, tag, problems);
            if tags[..before].contains(tag) {
                let kind = ProblemKind::DuplicateName { name: tag.clone() };
                problems.push(Problem::error(place, field, kind));
            }
        }
    }
}

/// Numbers become parts of ids: half-width, without `/` and blanks.
pub(super) fn number(place: Place, no: &str, problems: &mut Vec<Problem>) {
    let half: String = no.chars().filter(|c| !c.is_whitespace()).map(half_width).collect();
    if no == half && !no.is_empty() && !no.contains('/') {
        return;
    }
    let use_instead = (!half.is_empty() && !half.contains('/')).then_some(half);
    let kind = ProblemKind::BadNumber { no: no.to_owned(), use_instead };
    problems.push(Problem::error(place, "no", kind));
}

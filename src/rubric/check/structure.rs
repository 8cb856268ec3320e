//! Ids, names, sums: whether the tree holds together.

use super::{Place, Problem, ProblemKind};
use crate::half_width::half_width;
use crate::points::Points;
use crate::rubric::{
    AppliesTo, ClauseIndex, Home, Indicator, IndicatorIndex, IndicatorKind, Rubric, Subject,
    VetoEffect,
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
    if let (Some(total), Some(sum)) = (rubric.head.total, sum_of(rubric, &top, &[]))
        && total != sum
        && !is_sum_of_modules(rubric, &top, total)
    {
        let kind = ProblemKind::SumDiffers { id: String::new(), stated: total, sum };
        problems.push(Problem::error(Place::Head, "total", kind));
    }
    let has_parts = top.iter().any(|index| rubric.is_scored(*index));
    if let Some(total) = rubric.head.total.filter(|_| !has_parts && rubric.gives_points()) {
        problems.push(Problem::error(Place::Head, "total", ProblemKind::TotalOfNothing { total }));
    }
    let all_have_points = top.iter().all(|index| rubric.points_shown(*index, &[]).is_some());
    if let (None, Some(sum)) =
        (rubric.head.total, sum_of(rubric, &top, &[]).filter(|_| all_have_points))
    {
        problems.push(Problem::warning(Place::Head, "title", ProblemKind::TotalMissing { sum }));
    }
    if rubric.head.outward.is_some() && rubric.head.total.is_none_or(Points::is_zero) {
        problems.push(Problem::error(Place::Head, "outward", ProblemKind::NoTotalToConvert));
    }
    period(rubric, problems);
    limits(Place::Head, (rubric.head.floor, rubric.head.ceiling), problems);
    names(rubric, problems);
}

/// The first day assessed is not after the last.
fn period(rubric: &Rubric, problems: &mut Vec<Problem>) {
    if let Some((from, to)) = &rubric.head.period
        && from > to
    {
        problems.push(Problem::error(Place::Head, "period", ProblemKind::PeriodReversed));
    }
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
    points_stand(rubric, index, problems);
    if rubric.carrier_above(index).is_some() {
        only_groups(place, indicator, problems);
    }
    if indicator.points.is_some() {
        sums(rubric, index, problems);
    }
}

/// Whether there are points for what is deducted, earned or judged here.
fn points_stand(rubric: &Rubric, index: IndicatorIndex, problems: &mut Vec<Problem>) {
    let indicator = rubric.indicator(index);
    let needs_points = match indicator.kind {
        _ if !indicator.points_for.is_empty() => true,
        IndicatorKind::Judged { .. } => true,
        IndicatorKind::Clauses => rubric.head.total.is_some(),
        IndicatorKind::Section | IndicatorKind::Task | IndicatorKind::Unscored => false,
    };
    if !needs_points || indicator.points.is_some() {
        return;
    }
    // A carrier none of whose parts prints points has them for all of these; where some do, what
    // is left is for this one, or its points were forgotten.
    let above = rubric.carrier_above(index).filter(|_| indicator.points_for.is_empty());
    let (place, id) = (Place::Indicator(index), indicator.id.clone());
    let rest = above.map(|carrier| (carrier, rubric.carried(carrier, &[])));
    match rest.filter(|(_, rest)| !rest.is_zero()) {
        None => {
            problems.push(Problem::error(place, "points", ProblemKind::PointsMissing { id }));
        }
        Some((carrier, rest)) if has_sums(rubric, carrier) => {
            let is_alone = has_rest_alone(rubric, index, carrier);
            let carrier = rubric.indicator(carrier).id.clone();
            let kind = ProblemKind::RestShared { id, carrier, rest, is_alone };
            problems.push(Problem::warning(place, "points", kind));
        }
        Some(_) => {}
    }
}

/// Whether something below a level prints points.
fn has_sums(rubric: &Rubric, index: IndicatorIndex) -> bool {
    sum_of(rubric, &rubric.indicator(index).children, &[]).is_some()
}

/// A level below the one that prints points has no score that could be weighted or limited.
fn only_groups(place: Place, indicator: &Indicator, problems: &mut Vec<Problem>) {
    let stated = [
        ("weight", indicator.weight.is_some()),
        ("floor", indicator.floor.is_some()),
        ("ceiling", indicator.ceiling.is_some()),
        ("not_applicable", indicator.not_applicable.is_some()),
    ];
    for (field, _) in stated.into_iter().filter(|(_, is_stated)| *is_stated) {
        problems.push(Problem::error(place, field, ProblemKind::OnlyGroups));
    }
}

/// Whether what stands below a level that prints points adds up to them, for every kind of unit
/// that the level states points for.
fn sums(rubric: &Rubric, index: IndicatorIndex, problems: &mut Vec<Problem>) {
    let indicator = rubric.indicator(index);
    let printed = indicator.points.iter().map(|points| (None, *points));
    let stated = indicator.points_for.iter().map(|(tag, points)| (Some(tag), *points));
    for (tag, stated) in printed.chain(stated) {
        let tags: Vec<String> = tag.into_iter().cloned().collect();
        let Some(sum) = sum_of(rubric, &indicator.children, &tags) else { return };
        // What is left is for the parts that print no points.
        let is_of_modules = || is_sum_of_modules(rubric, &indicator.children, stated);
        if stated == sum || (stated > sum && rubric.carries(index)) || is_of_modules() {
            continue;
        }
        let id = indicator.id.clone();
        let (field, kind) = match tag {
            None => ("points", ProblemKind::SumDiffers { id, stated, sum }),
            Some(tag) => {
                ("points_for", ProblemKind::SumForDiffers { id, tag: tag.clone(), stated, sum })
            }
        };
        problems.push(Problem::error(Place::Indicator(index), field, kind));
    }
}

/// Whether what is stated is what parts come to for some units, where modules are for some units
/// only and leave the points of the others: for those without any tag, or with one.
fn is_sum_of_modules(rubric: &Rubric, parts: &[IndicatorIndex], stated: Points) -> bool {
    let is_stated = |tags: &[String]| rubric.sum_that_applies(parts, tags) == Some(stated);
    let tags = rubric.head.tags.iter().map(|(tag, _)| std::slice::from_ref(tag));
    rubric.has_modules() && std::iter::once(&[][..]).chain(tags).any(is_stated)
}

/// Whether an item is the only one that what is left of its carrier's points is for, and with no
/// weight on the way that would make other points of them.
fn has_rest_alone(rubric: &Rubric, index: IndicatorIndex, carrier: IndicatorIndex) -> bool {
    let path = std::iter::successors(Some(index), |at| rubric.indicator(*at).parent);
    let is_weighted =
        path.take_while(|at| *at != carrier).any(|at| rubric.indicator(at).weight.is_some());
    let shares = |other: &IndicatorIndex| {
        rubric.indicator(*other).children.is_empty()
            && rubric.passes_on(*other)
            && rubric.carrier_above(*other) == Some(carrier)
    };
    let mut all = (0..rubric.indicators().len()).map(IndicatorIndex).filter(shares);
    !is_weighted && all.next() == Some(index) && all.next().is_none()
}

/// What children come to for a unit with these tags, through levels that print no points; `None`
/// where nothing below has points. Unscored ones count nothing.
fn sum_of(rubric: &Rubric, children: &[IndicatorIndex], tags: &[String]) -> Option<Points> {
    rubric.sum_of_points(children, &|child| rubric.points_shown(child, tags))
}

fn names(rubric: &Rubric, problems: &mut Vec<Problem>) {
    let known = |id: &String| {
        rubric.find(id).is_some()
            || rubric.clauses().iter().any(|clause| clause.id == *id)
            || rubric.vetoes.iter().any(|veto| veto.no == *id)
            || rubric.grades.iter().any(|grade| grade.name == *id)
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
        grade_end(rubric, place, problems);
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
        let branch = factor.branch.as_ref().filter(|id| {
            let Some(Subject::Indicator(index)) = rubric.find(id) else { return true };
            !rubric.is_scored(index) || rubric.carrier_above(index).is_some()
        });
        if let Some(id) = branch {
            let kind = ProblemKind::NoSuchBranch { id: id.clone() };
            problems.push(Problem::error(Place::Factor(place), "branch", kind));
        }
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

/// The printed upper end of a grade: not below its lower one, not in the band above, and no
/// scores between them that no reading decides.
fn grade_end(rubric: &Rubric, place: usize, problems: &mut Vec<Problem>) {
    let grade = &rubric.grades[place];
    let above = place.checked_sub(1).map(|above| &rubric.grades[above]);
    let Some(to) = grade.to else { return };
    if to < grade.from || above.is_some_and(|above| to > above.from) {
        problems.push(Problem::error(Place::Grade(place), "to", ProblemKind::RangeReversed));
    }
    if let Some(above) = above
        && rubric.leaves_gap_above(place)
        && rubric.takes_gap_above(place).is_none()
    {
        let (lower, upper) = (grade.name.clone(), above.name.clone());
        let kind = ProblemKind::GradesLeaveGap { lower, to, upper, from: above.from };
        problems.push(Problem::warning(Place::Grade(place), "to", kind));
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

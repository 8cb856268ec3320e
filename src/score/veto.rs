//! What the vetoes that hold make of the score and of the grade.

use super::{Scorecard, Step, Total};
use crate::points::Points;
use crate::rubric::{Band, Rubric, Veto, VetoEffect};

/// The grade of a final score, and between which ones it falls where the bands leave a gap.
pub(super) fn grade(rubric: &Rubric, score: Points, total: &mut Total) {
    let name = |place: usize| rubric.grades.get(place).map(|grade| grade.name.clone());
    (total.grade, total.between_grades) = match rubric.band(score) {
        Band::In(place) => (name(place), None),
        Band::Above(place) => (None, name(place).zip(place.checked_sub(1).and_then(name))),
        Band::Below => (None, None),
    };
}

/// What the vetoes that hold do: first the score, then the grade, which none of them raises,
/// in the order of the rubric; those that lower it by so many come last, so that each counts.
pub(super) fn apply(rubric: &Rubric, card: &Scorecard, total: &mut Total) {
    let has_grade = !total.nothing_applies;
    let both = rubric.vetoes.iter().zip(&card.vetoes);
    let mut holding: Vec<&Veto> =
        both.filter(|(_, result)| result.holds).map(|(veto, _)| veto).collect();
    let scores = holding.iter().filter_map(|veto| match &veto.effect {
        VetoEffect::Score(score) => Some(*score),
        _ => None,
    });
    if let Some(score) = scores.min().filter(|_| total.score.is_some()) {
        total.score = Some(score);
        total.drops_bonus = true;
        (total.lowest, total.highest) = (Some(score), Some(score));
        grade(rubric, score, total);
    }
    holding.sort_by_key(|veto| matches!(veto.effect, VetoEffect::Down(_)));
    for veto in holding {
        let counts = has_grade || matches!(veto.effect, VetoEffect::Flag(_));
        if counts {
            one(rubric, veto, total);
        }
        let called = veto.called().map(str::to_owned);
        if veto.effect.is_veto() {
            total.vetoed = true;
            if !total.vetoed_as.contains(&called) {
                total.vetoed_as.push(called.clone());
            }
        }
        if !counts {
            continue;
        }
        let (no, effect, grade) = (veto.no.clone(), veto.effect.clone(), total.grade.clone());
        total.steps.push(Step::Veto { no, called, effect, grade });
    }
    if total.grade.is_some() {
        total.between_grades = None;
    }
    if let Some((lower, upper)) = total.between_grades.clone() {
        total.steps.push(Step::BetweenGrades { lower, upper });
    }
}

fn one(rubric: &Rubric, veto: &Veto, total: &mut Total) {
    match &veto.effect {
        VetoEffect::Score(_) => {}
        VetoEffect::Grade(name) => total.grade = Some(forced(rubric, total.grade.take(), name)),
        VetoEffect::Flag(mark) => {
            if !total.flags.contains(mark) {
                total.flags.push(mark.clone());
            }
        }
        VetoEffect::Bars(name) => match place_of(rubric, name) {
            Some(limit) => total.grade = barred(rubric, total.grade.take(), limit),
            None if total.beside_grade.contains(&veto.effect) => {}
            None => total.beside_grade.push(veto.effect.clone()),
        },
        VetoEffect::Down(by) => {
            let held = total.grade.as_deref().and_then(|grade| place_of(rubric, grade));
            match held {
                Some(held) => total.grade = Some(lowered(rubric, held, *by)),
                None => lower_beside(total, *by),
            }
        }
    }
}

/// The place of a grade among those of the rubric, 0 being the highest.
fn place_of(rubric: &Rubric, name: &str) -> Option<usize> {
    rubric.grades.iter().position(|grade| grade.name == name)
}

/// The grade when `name` is forced: a lower one stays.
fn forced(rubric: &Rubric, held: Option<String>, name: &str) -> String {
    let Some(held) = held else { return name.to_owned() };
    match (place_of(rubric, &held), place_of(rubric, name)) {
        (Some(now), Some(forced)) if forced > now => name.to_owned(),
        _ => held,
    }
}

/// The grade when the one at `limit` and everything above it cannot be given.
fn barred(rubric: &Rubric, grade: Option<String>, limit: usize) -> Option<String> {
    match grade.as_deref().and_then(|grade| place_of(rubric, grade)) {
        Some(held) if held <= limit => rubric.grades.get(limit + 1).map(|grade| grade.name.clone()),
        _ => grade,
    }
}

/// The grade that is so many below the one held, or the lowest.
fn lowered(rubric: &Rubric, held: usize, by: u32) -> String {
    let wanted = held.saturating_add(usize::try_from(by).unwrap_or(usize::MAX));
    let place = wanted.min(rubric.grades.len().saturating_sub(1));
    rubric.grades.get(place).map_or_else(String::new, |grade| grade.name.clone())
}

/// Where there is no grade to lower, so many together are said in words.
fn lower_beside(total: &mut Total, by: u32) {
    let known = total.beside_grade.iter_mut().find_map(|effect| match effect {
        VetoEffect::Down(so_far) => Some(so_far),
        _ => None,
    });
    match known {
        Some(so_far) => *so_far = so_far.saturating_add(by),
        None => total.beside_grade.push(VetoEffect::Down(by)),
    }
}

//! Clauses, groups and vetoes: whether each rule can be calculated and can take effect.

use super::structure::{applies, applies_to_some, number};
use super::{Place, Problem, ProblemKind};
use crate::points::Points;
use crate::rubric::{
    Amount, Clause, ClauseIndex, Effect, GroupIndex, Home, IndicatorIndex, IndicatorKind, Member,
    Required, Rubric, Rule, Subject,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(rubric: &Rubric, problems: &mut Vec<Problem>) {
    for (index, clause) in rubric.clauses().iter().enumerate() {
        let place = Place::Clause(ClauseIndex(index));
        number(place, &clause.no, problems);
        clause_fields(rubric, ClauseIndex(index), clause, problems);
        continued(rubric, ClauseIndex(index), clause, problems);
        amounts(place, clause, problems);
        rule(place, clause, problems);
        combinations(rubric, place, clause, problems);
    }
    caps(rubric, problems);
    let most_bonus = rubric.bonus.as_ref().and_then(|bonus| bonus.max);
    if most_bonus.is_some_and(Points::is_negative) {
        problems.push(Problem::error(Place::Bonus, "max", ProblemKind::NotPositive));
    }
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        item(rubric, index, problems);
    }
    for (place, veto) in rubric.vetoes.iter().enumerate() {
        let place = Place::Veto(place);
        number(place, &veto.no, problems);
        if veto.text.trim().is_empty() {
            problems.push(Problem::error(place, "text", ProblemKind::TextMissing));
        }
        applies(rubric, place, &veto.applies, problems);
        applies_to_some(place, std::iter::once(&veto.applies), problems);
        if veto.at_least == 0 {
            problems.push(Problem::error(place, "when", ProblemKind::NotPositive));
        }
    }
}

fn clause_fields(
    rubric: &Rubric,
    index: ClauseIndex,
    clause: &Clause,
    problems: &mut Vec<Problem>,
) {
    let place = Place::Clause(index);
    if clause.text.trim().is_empty() {
        problems.push(Problem::error(place, "text", ProblemKind::TextMissing));
    }
    applies(rubric, place, &clause.applies, problems);
    applies_to_some(place, rubric.all_applies_to(Subject::Clause(index)), problems);
    let effect_fits = match clause.home {
        Home::Item(_) => true,
        Home::Bonus => clause.effect == Effect::Add,
        Home::Direct => clause.effect == Effect::Deduct,
    };
    if !effect_fits {
        problems.push(Problem::error(place, "", ProblemKind::WrongEffect));
    }
}

/// What goes on with a sentence stands behind its beginning.
fn continued(rubric: &Rubric, index: ClauseIndex, clause: &Clause, problems: &mut Vec<Problem>) {
    if clause.continues.is_some() && rubric.sentence_of(index).start == index.0 {
        let place = Place::Clause(index);
        problems.push(Problem::error(place, "continues", ProblemKind::NothingToContinue));
    }
}

/// The key in the file that carries a clause's amount.
fn effect_field(clause: &Clause) -> &'static str {
    match clause.effect {
        Effect::Deduct => "deduct",
        Effect::Add => "add",
        Effect::Earn => "earn",
        Effect::Fine => "fine",
    }
}

fn amounts(place: Place, clause: &Clause, problems: &mut Vec<Problem>) {
    let field = effect_field(clause);
    match &clause.amount {
        Amount::Fixed(amount) if amount.is_negative() => {
            problems.push(Problem::error(place, field, ProblemKind::NotPositive));
        }
        Amount::Range { from, .. } if from.is_negative() => {
            problems.push(Problem::error(place, field, ProblemKind::NotPositive));
        }
        Amount::Range { from, to } if from > to => {
            problems.push(Problem::error(place, field, ProblemKind::RangeReversed));
        }
        Amount::Levels(levels) if levels.is_empty() => {
            problems.push(Problem::error(place, field, ProblemKind::NothingToChoose));
        }
        Amount::Levels(levels) if levels.iter().any(|level| level.points.is_negative()) => {
            problems.push(Problem::error(place, field, ProblemKind::NotPositive));
        }
        Amount::Levels(levels) => {
            let mut seen = BTreeSet::new();
            for level in levels.iter().filter(|level| !seen.insert(&level.name)) {
                let kind = ProblemKind::DuplicateName { name: level.name.clone() };
                problems.push(Problem::error(place, field, kind));
            }
        }
        Amount::Fixed(_) | Amount::Range { .. } | Amount::All => {}
    }
    if clause.max.is_some_and(Points::is_negative) {
        problems.push(Problem::error(place, "max", ProblemKind::NotPositive));
    }
    if clause.shares.iter().any(|share| share.share.is_zero()) {
        problems.push(Problem::error(place, "shares", ProblemKind::NotPositive));
    }
}

fn rule(place: Place, clause: &Clause, problems: &mut Vec<Problem>) {
    let (field, positive) = match &clause.rule {
        Rule::Flat | Rule::Occurrence | Rule::Threshold(_) => return,
        Rule::Shortfall(Required::One(required)) => ("required", *required > Points::ZERO),
        Rule::Shortfall(Required::Named(named)) => {
            ("required", !named.is_empty() && named.iter().all(|(_, r)| *r > Points::ZERO))
        }
        Rule::Rate(rate) => ("rate", rate.step > Points::ZERO),
        Rule::Baseline(base) => ("baseline", base.step > Points::ZERO && base.mean_of > 0),
        Rule::Converted { full } => ("convert", *full > Points::ZERO),
    };
    if !positive {
        problems.push(Problem::error(place, field, ProblemKind::NotPositive));
    }
}

/// What cannot stand together in one clause.
fn combinations(rubric: &Rubric, place: Place, clause: &Clause, problems: &mut Vec<Problem>) {
    let mut error = |field, kind| problems.push(Problem::error(place, field, kind));
    let deducts = clause.effect == Effect::Deduct;
    let has_points = match clause.home {
        Home::Item(item) => rubric.carrier_of(item).is_some(),
        Home::Bonus | Home::Direct => false,
    };
    let earns = clause.effect == Effect::Earn && matches!(clause.home, Home::Item(_));
    if clause.takes_whole_item() && earns {
        error(effect_field(clause), ProblemKind::AllToEarnUnclear);
    } else if clause.takes_whole_item() && !(deducts && has_points) {
        error(effect_field(clause), ProblemKind::NothingToTake);
    } else if clause.takes_whole_item() && clause.max.is_some() && clause.beyond.is_none() {
        error("max", ProblemKind::MaxOfWholeItem);
    }
    if clause.beyond.is_some() && !clause.takes_whole_item() {
        error("beyond", ProblemKind::BeyondWithoutAll);
    }
    let each = matches!(clause.amount, Amount::Range { .. } | Amount::Levels(_))
        && clause.rule == Rule::Occurrence
        && matches!(clause.home, Home::Item(_));
    if clause.mean && !each {
        error("mean", ProblemKind::MeanOfNothing);
    }
    if clause.star && (!deducts || clause.takes_whole_item()) {
        error("star", ProblemKind::StarWithoutUse);
    }
    let chosen = matches!(clause.amount, Amount::Range { .. } | Amount::Levels(_));
    if chosen && !matches!(clause.rule, Rule::Flat | Rule::Occurrence) {
        error(effect_field(clause), ProblemKind::NoOneAmount);
    }
}

/// A limit counts one effect; direct deductions all count.
fn group_limits(rubric: &Rubric, index: GroupIndex, problems: &mut Vec<Problem>) {
    let group = rubric.group(index);
    let place = Place::Group(index);
    if group.cap.is_some_and(Points::is_negative) {
        problems.push(Problem::error(place, "cap", ProblemKind::NotPositive));
    }
    applies(rubric, place, &group.applies, problems);
    let around = std::iter::successors(Some(index), |index| rubric.group(*index).parent);
    let groups = around.map(|index| &rubric.group(index).applies);
    let item = if let Home::Item(item) = group.home { Some(item) } else { None };
    let above = item.into_iter().flat_map(|item| rubric.indicator_applies_to(item));
    applies_to_some(place, groups.chain(above), problems);
    if group.cap.is_none() && !group.best {
        return;
    }
    let field = if group.cap.is_some() { "cap" } else { "best" };
    if group.home == Home::Direct && group.best {
        problems.push(Problem::error(place, "best", ProblemKind::BestOfDirect));
    }
    let clauses = rubric.clauses_in(&group.members);
    let mut effects = clauses.iter().map(|clause| rubric.clause(*clause).effect);
    let first = effects.next();
    if effects.any(|effect| Some(effect) != first) {
        problems.push(Problem::error(place, field, ProblemKind::MixedEffects));
    }
}

/// The most the members of an item can come to; `None` without bound.
fn most(rubric: &Rubric, members: &[Member]) -> Option<Points> {
    all_of(rubric, members).map(|all| all.into_iter().sum())
}

/// The most each member can come to.
fn all_of(rubric: &Rubric, members: &[Member]) -> Option<Vec<Points>> {
    let each = |member: &Member| match member {
        Member::Clause(index) => most_of_clause(rubric, *index),
        Member::Group(index) => {
            let cap = rubric.group(*index).cap;
            match (most_of_group(rubric, *index), cap) {
                (Some(most), Some(cap)) => Some(most.min(cap)),
                (most, cap) => most.or(cap),
            }
        }
    };
    members.iter().map(each).collect()
}

/// The most a group can come to before its cap.
fn most_of_group(rubric: &Rubric, index: GroupIndex) -> Option<Points> {
    let group = rubric.group(index);
    let all = all_of(rubric, &group.members)?;
    Some(if group.best { all.into_iter().max().unwrap_or_default() } else { all.into_iter().sum() })
}

fn most_of_clause(rubric: &Rubric, index: ClauseIndex) -> Option<Points> {
    let clause = rubric.clause(index);
    let counts = !clause.repeated && !clause.star;
    if counts { clause.worst() } else { Some(Points::ZERO) }
}

fn caps(rubric: &Rubric, problems: &mut Vec<Problem>) {
    for (place, group) in rubric.groups().iter().enumerate() {
        group_limits(rubric, GroupIndex(place), problems);
        let most = most_of_group(rubric, GroupIndex(place));
        if let (Some(cap), Some(most)) = (group.cap, most)
            && most <= cap
        {
            let kind = ProblemKind::CapNeverBites { cap, most };
            problems.push(Problem::warning(Place::Group(GroupIndex(place)), "cap", kind));
        }
        if group.members.is_empty() {
            let kind = ProblemKind::NothingToChoose;
            problems.push(Problem::error(Place::Group(GroupIndex(place)), "clauses", kind));
        }
    }
    for (place, clause) in rubric.clauses().iter().enumerate() {
        let Some(max) = clause.max else { continue };
        if max.is_negative() {
            continue;
        }
        let unlimited = Clause { max: None, ..clause.clone() };
        if let Some(most) = unlimited.worst().filter(|most| *most <= max) {
            let kind = ProblemKind::CapNeverBites { cap: max, most };
            problems.push(Problem::warning(Place::Clause(ClauseIndex(place)), "max", kind));
        }
    }
}

fn item(rubric: &Rubric, index: IndicatorIndex, problems: &mut Vec<Problem>) {
    let indicator = rubric.indicator(index);
    if indicator.kind != IndicatorKind::Clauses {
        return;
    }
    let place = Place::Indicator(index);
    let clauses = rubric.clauses_in(&indicator.members);
    let mut texts: BTreeMap<&str, ClauseIndex> = BTreeMap::new();
    for clause in clauses.iter().filter(|clause| !rubric.clause(**clause).repeated) {
        let text = rubric.clause(*clause).text.as_str();
        if let Some(first) = texts.insert(text, *clause) {
            let kind = ProblemKind::RepeatedText { id: rubric.clause(first).id.clone() };
            problems.push(Problem::warning(Place::Clause(*clause), "text", kind));
        }
    }
    earned_sum(rubric, index, problems);
    let only_deducts = clauses.iter().all(|c| rubric.clause(*c).effect == Effect::Deduct);
    let (Some(points), Some(most), true) =
        (indicator.points, most(rubric, &indicator.members), only_deducts)
    else {
        return;
    };
    // Counted clauses may come to any number, and 扣完 says that the item's points are the end.
    let says_so = |index: &ClauseIndex| {
        let clause = rubric.clause(*index);
        clause.rule != Rule::Flat || clause.text.contains("扣完")
    };
    if most > points && !clauses.iter().any(says_so) {
        let kind = ProblemKind::ClausesExceed { points, most };
        problems.push(Problem::warning(place, "points", kind));
    } else if most < points && !clauses.iter().any(|c| rubric.clause(*c).star) {
        let kind = ProblemKind::ClausesFallShort { points, most };
        problems.push(Problem::warning(place, "points", kind));
    }
}

/// Requirements together earn what the item is worth.
fn earned_sum(rubric: &Rubric, index: IndicatorIndex, problems: &mut Vec<Problem>) {
    let indicator = rubric.indicator(index);
    let clauses = rubric.clauses_in(&indicator.members).into_iter();
    let mut earns = clauses.map(|clause| rubric.clause(clause).effect);
    let Some(points) = indicator.points.filter(|_| earns.all(|effect| effect == Effect::Earn))
    else {
        return;
    };
    if let Some(sum) = most(rubric, &indicator.members).filter(|sum| *sum != points) {
        let kind = ProblemKind::SumDiffers { id: indicator.id.clone(), stated: points, sum };
        problems.push(Problem::warning(Place::Indicator(index), "points", kind));
    }
}

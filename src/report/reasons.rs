//! 扣分及原因: what was found under an item, and how it came to its score.

use super::basis::Basis;
use crate::lang::steps::{line, step_words};
use crate::lang::{report as say, words};
use crate::rubric::{ClauseIndex, IndicatorIndex, IndicatorKind};
use crate::score::{Mark, Step};
use crate::session::{TaskState, Value};

/// Everything recorded about an item, a line for each thing.
pub(super) fn of_item(basis: &Basis<'_>, item: IndicatorIndex) -> String {
    let indicator = basis.rubric.indicator(item);
    let clauses = basis.rubric.clauses_in(&indicator.members);
    let mut lines = Vec::new();
    for clause in &clauses {
        of_clause(basis, *clause, clauses.len() > 1, &mut lines);
    }
    lines.extend(not_assessed(basis, item, &clauses));
    if let Some(entry) = basis.session.entry(&indicator.id) {
        lines.extend(basis.finding_lines(None, entry));
    }
    lines.extend(sum_of_item(basis, item));
    lines.join("\n")
}

fn of_clause(basis: &Basis<'_>, index: ClauseIndex, numbered: bool, lines: &mut Vec<String>) {
    let clause = basis.rubric.clause(index);
    let result = &basis.card.clauses[index.0];
    let entry = basis.session.entry(&clause.id);
    let written = entry.map(|entry| basis.finding_lines(Some(index), entry)).unwrap_or_default();
    let tells = match result.mark {
        Mark::Found | Mark::Open => !result.steps.is_empty(),
        // 不涉及 of one clause is told there; that of everything above it, once for the item.
        Mark::NotApplicable => entry.is_some(),
        Mark::Met => false,
    };
    let steps = if tells { basis.clause_steps(index) } else { String::new() };
    let no = if numbered { say::of_clause(basis.lang, &clause.no) } else { String::new() };
    match (steps.is_empty(), written.is_empty()) {
        (true, true) => {}
        (false, _) => lines.push(format!("{no}{steps}")),
        (true, false) => lines.push(format!("{no}{}", basis.mark_words(result.mark))),
    }
    lines.extend(written);
}

/// What nobody has looked at yet is not the same as no problem.
fn not_assessed(
    basis: &Basis<'_>,
    item: IndicatorIndex,
    clauses: &[ClauseIndex],
) -> Option<String> {
    let progress = basis.card.indicators[item.0].progress;
    if progress.open == 0 {
        return None;
    }
    let is_open = |index: &&ClauseIndex| {
        let clause = basis.rubric.clause(**index);
        basis.card.clauses[index.0].mark == Mark::Open && !clause.repeated
    };
    let open = clauses.iter().filter(is_open);
    let numbers: Vec<&str> = open.map(|index| basis.rubric.clause(*index).no.as_str()).collect();
    if progress.recorded() == 0 {
        return Some(say::not_assessed_at_all(basis.lang).to_owned());
    }
    Some(say::not_assessed(basis.lang, &numbers.join(basis.lang.enumeration_comma())))
}

/// How the item came to its score, where something was found or left out.
fn sum_of_item(basis: &Basis<'_>, item: IndicatorIndex) -> Vec<String> {
    let result = &basis.card.indicators[item.0];
    let kind = basis.rubric.indicator(item).kind;
    let judged = matches!(kind, IndicatorKind::Judged { .. });
    let tells = matches!(result.mark, Mark::Found | Mark::NotApplicable)
        || (judged && result.progress.recorded() > 0);
    if !tells || kind == IndicatorKind::Task {
        return Vec::new();
    }
    let groups = basis.rubric.groups_in(&basis.rubric.indicator(item).members).into_iter();
    let mut lines: Vec<String> = groups.filter_map(|group| basis.group_steps(group)).collect();
    lines.extend(Some(line(basis.wording(), &result.steps)).filter(|words| !words.is_empty()));
    lines
}

/// 完成情况 of a task; how many are done of anything else.
pub(super) fn completion(basis: &Basis<'_>, item: IndicatorIndex) -> String {
    let indicator = basis.rubric.indicator(item);
    let result = &basis.card.indicators[item.0];
    let value = basis.session.entry(&indicator.id).map(|entry| &entry.value);
    match (result.mark, value) {
        (Mark::NotApplicable, _) => basis.mark_words(Mark::NotApplicable),
        _ if indicator.kind != IndicatorKind::Task => "",
        (_, Some(Value::Task(state))) => words::task(basis.lang, *state),
        (Mark::Met, _) => words::task(basis.lang, TaskState::Done),
        _ => basis.mark_words(Mark::Open),
    }
    .to_owned()
}

/// Why something does not apply to a task: the reason that was given.
pub(super) fn left_out(basis: &Basis<'_>, item: IndicatorIndex) -> Option<String> {
    let steps = basis.card.indicators[item.0].steps.iter();
    let mut told =
        steps.filter(|step| matches!(step, Step::NotApplicable { .. } | Step::OtherUnits { .. }));
    told.next().map(|step| step_words(basis.wording(), step))
}

//! 完成情况 and 说明 of a task: words that follow what is entered, where a formula can say them.

use super::asks::{Line, State};
use super::calculation::Column;
use super::formula::{At, Formula, is, text, when};
use super::plan::{Part, Plan, entry};
use super::watch::Watch;
use crate::lang::{Lang, report, words, workbook as say};
use crate::rubric::{IndicatorIndex, IndicatorKind};
use crate::score::Mark;
use crate::session::TaskState;

/// How marks stand in 计算.
const OPEN: u32 = 0;
const NOT_APPLICABLE: u32 = 3;

/// What of a task is written in words of people.
pub const WRITTEN: [u16; 3] = [entry::REMARK, entry::EVIDENCE, entry::DATE];

/// Whether an indicator is a task.
#[must_use]
pub fn is_task(plan: &Plan<'_>, index: IndicatorIndex) -> bool {
    plan.rubric.indicator(index).kind == IndicatorKind::Task
}

fn cell(plan: &Plan<'_>, index: IndicatorIndex, column: Column) -> Formula {
    let row = plan.calculation_row(Line::Indicator(index));
    Formula::Cell(plan.at(Part::Calculation, row, column as u16))
}

/// 完成情况.
#[must_use]
pub fn state(plan: &Plan<'_>, lang: Lang, index: IndicatorIndex) -> Formula {
    let mark = |mark| text(words::mark(lang, mark));
    let entered = |state: State, told: TaskState, otherwise: Formula| {
        let holds = is(cell(plan, index, Column::State), state.code());
        when(holds, text(words::task(lang, told)), otherwise)
    };
    let partly = entered(State::Partly, TaskState::Partly, mark(Mark::Open));
    let not_done = entered(State::NotDone, TaskState::NotDone, partly);
    let told = entered(State::Done, TaskState::Done, not_done);
    when(is_marked(plan, index, NOT_APPLICABLE), mark(Mark::NotApplicable), told)
}

fn is_marked(plan: &Plan<'_>, index: IndicatorIndex, mark: u32) -> Formula {
    is(cell(plan, index, Column::Mark), mark)
}

/// 说明, of which this was told; `None` where people wrote some of it or a formula cannot tell
/// why the task does not apply.
#[must_use]
pub fn reasons(watch: &Watch<'_>, index: IndicatorIndex, told: &str) -> Option<Formula> {
    let (plan, lang) = (watch.plan, watch.lang);
    let left_out = words::mark(lang, Mark::NotApplicable);
    let is_of_state = [String::new(), report::not_assessed_at_all(lang).to_owned()]
        .contains(&told.to_owned())
        || told.starts_with(left_out) && !told.contains('\n');
    let written: Vec<At> =
        WRITTEN.iter().map(|column| plan.entered(Line::Indicator(index), *column)).collect();
    let is_written = watch.held_any(Line::Indicator(index), &written);
    if !is_task(plan, index) || !is_of_state || is_written {
        return None;
    }
    let open = text(report::not_assessed_at_all(lang));
    let applies = when(is_marked(plan, index, OPEN), open, text(""));
    let told = when(is_marked(plan, index, NOT_APPLICABLE), why_not(plan, lang, index)?, applies);
    let changed = watch.changed_among(Line::Indicator(index), &written);
    Some(when(changed, text(say::changed_here(lang)), told))
}

/// Why a task does not apply: what was entered for it, else for what it stands under.
fn why_not(plan: &Plan<'_>, lang: Lang, index: IndicatorIndex) -> Option<Formula> {
    let rubric = plan.rubric;
    let path: Vec<IndicatorIndex> =
        std::iter::successors(Some(index), |index| rubric.indicator(*index).parent).collect();
    if path.iter().any(|index| !rubric.indicator(*index).applies.is_everyone()) {
        return None;
    }
    let word = words::mark(lang, Mark::NotApplicable);
    let begin = format!("{word}{}", report::colon(lang));
    Some(path.into_iter().rev().fold(text(word), |otherwise, index| {
        let reason = plan.entered(Line::Indicator(index), entry::REASON);
        let given = Formula::Join(vec![text(&begin), Formula::Cell(reason)]);
        let told = when(Formula::IsEmpty(reason), text(word), given);
        let holds = is(cell(plan, index, Column::State), State::NotApplicable.code());
        when(holds, told, otherwise)
    }))
}

//! What the cells of a report stand for, as formulas that point at 计算.

use super::asks::Line;
use super::calculation::{Column, Whole, veto_holds};
use super::formula::{
    At, Compare, Formula, compare, count, is, is_number, is_some, less, nothing, percent, text,
    when,
};
use super::plan::{Part, Plan, place_of, row};
use super::watch::Watch;
use crate::lang::{Lang, report as say, words};
use crate::report::{Cell, Kind, Quantity};
use crate::rubric::{IndicatorIndex, IndicatorKind};
use crate::score::{Mark, tasks_by_office};
use crate::session::Ledger;

/// How a report shows what its cells stand for.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// The kind of report.
    pub kind: Kind,
    /// The most places of its numbers.
    pub decimals: u32,
}

/// The formula of a cell that shows a number or a word of the scorecard; `None` where nothing
/// that can be entered changes it.
#[must_use]
pub fn formula(
    shown: Shown,
    watch: &mut Watch<'_>,
    quantity: Quantity,
    cell: &Cell,
) -> Option<Formula> {
    let (plan, lang) = (watch.plan, watch.lang);
    let yes_or = |holds, no| when(holds, text(say::yes(lang)), text(no));
    match quantity {
        Quantity::Words | Quantity::TaskState(_) => return None,
        Quantity::VetoHolds(place) => {
            return Some(yes_or(is(Formula::Cell(veto_holds(plan, place)), 1), say::no(lang)));
        }
        Quantity::AnyVeto => {
            let times = plan.all_rows(Ledger::Veto, row::TIMES);
            let recorded = is_some(Formula::SumOf(times));
            let otherwise = when(recorded, text(say::no(lang)), text(say::none(lang)));
            return Some(when(any_veto(plan)?, text(say::yes(lang)), otherwise));
        }
        Quantity::Grade => return Some(Formula::Cell(Whole::Grade.at(plan))),
        // Rounded to places of its own already.
        Quantity::Outward => return Some(Formula::Cell(Whole::Outward.at(plan))),
        _ => {}
    }
    let Exact { value, when_known } = exact(plan, quantity, shown.decimals)?;
    let is_negative = shown.kind == Kind::Form && quantity == Quantity::Direct;
    let value = if is_negative { less(count(0), value) } else { value };
    let told = match behind(quantity, cell) {
        rest if rest.is_empty() => value,
        rest => Formula::Join(vec![value, watch.held(&rest)]),
    };
    let told = match when_known {
        Some(known) => when(known, told, nothing()),
        None => told,
    };
    let told = match quantity {
        Quantity::Score(index) => or_left_out(plan, lang, index, told),
        _ => told,
    };
    if let (Quantity::Score(index), Kind::Form) = (quantity, shown.kind)
        && matches!(plan.rubric.indicator(index).kind, IndicatorKind::Judged { .. })
        && !only_groups(plan, index)
    {
        // Nobody has judged it yet, which is not the score 0.
        let open = is(of(plan, Line::Indicator(index), Column::Mark), 0);
        return Some(when(open, text(words::pending(lang)), told));
    }
    if let (Quantity::Score(index) | Quantity::Rate(index), Kind::Summary | Kind::Feedback) =
        (quantity, shown.kind)
    {
        let words = text(words::pending(lang));
        return Some(when(is_pending(plan, index), words, told));
    }
    Some(told)
}

/// 不涉及 where nothing of an indicator applies and its points leave the whole.
fn or_left_out(plan: &Plan<'_>, lang: Lang, index: IndicatorIndex, told: Formula) -> Formula {
    let rubric = plan.rubric;
    let rescales = rubric.leaves_points(Some(index));
    let has_points = rubric.is_scored(index) && rubric.points_shown(index, &[]).is_some();
    if !rescales || !has_points {
        return told;
    }
    let applies = is_number(of(plan, Line::Indicator(index), Column::Points));
    when(applies, told, text(words::mark(lang, Mark::NotApplicable)))
}

/// Whether any veto holds; `None` where the rubric has none.
fn any_veto(plan: &Plan<'_>) -> Option<Formula> {
    let last = plan.rubric.vetoes.len().checked_sub(1)?;
    let (first, last_row) = (veto_holds(plan, 0), veto_holds(plan, last).row);
    Some(is_some(Formula::SumOf(super::formula::Span { first, last_row })))
}

/// Whether there is no score yet but points to be judged.
fn is_pending(plan: &Plan<'_>, index: IndicatorIndex) -> Formula {
    let cell = |column| of(plan, Line::Indicator(index), column);
    Formula::All(vec![
        is(cell(Column::CountFound), 0),
        is(is_above_zero(cell(Column::Pending)), 1),
        is(cell(Column::Score), 0),
    ])
}

/// What a cell says behind its number.
fn behind(quantity: Quantity, cell: &Cell) -> String {
    if quantity.is_percent() {
        return "%".to_owned();
    }
    // A word that stands instead of a number is none behind one.
    let Some(number) = cell.number else { return String::new() };
    cell.text.strip_prefix(&number.to_string()).unwrap_or_default().to_owned()
}

/// A number, and when there is one.
struct Exact {
    value: Formula,
    when_known: Option<Formula>,
}

fn of(plan: &Plan<'_>, line: Line, column: Column) -> Formula {
    Formula::Cell(plan.at(Part::Calculation, plan.calculation_row(line), column as u16))
}

/// What a quantity is in 计算; `None` for one that no cell there stands for.
fn exact(plan: &Plan<'_>, quantity: Quantity, decimals: u32) -> Option<Exact> {
    let item = |index, column| of(plan, Line::Indicator(index), column);
    let whole = |figure: Whole| Formula::Cell(figure.at(plan));
    let rate = |part: Formula, all: Formula| Exact {
        value: percent(&part, &all, decimals),
        when_known: Some(is(is_above_zero(all), 1)),
    };
    let known = |value: Formula| Exact { when_known: Some(is_number(value.clone())), value };
    let value = match quantity {
        Quantity::Points(index) => return Some(known(item(index, Column::Points))),
        Quantity::Rate(index) => {
            return Some(rate(item(index, Column::Score), item(index, Column::Points)));
        }
        Quantity::Completion(index) => {
            return Some(rate(item(index, Column::Done), item(index, Column::Tasks)));
        }
        Quantity::OfficeCompletion(place) => {
            let of = |column| office_sum(plan, place, column);
            return Some(rate(of(Column::Done)?, of(Column::Tasks)?));
        }
        Quantity::OfficeTasks(place) => office_sum(plan, place, Column::Tasks)?,
        Quantity::OfficeDone(place) => office_sum(plan, place, Column::Done)?,
        Quantity::TotalRate => {
            let Exact { value, when_known } = rate(whole(Whole::Score), whole(Whole::OutOf));
            let is_scored = is_number(whole(Whole::Score));
            let when_known = when_known.map(|known| Formula::All(vec![is_scored, known]));
            return Some(Exact { value, when_known });
        }
        Quantity::Applicable | Quantity::Obtained => {
            let is_of = quantity == Quantity::Applicable;
            let value = whole(if is_of { Whole::Applicable } else { Whole::Sum });
            return Some(Exact { value, when_known: Some(is_number(whole(Whole::Base))) });
        }
        Quantity::TotalCompletion => return Some(rate(whole(Whole::Done), whole(Whole::Tasks))),
        Quantity::DirectRow(place) => {
            let is_known = ledger_cell(plan, Ledger::Direct, place, row::STAGES)?;
            let value = ledger_cell(plan, Ledger::Direct, place, row::RESULT)?;
            return Some(Exact { value, when_known: Some(is(is_known, 1)) });
        }
        Quantity::TotalPoints => return Some(known(whole(Whole::OutOf))),
        Quantity::Base => return Some(known(whole(Whole::Base))),
        Quantity::ScoreBeforeVeto => return Some(known(whole(Whole::BeforeVeto))),
        Quantity::FinalScore => return Some(known(whole(Whole::Score))),
        Quantity::Score(index) => return Some(known(item(index, Column::Score))),
        Quantity::Deducted(index) => item(index, deducted(plan, index)),
        Quantity::Added(index) if only_groups(plan, index) => item(index, Column::GroupedAdded),
        Quantity::Added(index) => item(index, Column::Added),
        Quantity::Tasks(index) => item(index, Column::Tasks),
        Quantity::TasksDone(index) => item(index, Column::Done),
        Quantity::ClauseLost(index) => of(plan, Line::Clause(index), Column::Lost),
        Quantity::Limits(index) => limits(plan, index),
        Quantity::AboveItems => {
            let (first, last_row) = plan.tree_lines();
            let first = plan.at(Part::Calculation, first, Column::OfItem as u16);
            let items = Formula::SumOf(super::formula::Span { first, last_row });
            less(whole(Whole::Deducted), items)
        }
        Quantity::AwardClaimed(place) => ledger_cell(plan, Ledger::Bonus, place, row::CLAIMED)?,
        Quantity::AwardCounted(place) => ledger_cell(plan, Ledger::Bonus, place, row::RESULT)?,
        Quantity::VetoCount(place) => {
            let number = u32::try_from(place + 1).ok()?;
            let rows = |column| plan.all_rows(Ledger::Veto, column);
            Formula::SumWhere(rows(row::PLACE), Box::new(count(number)), rows(row::TIMES))
        }
        Quantity::TotalDeducted => whole(Whole::Deducted),
        Quantity::TotalAdded => whole(Whole::Added),
        Quantity::Fines => whole(Whole::Fines),
        Quantity::Direct => whole(Whole::Direct),
        Quantity::BonusClaimed => Formula::SumOf(plan.all_rows(Ledger::Bonus, row::CLAIMED)),
        Quantity::Bonus => whole(Whole::Bonus),
        Quantity::TotalTasks => whole(Whole::Tasks),
        Quantity::TotalDone => whole(Whole::Done),
        Quantity::VetoHolds(_)
        | Quantity::Grade
        | Quantity::Outward
        | Quantity::AnyVeto
        | Quantity::TaskState(_)
        | Quantity::Words => {
            return None;
        }
    };
    Some(Exact { value, when_known: None })
}

/// The sum over the tasks of an assessing office.
fn office_sum(plan: &Plan<'_>, place: usize, column: Column) -> Option<Formula> {
    let (_, tasks) = tasks_by_office(plan.rubric).into_iter().nth(place)?;
    let task = |index| of(plan, Line::Indicator(index), column);
    Some(Formula::Sum(tasks.into_iter().map(task).collect()))
}

/// 1 where a cell holds a number above zero; a text would be above every number.
fn is_above_zero(cell: Formula) -> Formula {
    let above = compare(cell.clone(), Compare::Above, count(0));
    when(is_number(cell), when(above, count(1), count(0)), count(0))
}

/// What caps and 扣完为止 take back from the deductions of an item.
fn limits(plan: &Plan<'_>, index: IndicatorIndex) -> Formula {
    let line = Line::Indicator(index);
    let (own, end) = (plan.calculation_row(line), plan.end(index));
    let first = plan.at(Part::Calculation, own, Column::Lost as u16);
    let lost = Formula::SumOf(super::formula::Span { first, last_row: end.max(own) });
    less(of(plan, line, deducted(plan, index)), lost)
}

/// Whether what an indicator comes to counts in the points of a level above alone.
fn only_groups(plan: &Plan<'_>, index: IndicatorIndex) -> bool {
    let rubric = plan.rubric;
    rubric.carrier_above(index).is_some() && rubric.points_shown(index, &[]).is_none()
}

fn deducted(plan: &Plan<'_>, index: IndicatorIndex) -> Column {
    if only_groups(plan, index) { Column::Grouped } else { Column::Deducted }
}

/// A cell of a row of a ledger; `None` where the rubric has no such ledger.
fn ledger_cell(plan: &Plan<'_>, ledger: Ledger, place: usize, column: u16) -> Option<Formula> {
    let first = plan.all_rows(ledger, column).first;
    let row = first.row + u32::try_from(place).ok()?;
    let has_sheet = !plan.ledger_numbers(ledger).is_empty();
    let known = plan.rows[place_of(ledger)] > place;
    (known && has_sheet).then_some(Formula::Cell(At { row, ..first }))
}

//! 扣分汇总表: each deduction, and what the limits of an item took back, so that the column
//! adds up to what was deducted.

use super::basis::Basis;
use super::document::heading;
use super::lost::{Found, under};
use super::summary::column;
use super::{Align, Cell, Quantity, Role, Row, Table, frame, ledgers};
use crate::lang::{report as say, steps, words};
use crate::points::Points;
use crate::rubric::{IndicatorIndex, Subject};

/// The table of deductions.
pub(super) fn table(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 5, Align::Centre),
        column(say::level1(lang), 10, Align::Left),
        column(say::level2(lang), 14, Align::Left),
        column(say::standard(lang), 30, Align::Left),
        column(say::deduction_words(lang), 32, Align::Left),
        column(say::deducted(lang), 8, Align::Centre),
    ];
    let mut table = Table { title: None, columns, rows: Vec::new() };
    let mut items: Vec<Option<IndicatorIndex>> = Vec::new();
    let mut number = 0;
    for item in (0..basis.rubric.indicators().len()).map(IndicatorIndex) {
        let found = under(basis, item);
        for found in &found {
            number += 1;
            table.rows.push(row(basis, found, number));
            items.push(Some(item));
        }
        if let Some(row) = limits(basis, item, &found) {
            table.rows.push(row);
            items.push(Some(item));
        }
    }
    let tops: Vec<_> =
        items.iter().map(|item| item.and_then(|item| basis.path(item).first().copied())).collect();
    let seconds: Vec<_> = items.iter().map(|item| item.map(|item| second(basis, item))).collect();
    table.merge_down(1, &tops);
    table.merge_down(2, &seconds);
    if table.rows.is_empty() {
        let none = Cell::text(say::none(lang)).across(table.columns.len());
        table.rows.push(Row::new(Role::Entry, [none]));
    }
    table.rows.extend(
        above_items(basis)
            .map(|back| Row::new(Role::Sum, [Cell::text(say::above_items(lang)).across(5), back])),
    );
    table.rows.extend(sums(basis));
    table
}

/// The indicator below the top on the way to an item; the item itself where it is the top.
fn second(basis: &Basis<'_>, item: IndicatorIndex) -> IndicatorIndex {
    let path = basis.path(item);
    path.get(1).or(path.first()).copied().unwrap_or(item)
}

fn titles(basis: &Basis<'_>, item: IndicatorIndex) -> [Cell; 2] {
    let path = basis.path(item);
    let title = |place: usize| {
        let at = path.get(place).copied();
        at.map_or_else(Cell::empty, |at| Cell::text(heading(basis, at, true, false)))
    };
    [title(0), title(1)]
}

fn row(basis: &Basis<'_>, found: &Found<'_>, number: usize) -> Row {
    // What is found under an item itself stands as the standard, and nowhere else.
    let [top, second] = titles(basis, found.item);
    let second = if found.is_of(self::second(basis, found.item)) { Cell::empty() } else { second };
    let (role, quantity, steps) = match found.subject {
        Subject::Clause(index) => {
            (Role::Clause(index), Quantity::ClauseLost(index), basis.clause_steps(index))
        }
        Subject::Indicator(index) => {
            let own = &basis.card.indicators[index.0].steps;
            let words = steps::line(basis.wording(), own);
            (Role::Item(index), Quantity::Deducted(index), words)
        }
    };
    let mut why = vec![steps];
    why.extend(found.task_state(basis));
    why.extend(
        found.entry.map(|entry| basis.finding_lines(found.clause(), entry)).unwrap_or_default(),
    );
    why.retain(|line| !line.is_empty());
    let standard = format!("{}  {}", found.id(basis), found.standard(basis));
    let cells = [
        Cell::text(number.to_string()),
        top,
        second,
        Cell::text(standard),
        Cell::text(why.join("\n")).standing_for(Quantity::Words),
        basis.some_number(found.lost, quantity),
    ];
    Row::new(role, cells)
}

/// What caps and 扣完为止 took back from the deductions of an item.
fn limits(basis: &Basis<'_>, item: IndicatorIndex, found: &[Found<'_>]) -> Option<Row> {
    let [words, back] = taken_back(basis, item, found)?;
    let [top, second] = titles(basis, item);
    let cells = [Cell::empty(), top, second, Cell::text(say::limits(basis.lang)), words, back];
    Some(Row::new(Role::Item(item), cells))
}

/// The same as a sentence and a number.
pub(super) fn taken_back(
    basis: &Basis<'_>,
    item: IndicatorIndex,
    found: &[Found<'_>],
) -> Option<[Cell; 2]> {
    let lost: Points = found.iter().filter_map(|found| found.lost).sum();
    let back = basis.card.indicators[item.0].deducted - lost;
    if back.is_zero() || !basis.rubric.indicator(item).is_item() {
        return None;
    }
    let words = match found {
        // Its requirements cannot earn all of its points.
        [] => steps::line(basis.wording(), &basis.card.indicators[item.0].steps),
        _ => basis.limit_words(item).join("\n"),
    };
    let words = Cell::text(words).standing_for(Quantity::Words);
    Some([words, basis.number(back, Quantity::Limits(item))])
}

/// What weights and the limits of sections take back, so that the column adds up.
pub(super) fn above_items(basis: &Basis<'_>) -> Option<Cell> {
    let items = basis.rubric.indicators().iter().zip(&basis.card.indicators);
    let items = items.filter(|(indicator, _)| indicator.is_item());
    let lost: Points = items.map(|(_, result)| result.deducted).sum();
    let back = basis.card.total.deducted - lost;
    (!back.is_zero()).then(|| basis.number(back, Quantity::AboveItems))
}

fn sums(basis: &Basis<'_>) -> Vec<Row> {
    let lang = basis.lang;
    let deducted = basis.number(basis.card.total.deducted, Quantity::TotalDeducted);
    let sum = Row::new(Role::Sum, [Cell::text(say::sum(lang)).across(5), deducted]);
    // Without points there is nothing to add up.
    let mut rows: Vec<Row> = basis.has_points().then_some(sum).into_iter().collect();
    rows.extend(
        frame::fines(basis)
            .map(|fines| Row::new(Role::Sum, [Cell::text(say::fines(lang)).across(5), fines])),
    );
    if !basis.session.direct.is_empty() {
        let words = ledgers::direct_lines(basis).join("\n");
        let cells = [
            Cell::text(words::direct(lang)).across(4),
            Cell::text(words),
            basis.number(basis.card.direct.amount, Quantity::Direct),
        ];
        rows.push(Row::new(Role::Sum, cells));
    }
    rows
}

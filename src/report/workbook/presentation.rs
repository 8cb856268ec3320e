//! The tables of a report as a sheet: what stands for a number of the scorecard is a formula
//! that points at 计算.

use super::asks::Line;
use super::book::{Content, Role, Sheet, Style};
use super::calculation::{Column, Whole};
use super::evaluate::Value;
use super::form::LEDGERS;
use super::formula::{
    At, Compare, Formula, compare, count, is, is_some, less, number, quotient, text, times, when,
};
use super::plan::{Part, Plan, place_of, row};
use crate::points::Points;
use crate::report::{Align, Cell, Kind, Quantity, Report, Row, Slot, Table};
use crate::rubric::{ClauseIndex, Effect, Home};
use crate::session::Ledger;

/// A sheet, and the results of its formulas.
#[derive(Debug, Default)]
pub struct Presented {
    /// The sheet.
    pub sheet: Sheet,
    /// What its formulas come to, from the scorecard.
    pub results: Vec<(At, Value)>,
}

/// How wide all columns of a table are together, in characters.
const PAGE_WIDTH: u32 = 130;
const NARROW_PAGE_WIDTH: u32 = 92;

/// The sheet of a report, the first of a book; with a plan its numbers follow 计算.
#[must_use]
pub fn present(report: &Report, name: &str, plan: Option<&Plan<'_>>, decimals: u32) -> Presented {
    let columns = report.tables.iter().map(|table| table.columns.len()).max().unwrap_or(2).max(2);
    let mut writer = Presenter {
        report,
        plan,
        decimals,
        last: u16::try_from(columns - 1).unwrap_or(1),
        row: 0,
        out: Presented { sheet: Sheet::named(name), results: Vec::new() },
    };
    writer.head();
    for table in &report.tables {
        writer.table(table);
    }
    writer.foot();
    let Presenter { mut out, row, last, .. } = writer;
    out.sheet.landscape = report.is_wide();
    out.sheet.print_area = Some((row.saturating_sub(1), last));
    super::heights::fit(&mut out.sheet);
    out
}

struct Presenter<'a> {
    report: &'a Report,
    plan: Option<&'a Plan<'a>>,
    decimals: u32,
    /// The last column.
    last: u16,
    row: u32,
    out: Presented,
}

impl Presenter<'_> {
    /// A line over the whole width.
    fn line(&mut self, words: &str, style: Style) {
        self.out.sheet.text(self.row, 0, &clean(words), style);
        self.out.sheet.merged.push((self.row, self.row, 0, self.last));
        self.row += 1;
    }

    fn head(&mut self) {
        let title = Style { role: Role::Title, ..Style::default() }.centred();
        self.line(&self.report.title.clone(), title);
        if let Some(mark) = &self.report.mark {
            self.line(&mark.clone(), Style { role: Role::Hint, ..Style::default() }.centred());
        }
        let head = self.report.head.iter().map(|(label, value)| {
            let blank = if value.is_empty() { "　　　　　　" } else { value };
            format!("{label}{blank}")
        });
        let head: Vec<String> = head.collect();
        self.line(&head.join("　　"), Style::default());
        for paragraph in &self.report.paragraphs {
            self.line(paragraph, Style::default());
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(title) = &table.title {
            self.line(title, Style { role: Role::Branch, ..Style::default() });
        }
        let all: u32 = table.columns.iter().map(|column| column.width).sum();
        let page = if self.report.is_wide() { PAGE_WIDTH } else { NARROW_PAGE_WIDTH };
        for (place, column) in (0..).zip(&table.columns) {
            self.out.sheet.text(
                self.row,
                place,
                &clean(&column.heading),
                Style::framed(Role::Head),
            );
            let width = u16::try_from(column.width * page / all.max(1)).unwrap_or(10).max(6);
            let known = self.out.sheet.widths.iter_mut().find(|(known, _)| *known == place);
            match known {
                Some((_, known)) => *known = (*known).max(width),
                None => self.out.sheet.widths.push((place, width)),
            }
        }
        if self.report.tables.len() == 1 {
            self.out.sheet.heading = Some((self.row, self.row));
        }
        self.row += 1;
        for row in &table.rows {
            self.table_row(table, row);
            self.row += 1;
        }
        self.row += u32::from(self.report.tables.len() > 1);
    }

    fn table_row(&mut self, table: &Table, row: &Row) {
        for (place, (slot, column)) in (0..).zip(row.slots.iter().zip(&table.columns)) {
            let role = match row.role {
                crate::report::Role::Section(_) | crate::report::Role::Sum => Role::Branch,
                _ => Role::Plain,
            };
            let style = Style::framed(role);
            let style = if column.align == Align::Centre { style.centred() } else { style };
            let Slot::Cell(cell) = slot else {
                self.out
                    .sheet
                    .cells
                    .entry((self.row, place))
                    .or_insert_with(|| super::book::Cell { content: Content::Blank, style });
                continue;
            };
            self.cell(place, cell, style);
            if cell.rows > 1 || cell.columns > 1 {
                let rows = u32::try_from(cell.rows).unwrap_or(1).max(1);
                let columns = u16::try_from(cell.columns).unwrap_or(1).max(1);
                let (last, right) = (self.row + rows - 1, place + columns - 1);
                self.out.sheet.merged.push((self.row, last, place, right));
            }
        }
    }

    fn cell(&mut self, place: u16, cell: &Cell, style: Style) {
        let is_number = cell.number.filter(|number| number.to_string() == cell.text);
        let formula = self.plan.zip(cell.quantity).and_then(|(plan, quantity)| {
            let sign = self.report.kind == Kind::Form && quantity == Quantity::Direct;
            self.formula(plan, quantity, sign, cell)
        });
        let content = match (formula, is_number) {
            (Some(formula), number) => {
                let at = At { sheet: 0, row: self.row, column: place };
                let value = number.map_or(Value::Text(cell.text.clone()), Value::Number);
                self.out.results.push((at, value));
                Content::Formula(formula)
            }
            (None, Some(number)) => Content::Number(number),
            (None, None) => Content::Text(clean(&cell.text)),
        };
        self.out.sheet.put(self.row, place, content, style);
    }

    /// The formula of a quantity, as its cell shows it.
    fn formula(
        &self,
        plan: &Plan<'_>,
        quantity: Quantity,
        negative: bool,
        cell: &Cell,
    ) -> Option<Formula> {
        let exact = exact(plan, quantity, self.decimals)?;
        if quantity == Quantity::Grade {
            return Some(exact);
        }
        let shown = cell.number?;
        let rounded = quotient(exact, count(1), self.decimals);
        let rounded = if negative { less(count(0), rounded) } else { rounded };
        if cell.text == shown.to_string() {
            return Some(rounded);
        }
        let percent = format!("{shown}%");
        (cell.text == percent).then(|| Formula::Join(vec![rounded, text("%")]))
    }

    fn foot(&mut self) {
        for notes in &self.report.notes {
            self.line(&notes.heading.clone(), Style { role: Role::Branch, ..Style::default() });
            for line in &notes.lines {
                self.line(line, Style::default());
            }
        }
        for line in &self.report.signature {
            self.row += 1;
            self.line(&line.join("　　　　　　　　　　"), Style::default());
        }
    }
}

/// What a quantity is in 计算; `None` for one that no cell there stands for.
fn exact(plan: &Plan<'_>, quantity: Quantity, decimals: u32) -> Option<Formula> {
    let of = |line: Line, column: Column| {
        let row = plan.calculation_row(line);
        Formula::Cell(plan.at(Part::Calculation, row, column as u16))
    };
    let item = |index, column| of(Line::Indicator(index), column);
    let whole = |figure: Whole| Formula::Cell(figure.at(plan));
    let hundred = || number(Points::HUNDRED);
    let rate = |part: Formula, all: Formula| {
        let rate = quotient(times(part, hundred()), all.clone(), decimals);
        when(is(all, 0), count(0), rate)
    };
    Some(match quantity {
        Quantity::Points(index) => item(index, Column::Points),
        Quantity::Deducted(index) => item(index, Column::Deducted),
        Quantity::Added(index) => item(index, Column::Added),
        Quantity::Score(index) => item(index, Column::Score),
        Quantity::Rate(index) => rate(item(index, Column::Score), item(index, Column::Points)),
        Quantity::Tasks(index) => item(index, Column::Tasks),
        Quantity::TasksDone(index) => item(index, Column::Done),
        Quantity::Completion(index) => rate(item(index, Column::Done), item(index, Column::Tasks)),
        Quantity::ClauseLost(index) => lost(plan, index)?,
        Quantity::DirectRow(place) => ledger_cell(plan, Ledger::Direct, place)?,
        Quantity::VetoCount(place) => {
            let number = u32::try_from(place + 1).ok()?;
            let rows = |column| plan.all_rows(Ledger::Veto, column);
            Formula::SumWhere(rows(row::PLACE), Box::new(count(number)), rows(row::TIMES))
        }
        Quantity::TotalPoints => whole(Whole::OutOf),
        Quantity::TotalDeducted => whole(Whole::Deducted),
        Quantity::Base => whole(Whole::Base),
        Quantity::Direct => whole(Whole::Direct),
        Quantity::BonusBeforeCap => whole(Whole::BonusBefore),
        Quantity::Bonus => whole(Whole::Bonus),
        Quantity::ScoreBeforeVeto => whole(Whole::BeforeVeto),
        Quantity::FinalScore => whole(Whole::Score),
        Quantity::TotalRate => rate(whole(Whole::Score), whole(Whole::OutOf)),
        Quantity::TotalTasks => whole(Whole::Tasks),
        Quantity::TotalDone => whole(Whole::Done),
        Quantity::TotalCompletion => whole(Whole::Completion),
        Quantity::Grade => whole(Whole::Grade),
        _ => return None,
    })
}

fn ledger_cell(plan: &Plan<'_>, ledger: Ledger, place: usize) -> Option<Formula> {
    let known = LEDGERS.contains(&ledger) && plan.rows[place_of(ledger)] > place;
    let first = plan.all_rows(ledger, row::RESULT).first;
    let row = first.row + u32::try_from(place).ok()?;
    let has_sheet = !plan.ledger_numbers(ledger).is_empty();
    (known && has_sheet).then_some(Formula::Cell(At { row, ..first }))
}

/// What a clause takes from its item, or fails to earn.
fn lost(plan: &Plan<'_>, index: ClauseIndex) -> Option<Formula> {
    let clause = plan.rubric.clause(index);
    let Home::Item(item) = clause.home else { return None };
    let of = |line: Line, column: Column| {
        let row = plan.calculation_row(line);
        Formula::Cell(plan.at(Part::Calculation, row, column as u16))
    };
    let own = |column| of(Line::Clause(index), column);
    let lost = match clause.effect {
        Effect::Deduct if clause.takes_whole_item() => {
            let holds = compare(own(Column::Mark), Compare::Equal, count(2));
            return Some(when(holds, of(Line::Indicator(item), Column::Points), count(0)));
        }
        Effect::Deduct => own(Column::Amount),
        Effect::Earn => {
            let missing = less(number(clause.in_full()?), own(Column::Amount));
            when(is_some(missing.clone()), missing, count(0))
        }
        Effect::Add | Effect::Fine => return None,
    };
    let found = compare(own(Column::Mark), Compare::Equal, count(2));
    Some(when(found, lost, count(0)))
}

/// The text without what commands a terminal or hides, within what a cell holds.
fn clean(text: &str) -> String {
    super::show::holdable_text(&crate::visible::visible_lines(text))
}

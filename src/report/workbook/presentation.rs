//! The tables of a report as a sheet: what stands for a number of the scorecard is a formula
//! that points at 计算.

use super::book::{Content, Role, Sheet, Style};
use super::evaluate::Value;
use super::formula::{At, Formula, text, when};
use super::pieces::within_cells;
use super::quantities::{Shown, formula};
use super::tasks;
use super::watch::Watch;
use crate::lang::{Lang, report as say, workbook};
use crate::report::write::brackets::on_own_lines;
use crate::report::{Align, Cell, Kind, Quantity, Report, Row, Slot, Table};

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

/// The sheet of a report, at its place in a book; where what it was made from stands in the
/// book too, its numbers follow 计算.
#[must_use]
pub fn present(
    report: &Report,
    (place, name): (usize, &str),
    decimals: u32,
    watch: Option<&mut Watch<'_>>,
) -> Presented {
    let columns = report.tables.iter().map(|table| table.columns.len()).max().unwrap_or(2).max(2);
    let mut writer = Presenter {
        report,
        place,
        shown: Shown { kind: report.kind, decimals },
        watch,
        last: u16::try_from(columns - 1).unwrap_or(1),
        row: 0,
        later: Vec::new(),
        out: Presented { sheet: Sheet::named(name), results: Vec::new() },
    };
    writer.head();
    for table in &report.tables {
        writer.table(table);
    }
    writer.foot();
    let Presenter { mut out, row, last, later, watch, .. } = writer;
    out.sheet.landscape = report.is_wide();
    out.sheet.print_area = Some((row.saturating_sub(1), last));
    super::heights::fit(&mut out.sheet);
    super::heights::begin_at_the_top(&mut out.sheet);
    for (row, column, formula) in later {
        if let Some(cell) = out.sheet.cells.get_mut(&(row, column)) {
            cell.content = Content::Formula(formula);
        }
    }
    if let Some(watch) = watch {
        advice(&mut out.sheet, watch, last);
    }
    out
}

/// How records are changed, beside what is printed.
fn advice(sheet: &mut Sheet, watch: &Watch<'_>, last: u16) {
    let style = Style { role: Role::Hint, ..Style::default() }.as_text();
    let lines = [workbook::how_to_change(watch.lang), workbook::how_to_take_back(watch.lang)];
    for (row, line) in (0..).zip(lines) {
        sheet.text(row, last + 2, line, style);
    }
}

struct Presenter<'a, 'w> {
    report: &'a Report,
    /// The place of the sheet in its book.
    place: usize,
    shown: Shown,
    watch: Option<&'a mut Watch<'w>>,
    /// The last column.
    last: u16,
    row: u32,
    /// Formulas that stand where a text is, once the heights of rows are known.
    later: Vec<(u32, u16, Formula)>,
    out: Presented,
}

impl Presenter<'_, '_> {
    /// A line over the whole width.
    fn line(&mut self, words: &str, style: Style) {
        self.out.sheet.text(self.row, 0, &clean(words), style);
        self.out.sheet.merged.push((self.row, self.row, 0, self.last));
        self.row += 1;
    }

    /// The same for a sentence that tells of what was recorded.
    fn told_line(&mut self, words: &str, style: Style, otherwise: fn(Lang) -> &'static str) {
        if let Some(watch) = self.watch.as_deref_mut() {
            let changed = watch.changed();
            let otherwise = otherwise(watch.lang);
            let formula = watch.told(&clean(words), changed, otherwise);
            self.later(0, words, formula);
        }
        self.line(words, style);
    }

    /// A formula that shows this text as long as nothing is changed.
    fn later(&mut self, column: u16, words: &str, formula: Formula) {
        let at = At { sheet: self.place, row: self.row, column };
        self.out.results.push((at, Value::Text(clean(words))));
        self.later.push((self.row, column, formula));
    }

    fn head(&mut self) {
        let title = Style { role: Role::Title, ..Style::default() }.centred();
        self.line(&self.report.title, title);
        let mark = self.report.mark.as_deref();
        if mark.is_some() || self.watch.is_some() {
            let style = Style { role: Role::Hint, ..Style::default() }.centred();
            self.told_line(mark.unwrap_or_default(), style, workbook::changed);
        }
        let head = self.report.head.iter().map(|(label, value)| {
            let blank = if value.is_empty() { "　　　　　　" } else { value };
            format!("{label}{blank}")
        });
        let head: Vec<String> = head.collect();
        self.line(&head.join("　　"), Style::default());
        for paragraph in &self.report.paragraphs {
            self.sentence(paragraph);
        }
    }

    /// A sentence of a letter tells of what was recorded.
    fn sentence(&mut self, words: &str) {
        if self.report.kind == Kind::Feedback {
            self.told_line(words, Style::default(), workbook::changed_here);
        } else {
            self.line(words, Style::default());
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
        let table = &self.whole_brackets(within_cells(table));
        let heights: Vec<u32> = table.rows.iter().map(|row| self.rows_of(row)).collect();
        for (place, row) in table.rows.iter().enumerate() {
            self.table_row(table, row, &heights[place..]);
            self.row += heights[place];
        }
        self.row += u32::from(self.report.tables.len() > 1);
    }

    /// How wide so many columns are from one on, in half-width characters.
    fn width_of(&self, column: usize, columns: usize) -> u32 {
        let widths = self.out.sheet.widths.iter();
        let among = |place: u16| (column..column + columns.max(1)).contains(&usize::from(place));
        widths.filter(|(known, _)| among(*known)).map(|(_, width)| u32::from(*width)).sum()
    }

    /// The table with no bracket behind a title that a line would break in.
    fn whole_brackets(&self, mut table: Table) -> Table {
        for row in &mut table.rows {
            for (place, slot) in row.slots.iter_mut().enumerate() {
                let Slot::Cell(cell) = slot else { continue };
                // What stands for something of the scorecard is no title.
                if cell.quantity.is_none() {
                    let room = self.width_of(place, cell.columns);
                    let room = usize::try_from(room).unwrap_or(usize::MAX);
                    cell.text = on_own_lines(&cell.text, room);
                }
            }
        }
        table
    }

    /// How many rows of the sheet a row takes: a very long text goes on in the next.
    fn rows_of(&self, row: &Row) -> u32 {
        let cells = row.slots.iter().enumerate();
        let cells = cells.filter_map(|(place, slot)| Some((place, slot.cell()?)));
        let own = cells.filter(|(_, cell)| cell.rows == 1);
        let rows = own.map(|(place, cell)| {
            super::heights::rows_of(&clean(&cell.text), self.width_of(place, cell.columns))
        });
        rows.max().unwrap_or(1)
    }

    /// Writes a row; `heights` says how many rows of the sheet it and those below take.
    fn table_row(&mut self, table: &Table, row: &Row, heights: &[u32]) {
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
            self.cell(place, cell, row, style);
            let rows: u32 = heights.iter().take(cell.rows.max(1)).sum();
            let columns = u16::try_from(cell.columns).unwrap_or(1).max(1);
            if rows > 1 || columns > 1 {
                let (last, right) = (self.row + rows - 1, place + columns - 1);
                self.out.sheet.merged.push((self.row, last, place, right));
            }
        }
    }

    fn cell(&mut self, place: u16, cell: &Cell, row: &Row, style: Style) {
        let is_number = cell.number.filter(|number| number.to_string() == cell.text);
        let content = match is_number {
            Some(number) => Content::Number(number),
            None => Content::Text(clean(&cell.text)),
        };
        self.out.sheet.put(self.row, place, content, style);
        let Some(formula) = self.formula(cell, row) else { return };
        let at = At { sheet: self.place, row: self.row, column: place };
        let value = is_number.map_or(Value::Text(clean(&cell.text)), Value::Number);
        self.out.results.push((at, value));
        self.later.push((self.row, place, formula));
    }

    /// The formula of a cell, where the workbook calculates.
    fn formula(&mut self, cell: &Cell, row: &Row) -> Option<Formula> {
        let watch = self.watch.as_deref_mut()?;
        let (provisional, last) = (say::provisional(watch.lang), say::final_score(watch.lang));
        let is_label = row.role == crate::report::Role::Sum && cell.quantity.is_none();
        if is_label && [provisional, last].contains(&cell.text.as_str()) {
            return Some(when(watch.is_provisional(), text(provisional), text(last)));
        }
        match cell.quantity? {
            Quantity::TaskState(index) => Some(tasks::state(watch.plan, watch.lang, index)),
            Quantity::Words => {
                if let (Kind::Form, crate::report::Role::Item(index)) = (self.report.kind, row.role)
                    && let Some(follows) = tasks::reasons(watch, index, &clean(&cell.text))
                {
                    return Some(follows);
                }
                let changed = watch.changed_of(row.role);
                let otherwise = workbook::changed_here(watch.lang);
                Some(watch.told(&clean(&cell.text), changed, otherwise))
            }
            quantity => formula(self.shown, watch, quantity, cell),
        }
    }

    fn foot(&mut self) {
        for notes in &self.report.notes {
            self.line(&notes.heading, Style { role: Role::Branch, ..Style::default() });
            for line in &notes.lines {
                self.sentence(line);
            }
        }
        for line in &self.report.signature {
            self.row += 1;
            self.line(&line.join("　　　　　　　　　　"), Style::default());
        }
    }
}

/// The text without what commands a terminal or hides, within what a cell holds.
fn clean(text: &str) -> String {
    super::show::holdable_text(&crate::visible::visible_lines(text))
}

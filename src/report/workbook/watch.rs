//! 导出时: what was recorded when a report was written, so that its sheet says where something
//! was changed since. Numbers follow a change; sentences about it cannot, and give way to a
//! word that says so.

use super::asks::Line;
use super::book::{Book, Content, Role, Seen, Sheet, Style};
use super::calculation::Column;
use super::cover;
use super::evaluate::{Evaluator, Value};
use super::form::LEDGERS;
use super::formula::{At, Formula, Span, flag, is_some, not, text, when};
use super::grid::{Found, Grid};
use super::plan::{Part, Plan, entry, row};
use super::show::holdable_text;
use super::tasks;
use crate::lang::{Lang, workbook as say};
use crate::report;
use crate::rubric::{AppliesTo, Home};

/// Whether something was changed: 1 in the line of what was.
const FLAG: u16 = 0;
/// Sentences of the report, each until what it tells is changed.
const TEXT: u16 = 1;
/// The first copy of what was recorded.
const COPIES: u16 = 2;
/// The row of the first line of 计算; above it stands the whole.
const FIRST_ROW: u32 = 1;

/// How many cells are told of in one text: none may have more than 32 767 characters.
const MOST_CELLS: usize = 2_000;

/// Where the sheets of reports show numbers by formulas, by the name of the sheet: what
/// [`Watch::formulas`] wrote, as it came back.
pub fn formulas_of(exported: &Grid) -> impl Iterator<Item = (&str, Vec<(u32, u16)>)> {
    let texts = exported.cells.iter().filter_map(|((row, column), found)| match found {
        Found::Text(text) if *row == 0 && *column >= COPIES => text.split_once('\n'),
        _ => None,
    });
    texts.map(|(name, cells)| {
        let cells = cells.split_whitespace().filter_map(|cell| {
            let (row, column) = cell.split_once(',')?;
            Some((row.parse().ok()?, column.parse().ok()?))
        });
        (name, cells.collect())
    })
}

/// Watches what a report was made from.
#[derive(Debug)]
pub struct Watch<'a> {
    /// Where everything stands.
    pub plan: &'a Plan<'a>,
    /// The language of the workbook.
    pub lang: Lang,
    place: usize,
    sheet: Sheet,
    next: u32,
    texts: u32,
    told_cells: u16,
}

impl<'a> Watch<'a> {
    /// Behind the sheets of a book, which holds what was recorded.
    #[must_use]
    pub fn new(plan: &'a Plan<'a>, lang: Lang, book: &Book) -> Self {
        let mut sheet = Sheet::named(say::sheet_exported(lang));
        sheet.seen = Seen::VeryHidden;
        sheet.protected = true;
        let place = book.sheets.len();
        let mut watch =
            Self { plan, lang, place, sheet, next: FIRST_ROW, texts: 0, told_cells: COPIES };
        let mut evaluator = Evaluator::new(book);
        for line in &plan.calculated {
            watch.put(&mut evaluator, &watch.of_line(*line));
        }
        for ledger in LEDGERS {
            if plan.ledger_numbers(ledger).is_empty() {
                continue;
            }
            for at in plan.all_rows(ledger, row::ID).cells() {
                let cells = (row::ID..=row::SUBJECT).chain([row::RESULT]);
                let cells: Vec<At> = cells.map(|column| at.column(column)).collect();
                watch.put(&mut evaluator, &cells);
            }
        }
        let tags = plan.rubric.head.tags.iter();
        let tags = tags.filter_map(|(key, _)| cover::tag_cell(plan, key));
        let factors = (0..plan.rubric.factors.len()).map(|place| cover::factor_cell(plan, place));
        let state = plan.at(Part::Cover, cover::STATE, cover::VALUE);
        let head: Vec<At> = tags.chain(factors).chain([state]).collect();
        watch.put(&mut evaluator, &head);
        let all = Span { first: watch.at(FIRST_ROW, FLAG), last_row: watch.next - 1 };
        let any = flag(is_some(Formula::SumOf(all)));
        watch.write(0, FLAG, Content::Formula(any));
        watch
    }

    fn at(&self, row: u32, column: u16) -> At {
        At { sheet: self.place, row, column }
    }

    fn write(&mut self, row: u32, column: u16, content: Content) {
        let role = Role::Result;
        self.sheet.put(row, column, content, Style { role, ..Style::default() });
    }

    /// Copies what stands in cells now, and says whether one of them was changed.
    fn put(&mut self, evaluator: &mut Evaluator<'_>, cells: &[At]) {
        let mut same = Vec::new();
        for (column, at) in (COPIES..).zip(cells) {
            let content = match evaluator.cell(*at) {
                Value::Number(number) => Content::Number(number),
                Value::Text(text) if !text.is_empty() => Content::Text(text),
                _ => Content::Blank,
            };
            if content != Content::Blank {
                self.write(self.next, column, content);
            }
            let copy = Formula::Cell(self.at(self.next, column));
            same.push(Formula::SameText(Box::new(Formula::Cell(*at)), Box::new(copy)));
        }
        if !same.is_empty() {
            let changed = flag(not(Formula::All(same)));
            self.write(self.next, FLAG, Content::Formula(changed));
        }
        self.next += 1;
    }

    /// What is watched of a line of 计算: everything its sentences tell.
    fn of_line(&self, line: Line) -> Vec<At> {
        let plan = self.plan;
        let calculated =
            |column: Column| plan.at(Part::Calculation, plan.calculation_row(line), column as u16);
        let entered = |column| plan.entered(line, column);
        let columns: &[Column] = match line {
            Line::Clause(index) => {
                let clause = plan.rubric.clause(index);
                if clause.repeated || !matches!(clause.home, Home::Item(_)) {
                    return Vec::new();
                }
                &[
                    Column::State,
                    Column::LeftOut,
                    Column::Findings,
                    Column::Times,
                    Column::Factors,
                    Column::Weight,
                    Column::Found,
                    Column::Amount,
                    Column::Mark,
                ]
            }
            Line::Indicator(_) => &[Column::State, Column::LeftOut, Column::Mark, Column::Points],
            _ => return Vec::new(),
        };
        let mut cells: Vec<At> = columns.iter().map(|column| calculated(*column)).collect();
        // Why it does not apply is told in words of its own.
        let applies: Vec<&AppliesTo> = match line {
            Line::Clause(index) => plan.rubric.applies_to(plan.rubric.clause(index)).collect(),
            Line::Indicator(index) => vec![&plan.rubric.indicator(index).applies],
            _ => Vec::new(),
        };
        let tags = applies.into_iter().flat_map(AppliesTo::tags);
        cells.extend(tags.filter_map(|tag| cover::tag_cell(plan, tag)));
        let inputs = [entry::COUNT, entry::FIGURE, entry::WHOLE, entry::REASON];
        cells.extend(inputs.map(entered));
        if matches!(line, Line::Indicator(index) if tasks::is_task(plan, index)) {
            cells.extend(tasks::WRITTEN.map(entered));
        }
        if let Line::Clause(index) = line {
            let below = super::sheets::asks(plan, line).lines(index).into_iter();
            cells.extend(below.map(|line| plan.entered(line, entry::FIGURE)));
        }
        cells
    }

    /// Writes down where a sheet shows numbers by formulas, so that a number somebody types over
    /// one of them can be told.
    pub fn formulas(&mut self, name: &str, cells: &[At]) {
        for cells in cells.chunks(MOST_CELLS) {
            let told = cells.iter().map(|at| format!(" {},{}", at.row, at.column));
            let told = format!("{name}\n{}", told.collect::<String>());
            self.write(0, self.told_cells, Content::Text(told));
            self.told_cells += 1;
        }
    }

    /// Whether anything was changed.
    #[must_use]
    pub fn changed(&self) -> Formula {
        is_some(Formula::Cell(self.at(0, FLAG)))
    }

    /// Whether what a row of a report tells was changed.
    #[must_use]
    pub fn changed_of(&self, role: report::Role) -> Formula {
        let row = |line| FIRST_ROW + self.plan.place(line) - 1;
        let flags = |first, last_row| {
            let first = self.at(first, FLAG);
            is_some(Formula::SumOf(Span { first, last_row }))
        };
        match role {
            report::Role::Section(index) | report::Role::Item(index) => {
                let first = row(Line::Indicator(index));
                let below =
                    self.plan.end(index) - self.plan.calculation_row(Line::Indicator(index));
                flags(first, first + below)
            }
            report::Role::Clause(index) => {
                let row = row(Line::Clause(index));
                flags(row, row)
            }
            report::Role::Entry | report::Role::Sum => self.changed(),
        }
    }

    /// The copies of those cells that are watched of a line, each with its cell.
    fn copies<'c>(&self, line: Line, cells: &'c [At]) -> impl Iterator<Item = (At, At)> + 'c {
        let row = FIRST_ROW + self.plan.place(line) - 1;
        let sheet = self.place;
        let watched = (COPIES..).zip(self.of_line(line));
        let copies = watched.map(move |(column, at)| (at, At { sheet, row, column }));
        copies.filter(|(at, _)| cells.contains(at))
    }

    /// Whether something stood in one of those cells of a line.
    #[must_use]
    pub fn held_any(&self, line: Line, cells: &[At]) -> bool {
        self.copies(line, cells)
            .any(|(_, copy)| self.sheet.cells.contains_key(&(copy.row, copy.column)))
    }

    /// Whether one of those cells of a line was changed.
    #[must_use]
    pub fn changed_among(&self, line: Line, cells: &[At]) -> Formula {
        let same = self.copies(line, cells).map(|(at, copy)| {
            Formula::SameText(Box::new(Formula::Cell(at)), Box::new(Formula::Cell(copy)))
        });
        not(Formula::All(same.collect()))
    }

    /// A sentence, until what it tells was changed.
    pub fn told(&mut self, told: &str, changed: Formula, otherwise: &str) -> Formula {
        let otherwise = text(otherwise);
        if told.is_empty() {
            return when(changed, otherwise, text(""));
        }
        when(changed, otherwise, self.held(told))
    }

    /// A text that formulas show, however long: one inside a formula may have 255 characters.
    pub fn held(&mut self, told: &str) -> Formula {
        let row = self.texts;
        self.texts += 1;
        let style = Style::default().as_text();
        self.sheet.put(row, TEXT, Content::Text(holdable_text(told)), style);
        Formula::Cell(self.at(row, TEXT))
    }

    /// Whether the score is provisional: until the session is final.
    #[must_use]
    pub fn is_provisional(&self) -> Formula {
        let state = self.plan.at(Part::Cover, cover::STATE, cover::VALUE);
        let draft = crate::lang::words::state(self.lang, crate::session::State::Draft);
        Formula::SameText(Box::new(Formula::Cell(state)), Box::new(text(draft)))
    }

    /// The sheet.
    #[must_use]
    pub fn into_sheet(self) -> Sheet {
        self.sheet
    }
}

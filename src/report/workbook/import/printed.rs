//! What the form prints and locks: words that say what a row is, and formulas.

use super::{Kind, Problem, Reader};
use crate::lang::{Lang, workbook as say};
use crate::report::workbook::book::{Content, Role, Sheet};
use crate::report::workbook::form::{self, Carried, LEDGERS};
use crate::report::workbook::grid::{Found, Grid};
use crate::report::workbook::plan::{Part, Plan, entry, finding, row};
use crate::report::workbook::show::holdable_text;
use crate::report::workbook::{cover, watch};
use crate::rubric::Rubric;
use crate::session::Session;

/// The most cells told that were overwritten, or that nobody reads.
const MOST_TOLD: usize = 20;

impl Reader<'_> {
    /// Sheets that nobody fills in, and words that were changed: an answer beside other words
    /// than were printed may be the answer to something else.
    pub(super) fn printed(&mut self, grids: &[Grid]) {
        for part in [Part::Calculation, Part::Lists] {
            self.sheet(grids, part);
        }
        // What stands beside rows that were moved is told with them.
        let is_moved = |told: &Problem| matches!(told.kind, Kind::Moved { .. });
        if self.problems.iter().any(is_moved) {
            return;
        }
        let printed = sheets(self.plan, self.lang, self.carried);
        for sheet in &printed {
            let Some(grid) = grids.iter().find(|grid| grid.name == sheet.name) else { continue };
            for (at, cell) in &sheet.cells {
                let Content::Text(expected) = &cell.content else { continue };
                let is_input = matches!(cell.style.role, Role::Input | Role::InputDate);
                if is_input || !self.says_what_a_row_is(sheet, *at) {
                    continue;
                }
                let (expected, found) = (holdable_text(expected), grid.text(at.0, at.1));
                if essence(&expected) != essence(&found) {
                    self.problem(grid, *at, Kind::Reworded { expected, found });
                }
            }
        }
    }

    /// Whether a cell says what a row or a column is.
    fn says_what_a_row_is(&self, sheet: &Sheet, (row, column): (u32, u16)) -> bool {
        let is = |part| sheet.name == say::sheet(self.lang, part);
        if is(Part::Cover) {
            let inputs = cover::UNIT..cover::inputs_end(self.plan);
            return column == cover::LABEL && inputs.contains(&row);
        }
        if is(Part::Entries) {
            // The ids are compared with the lines themselves.
            return row + 1 >= entry::FIRST_ROW && (column != entry::ID || row < entry::FIRST_ROW);
        }
        if is(Part::Findings) {
            return row + 1 == finding::FIRST_ROW;
        }
        let is_ledger = LEDGERS.into_iter().any(|ledger| is(Part::of(ledger)));
        is_ledger && row + 1 == row::FIRST_ROW
    }
}

/// The sheets as a form with nothing recorded prints them.
fn sheets(plan: &Plan<'_>, lang: Lang, carried: &Session) -> Vec<Sheet> {
    let mut blank = carried.clone();
    blank.entries.clear();
    for ledger in LEDGERS {
        form::rows_of(&mut blank, ledger).clear();
    }
    form::sheets(plan, lang, &blank, (&Carried::default(), ""), true)
}

/// A text without blanks and what a file cannot hold, which programs write in ways of their own.
fn essence(text: &str) -> String {
    let is_kept = |character: &char| {
        !character.is_whitespace() && !character.is_control() && *character != '\u{fffd}'
    };
    text.chars().filter(is_kept).collect()
}

/// What stands in a form and counts nowhere, so that the form was read all the same: formulas
/// that were overwritten, then what was written where nothing is filled in.
#[must_use]
pub fn unread(rubric: &Rubric, lang: Lang, grids: &[Grid], carried: &Session) -> Vec<Problem> {
    let plan = Plan::new(rubric, 0, 0, [0; 3]);
    let printed = sheets(&plan, lang, carried);
    let mut told = limited(overwritten(lang, grids, &printed));
    told.extend(limited(outside(&plan, lang, grids, &printed)));
    told
}

fn overwritten(lang: Lang, grids: &[Grid], printed: &[Sheet]) -> Vec<Problem> {
    let mut told = Vec::new();
    let mut see = |grid: &Grid, at: (u32, u16)| {
        if !grid.formulas.contains(&at) {
            let kind = Kind::Overwritten(grid.text(at.0, at.1));
            told.push(Problem { sheet: grid.name.clone(), cell: Some(at), kind });
        }
    };
    let find = |name: &str| grids.iter().find(|grid| grid.name == name);
    if let Some(exported) = find(say::sheet_exported(lang)) {
        for (name, cells) in watch::formulas_of(exported) {
            let Some(grid) = find(name) else { continue };
            for at in cells {
                see(grid, at);
            }
        }
    }
    for sheet in printed {
        let Some(grid) = find(&sheet.name) else { continue };
        for (at, cell) in &sheet.cells {
            if matches!(cell.content, Content::Formula(_)) {
                see(grid, *at);
            }
        }
    }
    for ledger in LEDGERS {
        let Some(grid) = find(say::sheet(lang, Part::of(ledger))) else { continue };
        // The first row was seen above; how many the form has is not known.
        let results = grid.cells.iter().filter(|((at, column), found)| {
            *column == row::RESULT && *at > row::FIRST_ROW && matches!(found, Found::Number(_))
        });
        for (at, _) in results {
            see(grid, *at);
        }
    }
    told
}

fn outside(plan: &Plan<'_>, lang: Lang, grids: &[Grid], printed: &[Sheet]) -> Vec<Problem> {
    // Beside what a report prints nothing tells its sheets from others.
    let is_exported = grids.iter().any(|grid| grid.name == say::sheet_exported(lang));
    let mut told = Vec::new();
    for grid in grids {
        match printed.iter().find(|sheet| sheet.name == grid.name) {
            Some(sheet) => outside_of(plan, lang, sheet, grid, &mut told),
            None if is_exported => {}
            None => {
                let (sheet, kind) = (grid.name.clone(), Kind::ExtraSheet);
                told.push(Problem { sheet, cell: None, kind });
            }
        }
    }
    told
}

/// The same of one sheet that people fill in.
fn outside_of(plan: &Plan<'_>, lang: Lang, sheet: &Sheet, grid: &Grid, told: &mut Vec<Problem>) {
    let is = |part| sheet.name == say::sheet(lang, part);
    let ledger = LEDGERS.into_iter().find(|ledger| is(Part::of(*ledger)));
    // Of lists it is not known how many rows they have.
    let has_rows = |ledger| !plan.ledger_numbers(ledger).is_empty();
    let is_list = is(Part::Findings) || ledger.is_some_and(has_rows);
    if !is_list && ledger.is_none() && !is(Part::Cover) && !is(Part::Entries) {
        return;
    }
    let last = sheet.cells.keys().map(|(_, column)| *column).max().unwrap_or_default();
    let last = last.max(finding::KEY).max(row::KEY);
    for at in grid.cells.keys() {
        let is_known = sheet.cells.contains_key(at) || is_list && at.1 <= last;
        if !is_known && grid.at(at.0, at.1).is_some() {
            let kind = Kind::Outside(grid.text(at.0, at.1));
            told.push(Problem { sheet: grid.name.clone(), cell: Some(*at), kind });
        }
    }
}

/// At most so many as are told, and how many more there are.
fn limited(mut told: Vec<Problem>) -> Vec<Problem> {
    if told.len() > MOST_TOLD {
        let kind = Kind::More(told.len() - MOST_TOLD);
        told.truncate(MOST_TOLD);
        told.push(Problem { sheet: String::new(), cell: None, kind });
    }
    told
}

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

/// The most formulas told that were overwritten.
const MOST_OVERWRITTEN: usize = 20;

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

/// Formulas that were overwritten: what they come to counts nowhere, so the form was read all
/// the same.
#[must_use]
pub fn overwritten(rubric: &Rubric, lang: Lang, grids: &[Grid], carried: &Session) -> Vec<Problem> {
    let plan = Plan::new(rubric, 0, 0, [0; 3]);
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
    for sheet in sheets(&plan, lang, carried) {
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
        results.for_each(|(at, _)| see(grid, *at));
    }
    if told.len() > MOST_OVERWRITTEN {
        let kind = Kind::More(told.len() - MOST_OVERWRITTEN);
        told.truncate(MOST_OVERWRITTEN);
        told.push(Problem { sheet: String::new(), cell: None, kind });
    }
    told
}

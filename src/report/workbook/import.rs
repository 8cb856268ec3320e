//! A form that came back, read into a session: every problem by sheet and cell, and nothing
//! guessed.

mod corrections;
mod fit;
mod head;
mod lines;
mod printed;
mod rows;

pub use printed::unread;

use super::form::{LEDGERS, carried_text, rows_of};
use super::grid::{Found, Grid};
use super::plan::{Part, Plan, correction, entry, finding, row};
use super::show::{Where, Wrong};
use super::{cover, sheets};
use crate::lang::{Lang, workbook as say};
use crate::points::{Limit, NumberError, Points};
use crate::rubric::Rubric;
use crate::session::{Date, Entry, Session};
use std::collections::BTreeMap;

/// Something wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The sheet.
    pub sheet: String,
    /// Row and column from 0, where it is one cell.
    pub cell: Option<(u32, u16)>,
    /// What is wrong.
    pub kind: Kind,
}

/// What is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What was entered does not fit its clause and would not be counted.
    Unfit,
    /// More than the most that can be given, which stands inside.
    Above(Points),
    /// A finding beside 无问题 or 不涉及.
    FindingBeside,
    /// None of the shares that the clause prints, which stand inside.
    NotAShare(Vec<Points>),
    /// 定稿 while so many are open.
    FinalButOpen(u32),
    /// The workbook is no form of this program.
    NoForm,
    /// A sheet is gone.
    SheetMissing,
    /// Another id stands where this one was written.
    Moved {
        /// What was written.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// So many more rows do not stand where they were written.
    MovedMore(usize),
    /// A text, an error or a truth value where a number has to stand.
    NotANumber(String),
    /// A formula where something has to be typed.
    Formula,
    /// It is no day.
    NotADay(String),
    /// It is none of what may be chosen.
    NotAChoice(String),
    /// The rubric has no such id.
    UnknownId(String),
    /// A row that says something and names no id.
    IdMissing,
    /// The count beside findings is not theirs.
    CountDiffers {
        /// What was entered.
        count: Points,
        /// What the findings come to.
        findings: u32,
    },
    /// The cells of a line contradict each other, or a number cannot be used.
    Wrong(Wrong),
    /// Something where nothing may be entered.
    NotAsked(String),
    /// 整改 without a state.
    StateMissing,
    /// The workbook is a form of another version of the program.
    OtherFormat(String),
    /// Words of the form that were changed.
    Reworded {
        /// What was printed.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// This stands where a formula was.
    Overwritten(String),
    /// This stands where nothing is filled in, and was not read.
    Outside(String),
    /// The sheet is none of the form's, and was not read.
    ExtraSheet,
    /// The unit's name is missing.
    UnitMissing,
    /// A number with more decimals than are calculated with: it is kept.
    TooFine {
        /// The number.
        number: Points,
        /// The most decimals there may be.
        most: u32,
    },
    /// More problems than are told.
    More(usize),
}

/// The most problems told.
const MOST_TOLD: usize = 200;

/// What a form says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// The language it is written in.
    pub lang: Lang,
    /// The rubric's id.
    pub rubric: String,
    /// The fingerprint of the rubric it was made from.
    pub sha256: String,
    /// The text of what its cells cannot hold.
    pub carried: String,
}

/// What a workbook says of itself.
///
/// # Errors
/// It is no form, or what it carried is damaged.
pub fn identity(grids: &[Grid]) -> Result<Identity, Problem> {
    let of = |kind| Problem { sheet: String::new(), cell: None, kind };
    for lang in [Lang::Zh, Lang::En] {
        let Some(cover) = grids.iter().find(|grid| grid.name == say::sheet_cover(lang)) else {
            continue;
        };
        let format = cover.cells.iter().find(|((_, column), found)| {
            let is_format = |text: &str| text.starts_with(cover::FORMATS);
            *column == cover::VALUE && matches!(found, Found::Text(text) if is_format(text))
        });
        let Some(((row, _), found)) = format else { continue };
        if let Found::Text(text) = found
            && text != cover::FORMAT
        {
            return Err(of(Kind::OtherFormat(text.clone())));
        }
        let name = say::sheet_carried(lang);
        let carried = grids.iter().find(|grid| grid.name == name);
        let missing = || Problem { sheet: name.to_owned(), ..of(Kind::SheetMissing) };
        let carried = carried.ok_or_else(missing)?;
        let pieces = carried.cells.values().map(|found| match found {
            Found::Text(text) => text.as_str(),
            _ => "",
        });
        let carried = carried_text(pieces).ok_or_else(missing)?;
        return Ok(Identity {
            lang,
            rubric: cover.text(row + 1, cover::VALUE),
            sha256: cover.text(row + 2, cover::VALUE),
            carried,
        });
    }
    let is_form = |lang| grids.iter().any(|grid| grid.name == say::sheet(lang, Part::Entries));
    Err(match [Lang::Zh, Lang::En].into_iter().find(|lang| is_form(*lang)) {
        Some(lang) => {
            let sheet = say::sheet_cover(lang).to_owned();
            Problem { sheet, ..of(Kind::SheetMissing) }
        }
        None => of(Kind::NoForm),
    })
}

/// The session a form holds, and what was kept though it is not calculated with; `carried` is
/// what travelled with the form.
///
/// # Errors
/// Everything that is wrong, in the order of the sheets.
pub fn session(
    rubric: &Rubric,
    lang: Lang,
    grids: &[Grid],
    carried: &Session,
) -> Result<(Session, Vec<Problem>), Vec<Problem>> {
    let plan = Plan::new(rubric, 0, 0, [0; 3]);
    let year = carried.head.year(rubric.head.year());
    let mut reader =
        Reader { plan: &plan, lang, carried, year, problems: Vec::new(), kept: Vec::new() };
    let mut session = carried.clone();
    session.entries.clear();
    if let Some(cover) = reader.sheet(grids, Part::Cover) {
        reader.head(cover, &mut session);
    }
    let entries = reader.sheet(grids, Part::Entries).map(|grid| reader.entries(grid));
    let mut entries = entries.unwrap_or_default();
    if let Some(findings) = reader.sheet(grids, Part::Findings) {
        reader.findings(findings, &mut entries);
    }
    if let Some(grid) = grids.iter().find(|grid| grid.name == say::sheet(lang, Part::Entries)) {
        reader.settle_counts(grid, &mut entries);
        reader.too_many_missing(grid, &entries);
        reader.fitting(grid, &session, &entries);
    }
    for (id, entry) in entries {
        if !entry.is_empty() {
            session.entries.insert(id, entry);
        }
    }
    for (id, entry) in &carried.entries {
        if rubric.find(id).is_none() || reader.is_never_asked(id) {
            session.entries.insert(id.clone(), entry.clone());
        }
    }
    for ledger in LEDGERS {
        if plan.ledger_numbers(ledger).is_empty() {
            continue;
        }
        if let Some(grid) = reader.sheet(grids, Part::of(ledger)) {
            *rows_of(&mut session, ledger) = reader.rows(grid, ledger);
        }
    }
    reader.formulas(grids);
    reader.printed(grids);
    reader.finished(grids, &session);
    let told = reader.problems.len();
    if told == 0 {
        return Ok((session, reader.kept));
    }
    let mut problems = reader.problems;
    if told > MOST_TOLD {
        problems.truncate(MOST_TOLD);
        problems.push(Problem {
            sheet: String::new(),
            cell: None,
            kind: Kind::More(told - MOST_TOLD),
        });
    }
    Err(problems)
}

struct Reader<'a> {
    plan: &'a Plan<'a>,
    lang: Lang,
    carried: &'a Session,
    /// What days without a year are of.
    year: Option<u16>,
    problems: Vec<Problem>,
    /// What was understood as far as it is kept, and is not calculated with.
    kept: Vec<Problem>,
}

impl Reader<'_> {
    fn sheet<'g>(&mut self, grids: &'g [Grid], part: Part) -> Option<&'g Grid> {
        let name = say::sheet(self.lang, part);
        let found = grids.iter().find(|grid| grid.name == name);
        if found.is_none() {
            let sheet = name.to_owned();
            self.problems.push(Problem { sheet, cell: None, kind: Kind::SheetMissing });
        }
        found
    }

    /// Formulas where something has to be typed: what they come to would be a guess.
    fn formulas(&mut self, grids: &[Grid]) {
        let parts =
            [Part::Cover, Part::Entries, Part::Findings, Part::Bonus, Part::Direct, Part::Veto];
        for part in parts {
            let name = say::sheet(self.lang, part);
            let Some(grid) = grids.iter().find(|grid| grid.name == name) else { continue };
            for (row, column) in &grid.formulas {
                if self.is_entered(part, (*row, *column)) {
                    // Whatever else was said of what it comes to.
                    let cell = Some((*row, *column));
                    self.problems.retain(|told| told.cell != cell || told.sheet != grid.name);
                    self.problem(grid, (*row, *column), Kind::Formula);
                }
            }
        }
    }

    /// Whether a cell of a sheet is one that people fill in.
    fn is_entered(&self, part: Part, (row, column): (u32, u16)) -> bool {
        match part {
            Part::Cover => {
                column == cover::VALUE && (cover::UNIT..cover::inputs_end(self.plan)).contains(&row)
            }
            Part::Entries => {
                row >= entry::FIRST_ROW
                    && (entry::STATE..entry::CORRECTION + correction::COLUMNS).contains(&column)
                    && ![entry::RESULT, entry::HINT].contains(&column)
            }
            Part::Findings => row >= finding::FIRST_ROW && column <= sheets::LAST_OF_FINDING,
            _ => row >= row::FIRST_ROW && column <= row::DATE,
        }
    }

    fn problem(&mut self, grid: &Grid, (row, column): (u32, u16), kind: Kind) {
        let cell = Some((row, column));
        self.problems.push(Problem { sheet: grid.name.clone(), cell, kind });
    }

    /// Says of a number with more decimals than are calculated with that it is kept.
    fn keep(&mut self, grid: &Grid, at: (u32, u16), too_fine: Option<(Points, u32)>) {
        let Some((number, most)) = too_fine else { return };
        let kind = Kind::TooFine { number, most };
        self.kept.push(Problem { sheet: grid.name.clone(), cell: Some(at), kind });
    }

    /// The number of a cell; nothing where it is empty or no number, which is told.
    fn number(&mut self, grid: &Grid, at: (u32, u16)) -> Option<Points> {
        let found = grid.at(at.0, at.1)?;
        let text = grid.text(at.0, at.1);
        let read = match found {
            Found::Number(number) => Points::recorded(number, Limit::Result),
            // Of so many of a hundred it cannot be known what is meant.
            Found::Text(typed) if !typed.contains(['%', '％']) => {
                match Points::typed(typed, Limit::Result) {
                    Err(NumberError::TooManyDecimals(_)) => Points::recorded(typed, Limit::Result),
                    read => read,
                }
            }
            _ => Err(NumberError::NotANumber),
        };
        match read {
            Ok(number) => Some(number),
            Err(NumberError::NotANumber | NumberError::Empty) => {
                self.problem(grid, at, Kind::NotANumber(text));
                None
            }
            Err(error) => {
                self.problem(grid, at, Kind::Wrong(Wrong::Number(text, error)));
                None
            }
        }
    }

    /// A number within the limits of what it is for.
    fn limited(&mut self, grid: &Grid, at: (u32, u16), limit: Limit) -> Option<Points> {
        let number = self.number(grid, at)?;
        match super::show::checked(number, limit) {
            Ok(number) => Some(number),
            Err(wrong) => {
                self.problem(grid, at, Kind::Wrong(wrong));
                None
            }
        }
    }

    fn day(&mut self, grid: &Grid, at: (u32, u16)) -> Option<Date> {
        let found = grid.at(at.0, at.1)?;
        if let Found::Day(day) = found {
            return Some(*day);
        }
        let text = grid.text(at.0, at.1);
        let day = Date::typed(&text, self.year);
        if day.is_none() {
            self.problem(grid, at, Kind::NotADay(text));
        }
        day
    }
}

/// The texts are the same but for blanks around them.
fn same_text(one: &str, other: &str) -> bool {
    one.trim() == other.trim()
}

/// What was recorded under each id.
type Entries = BTreeMap<String, Entry>;

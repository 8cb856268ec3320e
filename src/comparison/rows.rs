//! The rows of a comparison: which parts of the documents belong together, and what each
//! assessment says about them.

use super::{Apart, Pair, Side};
use crate::points::Points;
use crate::rubric::changes::{Kind, Part};
use crate::rubric::{Effect, Home, IndicatorKind, Rubric};
use crate::score::{Mark, Scorecard};
use crate::session::{Entry, Ledger, LedgerRow};
use std::cmp::Reverse;
use std::collections::HashMap;

/// What the assessments say about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The part of each assessment's document; absent where it has no counterpart.
    pub parts: Vec<Option<Part>>,
    /// What each says; absent where it has no counterpart.
    pub cells: Vec<Option<Cell>>,
    /// What happened to it between the versions of the document; a rule before words.
    pub changed: Option<Kind>,
}

/// What one assessment says about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The score of a section or an item; what a clause adds, negative where it deducts.
    /// Absent where nothing is calculated, as for a task.
    pub number: Option<Points>,
    /// How far it is.
    pub mark: Mark,
    /// Something of it is still open: its number may change.
    pub is_open: bool,
    /// What is recorded; empty where nothing is.
    pub entry: Entry,
    /// The rows of a ledger under its number.
    pub ledger: Vec<LedgerRow>,
}

impl Row {
    /// The number of each assessment.
    #[must_use]
    pub fn numbers(&self) -> Vec<Option<Points>> {
        self.cells.iter().map(|cell| cell.as_ref().and_then(|cell| cell.number)).collect()
    }

    /// How far apart the numbers are.
    #[must_use]
    pub fn apart(&self) -> Apart {
        Apart::of(&self.numbers(), self.is_open())
    }

    /// What a supervisor looks at first: a veto that they disagree about, then the largest gap;
    /// behind all others what is not finished.
    #[must_use]
    pub fn order(&self) -> (bool, bool, Reverse<Option<Points>>) {
        let Apart { gap, is_open, .. } = self.apart();
        (!self.is_veto_apart(), is_open, Reverse(gap))
    }

    /// How far apart the largest and the smallest number are; absent where one is not finished.
    #[must_use]
    pub fn gap(&self) -> Option<Points> {
        self.apart().gap
    }

    /// What the last assessment has more than the first; absent where one is not finished.
    #[must_use]
    pub fn difference(&self) -> Option<Points> {
        self.apart().difference
    }

    /// Whether one of the assessments has a number here that is not finished.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let mut cells = self.cells.iter().flatten();
        cells.any(|cell| cell.is_open && cell.number.is_some())
    }

    /// Whether a veto holds in one of the assessments and not in another: whatever the points
    /// are, that decides.
    fn is_veto_apart(&self) -> bool {
        let is_veto = matches!(self.first(), Some((_, Part::Veto(_))));
        let marks = self.cells.iter().flatten().map(|cell| cell.mark);
        is_veto && marks.clone().any(|mark| marks.clone().any(|other| other != mark))
    }

    /// Whether it stands in one of the documents and not in another.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.parts.iter().any(Option::is_none)
    }

    /// Whether the assessments say anything different: number, mark, what is recorded. What
    /// has no counterpart differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.cells.windows(2).any(|pair| match pair {
            [Some(one), Some(other)] => {
                (one.number, one.mark) != (other.number, other.mark)
                    || one.ledger != other.ledger
                    || !one.entry.says_the_same(&other.entry)
            }
            _ => true,
        })
    }

    /// The document's part, in the first assessment that has it, and the place of that.
    #[must_use]
    pub fn first(&self) -> Option<(usize, Part)> {
        self.parts.iter().enumerate().find_map(|(place, part)| Some((place, (*part)?)))
    }
}

/// Where a row stands: behind which part of the first document, of which assessment, and
/// behind which part of that.
type Order = (usize, usize, usize);

/// The rows of all parts that scores or records are about.
pub(super) fn rows(sides: &[Side<'_>], pairs: &[Pair]) -> Vec<Row> {
    let mut found: Vec<(Order, Row)> = Vec::new();
    let mut taken: HashMap<(usize, Part), usize> = HashMap::new();
    for (place, side) in sides.iter().enumerate() {
        let mut behind = 0;
        for (at, part) in Part::all(side.rubric).into_iter().enumerate() {
            if !is_compared(side.rubric, part) {
                continue;
            }
            if let Some(row) = taken.get(&(place, part)) {
                behind = found[*row].0.0;
                continue;
            }
            let order = if place == 0 { (at, 0, 0) } else { (behind, place, at) };
            let row = row(sides, pairs, place, part, &taken);
            for (place, part) in row.parts.iter().enumerate() {
                if let Some(part) = part {
                    taken.insert((place, *part), found.len());
                }
            }
            found.push((order, row));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    found.into_iter().map(|(_, row)| row).collect()
}

/// Whether a part has a row: what is scored or recorded by itself.
fn is_compared(rubric: &Rubric, part: Part) -> bool {
    match part {
        Part::Indicator(index) => rubric.indicator(index).kind != IndicatorKind::Unscored,
        Part::Clause(index) => !rubric.clause(index).repeated,
        Part::Veto(_) => true,
        Part::Head | Part::Bonus | Part::Factor(_) | Part::Grades => false,
    }
}

fn row(
    sides: &[Side<'_>],
    pairs: &[Pair],
    place: usize,
    part: Part,
    taken: &HashMap<(usize, Part), usize>,
) -> Row {
    let mut parts = vec![None; sides.len()];
    let mut changed: Option<Kind> = None;
    parts[place] = Some(part);
    for pair in pairs.iter().filter(|pair| pair.between.0 == place) {
        let other = pair.between.1;
        let held = pair.parts.get(&part).copied();
        let held = held.filter(|held| !taken.contains_key(&(other, held.0)));
        if let Some((counterpart, kind)) = held {
            parts[other] = Some(counterpart);
            if changed.is_none() || kind == Some(Kind::Rule) {
                changed = kind;
            }
        }
    }
    let cells = parts.iter().zip(sides).map(|(part, side)| part.map(|part| cell(side, part)));
    Row { cells: cells.collect(), parts, changed }
}

fn cell(side: &Side<'_>, part: Part) -> Cell {
    let (number, mark) = number(side, part);
    let is_open = match part {
        Part::Indicator(index) => side.card.indicators[index.0].progress.open > 0,
        _ => mark == Mark::Open,
    };
    let entry = part.entry_id(side.rubric).and_then(|id| side.session.entry(id));
    let ledger = match part {
        Part::Veto(_) => Some(Ledger::Veto),
        Part::Clause(index) => match side.rubric.clause(index).home {
            Home::Bonus => Some(Ledger::Bonus),
            Home::Direct => Some(Ledger::Direct),
            Home::Item(_) => None,
        },
        _ => None,
    };
    let no = ledger_no(side.rubric, part);
    let rows = ledger.map_or(&[][..], |ledger| side.session.ledger(ledger));
    let ledger = rows.iter().filter(|row| row.clause == no).cloned().collect();
    Cell { number, mark, is_open, entry: entry.cloned().unwrap_or_default(), ledger }
}

/// The number that rows of a ledger name a part by.
fn ledger_no(rubric: &Rubric, part: Part) -> &str {
    match part {
        Part::Clause(index) => &rubric.clause(index).no,
        other => other.id(rubric),
    }
}

fn number(side: &Side<'_>, part: Part) -> (Option<Points>, Mark) {
    let Scorecard { clauses, indicators, vetoes, bonus, .. } = side.card;
    let found = |is_there: bool| if is_there { Mark::Found } else { Mark::Met };
    match part {
        Part::Indicator(index) => (indicators[index.0].score, indicators[index.0].mark),
        Part::Clause(index) => {
            let (clause, result) = (side.rubric.clause(index), &clauses[index.0]);
            match clause.home {
                // Money is added up apart.
                Home::Item(_) if clause.has_no_points() || clause.effect == Effect::Fine => {
                    (None, result.mark)
                }
                Home::Item(_) if clause.effect == Effect::Deduct => {
                    (Some(Points::ZERO - result.amount), result.mark)
                }
                Home::Item(_) => (Some(result.amount), result.mark),
                Home::Bonus => {
                    let awards = side.session.bonus.iter().zip(&bonus.awards);
                    let own = awards.filter(|(row, _)| row.clause == clause.no);
                    let counted: Vec<Points> = own.map(|(_, award)| award.counted).collect();
                    let is_there = !counted.is_empty();
                    (Some(counted.into_iter().sum()), found(is_there))
                }
                Home::Direct => {
                    let mut rows = side.session.direct.iter();
                    (None, found(rows.any(|row| row.clause == clause.no)))
                }
            }
        }
        Part::Veto(place) => (None, found(vetoes[place].holds)),
        Part::Head | Part::Bonus | Part::Factor(_) | Part::Grades => (None, Mark::Open),
    }
}

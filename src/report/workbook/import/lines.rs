//! 评分: one line for each clause and item.

use super::head::shown as shown_text;
use super::{Entries, Kind, Problem, Reader, Where, entry, same_text, sheets};
use crate::lang::workbook as say;
use crate::points::Points;
use crate::report::workbook::asks::{Asks, Figure, Line};
use crate::report::workbook::grid::Grid;
use crate::report::workbook::show::{Shown, counts_are_whole, lines_of, texts_of};
use crate::rubric::{Amount, Subject};
use crate::session::{Entry, Value};

/// The most rows out of place that are told: one that was added moves all below it.
const MOST_MOVED: usize = 3;

impl Reader<'_> {
    pub(super) fn entries(&mut self, grid: &Grid) -> Entries {
        let mut entries = Entries::new();
        let plan = self.plan;
        let mut moved = 0;
        for line in &plan.lines {
            let row = plan.entered(*line, 0).row;
            let (found, expected) = (grid.text(row, entry::ID), plan.label(*line));
            if found != expected {
                moved += 1;
                if moved <= MOST_MOVED {
                    let expected = expected.to_owned();
                    self.problem(grid, (row, entry::ID), Kind::Moved { expected, found });
                }
                continue;
            }
            if matches!(line, Line::Indicator(_) | Line::Clause(_)) {
                let entry = self.entry(grid, *line, row);
                entries.insert(plan.label(*line).to_owned(), entry);
            }
        }
        if moved > MOST_MOVED {
            let sheet = grid.name.clone();
            let kind = Kind::MovedMore(moved - MOST_MOVED);
            self.problems.push(Problem { sheet, cell: None, kind });
        }
        let end = entry::FIRST_ROW + u32::try_from(plan.lines.len()).unwrap_or(u32::MAX);
        let behind = grid.cells.keys().find(|(row, _)| *row >= end).copied();
        if let Some((row, column)) = behind
            && grid.at(row, column).is_some()
        {
            let found = grid.text(row, column);
            self.problem(grid, (row, column), Kind::NotAsked(found));
        }
        entries
    }

    /// Whether nothing can be entered for what has this id.
    pub(super) fn is_never_asked(&self, id: &str) -> bool {
        let clause = match self.plan.rubric.find(id) {
            Some(Subject::Clause(index)) => self.plan.rubric.clause(index),
            _ => return false,
        };
        clause.repeated
    }

    fn entry(&mut self, grid: &Grid, line: Line, row: u32) -> Entry {
        let asks = sheets::asks(self.plan, line);
        if asks.states.is_empty() {
            return Entry::default();
        }
        let nothing = Entry::default();
        let carried = self.carried.entry(self.plan.label(line)).unwrap_or(&nothing);
        let before = self.problems.len();
        let found = self.shown(grid, line, row, &asks);
        let is_same = found == sheets::shown(self.plan, line, carried);
        let value = if is_same {
            carried.value.clone()
        } else if self.problems.len() > before {
            Value::Open
        } else {
            self.value(grid, line, &asks, &found)
        };
        let remark = grid.text(row, entry::REMARK);
        let evidence = grid.text(row, entry::EVIDENCE);
        let date = self.day(grid, (row, entry::DATE));
        let corrections = (row, entry::CORRECTION);
        Entry {
            value,
            findings: Vec::new(),
            correction: self.correction(grid, corrections, carried.correction.as_ref()),
            accepted: carried.accepted.clone(),
            returned: carried.returned.clone(),
            remark: text_or(&remark, &carried.remark),
            evidence: texts_or(&evidence, &carried.evidence),
            date,
        }
    }

    /// The value that the cells of a line say, or what is wrong with them.
    fn value(&mut self, grid: &Grid, line: Line, asks: &Asks, found: &Shown) -> Value {
        let counters = sheets::counters(self.plan, line);
        let value = found.value(asks, &counters);
        match value.and_then(|value| counts_are_whole(found, asks).map(|()| value)) {
            Ok(value) => {
                if let Some((number, _)) = value.too_fine() {
                    let at = self.cell_of(line, asks, found.place_of(number));
                    self.keep(grid, at, value.too_fine());
                }
                value
            }
            Err((place, wrong)) => {
                let at = self.cell_of(line, asks, place);
                self.problem(grid, at, Kind::Wrong(wrong));
                Value::Open
            }
        }
    }

    fn cell_of(&self, line: Line, asks: &Asks, place: Where) -> (u32, u16) {
        let column = match place {
            Where::State => entry::STATE,
            Where::Count => entry::COUNT,
            Where::Figure => entry::FIGURE,
            Where::Whole => entry::WHOLE,
            Where::Reason => entry::REASON,
            Where::Below(below) => {
                let Line::Clause(index) = line else { return (0, 0) };
                let below = asks.lines(index).get(below).copied().unwrap_or(line);
                return (self.plan.entered(below, 0).row, entry::FIGURE);
            }
        };
        (self.plan.entered(line, 0).row, column)
    }

    /// The cells of a line; what cannot stand in them is told.
    fn shown(&mut self, grid: &Grid, line: Line, row: u32, asks: &Asks) -> Shown {
        let mut shown = Shown::default();
        let word = grid.text(row, entry::STATE);
        if !word.trim().is_empty() {
            let states = asks.states.iter();
            let state = states.copied().find(|state| say::state(self.lang, *state) == word.trim());
            match state {
                Some(state) => shown.state = Some(state),
                None => self.problem(grid, (row, entry::STATE), Kind::NotAChoice(word)),
            }
        }
        grid.text(row, entry::REASON).trim().clone_into(&mut shown.reason);
        shown.count = self.asked(grid, (row, entry::COUNT), asks.count);
        shown.whole = self.asked(grid, (row, entry::WHOLE), asks.whole());
        if asks.figure == Some(Figure::Level) {
            shown.level = self.level(grid, line, row);
        } else {
            shown.figure = self.asked(grid, (row, entry::FIGURE), asks.own_figure());
        }
        if let Line::Clause(index) = line {
            for below in asks.lines(index) {
                let row = self.plan.entered(below, 0).row;
                shown.below.push(self.number(grid, (row, entry::FIGURE)));
            }
        }
        shown
    }

    /// The number of a cell, where one may be entered.
    fn asked(&mut self, grid: &Grid, at: (u32, u16), is_asked: bool) -> Option<Points> {
        if is_asked {
            return self.number(grid, at);
        }
        if grid.at(at.0, at.1).is_some() {
            let found = grid.text(at.0, at.1);
            self.problem(grid, at, Kind::NotAsked(found));
        }
        None
    }

    fn level(&mut self, grid: &Grid, line: Line, row: u32) -> Option<String> {
        let name = grid.text(row, entry::FIGURE);
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty())?;
        let Line::Clause(index) = line else { return None };
        let clause = self.plan.rubric.clause(index);
        let is_known = matches!(&clause.amount, Amount::Levels(levels)
            if levels.iter().any(|level| level.name == name));
        let carried = self.carried.entry(self.plan.label(line)).map(|entry| &entry.value);
        let is_carried =
            matches!(carried, Some(Value::Level(held)) if same_text(&shown_text(held), &name));
        if is_known || is_carried {
            return Some(name);
        }
        self.problem(grid, (row, entry::FIGURE), Kind::NotAChoice(name));
        None
    }

    /// A count beside findings has to be theirs, and is not kept.
    pub(super) fn settle_counts(&mut self, grid: &Grid, entries: &mut Entries) {
        let plan = self.plan;
        for line in &plan.lines {
            let Some(held) = entries.get_mut(plan.label(*line)) else { continue };
            let carried = self.carried.entry(plan.label(*line));
            let Value::Count(count) = held.value else { continue };
            let is_carried = carried.is_some_and(|carried| carried.value == held.value);
            if held.findings.is_empty() || is_carried {
                continue;
            }
            let findings = held.count();
            held.value = Value::Open;
            if count != findings {
                let at = (plan.entered(*line, 0).row, entry::COUNT);
                let count = Points::from(count);
                self.problem(grid, at, Kind::CountDiffers { count, findings });
            }
        }
    }
}

/// What was typed, or what travelled with the form where it shows just that.
pub(super) fn text_or(found: &str, carried: &str) -> String {
    if same_text(found, &shown_text(carried)) {
        return carried.to_owned();
    }
    found.trim().to_owned()
}

pub(super) fn texts_or(found: &str, carried: &[String]) -> Vec<String> {
    if same_text(found, &lines_of(carried)) {
        return carried.to_vec();
    }
    texts_of(found)
}

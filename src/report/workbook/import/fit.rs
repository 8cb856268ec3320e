//! Whether what was entered can be counted: what cannot is told by cell, never left out in
//! silence. What travelled with the form as it is may stay.

use super::lines::text_or;
use super::{Entries, Kind, Problem, Reader, entry, finding, sheets};
use crate::lang::workbook as say;
use crate::points::{Limit, Points};
use crate::report::workbook::asks::Line;
use crate::report::workbook::cover;
use crate::report::workbook::grid::Grid;
use crate::report::workbook::plan::Part;
use crate::report::workbook::show::{Wrong, says_none};
use crate::rubric::{Rubric, Subject};
use crate::score::{fits, score, too_many_missing};
use crate::session::{Session, State, Value};

impl Reader<'_> {
    /// Looks at each line of 评分 together with its findings; `session` has the head.
    pub(super) fn fitting(&mut self, grid: &Grid, session: &Session, entries: &Entries) {
        let plan = self.plan;
        for line in &plan.lines {
            let id = plan.label(*line);
            let (Some(held), Some(subject)) = (entries.get(id), plan.rubric.find(id)) else {
                continue;
            };
            let carried = self.carried.entry(id);
            let is_carried = carried.is_some_and(|carried| {
                carried == held || self.is_never_asked(id) && carried.findings == held.findings
            });
            let row = plan.entered(*line, 0).row;
            if held.too_fine().is_some() {
                if is_carried {
                    self.keep(grid, (row, entry::STATE), held.too_fine());
                }
                continue;
            }
            if is_carried {
                continue;
            }
            let is_told = |told: &Problem| {
                told.sheet == grid.name && told.cell.is_some_and(|cell| cell.0 == row)
            };
            if self.problems.iter().any(is_told) {
                continue;
            }
            if says_none(&held.value) && !held.findings.is_empty() {
                self.problem(grid, (row, entry::STATE), Kind::FindingBeside);
            } else if !fits(plan.rubric, session, subject, held) {
                let at = (row, filled(grid, row));
                let kind = most_of(plan.rubric, session, subject, &held.value);
                self.problem(grid, at, kind.map_or(Kind::Unfit, Kind::Above));
            }
        }
    }

    /// More missing than are required is refused, whether counted or named one by one.
    pub(super) fn too_many_missing(&mut self, grid: &Grid, entries: &Entries) {
        let plan = self.plan;
        for line in &plan.lines {
            let Line::Clause(index) = line else { continue };
            let Some(held) = entries.get(plan.label(*line)) else { continue };
            let carried = self.carried.entry(plan.label(*line));
            if carried.is_some_and(|carried| carried.finds_the_same(held)) {
                continue;
            }
            if let Some(most) = too_many_missing(plan.rubric.clause(*index), held) {
                let at = (plan.entered(*line, 0).row, entry::COUNT);
                self.problem(grid, at, Kind::Wrong(Wrong::MoreThanRequired(most)));
            }
        }
    }
    fn line_of(&self, id: &str) -> Option<Line> {
        self.plan.rubric.find(id).map(|subject| match subject {
            Subject::Clause(index) => Line::Clause(index),
            Subject::Indicator(index) => Line::Indicator(index),
        })
    }

    /// The share of a finding: one that its clause prints.
    pub(super) fn share_of(
        &mut self,
        grid: &Grid,
        at: u32,
        id: &str,
        carried: Option<Points>,
    ) -> Option<Points> {
        let share = self.exact(grid, (at, finding::SHARE), Limit::Share, carried)?;
        let line = self.line_of(id);
        let printed = line.map_or(&[][..], |line| sheets::printed_shares(self.plan, line));
        let is_printed = printed.iter().any(|printed| printed.share == share);
        if !is_printed && Some(share) != carried {
            let kind = if printed.is_empty() {
                Kind::NotAsked(grid.text(at, finding::SHARE))
            } else {
                Kind::NotAShare(printed.iter().map(|printed| printed.share).collect())
            };
            self.problem(grid, (at, finding::SHARE), kind);
            // One slip is told once.
            return carried;
        }
        Some(share)
    }

    /// The amount of a finding, where its clause leaves it to be chosen.
    pub(super) fn amount_of(
        &mut self,
        grid: &Grid,
        at: u32,
        id: &str,
        carried: Option<Points>,
    ) -> Option<Points> {
        if self.line_of(id).is_some_and(|line| sheets::asks_level(self.plan, line)) {
            return carried;
        }
        let amount = self.exact(grid, (at, finding::AMOUNT), Limit::Chosen, carried)?;
        let is_asked = self.line_of(id).is_some_and(|line| sheets::asks_amount(self.plan, line));
        if !is_asked && Some(amount) != carried {
            let found = grid.text(at, finding::AMOUNT);
            self.problem(grid, (at, finding::AMOUNT), Kind::NotAsked(found));
        }
        Some(amount)
    }

    /// The level of a finding, where its clause has levels: its name stands where others have an
    /// amount.
    pub(super) fn level_of(&mut self, grid: &Grid, at: u32, id: &str, carried: &str) -> String {
        let line = self.line_of(id).filter(|line| sheets::asks_level(self.plan, *line));
        let Some(line) = line else { return carried.to_owned() };
        let found = grid.text(at, finding::AMOUNT);
        let level = text_or(&found, carried);
        if !level.is_empty() && level != carried && !sheets::is_level(self.plan, line, &level) {
            self.problem(grid, (at, finding::AMOUNT), Kind::NotAChoice(level));
            return String::new();
        }
        level
    }

    /// 定稿 says that nothing is open.
    pub(super) fn finished(&mut self, grids: &[Grid], session: &Session) {
        let becomes_final =
            session.head.state == State::Final && self.carried.head.state != State::Final;
        if !becomes_final || !self.problems.is_empty() {
            return;
        }
        let open = score(self.plan.rubric, session).total.progress.open;
        let cover = grids.iter().find(|grid| grid.name == say::sheet(self.lang, Part::Cover));
        if let (Some(cover), true) = (cover, open > 0) {
            self.problem(cover, (cover::STATE, cover::VALUE), Kind::FinalButOpen(open));
        }
    }
}

/// The most that a judged item can be given, where it was given more.
fn most_of(rubric: &Rubric, session: &Session, subject: Subject, value: &Value) -> Option<Points> {
    let (Value::Score { score, of }, Subject::Indicator(index)) = (value, subject) else {
        return None;
    };
    let most = of.or(rubric.out_of(index, &session.head.tags))?;
    Some(most).filter(|most| score > most)
}

/// The first cell of a row in which something is entered.
fn filled(grid: &Grid, row: u32) -> u16 {
    let columns = [entry::STATE, entry::COUNT, entry::FIGURE, entry::WHOLE];
    let filled = columns.into_iter().find(|column| grid.at(row, *column).is_some());
    filled.unwrap_or(entry::STATE)
}

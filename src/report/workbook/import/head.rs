//! 说明: who, when, how far.

use super::{Kind, Reader, same_text};
use crate::lang::{words, workbook as say};
use crate::report::workbook::book::Content;
use crate::report::workbook::cover::{self, BETWEEN_NAMES, VALUE, words_of};
use crate::report::workbook::grid::Grid;
use crate::session::{Mode, Session, State};

impl Reader<'_> {
    pub(super) fn head(&mut self, grid: &Grid, session: &mut Session) {
        let carried = &self.carried.head;
        let unit = grid.text(cover::UNIT, VALUE);
        if unit.trim().is_empty() {
            self.problem(grid, (cover::UNIT, VALUE), Kind::UnitMissing);
        } else if !same_text(&unit, &shown(&carried.unit)) {
            unit.trim().clone_into(&mut session.head.unit);
        }
        let mode = grid.text(cover::MODE, VALUE);
        match Mode::ALL.into_iter().find(|known| words::mode(self.lang, *known) == mode.trim()) {
            Some(mode) => session.head.mode = mode,
            None => self.problem(grid, (cover::MODE, VALUE), Kind::NotAChoice(mode)),
        }
        let state = grid.text(cover::STATE, VALUE);
        let states = [State::Draft, State::Final];
        match states.into_iter().find(|known| words::state(self.lang, *known) == state.trim()) {
            Some(state) => session.head.state = state,
            None => self.problem(grid, (cover::STATE, VALUE), Kind::NotAChoice(state)),
        }
        let assessors = grid.text(cover::ASSESSORS, VALUE);
        if !same_text(&assessors, &shown(&carried.assessors.join(BETWEEN_NAMES))) {
            let names = assessors.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
            let names = names.filter(|name| !name.is_empty()).map(str::to_owned);
            session.head.assessors = names.collect();
        }
        session.head.date = self.day(grid, (cover::DATE, VALUE));
        self.year = session.head.year(self.plan.rubric.head.year()).or(self.year);
        self.tags(grid, session);
        self.factors(grid, session);
    }

    fn tags(&mut self, grid: &Grid, session: &mut Session) {
        let carried = &self.carried.head.tags;
        let mut is_same = true;
        let mut held = Vec::new();
        for (key, _) in &self.plan.rubric.head.tags {
            let Some(at) = cover::tag_cell(self.plan, key) else { continue };
            let word = grid.text(at.row, VALUE);
            let yes = match word.trim() {
                "" => false,
                word if word == say::yes(self.lang) => true,
                _ => {
                    self.problem(grid, (at.row, VALUE), Kind::NotAChoice(word));
                    continue;
                }
            };
            is_same &= yes == carried.contains(key);
            held.extend(yes.then(|| key.clone()));
        }
        if !is_same {
            let known =
                |tag: &&String| self.plan.rubric.head.tags.iter().any(|(key, _)| key == *tag);
            let others = carried.iter().filter(|tag| !known(tag)).cloned();
            session.head.tags = held.into_iter().chain(others).collect();
        }
    }

    fn factors(&mut self, grid: &Grid, session: &mut Session) {
        for (place, factor) in self.plan.rubric.factors.iter().enumerate() {
            let at = cover::factor_cell(self.plan, place);
            let chosen = grid.text(at.row, VALUE);
            let before = self.carried.factors.get(&factor.no);
            if same_text(&chosen, &shown(before.map_or("", String::as_str))) {
                continue;
            }
            if chosen.trim().is_empty() {
                session.factors.remove(&factor.no);
            } else if let Some((name, _)) =
                factor.options.iter().find(|(name, _)| same_text(name, &chosen))
            {
                session.factors.insert(factor.no.clone(), name.clone());
            } else {
                self.problem(grid, (at.row, VALUE), Kind::NotAChoice(chosen));
            }
        }
    }
}

/// The text as its cell shows it.
pub(super) fn shown(text: &str) -> String {
    match words_of(text) {
        Content::Text(text) => text,
        _ => String::new(),
    }
}

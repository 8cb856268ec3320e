//! 整改, beside a clause or a finding.

use super::lines::{text_or, texts_or};
use super::{Kind, Reader};
use crate::lang::record;
use crate::report::workbook::grid::Grid;
use crate::report::workbook::plan::correction::{DUE, MEASURE, PROOF, STATE, UNIT};
use crate::session::{Correction, CorrectionState};

impl Reader<'_> {
    /// What is done about something; nothing where nothing is entered.
    pub(super) fn correction(
        &mut self,
        grid: &Grid,
        (row, first): (u32, u16),
        carried: Option<&Correction>,
    ) -> Option<Correction> {
        let columns = [MEASURE, UNIT, DUE, STATE, PROOF];
        if columns.iter().all(|column| grid.at(row, first + column).is_none()) {
            return None;
        }
        let nothing = Correction::default();
        let carried = carried.unwrap_or(&nothing);
        let text = |column| grid.text(row, first + column);
        Some(Correction {
            measure: text_or(&text(MEASURE), &carried.measure),
            unit: text_or(&text(UNIT), &carried.unit),
            due: self.day(grid, (row, first + DUE)),
            state: self.correction_state(grid, (row, first + STATE)),
            proof: texts_or(&text(PROOF), &carried.proof),
        })
    }

    fn correction_state(&mut self, grid: &Grid, at: (u32, u16)) -> CorrectionState {
        let word = grid.text(at.0, at.1);
        let of_word =
            |state: &CorrectionState| record::correction_state(self.lang, *state) == word.trim();
        let found = CorrectionState::ALL.into_iter().find(of_word);
        if found.is_none() {
            let is_missing = word.trim().is_empty();
            let kind = if is_missing { Kind::StateMissing } else { Kind::NotAChoice(word) };
            self.problem(grid, at, kind);
        }
        found.unwrap_or_default()
    }
}

//! How far a command is that lasts: one line on standard error, drawn over itself and gone
//! before anything else is said.

use super::{Context, output};
use crate::lang::working;
use crate::storage::watch::{Pace, Watch, Work};
use std::ops::ControlFlow;

/// The line, and when it is drawn.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Progress {
    pace: Option<Pace>,
    is_shown: bool,
}

impl Context<'_, '_> {
    /// So many of so many are done. Nothing is told where nobody watches standard error, or
    /// where it does not last.
    pub(super) fn progress(&mut self, work: Work, done: usize, of: usize) {
        let Some(elapsed) = self.environment.elapsed else { return };
        let now = elapsed();
        if self.progress.pace.get_or_insert_with(|| Pace::new(now)).is_due(now) {
            let words = working::progress(self.lang, work, done, of);
            output::draw_over(self.environment.messages, &words);
            self.progress.is_shown = true;
        }
    }

    /// Data comes: the line goes where both are seen in one place. Where the data goes elsewhere
    /// the line is all that is seen, and stays.
    pub(super) fn make_way(&mut self) {
        if self.environment.is_output_seen {
            self.end_progress();
        }
    }

    /// Takes the line away.
    pub(super) fn end_progress(&mut self) {
        if std::mem::take(&mut self.progress.is_shown) {
            output::draw_over(self.environment.messages, "");
        }
    }
}

impl Watch for Context<'_, '_> {
    fn at(&mut self, work: Work, done: usize, of: usize) -> ControlFlow<()> {
        self.progress(work, done, of);
        ControlFlow::Continue(())
    }
}

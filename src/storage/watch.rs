//! How far long work is, told to whoever waits for it.
//!
//! Work over many files says at each of them how far it is; that is cheap where nobody
//! watches. When something is shown is decided by a [`Pace`], from a clock it is given.

use std::ops::ControlFlow;
use std::time::Duration;

/// What is being done for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The heads of session files are read.
    Reading,
    /// Whole sessions are read and calculated.
    Scoring,
    /// The remarks of other sessions are read.
    Remarks,
    /// Rubrics and sessions are checked.
    Checking,
    /// Sessions are held against their journals.
    Verifying,
    /// Reports are made.
    Reporting,
    /// What fixing each thing alone would gain is tried.
    Margins,
}

/// Whoever waits for long work.
pub trait Watch {
    /// So many of so many are done. Where this breaks, the work is to stop here.
    fn at(&mut self, work: Work, done: usize, of: usize) -> ControlFlow<()>;
}

/// Nobody waits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn at(&mut self, _: Work, _: usize, _: usize) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// How long work may last before anything is shown of it.
const BEFORE_THE_FIRST: Duration = Duration::from_millis(500);
/// How long what is shown stays at least.
const BETWEEN: Duration = Duration::from_millis(250);

/// When something is shown of work that goes on.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    next: Duration,
    between: Duration,
}

impl Pace {
    /// Work begins now.
    #[must_use]
    pub fn new(now: Duration) -> Self {
        Self { next: now.saturating_add(BEFORE_THE_FIRST), between: BETWEEN }
    }

    /// The same, but what is shown stays longer.
    #[must_use]
    pub fn every(self, between: Duration) -> Self {
        Self { between, ..self }
    }

    /// Whether something is to be shown now.
    pub fn is_due(&mut self, now: Duration) -> bool {
        let is_due = now >= self.next;
        if is_due {
            self.next = now.saturating_add(self.between);
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::time::Duration;

    #[test]
    fn nothing_is_shown_of_what_is_quick_and_then_four_times_a_second() {
        let mut pace = Pace::new(Duration::from_secs(7));
        let shown = (0..2000_u64)
            .step_by(10)
            .filter(|after| pace.is_due(Duration::from_secs(7) + Duration::from_millis(*after)));
        assert_eq!(shown.collect::<Vec<_>>(), [500, 750, 1000, 1250, 1500, 1750]);
    }
}

//! How much has been recorded.

use super::Mark;

/// How many clauses, judged items and tasks there are, by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// 未评.
    pub open: u32,
    /// 无问题.
    pub met: u32,
    /// 有问题.
    pub found: u32,
    /// 不涉及.
    pub not_applicable: u32,
    /// Tasks that are done.
    pub tasks_done: u32,
    /// Tasks that apply.
    pub tasks: u32,
}

impl Progress {
    /// Everything there is to record.
    #[must_use]
    pub fn all(self) -> u32 {
        self.open + self.met + self.found + self.not_applicable
    }

    /// What has been recorded.
    #[must_use]
    pub fn recorded(self) -> u32 {
        self.all() - self.open
    }

    pub(super) fn add(&mut self, other: Self) {
        self.open += other.open;
        self.met += other.met;
        self.found += other.found;
        self.not_applicable += other.not_applicable;
        self.tasks_done += other.tasks_done;
        self.tasks += other.tasks;
    }

    pub(super) fn of(mark: Mark) -> Self {
        let mut progress = Self::default();
        progress.count(mark);
        progress
    }

    pub(super) fn count(&mut self, mark: Mark) {
        match mark {
            Mark::Open => self.open += 1,
            Mark::Met => self.met += 1,
            Mark::Found => self.found += 1,
            Mark::NotApplicable => self.not_applicable += 1,
        }
    }

    /// The state of something whose parts are in these states.
    pub(super) fn mark(self) -> Mark {
        if self.found > 0 {
            Mark::Found
        } else if self.open > 0 {
            Mark::Open
        } else if self.met > 0 {
            Mark::Met
        } else if self.not_applicable > 0 {
            Mark::NotApplicable
        } else {
            Mark::Open
        }
    }
}

//! 整改: which corrections a session has, how far they are, and which are late.

use super::{Correction, CorrectionState, Date, Entry, Finding, Session};

/// How far the corrections of a session are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorrectionCounts {
    /// 未整改.
    pub open: usize,
    /// 整改中.
    pub doing: usize,
    /// 已销号.
    pub closed: usize,
    /// Of those that are not closed, how many were due before today.
    pub overdue: usize,
    /// Of the last assessment, not closed and not looked at in this one yet.
    pub earlier: usize,
}

impl Correction {
    /// Whether it is closed (已销号).
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state == CorrectionState::Closed
    }

    /// Whether it is not closed and its last day has passed; never where today is not known.
    #[must_use]
    pub fn is_overdue(&self, today: Option<Date>) -> bool {
        !self.is_closed() && self.due.zip(today).is_some_and(|(due, today)| due < today)
    }
}

impl Entry {
    /// Its own correction and those of its findings.
    pub fn corrections(&self) -> impl Iterator<Item = &Correction> {
        let of_findings = self.findings.iter().filter_map(|finding| finding.correction.as_ref());
        self.correction.iter().chain(of_findings)
    }

    /// The corrections that are not closed.
    pub fn unfinished(&self) -> impl Iterator<Item = &Correction> {
        self.corrections().filter(|correction| !correction.is_closed())
    }

    /// Whether the same findings are named, whatever became of them since.
    pub(super) fn finds_the_same(&self, other: &Self) -> bool {
        let found = |entry: &Self| -> Vec<Finding> {
            let alone = |finding: &Finding| Finding { correction: None, ..finding.clone() };
            entry.findings.iter().map(alone).collect()
        };
        self.value == other.value && found(self) == found(other)
    }
}

impl Session {
    /// What is known of an id: its record, or what the last assessment recorded where nobody
    /// has looked yet.
    pub fn latest_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Entry> + 'a {
        let entry = self.entry(id);
        let earlier = entry.is_none().then(|| self.earlier_of(id));
        entry.into_iter().chain(earlier.into_iter().flatten())
    }

    /// Whether a correction under an id is not closed.
    #[must_use]
    pub fn is_unfinished(&self, id: &str) -> bool {
        self.latest_of(id).any(|entry| entry.unfinished().next().is_some())
    }

    /// How far the corrections are, with `today` to tell which are late.
    #[must_use]
    pub fn correction_counts(&self, today: Option<Date>) -> CorrectionCounts {
        let mut counts = CorrectionCounts::default();
        for correction in self.entries.values().flat_map(Entry::corrections) {
            match correction.state {
                CorrectionState::Open => counts.open += 1,
                CorrectionState::Doing => counts.doing += 1,
                CorrectionState::Closed => counts.closed += 1,
            }
            counts.overdue += usize::from(correction.is_overdue(today));
        }
        let waiting = self.earlier.iter().filter(|(id, _)| {
            let base = id.rsplit_once('~').map_or(id.as_str(), |(base, _)| base);
            self.entry(base).is_none()
        });
        counts.earlier = waiting.map(|(_, entry)| entry.unfinished().count()).sum();
        counts
    }
}

//! 整改: which corrections a session has, how far they are, and which are late.

use super::{Correction, CorrectionState, Date, Entry, Session};

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

    /// Whether nothing but what is done about the findings is different.
    #[must_use]
    pub fn differs_in_corrections_only(&self, other: &Self) -> bool {
        self.without_corrections() == other.without_corrections()
    }

    /// Whether it says what is to be corrected and nothing else.
    fn is_correction_alone(&self) -> bool {
        self.correction.is_some() && Self { correction: None, ..self.clone() } == Self::default()
    }

    /// The same without what is done about it.
    fn without_corrections(&self) -> Self {
        let mut entry = Self { correction: None, ..self.clone() };
        for finding in &mut entry.findings {
            finding.correction = None;
        }
        entry
    }

    /// Whether the same findings are named, whatever became of them since.
    #[must_use]
    pub fn finds_the_same(&self, other: &Self) -> bool {
        self.value == other.value
            && self.without_corrections().findings == other.without_corrections().findings
    }
}

impl Session {
    /// What is known of an id: its record, and what the last assessment left there that waits.
    pub fn latest_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Entry> + 'a {
        let earlier = self.earlier_of(id).filter(|entry| self.waits(id, entry));
        self.entry(id).into_iter().chain(earlier)
    }

    /// Whether nobody has looked at what the last assessment left under an id. A correction that
    /// came alone may be of something else that is no more: a record of the id does not answer it.
    fn waits(&self, id: &str, earlier: &Entry) -> bool {
        self.entry(id).is_none() || earlier.is_correction_alone()
    }

    /// How many corrections under an id are not closed.
    #[must_use]
    pub fn unfinished_under(&self, id: &str) -> usize {
        self.latest_of(id).map(|entry| entry.unfinished().count()).sum()
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
        counts.earlier = self.waiting().map(|(_, entry)| entry.unfinished().count()).sum();
        counts
    }

    /// What the last assessment left that nobody has looked at yet, with the id it is about.
    pub fn waiting(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let about = self
            .earlier
            .iter()
            .map(|(id, entry)| (id.rsplit_once('~').map_or(id.as_str(), |(base, _)| base), entry));
        about.filter(|(id, entry)| self.waits(id, entry))
    }
}

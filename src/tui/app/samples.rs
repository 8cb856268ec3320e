//! 随机抽查 in the open session: what was drawn for a clause, and who has a finding.

use super::Review;
use crate::rubric::Subject;
use crate::session::Sample;

impl Review {
    /// The samples for a subject: its own, then that of the item around it, each with its id.
    #[must_use]
    pub fn samples_for(&self, subject: Subject) -> Vec<(&str, &Sample)> {
        let item = match subject {
            Subject::Clause(clause) => self.item_of(clause).map(Subject::Indicator),
            Subject::Indicator(_) => None,
        };
        let ids = [Some(subject), item].into_iter().flatten().map(|subject| self.id_of(subject));
        ids.filter_map(|id| Some((id, self.session.samples.get(id)?))).collect()
    }

    /// Whether there is a finding about a name where it was drawn for: under the clause, or
    /// under any clause of the item.
    #[must_use]
    pub fn has_finding(&self, id: &str, name: &str) -> bool {
        let below = match self.rubric.find(id) {
            Some(Subject::Indicator(item)) => {
                self.rubric.clauses_in(&self.rubric.indicator(item).members)
            }
            _ => Vec::new(),
        };
        let below = below.into_iter().map(|clause| self.rubric.clause(clause).id.as_str());
        let mut entries = std::iter::once(id).chain(below).filter_map(|id| self.session.entry(id));
        entries.any(|entry| entry.is_about(name))
    }
}

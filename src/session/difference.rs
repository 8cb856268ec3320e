//! What makes one session of another.

use super::{Edit, Ledger, Session};

impl Session {
    /// The edits that make this session into `other`, its id apart: each thing that differs
    /// once, entries in the order of their ids.
    #[must_use]
    pub fn edits_to(&self, other: &Self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if self.head != other.head {
            edits.push(Edit::Head(other.head.clone()));
        }
        if self.rubric != other.rubric {
            edits.push(Edit::Rubric(other.rubric.clone()));
        }
        for id in keys(self.entries.keys(), other.entries.keys()) {
            if self.entry(id) != other.entry(id) {
                edits.push(Edit::Entry { id: id.clone(), entry: other.entry(id).cloned() });
            }
        }
        for id in keys(self.earlier.keys(), other.earlier.keys()) {
            let entry = other.earlier.get(id);
            if self.earlier.get(id) != entry {
                edits.push(Edit::Earlier { id: id.clone(), entry: entry.cloned() });
            }
        }
        for ledger in [Ledger::Bonus, Ledger::Veto, Ledger::Direct] {
            if self.ledger(ledger) != other.ledger(ledger) {
                edits.push(Edit::Ledger { ledger, rows: other.ledger(ledger).to_vec() });
            }
        }
        for no in keys(self.factors.keys(), other.factors.keys()) {
            let option = other.factors.get(no);
            if self.factors.get(no) != option {
                edits.push(Edit::Factor { no: no.clone(), option: option.cloned() });
            }
        }
        for id in keys(self.samples.keys(), other.samples.keys()) {
            let sample = other.samples.get(id);
            if self.samples.get(id) != sample {
                edits.push(Edit::Sample { id: id.clone(), sample: sample.cloned() });
            }
        }
        edits
    }
}

/// The keys of either, each once, sorted.
fn keys<'a>(
    one: impl Iterator<Item = &'a String>,
    other: impl Iterator<Item = &'a String>,
) -> impl Iterator<Item = &'a String> {
    one.chain(other).collect::<std::collections::BTreeSet<_>>().into_iter()
}

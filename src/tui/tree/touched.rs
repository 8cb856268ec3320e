//! What was changed since when, for the filters of what changed.

use std::collections::{BTreeMap, BTreeSet};

/// Which entries changed since the session was opened, and the day each was last changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    here: BTreeSet<String>,
    /// The last day as `2021-12-15`, by the id of the entry.
    last: BTreeMap<String, String>,
    /// The newest days on which something changed, the newest first.
    days: Vec<String>,
}

/// How many days can be chosen.
const DAYS: usize = 7;

impl Touched {
    /// An entry changed just now.
    pub fn touch(&mut self, id: &str) {
        self.here.insert(id.to_owned());
    }

    /// Takes over what the journal tells: the days and the ids that changed on them, in order.
    pub fn tell(&mut self, changes: impl Iterator<Item = (String, String)>) {
        (self.last, self.days) = (BTreeMap::new(), Vec::new());
        for (day, id) in changes {
            if !self.days.contains(&day) {
                self.days.push(day.clone());
            }
            let last = self.last.entry(id).or_default();
            if day > *last {
                *last = day;
            }
        }
        self.days.sort_unstable();
        self.days.reverse();
        self.days.truncate(DAYS);
    }

    /// Whether an entry changed since the session was opened.
    #[must_use]
    pub fn is_here(&self, id: &str) -> bool {
        self.here.contains(id)
    }

    /// The days since which an entry has changed, of those that can be chosen.
    pub fn since(&self, id: &str) -> impl Iterator<Item = &String> + '_ {
        let last = self.last.get(id);
        self.days.iter().filter(move |day| last.is_some_and(|last| last >= *day))
    }
}

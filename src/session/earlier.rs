//! 上次记录: what was recorded under something that has changed since, or in the last
//! assessment of the unit.
//!
//! Under one id several may be kept, when it changed more than once: the newest under the
//! id itself, the older ones under [`numbered`] ids.

use super::{Edit, Entry, Session};
use std::collections::BTreeMap;

/// The id for the `count`th of several things of one id, from 2 on: `一/1/2b~2`.
#[must_use]
pub fn numbered(id: &str, count: usize) -> String {
    format!("{id}~{count}")
}

impl Session {
    /// What was recorded under an id before it changed, the newest first.
    pub fn earlier_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Entry> + 'a {
        kept_under(&self.earlier, id).filter_map(|id| self.earlier.get(&id))
    }

    /// The edit that makes the newest earlier record of an id its record; `None` where there
    /// is none. What was kept behind it moves up.
    #[must_use]
    pub fn take_earlier(&self, id: &str) -> Option<Edit> {
        let kept: Vec<String> = kept_under(&self.earlier, id).collect();
        let entry = |id: &String| self.earlier.get(id).cloned();
        let taken = kept.first().and_then(entry)?;
        let mut edits = vec![Edit::Entry { id: id.to_owned(), entry: Some(taken) }];
        for (place, id) in kept.iter().enumerate() {
            let behind = kept.get(place + 1).and_then(entry);
            edits.push(Edit::Earlier { id: id.clone(), entry: behind });
        }
        Some(Edit::Several(edits))
    }
}

/// The ids under which something of `id` is kept, the newest first.
pub(super) fn kept_under<'a>(
    earlier: &'a BTreeMap<String, Entry>,
    id: &'a str,
) -> impl Iterator<Item = String> + 'a {
    let ids = std::iter::once(id.to_owned()).chain((2..).map(|count| numbered(id, count)));
    ids.take_while(|id| earlier.contains_key(id))
}

/// Puts an entry behind those kept under an id.
pub(super) fn keep(earlier: &mut BTreeMap<String, Entry>, id: &str, entry: Entry) {
    let held = kept_under(earlier, id).count();
    let free = if held == 0 { id.to_owned() } else { numbered(id, held + 1) };
    earlier.insert(free, entry);
}

/// Puts an entry before those kept under an id.
pub(super) fn keep_first(earlier: &mut BTreeMap<String, Entry>, id: &str, entry: Entry) {
    let mut all = vec![entry];
    let kept: Vec<String> = kept_under(earlier, id).collect();
    all.extend(kept.iter().filter_map(|id| earlier.remove(id)));
    for entry in all {
        keep(earlier, id, entry);
    }
}

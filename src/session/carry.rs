//! 接续上次: what the assessment of another year takes over from the last one of its unit.
//!
//! It becomes [`Session::earlier`]: shown, never scored. Remarks, findings and values go
//! along only under clauses and items that are unchanged. Of what changed, and of what the
//! new document does not have, the corrections that are not closed go along alone, under
//! what it is now or under the nearest thing above it that still stands.

use super::earlier::keep;
use super::{Correction, Entry, Session, Value};
use crate::rubric::changes::{Counterpart, Kind, Part, counterparts};
use crate::rubric::{Home, IndicatorIndex, IndicatorKind, Rubric, Subject};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a new session takes over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// What becomes of [`Session::earlier`] in the new session.
    pub earlier: BTreeMap<String, Entry>,
    /// How many corrections that are not closed go along.
    pub unfinished: usize,
    /// How many of those go along alone, because what they stood under changed.
    pub alone: usize,
    /// Corrections that are not closed and that the new document has no place for, with the
    /// id they stood under.
    pub left_over: Vec<(String, Correction)>,
}

/// What a session by `new` takes over from `last`, which was scored with `old`; none where
/// they are different documents without a clause or an item in common.
#[must_use]
pub fn carried(last: &Session, (old, new): (&Rubric, &Rubric)) -> Option<Carried> {
    let found = counterparts(old, new);
    let in_common = |part: &Counterpart| is_unchanged(part) && is_recorded_under(old, part.old);
    if old.head.id != new.head.id && !found.iter().any(in_common) {
        return None;
    }
    let mut places: HashMap<&str, (&str, bool)> = HashMap::new();
    for part in &found {
        if let (Some(was), Some(is)) = (part.old.entry_id(old), part.new.entry_id(new)) {
            places.insert(was, (is, is_unchanged(part)));
        }
    }
    let mut carried = Carried::default();
    for id in ids_of(last, old) {
        let is_recorded = last.entry(id).is_some();
        let held = last.latest_of(id);
        let above = || above(old, id).find_map(|above| places.get(above));
        let place = places.get(id).copied().or_else(|| Some((above()?.0, false)));
        match place {
            Some((now, true)) => {
                for entry in held.filter(|entry| says_something(entry, is_recorded)) {
                    carried.take(now, entry);
                }
            }
            Some((now, false)) => carried.take_alone(now, held),
            None => {
                let left = held.flat_map(Entry::unfinished).cloned();
                carried.left_over.extend(left.map(|left| (id.to_owned(), left)));
            }
        }
    }
    Some(carried)
}

impl Carried {
    fn take(&mut self, now: &str, entry: &Entry) {
        self.unfinished += entry.unfinished().count();
        let mut entry = Entry { accepted: None, returned: None, date: None, ..entry.clone() };
        // Whoever takes it over says what is found this year, not when it was found last.
        entry.findings.iter_mut().for_each(|finding| finding.date = None);
        keep(&mut self.earlier, now, entry);
    }

    /// Takes the corrections that are not closed and nothing else.
    fn take_alone<'a>(&mut self, now: &str, held: impl Iterator<Item = &'a Entry>) {
        for correction in held.flat_map(Entry::unfinished) {
            self.unfinished += 1;
            self.alone += 1;
            let alone = Entry { correction: Some(correction.clone()), ..Entry::default() };
            keep(&mut self.earlier, now, alone);
        }
    }
}

/// The ids something is known under, in the order of their spelling.
fn ids_of<'a>(last: &'a Session, old: &Rubric) -> BTreeSet<&'a str> {
    let earlier = last.earlier.keys().filter(|id| old.find(id).is_some());
    last.entries.keys().chain(earlier).map(String::as_str).collect()
}

fn is_unchanged(part: &Counterpart) -> bool {
    part.kind.is_none_or(Kind::keeps_records)
}

/// Whether it is a clause of an item, or an item that is recorded itself.
fn is_recorded_under(rubric: &Rubric, part: Part) -> bool {
    match part {
        Part::Indicator(index) => matches!(
            rubric.indicator(index).kind,
            IndicatorKind::Judged { .. } | IndicatorKind::Task
        ),
        _ => part.entry_id(rubric).is_some(),
    }
}

/// Whether there is anything to remember. What was set aside in the last assessment and not
/// looked at there goes along only for what is still to be corrected.
fn says_something(entry: &Entry, is_recorded: bool) -> bool {
    let is_noted = !entry.remark.is_empty()
        || !entry.findings.is_empty()
        || matches!(entry.value, Value::NotApplicable(_));
    (is_recorded && is_noted) || entry.unfinished().next().is_some()
}

/// The ids of what stands above an id, the nearest first.
fn above<'a>(rubric: &'a Rubric, id: &str) -> impl Iterator<Item = &'a str> {
    let first: Option<IndicatorIndex> = match rubric.find(id) {
        Some(Subject::Clause(clause)) => match rubric.clause(clause).home {
            Home::Item(item) => Some(item),
            Home::Bonus | Home::Direct => None,
        },
        Some(Subject::Indicator(index)) => rubric.indicator(index).parent,
        None => None,
    };
    let path = std::iter::successors(first, |at| rubric.indicator(*at).parent);
    path.map(|at| rubric.indicator(at).id.as_str())
}

//! A session goes on with another version of its rubric.
//!
//! Records of what did not change stay, those of what has another number now go
//! along. What was recorded under something that changed is set aside as
//! [`Session::earlier`], so that it is open again and looked at once more. What
//! the new version does not have stays under its id, which is unknown then.
//! Nothing is dropped.

use super::earlier::{keep, keep_first, kept_under};
use super::{Edit, Entry, Ledger, LedgerRow, RubricReference, Sample, Session, numbered};
use crate::rubric::changes::{Change, Kind, Part};
use crate::rubric::{Home, Rubric};
use std::collections::{BTreeMap, BTreeSet};

/// How a session goes on with another version of its rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    /// All of it in one edit, which can be taken back.
    pub edit: Edit,
    /// What has to be looked at once more, in the order of the new document.
    pub look_again: Vec<LookAgain>,
    /// The ids (of the new version) of entries that go along under another id.
    pub moved: Vec<String>,
    /// How many entries are counted as before, the moved ones among them.
    pub carried: usize,
    /// The ids of entries that the new version does not have.
    pub left_over: Vec<String>,
}

/// A record that has to be looked at once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookAgain {
    /// The entry under this id is set aside: the clause or item is open again.
    Entry(String),
    /// The rows under this number of a ledger count as the changed clause says now.
    Rows(Ledger, String),
    /// The option chosen for this factor, which has changed.
    Factor(String),
}

/// How a session goes on with `new` instead of `old`, between which there are `changes`.
#[must_use]
pub fn migration(
    session: &Session,
    (old, new): (&Rubric, &Rubric),
    changes: &[Change],
    reference: RubricReference,
) -> Migration {
    let mut plan = Plan::of(session, old, new);
    for change in changes {
        plan.take(change);
    }
    plan.finish(session, reference)
}

/// Where everything goes. Taken away first and put back at the end, because a number may
/// be given up by one clause and taken by another.
struct Plan<'a> {
    old: &'a Rubric,
    new: &'a Rubric,
    entries: BTreeMap<String, Entry>,
    earlier: BTreeMap<String, Entry>,
    rows: [(Ledger, Vec<LedgerRow>); 3],
    factors: BTreeMap<String, String>,
    samples: BTreeMap<String, Sample>,
    /// Entries, and what was set aside before, that go to another id.
    moving: Vec<(String, Entry)>,
    moving_earlier: Vec<(String, Entry)>,
    setting_aside: Vec<(String, Entry)>,
    moving_rows: Vec<(Ledger, String, String)>,
    moving_factors: Vec<(String, String)>,
    moving_samples: Vec<(String, Sample)>,
    look_again: Vec<LookAgain>,
    moved: Vec<String>,
}

impl<'a> Plan<'a> {
    fn of(session: &Session, old: &'a Rubric, new: &'a Rubric) -> Self {
        let rows = |ledger| (ledger, session.ledger(ledger).to_vec());
        Self {
            old,
            new,
            entries: session.entries.clone(),
            earlier: session.earlier.clone(),
            rows: [Ledger::Bonus, Ledger::Veto, Ledger::Direct].map(rows),
            factors: session.factors.clone(),
            samples: session.samples.clone(),
            moving: Vec::new(),
            moving_earlier: Vec::new(),
            setting_aside: Vec::new(),
            moving_rows: Vec::new(),
            moving_factors: Vec::new(),
            moving_samples: Vec::new(),
            look_again: Vec::new(),
            moved: Vec::new(),
        }
    }

    fn take(&mut self, change: &Change) {
        if change.kind == Kind::Beside {
            return;
        }
        let Some(old) = change.old else {
            if let Some(new) = change.new {
                self.comes_up(new);
            }
            return;
        };
        let was = old.id(self.old).to_owned();
        let is = change.new.map(|part| part.id(self.new).to_owned());
        match old {
            Part::Indicator(_) => self.entry(&was, is, change.kind),
            Part::Clause(index) => match self.old.clause(index).home {
                Home::Item(_) => self.entry(&was, is, change.kind),
                Home::Bonus => self.row(Ledger::Bonus, was, is, change.kind),
                Home::Direct => self.row(Ledger::Direct, was, is, change.kind),
            },
            Part::Veto(_) => self.row(Ledger::Veto, was, is, change.kind),
            Part::Factor(_) => self.factor(&was, is, change.kind),
            Part::Head | Part::Bonus | Part::Grades => {}
        }
    }

    /// A number that no version knew so far, and something may be recorded under it all the
    /// same: it was recorded about something else.
    fn comes_up(&mut self, new: Part) {
        let no = new.id(self.new).to_owned();
        match new {
            _ if new.entry_id(self.new).is_some() => {
                if self.old.find(&no).is_none()
                    && let Some(entry) = self.entries.remove(&no)
                {
                    self.set_aside(no, entry);
                }
            }
            Part::Clause(index) if self.new.clause(index).home == Home::Bonus => {
                self.row_comes_up(Ledger::Bonus, no);
            }
            Part::Clause(_) => self.row_comes_up(Ledger::Direct, no),
            Part::Veto(_) => self.row_comes_up(Ledger::Veto, no),
            Part::Factor(_) => {
                let was_known = self.old.factors.iter().any(|factor| factor.no == no);
                if !was_known && self.factors.contains_key(&no) {
                    self.look_again.push(LookAgain::Factor(no));
                }
            }
            Part::Head | Part::Indicator(_) | Part::Bonus | Part::Grades => {}
        }
    }

    fn row_comes_up(&mut self, ledger: Ledger, no: String) {
        if !is_known(self.old, ledger, &no) && self.has_row(ledger, &no) {
            self.look_again.push(LookAgain::Rows(ledger, no));
        }
    }

    /// A sample goes along with its clause or item. One whose number is something else's now
    /// is kept under a number of its own.
    fn sample(&mut self, was: &str, is: Option<&str>) {
        let to = match is {
            Some(is) => is.to_owned(),
            None if self.new.find(was).is_some() => numbered(was, 2),
            None => return,
        };
        if was != to {
            let sample = self.samples.remove(was);
            self.moving_samples.extend(sample.map(|sample| (to, sample)));
        }
    }

    fn entry(&mut self, was: &str, is: Option<String>, kind: Kind) {
        self.sample(was, is.as_deref());
        let Some(is) = is else {
            // Its id is unknown now, unless something else has taken it.
            if self.new.find(was).is_some()
                && let Some(entry) = self.entries.remove(was)
            {
                self.set_aside(was.to_owned(), entry);
            }
            return;
        };
        if was != is {
            let ids: Vec<String> = kept_under(&self.earlier, was).collect();
            for id in ids {
                let entry = self.earlier.remove(&id);
                self.moving_earlier.extend(entry.map(|entry| (is.clone(), entry)));
            }
        }
        let Some(entry) = self.entries.remove(was) else { return };
        if kind == Kind::Renumbered {
            self.moved.push(is.clone());
            self.moving.push((is, entry));
        } else {
            self.set_aside(is, entry);
        }
    }

    fn set_aside(&mut self, id: String, entry: Entry) {
        self.look_again.push(LookAgain::Entry(id.clone()));
        self.setting_aside.push((id, entry));
    }

    fn row(&mut self, ledger: Ledger, was: String, is: Option<String>, kind: Kind) {
        if !self.has_row(ledger, &was) {
            return;
        }
        let to = match is {
            Some(is) => is,
            None if is_known(self.new, ledger, &was) => self.free_number(ledger, &was),
            None => return,
        };
        if kind != Kind::Renumbered {
            self.look_again.push(LookAgain::Rows(ledger, to.clone()));
        }
        if was != to {
            self.moving_rows.push((ledger, was, to));
        }
    }

    fn has_row(&self, ledger: Ledger, no: &str) -> bool {
        let rows = self.rows.iter().filter(|(known, _)| *known == ledger);
        rows.flat_map(|(_, rows)| rows).any(|row| row.clause == no)
    }

    /// A number that neither the new version nor a row of the session has.
    fn free_number(&self, ledger: Ledger, no: &str) -> String {
        let mut numbers = (2..).map(|count| numbered(no, count));
        let is_free =
            |number: &String| !is_known(self.new, ledger, number) && !self.has_row(ledger, number);
        numbers.find(is_free).unwrap_or_default()
    }

    fn factor(&mut self, was: &str, is: Option<String>, kind: Kind) {
        let taken = |no: &str| self.new.factors.iter().any(|factor| factor.no == no);
        let to = match is {
            Some(is) => is,
            None if taken(was) => {
                let mut numbers = (2..).map(|count| numbered(was, count));
                let free = |no: &String| !taken(no) && !self.factors.contains_key(no);
                numbers.find(free).unwrap_or_default()
            }
            None => return,
        };
        let Some(option) = self.factors.remove(was) else { return };
        if kind != Kind::Renumbered {
            self.look_again.push(LookAgain::Factor(to.clone()));
        }
        self.moving_factors.push((to, option));
    }

    fn finish(mut self, session: &Session, reference: RubricReference) -> Migration {
        for (id, entry) in std::mem::take(&mut self.moving) {
            // Something that is kept though no version knows it may stand there.
            if let Some(unknown) = self.entries.insert(id.clone(), entry) {
                self.set_aside(id, unknown);
            }
        }
        // The newest first: what is set aside now stands before what was then.
        for (id, entry) in std::mem::take(&mut self.moving_earlier) {
            keep(&mut self.earlier, &id, entry);
        }
        for (id, entry) in std::mem::take(&mut self.setting_aside) {
            keep_first(&mut self.earlier, &id, entry);
        }
        self.factors.extend(std::mem::take(&mut self.moving_factors));
        for (id, sample) in std::mem::take(&mut self.moving_samples) {
            let numbers = (2..).map(|count| numbered(&id, count));
            let mut ids = std::iter::once(id.clone()).chain(numbers);
            let free = ids.find(|id| !self.samples.contains_key(id)).unwrap_or_default();
            self.samples.insert(free, sample);
        }
        let mut edits = vec![Edit::Rubric(reference)];
        let entry = |(id, entry)| Edit::Entry { id, entry };
        edits.extend(different(&session.entries, &self.entries).map(entry));
        let earlier = |(id, entry)| Edit::Earlier { id, entry };
        edits.extend(different(&session.earlier, &self.earlier).map(earlier));
        edits.extend(self.changed_rows());
        let factor = |(no, option)| Edit::Factor { no, option };
        edits.extend(different(&session.factors, &self.factors).map(factor));
        let sample = |(id, sample)| Edit::Sample { id, sample };
        edits.extend(different(&session.samples, &self.samples).map(sample));
        let (known, left_over): (Vec<String>, Vec<String>) =
            self.entries.into_keys().partition(|id| self.new.find(id).is_some());
        Migration {
            edit: Edit::Several(edits),
            look_again: self.look_again,
            moved: self.moved,
            carried: known.len(),
            left_over,
        }
    }

    /// The ledgers of which a row has another number now.
    fn changed_rows(&mut self) -> Vec<Edit> {
        let mut edits = Vec::new();
        for (ledger, rows) in &self.rows {
            let mut after = rows.clone();
            for row in &mut after {
                let mut moving = self.moving_rows.iter();
                let to = moving.find(|(known, was, _)| known == ledger && *was == row.clause);
                if let Some((_, _, to)) = to {
                    row.clause.clone_from(to);
                }
            }
            if after != *rows {
                edits.push(Edit::Ledger { ledger: *ledger, rows: after });
            }
        }
        edits
    }
}

/// Whether a rubric has something under this number of a ledger.
fn is_known(rubric: &Rubric, ledger: Ledger, no: &str) -> bool {
    match ledger {
        Ledger::Bonus => rubric.find_ledger_clause(Home::Bonus, no).is_some(),
        Ledger::Direct => rubric.find_ledger_clause(Home::Direct, no).is_some(),
        Ledger::Veto => rubric.vetoes.iter().any(|veto| veto.no == no),
    }
}

/// What has to be put or taken away to come from one map to the other.
fn different<T: Clone + PartialEq>(
    before: &BTreeMap<String, T>,
    after: &BTreeMap<String, T>,
) -> impl Iterator<Item = (String, Option<T>)> {
    let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let changed = ids.into_iter().filter(|id| before.get(*id) != after.get(*id));
    changed.map(|id| (id.clone(), after.get(id).cloned())).collect::<Vec<_>>().into_iter()
}

//! Undo and redo: two stacks of changes, and the record of every step taken.

use super::{Edit, RubricReference, Session, SessionHead};
use crate::points::Points;
use std::collections::VecDeque;

/// A change that was made, with the edit that takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The id to show when it is taken back; empty for ledgers and the head.
    pub about: String,
    /// What was done.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
}

/// How a change came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// It was made.
    #[default]
    Made,
    /// An earlier change was taken back.
    Undone,
    /// A change that had been taken back was made again.
    Redone,
    /// It stood on the screen, not entered yet, when the program was ended from outside.
    Unconfirmed,
}

/// 修改: one step as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How it came about.
    pub step: Step,
    /// What changed; of a step back, the change that was made by it.
    pub change: Change,
    /// 得分 afterwards; `None` for a checklist.
    pub score: Option<Points>,
    /// The reason given; empty where none was asked for.
    pub why: String,
}

impl Record {
    /// A step without a reason; the score is filled in when it has been calculated.
    #[must_use]
    pub fn new(step: Step, change: Change) -> Self {
        Self { step, change, score: None, why: String::new() }
    }
}

/// The most changes that can be taken back.
const MOST_CHANGES: usize = 10_000;

/// What can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: VecDeque<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Applies an edit, remembers how to take it back, and forgets what was undone.
    /// `None` where the edit changes nothing: then nothing is remembered.
    pub fn commit(&mut self, session: &mut Session, about: &str, edit: &Edit) -> Option<Record> {
        let change = Change::apply(session, about.to_owned(), edit.clone().settled());
        if change.parts().iter().all(|(edit, inverse)| edit == inverse) {
            return None;
        }
        let record = Record::new(Step::Made, change);
        self.remember(&record);
        Some(record)
    }

    /// What taking the last change back would do, or making the last undone one again.
    #[must_use]
    pub fn next_step(&self, back: bool) -> Option<&Edit> {
        let change = if back { self.done.back() } else { self.undone.last() };
        change.map(|change| &change.inverse)
    }

    /// Takes the last change back; `None` where there is none.
    pub fn undo(&mut self, session: &mut Session) -> Option<Record> {
        let Change { about, inverse, .. } = self.done.back()?.clone();
        let record = Record::new(Step::Undone, Change::apply(session, about, inverse));
        self.remember(&record);
        Some(record)
    }

    /// Makes the last undone change again; `None` where there is none.
    pub fn redo(&mut self, session: &mut Session) -> Option<Record> {
        let Change { about, inverse, .. } = self.undone.last()?.clone();
        let record = Record::new(Step::Redone, Change::apply(session, about, inverse));
        self.remember(&record);
        Some(record)
    }

    /// The versions of the rubric that undoing and redoing lead to.
    #[must_use]
    pub fn rubrics(&self) -> Vec<&RubricReference> {
        let changes = self.done.iter().chain(&self.undone);
        let edits = changes.flat_map(|change| change.parts()).flat_map(|(edit, back)| [edit, back]);
        let named = edits.filter_map(|edit| match edit {
            Edit::Rubric(rubric) => Some(rubric),
            _ => None,
        });
        named.collect()
    }

    /// Takes a step that has been made into the stacks, as [`History::commit`],
    /// [`History::undo`] and [`History::redo`] do themselves: so a journal brings them back.
    /// 定稿 and taking it back are in the journal alone: undo goes past them to the edit before.
    pub fn remember(&mut self, record: &Record) {
        if record.change.is_decision() {
            return;
        }
        let change = record.change.clone();
        match record.step {
            Step::Made | Step::Unconfirmed => {
                if self.done.len() == MOST_CHANGES {
                    self.done.pop_front();
                }
                self.done.push_back(change);
                self.undone.clear();
            }
            Step::Undone => {
                self.done.pop_back();
                self.undone.push(change);
            }
            Step::Redone => {
                self.undone.pop();
                self.done.push_back(change);
            }
        }
    }
}

impl Change {
    /// Makes a change and keeps of it what differs: the rows and fields that became others, never
    /// the entry around them.
    #[must_use]
    pub fn apply(session: &mut Session, about: String, edit: Edit) -> Self {
        let (mut made, mut inverses) = (Vec::new(), Vec::new());
        apply_narrowed(edit, session, &mut made, &mut inverses);
        inverses.reverse();
        Self::of(about, made, inverses)
    }

    /// A change of single edits in their order, and of what takes them back in the opposite one.
    #[must_use]
    pub(crate) fn of(about: String, made: Vec<Edit>, inverses: Vec<Edit>) -> Self {
        Self { about, edit: one_or_several(made), inverse: one_or_several(inverses) }
    }

    /// Whether it is 定稿, or takes it back, and does nothing else.
    #[must_use]
    pub fn is_decision(&self) -> bool {
        let (Edit::Head(made), Edit::Head(before)) = (&self.edit, &self.inverse) else {
            return false;
        };
        let decided = SessionHead { state: made.state, ..before.clone() };
        made != before && *made == decided
    }

    /// Its single edits in the order they were made, each with what takes it back.
    #[must_use]
    pub fn parts(&self) -> Vec<(&Edit, &Edit)> {
        let mut parts = Vec::new();
        pair_up(&self.edit, &self.inverse, &mut parts);
        parts
    }
}

/// Makes edits one after the other, each taken apart and narrowed to what differs by then.
fn apply_narrowed(
    edit: Edit,
    session: &mut Session,
    made: &mut Vec<Edit>,
    inverses: &mut Vec<Edit>,
) {
    if let Edit::Several(edits) = edit {
        for edit in edits {
            apply_narrowed(edit, session, made, inverses);
        }
    } else if let Some(edit) = edit.narrowed(session) {
        inverses.push(edit.clone().apply(session));
        made.push(edit);
    }
}

fn one_or_several(mut edits: Vec<Edit>) -> Edit {
    match edits.len() {
        1 => edits.swap_remove(0),
        _ => Edit::Several(edits),
    }
}

/// The inverse of several edits has them in the opposite order.
fn pair_up<'a>(edit: &'a Edit, inverse: &'a Edit, parts: &mut Vec<(&'a Edit, &'a Edit)>) {
    match (edit, inverse) {
        (Edit::Several(edits), Edit::Several(inverses)) => {
            for (edit, inverse) in edits.iter().zip(inverses.iter().rev()) {
                pair_up(edit, inverse, parts);
            }
        }
        _ => parts.push((edit, inverse)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Change, Edit, History, Record, Session, SessionHead, Step};
    use crate::session::{Entry, State, Value};

    #[test]
    fn what_changes_nothing_is_not_remembered() {
        let (mut session, mut history) = (Session::default(), History::default());
        let entry = |entry: Option<Entry>| Edit::Entry { id: "1/a".to_owned(), entry };
        let met = || Some(Entry { value: Value::Met, ..Entry::default() });
        for nothing in [entry(None), entry(Some(Entry::default()))] {
            let several = Edit::Several(vec![nothing.clone(), nothing.clone()]);
            assert_eq!(history.commit(&mut session, "1/a", &nothing), None);
            assert_eq!(history.commit(&mut session, "1/a", &several), None);
        }
        assert!(history.commit(&mut session, "1/a", &entry(met())).is_some());
        assert_eq!(history.commit(&mut session, "1/a", &entry(met())), None);
        assert!(history.undo(&mut session).is_some() && history.undo(&mut session).is_none());
    }

    #[test]
    fn undo_and_redo_go_past_what_was_decided() {
        let (mut session, mut history) = (Session::default(), History::default());
        let met = Some(Entry { value: Value::Met, ..Entry::default() });
        let met = Edit::Entry { id: "1/a".to_owned(), entry: met };
        let state =
            |session: &Session, state| Edit::Head(SessionHead { state, ..session.head.clone() });
        history.commit(&mut session, "1/a", &met);
        for decided in [State::Final, State::Draft] {
            let edit = state(&session, decided);
            let record = history.commit(&mut session, "", &edit).expect("it is in the journal");
            assert!(record.change.is_decision());
        }
        let undone = history.undo(&mut session).expect("the edit before");
        assert_eq!((undone.change.about.as_str(), session.entry("1/a")), ("1/a", None));
        assert_eq!(session.head.state, State::Draft);
        assert!(history.redo(&mut session).is_some() && session.entry("1/a").is_some());
        // A step back of an older journal, when a decision could be undone, changes no stack.
        let mut older = history.clone();
        let back =
            Change::apply(&mut session.clone(), String::new(), state(&session, State::Final));
        older.remember(&Record::new(Step::Undone, back));
        assert_eq!(older, history);
    }
}

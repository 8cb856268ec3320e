//! Undo and redo: two stacks of inverse edits.

use super::{Edit, Session};

/// A change that can be taken back, with the id it was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The id to show when it is taken back; empty for ledgers and the head.
    pub about: String,
    /// The edit that takes it back.
    pub inverse: Edit,
}

/// What can be undone and redone. Nothing is forgotten while the program runs.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Applies an edit, remembers how to take it back, and forgets what was undone.
    /// An edit that changes nothing is not remembered; the answer says whether it changed anything.
    pub fn commit(&mut self, session: &mut Session, about: &str, edit: &Edit) -> bool {
        let inverse = edit.clone().apply(session);
        if inverse == *edit {
            return false;
        }
        self.done.push(Change { about: about.to_owned(), inverse });
        self.undone.clear();
        true
    }

    /// Takes the last change back; the answer is the id it was about.
    pub fn undo(&mut self, session: &mut Session) -> Option<String> {
        step(&mut self.done, &mut self.undone, session)
    }

    /// Makes the last undone change again; the answer is the id it was about.
    pub fn redo(&mut self, session: &mut Session) -> Option<String> {
        step(&mut self.undone, &mut self.done, session)
    }
}

fn step(from: &mut Vec<Change>, to: &mut Vec<Change>, session: &mut Session) -> Option<String> {
    let Change { about, inverse } = from.pop()?;
    let inverse = inverse.apply(session);
    to.push(Change { about: about.clone(), inverse });
    Some(about)
}

//! The versions of its rubric that are known while a session is open.

use super::Review;
use crate::rubric::changes::{Change, Kind, Part, changes};
use crate::rubric::{Home, Rubric};
use crate::score::score;
use crate::session::{Ledger, LedgerRow, Migration, RubricReference, migration};
use crate::tui::tree::Tree;
use std::sync::Arc;

/// A version of a rubric.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// SHA-256 of its file, in lower-case hexadecimal.
    pub sha256: String,
    /// The document.
    pub rubric: Arc<Rubric>,
}

/// What is different between the version in use when the session was opened and the one
/// new sessions are made with.
#[derive(Clone, Debug)]
pub struct RubricUpdate {
    old: String,
    new: String,
    changes: Vec<Change>,
}

impl RubricUpdate {
    /// From the version with this hash to one that came after it.
    #[must_use]
    pub fn new(sha256: &str, old: &Rubric, newer: &Version) -> Self {
        let changes = changes(old, &newer.rubric);
        Self { old: sha256.to_owned(), new: newer.sha256.clone(), changes }
    }

    /// What is different, from the older version to the newer one.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}

impl Review {
    /// What changed in the rubric, where the session may go on with a newer version.
    #[must_use]
    pub fn pending_update(&self) -> Option<&RubricUpdate> {
        self.update.as_deref().filter(|update| update.old == self.used_sha256)
    }

    /// The older and the newer version, where there is an update.
    #[must_use]
    pub fn versions(&self) -> Option<(&Rubric, &Rubric)> {
        let update = self.update.as_ref()?;
        Some((self.version(&update.old)?, self.version(&update.new)?))
    }

    fn version(&self, sha256: &str) -> Option<&Rubric> {
        if sha256 == self.used_sha256 {
            return Some(&self.rubric);
        }
        let mut others = self.others.iter();
        others.find(|other| other.sha256 == sha256).map(|other| &*other.rubric)
    }

    /// Whether the session names a version that is known here.
    #[must_use]
    pub fn knows_its_rubric(&self) -> bool {
        self.version(&self.session.rubric.sha256).is_some()
    }

    /// How the session goes on with the newer version; none where it does already.
    #[must_use]
    pub fn migration(&self) -> Option<Migration> {
        let update = self.pending_update()?;
        let new = self.version(&update.new)?;
        let reference = RubricReference { id: new.head.id.clone(), sha256: update.new.clone() };
        Some(migration(&self.session, (&self.rubric, new), &update.changes, reference))
    }

    /// Whether something is recorded about a change that has to be looked at once more: it is
    /// going to be set aside, it was and nothing is recorded anew, or it counts differently.
    #[must_use]
    pub fn looks_again(&self, change: &Change) -> bool {
        let is_used_newer = self.pending_update().is_none();
        let part = if is_used_newer { change.new } else { change.old };
        let (Some(part), Kind::Text | Kind::Rule) = (part, change.kind) else { return false };
        let (rubric, id) = (&self.rubric, part.id(&self.rubric));
        let has_rows =
            |ledger| self.session.ledger(ledger).iter().any(|row: &LedgerRow| row.clause == id);
        match part {
            Part::Clause(index) => match rubric.clause(index).home {
                Home::Item(_) => self.has_to_be_looked_at(id, is_used_newer),
                Home::Bonus => has_rows(Ledger::Bonus),
                Home::Direct => has_rows(Ledger::Direct),
            },
            Part::Indicator(_) => self.has_to_be_looked_at(id, is_used_newer),
            Part::Veto(_) => has_rows(Ledger::Veto),
            Part::Factor(_) => self.session.factors.contains_key(id),
            Part::Head | Part::Bonus | Part::Grades => false,
        }
    }

    fn has_to_be_looked_at(&self, id: &str, is_migrated: bool) -> bool {
        let is_recorded = self.session.entry(id).is_some();
        if is_migrated {
            !is_recorded && self.session.earlier_of(id).next().is_some()
        } else {
            is_recorded
        }
    }

    /// Takes the version the session names now: rubric, score and tree. The cursor stays on
    /// its id where that is still there. Whether it was another one.
    pub fn follow_rubric(&mut self) -> bool {
        let named = &self.session.rubric.sha256;
        let Some(other) = self.others.iter_mut().find(|other| other.sha256 == *named) else {
            return false;
        };
        let at = self.tree.id(&self.rubric);
        std::mem::swap(&mut self.rubric, &mut other.rubric);
        std::mem::swap(&mut self.used_sha256, &mut other.sha256);
        self.card = score(&self.rubric, &self.session);
        self.tree = Tree::new(&self.rubric, self.card.unknown.len());
        if let Some(id) = at {
            self.tree.go_to_id(&self.rubric, &id);
        }
        self.details_offset = 0;
        (self.index, self.found) = (None, None);
        true
    }
}

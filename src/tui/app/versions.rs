//! The two versions of its rubric that are known while a session is open.

use super::Review;
use crate::rubric::changes::{Change, Kind, Part, changes};
use crate::rubric::{Home, Rubric};
use crate::score::score;
use crate::session::{Ledger, LedgerRow, Migration, RubricReference, migration};
use crate::tui::tree::Tree;

/// A version of a rubric.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// SHA-256 of its file, in lower-case hexadecimal.
    pub sha256: String,
    /// The document.
    pub rubric: Rubric,
}

/// The version that is not in use, and how it is different.
#[derive(Clone, Debug)]
pub struct OtherVersion {
    version: Version,
    /// It is the newer one: the session has not gone on with it.
    is_newer: bool,
    changes: Vec<Change>,
}

impl OtherVersion {
    /// A version that came after the one in use.
    #[must_use]
    pub fn newer(old: &Rubric, version: Version) -> Self {
        let changes = changes(old, &version.rubric);
        Self { version, is_newer: true, changes }
    }

    /// What is different, from the older version to the newer one.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Whether the session may go on with it.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.is_newer
    }
}

impl Review {
    /// The older and the newer version, where two are known.
    #[must_use]
    pub fn versions(&self) -> Option<(&Rubric, &Rubric)> {
        let other = self.other.as_ref()?;
        let (used, other_rubric) = (&self.rubric, &other.version.rubric);
        Some(if other.is_newer { (used, other_rubric) } else { (other_rubric, used) })
    }

    /// How the session goes on with the newer version; none where it does already.
    #[must_use]
    pub fn migration(&self) -> Option<Migration> {
        let other = self.other.as_ref().filter(|other| other.is_newer)?;
        let Version { sha256, rubric } = &other.version;
        let reference = RubricReference { id: rubric.head.id.clone(), sha256: sha256.clone() };
        Some(migration(&self.session, (&self.rubric, rubric), &other.changes, reference))
    }

    /// Whether something is recorded about a change that has to be looked at once more: it is
    /// going to be set aside, it was and nothing is recorded anew, or it counts differently.
    #[must_use]
    pub fn looks_again(&self, change: &Change) -> bool {
        let is_used_newer = self.other.as_ref().is_some_and(|other| !other.is_newer);
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
        let Some(other) = self.other.as_mut().filter(|other| other.version.sha256 == *named) else {
            return false;
        };
        let at = self.tree.id(&self.rubric);
        std::mem::swap(&mut self.rubric, &mut other.version.rubric);
        std::mem::swap(&mut self.used_sha256, &mut other.version.sha256);
        other.is_newer = !other.is_newer;
        self.card = score(&self.rubric, &self.session);
        self.tree = Tree::new(&self.rubric, self.card.unknown.len());
        if let Some(id) = at {
            self.tree.go_to_id(&self.rubric, &id);
        }
        self.details_offset = 0;
        true
    }
}

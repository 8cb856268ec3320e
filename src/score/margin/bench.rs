//! A copy of a session on which things are tried, each with the work of one path.

use super::{About, fix};
use crate::points::Points;
use crate::rubric::{Rubric, Subject};
use crate::score::{Scorecard, ledger, total};
use crate::session::{Edit, Session};
use std::collections::BTreeSet;

/// The copy, its scorecard as far as the score needs it, and what was there before.
pub(super) struct Bench<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) card: Scorecard,
    real: &'a Session,
    session: Session,
    /// Rows of the direct deductions that are taken away.
    without: BTreeSet<usize>,
}

impl<'a> Bench<'a> {
    pub(super) fn new(rubric: &'a Rubric, session: &'a Session, card: &Scorecard) -> Self {
        let mut card = card.clone();
        // A veto may have dropped the bonus, which here has to be what it is without one.
        card.bonus = ledger::bonus(rubric, session);
        Self { rubric, card, real: session, session: session.clone(), without: BTreeSet::new() }
    }

    /// Makes something as good as it can be, or puts it back.
    pub(super) fn set(&mut self, about: About, is_fixed: bool) {
        match about {
            About::Entry(subject) => self.set_entry(subject, is_fixed),
            About::Direct(place) => {
                if is_fixed {
                    self.without.insert(place);
                } else {
                    self.without.remove(&place);
                }
                let rows = self.real.direct.iter().enumerate();
                let kept = rows.filter(|(place, _)| !self.without.contains(place));
                self.session.direct = kept.map(|(_, row)| row.clone()).collect();
                self.card.direct = ledger::direct(self.rubric, &self.session);
            }
            About::Bonus => {}
        }
    }

    fn set_entry(&mut self, subject: Subject, is_fixed: bool) {
        let id = match subject {
            Subject::Clause(index) => self.rubric.clause(index).id.clone(),
            Subject::Indicator(index) => self.rubric.indicator(index).id.clone(),
        };
        let edit = if is_fixed {
            fix(self.rubric, self.real, About::Entry(subject))
        } else {
            Some(Edit::Entry { id: id.clone(), entry: self.real.entry(&id).cloned() })
        };
        let Some(edit) = edit else { return };
        let _ = edit.apply(&mut self.session);
        self.card.rescore_path(self.rubric, &self.session, &id);
    }

    /// The score before any veto; none for a checklist.
    pub(super) fn score(&self) -> Option<Points> {
        total::before_veto(self.rubric, &self.session, &self.card).score
    }

    /// The same with this much 加分.
    pub(super) fn score_with_bonus(&self, amount: Points) -> Option<Points> {
        let mut card = self.card.clone();
        card.bonus.amount = amount;
        total::before_veto(self.rubric, &self.session, &card).score
    }
}

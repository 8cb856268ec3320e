//! 试算: everything works on a copy of the session, and nothing of it is kept.

use super::Review;
use crate::points::Points;
use crate::rubric::Subject;
use crate::score::Scorecard;
use crate::session::{Entry, History, Session};
use crate::tui::tree::Node;

/// What is recorded in truth, set aside while things are tried.
#[derive(Clone, Debug)]
pub struct Real {
    /// What is recorded.
    pub session: Session,
    /// What it comes to.
    pub card: Scorecard,
    /// What can be taken back.
    pub history: History,
}

impl Review {
    /// Whether things are only being tried.
    #[must_use]
    pub fn is_trial(&self) -> bool {
        self.trial.is_some()
    }

    /// Whether a score depends on more than what is recorded under clauses: on kinds of units,
    /// or on factors.
    #[must_use]
    pub fn has_inputs(&self) -> bool {
        !self.rubric.factors.is_empty() || !self.rubric.head.tags.is_empty()
    }

    /// From here on everything is done to a copy.
    pub fn begin_trial(&mut self) {
        if self.trial.is_none() {
            let history = std::mem::take(&mut self.history);
            let (session, card) = (self.session.clone(), self.card.clone());
            self.trial = Some(Box::new(Real { session, card, history }));
        }
    }

    /// Everything is again what it was when the trial began; whether there was one.
    pub fn end_trial(&mut self) -> bool {
        let Some(real) = self.trial.take() else { return false };
        let Real { session, card, history } = *real;
        (self.session, self.card, self.history) = (session, card, history);
        true
    }

    /// What is recorded in truth and what it comes to: what is saved, whatever is tried.
    #[must_use]
    pub fn kept(&self) -> (&Session, &Scorecard) {
        let real = self.trial.as_ref();
        real.map_or((&self.session, &self.card), |real| (&real.session, &real.card))
    }

    /// What is recorded in truth under an id where something else is tried.
    #[must_use]
    pub fn tried_from(&self, id: &str) -> Option<Entry> {
        let real = self.trial.as_ref()?.session.entry(id);
        (real != self.session.entry(id)).then(|| real.cloned().unwrap_or_default())
    }

    /// By how much the score tried differs from the real one; none where nothing is tried or
    /// nothing is scored.
    #[must_use]
    pub fn tried_difference(&self) -> Option<Points> {
        let real = self.trial.as_ref()?.card.total.score?;
        Some(self.card.total.score? - real)
    }

    /// How many more tasks are done in what is tried than in truth; none where nothing is
    /// tried or there are no tasks.
    #[must_use]
    pub fn tried_tasks(&self) -> Option<i64> {
        let real = self.trial.as_ref()?.card.total.completion?;
        Some(i64::from(self.card.total.completion?.done) - i64::from(real.done))
    }

    /// Whether a row differs from what is recorded in truth: its record, or its score.
    #[must_use]
    pub fn is_tried(&self, node: Node) -> bool {
        let Some(real) = &self.trial else { return false };
        let differs = |id: &str| self.session.entry(id) != real.session.entry(id);
        match node {
            Node::Clause(index) => differs(self.id_of(Subject::Clause(index))),
            Node::Indicator(index) => {
                let (now, was) = (&self.card.indicators[index.0], &real.card.indicators[index.0]);
                now.score != was.score
                    || now.progress != was.progress
                    || differs(self.id_of(Subject::Indicator(index)))
                    || self
                        .rubric
                        .only_clause(index)
                        .is_some_and(|clause| differs(self.id_of(Subject::Clause(clause))))
            }
            Node::Total => self.card.total.score != real.card.total.score,
            Node::UnknownHeading | Node::Unknown(_) => false,
        }
    }
}

//! Where each element of a rubric stands in its file.

use crate::rubric::check::Place;
use crate::storage::yaml::Marks;

/// Beside each list of the rubric, where its elements stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) head: Marks,
    pub(super) indicators: Vec<Marks>,
    pub(super) clauses: Vec<Marks>,
    pub(super) groups: Vec<Marks>,
    pub(super) bonus: Marks,
    pub(super) vetoes: Vec<Marks>,
    pub(super) grades: Vec<Marks>,
    pub(super) readings: Vec<Marks>,
    pub(super) factors: Vec<Marks>,
}

impl Places {
    /// Where an element stands; the head where nothing is known of it.
    pub(super) fn marks(&self, place: Place) -> &Marks {
        let marks = match place {
            Place::Head => None,
            Place::Indicator(index) => self.indicators.get(index.0),
            Place::Clause(index) => self.clauses.get(index.0),
            Place::Group(index) => self.groups.get(index.0),
            Place::Bonus => Some(&self.bonus),
            Place::Veto(index) => self.vetoes.get(index),
            Place::Grade(index) => self.grades.get(index),
            Place::Reading(index) => self.readings.get(index),
            Place::Factor(index) => self.factors.get(index),
        };
        marks.unwrap_or(&self.head)
    }
}

//! Which assessment a session is of: what two sessions have in common where what one of them
//! says can stand in the other.

use super::{Date, Session, SessionHead};

/// One assessment of one unit, whoever recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The unit, without blanks around it.
    pub unit: String,
    /// The id of the rubric, whatever its version.
    pub rubric: String,
    /// The year of 考核时间; none where no day is recorded.
    pub year: Option<u16>,
}

impl Assessment {
    /// The assessment that a head is of, with the id of its rubric.
    #[must_use]
    pub fn of(head: &SessionHead, rubric: &str) -> Self {
        Self {
            unit: head.unit.trim().to_owned(),
            rubric: rubric.to_owned(),
            year: head.date.map(Date::year),
        }
    }
}

impl Session {
    /// The assessment it is of.
    #[must_use]
    pub fn assessment(&self) -> Assessment {
        Assessment::of(&self.head, &self.rubric.id)
    }
}

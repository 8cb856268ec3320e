//! Which assessment a session is of: what two sessions have in common where what one of them
//! says can stand in the other.

use super::{Date, Session, SessionHead};
use crate::names;

/// How many months 自评, 现场考核 and 复核 of one assessment lie apart at most: a year's is
/// often finished in the next one, and the next is a year later.
const MOST_MONTHS: u32 = 6;

/// One assessment of one unit, whoever recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// What the unit is told apart by, however its name is written.
    pub unit: String,
    /// The id of the rubric, whatever its version.
    pub rubric: String,
    /// 考核时间; none where no day is recorded.
    pub date: Option<Date>,
}

impl Assessment {
    /// The assessment that a head is of, with the id of its rubric.
    #[must_use]
    pub fn of(head: &SessionHead, rubric: &str) -> Self {
        Self { unit: names::key(&head.unit), rubric: rubric.to_owned(), date: head.date }
    }

    /// Whether both are of the same unit, by the same rubric, at the same time.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.unit == other.unit && self.rubric == other.rubric && self.is_near(other)
    }

    /// Whether both were recorded within half a year, or neither has a day.
    #[must_use]
    pub fn is_near(&self, other: &Self) -> bool {
        match (self.date, other.date) {
            (Some(one), Some(other)) => are_near(one, other),
            (one, other) => one == other,
        }
    }
}

/// Whether both days can be of one assessment.
pub(super) fn are_near(one: Date, other: Date) -> bool {
    one.months_to(other) <= MOST_MONTHS
}

impl SessionHead {
    /// The year that days without one are of: the one `assessed` by the rubric where this
    /// assessment is about it, else that of its own day.
    #[must_use]
    pub fn year(&self, assessed: Option<u16>) -> Option<u16> {
        let own = self.date.map(Date::year);
        let is_near = |year: &u16| own.is_none_or(|own| own.abs_diff(*year) <= 1);
        assessed.filter(is_near).or(own)
    }
}

impl Session {
    /// The assessment it is of.
    #[must_use]
    pub fn assessment(&self) -> Assessment {
        Assessment::of(&self.head, &self.rubric.id)
    }
}

#[cfg(test)]
mod tests {
    use super::Assessment;
    use crate::session::{Date, SessionHead};

    #[test]
    fn days_without_a_year_are_of_the_assessment() {
        let of = |day: &str| SessionHead { date: Date::parse(day), ..SessionHead::default() };
        for (day, assessed, year) in [
            ("2026-01-10", Some(2025), Some(2025)),
            ("2025-12-15", Some(2025), Some(2025)),
            ("2026-01-10", Some(2021), Some(2026)),
            ("2026-01-10", None, Some(2026)),
            ("", Some(2025), Some(2025)),
            ("", None, None),
        ] {
            assert_eq!(of(day).year(assessed), year, "{day} {assessed:?}");
        }
    }

    #[test]
    fn an_assessment_ends_within_half_a_year() {
        let of = |day: &str| {
            let head = SessionHead { date: Date::parse(day), ..SessionHead::default() };
            Assessment::of(&head, "wujin-2021")
        };
        for (one, other, expected) in [
            ("2021-12-15", "2022-01-10", true),
            ("2021-12-15", "2021-12-15", true),
            ("2021-06-30", "2021-12-01", true),
            ("2020-12-15", "2021-12-15", false),
            ("2021-12-15", "2021-05-31", false),
            ("2021-12-15", "", false),
            ("", "", true),
        ] {
            assert_eq!(of(one).is_same(&of(other)), expected, "{one} {other}");
            assert_eq!(of(other).is_same(&of(one)), expected, "{other} {one}");
        }
    }
}

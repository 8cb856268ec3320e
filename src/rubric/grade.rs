//! 等次: which band of final scores a score falls into, where bands leave gaps too.

use super::{Reading, Rubric};
use crate::points::Points;

/// 等次: a band of final scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grade {
    /// Its name.
    pub name: String,
    /// The lowest final score in it.
    pub from: Points,
    /// The highest, where the document prints it; else up to the next band.
    pub to: Option<Points>,
}

/// Where a score falls among the grades, by their places, 0 being the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Into this one.
    In(usize),
    /// Above this one and below the one before it: the document says nothing.
    Above(usize),
    /// Below all of them, or there are none.
    Below,
}

impl Rubric {
    /// The band of a final score.
    #[must_use]
    pub fn band(&self, score: Points) -> Band {
        let grades = &self.grades;
        let Some(place) = grades.iter().position(|grade| score >= grade.from) else {
            // What falls below 0 belongs to the band that begins there.
            let from_zero = grades.last().is_some_and(|grade| grade.from <= Points::ZERO);
            return if from_zero { Band::In(grades.len() - 1) } else { Band::Below };
        };
        let is_above = place > 0 && grades[place].to.is_some_and(|to| score > to);
        match self.takes_gap_above(place) {
            _ if !is_above => Band::In(place),
            Some(taker) => Band::In(taker),
            None => Band::Above(place),
        }
    }

    /// Which grade takes the scores between this one and the one above it: what a reading about
    /// this one says, which goes to the one above where it names that one first.
    #[must_use]
    pub fn takes_gap_above(&self, place: usize) -> Option<usize> {
        let above = place.checked_sub(1)?;
        let name_of = |place: usize| self.grades.get(place).map(|grade| grade.name.as_str());
        // One that names the grade below and not the one above is about the other gap.
        let names = |reading: &Reading, place: usize| {
            reading.about.iter().any(|about| name_of(place) == Some(about.as_str()))
        };
        let mut readings = self.readings_about(name_of(place)?);
        let reading =
            readings.find(|reading| names(reading, above) || !names(reading, place + 1))?;
        let first = reading.about.iter().find_map(|about| {
            [place, above].into_iter().find(|place| name_of(*place) == Some(about.as_str()))
        });
        first.or(Some(place))
    }

    /// Whether scores as they are shown can fall between this grade and the one above it.
    #[must_use]
    pub fn leaves_gap_above(&self, place: usize) -> bool {
        let above = place.checked_sub(1).and_then(|above| self.grades.get(above));
        let to = self.grades.get(place).and_then(|grade| grade.to);
        let places = self.head.decimals;
        let step = Points::ONE.divided(Points::from(10_u32.pow(places)), places);
        above.zip(to).is_some_and(|(above, to)| to + step < above.from)
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Grade, Points, Rubric};

    #[test]
    fn a_score_between_two_bands_has_none() {
        let grade = |name: &str, from: u32, to: Option<u32>| Grade {
            name: name.to_owned(),
            from: Points::from(from),
            to: to.map(Points::from),
        };
        let grades = vec![grade("A", 90, None), grade("B", 81, Some(89)), grade("C", 60, None)];
        let rubric = Rubric { grades, ..Rubric::default() };
        let half = |whole: u32| Points::from(whole * 2 + 1).divided(Points::from(2), 1);
        let cases = [
            (Points::from(90), Band::In(0)),
            (half(89), Band::Above(1)),
            (Points::from(89), Band::In(1)),
            (half(80), Band::In(2)),
            (half(59), Band::Below),
        ];
        for (score, band) in cases {
            assert_eq!(rubric.band(score), band, "{score}");
        }
    }
}

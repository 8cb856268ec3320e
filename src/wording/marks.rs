//! What the words of a text say, from its beginning to its end.

use super::number::Number;
use super::patterns::{READY, Says};
use super::text::Signs;
use std::ops::Range;

/// Words that say something of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What they say.
    pub says: Says,
    /// Which signs they are; the table of marks has them as they are printed.
    pub signs: Range<usize>,
    /// Their numbers, in order.
    pub numbers: Vec<Number>,
    /// Their counting words, in order.
    pub units: Vec<String>,
    /// The row that found them, by its place in the table.
    pub row: usize,
}

impl Mark {
    /// The first number.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        self.numbers.first().copied()
    }
}

/// Every mark of a text; none lies over another.
pub(super) fn marks_in(text: &Signs) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(sign) = text.get(place) {
        let before = place.checked_sub(1).and_then(|before| text.get(before));
        let met = READY.iter().enumerate().find_map(|(row, ready)| {
            let forbidden = before.is_some_and(|sign| ready.pattern.not_behind.contains(sign));
            if forbidden || !ready.shape.may_begin(sign) {
                return None;
            }
            let (end, found) = ready.shape.meet(text, place)?;
            (end > place).then_some((row, ready.pattern.says, end, found))
        });
        let Some((row, says, end, parts)) = met else {
            place += 1;
            continue;
        };
        let (numbers, units) = (parts.numbers, parts.units);
        found.push(Mark { says, signs: place..end, numbers, units, row });
        place = end;
    }
    found
}

//! 一票否决: what a document makes of a score.

use super::AppliesTo;
use crate::points::Points;

/// 一票否决: a condition and what the document says follows.
#[derive(Clone, Debug)]
pub struct Veto {
    /// The document's number; ledgers name it.
    pub no: String,
    /// The document's words.
    pub text: String,
    /// What the document calls it (一票否优, 辞退), where it is called otherwise than usual.
    pub label: Option<String>,
    /// From how many on the condition holds.
    pub at_least: u32,
    /// What is counted (起, 人).
    pub unit: String,
    /// What follows.
    pub effect: VetoEffect,
    /// The units it applies to.
    pub applies: AppliesTo,
}

/// What a veto does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum VetoEffect {
    /// The final score becomes this, and no bonus is added.
    Score(Points),
    /// The grade becomes this; the score stays.
    Grade(String),
    /// The result carries this mark; the score stays.
    Flag(String),
    /// The grade cannot be this one or a higher one; the score stays.
    Bars(String),
    /// The grade is so many lower, never below the lowest; the score stays.
    Down(u32),
}

/// Marks that say no more than that something is vetoed.
const USUAL_MARKS: [&str; 2] = ["否决", "一票否决"];

impl Veto {
    /// What the document calls it, where that is not what its kind is usually called: its
    /// label, a mark of its own (辞退), or 一票否优 in its text.
    #[must_use]
    pub fn called(&self) -> Option<&str> {
        self.label.as_deref().or_else(|| self.effect.own_mark()).or_else(|| self.printed())
    }

    /// 一票否优 and the like in its text, four characters long.
    fn printed(&self) -> Option<&str> {
        let (start, _) = self.text.match_indices("一票否").find(|(at, _)| {
            let next = self.text[at + "一票否".len()..].chars().next();
            next.is_some_and(|c| matches!(c, '优' | '先' | '评'))
        })?;
        let rest = &self.text[start..];
        let end = rest.char_indices().nth(4).map_or(rest.len(), |(end, _)| end);
        Some(&rest[..end])
    }
}

impl VetoEffect {
    /// Whether the result as a whole is vetoed: only barring a grade or lowering it is not.
    #[must_use]
    pub fn is_veto(&self) -> bool {
        !matches!(self, Self::Bars(_) | Self::Down(_))
    }

    /// The mark it sets, where that says more than that something is vetoed.
    #[must_use]
    pub fn own_mark(&self) -> Option<&str> {
        match self {
            Self::Flag(mark) if !USUAL_MARKS.contains(&mark.as_str()) => Some(mark),
            _ => None,
        }
    }
}

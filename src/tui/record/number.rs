//! Reading numbers as people type them, and what is said where that fails.

use crate::lang::numbers::number_error;
use crate::lang::{Lang, ui};
use crate::points::{Figure, Limit, NumberError, Points};

/// Why a key changed nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Findings are named; the count is theirs. So many are in the list.
    FindingsHeld(u32),
    /// The actual figure is recorded; it is changed in the dialog.
    FigureHeld,
    /// It is yes or no; a number says nothing.
    YesOrNo,
    /// It is at its lowest or highest already.
    AtLimit,
    /// The dialog has to be used.
    UseDialog,
    /// Nothing can be recorded here.
    NothingToRecord,
    /// What was typed is not a number that can be used, and why.
    Number(String, NumberError),
    /// Not between these two.
    Outside(Points, Points),
}

impl Refusal {
    /// The sentence the user sees.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::FindingsHeld(count) => ui::findings_held(lang, *count),
            Self::FigureHeld => ui::figure_held(lang).to_owned(),
            Self::YesOrNo => ui::yes_or_no(lang).to_owned(),
            Self::AtLimit => ui::at_limit(lang).to_owned(),
            Self::UseDialog => ui::use_dialog(lang).to_owned(),
            Self::NothingToRecord => ui::nothing_to_record(lang).to_owned(),
            Self::Number(text, why) => number_error(lang, text, why),
            Self::Outside(from, to) => ui::outside(lang, &from.to_string(), &to.to_string()),
        }
    }
}

/// Reads a number as a person types it: full-width digits and a unit behind it are understood.
///
/// # Errors
/// As [`Points::parse`], but for spellings that can mean one number only.
pub fn number(text: &str, limit: Limit) -> Result<Points, Refusal> {
    let read = match Points::parse(text, limit) {
        Err(NumberError::Spelling(guess)) => Points::parse(&guess, limit),
        read => read,
    };
    read.map_err(|why| Refusal::Number(text.to_owned(), why))
}

/// Reads a figure: a number, or so many of so many where `ratio` allows it.
///
/// # Errors
/// As [`number`]; so many of nothing is no number.
pub fn figure(text: &str, ratio: bool) -> Result<Figure, Refusal> {
    let split = text.split_once(['/', '／']).filter(|_| ratio);
    let Some((part, whole)) = split else {
        return number(text, Limit::Figure).map(Figure::Number);
    };
    let (part, whole) = (number(part, Limit::Figure)?, number(whole, Limit::Figure)?);
    if whole.is_zero() {
        return Err(Refusal::Number(text.to_owned(), NumberError::NotANumber));
    }
    Ok(Figure::Ratio { part, whole })
}

/// Checks that a number lies between two others, both allowed.
///
/// # Errors
/// It does not.
pub fn within(number: Points, from: Points, to: Points) -> Result<Points, Refusal> {
    if number < from || number > to { Err(Refusal::Outside(from, to)) } else { Ok(number) }
}

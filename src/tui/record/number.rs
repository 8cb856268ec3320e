//! Reading numbers as people type them, and what is said where that fails.

use crate::lang::numbers::number_error;
use crate::lang::words::percent;
use crate::lang::{Lang, forms, ui};
use crate::points::{Figure, Limit, NumberError, Points};
use crate::rubric::Share;

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
    /// A judged item: its score is typed, never assumed.
    JudgeIt,
    /// Not between these two.
    Outside(Points, Points),
    /// It is none of the shares that the clause prints, which stand inside.
    NotAShare(String, Vec<Points>),
    /// More are missing than so many that are required, and in what they are counted.
    MoreThanRequired(Points, Option<String>),
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
            Self::JudgeIt => ui::judge_it(lang).to_owned(),
            Self::Number(text, why) => number_error(lang, text, why),
            Self::MoreThanRequired(most, unit) => {
                let unit = unit.as_deref().unwrap_or(ui::one_time(lang));
                ui::more_than_required(lang, &most.to_string(), unit)
            }
            Self::NotAShare(text, printed) => {
                let printed: Vec<String> = printed.iter().map(|share| percent(*share)).collect();
                forms::not_a_share(lang, text, &printed.join(lang.enumeration_comma()))
            }
            Self::Outside(from, to) => ui::outside(lang, &from.to_string(), &to.to_string()),
        }
    }
}

/// Reads a number as a person types it: full-width digits and a unit behind it are understood.
///
/// # Errors
/// As [`Points::parse`], but for spellings that can mean one number only.
pub fn number(text: &str, limit: Limit) -> Result<Points, Refusal> {
    let why = |why| match why {
        // Where a whole number is asked for, 0.5 is no example.
        NumberError::NotANumber if limit == Limit::Count => NumberError::NotWhole,
        why => why,
    };
    Points::typed(text, limit).map_err(|error| Refusal::Number(text.to_owned(), why(error)))
}

/// Reads a figure: a number, so many of so many (`37/40`), or a percentage (`33.3%`), which
/// is a part of a hundred where the figure is not in percent itself. A bare number above 1 where
/// only a part of the whole makes sense is taken for a percentage, about which people are asked.
///
/// # Errors
/// As [`number`]; so many of nothing is no number; more than `most`, or than the whole, is
/// refused.
pub fn figure(text: &str, percent: bool, most: Option<Points>) -> Result<Figure, Refusal> {
    let figure = if let Some((part, whole)) = text.split_once(['/', '／']) {
        let (part, whole) = (number(part, Limit::Figure)?, number(whole, Limit::Figure)?);
        if whole.is_zero() {
            return Err(Refusal::Number(text.to_owned(), NumberError::NotANumber));
        }
        Figure::Ratio { part, whole }
    } else {
        let written = text.trim();
        let bare = written.trim_end_matches(['%', '％']);
        let number = number(bare, Limit::Figure)?;
        if bare.len() < written.len() && !percent {
            Figure::Ratio { part: number, whole: Points::HUNDRED }
        } else {
            Figure::Number(number)
        }
    };
    let (part, whole) = figure.fraction(percent);
    match (most, figure) {
        (Some(most), Figure::Number(part))
            if !percent && most == Points::ONE && part > Points::ONE && part <= Points::HUNDRED =>
        {
            Ok(Figure::Ratio { part, whole: Points::HUNDRED })
        }
        (Some(most), _) if part > most * whole => Err(Refusal::Outside(Points::ZERO, most)),
        _ => Ok(figure),
    }
}

/// Reads a share as a person types it: `40`, `40%` and `0.4` are the same. The whole is no share
/// where the clause prints none of that size.
///
/// # Errors
/// It is no number, or none of the printed shares.
pub fn share(text: &str, printed: &[Share]) -> Result<Option<Points>, Refusal> {
    let written = text.trim();
    let bare = written.trim_end_matches(['%', '％']);
    let number = number(bare, Limit::Figure)?;
    let hundredth = number.divided(Points::HUNDRED, 6);
    let meant = if bare.len() < written.len() { [hundredth; 2] } else { [number, hundredth] };
    let is_printed = |share: &Points| printed.iter().any(|known| known.share == *share);
    if let Some(share) = meant.into_iter().find(is_printed) {
        return Ok(Some(share));
    }
    if meant.contains(&Points::ONE) {
        return Ok(None);
    }
    let printed = printed.iter().map(|known| known.share).collect();
    Err(Refusal::NotAShare(written.to_owned(), printed))
}

/// Checks that a number lies between two others, both allowed.
///
/// # Errors
/// It does not.
pub fn within(number: Points, from: Points, to: Points) -> Result<Points, Refusal> {
    if number < from || number > to { Err(Refusal::Outside(from, to)) } else { Ok(number) }
}

//! The only door for numbers: read exactly, calculate, round once, show.
//!
//! What is printed is what counts. A quotient is rounded once, half away from zero (四舍五入),
//! where it arises, to the places the document names, else to the rubric's `decimals`.
//! Everything else is exact and printed exactly, with as many places as it takes and no trailing
//! zeros, so that each printed line adds up for whoever checks it with a calculator; only a
//! product of more than ten decimals keeps ten of them, as in the spreadsheets that calculate the
//! same. The final score is rounded once to `decimals`; grade, rank, ties and distances go by that number. A rate
//! that is not 100 % (or 0 %) is never printed as that.
//!
//! Every number of a rubric or a session is an exact decimal. Binary floating
//! point appears nowhere between the file and the screen, so `20 × 0.05` is `1`.
//! What comes in is bounded (see [`Limit`]), which keeps every product of an
//! amount, a count and a share within the 28 digits of the decimal type.

use crate::half_width::half_width_of_number;
use rust_decimal::{Decimal, RoundingStrategy};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact decimal: points of a score, and the figures points are calculated from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(Decimal);

/// What a number that is read may be at most: the same spelling rules apply to all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Points printed in a rubric or awarded: −100,000 … 100,000, six decimals.
    Amount,
    /// An amount chosen by an assessor, points or yuan: −10⁹ … 10⁹, six decimals.
    Chosen,
    /// A measured figure (a rate, a number of accidents, yuan): 0 … 10⁹, four decimals.
    Figure,
    /// A responsibility share or a factor: 0 … 100, four decimals.
    Share,
    /// How often something was found: a whole number, 0 … 1,000,000.
    Count,
    /// A result noted for people, never calculated with: ±10¹⁵, twelve decimals.
    Result,
}

/// The most decimals of a product.
const PLACES: u32 = 10;

impl Limit {
    fn magnitude(self) -> i64 {
        match self {
            Self::Amount => 100_000,
            Self::Figure | Self::Chosen => 1_000_000_000,
            Self::Share => 100,
            Self::Count => 1_000_000,
            Self::Result => 1_000_000_000_000_000,
        }
    }

    fn is_signed(self) -> bool {
        matches!(self, Self::Amount | Self::Chosen | Self::Result)
    }

    /// The most decimals that are calculated with.
    #[must_use]
    pub fn decimals(self) -> u32 {
        match self {
            Self::Amount | Self::Chosen => 6,
            Self::Figure | Self::Share => 4,
            Self::Count => 0,
            Self::Result => 12,
        }
    }
}

/// Why a piece of text is not a number that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing was written.
    Empty,
    /// It is a number in another spelling; the spelling to use stands inside.
    Spelling(String),
    /// It is no number at all.
    NotANumber,
    /// Below zero where nothing can be below zero.
    Negative,
    /// A fraction where only whole numbers make sense.
    NotWhole,
    /// More decimals than are kept; the most allowed stands inside.
    TooManyDecimals(u32),
    /// Larger than the largest accepted magnitude, which stands inside.
    TooLarge(i64),
}

impl Points {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// One.
    pub const ONE: Self = Self(Decimal::ONE);
    /// One hundred, the whole of a percentage.
    pub const HUNDRED: Self = Self(Decimal::ONE_HUNDRED);

    /// Reads a number exactly as it is written.
    ///
    /// # Errors
    /// Anything but `-`, digits and one decimal point is refused, with the
    /// spelling to use where it can be told (`１．５` → `1.5`, `0.5分` → `0.5`).
    pub fn parse(text: &str, limit: Limit) -> Result<Self, NumberError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        if !is_plain(text) {
            let mut guess = plain_spelling(text);
            if limit == Limit::Share && text.ends_with(['%', '％']) {
                guess = fraction_of_percent(&guess);
            }
            return Err(if is_plain(&guess) {
                NumberError::Spelling(guess)
            } else {
                NumberError::NotANumber
            });
        }
        Self::parse_plain(text, limit)
    }

    /// Reads a number as a person types it: full-width digits and a unit behind it are understood.
    ///
    /// # Errors
    /// As [`Points::parse`], but for spellings that can mean one number only.
    pub fn typed(text: &str, limit: Limit) -> Result<Self, NumberError> {
        match Self::parse(text, limit) {
            Err(NumberError::Spelling(guess)) => Self::parse(&guess, limit),
            read => read,
        }
    }

    /// Reads a number as [`Points::parse`] does, but keeps decimals beyond those that are
    /// calculated with: nothing that was recorded is lost, and [`Points::is_too_fine`] tells it.
    ///
    /// # Errors
    /// As [`Points::parse`], and more digits than the decimal type holds.
    pub fn recorded(text: &str, limit: Limit) -> Result<Self, NumberError> {
        match Self::parse(text, limit) {
            Err(NumberError::TooManyDecimals(most)) => {
                let whole = text.trim().split('.').next().unwrap_or_default();
                Self::parse(whole, limit)?;
                let value = Decimal::from_str_exact(text.trim());
                let value = value.map_err(|_| NumberError::TooManyDecimals(most))?;
                let is_below = value.is_sign_negative() && !limit.is_signed();
                if is_below { Err(NumberError::Negative) } else { Ok(Self(value.normalize())) }
            }
            read => read,
        }
    }

    /// Whether it has more decimals than are calculated with.
    #[must_use]
    pub fn is_too_fine(self, limit: Limit) -> bool {
        self.0.scale() > limit.decimals() && self.0.normalize().scale() > limit.decimals()
    }

    fn parse_plain(text: &str, limit: Limit) -> Result<Self, NumberError> {
        let digits = text.trim_start_matches('-');
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let fraction = fraction.trim_end_matches('0');
        if limit == Limit::Count && !fraction.is_empty() {
            return Err(NumberError::NotWhole);
        }
        // Longer than any accepted magnitude: refused before the decimal type sees it.
        if whole.len() > 16 {
            return Err(NumberError::TooLarge(limit.magnitude()));
        }
        if fraction.len() > limit.decimals() as usize {
            return Err(NumberError::TooManyDecimals(limit.decimals()));
        }
        let value = Decimal::from_str_exact(text).map_err(|_| NumberError::NotANumber)?;
        if !limit.is_signed() && value.is_sign_negative() && !value.is_zero() {
            return Err(NumberError::Negative);
        }
        if value.abs() > Decimal::from(limit.magnitude()) {
            return Err(NumberError::TooLarge(limit.magnitude()));
        }
        Ok(Self(value.normalize()))
    }

    /// The larger of nothing and this.
    #[must_use]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Whether this is exactly nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// How many whole times `divisor` goes into this: `⌊self ÷ divisor⌋`, exact.
    /// A divisor of zero gives zero.
    #[must_use]
    pub fn whole_times(self, divisor: Self) -> Self {
        let Some(rest) = self.0.checked_rem(divisor.0) else {
            return Self::ZERO;
        };
        let times = (self.0 - rest).checked_div(divisor.0).unwrap_or_default();
        if rest.is_zero() || rest.is_sign_negative() == divisor.0.is_sign_negative() {
            Self(times.normalize())
        } else {
            Self((times - Decimal::ONE).normalize())
        }
    }

    /// `self ÷ divisor`, rounded once to `decimals` places, half away from zero (四舍五入).
    /// A divisor of zero gives zero.
    #[must_use]
    pub fn divided(self, divisor: Self, decimals: u32) -> Self {
        Self(self.0.checked_div(divisor.0).unwrap_or_default()).rounded(decimals)
    }

    /// Rounded to `decimals` places, half away from zero (四舍五入).
    #[must_use]
    pub fn rounded(self, decimals: u32) -> Self {
        let strategy = RoundingStrategy::MidpointAwayFromZero;
        Self(self.0.round_dp_with_strategy(decimals, strategy).normalize())
    }

    /// The text a person sees: exactly the number, no trailing zeros. What has more places than
    /// `decimals` is no quotient and no final score, and keeps them.
    #[must_use]
    pub fn show(self, _decimals: u32) -> String {
        self.to_string()
    }

    /// `self` of `whole` in percent, rounded once to `decimals` places, half away from zero. What
    /// is not the whole is never 100, and what is not nothing never 0: it is the nearest rate
    /// with these places that is neither. A whole of zero gives zero.
    #[must_use]
    pub fn percent_of(self, whole: Self, decimals: u32) -> Self {
        let rate = (self * Self::HUNDRED).divided(whole, decimals);
        let least = Self(Decimal::new(1, decimals.min(28)));
        match (rate == Self::HUNDRED, rate.is_zero()) {
            (true, _) if self < whole => Self::HUNDRED - least,
            (true, _) if self > whole => Self::HUNDRED + least,
            (_, true) if self > Self::ZERO && whole > Self::ZERO => least,
            (_, true) if self < Self::ZERO && whole > Self::ZERO => -least,
            _ => rate,
        }
    }

    /// The whole number this is, if it is one and fits.
    #[must_use]
    pub fn whole(self) -> Option<u32> {
        if self.0.fract().is_zero() { u32::try_from(self.0.mantissa()).ok() } else { None }
    }
}

/// `-12.5`: digits with at most one point, no leading zeros, nothing else.
fn is_plain(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && (whole.len() == 1 || !whole.starts_with('0'))
}

/// The nearest plain spelling of a number a person wrote: half-width digits,
/// no unit, no thousands separator, no plus, no leading zeros. Empty where it has no digit: a
/// unit alone is not 0.
fn plain_spelling(text: &str) -> String {
    let half: String = text.chars().map(half_width_of_number).collect();
    let half = half.trim().trim_end_matches(['分', '次', '项', '家', '起', '人', '个', '%', '元']);
    let half = if has_thousands(half) { half.replace(',', "") } else { half.to_owned() };
    let kept: String = half.chars().filter(|c| !matches!(c, '_' | '+' | ' ')).collect();
    let (sign, digits) = match kept.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", kept.as_str()),
    };
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return String::new();
    }
    let trimmed = digits.trim_start_matches('0');
    let zero = if trimmed.is_empty() || trimmed.starts_with('.') { "0" } else { "" };
    format!("{sign}{zero}{trimmed}")
}

/// A share is written as a fraction: `0.4` for `40` percent.
fn fraction_of_percent(percent: &str) -> String {
    let hundredth = Decimal::new(1, 2);
    let fraction = Decimal::from_str_exact(percent).ok().and_then(|p| p.checked_mul(hundredth));
    fraction.map_or_else(String::new, |fraction| fraction.normalize().to_string())
}

/// Whether commas part a number into thousands: `1,000`, never `3,5`, where a slip of the
/// decimal key would make ten times the number of it.
fn has_thousands(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches(['-', '+']).split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|group| group.len() == 3)
}

impl fmt::Display for Points {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.0.normalize();
        // A rounded negative such as −0.001 must not print as "-0".
        let value = if value.is_zero() { Decimal::ZERO } else { value };
        write!(formatter, "{value}")
    }
}

impl From<u32> for Points {
    fn from(number: u32) -> Self {
        Self(Decimal::from(number))
    }
}

// Inputs are bounded by `Limit`, so these cannot overflow; should that ever be
// wrong, the largest value is shown rather than a panic in the middle of a review.
impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.checked_add(other.0).unwrap_or(Decimal::MAX))
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.checked_sub(other.0).unwrap_or(Decimal::MIN))
    }
}

impl Mul for Points {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let product = self.0.checked_mul(other.0).unwrap_or(Decimal::MAX);
        if product.scale() > PLACES { Self(product).rounded(PLACES) } else { Self(product) }
    }
}

impl Neg for Points {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// A figure as it was recorded: a number, or so many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A plain number.
    Number(Points),
    /// `part` of `whole`, for example 37 of 40.
    Ratio {
        /// How many.
        part: Points,
        /// Of how many; above zero.
        whole: Points,
    },
}

impl Figure {
    /// The figure as a fraction (numerator, denominator); a ratio counts in
    /// percent where `percent` says so.
    #[must_use]
    pub fn fraction(self, percent: bool) -> (Points, Points) {
        match self {
            Self::Number(number) => (number, Points::ONE),
            Self::Ratio { part, whole } if percent => (part * Points::HUNDRED, whole),
            Self::Ratio { part, whole } => (part, whole),
        }
    }
}

/// A limit as it is printed: a number, or a fraction such as 1/3 that no decimal can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    /// What stands above the line.
    pub numerator: Points,
    /// What stands below the line; above zero.
    pub denominator: Points,
}

impl Fraction {
    /// Reads `0.1` or `1/3`.
    ///
    /// # Errors
    /// As [`Points::parse`]; a denominator of zero is no number.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let (above, below) = text.split_once('/').unwrap_or((text, "1"));
        let numerator = Points::parse(above, Limit::Figure)?;
        let denominator = Points::parse(below, Limit::Figure)?;
        if denominator.is_zero() {
            return Err(NumberError::NotANumber);
        }
        Ok(Self { numerator, denominator })
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == Points::ONE {
            write!(formatter, "{}", self.numerator)
        } else {
            write!(formatter, "{}/{}", self.numerator, self.denominator)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fraction, Limit, NumberError, Points};

    fn points(text: &str) -> Points {
        Points::parse(text, Limit::Amount).expect(text)
    }

    #[test]
    fn numbers_are_read_exactly_or_refused_with_a_hint() {
        let spelling = |text: &str| Err(NumberError::Spelling(text.to_owned()));
        let cases = [
            ("0.05", Ok("0.05")),
            ("5.0", Ok("5")),
            ("-2", Ok("-2")),
            ("１．５", spelling("1.5")),
            ("0.5分", spelling("0.5")),
            ("1_000", spelling("1000")),
            ("1,000.5", spelling("1000.5")),
            ("3,5", Err(NumberError::NotANumber)),
            ("1，2，3", Err(NumberError::NotANumber)),
            ("017", spelling("17")),
            (".5", spelling("0.5")),
            ("+3", spelling("3")),
            ("1e3", Err(NumberError::NotANumber)),
            ("一", Err(NumberError::NotANumber)),
            ("分", Err(NumberError::NotANumber)),
            ("%", Err(NumberError::NotANumber)),
            ("＋", Err(NumberError::NotANumber)),
            ("-", Err(NumberError::NotANumber)),
            (".", Err(NumberError::NotANumber)),
            ("_次", Err(NumberError::NotANumber)),
            ("", Err(NumberError::Empty)),
            ("1000000000000000000000000000000", Err(NumberError::TooLarge(100_000))),
            ("0.000000000000000000000000000001", Err(NumberError::TooManyDecimals(6))),
        ];
        for (text, expected) in cases {
            let read = Points::parse(text, Limit::Amount).map(|number| number.to_string());
            assert_eq!(read, expected.map(str::to_owned), "{text}");
        }
        assert_eq!(Points::parse("1.5", Limit::Count), Err(NumberError::NotWhole));
        assert_eq!(Points::parse("-1", Limit::Count), Err(NumberError::Negative));
        assert_eq!(Points::parse("3.0", Limit::Count), Ok(points("3")));
        assert_eq!(Points::parse("40%", Limit::Share), spelling("0.4").map(points));
        assert_eq!(Points::parse("85％", Limit::Figure), spelling("85").map(points));
    }

    #[test]
    fn twenty_times_five_hundredths_is_one() {
        let product = points("0.05") * Points::from(20);
        assert_eq!(product, Points::ONE);
        assert_eq!(product.to_string(), "1");
        // A product keeps ten decimals.
        assert_eq!((points("1.000001") * points("0.000005")).to_string(), "0.000005");
    }

    #[test]
    fn a_half_rounds_away_from_zero() {
        let cases = [("0.125", "0.13"), ("-0.125", "-0.13"), ("2.999", "3"), ("-0.001", "0")];
        for (number, shown) in cases {
            assert_eq!(points(number).rounded(2).to_string(), shown, "{number}");
        }
        assert_eq!(points("23").divided(points("3"), 1).to_string(), "7.7");
    }

    #[test]
    fn whole_times_is_a_floor() {
        let cases = [("7.5", "1", "7"), ("1.3", "0.1", "13"), ("-0.5", "1", "-1"), ("4", "2", "2")];
        for (number, divisor, times) in cases {
            assert_eq!(points(number).whole_times(points(divisor)), points(times), "{number}");
        }
        assert_eq!(points("1").whole_times(Points::ZERO), Points::ZERO);
    }

    #[test]
    fn fractions_print_as_written() {
        for text in ["1/3", "0.1", "90"] {
            assert_eq!(Fraction::parse(text).expect(text).to_string(), text);
        }
        assert_eq!(Fraction::parse("1/0"), Err(NumberError::NotANumber));
    }
}

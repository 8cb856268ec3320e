//! Numbers as documents print them: digits of either width and Chinese numerals.

use super::text::Signs;
use crate::points::{Fraction, Limit, Points};

/// A number and how it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value; of a fraction the numerator.
    pub value: Points,
    /// What it is divided by: 1 but for 1/3 and 三分之一.
    pub denominator: Points,
}

impl Number {
    /// As a file has it: `0.5`, `1/3`.
    #[must_use]
    pub fn shown(self) -> String {
        self.fraction().to_string()
    }

    pub(super) fn fraction(self) -> Fraction {
        Fraction { numerator: self.value, denominator: self.denominator }
    }

    pub(super) fn whole(value: Points) -> Self {
        Self { value, denominator: Points::ONE }
    }
}

/// The number that stands at a place, and where it ends.
pub(super) fn number_at(text: &Signs, place: usize) -> Option<(Number, usize)> {
    digits(text, place).or_else(|| numerals(text, place))
}

fn digits(text: &Signs, place: usize) -> Option<(Number, usize)> {
    let (value, end) = plain(text, place)?;
    if text.get(end) == Some('/') {
        let below = plain(text, end + 1).filter(|(below, _)| !below.is_zero());
        if let Some((denominator, end)) = below {
            return Some((Number { value, denominator }, end));
        }
    }
    Some((Number::whole(value), end))
}

/// Digits with or without a point.
fn plain(text: &Signs, place: usize) -> Option<(Points, usize)> {
    let mut end = place;
    let mut written = String::new();
    let mut had_point = false;
    while let Some(sign) = text.get(end) {
        let is_digit = |place: usize| text.get(place).is_some_and(|c| c.is_ascii_digit());
        let is_point = sign == '.' || sign == '。' && written == "0";
        let is_point = is_point && !had_point && end > place && is_digit(end + 1);
        if !sign.is_ascii_digit() && !is_point {
            break;
        }
        had_point |= is_point;
        written.push(if is_point { '.' } else { sign });
        end += 1;
    }
    let value = Points::parse(&written, Limit::Chosen).ok()?;
    Some((value, end))
}

/// 一, 两, 十五, 二十, 一百二十, 半, 三分之一.
fn numerals(text: &Signs, place: usize) -> Option<(Number, usize)> {
    let (value, end) = numeral(text, place)?;
    if text.starts(end, "分之")
        && let Some((above, end)) = numeral(text, end + 2)
    {
        return Some((Number { value: above, denominator: value }, end));
    }
    Some((Number::whole(value), end))
}

fn numeral(text: &Signs, place: usize) -> Option<(Points, usize)> {
    if text.get(place) == Some('半') {
        let half = Points::parse("0.5", Limit::Amount).ok()?;
        return Some((half, place + 1));
    }
    let (mut sum, mut open, mut end) = (0_u32, None, place);
    while let Some(sign) = text.get(end) {
        if let Some(digit) = digit_of(sign) {
            // 一一起: a numeral printed twice by mistake is one.
            if open.is_some_and(|before| before != digit) {
                break;
            }
            open = Some(digit);
        } else if let Some(tens) = match sign {
            '十' => Some(10),
            '百' => Some(100),
            _ => None,
        } {
            sum += open.take().unwrap_or(1) * tens;
        } else {
            break;
        }
        end += 1;
    }
    let value = sum + open.unwrap_or(0);
    (end > place).then(|| (Points::from(value), end))
}

fn digit_of(sign: char) -> Option<u32> {
    let place = "零一二三四五六七八九".chars().position(|digit| digit == sign);
    let place =
        place.or_else(|| (sign == '〇').then_some(0)).or_else(|| (sign == '两').then_some(2));
    place.and_then(|place| u32::try_from(place).ok())
}

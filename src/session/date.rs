//! Days.

use crate::half_width::half_width;
use std::fmt;

/// A day of the calendar, `2021-12-15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2021-12-15`; `None` where there is no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            if plain { part.parse::<u16>().ok() } else { None }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() || !(1..=12).contains(&month) {
            return None;
        }
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let exists = day >= 1 && day <= days_in(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// Reads a day as people write it: `2021-12-15`, `2021/12/5`, `2021年12月15日`, `20211215`,
    /// also in full-width digits; `12.15` and `12月15日` are days of `year`. `None` where there is
    /// no such day, where the year has two digits, and where there is none.
    #[must_use]
    pub fn typed(text: &str, year: Option<u16>) -> Option<Self> {
        Self::parse(&spelled(text.trim(), year))
    }

    /// The day that is meant where [`Date::typed`] refuses a year of two digits; for people to
    /// confirm, never taken without a word.
    #[must_use]
    pub fn meant(text: &str, year: Option<u16>) -> Option<Self> {
        let typed = Self::typed(text, year);
        typed.or_else(|| Self::typed(&format!("20{}", text.trim()), None))
    }

    /// How many months lie between the months of both.
    #[must_use]
    pub fn months_to(self, other: Self) -> u32 {
        let months = |date: Self| u32::from(date.year) * 12 + u32::from(date.month);
        months(self).abs_diff(months(other))
    }

    /// Its year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }
}

/// The spelling that [`Date::parse`] reads.
fn spelled(text: &str, year: Option<u16>) -> String {
    let half: String = text.chars().map(half_width).collect();
    let is_digit = |c: char| c.is_ascii_digit();
    let is_between = |c: char| "-/.年月日 ".contains(c);
    if !half.chars().all(|c| is_digit(c) || is_between(c)) {
        return half;
    }
    if half.len() == 8 && half.chars().all(is_digit) {
        return format!("{}-{}-{}", &half[..4], &half[4..6], &half[6..]);
    }
    let parts: Vec<&str> =
        half.split(|c: char| !is_digit(c)).filter(|part| !part.is_empty()).collect();
    match (&parts[..], year) {
        // 25.12.31 may be any of several days.
        ([year, month, day], _) if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        ([month, day], Some(year)) if !half.contains(['年', ' ']) => {
            format!("{year:0>4}-{month:0>2}-{day:0>2}")
        }
        _ => half,
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for text in ["2021-12-15", "2024-02-29", "2000-02-29"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in
            ["2021-02-29", "2100-02-29", "2021-13-01", "2021-1-1", "20211215", "", "2021-12-15-1"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "2021-12-5",
            "2021/12/05",
            "2021.12.5",
            "2021年12月5日",
            "20211205",
            " ２０２１－１２－５ ",
        ] {
            let read = Date::typed(text, None).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some("2021-12-05"), "{text}");
        }
        for text in ["12月5日", "12.5", "12-5", "12/05", "１２．５"] {
            let read = Date::typed(text, Some(2021)).map(|date| date.to_string());
            assert_eq!(read.as_deref(), Some("2021-12-05"), "{text}");
            assert_eq!(Date::typed(text, None), None, "{text}");
        }
        for text in [
            "见2021年12月5日通知",
            "2021-12",
            "2021年12月",
            "5/12/2021",
            "2021-12-5-1",
            "",
            "25.12.31",
            "25-12-05",
            "25年12月5日",
            "2.30",
            "13.1",
            "125.1.1",
        ] {
            assert_eq!(Date::typed(text, Some(2021)), None, "{text}");
        }
        for text in ["25.12.31", "25-12-31", "２5年12月31日", "25/12/31"] {
            let meant = Date::meant(text, None).map(|date| date.to_string());
            assert_eq!(meant.as_deref(), Some("2025-12-31"), "{text}");
        }
        assert_eq!(Date::meant("5.12.31", None), None);
    }
}

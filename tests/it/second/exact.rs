//! Exact fractions, so that nothing is rounded but where the guide says so.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};

/// A fraction in lowest terms; the denominator is above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exact {
    over: i128,
    under: i128,
}

impl Exact {
    pub(crate) const ZERO: Self = Self { over: 0, under: 1 };
    pub(crate) const ONE: Self = Self { over: 1, under: 1 };

    pub(crate) fn new(over: i128, under: i128) -> Self {
        assert!(under != 0, "nothing is divided by zero");
        let divisor = common(over.unsigned_abs(), under.unsigned_abs());
        let divisor = i128::try_from(divisor).expect("small numbers") * under.signum();
        Self { over: over / divisor, under: under / divisor }
    }

    pub(crate) fn whole(number: i128) -> Self {
        Self { over: number, under: 1 }
    }

    /// `hundredths` of one.
    pub(crate) fn hundredths(number: i128) -> Self {
        Self::new(number, 100)
    }

    /// A decimal as it is written: `-1.25`.
    pub(crate) fn read(text: &str) -> Self {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let number: i128 = format!("{whole}{places}").parse().expect("a decimal");
        Self::new(sign * number, 10_i128.pow(u32::try_from(places.len()).expect("few places")))
    }

    pub(crate) fn by(self, divisor: Self) -> Self {
        Self::new(self.over * divisor.under, self.under * divisor.over)
    }

    pub(crate) fn floor(self) -> Self {
        Self::whole(self.over.div_euclid(self.under))
    }

    /// 四舍五入: half away from zero.
    pub(crate) fn rounded(self, places: u32) -> Self {
        let scale = 10_i128.pow(places);
        let (over, under) = (self.over.abs() * scale * 2 + self.under, self.under * 2);
        Self::new(self.over.signum() * (over / under), scale)
    }

    pub(crate) fn is_zero(self) -> bool {
        self.over == 0
    }

    pub(crate) fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    pub(crate) fn max(self, other: Self) -> Self {
        if self < other { other } else { self }
    }

    pub(crate) fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }
}

fn common(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { common(b, a % b) }
}

impl Add for Exact {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::new(self.over * other.under + other.over * self.under, self.under * other.under)
    }
}

impl Neg for Exact {
    type Output = Self;

    fn neg(self) -> Self {
        Self { over: -self.over, under: self.under }
    }
}

impl Sub for Exact {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Exact {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::new(self.over * other.over, self.under * other.under)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

impl std::iter::Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

/// As a decimal with as many places as it takes; a fraction where there is no such decimal.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for places in 0..=12 {
            let scale = 10_i128.pow(places);
            if scale % self.under != 0 {
                continue;
            }
            let number = (self.over * (scale / self.under)).unsigned_abs();
            let sign = if self.over < 0 { "-" } else { "" };
            let scale = scale.unsigned_abs();
            let places = usize::try_from(places).expect("few places");
            return if places == 0 {
                write!(f, "{sign}{number}")
            } else {
                write!(f, "{sign}{}.{:0places$}", number / scale, number % scale)
            };
        }
        write!(f, "{}/{}", self.over, self.under)
    }
}

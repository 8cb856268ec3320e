//! Formulas as data: what a spreadsheet calculates, and what it says in a file.
//!
//! Every formula prints to functions that Excel 2007, WPS and `LibreOffice` share; none is an
//! array formula, none is volatile. [`super::evaluate`] works out the same formula in exact
//! decimals, for the results a file keeps beside its formulas.

mod print;

use crate::points::Points;

/// A cell: sheet, row and column, each from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The place of the sheet in the book.
    pub sheet: usize,
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u16,
}

/// Cells below each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first of them.
    pub first: At,
    /// The row of the last.
    pub last_row: u32,
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// `=`
    Equal,
    /// `<>`
    Differs,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
}

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A number, exactly as written.
    Number(Points),
    /// A text.
    Text(String),
    /// What stands in a cell.
    Cell(At),
    /// The sum, rounded to the places binary fractions cannot disturb.
    Sum(Vec<Self>),
    /// The first less the second.
    Less(Box<Self>, Box<Self>),
    /// The product.
    Product(Vec<Self>),
    /// The smallest.
    Min(Vec<Self>),
    /// The largest.
    Max(Vec<Self>),
    /// The first divided by the second, rounded once, half away from zero.
    Quotient(Box<Self>, Box<Self>, u32),
    /// How many whole times the second goes into the first.
    WholeTimes(Box<Self>, Box<Self>),
    /// One of two.
    If(Box<Self>, Box<Self>, Box<Self>),
    /// A comparison of numbers.
    Compare(Box<Self>, Compare, Box<Self>),
    /// Whether two texts are the same to the letter.
    SameText(Box<Self>, Box<Self>),
    /// All hold.
    All(Vec<Self>),
    /// One holds at least.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// Nothing stands in the cell.
    IsEmpty(At),
    /// A number stands there.
    IsNumber(Box<Self>),
    /// The whole part of a number.
    Whole(Box<Self>),
    /// How many cells hold a number.
    CountNumbers(Span),
    /// The sum of cells below each other.
    SumOf(Span),
    /// How many keys are this number.
    CountWhere(Span, Box<Self>),
    /// The sum of the values beside keys that are this number.
    SumWhere(Span, Box<Self>, Span),
    /// The same where a second key is 1.
    SumWhereBoth(Span, Box<Self>, Span, Span),
    /// The sum of value × weight beside keys that are this number.
    WeightedWhere(Span, Box<Self>, Span, Span),
    /// The largest of the values, none of them below 0, beside keys that are this number.
    MaxWhere(Span, Box<Self>, Span),
    /// The number of the value beside a text that is this one to the letter.
    ValueOfText(Span, Box<Self>, Span),
    /// The same among the rows whose key is this number.
    ValueOfTextWhere(Span, Box<Self>, Span, Box<Self>, Span),
    /// How many texts are this one to the letter.
    CountText(Span, Box<Self>),
    /// How many rows with this key come before: larger, or as large and earlier.
    RowsBefore(Box<Rivals>),
    /// What stands at a place of a span, from 1.
    Pick(Span, Box<Self>),
    /// A text without blanks around it.
    Trim(Box<Self>),
    /// A text in which characters stand for others, or for nothing, one after the other.
    Replaced(Box<Self>, Vec<(char, Option<char>)>),
    /// The formula of a list by number, from 1.
    Choose(Box<Self>, Vec<Self>),
    /// Texts put together.
    Join(Vec<Self>),
}

/// Rows that rival one another under the same key: see [`Formula::RowsBefore`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rivals {
    /// The keys of the rows.
    pub keys: Span,
    /// The key of this row.
    pub key: Formula,
    /// Keys are texts, the same to the letter.
    pub texts: bool,
    /// Which rows take part: those with 1.
    pub taking_part: Span,
    /// What they come to.
    pub values: Span,
    /// This row's value.
    pub value: At,
    /// Which of equals comes first, where it is not the order of the rows.
    pub order: Option<Span>,
}

impl At {
    /// The cell in another column of the same row.
    #[must_use]
    pub fn column(self, column: u16) -> Self {
        Self { column, ..self }
    }
}

impl Span {
    /// How many cells it has.
    #[must_use]
    pub fn len(self) -> usize {
        self.last_row.saturating_sub(self.first.row) as usize + 1
    }

    /// Whether it has none; a span has one at least.
    #[must_use]
    pub fn is_empty(self) -> bool {
        false
    }

    /// Its cells.
    pub fn cells(self) -> impl Iterator<Item = At> {
        (self.first.row..=self.last_row).map(move |row| At { row, ..self.first })
    }

    /// The same rows in another column.
    #[must_use]
    pub fn column(self, column: u16) -> Self {
        Self { first: self.first.column(column), ..self }
    }
}

/// A number.
#[must_use]
pub fn number(points: Points) -> Formula {
    Formula::Number(points)
}

/// A whole number.
#[must_use]
pub fn count(count: u32) -> Formula {
    Formula::Number(Points::from(count))
}

/// A text.
#[must_use]
pub fn text(text: &str) -> Formula {
    Formula::Text(text.to_owned())
}

/// Nothing, as a text.
#[must_use]
pub fn nothing() -> Formula {
    Formula::Text(String::new())
}

/// `condition ? yes : no`.
#[must_use]
pub fn when(condition: Formula, yes: Formula, no: Formula) -> Formula {
    Formula::If(Box::new(condition), Box::new(yes), Box::new(no))
}

/// The smaller of two.
#[must_use]
pub fn min(one: Formula, other: Formula) -> Formula {
    Formula::Min(vec![one, other])
}

/// The larger of two.
#[must_use]
pub fn max(one: Formula, other: Formula) -> Formula {
    Formula::Max(vec![one, other])
}

/// Never below zero.
#[must_use]
pub fn or_zero(formula: Formula) -> Formula {
    max(count(0), formula)
}

/// The first less the second.
#[must_use]
pub fn less(one: Formula, other: Formula) -> Formula {
    Formula::Less(Box::new(one), Box::new(other))
}

/// The sum of two.
#[must_use]
pub fn plus(one: Formula, other: Formula) -> Formula {
    Formula::Sum(vec![one, other])
}

/// The product of two.
#[must_use]
pub fn times(one: Formula, other: Formula) -> Formula {
    Formula::Product(vec![one, other])
}

/// A comparison.
#[must_use]
pub fn compare(one: Formula, how: Compare, other: Formula) -> Formula {
    Formula::Compare(Box::new(one), how, Box::new(other))
}

/// Whether a number is this one.
#[must_use]
pub fn is(formula: Formula, number: u32) -> Formula {
    compare(formula, Compare::Equal, count(number))
}

/// Whether a number is above zero.
#[must_use]
pub fn is_some(formula: Formula) -> Formula {
    compare(formula, Compare::Above, count(0))
}

/// 1 where it holds, else 0.
#[must_use]
pub fn flag(condition: Formula) -> Formula {
    when(condition, count(1), count(0))
}

/// Whether there is a number.
#[must_use]
pub fn is_number(formula: Formula) -> Formula {
    Formula::IsNumber(Box::new(formula))
}

/// It does not hold.
#[must_use]
pub fn not(formula: Formula) -> Formula {
    Formula::Not(Box::new(formula))
}

/// `part` of `whole` in percent: the formula of [`Points::percent_of`].
#[must_use]
pub fn percent(part: &Formula, whole: &Formula, decimals: u32) -> Formula {
    let hundred = || number(Points::HUNDRED);
    let rate = || quotient(times(part.clone(), hundred()), whole.clone(), decimals);
    let least = || quotient(count(1), number(power_of_ten(decimals)), decimals);
    let both = |rate_is: Formula, how, than: Formula| {
        let is_rate = compare(rate(), Compare::Equal, rate_is);
        Formula::All(vec![is_rate, compare(part.clone(), how, than)])
    };
    let above_nothing = when(both(count(0), Compare::Above, count(0)), least(), rate());
    let below_nothing = less(count(0), least());
    let not_nothing = when(both(count(0), Compare::Below, count(0)), below_nothing, above_nothing);
    let above = both(hundred(), Compare::Above, whole.clone());
    let not_more = when(above, plus(hundred(), least()), not_nothing);
    when(both(hundred(), Compare::Below, whole.clone()), less(hundred(), least()), not_more)
}

fn power_of_ten(decimals: u32) -> Points {
    (0..decimals).fold(Points::ONE, |power, _| power * Points::from(10))
}

/// The first divided by the second, rounded once.
#[must_use]
pub fn quotient(above: Formula, below: Formula, places: u32) -> Formula {
    Formula::Quotient(Box::new(above), Box::new(below), places)
}

/// The column's letters.
#[must_use]
pub fn column_letters(column: u16) -> String {
    let (mut rest, mut letters) = (u32::from(column) + 1, String::new());
    while rest > 0 {
        let place = (rest - 1) % 26;
        letters.insert(0, char::from(b'A' + u8::try_from(place).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters
}

/// `D12`.
#[must_use]
pub fn cell_name(row: u32, column: u16) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

//! Formulas as data: what a spreadsheet calculates, and what it says in a file.
//!
//! Every formula prints to functions that Excel 2007, WPS and LibreOffice share; none is an
//! array formula, none is volatile. [`super::evaluate`] works out the same formula in exact
//! decimals, for the results a file keeps beside its formulas.

use crate::points::Points;
use std::fmt::Write;

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

/// Rounded once.
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

impl Formula {
    /// The formula as a file has it, without the `=`; it stands in the sheet `host`.
    #[must_use]
    pub fn print(&self, names: &[&str], host: usize) -> String {
        let mut printer = Printer { names, host, out: String::new() };
        printer.formula(self);
        printer.out
    }
}

/// The most arguments of one call.
const MOST_ARGUMENTS: usize = 200;

struct Printer<'a> {
    names: &'a [&'a str],
    host: usize,
    out: String,
}

impl Printer<'_> {
    fn write(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(words);
    }

    /// A call may have 255 arguments: more are called in parts.
    fn call(&mut self, name: &str, arguments: &[Formula]) {
        if arguments.len() > MOST_ARGUMENTS {
            self.write(format_args!("{name}("));
            for (place, part) in arguments.chunks(MOST_ARGUMENTS).enumerate() {
                if place > 0 {
                    self.out.push(',');
                }
                self.call(name, part);
            }
            self.out.push(')');
            return;
        }
        self.write(format_args!("{name}("));
        self.list(arguments, ",");
        self.out.push(')');
    }

    fn list(&mut self, formulas: &[Formula], between: &str) {
        for (place, formula) in formulas.iter().enumerate() {
            if place > 0 {
                self.out.push_str(between);
            }
            self.formula(formula);
        }
    }

    /// Rounded where binary fractions would show.
    fn rounded(&mut self, inside: impl FnOnce(&mut Self), places: u32) {
        self.out.push_str("ROUND(");
        inside(self);
        self.write(format_args!(",{places})"));
    }

    fn sheet(&mut self, sheet: usize) {
        if sheet != self.host {
            let name = self.names.get(sheet).copied().unwrap_or_default();
            self.write(format_args!("'{}'!", name.replace('\'', "''")));
        }
    }

    fn at(&mut self, at: At) {
        self.sheet(at.sheet);
        self.write(format_args!("${}${}", column_letters(at.column), at.row + 1));
    }

    fn span(&mut self, span: Span) {
        self.at(span.first);
        let letters = column_letters(span.first.column);
        self.write(format_args!(":${letters}${}", span.last_row + 1));
    }

    fn condition(&mut self, keys: Span, key: &Formula, texts: bool) {
        if texts {
            self.out.push_str("EXACT(");
            self.span(keys);
            self.out.push(',');
            self.formula(key);
            self.out.push(')');
        } else {
            self.out.push('(');
            self.span(keys);
            self.out.push('=');
            self.formula(key);
            self.out.push(')');
        }
    }

    fn spans(&mut self, name: &str, parts: &[Part<'_>]) {
        self.write(format_args!("{name}("));
        for (place, part) in parts.iter().enumerate() {
            if place > 0 {
                self.out.push(',');
            }
            match part {
                Part::Span(span) => self.span(*span),
                Part::Formula(formula) => self.formula(formula),
            }
        }
        self.out.push(')');
    }

    fn formula(&mut self, formula: &Formula) {
        match formula {
            Formula::Number(number) => self.write(format_args!("{number}")),
            Formula::Text(text) => self.write(format_args!("\"{}\"", text.replace('"', "\"\""))),
            Formula::Cell(at) => self.at(*at),
            Formula::Sum(parts) => self.rounded(|p| p.list(parts, "+"), 10),
            Formula::Less(one, other) => self.rounded(
                |p| {
                    p.formula(one);
                    p.out.push('-');
                    p.formula(other);
                },
                10,
            ),
            Formula::Product(parts) => self.rounded(|p| p.list(parts, "*"), 10),
            Formula::Min(parts) => self.call("MIN", parts),
            Formula::Max(parts) => self.call("MAX", parts),
            Formula::Quotient(above, below, places) => {
                self.rounded(|p| p.rounded(|p| p.divided(above, below), 10), *places);
            }
            Formula::WholeTimes(above, below) => self.whole_times(above, below),
            Formula::If(condition, yes, no) => {
                self.out.push_str("IF(");
                self.formula(condition);
                self.out.push(',');
                self.formula(yes);
                self.out.push(',');
                self.formula(no);
                self.out.push(')');
            }
            Formula::Compare(one, how, other) => {
                self.out.push('(');
                self.formula(one);
                self.out.push_str(how.sign());
                self.formula(other);
                self.out.push(')');
            }
            Formula::SameText(one, other) => {
                self.spans("EXACT", &[Part::Formula(one), Part::Formula(other)]);
            }
            Formula::All(parts) => self.call("AND", parts),
            Formula::Any(parts) => self.call("OR", parts),
            Formula::Not(inside) => self.spans("NOT", &[Part::Formula(inside)]),
            Formula::IsEmpty(at) => {
                self.out.push('(');
                self.at(*at);
                self.out.push_str("=\"\")");
            }
            Formula::IsNumber(inside) => self.spans("ISNUMBER", &[Part::Formula(inside)]),
            Formula::Whole(inside) => self.spans("INT", &[Part::Formula(inside)]),
            Formula::Trim(inside) => self.spans("TRIM", &[Part::Formula(inside)]),
            Formula::Join(parts) => self.list(parts, "&"),
            Formula::Choose(place, parts) => {
                self.out.push_str("CHOOSE(");
                self.formula(place);
                self.out.push(',');
                self.list(parts, ",");
                self.out.push(')');
            }
            looked_up => self.looked_up(looked_up),
        }
    }

    fn divided(&mut self, above: &Formula, below: &Formula) {
        self.formula(above);
        self.out.push('/');
        self.formula(below);
    }

    /// `INT(a/b)`, put right by one where the binary quotient fell on the wrong side.
    fn whole_times(&mut self, above: &Formula, below: &Formula) {
        let product = |p: &mut Self, more: &str| {
            p.out.push_str("ROUND((INT(");
            p.divided(above, below);
            p.write(format_args!("){more})*"));
            p.formula(below);
            p.out.push_str(",8)");
        };
        self.out.push_str("(INT(");
        self.divided(above, below);
        self.out.push_str(")+IF(");
        product(self, "+1");
        self.out.push_str("<=");
        self.formula(above);
        self.out.push_str(",1,IF(");
        product(self, "");
        self.out.push('>');
        self.formula(above);
        self.out.push_str(",-1,0)))");
    }

    /// What is looked up in cells below each other.
    fn looked_up(&mut self, formula: &Formula) {
        match formula {
            Formula::CountNumbers(span) => self.spans("COUNT", &[Part::Span(*span)]),
            Formula::SumOf(span) => {
                self.rounded(|p| p.spans("SUM", &[Part::Span(*span)]), 10);
            }
            Formula::CountWhere(keys, key) => {
                self.spans("COUNTIF", &[Part::Span(*keys), Part::Formula(key)]);
            }
            Formula::SumWhere(keys, key, values) => {
                let parts = [Part::Span(*keys), Part::Formula(key), Part::Span(*values)];
                self.rounded(|p| p.spans("SUMIF", &parts), 10);
            }
            Formula::SumWhereBoth(keys, key, second, values) => {
                let one = count(1);
                let parts = [
                    Part::Span(*values),
                    Part::Span(*keys),
                    Part::Formula(key),
                    Part::Span(*second),
                    Part::Formula(&one),
                ];
                self.rounded(|p| p.spans("SUMIFS", &parts), 10);
            }
            Formula::WeightedWhere(keys, key, weights, values) => self.rounded(
                |p| {
                    p.out.push_str("SUMPRODUCT(");
                    p.condition(*keys, key, false);
                    p.out.push_str("*1,");
                    p.span(*weights);
                    p.out.push(',');
                    p.span(*values);
                    p.out.push(')');
                },
                10,
            ),
            Formula::MaxWhere(keys, key, values) => {
                self.out.push_str("SUMPRODUCT(MAX(");
                self.condition(*keys, key, false);
                self.out.push('*');
                self.span(*values);
                self.out.push_str("))");
            }
            Formula::ValueOfText(texts, wanted, values) => {
                self.out.push_str("SUMPRODUCT(");
                self.condition(*texts, wanted, true);
                self.out.push_str("*1,");
                self.span(*values);
                self.out.push(')');
            }
            Formula::ValueOfTextWhere(texts, wanted, keys, key, values) => {
                self.out.push_str("SUMPRODUCT(");
                self.condition(*texts, wanted, true);
                self.out.push('*');
                self.condition(*keys, key, false);
                self.out.push(',');
                self.span(*values);
                self.out.push(')');
            }
            Formula::CountText(texts, wanted) => {
                self.out.push_str("SUMPRODUCT(");
                self.condition(*texts, wanted, true);
                self.out.push_str("*1)");
            }
            Formula::RowsBefore(rivals) => self.rivals(rivals),
            Formula::Pick(span, place) => {
                self.spans("INDEX", &[Part::Span(*span), Part::Formula(place)]);
            }
            _ => {}
        }
    }

    fn rivals(&mut self, rivals: &Rivals) {
        let Rivals { keys, key, texts, taking_part, values, value } = rivals;
        self.out.push_str("SUMPRODUCT(");
        self.condition(*keys, key, *texts);
        self.out.push('*');
        self.condition(*taking_part, &count(1), false);
        self.out.push_str("*((");
        self.span(*values);
        self.out.push('>');
        self.at(*value);
        self.out.push_str(")+(");
        self.span(*values);
        self.out.push('=');
        self.at(*value);
        self.out.push_str(")*(ROW(");
        self.span(*values);
        self.write(format_args!(")<{})))", value.row + 1));
    }
}

/// A part of a call.
enum Part<'a> {
    Span(Span),
    Formula(&'a Formula),
}

impl Compare {
    fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::Differs => "<>",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        }
    }
}

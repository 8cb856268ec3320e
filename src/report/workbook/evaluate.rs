//! What a formula comes to, in exact decimals: the results a file keeps beside its formulas,
//! so that a program that does not calculate when it opens a file shows them all the same.
//!
//! The scores themselves come from the scorecard; a law says that both agree.

use super::book::{Book, Content};
use super::formula::{At, Compare, Formula, Rivals, Span};
use crate::points::Points;
use std::collections::HashMap;

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    #[default]
    Nothing,
    /// A number.
    Number(Points),
    /// A text.
    Text(String),
    /// Whether something holds; never the whole of a cell.
    Holds(bool),
}

impl Value {
    /// The number it counts as.
    #[must_use]
    pub fn number(&self) -> Points {
        match self {
            Self::Number(number) => *number,
            Self::Holds(true) => Points::ONE,
            _ => Points::ZERO,
        }
    }

    /// The text it is written as.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Holds(holds) => u32::from(*holds).to_string(),
        }
    }

    fn holds(&self) -> bool {
        !self.number().is_zero()
    }
}

/// Works out the formulas of a book, each cell once.
pub struct Evaluator<'a> {
    book: &'a Book,
    known: HashMap<At, Value>,
}

impl<'a> Evaluator<'a> {
    /// For this book.
    #[must_use]
    pub fn new(book: &'a Book) -> Self {
        Self { book, known: HashMap::new() }
    }

    /// What stands in a cell, or what its formula comes to.
    pub fn cell(&mut self, at: At) -> Value {
        let Some(cell) = self.book.cell(at) else { return Value::Nothing };
        match &cell.content {
            Content::Blank => Value::Nothing,
            Content::Number(number) => Value::Number(*number),
            Content::Text(text) if text.is_empty() => Value::Nothing,
            Content::Text(text) => Value::Text(text.clone()),
            Content::Date(date) => Value::Text(date.to_string()),
            Content::Formula(formula) => {
                if let Some(known) = self.known.get(&at) {
                    return known.clone();
                }
                let value = self.formula(formula);
                self.known.insert(at, value.clone());
                value
            }
        }
    }

    fn number(&mut self, formula: &Formula) -> Points {
        self.formula(formula).number()
    }

    fn span(&mut self, span: Span) -> Vec<Value> {
        span.cells().map(|at| self.cell(at)).collect()
    }

    fn numbers(&mut self, span: Span) -> Vec<Points> {
        self.span(span).iter().map(Value::number).collect()
    }

    /// The values beside the keys that are this number.
    fn beside(&mut self, keys: Span, key: &Formula, values: Span) -> Vec<(usize, Points)> {
        let key = self.number(key);
        let mut found = Vec::new();
        for (place, (at, value)) in keys.cells().zip(values.cells()).enumerate() {
            if matches!(self.cell(at), Value::Number(held) if held == key) {
                found.push((place, self.cell(value).number()));
            }
        }
        found
    }

    /// What a formula comes to.
    pub fn formula(&mut self, formula: &Formula) -> Value {
        let held = Value::Holds;
        match formula {
            Formula::Number(number) => Value::Number(*number),
            Formula::Text(text) => Value::Text(text.clone()),
            Formula::Cell(at) => self.cell(*at),
            Formula::If(condition, yes, no) => {
                let condition = self.formula(condition).holds();
                self.formula(if condition { yes } else { no })
            }
            Formula::Compare(one, how, other) => {
                let (one, other) = (self.number(one), self.number(other));
                held(match how {
                    Compare::Equal => one == other,
                    Compare::Differs => one != other,
                    Compare::Below => one < other,
                    Compare::AtMost => one <= other,
                    Compare::Above => one > other,
                    Compare::AtLeast => one >= other,
                })
            }
            Formula::SameText(one, other) => {
                held(self.formula(one).text() == self.formula(other).text())
            }
            Formula::All(parts) => held(parts.iter().all(|part| self.formula(part).holds())),
            Formula::Any(parts) => held(parts.iter().any(|part| self.formula(part).holds())),
            Formula::Not(inside) => held(!self.formula(inside).holds()),
            Formula::IsEmpty(at) => held(self.cell(*at).text().is_empty()),
            Formula::IsNumber(inside) => held(matches!(self.formula(inside), Value::Number(_))),
            Formula::Trim(inside) => {
                let text = self.formula(inside).text();
                let words = text.split(' ').filter(|word| !word.is_empty());
                Value::Text(words.collect::<Vec<_>>().join(" "))
            }
            Formula::Replaced(inside, replaced) => {
                let mut text = self.formula(inside).text();
                for (from, to) in replaced {
                    text = text.replace(*from, &to.map(String::from).unwrap_or_default());
                }
                Value::Text(text)
            }
            Formula::Join(parts) => {
                Value::Text(parts.iter().map(|part| self.formula(part).text()).collect())
            }
            Formula::Choose(place, parts) => {
                let place = self.number(place).whole().unwrap_or_default() as usize;
                let part = place.checked_sub(1).and_then(|place| parts.get(place));
                part.map(|part| self.formula(part)).unwrap_or_default()
            }
            Formula::Pick(span, place) => {
                let place = self.number(place).whole().unwrap_or_default();
                let row = span.first.row + place.saturating_sub(1);
                if place == 0 { Value::Nothing } else { self.cell(At { row, ..span.first }) }
            }
            calculated => Value::Number(self.calculated(calculated)),
        }
    }

    fn calculated(&mut self, formula: &Formula) -> Points {
        match formula {
            Formula::Sum(parts) => parts.iter().map(|part| self.number(part)).sum(),
            Formula::Less(one, other) => self.number(one) - self.number(other),
            Formula::Product(parts) => {
                parts.iter().fold(Points::ONE, |product, part| product * self.number(part))
            }
            Formula::Min(parts) => {
                parts.iter().map(|part| self.number(part)).min().unwrap_or_default()
            }
            Formula::Max(parts) => {
                parts.iter().map(|part| self.number(part)).max().unwrap_or_default()
            }
            Formula::Quotient(above, below, places) => {
                let (above, below) = (self.number(above), self.number(below));
                above.divided(below, *places)
            }
            Formula::WholeTimes(above, below) => {
                let (above, below) = (self.number(above), self.number(below));
                above.whole_times(below)
            }
            Formula::Whole(inside) => self.number(inside).whole_times(Points::ONE),
            looked_up => self.looked_up(looked_up),
        }
    }

    fn looked_up(&mut self, formula: &Formula) -> Points {
        match formula {
            Formula::CountNumbers(span) => {
                let numbers = self.span(*span);
                let numbers = numbers.iter().filter(|value| matches!(value, Value::Number(_)));
                Points::from(u32::try_from(numbers.count()).unwrap_or(u32::MAX))
            }
            Formula::SumOf(span) => self.numbers(*span).into_iter().sum(),
            Formula::CountWhere(keys, key) => {
                let found = self.beside(*keys, key, *keys).len();
                Points::from(u32::try_from(found).unwrap_or(u32::MAX))
            }
            Formula::SumWhere(keys, key, values) => {
                self.beside(*keys, key, *values).into_iter().map(|(_, value)| value).sum()
            }
            Formula::SumWhereBoth(keys, key, second, values) => {
                let found = self.beside(*keys, key, *values);
                let second = self.numbers(*second);
                let both = found.into_iter().filter(|(place, _)| second[*place] == Points::ONE);
                both.map(|(_, value)| value).sum()
            }
            Formula::WeightedWhere(keys, key, weights, values) => {
                let found = self.beside(*keys, key, *values);
                let weights = self.numbers(*weights);
                found.into_iter().map(|(place, value)| value * weights[place]).sum()
            }
            Formula::MaxWhere(keys, key, values) => {
                let found = self.beside(*keys, key, *values);
                found.into_iter().map(|(_, value)| value).max().unwrap_or_default().or_zero()
            }
            Formula::ValueOfText(texts, wanted, values) => {
                let wanted = self.formula(wanted).text();
                let (texts, values) = (self.span(*texts), self.numbers(*values));
                let both = texts.iter().zip(values);
                both.filter(|(text, _)| text.text() == wanted).map(|(_, value)| value).sum()
            }
            Formula::ValueOfTextWhere(texts, wanted, keys, key, values) => {
                let wanted = self.formula(wanted).text();
                let texts = self.span(*texts);
                let found = self.beside(*keys, key, *values).into_iter();
                let same = found.filter(|(place, _)| texts[*place].text() == wanted);
                same.map(|(_, value)| value).sum()
            }
            Formula::CountText(texts, wanted) => {
                let wanted = self.formula(wanted).text();
                let same = self.span(*texts).into_iter().filter(|text| text.text() == wanted);
                Points::from(u32::try_from(same.count()).unwrap_or(u32::MAX))
            }
            Formula::RowsBefore(rivals) => self.rivals(rivals),
            _ => Points::ZERO,
        }
    }

    fn rivals(&mut self, rivals: &Rivals) -> Points {
        let key = self.formula(&rivals.key).text();
        let value = self.cell(rivals.value).number();
        let (keys, values) = (self.span(rivals.keys), self.numbers(rivals.values));
        let taking_part = self.numbers(rivals.taking_part);
        let own = rivals.value.row.saturating_sub(rivals.values.first.row) as usize;
        let order = rivals.order.map(|order| self.numbers(order));
        let is_earlier =
            |place: usize| order.as_ref().map_or(place < own, |order| order[place] < order[own]);
        let before = (0..keys.len()).filter(|place| {
            let earlier = values[*place] == value && is_earlier(*place);
            keys[*place].text() == key
                && taking_part[*place] == Points::ONE
                && (values[*place] > value || earlier)
        });
        Points::from(u32::try_from(before.count()).unwrap_or(u32::MAX))
    }
}

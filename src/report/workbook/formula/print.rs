//! How a formula is written in a file.

use super::{At, Compare, Formula, Rivals, Span, column_letters, count};
use std::fmt::Write;

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
            Formula::Replaced(inside, replaced) => self.replaced(inside, replaced),
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

    fn replaced(&mut self, inside: &Formula, replaced: &[(char, Option<char>)]) {
        for _ in replaced {
            self.out.push_str("SUBSTITUTE(");
        }
        self.formula(inside);
        for (from, to) in replaced {
            self.out.push(',');
            if from.is_control() {
                self.write(format_args!("CHAR({})", u32::from(*from)));
            } else {
                self.formula(&Formula::Text(from.to_string()));
            }
            self.out.push(',');
            self.formula(&Formula::Text(to.map(String::from).unwrap_or_default()));
            self.out.push(')');
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
        let Rivals { keys, key, texts, taking_part, values, value, order } = rivals;
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
        self.out.push_str(")*(");
        if let Some(order) = order {
            self.span(*order);
            self.out.push('<');
            self.at(At { row: value.row, ..order.first });
            self.out.push_str(")))");
            return;
        }
        self.out.push_str("ROW(");
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

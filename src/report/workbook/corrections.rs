//! 整改 on the sheets: measure, unit responsible, last day, state and proof of what was found,
//! beside each clause and each finding.

use super::book::{Allowed, Content, Entering, Role, Sheet, Style};
use super::cover::{day, words_of};
use super::formula::Span;
use super::lists::{self, List};
use super::plan::{Plan, correction};
use super::show::lines_of;
use crate::lang::{Lang, corrections as words, record, workbook as say};
use crate::session::Correction;

/// The heads of the columns.
#[must_use]
pub fn heads(lang: Lang) -> [&'static str; correction::COLUMNS as usize] {
    [
        words::measure(lang),
        words::unit(lang),
        words::due(lang),
        words::state(lang),
        words::proof(lang),
    ]
}

/// How wide they are, in characters.
pub const WIDTHS: [u16; correction::COLUMNS as usize] = [24, 14, 12, 9, 18];

/// Puts what is done about something into its row, from a column on.
pub fn put(sheet: &mut Sheet, lang: Lang, (row, first): (u32, u16), held: Option<&Correction>) {
    let input = Style::framed(Role::Input).as_text();
    let cells = match held {
        Some(held) => [
            words_of(&held.measure),
            words_of(&held.unit),
            day(held.due),
            words_of(record::correction_state(lang, held.state)),
            words_of(&lines_of(&held.proof)),
        ],
        None => <[Content; correction::COLUMNS as usize]>::default(),
    };
    for (column, content) in (0..).zip(cells) {
        let style = match column {
            correction::DUE => Style::framed(Role::InputDate),
            correction::STATE => input.centred(),
            _ => input,
        };
        sheet.put(row, first + column, content, style);
    }
}

/// What may be entered; `cells` are those of a column of 整改.
pub fn rules(plan: &Plan<'_>, lang: Lang, cells: impl Fn(u16) -> Span) -> [Entering; 2] {
    let states = Allowed::OneOf(lists::cells(plan, List::Corrections));
    let day = say::rule_day(lang);
    let choose = say::rule_choose(lang);
    [
        Entering::new(cells(correction::DUE), Allowed::Day, day),
        Entering::new(cells(correction::STATE), states, choose),
    ]
}

//! 自评—现场—复核对比表: two or three assessments side by side, each with its number and what
//! it recorded, as `crate::comparison` puts them together.

use super::basis::Basis;
use super::summary::{begun, column};
use super::{Align, Cell, Kind, Notes, Report, Role, Row, Table, frame};
use crate::comparison::{Apart, Comparison, Figure, Row as Compared, Side, Unrelated, compare};
use crate::lang::{Lang, comparison as words, report as say, vetoes, words as field_words};
use crate::points::Points;
use crate::rubric::IndicatorKind;
use crate::rubric::changes::Part;
use crate::session::State;
use std::collections::BTreeSet;

/// Puts assessments side by side, in the order in which they are given.
///
/// # Errors
/// Two of them are against documents that have nothing to do with each other.
pub fn comparison(lang: Lang, sides: &[Side<'_>]) -> Result<Report, Unrelated> {
    compare(sides).map(|comparison| made(lang, sides, &comparison))
}

/// The comparison of one session with nothing.
pub(super) fn of_one(basis: &Basis<'_>) -> Report {
    let Basis { lang, rubric, session, card } = *basis;
    // One side has no other that it could be unrelated to.
    comparison(lang, &[Side { rubric, session, card }]).unwrap_or_default()
}

fn made(lang: Lang, sides: &[Side<'_>], comparison: &Comparison) -> Report {
    let labels = words::labels(lang, sides);
    let mut notes: Vec<String> = words::notes(lang, sides).into_iter().map(str::to_owned).collect();
    notes.push(say::only_differing(lang).to_owned());
    let is_draft = |side: &Side<'_>| side.session.head.state == State::Draft;
    Report {
        kind: Kind::Comparison,
        sheet: compared(lang, sides).1.to_owned(),
        title: title(lang, sides),
        unit: only_unit(sides),
        mark: sides.iter().any(is_draft).then(|| say::some_drafts(lang).to_owned()),
        head: head(lang, sides, &labels),
        paragraphs: Vec::new(),
        subheads: Vec::new(),
        tables: vec![table(lang, sides, &labels, comparison)],
        notes: vec![Notes { heading: say::notes(lang).to_owned(), lines: notes }],
        signature: frame::signature(lang),
        pages: say::pages(lang).map(str::to_owned),
    }
}

/// The unit, where all of them are of one.
fn only_unit(sides: &[Side<'_>]) -> Option<String> {
    let unit = &sides.first()?.session.head.unit;
    sides.iter().all(|side| side.session.head.unit == *unit).then(|| unit.clone())
}

/// The units of what is compared, each once, and what a comparison of them is called.
#[must_use]
pub fn compared(lang: Lang, sides: &[Side<'_>]) -> (String, &'static str) {
    let mut units: Vec<&str> = Vec::new();
    for side in sides {
        let unit = side.session.head.unit.as_str();
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let kind = if units.len() > 1 { say::comparison_of_units } else { say::comparison };
    (units.join(lang.enumeration_comma()), kind(lang))
}

/// The years and the units, each once.
fn title(lang: Lang, sides: &[Side<'_>]) -> String {
    let years: BTreeSet<u16> = sides.iter().filter_map(|side| side.rubric.head.year()).collect();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let (units, kind) = compared(lang, sides);
    let called = sides.first().and_then(|side| side.rubric.head.kind.as_deref());
    let is_one = sides.iter().all(|side| side.rubric.head.kind.as_deref() == called);
    let kind = &frame::of_kind(lang, called.filter(|_| is_one), kind);
    if years.is_empty() {
        return say::title_of_unit(lang, &units, kind);
    }
    say::title_of_year(lang, &years.join(lang.enumeration_comma()), &units, kind)
}

/// The document, then a line for each assessment.
fn head(lang: Lang, sides: &[Side<'_>], labels: &[String]) -> Vec<(String, String)> {
    let colon = say::colon(lang);
    let title = sides.first().map(|side| side.rubric.head.title.clone());
    let mut head = vec![(format!("{}{colon}", say::rubric(lang)), title.unwrap_or_default())];
    let of_sides = labels.iter().zip(sides);
    head.extend(of_sides.map(|(label, side)| {
        let said: Vec<String> = words::side(lang, side).split("  ").map(str::to_owned).collect();
        (format!("{label}{colon}"), said.join(lang.comma()))
    }));
    head
}

fn table(lang: Lang, sides: &[Side<'_>], labels: &[String], comparison: &Comparison) -> Table {
    let apart = if sides.len() == 2 { say::difference(lang) } else { say::largest_gap(lang) };
    let mut columns = vec![
        column(words::id_heading(lang), 9, Align::Left),
        column(say::content(lang), 26, Align::Left),
    ];
    columns.extend(labels.iter().map(|label| column(label, 7, Align::Centre)));
    columns.push(column(apart, 7, Align::Centre));
    columns.extend(labels.iter().map(|label| column(&say::said_by(lang, label), 20, Align::Left)));
    let shown = comparison.rows.iter().filter(|row| is_indicator(row) || row.differs());
    let mut rows: Vec<Row> = shown.map(|held| row(lang, sides, held)).collect();
    rows.extend((0..comparison.totals.len()).map(|place| total(lang, sides, comparison, place)));
    Table { title: None, columns, rows }
}

fn is_indicator(row: &Compared) -> bool {
    matches!(row.first(), Some((_, Part::Indicator(_))))
}

fn row(lang: Lang, sides: &[Side<'_>], held: &Compared) -> Row {
    let changed = words::changed(lang, held);
    let text = words::text(sides, held);
    let text = if changed.is_empty() { text } else { format!("[{changed}] {text}") };
    let mut cells = vec![Cell::text(words::id(lang, sides, held)), Cell::text(text)];
    let places = || 0..sides.len();
    cells.extend(places().map(|place| number(lang, sides, held, place)));
    cells.push(apart(lang, sides, held.apart()));
    cells.extend(places().map(|place| Cell::text(recorded(lang, sides, held, place))));
    let id = held.first().map(|(place, part)| part.id(sides[place].rubric).to_owned());
    Row { id, ..Row::new(role(sides, held), cells) }
}

fn role(sides: &[Side<'_>], held: &Compared) -> Role {
    match held.first() {
        Some((place, Part::Indicator(index)))
            if sides[place].rubric.indicator(index).kind == IndicatorKind::Section =>
        {
            Role::Section(index)
        }
        Some((_, Part::Indicator(index))) => Role::Item(index),
        Some((_, Part::Clause(index))) => Role::Clause(index),
        _ => Role::Entry,
    }
}

/// What stands in the column of an assessment: a number, or why there is none.
fn number(lang: Lang, sides: &[Side<'_>], held: &Compared, place: usize) -> Cell {
    let cell = held.cells[place].as_ref();
    // A section that only holds others without points says nothing of its own.
    if matches!(role(sides, held), Role::Section(_))
        && cell.is_some_and(|cell| cell.number.is_none())
    {
        return Cell::empty();
    }
    let text = words::cell(lang, sides, held, place);
    let decimals = sides[place].rubric.head.decimals;
    let number = cell.and_then(|cell| cell.number);
    let is_shown = |number: &Points| number.show(decimals) == text;
    number
        .filter(is_shown)
        .map_or_else(|| Cell::text(text.clone()), |number| Cell::number(number, decimals))
}

/// The last minus the first of two; of more, how far they are apart. 待评 where one is not
/// finished.
fn apart(lang: Lang, sides: &[Side<'_>], apart: Apart) -> Cell {
    if apart.is_open {
        return Cell::text(field_words::pending(lang));
    }
    let decimals = sides.iter().map(|side| side.rubric.head.decimals).max().unwrap_or_default();
    let shown = if sides.len() == 2 { apart.difference } else { apart.gap };
    shown.map_or_else(Cell::empty, |points| Cell::number(points, decimals))
}

/// What an assessment recorded, and where it was taken from; nothing where it recorded nothing.
fn recorded(lang: Lang, sides: &[Side<'_>], held: &Compared, place: usize) -> String {
    let Some(cell) = &held.cells[place] else { return String::new() };
    let mut said = Vec::new();
    if !cell.entry.is_empty() || !cell.ledger.is_empty() {
        said.push(words::recorded(lang, sides, held, place));
    }
    said.extend(words::notes_on(lang, held, place));
    said.join("\n")
}

/// A number of the whole; beside the last one the grades.
fn total(lang: Lang, sides: &[Side<'_>], comparison: &Comparison, place: usize) -> Row {
    let (figure, ref values) = comparison.totals[place];
    let mut cells = vec![Cell::text(begun(words::figure(lang, figure))).across(2)];
    cells.extend(values.iter().zip(sides).map(|(value, side)| {
        let decimals = side.rubric.head.decimals;
        value.map_or_else(Cell::empty, |value| Cell::number(value, decimals))
    }));
    cells.push(apart(lang, sides, comparison.apart(place)));
    let outcome = |side: &Side<'_>| {
        let total = &side.card.total;
        let grade = vetoes::grade(lang, total).map(|grade| say::grade(lang, &grade));
        let veto = total.vetoed.then(|| vetoes::held(lang, &total.vetoed_as));
        grade.into_iter().chain(veto).collect::<Vec<_>>().join(lang.comma())
    };
    cells.extend(sides.iter().map(|side| match figure {
        Figure::Score => Cell::text(outcome(side)),
        _ => Cell::empty(),
    }));
    Row::new(Role::Sum, cells)
}

//! Workbooks with live formulas: whoever changes a count in a spreadsheet sees the very
//! score the program calculates.
//!
//! A [`book::Book`] is cells as data. [`plan::Plan`] says where everything stands, from the
//! rubric alone; [`mod@sheets`] are what people fill in; [`calculation`] has the formulas, made
//! from the rule kinds in the order of `crate::score`; [`evaluate`] works them out in exact
//! decimals. [`form`] puts a session into a workbook and [`import`] takes it out again.

pub mod asks;
pub mod book;
pub mod calculation;
pub mod columns;
pub mod corrections;
pub mod cover;
pub mod earlier;
pub mod evaluate;
pub mod form;
pub mod formula;
pub mod grid;
pub mod heights;
pub mod import;
pub mod limits;
pub mod lists;
pub mod pieces;
pub mod plan;
pub mod presentation;
pub mod quantities;
pub mod results;
pub mod sheets;
pub mod show;
pub mod tasks;
pub mod watch;
pub mod xlsx;

use super::{Basis, Kind, report};
use crate::lang::report as words;
use crate::session::Session;
use book::Book;
use book::{Seen, Sheet};
use evaluate::Value;
use form::{Carried, plan, sheets};
use formula::At;
use plan::Plan;
use presentation::present;
use results::results;
use watch::Watch;
use xlsx::{Results, Told, WriteError, bytes_told};

/// A report of a session whose numbers follow what is changed in its spreadsheet; `text_of`
/// writes the part of the session that cells cannot hold, `told` hears how far it is.
///
/// # Errors
/// What [`bytes_told`] says.
pub fn calculating(
    basis: &Basis<'_>,
    kind: Kind,
    text_of: impl Fn(&Session) -> String,
    told: &mut Told<'_>,
) -> Result<Vec<u8>, WriteError> {
    let plan = plan(basis.rubric, basis.session, 1);
    let (book, known) = reports(basis, &plan, &[kind], text_of);
    bytes_told(&book, &Results::Known(&known), told)
}

/// A workbook of reports, a sheet each before those that calculate, and the results of its
/// formulas; the plan has as many sheets before its own.
#[must_use]
pub fn reports(
    basis: &Basis<'_>,
    plan: &Plan<'_>,
    kinds: &[Kind],
    text_of: impl Fn(&Session) -> String,
) -> (Book, Vec<(At, Value)>) {
    let Basis { lang, rubric, session, card } = *basis;
    let carried = Carried::of(plan, session);
    let text = text_of(&carried.part(session));
    let mut behind = sheets(plan, lang, session, (&carried, &text), false);
    // The tables are what is printed; what they are calculated from can be shown by hand.
    for sheet in behind.iter_mut().filter(|sheet| sheet.seen == Seen::Shown) {
        sheet.seen = Seen::Hidden;
        // LibreOffice prints hidden sheets that have an area to print.
        sheet.print_area = None;
    }
    let mut book = Book { sheets: vec![Sheet::default(); kinds.len()] };
    book.sheets.append(&mut behind);
    let mut known = results(plan, lang, card);
    let mut watch = Watch::new(plan, lang, &book);
    for (place, kind) in kinds.iter().enumerate() {
        let report = report(basis, *kind);
        let name = words::kind(lang, *kind);
        let decimals = rubric.head.decimals;
        let shown = present(&report, (place, name), decimals, Some(&mut watch));
        let numbers = shown.results.iter().filter(|(_, value)| matches!(value, Value::Number(_)));
        let numbers: Vec<At> = numbers.map(|(at, _)| *at).collect();
        watch.formulas(name, &numbers);
        known.extend(shown.results);
        book.sheets[place] = shown.sheet;
    }
    book.sheets.push(watch.into_sheet());
    (book, known)
}

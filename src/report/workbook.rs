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
pub mod cover;
pub mod evaluate;
pub mod form;
pub mod formula;
pub mod grid;
pub mod heights;
pub mod import;
pub mod lists;
pub mod plan;
pub mod presentation;
pub mod results;
pub mod sheets;
pub mod show;
pub mod xlsx;

use super::{Basis, Kind, report};
use crate::lang::report as words;
use crate::session::Session;
use book::Book;
use form::{Carried, plan, sheets};
use presentation::present;
use results::results;
use xlsx::{Results, WriteError, bytes};

/// A report of a session whose numbers follow what is changed in its spreadsheet; `text_of`
/// writes the part of the session that cells cannot hold.
///
/// # Errors
/// What [`bytes`] says.
pub fn calculating(
    basis: &Basis<'_>,
    kind: Kind,
    text_of: impl Fn(&Session) -> String,
) -> Result<Vec<u8>, WriteError> {
    let Basis { lang, rubric, session, card } = *basis;
    let plan = plan(rubric, session, 1);
    let carried = Carried::of(&plan, session);
    let text = text_of(&carried.part(session));
    let name = words::kind(lang, kind);
    let shown = present(&report(basis, kind), name, Some(&plan), rubric.head.decimals);
    let mut book = Book { sheets: vec![shown.sheet] };
    book.sheets.extend(sheets(&plan, lang, session, (&carried, &text), false));
    let mut known = results(&plan, card);
    known.extend(shown.results);
    bytes(&book, &Results::Known(&known))
}

//! 报表: one model of everything an office prints, and the writers that print it.
//!
//! A [`Report`] is made from a rubric, a session and its scorecard. It holds every word and
//! number in its place; writers calculate nothing and leave nothing out. Where a cell shows
//! a number, [`Quantity`] says what of the scorecard it is.

mod basis;
mod comparison;
mod deductions;
mod document;
mod feedback;
mod form;
mod frame;
mod issues;
mod ledgers;
mod lost;
mod model;
mod ranking;
mod reasons;
mod samples;
mod summary;
mod sums;
pub mod workbook;
pub mod write;

pub use basis::Basis;
pub use comparison::{compared, comparison};
pub use model::{Align, Cell, Column, Kind, Notes, Quantity, Report, Role, Row, Slot, Table};
pub use ranking::{RankedUnits, ranking};

use crate::lang::report as say;

/// The report of this kind. A comparison has the session alone in it, a ranking its unit: see
/// [`comparison()`] and [`ranking()`] for those of several.
#[must_use]
pub fn report(basis: &Basis<'_>, kind: Kind) -> Report {
    let mut report = bare(basis, kind);
    if !Kind::OF_ONE.contains(&kind) {
        // Their rows are of several documents and have their ids already.
        return report;
    }
    for row in report.tables.iter_mut().flat_map(|table| &mut table.rows) {
        row.id = match row.role {
            Role::Section(index) | Role::Item(index) => {
                Some(basis.rubric.indicator(index).id.clone())
            }
            Role::Clause(index) => Some(basis.rubric.clause(index).id.clone()),
            Role::Entry | Role::Sum => None,
        };
    }
    report
}

fn bare(basis: &Basis<'_>, kind: Kind) -> Report {
    let tables = match kind {
        Kind::Form => vec![form::table(basis)],
        Kind::Summary => summary::tables(basis),
        Kind::Deductions => vec![deductions::table(basis)],
        Kind::Issues => vec![issues::table(basis)],
        Kind::Ledgers => ledgers::tables(basis),
        Kind::Feedback => return feedback::fill(basis, frame::framed(basis, kind, Vec::new())),
        Kind::Comparison => return comparison::of_one(basis),
        Kind::Ranking => return ranking::of_one(basis),
    };
    let mut report = frame::framed(basis, kind, tables);
    match kind {
        Kind::Form => {
            report.notes.extend(frame::notes(basis));
            report.notes.extend(frame::readings(basis));
            report.notes.extend(samples::notes(basis));
            report.notes.extend(frame::uncounted(basis));
        }
        Kind::Ledgers => {
            if report.tables.is_empty() {
                report.paragraphs.push(say::no_ledgers(basis.lang).to_owned());
            }
            report.notes.extend(frame::notes(basis));
            report.notes.extend(frame::uncounted(basis));
        }
        Kind::Issues | Kind::Deductions => report.notes.extend(frame::uncounted(basis)),
        _ => {}
    }
    report
}

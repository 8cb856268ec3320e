//! A spreadsheet of the tables alone: for one that calculates see `report::workbook`.

use super::WriteError;
use crate::report::Report;
use crate::report::workbook::book::Book;
use crate::report::workbook::presentation::present;
use crate::report::workbook::xlsx::{Results, bytes};

/// The sheet is called what the kind of report is called.
pub(super) fn write(report: &Report) -> Result<Vec<u8>, WriteError> {
    let presented = present(report, (0, &report.sheet), 0, None);
    let book = Book { sheets: vec![presented.sheet] };
    bytes(&book, &Results::Known(&[])).map_err(|error| WriteError(error.to_string()))
}

//! 报表: one model of everything an office prints, and the writers that print it.
//!
//! A [`Report`] is made from a rubric, a session and its scorecard. It holds every word and
//! number in its place; writers calculate nothing and leave nothing out. Where a cell shows
//! a number, [`Quantity`] says what of the scorecard it is.

mod model;
pub mod workbook;

pub use model::{Align, Cell, Column, Kind, Notes, Quantity, Report, Role, Row, Slot, Table};

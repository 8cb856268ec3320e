//! Workbooks with live formulas: whoever changes a count in a spreadsheet sees the very
//! score the program calculates.
//!
//! A [`book::Book`] is cells as data. [`plan::Plan`] says where everything stands, from the
//! rubric alone; [`sheets`] are what people fill in; [`calculation`] has the formulas, made
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

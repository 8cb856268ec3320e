//! What leaves the program for people who sign it: tables and workbooks as data.

pub mod workbook;

//! Any bytes read as a document: refused with a reason, or drafted without a panic; what is
//! drafted can be written, and what is written can be read.
#![no_main]

#[path = "../checks/document.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));

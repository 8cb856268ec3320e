//! Any bytes read as a journal: every line is read or told, what is read is followed, and a
//! line that was read is written as one that reads the same.
#![no_main]

#[path = "../checks/journal.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));

//! A session file, its journal and a journal that stands elsewhere, all of any bytes, with lines
//! of `====` between them: they are held against each other, judged, and what comes of it can be
//! written and read again.
#![no_main]

#[path = "../checks/replay.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check::check(bytes));

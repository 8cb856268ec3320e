//! Any text read as a session: it is refused with problems that can be told, or it can be
//! scored against a rubric, written, and read again as the very same.
#![no_main]

#[path = "../checks/session.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| check::check(text));

//! Any text read as a rubric: it is refused with problems that can be told, or it can be
//! scored, and is checked and scored without a panic.
#![no_main]

#[path = "../checks/rubric.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|text: &str| check::check(text));

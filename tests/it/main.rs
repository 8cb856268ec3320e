//! All integration tests, in one program.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod bad_files;
mod documents;
mod storage;

//! One integration binary: what a user does and sees, and what always holds.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod bad_files;
mod changes;
mod commands;
mod comparison;
mod config;
mod crash;
mod documents;
mod drawing;
mod fixtures;
mod guide;
mod handbook;
mod hostile;
mod laws;
mod margins;
mod plain;
mod ranking;
mod readme;
mod reports;
mod restricted;
mod rules;
mod running;
mod schema;
mod scoring;
mod screens;
mod sessions;
mod ssh;
mod storage;
mod survival;
mod terminal;
mod tidy;
mod trouble;
mod verify;
mod wire;
mod wording;
mod workbooks;

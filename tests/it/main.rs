//! One integration binary: what a user does and sees, and what always holds.

mod commands;
mod fixtures;
mod laws;
mod scoring;
mod sessions;
mod tidy;

//! The JSON Schemas of both formats, for editors that complete and check a file
//! while it is written.
//!
//! They stand in `docs/schema`. A test compares them with what the reader looks
//! for ([`rubric_keys`], [`session_keys`]) and what it refuses, so neither can
//! change without the other.

use super::{rubric_file, session_file};

/// The JSON Schema of a rubric, draft 2020-12.
pub const RUBRIC: &str = include_str!("../../docs/schema/kaohe-rubric-1.json");
/// The JSON Schema of a session, draft 2020-12.
pub const SESSION: &str = include_str!("../../docs/schema/kaohe-session-1.json");

/// The keys the reader looks for in each mapping of a rubric, the mappings in the order of
/// the file. Mappings whose keys are data (tags, levels, named counters) are left out.
#[must_use]
pub fn rubric_keys(text: &str) -> Vec<Vec<&'static str>> {
    rubric_file::keys(text)
}

/// The keys the reader looks for in each mapping of a session, as [`rubric_keys`].
#[must_use]
pub fn session_keys(text: &str) -> Vec<Vec<&'static str>> {
    session_file::keys(text)
}

//! `kaohe schema rubric|session`: the JSON Schema of a format, for editors.

use super::{Context, Exit, Failure, text};
use crate::storage::schema::{RUBRIC, SESSION};
use clap::ArgMatches;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let schema = if text(matches, "FORMAT") == "session" { SESSION } else { RUBRIC };
    context.print_lines(schema.trim_end())?;
    Ok(Exit::Done)
}

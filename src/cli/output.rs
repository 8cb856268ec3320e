//! The only way from a command to its streams.
//!
//! What people read passes [`crate::visible`], so that nothing a file, a name or an
//! argument holds can command the terminal; JSON holds the same data in harmless
//! letters. A test sees to it that no command writes on its own.

use super::{Context, Environment, Failure};
use crate::visible::{escaped_json, visible, visible_lines};
use serde::Serialize;
use std::io::{self, Write};

/// Writes a message of several lines where people look for it. A stream that is closed
/// leaves nobody to tell.
pub fn tell(messages: &mut dyn Write, text: &str) {
    let _ = writeln!(messages, "{}", visible_lines(text));
}

/// Sends on what is still held back of the data.
pub(super) fn finish(environment: &mut Environment<'_>) -> Result<(), Failure> {
    Ok(environment.output.flush()?)
}

/// Writes what this program made of itself and of nothing that was read: scripts, pages.
pub(super) fn print_own(environment: &mut Environment<'_>, bytes: &[u8]) -> io::Result<()> {
    environment.output.write_all(bytes)
}

/// Writes the help that was asked for.
pub(super) fn print_help(environment: &mut Environment<'_>, text: &str) {
    // A reader that closed early (`kaohe --help | head`) is no failure.
    let _ = write!(environment.output, "{}", visible_lines(text));
}

/// Draws a line over the one that is there, or takes it away where the text is empty. A
/// stream that is closed leaves nobody to tell.
pub(super) fn draw_over(messages: &mut dyn Write, text: &str) {
    let _ = write!(messages, "\r{}\x1b[K", visible(text));
    let _ = messages.flush();
}

impl Context<'_, '_> {
    /// One line of data for people.
    pub(super) fn print(&mut self, line: &str) -> Result<(), Failure> {
        self.make_way();
        Ok(writeln!(self.environment.output, "{}", visible(line))?)
    }

    /// Data for people that may be several lines.
    pub(super) fn print_lines(&mut self, text: &str) -> Result<(), Failure> {
        self.make_way();
        Ok(writeln!(self.environment.output, "{}", visible_lines(text))?)
    }

    /// One JSON value on a line of its own.
    pub(super) fn print_json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        self.make_way();
        let line = serde_json::to_string(value).map_err(io::Error::from)?;
        Ok(writeln!(self.environment.output, "{}", escaped_json(&line))?)
    }

    /// What a writer of reports made: it has marked what is hidden itself, and a table begins
    /// with a byte order mark that is to stay.
    pub(super) fn print_report(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.make_way();
        Ok(self.environment.output.write_all(bytes)?)
    }

    /// A message, possibly of several lines.
    pub(super) fn tell(&mut self, text: &str) {
        self.end_progress();
        tell(self.environment.messages, text);
    }
}

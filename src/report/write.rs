//! The writers: one file a format. They print a [`Report`] and calculate nothing.
//!
//! Every text passes `text::shown` but in JSON, which holds the data itself in escapes.

pub(super) mod brackets;
mod csv;
mod docx;
mod html;
mod json;
mod markdown;
mod pages;
mod text;
mod xlsx;

use super::Report;

/// The formats a report is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A document of a word processor.
    Docx,
    /// A spreadsheet; with its session its numbers are calculated.
    Xlsx,
    /// One self-contained page that prints well.
    Html,
    /// Text with tables.
    Markdown,
    /// The tables alone, for other programs.
    Csv,
    /// Everything as data.
    Json,
}

pub use docx::template::{Gap, Source, TemplateError, filled, filled_with_contents};

/// A report could not be packed into its file.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct WriteError(String);

impl Format {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::Docx, Self::Xlsx, Self::Html, Self::Markdown, Self::Csv, Self::Json];

    /// The word commands use.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The format with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.key() == key)
    }

    /// The ending of its files, without the point.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            other => other.key(),
        }
    }

    /// The format whose files end so, in whatever letters.
    #[must_use]
    pub fn with_ending(ending: &str) -> Option<Self> {
        let ending = ending.to_ascii_lowercase();
        let is_known = |format: &Self| [format.ending(), format.key()].contains(&ending.as_str());
        Self::ALL.into_iter().find(is_known)
    }

    /// Whether it is text that a terminal or a pipe can take.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Xlsx)
    }
}

/// The bytes of a report in a format.
///
/// # Errors
/// The parts could not be packed, which only happens when they are too large.
pub fn write(report: &Report, format: Format) -> Result<Vec<u8>, WriteError> {
    match format {
        Format::Docx => docx::write(report),
        Format::Xlsx => xlsx::write(report),
        Format::Html => Ok(html::write(report).into_bytes()),
        Format::Markdown => Ok(markdown::write(report).into_bytes()),
        Format::Csv => Ok(csv::write(report).into_bytes()),
        Format::Json => Ok(json::write(report).into_bytes()),
    }
}

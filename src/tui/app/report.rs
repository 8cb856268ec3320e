//! A report that is to be written.

use crate::report::Kind;
use crate::report::write::Format;
use std::path::PathBuf;

/// What a report is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportOf {
    /// The open session.
    Session,
    /// The comparison that is open.
    Comparison,
    /// The units of the folder, for the rubric with this id.
    Ranking(String),
}

/// A report, its format and its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOrder {
    /// What it is of.
    pub of: ReportOf,
    /// Which kind.
    pub kind: Kind,
    /// In which format.
    pub format: Format,
    /// The name of the file without folder and ending; empty: one is made of what it is of.
    pub name: String,
    /// The Word file it is filled in; for documents of a word processor only.
    pub template: Option<PathBuf>,
    /// A file that is there is replaced.
    pub overwrites: bool,
}

impl ReportOf {
    /// The kinds that can be made of it.
    #[must_use]
    pub fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::Session => &Kind::OF_ONE,
            Self::Comparison => &[Kind::Comparison],
            Self::Ranking(_) => &[Kind::Ranking],
        }
    }
}

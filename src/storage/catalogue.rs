//! The rubrics known: the built-in ones, the user's own, and further folders.

use super::problem::FileProblem;
use crate::rubric::Rubric;
use crate::session::Session;
use std::path::{Path, PathBuf};

/// Where a rubric came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    BuiltIn,
    /// It was read from this file.
    File(PathBuf),
}

/// A rubric ready for use, with the very text it was read from.
#[derive(Clone, Debug)]
pub struct LoadedRubric {
    /// The document.
    pub rubric: Rubric,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub sha256: String,
    /// The text of the file.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
    /// What is odd about it.
    pub warnings: Vec<FileProblem>,
}

/// A rubric file that is refused.
#[derive(Clone, Debug)]
pub struct BrokenRubric {
    /// The file.
    pub path: PathBuf,
    /// Everything that is wrong with it.
    pub problems: Vec<FileProblem>,
}

/// All rubrics known.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Usable rubrics: those of the folders in the order given, each by file name, then the
    /// built-in ones.
    pub rubrics: Vec<LoadedRubric>,
    /// Files of the folders that are refused.
    pub broken: Vec<BrokenRubric>,
}

/// Why no rubric was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindError {
    /// No rubric has this id.
    Unknown {
        /// What was asked for.
        name: String,
        /// A known id that looks like it.
        nearest: Option<String>,
    },
    /// The file is refused.
    Problems(Vec<FileProblem>),
}

/// The rubric of a session, as far as it can be had.
#[derive(Clone, Debug)]
pub enum RubricMatch {
    /// The very file the session was scored with.
    Exact(Box<LoadedRubric>),
    /// That file is not there; a rubric with the same id and another text is.
    Changed(Box<LoadedRubric>),
    /// Neither that file nor a rubric with its id is there.
    Missing,
}

impl Catalogue {
    /// Reads the rubrics (`*.yaml`) of these folders, and the built-in ones. A folder that
    /// does not exist has none.
    #[must_use]
    pub fn load(folders: &[PathBuf]) -> Self {
        let _ = folders;
        Self::default()
    }

    /// The rubric with this id, or in the file at this path (a name with `/` or `.yaml`).
    ///
    /// # Errors
    /// No such rubric, or the file is refused.
    pub fn find(&self, name: &str) -> Result<LoadedRubric, FindError> {
        Err(FindError::Unknown { name: name.to_owned(), nearest: None })
    }

    /// The rubric with this id; the first, where several folders have one.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&LoadedRubric> {
        self.rubrics.iter().find(|rubric| rubric.rubric.head.id == id)
    }

    /// The rubric with this very text.
    #[must_use]
    pub fn by_sha256(&self, sha256: &str) -> Option<&LoadedRubric> {
        self.rubrics.iter().find(|rubric| rubric.sha256 == sha256)
    }
}

/// SHA-256 of a text, in lower-case hexadecimal.
#[must_use]
pub fn sha256(text: &str) -> String {
    text.to_owned()
}

/// The rubric a session was scored with: the same text in the catalogue, else the copy kept
/// beside the session, else a rubric with the same id (changed), else none.
#[must_use]
pub fn rubric_for_session(
    catalogue: &Catalogue,
    session_path: &Path,
    session: &Session,
) -> RubricMatch {
    let _ = (catalogue, session_path, session);
    RubricMatch::Missing
}

/// Keeps a copy of a rubric that is not built in beside a session, as
/// `rubrics/<sha256>.yaml`; done before the session's first save.
///
/// # Errors
/// What [`super::save::save`] says.
pub fn keep_rubric_copy(
    session_path: &Path,
    rubric: &LoadedRubric,
) -> Result<(), super::save::SaveError> {
    let _ = (session_path, rubric);
    Ok(())
}

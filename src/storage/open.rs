//! A session with its rubric: opened, created, saved.

use super::catalogue::{
    Catalogue, LoadedRubric, RubricMatch, keep_rubric_copy, rubric_for_session,
};
use super::paths::new_session_path;
use super::problem::FileProblem;
use super::read::read_text;
use super::save::{Before, ContentHash, SaveError, create_folder, save};
use super::session_file::{Summary, parse_session, session_text};
use crate::rubric::Rubric;
use crate::score::{Scorecard, score};
use crate::session::{RubricReference, Session, SessionHead};
use crate::visible::path_words;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// A session file that has been read, with the rubric it is scored with.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Its file.
    pub path: PathBuf,
    /// What was recorded.
    pub session: Session,
    /// What it is scored with.
    pub rubric: LoadedRubric,
    /// The rubric is not the very text the session was scored with.
    pub rubric_changed: bool,
    /// What stands in the file, to notice changes by someone else.
    pub content: ContentHash,
}

/// Why a session could not be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// Everything wrong with the file.
    Problems(Vec<FileProblem>),
    /// Neither its rubric nor another version of it is known.
    RubricMissing {
        /// The session file.
        path: String,
        /// The rubric's id.
        id: String,
        /// The fingerprint of the rubric it was scored with.
        sha256: String,
    },
}

/// Reads a session and finds its rubric.
///
/// # Errors
/// The file is refused, or no version of its rubric is known.
pub fn open(catalogue: &Catalogue, path: &Path) -> Result<OpenSession, OpenError> {
    let text = read_text(path).map_err(OpenError::Problems)?;
    open_text(catalogue, path, &path_words(path), &text)
}

/// Takes a session from a text, such as standard input; copies of rubrics are looked for
/// beside `path`, and problems call it `name`.
///
/// # Errors
/// As [`open`].
pub fn open_text(
    catalogue: &Catalogue,
    path: &Path,
    name: &str,
    text: &str,
) -> Result<OpenSession, OpenError> {
    let session = parse_session(name, text).map_err(OpenError::Problems)?;
    let (rubric, rubric_changed) = match rubric_for_session(catalogue, path, &session) {
        RubricMatch::Exact(rubric) => (*rubric, false),
        RubricMatch::Changed(rubric) => (*rubric, true),
        RubricMatch::Missing => {
            let RubricReference { id, sha256 } = session.rubric;
            return Err(OpenError::RubricMissing { path: name.to_owned(), id, sha256 });
        }
    };
    let content = ContentHash::of(text);
    Ok(OpenSession { path: path.to_owned(), session, rubric, rubric_changed, content })
}

/// Makes a new session file in a folder, under a name made from its head; the folder too,
/// where it is not there yet.
///
/// # Errors
/// What [`save`] says.
pub fn create_in(
    folder: &Path,
    rubric: &LoadedRubric,
    head: SessionHead,
) -> Result<OpenSession, SaveError> {
    create_folder(folder)?;
    let path = new_session_path(folder, &head, &rubric.rubric)?;
    create_at(&path, rubric, head)
}

/// Makes a new session file at this path, in a folder that is there; an existing file is
/// never overwritten.
///
/// # Errors
/// What [`save`] says.
pub fn create_at(
    path: &Path,
    rubric: &LoadedRubric,
    head: SessionHead,
) -> Result<OpenSession, SaveError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(SaveError::no_folder(folder));
    }
    let reference =
        RubricReference { id: rubric.rubric.head.id.clone(), sha256: rubric.sha256.clone() };
    let id = Uuid::now_v7().to_string();
    let session = Session { id, rubric: reference, head, ..Session::default() };
    keep_rubric_copy(path, rubric)?;
    let card = score(&rubric.rubric, &session);
    let content = save_session(path, &session, &rubric.rubric, &card, Before::Nothing)?;
    let rubric = rubric.clone();
    Ok(OpenSession { path: path.to_owned(), session, rubric, rubric_changed: false, content })
}

/// Writes a session with its summary; the answer is what stands in the file now.
///
/// # Errors
/// What [`save`] says.
pub fn save_session(
    path: &Path,
    session: &Session,
    rubric: &Rubric,
    card: &Scorecard,
    before: Before,
) -> Result<ContentHash, SaveError> {
    save(path, &session_text(session, rubric, &Summary::of(card)), before)
}

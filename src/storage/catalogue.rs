//! The rubrics known: the built-in ones, the user's own, and further folders.

mod built_in;

pub use super::hash::sha256;
pub use built_in::BUILT_IN;

use super::hash::is_sha256;
use super::nearest::nearest;
use super::problem::FileProblem;
use super::save::{Before, SaveError, create_folder, save};
use super::{paths, read, rubric_file};
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
        let mut built_in = Vec::new();
        let mut catalogue = Self::default();
        for (name, text) in BUILT_IN {
            match parse(name, (*text).to_owned(), Origin::BuiltIn) {
                Ok(rubric) => built_in.push(rubric),
                Err(problems) => {
                    catalogue.broken.push(BrokenRubric { path: PathBuf::from(name), problems });
                }
            }
        }
        for folder in folders {
            match paths::rubric_files(folder) {
                Ok(files) => files.iter().for_each(|path| catalogue.add_file(path, &built_in)),
                Err(cause) => {
                    let problem = FileProblem::not_readable(&folder.display().to_string(), &cause);
                    let path = folder.clone();
                    catalogue.broken.push(BrokenRubric { path, problems: vec![problem] });
                }
            }
        }
        catalogue.rubrics.append(&mut built_in);
        catalogue
    }

    /// Adds the rubric of a file, unless the same text is there already.
    fn add_file(&mut self, path: &Path, built_in: &[LoadedRubric]) {
        match load(path) {
            Ok(rubric) => {
                let mut known = built_in.iter().chain(&self.rubrics);
                if !known.any(|known| known.sha256 == rubric.sha256) {
                    self.rubrics.push(rubric);
                }
            }
            Err(problems) => self.broken.push(BrokenRubric { path: path.to_owned(), problems }),
        }
    }

    /// The rubric with this id, or in the file at this path (a name with `/` or `.yaml`).
    ///
    /// # Errors
    /// No such rubric, or the file is refused.
    pub fn find(&self, name: &str) -> Result<LoadedRubric, FindError> {
        if let Some(rubric) = self.by_id(name) {
            return Ok(rubric.clone());
        }
        let path = Path::new(name);
        if paths::is_yaml(name) || path.components().count() > 1 {
            return load(path).map_err(FindError::Problems);
        }
        let ids: Vec<&str> = self.rubrics.iter().map(|known| &*known.rubric.head.id).collect();
        let nearest = nearest(name, &ids).map(str::to_owned);
        Err(FindError::Unknown { name: name.to_owned(), nearest })
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

/// Reads the rubric of a file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load(path: &Path) -> Result<LoadedRubric, Vec<FileProblem>> {
    let text = read::read_text(path)?;
    parse(&path.display().to_string(), text, Origin::File(path.to_owned()))
}

fn parse(name: &str, text: String, origin: Origin) -> Result<LoadedRubric, Vec<FileProblem>> {
    let rubric_file::ParsedRubric { rubric, warnings } = rubric_file::parse_rubric(name, &text)?;
    Ok(LoadedRubric { rubric, sha256: sha256(&text), text, origin, warnings })
}

/// The rubric a session was scored with: the same text in the catalogue, else the copy kept
/// beside the session, else a rubric with the same id (changed), else none.
#[must_use]
pub fn rubric_for_session(
    catalogue: &Catalogue,
    session_path: &Path,
    session: &Session,
) -> RubricMatch {
    let wanted = &session.rubric.sha256;
    let same = catalogue.by_sha256(wanted).cloned();
    if let Some(rubric) = same.or_else(|| kept_copy(session_path, wanted)) {
        return RubricMatch::Exact(Box::new(rubric));
    }
    match catalogue.by_id(&session.rubric.id) {
        Some(rubric) => RubricMatch::Changed(Box::new(rubric.clone())),
        None => RubricMatch::Missing,
    }
}

/// The copy kept beside a session, if it is still the very text.
fn kept_copy(session_path: &Path, sha256: &str) -> Option<LoadedRubric> {
    let copy = load(&copy_path(session_path, sha256)?).ok()?;
    (copy.sha256 == sha256).then_some(copy)
}

/// `rubrics/<sha256>.yaml` beside a session; `None` for what is no hash.
fn copy_path(session_path: &Path, sha256: &str) -> Option<PathBuf> {
    let name = is_sha256(sha256).then(|| format!("{sha256}.yaml"))?;
    Some(session_path.with_file_name("rubrics").join(name))
}

/// Keeps a copy of a rubric that is not built in beside a session, as
/// `rubrics/<sha256>.yaml`; done before the session's first save.
///
/// # Errors
/// What [`super::save::save`] says.
pub fn keep_rubric_copy(session_path: &Path, rubric: &LoadedRubric) -> Result<(), SaveError> {
    let Some(path) = copy_path(session_path, &rubric.sha256) else { return Ok(()) };
    if rubric.origin == Origin::BuiltIn {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    save(&path, &rubric.text, Before::Anything).map(|_| ())
}

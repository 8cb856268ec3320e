//! The rubrics known: the built-in ones, the user's own, and further folders.

mod built_in;

pub use super::hash::sha256;
pub use built_in::{BUILT_IN, BuiltIn};

use super::disk::Disk;
use super::hash::is_sha256;
use super::nearest::nearest;
use super::problem::{FileProblem, FileProblemKind};
use super::save::{Before, SaveError, create_folder, folder_of, save};
use super::trash::came_from;
use super::{paths, read, rubric_file};
use crate::rubric::Rubric;
use crate::rubric::check::Severity;
use crate::session::{RubricReference, Session};
use crate::visible::{name_words, path_words};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

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
    pub rubric: Arc<Rubric>,
    /// SHA-256 of the text, in lower-case hexadecimal.
    pub sha256: String,
    /// The text of the file.
    pub text: Cow<'static, str>,
    /// Where it came from.
    pub origin: Origin,
}

/// A rubric file that is refused.
#[derive(Clone, Debug)]
pub struct BrokenRubric {
    /// The file.
    pub path: PathBuf,
    /// Everything that is wrong with it.
    pub problems: Vec<FileProblem>,
}

/// All rubrics known: those of the folders in the order given, each by file name, then the
/// built-in ones. A built-in rubric is read when it is first asked for, so that opening a
/// session costs the reading of its own rubric only.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    known: Vec<Known>,
    /// Files of the folders named by the hash of what they hold: copies kept for sessions,
    /// read for those alone.
    copies: Vec<PathBuf>,
    /// Files of the folders that are refused.
    pub broken: Vec<BrokenRubric>,
    /// Copies that were read for a session, by their hash: the sessions of a folder mostly
    /// share one.
    remembered: Arc<Mutex<BTreeMap<String, Arc<LoadedRubric>>>>,
}

/// A rubric that may not have been read yet.
#[derive(Clone, Debug)]
enum Known {
    BuiltIn(&'static BuiltIn, OnceLock<Option<Arc<LoadedRubric>>>),
    File(Arc<LoadedRubric>),
}

impl Known {
    fn id(&self) -> &str {
        match self {
            Self::BuiltIn(built_in, _) => built_in.id,
            Self::File(loaded) => &loaded.rubric.head.id,
        }
    }

    fn title(&self) -> &str {
        match self {
            Self::BuiltIn(built_in, _) => built_in.title,
            Self::File(loaded) => &loaded.rubric.head.title,
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::BuiltIn(built_in, _) => built_in.text,
            Self::File(loaded) => &loaded.text,
        }
    }

    /// The file; none of a built-in one.
    fn path(&self) -> Option<&Path> {
        match self {
            Self::File(loaded) => match &loaded.origin {
                Origin::File(path) => Some(path),
                Origin::BuiltIn => None,
            },
            Self::BuiltIn(..) => None,
        }
    }

    /// Whether the file is named like the id of what is in it.
    fn is_named_so(&self) -> bool {
        let stem = self.path().and_then(Path::file_stem);
        stem.is_some_and(|stem| stem == self.id())
    }

    /// The rubric; `None` never happens.
    fn load(&self) -> Option<&Arc<LoadedRubric>> {
        match self {
            Self::BuiltIn(built_in, loaded) => {
                loaded.get_or_init(|| load_built_in(built_in).map(Arc::new)).as_ref()
            }
            Self::File(loaded) => Some(loaded),
        }
    }
}

fn load_built_in(built_in: &BuiltIn) -> Option<LoadedRubric> {
    Some(LoadedRubric {
        rubric: Arc::new(rubric_file::read_built_in(built_in)?),
        sha256: sha256(built_in.text),
        text: Cow::Borrowed(built_in.text),
        origin: Origin::BuiltIn,
    })
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
    Exact(Arc<LoadedRubric>),
    /// That file is not there; a rubric with the same id and another text is.
    Changed(Arc<LoadedRubric>),
    /// Neither that file nor a rubric with its id is there.
    Missing,
}

impl Catalogue {
    /// Reads the rubrics (`*.yaml`) of these folders, and knows the built-in ones. A folder
    /// that does not exist has none.
    #[must_use]
    pub fn load(folders: &[PathBuf]) -> Self {
        let mut catalogue = Self::default();
        for folder in folders {
            match paths::rubric_files(folder) {
                Ok(files) => files.iter().for_each(|path| catalogue.add_file(path)),
                Err(cause) => {
                    let problem = FileProblem::not_readable(&path_words(folder), &cause);
                    let path = folder.clone();
                    catalogue.broken.push(BrokenRubric { path, problems: vec![problem] });
                }
            }
        }
        catalogue
            .known
            .extend(BUILT_IN.iter().map(|built_in| Known::BuiltIn(built_in, OnceLock::new())));
        catalogue
    }

    /// Adds the rubric of a file, unless the same text is there already.
    fn add_file(&mut self, path: &Path) {
        if path.file_stem().and_then(OsStr::to_str).is_some_and(is_sha256) {
            self.copies.push(path.to_owned());
            return;
        }
        match load(path) {
            Ok(rubric) => {
                let built_in = BUILT_IN.iter().any(|built_in| built_in.text == rubric.text);
                if !built_in && self.known.iter().all(|known| known.text() != rubric.text) {
                    self.known.push(Known::File(Arc::new(rubric)));
                }
            }
            Err(problems) => self.broken.push(BrokenRubric { path: path.to_owned(), problems }),
        }
    }

    /// All usable rubrics.
    pub fn rubrics(&self) -> impl Iterator<Item = &Arc<LoadedRubric>> {
        self.known.iter().filter_map(Known::load)
    }

    /// The rubric with this id, or in the file at this path (a name with `/` or `.yaml`).
    ///
    /// # Errors
    /// No such rubric, or the file is refused: that at the path, or one named so in a folder.
    pub fn find(&self, name: &str) -> Result<Arc<LoadedRubric>, FindError> {
        if let Some(rubric) = self.by_id(name) {
            return Ok(Arc::clone(rubric));
        }
        let path = Path::new(name);
        if paths::is_yaml(name) || path.components().count() > 1 {
            return load(path).map(Arc::new).map_err(FindError::Problems);
        }
        let of_name = |broken: &&BrokenRubric| broken.path.file_stem() == Some(OsStr::new(name));
        if let Some(broken) = self.broken.iter().find(of_name) {
            return Err(FindError::Problems(broken.problems.clone()));
        }
        let ids: Vec<&str> = self.known.iter().map(Known::id).collect();
        let nearest = nearest(name, &ids).map(str::to_owned);
        Err(FindError::Unknown { name: name.to_owned(), nearest })
    }

    /// The title of the rubric with this id, without reading it.
    #[must_use]
    pub fn title(&self, id: &str) -> Option<&str> {
        self.of_id(id).map(Known::title)
    }

    /// The rubric with this id: of the first folder that has one, and there the one in a file
    /// named like it, else the first.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Arc<LoadedRubric>> {
        self.of_id(id).and_then(Known::load)
    }

    fn of_id(&self, id: &str) -> Option<&Known> {
        let all = || self.known.iter().filter(|known| known.id() == id);
        let first = all().next()?;
        let folder = |known: &Known| known.path().map(|path| folder_of(path).to_owned());
        let is_beside = |known: &&Known| folder(known) == folder(first) && known.is_named_so();
        all().find(is_beside).or(Some(first))
    }

    /// What is said of each file whose id is that of another one in its folder, which counts.
    #[must_use]
    pub fn same_ids(&self) -> Vec<(PathBuf, FileProblem)> {
        let files = self.known.iter().filter_map(|known| Some((known, known.path()?)));
        let shadowed = files.filter_map(|(known, path)| {
            let counts = self.of_id(known.id()).and_then(Known::path)?;
            let is_other = counts != path && folder_of(counts) == folder_of(path);
            let counts = is_other.then(|| name_words(counts.file_name().unwrap_or_default()))?;
            let kind = FileProblemKind::SameRubric { id: known.id().to_owned(), counts };
            let problem = FileProblem {
                severity: Severity::Warning,
                ..FileProblem::of_file(&path_words(path), kind)
            };
            Some((path.to_owned(), problem))
        });
        shadowed.collect()
    }

    /// The copy of a rubric kept beside a session or in a folder under its hash, if it is
    /// still the very text.
    fn copy(&self, session_path: &Path, sha256: &str) -> Option<Arc<LoadedRubric>> {
        let remembered = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(copy) = remembered().get(sha256) {
            return Some(Arc::clone(copy));
        }
        let named = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem == sha256);
        let beside = copy_path(session_path, sha256);
        let before = came_from(session_path).and_then(|path| copy_path(&path, sha256));
        let mut paths = beside.iter().chain(before.iter()).chain(self.copies.iter().filter(named));
        let copy = Arc::new(paths.find_map(|path| unchanged_copy(path, sha256))?);
        remembered().insert(sha256.to_owned(), Arc::clone(&copy));
        Some(copy)
    }

    /// The very rubric a session was scored with.
    #[must_use]
    pub fn by_reference(&self, reference: &RubricReference) -> Option<&Arc<LoadedRubric>> {
        let same_id = self.known.iter().filter(|known| known.id() == reference.id);
        same_id.filter_map(Known::load).find(|rubric| rubric.sha256 == reference.sha256)
    }

    /// The rubric a new session of this id would be made with, where it is another text than
    /// the one referred to.
    #[must_use]
    pub fn newer_than(&self, reference: &RubricReference) -> Option<&Arc<LoadedRubric>> {
        self.by_id(&reference.id).filter(|rubric| rubric.sha256 != reference.sha256)
    }
}

/// Reads the rubric of a file.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load(path: &Path) -> Result<LoadedRubric, Vec<FileProblem>> {
    parse(&path_words(path), path, read::read_text(path)?)
}

/// Takes a rubric from a text, such as standard input, that problems call `name`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn from_text(name: &str, text: String) -> Result<LoadedRubric, Vec<FileProblem>> {
    parse(name, Path::new(name), text)
}

fn parse(name: &str, path: &Path, text: String) -> Result<LoadedRubric, Vec<FileProblem>> {
    Ok(LoadedRubric {
        rubric: Arc::new(rubric_file::parse_rubric(name, &text)?.rubric),
        sha256: sha256(&text),
        text: Cow::Owned(text),
        origin: Origin::File(path.to_owned()),
    })
}

/// The rubric a session was scored with: the same text in the catalogue, else the copy kept
/// beside the session, else a rubric with the same id (changed), else none.
#[must_use]
pub fn rubric_for_session(
    catalogue: &Catalogue,
    session_path: &Path,
    session: &Session,
) -> RubricMatch {
    let wanted = &session.rubric;
    let same = catalogue.by_reference(wanted).cloned();
    if let Some(rubric) = same.or_else(|| catalogue.copy(session_path, &wanted.sha256)) {
        return RubricMatch::Exact(rubric);
    }
    match catalogue.by_id(&session.rubric.id) {
        Some(rubric) => RubricMatch::Changed(Arc::clone(rubric)),
        None => RubricMatch::Missing,
    }
}

fn unchanged_copy(path: &Path, sha256: &str) -> Option<LoadedRubric> {
    let copy = load(path).ok()?;
    (copy.sha256 == sha256).then_some(copy)
}

/// `rubrics/<sha256>.yaml` beside a session; `None` for what is no hash.
fn copy_path(session_path: &Path, sha256: &str) -> Option<PathBuf> {
    let name = is_sha256(sha256).then(|| format!("{sha256}.yaml"))?;
    Some(session_path.with_file_name("rubrics").join(name))
}

/// Keeps a copy of a rubric beside a session, as `rubrics/<sha256>.yaml`; done before the
/// session's first save, also for a built-in one, which another version of the program may
/// have changed.
///
/// # Errors
/// What [`super::save::save`] says.
pub fn keep_rubric_copy(
    disk: &impl Disk,
    session_path: &Path,
    rubric: &LoadedRubric,
) -> Result<(), SaveError> {
    let Some(path) = copy_path(session_path, &rubric.sha256) else { return Ok(()) };
    if let Some(folder) = path.parent() {
        create_folder(disk, folder)?;
    }
    save(disk, &path, &rubric.text, Before::Anything).map(|_| ())
}

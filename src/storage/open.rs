//! A session with its rubric: opened, created, saved.

use super::catalogue::{
    Catalogue, LoadedRubric, RubricMatch, keep_rubric_copy, rubric_for_session,
};
use super::disk::Disk;
use super::journal::{self, Chain, LineRead};
use super::lock::{Holder, LockError, SessionLock, lock};
use super::orphans;
use super::paths::new_session_path;
use super::problem::FileProblem;
use super::read::read_text;
use super::replay::{Besides, Fit, Replayed, Replayer};
use super::save::{Before, ContentHash, SaveError, create_folder, folder_of, save};
use super::session_file::{self, JournalMark, SessionFile, Summary, seal, session_text};
use crate::names;
use crate::score::score;
use crate::session::{Carried, Entry, History, RubricReference, Session, SessionHead, carried};
use crate::visible::path_words;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use uuid::Uuid;

/// A session file that has been read, with the rubric it is scored with.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Its file.
    pub path: PathBuf,
    /// What was recorded, with what only the journal has.
    pub session: Session,
    /// What can be taken back.
    pub history: History,
    /// What it is scored with.
    pub rubric: Arc<LoadedRubric>,
    /// The rubric is not the very text the session was scored with.
    pub rubric_changed: bool,
    /// What stands in the file, to notice changes by someone else.
    pub content: ContentHash,
    /// The file and what it notes beside what was recorded.
    pub file: SessionFile,
    /// Its text; of a journal that cannot be followed, that of the session as it is here.
    pub text: String,
    /// How the file and its journal fit together.
    pub fit: Fit,
    /// What its journal comes to, where there is one.
    pub chain: Option<Chain>,
    /// Where its journal stands, where that is not beside it: the session was renamed.
    pub elsewhere: Option<PathBuf>,
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

/// Reads a session with its journal and finds its rubric. Nothing is written.
///
/// # Errors
/// The file is refused, its journal cannot be read, or no version of its rubric is known.
pub fn open(catalogue: &Catalogue, path: &Path) -> Result<OpenSession, OpenError> {
    let text = read_text(path).map_err(OpenError::Problems)?;
    open_with(catalogue, path, &path_words(path), text, |text, file| replayed(path, text, file))
}

/// Holds a session file, read from `text`, against its journal: the one beside it, or where that
/// is none of its own, the one that it left under another name.
pub(super) fn replayed(path: &Path, text: &str, file: &SessionFile) -> Result<Held, FileProblem> {
    let (beside, chain) = replay(text, file, |each| journal::read_all(path, each))?;
    let is_none = matches!(beside.fit, Fit::NoJournal | Fit::JournalLost | Fit::OtherSession);
    let elsewhere = is_none.then(|| orphans::journal_of(path, text, file)).flatten();
    let Some(elsewhere) = elsewhere else {
        return Ok(Held { replayed: beside, chain, elsewhere: None });
    };
    let (replayed, chain) = replay(text, file, |each| journal::read_at(&elsewhere, each))?;
    Ok(Held { replayed, chain, elsewhere: Some(elsewhere) })
}

/// Holds a session file, read from `text`, against a journal that is read, and read again.
fn replay(
    text: &str,
    file: &SessionFile,
    read: impl Fn(&mut dyn FnMut(LineRead<'_>)) -> Result<Option<Chain>, FileProblem>,
) -> Result<(Replayed, Option<Chain>), FileProblem> {
    let mut replayer = Replayer::new(text, file);
    let chain = read(&mut |read| replayer.take(&read))?;
    if let Some(replayed) = replayer.finish() {
        return Ok((replayed, chain));
    }
    let mut besides = Besides::new(text, file);
    let chain = read(&mut |read| besides.take(&read))?;
    Ok((besides.finish(), chain))
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
    text: String,
) -> Result<OpenSession, OpenError> {
    open_with(catalogue, path, name, text, |_, file| {
        let (session, history, fit) = (file.session.clone(), History::default(), Fit::NoJournal);
        let replayed = Replayed { session, history, fit };
        Ok(Held { replayed, chain: None, elsewhere: None })
    })
}

/// What a session file and its journal come to.
#[derive(Debug)]
pub(super) struct Held {
    replayed: Replayed,
    chain: Option<Chain>,
    /// Where the journal stands, if not beside it.
    pub(super) elsewhere: Option<PathBuf>,
}

fn open_with(
    catalogue: &Catalogue,
    path: &Path,
    name: &str,
    text: String,
    held: impl FnOnce(&str, &SessionFile) -> Result<Held, FileProblem>,
) -> Result<OpenSession, OpenError> {
    let file = session_file::parse(name, &text).map_err(OpenError::Problems)?;
    let held = held(&text, &file).map_err(|problem| OpenError::Problems(vec![problem]))?;
    let Held { replayed: Replayed { session, history, fit }, chain, elsewhere } = held;
    let (rubric, rubric_changed) = match rubric_for_session(catalogue, path, &session) {
        RubricMatch::Exact(rubric) => (rubric, false),
        RubricMatch::Changed(rubric) => (rubric, !session.rubric.sha256.is_empty()),
        RubricMatch::Missing => {
            let RubricReference { id, sha256 } = session.rubric;
            return Err(OpenError::RubricMissing { path: name.to_owned(), id, sha256 });
        }
    };
    let content = ContentHash::of(&text);
    let text = match fit {
        Fit::Unclear(_) | Fit::Gaps(_) => {
            let card = score(&rubric.rubric, &session);
            session_text(&session, &rubric.rubric, &Summary::of(&session, &card))
        }
        _ => text,
    };
    let path = path.to_owned();
    Ok(OpenSession {
        path,
        session,
        history,
        rubric,
        rubric_changed,
        content,
        file,
        text,
        fit,
        chain,
        elsewhere,
    })
}

/// A session that is open for writing, before anything was written.
#[derive(Debug)]
pub struct Writable {
    /// What was read.
    pub opened: OpenSession,
    /// Others are kept out.
    pub lock: SessionLock,
    /// The session made of what only the journal knew, where the file was changed by someone
    /// else: a file of its own.
    pub rescued: Option<PathBuf>,
}

/// Why a session could not be opened for writing.
#[derive(Debug)]
pub enum WritableError {
    /// It cannot be opened at all.
    Open(OpenError),
    /// It is in use, or is a link.
    Lock(LockError),
    /// What only the journal knew cannot be kept.
    Rescue(SaveError),
}

/// Opens a session whose lock is held, and does what has to be done before anyone writes: a
/// journal that stands elsewhere is joined, and what only the journal knew of a file that
/// someone else changed goes into a file of its own. Everything that writes comes through here.
///
/// # Errors
/// As [`WritableError`] says.
pub fn open_locked(
    disk: &impl Disk,
    catalogue: &Catalogue,
    path: &Path,
    holder: &Holder,
    lock: SessionLock,
) -> Result<Writable, WritableError> {
    let mut opened = open(catalogue, path).map_err(WritableError::Open)?;
    if let Some(elsewhere) = opened.elsewhere.take() {
        orphans::join(disk, &elsewhere, path, holder).map_err(WritableError::Lock)?;
    }
    let rescued = match &opened.fit {
        Fit::Conflict(session) => {
            let copy = copy_beside(disk, catalogue, folder_of(path), session);
            Some(copy.map_err(WritableError::Rescue)?.path)
        }
        _ => None,
    };
    Ok(Writable { opened, lock, rescued })
}

/// The same of one that nobody has locked yet: locked before it is read, so that nothing
/// changes in between.
///
/// # Errors
/// As [`open_locked`].
pub fn open_to_write(
    disk: &impl Disk,
    catalogue: &Catalogue,
    path: &Path,
    holder: &Holder,
) -> Result<Writable, WritableError> {
    let lock = lock(path, holder).map_err(WritableError::Lock)?;
    open_locked(disk, catalogue, path, holder, lock)
}

/// Puts a session into a new file of a folder, under a name made from its head.
///
/// # Errors
/// What [`create`] says; no version of its rubric is known.
pub fn copy_beside(
    disk: &impl Disk,
    catalogue: &Catalogue,
    folder: &Path,
    session: &Session,
) -> Result<OpenSession, SaveError> {
    let path = folder.join("-");
    let rubric = match rubric_for_session(catalogue, &path, session) {
        RubricMatch::Exact(rubric) | RubricMatch::Changed(rubric) => rubric,
        RubricMatch::Missing => return Err(SaveError::Gone(path)),
    };
    let path = new_session_path(folder, &session.head, &rubric.rubric)?;
    create(disk, &path, &rubric, session.clone())
}

/// What a new session begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// Unit, tags, mode, assessors, date.
    pub head: SessionHead,
    /// What was recorded in the last assessment of the unit, to be looked at.
    pub earlier: BTreeMap<String, Entry>,
}

impl From<SessionHead> for Beginning {
    fn from(head: SessionHead) -> Self {
        Self { head, ..Self::default() }
    }
}

/// Why nothing can be taken over from the last assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CarryError {
    /// It cannot be opened.
    Open(OpenError),
    /// It is of this unit, which is another one.
    OtherUnit(String),
    /// The version of the rubric it was scored with is not here, so that nobody can say what
    /// is unchanged.
    VersionMissing,
    /// Its rubric, with this title, has nothing in common with that of the new one.
    NothingInCommon(String),
}

/// What a new session of `unit` by `rubric` takes over from the last one, in the file `last`.
/// Nothing is written.
///
/// # Errors
/// As [`CarryError`] says.
pub fn carried_from(
    catalogue: &Catalogue,
    last: &Path,
    rubric: &LoadedRubric,
    unit: &str,
) -> Result<Carried, CarryError> {
    let opened = open(catalogue, last).map_err(CarryError::Open)?;
    if !names::is_same(&opened.session.head.unit, unit) {
        return Err(CarryError::OtherUnit(opened.session.head.unit));
    }
    if opened.rubric_changed {
        return Err(CarryError::VersionMissing);
    }
    let old = &opened.rubric.rubric;
    let title = || old.head.title.clone();
    carried(&opened.session, (old, &rubric.rubric))
        .ok_or_else(|| CarryError::NothingInCommon(title()))
}

/// An id that no other session has.
#[must_use]
pub fn fresh_id() -> String {
    Uuid::now_v7().to_string()
}

/// Makes a new session file in a folder, under a name made from its head; the folder too,
/// where it is not there yet.
///
/// # Errors
/// What [`save`] says.
pub fn create_in(
    disk: &impl Disk,
    folder: &Path,
    rubric: &LoadedRubric,
    begin: impl Into<Beginning>,
) -> Result<OpenSession, SaveError> {
    let begin = begin.into();
    create_folder(disk, folder)?;
    let path = new_session_path(folder, &begin.head, &rubric.rubric)?;
    create_at(disk, &path, rubric, begin)
}

/// Makes a new session file at this path, in a folder that is there; an existing file is
/// never overwritten.
///
/// # Errors
/// What [`save`] says.
pub fn create_at(
    disk: &impl Disk,
    path: &Path,
    rubric: &LoadedRubric,
    begin: impl Into<Beginning>,
) -> Result<OpenSession, SaveError> {
    let Beginning { head, earlier } = begin.into();
    let reference =
        RubricReference { id: rubric.rubric.head.id.clone(), sha256: rubric.sha256.clone() };
    let id = fresh_id();
    let session = Session { id, rubric: reference, head, earlier, ..Session::default() };
    create(disk, path, rubric, session)
}

/// Puts a session into a new file, with a copy of its rubric beside it.
///
/// # Errors
/// What [`save`] says.
pub fn create(
    disk: &impl Disk,
    path: &Path,
    rubric: &LoadedRubric,
    session: Session,
) -> Result<OpenSession, SaveError> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(SaveError::no_folder(folder));
    }
    keep_rubric_copy(disk, path, rubric)?;
    let card = score(&rubric.rubric, &session);
    let summary = Summary::of(&session, &card);
    let text = seal(&session_text(&session, &rubric.rubric, &summary), None);
    let content = save(disk, path, &text, Before::Nothing)?;
    let mark = Some(JournalMark::default());
    let file = SessionFile { session: session.clone(), summary: Some(summary), journal: mark };
    Ok(OpenSession {
        path: path.to_owned(),
        session,
        history: History::default(),
        rubric: Arc::new(rubric.clone()),
        rubric_changed: false,
        content,
        file,
        text,
        fit: Fit::NoJournal,
        chain: None,
        elsewhere: None,
    })
}

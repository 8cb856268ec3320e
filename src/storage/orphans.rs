//! Journals without their session beside them: a session was renamed while it was open, its
//! file was moved away, or another's journal had to make room. They are found, named, and
//! joined again; where the session file is gone for good it is made anew from its journal.

use super::catalogue::{Catalogue, RubricMatch, keep_rubric_copy, rubric_for_session};
use super::disk::Disk;
use super::head::read_head;
use super::journal::{self, What, journal_path, session_of};
use super::lock::{Holder, LockError, lock};
use super::open::replayed;
use super::paths::{new_session_path, session_files};
use super::problem::FileProblem;
use super::reach;
use super::read::read_text;
use super::replay::{Follower, Place};
use super::save::{Attempt, Before, SaveError, folder_of, save};
use super::session_file::{self, SessionFile, Summary, parse_session, seal, session_text};
use crate::score::score;
use crate::session::Session;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A journal without its session beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Where it is.
    pub path: PathBuf,
    /// A session of the same folder with its id; `None` where there is none.
    pub session: Option<PathBuf>,
    /// Whether that joins it by itself when it is opened to be changed.
    pub is_joined: bool,
}

/// Why a session was not made anew from its journal.
#[derive(Debug, thiserror::Error)]
pub enum RebuildError {
    /// The journal cannot be read, or has no line.
    #[error("{}", .0.file)]
    Unreadable(FileProblem),
    /// It has nothing that a session could be made of.
    #[error("{} has no session", .0.display())]
    NoSession(PathBuf),
    /// Its session stands beside it.
    #[error("{} has its session beside it", .0.display())]
    NotAlone(PathBuf),
    /// No version of its rubric, with this id, is known.
    #[error("no rubric {0}")]
    RubricMissing(String),
    /// It is in use.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A file cannot be written.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// The journals of a folder without their session beside them, sorted by name; those that a
/// session of the folder goes on with by itself are none.
#[must_use]
pub fn orphans(folder: &Path) -> Vec<Orphan> {
    let alone: Vec<(PathBuf, String)> = candidates(folder)
        .into_iter()
        .filter(|path| is_alone(path))
        .filter_map(|path| first_id(&path).map(|id| (path, id)))
        .collect();
    if alone.is_empty() {
        return Vec::new();
    }
    let files = session_files(folder).unwrap_or_default();
    let ids: Vec<(PathBuf, String)> = files
        .into_iter()
        .filter_map(|file| Some((file.clone(), read_head(&file).ok()?.id)))
        .collect();
    let orphans = alone.into_iter().map(|(path, id)| {
        let mut same = ids.iter().filter(|(_, known)| *known == id).map(|(file, _)| file);
        let first = same.clone().next().cloned();
        let joins = same.find(|file| joined_by(file).as_ref() == Some(&path)).cloned();
        Orphan { path, is_joined: joins.is_some(), session: joins.or(first) }
    });
    // A part that was full stands beside the session that goes on from it.
    orphans
        .filter(|orphan| !orphan.session.as_deref().is_some_and(|s| is_part_of(&orphan.path, s)))
        .collect()
}

/// The journal that a session joins when it is opened to be changed; none where it has one.
fn joined_by(path: &Path) -> Option<PathBuf> {
    let text = read_text(path).ok()?;
    let file = session_file::parse("", &text).ok()?;
    replayed(path, &text, &file).ok()?.elsewhere
}

/// The journal of a session that stands under another name in its folder; `text` is that of the
/// session file.
pub(super) fn journal_of(path: &Path, text: &str, file: &SessionFile) -> Option<PathBuf> {
    let place = Place::of(text, file);
    let mut best: Option<(u32, PathBuf)> = None;
    for candidate in candidates(folder_of(path)) {
        let is_other = candidate != journal_path(path) && is_alone(&candidate);
        if !is_other || first_id(&candidate).as_deref() != Some(&file.session.id) {
            continue;
        }
        let mut holds = false;
        let read = journal::read_at(&candidate, &mut |read| holds |= place.is_behind(&read));
        let Ok(Some(chain)) = read else { continue };
        if holds && best.as_ref().is_none_or(|(last, _)| *last < chain.last()) {
            best = Some((chain.last(), candidate));
        }
    }
    best.map(|(_, path)| path)
}

/// Puts a journal that stands elsewhere beside its session. What stands in its place is another
/// session's and gets another name.
///
/// # Errors
/// It is in use under its other name, or cannot be moved.
pub(super) fn join(
    disk: &impl Disk,
    journal: &Path,
    session: &Path,
    holder: &Holder,
) -> Result<(), LockError> {
    // Who has the session open under its other name still writes there.
    let _held = session_of(journal).map(|other| lock(&other, holder)).transpose()?;
    let to = journal_path(session);
    if reach::own_metadata(&to).is_ok() {
        make_room(disk, &to)?;
    }
    let moved = disk.rename_new(journal, &to).and_then(|()| disk.sync_folder(folder_of(&to)));
    moved.map_err(SaveError::io(journal, Attempt::Move))?;
    Ok(())
}

/// Gives the journal of another session another name.
///
/// # Errors
/// It cannot be moved.
pub(super) fn make_room(disk: &impl Disk, path: &Path) -> Result<(), SaveError> {
    let failed = |cause| SaveError::io(path, Attempt::Move)(cause);
    let mut number = 1;
    loop {
        let aside = journal::with_ending(path, &format!(".{number}"));
        match disk.rename_new(path, &aside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            renamed => {
                return renamed.and_then(|()| disk.sync_folder(folder_of(path))).map_err(failed);
            }
        }
    }
}

/// Makes the session file of a journal anew, and says where it is: under the name that the
/// journal has, else under one made from its head.
///
/// # Errors
/// As [`RebuildError`] says; then nothing is lost.
pub fn rebuild(
    disk: &impl Disk,
    catalogue: &Catalogue,
    path: &Path,
    holder: &Holder,
) -> Result<PathBuf, RebuildError> {
    if !is_alone(path) {
        return Err(RebuildError::NotAlone(path.to_owned()));
    }
    let mut follower = Follower::default();
    let read = journal::read_at(path, &mut |read| follower.take(&read));
    let chain = read.map_err(RebuildError::Unreadable)?;
    let (Some(chain), Some(session)) = (chain, follower.session) else {
        return Err(RebuildError::NoSession(path.to_owned()));
    };
    let rubric = match rubric_for_session(catalogue, path, &session) {
        RubricMatch::Exact(rubric) | RubricMatch::Changed(rubric) => rubric,
        RubricMatch::Missing => return Err(RebuildError::RubricMissing(session.rubric.id)),
    };
    let to = match session_of(path) {
        Some(to) => to,
        None => new_session_path(folder_of(path), &session.head, &rubric.rubric)?,
    };
    let _held = lock(&to, holder)?;
    keep_rubric_copy(disk, &to, &rubric)?;
    let summary = Summary::of(&session, &score(&rubric.rubric, &session));
    let text = seal(&session_text(&session, &rubric.rubric, &summary), chain.end());
    // The journal first: a session that stands where it is worked on has it beside it.
    if journal_path(&to) != path {
        let moved = disk.rename_new(path, &journal_path(&to));
        let moved = moved.and_then(|()| disk.sync_folder(folder_of(&to)));
        moved.map_err(SaveError::io(path, Attempt::Move))?;
    }
    save(disk, &to, &text, Before::Nothing)?;
    Ok(to)
}

/// Whether a file is named like a journal.
#[must_use]
pub fn is_journal(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| ending_of(name).is_some())
}

/// Files of a folder that are named like journals, sorted by name.
fn candidates(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = reach::list(folder) else { return Vec::new() };
    let names = files.flatten().map(|file| file.file_name());
    let names = names.filter(|name| name.to_str().is_some_and(|name| ending_of(name).is_some()));
    let mut paths: Vec<PathBuf> = names.map(|name| folder.join(name)).collect();
    paths.sort();
    paths
}

/// What stands behind `NAME.journal`: nothing, or a number; `None` where it is no journal.
fn ending_of(name: &str) -> Option<&str> {
    let (session, ending) = name.rsplit_once(".journal")?;
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let is_journal = ending.is_empty() || ending.strip_prefix('.').is_some_and(is_number);
    (is_journal && super::paths::is_yaml(session)).then_some(ending)
}

/// Whether no session stands beside a journal under its name; of one with a number nobody can
/// tell by the name.
fn is_alone(path: &Path) -> bool {
    session_of(path).is_none_or(|session| {
        let found = reach::own_metadata(&session).map_err(|error| error.kind());
        found.err() == Some(ErrorKind::NotFound)
    })
}

/// Whether it is a part of the journal of this session that was full.
fn is_part_of(path: &Path, session: &Path) -> bool {
    journal::end_of(path).is_some_and(|(lines, _)| *path == journal::earlier_path(session, lines))
        && reach::own_metadata(&journal_path(session)).is_ok()
}

/// The id of the session that a journal begins with.
fn first_id(path: &Path) -> Option<String> {
    let line = journal::first_of(path)?;
    match line.what {
        What::Begun(text) | What::Outside(text) => {
            parse_session("", &text).ok().map(|Session { id, .. }| id)
        }
        What::Changed(_) => None,
    }
}

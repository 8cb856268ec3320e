//! Session files that are one session: a copy by hand, the conflict file of a program that
//! keeps folders alike.

use super::head::{SessionHeadFile, read_head};
use super::many::in_order;
use super::paths::session_files;
use super::problem::{FileProblem, FileProblemKind};
use super::read::read_text;
use super::save::folder_of;
use crate::names;
use crate::rubric::check::Severity;
use crate::visible::{name_words, path_words};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The sessions of some folders by their id, and whose other files there are.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    files: BTreeMap<(PathBuf, Same), Vec<PathBuf>>,
    known: BTreeMap<PathBuf, Same>,
}

/// What copies have in common: the id, the unit however it is written, the kind of assessment.
type Same = (String, String, &'static str);

impl Copies {
    /// The sessions of the folders in which these files stand.
    #[must_use]
    pub fn around(files: &[PathBuf]) -> Self {
        let mut folders: Vec<PathBuf> =
            files.iter().map(|file| folder_of(file).to_owned()).collect();
        folders.sort();
        folders.dedup();
        let mut copies = Self::default();
        for folder in folders {
            let held = session_files(&folder).unwrap_or_default();
            let _all = in_order(
                &held,
                |path| read_head(path),
                |path, head| {
                    if let Ok(head) = head {
                        copies.add(path, &head);
                    }
                    ControlFlow::Continue(())
                },
            );
        }
        copies
    }

    /// One more session, of which the id is known.
    pub fn add(&mut self, path: &Path, file: &SessionHeadFile) {
        // Files made by hand may have none: those are no copies of one another.
        if file.id.is_empty() {
            return;
        }
        let same = (file.id.clone(), names::key(&file.head.unit), file.head.mode.key());
        self.known.insert(path.to_owned(), same.clone());
        let key = (folder_of(path).to_owned(), same);
        self.files.entry(key).or_default().push(path.to_owned());
    }

    /// How many other files are the same session as this one, which was added by this path.
    #[must_use]
    pub fn count(&self, path: &Path) -> usize {
        let key = self.known.get(path).map(|same| (folder_of(path).to_owned(), same.clone()));
        let all = key.and_then(|key| self.files.get(&key));
        all.map_or(0, |all| all.len().saturating_sub(1))
    }

    /// The other files that are the same session as this one.
    pub fn of<'a>(&'a self, path: &'a Path) -> impl Iterator<Item = &'a PathBuf> {
        let folder = folder_of(path);
        let named = |other: &&PathBuf| other.file_name() == path.file_name();
        let own = self.known.iter().find(|(known, _)| folder_of(known) == folder && named(known));
        let key = own.map(|(_, same)| (folder.to_owned(), same.clone()));
        let all = key.and_then(|key| self.files.get(&key)).into_iter().flatten();
        all.filter(move |other| !named(other))
    }

    /// What is said of a file that is the same session as others.
    #[must_use]
    pub fn problem(&self, path: &Path) -> Option<FileProblem> {
        let others: Vec<&PathBuf> = self.of(path).collect();
        let first = others.first()?;
        let id = self.known.get(*first).map_or_else(String::new, |(id, ..)| id.clone());
        let differs = others.iter().any(|other| differ(path, other));
        let names = others.iter().map(|other| name_words(other.file_name().unwrap_or_default()));
        let kind = FileProblemKind::SameSession { id, others: names.collect(), differs };
        let severity = if differs { Severity::Error } else { Severity::Warning };
        Some(FileProblem { severity, ..FileProblem::of_file(&path_words(path), kind) })
    }
}

/// Whether two files hold other things, or cannot be compared.
#[must_use]
pub fn differ(one: &Path, other: &Path) -> bool {
    match (read_text(one), read_text(other)) {
        (Ok(one), Ok(other)) => one != other,
        _ => true,
    }
}

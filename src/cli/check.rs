//! `kaohe check FILE…`: everything wrong with rubrics and sessions, all at once.

use super::{Context, Exit, Failure, paths};
use crate::lang::{cli as say, file_problems};
use crate::storage::catalogue::Catalogue;
use crate::storage::check_file::{Checked, check_text};
use crate::storage::copies::Copies;
use crate::storage::paths::is_session;
use crate::storage::problem::{FileProblem, FileProblemKind};
use crate::storage::save::folder_of;
use crate::storage::watch::Work;
use clap::ArgMatches;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let catalogue = context.catalogue();
    let (mut errors, mut warnings, mut unreadable) = (0, 0, false);
    let files = paths(matches, "FILE");
    let copies = Copies::around(&files);
    let same_ids = same_ids(&files);
    for (done, file) in files.iter().enumerate() {
        context.progress(Work::Checking, done, files.len());
        let checked = match context.text_of(file) {
            Ok((name, text)) => check_text(&catalogue, &name, file, &text),
            Err(problems) => {
                unreadable = true;
                Checked { problems }
            }
        };
        for problem in
            checked.problems.iter().chain(&copies.problem(file)).chain(same_ids.get(file))
        {
            let count = match problem.kind {
                FileProblemKind::More(more) => more,
                _ => 1,
            };
            *if problem.is_error() { &mut errors } else { &mut warnings } += count;
            let sentence = file_problems::file_problem(context.lang, problem);
            context.print_lines(&sentence)?;
        }
    }
    let summary = say::checked(context.lang, files.len(), errors, warnings);
    context.tell(&summary);
    Ok(match (errors, unreadable) {
        (_, true) => Exit::FileTrouble,
        (0, false) => Exit::Done,
        (_, false) => Exit::NotInOrder,
    })
}

/// The files among these that share their rubric id with another file of their folder, each with
/// the problem to report.
fn same_ids(files: &[PathBuf]) -> BTreeMap<PathBuf, FileProblem> {
    // Reading the rubrics of a folder takes time, and sessions have no use for it.
    let may_be_rubric =
        |file: &&PathBuf| file.is_file() && !file.file_name().is_some_and(is_session);
    let folders: BTreeSet<PathBuf> =
        files.iter().filter(may_be_rubric).map(|file| folder_of(file).to_owned()).collect();
    let folders = folders.into_iter().map(|folder| Catalogue::load(&[folder]));
    let told: Vec<(PathBuf, FileProblem)> =
        folders.flat_map(|catalogue| catalogue.same_ids()).collect();
    let of_file = |file: &PathBuf| {
        let is_this = |other: &Path| {
            folder_of(other) == folder_of(file) && other.file_name() == file.file_name()
        };
        let found = told.iter().find(|(path, _)| is_this(path));
        found.map(|(_, problem)| (file.clone(), problem.clone()))
    };
    files.iter().filter_map(of_file).collect()
}

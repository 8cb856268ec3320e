//! `kaohe check FILE…`: everything wrong with rubrics and sessions, all at once.

use super::{Context, Exit, Failure, paths};
use crate::lang::{cli as say, file_problems};
use crate::storage::check_file::{Checked, check_text};
use crate::storage::copies::Copies;
use crate::storage::problem::FileProblemKind;
use crate::storage::watch::Work;
use clap::ArgMatches;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let catalogue = context.catalogue();
    let (mut errors, mut warnings, mut unreadable) = (0, 0, false);
    let files = paths(matches, "FILE");
    let copies = Copies::around(&files);
    for (done, file) in files.iter().enumerate() {
        context.progress(Work::Checking, done, files.len());
        let checked = match context.text_of(file) {
            Ok((name, text)) => check_text(&catalogue, &name, file, &text),
            Err(problems) => {
                unreadable = true;
                Checked { problems }
            }
        };
        for problem in checked.problems.iter().chain(&copies.problem(file)) {
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

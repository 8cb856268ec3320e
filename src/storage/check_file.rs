//! Everything wrong with a file, whether it is a rubric or a session.

use super::catalogue::{Catalogue, RubricMatch, rubric_for_session};
use super::problem::{FileProblem, FileProblemKind};
use super::rubric_file::parse_rubric;
use super::session_file::{misfits, parse_session};
use super::yaml::hidden_characters;
use crate::rubric::Rubric;
use crate::rubric::check::Severity;
use crate::score::{Scorecard, Step, score, too_many_missing};
use crate::session::{Session, State};
use std::collections::BTreeMap;
use std::path::Path;

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Errors and warnings, in the order of the file.
    pub problems: Vec<FileProblem>,
}

/// Checks a rubric, or a session together with its rubric.
#[must_use]
pub fn check_text(catalogue: &Catalogue, name: &str, path: &Path, text: &str) -> Checked {
    let mut problems = if is_session(text) {
        match parse_session(name, text) {
            Ok(session) => against_rubric(catalogue, name, path, text, &session),
            Err(problems) => problems,
        }
    } else {
        match parse_rubric(name, text) {
            Ok(parsed) => parsed.warnings,
            Err(problems) => problems,
        }
    };
    problems.extend(hidden_characters(name, text));
    let is_last = |problem: &FileProblem| matches!(problem.kind, FileProblemKind::More(_));
    problems.sort_by_key(|problem| (is_last(problem), problem.line, problem.column));
    Checked { problems }
}

/// A session says so in its first lines; everything else is read as a rubric.
fn is_session(text: &str) -> bool {
    let format = text.lines().take(20).find_map(|line| line.strip_prefix("format:"));
    format.is_some_and(|format| format.contains("kaohe-session"))
}

/// What of a session does not fit its rubric.
fn against_rubric(
    catalogue: &Catalogue,
    name: &str,
    path: &Path,
    text: &str,
    session: &Session,
) -> Vec<FileProblem> {
    let problem = |severity, kind| FileProblem { severity, ..FileProblem::of_file(name, kind) };
    let (rubric, mut problems) = match rubric_for_session(catalogue, path, session) {
        RubricMatch::Exact(rubric) => (rubric, Vec::new()),
        RubricMatch::Changed(rubric) => {
            let kind = FileProblemKind::RubricChanged { id: session.rubric.id.clone() };
            (rubric, vec![problem(Severity::Warning, kind)])
        }
        RubricMatch::Missing => {
            let kind = FileProblemKind::RubricMissing { id: session.rubric.id.clone() };
            return vec![problem(Severity::Error, kind)];
        }
    };
    let card = score(&rubric.rubric, session);
    let unfit = unfit(&rubric.rubric, session, &card);
    problems.extend(misfits(name, text, &rubric.rubric, &unfit));
    let open = card.total.progress.open;
    if session.head.state == State::Final && open > 0 {
        problems.push(problem(Severity::Warning, FileProblemKind::FinalButOpen(open)));
    }
    problems
}

/// Entries that do not fit what they are about, and how.
fn unfit<'a>(
    rubric: &'a Rubric,
    session: &Session,
    card: &Scorecard,
) -> BTreeMap<&'a str, FileProblemKind> {
    let mut unfit = BTreeMap::new();
    for (clause, result) in rubric.clauses().iter().zip(&card.clauses) {
        let id = || clause.id.clone();
        let entry = session.entry(&clause.id);
        if result.steps.contains(&Step::Unfit) {
            unfit.insert(clause.id.as_str(), FileProblemKind::UnfitEntry { id: id() });
        } else if let Some(most) = entry.and_then(|entry| too_many_missing(clause, entry)) {
            unfit.insert(&clause.id, FileProblemKind::MoreThanRequired { id: id(), most });
        }
    }
    for (item, result) in rubric.indicators().iter().zip(&card.indicators) {
        if result.steps.contains(&Step::Unfit) {
            let kind = FileProblemKind::UnfitEntry { id: item.id.clone() };
            unfit.insert(&item.id, kind);
        }
    }
    unfit
}

//! Everything wrong with a file, whether it is a rubric or a session.

use super::catalogue::{Catalogue, RubricMatch, rubric_for_session};
use super::problem::{FileProblem, FileProblemKind};
use super::rubric_file::parse_rubric;
use super::session_file::{self, misfits, parse_session};
use super::slip::SlipKind;
use super::yaml::fields::FAR;
use super::yaml::{Problems, hidden_characters, odd_texts, slips};
use crate::rubric::check::Severity;
use crate::rubric::{Rubric, Subject};
use crate::score::{fits, score, too_many_missing, uncounted};
use crate::session::{Date, Session, State};
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
            Ok(session) => {
                let mut problems = session_file::warnings(name, text);
                problems.extend(against_rubric(catalogue, name, path, text, &session));
                problems
            }
            Err(problems) => problems,
        }
    } else {
        match parse_rubric(name, text) {
            Ok(parsed) => parsed.warnings,
            Err(problems) => problems,
        }
    };
    let is_refused = problems.iter().any(FileProblem::is_error);
    if !is_refused {
        problems.extend(slips_of(name, text));
    }
    if !is_refused && !is_session(text) {
        problems.extend(odd_texts_of(name, text));
    }
    // A blank that hides is told as such only where nothing else is said of it.
    let hidden = hidden_characters(name, text);
    let is_told = |found: &FileProblem| {
        let place = (found.line, found.column);
        problems.iter().any(|told| (told.line, told.column) == place && place.0.is_some())
    };
    let hidden: Vec<FileProblem> = hidden.into_iter().filter(|found| !is_told(found)).collect();
    problems.extend(hidden);
    let is_last = |problem: &FileProblem| matches!(problem.kind, FileProblemKind::More(_));
    problems.sort_by_key(|problem| (is_last(problem), problem.line, problem.column));
    Checked { problems }
}

/// Slips of the hand that were read as something else.
fn slips_of(name: &str, text: &str) -> Vec<FileProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Problems::new(name, text);
    for told in slips(text).into_iter().filter(|told| told.is_sure) {
        // Of what was read without an error only signs tell a slip, not where lines begin.
        let of_lines =
            matches!(told.slip.kind, SlipKind::NoColon | SlipKind::Indent | SlipKind::BeforeGroup);
        if !of_lines {
            problems.add(Severity::Warning, told.at, FileProblemKind::Slip(told.slip));
        }
    }
    problems.finish()
}

/// Texts of a rubric that were hardly meant as they are read.
fn odd_texts_of(name: &str, text: &str) -> Vec<FileProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Problems::new(name, text);
    for (at, kind) in odd_texts(text) {
        problems.add(Severity::Warning, at, kind);
    }
    problems.finish()
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
        // A session by hand that names no version was scored with none.
        RubricMatch::Changed(rubric) if session.rubric.sha256.is_empty() => (rubric, Vec::new()),
        RubricMatch::Changed(rubric) => {
            let kind = FileProblemKind::RubricChanged { id: session.rubric.id.clone() };
            (rubric, vec![problem(Severity::Warning, kind)])
        }
        RubricMatch::Missing => {
            let kind = FileProblemKind::RubricMissing { id: session.rubric.id.clone() };
            return vec![problem(Severity::Error, kind)];
        }
    };
    let unfit = unfit(&rubric.rubric, session);
    let card = score(&rubric.rubric, session);
    let told = uncounted(&rubric.rubric, session, &card);
    problems.extend(misfits(name, text, &rubric.rubric, (&unfit, &told)));
    let own = session.head.date.map(Date::year).zip(rubric.rubric.head.year());
    if let (Some(date), Some((own, year))) = (session.head.date, own)
        && own.abs_diff(year) > FAR
    {
        let kind = FileProblemKind::FarDate { day: date.to_string(), year };
        problems.push(problem(Severity::Warning, kind));
    }
    let open = card.total.progress.open;
    if session.head.state == State::Final && open > 0 {
        problems.push(problem(Severity::Warning, FileProblemKind::FinalButOpen(open)));
    }
    problems
}

/// Entries that do not fit what they are about, and how.
fn unfit<'a>(rubric: &Rubric, session: &'a Session) -> BTreeMap<&'a str, FileProblemKind> {
    let entries = session.entries.iter().filter_map(|(known, entry)| {
        let (subject, id) = (rubric.find(known)?, known.clone());
        if !fits(rubric, session, subject, entry) {
            return Some((known.as_str(), FileProblemKind::UnfitEntry { id }));
        }
        let Subject::Clause(index) = subject else { return None };
        let most = too_many_missing(rubric.clause(index), entry)?;
        Some((known.as_str(), FileProblemKind::MoreThanRequired { id, most }))
    });
    entries.collect()
}

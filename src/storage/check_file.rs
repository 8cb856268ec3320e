//! Everything wrong with a file, whether it is a rubric or a session.

use super::catalogue::{Catalogue, RubricMatch, rubric_for_session};
use super::problem::{FileProblem, FileProblemKind};
use super::rubric_file::parse_rubric;
use super::session_file::parse_session;
use crate::rubric::check::Severity;
use crate::rubric::{Home, Rubric};
use crate::score::score;
use crate::session::{Ledger, Session};
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
    let problems = if is_session(text) {
        match parse_session(name, text) {
            Ok(session) => against_rubric(catalogue, name, path, &session),
            Err(problems) => problems,
        }
    } else {
        match parse_rubric(name, text) {
            Ok(parsed) => parsed.warnings,
            Err(problems) => problems,
        }
    };
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
    let unknown = card.unknown.iter().cloned().chain(unknown_rows(&rubric.rubric, session));
    problems
        .extend(unknown.map(|id| problem(Severity::Error, FileProblemKind::UnknownEntry { id })));
    problems.extend(
        unfit(&rubric.rubric, &card)
            .map(|id| problem(Severity::Error, FileProblemKind::UnfitEntry { id })),
    );
    problems
}

/// Rows of the ledgers that name no clause of the rubric.
fn unknown_rows(rubric: &Rubric, session: &Session) -> Vec<String> {
    let mut unknown = Vec::new();
    for (ledger, home) in [(Ledger::Bonus, Home::Bonus), (Ledger::Direct, Home::Direct)] {
        let rows = session.ledger(ledger).iter();
        let strangers = rows.filter(|row| rubric.find_ledger_clause(home, &row.clause).is_none());
        unknown.extend(strangers.map(|row| row.clause.clone()));
    }
    let vetoes = session.ledger(Ledger::Veto).iter();
    let strangers = vetoes.filter(|row| rubric.vetoes.iter().all(|veto| veto.no != row.clause));
    unknown.extend(strangers.map(|row| row.clause.clone()));
    unknown
}

/// Entries whose value does not fit their clause.
fn unfit<'a>(
    rubric: &'a Rubric,
    card: &'a crate::score::Scorecard,
) -> impl Iterator<Item = String> + 'a {
    let both = rubric.clauses().iter().zip(&card.clauses);
    both.filter(|(_, result)| result.steps.contains(&crate::score::Step::Unfit))
        .map(|(clause, _)| clause.id.clone())
}

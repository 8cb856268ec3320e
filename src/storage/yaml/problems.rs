//! Problems gathered while a file is read.

use super::At;
use super::slips::{Told, slips};
use crate::rubric::check::Severity;
use crate::storage::problem::{FileProblem, FileProblemKind, FileProblemKind as Kind, SyntaxError};
use crate::storage::slip::SlipKind;

/// The most errors told of one file, and the most warnings; more help nobody.
pub(super) const MOST_TOLD: usize = 200;
/// The longest line that is shown with a problem, in characters.
const LONGEST_EXCERPT: usize = 2000;

/// What is wrong with one file so far.
#[derive(Debug)]
pub(crate) struct Problems<'a> {
    file: &'a str,
    text: &'a str,
    list: Vec<FileProblem>,
    errors: usize,
    warnings: usize,
    /// The year that days without one are of.
    pub(crate) year: Option<u16>,
    /// The keys looked for in each mapping, where somebody wants to know.
    keys: Option<Vec<(At, Vec<&'static str>)>>,
}

impl<'a> Problems<'a> {
    /// Nothing is wrong yet with this file.
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, list: Vec::new(), errors: 0, warnings: 0, year: None, keys: None }
    }

    /// As [`Problems::new`]; keeps the keys that are looked for.
    pub(crate) fn with_keys(text: &'a str) -> Self {
        Self { keys: Some(Vec::new()), ..Self::new("-", text) }
    }

    /// The keys were looked for in the mapping at this place.
    pub(crate) fn looked_for(&mut self, at: At, keys: &[&'static str]) {
        if let Some(all) = &mut self.keys {
            all.push((at, keys.to_vec()));
        }
    }

    /// The keys looked for in each mapping, the mappings in the order of the file.
    pub(crate) fn keys(self) -> Vec<Vec<&'static str>> {
        let mut all = self.keys.unwrap_or_default();
        all.sort_by_key(|(at, _)| *at);
        all.into_iter().map(|(_, keys)| keys).collect()
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Whether one more error would be told: else nobody needs to work out what to say of it.
    pub(crate) fn has_room(&self) -> bool {
        self.errors < MOST_TOLD
    }

    /// The file as a whole is wrong.
    pub(crate) fn of_file(&mut self, kind: FileProblemKind) {
        self.errors += 1;
        self.list.push(FileProblem::of_file(self.file, kind));
    }

    /// Something at a place is wrong.
    pub(crate) fn error(&mut self, at: At, kind: FileProblemKind) {
        self.add(Severity::Error, at, kind);
    }

    /// Something at a place is wrong or odd.
    pub(crate) fn add(&mut self, severity: Severity, at: At, kind: FileProblemKind) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= MOST_TOLD {
            self.list.push(FileProblem {
                severity,
                file: self.file.to_owned(),
                // An element that does not stand in the file has no place.
                line: Some(at.line).filter(|line| *line > 0),
                column: Some(at.column).filter(|column| *column > 0),
                excerpt: None,
                kind,
            });
        }
    }

    /// Errors told before that another one explains.
    pub(super) fn take_back(&mut self, is_explained: impl Fn(&FileProblem) -> bool) {
        let before = self.list.len();
        self.list.retain(|problem| !is_explained(problem));
        self.errors -= before - self.list.len();
    }

    /// Takes back what was told to be missing in the mapping at this place: the keys.
    pub(super) fn take_missing(&mut self, at: At) -> Vec<&'static str> {
        let is_here = |problem: &FileProblem| {
            problem.line == Some(at.line) && problem.column == Some(at.column)
        };
        let mut all: Vec<&'static str> = Vec::new();
        for problem in self.list.iter().filter(|problem| is_here(problem)) {
            match &problem.kind {
                FileProblemKind::MissingKey(key) => all.push(key),
                FileProblemKind::MissingOneOf(keys) => all.extend(keys.iter()),
                _ => {}
            }
        }
        self.take_back(|problem| {
            let kind = &problem.kind;
            let is_missing =
                matches!(kind, FileProblemKind::MissingKey(_) | FileProblemKind::MissingOneOf(_));
            is_missing && is_here(problem)
        });
        all
    }

    /// So many more warnings are not worth telling one by one.
    pub(super) fn leave_out(&mut self, warnings: usize) {
        self.warnings += warnings;
    }

    /// Where a slip of the hand is the cause, tells it instead of what the reader made of it.
    fn tell_slips(&mut self) {
        // What is too large was not gone through, and is no slip.
        let is_limit = |problem: &FileProblem| {
            let not_allowed =
                matches!(problem.kind, FileProblemKind::Syntax(SyntaxError::NotAllowed(_)));
            matches!(problem.kind, FileProblemKind::Syntax(_))
                && !not_allowed
                && !stops(&problem.kind)
        };
        if self.list.iter().any(is_limit) {
            return;
        }
        let mut found = slips(self.text);
        let stopped = self.list.iter().find(|problem| stops(&problem.kind));
        if let Some(line) = stopped.map(|problem| problem.line) {
            // The parser may stop in the line before, whose text it thinks goes on.
            let is_cause = |told: &Told| {
                Some(told.at.line) <= line.map(|line| line + 1)
                    || told.slip.kind == SlipKind::OpenBracket
            };
            // What a sentence may say too stops no parser.
            found.retain(|told| told.is_sure);
            if !found.iter().any(is_cause) {
                return;
            }
            self.take_back(|problem| stops(&problem.kind));
        } else {
            let lines: Vec<_> = self.list.iter().filter_map(|problem| problem.line).collect();
            let lacks_key = |told: &Told| {
                self.list.iter().any(|problem| {
                    let kind = &problem.kind;
                    problem.line == Some(told.at.line)
                        && matches!(kind, Kind::MissingKey(_) | Kind::MissingOneOf(_))
                })
            };
            found.retain(|told| lines.contains(&told.at.line) && (told.is_sure || lacks_key(told)));
        }
        self.take_back(|problem| {
            problem.is_error() && found.iter().any(|told| Some(told.at.line) == problem.line)
        });
        for told in found {
            self.error(told.at, Kind::Slip(told.slip));
        }
    }

    /// The problems as they were met: nobody is told what was meant, as of a text that no person
    /// wrote.
    pub(crate) fn into_list(self) -> Vec<FileProblem> {
        self.list
    }

    /// All of them, in the order of the file, each with its line.
    pub(crate) fn finish(mut self) -> Vec<FileProblem> {
        if self.errors > 0 {
            self.tell_slips();
        }
        self.list.sort_by_key(|problem| (problem.line, problem.column));
        let mut lines = self.text.lines().zip(1..);
        let mut line = lines.next();
        for problem in &mut self.list {
            while line.is_some_and(|(_, number)| Some(number) < problem.line) {
                line = lines.next();
            }
            let (Some((text, number)), Some(column)) = (line, problem.column) else { continue };
            if Some(number) == problem.line && column <= LONGEST_EXCERPT {
                problem.excerpt = Some(text.chars().take(LONGEST_EXCERPT).collect());
            }
        }
        let untold = |count: usize| count.saturating_sub(MOST_TOLD);
        let more = untold(self.errors) + untold(self.warnings);
        if more > 0 {
            let is_error = untold(self.errors) > 0;
            let severity = if is_error { Severity::Error } else { Severity::Warning };
            let more = FileProblem::of_file(self.file, FileProblemKind::More(more));
            self.list.push(FileProblem { severity, ..more });
        }
        self.list
    }
}

/// Whether nothing behind it was read, and a slip may be why.
fn stops(kind: &FileProblemKind) -> bool {
    let FileProblemKind::Syntax(error) = kind else { return false };
    match error {
        SyntaxError::NotAllowed(sign) => *sign == "%",
        SyntaxError::TooDeep(_)
        | SyntaxError::TooLong(_)
        | SyntaxError::TooManyNodes(_)
        | SyntaxError::SecondDocument => false,
        _ => true,
    }
}

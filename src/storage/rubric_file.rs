//! The YAML of a rubric, read into the core's [`Rubric`].
//!
//! Everything wrong with the file is told at once: first what cannot be read,
//! then what [`crate::rubric::check`] finds. An element that could not be read
//! is left out of the second, so one mistake is told once.

mod clauses;
mod head;
mod indicators;
mod ledgers;
mod names;
mod places;
mod rules;
mod write;

pub use write::{Remarks, rule_lines, write_rubric};

use super::catalogue::BuiltIn;
use super::format;
use super::hash::is_sha256;
use super::paths::is_yaml;
use super::problem::{FileProblem, FileProblemKind};
use super::yaml::{self, Fields, Problems};
use crate::rubric::check::{Place, Severity, check};
use crate::rubric::{Home, Rubric};
use places::Places;
use std::path::Path;

/// A rubric that may be used.
#[derive(Clone, Debug)]
pub struct ParsedRubric {
    /// The document.
    pub rubric: Rubric,
    /// What is odd about it, in the order of the file.
    pub warnings: Vec<FileProblem>,
}

/// Reads a rubric; `name` is what problems call the file.
///
/// # Errors
/// Everything that is wrong with the file, in its order; warnings are among them.
pub fn parse_rubric(name: &str, text: &str) -> Result<ParsedRubric, Vec<FileProblem>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut problems = Problems::new(name, text);
    let root = yaml::parse(text, &mut problems);
    let rubric = root.and_then(|root| read(&root, name, Looks::Everywhere, &mut problems));
    let refused = problems.errors() > 0;
    let problems = problems.finish();
    match rubric {
        Some(rubric) if !refused => Ok(ParsedRubric { rubric, warnings: problems }),
        _ => Err(problems),
    }
}

/// A built-in rubric, which [`parse_rubric`] takes without an error, as a test shows: what
/// takes its time and would find nothing is left out. `None` never happens.
pub(super) fn read_built_in(built_in: &BuiltIn) -> Option<Rubric> {
    let mut problems = Problems::new(built_in.id, built_in.text);
    let root = yaml::replay(built_in.recording, &mut problems)?;
    read(&root, built_in.id, Looks::WhereItReads, &mut problems)
}

/// How far a reader looks for problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// Only for what cannot be read.
    WhereItReads,
    /// Also for what does not add up in what was read.
    Everywhere,
}

/// The keys looked for in each mapping of a rubric, the mappings in the order of the file.
pub(super) fn keys(text: &str) -> Vec<Vec<&'static str>> {
    let mut problems = Problems::with_keys(text);
    if let Some(root) = yaml::parse(text, &mut problems) {
        read(&root, "-", Looks::WhereItReads, &mut problems);
    }
    problems.keys()
}

/// Reads the tree; `None` where it is no rubric of this version.
fn read(
    root: &yaml::Node<'_>,
    name: &str,
    looks: Looks,
    problems: &mut Problems<'_>,
) -> Option<Rubric> {
    let mut fields = Fields::of(root, "", problems)?;
    if !format::is_readable(&mut fields, "kaohe-rubric", problems) {
        return None;
    }
    let mut reading = Reading { rubric: Rubric::default(), places: Places::default(), problems };
    reading.rubric.head = reading.head(&mut fields);
    fields.required("indicators", reading.problems);
    let items = fields.list("indicators", reading.problems);
    reading.indicators(None, items);
    reading.bonus(&mut fields);
    reading.direct(&mut fields);
    reading.vetoes(&mut fields);
    reading.grades(&mut fields);
    reading.factors(&mut fields);
    reading.all_to_earn();
    reading.places.head = fields.finish(reading.problems);
    reading.rubric.finish();
    let Reading { rubric, places, problems } = reading;
    if looks == Looks::WhereItReads {
        return Some(rubric);
    }
    check_name(&rubric.head.id, &places, name, problems);
    let found = check(&rubric);
    let wrong: Vec<Place> =
        found.iter().filter(|found| found.is_error()).map(|found| found.place).collect();
    for problem in found {
        let marks = places.marks(problem.place);
        // What is odd about something wrong is told once it is right.
        let follows = !problem.is_error()
            && wrong.iter().any(|wrong| is_around(&rubric, problem.place, *wrong));
        if !marks.broken && !follows {
            let kind = names::with_nearest(&rubric, problem.field, problem.kind);
            problems.add(problem.severity, marks.of(problem.field), kind);
        }
    }
    Some(rubric)
}

/// Whether an element is another one, or an item or a group around it.
fn is_around(rubric: &Rubric, place: Place, inner: Place) -> bool {
    let Place::Clause(clause) = inner else {
        return place == inner && matches!(inner, Place::Indicator(_));
    };
    match place {
        Place::Clause(index) => index == clause,
        Place::Group(group) => rubric.groups_around(clause).any(|around| around == group),
        Place::Indicator(item) => rubric.clause(clause).home == Home::Item(item),
        _ => false,
    }
}

/// A rubric is found by its id, so its file should bear that name. A copy kept beside a
/// session is named by its hash instead.
fn check_name(id: &str, places: &Places, file: &str, problems: &mut Problems<'_>) {
    let name = Path::new(file).file_stem().and_then(|stem| stem.to_str());
    let Some(name) = name.filter(|_| is_yaml(file)) else { return };
    if id.is_empty() || name == id || is_sha256(name) {
        return;
    }
    let kind = FileProblemKind::IdIsNotFileName { id: id.to_owned(), name: name.to_owned() };
    problems.add(Severity::Warning, places.head.of("id"), kind);
}

/// A rubric while it is read: what is there so far, where it stands, what is wrong.
struct Reading<'reading, 'file> {
    rubric: Rubric,
    places: Places,
    problems: &'reading mut Problems<'file>,
}

//! Names that a rubric uses and does not have: which it may be.

use crate::half_width::half_width;
use crate::rubric::Rubric;
use crate::rubric::check::ProblemKind;
use crate::storage::nearest::nearest;
use crate::storage::problem::FileProblemKind;
use std::collections::BTreeSet;

/// The shortest id that is compared sign by sign.
const SHORTEST_ID: usize = 4;
/// The most names proposed.
const MOST: usize = 3;

/// What is wrong; where a name is unknown, with those that look like it.
pub(super) fn with_nearest(
    rubric: &Rubric,
    field: &'static str,
    kind: ProblemKind,
) -> FileProblemKind {
    let (key, name, known): (_, _, Vec<&str>) = match &kind {
        ProblemKind::UnknownAbout { id } => {
            let clauses = rubric.clauses().iter().map(|clause| clause.id.as_str());
            let all = rubric.ids().iter().map(|(id, _)| id.as_str()).chain(clauses);
            ("about", id, all.chain(rubric.vetoes.iter().map(|veto| veto.no.as_str())).collect())
        }
        ProblemKind::UnknownTag { tag } => {
            (field, tag, rubric.head.tags.iter().map(|(tag, _)| tag.as_str()).collect())
        }
        ProblemKind::UnknownOffice { office } => {
            ("office", office, rubric.head.offices.iter().map(String::as_str).collect())
        }
        ProblemKind::UnknownGrade { name } => {
            ("grade", name, rubric.grades.iter().map(|grade| grade.name.as_str()).collect())
        }
        _ => return FileProblemKind::Rubric(kind),
    };
    let name = name.clone();
    // Several names in one, which the Chinese comma does not separate.
    let parts: Vec<&str> = name.split(['、', '，']).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| known.contains(part)) {
        let instead = format!("[{}]", parts.join(", "));
        return FileProblemKind::Write { key: key.to_owned(), found: name, instead };
    }
    let ending = format!("/{name}");
    let mut like: Vec<&str> =
        known.iter().copied().filter(|id| id.ends_with(&ending)).take(MOST).collect();
    let half: String = name.chars().map(half_width).collect();
    if like.is_empty() {
        like.extend(known.iter().copied().filter(|known| *known == half));
    }
    // A short id is like many.
    if like.is_empty() && (key != "about" || name.chars().count() >= SHORTEST_ID) {
        like.extend(nearest(&name, &known));
    }
    if like.is_empty() {
        return FileProblemKind::Rubric(kind);
    }
    let mut seen = BTreeSet::new();
    like.retain(|name| seen.insert(*name));
    let nearest = like.into_iter().map(str::to_owned).collect();
    FileProblemKind::NoSuchName { key, name, nearest }
}

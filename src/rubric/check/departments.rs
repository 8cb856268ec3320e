//! Departments and their spellings: each spelling means one department, and is printed.

use super::{Place, Problem, ProblemKind};
use crate::rubric::Rubric;
use std::collections::BTreeSet;

pub(super) fn check(rubric: &Rubric, problems: &mut Vec<Problem>) {
    let known = &rubric.head.departments;
    if known.is_empty() {
        return;
    }
    let printed = printed(rubric);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut put = |is_error: bool, kind: ProblemKind| {
        let make = if is_error { Problem::error } else { Problem::warning };
        problems.push(make(Place::Head, "departments", kind));
    };
    for department in known {
        if department.spellings.is_empty() {
            put(true, ProblemKind::NothingToChoose);
        }
        let name = &department.name;
        let others = known.iter().filter(|other| other.name != *name);
        if others.flat_map(|other| &other.spellings).any(|spelling| spelling == name) {
            put(true, ProblemKind::DepartmentIsSpelling { name: name.clone() });
        }
        for spelling in &department.spellings {
            if !seen.insert(spelling) {
                put(true, ProblemKind::SpellingTwice { spelling: spelling.clone() });
            } else if !printed.contains(spelling.as_str()) {
                put(false, ProblemKind::SpellingNotPrinted { spelling: spelling.clone() });
            }
        }
    }
}

/// Every name that a duty of the document prints.
fn printed(rubric: &Rubric) -> BTreeSet<&str> {
    let of_indicators = rubric.indicators().iter().flat_map(|indicator| &indicator.duties);
    let of_clauses = rubric.clauses().iter().flat_map(|clause| &clause.duties);
    let names = of_indicators.chain(of_clauses).flat_map(|duty| &duty.departments);
    names.map(String::as_str).collect()
}

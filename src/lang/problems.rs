//! Problems of a rubric in words.

use super::Lang;
use crate::rubric::check::ProblemKind;

/// What is wrong, and what to do, in one sentence.
#[must_use]
pub fn problem(lang: Lang, problem: &ProblemKind) -> String {
    let _ = (lang, problem);
    String::new()
}

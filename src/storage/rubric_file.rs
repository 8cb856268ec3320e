//! The YAML of a rubric, read into the core's [`Rubric`].

use super::problem::FileProblem;
use crate::rubric::Rubric;

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
    let _ = (name, text);
    Err(Vec::new())
}

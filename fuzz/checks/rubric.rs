//! Any text read as a rubric: it is refused with problems that can be told, or it can be
//! scored, and is checked and scored without a panic.

use kaohe::lang::{Lang, file_problems::file_problem};
use kaohe::score::score;
use kaohe::session::Session;
use kaohe::storage::rubric_file::parse_rubric;

/// What is asked of one input.
pub(crate) fn check(text: &str) {
    match parse_rubric("fuzz", text) {
        Ok(parsed) => {
            for warning in &parsed.warnings {
                let _ = file_problem(Lang::Zh, warning);
            }
            let _ = score(&parsed.rubric, &Session::default());
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                let _ = file_problem(Lang::Zh, problem);
            }
        }
    }
}

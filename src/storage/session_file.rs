//! The YAML of a session, read and written.

use super::problem::FileProblem;
use crate::points::Points;
use crate::rubric::Rubric;
use crate::score::Scorecard;
use crate::session::Session;

/// What lists and rankings show of a session without calculating it again.
/// Written at each save, never an input of the score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The final score; absent for a checklist without points.
    pub score: Option<Points>,
    /// How many clauses and items nobody has looked at.
    pub open: usize,
    /// How many clauses and items there are to look at.
    pub clauses: usize,
}

impl Summary {
    /// What a scorecard comes to.
    #[must_use]
    pub fn of(card: &Scorecard) -> Self {
        let progress = card.total.progress;
        Self {
            score: card.total.score,
            open: progress.open as usize,
            clauses: progress.all() as usize,
        }
    }
}

/// Reads a session; `name` is what problems call the file.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn parse_session(name: &str, text: &str) -> Result<Session, Vec<FileProblem>> {
    let _ = (name, text);
    Err(Vec::new())
}

/// The text of a session file: entries in the order of the document, then those
/// of ids the rubric does not know, sorted. The same session gives the same text.
#[must_use]
pub fn session_text(session: &Session, rubric: &Rubric, summary: &Summary) -> String {
    let _ = (session, rubric, summary);
    String::new()
}

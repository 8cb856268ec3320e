//! The list of filters to choose from, and its cursor.

use super::Review;
use crate::tui::tree::{Choice, choices};

/// The list and its cursor. It is worked out when it opens: nothing changes while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterList {
    /// What there is to choose from.
    pub choices: Vec<Choice>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
}

impl FilterList {
    /// The choices of a session, the cursor on the one that is on.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let choices = choices(&review.tree, &review.rubric, &review.card);
        let now = review.tree.filter().map(|(filter, _)| filter);
        let cursor = choices.iter().position(|choice| choice.filter.as_ref() == now);
        Self { choices, cursor: cursor.unwrap_or_default(), offset: 0 }
    }
}

//! Rows of what makes recording quick: 常用语.

use super::{Action, Key, Place, Row, explained, f, row, words};

pub(super) const PHRASES: Row = explained(
    row(Action::Phrases, &[Place::Form], &[Key::Ctrl('r'), f(3)], words::phrases, 3),
    words::phrases_more,
);

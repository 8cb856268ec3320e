//! Rows of what makes recording quick: 常用语, copying a record, drawing a sample.

use super::{Action, Key, Place, REVIEW, Row, explained, f, row, words};
use crate::lang::corrections;

const CORRECTED: &[Place] = &[Place::Review, Place::Findings];

/// They follow the rows of [`super::look::TABLE`].
pub(super) const TABLE: &[Row] = &[
    explained(
        row(Action::CopyEntry, REVIEW, &[Key::Char('c'), Key::Ctrl('n')], words::copy_entry, 0),
        words::copy_entry_more,
    ),
    explained(
        row(Action::PasteEntry, REVIEW, &[Key::Char('p'), Key::Ctrl('v')], words::paste_entry, 7),
        words::paste_entry_more,
    ),
    explained(row(Action::Sample, REVIEW, &[Key::Char('%')], words::sample, 0), words::sample_more),
    explained(
        row(Action::Correction, CORRECTED, &[Key::Char('Z'), Key::Char('!')], corrections::key, 21),
        corrections::key_more,
    ),
    explained(
        row(Action::Phrases, &[Place::Form], &[Key::Ctrl('r'), f(3)], words::phrases, 3),
        words::phrases_more,
    ),
    row(Action::NewLine, &[Place::Form], &[Key::Ctrl('o')], words::new_line, 5),
];

//! Branches that fold by themselves once nothing in them is open.

use crate::lang::find as words;
use crate::tui::app::{App, Review};
use crate::tui::tree::Node;

/// On: what is done folds at once, and later whenever the cursor leaves it for what is open.
pub(super) fn toggle(app: &mut App) {
    let lang = app.lang;
    let Some(review) = &mut app.review else { return };
    review.folds_done = !review.folds_done;
    let is_on = review.folds_done;
    if is_on {
        fold_behind(review, None);
    }
    app.say(if is_on { words::folds(lang) } else { words::folds_no_more(lang) });
}

/// Folds what is done around the row the cursor left, by its place among all rows; without
/// one everything that is done. Nothing where it is not wanted.
pub(super) fn fold_behind(review: &mut Review, left: Option<usize>) {
    if !review.folds_done {
        return;
    }
    let Review { tree, card, .. } = review;
    tree.fold_done(left, |node| match node {
        Node::Indicator(index) => {
            let progress = card.indicators[index.0].progress;
            progress.open == 0 && progress.all() > 0
        }
        _ => false,
    });
}

//! 试算: begins and ends.

use crate::lang::trial as words;
use crate::tui::app::{App, Effect};

/// Begins a trial, or ends the one that is on.
pub(super) fn toggle(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &mut app.review else { return Vec::new() };
    if review.end_trial() {
        app.say(words::ended(lang));
    } else {
        review.begin_trial();
        app.say(words::begun(lang));
    }
    Vec::new()
}

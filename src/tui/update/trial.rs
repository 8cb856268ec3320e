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
        begin(app);
    }
    Vec::new()
}

/// From here on things are tried; where they are already, that goes on.
pub(super) fn begin(app: &mut App) {
    if let Some(review) = &mut app.review {
        review.begin_trial();
        app.say(words::begun(app.lang));
    }
}

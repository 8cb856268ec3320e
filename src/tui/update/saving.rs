//! What becomes of changes on their way to the disk, and what is tried again.

use super::review;
use crate::lang::ui;
use crate::tui::app::{App, Asked, Effect, Overlay, Question, Saved, Unsaved};
use std::time::Duration;

/// How long nobody types before the session file is brought up to date: the journal has
/// everything, so that a burst of keys costs one file.
const BEFORE_THE_FILE: Duration = Duration::from_millis(400);
/// How long nobody types before a failed save is tried again.
const BEFORE_ANOTHER_TRY: Duration = Duration::from_secs(5);

/// The outcome of a save. A failure stays on the screen until it is saved.
pub(super) fn saved(app: &mut App, outcome: Result<(), Unsaved>) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &mut app.review else { return Vec::new() };
    match outcome {
        Ok(()) => {
            let before = std::mem::replace(&mut review.saved, Saved::Yes);
            review.asked = Asked::No;
            review.is_behind |= !review.unwritten.is_empty();
            review.unwritten.clear();
            let Saved::No(before) = before else { return Vec::new() };
            let is_behind = review.is_behind;
            app.say(ui::saved_now(lang));
            // What stood in the way of the file may stand there still: before anyone believes
            // that all is well it is tried.
            if before.is_conflict && is_behind { vec![Effect::WriteFile] } else { Vec::new() }
        }
        Err(unsaved) => {
            not_saved(app, unsaved);
            Vec::new()
        }
    }
}

/// It goes on in a new file: which, is said, and is the last thing said where the program ends.
pub(super) fn copied(app: &mut App, outcome: Result<String, Unsaved>) -> Vec<Effect> {
    let Some(review) = &mut app.review else { return Vec::new() };
    match outcome {
        Ok(path) => {
            review.asked = Asked::No;
            review.unwritten.clear();
            (review.is_behind, review.saved) = (false, Saved::Yes);
            let words = ui::saved_in(app.lang, &path);
            review.copied_to = Some(path);
            app.say(words);
        }
        Err(unsaved) => not_saved(app, unsaved),
    }
    Vec::new()
}

fn not_saved(app: &mut App, unsaved: Unsaved) {
    let lang = app.lang;
    // Who asked for it and still cannot have it there may have it elsewhere.
    let wanted = app.review.as_mut().map(|review| std::mem::take(&mut review.asked));
    let wanted = wanted == Some(Asked::Yes);
    if wanted && app.overlays.is_empty() && !app.is_too_small() {
        app.overlays.push(Overlay::Confirm(Question::SaveCopy));
    }
    let words = if unsaved.is_conflict {
        ui::not_saved_conflict(lang, &unsaved.why)
    } else {
        ui::not_saved(lang, &unsaved.why)
    };
    if let Some(review) = &mut app.review {
        review.saved = Saved::No(unsaved);
    }
    app.warn(words);
}

/// The outcome of bringing the session file up to date.
pub(super) fn written(app: &mut App, outcome: Result<(), Unsaved>) -> Vec<Effect> {
    let Some(review) = &mut app.review else { return Vec::new() };
    let is_leaving = std::mem::take(&mut review.is_leaving);
    match outcome {
        Ok(()) => {
            review.is_behind = false;
            if review.unwritten.is_empty() && matches!(review.saved, Saved::No(_)) {
                review.saved = Saved::Yes;
                let lang = app.lang;
                app.say(ui::saved_now(lang));
            }
            if is_leaving { review::close(app) } else { Vec::new() }
        }
        Err(unsaved) => {
            not_saved(app, unsaved);
            if is_leaving { review::leave(app) } else { Vec::new() }
        }
    }
}

/// Tries once more what could not be saved: the journal, and when that has everything the file.
pub(super) fn save_again(app: &App) -> Vec<Effect> {
    let has_unwritten = app.review.as_ref().is_some_and(|review| !review.unwritten.is_empty());
    vec![if has_unwritten { Effect::Save } else { Effect::WriteFile }]
}

/// Nobody types: what could not be saved is tried again, and the file is brought up to date.
pub(super) fn rested(app: &App) -> Vec<Effect> {
    match app.review.as_ref().map(|review| (&review.saved, review.is_behind)) {
        Some((Saved::No(unsaved), _)) if unsaved.is_conflict => Vec::new(),
        Some((Saved::No(_), _)) => save_again(app),
        Some((_, true)) => vec![Effect::WriteFile],
        _ => Vec::new(),
    }
}

/// How long the program waits for a key before it does what it has put off; `None` where
/// there is nothing to do.
#[must_use]
pub fn patience(app: &App) -> Option<Duration> {
    let review = app.review.as_ref()?;
    match &review.saved {
        Saved::No(unsaved) if unsaved.is_conflict => None,
        Saved::No(_) => Some(BEFORE_ANOTHER_TRY),
        _ if review.is_behind => Some(BEFORE_THE_FILE),
        _ => None,
    }
}

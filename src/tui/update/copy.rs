//! A record is copied, and pasted under another clause.

use super::{ask, commit};
use crate::lang::copy as words;
use crate::session::Entry;
use crate::tui::app::{App, Copied, Effect, Fit, Question, Review, Selected};

/// Keeps the selected record, to be pasted.
pub(super) fn copy(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &mut app.review else { return Vec::new() };
    let Some(Selected { id, .. }) = review.selected() else { return Vec::new() };
    let Some(entry) = review.session.entry(&id).cloned() else { return Vec::new() };
    // What others said about that record does not go with it.
    let entry = Entry { accepted: None, returned: None, ..entry };
    let said = words::copied(lang, &id);
    review.copied = Some(Box::new(Copied { id, entry }));
    app.say(said);
    Vec::new()
}

/// Pastes under what is selected; asks where something is recorded there already.
pub(super) fn paste(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &app.review else { return Vec::new() };
    let (Some(copied), Some(Selected { id, subject })) = (&review.copied, review.selected()) else {
        return Vec::new();
    };
    let (entry, fit) = review.as_pasted(copied, subject);
    if fit == Fit::Nothing {
        let from = copied.id.clone();
        app.warn(words::nothing_fits(lang, &from));
        return Vec::new();
    }
    match review.session.entry(&id) {
        Some(held) if *held == entry => {
            app.say(words::is_the_same(lang));
            Vec::new()
        }
        Some(_) => ask(app, Question::PasteOver(id)),
        None => paste_under(app, &id),
    }
}

/// Pastes under an id, whatever is recorded there, in one step that undo takes back.
pub(super) fn paste_under(app: &mut App, id: &str) -> Vec<Effect> {
    let lang = app.lang;
    let Some((entry, fit, from)) = app.review.as_ref().and_then(|review| pasted(review, id)) else {
        return Vec::new();
    };
    let effects = commit::entry(app, id, entry);
    match fit {
        Fit::Whole => app.say(words::pasted(lang, &from)),
        Fit::WithoutValue => app.warn(words::without_value(lang, &from)),
        Fit::WithoutFindings | Fit::Nothing => app.warn(words::without_findings(lang, &from)),
    }
    effects
}

fn pasted(review: &Review, id: &str) -> Option<(Entry, Fit, String)> {
    let copied = review.copied.as_ref()?;
    let (entry, fit) = review.as_pasted(copied, review.rubric.find(id)?);
    Some((entry, fit, copied.id.clone()))
}

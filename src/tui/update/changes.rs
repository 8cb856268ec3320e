//! What changed in the rubric: the list, and going on with the newer version.

use super::{ask, commit, scrolled};
use crate::lang::{changes as say, ui};
use crate::session::Edit;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Overlay, Question, Selected};
use crate::tui::{details, layout};

/// Opens the list, where another version is known.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    if review.update.is_some() {
        app.overlays.push(Overlay::Changes(0));
    } else if review.knows_its_rubric() {
        app.say(say::no_other_version(app.lang));
    } else {
        app.warn(say::version_missing(app.lang));
    }
    Vec::new()
}

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    if action == Action::Migrate {
        return ask_to_migrate(app);
    }
    let rows = layout::overlay_rows(app.size, layout::CHANGES_FOOT);
    let lines = |app: &App| {
        let review = app.review.as_ref()?;
        Some(details::changes::lines(app, review, usize::from(rows.width)).len())
    };
    let most = lines(app).unwrap_or_default();
    let Some(Overlay::Changes(offset)) = app.overlays.last_mut() else { return Vec::new() };
    match scrolled(*offset, action, most, usize::from(rows.height)) {
        Some(after) => *offset = after,
        None => {
            app.overlays.pop();
        }
    }
    Vec::new()
}

fn ask_to_migrate(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &app.review else { return Vec::new() };
    let Some(plan) = review.migration() else {
        app.say(say::is_migrated(lang));
        return Vec::new();
    };
    if commit::is_refused_in_trial(app) || commit::is_refused(app) {
        return Vec::new();
    }
    let (again, left_over) = (plan.look_again.len(), plan.left_over.len());
    let words = say::ask_migrate(lang, &say::carried(lang, &plan), again, left_over);
    ask(app, Question::Migrate(words))
}

/// The session goes on with the newer version; the list is done with.
pub(super) fn migrate(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(plan) = app.review.as_ref().and_then(|review| review.migration()) else {
        return Vec::new();
    };
    app.overlays.pop();
    let effects = commit::commit(app, "", &plan.edit);
    app.say(say::migrated_with(lang, plan.look_again.len()));
    effects
}

/// The record of before the rubric changed becomes the record of the selected row.
pub(super) fn take_earlier(app: &mut App) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    let Some(Selected { id, .. }) = review.selected() else { return Vec::new() };
    let Some(edit): Option<Edit> = review.session.take_earlier(&id) else { return Vec::new() };
    let effects = commit::commit(app, &id, &edit);
    app.say(say::earlier_taken(app.lang));
    effects
}

/// Why the record of before cannot be taken over here.
pub(super) fn why_not_taken(app: &App) -> &'static str {
    let lang = app.lang;
    let Some(review) = &app.review else { return "" };
    let Some(Selected { id, .. }) = review.selected() else { return ui::nothing_to_record(lang) };
    if review.session.earlier_of(&id).next().is_none() {
        say::no_earlier(lang)
    } else if review.session.entry(&id).is_some() {
        say::recorded_anew(lang)
    } else {
        say::earlier_unfit(lang)
    }
}

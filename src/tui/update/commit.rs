//! The one way a session changes.

use crate::lang::ui;
use crate::score::score;
use crate::session::{Edit, Entry, Record};
use crate::tui::app::{App, Effect, ReadOnly, Review, Saved};

/// Changes the session, remembers how to take it back, calculates and asks for the save.
/// Nothing happens where the edit changes nothing.
pub(super) fn commit(app: &mut App, about: &str, edit: &Edit) -> Vec<Effect> {
    commit_for(app, about, edit, String::new())
}

/// The same, with the reason that was given for it.
pub(super) fn commit_for(app: &mut App, about: &str, edit: &Edit, why: String) -> Vec<Effect> {
    let Some(review) = &mut app.review else { return Vec::new() };
    let Some(record) = review.history.commit(&mut review.session, about, edit) else {
        return Vec::new();
    };
    changed(review, Record { why, ..record })
}

/// Puts an entry under an id.
pub(super) fn entry(app: &mut App, id: &str, entry: Entry) -> Vec<Effect> {
    let edit = Edit::Entry { id: id.to_owned(), entry: Some(entry) };
    commit(app, id, &edit)
}

/// Why the session may not be changed now; says so.
pub(super) fn is_refused(app: &mut App) -> bool {
    let lang = app.lang;
    let Some(review) = &app.review else { return true };
    let why = match &review.read_only {
        Some(ReadOnly::Asked) => ui::is_read_only(lang).to_owned(),
        Some(ReadOnly::Held(who)) => who.clone(),
        None if review.is_final() => ui::is_final(lang).to_owned(),
        None => return false,
    };
    app.warn(why);
    true
}

pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    step(app, true)
}

pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    step(app, false)
}

/// One step back or forth; the cursor goes to what changed.
fn step(app: &mut App, back: bool) -> Vec<Effect> {
    if is_refused(app) {
        return Vec::new();
    }
    let lang = app.lang;
    let Some(review) = &mut app.review else { return Vec::new() };
    let Review { history, session, .. } = &mut **review;
    let record = if back { history.undo(session) } else { history.redo(session) };
    let Some(record) = record else {
        let none = if back { ui::nothing_to_undo(lang) } else { ui::nothing_to_redo(lang) };
        app.warn(none);
        return Vec::new();
    };
    let about = record.change.about.clone();
    let effects = changed(review, record);
    if review.tree.go_to_id(&review.rubric, &about) {
        review.details_offset = 0;
    }
    let what = if about.is_empty() { ui::beside_the_tree(lang) } else { about.as_str() };
    app.say(if back { ui::undone(lang, what) } else { ui::redone(lang, what) });
    effects
}

/// Calculates what changed (one path of the tree for an entry, everything for the rest) and
/// has it recorded.
fn changed(review: &mut Review, record: Record) -> Vec<Effect> {
    let about = record.change.about.as_str();
    if about.is_empty() {
        review.card = score(&review.rubric, &review.session);
    } else {
        review.card.rescore_entry(&review.rubric, &review.session, about);
    }
    let score = review.card.total.score;
    review.unwritten.push(Record { score, ..record });
    if !matches!(review.saved, Saved::No(_)) {
        review.saved = Saved::Pending;
    }
    vec![Effect::Save]
}

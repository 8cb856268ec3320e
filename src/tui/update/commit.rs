//! The one way a session changes.

use crate::lang::{Lang, changes, history, trial, ui};
use crate::score::score;
use crate::session::{Edit, Entry, Record, Session};
use crate::tui::app::{App, Effect, ReadOnly, Review, Saved};

/// Changes the session, remembers how to take it back, calculates and asks for the save.
/// Nothing happens where the edit changes nothing.
pub(super) fn commit(app: &mut App, about: &str, edit: &Edit) -> Vec<Effect> {
    commit_for(app, about, edit, String::new())
}

/// The same, with the reason that was given for it.
pub(super) fn commit_for(app: &mut App, about: &str, edit: &Edit, why: String) -> Vec<Effect> {
    let Some(review) = &mut app.review else { return Vec::new() };
    let edit = following(&review.session, edit);
    if !review.is_trial() && !edit.is_allowed_in(&review.session) {
        is_refused(app);
        return Vec::new();
    }
    let Some(record) = review.history.commit(&mut review.session, about, &edit) else {
        return Vec::new();
    };
    changed(review, Record { why, ..record });
    save(review)
}

/// The edit with what follows from it: a comment on an entry is answered by changing it.
fn following(session: &Session, edit: &Edit) -> Edit {
    match edit {
        Edit::Entry { id, entry } => {
            let before = session.entry(id).cloned().unwrap_or_default();
            Edit::Entry { id: id.clone(), entry: before.followed_by(entry.clone()) }
        }
        Edit::Several(edits) => {
            Edit::Several(edits.iter().map(|edit| following(session, edit)).collect())
        }
        other => other.clone(),
    }
}

/// What is recorded is saved; what is only tried is not.
fn save(review: &Review) -> Vec<Effect> {
    if review.is_trial() { Vec::new() } else { vec![Effect::Save] }
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
    if review.is_trial() {
        return false;
    }
    let why = match &review.read_only {
        Some(why) => read_only(lang, why),
        None if review.is_final() => ui::is_final(lang).to_owned(),
        None => return false,
    };
    app.warn(why);
    true
}

/// Why a session is only looked at.
pub(super) fn read_only(lang: Lang, why: &ReadOnly) -> String {
    match why {
        ReadOnly::Asked => ui::is_read_only(lang).to_owned(),
        ReadOnly::Held(who) => who.clone(),
    }
}

/// Why 整改 may not be recorded now; says so. What is finalised takes it all the same.
pub(super) fn is_correction_refused(app: &mut App) -> bool {
    let takes_it = app.review.as_ref().is_some_and(|review| review.takes_corrections());
    !takes_it && is_refused(app)
}

/// Whether this cannot be done while things are only tried; says so.
pub(super) fn is_refused_in_trial(app: &mut App) -> bool {
    let is_trial = app.review.as_ref().is_some_and(|review| review.is_trial());
    if is_trial {
        app.warn(trial::not_here(app.lang));
    }
    is_trial
}

pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    step(app, true)
}

pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    step(app, false)
}

/// One step back or forth; the cursor goes to what changed.
fn step(app: &mut App, back: bool) -> Vec<Effect> {
    let can_step = app.review.as_ref().is_some_and(|review| review.can_step(back));
    if !can_step && is_refused(app) {
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
    if !review.knows_its_rubric() {
        // Without that version nothing could be calculated: the step is taken back.
        let Review { history, session, .. } = &mut **review;
        let _ = if back { history.redo(session) } else { history.undo(session) };
        app.warn(changes::version_unknown(lang));
        return Vec::new();
    }
    let about = record.change.about.clone();
    let what = history::named(lang, &record.change, back);
    let is_other_rubric = changed(review, record);
    if review.tree.go_to_id(&review.rubric, &about) {
        review.details_offset = 0;
    }
    let what = if is_other_rubric { changes::rubric_migration(lang) } else { &what };
    let said = if back { ui::undone(lang, what) } else { ui::redone(lang, what) };
    let effects = save(review);
    app.say(said);
    effects
}

/// Calculates what changed (one path of the tree for an entry, everything for the rest) and
/// has it recorded. Whether another version of the rubric is in use now.
fn changed(review: &mut Review, record: Record) -> bool {
    let about = record.change.about.as_str();
    let is_other_rubric = review.follow_rubric();
    if is_other_rubric {
        // Everything has been calculated with it.
    } else if about.is_empty() {
        review.card = score(&review.rubric, &review.session);
    } else {
        review.card.rescore_entry(&review.rubric, &review.session, about);
    }
    if review.is_trial() {
        return is_other_rubric;
    }
    for (edit, _) in record.change.parts() {
        if let Some(id) = edit.entry_id() {
            review.touched.touch(id);
        }
    }
    let score = review.card.total.score;
    review.unwritten.push(Record { score, ..record });
    if !matches!(review.saved, Saved::No(_)) {
        review.saved = Saved::Pending;
    }
    is_other_rubric
}

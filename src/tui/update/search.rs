//! The search line, and going from match to match.

use super::find;
use crate::lang::find as words;
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Effect, Overlay};
use crate::tui::widgets::Outcome;
use ratatui::crossterm::event::KeyEvent;

pub(super) fn open(app: &mut App) {
    let Some(review) = &mut app.review else { return };
    let line = review.begin_search();
    app.overlays.push(Overlay::Search(line));
}

pub(super) fn key(app: &mut App, event: KeyEvent) -> Vec<Effect> {
    let action = app.keys.find(Place::Search, &event);
    if matches!(app.overlays.last(), Some(Overlay::Find(_))) {
        find::key(app, action, event);
        return Vec::new();
    }
    match action {
        Some(Action::Accept) => accept(app),
        Some(Action::Cancel) => cancel(app),
        Some(action @ (Action::NextMatch | Action::PreviousMatch)) => {
            if let Some(review) = &mut app.review {
                review.go_to_match(action == Action::NextMatch);
            }
        }
        _ => {
            let Some(Overlay::Search(line)) = app.overlays.last_mut() else { return Vec::new() };
            if line.input.key(event) == Outcome::Changed {
                look(app);
            }
        }
    }
    Vec::new()
}

pub(super) fn paste(app: &mut App, text: &str) {
    let Some(Overlay::Search(line)) = app.overlays.last_mut() else { return };
    line.input.paste(text);
    look(app);
}

fn look(app: &mut App) {
    let (Some(Overlay::Search(line)), Some(review)) = (app.overlays.last(), &mut app.review) else {
        return;
    };
    review.search(line);
}

/// Enter: the cursor stays on the match; where there is none it goes back.
pub(super) fn accept(app: &mut App) {
    let lang = app.lang;
    let Some(review) = &app.review else { return };
    let Some(found) = &review.found else {
        cancel(app);
        return;
    };
    let query = found.query.clone();
    let (_, shown, outside) = found.counts(&review.tree);
    if shown > 0 {
        app.overlays.pop();
        tell(app);
        return;
    }
    let in_ledgers = review.in_ledgers(&query);
    cancel(app);
    app.warn(match outside {
        0 if in_ledgers > 0 => words::only_in_ledgers(lang, &query, in_ledgers),
        0 => words::not_found(lang, &query),
        count => words::only_outside(lang, &query, count),
    });
}

fn cancel(app: &mut App) {
    let Some(Overlay::Search(line)) = app.overlays.pop() else { return };
    if let Some(review) = &mut app.review {
        review.give_up_search(line);
    }
}

/// The next or previous match, on the review screen.
pub(super) fn step(app: &mut App, action: Action) {
    let Some(review) = &mut app.review else { return };
    review.go_to_match(action == Action::NextMatch);
    tell(app);
}

fn tell(app: &mut App) {
    let lang = app.lang;
    let Some(review) = &app.review else { return };
    let Some(found) = &review.found else { return };
    let said = words::found(lang, &found.query, &found.words(lang, &review.tree));
    app.say(said);
}

/// The marks go; the cursor stays.
pub(super) fn end(app: &mut App) {
    let lang = app.lang;
    let Some(review) = &mut app.review else { return };
    if review.found.take().is_some() {
        app.say(words::ended(lang));
    }
}

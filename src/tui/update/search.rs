//! The search line, and going from match to match.

use super::find;
use crate::lang::find as words;
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Effect, LedgerList, Overlay};
use crate::tui::widgets::Outcome;
use crate::tui::{details, layout};
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
            show_match(app);
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
    show_match(app);
}

/// Scrolls the page on the right to what the row was met by, where neither the row nor the
/// beginning of the page shows it.
fn show_match(app: &mut App) {
    let area = layout::review(app.size).details;
    let Some(review) = &app.review else { return };
    let Some((hit, words)) = review.hit_under_cursor() else { return };
    if !review.spans(hit, &words).is_empty() {
        return;
    }
    let by_text = review.words_by_text(hit, &words);
    let lines = details::lines(app, review, usize::from(area.width));
    let is_met = |line: &details::Line| by_text.iter().any(|w| w.find(&line.text).is_some());
    let height = usize::from(area.height);
    let Some(at) = lines.iter().position(is_met).filter(|at| *at >= height) else { return };
    if let Some(review) = &mut app.review {
        review.details_offset = at + 1 - height / 2;
    }
}

/// Enter: the cursor stays on the match; where there is none it goes back.
pub(super) fn accept(app: &mut App) {
    let lang = app.lang;
    let Some(review) = &app.review else { return };
    let Some(found) = &review.found else {
        cancel(app);
        return;
    };
    let (query, beside) = (found.query.clone(), found.beside.len());
    let (_, shown, outside) = found.counts(&review.tree);
    if shown > 0 && !found.is_beside {
        app.overlays.pop();
        tell(app);
        return;
    }
    if beside > 0 {
        let (list, found) = (review.ledgers_at_match(), review.found.clone());
        cancel(app);
        // The tree is as it was; the matches stay.
        if let Some(review) = &mut app.review {
            review.found = found;
        }
        app.overlays.push(Overlay::Ledgers(list));
        app.say(words::in_ledgers(lang, &query, beside));
        return;
    }
    cancel(app);
    app.warn(match outside {
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

/// The next or previous match, on the review screen or in the ledgers.
pub(super) fn step(app: &mut App, action: Action) {
    let lang = app.lang;
    let in_ledgers = match app.overlays.last() {
        Some(Overlay::Ledgers(list)) => Some(list.cursor),
        _ => None,
    };
    let Some(review) = &mut app.review else { return };
    let beside = review.go_to_any_match(action == Action::NextMatch, in_ledgers);
    let query = review.found.as_ref().map(|found| found.query.clone()).unwrap_or_default();
    if in_ledgers.is_some() {
        app.overlays.pop();
    }
    if let Some((cursor, at, count)) = beside {
        app.overlays.push(Overlay::Ledgers(LedgerList { cursor, offset: 0 }));
        app.say(words::at_in_ledgers(lang, &query, at, count));
        return;
    }
    show_match(app);
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

//! A number typed at the bottom.

use super::{ask, commit, doubts};
use crate::half_width::half_width_of_number;
use crate::session::Entry;
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Effect, Overlay, Prompt};
use crate::tui::record;
use crate::tui::widgets::Outcome;
use crate::tui::widgets::input::Input;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Opens the prompt with its first digit, if one was typed.
pub(super) fn open(app: &mut App, id: String, first: Option<char>) {
    let input = Input::new(&first.map(String::from).unwrap_or_default());
    app.overlays.push(Overlay::Prompt(Prompt { id, input, problem: None, is_sure: false }));
}

pub(super) fn key(app: &mut App, event: KeyEvent) -> Vec<Effect> {
    match app.keys.find(Place::Prompt, &event) {
        Some(Action::Accept) => return accept(app),
        Some(Action::Cancel) => {
            app.overlays.pop();
            return Vec::new();
        }
        _ => {}
    }
    let Some(Overlay::Prompt(prompt)) = app.overlays.last_mut() else { return Vec::new() };
    let outcome = match event.code {
        KeyCode::Char(c) if !event.modifiers.contains(KeyModifiers::CONTROL) => {
            prompt.input.key(KeyEvent { code: KeyCode::Char(half_width_of_number(c)), ..event })
        }
        _ => prompt.input.key(event),
    };
    if outcome == Outcome::Changed {
        prompt.problem = None;
    }
    let is_erased = event.code == KeyCode::Backspace && prompt.input.text().is_empty();
    if is_erased {
        app.overlays.pop();
    }
    Vec::new()
}

/// Takes a pasted text as it is: what is no number is refused with a word, never dropped.
pub(super) fn paste(prompt: &mut Prompt, text: &str) {
    let number: String = text.trim().chars().map(half_width_of_number).collect();
    prompt.input.paste(&number);
    prompt.problem = None;
}

/// Closes the prompt where what was typed cannot be used, and says why: a whole line answers it,
/// so the next one is about something else.
pub(super) fn refused(app: &mut App) {
    let Some(Overlay::Prompt(prompt)) = app.overlays.last() else { return };
    if let Some(problem) = prompt.problem.clone() {
        app.overlays.pop();
        app.warn(problem);
    }
}

/// Takes a number while the program is being ended: where it cannot be used it goes into the
/// remark as it was typed, so that nothing that was on the screen is lost.
pub(super) fn salvage(app: &mut App) -> Vec<Effect> {
    if let Some(Overlay::Prompt(prompt)) = app.overlays.last_mut() {
        prompt.is_sure = true;
    }
    let effects = accept(app);
    let Some(Overlay::Prompt(prompt)) = app.overlays.last() else { return effects };
    let (id, typed) = (prompt.id.clone(), prompt.input.text().trim().to_owned());
    let Some(review) = app.review.as_ref().filter(|_| !typed.is_empty()) else { return effects };
    let held = review.entry(&id);
    let remark = format!("{}（{typed}）", held.remark);
    app.overlays.pop();
    commit::entry(app, &id, Entry { remark, ..held })
}

pub(super) fn accept(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(Overlay::Prompt(prompt)) = app.overlays.last_mut() else { return Vec::new() };
    let Some(review) = &app.review else { return Vec::new() };
    let Some(subject) = review.rubric.find(&prompt.id) else { return Vec::new() };
    let before = review.entry(&prompt.id);
    let typed = record::typed(review.asks(subject), &before, prompt.input.text());
    match typed.and_then(|entry| record::possible(&review.rubric, subject, entry)) {
        Ok(entry) => {
            let about = (prompt.id.as_str(), &entry);
            let doubt = doubts::of_figure(lang, review, about, prompt.input.text());
            if let Some(question) = doubt.filter(|_| !prompt.is_sure) {
                return ask(app, question);
            }
            let id = std::mem::take(&mut prompt.id);
            app.overlays.pop();
            commit::entry(app, &id, entry)
        }
        Err(refusal) => {
            prompt.problem = Some(refusal.words(lang));
            Vec::new()
        }
    }
}

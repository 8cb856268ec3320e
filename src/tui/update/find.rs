//! The line that narrows the list of sessions.

use super::lists::moved;
use crate::lang::find as words;
use crate::tui::action::Action;
use crate::tui::app::{App, FindLine, Overlay};
use crate::tui::widgets::Outcome;
use crate::tui::widgets::input::Input;
use ratatui::crossterm::event::KeyEvent;

/// The line opens on what the list is narrowed to already.
pub(super) fn open(app: &mut App) {
    let query = app.start.as_ref().and_then(|start| start.found.as_ref());
    let input = Input::new(query.map_or("", |found| &found.query));
    app.overlays.push(Overlay::Find(FindLine { input }));
}

pub(super) fn key(app: &mut App, action: Option<Action>, event: KeyEvent) {
    match action {
        Some(Action::Accept) => accept(app),
        Some(Action::Cancel) => {
            app.overlays.pop();
            end(app);
        }
        Some(Action::NextMatch) => step(app, Action::Down),
        Some(Action::PreviousMatch) => step(app, Action::Up),
        _ => {
            let Some(Overlay::Find(line)) = app.overlays.last_mut() else { return };
            if line.input.key(event) == Outcome::Changed {
                look(app);
            }
        }
    }
}

pub(super) fn paste(app: &mut App, text: &str) {
    let Some(Overlay::Find(line)) = app.overlays.last_mut() else { return };
    line.input.paste(text);
    look(app);
}

fn look(app: &mut App) {
    let (Some(Overlay::Find(line)), Some(start)) = (app.overlays.last(), &mut app.start) else {
        return;
    };
    start.narrow(line.input.text());
}

/// Enter: the list stays narrowed; where nothing was found all of it is shown again.
pub(super) fn accept(app: &mut App) {
    app.overlays.pop();
    let Some(start) = &app.start else { return };
    let Some(found) = start.found.as_ref().filter(|_| start.is_empty()) else { return };
    let why = words::not_found(app.lang, &found.query);
    end(app);
    app.warn(why);
}

/// All of the list is shown again; the cursor stays on its session.
pub(super) fn end(app: &mut App) {
    if let Some(start) = &mut app.start {
        start.narrow("");
    }
}

fn step(app: &mut App, action: Action) {
    let Some(start) = &mut app.start else { return };
    if let Some(cursor) = moved(start.cursor, action, 1) {
        start.cursor = cursor.min(start.len().saturating_sub(1));
    }
}

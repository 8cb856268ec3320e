//! A typed line in the place of keys: the whole of a field, a number, a search.

use super::{filters, find, forms, palette, phrases, prompt, search};
use crate::tui::app::{App, Effect, Overlay};
use crate::tui::widgets::input::Input;

/// Takes a line in where something is typed; elsewhere it means nothing.
pub(super) fn take(app: &mut App, text: Option<&str>) -> Vec<Effect> {
    if let Some(Overlay::Form(_)) = app.overlays.last() {
        return forms::answer(app, text);
    }
    let Some(text) = text else { return Vec::new() };
    match app.overlays.last_mut() {
        Some(Overlay::Prompt(prompt)) => {
            prompt.input = Input::default();
            prompt::paste(prompt, text);
            let effects = prompt::accept(app);
            prompt::refused(app);
            effects
        }
        Some(Overlay::Search(line)) => {
            line.input = Input::default();
            search::paste(app, text);
            search::accept(app);
            Vec::new()
        }
        Some(Overlay::Find(line)) => {
            line.input = Input::default();
            find::paste(app, text);
            find::accept(app);
            Vec::new()
        }
        Some(Overlay::Filters(list)) => {
            list.input = Input::default();
            filters::paste(list, app.lang, text);
            Vec::new()
        }
        Some(Overlay::Phrases(list)) => {
            list.input = Input::default();
            phrases::paste(list, text);
            Vec::new()
        }
        Some(Overlay::Palette(list)) => {
            list.input = Input::default();
            palette::paste(list, text);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

//! Keys of the palette.

use super::{act, lists};
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Effect, Overlay, PaletteList};
use crate::tui::layout;
use crate::tui::widgets::{Outcome, list};
use ratatui::crossterm::event::KeyEvent;

pub(super) fn open(app: &mut App) {
    let list = PaletteList::new(app);
    app.overlays.push(Overlay::Palette(list));
}

pub(super) fn key(app: &mut App, event: KeyEvent) -> Vec<Effect> {
    let Some(action) = app.keys.find(Place::Palette, &event) else {
        let Some(Overlay::Palette(list)) = app.overlays.last_mut() else { return Vec::new() };
        if list.input.key(event) == Outcome::Changed {
            list.cursor = 0;
        }
        return Vec::new();
    };
    let page = usize::from(layout::overlay_rows(app.size, layout::PALETTE_FOOT).height).max(1);
    let Some(Overlay::Palette(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = lists::moved(list.cursor, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    match action {
        Action::Accept => run(app),
        Action::Cancel => {
            app.overlays.pop();
            Vec::new()
        }
        _ => Vec::new(),
    }
}

pub(super) fn paste(list: &mut PaletteList, text: &str) {
    list.input.paste(text);
    list.cursor = 0;
}

/// Does what the row under the cursor says, as its first key would.
pub(super) fn run(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Palette(list)) = app.overlays.last() else { return Vec::new() };
    let place = list.place;
    let Some(row) = list.shown(app).get(list.cursor).copied() else { return Vec::new() };
    app.overlays.pop();
    let first = app.keys.keys(place, row).first().copied();
    first.map_or_else(Vec::new, |key| act(app, place, row.action, &key.event()))
}

/// Keeps the cursor within the list and in view.
pub(super) fn settle(app: &mut App) {
    let height = layout::overlay_rows(app.size, layout::PALETTE_FOOT).height;
    let Some(Overlay::Palette(list)) = app.overlays.last() else { return };
    let len = list.shown(app).len();
    let Some(Overlay::Palette(list)) = app.overlays.last_mut() else { return };
    list.cursor = list.cursor.min(len.saturating_sub(1));
    list.offset = list::window(list.cursor, list.offset, height, len);
}

//! Keys of the list of changes.

use super::lists::moved;
use crate::lang::history as words;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, HistoryList, HistoryRead, Overlay};
use crate::tui::layout;
use crate::tui::tree::Node;
use crate::tui::widgets::list;

/// The journal has been read: its list opens on the selected row of the tree.
pub(super) fn open(app: &mut App, read: HistoryRead) {
    let Some(review) = &app.review else { return };
    let id = match review.tree.selected() {
        Node::Clause(clause) => Some(review.rubric.clause(clause).id.clone()),
        Node::Indicator(index) => Some(review.rubric.indicator(index).id.clone()),
        Node::Unknown(place) => review.card.unknown.get(place).cloned(),
        Node::Total | Node::UnknownHeading => None,
    };
    app.overlays.push(Overlay::History(HistoryList::new(read, id)));
}

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let lang = app.lang;
    let (rows, full) = layout::history(app.size);
    let page = usize::from(rows.height).max(1);
    let step = usize::from(full.height / 2).max(1);
    let Some(Overlay::History(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = moved(list.cursor, action, page) {
        list.cursor = cursor;
        list.full_offset = 0;
        return Vec::new();
    }
    match action {
        Action::DetailsUp => list.full_offset = list.full_offset.saturating_sub(step),
        Action::DetailsDown => list.full_offset += step,
        Action::Narrow => {
            list.is_narrow = !list.is_narrow && list.id.is_some();
            (list.cursor, list.offset, list.full_offset) = (0, 0, 0);
            if let (true, true, Some(id)) = (list.is_narrow, list.is_empty(), &list.id) {
                let none = words::never_changed(lang, id);
                list.is_narrow = false;
                app.say(none);
            }
        }
        Action::Close => {
            app.overlays.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// Keeps the cursor within the list and in view.
pub(super) fn settle(app: &mut App) {
    let (rows, full) = layout::history(app.size);
    let lang = app.lang;
    let Some(Overlay::History(list)) = app.overlays.last_mut() else { return };
    let len = list.len();
    list.cursor = list.cursor.min(len.saturating_sub(1));
    list.offset = list::window(list.cursor, list.offset, rows.height, len);
    if list.full_offset > 0 {
        let lines = list.full(lang, usize::from(full.width)).len();
        list.full_offset = list.full_offset.min(lines.saturating_sub(usize::from(full.height)));
    }
}

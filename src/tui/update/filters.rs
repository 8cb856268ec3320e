//! Keys of the list of filters, and steps that lift a filter.

use super::{commit, lists};
use crate::lang::history::Kind;
use crate::lang::{Lang, filters as words};
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Effect, FilterList, HistoryRead, Overlay, Review, Status};
use crate::tui::layout;
use crate::tui::tree::{Filter, Sight};
use crate::tui::widgets::Outcome;
use ratatui::crossterm::event::KeyEvent;

/// Opens the list; the journal is asked on which days something changed.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    let list = FilterList::new(review);
    app.overlays.push(Overlay::Filters(list));
    vec![Effect::ReadHistory]
}

/// The journal has been read: the days are in the list too.
pub(super) fn tell(app: &mut App, read: &HistoryRead) {
    let (Some(review), Some(Overlay::Filters(list))) = (&mut app.review, app.overlays.last_mut())
    else {
        return;
    };
    let day = |at: &str| at.get(..10).unwrap_or_default().to_owned();
    let steps = read.rows.iter().filter(|row| matches!(row.kind, Kind::Step(_)));
    let parts = steps.flat_map(|row| row.parts.iter().map(move |part| (row, part)));
    review.touched.tell(parts.map(|(row, part)| (day(&row.at), part.about.clone())));
    *list = FilterList::new(review);
}

/// A key in the list: what is no key of the table is typed.
pub(super) fn key(app: &mut App, event: KeyEvent) -> Vec<Effect> {
    match app.keys.find(Place::Filters, &event) {
        Some(Action::Help) => app.overlays.push(Overlay::Help(0)),
        Some(action) => return act(app, action),
        None => {
            let lang = app.lang;
            let Some(Overlay::Filters(list)) = app.overlays.last_mut() else { return Vec::new() };
            if list.input.key(event) == Outcome::Changed {
                list.narrow(lang);
            }
        }
    }
    Vec::new()
}

/// What is pasted narrows the list too.
pub(super) fn paste(list: &mut FilterList, lang: Lang, text: &str) {
    list.input.paste(text);
    list.narrow(lang);
}

fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::overlay_rows(app.size, layout::FILTERS_FOOT).height).max(1);
    let Some(Overlay::Filters(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = lists::moved(list.cursor, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    match action {
        Action::Close => {
            app.overlays.pop();
        }
        Action::Accept => choose(app),
        _ => {}
    }
    Vec::new()
}

/// Narrows the tree to the choice under the cursor.
fn choose(app: &mut App) {
    let Some(Overlay::Filters(list)) = app.overlays.last() else { return };
    let Some(choice) = list.choices().nth(list.cursor).cloned() else { return };
    app.overlays.pop();
    narrow(app, choice.filter);
}

/// Narrows the tree to what a filter shows, or shows everything, and says so.
pub(super) fn narrow(app: &mut App, filter: Option<Filter>) {
    let lang = app.lang;
    let Some(review) = &mut app.review else { return };
    let Review { tree, rubric, card, session, touched, .. } = &mut **review;
    let before = tree.selected();
    let said = if let Some(filter) = filter {
        let title = filter.title(lang);
        tree.narrow(filter, Sight { rubric, card, session, touched });
        let rows = tree.filter().map_or(0, |(_, rows)| rows);
        words::chosen(lang, &title, rows)
    } else {
        tree.show_all();
        words::cleared(lang).to_owned()
    };
    if tree.selected() != before {
        review.details_offset = 0;
    }
    app.say(said);
}

pub(super) fn undo(app: &mut App) -> Vec<Effect> {
    lifting(app, commit::undo)
}

pub(super) fn redo(app: &mut App) -> Vec<Effect> {
    lifting(app, commit::redo)
}

/// A step that goes to what changed; where that lies outside the filter, says that it is off.
fn lifting(app: &mut App, step: fn(&mut App) -> Vec<Effect>) -> Vec<Effect> {
    let lang = app.lang;
    let is_on =
        |app: &App| app.review.as_ref().is_some_and(|review| review.tree.filter().is_some());
    let was_on = is_on(app);
    let effects = step(app);
    let is_lifted = was_on && !is_on(app);
    if let Some(Status { text, .. }) = app.status.as_mut().filter(|_| is_lifted) {
        *text = words::and_cleared(lang, text);
    }
    effects
}

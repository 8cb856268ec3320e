//! Keys of the list of filters, and steps that lift a filter.

use super::{commit, lists};
use crate::lang::filters as words;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, FilterList, Overlay, Review, Status};
use crate::tui::layout;

pub(super) fn open(app: &mut App) {
    let Some(review) = &app.review else { return };
    let list = FilterList::new(review);
    app.overlays.push(Overlay::Filters(list));
}

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
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
    let lang = app.lang;
    let Some(Overlay::Filters(list)) = app.overlays.pop() else { return };
    let Some(choice) = list.choices.into_iter().nth(list.cursor) else { return };
    let Some(review) = &mut app.review else { return };
    let Review { tree, rubric, card, .. } = &mut **review;
    let before = tree.selected();
    let said = if let Some(filter) = choice.filter {
        let title = filter.title(lang);
        tree.narrow(filter, rubric, card);
        words::chosen(lang, &title, choice.rows)
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

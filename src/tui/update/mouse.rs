//! Clicks and the wheel: each does what a key does, on what lies under the pointer.

use super::forms;
use crate::tui::action::{Action, Place, row_of};
use crate::tui::app::{App, Effect, LedgerList, Overlay};
use crate::tui::widgets::form::Spot;
use crate::tui::{help, layout, overview};
use ratatui::crossterm::event::{
    KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::{Position, Rect};

/// How many rows one step of the wheel is.
const STEP: usize = 3;

pub(super) fn heed(app: &mut App, event: MouseEvent) -> Vec<Effect> {
    let at = Position::new(event.column, event.row);
    if app.is_too_small() {
        return Vec::new();
    }
    match event.kind {
        MouseEventKind::ScrollUp => wheel(app, at, false),
        MouseEventKind::ScrollDown => wheel(app, at, true),
        MouseEventKind::Down(MouseButton::Left) => click(app, at),
        _ => Vec::new(),
    }
}

/// The pane under the pointer moves; a list by its cursor, which stays in view.
fn wheel(app: &mut App, at: Position, is_down: bool) -> Vec<Effect> {
    let place = app.place();
    let panes = layout::review(app.size);
    let (up, down) = match place {
        Place::Form | Place::Prompt | Place::Confirm => return Vec::new(),
        Place::Review if panes.details.contains(at) => (Action::DetailsUp, Action::DetailsDown),
        Place::Compare if is_below_rows(app, at) => (Action::DetailsUp, Action::DetailsDown),
        Place::History if layout::history(app.size).1.contains(at) => {
            (Action::DetailsUp, Action::DetailsDown)
        }
        _ => (Action::Up, Action::Down),
    };
    let action = if is_down { down } else { up };
    let times = if action == Action::Up || action == Action::Down { STEP } else { 1 };
    (0..times).flat_map(|_| as_key(app, action)).collect()
}

/// Whether the pointer is on what stands below the rows of a comparison.
fn is_below_rows(app: &App, at: Position) -> bool {
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return false };
    layout::compare(app.size, list.sides.len()).details.contains(at)
}

/// Does an action as its key would in the place that has the focus.
fn as_key(app: &mut App, action: Action) -> Vec<Effect> {
    let place = app.place();
    let Some(row) = row_of(place, action) else { return Vec::new() };
    let Some(key) = app.keys.keys(place, row).first().copied() else { return Vec::new() };
    super::key(app, &key.event())
}

fn click(app: &mut App, at: Position) -> Vec<Effect> {
    let hint = hint_at(app, at);
    app.status = None;
    if let Some(action) = hint {
        return as_key(app, action);
    }
    match app.place() {
        Place::Review => in_tree(app, at),
        Place::Form => in_form(app, at),
        Place::Start | Place::Trash => {
            let area = layout::start(app.size);
            let Some(start) = &mut app.start else { return Vec::new() };
            let row = row_at(area, start.offset, start.len(), at);
            let is_trash = start.is_trash;
            choose(app, row, if is_trash { Action::Restore } else { Action::Resume })
        }
        Place::Findings | Place::Ledgers => choose_row(app, at, Action::Edit),
        Place::Filters | Place::Palette | Place::Phrases => choose_row(app, at, Action::Accept),
        Place::History | Place::Compare => choose_row(app, at, Action::DetailsUp),
        Place::Others => choose_row(app, at, Action::Compare),
        Place::Margins | Place::Overview => choose_row(app, at, Action::GoThere),
        Place::Ranking => choose_row(app, at, Action::Resume),
        _ => Vec::new(),
    }
}

/// The hint of the last line under the pointer.
fn hint_at(app: &App, at: Position) -> Option<Action> {
    let line = layout::review(app.size).bottom;
    let shows_hints = app.status.is_none() || app.place() == Place::Confirm;
    if !shows_hints || app.place() == Place::Prompt || !line.contains(at) {
        return None;
    }
    let mut x = usize::from(line.x);
    for hint in help::hints(app, usize::from(line.width) + 2) {
        let end = x + help::cells(&hint);
        if usize::from(at.x) < end {
            return Some(hint.action);
        }
        x = end;
    }
    None
}

/// The row of a list under the pointer.
fn row_at(area: Rect, offset: usize, len: usize, at: Position) -> Option<usize> {
    let row = offset + usize::from(at.y.checked_sub(area.y)?);
    (area.contains(at) && row < len).then_some(row)
}

/// A row of the tree is selected; its mark folds or unfolds it.
fn in_tree(app: &mut App, at: Position) -> Vec<Effect> {
    let area = layout::review(app.size).tree;
    let Some(review) = &mut app.review else { return Vec::new() };
    let tree = &mut review.tree;
    let Some(place) = row_at(area, tree.offset(), tree.len(), at) else { return Vec::new() };
    let Some(row) = tree.row(place).copied() else { return Vec::new() };
    if place != tree.cursor() {
        review.details_offset = 0;
    }
    tree.move_to(place);
    if row.below > 0 && at.x == area.x + layout::indent(row.depth, area.width) + 1 {
        tree.set_folded(!row.folded);
    }
    Vec::new()
}

/// A field gets the focus; the button takes what was entered.
fn in_form(app: &mut App, at: Position) -> Vec<Effect> {
    let area = layout::overlay(app.size);
    let Some(Overlay::Form(dialog)) = app.overlays.last_mut() else { return Vec::new() };
    match dialog.form.spot(dialog.form.place(area), at) {
        Some(Spot::Field(id)) => {
            dialog.form.focus(&id);
            Vec::new()
        }
        Some(Spot::Button) => forms::key(app, KeyEvent::new(KeyCode::F(2), KeyModifiers::NONE)),
        None => Vec::new(),
    }
}

/// A row of the list above the screen.
fn choose_row(app: &mut App, at: Position, action: Action) -> Vec<Effect> {
    let rows = |foot| layout::overlay_rows(app.size, foot);
    let row = match (app.overlays.last(), &app.review) {
        (Some(Overlay::Findings(list)), Some(review)) => {
            let len = review.entry(&list.id).findings.len();
            row_at(rows(layout::FINDINGS_FOOT), list.offset, len, at)
        }
        (Some(Overlay::Filters(list)), _) => {
            row_at(rows(layout::FILTERS_FOOT), list.offset, list.len(), at)
        }
        (Some(Overlay::Palette(list)), _) => {
            row_at(rows(layout::PALETTE_FOOT), list.offset, list.shown(app).len(), at)
        }
        (Some(Overlay::Phrases(list)), _) => {
            row_at(rows(layout::PHRASES_FOOT), list.offset, list.shown().len(), at)
        }
        (Some(Overlay::History(list)), _) => {
            row_at(layout::history(app.size).0, list.offset, list.len(), at)
        }
        (Some(Overlay::Compare(list)), _) => {
            let area = layout::compare(app.size, list.sides.len()).rows;
            row_at(area, list.offset, list.lines.len(), at)
        }
        (Some(Overlay::Margins(list)), _) => {
            row_at(rows(layout::MARGINS_FOOT), list.offset, list.lines.len(), at)
        }
        (Some(Overlay::Overview(list)), Some(review)) => {
            let leading = overview::leading(app, review, list);
            let row = row_at(layout::help(app.size), list.offset, leading.len(), at);
            row.filter(|row| leading[*row])
        }
        (Some(Overlay::Others(list)), _) => row_at(rows(0), list.offset, list.rows.len(), at),
        (Some(Overlay::Ranking(list)), _) => {
            row_at(rows(layout::RANKING_FOOT), list.offset, list.len(), at)
        }
        (Some(Overlay::Ledgers(list)), Some(review)) => {
            let len = LedgerList::lines(&review.rubric, &review.session).len();
            row_at(rows(layout::LEDGERS_FOOT), list.offset, len, at)
        }
        _ => None,
    };
    choose(app, row, action)
}

/// Moves the cursor of the list to a row. A list that only chooses acts at once, the others
/// where the row was chosen before.
fn choose(app: &mut App, row: Option<usize>, action: Action) -> Vec<Effect> {
    let place = app.place();
    let Some(row) = row else { return Vec::new() };
    let cursor = match app.overlays.last_mut() {
        Some(Overlay::Findings(list)) => &mut list.cursor,
        Some(Overlay::Ledgers(list)) => &mut list.cursor,
        Some(Overlay::Filters(list)) => &mut list.cursor,
        Some(Overlay::Palette(list)) => &mut list.cursor,
        Some(Overlay::Phrases(list)) => &mut list.cursor,
        Some(Overlay::History(list)) => &mut list.cursor,
        Some(Overlay::Compare(list)) => &mut list.cursor,
        Some(Overlay::Others(list)) => &mut list.cursor,
        Some(Overlay::Ranking(list)) => &mut list.cursor,
        Some(Overlay::Margins(list)) => &mut list.cursor,
        Some(Overlay::Overview(list)) => &mut list.cursor,
        None => match &mut app.start {
            Some(start) => &mut start.cursor,
            None => return Vec::new(),
        },
        Some(_) => return Vec::new(),
    };
    let was_chosen = std::mem::replace(cursor, row) == row;
    let acts = match place {
        Place::Filters | Place::Palette | Place::Phrases => true,
        Place::History | Place::Compare => false,
        _ => was_chosen,
    };
    if acts { as_key(app, action) } else { Vec::new() }
}

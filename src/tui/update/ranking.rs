//! Keys of the page 排名, and of the list of sessions to compare with.

use super::forms;
use super::lists::moved;
use crate::lang::comparison as words;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Overlay, ReportOf};
use crate::tui::layout;
use crate::tui::widgets::list;
use std::path::PathBuf;

/// The most sessions that stand side by side.
const MOST: usize = 3;

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::overlay_rows(app.size, layout::RANKING_FOOT).height).max(1);
    let Some(Overlay::Ranking(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = moved(list.cursor, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    match action {
        Action::SwitchOrder => {
            list.is_clauses = !list.is_clauses;
            (list.cursor, list.offset) = (0, 0);
        }
        Action::Resume => {
            if let Some(row) = list.selected() {
                return vec![Effect::Open(row.path.clone())];
            }
        }
        Action::Report => {
            let of = ReportOf::Ranking(list.rubric.clone());
            return forms::open_report(app, of);
        }
        Action::Close => {
            app.overlays.pop();
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn others(app: &mut App, action: Action) -> Vec<Effect> {
    let lang = app.lang;
    let page = usize::from(layout::overlay_rows(app.size, 0).height).max(1);
    let is_behind = app.review.as_ref().is_some_and(|review| review.is_behind);
    let Some(Overlay::Others(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = moved(list.cursor, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    let selected = list.rows.get(list.cursor).map(|row| row.path.clone());
    match (action, selected) {
        (Action::Mark, Some(path)) => {
            let has_room = mark(&mut list.marked, path, MOST - 1);
            if !has_room {
                app.warn(words::no_more(lang));
            }
        }
        (Action::Compare, Some(path)) => {
            let mut paths = vec![list.open.clone()];
            paths.extend(list.marked.iter().cloned());
            if paths.len() < MOST && !paths.contains(&path) {
                paths.push(path);
            }
            let write = is_behind.then_some(Effect::WriteFile);
            return write.into_iter().chain([Effect::Compare(paths)]).collect();
        }
        (Action::Close, _) => {
            app.overlays.pop();
        }
        _ => {}
    }
    Vec::new()
}

/// Marks a file, or takes the mark away; whether there was room for one more.
pub(super) fn mark(marked: &mut Vec<PathBuf>, path: PathBuf, most: usize) -> bool {
    if let Some(place) = marked.iter().position(|held| *held == path) {
        marked.remove(place);
        return true;
    }
    let has_room = marked.len() < most;
    if has_room {
        marked.push(path);
    }
    has_room
}

/// The files to compare from the list of sessions: those marked, and the one under the cursor
/// where only one is.
pub(super) fn chosen(marked: &[PathBuf], selected: Option<PathBuf>) -> Vec<PathBuf> {
    let mut paths = marked.to_vec();
    if paths.len() < 2 {
        paths.extend(selected.filter(|path| !marked.contains(path)));
    }
    paths
}

/// The most sessions that can be marked in the list of sessions.
pub(super) fn most() -> usize {
    MOST
}

/// Keeps the cursors within their lists and in view.
pub(super) fn settle(app: &mut App) {
    let height = |foot| layout::overlay_rows(app.size, foot).height;
    let (ranking, others) = (height(layout::RANKING_FOOT), height(0));
    let (cursor, offset, height, len) = match app.overlays.last_mut() {
        Some(Overlay::Ranking(list)) => {
            let len = list.len();
            (&mut list.cursor, &mut list.offset, ranking, len)
        }
        Some(Overlay::Others(list)) => {
            (&mut list.cursor, &mut list.offset, others, list.rows.len())
        }
        _ => return,
    };
    *cursor = (*cursor).min(len.saturating_sub(1));
    *offset = list::window(*cursor, *offset, height, len);
}

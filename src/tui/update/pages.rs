//! Keys of the pages 得失清单 and 总览.

use super::lists::moved;
use super::{filters, trial};
use crate::lang::overview as words;
use crate::rubric::{Home, Subject};
use crate::score::{About, Margins};
use crate::tui::action::Action;
use crate::tui::app::{
    App, Effect, LedgerLine, LedgerList, MarginLine, MarginList, Overlay, OverviewList, Review,
};
use crate::tui::overview::Goal;
use crate::tui::tree::Node;
use crate::tui::widgets::list;
use crate::tui::{layout, overview};

/// What costs points is worked out where it can be told how far that is.
pub(super) fn open_margins() -> Vec<Effect> {
    vec![Effect::Margins]
}

/// It is worked out.
pub(super) fn show_margins(app: &mut App, found: Margins) {
    if let Some(review) = &app.review {
        let list = Box::new(MarginList::new(app.lang, review, found));
        app.overlays.push(Overlay::Margins(list));
    }
}

pub(super) fn open_overview(app: &mut App) -> Vec<Effect> {
    if let Some(review) = &app.review {
        let mut list = OverviewList::new(app.lang, review);
        let leading = overview::leading(app, review, &list);
        list.cursor = leading.iter().position(|leads| *leads).unwrap_or_default();
        app.overlays.push(Overlay::Overview(list));
    }
    Vec::new()
}

pub(super) fn margins(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::overlay_rows(app.size, layout::MARGINS_FOOT).height).max(1);
    let Some(Overlay::Margins(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = moved(list.cursor, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    let about = match list.selected() {
        Some(MarginLine::Row(place)) => list.found.rows.get(*place).map(|row| row.about),
        _ => None,
    };
    match (action, about) {
        (Action::Close, _) => {
            app.overlays.pop();
        }
        (Action::GoThere, Some(about)) => {
            app.overlays.pop();
            go_to(app, about);
        }
        (Action::Trial, Some(about)) => {
            app.overlays.pop();
            trial::begin(app);
            go_to(app, about);
        }
        _ => {}
    }
    Vec::new()
}

/// Shows what costs points: its row of the tree, or its line of the ledgers.
fn go_to(app: &mut App, about: About) {
    let Some(review) = &mut app.review else { return };
    match about {
        About::Entry(subject) => {
            let id = review.id_of(subject).to_owned();
            go_to_id(review, &id);
        }
        About::Direct(place) => {
            let lines = LedgerList::lines(&review.rubric, &review.session);
            let is_it =
                |line: &LedgerLine| *line == LedgerLine::Row(crate::session::Ledger::Direct, place);
            let cursor = lines.iter().position(is_it).unwrap_or_default();
            app.overlays.push(Overlay::Ledgers(LedgerList { cursor, offset: 0 }));
        }
        About::Bonus => app.overlays.push(Overlay::Ledgers(LedgerList::default())),
    }
}

fn go_to_id(review: &mut Review, id: &str) {
    let Review { tree, rubric, .. } = review;
    let is_in_tree = match rubric.find(id) {
        Some(Subject::Clause(clause)) => matches!(rubric.clause(clause).home, Home::Item(_)),
        found => found.is_some(),
    };
    if is_in_tree && tree.go_to_id(rubric, id) {
        review.details_offset = 0;
    }
}

pub(super) fn overview(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::help(app.size).height).max(1);
    let (goal, leading) = match (&app.review, app.overlays.last()) {
        (Some(review), Some(Overlay::Overview(list))) => {
            (overview::goal(app, review, list), overview::leading(app, review, list))
        }
        _ => return Vec::new(),
    };
    let Some(Overlay::Overview(list)) = app.overlays.last_mut() else { return Vec::new() };
    if let Some(cursor) = moved(list.cursor, action, page) {
        list.cursor = landing(&leading, list.cursor, cursor, page);
        return Vec::new();
    }
    match (action, goal) {
        (Action::Close, _) => {
            app.overlays.pop();
        }
        (Action::GoThere, None) => app.warn(words::leads_nowhere(app.lang)),
        (Action::GoThere, Some(Goal::Only(filter))) => {
            app.overlays.pop();
            filters::narrow(app, Some(filter));
        }
        (Action::GoThere, Some(Goal::Section(section))) => {
            app.overlays.pop();
            if let Some(review) = &mut app.review
                && review.tree.go_to(Node::Indicator(section))
            {
                review.details_offset = 0;
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Where the cursor comes to that wants to go to a line: on one that leads somewhere, if there
/// is one within a page; where there is none it stays, if all that is left can be seen from
/// there, and else goes through the lines.
fn landing(leading: &[bool], from: usize, to: usize, page: usize) -> usize {
    let to = to.min(leading.len().saturating_sub(1));
    let leads = |place: &usize| leading.get(*place).is_some_and(|leads| *leads);
    let (found, left) = if to > from {
        let beyond = || (to + 1..from.saturating_add(page)).find(leads);
        ((from + 1..=to).rev().find(leads).or_else(beyond), leading.len() - from)
    } else {
        let beyond = || ((from + 1).saturating_sub(page)..to).rev().find(leads);
        ((to..from).find(leads).or_else(beyond), from + 1)
    };
    found.unwrap_or(if left <= page { from } else { to })
}

/// What stands before the first and behind the last line that leads somewhere is in view with it.
fn with_ends(leading: &[bool], cursor: usize, offset: usize, height: u16) -> usize {
    let height = usize::from(height);
    let leads = |lines: Option<&[bool]>| lines.is_some_and(|lines| lines.contains(&true));
    if !leads(leading.get(..cursor)) && cursor < height {
        0
    } else if !leads(leading.get(cursor + 1..)) && leading.len() - cursor <= height {
        leading.len().saturating_sub(height)
    } else {
        offset
    }
}

/// Keeps the cursors within their pages and in view.
pub(super) fn settle(app: &mut App) {
    let size = app.size;
    let (len, leading) = match (&app.review, app.overlays.last()) {
        (Some(review), Some(Overlay::Overview(list))) => {
            let leading = overview::leading(app, review, list);
            (leading.len(), leading)
        }
        (Some(_), Some(Overlay::Margins(list))) => (list.lines.len(), Vec::new()),
        _ => return,
    };
    let (cursor, offset, height) = match app.overlays.last_mut() {
        Some(Overlay::Overview(list)) => {
            (&mut list.cursor, &mut list.offset, layout::help(size).height)
        }
        Some(Overlay::Margins(list)) => {
            let rows = layout::overlay_rows(size, layout::MARGINS_FOOT);
            (&mut list.cursor, &mut list.offset, rows.height)
        }
        _ => return,
    };
    *cursor = (*cursor).min(len.saturating_sub(1));
    *offset = list::window(*cursor, *offset, height, len);
    if !leading.is_empty() {
        *offset = with_ends(&leading, *cursor, *offset, height);
    }
}

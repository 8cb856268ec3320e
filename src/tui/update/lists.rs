//! Keys of the lists above the review screen: findings, and the ledgers.

use super::{commit, filters, forms, review, search};
use crate::lang::corrections;
use crate::session::{Edit, Entry, Session};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, FindingsList, LedgerLine, LedgerList, Overlay, Review};
use crate::tui::applies::applies;
use crate::tui::layout;
use crate::tui::widgets::list;

/// Opens the findings of an entry; an empty list goes straight to its first finding.
pub(super) fn open_findings(app: &mut App, id: &str) {
    let Some(review) = &app.review else { return };
    let is_empty = review.entry(id).findings.is_empty();
    app.overlays.push(Overlay::Findings(FindingsList { id: id.to_owned(), cursor: 0, offset: 0 }));
    if is_empty {
        forms::open_finding(app, id, None);
    }
}

/// Opens 整改 of an entry: its own where no finding is named, that of the only finding, or
/// the list of findings to choose from.
pub(super) fn open_correction(app: &mut App, id: &str) {
    let Some(review) = &app.review else { return };
    let findings = review.entry(id).findings.len();
    if findings > 1 {
        open_findings(app, id);
        app.say(corrections::choose_finding(app.lang));
    } else {
        forms::open_correction(app, id, findings.checked_sub(1));
    }
}

pub(super) fn findings(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::overlay_rows(app.size, layout::FINDINGS_FOOT).height).max(1);
    let Some(Overlay::Findings(list)) = app.overlays.last_mut() else { return Vec::new() };
    let (id, at) = (list.id.clone(), list.cursor);
    if let Some(cursor) = moved(at, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    if let Some(effects) = common(app, action) {
        return effects;
    }
    match action {
        Action::Add => forms::open_finding(app, &id, None),
        Action::Edit => forms::open_finding(app, &id, Some(at)),
        Action::Correction => forms::open_correction(app, &id, Some(at)),
        Action::Delete => {
            let Some(review) = &app.review else { return Vec::new() };
            let mut entry: Entry = review.entry(&id);
            if at < entry.findings.len() {
                entry.findings.remove(at);
            }
            return commit::entry(app, &id, entry);
        }
        _ => {}
    }
    Vec::new()
}

pub(super) fn ledgers(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::overlay_rows(app.size, layout::LEDGERS_FOOT).height).max(1);
    let Some(Overlay::Ledgers(list)) = app.overlays.last_mut() else { return Vec::new() };
    let at = list.cursor;
    if let Some(cursor) = moved(at, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    if action == Action::Edit && !applies(action, app) {
        return ledgers(app, Action::Add);
    }
    if let Some(effects) = common(app, action) {
        return effects;
    }
    if matches!(action, Action::NextMatch | Action::PreviousMatch) {
        search::step(app, action);
        return Vec::new();
    }
    let Some(review) = &app.review else { return Vec::new() };
    let lines = LedgerList::lines(&review.rubric, &review.session);
    let Some(line) = lines.get(at) else { return Vec::new() };
    let ledger = line.ledger();
    let no = line.no(&review.rubric, &review.session).to_owned();
    match (action, *line) {
        (Action::Add, _) => forms::open_row(app, ledger, &no, None),
        (Action::Edit, LedgerLine::Row(_, place)) => forms::open_row(app, ledger, &no, Some(place)),
        (Action::Delete, LedgerLine::Row(_, place)) => {
            let mut rows = review.session.ledger(ledger).to_vec();
            rows.remove(place);
            return commit::commit(app, "", &Edit::Ledger { ledger, rows });
        }
        _ => {}
    }
    Vec::new()
}

/// What both lists do alike; none where it is the list's own.
fn common(app: &mut App, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Close => {
            app.overlays.pop();
            Some(Vec::new())
        }
        Action::Save => Some(review::save(app)),
        Action::Undo => Some(filters::undo(app)),
        Action::Redo => Some(filters::redo(app)),
        Action::Add | Action::Edit | Action::Delete if commit::is_refused(app) => Some(Vec::new()),
        Action::Correction if commit::is_correction_refused(app) => Some(Vec::new()),
        _ if !applies(action, app) => Some(Vec::new()),
        _ => None,
    }
}

/// Where a key that only moves leads; [`settle`] keeps it within the list.
pub(super) fn moved(cursor: usize, action: Action, page: usize) -> Option<usize> {
    Some(match action {
        Action::Up => cursor.saturating_sub(1),
        Action::Down => cursor.saturating_add(1),
        Action::PageUp => cursor.saturating_sub(page),
        Action::PageDown => cursor.saturating_add(page),
        Action::Top => 0,
        Action::Bottom => usize::MAX,
        _ => return None,
    })
}

/// Keeps the cursors within their lists and in view.
pub(super) fn settle(app: &mut App) {
    let height = |foot: u16| layout::overlay_rows(app.size, foot).height;
    let (findings, ledgers) = (height(layout::FINDINGS_FOOT), height(layout::LEDGERS_FOOT));
    let filters = height(layout::FILTERS_FOOT);
    let Some(review) = &app.review else { return };
    for overlay in &mut app.overlays {
        match overlay {
            Overlay::Findings(list) => {
                let len = findings_of(review, &list.id);
                list.cursor = list.cursor.min(len.saturating_sub(1));
                list.offset = list::window(list.cursor, list.offset, findings, len);
            }
            Overlay::Ledgers(list) => {
                let lines = LedgerList::lines(&review.rubric, &review.session);
                list.cursor = list.cursor.min(lines.len().saturating_sub(1));
                list.offset = list::window(list.cursor, list.offset, ledgers, lines.len());
            }
            Overlay::Filters(list) => {
                let len = list.len();
                list.cursor = list.cursor.min(len.saturating_sub(1));
                list.offset = list::window(list.cursor, list.offset, filters, len);
            }
            _ => {}
        }
    }
}

fn findings_of(review: &Review, id: &str) -> usize {
    let session: &Session = &review.session;
    session.entry(id).map_or(0, |entry| entry.findings.len())
}

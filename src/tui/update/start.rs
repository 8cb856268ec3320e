//! Keys of the list of sessions.

use super::lists::moved;
use super::{ask, find, forms, ranking};
use crate::lang::{comparison, ui};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Question, ReportOf};
use crate::tui::layout;

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let lang = app.lang;
    let page = usize::from(layout::start(app.size).height).max(1);
    let start = app.start.get_or_insert_default();
    if let Some(cursor) = moved(start.cursor, action, page) {
        start.cursor = cursor.min(start.len().saturating_sub(1));
        return Vec::new();
    }
    match action {
        Action::Resume => match start.selected().map(|row| (&row.line, row.path.clone())) {
            Some((Ok(_), path)) => return vec![Effect::Open(path)],
            Some((Err(problem), _)) => {
                let why = ui::broken_session_chosen(lang, problem);
                app.warn(why);
            }
            None => app.warn(ui::no_sessions(lang)),
        },
        Action::NewSession => return vec![Effect::ListRubrics],
        Action::Delete => match start.selected().map(|row| row.path.clone()) {
            Some(path) => return ask(app, Question::Delete(path)),
            None => app.warn(ui::no_sessions(lang)),
        },
        Action::Trash => {
            start.turn_to(true);
            return vec![Effect::ListTrash];
        }
        Action::Mark => {
            if let Some(path) = start.selected().map(|row| row.path.clone())
                && !ranking::mark(&mut start.marked, path, ranking::most())
            {
                app.warn(comparison::no_more(lang));
            }
        }
        Action::Compare => {
            let selected = start.selected().map(|row| row.path.clone());
            let paths = ranking::chosen(&start.marked, selected);
            if paths.len() > 1 {
                return vec![Effect::Compare(paths)];
            }
            app.warn(comparison::mark_first(lang));
        }
        Action::Rank => {
            let line = start.selected().and_then(|row| row.line.as_ref().ok());
            if let Some(id) = line.map(|line| line.rubric_id.clone()) {
                return vec![Effect::Rank(id)];
            }
        }
        Action::Report => {
            let line = start.selected().and_then(|row| row.line.as_ref().ok());
            if let Some(id) = line.map(|line| line.rubric_id.clone()) {
                return forms::open_report(app, ReportOf::Ranking(id));
            }
        }
        Action::Search => find::open(app),
        Action::Escape => find::end(app),
        Action::Quit => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

/// Keys of the list of the sessions in the trash.
pub(super) fn in_trash(app: &mut App, action: Action) -> Vec<Effect> {
    let page = usize::from(layout::start(app.size).height).max(1);
    let start = app.start.get_or_insert_default();
    if let Some(cursor) = moved(start.cursor, action, page) {
        start.cursor = cursor.min(start.len().saturating_sub(1));
        return Vec::new();
    }
    match action {
        Action::Restore => match start.selected().map(|row| row.path.clone()) {
            Some(path) => return vec![Effect::Restore(path), Effect::ListTrash],
            None => app.warn(ui::empty_trash(app.lang)),
        },
        Action::Close => {
            start.turn_to(false);
            return vec![Effect::ListSessions];
        }
        _ => {}
    }
    Vec::new()
}

//! Keys of the list of sessions.

use crate::lang::ui;
use crate::tui::action::Action;
use crate::tui::app::{App, Effect};
use crate::tui::layout;

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let lang = app.lang;
    let page = usize::from(layout::start(app.size).height).max(1);
    let start = app.start.get_or_insert_default();
    let last = start.rows.len().saturating_sub(1);
    match action {
        Action::Up => start.cursor = start.cursor.saturating_sub(1),
        Action::Down => start.cursor = (start.cursor + 1).min(last),
        Action::PageUp => start.cursor = start.cursor.saturating_sub(page),
        Action::PageDown => start.cursor = (start.cursor + page).min(last),
        Action::Top => start.cursor = 0,
        Action::Bottom => start.cursor = last,
        Action::Resume => match start.selected().map(|row| (&row.line, row.path.clone())) {
            Some((Ok(_), path)) => return vec![Effect::Open(path)],
            Some((Err(problem), _)) => {
                let why = ui::broken_session_chosen(lang, problem);
                app.warn(why);
            }
            None => app.warn(ui::no_sessions(lang)),
        },
        Action::NewSession => return vec![Effect::ListRubrics],
        Action::Quit => return vec![Effect::Quit],
        _ => {}
    }
    Vec::new()
}

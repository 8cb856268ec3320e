//! Answers to questions.

use super::{changes, commit, compare, copy, doubts, forms, review};
use crate::lang::ui;
use crate::session::{Edit, SessionHead, State};
use crate::tui::action::Action;
use crate::tui::app::{App, Effect, Overlay, Question, ReportOrder};

pub(super) fn act(app: &mut App, action: Action) -> Vec<Effect> {
    let Some(Overlay::Confirm(question)) = app.overlays.pop() else { return Vec::new() };
    match (question, action) {
        (Question::Finalise(_), Action::Yes) => finalise(app),
        (Question::ReopenReview(path, _), Action::Yes) => compare::reopen(app, path),
        (Question::Migrate(_), Action::Yes) => changes::migrate(app),
        (Question::Delete(path), Action::Yes) => vec![Effect::Delete(path), Effect::ListSessions],
        (Question::DrawAgain(_), Action::Yes) => forms::draw_again(app),
        (Question::PasteOver(id), Action::Yes) => copy::paste_under(app, &id),
        (Question::Overwrite(order), Action::Yes) => {
            vec![Effect::Report(Box::new(ReportOrder { overwrites: true, ..*order }))]
        }
        (Question::SameMatter { field, other, .. }, Action::Yes) => {
            forms::give_matter(app, field, &other)
        }
        (Question::SameMatter { other, .. }, _) => forms::is_other_matter(app, other),
        (Question::Figure(_), Action::Yes) => doubts::record(app),
        (Question::Figure(_), _) => doubts::leave(app),
        (Question::SaveCopy, Action::Yes) => vec![Effect::SaveCopy],
        // Enter never throws anything away: it tries to save once more.
        (Question::LeaveUnsaved(_), Action::Yes) => review::save(app),
        (Question::LeaveUnsaved(_), Action::Discard) => {
            let mut effects = vec![Effect::GiveWay];
            effects.extend(review::close(app));
            effects
        }
        _ => Vec::new(),
    }
}

fn finalise(app: &mut App) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    let head = SessionHead { state: State::Final, ..review.session.head.clone() };
    let effects = commit::commit(app, "", &Edit::Head(head));
    app.say(ui::finalised(app.lang));
    effects
}

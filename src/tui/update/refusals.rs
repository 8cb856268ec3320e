//! Why an action does not apply to what is selected.

use super::{changes, commit};
use crate::lang::{
    applies, copy as copy_words, corrections, find as find_words, trial as trial_words, ui,
};
use crate::rubric::Subject;
use crate::tui::action::{self, Action, Place};
use crate::tui::app::{App, Review};
use crate::tui::record::Asks;
use crate::tui::tree::Node;

/// Says why an action does not apply.
pub(super) fn explain(app: &mut App, action: Action) {
    let lang = app.lang;
    let Some(review) = &app.review else { return };
    let is_head = action == Action::Head
        || (action == Action::OpenEntry && review.tree.selected() == Node::Total);
    if is_head && review.is_trial() && !review.has_inputs() {
        app.warn(trial_words::no_inputs(lang));
        return;
    }
    if (is_head || action == Action::TakeOver) && commit::is_refused_in_trial(app) {
        return;
    }
    let Some(review) = &app.review else { return };
    let is_edit = match action {
        Action::Ledgers
        | Action::TakeOver
        | Action::NextMatch
        | Action::PreviousMatch
        | Action::CopyEntry => false,
        Action::OpenEntry => review.selected().is_some() || review.tree.selected() == Node::Total,
        _ => true,
    };
    let is_refused = match action {
        Action::Correction => commit::is_correction_refused(app),
        _ => is_edit && commit::is_refused(app),
    };
    if is_refused {
        return;
    }
    let Some(review) = &app.review else { return };
    let subject: Option<Subject> = review.selected().map(|selected| selected.subject);
    let left_out = subject.and_then(|subject| review.left_out_with(subject));
    let other = subject.and_then(|subject| review.other_units_only(subject));
    let asks = subject.map_or(Asks::Nothing, |subject| review.asks(subject));
    let words = match (left_out, other, action) {
        (.., Action::CopyEntry) => copy_words::nothing_recorded(lang).to_owned(),
        (.., Action::PasteEntry) if review.copied.is_none() => {
            copy_words::nothing_copied(lang).to_owned()
        }
        (.., Action::NextMatch | Action::PreviousMatch) => find_words::no_search(lang).to_owned(),
        (Some(item), ..) => ui::item_left_out(lang, item),
        (_, Some(others), _) => {
            let units = applies::applies(lang, others).unwrap_or_default();
            ui::other_units(lang, &units)
        }
        (.., Action::TakeEarlier) => changes::why_not_taken(app).to_owned(),
        (.., Action::Clear) if subject.is_some() => ui::nothing_to_clear(lang).to_owned(),
        (.., Action::Ledgers) => ui::no_ledgers(lang).to_owned(),
        (.., Action::Correction) if has_earlier_correction(review) => {
            corrections::take_it_over_first(lang).to_owned()
        }
        (.., Action::Correction) => corrections::nothing_to_correct(lang).to_owned(),
        (.., Action::Type) if matches!(asks, Asks::YesNo { .. }) => ui::yes_or_no(lang).to_owned(),
        (.., Action::More | Action::Less | Action::Type) if asks != Asks::Nothing => {
            ui::use_dialog(lang).to_owned()
        }
        (.., Action::Cycle | Action::Met) => ui::nothing_to_record(lang).to_owned(),
        _ => {
            let row = action::row_of(Place::Review, action);
            row.map_or_else(String::new, |row| ui::does_not_apply(lang, (row.title)(lang)))
        }
    };
    app.warn(words);
}

/// Whether a correction of the last assessment waits on the row under the cursor.
fn has_earlier_correction(review: &Review) -> bool {
    let selected = review.selected().map(|selected| selected.id);
    selected.is_some_and(|id| {
        review.session.earlier_of(&id).any(|entry| entry.unfinished().next().is_some())
    })
}

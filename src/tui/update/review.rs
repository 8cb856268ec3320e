//! Keys of the review screen.

use super::{
    ask, changes, commit, copy, filters, folds, forms, lists, pages, prompt, refusals, search,
    trial,
};
use crate::half_width::half_width_of_number;
use crate::lang::{filters as words, returned, ui};
use crate::points::Limit;
use crate::rubric::Subject;
use crate::session::{Edit, Entry};
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Asked, Effect, Overlay, Question, ReportOf, Review, Saved, Selected};
use crate::tui::applies::{applies, is_heading, stands_for_more};
use crate::tui::layout;
use crate::tui::record::{self, Asks, Refusal};
use crate::tui::tree::{Node, is_open};
use ratatui::crossterm::event::{KeyCode, KeyEvent};

pub(super) fn act(app: &mut App, action: Action, event: &KeyEvent) -> Vec<Effect> {
    match action {
        Action::Back => return leave(app),
        Action::Save => return save(app),
        Action::Undo => return filters::undo(app),
        Action::Redo => return filters::redo(app),
        Action::Finalise => return finalise(app),
        Action::Changes => return changes::open(app),
        Action::Escape => return escape(app),
        Action::History => return vec![Effect::ReadHistory],
        Action::Trial => return trial::toggle(app),
        Action::Margins => return pages::open_margins(),
        Action::Overview => return pages::open_overview(app),
        Action::Compare if applies(action, app) => return vec![Effect::ListOthers],
        Action::TakeOver if applies(action, app) => return vec![Effect::Reopen],
        _ if moved(app, action) => return Vec::new(),
        Action::OpenEntry if folded(app) => return Vec::new(),
        _ => {}
    }
    if !applies(action, app) {
        refusals::explain(app, action);
        return Vec::new();
    }
    record_key(app, action, event)
}

/// Keys that only move; whether it was one.
fn moved(app: &mut App, action: Action) -> bool {
    let lang = app.lang;
    let panes = layout::review(app.size);
    let Some(review) = &mut app.review else { return true };
    let may_finalise = !review.is_trial() && !review.is_final() && review.read_only.is_none();
    let Review { tree, rubric, card, .. } = &mut **review;
    let before = tree.selected();
    let place = tree.place(tree.cursor());
    let page = isize::try_from(panes.tree.height.max(2) - 1).unwrap_or(1);
    match action {
        Action::Up => tree.move_by(-1),
        Action::Down => tree.move_by(1),
        Action::PageUp => tree.move_by(-page),
        Action::PageDown => tree.move_by(page),
        Action::Top => tree.move_to(0),
        Action::Bottom => tree.move_to(usize::MAX),
        Action::Fold => {
            if !tree.set_folded(true) {
                tree.to_parent();
            }
        }
        Action::Unfold => tree.to_child(),
        Action::NextOpen | Action::PreviousOpen => {
            let forward = action == Action::NextOpen;
            if !tree.go_to_next(forward, |node| is_open(rubric, card, node)) {
                let said = match (tree.filter(), card.total.progress.open) {
                    (Some(_), elsewhere @ 1..) => words::nothing_open(lang, elsewhere),
                    _ if may_finalise => ui::nothing_open(lang).to_owned(),
                    _ => ui::nothing_open_at_all(lang).to_owned(),
                };
                app.say(said);
            }
        }
        Action::DetailsUp | Action::DetailsDown => {
            let step = usize::from(panes.details.height / 2).max(1);
            let offset = review.details_offset;
            review.details_offset = if action == Action::DetailsUp {
                offset.saturating_sub(step)
            } else {
                offset.saturating_add(step)
            };
            return true;
        }
        _ => return false,
    }
    if let Some(review) = &mut app.review
        && review.tree.selected() != before
    {
        review.details_offset = 0;
        if matches!(action, Action::NextOpen | Action::PreviousOpen) {
            folds::fold_behind(review, place);
        }
    }
    true
}

/// Keys that record something; they apply.
fn record_key(app: &mut App, action: Action, event: &KeyEvent) -> Vec<Effect> {
    match action {
        Action::Cycle => quick(app, record::cycled),
        Action::Met if app.review.as_ref().is_some_and(|review| stands_for_more(review)) => {
            met_below(app)
        }
        Action::Met => met_and_on(app),
        Action::More => quick(app, |asks, entry| record::nudged(asks, entry, true)),
        Action::Less => quick(app, |asks, entry| record::nudged(asks, entry, false)),
        Action::Type => typed(app, event),
        Action::OpenEntry => open_entry(app),
        Action::Findings => {
            if let Some(selected) = selected(app) {
                lists::open_findings(app, &selected.id);
            }
            Vec::new()
        }
        Action::Correction => {
            if let Some(selected) = selected(app) {
                lists::open_correction(app, &selected.id);
            }
            Vec::new()
        }
        Action::NotApplicable => {
            if let Some(selected) = selected(app) {
                forms::open_not_applicable(app, selected.id);
            }
            Vec::new()
        }
        Action::Return => {
            if let Some(selected) = selected(app) {
                forms::open_return(app, selected.id);
            }
            Vec::new()
        }
        Action::Remark => {
            if let Some(selected) = selected(app) {
                forms::open_remark(app, selected.id);
            }
            Vec::new()
        }
        Action::Clear => {
            let Some(Selected { id, .. }) = selected(app) else { return Vec::new() };
            let review = app.review.as_ref();
            let findings = review.map_or(0, |review| review.entry(&id).findings.len());
            let effects = commit::commit(app, &id, &Edit::Entry { id: id.clone(), entry: None });
            if findings > 0 {
                app.say(ui::findings_cleared(app.lang, &id, findings));
            }
            effects
        }
        Action::Ledgers => {
            let list = app.review.as_ref().map(|review| review.ledgers_at_match());
            app.overlays.push(Overlay::Ledgers(list.unwrap_or_default()));
            Vec::new()
        }
        Action::Filter => filters::open(app),
        Action::Search => {
            search::open(app);
            Vec::new()
        }
        Action::NextMatch | Action::PreviousMatch => {
            search::step(app, action);
            Vec::new()
        }
        Action::AutoFold => {
            folds::toggle(app);
            Vec::new()
        }
        Action::Sample => {
            selected(app).map_or_else(Vec::new, |selected| forms::open_sample(app, selected.id))
        }
        Action::Report => forms::open_report(app, ReportOf::Session),
        Action::CopyEntry => copy::copy(app),
        Action::PasteEntry => copy::paste(app),
        Action::TakeEarlier => changes::take_earlier(app),
        Action::Head => {
            forms::open_head(app);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn selected(app: &App) -> Option<Selected> {
    app.review.as_ref()?.selected()
}

/// Changes the selected entry with one key.
fn quick(
    app: &mut App,
    change: impl FnOnce(Asks<'_>, &Entry) -> Result<Entry, Refusal>,
) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &app.review else { return Vec::new() };
    let Some(Selected { id, subject }) = review.selected() else { return Vec::new() };
    let changed = change(review.asks(subject), &review.entry(&id));
    match changed.and_then(|entry| record::possible(&review.rubric, subject, entry)) {
        Ok(entry) => commit::entry(app, &id, entry),
        Err(refusal) => {
            app.warn(refusal.words(lang));
            Vec::new()
        }
    }
}

/// 无问题, and on to the next that is open; the cursor stays where nothing is.
fn met_and_on(app: &mut App) -> Vec<Effect> {
    let effects = quick(app, record::met);
    if app.status.is_none() {
        moved(app, Action::NextOpen);
    }
    effects
}

/// 无问题 for everything under a heading that nobody has looked at, in one step that undo
/// takes back. Judged items stay open: their score is never assumed. What a filter hides
/// stays as it is.
fn met_below(app: &mut App) -> Vec<Effect> {
    let lang = app.lang;
    let Some(review) = &app.review else { return Vec::new() };
    let heading = match review.tree.selected() {
        Node::Indicator(heading) => review.rubric.indicator(heading).id.clone(),
        _ => String::new(),
    };
    let open = review.tree.below().filter(|node| is_open(&review.rubric, &review.card, *node));
    let edits: Vec<Edit> = open
        .filter_map(|node| review.subject_of(node))
        .filter_map(|subject| {
            let id = review.id_of(subject);
            let entry = record::met(review.asks(subject), &review.entry(id)).ok()?;
            Some(Edit::Entry { id: id.to_owned(), entry: Some(entry) })
        })
        .collect();
    let is_filtered = review.tree.filter().is_some();
    if edits.is_empty() {
        let none = if is_filtered { words::nothing_open_below } else { ui::nothing_open_below };
        app.say(none(lang));
        return Vec::new();
    }
    let count = edits.len();
    let effects = commit::commit(app, &heading, &Edit::Several(edits));
    app.say(if is_filtered { words::met_below(lang, count) } else { ui::met_below(lang, count) });
    effects
}

/// Whether a point is typed where a number with decimals may begin: `.5`. While matches are
/// gone through it goes to the next one.
pub(super) fn begins_with_point(app: &App, event: &KeyEvent) -> bool {
    let KeyCode::Char(letter) = event.code else { return false };
    let is_point = half_width_of_number(letter) == '.' && event.modifiers.is_empty();
    let Some(review) = app.review.as_ref().filter(|_| is_point && app.place() == Place::Review)
    else {
        return false;
    };
    let is_free = matches!(app.keys.find(Place::Review, event), None | Some(Action::NextMatch));
    let limit = review.selected().and_then(|it| review.asks(it.subject).typed_limit());
    let takes_decimals = matches!(limit, Some(Limit::Figure | Limit::Amount));
    is_free && review.found.is_none() && takes_decimals && applies(Action::Type, app)
}

/// A digit begins a number at the bottom, or the form where one number is not enough.
fn typed(app: &mut App, event: &KeyEvent) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    let Some(Selected { id, subject }) = review.selected() else { return Vec::new() };
    let digit = match event.code {
        KeyCode::Char(c) => {
            Some(half_width_of_number(c)).filter(|c| c.is_ascii_digit() || *c == '.')
        }
        _ => None,
    };
    let has_shares = match subject {
        Subject::Clause(clause) => !review.rubric.clause(clause).shares.is_empty(),
        Subject::Indicator(_) => false,
    };
    if has_shares {
        // Whose share it is has to be said for each, so a bare number is not enough.
        lists::open_findings(app, &id);
    } else if review.asks(subject).typed_limit().is_some() {
        prompt::open(app, id, digit);
    } else {
        forms::open_entry(app, id);
        return if digit.is_some() { forms::key(app, *event) } else { Vec::new() };
    }
    Vec::new()
}

/// Enter: what fits the row.
fn open_entry(app: &mut App) -> Vec<Effect> {
    let Some(review) = &mut app.review else { return Vec::new() };
    let selected = review.selected();
    let asks = selected.as_ref().map_or(Asks::Nothing, |selected| review.asks(selected.subject));
    let is_a_list = asks.is_a_list();
    match (review.tree.selected(), selected) {
        (Node::Total, _) => forms::open_head(app),
        (_, Some(selected)) if is_a_list => lists::open_findings(app, &selected.id),
        (_, Some(selected)) if asks != Asks::Nothing => forms::open_entry(app, selected.id),
        _ => {}
    }
    Vec::new()
}

/// Enter on a heading folds or unfolds it; whether it was one.
fn folded(app: &mut App) -> bool {
    let Some(review) = &mut app.review else { return false };
    let is_heading = is_heading(review) || review.tree.selected() == Node::UnknownHeading;
    is_heading && (review.tree.set_folded(true) || review.tree.set_folded(false))
}

/// Esc ends what lies over the record: the marks of a search first, then what is tried.
fn escape(app: &mut App) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    if review.is_trial() && review.found.is_none() {
        return trial::toggle(app);
    }
    search::end(app);
    Vec::new()
}

/// 定稿 or back: only when nothing is open, and after a question.
fn finalise(app: &mut App) -> Vec<Effect> {
    if commit::is_refused_in_trial(app) {
        return Vec::new();
    }
    let lang = app.lang;
    let Some(review) = &mut app.review else { return Vec::new() };
    if review.read_only.is_some() {
        commit::is_refused(app);
        return Vec::new();
    }
    if review.is_final() {
        forms::open_reopen(app);
        return Vec::new();
    }
    let open = review.card.total.progress.open;
    if open == 0 {
        let (unanswered, without) = (review.session.unanswered(), review.bonus_without_amount());
        let words = returned::ask_finalise(lang, &unanswered, &without);
        return ask(app, Question::Finalise(words));
    }
    // 定稿 is about the whole, so the first of all that are open is shown.
    review.tree.show_all();
    review.tree.move_to(0);
    review.details_offset = 0;
    app.warn(ui::open_left(lang, open));
    let Some(review) = &mut app.review else { return Vec::new() };
    let Review { tree, rubric, card, .. } = &mut **review;
    tree.go_to_next(true, |node| is_open(rubric, card, node));
    Vec::new()
}

/// Saves now; where that fails once more, a copy is offered.
pub(super) fn save(app: &mut App) -> Vec<Effect> {
    if commit::is_refused_in_trial(app) {
        return Vec::new();
    }
    if app.review.as_ref().is_some_and(|review| review.read_only.is_some()) {
        commit::is_refused(app);
        return Vec::new();
    }
    match app.review.as_ref().map(|review| &review.saved) {
        Some(Saved::Yes) => {
            app.say(ui::saved_now(app.lang));
            vec![Effect::WriteFile]
        }
        unsaved => {
            let has_failed = matches!(unsaved, Some(Saved::No(_)));
            if let Some(review) = &mut app.review {
                review.asked = if has_failed { Asked::Yes } else { Asked::No };
            }
            super::saving::save_again(app)
        }
    }
}

/// Leaves the session, or first the trial; asks where something could not be saved.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    if app.review.as_ref().is_some_and(|review| review.is_trial()) {
        return trial::toggle(app);
    }
    let is_too_small = app.is_too_small();
    let Some(review) = &mut app.review else { return vec![Effect::Quit] };
    match &review.saved {
        Saved::No(unsaved) if !is_too_small => {
            let why = unsaved.why.clone();
            ask(app, Question::LeaveUnsaved(why))
        }
        Saved::No(_) => Vec::new(),
        Saved::Yes | Saved::Pending if review.is_behind => {
            review.is_leaving = true;
            vec![Effect::WriteFile]
        }
        Saved::Yes | Saved::Pending => close(app),
    }
}

/// Back to the list, or out of the program where there is none.
pub(super) fn close(app: &mut App) -> Vec<Effect> {
    app.review = None;
    app.overlays.clear();
    if app.start.is_some() {
        vec![Effect::Close, Effect::ListSessions]
    } else {
        vec![Effect::Close, Effect::Quit]
    }
}

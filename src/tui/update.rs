//! How the state changes: one message in, the effects out.
//!
//! [`update`] looks first at what has the focus, then hands the key to the part
//! it belongs to. It touches no terminal and no file: what leaves the program is
//! an [`Effect`], and its outcome comes back as a [`Msg`].

mod answer;
mod changes;
mod commit;
mod compare;
mod confirm;
mod copy;
mod doubts;
mod filters;
mod find;
mod folds;
mod forms;
mod history;
mod lists;
mod mouse;
mod pages;
mod palette;
mod phrases;
mod prompt;
mod ranking;
mod refusals;
mod review;
mod saving;
mod search;
mod start;
mod trial;

pub(super) use forms::NAMES;
pub use saving::patience;

use super::action::{Action, Place};
use super::app::{
    App, Effect, Msg, Opened, OthersList, Overlay, Purpose, Question, ReadOnly, Review,
    RubricChoice,
};
use super::layout;
use super::widgets::LONGEST_TEXT;
use super::{details, help};
use crate::lang::{changes as rubric_words, corrections, returned, ui, working};
use crate::session::Step;
use crate::visible::draw_ambiguous_wide;
use ratatui::crossterm::event::{KeyEvent, KeyEventKind};

/// Takes one message in; the answer is what the shell has to do, in order.
#[must_use]
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    draw_ambiguous_wide(app.symbols.is_ambiguous_wide);
    let effects = match msg {
        Msg::Key(event) => key(app, &event),
        Msg::Mouse(event) => mouse::heed(app, event),
        Msg::Paste(text) => {
            paste(app, &text);
            Vec::new()
        }
        Msg::Answer(text) => answer::take(app, text.as_deref()),
        Msg::Resize(size) => {
            app.size = size;
            Vec::new()
        }
        Msg::Symbols(symbols) => {
            app.symbols = *symbols;
            Vec::new()
        }
        Msg::Saved(outcome) => saving::saved(app, outcome),
        Msg::Copied(outcome) => saving::copied(app, outcome),
        Msg::Written(outcome) => saving::written(app, outcome),
        Msg::Rested => saving::rested(app),
        Msg::Sessions(rows) => {
            app.start.get_or_insert_default().set_rows(rows);
            Vec::new()
        }
        Msg::ListFailed(why) => {
            if let Some(start) = &mut app.start {
                start.is_unreadable = true;
            }
            app.warn(why);
            Vec::new()
        }
        Msg::ListedInPart { rows, files } => {
            app.warn(working::listed_in_part(app.lang, rows.len(), files));
            app.start.get_or_insert_default().set_rows(rows);
            Vec::new()
        }
        Msg::Rubrics { choices, broken } => {
            rubrics(app, choices, broken);
            Vec::new()
        }
        Msg::Opened(opened) => {
            opened_now(app, Review::new(*opened));
            Vec::new()
        }
        Msg::Reopened(opened) => {
            reopened(app, *opened);
            Vec::new()
        }
        Msg::History(read) => {
            match app.overlays.last() {
                Some(Overlay::Filters(_)) => filters::tell(app, &read),
                _ => history::open(app, *read),
            }
            Vec::new()
        }
        Msg::Seed(time) => {
            forms::propose_seed(app, &time);
            Vec::new()
        }
        Msg::Compared(sides) => {
            compare::open(app, sides);
            Vec::new()
        }
        Msg::Others { rows, open } => {
            let list = OthersList { rows, open, ..OthersList::default() };
            app.overlays.push(Overlay::Others(list));
            Vec::new()
        }
        Msg::ReviewsFound { place, found } => compare::found(app, place, found),
        Msg::ReviewBegun(opened) => compare::begun(app, *opened),
        Msg::Ranked(list) => {
            app.overlays.push(Overlay::Ranking(list));
            Vec::new()
        }
        Msg::Margins(found) => {
            pages::show_margins(app, *found);
            Vec::new()
        }
        Msg::Remarks(remarks) => {
            phrases::tell(app, remarks);
            Vec::new()
        }
        Msg::ReportExists(order) => ask(app, Question::Overwrite(order)),
        Msg::Done(what) => {
            app.say(what);
            Vec::new()
        }
        Msg::Failed(why) => {
            app.warn(why);
            Vec::new()
        }
    };
    tell_left_out(app);
    settle(app);
    effects
}

fn key(app: &mut App, event: &KeyEvent) -> Vec<Effect> {
    if event.kind == KeyEventKind::Release {
        return Vec::new();
    }
    app.status = None;
    let place = app.place();
    let action = app.keys.find(place, event);
    if app.is_too_small() {
        // Nothing can be seen, so nothing is changed; leaving still works.
        let leaves = matches!(action, Some(Action::Back | Action::Quit));
        return if leaves { review::leave(app) } else { Vec::new() };
    }
    match place {
        Place::Form => return forms::key(app, *event),
        Place::Prompt => return prompt::key(app, *event),
        Place::Search => return search::key(app, *event),
        Place::Filters => return filters::key(app, *event),
        Place::Palette => return palette::key(app, *event),
        Place::Phrases => return phrases::key(app, *event),
        _ => {}
    }
    let action = if review::begins_with_point(app, event) { Some(Action::Type) } else { action };
    action.map_or_else(Vec::new, |action| act(app, place, action, event))
}

/// Does an action where letters are no text; `event` is the key it was asked for with.
fn act(app: &mut App, place: Place, action: Action, event: &KeyEvent) -> Vec<Effect> {
    match (place, action) {
        (_, Action::Help) => {
            app.overlays.push(Overlay::Help(0));
            Vec::new()
        }
        (_, Action::Palette) => {
            palette::open(app);
            Vec::new()
        }
        (_, Action::Mouse) => switch_mouse(app),
        (Place::Help, _) => help_key(app, action),
        (Place::Confirm, _) => confirm::act(app, action),
        (Place::Findings, _) => lists::findings(app, action),
        (Place::Ledgers, _) => lists::ledgers(app, action),
        (Place::Changes, _) => changes::act(app, action),
        (Place::History, _) => history::act(app, action),
        (Place::Margins, _) => pages::margins(app, action),
        (Place::Overview, _) => pages::overview(app, action),
        (Place::Compare, _) => compare::act(app, action, event),
        (Place::Others, _) => ranking::others(app, action),
        (Place::Ranking, _) => ranking::act(app, action),
        (Place::Start, _) => start::act(app, action),
        (Place::Trash, _) => start::in_trash(app, action),
        (_, _) => review::act(app, action, event),
    }
}

/// Clicks and the wheel are heeded from here on, or no longer.
fn switch_mouse(app: &mut App) -> Vec<Effect> {
    app.mouse = !app.mouse;
    let words = if app.mouse { ui::mouse_is_on } else { ui::mouse_is_off };
    app.say(words(app.lang));
    vec![Effect::Mouse(app.mouse)]
}

/// The program is being ended from outside: what stands in an open form or at the bottom
/// is taken as if it had been entered, as far as it can be used. Nobody confirmed it: the
/// journal says so, and so does the next opening.
#[must_use]
pub fn finish(app: &mut App) -> Vec<Effect> {
    let confirmed = app.review.as_ref().map_or(0, |review| review.unwritten.len());
    let effects = take_what_stands(app);
    if let Some(review) = &mut app.review {
        for record in review.unwritten.iter_mut().skip(confirmed) {
            record.step = Step::Unconfirmed;
        }
    }
    effects
}

fn take_what_stands(app: &mut App) -> Vec<Effect> {
    // A list of phrases says nothing: what counts is the form below it.
    if matches!(app.overlays.last(), Some(Overlay::Phrases(_))) {
        app.overlays.pop();
    }
    match app.overlays.last() {
        // Taking 定稿 back, accepting, drawing a sample and a report are decisions, not records.
        Some(Overlay::Form(dialog))
            if matches!(
                dialog.purpose,
                Purpose::Reopen | Purpose::Accept(..) | Purpose::Sample(_) | Purpose::Report(_)
            ) =>
        {
            Vec::new()
        }
        Some(Overlay::Form(dialog)) if app.review.is_some() && dialog.form.is_changed() => {
            forms::salvage(app)
        }
        Some(Overlay::Prompt(_)) => prompt::salvage(app),
        _ => Vec::new(),
    }
}

/// The rubrics are known: the form of a new session opens on them.
fn rubrics(app: &mut App, choices: Vec<RubricChoice>, broken: usize) {
    app.rubrics = choices;
    if app.rubrics.is_empty() {
        app.warn(ui::no_rubrics(app.lang));
        return;
    }
    forms::open_new_session(app);
    if broken > 0 {
        app.warn(ui::broken_rubrics(app.lang, broken));
    }
}

fn paste(app: &mut App, text: &str) {
    match app.overlays.last_mut() {
        Some(Overlay::Form(dialog)) => dialog.form.paste(text),
        Some(Overlay::Prompt(prompt)) => prompt::paste(prompt, text),
        Some(Overlay::Filters(list)) => filters::paste(list, app.lang, text),
        Some(Overlay::Search(_)) => search::paste(app, text),
        Some(Overlay::Find(_)) => find::paste(app, text),
        Some(Overlay::Palette(list)) => palette::paste(list, text),
        Some(Overlay::Phrases(list)) => phrases::paste(list, text),
        _ => {}
    }
}

/// Says so where what was typed or pasted had no room.
fn tell_left_out(app: &mut App) {
    let left_out = app.overlays.last_mut().is_some_and(|overlay| match overlay {
        Overlay::Form(dialog) => dialog.form.left_out(),
        Overlay::Prompt(prompt) => prompt.input.left_out(),
        Overlay::Filters(list) => list.input.left_out(),
        Overlay::Search(line) => line.input.left_out(),
        Overlay::Find(line) => line.input.left_out(),
        Overlay::Palette(list) => list.input.left_out(),
        Overlay::Phrases(list) => list.input.left_out(),
        _ => false,
    });
    if left_out {
        app.warn(ui::field_full(app.lang, LONGEST_TEXT / 1024));
    }
}

fn help_key(app: &mut App, action: Action) -> Vec<Effect> {
    let most = help::lines(app).len();
    let page = usize::from(layout::help(app.size).height).max(1);
    let Some(Overlay::Help(offset)) = app.overlays.last_mut() else { return Vec::new() };
    match scrolled(*offset, action, most, page) {
        Some(after) => *offset = after,
        None => {
            app.overlays.pop();
        }
    }
    Vec::new()
}

/// The first line in view after a key that scrolls; none where the key does something else.
fn scrolled(offset: usize, action: Action, lines: usize, page: usize) -> Option<usize> {
    let after = match action {
        Action::Up => offset.saturating_sub(1),
        Action::Down => offset + 1,
        Action::PageUp => offset.saturating_sub(page),
        Action::PageDown => offset + page,
        Action::Top => 0,
        Action::Bottom => lines,
        _ => return None,
    };
    Some(after.min(lines.saturating_sub(page)))
}

/// Shows a session, and says what the user has to know about it.
fn opened_now(app: &mut App, review: Review) {
    app.status = None;
    let left = review.session.correction_counts(app.today).earlier;
    let changed = review.update.as_ref().map_or(0, |update| update.changes().len());
    match (&review.read_only, &review.notice) {
        (Some(ReadOnly::Held(who)), _) => app.warn(who.clone()),
        (_, Some(notice)) => app.warn(notice.clone()),
        _ if review.session.returned() > 0 => {
            app.warn(returned::waiting(app.lang, review.session.returned()));
        }
        _ if left > 0 => app.say(corrections::earlier(app.lang, left)),
        _ if changed > 0 => app.warn(rubric_words::rubric_is_newer(app.lang, changed)),
        _ => {}
    }
    app.overlays.clear();
    app.review = Some(Box::new(review));
}

/// Shows the open session anew, the cursor where it was, and says who may change it.
fn reopened(app: &mut App, opened: Opened) {
    let lang = app.lang;
    let Some(before) = app.review.take() else { return };
    let id = before.selected().map(|selected| selected.id);
    opened_now(app, Review::new(opened));
    let Some(review) = &mut app.review else { return };
    review.folds_done = before.folds_done;
    if let Some(id) = id {
        review.tree.go_to_id(&review.rubric, &id);
    }
    match (&review.notice, &review.read_only) {
        (None, None) => app.say(ui::taken_over(lang)),
        (None, Some(ReadOnly::Held(who))) => {
            let still = ui::still_held(lang, who);
            app.warn(still);
        }
        _ => {}
    }
}

/// Asks before changes are lost.
fn ask(app: &mut App, question: Question) -> Vec<Effect> {
    app.overlays.push(Overlay::Confirm(question));
    Vec::new()
}

/// Brings everything that depends on the size of the screen in line with it, so
/// that drawing has nothing to write back.
fn settle(app: &mut App) {
    // Nothing is drawn then, and everything is as it was when there is room again.
    if app.is_too_small() {
        return;
    }
    let panes = layout::review(app.size);
    // How far down the details are matters only once they are scrolled.
    let mut lines = 0;
    if let Some(review) = app.review.as_ref().filter(|review| review.details_offset > 0) {
        lines = details::lines(app, review, usize::from(panes.details.width)).len();
    }
    if let Some(review) = &mut app.review {
        review.tree.scroll(panes.tree.height);
        let most = lines.saturating_sub(usize::from(panes.details.height));
        review.details_offset = review.details_offset.min(most);
    }
    if let Some(start) = &mut app.start {
        let height = layout::start(app.size).height;
        start.offset =
            super::widgets::list::window(start.cursor, start.offset, height, start.len());
    }
    lists::settle(app);
    history::settle(app);
    pages::settle(app);
    compare::settle(app);
    ranking::settle(app);
    palette::settle(app);
    phrases::settle(app);
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut() {
        let area = dialog.form.place(layout::overlay(app.size));
        dialog.form.fit(area);
    }
}

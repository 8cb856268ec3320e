//! 常用语: the list of phrases above a form, and putting one into a field.

mod wording;

use super::{forms, lists};
use crate::lang::{phrases as words, ui};
use crate::phrases::{
    Known, Others, Phrase, Slot, Source, Template, each_once, parts, phrases, row_key, row_phrases,
    said,
};
use crate::rubric::Subject;
use crate::score::preview;
use crate::session::{Entry, Ledger};
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Dialog, Effect, Overlay, PhraseList, Purpose, Review};
use crate::tui::layout;
use crate::tui::widgets::{Outcome, list};
use ratatui::crossterm::event::KeyEvent;
use wording::Wording;

/// The field of a form that takes remarks.
const REMARK: &str = "remark";
/// The field of a finding that says which enterprise or unit.
const SUBJECT: &str = "subject";

/// Opens the list for the form with the focus; what other sessions remark is read when it is
/// first asked for.
pub(super) fn open(app: &mut App) -> Vec<Effect> {
    let Some(Overlay::Form(dialog)) = app.overlays.last() else { return Vec::new() };
    let Some((id, field)) = takes_phrases(dialog) else {
        app.warn(words::not_here(app.lang));
        return Vec::new();
    };
    let all = collected(app, dialog, (&id, field));
    let name = match &dialog.purpose {
        Purpose::Row(ledger, no, _) => {
            forms::row_name(app.lang, app.review.as_deref(), *ledger, no)
        }
        _ => id.clone(),
    };
    let list = PhraseList::new((id, name), field, all);
    app.overlays.push(Overlay::Phrases(list));
    let is_read = app.review.as_ref().is_none_or(|review| review.remarks.is_some());
    if is_read { Vec::new() } else { vec![Effect::ReadRemarks] }
}

/// The id that a form is about, and its field that takes a phrase: the subject of a finding
/// where the caret is there, else the remark.
fn takes_phrases(dialog: &Dialog) -> Option<(String, &'static str)> {
    match &dialog.purpose {
        Purpose::Sample(id) => Some((id.clone(), forms::NAMES)),
        Purpose::Row(ledger, no, _) => Some((row_key(*ledger, no), REMARK)),
        Purpose::Finding(id, _) if dialog.form.focused() == SUBJECT => Some((id.clone(), SUBJECT)),
        purpose => Some((purpose.remarks_on()?.to_owned(), REMARK)),
    }
}

/// The subjects for a finding: what was drawn and has no finding yet, what was drawn, then
/// what else this session is about.
fn subjects(review: &Review, subject: Subject) -> Vec<Phrase> {
    let samples = review.samples_for(subject);
    let drawn = samples.iter().flat_map(|(id, sample)| {
        sample.drawn.iter().map(|name| (review.has_finding(id, name), name.clone()))
    });
    let mut drawn: Vec<(bool, String)> = drawn.collect();
    drawn.sort_by_key(|(has_finding, _)| *has_finding);
    let drawn = drawn.into_iter().map(|(has_finding, name)| {
        (if has_finding { Source::Subject } else { Source::Drawn }, name)
    });
    let findings = review.session.entries.values().flat_map(|entry| &entry.findings);
    let held = findings.map(|finding| finding.subject.trim()).filter(|name| !name.is_empty());
    each_once(drawn.chain(held.map(|name| (Source::Subject, name.to_owned()))))
}

/// The lists of names that samples were drawn from in this session.
fn lists(review: &Review) -> Vec<Phrase> {
    let lists = review.session.samples.values().map(|sample| sample.names.join("\n"));
    each_once(lists.map(|names| (Source::Names, names)))
}

/// The phrases for a field; what stands there already is none.
fn collected(app: &App, dialog: &Dialog, (id, field): (&str, &str)) -> Vec<Phrase> {
    let Some(review) = &app.review else { return Vec::new() };
    let subject = review.rubric.find(id);
    let mut all = match (&dialog.purpose, field, subject) {
        (Purpose::Row(ledger, no, _), ..) => of_row(app, review, dialog, (*ledger, no)),
        (_, SUBJECT, Some(subject)) => subjects(review, subject),
        (_, forms::NAMES, Some(_)) => lists(review),
        (.., Some(subject)) => remarks(app, review, dialog, (subject, id)),
        (.., None) => Vec::new(),
    };
    let held = dialog.form.text(field).trim();
    all.retain(|phrase| phrase.text != held);
    all
}

fn remarks(
    app: &App,
    review: &Review,
    dialog: &Dialog,
    (subject, id): (Subject, &str),
) -> Vec<Phrase> {
    let nothing = Others::new();
    let others = review.remarks.as_deref().unwrap_or(&nothing);
    let entered = forms::entered(app, dialog);
    let said = said(&review.rubric, subject);
    let wording = Wording { lang: app.lang, review, subject, entered: entered.as_ref() };
    let words: Vec<String> = said.iter().map(|says| wording.of(says)).collect();
    let known = Known {
        case: words.first().cloned().unwrap_or_default(),
        ..known(app, review, dialog, (subject, id, entered.as_ref()))
    };
    let unsuited = [
        (!wording.is_counted()).then_some(Slot::Count),
        (!wording.is_deducted()).then_some(Slot::Points),
    ];
    let unsuited: Vec<Slot> = unsuited.into_iter().flatten().collect();
    let filled = filled(app, &unsuited, &known);
    phrases(&review.rubric, &review.session, others, (subject, id), (words, filled))
}

/// The templates, filled in; none with a gap for what does not arise here: how many where
/// nothing is counted, what it takes where nothing is deducted, what is missing where points are
/// added.
fn filled(app: &App, unsuited: &[Slot], known: &Known) -> Vec<String> {
    let gap = words::gap(app.lang);
    let suits = |template: &&Template| !unsuited.iter().any(|slot| template.has(*slot));
    app.templates.iter().filter(suits).map(|template| template.filled(known, gap)).collect()
}

/// The phrases for the remark of a row of a ledger.
fn of_row(
    app: &App,
    review: &Review,
    dialog: &Dialog,
    (ledger, no): (Ledger, &str),
) -> Vec<Phrase> {
    let nothing = Others::new();
    let others = review.remarks.as_deref().unwrap_or(&nothing);
    let (text, unit) = forms::row_words(review, ledger, no);
    let said = parts(&text);
    let form = &dialog.form;
    let known = Known {
        case: said.first().cloned().unwrap_or_default(),
        count: form.text("count").to_owned(),
        unit: unit.unwrap_or(ui::one_time(app.lang)).to_owned(),
        subject: form.text(SUBJECT).to_owned(),
        date: form.text("date").to_owned(),
        clause: no.to_owned(),
        assessed: review.session.head.unit.clone(),
        ..Known::default()
    };
    let unsuited: &[Slot] = match ledger {
        Ledger::Bonus => &[Slot::Case, Slot::Points],
        Ledger::Veto => &[Slot::Points],
        Ledger::Direct => &[],
    };
    let filled = filled(app, unsuited, &known);
    row_phrases(&review.session, others, (ledger, no), (said, filled))
}

/// What the form says so far, for the gaps of templates. Where something in it cannot be used
/// yet, what depends on the whole of it stays a gap.
fn known(
    app: &App,
    review: &Review,
    dialog: &Dialog,
    (subject, id, entered): (Subject, &str, Option<&Entry>),
) -> Known {
    let form = &dialog.form;
    let mut known = Known {
        subject: form.text("subject").to_owned(),
        date: form.text("date").to_owned(),
        clause: id.to_owned(),
        assessed: review.session.head.unit.clone(),
        ..Known::default()
    };
    let (Subject::Clause(index), Some(entry)) = (subject, entered) else {
        return known;
    };
    let clause = review.rubric.clause(index);
    let unit = clause.unit.as_deref().unwrap_or(ui::one_time(app.lang));
    unit.clone_into(&mut known.unit);
    let result = preview(&review.rubric, &review.session, index, entry);
    let held = Some(entry.count()).filter(|count| *count > 0);
    known.count = held.map(|count| count.to_string()).unwrap_or_default();
    let takes = if result.whole_item {
        let item = review.item_of(index);
        item.and_then(|item| review.rubric.out_of(item, &review.session.head.tags))
    } else {
        Some(result.amount)
    };
    if let Some(points) = takes.filter(|points| !points.is_zero()) {
        known.points = points.show(review.rubric.head.decimals);
    }
    known
}

/// What other sessions remark is known: a list that is open has it now.
pub(super) fn tell(app: &mut App, remarks: Box<Others>) {
    let Some(review) = &mut app.review else { return };
    review.remarks = Some(remarks);
    let [.., Overlay::Form(dialog), Overlay::Phrases(list)] = app.overlays.as_slice() else {
        return;
    };
    let all = collected(app, dialog, (&list.id, list.field));
    if let Some(Overlay::Phrases(list)) = app.overlays.last_mut() {
        list.all = all;
    }
}

pub(super) fn key(app: &mut App, event: KeyEvent) -> Vec<Effect> {
    let action = app.keys.find(Place::Phrases, &event);
    let page = usize::from(layout::overlay_rows(app.size, layout::PHRASES_FOOT).height).max(1);
    let Some(Overlay::Phrases(list)) = app.overlays.last_mut() else { return Vec::new() };
    let Some(action) = action else {
        if list.input.key(event) == Outcome::Changed {
            list.cursor = 0;
        }
        return Vec::new();
    };
    if let Some(cursor) = lists::moved(list.cursor, action, page) {
        list.cursor = cursor;
        return Vec::new();
    }
    match action {
        Action::Accept => take(app),
        Action::Cancel => drop(app.overlays.pop()),
        _ => {}
    }
    Vec::new()
}

pub(super) fn paste(list: &mut PhraseList, text: &str) {
    list.input.paste(text);
    list.cursor = 0;
}

/// Puts the phrase under the cursor in at the caret of the field; what stands there stays.
fn take(app: &mut App) {
    let Some(Overlay::Phrases(list)) = app.overlays.last() else { return };
    let Some(text) = list.shown().get(list.cursor).map(|phrase| phrase.text.clone()) else {
        return;
    };
    let field = list.field;
    app.overlays.pop();
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut() {
        dialog.form.focus(field);
        dialog.form.paste(&text);
    }
}

/// Keeps the cursor within the list and in view.
pub(super) fn settle(app: &mut App) {
    let height = layout::overlay_rows(app.size, layout::PHRASES_FOOT).height;
    let Some(Overlay::Phrases(list)) = app.overlays.last_mut() else { return };
    let len = list.shown().len();
    list.cursor = list.cursor.min(len.saturating_sub(1));
    list.offset = list::window(list.cursor, list.offset, height, len);
}

//! Forms: their keys, and what becomes of what was entered.

mod correction;
mod entry;
mod finding;
mod head;
mod open;
mod read;
mod report;
mod row;
mod sample;

use super::{ask, commit, compare, doubts, phrases};
use crate::lang::{Lang, forms as words, plain, words as field_words};
use crate::session::{Edit, Entry, Returned, Sample, SessionHead, State};
use crate::tui::action::{self, Action, Place};
use crate::tui::app::{
    App, Dialog, Effect, NewSession, Overlay, Purpose, Question, ReportOrder, Review,
};
use crate::tui::record;
use crate::tui::widgets::form::{Field, Form, FormOutcome, Words};
pub(super) use open::{
    open_accept, open_correction, open_entry, open_finding, open_head, open_new_session,
    open_not_applicable, open_remark, open_reopen, open_report, open_return, open_row, open_sample,
    propose_seed,
};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
pub(super) use row::{row_name, row_words};
pub(in crate::tui) use sample::NAMES;
use std::path::PathBuf;

/// A field that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Unusable {
    field: String,
    why: String,
}

impl Unusable {
    fn new(field: impl Into<String>, why: impl Into<String>) -> Self {
        Self { field: field.into(), why: why.into() }
    }
}

/// The words every form shares; [`push`] adds the keys.
fn shared_words(lang: Lang) -> Words {
    Words {
        submit: crate::lang::keys::accept(lang).to_owned(),
        keys: String::new(),
        required: words::required(lang).to_owned(),
    }
}

/// The keys of a form, from the key table.
fn keys_of(app: &App, purpose: &Purpose, form: &Form) -> String {
    let (lang, place) = (app.lang, Place::Form);
    let named = |action| {
        let row = action::row_of(place, action)?;
        let key = match action {
            // Both arrows choose.
            Action::Choose => {
                let between = if lang == Lang::Zh { "" } else { "/" };
                app.keys.names(place, row, lang).replace(' ', between)
            }
            _ => app.keys.first(place, row, lang),
        };
        Some(format!("{key} {}", (row.title)(lang)))
    };
    let takes_lines = form.has_long_texts().then_some(Action::NewLine);
    let all: Vec<_> = if form.is_one_field() {
        // Enter takes the text, as it does on the last of several.
        let accept = Some(format!("Enter {}", crate::lang::keys::accept(lang)));
        let rest = [takes_lines, Some(Action::Cancel)].into_iter().flatten().map(named);
        std::iter::once(accept).chain(rest).collect()
    } else {
        let choose = form.has_options().then_some(Action::Choose);
        let actions = [
            Some(Action::NextField),
            choose,
            Some(Action::Accept),
            takes_lines,
            Some(Action::Cancel),
        ];
        actions.into_iter().flatten().map(named).collect()
    };
    let takes_more = matches!(purpose, Purpose::Sample(_) | Purpose::Row(..));
    let takes_phrases = takes_more || purpose.remarks_on().is_some();
    let phrases = takes_phrases.then(|| named(Action::Phrases)).flatten();
    all.into_iter().chain([phrases]).flatten().collect::<Vec<_>>().join("  ")
}

fn push(app: &mut App, purpose: Purpose, form: Form) {
    let keys = keys_of(app, &purpose, &form);
    let form = form.with_keys(keys);
    let dialog =
        Dialog { purpose, form, is_leaving: false, is_sure: false, other_matters: Vec::new() };
    app.overlays.push(Overlay::Form(Box::new(dialog)));
}

/// The document's words for an id: above the fields, so that nobody has to remember them.
pub(super) fn about(review: &Review, id: &str) -> String {
    use crate::rubric::Subject;
    match review.rubric.find(id) {
        Some(Subject::Clause(clause)) => field_words::sentence(&review.rubric, clause),
        Some(Subject::Indicator(index)) => review.rubric.indicator(index).title.clone(),
        None => String::new(),
    }
}

pub(super) fn key(app: &mut App, event: KeyEvent) -> Vec<Effect> {
    if app.keys.find(Place::Form, &event) == Some(Action::Phrases) {
        return phrases::open(app);
    }
    let Some(event) = app.keys.as_in_table(Place::Form, &event) else { return Vec::new() };
    let before = focused(app);
    let effects = fill_in(app, |dialog| dialog.form.key(translated(event)));
    if event.code == KeyCode::Enter
        && let Some(field) = before.filter(|before| focused(app).as_ref() != Some(before))
    {
        stay_at_error(app, &field);
    }
    effects
}

fn focused(app: &App) -> Option<String> {
    let Some(Overlay::Form(dialog)) = app.overlays.last() else { return None };
    Some(dialog.form.focused().to_owned())
}

/// Enter does not go on from a field that cannot be used as it stands: it says why.
fn stay_at_error(app: &mut App, left: &str) {
    let Some(Overlay::Form(dialog)) = app.overlays.last() else { return };
    if dialog.form.text(left).trim().is_empty() {
        return;
    }
    let Err(Unusable { field, why }) = read_form(app, &dialog.purpose, &dialog.form) else {
        return;
    };
    if field == left
        && let Some(Overlay::Form(dialog)) = app.overlays.last_mut()
    {
        dialog.form.set_error(&field, why);
    }
}

/// A typed line is the whole of the field with the focus; `None` keeps what stands there.
pub(super) fn answer(app: &mut App, text: Option<&str>) -> Vec<Effect> {
    app.status = None;
    let lang = app.lang;
    fill_in(app, |dialog| {
        // A typed line cannot be broken.
        let names = text.filter(|_| dialog.form.focused() == NAMES);
        let names = names.map(|names| names.replace([';', '；'], "\n"));
        let text = names.as_deref().or(text);
        dialog.form.answer(text).unwrap_or_else(|| {
            let field = dialog.form.focused().to_owned();
            let asked = text.unwrap_or_default();
            let why = match &dialog.form.alike(asked)[..] {
                [] => plain::no_option(lang, asked),
                alike => plain::several_options(lang, asked, &alike.join(lang.semicolon())),
            };
            dialog.form.set_error(&field, why);
            FormOutcome::Editing
        })
    })
}

/// What follows from filling something in.
fn fill_in(app: &mut App, fill: impl FnOnce(&mut Dialog) -> FormOutcome) -> Vec<Effect> {
    let Some(Overlay::Form(dialog)) = app.overlays.last_mut() else { return Vec::new() };
    let was_leaving = std::mem::take(&mut dialog.is_leaving);
    dialog.is_sure = false;
    let rubric = dialog.form.chosen("rubric");
    match fill(dialog) {
        FormOutcome::Editing => {
            let chosen = dialog.form.chosen("rubric");
            if dialog.purpose == Purpose::NewSession && chosen != rubric {
                let before = dialog.form.clone();
                let mut form = head::new_session(app, Some(&before));
                // A typed answer has gone on to the next field already.
                form.focus(before.focused());
                app.overlays.pop();
                push(app, Purpose::NewSession, form);
            }
            head::fill_in_unit(app);
            Vec::new()
        }
        FormOutcome::Cancel if dialog.form.is_changed() && !was_leaving => {
            dialog.is_leaving = true;
            app.warn(words::escape_again(app.lang));
            Vec::new()
        }
        FormOutcome::Cancel => {
            cancel(app);
            Vec::new()
        }
        FormOutcome::Submit => submit(app),
    }
}

/// Ctrl-C leaves like Esc.
fn translated(event: KeyEvent) -> KeyEvent {
    match event.code {
        KeyCode::Char('c') if event.modifiers == KeyModifiers::CONTROL => {
            KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE)
        }
        _ => event,
    }
}

/// Closes the form, and the findings list below it where that would be empty.
fn cancel(app: &mut App) {
    app.overlays.pop();
    let Some(review) = &app.review else { return };
    let is_empty = match app.overlays.last() {
        Some(Overlay::Findings(list)) => review.entry(&list.id).findings.is_empty(),
        _ => false,
    };
    if is_empty {
        app.overlays.pop();
    }
}

/// Takes what was entered; the form stays where something in it cannot be used.
pub(super) fn submit(app: &mut App) -> Vec<Effect> {
    submit_as(app, false)
}

/// Takes the form of a sample, whatever was drawn before.
pub(super) fn draw_again(app: &mut App) -> Vec<Effect> {
    submit_as(app, true)
}

/// Whether another sample was drawn under an id; another day is no other sample.
fn is_drawn_otherwise(app: &App, id: &str, sample: Option<&Sample>) -> bool {
    let held = app.review.as_ref().and_then(|review| review.session.samples.get(id));
    let drawn = |sample: &Sample| (sample.names.clone(), sample.seed.clone(), sample.drawn.len());
    held.zip(sample).is_some_and(|(held, sample)| drawn(held) != drawn(sample))
}

fn submit_as(app: &mut App, is_asked: bool) -> Vec<Effect> {
    let Some(Overlay::Form(dialog)) = app.overlays.last() else { return Vec::new() };
    let Dialog { purpose, form, .. } = &**dialog;
    let is_correction = matches!(purpose, Purpose::Correction(..));
    match read_form(app, purpose, form) {
        Ok(Entered::Edit { about, edit }) => {
            if let Some(question) = doubt(app, dialog, &edit) {
                return ask(app, question);
            }
            app.overlays.pop();
            let effects = commit::commit(app, &about, &edit);
            if !is_correction {
                to_last_finding(app);
            }
            effects
        }
        Ok(Entered::Reopened { head, why }) => {
            app.overlays.pop();
            let effects = commit::commit_for(app, "", &Edit::Head(head), why);
            app.say(crate::lang::ui::reopened(app.lang));
            effects
        }
        Ok(Entered::Drawn { id, sample })
            if !is_asked && is_drawn_otherwise(app, &id, sample.as_ref()) =>
        {
            ask(app, Question::DrawAgain(id))
        }
        Ok(Entered::Drawn { id, sample }) => {
            app.overlays.pop();
            let said = sample::said(app.lang, sample.as_ref());
            let effects = commit::commit(app, &id, &Edit::Sample { id: id.clone(), sample });
            app.say(said);
            effects
        }
        Ok(Entered::Accepted { place, reason, into }) => {
            app.overlays.pop();
            compare::accept(app, place, reason, into)
        }
        Ok(Entered::Report(order)) => {
            app.overlays.pop();
            vec![Effect::Report(Box::new(order))]
        }
        Ok(Entered::New(new)) => vec![Effect::Create(new)],
        Err(Unusable { field, why }) => {
            if let Some(Overlay::Form(dialog)) = app.overlays.last_mut() {
                dialog.form.set_error(&field, why);
            }
            Vec::new()
        }
    }
}

/// What is asked before a form changes the session so.
fn doubt(app: &App, dialog: &Dialog, edit: &Edit) -> Option<Question> {
    let entry = if let Edit::Entry { entry, .. } = edit { entry.as_ref() } else { None };
    doubts::of_form(app.lang, app.review.as_deref()?, dialog, entry)
}

/// Gives a matter the name of another one that it is, and takes the form.
pub(super) fn give_matter(app: &mut App, field: &str, other: &str) -> Vec<Effect> {
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut() {
        dialog.form.write(field, other);
    }
    submit(app)
}

/// Remembers that a matter is another one: the form is taken when it is saved once more.
pub(super) fn is_other_matter(app: &mut App, other: String) -> Vec<Effect> {
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut() {
        dialog.other_matters.push(other);
    }
    Vec::new()
}

/// Takes what can be taken of a form that is being ended from outside: a field that cannot
/// be used goes into the remark as it was typed, so that nothing that was on the screen is lost.
pub(super) fn salvage(app: &mut App) -> Vec<Effect> {
    let mut unusable = Vec::new();
    let mut written = None;
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut() {
        dialog.is_sure = true;
    }
    let into = match app.overlays.last() {
        Some(Overlay::Form(dialog)) if matches!(dialog.purpose, Purpose::Correction(..)) => {
            correction::MEASURE
        }
        _ => "remark",
    };
    loop {
        let Some(Overlay::Form(dialog)) = app.overlays.last() else { return Vec::new() };
        let written = written.get_or_insert_with(|| read::long(&dialog.form, into)).clone();
        let Err(Unusable { field, .. }) = read_form(app, &dialog.purpose, &dialog.form) else {
            break;
        };
        let text = dialog.form.text(&field).to_owned();
        let Some(Overlay::Form(dialog)) = app.overlays.last_mut() else { return Vec::new() };
        if text.is_empty() {
            return Vec::new();
        }
        unusable.push(text);
        dialog.form.replace(Field::text(field, "", ""));
        let remark = format!("{written}（{}）", unusable.join("、"));
        dialog.form.replace(Field::long(into, "", &remark, 2));
    }
    submit(app)
}

/// A new finding stands at the end of its list: the cursor goes there.
fn to_last_finding(app: &mut App) {
    let Some(review) = &app.review else { return };
    if let Some(Overlay::Findings(list)) = app.overlays.last_mut() {
        let len = review.session.entry(&list.id).map_or(0, |entry| entry.findings.len());
        list.cursor = len.saturating_sub(1);
    }
}

/// The entry with the comment and the reply of a form; without a comment there is none.
fn return_entry(before: &Entry, form: &Form) -> Entry {
    let [comment, reply] =
        ["comment", "reply"].map(|field| read::long(form, field).trim().to_owned());
    // Another comment waits for another answer.
    let is_same = |held: &Returned| held.changed && held.comment == comment;
    let changed = before.returned.as_deref().is_some_and(is_same);
    let returned = (!comment.is_empty()).then(|| Box::new(Returned { comment, reply, changed }));
    Entry { returned, ..before.clone() }
}

/// What a form that was submitted means.
enum Entered {
    /// A change to the open session.
    Edit { about: String, edit: Edit },
    /// What was drawn for an id; none where the sample is removed.
    Drawn { id: String, sample: Option<Sample> },
    /// 定稿 taken back, and why.
    Reopened { head: SessionHead, why: String },
    /// What the assessment of a column says is accepted, and why.
    Accepted { place: usize, reason: String, into: Option<PathBuf> },
    /// A report to be written.
    Report(ReportOrder),
    /// A new session.
    New(Box<NewSession>),
}

/// What a form would record by itself: of a finding, that finding alone. None where something
/// in the form cannot be used yet.
pub(super) fn entered(app: &App, dialog: &Dialog) -> Option<Entry> {
    let Entered::Edit { edit, .. } = read_form(app, &dialog.purpose, &dialog.form).ok()? else {
        return None;
    };
    let Edit::Entry { entry: Some(entry), .. } = edit else { return None };
    let Purpose::Finding(_, place) = dialog.purpose else { return Some(entry) };
    let last = entry.findings.len().checked_sub(1)?;
    let finding = entry.findings.get(place.unwrap_or(last))?.clone();
    Some(record::with_findings(&entry, vec![finding]))
}

fn read_form(app: &App, purpose: &Purpose, form: &Form) -> Result<Entered, Unusable> {
    let lang = app.lang;
    let review = || app.review.as_deref().ok_or_else(|| Unusable::new("", ""));
    let of_entry = |id: &str, entry| Entered::Edit {
        about: id.to_owned(),
        edit: Edit::Entry { id: id.to_owned(), entry: Some(entry) },
    };
    let of_session = |edit| Entered::Edit { about: String::new(), edit };
    Ok(match purpose {
        Purpose::NewSession => Entered::New(Box::new(head::read_new(app, form)?)),
        Purpose::Report(of) => Entered::Report(report::read(app, of, form)),
        Purpose::Accept(accepting) => {
            let reason = read::long(form, "reason").trim().to_owned();
            if accepting.is_needed && reason.is_empty() {
                return Err(Unusable::new("reason", words::required(lang)));
            }
            let into = accepting.into.get(form.chosen(open::INTO).unwrap_or(0)).cloned();
            Entered::Accepted { place: accepting.place, reason, into }
        }
        Purpose::Head => of_session(head::read(lang, review()?, form)?),
        Purpose::Reopen => Entered::Reopened {
            head: SessionHead { state: State::Draft, ..review()?.session.head.clone() },
            why: read::long(form, "reason"),
        },
        Purpose::Sample(id) => {
            let is_held = review()?.session.samples.contains_key(id);
            let year = review()?.year();
            Entered::Drawn { id: id.clone(), sample: sample::read(lang, (is_held, year), form)? }
        }
        Purpose::Return(id) => of_entry(id, return_entry(&review()?.entry(id), form)),
        Purpose::Entry(id) => of_entry(id, entry::read(lang, review()?, id, form)?),
        Purpose::Remark(id) => {
            let remark = read::long(form, "remark");
            of_entry(id, Entry { remark, ..review()?.entry(id) })
        }
        Purpose::NotApplicable(id) => {
            let reason = read::long(form, "reason");
            if reason.trim().is_empty() {
                return Err(Unusable::new("reason", words::required(lang)));
            }
            of_entry(id, record::not_applicable(&review()?.entry(id), &reason))
        }
        Purpose::Finding(id, place) => {
            of_entry(id, finding::read(lang, review()?, (id, *place), form)?)
        }
        Purpose::Correction(id, place) => {
            of_entry(id, correction::read(lang, review()?, (id, *place), form)?)
        }
        Purpose::Row(ledger, no, place) => {
            let rows = row::read(lang, review()?, (*ledger, no, *place), form)?;
            of_session(Edit::Ledger { ledger: *ledger, rows })
        }
    })
}

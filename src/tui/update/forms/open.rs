//! Opening a form: what it asks, and what stands in it already.

use super::{about, correction, entry, finding, head, push, report, row, sample, shared_words};
use crate::lang::{comparison as compare_words, filters, forms as words, returned};
use crate::session::{Ledger, seed_of};
use crate::tui::app::{Accepting, App, Effect, Overlay, Purpose, ReportOf};
use crate::tui::applies::is_heading;
use crate::tui::widgets::form::{Field, Form};

pub(in crate::tui::update) fn open_new_session(app: &mut App) {
    let form = head::new_session(app, None);
    push(app, Purpose::NewSession, form);
}

pub(in crate::tui::update) fn open_head(app: &mut App) {
    let Some(review) = &app.review else { return };
    let form = head::of_session(app.lang, review);
    push(app, Purpose::Head, form);
}

pub(in crate::tui::update) fn open_entry(app: &mut App, id: String) {
    let Some(review) = &app.review else { return };
    let Some(subject) = review.rubric.find(&id) else { return };
    let form = entry::form(app.lang, review, subject);
    push(app, Purpose::Entry(id), form);
}

pub(in crate::tui::update) fn open_remark(app: &mut App, id: String) {
    let Some(review) = &app.review else { return };
    let fields = vec![Field::long("remark", words::remark(app.lang), &review.entry(&id).remark, 3)];
    let title = words::remark_of(app.lang, &id);
    let form = Form::new(title, shared_words(app.lang), fields).about(about(review, &id));
    push(app, Purpose::Remark(id), form);
}

pub(in crate::tui::update) fn open_not_applicable(app: &mut App, id: String) {
    let Some(review) = &app.review else { return };
    let reason = match review.entry(&id).value {
        crate::session::Value::NotApplicable(reason) => reason,
        _ => String::new(),
    };
    let hides_some = review.tree.filter().is_some() && is_heading(review);
    let hint = if hides_some { filters::whole_item } else { words::reason_hint };
    let reason =
        Field::long("reason", words::reason(app.lang), &reason, 2).hint(hint(app.lang)).required();
    let title = words::not_applicable_of(app.lang, &id);
    let form = Form::new(title, shared_words(app.lang), vec![reason]).about(about(review, &id));
    push(app, Purpose::NotApplicable(id), form);
}

pub(in crate::tui::update) fn open_reopen(app: &mut App) {
    let lang = app.lang;
    let reason =
        Field::long("reason", words::reason(lang), "", 2).hint(words::reopen_hint(lang)).required();
    let form = Form::new(words::reopen(lang), shared_words(lang), vec![reason])
        .about(words::reopen_about(lang));
    push(app, Purpose::Reopen, form);
}

/// The field of the draft that takes what is accepted, where there are several.
pub(super) const INTO: &str = "into";

/// Asks why what an assessment says is accepted; into which draft, by these names, where there
/// are several.
pub(in crate::tui::update) fn open_accept(
    app: &mut App,
    accepting: Accepting,
    names: Vec<String>,
    (title, about_it): (&str, &str),
) {
    let lang = app.lang;
    let is_needed = accepting.is_needed;
    let hint = if is_needed { compare_words::reason_needed } else { compare_words::reason_free };
    let reason = Field::long("reason", words::reason(lang), "", 2).hint(hint(lang));
    let reason = if is_needed { reason.required() } else { reason };
    let into = Field::choice(INTO, compare_words::into(lang), names, 0);
    let into = into.hint(compare_words::into_hint(lang));
    let into = (accepting.into.len() > 1).then_some(into);
    let fields = into.into_iter().chain([reason]).collect();
    let form = Form::new(title, shared_words(lang), fields).about(about_it);
    push(app, Purpose::Accept(accepting), form);
}

/// A comment for the unit, and what it says to that.
pub(in crate::tui::update) fn open_return(app: &mut App, id: String) {
    let Some(review) = &app.review else { return };
    let lang = app.lang;
    let held = review.entry(&id).returned.unwrap_or_default();
    let fields = vec![
        Field::long("comment", returned::comment(lang), &held.comment, 2)
            .hint(returned::comment_hint(lang)),
        Field::long("reply", returned::reply(lang), &held.reply, 2)
            .hint(returned::reply_hint(lang)),
    ];
    let mut form = Form::new(returned::form_title(lang, &id), shared_words(lang), fields)
        .about(about(review, &id));
    // Whoever comes to a comment that waits comes to answer it; who wrote it, to write on.
    let is_own = review.touched.is_here(&id) || review.own_comments.contains(&id);
    if !held.comment.is_empty() && !held.is_answered() && !is_own {
        form.focus("reply");
    }
    push(app, Purpose::Return(id), form);
}

pub(in crate::tui::update) fn open_finding(app: &mut App, id: &str, place: Option<usize>) {
    let Some(review) = &app.review else { return };
    let form = finding::form(app.lang, review, id, place, app.today);
    push(app, Purpose::Finding(id.to_owned(), place), form);
}

/// Opens 整改 of the finding at a place, or of the entry itself.
pub(in crate::tui::update) fn open_correction(app: &mut App, id: &str, place: Option<usize>) {
    let Some(review) = &app.review else { return };
    let form = correction::form(app.lang, review, id, place);
    push(app, Purpose::Correction(id.to_owned(), place), form);
}

pub(in crate::tui::update) fn open_row(
    app: &mut App,
    ledger: Ledger,
    no: &str,
    place: Option<usize>,
) {
    let Some(review) = &app.review else { return };
    let form = row::form(app.lang, review, (ledger, no, place), app.today);
    push(app, Purpose::Row(ledger, no.to_owned(), place), form);
}

/// Opens 随机抽查 for an id: with what was drawn, or for a new draw whose seed is proposed.
pub(in crate::tui::update) fn open_sample(app: &mut App, id: String) -> Vec<Effect> {
    let Some(review) = &app.review else { return Vec::new() };
    let form = sample::form(app.lang, review, &id, app.today);
    let is_new = !review.session.samples.contains_key(&id);
    push(app, Purpose::Sample(id), form);
    if is_new { vec![Effect::ProposeSeed] } else { Vec::new() }
}

/// Opens 导出报表 of something.
pub(in crate::tui::update) fn open_report(app: &mut App, of: ReportOf) -> Vec<Effect> {
    let form = report::form(app, &of);
    push(app, Purpose::Report(of), form);
    Vec::new()
}

/// The time is known: it is the seed of a draw that has none yet.
pub(in crate::tui::update) fn propose_seed(app: &mut App, time: &str) {
    let lang = app.lang;
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut()
        && matches!(dialog.purpose, Purpose::Sample(_))
        && dialog.form.text(sample::SEED).is_empty()
    {
        dialog.form.replace(sample::seed_field(lang, &seed_of(time)));
    }
}

//! The form of one finding.

use super::entry::{chosen_level, level_choice};
use super::{Unusable, about, read, shared_words};
use crate::lang::{Lang, forms as words, samples, words as field_words};
use crate::points::Points;
use crate::rubric::{Clause, Level, Share, Subject};
use crate::session::{Date, Entry, Finding};
use crate::tui::app::Review;
use crate::tui::record::{self, Asks};
use crate::tui::widgets::form::{Field, Form};

fn clause_of<'a>(review: &'a Review, id: &str) -> Option<&'a Clause> {
    match review.rubric.find(id)? {
        Subject::Clause(clause) => Some(review.rubric.clause(clause)),
        Subject::Indicator(_) => None,
    }
}

/// The form for a finding at a place, or for a new one.
pub(super) fn form(
    lang: Lang,
    review: &Review,
    id: &str,
    place: Option<usize>,
    today: Option<Date>,
) -> Form {
    let entry = review.entry(id);
    let held = place.and_then(|place| entry.findings.get(place)).cloned();
    let title = match held {
        Some(_) => words::edit_finding(lang, id),
        None => words::new_finding(lang, id),
    };
    let new = || Finding { date: today, ..record::new_finding(&entry) };
    let finding = held.unwrap_or_else(new);
    let clause = clause_of(review, id);
    let unit = clause.and_then(|clause| clause.unit.as_deref());
    let count = unit.map_or(words::count(lang).to_owned(), |unit| words::count_in(lang, unit));
    let mut fields = vec![
        Field::text("subject", words::subject(lang), &finding.subject)
            .hint(subject_hint(lang, review, id)),
        Field::number("count", count, &finding.count.to_string()),
    ];
    if let Some(clause) = clause.filter(|clause| !clause.shares.is_empty()) {
        fields.push(share_field(lang, &clause.shares, finding.share));
    }
    if let Some((from, to)) = range(review, id) {
        let hint = words::from_to(lang, &from.to_string(), &to.to_string());
        let amount = read::shown(finding.amount);
        fields.push(Field::number("amount", words::amount(lang), &amount).hint(hint));
    }
    if let Some(levels) = levels(review, id) {
        let label = (words::level(lang), words::none_chosen(lang));
        fields.push(level_choice("level", label, levels, &finding.level));
    }
    fields.push(Field::long("remark", words::remark(lang), &finding.remark, 2));
    fields.push(read::evidence_field(lang, words::evidence(lang), &finding.evidence));
    fields.push(read::date_field(lang, finding.date));
    Form::new(title, shared_words(lang), fields).about(about(review, id))
}

/// What a subject is; where a sample was drawn, that it can be picked.
fn subject_hint(lang: Lang, review: &Review, id: &str) -> &'static str {
    let subject = review.rubric.find(id);
    let is_drawn = subject.is_some_and(|subject| !review.samples_for(subject).is_empty());
    if is_drawn { samples::subject_hint(lang) } else { words::subject_hint(lang) }
}

fn range(review: &Review, id: &str) -> Option<(Points, Points)> {
    match review.asks(review.rubric.find(id)?) {
        Asks::Amount { from, to, .. } => Some((from, to)),
        _ => None,
    }
}

fn levels<'a>(review: &'a Review, id: &str) -> Option<&'a [Level]> {
    match review.asks(review.rubric.find(id)?) {
        Asks::Level { levels, .. } => Some(levels),
        _ => None,
    }
}

/// A choice among printed shares, before them none.
pub(super) fn share_field(lang: Lang, shares: &[Share], held: Option<Points>) -> Field {
    let mut names = vec![words::none_chosen(lang).to_owned()];
    let name = |share: &Share| format!("{} {}", share.name, field_words::percent(share.share));
    names.extend(shares.iter().map(name));
    let chosen = held.and_then(|held| shares.iter().position(|share| share.share == held));
    let other = held.filter(|_| chosen.is_none()).map_or_else(String::new, |it| it.to_string());
    let names = (names, chosen.map_or(0, |place| place + 1));
    Field::choice_or_number("share", words::share(lang), names, &other)
        .hint(words::share_hint(lang))
}

/// The share that was chosen or written; none where none was. One that the clause does not
/// print stays where it is not touched, unless it is larger than there can be.
pub(super) fn chosen_share(
    lang: Lang,
    form: &Form,
    clause: &Clause,
    held: Option<Points>,
) -> Result<Option<Points>, Unusable> {
    let shares = &clause.shares;
    if let Some(place) = form.chosen("share") {
        let share = place.checked_sub(1).and_then(|place| shares.get(place));
        return Ok(share.map(|share| share.share));
    }
    let text = form.text("share");
    let is_held = |held: &Points| held.to_string() == text && *held <= clause.largest_share();
    match held.filter(is_held) {
        Some(held) => Ok(Some(held)),
        None => record::share(text, shares)
            .map_err(|refusal| Unusable::new("share", refusal.words(lang))),
    }
}

/// The entry with the finding as it was entered.
pub(super) fn read(
    lang: Lang,
    review: &Review,
    (id, place): (&str, Option<usize>),
    form: &Form,
) -> Result<Entry, Unusable> {
    let entry = review.entry(id);
    let before = place.and_then(|place| entry.findings.get(place)).cloned().unwrap_or_default();
    let amount = match range(review, id) {
        Some(range) => read::number_within(lang, form, "amount", range)?,
        None => before.amount,
    };
    let share = match clause_of(review, id) {
        Some(clause) if !clause.shares.is_empty() => {
            chosen_share(lang, form, clause, before.share)?
        }
        _ => before.share,
    };
    let finding = Finding {
        count: read::count(lang, form, "count")?,
        subject: read::long(form, "subject"),
        share,
        amount,
        level: match levels(review, id) {
            Some(levels) => chosen_level(form, "level", levels),
            None => before.level.clone(),
        },
        remark: read::long(form, "remark"),
        evidence: read::evidence(form, &before.evidence),
        date: read::date(lang, (form, review.year()), "date")?,
        correction: before.correction.clone(),
    };
    let mut findings = entry.findings.clone();
    match place.and_then(|place| findings.get_mut(place)) {
        Some(held) => *held = finding,
        None => findings.push(finding),
    }
    let entry = record::with_findings(&entry, findings);
    match review.rubric.find(id) {
        Some(subject) => record::possible(&review.rubric, subject, entry)
            .map_err(|refusal| Unusable::new("count", refusal.words(lang))),
        None => Ok(entry),
    }
}

//! What is asked before it is recorded: a matter written nearly as another, a figure that is the
//! limit rounded, or a percentage where nobody said so.

use super::{forms, prompt};
use crate::lang::{Lang, forms as words, words as field_words};
use crate::names;
use crate::points::{Figure, Points};
use crate::rubric::{Clause, Rule, Side, Subject};
use crate::score::{matters_beside, may_be_one, rounded_limit};
use crate::session::{Entry, Ledger, Value};
use crate::tui::app::{App, Dialog, Effect, Overlay, Purpose, Question, Review};
use std::cmp::Ordering;

/// What is asked about a form before what stands in it is recorded; `entry` is what it makes.
pub(super) fn of_form(
    lang: Lang,
    review: &Review,
    dialog: &Dialog,
    entry: Option<&Entry>,
) -> Option<Question> {
    if dialog.is_sure {
        return None;
    }
    match &dialog.purpose {
        Purpose::Entry(id) => of_figure(lang, review, (id, entry?), dialog.form.text("figure")),
        Purpose::Finding(id, place) => {
            let Subject::Clause(index) = review.rubric.find(id)? else { return None };
            let held = review.entry(id);
            let held = place.and_then(|place| held.findings.get(place).cloned());
            let held = held.map(|finding| finding.subject);
            let known = matters_beside(&review.rubric, &review.session, (index, *place));
            of_matter(dialog, ("subject", held), &known)
        }
        Purpose::Row(Ledger::Bonus, no, place) => {
            let rows = review.session.bonus.iter().enumerate();
            let beside = rows.filter(|(other, held)| {
                Some(*other) != *place && may_be_one(&review.rubric, no, &held.clause)
            });
            let known: Vec<&str> = beside.map(|(_, held)| held.matter.as_str()).collect();
            let held = place.and_then(|place| review.session.bonus.get(place));
            of_matter(dialog, ("matter", held.map(|held| held.matter.clone())), &known)
        }
        _ => None,
    }
}

/// A matter among those that are known; one that stood there before was asked about then.
fn of_matter(
    dialog: &Dialog,
    (field, held): (&'static str, Option<String>),
    known: &[&str],
) -> Option<Question> {
    let this = dialog.form.text(field).trim();
    let is_settled = held.as_deref() == Some(this) || known.contains(&this);
    let other = known.iter().find(|other| names::are_alike(other, this));
    let other = other.filter(|_| !is_settled).map(|other| (*other).to_owned())?;
    let is_told = dialog.other_matters.contains(&other);
    (!is_told).then(|| Question::SameMatter { field, this: this.to_owned(), other })
}

/// What is asked about a figure that was typed so.
pub(super) fn of_figure(
    lang: Lang,
    review: &Review,
    (id, entry): (&str, &Entry),
    text: &str,
) -> Option<Question> {
    let Subject::Clause(index) = review.rubric.find(id)? else { return None };
    let clause = review.rubric.clause(index);
    let Value::Figure(figure) = entry.value else { return None };
    if text.contains(['/', '／']) || review.entry(id).value == entry.value {
        return None;
    }
    let is_bare = matches!(figure, Figure::Ratio { .. }) && !text.contains(['%', '％']);
    if !is_bare && rounded_limit(clause, figure).is_none() {
        return None;
    }
    let shown = match figure {
        Figure::Number(number) => number.to_string(),
        Figure::Ratio { part, .. } => format!("{part}%"),
    };
    let (relation, limit) = beside_limit(lang, clause, figure)?;
    Some(Question::Figure(words::ask_figure(lang, &shown, relation, &limit)))
}

/// On which side of its limit a figure lies.
fn beside_limit(lang: Lang, clause: &Clause, figure: Figure) -> Option<(&'static str, String)> {
    let Rule::Threshold(threshold) = &clause.rule else { return None };
    let (part, whole) = figure.fraction(threshold.percent);
    let limit = threshold.limit;
    let order = (part * limit.denominator).cmp(&(limit.numerator * whole));
    let relation = match order {
        Ordering::Less => field_words::side(lang, Side::Below),
        Ordering::Equal => words::equal_to(lang),
        Ordering::Greater => field_words::side(lang, Side::Above),
    };
    let percent = if threshold.percent && limit.denominator == Points::ONE { "%" } else { "" };
    Some((relation, format!("{limit}{percent}")))
}

/// Records what was asked about as it was entered.
pub(super) fn record(app: &mut App) -> Vec<Effect> {
    match app.overlays.last_mut() {
        Some(Overlay::Form(dialog)) => {
            dialog.is_sure = true;
            forms::submit(app)
        }
        Some(Overlay::Prompt(typed)) => {
            typed.is_sure = true;
            prompt::accept(app)
        }
        _ => Vec::new(),
    }
}

/// Goes back: a form stays to be corrected, a number at the bottom is given up.
pub(super) fn leave(app: &mut App) -> Vec<Effect> {
    if let Some(Overlay::Prompt(_)) = app.overlays.last() {
        app.overlays.pop();
    }
    app.warn(words::write_parts(app.lang));
    Vec::new()
}

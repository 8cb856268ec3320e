//! Reading single fields: numbers, dates, lists.

use super::Unusable;
use crate::lang::{Lang, forms as words};
use crate::points::{Limit, Points};
use crate::session::Date;
use crate::tui::record;
use crate::tui::widgets::form::{Field, Form};

/// A long text without blanks around it.
pub(super) fn long(form: &Form, field: &str) -> String {
    form.text(field).trim().to_owned()
}

/// A number; none where nothing was entered.
pub(super) fn number(
    lang: Lang,
    form: &Form,
    field: &str,
    limit: Limit,
) -> Result<Option<Points>, Unusable> {
    let text = form.text(field).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = record::number(text, limit);
    read.map(Some).map_err(|refusal| Unusable::new(field, refusal.words(lang)))
}

/// A number between two others.
pub(super) fn number_within(
    lang: Lang,
    form: &Form,
    field: &str,
    (from, to): (Points, Points),
) -> Result<Option<Points>, Unusable> {
    let Some(number) = number(lang, form, field, Limit::Amount)? else { return Ok(None) };
    match record::within(number, from, to) {
        Ok(number) => Ok(Some(number)),
        Err(refusal) => Err(Unusable::new(field, refusal.words(lang))),
    }
}

/// How often: a whole number from 1 on; 1 where nothing was entered.
pub(super) fn count(lang: Lang, form: &Form, field: &str) -> Result<u32, Unusable> {
    let number = number(lang, form, field, Limit::Count)?.unwrap_or(Points::ONE);
    match number.whole() {
        Some(count) if count > 0 => Ok(count),
        _ => Err(Unusable::new(field, words::at_least_one(lang))),
    }
}

/// A date as people type it: `2021-12-15`, `2021/12/5`, `2021年12月15日`, `20211215`; `12.15` is
/// a day of `year`.
pub(super) fn date(
    lang: Lang,
    (form, year): (&Form, Option<u16>),
    field: &str,
) -> Result<Option<Date>, Unusable> {
    let text = form.text(field).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = Date::typed(text, year);
    read.map(Some).ok_or_else(|| match Date::meant(text, year) {
        Some(meant) => Unusable::new(field, words::year_in_full(lang, &meant.to_string())),
        None => Unusable::new(field, words::no_such_date(lang)),
    })
}

/// The field of a list of evidence.
pub(super) fn evidence_field(lang: Lang, label: &str, evidence: &[String]) -> Field {
    let text = evidence.join("；");
    Field::text("evidence", label, &text).hint(words::evidence_hint(lang))
}

/// The list of evidence; as it was where the field was not touched, also where one of
/// them has a semicolon in it.
pub(super) fn evidence(form: &Form, before: &[String]) -> Vec<String> {
    let text = form.text("evidence");
    if text == before.join("；") {
        return before.to_vec();
    }
    split(text, &['；', ';', '、'])
}

/// The parts of a list, without empty ones.
pub(super) fn split(text: &str, at: &[char]) -> Vec<String> {
    let parts = text.split(at).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// The field of a date.
pub(super) fn date_field(lang: Lang, date: Option<Date>) -> Field {
    let text = date.map_or_else(String::new, |date| date.to_string());
    Field::text("date", words::date(lang), &text).hint(words::date_hint(lang))
}

/// A number as it stands in a field; empty for none.
pub(super) fn shown(number: Option<Points>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

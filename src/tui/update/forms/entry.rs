//! The form of an entry: what the rule wants, remark, evidence, date.

use super::{Unusable, about, read, shared_words};
use crate::lang::{Lang, forms as words, given, record as record_words, ui, words as field_words};
use crate::points::{Figure, Limit, Points};
use crate::rubric::{Clause, Given, Level, Required, Rule, Subject};
use crate::session::{Entry, TaskState, Value};
use crate::tui::app::Review;
use crate::tui::record::{self, Asks};
use crate::tui::widgets::form::{Field, Form};

const TASK_STATES: [TaskState; 3] = [TaskState::Done, TaskState::Partly, TaskState::NotDone];

/// The form for an entry.
pub(super) fn form(lang: Lang, review: &Review, subject: Subject) -> Form {
    let id = review.id_of(subject);
    let entry = review.entry(id);
    let clause = match subject {
        Subject::Clause(clause) => Some(review.rubric.clause(clause)),
        Subject::Indicator(_) => None,
    };
    let mut fields = match review.asks(subject) {
        Asks::Baseline { percent, given: Some(given), .. } => {
            given_fields(lang, given, percent, &entry.value)
        }
        Asks::Baseline { years, percent, .. } => {
            baseline_fields(lang, (review.year(), years as usize), percent, &entry.value)
        }
        asks => value_fields(lang, asks, clause, &entry.value),
    };
    fields.push(Field::long("remark", words::remark(lang), &entry.remark, 2));
    fields.push(read::evidence_field(lang, words::evidence(lang), &entry.evidence));
    fields.push(read::date_field(lang, entry.date));
    let form = Form::new(words::entry(lang, id), shared_words(lang), fields);
    let mut form = form.about(about(review, id));
    // Who has chosen already goes on to say what it was.
    if form.chosen(form.focused()).is_some_and(|chosen| chosen > 0) {
        form.focus("remark");
    }
    form
}

fn value_fields(lang: Lang, asks: Asks<'_>, clause: Option<&Clause>, value: &Value) -> Vec<Field> {
    let unit = clause.and_then(|clause| clause.unit.as_deref()).unwrap_or(ui::one_time(lang));
    match asks {
        Asks::YesNo { earns } => {
            let names = state_names(lang, earns);
            vec![Field::choice("state", words::state(lang), names, state_of(earns, value))]
        }
        Asks::Missing(required) => missing_fields(lang, required, unit, value),
        Asks::Figure { percent, .. } => vec![figure_field(lang, percent, clause, value)],
        Asks::Score { full } => {
            let (score, of) = match value {
                Value::Score { score, of } => (Some(*score), *of),
                _ => (None, None),
            };
            let hint = words::of_full_hint(lang, &full.to_string());
            vec![
                Field::number("score", words::score(lang), &read::shown(score)),
                Field::number("of", words::of_full(lang), &read::shown(of)).hint(hint),
            ]
        }
        Asks::Level { levels, .. } => vec![level_field(lang, levels, value)],
        Asks::Amount { from, to, .. } => {
            let amount = match value {
                Value::Amount(amount) => Some(*amount),
                _ => None,
            };
            let hint = words::from_to(lang, &from.to_string(), &to.to_string());
            vec![Field::number("amount", words::amount(lang), &read::shown(amount)).hint(hint)]
        }
        Asks::Judged { points, .. } => {
            let score = match value {
                Value::Score { score, .. } => Some(*score),
                Value::Met => Some(points),
                _ => None,
            };
            let hint = words::from_to(lang, "0", &points.to_string());
            vec![Field::number("score", words::score(lang), &read::shown(score)).hint(hint)]
        }
        Asks::Task => {
            let mut names = vec![words::open(lang).to_owned()];
            names.extend(TASK_STATES.map(|state| field_words::task(lang, state).to_owned()));
            let chosen = match value {
                Value::Task(state) => TASK_STATES.iter().position(|known| known == state),
                Value::Met => Some(0),
                _ => None,
            };
            let chosen = chosen.map_or(0, |place| place + 1);
            vec![Field::choice("state", words::state(lang), names, chosen)]
        }
        Asks::Baseline { .. } | Asks::Count { .. } | Asks::Nothing => Vec::new(),
    }
}

fn state_names(lang: Lang, earns: bool) -> Vec<String> {
    let (good, bad) = if earns {
        (words::earned(lang), words::not_earned(lang))
    } else {
        (words::met(lang), words::hit(lang))
    };
    [words::open(lang), good, bad].map(str::to_owned).to_vec()
}

fn state_of(earns: bool, value: &Value) -> usize {
    match value {
        Value::Met => 1,
        Value::Hit if earns => 1,
        Value::Hit | Value::Count(_) => 2,
        _ => 0,
    }
}

fn missing_fields(lang: Lang, required: &Required, unit: &str, value: &Value) -> Vec<Field> {
    let mut fields = match required {
        Required::One(number) => {
            let actual = match value {
                Value::Figure(Figure::Number(number)) => Some(*number),
                _ => None,
            };
            let hint = words::required_number(lang, &number.to_string(), unit);
            let field = Field::number("actual", words::actual(lang, unit), &read::shown(actual));
            vec![field.hint(hint)]
        }
        Required::Named(counters) => {
            let held = match value {
                Value::Named(held) => held.as_slice(),
                _ => &[],
            };
            let field = |(place, (name, number)): (usize, &(String, Points))| {
                let actual = held.iter().find(|(known, _)| known == name).map(|(_, held)| *held);
                let hint = words::required_number(lang, &number.to_string(), unit);
                let label = words::counter(lang, name);
                Field::number(format!("actual{place}"), label, &read::shown(actual)).hint(hint)
            };
            counters.iter().enumerate().map(field).collect()
        }
    };
    let missing = match value {
        Value::Count(count) => count.to_string(),
        _ => String::new(),
    };
    let field = Field::number("missing", words::missing(lang, unit), &missing);
    fields.push(field.hint(words::missing_hint(lang)));
    fields
}

fn figure_field(lang: Lang, percent: bool, clause: Option<&Clause>, value: &Value) -> Field {
    let text = match value {
        Value::Figure(Figure::Number(number)) => number.to_string(),
        Value::Figure(Figure::Ratio { part, whole }) => format!("{part}/{whole}"),
        _ => String::new(),
    };
    let is_rate = clause.is_some_and(|clause| matches!(clause.rule, Rule::Rate(_)));
    let label = if is_rate || percent { words::rate(lang) } else { words::figure(lang) };
    let hint = if percent { words::rate_hint(lang) } else { words::figure_hint(lang) };
    Field::number("figure", label, &text).hint(hint)
}

/// `year` is the year assessed, where it is known: its number tells more than “two years ago”.
fn baseline_fields(
    lang: Lang,
    (year, years): (Option<u16>, usize),
    percent: bool,
    value: &Value,
) -> Vec<Field> {
    let (actual, held, amount) = match value {
        Value::Baseline { actual, years, amount } => (Some(*actual), years.as_slice(), *amount),
        _ => (None, &[][..], None),
    };
    let this_year = year.map(|year| words::this_year_is(lang, year));
    let this_year = this_year.unwrap_or_else(|| words::this_year(lang).to_owned());
    let mut fields = vec![Field::number("actual", this_year, &read::shown(actual))];
    let before: Vec<u16> =
        year.map_or_else(Vec::new, |year| record_words::years_before(year, years).collect());
    for place in 0..years {
        // The oldest first, as they are recorded.
        let ago = years - place;
        let label = match before.get(place) {
            Some(year) => words::year(lang, *year),
            None if ago == 1 => words::last_year(lang).to_owned(),
            None => words::year_before(lang, ago),
        };
        let number = held.get(place).copied();
        fields.push(Field::number(format!("year{place}"), label, &read::shown(number)));
    }
    fields.extend(percent.then(|| decided_field(lang, amount)));
    fields
}

fn decided_field(lang: Lang, amount: Option<Points>) -> Field {
    let field = Field::number("decided", words::decided(lang), &read::shown(amount));
    field.hint(words::decided_hint(lang))
}

/// The figure, and the reference that the assessor gives, by its name.
fn given_fields(lang: Lang, held_against: &Given, percent: bool, value: &Value) -> Vec<Field> {
    let (actual, base, amount) = match value {
        Value::Baseline { actual, years, amount } => {
            (Some(*actual), years.first().copied(), *amount)
        }
        _ => (None, None, None),
    };
    let label = given::actual(lang, held_against);
    let mut actual = Field::number("actual", label, &read::shown(actual));
    if held_against.rate {
        actual = actual.hint(given::rate_hint(lang));
    }
    let base = Field::number("year0", given::field(lang, held_against), &read::shown(base));
    let decided = percent.then(|| decided_field(lang, amount));
    [actual, base.hint(given::hint(lang))].into_iter().chain(decided).collect()
}

/// A choice among levels, before them what stands for none.
pub(super) fn level_choice(
    field: &str,
    (label, none): (&'static str, &str),
    levels: &[Level],
    name: &str,
) -> Field {
    let mut names = vec![none.to_owned()];
    names.extend(levels.iter().map(|level| format!("{} {}", level.name, level.points)));
    let chosen = levels.iter().position(|level| level.name == name);
    Field::choice(field, label, names, chosen.map_or(0, |place| place + 1))
}

/// The name of the level that was chosen; empty for none.
pub(super) fn chosen_level(form: &Form, field: &str, levels: &[Level]) -> String {
    let chosen = form.chosen(field).and_then(|place| place.checked_sub(1));
    let level = chosen.and_then(|place| levels.get(place));
    level.map_or_else(String::new, |level| level.name.clone())
}

fn level_field(lang: Lang, levels: &[Level], value: &Value) -> Field {
    let name = match value {
        Value::Level(name) => name.as_str(),
        _ => "",
    };
    level_choice("state", (words::level(lang), words::open(lang)), levels, name)
}

/// The entry as it was entered.
pub(super) fn read(lang: Lang, review: &Review, id: &str, form: &Form) -> Result<Entry, Unusable> {
    let before = review.entry(id);
    let Some(subject) = review.rubric.find(id) else { return Ok(before) };
    let value = read_value(lang, review.asks(subject), form, &before.value)?;
    let entry = Entry {
        // Where nothing was entered, what another key recorded stays: 无问题, 不涉及.
        value: value.unwrap_or_else(|| kept(review.asks(subject), &before.value)),
        remark: read::long(form, "remark"),
        evidence: read::evidence(form, &before.evidence),
        date: read::date(lang, (form, review.year()), "date")?,
        findings: before.findings,
        accepted: before.accepted,
        returned: before.returned,
        correction: before.correction,
    };
    record::possible(&review.rubric, subject, entry)
        .map_err(|refusal| Unusable::new("missing", refusal.words(lang)))
}

/// What stays where the fields of a value are empty: a value these fields do not show.
fn kept(asks: Asks<'_>, value: &Value) -> Value {
    let is_shown = match value {
        Value::Count(_) => matches!(asks, Asks::Missing(_) | Asks::YesNo { .. }),
        Value::Figure(_)
        | Value::Named(_)
        | Value::Baseline { .. }
        | Value::Score { .. }
        | Value::Amount(_)
        | Value::Level(_)
        | Value::Task(_) => true,
        Value::Met | Value::Hit => {
            matches!(asks, Asks::YesNo { .. } | Asks::Task | Asks::Judged { .. })
        }
        Value::Open | Value::NotApplicable(_) => false,
    };
    if is_shown { Value::Open } else { value.clone() }
}

/// The value of a form; none where its fields are empty.
fn read_value(
    lang: Lang,
    asks: Asks<'_>,
    form: &Form,
    before: &Value,
) -> Result<Option<Value>, Unusable> {
    let chosen = form.chosen("state").unwrap_or_default();
    Ok(match asks {
        Asks::YesNo { earns } => match chosen {
            // An untouched choice keeps what it showed, also where that was said differently.
            _ if chosen == state_of(earns, before) && *before != Value::Open => {
                Some(before.clone())
            }
            1 => Some(Value::Met),
            2 if earns => Some(Value::Count(0)),
            2 => Some(Value::Hit),
            _ => None,
        },
        Asks::Missing(required) => read_missing(lang, required, form, before)?,
        Asks::Figure { percent, most } => {
            let text = form.text("figure").trim();
            if text.is_empty() {
                return Ok(None);
            }
            let figure = record::figure(text, percent, most)
                .map_err(|refusal| Unusable::new("figure", refusal.words(lang)))?;
            Some(Value::Figure(figure))
        }
        Asks::Baseline { years, percent, given } => {
            let all = given.map_or(words::all_years(lang), |_| given::both(lang));
            read_baseline(lang, (years as usize, all), percent, form)?
        }
        Asks::Score { full } => {
            let of = read::number(lang, form, "of", Limit::Amount)?;
            let most = of.unwrap_or(full);
            let score = read::number_within(lang, form, "score", (Points::ZERO, most))?;
            score.map(|score| Value::Score { score, of })
        }
        Asks::Level { levels, .. } => {
            let level = chosen.checked_sub(1).and_then(|place| levels.get(place));
            level.map(|level| Value::Level(level.name.clone()))
        }
        Asks::Amount { from, to, .. } => {
            read::number_within(lang, form, "amount", (from, to))?.map(Value::Amount)
        }
        Asks::Judged { points, .. } => {
            let score = read::number_within(lang, form, "score", (Points::ZERO, points))?;
            score.map(|score| Value::Score { score, of: None })
        }
        Asks::Task => {
            let state = chosen.checked_sub(1).and_then(|place| TASK_STATES.get(place));
            state.map(|state| Value::Task(*state))
        }
        Asks::Count { .. } | Asks::Nothing => None,
    })
}

fn read_missing(
    lang: Lang,
    required: &Required,
    form: &Form,
    before: &Value,
) -> Result<Option<Value>, Unusable> {
    let missing = read::number(lang, form, "missing", Limit::Count)?;
    let actual = match required {
        Required::One(_) => read::number(lang, form, "actual", Limit::Count)?
            .map(|number| Value::Figure(Figure::Number(number))),
        Required::Named(counters) => read_counters(lang, counters, form)?,
    };
    let missing = missing.map(|missing| match missing.whole() {
        Some(0) => Value::Met,
        count => Value::Count(count.unwrap_or(u32::MAX)),
    });
    match (actual, missing) {
        // The quick count of before gives way to the number now entered.
        (Some(actual), Some(missing)) if missing == *before => Ok(Some(actual)),
        (Some(_), Some(_)) => Err(Unusable::new("missing", words::only_one(lang))),
        (actual, missing) => Ok(actual.or(missing)),
    }
}

fn read_counters(
    lang: Lang,
    counters: &[(String, Points)],
    form: &Form,
) -> Result<Option<Value>, Unusable> {
    let mut held = Vec::new();
    let mut empty = None;
    for (place, (name, _)) in counters.iter().enumerate() {
        let field = format!("actual{place}");
        match read::number(lang, form, &field, Limit::Count)? {
            Some(number) => held.push((name.clone(), number)),
            None => empty = empty.or(Some(field)),
        }
    }
    match empty {
        Some(field) if !held.is_empty() => Err(Unusable::new(field, words::all_counters(lang))),
        Some(_) => Ok(None),
        None => Ok(Some(Value::Named(held))),
    }
}

fn read_baseline(
    lang: Lang,
    (years, all_needed): (usize, &str),
    percent: bool,
    form: &Form,
) -> Result<Option<Value>, Unusable> {
    let actual = read::number(lang, form, "actual", Limit::Figure)?;
    let mut held = Vec::new();
    let mut empty = actual.is_none().then(|| "actual".to_owned());
    for place in 0..years {
        let field = format!("year{place}");
        match read::number(lang, form, &field, Limit::Figure)? {
            Some(number) => held.push(number),
            None => empty = empty.or(Some(field)),
        }
    }
    let amount = if percent { read::number(lang, form, "decided", Limit::Amount)? } else { None };
    match (actual, empty) {
        (Some(actual), None) => Ok(Some(Value::Baseline { actual, years: held, amount })),
        (None, _) if held.is_empty() => Ok(None),
        (_, field) => Err(Unusable::new(field.unwrap_or_default(), all_needed)),
    }
}

//! The forms of a new session and of the head of an open one.

use super::{Unusable, read, shared_words};
use crate::lang::{Lang, corrections, forms as words, words as field_words};
use crate::session::{Date, Edit, Mode, SessionHead};
use crate::tui::app::{App, NewSession, Overlay, Purpose, Review, SessionRow};
use crate::tui::widgets::form::{Field, Form};
use std::path::PathBuf;

const UNIT: &str = "unit";
const LAST: &str = "last";

/// The form of a new session; with what stands in `filled`, where the rubric was changed
/// in it and other tags can be chosen now.
pub(super) fn new_session(app: &App, filled: Option<&Form>) -> Form {
    let lang = app.lang;
    let chosen = filled.and_then(|form| form.chosen("rubric")).unwrap_or(0);
    let titles = app.rubrics.iter().map(|rubric| rubric.title.clone()).collect();
    let text = |id: &str| filled.map_or("", |form| form.text(id)).to_owned();
    let head = SessionHead {
        unit: text("unit"),
        mode: filled.map_or(Mode::Field, mode_of),
        assessors: names(&text("assessors")),
        date: app.today,
        ..SessionHead::default()
    };
    let no_tags = Vec::new();
    let tags = app.rubrics.get(chosen).map_or(&no_tags, |rubric| &rubric.tags);
    let rubric = Field::choice("rubric", words::rubric(lang), titles, chosen);
    let mut fields = vec![rubric.hint(words::rubric_hint(lang))];
    fields.extend(head_fields(lang, &head, tags));
    let is_on = filled.is_some_and(|form| last_of(app, form).is_some());
    fields.extend(last_field(app, is_on));
    Form::new(words::new_session(lang), shared_words(lang), fields)
}

/// The field that asks whether the new session goes on from the one under the cursor of the
/// list; none where there is none.
fn last_field(app: &App, is_on: bool) -> Option<Field> {
    let lang = app.lang;
    let head = &last_row(app)?.line.as_ref().ok()?.head;
    let date = head.date.map_or_else(String::new, |date| date.to_string());
    let name = format!("{} {} {date}", head.unit, field_words::mode(lang, head.mode));
    let names = vec![corrections::from_nothing(lang).to_owned(), name.trim_end().to_owned()];
    let field = Field::choice(LAST, corrections::from(lang), names, usize::from(is_on));
    Some(field.hint(corrections::from_hint(lang)))
}

/// The session under the cursor of the list.
fn last_row(app: &App) -> Option<&SessionRow> {
    app.start.as_ref().filter(|start| !start.is_trash)?.selected()
}

/// The file the new session goes on from, as it was chosen.
fn last_of(app: &App, form: &Form) -> Option<PathBuf> {
    form.chosen(LAST).filter(|chosen| *chosen == 1)?;
    Some(last_row(app)?.path.clone())
}

/// Fills in the unit of the session that the new one goes on from, where none is typed yet.
pub(super) fn fill_in_unit(app: &mut App) {
    let Some(head) = last_row(app).and_then(|row| row.line.as_ref().ok()).map(|line| &line.head)
    else {
        return;
    };
    let field = unit_field(app.lang, &head.unit);
    if let Some(Overlay::Form(dialog)) = app.overlays.last_mut()
        && dialog.purpose == Purpose::NewSession
        && dialog.form.chosen(LAST) == Some(1)
        && dialog.form.text(UNIT).is_empty()
    {
        dialog.form.replace(field);
    }
}

fn unit_field(lang: Lang, unit: &str) -> Field {
    Field::text(UNIT, words::unit(lang), unit).required()
}

/// The form of the head of an open session.
pub(super) fn of_session(lang: Lang, review: &Review) -> Form {
    let (head, tags) = (&review.session.head, &review.rubric.head.tags);
    // In a trial only what the score depends on: the rest would be lost with it.
    let mut fields = if review.is_trial() {
        tags_field(lang, head, tags).into_iter().collect()
    } else {
        head_fields(lang, head, tags)
    };
    for (place, factor) in review.rubric.factors.iter().enumerate() {
        let mut names = vec![words::none_chosen(lang).to_owned()];
        names.extend(factor.options.iter().map(|(name, factor)| format!("{name} × {factor}")));
        let option = review.session.factors.get(&factor.no);
        let chosen = factor.options.iter().position(|(name, _)| Some(name) == option);
        let label = words::factor(lang, &factor.no);
        let field = Field::choice(
            format!("factor{place}"),
            label,
            names,
            chosen.map_or(0, |place| place + 1),
        );
        fields.push(field.hint(factor.text.clone()));
    }
    Form::new(words::head(lang), shared_words(lang), fields)
}

fn head_fields(lang: Lang, head: &SessionHead, tags: &[(String, String)]) -> Vec<Field> {
    let mut fields = vec![unit_field(lang, &head.unit)];
    fields.extend(tags_field(lang, head, tags));
    let modes = Mode::ALL.map(|mode| field_words::mode(lang, mode).to_owned()).to_vec();
    let mode = Mode::ALL.iter().position(|mode| *mode == head.mode).unwrap_or(0);
    fields.push(Field::choice("mode", words::mode(lang), modes, mode));
    let assessors = head.assessors.join(lang.enumeration_comma());
    fields.push(
        Field::text("assessors", words::assessors(lang), &assessors)
            .hint(words::assessors_hint(lang)),
    );
    fields.push(read::date_field(lang, head.date));
    fields
}

/// 单位类型; none where the rubric knows none.
fn tags_field(lang: Lang, head: &SessionHead, tags: &[(String, String)]) -> Option<Field> {
    if tags.is_empty() {
        return None;
    }
    let labels = tags.iter().map(|(_, label)| label.clone()).collect();
    let on = tags.iter().enumerate().filter(|(_, (key, _))| head.tags.contains(key));
    let checked: Vec<usize> = on.map(|(place, _)| place).collect();
    let field = Field::checks("tags", words::tags(lang), labels, &checked);
    Some(field.hint(words::tags_hint(lang)))
}

/// The keys of the kinds that are ticked; those the rubric does not know stay.
fn read_tags(form: &Form, before: &SessionHead, tags: &[(String, String)]) -> Vec<String> {
    let chosen = form.checked("tags").into_iter().filter_map(|place| tags.get(place));
    let mut held: Vec<String> = chosen.map(|(key, _)| key.clone()).collect();
    let unknown = |tag: &&String| !tags.iter().any(|(key, _)| key == *tag);
    held.extend(before.tags.iter().filter(unknown).cloned());
    held
}

fn mode_of(form: &Form) -> Mode {
    form.chosen("mode").and_then(|place| Mode::ALL.get(place)).copied().unwrap_or_default()
}

fn names(text: &str) -> Vec<String> {
    read::split(text, &['、', '，', ',', '；', ';', ' ', '\u{3000}'])
}

/// The head as it was entered; tags the rubric does not know and the state stay.
fn read_head(
    (lang, year): (Lang, Option<u16>),
    form: &Form,
    before: &SessionHead,
    tags: &[(String, String)],
) -> Result<SessionHead, Unusable> {
    // The names as they were, where nobody touched them: a name may have a blank in it.
    let shown = before.assessors.join(lang.enumeration_comma());
    let entered = form.text("assessors");
    Ok(SessionHead {
        unit: read::long(form, "unit"),
        tags: read_tags(form, before, tags),
        mode: mode_of(form),
        assessors: if entered == shown { before.assessors.clone() } else { names(entered) },
        date: read::date(lang, (form, year), "date")?,
        state: before.state,
    })
}

/// What a new session begins with.
pub(super) fn read_new(app: &App, form: &Form) -> Result<NewSession, Unusable> {
    let chosen = form.chosen("rubric").and_then(|place| app.rubrics.get(place));
    let (rubric, tags) =
        chosen.map_or_else(Default::default, |chosen| (chosen.id.clone(), chosen.tags.clone()));
    let year = app.today.map(Date::year);
    let head = read_head((app.lang, year), form, &SessionHead::default(), &tags)?;
    Ok(NewSession { rubric, head, from: last_of(app, form) })
}

/// The change to the head of an open session, and to its factors.
pub(super) fn read(lang: Lang, review: &Review, form: &Form) -> Result<Edit, Unusable> {
    let before = &review.session.head;
    let tags = &review.rubric.head.tags;
    let head = if review.is_trial() {
        SessionHead { tags: read_tags(form, before, tags), ..before.clone() }
    } else {
        read_head((lang, review.year()), form, before, tags)?
    };
    let head = Edit::Head(head);
    if review.rubric.factors.is_empty() {
        return Ok(head);
    }
    let mut edits = vec![head];
    for (place, factor) in review.rubric.factors.iter().enumerate() {
        let chosen = form.chosen(&format!("factor{place}")).and_then(|place| place.checked_sub(1));
        let option = chosen.and_then(|place| factor.options.get(place));
        let option = option.map(|(name, _)| name.clone());
        edits.push(Edit::Factor { no: factor.no.clone(), option });
    }
    Ok(Edit::Several(edits))
}

//! The form of 随机抽查: the list, how many, the seed, the day.

use super::{Unusable, about, read, shared_words};
use crate::lang::{Lang, forms, samples as words};
use crate::rubric::Subject;
use crate::session::{Date, Sample, count_in, names_of};
use crate::tui::app::Review;
use crate::tui::widgets::form::{Field, Form};

pub(super) const SEED: &str = "seed";
pub(in crate::tui) const NAMES: &str = "names";

/// The form for the sample of an id, with what was drawn already.
pub(super) fn form(lang: Lang, review: &Review, id: &str, today: Option<Date>) -> Form {
    let held = review.session.samples.get(id).cloned();
    let sample = held.unwrap_or_else(|| Sample { date: today, ..Sample::default() });
    let draw = match sample.drawn.len() {
        0 => said_count(review, id).unwrap_or(1),
        drawn => drawn,
    };
    let fields = vec![
        Field::long(NAMES, words::names(lang), &sample.names.join("\n"), 6)
            .hint(words::names_hint(lang)),
        Field::number("draw", words::draw(lang), &draw.to_string()).hint(words::draw_hint(lang)),
        seed_field(lang, &sample.seed),
        read::date_field(lang, sample.date),
    ];
    Form::new(words::title(lang, id), shared_words(lang), fields).about(about(review, id))
}

/// How many the document has drawn for a clause or its item.
fn said_count(review: &Review, id: &str) -> Option<usize> {
    let subject = review.rubric.find(id)?;
    let (clause, item) = match subject {
        Subject::Clause(clause) => (Some(clause), review.item_of(clause)),
        Subject::Indicator(item) => (None, Some(item)),
    };
    let clause = clause.map(|clause| review.rubric.clause(clause).text.as_str());
    let item = item.map(|item| review.rubric.indicator(item));
    let item = item.iter().flat_map(|item| [item.method.as_deref(), item.criteria.as_deref()]);
    clause.into_iter().chain(item.flatten()).find_map(count_in)
}

pub(super) fn seed_field(lang: Lang, seed: &str) -> Field {
    Field::text(SEED, words::seed(lang), seed).hint(words::seed_hint(lang))
}

/// What is drawn; none where the list was emptied and the sample is to go.
pub(super) fn read(
    lang: Lang,
    (is_held, year): (bool, Option<u16>),
    form: &Form,
) -> Result<Option<Sample>, Unusable> {
    let names = names_of(form.text(NAMES));
    if names.is_empty() {
        let required = || Unusable::new(NAMES, forms::required(lang));
        return if is_held { Ok(None) } else { Err(required()) };
    }
    let draw = read::count(lang, form, "draw")? as usize;
    if draw > names.len() {
        return Err(Unusable::new("draw", words::only_so_many(lang, names.len())));
    }
    let seed = read::long(form, SEED);
    if seed.is_empty() {
        return Err(Unusable::new(SEED, forms::required(lang)));
    }
    let date = read::date(lang, (form, year), "date")?;
    Ok(Some(Sample::draw(names, draw, seed, date)))
}

/// What is said about a draw.
pub(super) fn said(lang: Lang, sample: Option<&Sample>) -> String {
    match sample {
        Some(sample) => words::drawn(lang, &words::listed(lang, &sample.drawn)),
        None => words::removed(lang).to_owned(),
    }
}

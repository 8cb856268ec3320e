//! The page of a section or an item.

use super::{Page, Tone, tone_of};
use crate::lang::{steps, ui, words};
use crate::points::Points;
use crate::rubric::{Duty, IndicatorIndex, IndicatorKind, Subject};
use crate::score::{Completion, Mark, hidden_in};

pub(super) fn page(page: &mut Page<'_>, index: IndicatorIndex) {
    brief(page, index);
    let (lang, review) = (page.lang, page.review);
    let indicator = page.rubric().indicator(index);
    let result = &review.card.indicators[index.0];
    derivation(page, index);
    if result.score.is_some() && result.lowest != result.highest {
        let (lowest, highest) = (page.show(result.lowest), page.show(result.highest));
        page.labelled(ui::label_range(lang), &ui::between(lang, &lowest, &highest), Tone::Normal);
    }
    page.readings(&indicator.id);
    page.gap();
    around(page, index, None, &[]);
}

/// A section or an item, as far as what is recorded.
pub(super) fn brief(page: &mut Page<'_>, index: IndicatorIndex) {
    let (lang, review) = (page.lang, page.review);
    let indicator = page.rubric().indicator(index);
    let result = &review.card.indicators[index.0];
    let unscored = indicator.kind == IndicatorKind::Unscored;
    let state = if unscored { ui::unscored(lang) } else { words::mark(lang, result.mark) };
    let tone = if unscored { Tone::Dim } else { tone_of(result.mark) };
    page.heading(&format!("{}  {state}", indicator.id), tone);
    let lost = if indicator.title_lost { words::heading_lost(lang) } else { "" };
    page.text(&format!("{}{lost}", indicator.title), Tone::Title);
    page.gap();
    if let Some(points) = result.points {
        let inferred = if indicator.points_inferred { words::inferred(lang) } else { "" };
        let mut points = format!("{}{inferred}", page.show(points));
        if let Some(gone) = result.left_out() {
            points.push_str(&ui::without_left_out(lang, &page.show(gone)));
        }
        page.labelled(ui::label_points(lang), &points, Tone::Normal);
    }
    if indicator.is_item() && !unscored {
        recorded(page, index);
    }
    page.samples(Subject::Indicator(index));
    page.earlier(None, &indicator.id);
    if let (IndicatorKind::Section | IndicatorKind::Clauses, progress) =
        (indicator.kind, result.progress)
        && progress.all() > 0
    {
        let words = ui::progress_words(lang, progress.recorded(), progress.all(), progress.open);
        page.labelled(ui::label_progress(lang), &words, Tone::Normal);
    }
    if let Some(rate) = Completion::of(result.progress).filter(|_| !indicator.is_item()) {
        page.labelled(words::completion(lang), &page.completion(rate), Tone::Normal);
    }
}

/// What is recorded for the item itself: always where it is judged or a task, else where
/// there is anything.
fn recorded(page: &mut Page<'_>, index: IndicatorIndex) {
    let indicator = page.rubric().indicator(index);
    let asks_itself = matches!(indicator.kind, IndicatorKind::Judged { .. } | IndicatorKind::Task);
    let entry = page.review.entry(&indicator.id);
    if asks_itself || !entry.is_empty() {
        page.entry(None, &indicator.id, &entry);
    }
}

/// How the score of an item came about, and from there every step up to the total: a line
/// for each, with its id and what limits hide in it.
pub(super) fn derivation(page: &mut Page<'_>, index: IndicatorIndex) {
    let (lang, review) = (page.lang, page.review);
    let result = &review.card.indicators[index.0];
    if let (None, Some(rate)) = (review.card.total.score, review.card.total.completion) {
        to_completion(page, index, rate);
        return;
    }
    if result.mark == Mark::Open && result.score.is_none() {
        return;
    }
    let mut label = ui::label_item(lang);
    let path = std::iter::successors(Some(index), |at| page.rubric().indicator(*at).parent);
    for at in path.collect::<Vec<_>>() {
        let result = &review.card.indicators[at.0];
        let steps = steps::line(page.wording(), &result.steps);
        let id = &page.rubric().indicator(at).id;
        step(page, label, id, &steps, result.hidden());
        label = ui::label_above(lang);
    }
    if review.card.total.is_of_points() {
        let steps = steps::line(page.wording(), &review.card.total.steps);
        let hidden = hidden_in(page.rubric(), &review.card);
        step(page, ui::total(lang), "", &steps, hidden);
    }
}

/// The way of a task up to 完成率: how many are done in each part it stands in.
fn to_completion(page: &mut Page<'_>, index: IndicatorIndex, whole: Completion) {
    let (lang, review) = (page.lang, page.review);
    let mut label = ui::label_item(lang);
    let path = std::iter::successors(Some(index), |at| page.rubric().indicator(*at).parent);
    for at in path.collect::<Vec<_>>() {
        let part = Completion::of(review.card.indicators[at.0].progress);
        let words = part.map_or_else(String::new, |rate| page.completion(rate));
        let id = &page.rubric().indicator(at).id;
        step(page, label, id, &words, Points::ZERO);
        label = ui::label_above(lang);
    }
    let words = page.completion(whole);
    step(page, ui::total(lang), "", &words, Points::ZERO);
}

/// A line of the way to the total; nothing where nothing is calculated.
fn step(page: &mut Page<'_>, label: &str, id: &str, steps: &str, hidden: Points) {
    if steps.is_empty() {
        return;
    }
    let hidden = page.hidden(hidden);
    let words = format!("{id}  {steps}{hidden}");
    page.labelled(label, words.trim_start(), Tone::Normal);
}

/// What the document says beside an item: method, criteria, duties, office, evidence.
pub(super) fn around(
    page: &mut Page<'_>,
    index: IndicatorIndex,
    office: Option<&str>,
    duties: &[Duty],
) {
    let lang = page.lang;
    let indicator = page.rubric().indicator(index);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    page.labelled(ui::label_method(lang), &text(&indicator.method), Tone::Dim);
    page.labelled(ui::label_criteria(lang), &text(&indicator.criteria), Tone::Normal);
    let office = office.or_else(|| page.rubric().office_of(index)).unwrap_or_default();
    page.labelled(ui::label_office(lang), office, Tone::Dim);
    page.labelled(ui::label_material(lang), &text(&indicator.evidence), Tone::Dim);
    for duty in indicator.duties.iter().chain(duties) {
        let between = lang.enumeration_comma();
        let covers = duty.covers.join(between);
        let words = [covers.as_str(), duty.text.as_str()].join(" ");
        page.labelled(ui::label_duty(lang), words.trim(), Tone::Dim);
    }
}

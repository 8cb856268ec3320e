//! The page of the total: how the score came about, and the head of the document.

use super::{Page, Tone};
use crate::lang::{Lang, changes as say, record, steps, ui, vetoes, whole_steps, words};
use crate::rubric::{Rubric, Subject};
use crate::score::{
    Completion, Uncounted, What, Why, completion_by_office, completion_by_section, hidden_in,
    uncounted,
};

pub(super) fn page(page: &mut Page<'_>) {
    let lang = page.lang;
    let head = &page.rubric().head;
    page.heading(&head.title, Tone::Title);
    page.gap();
    if let Some(notice) = &page.review.notice {
        page.labelled(ui::label_attention(lang), notice, Tone::Danger);
        page.gap();
    }
    if let Some(update) = page.review.pending_update() {
        let words = say::rubric_is_newer(lang, update.changes().len());
        page.labelled(ui::label_attention(lang), &words, Tone::Found);
        page.gap();
    }
    result(page);
    not_counted(page);
    earlier_unknown(page);
    page.gap();
    session_head(page);
    page.gap();
    document(page);
}

/// The title, and how the score came about.
pub(super) fn brief(page: &mut Page<'_>) {
    page.heading(&page.rubric().head.title, Tone::Title);
    result(page);
}

fn result(page: &mut Page<'_>) {
    let (lang, total) = (page.lang, &page.review.card.total);
    let mut line = steps::line(page.wording(), &total.steps);
    if !line.is_empty() {
        line.push_str(&page.hidden(hidden_in(page.rubric(), &page.review.card)));
    }
    page.labelled(ui::label_steps(lang), &line, Tone::Normal);
    if let Some((to, result)) = page.rubric().head.outward.as_ref().zip(total.outward) {
        let result = result.show(to.decimals);
        let words = whole_steps::outward_words(lang, &to.name, &result, to.full);
        page.labelled(ui::label_outward(lang), &words, Tone::Normal);
    }
    if let (Some(lowest), Some(highest)) = (total.lowest, total.highest) {
        let words = ui::between(lang, &page.show(lowest), &page.show(highest));
        page.labelled(ui::label_range(lang), &words, Tone::Normal);
    }
    if !total.unguessed.is_empty() {
        let ids: Vec<&str> = total
            .unguessed
            .iter()
            .map(|clause| page.rubric().clause(*clause).id.as_str())
            .collect();
        let words = ui::stars_not_guessed(lang, &ids.join(lang.enumeration_comma()));
        page.labelled("", &words, Tone::Dim);
    }
    let progress = total.progress;
    let words = ui::progress_words(lang, progress.recorded(), progress.all(), progress.open);
    page.labelled(ui::label_progress(lang), &words, Tone::Normal);
    if !total.fines.is_zero() {
        page.labelled(ui::label_fines(lang), &page.show(total.fines), Tone::Normal);
    }
    if let Some(rate) = total.completion {
        page.labelled(ui::label_progress(lang), &completion(page, None, rate), Tone::Normal);
        if let Some(best) = Completion::at_best(progress).filter(|_| progress.open > 0) {
            let words = ui::between(lang, &page.completion(rate), &page.completion(best));
            page.labelled(ui::label_range(lang), &words, Tone::Normal);
        }
        let mut label = ui::label_project(lang);
        for (section, rate) in completion_by_section(page.rubric(), &page.review.card) {
            let section = page.rubric().indicator(section);
            let project = format!("{} {}", section.no, section.title);
            page.labelled(
                std::mem::take(&mut label),
                &completion(page, Some(&project), rate),
                Tone::Dim,
            );
        }
        let mut label = ui::label_office(lang);
        for (office, rate) in completion_by_office(page.rubric(), &page.review.card) {
            let office = office.unwrap_or(words::no_office(lang));
            let words = completion(page, Some(office), rate);
            page.labelled(std::mem::take(&mut label), &words, Tone::Dim);
        }
    }
    vetoes(page);
}

/// 完成率 of a part of the document, or of all of it.
fn completion(page: &Page<'_>, part: Option<&str>, rate: Completion) -> String {
    let words = page.completion(rate);
    part.map_or_else(|| format!("{} {words}", whole(page)), |part| format!("{part} {words}"))
}

/// What 完成率 of the whole is called: for now, as long as something is open.
fn whole(page: &Page<'_>) -> &'static str {
    let is_open = page.review.card.total.progress.open > 0;
    if is_open { words::completion_so_far(page.lang) } else { words::completion(page.lang) }
}

fn vetoes(page: &mut Page<'_>) {
    let lang = page.lang;
    for (veto, result) in page.rubric().vetoes.iter().zip(&page.review.card.vetoes) {
        if result.holds {
            let effect = vetoes::effect(lang, page.rubric(), veto);
            let colon = if lang == Lang::Zh { "：" } else { ": " };
            let line = format!("{} {}{colon}{effect}", veto.no, veto.text);
            page.labelled(veto.called().unwrap_or(ui::label_veto(lang)), &line, Tone::Danger);
        }
    }
}

/// What was recorded before under ids that the rubric does not have any more.
/// What is recorded and does not count: it stands where nobody can miss it.
fn not_counted(page: &mut Page<'_>) {
    let (lang, review) = (page.lang, page.review);
    let all = uncounted(&review.rubric, &review.session, &review.card).into_iter();
    // What the rubric does not have stands at the end of the tree.
    let is_listed =
        |told: &Uncounted| matches!(told.what, What::Entry(_)) && told.why == Why::Unknown;
    for told in all.filter(|told| !is_listed(told)) {
        let words = crate::lang::uncounted::line(lang, &told);
        page.labelled(ui::label_attention(lang), &words, Tone::Found);
    }
}

fn earlier_unknown(page: &mut Page<'_>) {
    let lang = page.lang;
    for (id, entry) in &page.review.session.earlier {
        let plain = id.split_once('~').map_or(id.as_str(), |(plain, _)| plain);
        if page.rubric().find(plain).is_none() {
            let words = format!("{id}  {}", record::entry(lang, None, None, entry));
            page.labelled(say::earlier_unknown(lang), &words, Tone::Dim);
        }
    }
}

fn session_head(page: &mut Page<'_>) {
    let lang = page.lang;
    let head = &page.review.session.head;
    page.labelled(ui::label_unit(lang), &head.unit, Tone::Normal);
    let tags: Vec<&str> = head.tags.iter().map(|tag| label_of(page.rubric(), tag)).collect();
    page.labelled("", &tags.join(lang.enumeration_comma()), Tone::Normal);
    page.labelled(ui::label_mode(lang), words::mode(lang, head.mode), Tone::Normal);
    page.labelled(
        ui::label_assessors(lang),
        &head.assessors.join(lang.enumeration_comma()),
        Tone::Normal,
    );
    let date = head.date.map_or_else(String::new, |date| date.to_string());
    page.labelled(ui::label_date(lang), &date, Tone::Normal);
    page.labelled(ui::label_state(lang), words::state(lang, head.state), Tone::Normal);
    for (no, option) in &page.review.session.factors {
        page.labelled(ui::label_factor(lang), &format!("{no} {option}"), Tone::Normal);
    }
}

/// What the document says of itself, and the readings of what is not in the tree.
fn document(page: &mut Page<'_>) {
    let lang = page.lang;
    let head = &page.rubric().head;
    let mut title = vec![head.id.clone()];
    title.extend(head.issuer.clone());
    title.extend(head.edition.clone());
    page.labelled(ui::label_rubric(lang), &title.join(lang.enumeration_comma()), Tone::Dim);
    for text in &head.introduction {
        page.labelled("", text, Tone::Dim);
    }
    for text in &head.notes {
        page.labelled(ui::label_note(lang), text, Tone::Normal);
    }
    let in_tree = |id: &String| {
        matches!(page.review.rubric.find(id), Some(Subject::Indicator(_) | Subject::Clause(_)))
    };
    let beside: Vec<_> =
        head.readings.iter().filter(|reading| !reading.about.iter().any(in_tree)).collect();
    for reading in beside {
        let colon = if lang == Lang::Zh { "：" } else { ": " };
        let about =
            format!("{}{colon}{}", reading.about.join(lang.enumeration_comma()), reading.says);
        page.reading(&about, &reading.because);
    }
}

/// What a tag is called; its key where the rubric has no label.
fn label_of<'a>(rubric: &'a Rubric, tag: &'a str) -> &'a str {
    let known = rubric.head.tags.iter().find(|(key, _)| key == tag);
    known.map_or(tag, |(_, label)| label)
}

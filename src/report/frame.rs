//! What stands around the tables: title, head, notes, readings, the lines to sign.

use super::basis::Basis;
use super::{Cell, Kind, Notes, Quantity, Report, Table};
use crate::lang::{
    Lang, report as say, uncounted as words_of_uncounted, vetoes, whole_steps, words,
};
use crate::points::Points;
use crate::rubric::{Effect, Head, Home, Reading, Subject};
use crate::score::{self, Mark};
use crate::session::{Ledger, State};

/// A report of this kind with everything but its tables.
pub(super) fn framed(basis: &Basis<'_>, kind: Kind, tables: Vec<Table>) -> Report {
    let signature = match kind {
        Kind::Issues => unit_signature(basis.lang),
        _ => signature(basis.lang),
    };
    Report {
        kind,
        sheet: say::kind(basis.lang, kind).to_owned(),
        title: title(basis.lang, &basis.rubric.head, &basis.session.head.unit, kind),
        unit: Some(basis.session.head.unit.clone()),
        mark: mark(basis),
        head: head(basis),
        paragraphs: Vec::new(),
        subheads: Vec::new(),
        tables,
        notes: Vec::new(),
        signature,
        pages: say::pages(basis.lang).map(str::to_owned),
    }
}

/// 2022年度示例县考核评分表; 示例县消防工作考核评分表 where the rubric says what kind it is.
pub(super) fn title(lang: Lang, head: &Head, unit: &str, kind: Kind) -> String {
    let kind = of_kind(lang, head.kind.as_deref(), say::kind(lang, kind));
    match head.year() {
        Some(year) => say::title_of_year(lang, &year.to_string(), unit, &kind),
        None => say::title_of_unit(lang, unit, &kind),
    }
}

/// What a report is called where the rubric says what kind of assessment it is.
pub(super) fn of_kind(lang: Lang, called: Option<&str>, report: &str) -> String {
    let Some(called) = called else { return report.to_owned() };
    // What it is called stands for the word that says that it is an assessment.
    let rest = report.strip_prefix(say::assessment(lang)).unwrap_or(report);
    say::kind_of(lang, called, rest)
}

/// 草稿: the numbers of a session that is not final may still change.
fn mark(basis: &Basis<'_>) -> Option<String> {
    let open = basis.card.total.progress.open;
    match basis.session.head.state {
        State::Final => None,
        State::Draft if open == 0 => Some(say::draft(basis.lang).to_owned()),
        State::Draft if basis.has_points() => Some(say::draft_open(basis.lang, open)),
        State::Draft => Some(say::draft_open_tasks(basis.lang, open)),
    }
}

fn head(basis: &Basis<'_>) -> Vec<(String, String)> {
    let (lang, head) = (basis.lang, &basis.session.head);
    let date =
        head.date.map_or_else(|| say::blank_date(lang).to_owned(), |date| say::date(lang, date));
    let pairs = [
        (words::unit(lang), head.unit.clone()),
        (words::date(lang), date),
        (words::assessors(lang), head.assessors.join(lang.enumeration_comma())),
        (words::mode_word(lang), words::mode(lang, head.mode).to_owned()),
        (say::rubric(lang), basis.rubric.head.title.clone()),
    ];
    pairs.map(|(label, value)| (format!("{label}{}", say::colon(lang)), value)).to_vec()
}

/// Where the assessors and the unit sign.
pub(super) fn signature(lang: Lang) -> Vec<Vec<String>> {
    let mut lines =
        vec![vec![say::sign_members(lang).to_owned(), say::sign_leader(lang).to_owned()]];
    lines.extend(unit_signature(lang));
    lines
}

/// Where the office that assesses puts its seal.
pub(super) fn office_signature(lang: Lang) -> Vec<String> {
    [say::sign_office(lang), say::sign_seal(lang), say::sign_date(lang)].map(str::to_owned).to_vec()
}

fn unit_signature(lang: Lang) -> Vec<Vec<String>> {
    let words = [say::sign_unit(lang), say::sign_seal(lang), say::sign_date(lang)];
    vec![words.map(str::to_owned).to_vec()]
}

/// 注: the document's own notes.
pub(super) fn notes(basis: &Basis<'_>) -> Option<Notes> {
    let lines = basis.rubric.head.notes.clone();
    let heading = say::notes(basis.lang).to_owned();
    (!lines.is_empty()).then_some(Notes { heading, lines })
}

/// 罚款 of the whole, where the document has any.
pub(super) fn fines(basis: &Basis<'_>) -> Option<Cell> {
    let has_fines = basis.rubric.clauses().iter().any(|clause| clause.effect == Effect::Fine);
    has_fines.then(|| basis.number(basis.card.total.fines, Quantity::Fines))
}

/// What is recorded and is not counted, and why: a reader would look for it among the rest.
pub(super) fn uncounted(basis: &Basis<'_>) -> Option<Notes> {
    let lang = basis.lang;
    let told = score::uncounted(basis.rubric, basis.session, basis.card).into_iter();
    let told = told.filter(|told| !told.why.is_counted());
    let lines: Vec<String> = told.map(|told| words_of_uncounted::line(lang, &told)).collect();
    let heading = words_of_uncounted::heading(lang).to_owned();
    (!lines.is_empty()).then_some(Notes { heading, lines })
}

/// 口径: the readings about something that was found, left out or entered in a ledger.
pub(super) fn readings(basis: &Basis<'_>) -> Option<Notes> {
    let used = basis.rubric.head.readings.iter().filter(|reading| is_used(basis, reading));
    let line = |reading: &Reading| {
        let about = reading.about.join(basis.lang.enumeration_comma());
        say::reading(basis.lang, &about, &reading.says)
    };
    let lines: Vec<String> = used.map(line).collect();
    let heading = say::readings(basis.lang).to_owned();
    (!lines.is_empty()).then_some(Notes { heading, lines })
}

fn is_used(basis: &Basis<'_>, reading: &Reading) -> bool {
    reading.about.iter().any(|about| match basis.rubric.find(about) {
        Some(Subject::Clause(index)) => counts(basis.card.clauses[index.0].mark),
        Some(Subject::Indicator(index)) => counts(basis.card.indicators[index.0].mark),
        None => in_ledger(basis, about),
    })
}

fn counts(mark: Mark) -> bool {
    matches!(mark, Mark::Found | Mark::NotApplicable)
}

fn in_ledger(basis: &Basis<'_>, no: &str) -> bool {
    let ledgers = [Ledger::Bonus, Ledger::Veto, Ledger::Direct];
    ledgers.iter().flat_map(|ledger| basis.session.ledger(*ledger)).any(|row| row.clause == no)
}

/// The score and grade in words, 暂得分 before it is finalised: `得分 87.81 分（满分 100 分），等次：合格`.
pub(super) fn result_words(basis: &Basis<'_>) -> Vec<String> {
    let (lang, total) = (basis.lang, &basis.card.total);
    let mut words = Vec::new();
    let is_draft = basis.session.head.state == State::Draft;
    let of = if is_draft { say::provisional_of } else { say::score_of };
    let alone = if is_draft { say::provisional_alone } else { say::score_alone };
    match (total.score, total.points) {
        (Some(score), Some(points)) => {
            words.push(of(lang, &basis.show(score), &basis.show(points)));
        }
        (Some(score), None) => words.push(alone(lang, &basis.show(score))),
        (None, _) if total.nothing_applies => {
            words.push(whole_steps::nothing_applies(lang).to_owned());
        }
        (None, _) => words.push(total.completion.map_or_else(
            || say::no_task_applies(lang).to_owned(),
            |rate| {
                let percent = basis.show(rate.percent(basis.rubric.head.decimals));
                say::completion_of(lang, rate.done, rate.tasks, &percent)
            },
        )),
    }
    words.extend(outcome_words(basis));
    words.extend(fined_words(basis));
    words
}

/// Money beside the score; nothing where there is none.
pub(super) fn fined_words(basis: &Basis<'_>) -> Option<String> {
    let fines = basis.card.total.fines;
    (!fines.is_zero()).then(|| say::fined(basis.lang, &fines.to_string()))
}

/// The same within a sentence, with the vetoes that hold and what follows from them.
pub(super) fn result_with_vetoes(basis: &Basis<'_>) -> String {
    let result = result_words(basis).join(basis.lang.comma());
    let told = std::iter::once(result).chain(super::ledgers::vetoes_that_hold(basis));
    // The stop at the end is the sentence's own.
    let stop = say::full_stop(basis.lang);
    let told = told.map(|words| words.strip_suffix(stop).unwrap_or(&words).to_owned());
    told.collect::<Vec<_>>().join(basis.lang.semicolon())
}

/// What a veto and the bands of the rubric make of the score.
pub(super) fn outcome_words(basis: &Basis<'_>) -> Vec<String> {
    let (lang, total) = (basis.lang, &basis.card.total);
    let before = total.score_before_veto.filter(|before| Some(*before) != total.score);
    let mut words: Vec<String> = before
        .map(|before: Points| say::before_veto(lang, &basis.show(before)))
        .into_iter()
        .collect();
    words.extend(vetoes::grade(lang, total).map(|grade| say::grade(lang, &grade)));
    if let Some((to, result)) = basis.rubric.head.outward.as_ref().zip(total.outward) {
        let result = result.show(to.decimals);
        words.push(whole_steps::outward_words(lang, &to.name, &result, to.full));
    }
    if !total.flags.is_empty() {
        words.push(say::flags(lang, &total.flags.join(lang.enumeration_comma())));
    }
    words
}

/// Whether the rubric has a ledger of this kind at all.
pub(super) fn has_ledger(basis: &Basis<'_>, ledger: Ledger) -> bool {
    let rubric = basis.rubric;
    !basis.session.ledger(ledger).is_empty()
        || match ledger {
            Ledger::Bonus => rubric.clauses().iter().any(|clause| clause.home == Home::Bonus),
            Ledger::Direct => !rubric.direct.is_empty(),
            Ledger::Veto => !rubric.vetoes.is_empty(),
        }
}

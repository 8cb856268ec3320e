//! 考核反馈意见: the result, the main findings and what is asked, on one page.

use super::basis::Basis;
use super::frame::result_words;
use super::lost::{Found, found};
use super::{Notes, Report, frame, issues, ledgers, summary};
use crate::lang::{report as say, words};
use crate::session::{Entry, Finding};
use std::cmp::Reverse;

/// How many findings are told; the rest stand in the list of findings.
const MOST_FINDINGS: usize = 6;
/// How many characters of what was found are told; what is said whole may be a few more.
const LONGEST: usize = 100;

/// Fills the framed report.
pub(super) fn fill(basis: &Basis<'_>, mut report: Report) -> Report {
    let lang = basis.lang;
    let head = &basis.session.head;
    let called = basis.rubric.head.called().unwrap_or(say::assessment(lang));
    let mode = words::mode(lang, head.mode);
    report.paragraphs = vec![
        say::feedback_basis(lang, &basis.rubric.head.title, &head.unit, called, mode),
        say::feedback_result(lang).to_owned(),
        format!("{}{}", result_words(basis).join(lang.comma()), say::full_stop(lang)),
    ];
    report.paragraphs.extend(ledgers::vetoes_that_hold(basis));
    report.subheads = vec![1];
    report.tables = summary::tables(basis);
    // A letter tells what each part got.
    report.tables.truncate(1);
    report.notes = vec![
        Notes { heading: say::feedback_problems(lang).to_owned(), lines: findings(basis) },
        Notes {
            heading: say::feedback_demand(lang).to_owned(),
            lines: vec![say::feedback_demand_text(lang).to_owned()],
        },
    ];
    // The rubric stands in the first sentence.
    report.head.pop();
    report.signature.insert(1, frame::office_signature(lang));
    report
}

/// The findings that cost most, the first of equals first.
fn findings(basis: &Basis<'_>) -> Vec<String> {
    let mut all = found(basis);
    if all.is_empty() && basis.session.direct.is_empty() {
        return vec![say::feedback_no_problem(basis.lang).to_owned()];
    }
    if all.is_empty() {
        return ledgers::direct_lines(basis);
    }
    all.sort_by_key(|found| Reverse(found.lost));
    let listed = issues::count(basis);
    let told = all.iter().take(MOST_FINDINGS).enumerate();
    let mut lines: Vec<String> = told.map(|(place, found)| line(basis, place + 1, found)).collect();
    if listed > lines.len() {
        lines.push(say::feedback_more(basis.lang, listed));
    }
    lines
}

fn line(basis: &Basis<'_>, number: usize, found: &Found<'_>) -> String {
    let written = found.entry.map(|entry| written(basis, found, entry)).unwrap_or_default();
    let written = within(basis, &written);
    let standard = found.standard(basis).replace('\n', " ");
    let standard = whole_part(basis, standard.trim_end_matches(['。', '；', '.', ';']));
    // The words of a judged item say what it is about, not what was found.
    let judged = found.judged(basis);
    let words = match (&judged, written.is_empty()) {
        (_, true) => standard,
        (None, false) => written,
        (Some(_), false) => format!("{standard}{}{written}", basis.lang.semicolon()),
    };
    let state = judged.or_else(|| found.task_state(basis));
    let lost = found.lost.map(|lost| lost_words(basis, found, &basis.show(lost)));
    let parts: Vec<String> =
        [words].into_iter().chain(state).chain(lost).chain(found.fined(basis)).collect();
    let told = parts.join(basis.lang.comma());
    format!("{number}. {}{}{told}", found.id(basis), say::colon(basis.lang))
}

/// What was written about it; proof has its place in the lists.
fn written(basis: &Basis<'_>, found: &Found<'_>, entry: &Entry) -> Vec<String> {
    let findings = entry.findings.iter().map(|finding| Finding {
        evidence: Vec::new(),
        date: None,
        ..finding.clone()
    });
    let entry =
        Entry { findings: findings.collect(), evidence: Vec::new(), date: None, ..entry.clone() };
    let lines = basis.finding_lines(found.clause(), &entry).into_iter();
    lines.map(|line| line.replace('\n', " ")).collect()
}

/// As many of these as there is room for, each whole, and that there are more.
fn within(basis: &Basis<'_>, lines: &[String]) -> String {
    let mut length = 0;
    let fits = |line: &&String| {
        length += line.chars().count();
        length <= LONGEST
    };
    let told = lines.iter().take_while(fits).count().max(1).min(lines.len());
    let mut words: Vec<String> = lines[..told].iter().map(|line| whole_part(basis, line)).collect();
    words.extend((told < lines.len()).then(|| say::and_all(basis.lang, lines.len())));
    words.join(basis.lang.semicolon())
}

/// A text that would fill the page, to the end of a part of its sentence.
fn whole_part(basis: &Basis<'_>, line: &str) -> String {
    if line.chars().count() <= 2 * LONGEST {
        return line.to_owned();
    }
    let begins: String = line.chars().take(2 * LONGEST).collect();
    let part = begins.rfind(['。', '；', '，', '、', '.', ';', ',']).unwrap_or(begins.len());
    format!("{}{}", &begins[..part], say::see_the_list(basis.lang))
}

/// What it takes; where a limit lets less of it count, how much counts.
fn lost_words(basis: &Basis<'_>, found: &Found<'_>, lost: &str) -> String {
    let limits = found.clause().map(|clause| basis.limits_on(clause, found.item));
    let limits = limits.unwrap_or_default().join(basis.lang.semicolon());
    if limits.is_empty() {
        return say::lost(basis.lang, lost);
    }
    say::lost_before_limit(basis.lang, lost, &limits)
}

//! 考核反馈意见: the result, the main findings and what is asked, on one page.

use super::basis::Basis;
use super::frame::result_words;
use super::lost::{Found, found};
use super::{Notes, Report, ledgers, summary};
use crate::lang::{report as say, words};
use std::cmp::Reverse;

/// How many findings are told; the rest stand in the list of findings.
const MOST_FINDINGS: usize = 6;
/// How many characters of a finding are told.
const LONGEST: usize = 60;

/// Fills the framed report.
pub(super) fn fill(basis: &Basis<'_>, mut report: Report) -> Report {
    let lang = basis.lang;
    let head = &basis.session.head;
    let mode = words::mode(lang, head.mode);
    report.paragraphs = vec![
        say::feedback_basis(lang, &basis.rubric.head.title, &head.unit, mode),
        say::feedback_result(lang).to_owned(),
        format!("{}{}", result_words(basis).join(say::comma(lang)), say::full_stop(lang)),
    ];
    report.paragraphs.extend(ledgers::vetoes_that_hold(basis));
    report.subheads = vec![1];
    report.tables = vec![summary::table(basis)];
    report.notes = vec![
        Notes { heading: say::feedback_problems(lang).to_owned(), lines: findings(basis) },
        Notes {
            heading: say::feedback_demand(lang).to_owned(),
            lines: vec![say::feedback_demand_text(lang).to_owned()],
        },
    ];
    // The rubric stands in the first sentence.
    report.head.pop();
    report
}

/// The findings that cost most, the first of equals first.
fn findings(basis: &Basis<'_>) -> Vec<String> {
    let mut all = found(basis);
    if all.is_empty() {
        return vec![say::feedback_no_problem(basis.lang).to_owned()];
    }
    all.sort_by_key(|found| Reverse(found.lost));
    let more = all.len().saturating_sub(MOST_FINDINGS);
    let told = all.iter().take(MOST_FINDINGS).enumerate();
    let mut lines: Vec<String> = told.map(|(place, found)| line(basis, place + 1, found)).collect();
    if more > 0 {
        lines.push(say::feedback_more(basis.lang, more));
    }
    lines
}

fn line(basis: &Basis<'_>, number: usize, found: &Found<'_>) -> String {
    let written = found.entry.map(|entry| basis.finding_lines(found.clause(), entry));
    let written = written.unwrap_or_default().join(say::semicolon(basis.lang));
    // The words of a judged item say what it is about, not what was found.
    let judged = found.judged(basis);
    let words = match (&judged, written.is_empty()) {
        (_, true) => found.standard(basis),
        (None, false) => written,
        (Some(_), false) => {
            format!("{}{}{written}", found.standard(basis), say::semicolon(basis.lang))
        }
    };
    let words = words.replace('\n', " ");
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    let lost = found.lost.map(|lost| lost_words(basis, found, &basis.show(lost)));
    let parts: Vec<String> = [short].into_iter().chain(judged).chain(lost).collect();
    let told = parts.join(say::comma(basis.lang));
    format!("{number}. {}{}{told}", found.id(basis), say::colon(basis.lang))
}

/// What it takes; where a limit lets less of it count, how much counts.
fn lost_words(basis: &Basis<'_>, found: &Found<'_>, lost: &str) -> String {
    let limits = found.clause().map(|clause| basis.limits_on(clause, found.item));
    let limits = limits.unwrap_or_default().join(say::semicolon(basis.lang));
    if limits.is_empty() {
        return say::lost(basis.lang, lost);
    }
    say::lost_before_limit(basis.lang, lost, &limits)
}

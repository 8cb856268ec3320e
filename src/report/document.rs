//! The words of the document as its table prints them: numbers, titles, criteria.

use super::basis::Basis;
use crate::rubric::{Clause, ClauseIndex, Home, IndicatorIndex, Rubric, Subject};

/// A number with the mark that follows it in print: `一、`, `（一）`, `1.`, `1.1 `, `A. `.
pub(super) fn number(no: &str) -> String {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    if let Some(inner) = no.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return format!("（{inner}）");
    }
    match no {
        "" => String::new(),
        _ if no.chars().all(is_chinese) => format!("{no}、"),
        _ if no.chars().all(|c| c.is_ascii_digit()) => format!("{no}."),
        _ if no.contains('.') => format!("{no} "),
        _ => format!("{no}. "),
    }
}

/// The title of an indicator as it is printed: `一、组织领导（20分）`.
pub(super) fn heading(
    basis: &Basis<'_>,
    index: IndicatorIndex,
    numbered: bool,
    with_points: bool,
) -> String {
    let indicator = basis.rubric.indicator(index);
    let no = if numbered { number(&indicator.no) } else { String::new() };
    let lost = if indicator.title_lost { crate::lang::words::heading_lost(basis.lang) } else { "" };
    let points = indicator
        .points_of(&basis.session.head.tags)
        .filter(|_| with_points && !indicator.points_inferred)
        .map_or_else(String::new, |points| {
            crate::lang::report::points_in_print(basis.lang, &points.to_string())
        });
    format!("{no}{}{lost}{points}", indicator.title)
}

/// The criteria of an item: how it is examined, then the clauses, a line for each number.
pub(super) fn criteria(rubric: &Rubric, item: IndicatorIndex) -> String {
    let indicator = rubric.indicator(item);
    let mut lines: Vec<String> = indicator.method.clone().into_iter().collect();
    lines.extend(indicator.criteria.clone());
    lines.extend(sentences(rubric, &rubric.clauses_in(&indicator.members)));
    lines.join("\n")
}

/// The clauses in the order of the document, those of one number on one line.
pub(super) fn sentences(rubric: &Rubric, clauses: &[ClauseIndex]) -> Vec<String> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    for index in clauses {
        let clause = rubric.clause(*index);
        let of = printed_number(clause);
        match lines.last_mut().filter(|(known, _)| *known == of) {
            Some((_, line)) => {
                line.push_str(clause.continues.as_deref().unwrap_or("；"));
                line.push_str(&clause.text);
            }
            None => lines.push((of, format!("{}{}", number(of), clause.text))),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The number the document prints, without the letter of a part: `2` of `2b`, nothing of `a`.
fn printed_number(clause: &Clause) -> &str {
    clause.no.trim_end_matches(|c: char| c.is_ascii_lowercase())
}

/// 职责分工 of an item.
pub(super) fn duties(rubric: &Rubric, item: IndicatorIndex) -> String {
    let indicator = rubric.indicator(item);
    let of_clauses = rubric.clauses_in(&indicator.members).into_iter();
    let of_clauses = of_clauses.flat_map(|clause| &rubric.clause(clause).duties);
    let texts: Vec<&str> =
        indicator.duties.iter().chain(of_clauses).map(|duty| duty.text.as_str()).collect();
    texts.join("\n")
}

/// What stands before what in the document: an item before its clauses, and last of all what
/// stands under no item.
pub(super) fn place_of(rubric: &Rubric, id: &str) -> (bool, usize, Option<usize>) {
    let under = |item: IndicatorIndex, clause| (false, item.0, clause);
    match rubric.find(id) {
        Some(Subject::Indicator(index)) => under(index, None),
        Some(Subject::Clause(index)) => match rubric.clause(index).home {
            Home::Item(item) => under(item, Some(index.0)),
            Home::Bonus | Home::Direct => (true, 0, Some(index.0)),
        },
        None => (true, 1, None),
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_printed_as_documents_print_them() {
        let cases = [
            ("一", "一、"),
            ("(一)", "（一）"),
            ("1", "1."),
            ("1.1", "1.1 "),
            ("A1", "A1. "),
            ("", ""),
        ];
        for (no, printed) in cases {
            assert_eq!(number(no), printed);
        }
    }
}

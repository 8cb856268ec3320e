//! 问题清单及整改建议: every finding, what is done about it, by whom and until when.

use super::basis::Basis;
use super::document::heading;
use super::lost::{Found, found};
use super::summary::column;
use super::{Align, Cell, Quantity, Role, Row, Table, ledgers};
use crate::lang::{record, report as say, words};
use crate::rubric::{IndicatorIndex, Subject};
use crate::session::{Correction, Finding};

/// The table of findings.
pub(super) fn table(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 5, Align::Centre),
        column(say::project(lang), 16, Align::Left),
        column(say::problem(lang), 34, Align::Left),
        column(say::deducted(lang), 6, Align::Centre),
        column(say::measure(lang), 22, Align::Left),
        column(say::responsible(lang), 12, Align::Left),
        column(say::due(lang), 9, Align::Centre),
        column(say::state(lang), 8, Align::Centre),
    ];
    let mut table = Table { title: None, columns, rows: Vec::new() };
    let mut keys = Vec::new();
    for found in found(basis) {
        for problem in problems(basis, &found) {
            let number = table.rows.len() + 1;
            table.rows.push(row(basis, &found, &problem, number));
            keys.push(Some(found.subject));
        }
    }
    // What was deducted for several findings of one clause stands once.
    table.merge_down(1, &keys);
    table.merge_down(3, &keys);
    ledger_rows(basis, &mut table);
    if table.rows.is_empty() {
        let none = Cell::text(say::none(lang)).across(table.columns.len());
        table.rows.push(Row::new(Role::Entry, [none]));
    }
    table
}

/// One problem: its words and what is done about it.
struct Problem<'a> {
    words: String,
    correction: Option<&'a Correction>,
}

/// Each finding, or the entry where none is named.
fn problems<'a>(basis: &Basis<'_>, found: &Found<'a>) -> Vec<Problem<'a>> {
    let clause = found.clause().map(|clause| basis.rubric.clause(clause));
    let findings = found.entry.map_or(&[][..], |entry| &entry.findings);
    if findings.is_empty() {
        let words = alone(basis, found);
        let correction = found.entry.and_then(|entry| entry.correction.as_ref());
        return vec![Problem { words, correction }];
    }
    let problem = |finding: &'a Finding| {
        let told = Finding { correction: None, ..finding.clone() };
        let words = record::finding(basis.lang, clause, &told);
        Problem { words, correction: finding.correction.as_ref() }
    };
    findings.iter().map(problem).collect()
}

/// What was found, where no finding is named: the recorded value and the remark.
fn alone(basis: &Basis<'_>, found: &Found<'_>) -> String {
    let clause = found.clause().map(|clause| basis.rubric.clause(clause));
    let Some(entry) = found.entry else { return String::new() };
    let year = basis.rubric.head.year();
    let value = record::value(basis.lang, clause, year, &entry.value);
    let mut lines = vec![value];
    lines.extend(basis.finding_lines(found.clause(), entry));
    lines.join(say::comma(basis.lang))
}

fn row(basis: &Basis<'_>, found: &Found<'_>, problem: &Problem<'_>, number: usize) -> Row {
    let project = format!(
        "{}
{}",
        sections(basis, found.item),
        found.id(basis)
    );
    let quantity = match found.subject {
        Subject::Clause(index) => Quantity::ClauseLost(index),
        Subject::Indicator(index) => Quantity::Deducted(index),
    };
    let words = format!("{}\n{}", problem.words, found.standard(basis));
    let done = correction_cells(basis, problem.correction, found.departments(basis));
    let first = [
        Cell::text(number.to_string()),
        Cell::text(project),
        Cell::text(words).standing_for(Quantity::Words),
        basis.some_number(found.lost, quantity),
    ];
    let role = match found.subject {
        Subject::Clause(index) => Role::Clause(index),
        Subject::Indicator(index) => Role::Item(index),
    };
    Row::new(role, first.into_iter().chain(done))
}

/// What an item stands under; its own title where it stands under nothing.
fn sections(basis: &Basis<'_>, item: IndicatorIndex) -> String {
    let path = basis.path(item);
    let above = if path.len() > 1 { &path[..path.len() - 1] } else { &path[..] };
    let titles: Vec<String> =
        above.iter().map(|index| heading(basis, *index, true, false)).collect();
    titles.join("\n")
}

/// 整改建议, 责任单位, 时限, 状态.
fn correction_cells(
    basis: &Basis<'_>,
    correction: Option<&Correction>,
    departments: String,
) -> [Cell; 4] {
    let held = correction.cloned().unwrap_or_default();
    let unit = if held.unit.is_empty() { departments } else { held.unit };
    let proof = held.proof.join(say::list(basis.lang));
    let state = record::correction_state(basis.lang, held.state);
    let measure = [held.measure, proof];
    let measure: Vec<&str> =
        measure.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    [
        Cell::text(measure.join("\n")),
        Cell::text(unit),
        Cell::text(held.due.map(|due| due.to_string()).unwrap_or_default()),
        Cell::text(state),
    ]
}

/// Direct deductions and vetoes are problems too.
fn ledger_rows(basis: &Basis<'_>, table: &mut Table) {
    let direct = ledgers::direct_lines(basis).into_iter();
    let direct = direct.map(|line| (words::direct(basis.lang), line));
    let vetoes = ledgers::veto_lines(basis).into_iter();
    let vetoes = vetoes.map(|line| (words::veto(basis.lang), line));
    for (label, line) in direct.chain(vetoes) {
        let first = [
            Cell::text((table.rows.len() + 1).to_string()),
            Cell::text(label),
            Cell::text(line).standing_for(Quantity::Words),
            Cell::empty(),
        ];
        let done = correction_cells(basis, None, String::new());
        table.rows.push(Row::new(Role::Entry, first.into_iter().chain(done)));
    }
}

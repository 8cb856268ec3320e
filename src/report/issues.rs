//! 问题清单及整改建议: every finding, what is done about it, by whom and until when.

use super::basis::Basis;
use super::document::heading;
use super::lost::{Found, found, under};
use super::summary::column;
use super::{Align, Cell, Quantity, Role, Row, Table, deductions, ledgers};
use crate::lang::{Lang, record, report as say, words};
use crate::rubric::{Home, IndicatorIndex, Rubric, Subject};
use crate::session::{Correction, Entry, Finding, Value};

/// How many columns it has.
const COLUMNS: usize = 9;
/// Those whose cells reach over several findings.
const PROJECT: usize = 1;
const CLAUSE: usize = 2;
const DEDUCTED: usize = 4;

/// The table of findings.
pub(super) fn table(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 5, Align::Centre),
        column(say::project(lang), 13, Align::Left),
        column(say::clause(lang), 23, Align::Left),
        column(say::problem(lang), 25, Align::Left),
        column(say::deducted(lang), 9, Align::Centre),
        column(say::measure(lang), 18, Align::Left),
        column(say::responsible(lang), 11, Align::Left),
        column(say::due(lang), 9, Align::Centre),
        column(say::state(lang), 8, Align::Centre),
    ];
    let mut table = Table { title: None, columns, rows: Vec::new() };
    let (mut keys, mut above) = (Vec::new(), Vec::new());
    let mut number = 0;
    for item in (0..basis.rubric.indicators().len()).map(IndicatorIndex) {
        let all = under(basis, item);
        for found in &all {
            for problem in problems(basis, found) {
                number += 1;
                table.rows.push(row(basis, found, &problem, number));
                keys.push(Some(found.subject));
                above.push(section_of(basis, item));
            }
        }
        let limits = deductions::taken_back(basis, item, &all);
        table.rows.extend(limits.map(|limits| limit_row(basis, item, limits)));
        keys.resize(table.rows.len(), None);
        above.resize(table.rows.len(), None);
    }
    // A clause and what was deducted for all its findings stand once.
    table.merge_down(PROJECT, &above);
    table.merge_down(CLAUSE, &keys);
    table.merge_down(DEDUCTED, &keys);
    sums(basis, &mut table);
    ledger_rows(basis, &mut table, &mut number);
    corrected_rows(basis, &mut table, &mut number);
    earlier_rows(basis, &mut table, &mut number);
    if table.rows.is_empty() {
        let none = Cell::text(say::none(lang)).across(table.columns.len());
        table.rows.push(Row::new(Role::Entry, [none]));
    }
    table
}

/// How many problems it lists.
pub(super) fn count(basis: &Basis<'_>) -> usize {
    let found = found(basis);
    let in_findings = |found: &Found<'_>| match found.entry {
        Some(entry) if !entry.findings.is_empty() => {
            entry.findings.len() + usize::from(entry.correction.is_some())
        }
        _ => 1,
    };
    let listed: usize = found.iter().map(in_findings).sum();
    let vetoes = basis.card.vetoes.iter().filter(|veto| veto.holds).count();
    let left = left_of(basis, &found).map(|(_, entry)| entry);
    let earlier = basis.session.waiting().map(|(_, entry)| entry);
    let open: usize = left.chain(earlier).map(|entry| entry.unfinished().count()).sum();
    listed + basis.session.direct.len() + vetoes + open
}

/// What limits of an item took back, so that the column adds up.
fn limit_row(basis: &Basis<'_>, item: IndicatorIndex, [words, back]: [Cell; 2]) -> Row {
    let [project, label] = [sections(basis, item), say::limits(basis.lang).to_owned()];
    let mut cells = vec![Cell::empty(), Cell::text(project), Cell::text(label), words, back];
    cells.resize(COLUMNS, Cell::empty());
    Row::new(Role::Item(item), cells)
}

/// 合计, behind what is taken back above the items.
fn sums(basis: &Basis<'_>, table: &mut Table) {
    if table.rows.is_empty() || !basis.has_points() {
        return;
    }
    let row = |label: &str, amount: Cell| {
        let mut cells = vec![Cell::text(label).across(DEDUCTED), amount];
        cells.resize(COLUMNS - DEDUCTED + 1, Cell::empty());
        Row::new(Role::Sum, cells)
    };
    let above = deductions::above_items(basis);
    table.rows.extend(above.map(|back| row(say::above_items(basis.lang), back)));
    let deducted = basis.number(basis.card.total.deducted, Quantity::TotalDeducted);
    table.rows.push(row(say::sum(basis.lang), deducted));
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
    // What is done about all of it together has a row of its own.
    let own = found.entry.and_then(|entry| Some((entry, entry.correction.as_ref()?)));
    let own = own.map(|(entry, correction)| Problem {
        words: entry.remark.clone(),
        correction: Some(correction),
    });
    findings.iter().map(problem).chain(own).collect()
}

/// What was found, where no finding is named: the recorded value and the remark.
fn alone(basis: &Basis<'_>, found: &Found<'_>) -> String {
    let clause = found.clause().map(|clause| basis.rubric.clause(clause));
    let Some(entry) = found.entry else { return String::new() };
    let year = basis.rubric.head.year();
    let value = found
        .judged(basis)
        .unwrap_or_else(|| record::value(basis.lang, clause, year, &entry.value));
    let mut lines = vec![value];
    lines.extend(basis.finding_lines(found.clause(), entry));
    lines.join(basis.lang.comma())
}

fn row(basis: &Basis<'_>, found: &Found<'_>, problem: &Problem<'_>, number: usize) -> Row {
    let quantity = match found.subject {
        Subject::Clause(index) => Quantity::ClauseLost(index),
        Subject::Indicator(index) => Quantity::Deducted(index),
    };
    let clause = format!("{}\n{}", found.id(basis), found.standard(basis));
    let mut words = vec![problem.words.clone()];
    words.extend(found.fined(basis));
    words.retain(|words| !words.is_empty());
    let done = correction_cells(basis, problem.correction, found.departments(basis));
    let first = [
        Cell::text(number.to_string()),
        Cell::text(sections(basis, found.item)),
        Cell::text(clause),
        Cell::text(words.join(basis.lang.comma())).standing_for(Quantity::Words),
        basis.some_number(found.lost, quantity),
    ];
    let role = match found.subject {
        Subject::Clause(index) => Role::Clause(index),
        Subject::Indicator(index) => Role::Item(index),
    };
    Row::new(role, first.into_iter().chain(done))
}

/// The last of what an item stands under; itself where it stands under nothing.
fn section_of(basis: &Basis<'_>, item: IndicatorIndex) -> Option<IndicatorIndex> {
    let path = basis.path(item);
    path.iter().rev().nth(1).or(path.last()).copied()
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
    let proof = held.proof.join(basis.lang.enumeration_comma());
    // Where nothing is entered it is written in by hand.
    let state = correction.map(|held| record::correction_state(basis.lang, held.state));
    let measure = [held.measure, proof];
    let measure: Vec<&str> =
        measure.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    [
        Cell::text(measure.join("\n")),
        Cell::text(unit),
        Cell::text(held.due.map(|due| due.to_string()).unwrap_or_default()),
        Cell::text(state.unwrap_or_default()),
    ]
}

/// Direct deductions and vetoes that hold are problems too.
fn ledger_rows(basis: &Basis<'_>, table: &mut Table, number: &mut usize) {
    let direct = ledgers::direct_lines(basis).into_iter();
    let direct = direct.map(|line| (words::direct(basis.lang).to_owned(), line));
    let vetoes = ledgers::vetoes_that_hold_as_lines(basis).into_iter();
    for (label, line) in direct.chain(vetoes) {
        *number += 1;
        let first = [
            Cell::text(number.to_string()),
            Cell::text(label),
            Cell::empty(),
            Cell::text(line).standing_for(Quantity::Words),
            Cell::empty(),
        ];
        let done = correction_cells(basis, None, String::new());
        table.rows.push(Row::new(Role::Entry, first.into_iter().chain(done)));
    }
}

/// What is still to be corrected where nothing was found this time.
fn corrected_rows(basis: &Basis<'_>, table: &mut Table, number: &mut usize) {
    for (id, entry) in left_of(basis, &found(basis)) {
        let above = project_of(basis, id);
        left_rows(basis, table, number, (&above, id, entry));
    }
}

/// The records of everything under which nothing was found.
fn left_of<'a>(
    basis: &Basis<'a>,
    found: &[Found<'_>],
) -> impl Iterator<Item = (&'a str, &'a Entry)> + use<'a> {
    let found: Vec<String> = found.iter().map(|found| found.id(basis).to_owned()).collect();
    let entries = basis.session.entries.iter();
    entries
        .map(|(id, entry)| (id.as_str(), entry))
        .filter(move |(id, _)| !found.iter().any(|found| found == id))
}

/// What the last assessment left to be corrected and nobody has looked at yet.
fn earlier_rows(basis: &Basis<'_>, table: &mut Table, number: &mut usize) {
    for (id, entry) in basis.session.waiting() {
        left_rows(basis, table, number, (say::last_time(basis.lang), id, entry));
    }
}

/// A row for each correction of a record that is not closed.
fn left_rows(
    basis: &Basis<'_>,
    table: &mut Table,
    number: &mut usize,
    (project, id, entry): (&str, &str, &Entry),
) {
    let standard = standard_of(basis.rubric, id);
    let standard = standard.map_or_else(|| id.to_owned(), |words| format!("{id}\n{words}"));
    for (words, correction) in left(basis.lang, basis.rubric, id, entry) {
        *number += 1;
        let first = [
            Cell::text(number.to_string()),
            Cell::text(project),
            Cell::text(standard.clone()),
            Cell::text(words),
            Cell::empty(),
        ];
        let done = correction_cells(basis, Some(correction), String::new());
        table.rows.push(Row::new(Role::Entry, first.into_iter().chain(done)));
    }
}

/// What an id stands under; nothing where the rubric does not have it.
fn project_of(basis: &Basis<'_>, id: &str) -> String {
    let item = match basis.rubric.find(id) {
        Some(Subject::Clause(index)) => match basis.rubric.clause(index).home {
            Home::Item(item) => Some(item),
            Home::Bonus | Home::Direct => None,
        },
        Some(Subject::Indicator(index)) => Some(index),
        None => None,
    };
    item.map(|item| sections(basis, item)).unwrap_or_default()
}

/// The words of a clause or an item; nothing where the rubric does not have it.
pub(super) fn standard_of(rubric: &Rubric, id: &str) -> Option<String> {
    Some(match rubric.find(id)? {
        Subject::Clause(index) => words::sentence(rubric, index),
        Subject::Indicator(index) => rubric.indicator(index).title.clone(),
    })
}

/// The corrections of a record that are not closed, each with what was found.
pub(super) fn left<'a>(
    lang: Lang,
    rubric: &Rubric,
    id: &str,
    entry: &'a Entry,
) -> Vec<(String, &'a Correction)> {
    let clause = match rubric.find(id) {
        Some(Subject::Clause(index)) => Some(rubric.clause(index)),
        Some(Subject::Indicator(_)) | None => None,
    };
    let year = rubric.head.year();
    let said = match (&entry.value, entry.remark.is_empty()) {
        (_, false) => entry.remark.clone(),
        (Value::Open, true) => String::new(),
        (value, true) => record::value(lang, clause, year, value),
    };
    let own = entry.correction.iter().map(|held| (said.clone(), held));
    let of_findings = entry.findings.iter().filter_map(|finding| {
        let said = Finding { correction: None, ..finding.clone() };
        let held = finding.correction.as_ref()?;
        Some((record::finding(lang, clause, &said), held))
    });
    own.chain(of_findings).filter(|(_, held)| !held.is_closed()).collect()
}

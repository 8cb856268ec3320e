//! 加分项及否决项: the lists beside the tree, as tables and as lines.

use super::basis::Basis;
use super::frame::has_ledger;
use super::summary::column;
use super::{Align, Cell, Quantity, Role, Row, Table};
use crate::lang::{applies, awards, cli, record, report as say, vetoes, words};
use crate::rubric::{Home, Veto};
use crate::session::{Ledger, LedgerRow};

/// A table for each ledger the rubric has.
pub(super) fn tables(basis: &Basis<'_>) -> Vec<Table> {
    let mut tables = Vec::new();
    if has_ledger(basis, Ledger::Bonus) {
        tables.push(bonus(basis));
    }
    if has_ledger(basis, Ledger::Direct) {
        tables.push(direct(basis));
    }
    if has_ledger(basis, Ledger::Veto) {
        tables.push(vetoes(basis));
    }
    tables
}

/// Each award on a line: `4a 省级表彰 报 3，计 2（超过单次上限）`.
pub(super) fn bonus_lines(basis: &Basis<'_>) -> Vec<String> {
    let both = basis.session.bonus.iter().zip(&basis.card.bonus.awards);
    let line = |(row, award): (&LedgerRow, &crate::score::AwardScore)| {
        let counts = if basis.rubric.is_case(&row.clause) {
            words::case_holds(basis.lang).to_owned()
        } else if award.losses.is_empty() {
            cli::award(basis.lang, &basis.show(award.counted))
        } else {
            let why = awards::losses(basis.lang, &award.losses, basis.rubric.head.decimals);
            let (claimed, counted) = (basis.show(award.claimed), basis.show(award.counted));
            cli::award_lost(basis.lang, &claimed, &counted, &why)
        };
        joined(&[&row.clause, &record::row(row), &counts])
    };
    both.map(line).collect()
}

/// Each direct deduction on a line.
pub(super) fn direct_lines(basis: &Basis<'_>) -> Vec<String> {
    let both = basis.session.direct.iter().zip(&basis.card.direct.rows).enumerate();
    let line = |(place, (row, step)): (usize, (&LedgerRow, &crate::score::Step))| {
        let clause = basis.rubric.find_ledger_clause(Home::Direct, &row.clause);
        let wording = basis.wording();
        let wording =
            clause.map_or(wording, |clause| wording.of_clause(basis.rubric.clause(clause)));
        let words = awards::deduction(wording, step, basis.card.direct.taken.get(place));
        joined(&[&row.clause, &noted(row), &words])
    };
    both.map(line).collect()
}

/// Each veto that holds: its number, its words, what follows.
pub(super) fn vetoes_that_hold(basis: &Basis<'_>) -> Vec<String> {
    let both = basis.rubric.vetoes.iter().zip(&basis.card.vetoes);
    let held = both.filter(|(_, result)| result.holds);
    let line = |(veto, _): (&Veto, &crate::score::VetoScore)| {
        let text = veto.text.trim_end_matches(['。', '；', '.', ';']);
        let effect = vetoes::effect(basis.lang, basis.rubric, veto);
        say::veto_holds(basis.lang, vetoes::called(basis.lang, veto), &veto.no, text, &effect)
    };
    held.map(line).collect()
}

/// Each veto that was recorded, on a line, and how many it lacks where it does not hold.
pub(super) fn veto_lines(basis: &Basis<'_>) -> Vec<String> {
    veto_lines_where(basis, |result| result.count > 0)
}

/// The same of those that hold, each with what it is called.
pub(super) fn vetoes_that_hold_as_lines(basis: &Basis<'_>) -> Vec<(String, String)> {
    let both = basis.rubric.vetoes.iter().zip(&basis.card.vetoes);
    let held = both.filter(|(_, result)| result.holds);
    let called = held.map(|(veto, _)| vetoes::called(basis.lang, veto).to_owned());
    called.zip(veto_lines_where(basis, |result| result.holds)).collect()
}

fn veto_lines_where(
    basis: &Basis<'_>,
    is_asked: impl Fn(&crate::score::VetoScore) -> bool,
) -> Vec<String> {
    let both = basis.rubric.vetoes.iter().zip(&basis.card.vetoes);
    let asked = both.filter(|(_, result)| is_asked(result));
    let line = |(veto, result): (&Veto, &crate::score::VetoScore)| {
        let remarks = remarks_of(basis, veto);
        let times = |count| say::times(basis.lang, count, &veto.unit);
        let recorded = times(result.count);
        if result.holds {
            let effect = vetoes::effect(basis.lang, basis.rubric, veto);
            return joined(&[&veto.no, &recorded, &remarks, &effect]);
        }
        if result.other_units {
            let others = applies::left_out(basis.lang, &veto.applies);
            return joined(&[&veto.no, &recorded, &remarks, &others]);
        }
        let lacks = say::below_what_vetoes(basis.lang, &recorded, &times(veto.at_least));
        joined(&[&veto.no, &remarks, &lacks])
    };
    asked.map(line).collect()
}

fn remarks_of(basis: &Basis<'_>, veto: &Veto) -> String {
    let rows = basis.session.vetoes.iter().filter(|row| row.clause == veto.no);
    let lines: Vec<String> = rows.map(noted).filter(|words| !words.is_empty()).collect();
    lines.join(basis.lang.semicolon())
}

/// What is noted of a row beside how often it counts.
fn noted(row: &LedgerRow) -> String {
    record::row(&LedgerRow { count: 1, ..row.clone() })
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

/// The number and the words of a clause of a ledger.
fn clause_words(basis: &Basis<'_>, home: Home, no: &str) -> String {
    let clause = basis.rubric.find_ledger_clause(home, no);
    let words = clause.map(|clause| words::sentence(basis.rubric, clause)).unwrap_or_default();
    joined(&[no, &words])
}

fn bonus(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 5, Align::Centre),
        column(say::clause(lang), 28, Align::Left),
        column(say::matter(lang), 18, Align::Left),
        column(say::level_of_award(lang), 7, Align::Centre),
        column(say::document(lang), 14, Align::Left),
        column(say::claimed(lang), 7, Align::Centre),
        column(say::counted(lang), 7, Align::Centre),
        column(say::remarks(lang), 16, Align::Left),
    ];
    let mut rows = Vec::new();
    for (place, (row, award)) in
        basis.session.bonus.iter().zip(&basis.card.bonus.awards).enumerate()
    {
        let is_case = basis.rubric.is_case(&row.clause);
        let number = |points, quantity| {
            if is_case { Cell::empty() } else { basis.number(points, quantity) }
        };
        let why = awards::losses(lang, &award.losses, basis.rubric.head.decimals);
        let date = row.date.map(|date| date.to_string()).unwrap_or_default();
        let proof = row.evidence.join(lang.enumeration_comma());
        let remarks = [why.as_str(), &row.remark, &proof, &date];
        let remarks: Vec<&str> = remarks.into_iter().filter(|part| !part.is_empty()).collect();
        rows.push(Row::new(
            Role::Entry,
            [
                Cell::text((place + 1).to_string()),
                Cell::text(clause_words(basis, Home::Bonus, &row.clause)),
                Cell::text(joined(&[&row.matter, &row.subject])),
                Cell::text(row.level.clone()),
                Cell::text(row.document.clone()),
                number(award.claimed, Quantity::AwardClaimed(place)),
                number(award.counted, Quantity::AwardCounted(place)),
                Cell::text(remarks.join("\n")).standing_for(Quantity::Words),
            ],
        ));
    }
    if rows.is_empty() {
        rows.push(nothing(basis, columns.len()));
    }
    if basis.has_points() {
        rows.push(Row::new(
            Role::Sum,
            [
                Cell::text(say::sum(lang)).across(5),
                basis.number(basis.card.bonus.claimed(), Quantity::BonusClaimed),
                basis.number(basis.card.bonus.amount, Quantity::Bonus),
                Cell::empty(),
            ],
        ));
    }
    Table { title: Some(words::bonus_item(lang).to_owned()), columns, rows }
}

fn nothing(basis: &Basis<'_>, columns: usize) -> Row {
    Row::new(Role::Entry, [Cell::text(say::none(basis.lang)).across(columns)])
}

fn direct(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 5, Align::Centre),
        column(say::clause(lang), 34, Align::Left),
        column(say::remarks(lang), 38, Align::Left),
        column(say::deducted(lang), 10, Align::Centre),
    ];
    let mut rows = Vec::new();
    let steps = basis.card.direct.rows.iter().zip(&basis.card.direct.taken);
    for (place, (row, (step, taken))) in basis.session.direct.iter().zip(steps).enumerate() {
        let why = awards::losses(lang, &taken.losses, basis.rubric.head.decimals);
        let words = [why, record::row(row)].into_iter().filter(|words| !words.is_empty());
        let words: Vec<String> = words.collect();
        rows.push(Row::new(
            Role::Entry,
            [
                Cell::text((place + 1).to_string()),
                Cell::text(clause_words(basis, Home::Direct, &row.clause)),
                Cell::text(words.join("\n")).standing_for(Quantity::Words),
                basis.some_number(step.result().map(|_| taken.counted), Quantity::DirectRow(place)),
            ],
        ));
    }
    if rows.is_empty() {
        rows.push(nothing(basis, columns.len()));
    }
    rows.push(Row::new(
        Role::Sum,
        [
            Cell::text(say::sum(lang)).across(3),
            basis.number(basis.card.direct.amount, Quantity::Direct),
        ],
    ));
    Table { title: Some(words::direct(lang).to_owned()), columns, rows }
}

fn vetoes(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 6, Align::Centre),
        column(say::condition(lang), 36, Align::Left),
        column(say::recorded(lang), 22, Align::Left),
        column(say::holds(lang), 8, Align::Centre),
        column(say::consequence(lang), 20, Align::Left),
    ];
    let both = basis.rubric.vetoes.iter().zip(&basis.card.vetoes).enumerate();
    let rows = both.map(|(place, (veto, result))| {
        let count = say::times(lang, result.count, &veto.unit);
        let recorded = joined(&[&count, &remarks_of(basis, veto)]);
        let count = basis.number(result.count.into(), Quantity::VetoCount(place));
        let holds = if result.holds { say::yes(lang) } else { say::no(lang) };
        Row::new(
            Role::Entry,
            [
                Cell::text(veto.no.clone()),
                Cell::text(veto.text.clone()),
                Cell { text: recorded, ..count },
                Cell::text(holds).standing_for(Quantity::VetoHolds(place)),
                Cell::text(vetoes::effect(lang, basis.rubric, veto)),
            ],
        )
    });
    let rows: Vec<Row> = rows.collect();
    Table { title: Some(words::veto_item(lang).to_owned()), columns, rows }
}

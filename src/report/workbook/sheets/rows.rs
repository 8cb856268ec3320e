//! 情形 and the sheets of the ledgers: one row each.

use super::{level_names, matters, number_rule};
use crate::lang::{Lang, words, workbook as say};
use crate::points::{Limit, Points};
use crate::report::workbook::book::{Allowed, Content, Entering, Role, Seen, Sheet, Style};
use crate::report::workbook::calculation::Column;
use crate::report::workbook::cover::{day, words_of};
use crate::report::workbook::formula::{
    At, Compare, Formula, Span, compare, count, flag, is_number, is_some, nothing, times, when,
};
use crate::report::workbook::lists::{self, List, level};
use crate::report::workbook::plan::{CALCULATION_FIRST_ROW, Part, Plan, correction, finding, row};
use crate::report::workbook::show::{holdable, lines_of};
use crate::report::workbook::{corrections, heights};
use crate::rubric::Amount;
use crate::session::{Finding, Ledger, LedgerRow, Session};

/// A finding of an entry, and its number among those of an entry that is carried.
pub struct FindingRow<'a> {
    /// The id of the clause or item.
    pub id: &'a str,
    /// The finding.
    pub finding: &'a Finding,
    /// Its number from 1, where the entry is carried.
    pub key: Option<u32>,
}

/// 情形.
#[must_use]
pub fn findings(plan: &Plan<'_>, lang: Lang, rows: &[FindingRow<'_>], is_protected: bool) -> Sheet {
    let mut sheet = Sheet::named(say::sheet_findings(lang));
    sheet.protected = is_protected;
    sheet.landscape = true;
    let hint = Style { role: Role::Hint, ..Style::default() };
    sheet.text(0, 0, say::findings_note(lang), hint);
    sheet.merged.push((0, 0, 0, LAST_OF_FINDING));
    let heads = [
        say::column_id(lang),
        say::column_count(lang),
        words::subject(lang),
        words::share(lang),
        if has_levels(plan) { say::column_amount_or_level(lang) } else { say::column_amount(lang) },
        words::remark(lang),
        words::evidence(lang),
        words::date(lang),
    ];
    for (column, head) in (0..).zip(heads.into_iter().chain(corrections::heads(lang))) {
        sheet.text(finding::FIRST_ROW - 1, column, head, Style::framed(Role::Head));
    }
    let widths = [16, 6, 22, 9, 9, 32, 20, 12].into_iter().chain(corrections::WIDTHS);
    sheet.widths = (0..).zip(widths).collect();
    sheet.hidden_columns = (finding::KEY..=finding::CHOSEN).collect();
    sheet.heading = Some((finding::FIRST_ROW - 1, finding::FIRST_ROW - 1));
    let all = plan.all_findings(finding::ID);
    for (place, at) in all.cells().enumerate() {
        finding_row(&mut sheet, (plan, lang), at.row, rows.get(place));
    }
    full(&mut sheet, lang, all.last_row + 1, LAST_OF_FINDING);
    let choose = say::rule_choose(lang);
    let clauses = Allowed::OneOf(lists::cells(plan, List::Clauses));
    sheet.rules.push(Entering::new(all, clauses, choose));
    common_rules(
        &mut sheet,
        lang,
        |column| plan.all_findings(column),
        [finding::COUNT, finding::SHARE, finding::DATE],
    );
    if has_levels(plan) {
        // Names stand there too.
        let clauses = plan.clauses().map(|index| &plan.rubric.clause(index).amount);
        let longest = heights::longest(clauses.flat_map(level_names));
        let places = all.cells().map(|at| (at.row, finding::AMOUNT));
        sheet.choices.extend(places.map(|place| (place, longest.clone())));
    } else {
        sheet.rules.push(number_rule(lang, plan.all_findings(finding::AMOUNT)));
    }
    let of_corrections = |column| plan.all_findings(finding::CORRECTION + column);
    sheet.rules.extend(corrections::rules(plan, lang, of_corrections));
    let last = finding::FIRST_ROW + u32::try_from(rows.len()).unwrap_or_default() + 20;
    sheet.print_area = Some((last.min(all.last_row), LAST_OF_FINDING));
    sheet
}

/// The row behind the last that is counted: where to go on.
fn full(sheet: &mut Sheet, lang: Lang, at: u32, last_column: u16) {
    let style = Style { role: Role::Hint, ..Style::default() };
    sheet.text(at, 0, say::full_note(lang), style);
    sheet.merged.push((at, at, 0, last_column));
}

/// What counts, shares and days may be.
fn common_rules(
    sheet: &mut Sheet,
    lang: Lang,
    cells: impl Fn(u16) -> Span,
    [counts, shares, days]: [u16; 3],
) {
    let rules = [
        (counts, Allowed::Count(1), say::rule_count(lang)),
        (shares, Allowed::Between(Points::ZERO, Points::HUNDRED), say::rule_number(lang)),
        (days, Allowed::Day, say::rule_day(lang)),
    ];
    for (column, allowed, says) in rules {
        sheet.rules.push(Entering::new(cells(column), allowed, says));
    }
}

/// The last column of 情形 that people fill in.
pub const LAST_OF_FINDING: u16 = finding::CORRECTION + correction::COLUMNS - 1;

fn finding_row(
    sheet: &mut Sheet,
    (plan, lang): (&Plan<'_>, Lang),
    row: u32,
    held: Option<&FindingRow<'_>>,
) {
    let words = Style::framed(Role::Input).as_text();
    let number = Style::framed(Role::Input).centred();
    let cells = match held {
        Some(FindingRow { id, finding, .. }) => [
            words_of(id),
            Content::Number(finding.count.into()),
            words_of(&finding.subject),
            Content::some(finding.share.map(holdable)),
            match finding.amount {
                Some(amount) => Content::Number(holdable(amount)),
                None => words_of(&finding.level),
            },
            words_of(&finding.remark),
            words_of(&lines_of(&finding.evidence)),
            day(finding.date),
        ],
        None => Default::default(),
    };
    let numbers = [finding::COUNT, finding::SHARE, finding::AMOUNT];
    for (column, content) in (0..).zip(cells) {
        let style = match column {
            finding::DATE => Style::framed(Role::InputDate),
            column if numbers.contains(&column) => number,
            _ => words,
        };
        sheet.put(row, column, content, style);
    }
    let correction = held.and_then(|held| held.finding.correction.as_ref());
    corrections::put(sheet, lang, (row, finding::CORRECTION), correction);
    let key = Content::some(held.and_then(|held| held.key).map(Points::from));
    sheet.put(row, finding::KEY, key, Style::default());
    let at = |column| plan.at(Part::Findings, row, column);
    let of = |column| Formula::Cell(at(column));
    let lines = |column: Column| {
        let first = plan.at(Part::Calculation, CALCULATION_FIRST_ROW, column as u16);
        Span { first, last_row: plan.after_lines().saturating_sub(1) }
    };
    let place =
        Formula::ValueOfText(lines(Column::Id), Box::new(of(finding::ID)), lines(Column::Place));
    let found = || compare(of(finding::PLACE), Compare::Above, count(0));
    let or_one = |column| when(is_number(of(column)), of(column), count(1));
    let of_found = |formula| when(found(), formula, count(0));
    let mut formulas = vec![
        (finding::PLACE, when(Formula::IsEmpty(at(finding::ID)), count(0), place)),
        (finding::TIMES, of_found(or_one(finding::COUNT))),
        (finding::SHARED, of_found(flag(is_number(of(finding::SHARE))))),
        (finding::FACTOR, of_found(or_one(finding::SHARE))),
        (finding::WEIGHT, times(of(finding::TIMES), of(finding::FACTOR))),
    ];
    let mut amount_chosen = None;
    if has_ranges(plan) || has_levels(plan) {
        let limit = |column: Column| Formula::Pick(lines(column), Box::new(of(finding::PLACE)));
        let amount = || of(finding::AMOUNT);
        let chosen = when(is_number(amount()), amount(), limit(Column::Chosen));
        let level = level_of(plan, (at(finding::AMOUNT), at(finding::PLACE)));
        let chosen = match level {
            Some((has_levels, level)) => {
                let own = Formula::IsEmpty(at(finding::AMOUNT));
                let chosen = when(has_levels, when(own, limit(Column::Chosen), level), chosen);
                formulas.push((finding::CHOSEN, of_found(chosen)));
                of(finding::CHOSEN)
            }
            None => chosen,
        };
        let fits = Formula::All(vec![
            compare(chosen.clone(), Compare::AtLeast, limit(Column::From)),
            compare(chosen.clone(), Compare::AtMost, limit(Column::To)),
        ]);
        amount_chosen = Some(chosen.clone());
        let known = is_number(chosen.clone());
        let unfit = when(known.clone(), when(fits, count(0), count(1)), count(1));
        let once = when(known, times(chosen, of(finding::FACTOR)), count(0));
        formulas.push((finding::UNFIT, of_found(unfit)));
        formulas.push((finding::ONCE, of_found(once)));
        formulas.push((finding::EACH, times(of(finding::ONCE), of(finding::TIMES))));
    }
    matters::of_finding(plan, row, amount_chosen.as_ref(), &mut formulas);
    for (column, formula) in formulas {
        let style = Style { role: Role::Result, ..Style::default() };
        sheet.put(row, column, Content::Formula(formula), style);
    }
}

/// Whether the clause of a finding has levels, and the points of the one that was chosen for it.
fn level_of(plan: &Plan<'_>, (chosen, place): (At, At)) -> Option<(Formula, Formula)> {
    let column = |column| lists::finding_levels(plan, column);
    let (clauses, names) = (column(level::CLAUSE)?, column(level::NAME)?);
    let place = || Box::new(Formula::Cell(place));
    let has_levels = is_some(Formula::CountWhere(clauses, place()));
    let value = |of| {
        Formula::ValueOfTextWhere(names, Box::new(Formula::Cell(chosen)), clauses, place(), of)
    };
    let (one, points) = (column(level::ONE)?, column(level::POINTS)?);
    Some((has_levels, when(is_some(value(one)), value(points), nothing())))
}

/// Whether a clause of an item has levels.
fn has_levels(plan: &Plan<'_>) -> bool {
    lists::finding_levels(plan, 0).is_some()
}

/// Whether a clause of an item has an amount to choose from a range.
fn has_ranges(plan: &Plan<'_>) -> bool {
    plan.clauses().any(|index| matches!(plan.rubric.clause(index).amount, Amount::Range { .. }))
}

/// The sheet of a ledger, its rows without their formulas.
#[must_use]
pub fn ledger(
    plan: &Plan<'_>,
    lang: Lang,
    session: &Session,
    (ledger, keyed): (Ledger, bool),
    is_protected: bool,
) -> Sheet {
    let part = Part::of(ledger);
    let mut sheet = Sheet::named(say::sheet(lang, part));
    sheet.protected = is_protected;
    sheet.landscape = true;
    if plan.ledger_numbers(ledger).is_empty() {
        sheet.seen = Seen::Hidden;
        return sheet;
    }
    let hint = Style { role: Role::Hint, ..Style::default() };
    sheet.text(0, 0, say::ledger_note(lang), hint);
    sheet.merged.push((0, 0, 0, row::RESULT));
    for (column, head) in (0..).zip(say::ledger_columns(lang, ledger)) {
        sheet.text(row::FIRST_ROW - 1, column, head, Style::framed(Role::Head));
    }
    sheet.widths = (0..).zip([12, 7, 9, 10, 12, 20, 20, 20, 28, 22, 12, 9]).collect();
    sheet.hidden_columns = unused_columns(ledger);
    sheet.heading = Some((row::FIRST_ROW - 1, row::FIRST_ROW - 1));
    let rows = session.ledger(ledger);
    let all = plan.all_rows(ledger, row::ID);
    for (place, at) in all.cells().enumerate() {
        ledger_row(&mut sheet, at.row, rows.get(place), keyed.then_some(place));
    }
    full(&mut sheet, lang, all.last_row + 1, row::RESULT);
    let clauses = plan.ledger_clauses(ledger);
    let names = clauses.iter().flat_map(|(_, clause)| level_names(&clause.amount));
    let longest = heights::longest(names);
    let places = all.cells().map(|at| (at.row, row::LEVEL));
    sheet.choices.extend(places.map(|place| (place, longest.clone())));
    let says = say::rule_choose(lang);
    let numbers = Allowed::OneOf(lists::cells(plan, List::Numbers(ledger)));
    sheet.rules.push(Entering::new(all, numbers, says));
    common_rules(
        &mut sheet,
        lang,
        |column| plan.all_rows(ledger, column),
        [row::COUNT, row::SHARE, row::DATE],
    );
    sheet.rules.push(number_rule(lang, plan.all_rows(ledger, row::AWARD)));
    let last = row::FIRST_ROW + u32::try_from(rows.len()).unwrap_or_default() + 10;
    sheet.print_area = Some((last.min(all.last_row), row::RESULT));
    sheet
}

/// The columns a ledger has no use for, and those that only calculate.
fn unused_columns(ledger: Ledger) -> Vec<u16> {
    let unused: &[u16] = match ledger {
        Ledger::Bonus => &[],
        Ledger::Direct => &[row::MATTER, row::DOCUMENT],
        Ledger::Veto => {
            &[row::AWARD, row::SHARE, row::LEVEL, row::MATTER, row::DOCUMENT, row::RESULT]
        }
    };
    unused.iter().copied().chain(row::KEY..row::STAGES + 40).collect()
}

/// A number of a row; one that is not calculated with stands there as a text, which is not either.
fn shown_number(number: Option<Points>, limit: Limit) -> Content {
    match number {
        Some(number) if number.is_too_fine(limit) => Content::Text(number.to_string()),
        number => Content::some(number.map(holdable)),
    }
}

fn ledger_row(sheet: &mut Sheet, at: u32, held: Option<&LedgerRow>, key: Option<usize>) {
    let words = Style::framed(Role::Input).as_text();
    let number = Style::framed(Role::Input).centred();
    let key = key.and_then(|key| u32::try_from(key + 1).ok());
    let cells = match held {
        Some(held) => [
            words_of(&held.clause),
            Content::Number(held.count.into()),
            shown_number(held.award, Limit::Amount),
            shown_number(held.share, Limit::Share),
            words_of(&held.level),
            words_of(&held.matter),
            words_of(&held.document),
            words_of(&held.subject),
            words_of(&held.remark),
            words_of(&lines_of(&held.evidence)),
            day(held.date),
        ],
        None => Default::default(),
    };
    let numbers = [row::COUNT, row::AWARD, row::SHARE];
    for (column, content) in (0..).zip(cells) {
        let style = match column {
            row::DATE => Style::framed(Role::InputDate),
            column if numbers.contains(&column) => number,
            _ => words,
        };
        sheet.put(at, column, content, style);
    }
    let key = Content::some(key.filter(|_| held.is_some()).map(Points::from));
    sheet.put(at, row::KEY, key, Style::default());
}

//! The rows at the foot of the form: 合计, 直接计入总分, 加分, 一票否决, 最后得分.

use super::basis::Basis;
use super::frame::{has_ledger, outcome_words};
use super::{Cell, Quantity, Role, Row, Table, ledgers};
use crate::lang::steps::line;
use crate::lang::{report as say, vetoes, whole_steps, words};
use crate::rubric::{ColumnSource, IndicatorKind};
use crate::score::{Step, VetoScore};
use crate::session::{Ledger, State};

/// What one of these rows says.
struct Sum {
    label: String,
    points: Option<Cell>,
    deducted: Option<Cell>,
    score: Cell,
    words: String,
    /// Its result is 完成率.
    is_of_tasks: bool,
}

/// Puts the rows behind those of the items; `sources` says what stands in each column.
pub(super) fn add(basis: &Basis<'_>, sources: &[ColumnSource], table: &mut Table) {
    let sums = match basis.has_points() {
        true if has_tasks(basis) => {
            of_points(basis).into_iter().chain([completion(basis)]).collect()
        }
        true => of_points(basis),
        false => of_tasks(basis),
    };
    table.rows.extend(sums.into_iter().map(|sum| row(sum, sources)));
}

fn row(sum: Sum, sources: &[ColumnSource]) -> Row {
    let is_result = |source: &ColumnSource| {
        matches!(
            source,
            ColumnSource::Points
                | ColumnSource::Deducted
                | ColumnSource::Score
                | ColumnSource::Completion
                | ColumnSource::Reasons
        )
    };
    let label = sources.iter().position(is_result).unwrap_or(sources.len());
    let mut cells = Vec::new();
    if label > 0 {
        cells.push(Cell::text(sum.label).across(label));
    }
    for source in &sources[label..] {
        cells.push(match source {
            ColumnSource::Points => sum.points.clone().unwrap_or_else(Cell::empty),
            ColumnSource::Deducted => sum.deducted.clone().unwrap_or_else(Cell::empty),
            ColumnSource::Score | ColumnSource::Completion
                if sources.contains(&ColumnSource::Score)
                    && sources.contains(&ColumnSource::Completion)
                    && sum.is_of_tasks != (*source == ColumnSource::Completion) =>
            {
                Cell::empty()
            }
            ColumnSource::Score | ColumnSource::Completion => sum.score.clone(),
            ColumnSource::Reasons => Cell::text(sum.words.clone()).standing_for(Quantity::Words),
            _ => Cell::empty(),
        });
    }
    Row::new(Role::Sum, cells)
}

fn of_points(basis: &Basis<'_>) -> Vec<Sum> {
    let (lang, total, card) = (basis.lang, &basis.card.total, basis.card);
    let points = total.points.map(|points| basis.number(points, Quantity::TotalPoints));
    let base = basis.some_number(total.base, Quantity::Base);
    let (applicable, obtained) = conversion(basis)
        .map_or_else(|| (points.clone(), base.clone()), |(of, score)| (Some(of), score));
    let mut sums = vec![Sum {
        label: say::sum(lang).to_owned(),
        points: applicable,
        deducted: Some(basis.number(total.deducted, Quantity::TotalDeducted)),
        score: obtained,
        words: deducted_words(basis),
        is_of_tasks: false,
    }];
    if conversion(basis).is_some() {
        sums.push(Sum {
            label: whole_steps::conversion(lang).to_owned(),
            points: points.clone(),
            deducted: None,
            score: base,
            words: String::new(),
            is_of_tasks: false,
        });
    }
    if has_ledger(basis, Ledger::Direct) {
        let amount = basis.number(-card.direct.amount, Quantity::Direct);
        sums.push(ledger_sum(words::direct(lang), amount, &ledgers::direct_lines(basis)));
    }
    if has_ledger(basis, Ledger::Bonus) {
        let amount = basis.number(card.bonus.amount, Quantity::Bonus);
        sums.push(ledger_sum(words::bonus(lang), amount, &ledgers::bonus_lines(basis)));
    }
    if has_ledger(basis, Ledger::Veto) {
        let lines = ledgers::veto_lines(basis);
        sums.push(ledger_sum(&vetoes::heading(lang, basis.rubric), any_veto(basis), &lines));
    }
    sums.push(Sum {
        label: final_label(basis).to_owned(),
        points,
        deducted: None,
        score: basis.some_number(total.score, Quantity::FinalScore),
        words: final_words(basis),
        is_of_tasks: false,
    });
    sums
}

/// 缺项换算: the points that apply and those obtained, where the rubric converts them.
pub(super) fn conversion(basis: &Basis<'_>) -> Option<(Cell, Cell)> {
    basis.rubric.rescales()?;
    let converted = basis.card.total.converted;
    let applicable = converted.map(|converted| converted.applicable);
    let obtained = converted.map(|converted| converted.obtained);
    let applicable = basis.some_number(applicable, Quantity::Applicable);
    Some((applicable, basis.some_number(obtained, Quantity::Obtained)))
}

/// What was added inside the items, where the rubric has anything to add there.
pub(super) fn added(basis: &Basis<'_>) -> Option<Cell> {
    let cell = || basis.number(basis.card.total.added, Quantity::TotalAdded);
    basis.rubric.adds_inside().then(cell)
}

/// Whether a veto holds: 是, 否 where one was recorded too seldom, 无.
pub(super) fn any_veto(basis: &Basis<'_>) -> Cell {
    let is = |what: fn(&VetoScore) -> bool| basis.card.vetoes.iter().any(what);
    let held = match (is(|veto| veto.holds), is(|veto| veto.count > 0)) {
        (true, _) => say::yes(basis.lang),
        (false, true) => say::no(basis.lang),
        (false, false) => say::none(basis.lang),
    };
    Cell::text(held).standing_for(Quantity::AnyVeto)
}

fn ledger_sum(label: &str, score: Cell, lines: &[String]) -> Sum {
    Sum {
        label: label.to_owned(),
        points: None,
        deducted: None,
        score,
        words: lines.join("\n"),
        is_of_tasks: false,
    }
}

/// 最后得分, or 暂得分 before it is finalised.
pub(super) fn final_label(basis: &Basis<'_>) -> &'static str {
    if basis.session.head.state == State::Draft {
        say::provisional(basis.lang)
    } else {
        say::final_score(basis.lang)
    }
}

fn deducted_words(basis: &Basis<'_>) -> String {
    let (lang, total) = (basis.lang, &basis.card.total);
    let colon = say::colon(lang);
    let said = |word: &str, points| format!("{word}{colon}{}", basis.show(points));
    let deducted = said(say::deducted(lang), total.deducted);
    if total.added.is_zero() {
        return deducted;
    }
    format!("{deducted}{}{}", lang.comma(), said(say::added(lang), total.added))
}

/// How the final score came about, and the grade.
fn final_words(basis: &Basis<'_>) -> String {
    let is_draft = basis.session.head.state == State::Draft;
    // What is not final is not called so; its number stands beside it.
    let is_told = |step: &&Step| !(is_draft && matches!(step, Step::Final { .. }));
    let steps: Vec<Step> = basis.card.total.steps.iter().filter(is_told).cloned().collect();
    let mut lines = vec![line(basis.wording(), &steps)];
    lines.extend(outcome_words(basis));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn of_tasks(basis: &Basis<'_>) -> Vec<Sum> {
    let lang = basis.lang;
    let mut sums = Vec::new();
    if has_ledger(basis, Ledger::Bonus) {
        let lines = ledgers::bonus_lines(basis);
        sums.push(ledger_sum(words::bonus(lang), Cell::empty(), &lines));
    }
    sums.push(Sum {
        words: super::frame::result_words(basis).join(lang.comma()),
        ..completion(basis)
    });
    sums
}

/// 完成率 of a list of tasks.
fn completion(basis: &Basis<'_>) -> Sum {
    let rate = basis.card.total.completion;
    let percent = rate.map(|rate| rate.percent(basis.rubric.head.decimals));
    Sum {
        label: words::completion(basis.lang).to_owned(),
        points: None,
        deducted: None,
        score: basis.percent(percent, Quantity::TotalCompletion),
        words: String::new(),
        is_of_tasks: true,
    }
}

/// Whether the rubric lists tasks, whatever else it has.
pub(super) fn has_tasks(basis: &Basis<'_>) -> bool {
    basis.rubric.indicators().iter().any(|indicator| indicator.kind == IndicatorKind::Task)
}

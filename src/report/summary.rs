//! 评分汇总表: what each section got, then the whole.

use super::basis::Basis;
use super::document::heading;
use super::frame::{self, has_ledger};
use super::{Align, Cell, Column, Quantity, Role, Row, Table, ledgers, sums};
use crate::lang::{Lang, overview, report as say, vetoes, whole_steps, words};
use crate::rubric::{IndicatorIndex, Veto, VetoEffect};
use crate::score::{Completion, completion_of, tasks_by_office};
use crate::session::Ledger;

/// The table of the sections at the top; for a list of tasks that of the assessing offices too.
pub(super) fn tables(basis: &Basis<'_>) -> Vec<Table> {
    let of_points = basis.has_points().then(|| of_points(basis));
    let is_of_tasks = of_points.is_none() || sums::has_tasks(basis);
    let of_tasks = is_of_tasks.then(|| of_tasks(basis));
    let of_offices = of_tasks.as_ref().and_then(|_| of_offices(basis));
    of_points.into_iter().chain(of_tasks).chain(of_offices).collect()
}

/// A column of a list; its heading begins as a sentence does.
pub(super) fn column(heading: &str, width: u32, align: Align) -> Column {
    Column { heading: begun(heading), width, align }
}

/// The words as a sentence begins.
pub(super) fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn of_points(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let columns = vec![
        column(say::number(lang), 6, Align::Centre),
        column(say::project(lang), 26, Align::Left),
        column(say::points(lang), 8, Align::Centre),
        column(say::deducted(lang), 11, Align::Centre),
        column(say::added(lang), 8, Align::Centre),
        column(say::score(lang), 8, Align::Centre),
        column(say::rate(lang), 10, Align::Centre),
    ];
    let mut rows: Vec<Row> = basis.rubric.top().map(|index| section(basis, index)).collect();
    rows.extend(whole(basis));
    Table { title: None, columns, rows }
}

fn section(basis: &Basis<'_>, index: IndicatorIndex) -> Row {
    let result = &basis.card.indicators[index.0];
    let scored = result.score.is_some() || result.leaves_whole();
    let cell = |points, quantity| {
        if scored { basis.number(points, quantity) } else { Cell::empty() }
    };
    let pending_or = |cell: Cell| {
        if result.leaves_whole() {
            Cell { text: words::mark(basis.lang, result.mark).to_owned(), ..cell }
        } else if result.is_pending() {
            Cell { text: words::pending(basis.lang).to_owned(), ..cell }
        } else {
            cell
        }
    };
    let rate = basis.percent(result.rate(basis.rubric.head.decimals), Quantity::Rate(index));
    let rate = if result.leaves_whole() { rate } else { pending_or(rate) };
    Row::new(
        Role::Section(index),
        [
            Cell::text(basis.rubric.indicator(index).no.clone()),
            Cell::text(heading(basis, index, false, false)),
            basis.some_number(result.points, Quantity::Points(index)),
            cell(result.deducted, Quantity::Deducted(index)),
            cell(result.added, Quantity::Added(index)),
            pending_or(basis.some_number(result.score, Quantity::Score(index))),
            rate,
        ],
    )
}

/// 合计, the ledgers, 最后得分.
fn whole(basis: &Basis<'_>) -> Vec<Row> {
    let (lang, total) = (basis.lang, &basis.card.total);
    let points = basis.some_number(total.points, Quantity::TotalPoints);
    let base = basis.some_number(total.base, Quantity::Base);
    let conversion = sums::conversion(basis);
    let (applicable, obtained) = conversion.clone().unwrap_or((points.clone(), base.clone()));
    let mut rows = vec![Row::new(
        Role::Sum,
        [
            Cell::text(say::sum(lang)).across(2),
            applicable,
            basis.number(total.deducted, Quantity::TotalDeducted),
            sums::added(basis).unwrap_or_else(Cell::empty),
            obtained,
            Cell::empty(),
        ],
    )];
    if conversion.is_some() {
        let cells = [
            Cell::text(whole_steps::conversion(lang)).across(2),
            points.clone(),
            Cell::empty(),
            Cell::empty(),
            base,
            Cell::empty(),
        ];
        rows.push(Row::new(Role::Sum, cells));
    }
    if has_ledger(basis, Ledger::Direct) {
        let amount = basis.number(basis.card.direct.amount, Quantity::Direct);
        rows.push(ledger(words::direct(lang), amount, Cell::empty()));
    }
    if has_ledger(basis, Ledger::Bonus) {
        let amount = basis.number(basis.card.bonus.amount, Quantity::Bonus);
        rows.push(ledger(words::bonus(lang), Cell::empty(), amount));
    }
    rows.extend(vetoed(basis));
    rows.push(Row::new(
        Role::Sum,
        [
            Cell::text(sums::final_label(basis)).across(2),
            points,
            Cell::empty(),
            Cell::empty(),
            basis.some_number(total.score, Quantity::FinalScore),
            basis.percent(rate(basis), Quantity::TotalRate),
        ],
    ));
    if let Some((to, result)) = basis.rubric.head.outward.as_ref().zip(total.outward) {
        let cells = [
            Cell::text(whole_steps::outward_label(lang, &to.name)).across(2),
            Cell::number(to.full, to.decimals),
            Cell::empty(),
            Cell::empty(),
            Cell::number(result, to.decimals).standing_for(Quantity::Outward),
            Cell::empty(),
        ];
        rows.push(Row::new(Role::Sum, cells));
    }
    rows.extend(frame::fines(basis).map(|fines| {
        Row::new(Role::Sum, [Cell::text(say::fines(lang)).across(2), fines.across(5)])
    }));
    if total.nothing_applies {
        let words = whole_steps::nothing_applies(lang).to_owned();
        rows.push(told(say::result_label(lang), words, Quantity::Words));
    }
    let grade = vetoes::grade(lang, total);
    rows.extend(grade.map(|grade| told(words::grade(lang), grade, Quantity::Grade)));
    let flags = total.flags.join(lang.enumeration_comma());
    let flags = (!flags.is_empty()).then(|| told(say::result_label(lang), flags, Quantity::Words));
    rows.extend(flags);
    rows
}

/// What a veto makes of the score, between what it was and what it is: also where none holds
/// yet, for one that is recorded in a workbook has to be seen there.
fn vetoed(basis: &Basis<'_>) -> Vec<Row> {
    let lang = basis.lang;
    if !has_ledger(basis, Ledger::Veto) {
        return Vec::new();
    }
    let sets_score = |veto: &Veto| matches!(veto.effect, VetoEffect::Score(_));
    let is_told = basis.rubric.vetoes.iter().any(sets_score);
    let before = basis.card.total.score_before_veto.filter(|_| is_told);
    let before = before.map(|before| {
        let cells = [
            Cell::text(say::before_veto_label(lang)).across(2),
            Cell::empty(),
            Cell::empty(),
            Cell::empty(),
            basis.number(before, Quantity::ScoreBeforeVeto),
            Cell::empty(),
        ];
        Row::new(Role::Sum, cells)
    });
    let held = ledgers::vetoes_that_hold(basis);
    let lines = if held.is_empty() { ledgers::veto_lines(basis) } else { held };
    let cells = [
        Cell::text(vetoes::heading(lang, basis.rubric)).across(2),
        sums::any_veto(basis),
        Cell::text(lines.join("\n")).across(4).standing_for(Quantity::Words),
    ];
    before.into_iter().chain([Row::new(Role::Sum, cells)]).collect()
}

/// A row that says something instead of a number.
fn told(label: &str, words: String, stands_for: Quantity) -> Row {
    let words = Cell::text(words).across(5).standing_for(stands_for);
    Row::new(Role::Sum, [Cell::text(label).across(2), words])
}

fn ledger(label: &str, deducted: Cell, added: Cell) -> Row {
    let label = Cell::text(label).across(2);
    let cells = [label, Cell::empty(), deducted, added, Cell::empty(), Cell::empty()];
    Row::new(Role::Sum, cells)
}

/// 得分率 of the whole.
fn rate(basis: &Basis<'_>) -> Option<crate::points::Points> {
    basis.card.total.rate(basis.rubric.head.decimals)
}

/// The columns of 完成率 behind a number and what this is called.
fn columns_of_tasks(lang: Lang, what: &str) -> Vec<Column> {
    vec![
        column(say::number(lang), 6, Align::Centre),
        column(what, 30, Align::Left),
        column(say::tasks(lang), 8, Align::Centre),
        column(say::done(lang), 8, Align::Centre),
        column(words::completion(lang), 9, Align::Centre),
    ]
}

/// Tasks that apply, done ones and their rate; no rate where none applies.
fn cells_of_tasks(
    basis: &Basis<'_>,
    rate: Option<Completion>,
    [tasks, done, percent]: [Quantity; 3],
) -> [Cell; 3] {
    let percentage = rate.map(|rate| rate.percent(basis.rubric.head.decimals));
    let Completion { tasks: all, done: of_them } = rate.unwrap_or(Completion { tasks: 0, done: 0 });
    [
        basis.number(all.into(), tasks),
        basis.number(of_them.into(), done),
        basis.percent(percentage, percent),
    ]
}

/// 完成率 of each assessing office; nothing where the document names none.
fn of_offices(basis: &Basis<'_>) -> Option<Table> {
    let lang = basis.lang;
    let offices = tasks_by_office(basis.rubric);
    if offices.iter().all(|(office, _)| office.is_none()) {
        return None;
    }
    let row = |(place, (office, tasks)): (usize, &(Option<&str>, Vec<IndicatorIndex>))| {
        let quantities = [
            Quantity::OfficeTasks(place),
            Quantity::OfficeDone(place),
            Quantity::OfficeCompletion(place),
        ];
        let numbers = cells_of_tasks(basis, completion_of(tasks, basis.card), quantities);
        let head = [
            Cell::text((place + 1).to_string()),
            Cell::text(office.unwrap_or(words::no_office(lang))),
        ];
        Row::new(Role::Entry, head.into_iter().chain(numbers))
    };
    Some(Table {
        title: Some(overview::tasks_by_office(lang).to_owned()),
        columns: columns_of_tasks(lang, words::office(lang)),
        rows: offices.iter().enumerate().map(row).collect(),
    })
}

fn of_tasks(basis: &Basis<'_>) -> Table {
    let lang = basis.lang;
    let mut rows = Vec::new();
    for index in basis.rubric.top() {
        let rate = Completion::of(basis.card.indicators[index.0].progress);
        let quantities =
            [Quantity::Tasks(index), Quantity::TasksDone(index), Quantity::Completion(index)];
        let numbers = cells_of_tasks(basis, rate, quantities);
        let head = [
            Cell::text(basis.rubric.indicator(index).no.clone()),
            Cell::text(heading(basis, index, false, false)),
        ];
        rows.push(Row::new(Role::Section(index), head.into_iter().chain(numbers)));
    }
    let quantities = [Quantity::TotalTasks, Quantity::TotalDone, Quantity::TotalCompletion];
    let numbers = cells_of_tasks(basis, basis.card.total.completion, quantities);
    let head = [Cell::text(say::sum(lang)).across(2)];
    rows.push(Row::new(Role::Sum, head.into_iter().chain(numbers)));
    Table { title: None, columns: columns_of_tasks(lang, say::project(lang)), rows }
}

//! 考核评分表: the document's own table, filled in.

use super::basis::Basis;
use super::document::{criteria, duties, heading, number};
use super::{Align, Cell, Column, Quantity, Role, Row, Table, reasons, sums};
use crate::lang::{report as say, words};
use crate::rubric::{ColumnSource, IndicatorIndex, IndicatorKind, PrintedColumn};
use crate::score::Mark;

/// The table of the form.
pub(super) fn table(basis: &Basis<'_>) -> Table {
    let printed = columns_of(basis);
    let has_criteria = printed.iter().any(|column| column.source == ColumnSource::Criteria);
    let columns = printed.iter().map(|column| Column {
        heading: column.heading.clone(),
        width: width(column.source, has_criteria),
        align: align(column.source),
    });
    let mut table = Table { title: None, columns: columns.collect(), rows: Vec::new() };
    let mut keys: Vec<Vec<Option<Key>>> = vec![Vec::new(); printed.len()];
    for index in (0..basis.rubric.indicators().len()).map(IndicatorIndex) {
        let Some(row) = row(basis, &printed, index) else { continue };
        for (place, column) in printed.iter().enumerate() {
            keys[place].push(key(basis, column.source, index));
        }
        table.rows.push(row);
    }
    for (place, keys) in keys.iter().enumerate() {
        table.merge_down(place, keys);
    }
    let sources: Vec<ColumnSource> = printed.iter().map(|column| column.source).collect();
    balance(&mut table, &sources);
    sums::add(basis, &sources, &mut table);
    table
}

/// The document's columns; 得分 and 扣分及原因 (完成情况 of a checklist) where it has none.
fn columns_of(basis: &Basis<'_>) -> Vec<PrintedColumn> {
    let mut columns = basis.rubric.head.columns.clone();
    if columns.is_empty() {
        columns = usual_columns(basis);
    }
    let has = |columns: &[PrintedColumn], source| {
        columns.iter().any(|column: &PrintedColumn| column.source == source)
    };
    let own = |heading: &str, source| PrintedColumn {
        heading: heading.to_owned(),
        source,
        numbered: true,
    };
    let (result, heading, reasons) = if basis.has_points() {
        (ColumnSource::Score, say::score(basis.lang), say::reasons(basis.lang))
    } else {
        (ColumnSource::Completion, say::completion(basis.lang), say::remarks(basis.lang))
    };
    if !has(&columns, result) {
        let at = columns.iter().position(|column| column.source == ColumnSource::Reasons);
        columns.insert(at.unwrap_or(columns.len()), own(heading, result));
    }
    if basis.has_points() && sums::has_tasks(basis) && !has(&columns, ColumnSource::Completion) {
        let at = columns.iter().position(|column| column.source == result);
        let completion = own(say::completion(basis.lang), ColumnSource::Completion);
        columns.insert(at.unwrap_or(columns.len()), completion);
    }
    if !has(&columns, ColumnSource::Reasons) {
        columns.push(own(reasons, ColumnSource::Reasons));
    }
    columns
}

/// A column for each level of the tree, then item, criteria and points.
fn usual_columns(basis: &Basis<'_>) -> Vec<PrintedColumn> {
    let lang = basis.lang;
    let own = |heading: &str, source| PrintedColumn {
        heading: heading.to_owned(),
        source,
        numbered: true,
    };
    let items = basis.rubric.indicators().iter().filter(|indicator| indicator.is_item());
    let levels = items.map(|item| item.depth).max().unwrap_or_default();
    let headings = [say::level1(lang), say::level2(lang), say::level3(lang), say::level4(lang)];
    let levels = headings.into_iter().take(levels).enumerate();
    let mut columns: Vec<PrintedColumn> =
        levels.map(|(place, heading)| own(heading, ColumnSource::Level(place + 1))).collect();
    columns.push(own(say::content(lang), ColumnSource::Item));
    if !basis.rubric.clauses().is_empty() {
        columns.push(own(words::criteria(lang), ColumnSource::Criteria));
    }
    if basis.has_points() {
        columns.push(own(say::points(lang), ColumnSource::Points));
    }
    columns
}

/// What cells that stand one above the other have to share to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Indicator(IndicatorIndex),
    Office(IndicatorIndex, String),
}

fn key(basis: &Basis<'_>, source: ColumnSource, index: IndicatorIndex) -> Option<Key> {
    let path = basis.path(index);
    let top = *path.first()?;
    match source {
        ColumnSource::Number => Some(Key::Indicator(top)),
        ColumnSource::Level(level) => path.get(level - 1).copied().map(Key::Indicator),
        ColumnSource::Office => {
            basis.rubric.office_of(index).map(|office| Key::Office(top, office.to_owned()))
        }
        ColumnSource::Points | ColumnSource::Deducted | ColumnSource::Score => {
            let at = basis.scored_at(index);
            (at != index).then_some(Key::Indicator(at))
        }
        _ => None,
    }
}

/// The row of an item, or of a section that no column of levels shows.
fn row(basis: &Basis<'_>, printed: &[PrintedColumn], index: IndicatorIndex) -> Option<Row> {
    let indicator = basis.rubric.indicator(index);
    let is_item = indicator.kind != IndicatorKind::Section;
    let has_column = |source| printed.iter().any(|column| column.source == source);
    let shown_by_level = has_column(ColumnSource::Level(indicator.depth + 1));
    if !is_item && shown_by_level {
        return None;
    }
    let with_points = !has_column(ColumnSource::Points);
    // Where no column has what the document says below a title, it stands there.
    let has_own = is_item && !has_column(ColumnSource::Criteria);
    let below = if has_own { criteria(basis.rubric, index) } else { String::new() };
    let cell = |column: &PrintedColumn| match column.source {
        ColumnSource::Item => {
            let title = if shown_by_level {
                String::new()
            } else {
                heading(basis, index, column.numbered, with_points || !is_item)
            };
            let lines = [title.as_str(), &below].into_iter().filter(|line| !line.is_empty());
            Cell::text(lines.collect::<Vec<_>>().join("\n"))
        }
        ColumnSource::Level(level) => level_cell(basis, column, level, index),
        ColumnSource::Number => {
            let top = basis.path(index).first().map(|top| basis.rubric.indicator(*top).no.clone());
            Cell::text(top.map(|no| bare(&no, column.numbered)).unwrap_or_default())
        }
        ColumnSource::Office => Cell::text(basis.rubric.office_of(index).unwrap_or_default()),
        source if is_item => item_cell(basis, source, index),
        _ => Cell::empty(),
    };
    let role = if is_item { Role::Item(index) } else { Role::Section(index) };
    Some(Row::new(role, printed.iter().map(cell)))
}

/// A number alone in its column has no mark behind it.
fn bare(no: &str, numbered: bool) -> String {
    if numbered { no.to_owned() } else { number(no) }
}

fn level_cell(
    basis: &Basis<'_>,
    column: &PrintedColumn,
    level: usize,
    index: IndicatorIndex,
) -> Cell {
    let at = basis.path(index).get(level - 1).copied();
    at.map_or_else(Cell::empty, |at| Cell::text(heading(basis, at, column.numbered, true)))
}

fn item_cell(basis: &Basis<'_>, source: ColumnSource, index: IndicatorIndex) -> Cell {
    let indicator = basis.rubric.indicator(index);
    let at = basis.scored_at(index);
    let result = &basis.card.indicators[at.0];
    match source {
        ColumnSource::Criteria => Cell::text(criteria(basis.rubric, index)),
        ColumnSource::Points => {
            let indicator = basis.rubric.indicator(at);
            let cell = basis.some_number(result.points, Quantity::Points(at));
            let mark = if indicator.points_inferred { words::inferred(basis.lang) } else { "" };
            Cell { text: format!("{}{mark}", cell.text), ..cell }
        }
        ColumnSource::Duty => Cell::text(duties(basis.rubric, index)),
        ColumnSource::Evidence => Cell::text(evidence(basis, index)).standing_for(Quantity::Words),
        ColumnSource::Deducted => basis.number(result.deducted, Quantity::Deducted(at)),
        ColumnSource::Score => score_cell(basis, at),
        ColumnSource::Reasons => Cell::text(reasons_of(basis, index)).standing_for(Quantity::Words),
        ColumnSource::Completion => {
            let stands_for = match indicator.kind {
                IndicatorKind::Task => Quantity::TaskState(index),
                _ => Quantity::Words,
            };
            Cell::text(reasons::completion(basis, index)).standing_for(stands_for)
        }
        ColumnSource::Blank
        | ColumnSource::Office
        | ColumnSource::Number
        | ColumnSource::Level(_)
        | ColumnSource::Item => Cell::empty(),
    }
}

/// A judged item nobody has judged has no score yet, which is not the score 0.
fn score_cell(basis: &Basis<'_>, index: IndicatorIndex) -> Cell {
    let result = &basis.card.indicators[index.0];
    let judged = matches!(basis.rubric.indicator(index).kind, IndicatorKind::Judged { .. });
    let cell = basis.some_number(result.score, Quantity::Score(index));
    if result.leaves_whole() {
        return Cell { text: words::mark(basis.lang, result.mark).to_owned(), ..cell };
    }
    if judged && result.mark == Mark::Open && result.score.is_some() {
        return Cell { text: words::pending(basis.lang).to_owned(), ..cell };
    }
    cell
}

fn reasons_of(basis: &Basis<'_>, index: IndicatorIndex) -> String {
    let mut words = reasons::of_item(basis, index);
    if basis.rubric.indicator(index).kind == IndicatorKind::Task
        && let Some(why) = reasons::left_out(basis, index)
    {
        words = if words.is_empty() { why } else { format!("{why}\n{words}") };
    }
    words
}

/// What was handed in; what the document asks for, where nothing was.
fn evidence(basis: &Basis<'_>, item: IndicatorIndex) -> String {
    let indicator = basis.rubric.indicator(item);
    let clauses = basis.rubric.clauses_in(&indicator.members).into_iter();
    let ids = clauses.map(|clause| basis.rubric.clause(clause).id.as_str());
    let ids = ids.chain(std::iter::once(indicator.id.as_str()));
    let mut found: Vec<&str> = Vec::new();
    for entry in ids.filter_map(|id| basis.session.entry(id)) {
        let of_findings = entry.findings.iter().flat_map(|finding| &finding.evidence);
        found.extend(entry.evidence.iter().chain(of_findings).map(String::as_str));
    }
    if found.is_empty() {
        return indicator.evidence.clone().unwrap_or_default();
    }
    found.join("\n")
}

/// Relative widths; where no column has the criteria, the item has their room.
/// Columns of sentences share their room by how much stands in them, so that no row is long
/// for one full cell beside empty ones; each keeps most of its own, to be written in by hand.
/// 佐证资料 is written in most of all and keeps its own.
fn balance(table: &mut Table, sources: &[ColumnSource]) {
    let is_text = |source: &ColumnSource| {
        matches!(
            source,
            ColumnSource::Item
                | ColumnSource::Criteria
                | ColumnSource::Duty
                | ColumnSource::Reasons
        )
    };
    let places: Vec<usize> = (0..sources.len()).filter(|place| is_text(&sources[*place])).collect();
    let amount = |place: &usize| -> u32 {
        let cells = table.rows.iter().filter_map(|row| row.slots[*place].cell());
        let characters: usize = cells.map(|cell| cell.text.chars().count()).sum();
        u32::try_from(characters).unwrap_or(u32::MAX).isqrt()
    };
    let amounts: Vec<u32> = places.iter().map(amount).collect();
    let all: u32 = amounts.iter().sum();
    let room: u32 = places.iter().map(|place| table.columns[*place].width).sum();
    for (place, amount) in places.into_iter().zip(amounts) {
        let column = &mut table.columns[place];
        let share = room.saturating_mul(amount).checked_div(all).unwrap_or(column.width);
        column.width = share.max(column.width * 2 / 3);
    }
}

fn width(source: ColumnSource, has_criteria: bool) -> u32 {
    match source {
        ColumnSource::Number => 5,
        ColumnSource::Level(_) | ColumnSource::Office => 9,
        // A score of 100.25, 待评 and Pending stand on one line, also in small bold print.
        ColumnSource::Score => 7,
        ColumnSource::Item if has_criteria => 20,
        ColumnSource::Item => 44,
        ColumnSource::Criteria => 30,
        ColumnSource::Points | ColumnSource::Deducted => 6,
        ColumnSource::Duty => 18,
        ColumnSource::Evidence => 14,
        ColumnSource::Reasons => 24,
        ColumnSource::Completion | ColumnSource::Blank => 10,
    }
}

fn align(source: ColumnSource) -> Align {
    match source {
        ColumnSource::Number
        | ColumnSource::Level(_)
        | ColumnSource::Points
        | ColumnSource::Deducted
        | ColumnSource::Score
        | ColumnSource::Office
        | ColumnSource::Completion => Align::Centre,
        _ => Align::Left,
    }
}

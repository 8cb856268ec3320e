//! Assessments side by side, above the screen they were opened on.

use super::pen::put_right;
use super::select;
use crate::comparison::Side;
use crate::lang::words::pending;
use crate::lang::{Lang, comparison as words, ui};
use crate::tui::app::{App, CompareLine, CompareList};
use crate::tui::compare::details;
use crate::tui::layout::{self, CompareAreas};
use crate::tui::widgets::{list as rows_of, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The least width of the column of gaps.
const GAP: u16 = 6;
/// The least width of a column of numbers.
const NUMBER: u16 = 8;
/// The longest score there usually is.
const LONG_SCORE: &str = "87.81";
/// What is left for number and text beside the columns before one of them is made wider.
const TEXT: u16 = 34;
/// The most cells of an id.
const ID: u16 = 16;

pub(super) fn draw(app: &App, list: &CompareList, buffer: &mut Buffer) {
    let area = layout::overlay(app.size);
    let _ = text::frame(buffer, area, words::title(app.lang), &app.theme, &app.symbols);
    let areas = layout::compare(app.size, list.sides.len());
    head(app, list, &areas, buffer);
    for (place, line) in rows_of::rows(areas.rows, list.offset, list.lines.len()) {
        draw_line(app, list, list.lines[place], line, buffer);
        if place == list.cursor {
            text::put(buffer, line.x, line.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, line, buffer);
        }
    }
    if list.lines.len() == list.comparison.totals.len() {
        let line = areas.rows.rows().nth(list.lines.len()).unwrap_or(areas.rows);
        text::put(buffer, line.x + 2, line.y, words::nothing(app.lang), app.theme.dim, line.width);
    }
    let bar = Rect { x: areas.rows.right() + 1, width: 1, ..areas.rows };
    rows_of::scrollbar(bar, buffer, list.offset, list.lines.len(), &app.theme, &app.symbols);
    let rule = app.symbols.horizontal.repeat(usize::from(areas.details.width));
    text::put(buffer, areas.details.x, areas.rows.bottom(), &rule, app.theme.border, area.width);
    let lines = details(app, list, usize::from(areas.details.width));
    let in_view = rows_of::in_view(list.details_offset, areas.details.height, lines.len());
    for ((said, is_label), line) in lines[in_view].iter().zip(areas.details.rows()) {
        let style = if *is_label { app.theme.title } else { app.theme.normal };
        text::put(buffer, line.x, line.y, said, style, line.width);
    }
    let bar = Rect { x: areas.details.right() + 1, width: 1, ..areas.details };
    rows_of::scrollbar(bar, buffer, list.details_offset, lines.len(), &app.theme, &app.symbols);
}

/// Who is compared, how many rows differ, and what the columns are called.
fn head(app: &App, list: &CompareList, areas: &CompareAreas, buffer: &mut Buffer) {
    let views = list.views();
    let labels = words::labels(app.lang, &views);
    for ((label, side), line) in labels.iter().zip(&views).zip(areas.heads.rows()) {
        let said = format!("{label}  {}", words::side(app.lang, side));
        let said = text::truncate_with(&said, usize::from(line.width), app.symbols.more);
        text::put(buffer, line.x, line.y, &said, app.theme.normal, line.width);
    }
    let note = words::notes(app.lang, &views).join(" ");
    let order = if list.by_document { words::by_document } else { words::by_gap };
    let counts = words::counts(app.lang, &list.comparison, list.is_all);
    let said = [counts.as_str(), order(app.lang), &note].join("  ");
    let said = text::truncate_with(said.trim(), usize::from(areas.counts.width), app.symbols.more);
    text::put(buffer, areas.counts.x, areas.counts.y, &said, app.theme.dim, areas.counts.width);
    let width = column(app.lang, &views, areas.heading);
    let labels = words::labels_within(app.lang, &views, usize::from(width));
    let gap = words::gap_heading(app.lang).to_owned();
    let cells: Vec<String> = std::iter::once(gap).chain(labels).collect();
    let rest = format!("{}  {}", words::id_heading(app.lang), words::text_heading(app.lang));
    let style = app.theme.dim;
    let at = numbers(app, &cells, width, areas.heading, buffer, |_| style);
    text::put(buffer, at, areas.heading.y, &rest, style, areas.heading.right() - at);
}

/// How wide the column of gaps is: what is not finished has to fit too.
fn gap_column(lang: Lang) -> u16 {
    u16::try_from(text::width(pending(lang))).unwrap_or(GAP).max(GAP)
}

/// How wide a column of numbers is: as wide as what it is called, as far as there is room.
fn column(lang: Lang, views: &[Side<'_>], line: Rect) -> u16 {
    let labels = words::labels(lang, views);
    let longest = labels.iter().map(|label| text::width(label)).max().unwrap_or(0);
    let longest = longest.max(text::width(&ui::so_far(lang, LONG_SCORE)));
    let count = u16::try_from(views.len()).unwrap_or(1).max(1);
    let room = (line.width.saturating_sub(gap_column(lang) + 2 + TEXT) / count).saturating_sub(1);
    u16::try_from(longest).unwrap_or(u16::MAX).min(room).max(NUMBER)
}

/// The cells of the gap and of each number, to the right of their columns; where the rest
/// begins.
fn numbers(
    app: &App,
    cells: &[String],
    column: u16,
    line: Rect,
    buffer: &mut Buffer,
    style: impl Fn(usize) -> Style,
) -> u16 {
    let mut x = line.x + 1;
    for (place, words) in cells.iter().enumerate() {
        let width = if place == 0 { gap_column(app.lang) } else { column };
        let words = text::truncate_with(words, usize::from(width), app.symbols.more);
        put_right(buffer, Rect { x, width, ..line }, &words, style(place));
        x += width + 1;
    }
    x + 1
}

fn draw_line(app: &App, list: &CompareList, held: CompareLine, line: Rect, buffer: &mut Buffer) {
    let views = list.views();
    let lang = app.lang;
    let (cells, id, said) = match held {
        CompareLine::Total(place) => {
            let Some((figure, _)) = list.comparison.totals.get(place) else { return };
            let cells = words::total_cells(lang, &views, &list.comparison, place);
            (cells, words::figure(lang, *figure).to_owned(), String::new())
        }
        CompareLine::Row(place) => {
            let Some(row) = list.comparison.rows.get(place) else { return };
            let shown = (0..views.len()).map(|place| words::cell(lang, &views, row, place));
            let cells =
                std::iter::once(words::apart(lang, &views, row.apart())).chain(shown).collect();
            let changed = words::changed(lang, row);
            let mut said = words::text(&views, row);
            if !changed.is_empty() {
                said = format!("[{changed}] {said}");
            }
            (cells, words::id(lang, &views, row), said)
        }
    };
    let differs = cells.first().is_some_and(|cell| !matches!(cell.as_str(), "" | "0"));
    let style = |place: usize| match place {
        0 if differs => app.theme.found,
        0 => app.theme.dim,
        _ => app.theme.normal,
    };
    let width = column(lang, &views, line);
    let at = numbers(app, &cells, width, line, buffer, style);
    let room = line.right().saturating_sub(at);
    let id = text::truncate_with(&id, usize::from(ID.min(room)), app.symbols.more);
    let at = text::put(buffer, at, line.y, &id, app.theme.title, room) + 2;
    let room = line.right().saturating_sub(at);
    let said = text::truncate_with(&said, usize::from(room), app.symbols.more);
    text::put(buffer, at, line.y, &said, app.theme.dim, room);
}

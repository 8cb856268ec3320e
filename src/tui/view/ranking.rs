//! The page 排名 and the list of sessions to compare with, above the screen.

use super::pen::put_right;
use super::select;
use crate::lang::{comparison, ranking as words, words as terms};
use crate::session::{Mode, State};
use crate::tui::app::{App, OthersList, RankList};
use crate::tui::layout;
use crate::tui::widgets::{list as rows_of, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Which columns of the ranking stand at the right of their width: the numbers.
const NUMBERS: std::ops::RangeInclusive<usize> = 4..=7;
/// 直接扣分 and 加分: left out where no unit has any.
const MAY_BE_NOTHING: [usize; 2] = [6, 7];
/// Which columns are left out where room is short, the first first: 直接扣分, 加分, 扣分, the
/// state, the mode.
const GIVE_WAY: [usize; 5] = [6, 7, 5, 3, 2];

pub(super) fn draw(app: &App, list: &RankList, buffer: &mut Buffer) {
    let area = layout::overlay(app.size);
    let title = if list.is_clauses { words::clauses_title } else { words::title };
    let inside = text::frame(buffer, area, title(app.lang), &app.theme, &app.symbols);
    heading(app, list, inside, buffer);
    let rows = layout::overlay_rows(app.size, layout::RANKING_FOOT);
    let cells: Vec<Vec<&str>> = if list.is_clauses {
        list.clauses.iter().map(|cells| cells.iter().map(String::as_str).collect()).collect()
    } else {
        list.rows.iter().map(|row| row.cells.iter().map(String::as_str).collect()).collect()
    };
    let headings: Vec<&str> = if list.is_clauses {
        words::clause_headings(app.lang).to_vec()
    } else {
        words::headings(app.lang).to_vec()
    };
    let widths = widths(&headings, &cells, rows.width.saturating_sub(2), list.is_clauses);
    let is_right =
        |place: usize| if list.is_clauses { place < 3 } else { NUMBERS.contains(&place) };
    let heading = Rect { y: rows.y - 1, height: 1, ..rows };
    put_cells(app, &headings, &widths, is_right, heading, buffer, app.theme.dim);
    for (place, line) in rows_of::rows(rows, list.offset, cells.len()) {
        put_cells(app, &cells[place], &widths, is_right, line, buffer, app.theme.normal);
        if place == list.cursor {
            text::put(buffer, line.x, line.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, line, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    rows_of::scrollbar(bar, buffer, list.offset, cells.len(), &app.theme, &app.symbols);
    let foot = Rect { y: rows.bottom(), height: layout::RANKING_FOOT, ..inside };
    let full = if list.is_clauses {
        let text = list.clauses.get(list.cursor).map_or("", |cells| cells[4].as_str());
        [text, words::clauses_rule(app.lang)].join("\n")
    } else {
        words::rule(app.lang).to_owned()
    };
    let lines = text::wrap(full.trim(), usize::from(foot.width));
    text::put_lines(buffer, foot, &lines, app.theme.dim);
}

/// What is ranked. What is left out of it comes first, so that nothing cuts it off.
fn heading(app: &App, list: &RankList, area: Rect, buffer: &mut Buffer) {
    let mut at = area.x;
    let left_out = list.rows.len() - list.units;
    if left_out > 0 {
        let said = words::not_ranked(app.lang, left_out);
        at = text::put(buffer, at, area.y, &said, app.theme.error, area.width) + 2;
    }
    let room = area.right().saturating_sub(at);
    let said = format!("{}  {}", list.title, words::units(app.lang, list.units));
    let said = text::truncate_with(&said, usize::from(room), app.symbols.more);
    text::put(buffer, at, area.y, &said, app.theme.dim, room);
}

/// How wide the words of the modes and of the states are, so that what follows stands in columns.
fn word_widths(app: &App) -> (usize, usize) {
    let modes = Mode::ALL.map(|mode| text::width(comparison::short_mode(app.lang, mode)));
    let states =
        [State::Draft, State::Final].map(|state| text::width(terms::state(app.lang, state)));
    (modes.into_iter().max().unwrap_or(0), states.into_iter().max().unwrap_or(0))
}

/// How wide each column is: what is in it, as far as there is room. Where there is not, the
/// columns that explain a score give way to the unit, the score, the grade and the note; then
/// the unit, or the text of a clause, takes what is left.
fn widths(headings: &[&str], cells: &[Vec<&str>], room: u16, is_clauses: bool) -> Vec<u16> {
    let of = |place: usize| {
        let shown = cells.iter().map(|row| text::width(row[place])).max().unwrap_or(0);
        let is_empty = shown == 0;
        let width = if is_empty { 0 } else { shown.max(text::width(headings[place])) };
        u16::try_from(width).unwrap_or(room).min(room)
    };
    let mut widths: Vec<u16> = (0..headings.len()).map(of).collect();
    let flexible = if is_clauses { 4 } else { 1 };
    let gaps = |width: &u16| if *width == 0 { 0 } else { width + 1 };
    if !is_clauses {
        let is_nothing = |cell: &str| cell.chars().all(|c| matches!(c, '0' | '.'));
        for place in MAY_BE_NOTHING {
            if cells.iter().all(|row| is_nothing(row[place])) {
                widths[place] = 0;
            }
        }
        for place in GIVE_WAY {
            if widths.iter().map(gaps).sum::<u16>() > room + 1 {
                widths[place] = 0;
            }
        }
    }
    let others: u16 = widths
        .iter()
        .enumerate()
        .filter(|(place, _)| *place != flexible)
        .map(|(_, width)| gaps(width))
        .sum();
    widths[flexible] = widths[flexible].min(room.saturating_sub(others + 1)).max(8);
    widths
}

fn put_cells(
    app: &App,
    cells: &[&str],
    widths: &[u16],
    is_right: impl Fn(usize) -> bool,
    line: Rect,
    buffer: &mut Buffer,
    style: Style,
) {
    let mut x = line.x + 2;
    for (place, (words, width)) in cells.iter().zip(widths).enumerate() {
        let width = (*width).min(line.right().saturating_sub(x));
        if width == 0 {
            continue;
        }
        let words = text::truncate_with(words, usize::from(width), app.symbols.more);
        if is_right(place) {
            put_right(buffer, Rect { x, width, ..line }, &words, style);
        } else {
            text::put(buffer, x, line.y, &words, style, width);
        }
        x += width + 1;
    }
}

pub(super) fn others(app: &App, list: &OthersList, buffer: &mut Buffer) {
    let area = layout::overlay(app.size);
    let title = comparison::others_title(app.lang);
    let inside = text::frame(buffer, area, title, &app.theme, &app.symbols);
    text::put(
        buffer,
        inside.x,
        inside.y,
        comparison::others_hint(app.lang),
        app.theme.dim,
        inside.width,
    );
    let rows = layout::overlay_rows(app.size, 0);
    let (modes, states) = word_widths(app);
    for (place, line) in rows_of::rows(rows, list.offset, list.rows.len()) {
        let row = &list.rows[place];
        let Ok(held) = &row.line else { continue };
        let mark = if list.marked.contains(&row.path) { app.symbols.met } else { " " };
        let date = held.head.date.map_or_else(String::new, |date| date.to_string());
        let score = held.score.map_or_else(String::new, |score| score.show(2));
        let said = [
            mark,
            &text::pad(comparison::short_mode(app.lang, held.head.mode), modes),
            &text::pad(terms::state(app.lang, held.head.state), states),
            &date,
            &text::pad_left(&score, 6),
            &held.head.unit,
            &held.rubric,
        ];
        let said = said.join("  ");
        let said = text::truncate_with(&said, usize::from(line.width - 2), app.symbols.more);
        text::put(buffer, line.x + 2, line.y, &said, app.theme.normal, line.width - 2);
        if place == list.cursor {
            text::put(buffer, line.x, line.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, line, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    rows_of::scrollbar(bar, buffer, list.offset, list.rows.len(), &app.theme, &app.symbols);
}

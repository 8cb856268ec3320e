//! Who changed what and when, above the review screen.

use super::pen::put_right;
use super::select;
use crate::lang::history::HistoryRow;
use crate::lang::{history as words, ui};
use crate::tui::app::{App, HistoryList};
use crate::tui::layout;
use crate::tui::widgets::{list as rows_of, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The widths of the columns before what changed: number, time to the minute, who.
const NUMBER: u16 = 4;
const TIME: u16 = 16;
const WHO: u16 = 8;
/// The width of the score behind it.
const SCORE: u16 = 7;

pub(super) fn draw(app: &App, list: &HistoryList, buffer: &mut Buffer) {
    let area = layout::overlay(app.size);
    let inside = text::frame(buffer, area, words::title(app.lang), &app.theme, &app.symbols);
    let heading = heading(app, list);
    text::put(buffer, inside.x, inside.y, &heading, app.theme.dim, inside.width);
    let (rows, full) = layout::history(app.size);
    if list.all() == 0 {
        let lines = text::wrap(words::no_journal(app.lang), usize::from(rows.width));
        text::put_lines(buffer, rows, &lines, app.theme.dim);
    }
    let shown: Vec<&HistoryRow> = list.shown().collect();
    for (place, row) in rows_of::rows(rows, list.offset, shown.len()) {
        draw_row(app, shown[place], row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let rule = app.symbols.horizontal.repeat(usize::from(full.width));
    text::put(buffer, full.x, rows.bottom(), &rule, app.theme.border, full.width);
    let lines = list.full(app.lang, usize::from(full.width));
    let in_view = rows_of::in_view(list.full_offset, full.height, lines.len());
    for (line, row) in lines[in_view].iter().zip(full.rows()) {
        text::put(buffer, row.x, row.y, line, app.theme.normal, row.width);
    }
    if let Some(problem) = list.problems.first() {
        let foot = Rect { y: full.bottom(), height: 1, ..inside };
        let problem = text::truncate_with(problem, usize::from(foot.width), app.symbols.more);
        text::put(buffer, foot.x, foot.y, &problem, app.theme.error, foot.width);
    }
}

fn heading(app: &App, list: &HistoryList) -> String {
    match &list.id {
        Some(id) if list.is_narrow => ui::history_of(app.lang, id, list.len(), list.all()),
        Some(id) if list.is_unchanged() => ui::history_without(app.lang, id, list.all()),
        _ => ui::history_all(app.lang, list.all()),
    }
}

fn draw_row(app: &App, row: &HistoryRow, line: Rect, buffer: &mut Buffer) {
    let mut x = line.x + 2;
    let number = text::pad_left(&row.no.to_string(), usize::from(NUMBER));
    let time: String = row.time().chars().take(usize::from(TIME)).collect();
    let who = row.by.split('@').next().unwrap_or_default();
    for (words, width) in [(number.as_str(), NUMBER), (&time, TIME), (who, WHO)] {
        let words = text::truncate_with(words, usize::from(width), app.symbols.more);
        text::put(buffer, x, line.y, &words, app.theme.dim, width);
        x += width + 1;
    }
    let room = line.right().saturating_sub(x + SCORE + 1);
    let style = if row.fits { app.theme.normal } else { app.theme.error };
    let summary = row.summary(app.lang);
    let summary = text::truncate_with(&summary, usize::from(room), app.symbols.more);
    text::put(buffer, x, line.y, &summary, style, room);
    let score = row.score.map_or_else(String::new, |score| score.to_string());
    let score = text::truncate_with(&score, usize::from(SCORE), app.symbols.more);
    put_right(buffer, line, &score, app.theme.normal);
}

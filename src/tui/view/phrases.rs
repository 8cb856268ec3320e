//! 常用语 above a form: where each comes from, and the one under the cursor in full.

use super::pen::Pen;
use super::select;
use crate::lang::phrases as words;
use crate::phrases::Phrase;
use crate::tui::app::{App, PhraseList};
use crate::tui::layout;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// How wide what is typed is, where there is room.
const INPUT: u16 = 22;

/// Draws the list; the answer is where the caret is.
pub(super) fn draw(app: &App, list: &PhraseList, buffer: &mut Buffer) -> Position {
    let area = layout::overlay(app.size);
    let title = words::title(app.lang, list.field, &list.name);
    let inside = text::frame(buffer, area, &title, &app.theme, &app.symbols);
    let caret = input(app, list, Rect { height: 1, ..inside }, buffer);
    let rows = layout::overlay_rows(app.size, layout::PHRASES_FOOT);
    let shown = list.shown();
    if shown.is_empty() {
        let none = if list.all.is_empty() { words::none } else { words::none_like_it };
        text::put(buffer, rows.x, rows.y, none(app.lang), app.theme.dim, rows.width);
    }
    let source = source_width(app);
    for (place, row) in list::rows(rows, list.offset, shown.len()) {
        draw_row(app, shown[place], source, row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, list.offset, shown.len(), &app.theme, &app.symbols);
    if let Some(phrase) = shown.get(list.cursor) {
        let foot = Rect { y: rows.bottom() + 1, height: layout::PHRASES_FOOT - 1, ..rows };
        let lines = text::wrap(&phrase.text, usize::from(foot.width));
        text::put_lines(buffer, foot, &lines, app.theme.normal);
    }
    caret
}

/// What is typed, and what typing and Enter do.
fn input(app: &App, list: &PhraseList, line: Rect, buffer: &mut Buffer) -> Position {
    let width = line.width.min(INPUT);
    let field = Rect { width, ..line };
    list.input.render(field, buffer, app.theme.field_focused);
    let rest = Rect { x: field.right() + 2, width: line.width.saturating_sub(width + 2), ..line };
    Pen::new(buffer, rest).put(words::what_it_does(app.lang), app.theme.dim);
    Position::new(field.x + list.input.cursor_column(width), field.y)
}

/// How wide the column of where phrases come from is.
fn source_width(app: &App) -> u16 {
    let widths = words::SOURCES.map(|source| text::width(words::source(app.lang, source)));
    u16::try_from(widths.into_iter().max().unwrap_or_default()).unwrap_or(u16::MAX)
}

fn draw_row(app: &App, phrase: &Phrase, source: u16, row: Rect, buffer: &mut Buffer) {
    let at = row.x + 2;
    text::put(buffer, at, row.y, words::source(app.lang, phrase.source), app.theme.dim, source);
    let x = at + source + 2;
    let room = row.right().saturating_sub(x);
    let one_line = phrase.text.replace('\n', " ");
    let shown = text::truncate_with(&one_line, usize::from(room), app.symbols.more);
    text::put(buffer, x, row.y, &shown, app.theme.normal, room);
}

//! Everything that can be done now, above the screen: titles, keys, and what needs more words.

use super::pen::Pen;
use super::select;
use crate::lang::keys as words;
use crate::tui::action::Row;
use crate::tui::app::{App, PaletteList};
use crate::tui::widgets::{list, text};
use crate::tui::{help, layout};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// How wide the columns of titles and of keys are.
const TITLE: u16 = 22;
const KEYS: u16 = 18;

/// Draws the list; the answer is where the caret is.
pub(super) fn draw(app: &App, list: &PaletteList, buffer: &mut Buffer) -> Position {
    let area = layout::overlay(app.size);
    let title = words::palette_of(app.lang, list.place.title(app.lang));
    let inside = text::frame(buffer, area, &title, &app.theme, &app.symbols);
    let line = Rect { height: 1, ..inside };
    let caret = input(app, list, line, buffer);
    let rows = layout::overlay_rows(app.size, layout::PALETTE_FOOT);
    let shown = list.shown(app);
    if shown.is_empty() {
        text::put(
            buffer,
            rows.x,
            rows.y,
            words::no_such_action(app.lang),
            app.theme.dim,
            rows.width,
        );
    }
    for (place, row) in list::rows(rows, list.offset, shown.len()) {
        draw_row(app, list, shown[place], row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, list.offset, shown.len(), &app.theme, &app.symbols);
    caret
}

/// What is typed; before the first letter, what typing does.
fn input(app: &App, list: &PaletteList, line: Rect, buffer: &mut Buffer) -> Position {
    let width = line.width.min(TITLE);
    let field = Rect { width, ..line };
    list.input.render(field, buffer, app.theme.field_focused);
    let mut pen =
        Pen::new(buffer, Rect { x: field.right() + 2, width: line.width - width - 2, ..line });
    pen.put(words::palette_hint(app.lang), app.theme.dim);
    Position::new(field.x + list.input.cursor_column(width), field.y)
}

fn draw_row(app: &App, list: &PaletteList, row: &Row, line: Rect, buffer: &mut Buffer) {
    let keys = app.keys.names(list.place, row, app.lang);
    let more = row.more.map_or("", |more| more(app.lang));
    let mut x = line.x + 2;
    for (words, width, style) in [
        (help::title(app, row, app.lang), TITLE, app.theme.normal),
        (keys.as_str(), KEYS, app.theme.normal),
        (more, line.width, app.theme.dim),
    ] {
        let width = width.min(line.right().saturating_sub(x));
        let words = text::truncate_with(words, usize::from(width), app.symbols.more);
        text::put(buffer, x, line.y, &words, style, width);
        x += width + 1;
    }
}

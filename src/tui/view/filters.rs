//! What the tree may be narrowed to, above the review screen.

use super::pen::put_right;
use super::select;
use crate::lang::filters as words;
use crate::tui::app::{App, FilterList};
use crate::tui::layout;
use crate::tui::tree::Choice;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(super) fn draw(app: &App, list: &FilterList, buffer: &mut Buffer) -> Position {
    let area = layout::overlay(app.size);
    let inside = text::frame(buffer, area, words::choose(app.lang), &app.theme, &app.symbols);
    text::put(
        buffer,
        inside.x,
        inside.y,
        words::what_it_does(app.lang),
        app.theme.dim,
        inside.width,
    );
    let rows = layout::overlay_rows(app.size, layout::FILTERS_FOOT);
    let in_view = list::rows(rows, list.offset, list.len());
    for ((place, row), choice) in in_view.zip(list.choices().skip(list.offset)) {
        draw_choice(app, choice, row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, list.offset, list.len(), &app.theme, &app.symbols);
    if list.is_empty() {
        let typed = list.input.text().trim();
        let is_day = typed.chars().all(|c| c.is_ascii_digit() || "-./".contains(c));
        let none = if is_day {
            words::unchanged_since(app.lang, typed)
        } else {
            words::nothing_like_it(app.lang).to_owned()
        };
        text::put(buffer, rows.x + 2, rows.y, &none, app.theme.error, rows.width - 2);
    }
    typed(app, list, Rect { y: inside.y + 1, height: 1, ..inside }, buffer)
}

/// What is typed to narrow the list, and where its caret is.
fn typed(app: &App, list: &FilterList, line: Rect, buffer: &mut Buffer) -> Position {
    let at = text::put(buffer, line.x, line.y, words::typed(app.lang), app.theme.dim, line.width);
    let field = Rect { x: at + 1, width: line.right().saturating_sub(at + 1).min(24), ..line };
    list.input.render(field, buffer, app.theme.field_focused);
    Position::new(field.x + list.input.cursor_column(field.width), line.y)
}

fn draw_choice(app: &App, choice: &Choice, row: Rect, buffer: &mut Buffer) {
    let title = choice.title(app.lang);
    let counts = words::counts(app.lang, choice.rows, choice.open);
    let room = row.width.saturating_sub(2);
    let left = usize::from(room).saturating_sub(text::width(&counts) + 2);
    let title = text::truncate_with(&title, left, app.symbols.more);
    text::put(buffer, row.x + 2, row.y, &title, app.theme.normal, room);
    put_right(buffer, row, &counts, app.theme.dim);
}

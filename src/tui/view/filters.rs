//! What the tree may be narrowed to, above the review screen.

use super::pen::put_right;
use super::select;
use crate::lang::filters as words;
use crate::tui::app::{App, FilterList};
use crate::tui::layout;
use crate::tui::tree::Choice;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn draw(app: &App, list: &FilterList, buffer: &mut Buffer) {
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
    for (place, row) in list::rows(rows, list.offset, list.choices.len()) {
        draw_choice(app, &list.choices[place], row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, list.offset, list.choices.len(), &app.theme, &app.symbols);
}

fn draw_choice(app: &App, choice: &Choice, row: Rect, buffer: &mut Buffer) {
    let everything = || words::everything(app.lang).to_owned();
    let title = choice.filter.as_ref().map_or_else(everything, |filter| filter.title(app.lang));
    let counts = words::counts(app.lang, choice.rows, choice.open);
    let room = row.width.saturating_sub(2);
    let left = usize::from(room).saturating_sub(text::width(&counts) + 2);
    let title = text::truncate_with(&title, left, app.symbols.more);
    text::put(buffer, row.x + 2, row.y, &title, app.theme.normal, room);
    put_right(buffer, row, &counts, app.theme.dim);
}

//! What changed in the rubric, above the review screen.

use super::style_of;
use crate::lang::changes as say;
use crate::tui::app::App;
use crate::tui::details::changes::lines;
use crate::tui::layout;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn draw(app: &App, offset: usize, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let Some(update) = &review.update else { return };
    let title = say::changes_of(app.lang, &review.rubric.head.id);
    let area = layout::overlay(app.size);
    let inside = text::frame(buffer, area, &title, &app.theme, &app.symbols);
    let counts = say::counts(app.lang, update.changes());
    let heading = text::truncate_with(&counts, usize::from(inside.width), app.symbols.more);
    text::put(buffer, inside.x, inside.y, &heading, app.theme.dim, inside.width);
    let rows = layout::overlay_rows(app.size, layout::CHANGES_FOOT);
    let lines = lines(app, review, usize::from(rows.width));
    for (place, row) in list::rows(rows, offset, lines.len()) {
        let line = &lines[place];
        text::put(buffer, row.x, row.y, &line.label, app.theme.dim, row.width);
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX).min(row.width);
        let room = row.width - indent;
        text::put(buffer, row.x + indent, row.y, &line.text, style_of(app, line.tone), room);
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, offset, lines.len(), &app.theme, &app.symbols);
    if review.pending_update().is_none() {
        let words = say::is_migrated(app.lang);
        text::put(buffer, inside.x, rows.bottom(), words, app.theme.good, inside.width);
    }
}

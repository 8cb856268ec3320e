//! The selected row in full, on the right.

use super::style_of;
use crate::tui::app::{App, Review};
use crate::tui::details::lines;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn draw(app: &App, review: &Review, area: Rect, buffer: &mut Buffer) {
    let lines = lines(app, review, usize::from(area.width));
    for (place, row) in list::rows(area, review.details_offset, lines.len()) {
        let line = &lines[place];
        text::put(buffer, row.x, row.y, &line.label, app.theme.dim, row.width);
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX).min(row.width);
        let style = style_of(app, line.tone);
        text::put(buffer, row.x + indent, row.y, &line.text, style, row.width - indent);
    }
    let bar = Rect { x: area.right(), width: 1, ..area };
    list::scrollbar(bar, buffer, review.details_offset, lines.len(), &app.theme, &app.symbols);
}

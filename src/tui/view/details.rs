//! The selected row in full, on the right.

use super::style_of;
use crate::tui::app::{App, Review};
use crate::tui::details::first_lines;
use crate::tui::search::Word;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn draw(app: &App, review: &Review, area: Rect, buffer: &mut Buffer) {
    let offset = review.details_offset;
    let most = offset + usize::from(area.height);
    let (lines, all) = first_lines(app, review, usize::from(area.width), most);
    let hit = review.hit_under_cursor();
    let looked_for =
        hit.as_ref().map_or_else(Vec::new, |(hit, words)| review.words_by_text(hit, words));
    for (place, row) in list::rows(area, offset, lines.len()) {
        let line = &lines[place];
        text::put(buffer, row.x, row.y, &line.label, app.theme.dim, row.width);
        let indent = u16::try_from(line.indent).unwrap_or(u16::MAX).min(row.width);
        let style = style_of(app, line.tone);
        text::put(buffer, row.x + indent, row.y, &line.text, style, row.width - indent);
        let room = Rect { x: row.x + indent, width: row.width - indent, ..row };
        for word in &looked_for {
            mark(app, word, &line.text, room, buffer);
        }
    }
    let bar = Rect { x: area.right(), width: 1, ..area };
    list::scrollbar(bar, buffer, offset, all, &app.theme, &app.symbols);
}

/// Marks a word that is looked for where a line shows it.
fn mark(app: &App, word: &Word<'_>, line: &str, room: Rect, buffer: &mut Buffer) {
    let Some((span, _)) = word.find(line) else { return };
    let (Some(before), Some(met)) = (line.get(..span.start), line.get(span)) else { return };
    let cells = |words: &str| u16::try_from(text::width(words)).unwrap_or(u16::MAX);
    let left = cells(before).min(room.width);
    let width = cells(met).min(room.width - left);
    buffer.set_style(Rect { x: room.x + left, width, height: 1, ..room }, app.theme.matched);
}

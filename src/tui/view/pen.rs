//! Writing pieces of text in different styles one behind the other.

use crate::tui::widgets::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Where the next piece goes on a line.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    /// At the start of the first line of an area.
    pub(super) fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        Self { buffer, x: area.left(), y: area.top(), end: area.right() }
    }

    /// Writes a piece; what does not fit is cut.
    pub(super) fn put(&mut self, piece: &str, style: Style) {
        let room = self.end.saturating_sub(self.x);
        self.x = text::put(self.buffer, self.x, self.y, piece, style, room);
    }

    /// How many cells are left.
    pub(super) fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }
}

/// Writes a text at the right end of a line.
pub(super) fn put_right(buffer: &mut Buffer, line: Rect, piece: &str, style: Style) {
    let width = u16::try_from(text::width(piece)).unwrap_or(u16::MAX).min(line.width);
    text::put(buffer, line.right() - width, line.y, piece, style, width);
}

//! Text as cells of a terminal: widths, cutting, padding, wrapping, drawing.
//!
//! What a text looks like is decided in one place, [`crate::visible`]. Widths,
//! cutting, wrapping and drawing all agree with it, so nothing that stands in a
//! file can command the terminal or hide.

pub use super::draw::{ascii_marks, clear, frame, inside, put, put_cut, put_lines};
pub use super::wrap::{wrap, wrap_ranges};
pub use crate::visible::{cells, visible, visible_lines, width};

use crate::visible::glyphs;
use std::borrow::Cow;

/// The mark at the end of a text that was cut.
pub const MORE: &str = "…";

/// The text, [`visible`], in at most `width` cells; where it was cut it ends with `…`.
#[must_use]
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    truncate_with(text, width, MORE)
}

/// Like [`truncate`], with another mark, such as [`more`](super::theme::Symbols::more).
#[must_use]
pub fn truncate_with<'text>(text: &'text str, width: usize, more: &str) -> Cow<'text, str> {
    let Some(beginning) = beginning(text, width) else { return visible(text) };
    let text = visible(beginning);
    let room = width.saturating_sub(cells(more));
    let (mut used, mut kept) = (0, 0);
    for glyph in glyphs(&text) {
        if used <= room {
            kept = glyph.start;
        }
        used += glyph.cells;
    }
    let mark = if cells(more) <= width { more } else { "" };
    Cow::Owned(format!("{}{mark}", &text[..kept]))
}

/// The beginning of a text that is wider than `width`, just too wide itself; of a long text the
/// rest need not be looked at. Nothing where the text fits.
fn beginning(text: &str, width: usize) -> Option<&str> {
    let mut used = 0;
    for glyph in glyphs(text) {
        used += glyph.cells;
        if used > width {
            return Some(&text[..glyph.end()]);
        }
    }
    None
}

/// The text in exactly `width` cells: cut, or with spaces behind it.
#[must_use]
pub fn pad(text: &str, width: usize) -> String {
    let text = truncate(text, width);
    format!("{text}{}", " ".repeat(width.saturating_sub(self::width(&text))))
}

/// The text in exactly `width` cells: cut, or with spaces before it, for numbers.
#[must_use]
pub fn pad_left(text: &str, width: usize) -> String {
    let text = truncate(text, width);
    format!("{}{text}", " ".repeat(width.saturating_sub(self::width(&text))))
}

/// A number of cells for the screen, which has no more than 65,535.
pub(super) fn to_u16(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{pad, pad_left, truncate, truncate_with, visible, width};
    use ratatui::buffer::{Buffer, CellWidth};
    use unicode_segmentation::UnicodeSegmentation;

    /// The text of a buffer, line by line, without blanks at the end.
    pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
        let area = buffer.area;
        let line = |y| {
            let (mut line, mut x) = (String::new(), area.left());
            while x < area.right() {
                let cell = &buffer[(x, y)];
                line.push_str(cell.symbol());
                x += cell.cell_width().max(1);
            }
            line.trim_end().to_owned()
        };
        let mut lines: Vec<String> = (area.top()..area.bottom()).map(line).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    }

    /// What is drawn takes as many cells as the widths say.
    #[test]
    fn the_screen_agrees_about_widths() {
        for text in ["扣0.5分", "e\u{301}", "👨\u{200D}👩", "葛\u{E0100}", "\u{1B}a\u{202E}"]
        {
            let seen = visible(text);
            let drawn: u16 = seen.graphemes(true).map(CellWidth::cell_width).sum();
            assert_eq!(usize::from(drawn), width(text), "{text:?}");
        }
    }

    #[test]
    fn texts_are_cut_between_glyphs() {
        let cases = [
            ("安全生产", 8, "安全生产"),
            ("安全生产", 7, "安全生…"),
            ("安全生产", 6, "安全…"),
            ("安全生产", 2, "…"),
            ("安全生产", 1, "…"),
            ("安全生产", 0, ""),
            ("a安", 2, "a…"),
            ("", 0, ""),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("\u{1B}安", 2, "␛…"),
        ];
        for (text, cells, expected) in cases {
            assert_eq!(truncate(text, cells), expected, "{text:?} {cells}");
        }
        assert_eq!(truncate_with("安全生产", 6, ".."), "安全..");
        assert_eq!(truncate_with("安全", 1, ".."), "");
        assert_eq!(pad("安全", 5), "安全 ");
        assert_eq!(pad("安全", 3), "安…");
        assert_eq!(pad("安全", 2), "… ");
        assert_eq!(pad_left("9.5", 5), "  9.5");
    }
}

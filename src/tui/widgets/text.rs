//! Text as cells of a terminal: widths, cutting, padding, wrapping, drawing.
//!
//! What a text looks like is decided in one place, [`visible`]: characters that
//! would not be seen (escape, controls, bidi overrides, zero-width characters)
//! have a visible mark. Widths, cutting, wrapping and drawing all agree with it,
//! so nothing that stands in a file can command the terminal or hide.

pub use super::draw::{clear, frame, inside, put, put_lines};
pub use super::wrap::{wrap, wrap_ranges};

use ratatui::buffer::CellWidth;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The mark at the end of a text that was cut.
pub const MORE: &str = "…";

const ZERO_WIDTH_JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// How many cells a text takes when it is drawn on one line.
#[must_use]
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(cells).sum()
}

/// How many cells one grapheme takes when it is drawn, its visible mark if it has one.
#[must_use]
pub fn cells(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [byte] if !byte.is_ascii_control() => 1,
        _ if is_hidden(grapheme) => {
            mark(grapheme).graphemes(true).map(|glyph| usize::from(glyph.cell_width())).sum()
        }
        _ => usize::from(grapheme.cell_width()),
    }
}

/// The text with a mark for everything that would not be seen: `␛`, `‹U+202E›`,
/// `↵` for a line break, a space for a tab. The text of one line.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.graphemes(true).any(is_hidden) {
        Cow::Owned(text.graphemes(true).map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Like [`visible`], but line breaks stay: each is `\n`.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    let is_changed = |grapheme: &str| grapheme != "\n" && is_hidden(grapheme);
    if text.graphemes(true).any(is_changed) {
        let lines =
            |grapheme| if is_line_break(grapheme) { Cow::Borrowed("\n") } else { shown(grapheme) };
        Cow::Owned(text.graphemes(true).map(lines).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// What is drawn for one grapheme.
pub(super) fn shown(grapheme: &str) -> Cow<'_, str> {
    if is_hidden(grapheme) { Cow::Owned(mark(grapheme)) } else { Cow::Borrowed(grapheme) }
}

pub(super) fn is_line_break(grapheme: &str) -> bool {
    matches!(grapheme, "\n" | "\r\n" | "\r")
}

/// Whether something of the grapheme would not be seen if it were drawn as it is.
fn is_hidden(grapheme: &str) -> bool {
    if let [byte] = grapheme.as_bytes() {
        return byte.is_ascii_control();
    }
    grapheme.chars().any(char::is_control)
        || grapheme.cell_width() == 0
        || grapheme.ends_with(ZERO_WIDTH_JOINERS)
        || has_loose_tags(grapheme)
}

/// Tag characters spell the name of a flag behind 🏴; anywhere else they hide a text.
fn has_loose_tags(grapheme: &str) -> bool {
    !grapheme.starts_with('\u{1F3F4}') && grapheme.chars().any(is_tag)
}

fn is_tag(character: char) -> bool {
    matches!(character, '\u{E0000}'..='\u{E007F}')
}

/// The visible form of a grapheme that is hidden as it is.
fn mark(grapheme: &str) -> String {
    if is_line_break(grapheme) {
        return "↵".to_owned();
    }
    let nothing_seen = grapheme.chars().any(char::is_control) || grapheme.cell_width() == 0;
    let loose_tags = has_loose_tags(grapheme);
    let end = grapheme.trim_end_matches(ZERO_WIDTH_JOINERS).len();
    let mut marked = String::new();
    for (place, character) in grapheme.char_indices() {
        match character {
            '\t' => marked.push(' '),
            // U+2400 … hold a picture of each of the first 32 characters.
            '\0'..='\u{1F}' => {
                marked.extend(char::from_u32(0x2400 + u32::from(character)));
            }
            '\u{7F}' => marked.push('␡'),
            _ if nothing_seen || place >= end || (loose_tags && is_tag(character)) => {
                let number = format!("‹U+{:04X}›", u32::from(character));
                marked.push_str(&number);
            }
            _ => marked.push(character),
        }
    }
    marked
}

/// The text, [`visible`], in at most `width` cells; where it was cut it ends with `…`.
#[must_use]
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    truncate_with(text, width, MORE)
}

/// Like [`truncate`], with another mark, such as [`more`](super::theme::Symbols::more).
#[must_use]
pub fn truncate_with<'text>(text: &'text str, width: usize, more: &str) -> Cow<'text, str> {
    let text = visible(text);
    let room = width.saturating_sub(cells(more));
    let (mut used, mut kept) = (0, 0);
    for (place, grapheme) in text.grapheme_indices(true) {
        if used <= room {
            kept = place;
        }
        used += cells(grapheme);
        if used > width {
            let mark = if cells(more) <= width { more } else { "" };
            return Cow::Owned(format!("{}{mark}", &text[..kept]));
        }
    }
    text
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
    use super::{pad, pad_left, truncate, truncate_with, visible, visible_lines, width};
    use ratatui::buffer::{Buffer, CellWidth};

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

    #[test]
    fn nothing_hides_and_widths_agree() {
        // (text, what is seen, cells)
        let cases = [
            ("", "", 0),
            ("abc", "abc", 3),
            ("扣0.5分", "扣0.5分", 7),
            ("e\u{301}", "e\u{301}", 1),
            ("\u{301}", "‹U+0301›", 8),
            ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧", 2),
            ("🏴\u{E0067}\u{E0062}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E007F}", 2),
            ("a\u{E0067}", "a‹U+E0067›", 10),
            ("中\u{200D}", "中‹U+200D›", 10),
            ("\u{1B}[2J", "␛[2J", 4),
            ("a\tb\u{7F}", "a b␡", 4),
            ("\u{9B}x", "‹U+009B›x", 9),
            ("a\u{202E}b", "a‹U+202E›b", 10),
            ("a\u{200B}b", "a‹U+200B›b", 10),
            ("甲\r\n乙\n", "甲↵乙↵", 6),
        ];
        for (text, seen, cells) in cases {
            assert_eq!(visible(text), seen, "{text:?}");
            assert_eq!(visible(seen), seen, "{text:?}");
            assert_eq!((width(text), width(seen)), (cells, cells), "{text:?}");
        }
        assert_eq!(visible_lines("甲\r\n乙\n\u{1B}"), "甲\n乙\n␛");
        assert_eq!(visible_lines("甲\n乙"), "甲\n乙");
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

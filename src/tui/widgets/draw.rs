//! Drawing texts and boxes into a buffer without ever leaving half a wide glyph.
//!
//! A wide glyph owns the cell it stands in and the blank cell right of it. When
//! only one of the two is overwritten, the other must be blanked, or the
//! terminal and the buffer disagree about everything further right
//! (ratatui issue 2526).

use super::text::{to_u16, truncate_with, width};
use super::theme::{Symbols, Theme};
use crate::visible::{Glyph, ascii_mark, cells, glyphs, shown};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Writes one line of text, at most `max_width` cells, and returns the column behind it.
///
/// The text is drawn [visible](crate::visible::visible), the style is patched over
/// what the cells have. A wide glyph that does not fit becomes blank. What lies
/// outside the buffer is not drawn.
pub fn put(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    text: &str,
    style: impl Into<Style>,
    max_width: u16,
) -> u16 {
    let Some(room) = room(buffer, x, y, max_width) else { return x };
    x + to_u16(fill(room, text, style.into(), 0).unwrap_or(room.len()))
}

/// Like [`put`]; where the text was cut it ends with `more`, as a
/// [truncated](super::text::truncate_with) one.
pub fn put_cut(
    buffer: &mut Buffer,
    (x, y): (u16, u16),
    text: &str,
    style: impl Into<Style>,
    max_width: u16,
    more: &str,
) {
    let Some(room) = room(buffer, x, y, max_width) else { return };
    let (style, more_cells) = (style.into(), width(more));
    if let Err(cut) = fill(room, text, style, more_cells) {
        let room = &mut room[cut..];
        blank(room, style);
        if more_cells <= room.len() {
            let _fits = fill(room, more, style, 0);
        }
    }
}

/// The cells of a line from a place on, none of them half a glyph.
fn room(buffer: &mut Buffer, x: u16, y: u16, max_width: u16) -> Option<&mut [Cell]> {
    let area = buffer.area;
    let end = x.saturating_add(max_width).min(area.right());
    if x < area.left() || x >= end || y < area.top() || y >= area.bottom() {
        return None;
    }
    blank_cut_glyph(buffer, x, y);
    let start = buffer.index_of(x, y);
    buffer.content.get_mut(start..start + usize::from(end - x))
}

/// Writes a text into the cells of a line; how many it takes.
///
/// # Errors
/// It does not fit: the rest of the line is blank. The place is that of the last glyph before
/// which `spare` cells are left.
fn fill(room: &mut [Cell], text: &str, style: Style, spare: usize) -> Result<usize, usize> {
    let last = room.len().saturating_sub(spare);
    let mut line = Line { room, style, last, cut: 0, at: 0 };
    for glyph in glyphs(text) {
        if glyph.is_plain {
            line.set(&glyph)?;
            continue;
        }
        // What is shown for it may be a mark of several glyphs.
        for glyph in glyphs(&shown(glyph.text)) {
            line.set(&glyph)?;
        }
    }
    Ok(line.at)
}

/// A line that is being written.
struct Line<'a> {
    room: &'a mut [Cell],
    style: Style,
    /// The last place where a cut may be.
    last: usize,
    /// The place of the last glyph at or before it.
    cut: usize,
    /// The place of the next glyph.
    at: usize,
}

impl Line<'_> {
    /// Writes a glyph.
    ///
    /// # Errors
    /// It does not fit: the rest of the line is blank. The place to cut at.
    fn set(&mut self, glyph: &Glyph<'_>) -> Result<(), usize> {
        if self.at <= self.last {
            self.cut = self.at;
        }
        let behind = self.at + glyph.cells;
        let Some(cells) = self.room.get_mut(self.at..behind) else {
            blank(&mut self.room[self.at..], self.style);
            return Err(self.cut);
        };
        if let Some((first, behind_it)) = cells.split_first_mut() {
            first.set_symbol(glyph.text).set_style(self.style);
            blank(behind_it, self.style);
        }
        self.at = behind;
        Ok(())
    }
}

/// Writes lines of text under each other into an area, as far as they fit.
pub fn put_lines(buffer: &mut Buffer, area: Rect, lines: &[String], style: impl Into<Style>) {
    let style = style.into();
    for (row, line) in area.rows().zip(lines) {
        put(buffer, row.x, row.y, line, style, row.width);
    }
}

/// Makes an area blank for what is drawn over the screen: a dialog, a menu.
pub fn clear(buffer: &mut Buffer, area: Rect, style: impl Into<Style>) {
    let style = style.into();
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.width > 0 {
            blank_cut_glyph(buffer, area.x, y);
            let start = buffer.index_of(area.x, y);
            let cells = &mut buffer.content[start..start + usize::from(area.width)];
            cells.iter_mut().for_each(Cell::reset);
            blank(cells, style);
        }
    }
}

/// Draws a box with a title around an area, blank inside, and returns the inside,
/// one cell of space left and right where there is room.
pub fn frame(
    buffer: &mut Buffer,
    area: Rect,
    title: &str,
    theme: &Theme,
    symbols: &Symbols,
) -> Rect {
    let area = area.intersection(buffer.area);
    clear(buffer, area, theme.normal);
    if area.width < 2 || area.height < 2 {
        return inside(area);
    }
    let [top_left, top_right, bottom_left, bottom_right] = symbols.corners;
    let middle = symbols.horizontal.repeat(usize::from(area.width - 2));
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    put(
        buffer,
        area.x,
        area.y,
        &format!("{top_left}{middle}{top_right}"),
        theme.border,
        area.width,
    );
    let last = format!("{bottom_left}{middle}{bottom_right}");
    put(buffer, area.x, bottom, &last, theme.border, area.width);
    for y in area.y + 1..bottom {
        put(buffer, area.x, y, symbols.vertical, theme.border, 1);
        put(buffer, right, y, symbols.vertical, theme.border, 1);
    }
    let room = usize::from(area.width).saturating_sub(6);
    if room > 0 && width(title) > 0 {
        let title = truncate_with(title, room, symbols.more);
        put(buffer, area.x + 2, area.y, &format!(" {title} "), theme.title, area.width - 4);
    }
    inside(area)
}

/// Has the marks of hidden characters drawn in ASCII, for terminals that have no others.
pub fn ascii_marks(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let mut symbol = cell.symbol().chars();
        if let (Some(mark), None) = (symbol.next().and_then(ascii_mark), symbol.next()) {
            cell.set_char(mark);
        }
    }
}

/// The part of an area that a [`frame`] around it leaves.
#[must_use]
pub fn inside(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect::new(area.x, area.y, 0, 0);
    }
    let space = u16::from(area.width >= 6);
    Rect::new(area.x + 1 + space, area.y + 1, area.width - 2 - 2 * space, area.height - 2)
}

/// Blanks the glyph left of a place whose right half is in that place.
fn blank_cut_glyph(buffer: &mut Buffer, x: u16, y: u16) {
    if x > buffer.area.left() && cells(buffer[(x - 1, y)].symbol()) > 1 {
        buffer[(x - 1, y)].set_symbol(" ");
    }
}

fn blank(cells: &mut [Cell], style: Style) {
    for cell in cells {
        // Most are blank already, and to look is quicker.
        if cell.symbol() != " " {
            cell.set_symbol(" ");
        }
        cell.set_style(style);
    }
}

#[cfg(test)]
mod tests {
    use super::{clear, frame, put, put_cut, truncate_with};
    use crate::tui::widgets::text::tests::lines;
    use crate::tui::widgets::theme::{Symbols, Theme};
    use proptest::prelude::*;
    use ratatui::backend::CrosstermBackend;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Modifier, Style};
    use ratatui::{Terminal, TerminalOptions, Viewport};

    /// A screen of 8×3 cells full of wide glyphs.
    fn screen() -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 3));
        for y in 0..3 {
            put(&mut buffer, 0, y, "安全生产", Style::new(), 8);
        }
        buffer
    }

    #[test]
    fn half_a_glyph_never_stays() {
        // (column, text, most cells, the line afterwards, column behind)
        let cases = [
            (0, "目标", 8, "目标生产", 4),
            (1, "目标", 8, " 目标 产", 5),
            (1, "a", 1, " a全生产", 2),
            (2, "a", 8, "安a 生产", 3),
            (6, "目标", 8, "安全生目", 8),
            (7, "目标", 8, "安全生", 8),
            (0, "a目标", 2, "a 全生产", 2),
            (0, "\u{1B}[2J", 8, "␛[2J生产", 4),
            (0, "e\u{301}\u{200B}", 8, "e\u{301}‹U+200B", 8),
            (8, "目标", 8, "安全生产", 8),
            (u16::MAX, "目标", 8, "安全生产", u16::MAX),
            (0, "目标", 0, "安全生产", 0),
        ];
        for (x, text, most, expected, behind) in cases {
            let mut buffer = screen();
            assert_eq!(put(&mut buffer, x, 0, text, Style::new(), most), behind, "{x} {text:?}");
            assert_eq!(lines(&buffer)[0], expected, "{x} {text:?}");
            assert_eq!(put(&mut buffer, 0, 9, text, Style::new(), most), 0);
        }
    }

    #[test]
    fn a_text_is_cut_on_the_screen_as_elsewhere() {
        for text in ["安全生产目标", "a安全", "安\u{1B}全", "\u{1B}\u{1B}安全", "安全", ""]
        {
            for (width, more) in (0..9).flat_map(|width| [(width, "…"), (width, "..")]) {
                let mut cut = Buffer::empty(Rect::new(0, 0, 9, 1));
                let mut truncated = cut.clone();
                put_cut(&mut cut, (0, 0), text, Style::new(), width, more);
                let text = truncate_with(text, usize::from(width), more);
                put(&mut truncated, 0, 0, &text, Style::new(), width);
                assert_eq!(cut, truncated, "{text:?} {width} {more}");
            }
        }
    }

    #[test]
    fn an_overlay_blanks_the_glyphs_it_cuts() {
        let mut buffer = screen();
        clear(&mut buffer, Rect::new(3, 0, 2, 2), Style::new());
        assert_eq!(lines(&buffer), ["安    产", "安    产", "安全生产"]);
        let mut buffer = screen();
        let inner =
            frame(&mut buffer, Rect::new(1, 0, 99, 9), "题", &Theme::mono(), &Symbols::ascii());
        assert_eq!(lines(&buffer), [" +- ~ -+", " |     |", " +-----+"]);
        assert_eq!(inner, Rect::new(3, 1, 3, 1));
    }

    #[test]
    fn a_line_keeps_its_style_under_wide_glyphs() {
        let mut buffer = screen();
        let style = Style::new().add_modifier(Modifier::REVERSED);
        put(&mut buffer, 0, 0, "目标", style, 3);
        let reversed = |x: u16| buffer[(x, 0)].modifier.contains(Modifier::REVERSED);
        assert_eq!((0..8).filter(|x| reversed(*x)).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn no_area_is_too_small() {
        for (width, height) in [(0, 0), (1, 1), (2, 2), (3, 2), (6, 3), (0, 9), (9, 0)] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let (theme, symbols) = (Theme::color(), Symbols::unicode());
            let inner = frame(&mut buffer, Rect::new(0, 0, 9, 9), "标题", &theme, &symbols);
            assert!(inner.right() <= width && inner.bottom() <= height);
        }
    }

    /// What a terminal holds after a screen full of text and then one with boxes over it,
    /// and the lines it should show.
    fn on_terminal(text: &str, boxes: &[Rect]) -> (vt100::Parser, Vec<String>) {
        let screen = Rect::new(0, 0, 20, 4);
        let size = |cells| std::num::NonZeroU16::new(cells).expect("a size");
        let mut output = Vec::new();
        let options = TerminalOptions { viewport: Viewport::Fixed(screen) };
        let backend = CrosstermBackend::new(&mut output);
        let mut terminal = Terminal::with_options(backend, options).expect("a terminal");
        let mut expected = Vec::new();
        for over in [&[][..], boxes] {
            let draw = |frame_of: &mut ratatui::Frame<'_>| {
                let buffer = frame_of.buffer_mut();
                for y in 0..4 {
                    put(buffer, y, y, text, Style::new(), 20);
                }
                for area in over {
                    frame(buffer, *area, "题目", &Theme::mono(), &Symbols::unicode());
                }
                expected = lines(buffer);
            };
            terminal.draw(draw).expect("a screen");
        }
        drop(terminal);
        let mut parser = vt100::Parser::new(size(4), size(20), 0);
        parser.process(&output);
        (parser, expected)
    }

    proptest! {
        #[test]
        fn a_terminal_shows_what_was_drawn(
            text in "[a安全，0]{0,24}",
            boxes in prop::collection::vec((0_u16..22, 0_u16..5, 0_u16..22, 0_u16..5), 0..3),
        ) {
            let boxes: Vec<Rect> =
                boxes.into_iter().map(|(x, y, width, height)| Rect::new(x, y, width, height)).collect();
            let (parser, mut expected) = on_terminal(&text, &boxes);
            expected.resize(4, String::new());
            let seen = parser.screen().rows(0, 20).map(|line| line.trim_end().to_owned());
            prop_assert_eq!(seen.collect::<Vec<_>>(), expected);
            if let Some(last) = boxes.last().map(|area| area.intersection(Rect::new(0, 0, 20, 4)))
                && last.width > 1 && last.height > 1 {
                let corner = parser.screen().cell(last.y, last.x).map(vt100::Cell::contents);
                prop_assert_eq!(corner, Some("┌"));
            }
        }
    }
}

//! Draws Chinese text on a slow line: one write a frame, few bytes in it.
//!
//! What goes to the terminal is worked out once a frame is complete, against what the
//! terminal shows.

use super::glyph::Legend;
use super::grid::{Grid, Writer};
use super::pen::{PenNumber, push_number};
use crate::tui::Canvas;
use crate::visible::is_ambiguous_wide;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use std::io::{self, Write};
use std::ops::Range;

/// With more numbers in its legend than this everything is drawn anew and they are forgotten.
const MOST_NUMBERS: usize = 256;

/// Draws on a terminal reached through `W`.
pub struct Painter<W: Write> {
    out: W,
    /// The frame that went out last.
    bytes: String,
    drawn: Buffer,
    shown: Grid,
    next: Grid,
    legend: Legend,
    caret: Option<Position>,
    /// What ambiguous characters were taken for in the last frame.
    was_wide: bool,
}

impl<W: Write> Painter<W> {
    /// Draws through `out` on a terminal of this size that shows nothing yet.
    pub fn new(out: W, size: Size) -> Self {
        Self {
            out,
            bytes: String::new(),
            drawn: Buffer::empty(Rect::ZERO),
            shown: Grid::new(size),
            next: Grid::new(size),
            legend: Legend::default(),
            caret: Some(Position::ORIGIN),
            was_wide: is_ambiguous_wide(),
        }
    }

    /// Works out what goes to the terminal for the frame that is complete now: which of the
    /// bytes.
    fn frame(&mut self, caret: Option<Position>) -> Range<usize> {
        // The room of the last frame is taken again.
        let mut out = std::mem::take(&mut self.bytes);
        out.clear();
        out.push_str(BEGINS_PIECE);
        let is_full = self.legend.len() > MOST_NUMBERS;
        // Where it draws them otherwise than was thought, it shows something else than was thought.
        let is_wide = is_ambiguous_wide();
        let is_mistaken = std::mem::replace(&mut self.was_wide, is_wide) != is_wide;
        if is_full || is_mistaken || self.shown.size() != self.drawn.area.as_size() {
            out.push_str("\u{1b}[2J");
            self.legend = Legend::default();
            self.shown = Grid::new(self.drawn.area.as_size());
        }
        self.next.take(&self.drawn, &mut self.legend);
        let before = out.len();
        if self.caret.is_some() && caret.is_none() {
            out.push_str("\u{1b}[?25l");
        }
        // Between frames the terminal is asked questions and may be suspended: each frame
        // starts from an unknown place and ends in the plain style.
        let mut writer = Writer { at: None, pen: PenNumber::PLAIN, legend: &self.legend };
        self.next.write_over(&self.shown, &mut writer, &mut out);
        writer.use_pen(PenNumber::PLAIN, &mut out);
        std::mem::swap(&mut self.shown, &mut self.next);
        let is_moved = out.len() != before;
        if let Some(place) = caret
            && (is_moved || self.caret != caret)
        {
            out.push_str("\u{1b}[");
            push_number(usize::from(place.y) + 1, &mut out);
            out.push(';');
            push_number(usize::from(place.x) + 1, &mut out);
            out.push('H');
            if self.caret.is_none() {
                out.push_str("\u{1b}[?25h");
            }
        }
        self.caret = caret;
        let is_long = out.len() - BEGINS_PIECE.len() > ONE_PIECE;
        if is_long {
            out.push_str(ENDS_PIECE);
        }
        self.bytes = out;
        // A short frame arrives at once anyhow and is not made longer.
        let start = if is_long { 0 } else { BEGINS_PIECE.len() };
        start..self.bytes.len()
    }
}

/// A frame longer than this may arrive in several pieces.
const ONE_PIECE: usize = 1200;
/// Has the terminal show what follows at once (synchronized output), as far as [`ENDS_PIECE`];
/// terminals that do not know the mode pass over it.
const BEGINS_PIECE: &str = "\u{1b}[?2026h";
/// See [`BEGINS_PIECE`].
const ENDS_PIECE: &str = "\u{1b}[?2026l";

impl<W: Write> Canvas for Painter<W> {
    fn draw(
        &mut self,
        size: Size,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let area = Rect::from(size);
        if self.drawn.area == area {
            self.drawn.reset();
        } else {
            self.drawn = Buffer::empty(area);
        }
        let caret = paint(&mut self.drawn);
        let frame = self.frame(caret);
        if !frame.is_empty() {
            self.out.write_all(&self.bytes.as_bytes()[frame])?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_NUMBERS, Painter};
    use crate::tui::Canvas;
    use crate::tui::widgets::text;
    use proptest::prelude::*;
    use ratatui::layout::Size;
    use ratatui::style::{Color, Modifier, Style};
    use std::io;
    use std::num::NonZero;

    const SIZE: Size = Size { width: 24, height: 9 };

    /// A text at a place, in a style.
    type Stroke = (u16, u16, &'static str, u8);

    const TEXTS: [&str; 9] = [
        "一票否决",
        "ab",
        "扣0.5分，",
        "                        ",
        "★…",
        "é",
        "👍",
        "x“安全”y",
        "",
    ];

    fn style(kind: u8) -> Style {
        // Nothing of what was drawn below shines through: bold and dim together are one of
        // the two in some terminals, whichever came last.
        let style = Style::reset();
        match kind % 7 {
            0 | 1 => style,
            2 => style.fg(Color::Red),
            3 => style.add_modifier(Modifier::BOLD),
            4 => style.add_modifier(Modifier::REVERSED | Modifier::DIM),
            5 => style.fg(Color::Indexed(200)).bg(Color::Rgb(1, 2, 3)),
            _ => style.fg(Color::LightBlue).add_modifier(Modifier::UNDERLINED),
        }
    }

    fn frames() -> impl Strategy<Value = Vec<(Vec<Stroke>, u16)>> {
        let stroke = (0..SIZE.width, 0..SIZE.height, prop::sample::select(&TEXTS[..]), any::<u8>());
        prop::collection::vec((prop::collection::vec(stroke, 0..14), 0..3_u16), 1..9)
    }

    /// What a person sees in each cell.
    fn shown(bytes: &[u8]) -> Vec<String> {
        let cells = |number| NonZero::new(number).expect("above zero");
        let mut screen = vt100::Parser::new(cells(SIZE.height), cells(SIZE.width), 0);
        screen.process(bytes);
        let screen = screen.screen();
        let cell = |line: u16, column: u16| {
            let Some(cell) = screen.cell(line, column) else { return String::new() };
            let back = format!("{:?} {} {}", cell.bgcolor(), cell.inverse(), cell.underline());
            // Of a blank nobody sees the colour in front.
            if cell.contents().trim().is_empty() && !cell.inverse() && !cell.underline() {
                return back;
            }
            let front = format!("{:?} {} {}", cell.fgcolor(), cell.bold(), cell.dim());
            format!("{} {front} {back}", cell.contents().trim())
        };
        (0..SIZE.height).flat_map(|line| (0..SIZE.width).map(move |x| cell(line, x))).collect()
    }

    fn draw(painter: &mut Painter<&mut Vec<u8>>, strokes: &[Stroke], shift: u16) {
        let drawn = painter.draw(SIZE, |buffer| {
            for (x, y, text, kind) in strokes {
                let line = (y + shift) % SIZE.height;
                text::put(buffer, *x, line, text, style(*kind), SIZE.width - x);
            }
            None
        });
        drawn.expect("drawn in memory");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// After any frames the terminal shows what one frame on a blank terminal shows.
        #[test]
        fn every_frame_is_shown_as_drawn(frames in frames()) {
            let mut bytes = Vec::new();
            let mut painter = Painter::new(&mut bytes, SIZE);
            for (strokes, shift) in &frames {
                draw(&mut painter, strokes, *shift);
            }
            drop(painter);
            let (strokes, shift) = frames.last().cloned().unwrap_or_default();
            let mut afresh = Vec::new();
            let mut painter = Painter::new(&mut afresh, SIZE);
            draw(&mut painter, &strokes, shift);
            drop(painter);
            prop_assert_eq!(shown(&bytes), shown(&afresh));
        }
    }

    /// What the second of two frames costs.
    fn cost(first: &[Stroke], second: &[Stroke]) -> String {
        let mut bytes = Vec::new();
        let mut painter = Painter::new(&mut bytes, SIZE);
        draw(&mut painter, first, 0);
        let before = painter.out.len();
        draw(&mut painter, second, 0);
        drop(painter);
        String::from_utf8(bytes.split_off(before)).expect("UTF-8")
    }

    #[test]
    fn a_frame_costs_what_changed() {
        let list: Vec<Stroke> = (0..9).map(|y| (0, y, TEXTS[usize::from(y) % 3], 0)).collect();
        assert_eq!(cost(&list, &list), "", "nothing changed, nothing is written");
        let mut marked = list.clone();
        marked[0].3 = 3;
        assert_eq!(cost(&list, &marked), "\u{1b}[1;1H\u{1b}[1m一票否决\u{1b}[m");
        let up: Vec<Stroke> = (0..9).map(|y| (0, y, TEXTS[usize::from(y + 1) % 3], 0)).collect();
        assert_eq!(cost(&list, &up), "\u{1b}[1;9r\u{1b}[S\u{1b}[r\u{1b}[9;1H一票否决");
        let erased: Vec<Stroke> = list[..8].to_vec();
        assert_eq!(cost(&list, &erased), "\u{1b}[9;1H\u{1b}[K");
    }

    #[test]
    fn many_long_symbols_and_other_sizes_are_drawn_anew() {
        let letter = |number: u32| {
            let [base, accent] = [0x61 + number % 26, 0x300 + number / 26];
            [base, accent].into_iter().filter_map(char::from_u32).collect::<String>()
        };
        let (mut bytes, mut afresh) = (Vec::new(), Vec::new());
        let draw = |painter: &mut Painter<&mut Vec<u8>>, number: u32| {
            let size = Size { height: SIZE.height - u16::from(number % 100 == 50), ..SIZE };
            let drawn = painter.draw(size, |buffer| {
                text::put(buffer, 3, 1, &letter(number), Style::new(), 9);
                None
            });
            drawn.expect("drawn in memory");
        };
        let mut painter = Painter::new(&mut bytes, SIZE);
        (0..600).for_each(|number| draw(&mut painter, number));
        assert!(painter.legend.len() <= MOST_NUMBERS + 1);
        draw(&mut Painter::new(&mut afresh, SIZE), 599);
        assert_eq!(shown(&bytes), shown(&afresh));
    }

    #[test]
    fn a_write_that_fails_is_told() {
        struct Full;
        impl io::Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut painter = Painter::new(Full, SIZE);
        let drawn = painter.draw(SIZE, |buffer| {
            text::put(buffer, 0, 0, "一", Style::new(), 2);
            None
        });
        assert!(drawn.is_err());
    }
}

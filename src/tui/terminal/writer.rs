//! A backend for Chinese text on a slow line: one write a frame, few bytes in it.
//!
//! What goes to the terminal is worked out here once a frame is complete, against
//! what the terminal shows. ratatui's own list of changed cells leaves some out
//! beside wide characters, so every cell is asked for ([`send_all`]).

use super::grid::{Grid, Writer};
use super::pen::Pen;
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Size};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Draws on a terminal reached through `W`.
pub struct LeanBackend<W: Write> {
    out: W,
    size: fn() -> io::Result<Size>,
    shown: Grid,
    next: Grid,
    cursor: Cursor,
    wanted: Cursor,
    is_blank: bool,
}

/// Has ratatui hand over every cell of a frame that has been drawn.
pub fn send_all(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        cell.set_diff_option(CellDiffOption::AlwaysUpdate);
    }
}

/// Where the cursor is to be seen, if it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cursor {
    is_shown: bool,
    position: Position,
}

impl<W: Write> LeanBackend<W> {
    /// Draws through `out` on a terminal that `size` measures and that shows nothing yet.
    ///
    /// # Errors
    /// The size cannot be had.
    pub fn new(out: W, size: fn() -> io::Result<Size>) -> io::Result<Self> {
        let grid = Grid::new(size()?);
        let cursor = Cursor { is_shown: true, position: Position::ORIGIN };
        Ok(Self {
            out,
            size,
            shown: grid.clone(),
            next: grid,
            cursor,
            wanted: cursor,
            is_blank: true,
        })
    }

    /// What goes to the terminal for the frame that is complete now.
    fn frame(&mut self) -> String {
        let mut out = String::new();
        if !self.is_blank {
            out.push_str("\u{1b}[2J");
            self.shown = Grid::new(self.next.size());
            self.is_blank = true;
        }
        let before = out.len();
        if self.cursor.is_shown && !self.wanted.is_shown {
            out.push_str("\u{1b}[?25l");
        }
        // Between frames the terminal is asked questions and may be suspended: each frame
        // starts from an unknown place and ends in the plain style.
        let mut writer = Writer { at: None, pen: Pen::PLAIN };
        self.next.write_over(&self.shown, &mut writer, &mut out);
        writer.pen.change(Pen::PLAIN, &mut out);
        self.shown.clone_from(&self.next);
        let moved = out.len() != before;
        if self.wanted.is_shown && (moved || self.wanted != self.cursor) {
            let Position { x, y } = self.wanted.position;
            let _ = write!(out, "\u{1b}[{};{}H", y + 1, x + 1);
            if !self.cursor.is_shown {
                out.push_str("\u{1b}[?25h");
            }
        }
        self.cursor = self.wanted;
        in_one_piece(out)
    }
}

/// A frame longer than this may arrive in several pieces.
const ONE_PIECE: usize = 1200;

/// Has the terminal show a long frame at once (synchronized output); terminals that do not
/// know the mode pass over it. A short frame arrives at once anyhow and is not made longer.
fn in_one_piece(frame: String) -> String {
    if frame.len() <= ONE_PIECE {
        return frame;
    }
    format!("\u{1b}[?2026h{frame}\u{1b}[?2026l")
}

impl<W: Write> Backend for LeanBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.next.put(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted.is_shown = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted.is_shown = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.wanted.position = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.next = Grid::new((self.size)()?);
        self.is_blank = false;
        Ok(())
    }

    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        // The program draws whole screens; a part is never cleared by itself.
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        (self.size)()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: (self.size)()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = self.frame();
        if !frame.is_empty() {
            self.out.write_all(frame.as_bytes())?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{LeanBackend, send_all};
    use crate::tui::widgets::text;
    use proptest::prelude::*;
    use ratatui::Terminal;
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

    fn draw(terminal: &mut Terminal<LeanBackend<&mut Vec<u8>>>, strokes: &[Stroke], shift: u16) {
        let drawn = terminal.draw(|frame| {
            let buffer = frame.buffer_mut();
            for (x, y, text, kind) in strokes {
                let line = (y + shift) % SIZE.height;
                text::put(buffer, *x, line, text, style(*kind), SIZE.width - x);
            }
            send_all(buffer);
        });
        drawn.expect("drawn in memory");
    }

    fn backend(out: &mut Vec<u8>) -> Terminal<LeanBackend<&mut Vec<u8>>> {
        let backend = LeanBackend::new(out, || Ok(SIZE)).expect("a size");
        Terminal::new(backend).expect("a terminal")
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// After any frames the terminal shows what one frame on a blank terminal shows.
        #[test]
        fn every_frame_is_shown_as_drawn(frames in frames()) {
            let mut bytes = Vec::new();
            let mut terminal = backend(&mut bytes);
            for (strokes, shift) in &frames {
                draw(&mut terminal, strokes, *shift);
            }
            drop(terminal);
            let (strokes, shift) = frames.last().cloned().unwrap_or_default();
            let mut afresh = Vec::new();
            let mut terminal = backend(&mut afresh);
            draw(&mut terminal, &strokes, shift);
            drop(terminal);
            prop_assert_eq!(shown(&bytes), shown(&afresh));
        }
    }

    /// What the second of two frames costs.
    fn cost(first: &[Stroke], second: &[Stroke]) -> String {
        let mut bytes = Vec::new();
        let mut terminal = backend(&mut bytes);
        draw(&mut terminal, first, 0);
        let before = terminal.backend().out.len();
        draw(&mut terminal, second, 0);
        drop(terminal);
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
        let backend = LeanBackend::new(Full, || Ok(SIZE)).expect("a size");
        let mut terminal = Terminal::new(backend).expect("a terminal");
        let drawn = terminal.draw(|frame| {
            frame.buffer_mut().set_string(0, 0, "一", Style::new());
        });
        assert!(drawn.is_err());
    }
}

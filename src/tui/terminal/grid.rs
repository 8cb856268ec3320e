//! What stands on a terminal, and the bytes that turn one screen into another.
//!
//! Cells are written in runs without moving the cursor, styles as differences,
//! blank ends of lines are erased, and a shifted block is scrolled where that is
//! shorter. A wide character owns two cells; the second holds an empty symbol.

use super::pen::Pen;
use crate::visible::visible;
use ratatui::buffer::{Cell, CellDiffOption};
use ratatui::layout::Size;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Unchanged cells between two changes that are written again rather than jumped over:
/// a jump costs about as many bytes.
const SHORT_GAP: usize = 4;
/// Fewer changed lines than this are not worth scrolling for.
const FEW_LINES: usize = 4;

/// The cells of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    size: Size,
    cells: Vec<Cell>,
}

/// Where the terminal's cursor is and what it writes with, as far as is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    /// Column and line; unknown after a character whose width terminals disagree about.
    pub(super) at: Option<(usize, usize)>,
    /// The style.
    pub(super) pen: Pen,
}

impl Grid {
    /// A blank screen.
    pub(super) fn new(size: Size) -> Self {
        Self { size, cells: vec![Cell::EMPTY; usize::from(size.width) * usize::from(size.height)] }
    }

    /// Its size.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    fn width(&self) -> usize {
        usize::from(self.size.width)
    }

    fn line(&self, line: usize) -> &[Cell] {
        &self.cells[line * self.width()..(line + 1) * self.width()]
    }

    /// Puts a cell, and keeps the second halves of wide characters empty. A cell beyond the
    /// screen is dropped: the terminal has been resized in between.
    pub(super) fn put(&mut self, x: u16, y: u16, cell: &Cell) {
        if x >= self.size.width || y >= self.size.height {
            return;
        }
        let line = usize::from(y) * self.width();
        let place = line + usize::from(x);
        // Cells come from left to right: what follows a wide character is its second half.
        if x > 0 && is_wide(&self.cells[place - 1]) {
            return;
        }
        let end = line + self.width();
        let mut cell = cell.clone();
        cell.set_diff_option(CellDiffOption::None);
        // The last door before the terminal: what is drawn has its marks already.
        if let Cow::Owned(_) = visible(cell.symbol()) {
            cell.set_symbol("?");
        }
        self.replace(place, end, cell.clone());
        if is_wide(&cell) && place + 1 < end {
            cell.set_symbol("");
            self.replace(place + 1, end, cell);
        }
    }

    /// Replaces a cell; the second half of a wide character that loses its first is blank.
    fn replace(&mut self, place: usize, end: usize, cell: Cell) {
        let before = std::mem::replace(&mut self.cells[place], cell);
        if is_wide(&before) && place + 1 < end && self.cells[place + 1].symbol().is_empty() {
            self.cells[place + 1] = Cell::EMPTY;
        }
    }

    /// The bytes that turn `shown` into `self`, appended to `out`: the shortest of writing
    /// the changes and of scrolling by a line first.
    pub(super) fn write_over(&self, shown: &Self, writer: &mut Writer, out: &mut String) {
        let changed: Vec<usize> = (0..usize::from(self.size.height))
            .filter(|line| self.line(*line) != shown.line(*line))
            .collect();
        let (Some(first), Some(last)) = (changed.first(), changed.last()) else { return };
        let mut best = String::new();
        let mut best_writer = *writer;
        self.write_lines(shown, &changed, &mut best_writer, &mut best);
        if changed.len() >= FEW_LINES {
            for up in [true, false] {
                let mut bytes = String::new();
                let mut trial = *writer;
                let block = *first..*last + 1;
                let scrolled = shown.scrolled(&block, up, &mut trial, &mut bytes);
                let lines: Vec<usize> = block.collect();
                self.write_lines(&scrolled, &lines, &mut trial, &mut bytes);
                if bytes.len() < best.len() {
                    (best, best_writer) = (bytes, trial);
                }
            }
        }
        out.push_str(&best);
        *writer = best_writer;
    }

    /// This screen with a block of lines scrolled by one, and the bytes that do it.
    fn scrolled(
        &self,
        block: &Range<usize>,
        up: bool,
        writer: &mut Writer,
        out: &mut String,
    ) -> Self {
        // New lines take the background the terminal writes with.
        writer.pen.change(Pen::PLAIN, out);
        let direction = if up { 'S' } else { 'T' };
        let _ = write!(out, "\u{1b}[{};{}r\u{1b}[{direction}\u{1b}[r", block.start + 1, block.end);
        *writer = Writer { at: Some((0, 0)), pen: Pen::PLAIN };
        let mut scrolled = self.clone();
        let width = self.width();
        let cells = &mut scrolled.cells[block.start * width..block.end * width];
        let blank = if up {
            cells.rotate_left(width);
            cells.len() - width..cells.len()
        } else {
            cells.rotate_right(width);
            0..width
        };
        cells[blank].fill(Cell::EMPTY);
        scrolled
    }

    fn write_lines(&self, shown: &Self, lines: &[usize], writer: &mut Writer, out: &mut String) {
        for line in lines {
            write_line(self.line(*line), shown.line(*line), *line, writer, out);
        }
    }
}

/// Writes what differs in one line.
fn write_line(next: &[Cell], shown: &[Cell], line: usize, writer: &mut Writer, out: &mut String) {
    // From here on the line is blank: it can be erased instead of written.
    let blank_from = next.iter().rposition(|cell| !is_blank(cell)).map_or(0, |place| place + 1);
    let mut place = 0;
    while let Some(start) = (place..next.len()).find(|x| next[*x] != shown[*x]) {
        if start >= blank_from {
            erase(next, shown, start, line, writer, out);
            return;
        }
        let end = run_end(next, shown, start, blank_from);
        go_to(next, start, line, writer, out);
        write_run(next, start..end, line, writer, out);
        place = end;
    }
}

/// Where a run of changes ends, short unchanged gaps included.
fn run_end(next: &[Cell], shown: &[Cell], start: usize, blank_from: usize) -> usize {
    let mut end = start + 1;
    for x in start + 1..blank_from {
        if next[x] != shown[x] {
            end = x + 1;
        } else if x - end >= SHORT_GAP {
            break;
        }
    }
    // Both halves of a wide character are written together.
    while end < next.len() && next[end].symbol().is_empty() {
        end += 1;
    }
    end
}

fn write_run(next: &[Cell], run: Range<usize>, line: usize, writer: &mut Writer, out: &mut String) {
    for x in run {
        let cell = &next[x];
        if cell.symbol().is_empty() {
            continue;
        }
        if writer.at != Some((x, line)) {
            go_to(next, x, line, writer, out);
        }
        writer.pen.change(Pen::of(cell), out);
        writer.pen = Pen::of(cell);
        out.push_str(cell.symbol());
        let width = cell.symbol().width().max(1);
        // Behind the last column the cursor waits at the edge, and terminals disagree about
        // the width of some characters: both are made sure of by the next move.
        let sure = is_sure(cell.symbol()) && x + width < next.len();
        writer.at = sure.then_some((x + width, line));
    }
}

/// Blanks the rest of a line by the shorter of erasing and writing blanks.
fn erase(
    next: &[Cell],
    shown: &[Cell],
    start: usize,
    line: usize,
    writer: &mut Writer,
    out: &mut String,
) {
    let last = (start..next.len()).rev().find(|x| next[*x] != shown[*x]).unwrap_or(start);
    go_to(next, start, line, writer, out);
    writer.pen.change(Pen::PLAIN, out);
    writer.pen = Pen::PLAIN;
    let blanks = last + 1 - start;
    if blanks < 3 {
        out.extend(std::iter::repeat_n(' ', blanks));
        let after = start + blanks;
        writer.at = (after < next.len()).then_some((after, line));
    } else {
        out.push_str("\u{1b}[K");
    }
}

/// Moves the cursor, by the shortest of the ways terminals agree about.
fn go_to(next: &[Cell], x: usize, line: usize, writer: &mut Writer, out: &mut String) {
    match writer.at {
        Some(at) if at == (x, line) => return,
        Some((from, on)) if on == line && from < x => {
            let cells = &next[from..x];
            let same_pen = cells.iter().all(|cell| Pen::of(cell) == writer.pen);
            if x - from <= SHORT_GAP && same_pen && cells.iter().all(|c| is_sure(c.symbol())) {
                out.extend(cells.iter().map(Cell::symbol));
            } else {
                let _ = write!(out, "\u{1b}[{}C", x - from);
            }
        }
        Some((_, on)) if x == 0 && on + 1 == line => out.push_str("\r\n"),
        Some((_, on)) if x == 0 && on == line => out.push('\r'),
        _ => {
            let _ = write!(out, "\u{1b}[{};{}H", line + 1, x + 1);
        }
    }
    writer.at = Some((x, line));
}

fn is_wide(cell: &Cell) -> bool {
    cell.symbol().width() > 1
}

/// A blank that erasing leaves behind just so.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell) == Pen::PLAIN
}

/// Whether all terminals agree how many cells it takes: one character whose width does not
/// depend on the terminal's language.
fn is_sure(symbol: &str) -> bool {
    symbol.len() == 1 || (symbol.chars().count() == 1 && symbol.width() == symbol.width_cjk())
}

#[cfg(test)]
mod tests {
    use super::{Grid, Pen, Writer};
    use ratatui::buffer::Cell;
    use ratatui::layout::Size;

    #[test]
    fn nothing_that_commands_the_terminal_is_written() {
        let mut grid = Grid::new(Size::new(8, 1));
        let shown = grid.clone();
        let symbols = ["\u{1B}]0;x\u{7}", "\u{9B}2J", "\n", "a\u{202E}", "中", "", "e\u{301}"];
        for (x, symbol) in (0..).zip(symbols) {
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            grid.put(x, 0, &cell);
        }
        let mut bytes = String::new();
        let mut writer = Writer { at: Some((0, 0)), pen: Pen::PLAIN };
        grid.write_over(&shown, &mut writer, &mut bytes);
        assert_eq!(bytes, "????中e\u{301}");
    }
}

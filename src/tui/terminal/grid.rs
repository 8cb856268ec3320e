//! What stands on a terminal, and the bytes that turn one screen into another.
//!
//! Cells are written in runs without moving the cursor, styles as differences,
//! blank ends of lines are erased, and a shifted block is scrolled where that is
//! shorter. A wide character owns two cells; the second holds nothing.

use super::glyph::{Glyph, Legend};
use super::pen::{PenNumber, push_number};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use std::ops::Range;

/// Unchanged cells between two changes that are written again rather than jumped over:
/// a jump costs about as many bytes.
const SHORT_GAP: usize = 4;
/// Fewer changed lines than this are not worth scrolling for.
const FEW_LINES: usize = 4;
/// Fewer cells than this cost less than having the terminal scroll.
const WORTH_MOVING: usize = 16;

/// The cells of a screen.
#[derive(Debug)]
pub(super) struct Grid {
    size: Size,
    cells: Vec<Glyph>,
}

/// Where the terminal's cursor is and what it writes with, as far as is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer<'a> {
    /// Column and line; unknown after a character whose width terminals disagree about.
    pub(super) at: Option<(usize, usize)>,
    /// The style.
    pub(super) pen: PenNumber,
    /// What the numbers in the cells of both screens stand for.
    pub(super) legend: &'a Legend,
}

impl Writer<'_> {
    /// Writes in this style from here on.
    pub(super) fn use_pen(&mut self, pen: PenNumber, out: &mut String) {
        self.legend.pens.change(self.pen, pen, out);
        self.pen = pen;
    }
}

impl Grid {
    /// A blank screen.
    pub(super) fn new(size: Size) -> Self {
        Self { size, cells: vec![Glyph::BLANK; usize::from(size.width) * usize::from(size.height)] }
    }

    /// Its size.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Takes over what was drawn. A wide character without room for its second half is blank.
    pub(super) fn take(&mut self, drawn: &Buffer, legend: &mut Legend) {
        if self.size != drawn.area.as_size() {
            *self = Self::new(drawn.area.as_size());
        }
        let width = self.width().max(1);
        for (cells, drawn) in self.cells.chunks_mut(width).zip(drawn.content.chunks(width)) {
            let mut x = 0;
            while x < width {
                let (cell, pen) = (&drawn[x], legend.pens.number(&drawn[x]));
                let glyph = Glyph::of(cell.symbol(), pen, &mut legend.long);
                cells[x] = glyph;
                x += 1;
                if !glyph.is_wide() {
                    continue;
                }
                // What is drawn under the second half is not seen.
                match cells.get_mut(x) {
                    Some(behind) => *behind = glyph.second_half(),
                    None => cells[x - 1] = glyph.blanked(),
                }
                x += 1;
            }
        }
    }

    fn width(&self) -> usize {
        usize::from(self.size.width)
    }

    fn line(&self, line: usize) -> &[Glyph] {
        &self.cells[line * self.width()..(line + 1) * self.width()]
    }

    /// The bytes that turn `shown` into `self`, appended to `out`; where much less is left to be
    /// written then, the terminal scrolls by a line first. Both are of the same size.
    pub(super) fn write_over(&self, shown: &Self, writer: &mut Writer<'_>, out: &mut String) {
        let unmoved = Shown::unmoved(shown);
        let changed = |line: &usize| self.line(*line) != unmoved.line(*line);
        let mut lines = 0..usize::from(self.size.height);
        let Some(first) = lines.find(changed) else { return };
        let block = first..lines.rfind(changed).unwrap_or(first) + 1;
        let moved = self.better_moved(&unmoved, &block);
        if let Some(moved) = &moved {
            moved.scroll(writer, out);
        }
        self.write_lines(moved.as_ref().unwrap_or(&unmoved), &block, writer, out);
    }

    /// The block moved by a line, where more of it is right then than before.
    fn better_moved<'a>(&self, unmoved: &Shown<'a>, block: &Range<usize>) -> Option<Shown<'a>> {
        if block.len() < FEW_LINES {
            return None;
        }
        let wrong = |shown: &Shown<'_>, line: usize| {
            let cells = self.line(line).iter().zip(shown.line(line));
            cells.filter(|(next, shown)| next != shown).count()
        };
        let now: usize = block.clone().map(|line| wrong(unmoved, line)).sum();
        let most = now.checked_sub(WORTH_MOVING + 1)?;
        // Most moves make things worse, which a few lines tell.
        let moved = [Move::Up, Move::Down].into_iter().filter_map(|by| {
            let moved = Shown::moved(unmoved.grid, block, by);
            let within =
                |left: usize, line| Some(left + wrong(&moved, line)).filter(|left| *left <= most);
            Some((block.clone().try_fold(0, within)?, moved))
        });
        moved.min_by_key(|(left, _)| *left).map(|(_, best)| best)
    }

    fn write_lines(
        &self,
        shown: &Shown<'_>,
        lines: &Range<usize>,
        writer: &mut Writer<'_>,
        out: &mut String,
    ) {
        for line in lines.clone() {
            write_line(self.line(line), shown.line(line), line, writer, out);
        }
    }
}

/// Which way the terminal moves a block by one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    Up,
    Down,
}

/// What the terminal shows, with a block of lines moved or not.
#[derive(Debug)]
struct Shown<'a> {
    grid: &'a Grid,
    block: Range<usize>,
    by: Move,
    /// What comes in at the end of the block.
    blank: Vec<Glyph>,
}

impl<'a> Shown<'a> {
    fn unmoved(grid: &'a Grid) -> Self {
        Self { grid, block: 0..0, by: Move::Up, blank: Vec::new() }
    }

    fn moved(grid: &'a Grid, block: &Range<usize>, by: Move) -> Self {
        Self { grid, block: block.clone(), by, blank: vec![Glyph::BLANK; grid.width()] }
    }

    fn line(&self, line: usize) -> &[Glyph] {
        if !self.block.contains(&line) {
            return self.grid.line(line);
        }
        let from = match self.by {
            Move::Up => Some(line + 1).filter(|from| *from < self.block.end),
            Move::Down => line.checked_sub(1).filter(|from| *from >= self.block.start),
        };
        from.map_or(&self.blank, |from| self.grid.line(from))
    }

    /// Has the terminal move the block.
    fn scroll(&self, writer: &mut Writer<'_>, out: &mut String) {
        // New lines take the background the terminal writes with.
        writer.use_pen(PenNumber::PLAIN, out);
        out.push_str("\u{1b}[");
        push_number(self.block.start + 1, out);
        out.push(';');
        push_number(self.block.end, out);
        out.push_str(match self.by {
            Move::Up => "r\u{1b}[S\u{1b}[r",
            Move::Down => "r\u{1b}[T\u{1b}[r",
        });
        *writer = Writer { at: Some((0, 0)), ..*writer };
    }
}

/// Writes what differs in one line.
fn write_line(
    next: &[Glyph],
    shown: &[Glyph],
    line: usize,
    writer: &mut Writer<'_>,
    out: &mut String,
) {
    let Some(first) = first_change(next, shown, 0) else { return };
    // From here on the line is blank: it can be erased instead of written.
    let blank_from = next.iter().rposition(|cell| !cell.is_blank()).map_or(0, |place| place + 1);
    let mut change = Some(first);
    while let Some(start) = change {
        if start >= blank_from {
            erase(next, shown, start, line, writer, out);
            return;
        }
        let end = run_end(next, shown, start, blank_from);
        go_to(next, start, line, writer, out);
        write_run(next, start..end, line, writer, out);
        change = first_change(next, shown, end);
    }
}

fn first_change(next: &[Glyph], shown: &[Glyph], from: usize) -> Option<usize> {
    (from..next.len()).find(|x| next[*x] != shown[*x])
}

/// Where a run of changes ends, short unchanged gaps included.
fn run_end(next: &[Glyph], shown: &[Glyph], start: usize, blank_from: usize) -> usize {
    let mut end = start + 1;
    for x in start + 1..blank_from {
        if next[x] != shown[x] {
            end = x + 1;
        } else if x - end >= SHORT_GAP {
            break;
        }
    }
    // Both halves of a wide character are written together.
    while end < next.len() && next[end].is_second_half() {
        end += 1;
    }
    end
}

fn write_run(
    next: &[Glyph],
    run: Range<usize>,
    line: usize,
    writer: &mut Writer<'_>,
    out: &mut String,
) {
    for x in run {
        let glyph = next[x];
        if glyph.is_second_half() {
            continue;
        }
        if writer.at != Some((x, line)) {
            go_to(next, x, line, writer, out);
        }
        writer.use_pen(glyph.pen(), out);
        glyph.push_to(out, &writer.legend.long);
        // Behind the last column the cursor waits at the edge, and terminals disagree about
        // the width of some characters: both are made sure of by the next move.
        let behind = x + usize::from(glyph.cells());
        writer.at = (glyph.is_sure() && behind < next.len()).then_some((behind, line));
    }
}

/// Blanks the rest of a line by the shorter of erasing and writing blanks.
fn erase(
    next: &[Glyph],
    shown: &[Glyph],
    start: usize,
    line: usize,
    writer: &mut Writer<'_>,
    out: &mut String,
) {
    let last = (start..next.len()).rev().find(|x| next[*x] != shown[*x]).unwrap_or(start);
    go_to(next, start, line, writer, out);
    writer.use_pen(PenNumber::PLAIN, out);
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
fn go_to(next: &[Glyph], x: usize, line: usize, writer: &mut Writer<'_>, out: &mut String) {
    match writer.at {
        Some(at) if at == (x, line) => return,
        Some((from, on)) if on == line && from < x => {
            let cells = &next[from..x];
            let is_same = |glyph: &Glyph| glyph.pen() == writer.pen && glyph.is_sure();
            if x - from <= SHORT_GAP && cells.iter().all(is_same) {
                for glyph in cells {
                    glyph.push_to(out, &writer.legend.long);
                }
            } else {
                out.push_str("\u{1b}[");
                push_number(x - from, out);
                out.push('C');
            }
        }
        Some((_, on)) if x == 0 && on + 1 == line => out.push_str("\r\n"),
        Some((_, on)) if x == 0 && on == line => out.push('\r'),
        _ => {
            out.push_str("\u{1b}[");
            push_number(line + 1, out);
            out.push(';');
            push_number(x + 1, out);
            out.push('H');
        }
    }
    writer.at = Some((x, line));
}

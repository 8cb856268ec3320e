//! What a key costs on the line: bytes for the terminal, against the same changed cells
//! written by hand. Bytes are the same on every run, so this is a test and no bench; its
//! figures are printed by `cargo test --test it wire -- --nocapture`.

use crate::screens::play::{Fixture, script};
use kaohe::tui::app::{App, Msg};
use kaohe::tui::terminal::Painter;
use kaohe::tui::update::update;
use kaohe::tui::view::draw;
use kaohe::tui::{Canvas, Input};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::crossterm::event::Event;
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const SIZE: Size = Size { width: 80, height: 24 };

/// Counts what is written, and how often.
#[derive(Clone, Default)]
struct Line {
    bytes: Arc<AtomicUsize>,
    writes: Arc<AtomicUsize>,
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.fetch_add(bytes.len(), Ordering::Relaxed);
        self.writes.fetch_add(1, Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What one key wrote.
#[derive(Clone, Copy, Debug)]
struct Cost {
    bytes: usize,
    writes: usize,
    by_hand: usize,
}

/// The review screen, drawn through the program's own backend.
struct Session {
    app: App,
    painter: Painter<Line>,
    line: Line,
    shown: Buffer,
}

impl Session {
    fn open(rubric: &str) -> Self {
        let line = Line::default();
        let painter = Painter::new(line.clone(), SIZE);
        let app = Fixture::new(rubric, "").app(SIZE);
        let shown = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
        let mut session = Self { app, painter, line, shown };
        session.draw();
        session
    }

    fn draw(&mut self) {
        let app = &self.app;
        self.painter.draw(SIZE, |buffer| draw(app, buffer)).expect("a frame");
        self.shown = Buffer::empty(self.shown.area);
        draw(app, &mut self.shown);
    }

    /// The cost of each key.
    fn press(&mut self, keys: &str) -> Vec<Cost> {
        script(keys).into_iter().map(|input| self.press_one(&input)).collect()
    }

    fn press_one(&mut self, input: &Input) -> Cost {
        let Input::Event(Event::Key(key)) = input else { panic!("keys alone") };
        let before = self.shown.clone();
        self.line.bytes.store(0, Ordering::Relaxed);
        self.line.writes.store(0, Ordering::Relaxed);
        let _ = update(&mut self.app, Msg::Key(*key));
        self.draw();
        Cost {
            bytes: self.line.bytes.load(Ordering::Relaxed),
            writes: self.line.writes.load(Ordering::Relaxed),
            by_hand: by_hand(&before, &self.shown),
        }
    }
}

/// What a careful program writes by hand for the cells that differ: the rows from their first
/// to their last changed cell, or each changed piece by itself, whichever is shorter; the rest
/// of a row erased where it is blank; the terminal scrolls where that saves more.
fn by_hand(before: &Buffer, after: &Buffer) -> usize {
    let height = after.area.height;
    // The title and the two lines at the bottom never scroll.
    let scrolled = |by: i32| {
        let mut moved = before.clone();
        for y in 1..height - 2 {
            let from = i32::from(y) + by;
            let is_inside = (1..i32::from(height) - 2).contains(&from);
            for x in 0..after.area.width {
                moved[(x, y)] = match u16::try_from(from) {
                    Ok(from) if is_inside => before[(x, from)].clone(),
                    _ => Cell::default(),
                };
            }
        }
        "\u{1b}[2;22r\u{1b}[1S\u{1b}[r".len() + rows(&moved, after)
    };
    [rows(before, after), scrolled(1), scrolled(-1)].into_iter().min().unwrap_or(0)
}

fn rows(before: &Buffer, after: &Buffer) -> usize {
    (0..after.area.height).map(|y| row(before, after, y)).sum()
}

fn row(before: &Buffer, after: &Buffer, y: u16) -> usize {
    let width = after.area.width;
    let mut starts: Vec<u16> = Vec::new();
    let mut x = 0;
    while x < width {
        starts.push(x);
        x += after[(x, y)].cell_width().max(1);
    }
    let differs = |x: &u16| {
        let (was, is) = (&before[(*x, y)], &after[(*x, y)]);
        (was.symbol(), style(was)) != (is.symbol(), style(is))
    };
    let changed: Vec<usize> = (0..starts.len()).filter(|place| differs(&starts[*place])).collect();
    let (Some(first), Some(last)) = (changed.first(), changed.last()) else { return 0 };
    let whole = piece(after, y, &starts[*first..=*last], starts.get(last + 1).copied());
    let pieces = changed.chunk_by(|one, next| one + 1 == *next);
    let apart: usize = pieces
        .map(|places| {
            let end = places[places.len() - 1];
            piece(after, y, &starts[places[0]..=end], starts.get(end + 1).copied())
        })
        .sum();
    whole.min(apart)
}

/// The bytes of a piece of a row: go there, the text in its styles, back to the plain style.
fn piece(after: &Buffer, y: u16, places: &[u16], next: Option<u16>) -> usize {
    let mut out = format!("\u{1b}[{};{}H", y + 1, places[0] + 1);
    let mut pen = String::new();
    let is_blank = |x: u16| after[(x, y)].symbol() == " " && style(&after[(x, y)]).is_empty();
    let to_the_end = next.is_none_or(|next| (next..after.area.width).all(is_blank));
    let blanks = places.iter().rev().take_while(|x| to_the_end && is_blank(**x)).count();
    let text = &places[..places.len() - blanks];
    for x in text {
        let cell = &after[(*x, y)];
        let wanted = style(cell);
        if wanted != pen {
            let from_plain = if pen.is_empty() { "" } else { "0;" };
            let codes = format!("{from_plain}{wanted}");
            let codes = if wanted.is_empty() { "" } else { codes.as_str() };
            let _ = write!(out, "\u{1b}[{codes}m");
            pen = wanted;
        }
        out.push_str(cell.symbol());
    }
    if !pen.is_empty() {
        out.push_str("\u{1b}[m");
    }
    if blanks > 3 {
        out.push_str("\u{1b}[K");
    } else {
        out.push_str(&" ".repeat(blanks));
    }
    out.len()
}

/// The codes of a style, from the plain one.
fn style(cell: &Cell) -> String {
    let mut codes: Vec<String> = Vec::new();
    let known = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
    ];
    codes.extend(
        known
            .iter()
            .filter(|(one, _)| cell.modifier.contains(*one))
            .map(|(_, code)| code.to_string()),
    );
    let color = |color: Color, base: u8| match color {
        Color::Reset => None,
        Color::Black => Some(base),
        Color::Red => Some(base + 1),
        Color::Green => Some(base + 2),
        Color::Yellow => Some(base + 3),
        Color::Blue => Some(base + 4),
        Color::Magenta => Some(base + 5),
        Color::Cyan => Some(base + 6),
        Color::Gray => Some(base + 7),
        other => panic!("a colour the dark theme does not have: {other:?}"),
    };
    codes.extend(color(cell.fg, 30).map(|code| code.to_string()));
    codes.extend(color(cell.bg, 40).map(|code| code.to_string()));
    codes.join(";")
}

fn median(mut values: Vec<usize>) -> usize {
    values.sort_unstable();
    values[values.len() / 2]
}

/// Prints a line of the table; the median of the ratios, in hundredths.
fn told(what: &str, costs: &[Cost]) -> usize {
    let bytes = median(costs.iter().map(|cost| cost.bytes).collect());
    let most = costs.iter().map(|cost| cost.bytes).max().unwrap_or(0);
    let by_hand = median(costs.iter().map(|cost| cost.by_hand).collect());
    let ratio = median(costs.iter().map(|cost| cost.bytes * 100 / cost.by_hand.max(1)).collect());
    #[expect(clippy::print_stdout, reason = "the figures are there to be read")]
    let () = println!("{what}: median {bytes} bytes (most {most}), by hand {by_hand}, {ratio} %");
    assert!(costs.iter().all(|cost| cost.writes <= 1), "{what}: one write a frame: {costs:?}");
    ratio
}

#[test]
fn a_key_writes_little_more_than_the_changed_cells() {
    for rubric in ["pengxi-2022", "wujin-2021", "jinzhong-2019"] {
        let mut session = Session::open(rubric);
        let moves = session.press("down*18");
        assert!(told(&format!("{rubric}: selection moves"), &moves) <= 120);
        let scrolls = session.press("down*25");
        assert!(told(&format!("{rubric}: tree scrolls"), &scrolls) <= 200);
        let pages = session.press("pgup pgdn pgup pgdn");
        assert!(told(&format!("{rubric}: a page"), &pages) <= 120);
    }
    let mut session = Session::open("wujin-2021");
    let counts = session.press("down*5 m m + + + - - +");
    assert!(told("wujin-2021: something is recorded", &counts) <= 120);
    let letters = Session::open("wujin-2021").press("r a b c d e f");
    assert!(told("wujin-2021: typing in a form", &letters[1..]) <= 200);
}

#[test]
fn a_key_that_changes_nothing_writes_nothing() {
    let mut session = Session::open("pengxi-2022");
    session.press("home");
    let costs = session.press("up home [ t esc");
    let (nothing, rest) = costs.split_at(3);
    assert!(nothing.iter().all(|cost| cost.bytes == 0 && cost.writes == 0), "{nothing:?}");
    assert!(rest.iter().any(|cost| cost.bytes > 0), "{rest:?}");
}

//! A screen as an SVG picture: every piece of text at its cells, whatever font is there.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// The size of a cell, in pixels.
const CELL: (u16, u16) = (8, 18);
/// The size of letters, 0.6 of which is a cell, and of characters that take two.
const SIZES: [&str; 2] = ["13.33", "16"];
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Cascadia Mono','Menlo',monospace";
const FRONT: &str = "#d8dee9";
const BACK: &str = "#20242c";

/// The screen with its title for readers that do not see.
pub(super) fn svg(title: &str, buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"-8 -8 {} {}\" role=\"img\">\n<title>{}</title>\n\
         <rect x=\"-8\" y=\"-8\" width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{BACK}\"/>\n\
         <g font-family=\"{FONTS}\">\n",
        width + 16,
        height + 16,
        width + 16,
        height + 16,
        escaped(title),
    );
    for y in 0..buffer.area.height {
        row(buffer, y, &mut out);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// A piece of a row in one style: wide and narrow glyphs apart, so that each keeps its cells.
struct Piece {
    x: u16,
    cells: u16,
    text: String,
    is_wide: bool,
}

fn row(buffer: &Buffer, y: u16, out: &mut String) {
    let mut x = 0;
    while x < buffer.area.width {
        let first = &buffer[(x, y)];
        let mut piece = Piece { x, cells: 0, text: String::new(), is_wide: first.cell_width() > 1 };
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let cells = cell.cell_width().max(1);
            if look(cell) != look(first) || (cells > 1) != piece.is_wide {
                break;
            }
            piece.text.push_str(cell.symbol());
            piece.cells += cells;
            x += cells;
        }
        draw(&piece, first, y, out);
    }
}

/// Front, back, what else.
fn look(cell: &Cell) -> (Color, Color, Modifier) {
    (cell.fg, cell.bg, cell.modifier)
}

fn draw(piece: &Piece, cell: &Cell, y: u16, out: &mut String) {
    let (mut front, mut back) = (color(cell.fg, FRONT), color(cell.bg, BACK));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut front, &mut back);
    }
    let (left, top) = (piece.x * CELL.0, y * CELL.1);
    let width = piece.cells * CELL.0;
    if back != BACK {
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    if piece.text.trim().is_empty() {
        return;
    }
    let mut looks = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.6\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ] {
        if cell.modifier.contains(modifier) {
            looks.push_str(attribute);
        }
    }
    // On each text: browsers do not hand it down from a group, and blanks that fall away leave
    // the rest to be stretched over their cells.
    let _ = writeln!(
        out,
        "<text xml:space=\"preserve\" x=\"{left}\" y=\"{}\" font-size=\"{}\" textLength=\"{width}\" \
         lengthAdjust=\"spacingAndGlyphs\" fill=\"{front}\"{looks}>{}</text>",
        top + 14,
        SIZES[usize::from(piece.is_wide)],
        escaped(&piece.text)
    );
}

fn color(color: Color, otherwise: &'static str) -> &'static str {
    match color {
        Color::Red => "#e06c75",
        Color::Green => "#98c379",
        Color::Yellow => "#e5c07b",
        Color::Blue => "#61afef",
        Color::Magenta => "#c678dd",
        Color::Cyan => "#56b6c2",
        Color::Gray => "#abb2bf",
        Color::Black => "#20242c",
        _ => otherwise,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

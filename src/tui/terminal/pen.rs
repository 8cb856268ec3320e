//! The style the terminal writes with, and the shortest way to another one.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// What the terminal writes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pen {
    front: Color,
    back: Color,
    modifiers: Modifier,
}

impl Pen {
    /// The terminal's own colours, nothing else.
    pub(super) const PLAIN: Self =
        Self { front: Color::Reset, back: Color::Reset, modifiers: Modifier::empty() };

    /// The style of a cell.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { front: cell.fg, back: cell.bg, modifiers: cell.modifier }
    }

    /// Writes the shorter of two ways from `self` to `to`: what differs, or all from the start.
    pub(super) fn change(self, to: Self, out: &mut String) {
        if self == to {
            return;
        }
        let mut differences = String::new();
        self.differences(to, &mut differences);
        let mut afresh = String::from("0;");
        Self::PLAIN.differences(to, &mut afresh);
        let shorter = if differences.len() <= afresh.len() { &differences } else { &afresh };
        let codes = shorter.trim_end_matches(';');
        let codes = if codes == "0" { "" } else { codes };
        // Writing to a String cannot fail.
        let _ = write!(out, "\u{1b}[{codes}m");
    }

    fn differences(self, to: Self, out: &mut String) {
        let lost = self.modifiers - to.modifiers;
        let mut gained = to.modifiers - self.modifiers;
        for (modifier, on, off) in MODIFIERS {
            if lost.contains(modifier) {
                let _ = write!(out, "{off};");
                // 22 ends both bold and dim.
                if off == 22 {
                    gained |= to.modifiers & (Modifier::BOLD | Modifier::DIM);
                }
            }
            let _ = on;
        }
        for (modifier, on, _) in MODIFIERS {
            if gained.contains(modifier) {
                let _ = write!(out, "{on};");
            }
        }
        if self.front != to.front {
            color(to.front, 30, out);
        }
        if self.back != to.back {
            color(to.back, 40, out);
        }
    }
}

/// Each modifier with the codes that begin and end it.
const MODIFIERS: [(Modifier, u8, u8); 8] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// The codes of a colour; `base` is 30 for the front, 40 for the back.
fn color(color: Color, base: u8, out: &mut String) {
    let named = |place: u8| if place < 8 { base + place } else { base + 52 + place };
    let _ = match color {
        Color::Reset => write!(out, "{};", base + 9),
        Color::Black => write!(out, "{};", named(0)),
        Color::Red => write!(out, "{};", named(1)),
        Color::Green => write!(out, "{};", named(2)),
        Color::Yellow => write!(out, "{};", named(3)),
        Color::Blue => write!(out, "{};", named(4)),
        Color::Magenta => write!(out, "{};", named(5)),
        Color::Cyan => write!(out, "{};", named(6)),
        Color::Gray => write!(out, "{};", named(7)),
        Color::DarkGray => write!(out, "{};", named(8)),
        Color::LightRed => write!(out, "{};", named(9)),
        Color::LightGreen => write!(out, "{};", named(10)),
        Color::LightYellow => write!(out, "{};", named(11)),
        Color::LightBlue => write!(out, "{};", named(12)),
        Color::LightMagenta => write!(out, "{};", named(13)),
        Color::LightCyan => write!(out, "{};", named(14)),
        Color::White => write!(out, "{};", named(15)),
        Color::Indexed(place) => write!(out, "{};5;{place};", base + 8),
        Color::Rgb(red, green, blue) => write!(out, "{};2;{red};{green};{blue};", base + 8),
    };
}

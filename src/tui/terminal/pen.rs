//! The style the terminal writes with, and the shortest way to another one.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

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
        out.push_str("\u{1b}[");
        let start = out.len();
        self.differences(to, out);
        let middle = out.len();
        out.push_str("0;");
        Self::PLAIN.differences(to, out);
        if out.len() - middle < middle - start {
            out.drain(start..middle);
        } else {
            out.truncate(middle);
        }
        let _last_semicolon = out.pop();
        if out.len() == start + 1 && out.ends_with('0') {
            out.pop();
        }
        out.push('m');
    }

    fn differences(self, to: Self, out: &mut String) {
        let lost = self.modifiers - to.modifiers;
        let mut gained = to.modifiers - self.modifiers;
        for (modifier, _, off) in MODIFIERS {
            if lost.contains(modifier) {
                push_codes(&[off], out);
                // 22 ends both bold and dim.
                if off == 22 {
                    gained |= to.modifiers & (Modifier::BOLD | Modifier::DIM);
                }
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if gained.contains(modifier) {
                push_codes(&[on], out);
            }
        }
        if self.front != to.front {
            push_color(to.front, 30, out);
        }
        if self.back != to.back {
            push_color(to.back, 40, out);
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

/// Appends the codes of a colour; `base` is 30 for the front, 40 for the back.
fn push_color(color: Color, base: u8, out: &mut String) {
    // Eight colours follow the base, eight lighter ones stand 60 further.
    let named = match color {
        Color::Reset => base + 9,
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        Color::Indexed(place) => return push_codes(&[base + 8, 5, place], out),
        Color::Rgb(red, green, blue) => return push_codes(&[base + 8, 2, red, green, blue], out),
    };
    push_codes(&[named], out);
}

/// Appends codes, each with a semicolon behind it.
fn push_codes(codes: &[u8], out: &mut String) {
    for code in codes {
        push_number(usize::from(*code), out);
        out.push(';');
    }
}

/// Appends a number in digits, without the machinery of formatting: every key writes dozens.
pub(super) fn push_number(number: usize, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + u8::try_from(number % 10).unwrap_or(0)));
}

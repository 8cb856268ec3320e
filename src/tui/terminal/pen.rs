//! The style the terminal writes with, and the shortest way to another one.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What the terminal writes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pen {
    front: Ink,
    back: Ink,
    modifiers: Modifier,
}

/// Styles by number, so that a cell holds a number: there are few of them.
#[derive(Debug)]
pub(super) struct Pens {
    known: Vec<(Style, Pen)>,
    /// The style of the cell before, which most cells have.
    last: (Style, PenNumber),
}

/// The colours in front and behind, and what else a cell is drawn with.
type Style = (Color, Color, Modifier);

/// The number of a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PenNumber(pub(super) u16);

impl PenNumber {
    /// That of [`Pen::PLAIN`].
    pub(super) const PLAIN: Self = Self(0);
}

impl Default for Pens {
    fn default() -> Self {
        let plain = (Color::Reset, Color::Reset, Modifier::empty());
        Self { known: vec![(plain, Pen::PLAIN)], last: (plain, PenNumber::PLAIN) }
    }
}

impl Pens {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// The number of a cell's style.
    #[inline]
    pub(super) fn number(&mut self, cell: &Cell) -> PenNumber {
        let style = (cell.fg, cell.bg, cell.modifier);
        if self.last.0 != style {
            self.last = (style, self.look_up(style));
        }
        self.last.1
    }

    fn look_up(&mut self, style: Style) -> PenNumber {
        let known = self.known.iter().position(|(known, _)| *known == style);
        let number = known.unwrap_or_else(|| {
            let (front, back, modifiers) = style;
            let pen = Pen { front: Ink::of(front), back: Ink::of(back), modifiers };
            self.known.push((style, pen));
            self.known.len() - 1
        });
        PenNumber(u16::try_from(number).unwrap_or(u16::MAX))
    }

    /// Writes the shortest way from one style to another.
    pub(super) fn change(&self, from: PenNumber, to: PenNumber, out: &mut String) {
        if from != to {
            self.pen(from).change(self.pen(to), out);
        }
    }

    fn pen(&self, number: PenNumber) -> Pen {
        self.known.get(usize::from(number.0)).map_or(Pen::PLAIN, |(_, pen)| *pen)
    }
}

/// A colour as the codes behind 30 (front) or 40 (back) call it: 0 to 7 and 60 to 67 by name, 9
/// for the terminal's own; one of 256, or red, green and blue, from a bit on of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ink(u32);

impl Pen {
    /// The terminal's own colours, nothing else.
    const PLAIN: Self = Self { front: Ink::OWN, back: Ink::OWN, modifiers: Modifier::empty() };

    /// Writes the shorter of two ways from `self` to `to`: what differs, or all from the start.
    fn change(self, to: Self, out: &mut String) {
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
            to.front.push_to(30, out);
        }
        if self.back != to.back {
            to.back.push_to(40, out);
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

impl Ink {
    const OWN: Self = Self(9);
    const INDEXED: u32 = 1 << 8;
    const RGB: u32 = 1 << 24;

    fn of(color: Color) -> Self {
        Self(match color {
            Color::Reset => return Self::OWN,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
            Color::Indexed(place) => Self::INDEXED | u32::from(place),
            Color::Rgb(red, green, blue) => Self::RGB | u32::from_be_bytes([0, red, green, blue]),
        })
    }

    /// Appends its codes; `base` is 30 for the front, 40 for the back.
    fn push_to(self, base: u8, out: &mut String) {
        let [_, red, green, low] = self.0.to_be_bytes();
        if self.0 >= Self::RGB {
            push_codes(&[base + 8, 2, red, green, low], out);
        } else if self.0 >= Self::INDEXED {
            push_codes(&[base + 8, 5, low], out);
        } else {
            push_codes(&[base + low], out);
        }
    }
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

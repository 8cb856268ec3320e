//! What stands in one cell of a terminal, small enough to be compared and copied at once.

use super::pen::{PenNumber, Pens};
use crate::visible::{cells, lone_cells, sure_cells, visible};
use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// A cell. A screen of them is compared several times a frame, so it is one number: the symbol,
/// the number of the style, how many cells it takes, whether that is sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph(u64);

/// What is seen in a cell: the code of one character, as nearly all are; from the end of those
/// on, the right half of what stands before it, then the numbers of the [`LongSymbols`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Symbol(u32);

impl Symbol {
    const SECOND_HALF: Self = Self(0x11_0000);
    const FIRST_LONG: u32 = Self::SECOND_HALF.0 + 1;

    const fn character(character: char) -> Self {
        Self(character as u32)
    }

    fn long(number: usize) -> Self {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        Self(Self::FIRST_LONG.saturating_add(number))
    }

    /// The number of a long symbol.
    fn number(self) -> Option<usize> {
        usize::try_from(self.0.checked_sub(Self::FIRST_LONG)?).ok()
    }
}

/// What the numbers in the cells of a terminal stand for.
#[derive(Debug, Default)]
pub(super) struct Legend {
    /// Styles.
    pub(super) pens: Pens,
    /// Symbols.
    pub(super) long: LongSymbols,
}

impl Legend {
    /// How many numbers are taken.
    pub(super) fn len(&self) -> usize {
        self.pens.len() + self.long.0.len()
    }
}

/// The symbols that are several characters: joined emoji, letters with accents of their own.
#[derive(Debug, Default)]
pub(super) struct LongSymbols(Vec<Box<str>>);

impl LongSymbols {
    fn number(&mut self, symbol: &str) -> usize {
        let known = self.0.iter().position(|known| &**known == symbol);
        known.unwrap_or_else(|| {
            self.0.push(symbol.into());
            self.0.len() - 1
        })
    }
}

impl Glyph {
    /// A blank in the terminal's own colours.
    pub(super) const BLANK: Self = Self::blank(PenNumber::PLAIN);

    const fn new(symbol: Symbol, pen: PenNumber, cells: u8, is_sure: bool) -> Self {
        let [a, b, c, d] = symbol.0.to_le_bytes();
        let [low, high] = pen.0.to_le_bytes();
        Self(u64::from_le_bytes([a, b, c, d, low, high, cells, is_sure as u8]))
    }

    const fn blank(pen: PenNumber) -> Self {
        Self::new(Symbol::character(' '), pen, 1, true)
    }

    const fn symbol(self) -> Symbol {
        let [a, b, c, d, ..] = self.0.to_le_bytes();
        Symbol(u32::from_le_bytes([a, b, c, d]))
    }

    /// The style.
    pub(super) const fn pen(self) -> PenNumber {
        let [_, _, _, _, low, high, ..] = self.0.to_le_bytes();
        PenNumber(u16::from_le_bytes([low, high]))
    }

    /// How many cells it takes: 0 for the second half of a wide character.
    pub(super) const fn cells(self) -> u8 {
        let [.., cells, _] = self.0.to_le_bytes();
        cells
    }

    /// All terminals agree how many cells that is: it is one character whose width does not
    /// depend on the terminal's language.
    pub(super) const fn is_sure(self) -> bool {
        let [.., is_sure] = self.0.to_le_bytes();
        is_sure != 0
    }

    /// What a cell shows, in this style. This is the last door before the terminal: what would command it is
    /// drawn with its marks already, and where it is not, is shown as `?`.
    #[inline]
    pub(super) fn of(symbol: &str, pen: PenNumber, long: &mut LongSymbols) -> Self {
        // As most cells are.
        if symbol == " " { Self::blank(pen) } else { Self::of_symbol(symbol, pen, long) }
    }

    fn of_symbol(symbol: &str, pen: PenNumber, long: &mut LongSymbols) -> Self {
        match symbol.chars().next() {
            None => Self::blank(pen),
            Some(character) if character.len_utf8() == symbol.len() => {
                Self::of_character(character, pen)
            }
            _ if matches!(visible(symbol), Cow::Owned(_)) => Self::of_character('?', pen),
            _ => {
                let cells = u8::try_from(cells(symbol).max(1)).unwrap_or(u8::MAX);
                Self::new(Symbol::long(long.number(symbol)), pen, cells, false)
            }
        }
    }

    fn of_character(character: char, pen: PenNumber) -> Self {
        let sure = sure_cells(character);
        let Some(cells) = sure.or_else(|| lone_cells(character)) else {
            return Self::of_character('?', pen);
        };
        let is_sure = sure.is_some() || character.width() == character.width_cjk();
        let cells = u8::try_from(cells).unwrap_or(u8::MAX);
        Self::new(Symbol::character(character), pen, cells, is_sure)
    }

    /// The right half of this wide character.
    pub(super) fn second_half(self) -> Self {
        Self::new(Symbol::SECOND_HALF, self.pen(), 0, self.is_sure())
    }

    /// The blank that stands where this has no room.
    pub(super) fn blanked(self) -> Self {
        Self::blank(self.pen())
    }

    /// Whether it is the right half of a wide character.
    pub(super) fn is_second_half(self) -> bool {
        self.symbol() == Symbol::SECOND_HALF
    }

    /// Whether it takes more than one cell.
    pub(super) fn is_wide(self) -> bool {
        self.cells() > 1
    }

    /// Whether it is a blank that erasing leaves behind just so.
    pub(super) fn is_blank(self) -> bool {
        self == Self::BLANK
    }

    /// Appends its text; the second half has none.
    pub(super) fn push_to(self, out: &mut String, long: &LongSymbols) {
        let symbol = self.symbol();
        if let Some(character) = char::from_u32(symbol.0) {
            out.push(character);
        } else if let Some(number) = symbol.number() {
            out.push_str(long.0.get(number).map_or("?", |symbol| symbol));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Glyph, LongSymbols};
    use crate::tui::terminal::pen::PenNumber;

    #[test]
    fn a_cell_keeps_its_symbol_and_nothing_that_commands() {
        let family = "👨\u{200D}👩\u{200D}👧";
        // (symbol, what stands there, cells, whether terminals agree)
        let cases = [
            ("a", "a", 1, true),
            ("安", "安", 2, true),
            ("“", "“", 1, false),
            ("★", "★", 1, false),
            ("e\u{301}", "e\u{301}", 1, false),
            ("👍", "👍", 2, true),
            (family, family, 2, false),
            ("", " ", 1, true),
            ("\u{1B}]0;x\u{7}", "?", 1, true),
            ("\u{9B}2J", "?", 1, true),
            ("\n", "?", 1, true),
            ("a\u{202E}", "?", 1, true),
        ];
        let mut long = LongSymbols::default();
        for (symbol, stands, cells, is_sure) in cases {
            let glyph = Glyph::of(symbol, PenNumber::PLAIN, &mut long);
            let mut text = String::new();
            glyph.push_to(&mut text, &long);
            assert_eq!(text, stands);
            assert_eq!((glyph.cells(), glyph.is_sure()), (cells, is_sure), "{symbol:?}");
            assert_eq!(glyph, Glyph::of(symbol, PenNumber::PLAIN, &mut long), "{symbol:?}");
        }
        assert_eq!(long.0.len(), 2, "letters with accents and families are several characters");
    }
}

//! What stands in one cell of a terminal, small enough to be compared and copied at once.

use super::pen::Pen;
use crate::visible::{plain_cells, visible};
use ratatui::buffer::Cell;
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Longer symbols (joined emoji, piled accents) stand in [`LongSymbols`].
const SHORT: usize = 8;
/// Begins the number of a long symbol; no text in UTF-8 holds this byte.
const IS_LONG: u8 = 0xFF;

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    /// UTF-8 with zeros behind it, or [`IS_LONG`] and a number. Nothing that is seen holds a
    /// zero. The second half of a wide character holds nothing.
    symbol: [u8; SHORT],
    /// The style.
    pub(super) pen: Pen,
    /// How many cells it takes: 0 for the second half of a wide character.
    pub(super) cells: u8,
    /// All terminals agree how many cells that is: it is one character whose width does not
    /// depend on the terminal's language.
    pub(super) is_sure: bool,
}

/// The symbols that are too long for a cell.
#[derive(Debug, Default)]
pub(super) struct LongSymbols(Vec<Box<str>>);

impl LongSymbols {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

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
    pub(super) const BLANK: Self =
        Self { symbol: [b' ', 0, 0, 0, 0, 0, 0, 0], pen: Pen::PLAIN, cells: 1, is_sure: true };

    /// What a cell shows. This is the last door before the terminal: what would command it is
    /// drawn with its marks already, and where it is not, is shown as `?`.
    pub(super) fn of(cell: &Cell, long: &mut LongSymbols) -> Self {
        let pen = Pen::of(cell);
        let symbol = cell.symbol();
        if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
            return Self { symbol: [*byte, 0, 0, 0, 0, 0, 0, 0], pen, ..Self::BLANK };
        }
        if let &[first, second, third] = symbol.as_bytes()
            && symbol.chars().next().and_then(plain_cells) == Some(2)
        {
            let symbol = [first, second, third, 0, 0, 0, 0, 0];
            return Self { symbol, pen, cells: 2, is_sure: true };
        }
        Self::looked_at(symbol, pen, long)
    }

    fn looked_at(symbol: &str, pen: Pen, long: &mut LongSymbols) -> Self {
        let symbol = match visible(symbol) {
            Cow::Borrowed("") => " ",
            Cow::Borrowed(symbol) => symbol,
            Cow::Owned(_) => "?",
        };
        let width = symbol.width();
        let is_sure = symbol.chars().nth(1).is_none() && width == symbol.width_cjk();
        let cells = u8::try_from(width.max(1)).unwrap_or(u8::MAX);
        Self { symbol: packed(symbol, long), pen, cells, is_sure }
    }

    /// The right half of this wide character.
    pub(super) fn second_half(self) -> Self {
        Self { symbol: [0; SHORT], cells: 0, ..self }
    }

    /// The blank that stands where this has no room.
    pub(super) fn blanked(self) -> Self {
        Self { pen: self.pen, ..Self::BLANK }
    }

    /// Whether it is the right half of a wide character.
    pub(super) fn is_second_half(self) -> bool {
        self.cells == 0
    }

    /// Whether it takes more than one cell.
    pub(super) fn is_wide(self) -> bool {
        self.cells > 1
    }

    /// Whether it is a blank that erasing leaves behind just so.
    pub(super) fn is_blank(self) -> bool {
        self == Self::BLANK
    }

    /// Its text.
    pub(super) fn text<'a>(&'a self, long: &'a LongSymbols) -> &'a str {
        if let [IS_LONG, number @ ..] = self.symbol {
            let mut bytes = [0; SHORT];
            bytes[..SHORT - 1].copy_from_slice(&number);
            let number = usize::from_le_bytes(bytes);
            return long.0.get(number).map_or("?", |symbol| symbol);
        }
        let end = self.symbol.iter().position(|byte| *byte == 0).unwrap_or(SHORT);
        std::str::from_utf8(&self.symbol[..end]).unwrap_or("?")
    }
}

fn packed(symbol: &str, long: &mut LongSymbols) -> [u8; SHORT] {
    let mut packed = [0; SHORT];
    if symbol.len() <= SHORT {
        packed[..symbol.len()].copy_from_slice(symbol.as_bytes());
        return packed;
    }
    packed[0] = IS_LONG;
    packed[1..].copy_from_slice(&long.number(symbol).to_le_bytes()[..SHORT - 1]);
    packed
}

#[cfg(test)]
mod tests {
    use super::{Glyph, LongSymbols};
    use ratatui::buffer::Cell;

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
            let mut cell = Cell::EMPTY;
            cell.set_symbol(symbol);
            let glyph = Glyph::of(&cell, &mut long);
            assert_eq!(glyph.text(&long), stands);
            assert_eq!((glyph.cells, glyph.is_sure), (cells, is_sure), "{symbol:?}");
            assert_eq!(glyph, Glyph::of(&cell, &mut long), "{symbol:?}");
        }
        assert_eq!(long.len(), 1, "one is too long for a cell");
    }
}

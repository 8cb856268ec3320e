//! What is seen as one character, and how many cells it takes.
//!
//! Terminals disagree about a few characters, of which `“`, `…` and `★` are the frequent ones:
//! those made for Chinese text may draw them two cells wide. Which it is belongs to the terminal
//! in use, so it holds for everything a thread measures ([`draw_ambiguous_wide`]).

use super::{is_hidden, mark, needs_mark};
use std::cell::Cell;
use std::str::Chars;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

thread_local! {
    static IS_WIDE: Cell<bool> = const { Cell::new(false) };
}

/// From here on this thread measures for a terminal that draws ambiguous characters two cells
/// wide, or one.
pub fn draw_ambiguous_wide(is_wide: bool) {
    IS_WIDE.set(is_wide);
}

/// Whether ambiguous characters are measured as two cells wide.
#[must_use]
pub fn is_ambiguous_wide() -> bool {
    IS_WIDE.get()
}

/// How many cells a text takes when it is shown on one line.
#[must_use]
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| glyphs(text).map(|glyph| glyph.cells).sum())
}

/// How many cells a text of [plain](plain_cells) characters takes; nothing for any other.
#[must_use]
pub fn plain_width(text: &str) -> Option<usize> {
    text.chars().map(plain_cells).sum()
}

/// How many cells one grapheme takes when it is shown, its mark if it has one.
#[must_use]
pub fn cells(grapheme: &str) -> usize {
    match alone(grapheme).and_then(lone_cells) {
        Some(cells) => cells,
        None if needs_mark(grapheme) => measured(&mark(grapheme)),
        None => measured(grapheme),
    }
}

/// A text of [plain](plain_cells) characters, which nearly all are: each is a grapheme and is
/// seen.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|character| plain_cells(character).is_some())
}

/// How many cells a letter, a digit, a Chinese character or its punctuation takes, or one of the
/// signs and marks that stand in nearly every document and on every screen. Each of them is
/// seen as it is, and is a glyph of its own unless something else follows.
#[must_use]
pub fn plain_cells(character: char) -> Option<usize> {
    sure_cells(character).or_else(|| match character {
        '“'
        | '”'
        | '…'
        | '—'
        | '–'
        | '·'
        | '×'
        | '÷'
        | '≤'
        | '≥'
        | '→'
        | '★'
        | '○'
        | '▲'
        | '①'..='⑳'
        | '─'..='╋' => Some(1 + usize::from(is_ambiguous_wide())),
        _ => None,
    })
}

/// The same for those that take as many cells in every terminal.
#[must_use]
pub fn sure_cells(character: char) -> Option<usize> {
    match character {
        '\u{4E00}'..='\u{9FFF}' | '\u{3001}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}' => Some(2),
        ' '..='~' | '✓' | '✗' | '▸' | '▾' => Some(1),
        _ => None,
    }
}

/// How many cells a character takes that stands alone; nothing where it would not be seen.
#[must_use]
pub fn lone_cells(character: char) -> Option<usize> {
    plain_cells(character).or_else(|| {
        let cells = if is_ambiguous_wide() { character.width_cjk() } else { character.width() };
        cells.filter(|cells| *cells > 0 && !is_hidden(character))
    })
}

fn measured(text: &str) -> usize {
    if is_ambiguous_wide() { text.width_cjk() } else { text.width() }
}

/// What is seen as one character (a grapheme) in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The byte it stands at.
    pub start: usize,
    /// Its characters.
    pub text: &'a str,
    /// How many cells it takes when it is shown, its mark if it has one.
    pub cells: usize,
    /// It is one of the [plain](plain_cells) characters: seen as it is.
    pub is_plain: bool,
}

impl Glyph<'_> {
    /// The byte behind it.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The glyphs of a text in order.
#[must_use]
pub fn glyphs(text: &str) -> Glyphs<'_> {
    let mut behind = text.chars();
    Glyphs { text, start: 0, first: behind.next().map(Known::of), behind }
}

/// See [`glyphs`]. Most texts are plain all through: the tables of the standard are looked into
/// only where they are not.
#[derive(Clone, Debug)]
pub struct Glyphs<'a> {
    text: &'a str,
    start: usize,
    /// The character at the start; none at the end of the text.
    first: Option<Known>,
    /// The characters behind it.
    behind: Chars<'a>,
}

/// A character, and what is known of it.
#[derive(Clone, Copy, Debug)]
struct Known {
    bytes: usize,
    plain_cells: Option<usize>,
}

impl Known {
    fn of(character: char) -> Self {
        Self { bytes: character.len_utf8(), plain_cells: plain_cells(character) }
    }
}

impl<'a> Iterator for Glyphs<'a> {
    type Item = Glyph<'a>;

    fn next(&mut self) -> Option<Glyph<'a>> {
        let (start, first) = (self.start, self.first?);
        let behind = self.behind.next().map(Known::of);
        if let Some(cells) = first.plain_cells
            && behind.is_none_or(|behind| behind.plain_cells.is_some())
        {
            self.start += first.bytes;
            self.first = behind;
            let text = &self.text[start..self.start];
            return Some(Glyph { start, text, cells, is_plain: true });
        }
        let rest = &self.text[start..];
        let text = rest.graphemes(true).next().unwrap_or(rest);
        self.start += text.len();
        self.behind = self.text[self.start..].chars();
        self.first = self.behind.next().map(Known::of);
        Some(Glyph { start, text, cells: cells(text), is_plain: false })
    }
}

/// The only character of a glyph.
pub(super) fn alone(glyph: &str) -> Option<char> {
    let mut characters = glyph.chars();
    characters.next().filter(|_| characters.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::{cells, draw_ambiguous_wide, plain_cells, sure_cells, width};
    use crate::visible::is_hidden;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthChar;

    /// What [`plain_cells`] and [`sure_cells`] promise.
    #[test]
    fn plain_characters_are_seen_as_they_are() {
        for character in (0..=0x10_FFFF).filter_map(char::from_u32) {
            draw_ambiguous_wide(false);
            let Some(narrow) = plain_cells(character) else { continue };
            draw_ambiguous_wide(true);
            let wide = plain_cells(character);
            let text = format!("{character}安{character}a{character}");
            assert_eq!(text.graphemes(true).count(), 5, "{text}");
            assert_eq!((Some(narrow), wide), (character.width(), character.width_cjk()), "{text}");
            assert_eq!(sure_cells(character), wide.filter(|wide| *wide == narrow), "{text}");
            assert!(!is_hidden(character), "{text}");
        }
    }

    #[test]
    fn a_text_is_measured_for_the_terminal_in_use() {
        // (text, cells, cells where ambiguous characters are wide)
        let cases = [("扣0.5分", 7, 7), ("“党政同责”", 10, 12), ("★×…—", 4, 8), ("①", 1, 2)];
        for (text, narrow, wide) in cases {
            for (is_wide, expected) in [(false, narrow), (true, wide)] {
                draw_ambiguous_wide(is_wide);
                assert_eq!(width(text), expected, "{text} {is_wide}");
                let glyphs = text.graphemes(true).map(cells);
                assert_eq!(glyphs.sum::<usize>(), expected, "{text} {is_wide}");
            }
        }
    }
}

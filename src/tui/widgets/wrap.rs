//! Breaking a text into lines the way Chinese is printed: no line starts with
//! `，` `。` `）` `”`, none ends with `（` `“`, and `0.5` stays whole.

use super::text::visible_lines;
use crate::visible::{glyphs, plain_cells, plain_width};
use std::borrow::Cow;
use std::ops::Range;
use unicode_linebreak::linebreaks;
use unicode_segmentation::GraphemeCursor;

/// The lines of a text, [visible](crate::visible::visible_lines), each at most `width` cells wide;
/// at least one line. Blanks where a line was broken are dropped.
///
/// A single glyph that is wider than `width` stands on a line of its own.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = visible_lines(text);
    let ranges = wrap_ranges(&text, width);
    ranges.into_iter().map(|range| text[range].trim_end().to_owned()).collect()
}

/// The lines of a text as ranges of its bytes, at least one. Blanks at a break
/// belong to the line before it and may stand beyond `width`; a line break
/// belongs to no line. Everything else is in exactly one range, in order.
#[must_use]
pub fn wrap_ranges(text: &str, width: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let end = start + paragraph.len();
        let shown = paragraph.strip_suffix('\r').filter(|_| end < text.len()).unwrap_or(paragraph);
        let mut lines = Lines { ranges: &mut ranges, width: width.max(1), start, used: 0 };
        lines.paragraph(shown);
        start = end + 1;
    }
    ranges
}

/// The line that is being filled.
struct Lines<'ranges> {
    ranges: &'ranges mut Vec<Range<usize>>,
    width: usize,
    /// Where the line starts.
    start: usize,
    /// How many cells stand on it.
    used: usize,
}

impl Lines<'_> {
    fn paragraph(&mut self, text: &str) {
        let (base, end) = (self.start, self.start + text.len());
        let plain_width = plain_width(text);
        // As most labels, names and numbers do.
        if plain_width.is_some_and(|width| width <= self.width) {
            self.ranges.push(base..end);
            return;
        }
        let breaks = with_paired_quotes(text);
        let is_plain = plain_width.is_some();
        let mut from = 0;
        for (to, _) in linebreaks(&breaks).filter(|(to, _)| is_plain || is_boundary(text, *to)) {
            self.piece(&text[from..to], base + from);
            from = to;
        }
        self.ranges.push(self.start..end);
    }

    /// Adds what may not be broken, unless it is wider than a whole line.
    fn piece(&mut self, piece: &str, place: usize) {
        let full = super::text::width(piece);
        let blanks = piece.bytes().rev().take_while(|byte| *byte == b' ').count();
        if self.used + full - blanks > self.width {
            self.end_line(place);
        }
        if full - blanks <= self.width {
            self.used += full;
            return;
        }
        for glyph in glyphs(piece) {
            if self.used + glyph.cells > self.width {
                self.end_line(place + glyph.start);
            }
            self.used += glyph.cells;
        }
    }

    fn end_line(&mut self, place: usize) {
        if place > self.start {
            self.ranges.push(self.start..place);
            self.start = place;
            self.used = 0;
        }
    }
}

/// Whether a text may be broken at a place as far as its glyphs go: the standard of line
/// breaking knows fewer combinations than that of graphemes.
fn is_boundary(text: &str, place: usize) -> bool {
    let is_plain = |character| plain_cells(character).is_some();
    let (before, behind) = text.split_at(place);
    // Most texts are plain: the tables of the standard need not be looked into.
    (before.chars().next_back().is_none_or(is_plain) && behind.chars().next().is_none_or(is_plain))
        || GraphemeCursor::new(place, text.len(), true).is_boundary(text, 0) == Ok(true)
}

/// The same text, byte for byte as long, with brackets for the Chinese quotation marks:
/// the standard does not know which side of `“` a line may break on, because
/// other languages use it the other way round.
fn with_paired_quotes(text: &str) -> Cow<'_, str> {
    if !text.contains(['“', '”']) {
        return Cow::Borrowed(text);
    }
    let paired = text.chars().map(|character| match character {
        '“' => '（',
        '”' => '）',
        other => other,
    });
    Cow::Owned(paired.collect())
}

#[cfg(test)]
mod tests {
    use super::{wrap, wrap_ranges};
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    #[test]
    fn lines_break_as_in_print() {
        // (text, width, lines)
        let cases: [(&str, usize, &[&str]); 17] = [
            ("", 4, &[""]),
            ("安全生产", 8, &["安全生产"]),
            ("安全生产", 7, &["安全生", "产"]),
            ("安全，生产", 4, &["安", "全，", "生产"]),
            ("检查（复查）。", 6, &["检查", "（复", "查）。"]),
            ("每次扣0.5分", 8, &["每次扣", "0.5分"]),
            ("每次扣0.5分", 4, &["每次", "扣", "0.5", "分"]),
            ("落实“党政同责”制度", 8, &["落实“党", "政同责”", "制度"]),
            ("one two  three", 8, &["one two", "three"]),
            ("a\n\n乙\n", 8, &["a", "", "乙", ""]),
            ("a\r\n乙", 8, &["a", "乙"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("中abcdefghij", 4, &["中", "abcd", "efgh", "ij"]),
            ("安全", 1, &["安", "全"]),
            ("安全", 0, &["安", "全"]),
            ("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]),
            ("\u{1B}安全", 3, &["␛安", "全"]),
        ];
        for (text, width, expected) in cases {
            assert_eq!(wrap(text, width), expected, "{text:?} {width}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_lost_and_no_line_too_long(text in any::<String>(), width in 2_usize..20) {
            let ranges = wrap_ranges(&text, width);
            let kept: String = ranges.iter().map(|range| &text[range.clone()]).collect();
            prop_assert_eq!(kept, text.replace("\r\n", "").replace('\n', ""));
            for line in wrap(&text, width) {
                // A glyph that is wider than a line, as a mark or a cluster can be, stands alone.
                let alone = line.contains('‹') || line.graphemes(true).count() == 1;
                let fits = alone || super::super::text::width(&line) <= width;
                prop_assert!(fits, "{:?} {}", line, width);
            }
        }

        #[test]
        fn no_line_starts_with_a_stop(text in "[安全生产0-9，。；）、”]{1,40}") {
            let stops = ['，', '。', '；', '）', '、', '”'];
            let most = text.split(|letter| !stops.contains(&letter)).map(str::len).max();
            // More stops than a line holds must be broken somewhere.
            if most < Some(9) {
                for line in wrap(&text, 24).iter().skip(1) {
                    prop_assert!(!line.starts_with(stops), "{:?}", line);
                }
            }
        }
    }
}

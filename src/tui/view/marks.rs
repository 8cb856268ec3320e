//! What was found, in the text of a row.

use crate::tui::widgets::text;
use ratatui::layout::Rect;
use std::borrow::Cow;
use std::ops::Range;

/// A text as a row begins it.
pub(super) struct Marked<'a> {
    /// What is shown; it may have to be cut at its end.
    pub(super) text: Cow<'a, str>,
    /// The cells of what was found.
    pub(super) cells: Vec<Rect>,
}

/// How many characters stand before what was found, where the beginning of a text is cut.
const BEFORE: usize = 3;

/// A text for a line, with the cells of what was found in it. Where the first of it would
/// be cut off, the text begins shortly before it, behind the number.
pub(super) fn in_room<'a>(
    whole: &'a str,
    before: usize,
    spans: &[Range<usize>],
    line: Rect,
    more: &str,
) -> Marked<'a> {
    let room = usize::from(line.width);
    if spans.is_empty() {
        return Marked { text: Cow::Borrowed(whole), cells: Vec::new() };
    }
    let (number, rest) = whole.split_at_checked(before).unwrap_or(("", whole));
    let from = start_of(number, rest, spans, room, more);
    let cut = if from == 0 { "" } else { more };
    let head = format!("{number}{cut}");
    let shown = format!("{head}{}", &rest[from..]);
    let end = match text::width(&shown) {
        width if width <= room => width,
        _ => {
            text::width(&text::truncate_with(&shown, room, more)).saturating_sub(text::width(more))
        }
    };
    let cells = spans.iter().filter_map(|span| {
        let (start, stop) = (span.start.max(from), span.end);
        let left = text::width(&head) + text::width(rest.get(from..start)?);
        let width = text::width(rest.get(start..stop)?);
        let right = (left + width).min(end);
        let x = line.x + u16::try_from(left).ok()?;
        let width = u16::try_from(right.checked_sub(left)?).ok()?;
        (width > 0).then_some(Rect { x, width, height: 1, ..line })
    });
    let cells = cells.collect();
    Marked { text: Cow::Owned(shown), cells }
}

/// From which byte on the text is shown behind its number.
fn start_of(number: &str, rest: &str, spans: &[Range<usize>], room: usize, more: &str) -> usize {
    let Some(first) = spans.iter().min_by_key(|span| span.start) else { return 0 };
    let Some((before, found)) =
        rest.get(..first.end).and_then(|_| rest.split_at_checked(first.start))
    else {
        return 0;
    };
    let met = found.get(..first.len()).unwrap_or_default();
    let needed = [number, before, met].map(text::width).iter().sum::<usize>();
    if needed + text::width(more) <= room {
        return 0;
    }
    before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::in_room;
    use ratatui::layout::Rect;

    /// The text of a row, its number, the span found, the cells there are, what is shown and
    /// from which cell on how many are marked.
    #[test]
    fn what_was_found_is_in_view() {
        let cases = [
            ("1 安全生产", 2, 0..6, 20, "1 安全生产", Some((2, 4))),
            ("1 安全生产", 2, 6..12, 8, "1 安全…", None),
            ("1 未建立健全安全生产责任制的", 2, 12..24, 16, "1 …建立健全安全…", Some((9, 6))),
            ("1 未建立健全安全生产责任制的", 2, 12..18, 16, "1 未建立健全安…", Some((10, 4))),
            ("1 安全", 2, 0..0, 20, "1 安全", None),
        ];
        for (whole, before, span, width, shown, marked) in cases {
            let line = Rect::new(0, 0, width, 1);
            let words = in_room(whole, before, std::slice::from_ref(&span), line, "…");
            let cut = crate::tui::widgets::text::truncate(&words.text, usize::from(width));
            assert_eq!(cut, shown, "{whole} {span:?}");
            let cells = words.cells.first().map(|cells| (cells.x, cells.width));
            assert_eq!(cells, marked, "{whole} {span:?}");
        }
    }
}

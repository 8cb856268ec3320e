//! Lists and trees of any length: which rows are in view, and the scrollbar.
//!
//! Whoever draws a list asks for the rows in view and builds only those, so a
//! rubric of a thousand clauses costs no more than the height of the screen.

use super::text;
use super::theme::{Symbols, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::ops::Range;

/// How many rows stay in view above and below the selected one, where there are so many.
const MARGIN: usize = 2;

/// The first row to show: as near to `offset` as keeps `selected` in view with a margin.
///
/// Total: `selected` and `offset` may lie outside the list, `height` may be 0.
#[must_use]
pub fn window(selected: usize, offset: usize, height: u16, len: usize) -> usize {
    let height = usize::from(height);
    if height == 0 || len <= height {
        return 0;
    }
    let selected = selected.min(len - 1);
    let margin = MARGIN.min((height - 1) / 2);
    let lowest = (selected + margin + 1).saturating_sub(height);
    let highest = selected.saturating_sub(margin);
    offset.clamp(lowest, highest).min(len - height)
}

/// The rows in view: indices of the list, at most `height` of them.
#[must_use]
pub fn in_view(offset: usize, height: u16, len: usize) -> Range<usize> {
    let start = offset.min(len);
    start..start.saturating_add(usize::from(height)).min(len)
}

/// The rows in view with the line of `area` each one is drawn on.
pub fn rows(area: Rect, offset: usize, len: usize) -> impl Iterator<Item = (usize, Rect)> {
    in_view(offset, area.height, len).zip(area.rows())
}

/// Draws a scrollbar into the first column of `area`; nothing where all rows are in view.
pub fn scrollbar(
    area: Rect,
    buffer: &mut Buffer,
    offset: usize,
    len: usize,
    theme: &Theme,
    symbols: &Symbols,
) {
    let Some(thumb) = thumb(area.height, offset, len) else { return };
    for (place, y) in (area.top()..area.bottom()).enumerate() {
        let symbol = if thumb.contains(&place) { symbols.thumb } else { symbols.track };
        text::put(buffer, area.x, y, symbol, theme.border, area.width.min(1));
    }
}

/// The lines of the bar that stand for the rows in view.
fn thumb(height: u16, offset: usize, len: usize) -> Option<Range<usize>> {
    let height = usize::from(height);
    if height == 0 || len <= height {
        return None;
    }
    let size = (height * height / len).max(1);
    let hidden = len - height;
    let free = height - size;
    // Rounded up, so that the bar leaves the top with the first hidden row
    // and, because of the next line, reaches the bottom only with the last.
    let start = (offset.min(hidden) * free).div_ceil(hidden);
    let start = if offset < hidden { start.min(free.saturating_sub(1)) } else { free };
    Some(start..start + size)
}

#[cfg(test)]
mod tests {
    use super::{in_view, rows, scrollbar, thumb, window};
    use crate::tui::widgets::text::tests::lines;
    use crate::tui::widgets::theme::{Symbols, Theme};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    #[test]
    fn the_selected_row_stays_in_view() {
        // (selected, offset, height, len) -> first row
        let cases = [
            ((0, 0, 5, 20), 0),
            ((2, 0, 5, 20), 0),
            ((3, 0, 5, 20), 1),
            ((19, 0, 5, 20), 15),
            ((10, 9, 5, 20), 8),
            ((0, 15, 5, 20), 0),
            ((99, 99, 5, 20), 15),
            ((3, 3, 1, 20), 3),
            ((3, 0, 2, 20), 2),
            ((3, 2, 5, 4), 0),
            ((0, 0, 0, 20), 0),
            ((0, 0, 5, 0), 0),
        ];
        for ((selected, offset, height, len), expected) in cases {
            let found = window(selected, offset, height, len);
            assert_eq!(found, expected, "{selected} {offset} {height} {len}");
        }
    }

    #[test]
    fn only_rows_in_view_are_walked() {
        assert_eq!(in_view(18, 5, 20), 18..20);
        assert_eq!(in_view(30, 5, 20), 20..20);
        let area = Rect::new(3, 7, 10, 2);
        let walked: Vec<(usize, u16)> =
            rows(area, 4, 100).map(|(row, line)| (row, line.y)).collect();
        assert_eq!(walked, [(4, 7), (5, 8)]);
    }

    #[test]
    fn the_scrollbar_shows_where_the_view_is() {
        let bar = |offset, len| {
            let area = Rect::new(0, 0, 1, 4);
            let mut buffer = Buffer::empty(area);
            scrollbar(area, &mut buffer, offset, len, &Theme::mono(), &Symbols::ascii());
            lines(&buffer).concat()
        };
        assert_eq!(bar(0, 4), "");
        assert_eq!(bar(0, 8), "##||");
        assert_eq!(bar(1, 8), "|##|");
        assert_eq!(bar(3, 8), "|##|");
        assert_eq!(bar(4, 8), "||##");
        assert_eq!(bar(999, 100_000), "|#||");
        assert_eq!(thumb(0, 0, 9), None);
    }
}

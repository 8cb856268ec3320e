//! The page of the whole, over the review screen.

use super::pen::{Pen, put_right};
use super::{select, style_of};
use crate::lang::{overview as words, trial};
use crate::points::Points;
use crate::tui::app::{App, OverviewList};
use crate::tui::layout;
use crate::tui::overview::{Bar, OverviewLine, lines};
use crate::tui::widgets::{list as rows_of, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The widths of the columns: score, rate, progress, each with the gap before it.
const SCORE: u16 = 12;
const PERCENT: u16 = 8;
const PROGRESS: u16 = 9;
/// What was deducted and what is hidden.
const REST: u16 = 21;
/// The least that a name and the bar behind it take; before that gives way, the rest goes.
const NAMED: u16 = 21;

pub(super) fn draw(app: &App, list: &OverviewList, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let screen = Rect::new(0, 0, app.size.width, app.size.height.saturating_sub(1));
    text::clear(buffer, screen, app.theme.normal);
    let mut pen = Pen::new(buffer, Rect { height: 1, ..screen });
    if review.is_trial() {
        pen.put(trial::title(app.lang), app.theme.danger);
    }
    pen.put(words::title(app.lang), app.theme.title);
    pen.put("  ", app.theme.normal);
    pen.put(&review.session.head.unit, app.theme.normal);
    pen.put("  ", app.theme.normal);
    let title = text::truncate_with(&review.rubric.head.title, pen.room(), app.symbols.more);
    pen.put(&title, app.theme.dim);
    let area = layout::help(app.size);
    let lines = lines(app, review, list);
    for (place, row) in rows_of::rows(area, list.offset, lines.len()) {
        match &lines[place] {
            OverviewLine::Text(said, tone) => {
                text::put(buffer, row.x + 1, row.y, said, style_of(app, *tone), row.width - 1);
            }
            OverviewLine::Of(said, _) => {
                text::put(buffer, row.x + 1, row.y, said, app.theme.normal, row.width - 1);
            }
            OverviewLine::Bar(bar) => draw_bar(app, bar, row, buffer),
        }
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: app.size.width - 1, width: 1, ..area };
    rows_of::scrollbar(bar, buffer, list.offset, lines.len(), &app.theme, &app.symbols);
}

/// `二 重点工作   ████████░░   54.5/60  90.83%   30/40  扣 5.5`.
fn draw_bar(app: &App, bar: &Bar, row: Rect, buffer: &mut Buffer) {
    let row = Rect { x: row.x + 1, width: row.width.saturating_sub(2), ..row };
    let room = row.width.saturating_sub(SCORE + PERCENT);
    let kept = |width: u16, others: u16| if room < NAMED + others + width { 0 } else { width };
    let progress = kept(PROGRESS, 0);
    let rest = kept(REST, PROGRESS);
    let free = room.saturating_sub(progress + rest);
    let drawn = (free / 3).clamp(6, 24);
    let title = free.saturating_sub(drawn + 1).min(layout::ENDLESS / 2);
    let words = text::truncate_with(&bar.title, usize::from(title), app.symbols.more);
    text::put(buffer, row.x, row.y, &words, app.theme.normal, title);
    let mut x = row.x + title + 1;
    // A bar is for the eye: where the page is read off the percentage says it.
    if let Some(rate) = bar.rate.filter(|_| app.size.width < layout::ENDLESS) {
        let (full, empty) = if app.symbols.is_ascii() { ("#", ".") } else { ("█", "░") };
        let filled = filled(rate, drawn);
        let style = if filled == drawn { app.theme.met } else { app.theme.open };
        text::put(buffer, x, row.y, &full.repeat(usize::from(filled)), style, drawn);
        let rest = empty.repeat(usize::from(drawn - filled));
        text::put(buffer, x + filled, row.y, &rest, app.theme.dim, drawn - filled);
    }
    x += drawn;
    let mut cell = |width: u16, said: &str, style: Style| {
        put_right(buffer, Rect { x, width, ..row }, said, style);
        x += width;
    };
    cell(SCORE, &bar.score, app.theme.title);
    cell(PERCENT, &bar.percent, app.theme.normal);
    if progress > 0 {
        cell(progress, &bar.progress, app.theme.dim);
    }
    let room = row.right().saturating_sub(x + 2);
    let rest = text::truncate_with(&bar.rest, usize::from(room), app.symbols.more);
    text::put(buffer, x + 2, row.y, &rest, app.theme.found, room);
}

/// How many cells of a bar stand for a rate in percent; all of them only for all of it.
fn filled(rate: Points, cells: u16) -> u16 {
    let exact = (rate.or_zero() * Points::from(u32::from(cells))).whole_times(Points::HUNDRED);
    let filled = exact.whole().and_then(|cells| u16::try_from(cells).ok());
    filled.unwrap_or(cells).min(cells)
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::points::Points;

    #[test]
    fn a_bar_is_full_only_at_a_hundred_percent() {
        let cases = [(0, 0), (4, 0), (50, 5), (99, 9), (100, 10), (130, 10)];
        for (rate, expected) in cases {
            assert_eq!(filled(Points::from(rate), 10), expected, "{rate}");
        }
        assert_eq!(filled(-Points::ONE, 10), 0);
    }
}

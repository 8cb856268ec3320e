//! What fixing each thing alone would gain, above the review screen.

use super::pen::{Pen, put_right};
use super::select;
use crate::lang::margins as words;
use crate::points::Points;
use crate::tui::app::{App, MarginLine, MarginList, Review};
use crate::tui::layout;
use crate::tui::widgets::{list as rows_of, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How wide the column of gains is.
const GAIN: u16 = 7;

pub(super) fn draw(app: &App, list: &MarginList, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let area = layout::overlay(app.size);
    let is_scored = review.card.total.is_of_points();
    let title = if is_scored { words::title } else { words::title_of_tasks };
    let inside = text::frame(buffer, area, title(app.lang), &app.theme, &app.symbols);
    heading(app, review, inside, buffer);
    let rows = layout::overlay_rows(app.size, layout::MARGINS_FOOT);
    for (place, row) in rows_of::rows(rows, list.offset, list.lines.len()) {
        draw_line(app, review, list, &list.lines[place], row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    rows_of::scrollbar(bar, buffer, list.offset, list.lines.len(), &app.theme, &app.symbols);
    let foot = Rect { y: rows.bottom(), height: layout::MARGINS_FOOT, ..inside };
    let full = text::wrap(&full(app, review, list), usize::from(foot.width));
    text::put_lines(buffer, foot, &full, app.theme.dim);
}

/// The score the gains are added to.
fn heading(app: &App, review: &Review, line: Rect, buffer: &mut Buffer) {
    let total = &review.card.total;
    let decimals = review.rubric.head.decimals;
    let mut said = Vec::new();
    let shown = |score: Option<Points>| score.map(|score| score.show(decimals));
    let (score, before) = (shown(total.score), shown(total.score_before_veto));
    said.extend(score.map(|score| match before.filter(|before| *before != score) {
        Some(before) => words::starts_from_veto(app.lang, &score, &before),
        None => words::starts_from(app.lang, &score),
    }));
    let is_scored = total.is_of_points();
    let rows = if is_scored { words::rows_heading } else { words::rows_heading_of_tasks };
    said.push(rows(app.lang).to_owned());
    let mut pen = Pen::new(buffer, line);
    pen.put(&said.join("  "), app.theme.dim);
}

fn draw_line(
    app: &App,
    review: &Review,
    list: &MarginList,
    line: &MarginLine,
    row: Rect,
    buffer: &mut Buffer,
) {
    let room = row.width.saturating_sub(2);
    let place = match line {
        MarginLine::Text(said) => {
            let said = text::truncate_with(said, usize::from(room), app.symbols.more);
            text::put(buffer, row.x + 2, row.y, &said, app.theme.normal, room);
            return;
        }
        MarginLine::Row(place) => *place,
    };
    let Some(margin) = list.found.rows.get(place) else { return };
    let gain = words::gain(app.lang, &review.rubric, margin);
    let adds = margin.gain.is_none_or(|gain| !gain.is_zero());
    let style = if adds { app.theme.good } else { app.theme.dim };
    put_right(buffer, Rect { x: row.x + 1, width: GAIN, ..row }, &gain, style);
    let rest = Rect { x: row.x + GAIN + 2, width: row.width.saturating_sub(GAIN + 2), ..row };
    let mut pen = Pen::new(buffer, rest);
    pen.put(&words::id(app.lang, &review.rubric, &review.session, margin.about), app.theme.title);
    pen.put("  ", app.theme.normal);
    pen.put(&words::costs(app.lang, &review.rubric, margin), app.theme.normal);
    pen.put("  ", app.theme.normal);
    let why = words::held(app.lang, &review.rubric, margin);
    let (said, style) = if why.is_empty() {
        (words::text(&review.rubric, &review.session, margin.about), app.theme.dim)
    } else {
        (why, app.theme.open)
    };
    pen.put(&text::truncate_with(&said, pen.room(), app.symbols.more), style);
}

/// The line under the cursor in full.
fn full(app: &App, review: &Review, list: &MarginList) -> String {
    match list.selected() {
        Some(MarginLine::Text(said)) => said.clone(),
        Some(MarginLine::Row(place)) => {
            let Some(margin) = list.found.rows.get(*place) else { return String::new() };
            let why = words::held(app.lang, &review.rubric, margin);
            let said = words::text(&review.rubric, &review.session, margin.about);
            [why, said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
        }
        None => String::new(),
    }
}

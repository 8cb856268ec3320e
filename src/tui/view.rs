//! What the screens look like. Drawing reads the state and changes nothing.

mod bottom;
mod changes;
mod compare;
mod details;
mod filters;
mod help;
mod history;
mod ledgers;
mod lists;
mod margins;
mod marks;
mod overview;
mod palette;
mod pen;
mod phrases;
mod ranking;
mod review;
mod start;
mod tree;

use super::app::{App, Overlay, Question, SMALLEST};
use super::details::Tone;
use super::layout;
use super::widgets::text;
use crate::lang::ui;
use crate::visible::draw_ambiguous_wide;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;

/// Draws everything into a blank buffer. The answer is where the caret of a text field is,
/// if there is one: the terminal's cursor belongs there, where an input method shows what is
/// being typed.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    draw_ambiguous_wide(app.symbols.is_ambiguous_wide);
    let caret = draw_all(app, buffer);
    if app.symbols.is_ascii() {
        text::ascii_marks(buffer);
    }
    caret
}

fn draw_all(app: &App, buffer: &mut Buffer) -> Option<Position> {
    // Where the theme has a background of its own, it is everywhere.
    if app.theme.normal != Style::new() {
        buffer.set_style(whole(app), app.theme.normal);
    }
    if app.is_too_small() {
        too_small(app, buffer);
        return None;
    }
    match &app.review {
        Some(review) => review::draw(app, review, buffer),
        None => start::draw(app, buffer),
    }
    let mut caret = bottom::draw(app, buffer);
    for overlay in &app.overlays {
        match overlay {
            Overlay::Help(offset) => help::draw(app, *offset, buffer),
            Overlay::Form(dialog) => {
                let area = dialog.form.place(layout::overlay(app.size));
                caret = dialog.form.render(area, buffer, &app.theme, &app.symbols);
            }
            Overlay::Findings(list) => lists::findings(app, list, buffer),
            Overlay::Ledgers(list) => ledgers::draw(app, list, buffer),
            Overlay::Filters(list) => caret = Some(filters::draw(app, list, buffer)),
            Overlay::Changes(offset) => changes::draw(app, *offset, buffer),
            Overlay::Margins(list) => margins::draw(app, list, buffer),
            Overlay::Overview(list) => overview::draw(app, list, buffer),
            Overlay::Compare(list) => compare::draw(app, list, buffer),
            Overlay::Others(list) => ranking::others(app, list, buffer),
            Overlay::Ranking(list) => ranking::draw(app, list, buffer),
            Overlay::History(list) => history::draw(app, list, buffer),
            Overlay::Confirm(question) => bottom::question(app, question, buffer),
            Overlay::Palette(list) => caret = Some(palette::draw(app, list, buffer)),
            Overlay::Phrases(list) => caret = Some(phrases::draw(app, list, buffer)),
            Overlay::Prompt(_) | Overlay::Search(_) | Overlay::Find(_) => {}
        }
    }
    bottom::status(app, buffer);
    caret
}

/// Says in the last line what is being done while the screen stands still.
pub fn working(app: &App, words: &str, buffer: &mut Buffer) {
    if app.is_too_small() {
        return;
    }
    let line = layout::review(app.size).bottom;
    let words = text::truncate_with(words, usize::from(line.width), app.symbols.more);
    text::clear(buffer, line, app.theme.normal);
    text::put(buffer, line.x, line.y, &words, app.theme.title, line.width);
    if app.symbols.is_ascii() {
        text::ascii_marks(buffer);
    }
}

/// Where a question is drawn.
#[must_use]
pub fn question_area(app: &App, question: &Question) -> Rect {
    bottom::question_lines(app, question).0
}

fn whole(app: &App) -> Rect {
    Rect::new(0, 0, app.size.width, app.size.height)
}

/// The size that is needed, wherever that fits.
fn too_small(app: &App, buffer: &mut Buffer) {
    let size = |size: Size| format!("{}×{}", size.width, size.height);
    let words = ui::too_small(app.lang, &size(SMALLEST), &size(app.size));
    let area = whole(app);
    let lines = text::wrap(&words, usize::from(area.width).max(1));
    text::put_lines(buffer, area, &lines, app.theme.normal);
}

/// Marks the row the cursor is on, in one look from end to end.
fn select(app: &App, row: Rect, buffer: &mut Buffer) {
    buffer.set_style(row, Style::reset().patch(app.theme.selected));
}

/// The style of a tone.
fn style_of(app: &App, tone: Tone) -> Style {
    match tone {
        Tone::Normal => app.theme.normal,
        Tone::Dim => app.theme.dim,
        Tone::Title => app.theme.title,
        Tone::Met => app.theme.met,
        Tone::Found => app.theme.found,
        Tone::Open => app.theme.open,
        Tone::Danger => app.theme.danger,
    }
}

//! The tree on the left.
//!
//! ```text
//! ▸○▾二 重点工作            60/60
//! │││││                     └ score/points, −N for a clause
//! │││└ number and text, cut; `↵` before what was returned, `~` before what is tried
//! ││└ folded or not
//! │└ state
//! └ cursor; each level is set back by one more cell
//! ```

use super::marks;
use super::pen::put_right;
use super::select;
use crate::lang::{corrections, ui, words};
use crate::rubric::{ClauseIndex, Effect, IndicatorIndex, IndicatorKind};
use crate::score::{Completion, Mark};
use crate::tui::app::{App, Review};
use crate::tui::help::{MET, TRIED};
use crate::tui::layout;
use crate::tui::search;
use crate::tui::tree::{Node, Row};

use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

pub(super) fn draw(app: &App, review: &Review, area: Rect, buffer: &mut Buffer) {
    let tree = &review.tree;
    let words = review.found.as_ref().map(|found| search::words(&found.query)).unwrap_or_default();
    let unfinished = tree.unfinished(&review.rubric, &review.session);
    for (place, line) in list::rows(area, tree.offset(), tree.len()) {
        let Some(row) = tree.row(place) else { continue };
        let left = unfinished.as_ref().zip(tree.place(place)).map(|(counts, at)| counts[at]);
        let hit = tree.place(place).and_then(|place| review.found.as_ref()?.on(place));
        let spans = hit.map_or_else(Vec::new, |hit| review.spans(hit, &words));
        let marked = draw_row(app, review, (row, &spans, left), line, buffer);
        if place == tree.cursor() {
            text::put(buffer, line.x, line.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, line, buffer);
        } else if hit.is_some() {
            text::put(buffer, line.x, line.y, MET, app.theme.title, 1);
        }
        // Over the look of the cursor's row too.
        for cells in marked {
            buffer.set_style(cells, app.theme.matched);
        }
    }
}

/// What a row shows.
struct Look {
    mark: &'static str,
    mark_style: Style,
    text: String,
    /// How many bytes of the text are its number.
    before: usize,
    text_style: Style,
    value: String,
    value_style: Style,
}

fn draw_row(
    app: &App,
    review: &Review,
    (row, spans, left): (&Row, &[Range<usize>], Option<usize>),
    line: Rect,
    buffer: &mut Buffer,
) -> Vec<Rect> {
    let mut look = look(app, review, row);
    // Who follows up 整改 asks how much is left, not what it cost.
    if let Some(left) = left.filter(|_| row.below > 0 || row.node == Node::Total) {
        look.value = corrections::left(app.lang, left);
        look.value_style = if left > 0 { app.theme.found } else { app.theme.good };
    }
    if review.waits(row.node) {
        look.text.insert_str(0, app.symbols.returned);
        look.before += app.symbols.returned.len();
        look.text_style = app.theme.open;
    }
    if review.is_tried(row.node) {
        look.text.insert_str(0, TRIED);
        look.before += TRIED.len();
        look.text_style = app.theme.open;
    }
    let indent = layout::indent(row.depth, line.width);
    let fold = match (row.below > 0, row.folded) {
        (false, _) => " ",
        (true, true) => app.symbols.folded,
        (true, false) => app.symbols.unfolded,
    };
    text::put(buffer, line.x + indent, line.y, look.mark, look.mark_style, 1);
    text::put(buffer, line.x + indent + 1, line.y, fold, app.theme.dim, 1);
    let start = indent + 2;
    let value_width = u16::try_from(text::width(&look.value)).unwrap_or(u16::MAX);
    let gap = u16::from(value_width > 0);
    let room = line.width.saturating_sub(start + value_width + gap);
    let area = Rect { x: line.x + start, width: room, ..line };
    let words = marks::in_room(&look.text, look.before, spans, area, app.symbols.more);
    let (style, more) = (look.text_style, app.symbols.more);
    text::put_cut(buffer, (area.x, line.y), &words.text, style, room, more);
    put_right(buffer, line, &look.value, look.value_style);
    words.cells
}

fn look(app: &App, review: &Review, row: &Row) -> Look {
    match row.node {
        Node::Total => total(app, review),
        Node::Indicator(index) => indicator(app, review, index),
        Node::Clause(index) => clause(app, review, index),
        Node::UnknownHeading => plain(app, ui::unknown_entries(app.lang)),
        Node::Unknown(place) => {
            plain(app, review.card.unknown.get(place).map_or("", String::as_str))
        }
    }
}

fn plain(app: &App, words: &str) -> Look {
    Look {
        mark: " ",
        mark_style: app.theme.dim,
        text: words.to_owned(),
        before: 0,
        text_style: app.theme.dim,
        value: String::new(),
        value_style: app.theme.dim,
    }
}

fn total(app: &App, review: &Review) -> Look {
    let decimals = review.rubric.head.decimals;
    let score = review.card.total.score.map(|score| score.show(decimals));
    let points = review.card.total.points.map(|points| points.show(decimals));
    let value = match (score, points) {
        (Some(score), Some(points)) => format!("{score}/{points}"),
        (Some(score), None) => score,
        (None, _) => review
            .card
            .total
            .completion
            .map_or_else(String::new, |rate| format!("{}/{}", rate.done, rate.tasks)),
    };
    Look {
        mark: " ",
        mark_style: app.theme.normal,
        text: ui::total(app.lang).to_owned(),
        before: 0,
        text_style: app.theme.title,
        value,
        value_style: app.theme.title,
    }
}

fn indicator(app: &App, review: &Review, index: IndicatorIndex) -> Look {
    let indicator = review.rubric.indicator(index);
    let result = &review.card.indicators[index.0];
    // A branch with something open is open, whatever was found in it so far.
    let mark = if result.progress.open > 0 { Mark::Open } else { result.mark };
    let (mark, mark_style) =
        if result.progress.all() == 0 { (" ", app.theme.dim) } else { mark_of(app, mark) };
    let is_section = indicator.kind == IndicatorKind::Section;
    Look {
        mark,
        mark_style,
        text: format!("{} {}", indicator.no, indicator.title),
        before: indicator.no.len() + 1,
        text_style: if is_section { app.theme.title } else { app.theme.normal },
        value: indicator_value(app, review, index),
        value_style: score_style(app, review, index),
    }
}

/// From how many columns on a project shows its completion rate in percent too.
const WIDE: u16 = 44;

fn indicator_value(app: &App, review: &Review, index: IndicatorIndex) -> String {
    let decimals = review.rubric.head.decimals;
    let indicator = review.rubric.indicator(index);
    let result = &review.card.indicators[index.0];
    let points = result.points.map(|points| points.show(decimals));
    let is_pending =
        matches!(indicator.kind, IndicatorKind::Judged { .. }) && result.mark == Mark::Open;
    match (result.score, points) {
        (Some(_), Some(points)) if is_pending => format!("?/{points}"),
        (Some(score), Some(points)) => format!("{}/{points}", score.show(decimals)),
        (Some(score), None) => score.show(decimals),
        (None, _) if result.leaves_whole() => words::mark(app.lang, result.mark).to_owned(),
        (None, _) if indicator.kind == IndicatorKind::Unscored => ui::unscored(app.lang).to_owned(),
        (None, _) if indicator.kind == IndicatorKind::Section => {
            let is_wide = layout::review(app.size).tree.width >= WIDE;
            Completion::of(result.progress).map_or_else(String::new, |rate| {
                let counts = format!("{}/{}", rate.done, rate.tasks);
                match indicator.depth {
                    0 if is_wide => format!("{counts} {}%", rate.percent(decimals)),
                    _ => counts,
                }
            })
        }
        (None, _) => String::new(),
    }
}

/// Below zero is a danger; below full points something was found.
fn score_style(app: &App, review: &Review, index: IndicatorIndex) -> Style {
    let result = &review.card.indicators[index.0];
    match result.score {
        Some(score) if score.is_negative() => app.theme.danger,
        Some(_) if !result.deducted.is_zero() => app.theme.found,
        _ => app.theme.normal,
    }
}

fn clause(app: &App, review: &Review, index: ClauseIndex) -> Look {
    let clause = review.rubric.clause(index);
    let result = &review.card.clauses[index.0];
    let (mark, mark_style) =
        if clause.repeated { (" ", app.theme.dim) } else { mark_of(app, result.mark) };
    let star = if clause.star { app.symbols.star } else { "" };
    let amount = result.amount.show(review.rubric.head.decimals);
    let value = if result.whole_item {
        ui::whole_item_lost(app.lang).to_owned()
    } else if result.amount.is_zero() {
        String::new()
    } else {
        match clause.effect {
            Effect::Deduct => format!("-{amount}"),
            Effect::Add | Effect::Earn => format!("+{amount}"),
            Effect::Fine => ui::yuan(app.lang, &amount),
        }
    };
    let is_dim = clause.repeated || result.mark == Mark::NotApplicable;
    Look {
        mark,
        mark_style,
        text: format!("{}{star} {}", clause.no, clause.text),
        before: clause.no.len() + star.len() + 1,
        text_style: if is_dim { app.theme.dim } else { app.theme.normal },
        value,
        value_style: match clause.effect {
            Effect::Deduct | Effect::Fine => app.theme.found,
            Effect::Add | Effect::Earn => app.theme.good,
        },
    }
}

/// The symbol of a mark and its style.
pub(super) fn mark_of(app: &App, mark: Mark) -> (&'static str, Style) {
    match mark {
        Mark::Open => (app.symbols.open, app.theme.open),
        Mark::Met => (app.symbols.met, app.theme.met),
        Mark::Found => (app.symbols.found, app.theme.found),
        Mark::NotApplicable => (app.symbols.not_applicable, app.theme.dim),
    }
}

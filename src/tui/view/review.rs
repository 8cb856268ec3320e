//! The review screen: title, tree, details, total.

use super::pen::{Pen, put_right};
use super::{details, tree};
use crate::lang::{filters, margins, trial, ui, words};
use crate::points::Points;
use crate::score::{Completion, Total};
use crate::session::State;
use crate::tui::app::{App, Review, Saved};
use crate::tui::layout;
use crate::tui::widgets::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(super) fn draw(app: &App, review: &Review, buffer: &mut Buffer) {
    let panes = layout::review(app.size);
    title(app, review, panes.title, buffer);
    tree::draw(app, review, panes.tree, buffer);
    details::draw(app, review, panes.details, buffer);
    total(app, review, panes.total, buffer);
}

fn title(app: &App, review: &Review, line: Rect, buffer: &mut Buffer) {
    let lang = app.lang;
    let head = &review.session.head;
    let (state, style) = match &review.saved {
        Saved::No(_) => (ui::unsaved(lang), app.theme.danger),
        _ if review.read_only.is_some() => (ui::read_only(lang), app.theme.open),
        _ if head.state == State::Final => (words::state(lang, State::Final), app.theme.good),
        Saved::Yes | Saved::Pending => (ui::saved(lang), app.theme.dim),
    };
    let mut right = Vec::new();
    right.push(words::mode(lang, head.mode).to_owned());
    right.extend(head.date.map(|date| date.to_string()));
    let right = right.join(" ");
    let trial = if review.is_trial() { trial::title(lang) } else { "" };
    let width = text::width(&right) + 2 + text::width(state) + text::width(trial);
    let room = usize::from(line.width).saturating_sub(width + 2);
    let unit = if head.unit.is_empty() { ui::no_unit(lang) } else { &head.unit };
    let filter = review.tree.filter();
    let filter = filter.map(|(filter, rows)| filters::is_on(lang, &filter.title(lang), rows));
    // The unit matters most, but a filter that is on has to be seen: it may take up to half.
    // Without one the title of the rubric takes what is left.
    let kept = filter.as_ref().map_or(0, |words| (text::width(words) + 2).min(room / 2));
    let unit = text::truncate_with(unit, room - kept, app.symbols.more);
    let rest = room.saturating_sub(text::width(&unit) + 2);
    let (beside, look) = match &filter {
        Some(filter) => (filter.as_str(), app.theme.open),
        None => (review.rubric.head.title.as_str(), app.theme.dim),
    };
    let beside = text::truncate_with(beside, rest, app.symbols.more);
    let mut pen = Pen::new(buffer, line);
    pen.put(trial, app.theme.danger);
    pen.put(&unit, app.theme.title);
    if rest > 8 {
        pen.put("  ", app.theme.normal);
        pen.put(&beside, look);
    }
    let left = u16::try_from(text::width(state) + 2).unwrap_or(0).min(line.width);
    let before = Rect { width: line.width - left, ..line };
    put_right(buffer, before, &right, app.theme.normal);
    put_right(buffer, line, state, style);
}

/// One figure of the total line: label, value, how it looks, and how soon it goes when
/// the line is too short (0: never).
struct Figure {
    label: &'static str,
    value: String,
    style: Style,
    goes: u8,
}

fn total(app: &App, review: &Review, line: Rect, buffer: &mut Buffer) {
    let mut figures = figures(app, review);
    let width = |figures: &[Figure], gap: usize| -> usize {
        let cells = |figure: &Figure| {
            let space = usize::from(!figure.value.is_empty());
            text::width(figure.label) + space + text::width(&figure.value) + gap
        };
        figures.iter().map(cells).sum::<usize>().saturating_sub(gap)
    };
    let room = usize::from(line.width);
    while width(&figures, 1) > room {
        let soonest = figures.iter().map(|figure| figure.goes).max().unwrap_or(0);
        if soonest == 0 {
            break;
        }
        figures.retain(|figure| figure.goes != soonest);
    }
    let gap = if width(&figures, 2) <= room { "  " } else { " " };
    let mut pen = Pen::new(buffer, line);
    for (place, figure) in figures.iter().enumerate() {
        if place > 0 {
            pen.put(gap, app.theme.normal);
        }
        let style = if figure.value.is_empty() { figure.style } else { app.theme.dim };
        pen.put(figure.label, style);
        if !figure.value.is_empty() {
            pen.put(" ", app.theme.normal);
            pen.put(&figure.value, figure.style);
        }
        if pen.room() == 0 {
            break;
        }
    }
}

fn figures(app: &App, review: &Review) -> Vec<Figure> {
    let (lang, total) = (app.lang, &review.card.total);
    let show = |points: Points| points.show(review.rubric.head.decimals);
    let plain = app.theme.normal;
    let figure = |label, value: String, style, goes| Figure { label, value, style, goes };
    let mut figures = Vec::new();
    if let Some(score) = total.score {
        let provisional = total.progress.open > 0;
        let label = match provisional {
            _ if review.is_trial() => trial::word(lang),
            true => words::provisional(lang),
            false => words::score_word(lang),
        };
        let score = match review.tried_difference() {
            Some(by) => {
                let by = margins::signed(by, review.rubric.head.decimals);
                format!("{} ({by})", show(score))
            }
            None => show(score),
        };
        figures.push(figure(label, score, score_style(app, total), 0));
        figures.push(figure(words::deducted(lang), show(total.deducted), plain, 3));
        let direct = review.card.direct.amount;
        if !direct.is_zero() {
            figures.push(figure(words::direct(lang), show(direct), plain, 0));
        }
        let bonus = review.card.bonus.amount;
        let goes = if bonus.is_zero() { 6 } else { 2 };
        figures.push(figure(words::bonus(lang), show(bonus), plain, goes));
        if !total.pending.is_zero() {
            figures.push(figure(words::pending(lang), show(total.pending), plain, 4));
        }
        if let (Some(low), Some(high)) = (total.lowest, total.highest)
            && low != high
        {
            let between = format!("{}~{}", show(low), show(high));
            figures.push(figure(words::range(lang), between, plain, 5));
        }
    }
    if total.score.is_none() && review.is_trial() {
        figures.push(figure(trial::word(lang), String::new(), app.theme.open, 0));
    }
    let progress = total.progress;
    let recorded = format!("{}/{}", progress.recorded(), progress.all());
    figures.push(figure(words::progress(lang), recorded, plain, 0));
    if let Some(rate) = total.completion {
        let percent = rate.percent(review.rubric.head.decimals);
        let by = review.tried_tasks().map_or_else(String::new, |by| format!(" ({by:+})"));
        let words_of = format!("{}/{} {percent}%{by}", rate.done, rate.tasks);
        let is_open = progress.open > 0;
        let label = if is_open { words::completion_so_far } else { words::completion };
        figures.push(figure(label(lang), words_of, plain, 0));
        if let Some(best) = Completion::at_best(progress).filter(|_| is_open) {
            let between = format!("{}~{}/{}", rate.done, best.done, best.tasks);
            figures.push(figure(words::range(lang), between, plain, 5));
        }
    }
    if let Some(grade) = &total.grade {
        figures.push(figure(words::grade(lang), grade.clone(), app.theme.title, 0));
    }
    vetoed(app, total, &show, &mut figures);
    figures
}

fn vetoed(app: &App, total: &Total, show: &impl Fn(Points) -> String, figures: &mut Vec<Figure>) {
    if !total.vetoed {
        return;
    }
    let label = words::veto(app.lang);
    figures.push(Figure { label, value: String::new(), style: app.theme.danger, goes: 0 });
    if let Some(before) = total.score_before_veto.filter(|before| Some(*before) != total.score) {
        figures.push(Figure {
            label: words::before_veto(app.lang),
            value: show(before),
            style: app.theme.normal,
            goes: 0,
        });
    }
}

fn score_style(app: &App, total: &Total) -> Style {
    match total.score {
        _ if total.vetoed => app.theme.danger,
        Some(score) if score.is_negative() => app.theme.danger,
        _ => app.theme.title,
    }
}

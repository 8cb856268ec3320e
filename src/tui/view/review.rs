//! The review screen: title, tree, details, total.

use super::pen::{Pen, put_right};
use super::{details, tree};
use crate::lang::total_line::{self, Length, Name};
use crate::lang::{Lang, filters, margins, trial, ui, vetoes, whole_steps, words};
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

/// One figure of the total line.
struct Figure {
    name: Name,
    value: String,
    style: Style,
}

fn total(app: &App, review: &Review, line: Rect, buffer: &mut Buffer) {
    let mut figures = figures(app, review);
    let (length, gap) = fitted(app.lang, &mut figures, usize::from(line.width));
    let mut pen = Pen::new(buffer, line);
    for (place, figure) in figures.iter().enumerate() {
        if place > 0 {
            pen.put(gap, app.theme.normal);
        }
        let label = total_line::label(app.lang, figure.name, length);
        let style = if figure.value.is_empty() { figure.style } else { app.theme.dim };
        pen.put(label, style);
        if !label.is_empty() && !figure.value.is_empty() {
            pen.put(" ", app.theme.normal);
        }
        pen.put(&figure.value, figure.style);
        if pen.room() == 0 {
            break;
        }
    }
}

/// How the figures fit a line: with words as long as there is room for, then closer together;
/// what does not fit even so goes, the least important first.
fn fitted(lang: Lang, figures: &mut Vec<Figure>, room: usize) -> (Length, &'static str) {
    let width = |figures: &[Figure], length: Length, gap: &str| -> usize {
        let cells = |figure: &Figure| {
            let label = text::width(total_line::label(lang, figure.name, length));
            let value = text::width(&figure.value);
            label + usize::from(label > 0 && value > 0) + value + gap.len()
        };
        figures.iter().map(cells).sum::<usize>().saturating_sub(gap.len())
    };
    let looks = || Length::ALL.into_iter().flat_map(|length| ["  ", " "].map(|gap| (length, gap)));
    loop {
        if let Some(look) = looks().find(|(length, gap)| width(figures, *length, gap) <= room) {
            return look;
        }
        let first = figures.iter().map(|figure| figure.name).min();
        let Some(least) = first.filter(|name| name.may_go()) else {
            return (Length::Shortest, " ");
        };
        figures.retain(|figure| figure.name != least);
    }
}

fn figures(app: &App, review: &Review) -> Vec<Figure> {
    let total = &review.card.total;
    let plain = app.theme.normal;
    let figure = |name, value: String, style| Figure { name, value, style };
    let mut figures = of_points(app, review);
    if !total.fines.is_zero() {
        let fines = total_line::yuan(app.lang, &total.fines.to_string());
        figures.push(figure(Name::Fines, fines, app.theme.found));
    }
    if total.nothing_applies {
        let words = whole_steps::nothing_applies(app.lang).to_owned();
        figures.push(figure(Name::NothingApplies, words, app.theme.open));
    }
    if total.score.is_none() && review.is_trial() {
        figures.push(figure(Name::Trial, String::new(), app.theme.open));
    }
    let progress = total.progress;
    let recorded = format!("{}/{}", progress.recorded(), progress.all());
    figures.push(figure(Name::Progress, recorded, plain));
    if let Some(rate) = total.completion {
        let percent = rate.percent(review.rubric.head.decimals);
        let by = review.tried_tasks().map_or_else(String::new, |by| format!(" ({by:+})"));
        let words_of = format!("{}/{} {percent}%{by}", rate.done, rate.tasks);
        let is_open = progress.open > 0;
        let name = if is_open { Name::CompletionSoFar } else { Name::Completion };
        figures.push(figure(name, words_of, plain));
        if let Some(best) = Completion::at_best(progress).filter(|_| is_open) {
            let between = format!("{}~{}/{}", rate.done, best.done, best.tasks);
            figures.push(figure(Name::Range, between, plain));
        }
    }
    if let Some(grade) = vetoes::grade(app.lang, total) {
        figures.push(figure(Name::Grade, grade, app.theme.title));
    }
    if total.vetoed {
        figures.push(if total.vetoed_as == [None] {
            figure(Name::Veto, String::new(), app.theme.danger)
        } else {
            figure(Name::OwnVeto, vetoes::held(app.lang, &total.vetoed_as), app.theme.danger)
        });
        if let Some(before) = total.score_before_veto.filter(|before| Some(*before) != total.score)
        {
            let before = before.show(review.rubric.head.decimals);
            figures.push(figure(Name::BeforeVeto, before, plain));
        }
    }
    figures
}

/// What is counted in points; nothing of a checklist.
fn of_points(app: &App, review: &Review) -> Vec<Figure> {
    let total = &review.card.total;
    let Some(score) = total.score else { return Vec::new() };
    let show = |points: Points| points.show(review.rubric.head.decimals);
    let plain = app.theme.normal;
    let figure = |name, value: String, style| Figure { name, value, style };
    let name = match total.progress.open > 0 {
        _ if review.is_trial() => Name::Trial,
        true => Name::ScoreSoFar,
        false => Name::Score,
    };
    let score = match review.tried_difference() {
        Some(by) => {
            let by = margins::signed(by, review.rubric.head.decimals);
            format!("{} ({by})", show(score))
        }
        None => show(score),
    };
    let mut figures = vec![
        figure(name, score, score_style(app, total)),
        figure(Name::Deducted, show(total.deducted), plain),
    ];
    let (direct, added) = (review.card.direct.amount, review.card.added());
    if !direct.is_zero() {
        figures.push(figure(Name::Direct, show(direct), plain));
    }
    let name = if added.is_zero() { Name::NoBonus } else { Name::Bonus };
    figures.push(figure(name, show(added), plain));
    if !total.pending.is_zero() {
        figures.push(figure(Name::Pending, show(total.pending), plain));
    }
    if let (Some(low), Some(high)) = (total.lowest, total.highest)
        && low != high
    {
        figures.push(figure(Name::Range, format!("{}~{}", show(low), show(high)), plain));
    }
    figures
}

fn score_style(app: &App, total: &Total) -> Style {
    match total.score {
        _ if total.vetoed => app.theme.danger,
        Some(score) if score.is_negative() => app.theme.danger,
        _ => app.theme.title,
    }
}

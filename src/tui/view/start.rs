//! The list of sessions.

use super::pen::{Pen, put_right};
use super::select;
use crate::lang::{Lang, comparison, find, returned, ui, words};
use crate::session::{Mode, State};
use crate::tui::app::{App, SessionLine, SessionRow, Start};
use crate::tui::layout;
use crate::tui::widgets::{list, text};
use crate::visible::name_words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The widths of the columns behind the unit and the rubric, which share the rest; the others
/// are as wide as their words.
const DATE: u16 = 10;
const PROGRESS: u16 = 7;
/// The longest score there usually is.
const LONG_SCORE: &str = "87.81";

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    let line = Rect::new(0, 0, app.size.width, 1);
    let is_trash = app.start.as_ref().is_some_and(|start| start.is_trash);
    let title = if is_trash { ui::trash_title(app.lang) } else { ui::app_title(app.lang) };
    text::put(buffer, 0, 0, title, app.theme.title, line.width);
    let Some(start) = &app.start else { return };
    if start.is_read {
        count(app, start, line, buffer);
    }
    let area = layout::start(app.size);
    if start.is_empty() {
        empty(app, start, area, buffer);
        return;
    }
    let columns = columns(app.lang, area.width);
    heading(app, &columns, Rect::new(0, area.y - 1, area.width, 1), buffer);
    for (place, line) in list::rows(area, start.offset, start.len()) {
        let Some(held) = start.row(place) else { continue };
        row(app, held, &columns, line, buffer);
        let is_marked = start.marked.contains(&held.path);
        if is_marked {
            text::put(buffer, line.x, line.y, app.symbols.met, app.theme.good, 1);
        }
        if place == start.cursor {
            let pointer = if is_marked { app.symbols.met } else { app.symbols.pointer };
            text::put(buffer, line.x, line.y, pointer, app.theme.normal, 1);
            select(app, line, buffer);
        }
    }
}

/// How many sessions there are; of a list that is narrowed, to what and how many are left.
fn count(app: &App, start: &Start, line: Rect, buffer: &mut Buffer) {
    let all = start.rows.len();
    let Some(found) = &start.found else {
        put_right(buffer, line, &ui::sessions_count(app.lang, all), app.theme.dim);
        return;
    };
    let most = usize::from(line.width / 4);
    let query = text::truncate_with(&found.query, most, app.symbols.more);
    let said = ui::sessions_found(app.lang, &query, start.len(), all);
    put_right(buffer, line, &said, app.theme.open);
}

fn empty(app: &App, start: &Start, area: Rect, buffer: &mut Buffer) {
    if let Some(found) = &start.found {
        let words = find::not_found(app.lang, &found.query);
        text::put(buffer, 2, area.y, &words, app.theme.normal, area.width.saturating_sub(2));
        return;
    }
    let words = match (start.is_read, start.is_trash) {
        _ if start.is_unreadable => ui::unreadable_folder(app.lang),
        (false, _) => ui::reading_sessions(app.lang),
        (true, true) => ui::empty_trash(app.lang),
        (true, false) => ui::no_sessions(app.lang),
    };
    let words = app.keys.told(app.lang, words);
    text::put(buffer, 2, area.y, &words, app.theme.normal, area.width.saturating_sub(2));
    let folder = ui::sessions_folder(app.lang, &start.folder);
    text::put(buffer, 2, area.y + 2, &folder, app.theme.dim, area.width.saturating_sub(2));
}

/// Where each column begins and how wide it is: unit, rubric, mode, date, progress,
/// score, state.
fn columns(lang: Lang, width: u16) -> [(u16, u16); 7] {
    let widest = |title: &str, words: &[&str]| {
        let widths = words.iter().map(|words| text::width(words));
        u16::try_from(widths.fold(text::width(title), usize::max)).unwrap_or(PROGRESS)
    };
    let modes = Mode::ALL.map(|held| mode(lang, held));
    let states = [State::Draft, State::Final].map(|state| words::state(lang, state));
    let mode = widest(ui::column_mode(lang), &modes);
    let score = widest(ui::column_score(lang), &[&ui::so_far(lang, LONG_SCORE)]);
    let state = widest(ui::column_state(lang), &states);
    let fixed = mode + DATE + PROGRESS + score + state + 6;
    let rest = width.saturating_sub(fixed + 3);
    let unit = (rest * 3 / 5).min(40);
    let rubric = rest - unit;
    let mut x = 2;
    [unit, rubric, mode, DATE, PROGRESS, score, state].map(|width| {
        let column = (x, width);
        x += width + 1;
        column
    })
}

/// A mode in full, where that is short.
fn mode(lang: Lang, mode: Mode) -> &'static str {
    match lang {
        Lang::Zh => words::mode(lang, mode),
        Lang::En => comparison::short_mode(lang, mode),
    }
}

fn heading(app: &App, columns: &[(u16, u16); 7], line: Rect, buffer: &mut Buffer) {
    let lang = app.lang;
    let titles = [
        ui::column_unit(lang),
        ui::column_rubric(lang),
        ui::column_mode(lang),
        ui::column_date(lang),
        ui::column_progress(lang),
        ui::column_score(lang),
        ui::column_state(lang),
    ];
    for (place, (title, (x, width))) in titles.into_iter().zip(columns).enumerate() {
        let right = matches!(place, 4 | 5);
        put_cell(app, title, (*x, *width), right, line, buffer, app.theme.dim);
    }
}

fn row(app: &App, row: &SessionRow, columns: &[(u16, u16); 7], line: Rect, buffer: &mut Buffer) {
    let session = match &row.line {
        Ok(session) => session,
        Err(problem) => {
            let name = row.path.file_name().map(name_words);
            let mut pen = Pen::new(buffer, Rect { x: 2, width: line.width - 2, ..line });
            pen.put(ui::broken_session(app.lang), app.theme.error);
            pen.put(" ", app.theme.normal);
            pen.put(&name.unwrap_or_default(), app.theme.normal);
            pen.put("  ", app.theme.normal);
            let problem = text::truncate_with(problem, pen.room(), app.symbols.more);
            pen.put(&problem, app.theme.dim);
            return;
        }
    };
    for (place, (words, cell)) in cells(app, session).into_iter().zip(columns).enumerate() {
        let style = match place {
            1 => app.theme.dim,
            5 => app.theme.title,
            _ => app.theme.normal,
        };
        put_cell(app, &words, *cell, matches!(place, 4 | 5), line, buffer, style);
    }
}

fn cells(app: &App, session: &SessionLine) -> [String; 7] {
    let lang = app.lang;
    let head = &session.head;
    let unit = if head.unit.is_empty() { ui::no_unit(lang) } else { &head.unit };
    let unit = match session.returned {
        0 => unit.to_owned(),
        count => format!("{} {unit}", returned::count(lang, count)),
    };
    // Nothing says which of them counts: whoever opens one has to know that there are others.
    let unit = match session.copies {
        0 => unit,
        others => format!("{} {unit}", ui::copies(lang, others + 1)),
    };
    let is_open = session.progress.is_some_and(|(recorded, all)| recorded < all);
    let score = session.score.map_or_else(String::new, |score| score.show(2));
    let score = if is_open && !score.is_empty() { ui::so_far(lang, &score) } else { score };
    [
        unit,
        session.rubric.clone(),
        mode(lang, head.mode).to_owned(),
        head.date.map_or_else(String::new, |date| date.to_string()),
        session.progress.map_or_else(String::new, |(recorded, all)| format!("{recorded}/{all}")),
        score,
        words::state(lang, head.state).to_owned(),
    ]
}

fn put_cell(
    app: &App,
    words: &str,
    (x, width): (u16, u16),
    right: bool,
    line: Rect,
    buffer: &mut Buffer,
    style: ratatui::style::Style,
) {
    let words = text::truncate_with(words, usize::from(width), app.symbols.more);
    let area = Rect { x: line.x + x, width: width.min(line.width.saturating_sub(x)), ..line };
    if right {
        put_right(buffer, area, &words, style);
    } else {
        text::put(buffer, area.x, area.y, &words, style, area.width);
    }
}

//! What is said of the state: what is new since the last time.

use crate::lang::plain as words;
use crate::tui::action::{Action, Place};
use crate::tui::app::{App, Overlay, Review};
use crate::tui::details::{self, Line};
use crate::tui::update::NAMES;
use crate::tui::widgets::form::Form;
use crate::tui::{help, layout, view};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// Remembers what was said.
#[derive(Clone, Debug, Default)]
pub struct Speaker {
    place: Option<Place>,
    /// The row of the tree.
    row: Vec<String>,
    /// The lines of any other page, and the one under the cursor.
    page: (Vec<String>, Option<String>),
    total: String,
    /// How many sessions were marked.
    marked: usize,
}

impl Speaker {
    /// What has to be said now.
    pub fn speak(&mut self, app: &App) -> Vec<String> {
        let mut lines: Vec<String> = app.status.iter().map(|status| status.text.clone()).collect();
        let place = app.place();
        let is_new = self.place.replace(place) != Some(place);
        match (app.overlays.last(), &app.review) {
            (Some(Overlay::Form(dialog)), _) => {
                if is_new {
                    lines.extend(dialog.form.heading());
                }
                lines.extend(field(app, &dialog.form));
            }
            (Some(Overlay::Prompt(prompt)), _) => {
                lines.extend(
                    prompt
                        .problem
                        .iter()
                        .map(|why| words::wrong(app.lang, &app.keys.told(app.lang, why))),
                );
            }
            (None, Some(review)) => {
                let row = row(app, review);
                // What was just said needs no repeating where something else was said.
                if lines.is_empty() || is_new || row != self.row {
                    lines.extend(row.iter().cloned());
                }
                self.row = row;
                lines.extend(self.total(app));
            }
            _ => {
                let before = self.marked;
                self.marked = marked(app);
                if !is_new && before != self.marked {
                    lines.push(words::marked(app.lang, self.marked));
                }
                lines.extend(self.page(app, is_new));
                // Silence would leave it open whether anything was heard.
                if lines.is_empty() {
                    lines.push(words::nothing_changed(app.lang).to_owned());
                    lines.extend(self.page.1.as_ref().map(|row| words::selected(app.lang, row)));
                }
            }
        }
        if is_new {
            lines.extend(can_do(app));
        }
        lines
    }

    /// The line of the total, where it is another one now.
    fn total(&mut self, app: &App) -> Option<String> {
        let drawn = drawn(app);
        let line = read(&drawn, layout::review(app.size).total).pop()?.text;
        (self.total != line).then(|| self.total.clone_from(&line))?;
        Some(line)
    }

    /// What a page says that it did not say before, and the row under the cursor.
    fn page(&mut self, app: &App, is_new: bool) -> Vec<String> {
        let read = read(&drawn(app), page_area(app));
        let (known, was_selected) = std::mem::take(&mut self.page);
        let mut lines = Vec::new();
        let mut is_long = false;
        for Read { mut text, is_selected } in read {
            if let Some(before) = text.strip_suffix(app.symbols.thumb) {
                is_long = true;
                text.truncate(before.trim_end().len());
            }
            let moved = is_selected && was_selected.as_ref() != Some(&text);
            if is_selected && (is_new || moved) {
                lines.push(words::selected(app.lang, &text));
            } else if is_new || !known.contains(&text) {
                lines.push(text.clone());
            }
            self.page.1 = if is_selected { Some(text.clone()) } else { self.page.1.take() };
            self.page.0.push(text);
        }
        // A page has a scrollbar where not all of it is there.
        lines.extend((is_long && is_new).then(|| words::goes_on(app.lang).to_owned()));
        lines
    }
}

/// Everything about the selected row.
#[must_use]
pub(super) fn everything(app: &App) -> Vec<String> {
    match &app.review {
        Some(review) => texts(details::lines(app, review, WIDE)),
        None => Vec::new(),
    }
}

/// Wider than any text, so that none is broken into lines.
const WIDE: usize = 1_000_000;

fn texts(lines: Vec<Line>) -> Vec<String> {
    let text = |line: Line| format!("{} {}", line.label, line.text).trim().to_owned();
    lines.into_iter().map(text).filter(|line| !line.is_empty()).collect()
}

/// The selected row of the tree: where it is, and what matters for recording.
fn row(app: &App, review: &Review) -> Vec<String> {
    let tree = &review.tree;
    let mut lines = vec![words::place_of(app.lang, tree.cursor() + 1, tree.len())];
    let is_folded = tree.row(tree.cursor()).is_some_and(|row| row.folded);
    lines.extend(is_folded.then(|| words::folded(app.lang).to_owned()));
    lines.extend(texts(details::brief(app, review, WIDE)));
    lines
}

/// How many sessions are marked in the list that is shown.
fn marked(app: &App) -> usize {
    match (app.overlays.last(), &app.start) {
        (Some(Overlay::Others(list)), _) => list.marked.len(),
        (None, Some(start)) => start.marked.len(),
        _ => 0,
    }
}

/// The field a form waits for.
fn field(app: &App, form: &Form) -> Vec<String> {
    let lang = app.lang;
    let Some(asked) = form.asked() else { return vec![form.button()] };
    let mut lines = vec![words::field(lang, asked.place + 1, asked.of, &asked.label)];
    if let Some(error) = asked.error {
        lines.push(words::wrong(lang, error));
    }
    if !asked.options.is_empty() {
        let options = asked.options.iter().enumerate();
        let options: Vec<String> =
            options.map(|(place, option)| format!("{} {option}", place + 1)).collect();
        lines.push(words::options(lang, &options.join(app.lang.semicolon())));
    }
    lines.push(match asked.value.as_str() {
        "" => words::now_empty(lang).to_owned(),
        value => words::now(lang, value),
    });
    lines.extend((!asked.hint.is_empty()).then(|| asked.hint.to_owned()));
    lines.extend((form.focused() == NAMES).then(|| words::names_in_a_line(lang).to_owned()));
    lines
}

fn can_do(app: &App) -> Option<String> {
    if app.place() == Place::Form {
        return Some(words::in_form(app.lang).to_owned());
    }
    let hints = help::hints(app, 400);
    let keys: Vec<String> = hints
        .iter()
        .map(|hint| match hint.action {
            // A digit is the number of a row here.
            Action::AcceptSide => words::accept_how(app.lang).to_owned(),
            _ => format!("{} {}", hint.key, hint.title),
        })
        .collect();
    (!keys.is_empty()).then(|| words::can_do(app.lang, &keys.join("  ")))
}

fn drawn(app: &App) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size.width, app.size.height));
    view::draw(app, &mut buffer);
    buffer
}

/// Where the page that has the focus is drawn.
fn page_area(app: &App) -> Rect {
    let whole = Rect::new(0, 0, app.size.width, app.size.height);
    let above_keys = Rect { height: whole.height.saturating_sub(1), ..whole };
    match app.overlays.last() {
        Some(Overlay::Confirm(question)) => view::question_area(app, question),
        Some(_) => layout::overlay(app.size),
        None => above_keys,
    }
}

/// A line that was read off.
struct Read {
    text: String,
    is_selected: bool,
}

/// The lines of a part of the screen, without frames and empty ones.
fn read(buffer: &Buffer, area: Rect) -> Vec<Read> {
    let lines = (area.top()..area.bottom()).map(|y| {
        let (mut text, mut is_selected) = (String::new(), false);
        let mut x = area.left();
        while x < area.right() {
            let Some(cell) = buffer.cell((x, y)) else { break };
            text.push_str(cell.symbol());
            let look = cell.modifier & (Modifier::REVERSED | Modifier::BOLD);
            is_selected |= look == Modifier::REVERSED;
            x += u16::try_from(crate::visible::width(cell.symbol())).unwrap_or(1).max(1);
        }
        // The title of a page stands in its frame.
        let text = match text.trim().strip_prefix("+-") {
            Some(title) => title.trim_matches(['-', '+', ' ']).to_owned(),
            None => text.trim_matches([' ', '|', '>']).to_owned(),
        };
        // Columns are for the eye: between the parts one blank is enough.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Read { text, is_selected }
    });
    let is_frame = |text: &str| text.chars().all(|c| matches!(c, '-' | '+' | '|' | ' '));
    lines.filter(|line| !is_frame(&line.text)).collect()
}

//! The help screen and the hint line, both made from the key table.

use super::action::{self, Action, Key, Place, Row};
use super::app::{App, Overlay};
use super::applies::applies;
use super::widgets::text;
use crate::lang::{Lang, forms, keys as words, words as terms};
use crate::score::Mark;

/// Stands before a row that what is looked for was met in, also where the row does not show it.
pub const MET: &str = "*";
/// Stands before what differs from the real record while things are tried.
pub const TRIED: &str = "~";

/// A line of the help screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// A heading: where the keys below are pressed.
    Heading(&'static str),
    /// Keys, what they do, and what needs more words.
    Keys(String, &'static str, &'static str),
    /// Nothing.
    Blank,
}

/// The help screen: the place the user comes from first.
#[must_use]
pub fn lines(app: &App) -> Vec<HelpLine> {
    let from = below(app);
    let mut places = vec![from];
    places.extend(Place::ALL.into_iter().filter(|place| *place != from));
    let mut lines = Vec::new();
    for place in places {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Heading(place.title(app.lang)));
        lines.extend(action::rows_of(place).map(|row| {
            let more = row.more.map_or("", |more| more(app.lang));
            HelpLine::Keys(app.keys.names(place, row, app.lang), (row.title)(app.lang), more)
        }));
        if place == Place::Review {
            lines.extend(marks(app));
        }
    }
    lines
}

/// What the marks before the rows of the tree mean.
fn marks(app: &App) -> Vec<HelpLine> {
    let lang = app.lang;
    let symbols = &app.symbols;
    let marks = [
        (symbols.open, terms::mark(lang, Mark::Open)),
        (symbols.met, terms::mark(lang, Mark::Met)),
        (symbols.found, terms::mark(lang, Mark::Found)),
        (symbols.not_applicable, terms::mark(lang, Mark::NotApplicable)),
        (symbols.returned, words::mark_returned(lang)),
        (symbols.star, words::mark_star(lang)),
        (TRIED, words::mark_tried(lang)),
        (MET, words::mark_matched(lang)),
    ];
    let mut lines = vec![HelpLine::Blank, HelpLine::Heading(words::marks(lang))];
    lines.extend(marks.map(|(mark, says)| HelpLine::Keys(mark.to_owned(), says, "")));
    lines
}

/// The place under the help screen.
fn below(app: &App) -> Place {
    let under = app.overlays.iter().rev().find(|overlay| !matches!(overlay, Overlay::Help(_)));
    app.place_of(under)
}

/// One key and what it does, for the hint line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What it does, for whoever clicks on it.
    pub action: Action,
    /// The key.
    pub key: String,
    /// What it does.
    pub title: &'static str,
}

/// The hints that fit into `width` cells: of what can be done now, the most useful
/// ones, and always how to get help and how to get out.
#[must_use]
pub fn hints(app: &App, width: usize) -> Vec<Hint> {
    let place = app.place();
    if place == Place::Form {
        // A form shows its own keys.
        return Vec::new();
    }
    let hint = |row: &Row| Hint {
        action: row.action,
        key: key(app, place, row),
        title: title(app, row, app.lang),
    };
    let always = |row: &&Row| {
        matches!(row.action, Action::Help | Action::Back | Action::Quit | Action::Close)
    };
    let last: Vec<Hint> = action::rows_of(place).filter(always).map(hint).collect();
    let mut rows: Vec<&Row> =
        action::rows_of(place).filter(|row| row.hint > 0 && !always(row)).collect();
    rows.sort_by_key(|row| row.hint);
    let mut left = width.saturating_sub(last.iter().map(cells).sum());
    let mut hints = Vec::new();
    // What can be done is asked only as far as there is room to say it.
    for row in rows.into_iter().filter(|row| applies(row.action, app)) {
        let hint = hint(row);
        let Some(rest) = left.checked_sub(cells(&hint)) else { break };
        left = rest;
        hints.push(hint);
    }
    hints.extend(last);
    hints
}

/// What an action is called as things are: 定稿 is taken back by the same key.
#[must_use]
pub fn title(app: &App, row: &Row, lang: Lang) -> &'static str {
    let is_final = || app.review.as_ref().is_some_and(|review| review.is_final());
    if row.action == Action::Finalise && is_final() {
        forms::reopen(lang)
    } else {
        (row.title)(lang)
    }
}

/// The key of a hint; of the columns of a comparison, those there are.
fn key(app: &App, place: Place, row: &Row) -> String {
    match app.overlays.last() {
        Some(Overlay::Compare(list))
            if row.action == Action::AcceptSide
                && matches!(app.keys.keys(place, row).first(), Some(Key::Digit | Key::Column)) =>
        {
            format!("1-{}", list.sides.len())
        }
        _ => app.keys.first(place, row, app.lang),
    }
}

/// How many cells a hint takes, with the gap behind it.
#[must_use]
pub fn cells(hint: &Hint) -> usize {
    text::width(&hint.key) + 1 + text::width(hint.title) + 2
}

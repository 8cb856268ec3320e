//! What a typed line means: an answer, a number, an id, a key or the name of an action.

use crate::half_width::half_width_of_number;
use crate::lang::{Lang, forms, plain as words, words as terms};
use crate::score::Mark;
use crate::session::{TaskState, Value};
use crate::tui::Input;
use crate::tui::action::{self, Action, Key, Place, Row};
use crate::tui::app::{App, Overlay, PaletteList, Review};
use crate::tui::applies::applies;
use crate::tui::record::{self, Asks};
use crate::tui::search;
use crate::tui::widgets::input::Input as Typed;
use ratatui::crossterm::event::{Event, KeyCode};

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something to be done.
    Inputs(Vec<Input>),
    /// Nothing to be done; this is to be said.
    Tell(Vec<String>),
    /// Everything about the selected row is to be said.
    Everything,
}

/// Understands a line in the place that has the focus.
#[must_use]
pub fn hear(app: &App, line: &str) -> Heard {
    let place = app.place();
    match (line, place) {
        ("?" | "？", _) => return Heard::Tell(help(app, place)),
        ("??" | "？？", _) => return Heard::Everything,
        _ => {}
    }
    let command = line.strip_prefix([':', '：']);
    if place == Place::Form {
        return command.map_or_else(
            || answer((!line.is_empty()).then(|| line.to_owned())),
            |word| in_form(app, word),
        );
    }
    if place == Place::Compare
        && let Some(heard) = accepted(app, command.unwrap_or(line))
    {
        return heard;
    }
    if let Some(word) = command {
        return action_or_key(app, place, word).unwrap_or_else(|| unknown(app, word));
    }
    if place.is_text() {
        return in_text(app, place, line);
    }
    if line.is_empty() {
        let goes_on = matches!(place, Place::Review | Place::Compare);
        let key = if goes_on { KeyCode::Down } else { KeyCode::Enter };
        return keys([Key::Code(key)]);
    }
    if is_number(line) {
        return number(app, place, line);
    }
    if place == Place::Review
        && let Some(query) = line.strip_prefix(['/', '／']).filter(|query| !query.is_empty())
    {
        return find(app, query);
    }
    recorded(app, place, line)
        .or_else(|| action_or_key(app, place, line))
        .or_else(|| id(app, place, line))
        .unwrap_or_else(|| unknown(app, line))
}

/// A column of the comparison is accepted: `采用 1`, `accept 1`. A bare number is a row here,
/// as in every list. Without a column of that number it is told which there are.
fn accepted(app: &App, line: &str) -> Option<Heard> {
    let row = action::row_of(Place::Compare, Action::AcceptSide)?;
    let Some(Overlay::Compare(list)) = app.overlays.last() else { return None };
    let line = line.trim().to_lowercase();
    let titles = [Lang::Zh, Lang::En].map(|lang| (row.title)(lang).to_lowercase());
    let is_alone = titles.contains(&line) || line == row.action.name();
    let mut said = [Lang::Zh, Lang::En]
        .into_iter()
        .filter_map(|lang| line.strip_prefix(words::accept_word(lang)));
    let said = said.next();
    let column = said.filter(|_| !is_alone).map_or("", str::trim);
    if !is_alone && said.is_none() {
        return None;
    }
    let count = list.sides.len();
    let digit = column.parse().ok().filter(|column| (1..=count).contains(column));
    let digit = digit.and_then(|column| u32::try_from(column).ok());
    Some(match digit.and_then(|column| char::from_digit(column, 10)) {
        Some(digit) => keys([Key::Code(KeyCode::Char(digit))]),
        None => Heard::Tell(vec![words::accept_which(app.lang, count)]),
    })
}

/// Enter keeps what stands in a field; a colon gives a command.
fn in_form(app: &App, word: &str) -> Heard {
    match word {
        "^" => keys([Key::Code(KeyCode::BackTab)]),
        "-" => answer(Some(String::new())),
        "save" => keys(first_key(app, Place::Form, Action::Accept)),
        _ if word.starts_with([':', '：']) => answer(Some(word.to_owned())),
        _ => action_or_key(app, Place::Form, word).unwrap_or_else(|| unknown(app, word)),
    }
}

/// A line that is being typed above or below a list: a number chooses a row of the list.
fn in_text(app: &App, place: Place, line: &str) -> Heard {
    let rows = matches!(place, Place::Filters | Place::Palette | Place::Phrases);
    if rows && line.is_empty() {
        return keys([Key::Code(KeyCode::Enter)]);
    }
    match row_number(line).filter(|_| rows) {
        Some(number) => to_row(app, place, number),
        None => answer(Some(line.to_owned())),
    }
}

fn answer(text: Option<String>) -> Heard {
    Heard::Inputs(vec![Input::Answer(text)])
}

fn keys(keys: impl IntoIterator<Item = Key>) -> Heard {
    Heard::Inputs(keys.into_iter().map(pressed).collect())
}

fn pressed(key: Key) -> Input {
    Input::Event(Event::Key(key.event()))
}

/// Digits with what a figure or a rate has between them.
fn is_number(line: &str) -> bool {
    let half: String = line.chars().map(half_width_of_number).collect();
    let is_digit = |c: char| c.is_ascii_digit();
    half.starts_with(is_digit) && half.chars().all(|c| is_digit(c) || "./ ".contains(c))
}

fn row_number(line: &str) -> Option<usize> {
    line.trim().parse().ok().filter(|number| *number > 0)
}

/// On the review screen a number is recorded; in a list it is the number of a row.
fn number(app: &App, place: Place, line: &str) -> Heard {
    if place != Place::Review {
        return match row_number(line) {
            Some(number) => to_row(app, place, number),
            None => unknown(app, line),
        };
    }
    let first = line.chars().next().unwrap_or('0');
    let digit = Key::Code(KeyCode::Char(first));
    Heard::Inputs(vec![pressed(digit), Input::Answer(Some(line.to_owned()))])
}

fn to_row(app: &App, place: Place, number: usize) -> Heard {
    let key = |action, code| first_key(app, place, action).unwrap_or(Key::Code(code));
    let (top, down) = (key(Action::Top, KeyCode::Home), key(Action::Down, KeyCode::Down));
    keys(std::iter::once(top).chain(std::iter::repeat_n(down, (number - 1).min(10_000))))
}

fn first_key(app: &App, place: Place, action: Action) -> Option<Key> {
    let row = action::row_of(place, action)?;
    app.keys.keys(place, row).first().copied()
}

fn find(app: &App, query: &str) -> Heard {
    let here = first_key(app, app.place(), Action::Search);
    match here.or_else(|| first_key(app, Place::Review, Action::Search)) {
        Some(key) => Heard::Inputs(vec![pressed(key), Input::Answer(Some(query.to_owned()))]),
        None => unknown(app, query),
    }
}

/// What a word says of a clause.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// 有问题.
    Found,
    /// 未评.
    Open,
    /// A task so far.
    Task(TaskState),
}

/// What is said in words of recording: what is printed of the states counts, in both languages.
fn said(word: &str) -> Option<Said> {
    let tasks = [TaskState::Done, TaskState::Partly, TaskState::NotDone];
    let is = |said: fn(Lang) -> &'static str| [Lang::Zh, Lang::En].map(said).contains(&word);
    if is(|lang| terms::mark(lang, Mark::Found)) || is(forms::hit) {
        return Some(Said::Found);
    }
    if is(|lang| terms::mark(lang, Mark::Open)) {
        return Some(Said::Open);
    }
    let task = |state: &TaskState| {
        [Lang::Zh, Lang::En].iter().any(|lang| terms::task(*lang, *state) == word)
    };
    tasks.into_iter().find(task).map(Said::Task)
}

/// A word of recording on the row of a clause: as many steps of the cycle as lead there. Where
/// none do, it is told where the word can be said; it never means anything else.
fn recorded(app: &App, place: Place, line: &str) -> Option<Heard> {
    let word = line.trim().to_lowercase();
    let review = app.review.as_deref().filter(|_| place == Place::Review)?;
    let said = said(&word)?;
    Some(
        steps_to(app, review, said)
            .unwrap_or_else(|| Heard::Tell(vec![words::only_on_clause(app.lang, line.trim())])),
    )
}

fn steps_to(app: &App, review: &Review, said: Said) -> Option<Heard> {
    let selected = review.selected().filter(|_| applies(Action::Cycle, app))?;
    let asks = review.asks(selected.subject);
    let mut entry = review.entry(&selected.id);
    let is_found = entry.value == Value::Hit || entry.count() > 0;
    let towards = match (said, asks) {
        // What has been found already stays as it is.
        (Said::Found, Asks::YesNo { earns: false } | Asks::Count { .. } | Asks::Missing(_))
            if is_found =>
        {
            return Some(Heard::Everything);
        }
        (Said::Found, Asks::YesNo { earns: true }) => Action::Less,
        (Said::Found, Asks::YesNo { .. } | Asks::Count { .. } | Asks::Missing(_)) => Action::More,
        (Said::Found, _) => return None,
        (Said::Open | Said::Task(_), _) => Action::Cycle,
    };
    let key = first_key(app, Place::Review, towards)?;
    if towards != Action::Cycle {
        return Some(keys([key]));
    }
    let wanted = match said {
        Said::Task(state) => Value::Task(state),
        Said::Found | Said::Open => Value::Open,
    };
    // No cycle has more states than that.
    for steps in 0..5 {
        if entry.value == wanted {
            let pressed = std::iter::repeat_n(key, steps);
            return Some(if steps == 0 { Heard::Everything } else { keys(pressed) });
        }
        entry = match record::cycled(asks, &entry) {
            Ok(entry) => entry,
            // The key says why.
            Err(_) => return Some(keys([key])),
        };
    }
    None
}

/// Something that looks like an id and is found as one.
fn id(app: &App, place: Place, line: &str) -> Option<Heard> {
    let review = app.review.as_ref().filter(|_| place == Place::Review)?;
    let words = search::words(line);
    let is_named = |node| search::is_named(&review.rubric, node, &words);
    review.tree.nodes().any(is_named).then(|| find(app, line))
}

/// The key that is written so, or the action that is called so.
fn action_or_key(app: &App, place: Place, word: &str) -> Option<Heard> {
    if let Ok(key) = Key::parse(word) {
        return Some(keys([key]));
    }
    let lower = word.trim().to_lowercase();
    // Keys are told by what people call them.
    let is_called = |key: &&Key| {
        [Lang::Zh, Lang::En].iter().any(|lang| key.name(*lang).to_lowercase() == lower)
    };
    let here = action::rows_of(place).flat_map(|row| app.keys.keys(place, row));
    if let Some(key) = here.filter(|key| !matches!(key, Key::Digit | Key::Column)).find(is_called) {
        return Some(keys([*key]));
    }
    let called = |row: &&Row| {
        let titles = [Lang::Zh, Lang::En].map(|lang| (row.title)(lang).to_lowercase());
        row.action.name() == lower || titles.contains(&lower)
    };
    if let Some(row) = action::rows_of(place).find(called) {
        if row.action == Action::Search {
            return Some(Heard::Tell(vec![words::help_find(app.lang).to_owned()]));
        }
        return app.keys.keys(place, row).first().map(|key| keys([*key]));
    }
    if lower.is_empty() {
        return None;
    }
    let mut palette = PaletteList::new(app);
    palette.input = Typed::new(word);
    match palette.shown(app)[..] {
        [] => None,
        [row] => app.keys.keys(place, row).first().map(|key| keys([*key])),
        ref rows => {
            let names: Vec<&str> = rows.iter().map(|row| (row.title)(app.lang)).collect();
            Some(Heard::Tell(vec![words::several(app.lang, &names.join(" · "))]))
        }
    }
}

fn unknown(app: &App, line: &str) -> Heard {
    Heard::Tell(vec![words::unknown(app.lang, line)])
}

/// What can be typed here: how lines are understood, then every action with its key.
fn help(app: &App, place: Place) -> Vec<String> {
    let lang = app.lang;
    let is_tree = place == Place::Review;
    let finds = action::row_of(place, Action::Search).is_some();
    let mut lines: Vec<String> = [
        (true, words::help_enter as fn(Lang) -> &'static str),
        (true, words::help_number),
        (is_tree, words::help_id),
        (finds, words::help_find),
        (true, words::help_more),
        (true, words::help_action),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, words)| words(lang).to_owned())
    .collect();
    lines.extend((place == Place::Compare).then(|| words::help_accept(lang).to_owned()));
    lines.push(place.title(lang).to_owned());
    lines.extend(action::rows_of(place).map(|row| {
        let keys: Vec<String> = app.keys.keys(place, row).iter().map(|key| key.spelled()).collect();
        let more = row.more.map_or_else(String::new, |more| format!("  {}", more(lang)));
        format!("{}  {}{more}", keys.join(" "), (row.title)(lang))
    }));
    lines
}

//! Fields with options to choose from: one of them, or any of them.

use super::Outcome;
use super::input::Input;
use super::text::{put, to_u16, truncate_with, width, wrap};
use super::theme::{Symbols, Theme};
use crate::half_width::half_width_of_number;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// One of several options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    options: Vec<String>,
    chosen: usize,
    /// The letters typed so far: they stand in the option that is chosen.
    typed: String,
    /// The number that is written instead, where one may be.
    written: Option<Input>,
}

/// Any of several options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checks {
    options: Vec<String>,
    checked: Vec<bool>,
    /// The option that space turns on or off.
    cursor: usize,
}

/// The place of the option with this number, from 1, or else with these words, whole, or the
/// only one that begins so, or the only one that holds them.
fn named(options: &[String], asked: &str) -> Option<usize> {
    let asked = asked.trim();
    let number = asked.parse().ok().filter(|number| (1..=options.len()).contains(number));
    let whole = || options.iter().position(|option| option == asked);
    let only = |is_meant: fn(&str, &str) -> bool| {
        let mut places = (0..options.len())
            .filter(|place| !asked.is_empty() && is_meant(&options[*place], asked));
        places.next().filter(|_| places.next().is_none())
    };
    let begun = || only(|option, asked| option.starts_with(asked));
    let held = || only(|option, asked| option.contains(asked));
    number.map(|number: usize| number - 1).or_else(whole).or_else(begun).or_else(held)
}

/// Whether a sign may stand in a number that is written: `40`, `40%`, `0.4`.
fn is_of_a_number(sign: char) -> bool {
    let sign = half_width_of_number(sign);
    sign.is_ascii_digit() || matches!(sign, '.' | '%')
}

/// How well an option has what is typed: it begins so, a word of it does, or it stands in it.
fn met_at(option: &str, wanted: &str) -> Option<u8> {
    if option.starts_with(wanted) {
        return Some(0);
    }
    let is_behind_a_word = |at: usize| !option[..at].ends_with(char::is_alphanumeric);
    let mut places = option.match_indices(wanted).map(|(at, _)| at).peekable();
    places.peek()?;
    Some(if places.any(is_behind_a_word) { 1 } else { 2 })
}

/// How options are drawn.
#[derive(Clone, Copy)]
pub(super) struct Look<'look> {
    pub(super) theme: &'look Theme,
    pub(super) symbols: &'look Symbols,
    pub(super) is_focused: bool,
}

impl Choice {
    /// `chosen` counts from 0; beyond the end it is the last.
    pub(super) fn new(options: Vec<String>, chosen: usize) -> Self {
        let chosen = chosen.min(options.len().saturating_sub(1));
        Self { chosen, options, typed: String::new(), written: None }
    }

    /// The same, in which a number may be written instead of choosing; `text` stands there.
    pub(super) fn or_number(self, text: &str) -> Self {
        Self { written: Some(Input::new(text)), ..self }
    }

    /// What is written instead of choosing.
    fn written(&self) -> Option<&str> {
        self.written.as_ref().filter(|written| !written.is_blank()).map(Input::text)
    }

    /// The place of the chosen option; none where there are no options, or a number is written.
    pub(super) fn chosen(&self) -> Option<usize> {
        (self.chosen < self.options.len() && self.written().is_none()).then_some(self.chosen)
    }

    pub(super) fn text(&self) -> &str {
        let option = || self.options.get(self.chosen).map_or("", String::as_str);
        self.written().unwrap_or_else(option)
    }

    pub(super) fn options(&self) -> &[String] {
        &self.options
    }

    /// Chooses by number or words; whether there is such an option. A number that is none of an
    /// option is written, where one may be.
    pub(super) fn answer(&mut self, asked: &str) -> bool {
        let is_number = !asked.trim().is_empty() && asked.trim().chars().all(is_of_a_number);
        let is_place = asked.trim().parse().is_ok_and(|at| (1..=self.options.len()).contains(&at));
        if let Some(written) = &mut self.written {
            *written = Input::new(if is_number && !is_place { asked.trim() } else { "" });
            if self.written().is_some() {
                return true;
            }
        }
        let place = named(&self.options, asked);
        self.chosen = place.unwrap_or(self.chosen);
        place.is_some()
    }

    /// Letters choose the first option they stand in, typed one after the other: a name stays
    /// the same wherever it stands among the others. Letters that stand nowhere begin anew.
    fn type_on(&mut self, letter: char) -> bool {
        for typed in [format!("{}{letter}", self.typed), letter.to_string()] {
            let wanted = typed.to_lowercase();
            let met = self.options.iter().map(|option| met_at(&option.to_lowercase(), &wanted));
            let best = met.enumerate().filter_map(|(place, met)| Some((met?, place))).min();
            if let Some((_, place)) = best {
                (self.chosen, self.typed) = (place, typed);
                return true;
            }
        }
        false
    }

    /// Left, right and space step through the options in a circle, a digit chooses directly,
    /// other letters choose by the words of an option.
    pub(super) fn key(&mut self, key: KeyEvent) -> Outcome {
        let (before, count) = (self.chosen, self.options.len());
        let mut is_typed = false;
        if key.kind == KeyEventKind::Release || !key.modifiers.is_empty() {
            return Outcome::Ignored;
        }
        if let Some(outcome) = self.write(key) {
            return outcome;
        }
        match key.code {
            KeyCode::Left | KeyCode::Right | KeyCode::Char(' ') if count == 0 => {}
            KeyCode::Left => self.chosen = (before + count - 1) % count,
            KeyCode::Right | KeyCode::Char(' ') => self.chosen = (before + 1) % count,
            KeyCode::Home => self.chosen = 0,
            KeyCode::End => self.chosen = count.saturating_sub(1),
            KeyCode::Char(letter) => match place_of(letter, count) {
                Some(place) => self.chosen = place,
                None if letter.is_numeric() || !self.type_on(letter) => return Outcome::Ignored,
                None => is_typed = true,
            },
            _ => return Outcome::Ignored,
        }
        if !is_typed {
            self.typed.clear();
        }
        if self.chosen == before { Outcome::Moved } else { Outcome::Changed }
    }

    /// Whether this may be written, or be a part of what is.
    pub(super) fn writes(&self, text: &str) -> bool {
        self.written.is_some() && !text.is_empty() && text.trim().chars().all(is_of_a_number)
    }

    /// What a key does to the number that is written; a key that chooses takes it away.
    fn write(&mut self, key: KeyEvent) -> Option<Outcome> {
        let written = self.written.as_mut()?;
        match key.code {
            KeyCode::Char(sign) if is_of_a_number(sign) => Some(written.key(key)),
            KeyCode::Backspace | KeyCode::Delete if !written.is_blank() => Some(written.key(key)),
            KeyCode::Left | KeyCode::Right | KeyCode::Home | KeyCode::End | KeyCode::Char(' ')
                if !written.is_blank() =>
            {
                *written = Input::default();
                Some(Outcome::Changed)
            }
            _ => None,
        }
    }

    /// Writes a pasted number, where one may be written.
    pub(super) fn paste(&mut self, pasted: &str) -> Outcome {
        let is_number = pasted.trim().chars().all(is_of_a_number);
        match self.written.as_mut().filter(|_| is_number) {
            Some(written) => written.paste(pasted.trim()),
            None => Outcome::Ignored,
        }
    }

    /// Draws all options beside each other with the chosen one in brackets; where they
    /// do not fit on one line, the chosen one alone between arrows, with its place.
    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, look: Look<'_>) {
        if let Some(written) = self.written() {
            let style = if look.is_focused { look.theme.selected } else { look.theme.title };
            put(buffer, area.x, area.y, &format!("[{written}]"), style, area.width);
            return;
        }
        let bracketed = |(place, option): (usize, &String)| {
            if place == self.chosen { format!("[{option}]") } else { format!(" {option} ") }
        };
        let texts: Vec<String> = self.options.iter().enumerate().map(bracketed).collect();
        let style = if look.is_focused { look.theme.selected } else { look.theme.title };
        let is_whole = |place: &Place| {
            place.lines.len() == 1 && place.column + to_u16(width(&place.lines[0])) <= area.width
        };
        if flow(&texts, area.width).iter().all(|place| place.line == 0 && is_whole(place)) {
            render_flow(&texts, Some((self.chosen, style)), area, buffer, look);
        } else {
            self.render_chosen(style, area, buffer, look);
        }
    }

    fn render_chosen(&self, style: Style, area: Rect, buffer: &mut Buffer, look: Look<'_>) {
        let place = format!(" {} {}/{}", look.symbols.next, self.chosen + 1, self.options.len());
        let room = usize::from(area.width).saturating_sub(width(&place) + 2);
        let option = truncate_with(self.text(), room, look.symbols.more);
        let parts = [
            (look.symbols.previous, look.theme.dim),
            (" ", look.theme.normal),
            (option.as_ref(), style),
            (place.as_str(), look.theme.dim),
        ];
        let mut x = area.x;
        for (text, style) in parts {
            x = put(buffer, x, area.y, text, style, area.right().saturating_sub(x));
        }
    }
}

impl Checks {
    /// `checked` holds the places, from 0, of the options that are on.
    pub(super) fn new(options: Vec<String>, checked: &[usize]) -> Self {
        let checked = (0..options.len()).map(|place| checked.contains(&place)).collect();
        Self { options, checked, cursor: 0 }
    }

    /// The places of the options that are on.
    pub(super) fn checked(&self) -> Vec<usize> {
        (0..self.checked.len()).filter(|place| self.checked[*place]).collect()
    }

    pub(super) fn options(&self) -> &[String] {
        &self.options
    }

    /// Those that are on, in words.
    pub(super) fn words(&self) -> String {
        let on: Vec<&str> =
            self.checked().iter().map(|place| self.options[*place].as_str()).collect();
        on.join("、")
    }

    /// Turns on those that are asked for by number or words, and off the others; whether
    /// there are such options. Nothing asked for turns all off.
    pub(super) fn answer(&mut self, asked: &str) -> bool {
        let separate = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；');
        let asked = asked.split(separate).filter(|word| !word.is_empty());
        let places: Option<Vec<usize>> = asked.map(|word| named(&self.options, word)).collect();
        let Some(places) = places else { return false };
        self.checked = (0..self.options.len()).map(|place| places.contains(&place)).collect();
        true
    }

    /// Left and right go from option to option, space turns one on or off, a digit any.
    pub(super) fn key(&mut self, key: KeyEvent) -> Outcome {
        let last = self.checked.len().saturating_sub(1);
        if key.kind == KeyEventKind::Release || !key.modifiers.is_empty() {
            return Outcome::Ignored;
        }
        match key.code {
            KeyCode::Left => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Right => self.cursor = (self.cursor + 1).min(last),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = last,
            KeyCode::Char(' ') => return self.toggle(self.cursor),
            KeyCode::Char(letter) => match place_of(letter, self.checked.len()) {
                Some(place) => return self.toggle(place),
                None => return Outcome::Ignored,
            },
            _ => return Outcome::Ignored,
        }
        Outcome::Moved
    }

    fn toggle(&mut self, place: usize) -> Outcome {
        let Some(option) = self.checked.get_mut(place) else { return Outcome::Moved };
        *option = !*option;
        self.cursor = place;
        Outcome::Changed
    }

    /// How many lines the options take.
    pub(super) fn rows(&self, width: u16) -> u16 {
        let places = flow(&self.texts(), width);
        places.last().map_or(1, |place| place.line.saturating_add(to_u16(place.lines.len())))
    }

    pub(super) fn render(&self, area: Rect, buffer: &mut Buffer, look: Look<'_>) {
        let marked = look.is_focused.then_some((self.cursor, look.theme.selected));
        render_flow(&self.texts(), marked, area, buffer, look);
    }

    fn texts(&self) -> Vec<String> {
        let text = |(option, is_on): (&String, &bool)| {
            format!("[{}] {option}", if *is_on { 'x' } else { ' ' })
        };
        self.options.iter().zip(&self.checked).map(text).collect()
    }
}

/// The option a digit stands for: `1` is the first.
fn place_of(letter: char, count: usize) -> Option<usize> {
    let digit = usize::try_from(letter.to_digit(10)?).ok()?;
    digit.checked_sub(1).filter(|place| *place < count)
}

/// Where a text goes among others.
struct Place {
    column: u16,
    line: u16,
    /// The text; of one that is wider than a whole line, its lines.
    lines: Vec<String>,
}

/// How far the lines of a long text are set back behind its first: the brackets.
const SET_BACK: usize = 4;

/// Where texts go when they stand beside each other on as many lines as it takes.
fn flow(texts: &[String], line_width: u16) -> Vec<Place> {
    let (mut column, mut line) = (0_u16, 0_u16);
    let place = |text: &String| {
        let cells = to_u16(width(text));
        if column > 0 && column.saturating_add(cells) > line_width {
            (column, line) = (0, line.saturating_add(1));
        }
        let place = Place { column, line, lines: lines_of(text, usize::from(line_width)) };
        // Behind a text of several lines the next one begins on a line of its own.
        line = line.saturating_add(to_u16(place.lines.len().saturating_sub(1)));
        column = column.saturating_add(cells).saturating_add(1);
        place
    };
    texts.iter().map(place).collect()
}

/// A text as it is, or broken into lines where it is wider than one.
fn lines_of(text: &str, line_width: usize) -> Vec<String> {
    if width(text) <= line_width || line_width <= SET_BACK {
        return vec![text.to_owned()];
    }
    let first = wrap(text, line_width).into_iter().next().unwrap_or_default();
    let rest = text.get(first.len()..).unwrap_or_default().trim_start();
    let rest = wrap(rest, line_width - SET_BACK).into_iter();
    let rest = rest.map(|line| format!("{}{line}", " ".repeat(SET_BACK)));
    std::iter::once(first).chain(rest).collect()
}

/// Draws texts beside each other, one of them in another style.
fn render_flow(
    texts: &[String],
    marked: Option<(usize, Style)>,
    area: Rect,
    buffer: &mut Buffer,
    look: Look<'_>,
) {
    for (index, place) in flow(texts, area.width).iter().enumerate() {
        let style = marked.filter(|(at, _)| *at == index).map_or(look.theme.normal, |at| at.1);
        let room = area.width.saturating_sub(place.column);
        for (line, text) in (place.line..area.height).zip(&place.lines) {
            let text = truncate_with(text, usize::from(room), look.symbols.more);
            put(buffer, area.x + place.column, area.y + line, &text, style, room);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Checks, Choice, Look};
    use crate::tui::widgets::Outcome;
    use crate::tui::widgets::editor::tests::{key, keys};
    use crate::tui::widgets::text::tests::lines;
    use crate::tui::widgets::theme::{Symbols, Theme};
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    fn options(words: &str) -> Vec<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    fn seen(width: u16, render: impl Fn(Rect, &mut Buffer, Look<'_>)) -> String {
        let area = Rect::new(0, 0, width, 3);
        let mut buffer = Buffer::empty(area);
        let (theme, symbols) = (Theme::mono(), Symbols::ascii());
        render(area, &mut buffer, Look { theme: &theme, symbols: &symbols, is_focused: true });
        lines(&buffer).join("/")
    }

    #[test]
    fn one_of_several() {
        // (options, keys, width, what is seen)
        let cases = [
            ("自评 现场考核 复核", "", 30, "[自评]  现场考核   复核"),
            ("自评 现场考核 复核", "<right><right>", 30, " 自评   现场考核  [复核]"),
            ("自评 现场考核 复核", "<left>", 30, " 自评   现场考核  [复核]"),
            ("自评 现场考核 复核", "   ", 30, "[自评]  现场考核   复核"),
            ("自评 现场考核 复核", "2", 30, " 自评  [现场考核]  复核"),
            ("自评 现场考核 复核", "复", 30, " 自评   现场考核  [复核]"),
            ("自评 现场考核 复核", "考核", 30, " 自评  [现场考核]  复核"),
            ("自评 现场考核 复核", "现自", 30, "[自评]  现场考核   复核"),
            ("自评 现场考核 复核", "<end>", 20, "< 复核 > 3/3"),
            ("自评 现场考核 复核", "2", 14, "< 现场~ > 2/3"),
            ("自评 现场考核 复核", "", 3, "<  "),
            ("自评 现场考核 复核", "", 0, ""),
            ("", "<left> 1", 20, ""),
        ];
        for (words, script, width, expected) in cases {
            let mut choice = Choice::new(options(words), 0);
            for key in keys(script) {
                choice.key(key);
            }
            let found = seen(width, |area, buffer, look| choice.render(area, buffer, look));
            assert_eq!(found.trim_end(), expected.trim_end(), "{words} {script} {width}");
        }
        let mut choice = Choice::new(options("甲 乙"), 9);
        assert_eq!((choice.chosen(), choice.text()), (Some(1), "乙"));
        for name in ["9", "0", "a", "<up>", "<enter>", "<c-k>"] {
            assert_eq!(choice.key(key(name)), Outcome::Ignored, "{name}");
        }
        assert_eq!(Choice::new(Vec::new(), 0).chosen(), None);
    }

    #[test]
    fn what_is_typed_begins_an_option_before_it_stands_in_one() {
        let titles = ["2021年度乡镇（部门）目标", "县部门考核", "部门（单位）目标"];
        for (typed, chosen) in [("部", 2), ("部门", 2), ("乡", 0), ("单", 2), ("目", 0), ("考", 1)]
        {
            let mut choice = Choice::new(titles.map(str::to_owned).to_vec(), 1);
            for key in keys(typed) {
                choice.key(key);
            }
            assert_eq!(choice.chosen(), Some(chosen), "{typed}");
        }
        // A word that begins so comes before one that only holds it.
        let mut choice = Choice::new(["县部门", "甲 部门"].map(str::to_owned).to_vec(), 0);
        for key in keys("部") {
            choice.key(key);
        }
        assert_eq!(choice.chosen(), Some(1));
    }

    #[test]
    fn any_of_several() {
        // (options, keys, width, what is seen)
        let cases = [
            ("教育 卫生 商务", "", 30, "[ ] 教育 [x] 卫生 [ ] 商务"),
            ("教育 卫生 商务", " <right> <right> ", 30, "[x] 教育 [ ] 卫生 [x] 商务"),
            ("教育 卫生 商务", "3<left><left> ", 17, "[x] 教育 [x] 卫生/[x] 商务"),
            ("教育局 卫", "", 8, "[ ] 教育/    局/[x] 卫"),
            ("", "<left><right> 1", 30, ""),
        ];
        for (words, script, width, expected) in cases {
            let mut checks = Checks::new(options(words), &[1]);
            for key in keys(script) {
                checks.key(key);
            }
            let found = seen(width, |area, buffer, look| checks.render(area, buffer, look));
            assert_eq!(found, expected, "{words} {script} {width}");
            assert_eq!(usize::from(checks.rows(width)), expected.split('/').count());
        }
        assert_eq!(Checks::new(options("甲 乙 丙"), &[2, 0, 7]).checked(), [0, 2]);
    }
}

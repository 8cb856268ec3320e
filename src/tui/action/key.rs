//! Keys: what is pressed, as the table spells it, and what a person calls it.

use crate::half_width::half_width;
use crate::lang::{Lang, keys as words};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character, with or without shift.
    Char(char),
    /// Any of 0–9.
    Digit,
    /// A digit that names one of at most three columns; pressed, it is any digit, so that a
    /// column that is not there can be told.
    Column,
    /// Ctrl and a letter.
    Ctrl(char),
    /// A key without a character.
    Code(KeyCode),
    /// Ctrl and a key without a character.
    CtrlCode(KeyCode),
}

impl Key {
    /// The key of an event, as the table spells it. Full-width signs that a
    /// switched-on input method makes of `?`, `+` and the like count as those.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Self {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        match event.code {
            KeyCode::Char(c) if ctrl => Self::Ctrl(c.to_ascii_lowercase()),
            KeyCode::Char(c) => {
                let c = key_of(c);
                if c.is_ascii_digit() { Self::Digit } else { Self::Char(c) }
            }
            KeyCode::Tab if shift => Self::Code(KeyCode::BackTab),
            code if ctrl => Self::CtrlCode(code),
            code => Self::Code(code),
        }
    }

    /// The event of pressing it; of a digit, none is meant.
    #[must_use]
    pub fn event(self) -> KeyEvent {
        let plain = |code| KeyEvent::new(code, KeyModifiers::NONE);
        match self {
            Self::Char(c) => plain(KeyCode::Char(c)),
            Self::Digit | Self::Column => plain(KeyCode::Null),
            Self::Ctrl(c) => KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
            Self::Code(code) => plain(code),
            Self::CtrlCode(code) => KeyEvent::new(code, KeyModifiers::CONTROL),
        }
    }

    /// Whether a key of the table is the one that was pressed.
    #[must_use]
    pub fn is_pressed(self, pressed: Self) -> bool {
        self == pressed || (self, pressed) == (Self::Column, Self::Digit)
    }

    /// Whether it is one of the four arrows alone.
    #[must_use]
    pub const fn is_arrow(self) -> bool {
        use KeyCode::{Down, Left, Right, Up};
        matches!(self, Self::Code(Up | Down | Left | Right))
    }

    /// How it is written in a file: `m`, `F5`, `C-s`, `space`, `0-9`.
    #[must_use]
    pub fn spelled(self) -> String {
        let named = |code: KeyCode| match code {
            KeyCode::F(number) => format!("F{number}"),
            code => {
                let known = CODES.iter().find(|(_, known)| *known == code);
                known.map_or_else(String::new, |(name, _)| (*name).to_owned())
            }
        };
        match self {
            Self::Char(' ') => SPACE.to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Digit => DIGITS.to_owned(),
            Self::Column => COLUMNS.to_owned(),
            Self::Ctrl(c) => format!("C-{c}"),
            Self::Code(code) => named(code),
            Self::CtrlCode(code) => format!("C-{}", named(code)),
        }
    }

    /// The key that is written like this; capitals matter in a single letter alone.
    ///
    /// # Errors
    /// There is no such key, or the terminal sends another one for it: how that is spelled.
    pub fn parse(written: &str) -> Result<Self, Option<&'static str>> {
        let lower = written.to_ascii_lowercase();
        let rest = lower.strip_prefix("c-").or_else(|| lower.strip_prefix("ctrl-"));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return match (single(rest), code_of(rest)) {
                // What terminals have sent for these since there are terminals.
                (Some('m'), _) => Err(Some("enter")),
                (Some('i'), _) => Err(Some("tab")),
                (Some(c), _) if c.is_ascii_lowercase() => Ok(Self::Ctrl(c)),
                (_, Some(code)) => Ok(Self::CtrlCode(code)),
                _ => Err(None),
            };
        }
        match (single(written).map(key_of), code_of(&lower)) {
            (Some(c), _) if c.is_ascii_digit() => Err(Some(DIGITS)),
            (Some(c), _) if c.is_ascii_graphic() => Ok(Self::Char(c)),
            (_, Some(code)) => Ok(Self::Code(code)),
            _ if lower == SPACE => Ok(Self::Char(' ')),
            _ if lower == DIGITS => Ok(Self::Digit),
            _ if lower == COLUMNS => Ok(Self::Column),
            _ => Err(None),
        }
    }

    /// What a person calls it.
    #[must_use]
    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::Char(' ') => words::key_space(lang).to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Digit => DIGITS.to_owned(),
            Self::Column => COLUMNS.to_owned(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::Code(code) => code_name(lang, code),
            Self::CtrlCode(code) => format!("Ctrl-{}", code_name(lang, code)),
        }
    }
}

/// How the space bar is spelled.
const SPACE: &str = "space";
/// How the ten digits are spelled: they are one key to the table.
const DIGITS: &str = "0-9";
/// How the digits of columns are spelled.
const COLUMNS: &str = "1-3";
/// How keys without a character are spelled; F keys have their number.
const CODES: [(&str, KeyCode); 15] = [
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("delete", KeyCode::Delete),
    ("backspace", KeyCode::Backspace),
    ("insert", KeyCode::Insert),
];

fn single(word: &str) -> Option<char> {
    let mut characters = word.chars();
    characters.next().filter(|_| characters.next().is_none())
}

fn code_of(lower: &str) -> Option<KeyCode> {
    let known = CODES.iter().find(|(name, _)| *name == lower).map(|(_, code)| *code);
    let number =
        || lower.strip_prefix('f')?.parse().ok().filter(|number| (1..=12).contains(number));
    known.or_else(|| number().map(KeyCode::F))
}

/// The key of a command that an input method made this of.
fn key_of(c: char) -> char {
    match c {
        '【' => '[',
        '】' => ']',
        '、' => '/',
        '。' => '.',
        other => half_width(other),
    }
}

fn code_name(lang: Lang, code: KeyCode) -> String {
    let name = match code {
        KeyCode::Up => words::key_up(lang),
        KeyCode::Down => words::key_down(lang),
        KeyCode::Left => words::key_left(lang),
        KeyCode::Right => words::key_right(lang),
        KeyCode::PageUp => "PgUp",
        KeyCode::PageDown => "PgDn",
        KeyCode::Home => "Home",
        KeyCode::End => "End",
        KeyCode::Tab => "Tab",
        KeyCode::BackTab => "Shift-Tab",
        KeyCode::Enter => "Enter",
        KeyCode::Esc => "Esc",
        KeyCode::Delete => "Delete",
        KeyCode::Backspace => "Backspace",
        KeyCode::Insert => "Insert",
        KeyCode::F(number) => return format!("F{number}"),
        _ => "",
    };
    name.to_owned()
}

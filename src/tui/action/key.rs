//! Keys: what is pressed, as the table spells it, and what a person calls it.

use crate::lang::{Lang, keys as words};
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character, with or without shift.
    Char(char),
    /// Any of 0–9.
    Digit,
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
                let c = half_width(c);
                if c.is_ascii_digit() { Self::Digit } else { Self::Char(c) }
            }
            KeyCode::Tab if shift => Self::Code(KeyCode::BackTab),
            code if ctrl => Self::CtrlCode(code),
            code => Self::Code(code),
        }
    }

    /// What a person calls it.
    #[must_use]
    pub fn name(self, lang: Lang) -> String {
        match self {
            Self::Char(' ') => words::key_space(lang).to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Digit => words::key_digits(lang).to_owned(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::Code(code) => code_name(lang, code),
            Self::CtrlCode(code) => format!("Ctrl-{}", code_name(lang, code)),
        }
    }
}

/// The half-width form of what an input method may make of a command's key.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '【' => '[',
        '】' => ']',
        '、' => '/',
        '。' => '.',
        '！'..='～' => {
            char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c)
        }
        other => other,
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

//! What a terminal sends, taken apart: keys, pastes, presses of the mouse, answers.
//!
//! A terminal, a multiplexer or a slow line may send Esc together with the key after it, and
//! cut a sequence anywhere. So a sequence is only what a terminal can send (ECMA-48, xterm's
//! control sequences, and what rxvt and the Linux console send instead); whatever else follows
//! an Esc is the key Esc and then other keys. There are no commands with Alt.

use memchr::memmem;
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use std::time::Duration;

/// How long an Esc at the end may be the beginning of more: less than a frame.
const ESC_PATIENCE: Duration = Duration::from_millis(15);

/// How long the rest of a sequence may take, which nobody types.
const REST_PATIENCE: Duration = Duration::from_millis(100);

/// Bytes of a sequence at most; what is longer was not sent by a terminal.
const LONGEST_SEQUENCE: usize = 64;

/// Bytes of an answer in a string at most.
const LONGEST_STRING: usize = 4096;

/// Bytes of a paste that are kept; a text field takes less and says so.
const LONGEST_PASTE: usize = 1024 * 1024;

const ESC: u8 = 0x1b;
const PASTE_END: &[u8] = b"\x1b[201~";

/// Keys by the last byte of a sequence.
const BY_LETTER: [(u8, KeyCode); 11] = [
    (b'A', KeyCode::Up),
    (b'B', KeyCode::Down),
    (b'C', KeyCode::Right),
    (b'D', KeyCode::Left),
    (b'E', KeyCode::KeypadBegin),
    (b'F', KeyCode::End),
    (b'H', KeyCode::Home),
    (b'P', KeyCode::F(1)),
    (b'Q', KeyCode::F(2)),
    (b'R', KeyCode::F(3)),
    (b'S', KeyCode::F(4)),
];

/// Keys by the number before `~` (VT220, xterm, rxvt).
const BY_NUMBER: [(u32, KeyCode); 20] = [
    (1, KeyCode::Home),
    (2, KeyCode::Insert),
    (3, KeyCode::Delete),
    (4, KeyCode::End),
    (5, KeyCode::PageUp),
    (6, KeyCode::PageDown),
    (7, KeyCode::Home),
    (8, KeyCode::End),
    (11, KeyCode::F(1)),
    (12, KeyCode::F(2)),
    (13, KeyCode::F(3)),
    (14, KeyCode::F(4)),
    (15, KeyCode::F(5)),
    (17, KeyCode::F(6)),
    (18, KeyCode::F(7)),
    (19, KeyCode::F(8)),
    (20, KeyCode::F(9)),
    (21, KeyCode::F(10)),
    (23, KeyCode::F(11)),
    (24, KeyCode::F(12)),
];

/// The keypad in application mode: ESC O and one of these bytes.
const KEYPAD: [(u8, char); 17] = [
    (b'X', '='),
    (b'j', '*'),
    (b'k', '+'),
    (b'l', ','),
    (b'm', '-'),
    (b'n', '.'),
    (b'o', '/'),
    (b'p', '0'),
    (b'q', '1'),
    (b'r', '2'),
    (b's', '3'),
    (b't', '4'),
    (b'u', '5'),
    (b'v', '6'),
    (b'w', '7'),
    (b'x', '8'),
    (b'y', '9'),
];

/// Something a terminal sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// A key, a pasted text, the mouse.
    Event(Event),
    /// The answer to where the cursor stands; both counted from 1.
    Cursor { row: u16, column: u16 },
}

/// The beginning of what has come.
enum Head {
    /// So many bytes are this.
    Is(usize, Sent),
    /// So many bytes are something that is of no use here.
    Skip(usize),
    /// More has to come before it can be told.
    Cut,
    /// An Esc, whatever comes behind it.
    Alone,
}

/// Takes bytes in as they come and gives what they are.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    /// How many of them are used up. They are removed when more come: moving the rest for each
    /// key would take long where a terminal sends a paste as keys.
    used: usize,
    /// Where the end of a paste may begin, among what is not used up; all before was searched.
    searched: usize,
    /// The row an answer about the cursor is expected from.
    asked_row: Option<u16>,
}

impl Decoder {
    /// What has come.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..std::mem::take(&mut self.used));
        self.bytes.extend_from_slice(bytes);
    }

    /// The terminal was asked where its cursor stands, which is in this row, counted from 1.
    /// Without a question the same bytes are F3 with a modifier.
    pub(super) fn expect_cursor(&mut self, row: u16) {
        self.asked_row = Some(row);
    }

    /// The next thing that has come whole.
    pub(super) fn next(&mut self) -> Option<Sent> {
        self.take(false)
    }

    /// How long to wait for the rest of what has begun; none where nothing has, and where only
    /// the end of a paste is missing, which is waited for however long it takes.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.rest() {
            [] => None,
            bytes if bytes.starts_with(b"\x1b[200~") => None,
            [ESC] => Some(ESC_PATIENCE),
            _ => Some(REST_PATIENCE),
        }
    }

    /// What has begun gets no rest: an Esc is the key, and what is behind it are others.
    pub(super) fn next_without_rest(&mut self) -> Option<Sent> {
        self.take(true)
    }

    /// What is not used up.
    fn rest(&self) -> &[u8] {
        &self.bytes[self.used..]
    }

    fn take(&mut self, is_all: bool) -> Option<Sent> {
        loop {
            let first = *self.rest().first()?;
            let head = if first == ESC { self.escape() } else { character(self.rest()) };
            let (length, sent) = match head {
                Head::Is(length, sent) => (length, Some(sent)),
                Head::Skip(length) => (length, None),
                Head::Alone => (1, Some(key(KeyCode::Esc, KeyModifiers::NONE))),
                Head::Cut if !is_all || self.patience().is_none() => return None,
                Head::Cut if first == ESC => (1, Some(key(KeyCode::Esc, KeyModifiers::NONE))),
                Head::Cut => (1, None),
            };
            self.used += length;
            self.searched = 0;
            if sent.is_some() {
                return sent;
            }
        }
    }

    fn escape(&mut self) -> Head {
        let bytes = self.rest();
        match bytes[1..] {
            [] => Head::Cut,
            [b'[', ..] if bytes.starts_with(b"\x1b[200~") => self.paste(),
            [b'[', ..] => control_sequence(bytes, self.asked_row),
            [b'O', ..] => shifted(bytes),
            [b']' | b'P' | b'_', ..] => string(bytes),
            _ => Head::Alone,
        }
    }

    fn paste(&mut self) -> Head {
        let begin = PASTE_END.len();
        let from = self.searched.max(begin);
        let bytes = self.rest();
        let Some(found) = memmem::find(&bytes[from..], PASTE_END) else {
            // The end may be cut.
            let searched = bytes.len().saturating_sub(PASTE_END.len() - 1);
            self.searched = searched.min(LONGEST_PASTE);
            if searched > LONGEST_PASTE {
                self.bytes.drain(self.used + LONGEST_PASTE..self.used + searched);
            }
            return Head::Cut;
        };
        let text = String::from_utf8_lossy(&bytes[begin..from + found]).into_owned();
        Head::Is(from + found + PASTE_END.len(), Sent::Event(Event::Paste(text)))
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Sent {
    Sent::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

/// A byte that is a key of its own, or the bytes of one character.
fn character(bytes: &[u8]) -> Head {
    let plain = |code| Head::Is(1, key(code, KeyModifiers::NONE));
    let control =
        |letter: u8| Head::Is(1, key(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL));
    match bytes[0] {
        // A keypad, or a key typed before the terminal was raw, sends a line feed.
        b'\r' | b'\n' => plain(KeyCode::Enter),
        b'\t' => plain(KeyCode::Tab),
        0x7f => plain(KeyCode::Backspace),
        0 => control(b' '),
        byte @ 0x01..=0x1a => control(byte - 1 + b'a'),
        byte @ 0x1c..=0x1f => control(byte - 0x1c + b'4'),
        _ => printed(bytes),
    }
}

fn printed(bytes: &[u8]) -> Head {
    let first = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(first) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&first[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) => return error.error_len().map_or(Head::Cut, Head::Skip),
    };
    let Some(letter) = valid.chars().next() else { return Head::Skip(1) };
    let shift = if letter.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    Head::Is(letter.len_utf8(), key(KeyCode::Char(letter), shift))
}

/// ESC O and a letter: keys in application mode; rxvt sends Ctrl and an arrow so.
fn shifted(bytes: &[u8]) -> Head {
    let Some(letter) = bytes.get(2) else { return Head::Cut };
    let none = KeyModifiers::NONE;
    if let Some(code) = by_letter(*letter) {
        Head::Is(3, key(code, none))
    } else if let Some((_, sign)) = KEYPAD.iter().find(|(last, _)| last == letter) {
        Head::Is(3, key(KeyCode::Char(*sign), none))
    } else if let Some(code) = rxvt_arrow(*letter) {
        Head::Is(3, key(code, KeyModifiers::CONTROL))
    } else if *letter == b'M' {
        Head::Is(3, key(KeyCode::Enter, none))
    } else {
        Head::Alone
    }
}

fn by_letter(letter: u8) -> Option<KeyCode> {
    BY_LETTER.iter().find(|(known, _)| *known == letter).map(|(_, code)| *code)
}

fn rxvt_arrow(letter: u8) -> Option<KeyCode> {
    match letter {
        b'a' => Some(KeyCode::Up),
        b'b' => Some(KeyCode::Down),
        b'c' => Some(KeyCode::Right),
        b'd' => Some(KeyCode::Left),
        _ => None,
    }
}

/// An answer in a string (OSC, DCS, APC), up to its end (ESC \ or, from xterm, BEL): nothing
/// asked for one.
fn string(bytes: &[u8]) -> Head {
    let begins_one = |byte: &u8| match bytes[1] {
        b'_' => *byte == b'G',
        _ => byte.is_ascii_digit() || b">!=?$+".contains(byte),
    };
    let within = &bytes[2..bytes.len().min(LONGEST_STRING)];
    if within.first().is_some_and(|byte| !begins_one(byte)) {
        return Head::Alone;
    }
    let Some(end) = within.iter().position(|byte| !(0x20..0x7f).contains(byte)) else {
        return if bytes.len() < LONGEST_STRING { Head::Cut } else { Head::Alone };
    };
    match within[end..] {
        [0x07, ..] => Head::Skip(2 + end + 1),
        [ESC, b'\\', ..] => Head::Skip(2 + end + 2),
        [ESC] => Head::Cut,
        _ => Head::Alone,
    }
}

/// ESC [ up to its last byte.
fn control_sequence(bytes: &[u8], asked_row: Option<u16>) -> Head {
    match bytes[2..] {
        // The Linux console.
        [b'[', letter @ b'A'..=b'E', ..] => {
            return Head::Is(4, key(KeyCode::F(letter - b'A' + 1), KeyModifiers::NONE));
        }
        [b'['] => return Head::Cut,
        [b'M', ..] => return old_mouse(bytes),
        _ => {}
    }
    let within = &bytes[2..bytes.len().min(LONGEST_SEQUENCE)];
    let Some(count) = within.iter().position(|byte| !(0x20..0x40).contains(byte)) else {
        return match rxvt_shifted(within) {
            Some(head) => head,
            None if bytes.len() < LONGEST_SEQUENCE => Head::Cut,
            None => Head::Alone,
        };
    };
    let (parameters, last) = (&within[..count], within[count]);
    if let Some(head) = rxvt_shifted(parameters) {
        return head;
    }
    if !(0x40..0x7f).contains(&last) {
        return Head::Alone;
    }
    let length = 2 + count + 1;
    sequence(parameters, last, asked_row).map_or(Head::Skip(length), |sent| Head::Is(length, sent))
}

/// rxvt ends a key with Shift in `$`, which ends no sequence elsewhere.
fn rxvt_shifted(parameters: &[u8]) -> Option<Head> {
    let digits = parameters.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 || parameters.get(digits) != Some(&b'$') {
        return None;
    }
    let code = numbered(number(&parameters[..digits])?)?;
    Some(Head::Is(2 + digits + 1, key(code, KeyModifiers::SHIFT)))
}

/// What a whole sequence is.
fn sequence(parameters: &[u8], last: u8, asked_row: Option<u16>) -> Option<Sent> {
    if let [b'<', mouse @ ..] = parameters {
        return matches!(last, b'M' | b'm').then(|| reported_mouse(mouse, last == b'm')).flatten();
    }
    let numbers: Vec<u32> = parameters
        .split(|byte| *byte == b';')
        // What stands behind a colon is of a keyboard protocol nobody asked for.
        .map(|part| part.split(|byte| *byte == b':').next().unwrap_or_default())
        .map(|part| if part.is_empty() { Some(1) } else { number(part) })
        .collect::<Option<_>>()?;
    let modifiers = numbers.get(1).map_or(KeyModifiers::NONE, |number| modifiers(*number));
    match (last, numbers.as_slice()) {
        (b'R', [row, column]) if asked_row.map(u32::from) == Some(*row) => Some(Sent::Cursor {
            row: u16::try_from(*row).ok()?,
            column: u16::try_from(*column).ok()?,
        }),
        (b'~', [27, _, code]) | (b'u', [code, ..]) => coded(*code, modifiers),
        (b'~', [code, ..]) => Some(key(numbered(*code)?, modifiers)),
        (b'^', [code]) => Some(key(numbered(*code)?, KeyModifiers::CONTROL)),
        (b'@', [code]) => Some(key(numbered(*code)?, KeyModifiers::CONTROL | KeyModifiers::SHIFT)),
        (b'a'..=b'd', [_]) if parameters.is_empty() => {
            Some(key(rxvt_arrow(last)?, KeyModifiers::SHIFT))
        }
        (b'Z', _) => Some(key(KeyCode::BackTab, KeyModifiers::SHIFT)),
        (_, [1, ..]) => Some(key(by_letter(last)?, modifiers)),
        _ => None,
    }
}

fn numbered(number: u32) -> Option<KeyCode> {
    BY_NUMBER.iter().find(|(known, _)| *known == number).map(|(_, code)| *code)
}

/// A key told by the code of its character (xterm's modifyOtherKeys, CSI u).
fn coded(code: u32, modifiers: KeyModifiers) -> Option<Sent> {
    let code = match char::from_u32(code)? {
        '\r' | '\n' => KeyCode::Enter,
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        '\t' => KeyCode::Tab,
        '\u{1b}' => KeyCode::Esc,
        '\u{7f}' | '\u{8}' => KeyCode::Backspace,
        letter if letter.is_control() => return None,
        letter => KeyCode::Char(letter),
    };
    Some(key(code, modifiers))
}

/// xterm's number of a modifier: one more than the sum of its bits.
fn modifiers(number: u32) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let named = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    named.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect()
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// A press of the mouse as mode 1006 reports it.
fn reported_mouse(parameters: &[u8], is_release: bool) -> Option<Sent> {
    let mut numbers = parameters.split(|byte| *byte == b';').map(number);
    let (button, column, row) = (numbers.next()??, numbers.next()??, numbers.next()??);
    mouse(button, is_release, u16::try_from(column).ok()?, u16::try_from(row).ok()?)
}

/// A press of the mouse where the terminal knows only mode 1000: three bytes, each 32 more.
fn old_mouse(bytes: &[u8]) -> Head {
    let Some([button, column, row]) = bytes.get(3..6) else { return Head::Cut };
    let (Some(button), Some(column), Some(row)) =
        (button.checked_sub(32), column.checked_sub(32), row.checked_sub(32))
    else {
        return Head::Alone;
    };
    // Which button was let go of is not told.
    let is_release = button & 0b11 == 3 && button & 0b100_0000 == 0;
    mouse(u32::from(button), is_release, column.into(), row.into())
        .map_or(Head::Skip(6), |sent| Head::Is(6, sent))
}

/// xterm's number of a button with what is held; places are counted from 1.
fn mouse(number: u32, is_release: bool, column: u16, row: u16) -> Option<Sent> {
    let button = match number & 0b11 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let is_move = number & 0b10_0000 != 0;
    let kind = match (number & 0b1100_0011, is_release) {
        _ if is_move => return None,
        (0b100_0000, _) => MouseEventKind::ScrollUp,
        (0b100_0001, _) => MouseEventKind::ScrollDown,
        (0..=3, true) => MouseEventKind::Up(button),
        (0..=2, false) => MouseEventKind::Down(button),
        _ => return None,
    };
    let held = [(4, KeyModifiers::SHIFT), (8, KeyModifiers::ALT), (16, KeyModifiers::CONTROL)];
    let modifiers =
        held.into_iter().filter(|(bit, _)| number & bit != 0).map(|(_, held)| held).collect();
    let (column, row) = (column.checked_sub(1)?, row.checked_sub(1)?);
    Some(Sent::Event(Event::Mouse(MouseEvent { kind, column, row, modifiers })))
}

#[cfg(test)]
mod tests;

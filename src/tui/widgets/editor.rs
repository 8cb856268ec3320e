//! A text and the caret in it: what one-line and several-line fields share.
//!
//! The caret always stands between two graphemes, so a combining mark or an
//! emoji is never cut in two.

use super::Outcome;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The most bytes that can be written into a field, some twenty thousand Chinese characters: no
/// file is made that is too large to be read again.
pub(in crate::tui) const LONGEST_TEXT: usize = 64 * 1024;

/// A text that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
    /// A place in `text`, in bytes, between two graphemes.
    caret: usize,
    /// A line break in the text, which no key writes, is like any other character.
    is_one_line: bool,
    /// Something that was typed or pasted had no room.
    has_left_out: bool,
}

impl Editor {
    /// The text with the caret at its end.
    pub(super) fn new(text: String) -> Self {
        Self { caret: text.len(), text, ..Self::default() }
    }

    /// The same, for a field of one line.
    pub(super) fn one_line(text: String) -> Self {
        Self { is_one_line: true, ..Self::new(text) }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn caret(&self) -> usize {
        self.caret
    }

    /// Moves the caret to the grapheme boundary at or behind a place.
    pub(super) fn move_to(&mut self, place: usize) -> Outcome {
        let mut cursor = GraphemeCursor::new(place.min(self.text.len()), self.text.len(), true);
        let is_boundary = self.text.is_char_boundary(cursor.cur_cursor())
            && cursor.is_boundary(&self.text, 0) == Ok(true);
        self.caret = if is_boundary {
            cursor.cur_cursor()
        } else {
            let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
            starts.find(|start| *start >= place).unwrap_or(self.text.len())
        };
        Outcome::Moved
    }

    /// Writes a text at the caret, as far as there is room.
    pub(super) fn insert(&mut self, text: &str) -> Outcome {
        let room = LONGEST_TEXT.saturating_sub(self.text.len());
        let whole = text.len();
        let text = &text[..text.floor_char_boundary(room)];
        self.has_left_out |= text.len() < whole;
        if text.is_empty() {
            return Outcome::Moved;
        }
        self.text.insert_str(self.caret, text);
        self.move_to(self.caret + text.len());
        Outcome::Changed
    }

    /// Whether something had no room since this was last asked.
    pub(super) fn left_out(&mut self) -> bool {
        std::mem::take(&mut self.has_left_out)
    }

    /// Takes away what stands between two places.
    fn remove(&mut self, from: usize, to: usize) -> Outcome {
        if from >= to {
            return Outcome::Moved;
        }
        self.text.replace_range(from..to, "");
        self.move_to(from);
        Outcome::Changed
    }

    fn left(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn right(&self) -> usize {
        let mut cursor = GraphemeCursor::new(self.caret, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// The start of the word before the caret; in Chinese, of the character.
    fn word_left(&self) -> usize {
        let before = self.text[..self.caret].trim_end();
        before.split_word_bound_indices().next_back().map_or(0, |(start, _)| start)
    }

    /// The end of the word behind the caret; in Chinese, of the character.
    fn word_right(&self) -> usize {
        let behind = &self.text[self.caret..];
        let word = behind.trim_start();
        let blanks = behind.len() - word.len();
        self.caret + blanks + word.split_word_bounds().next().map_or(0, str::len)
    }

    /// The start of the line the caret is on.
    fn line_start(&self) -> usize {
        let before = &self.text[..self.caret];
        before.rfind('\n').filter(|_| !self.is_one_line).map_or(0, |place| place + 1)
    }

    /// The end of the line the caret is on.
    fn line_end(&self) -> usize {
        let end = self.text[self.caret..].find('\n').filter(|_| !self.is_one_line);
        end.map_or(self.text.len(), |place| self.caret + place)
    }

    /// The keys every field knows.
    pub(super) fn key(&mut self, key: KeyEvent) -> Outcome {
        if key.kind == KeyEventKind::Release {
            return Outcome::Ignored;
        }
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match (key.code, control, alt) {
            // Both together is AltGr, with which other keyboards write `@` and the like.
            (KeyCode::Char(letter), false, false) | (KeyCode::Char(letter), true, true) => {
                self.letter(letter)
            }
            (KeyCode::Char(letter), true, false) => self.command(letter),
            (KeyCode::Left, false, _) => self.move_to(self.left()),
            (KeyCode::Right, false, _) => self.move_to(self.right()),
            (KeyCode::Left, true, _) => self.move_to(self.word_left()),
            (KeyCode::Right, true, _) => self.move_to(self.word_right()),
            (KeyCode::Home, ..) => self.move_to(self.line_start()),
            (KeyCode::End, ..) => self.move_to(self.line_end()),
            (KeyCode::Backspace, false, false) => self.remove(self.left(), self.caret),
            (KeyCode::Backspace, ..) => self.remove(self.word_left(), self.caret),
            (KeyCode::Delete, false, _) => self.remove(self.caret, self.right()),
            (KeyCode::Delete, true, _) => self.remove(self.caret, self.word_right()),
            _ => Outcome::Ignored,
        }
    }

    fn letter(&mut self, letter: char) -> Outcome {
        if letter.is_control() {
            return Outcome::Ignored;
        }
        self.insert(letter.encode_utf8(&mut [0; 4]))
    }

    /// The keys of a shell's command line.
    fn command(&mut self, letter: char) -> Outcome {
        match letter.to_ascii_lowercase() {
            'a' => self.move_to(self.line_start()),
            'e' => self.move_to(self.line_end()),
            'u' => self.remove(self.line_start(), self.caret),
            'k' => self.remove(self.caret, self.line_end()),
            'w' => self.remove(self.word_left(), self.caret),
            // What some terminals send for the backspace key.
            'h' => self.remove(self.left(), self.caret),
            _ => Outcome::Ignored,
        }
    }
}

/// What a pasted text leaves in a field: every kind of line break is `line_break`,
/// a tab is a space, other control characters are dropped. What is hidden but commands
/// nothing, such as a joiner of emoji, is kept and shown with its mark.
pub(super) fn pasted(text: &str, line_break: char) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|character| match character {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(line_break),
            '\t' => Some(' '),
            other => Some(other).filter(|other| !other.is_control()),
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Editor, pasted};
    use crate::tui::widgets::Outcome;
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

    /// A key by its name: `<left>`, `<c-w>`, or one letter.
    pub(crate) fn key(name: &str) -> KeyEvent {
        let inner = name.strip_prefix('<').and_then(|name| name.strip_suffix('>'));
        let (modifiers, inner) = match inner {
            Some(rest) if rest.starts_with("c-") => (KeyModifiers::CONTROL, Some(&rest[2..])),
            Some(rest) if rest.starts_with("s-") => (KeyModifiers::SHIFT, Some(&rest[2..])),
            other => (KeyModifiers::NONE, other),
        };
        let code = match inner {
            Some("left") => KeyCode::Left,
            Some("right") => KeyCode::Right,
            Some("up") => KeyCode::Up,
            Some("down") => KeyCode::Down,
            Some("home") => KeyCode::Home,
            Some("end") => KeyCode::End,
            Some("pageup") => KeyCode::PageUp,
            Some("pagedown") => KeyCode::PageDown,
            Some("back") => KeyCode::Backspace,
            Some("del") => KeyCode::Delete,
            Some("enter") => KeyCode::Enter,
            Some("esc") => KeyCode::Esc,
            Some("tab") => KeyCode::Tab,
            Some("backtab") => KeyCode::BackTab,
            Some("f2") => KeyCode::F(2),
            letter => KeyCode::Char(letter.unwrap_or(name).chars().next().expect("a key")),
        };
        KeyEvent::new(code, modifiers)
    }

    /// The keys of a script: `ab<left><c-w>中`.
    pub(crate) fn keys(script: &str) -> Vec<KeyEvent> {
        let (mut keys, mut rest) = (Vec::new(), script);
        while let Some(first) = rest.chars().next() {
            let end = match rest.find('>') {
                Some(end) if first == '<' => end + 1,
                _ => first.len_utf8(),
            };
            keys.push(key(&rest[..end]));
            rest = &rest[end..];
        }
        keys
    }

    #[test]
    fn keys_edit_the_text() {
        // (text, keys, text with | at the caret)
        let cases = [
            ("", "安全", "安全|"),
            ("安全", "<left>目<left><left>标", "标|安目全"),
            ("ab", "<home>x<end>y", "xaby|"),
            ("ab", "<c-a>x<c-e>y", "xaby|"),
            ("ab", "<left><back><back><back>", "|b"),
            ("ab", "<left><del><del>", "a|"),
            ("one two  ", "<c-w>", "one |"),
            ("安全", "<c-w>", "安|"),
            ("one two", "<c-left><c-left>x", "x|one two"),
            ("one two", "<home><c-right>,", "one,| two"),
            ("one two", "<home><c-del>", "| two"),
            ("one two", "<c-left><c-k>", "one |"),
            ("one two", "<c-left><c-u>", "|two"),
            ("e\u{301}", "<back>", "|"),
            ("ab", "<c-h>", "a|"),
            ("👨\u{200D}👩\u{200D}👧x", "<left><left>a", "a|👨\u{200D}👩\u{200D}👧x"),
            ("e\u{301}", "<home>a<home><del>", "|e\u{301}"),
            ("甲\n乙丙", "<left><home>x", "甲\nx|乙丙"),
            ("甲\n乙丙", "<left><c-u><c-k>", "甲\n|"),
            ("", "<left><right><home><end><back><del><c-u><c-k><c-w>", "|"),
        ];
        for (text, script, expected) in cases {
            let mut editor = Editor::new(text.to_owned());
            for key in keys(script) {
                assert_ne!(editor.key(key), Outcome::Ignored, "{key:?}");
            }
            let (before, behind) = editor.text().split_at(editor.caret());
            assert_eq!(format!("{before}|{behind}"), expected, "{text:?} {script}");
        }
    }

    #[test]
    fn other_keys_are_left_to_others() {
        let mut editor = Editor::new("安".to_owned());
        let mut release = key("a");
        release.kind = KeyEventKind::Release;
        let alt = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::ALT);
        let others = [key("<up>"), key("<enter>"), key("<esc>"), key("<c-s>"), release, alt];
        assert!(others.into_iter().all(|key| editor.key(key) == Outcome::Ignored));
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        assert_eq!(editor.key(KeyEvent::new(KeyCode::Char('@'), alt_gr)), Outcome::Changed);
        assert_eq!(editor.text(), "安@");
    }

    #[test]
    fn a_caret_never_stands_inside_a_glyph() {
        let mut editor = Editor::new("\u{301}".to_owned());
        editor.key(key("<home>"));
        editor.key(key("e"));
        assert_eq!(editor.caret(), editor.text().len());
        for place in 0..9 {
            editor.move_to(place);
            assert!([0, 3].contains(&editor.caret()));
        }
    }

    #[test]
    fn a_field_holds_so_much() {
        let mut editor = Editor::new("安".to_owned());
        assert_eq!(editor.insert(&"全".repeat(100_000)), Outcome::Changed);
        assert_eq!((editor.text().len(), editor.caret()), (65_535, 65_535));
        assert!(editor.left_out() && !editor.left_out());
        assert_eq!(editor.insert("全"), Outcome::Moved);
        assert!(editor.left_out());
        // What was there before is never cut.
        let text = "安".repeat(30_000);
        let mut editor = Editor::new(text.clone());
        assert_eq!(editor.insert("全"), Outcome::Moved);
        assert_eq!(editor.text(), text);
        assert_eq!(editor.key(key("<back>")), Outcome::Changed);
    }

    #[test]
    fn pasted_controls_are_dropped_and_what_only_hides_is_kept() {
        assert_eq!(pasted("a\r\nb\rc\nd\te\u{1B}\u{7F}\u{2028}f", '\n'), "a\nb\nc\nd e\nf");
        assert_eq!(pasted("\u{1B}]52;c;eA==\u{7}\u{9B}2J", '\n'), "]52;c;eA==2J");
        let kept = "👩\u{200D}🔥\u{202E}\u{200B}";
        assert_eq!(pasted(kept, '\n'), kept);
    }
}

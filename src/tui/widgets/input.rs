//! A text field of one line.

use super::Outcome;
use super::editor::{Editor, pasted};
use super::text::{put, to_u16};
use crate::visible::glyphs;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use ratatui::layout::Rect;
use ratatui::style::Style;

/// One line of text that is being written. Every grapheme is one step of the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    editor: Editor,
    /// The first character typed takes the place of the whole text.
    is_replaced: bool,
}

impl Input {
    /// A field with a text in it, the caret at its end. Nothing of the text is lost: what
    /// cannot be seen in one line is shown with a mark.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { editor: Editor::one_line(text.to_owned()), is_replaced: false }
    }

    /// A field whose text gives way to what is typed first; any other key keeps it.
    #[must_use]
    pub fn replaced_by_typing(text: &str) -> Self {
        Self { is_replaced: true, ..Self::new(text) }
    }

    /// What was entered, as it was entered.
    #[must_use]
    pub fn text(&self) -> &str {
        self.editor.text()
    }

    /// Whether nothing but blanks stands in the field.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// The field does with a key what it means here: letters, left and right (with
    /// ctrl by words), home and end, backspace, delete, ctrl-a, -e, -u, -k, -w.
    pub fn key(&mut self, key: KeyEvent) -> Outcome {
        let is_replaced = std::mem::take(&mut self.is_replaced);
        let types = matches!(key.code, KeyCode::Char(_)) && key.modifiers.is_empty();
        if is_replaced && types {
            self.editor = Editor::one_line(String::new());
        }
        self.editor.key(key)
    }

    /// Writes a pasted text at the caret: line breaks and tabs become spaces (those
    /// at its end are dropped), control characters are dropped.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if std::mem::take(&mut self.is_replaced) {
            self.editor = Editor::one_line(String::new());
        }
        self.editor.insert(&pasted(text.trim_end_matches(['\r', '\n']), ' '))
    }

    /// Whether something had no room since this was last asked.
    pub fn left_out(&mut self) -> bool {
        self.editor.left_out()
    }

    /// In which of `width` columns the caret is; always below `width`, except 0 for 0.
    #[must_use]
    pub fn cursor_column(&self, width: u16) -> u16 {
        let (_, column) = self.view(width);
        to_u16(column).min(width.saturating_sub(1))
    }

    /// Draws the field on the first line of an area, scrolled to where the caret is.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, style: Style) {
        if area.is_empty() {
            return;
        }
        let (start, _) = self.view(area.width);
        let line = Rect { height: 1, ..area };
        buffer.set_style(line.intersection(buffer.area), style);
        put(buffer, area.x, area.y, &self.text()[start..], style, area.width);
    }

    /// The first byte in view, and how many cells behind it the caret stands.
    ///
    /// A long text scrolls by half the width, so the view stands still while the
    /// caret moves a little; it depends on nothing but the caret.
    fn view(&self, width: u16) -> (usize, usize) {
        let width = usize::from(width.max(1));
        let caret = self.editor.caret();
        let column = super::text::width(&self.text()[..caret]);
        if column < width {
            return (0, column);
        }
        let page = (width / 2).max(1);
        let hidden = ((column - width) / page + 1) * page;
        let mut passed = 0;
        for glyph in glyphs(self.text()) {
            if passed >= hidden || glyph.start >= caret {
                return (glyph.start, column.saturating_sub(passed));
            }
            passed += glyph.cells;
        }
        (self.text().len(), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Input;
    use crate::tui::widgets::editor::tests::keys;
    use crate::tui::widgets::text::{tests::lines, width};
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    /// What a field of some width shows after keys, and the column of the caret.
    fn shown(input: &Input, width: u16) -> (String, u16) {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        input.render(area, &mut buffer, Style::new());
        (lines(&buffer).concat(), input.cursor_column(width))
    }

    #[test]
    fn the_caret_is_always_in_view() {
        // (text, keys, width, what is seen, column of the caret)
        let cases = [
            ("", "", 6, "", 0),
            ("安全", "", 6, "安全", 4),
            ("安全生", "", 6, "生", 2),
            ("安全生产", "", 6, "生产", 4),
            ("安全生产", "<left>", 6, "生产", 2),
            ("安全生产", "<home>", 6, "安全生", 0),
            ("安全生产", "<home><right><right>", 6, "安全生", 4),
            ("abcdef", "", 6, "def", 3),
            ("a\u{1B}b", "", 6, "a␛b", 3),
            ("a\nb", "", 6, "a↵b", 3),
            ("a\nb", "<home>", 6, "a↵b", 0),
            ("a\nb", "<home><end><left>", 6, "a↵b", 2),
            ("a\u{1B}b", "<left><back>", 6, "ab", 1),
            ("a\r\nb", "<left><back>", 6, "ab", 1),
            ("a\u{202E}b", "<left><back>", 12, "ab", 1),
            ("甲\u{200D}乙", "<left><left>", 16, "甲‹U+200D›乙", 0),
            ("a\u{202E}b", "", 12, "a‹U+202E›b", 10),
            ("安全", "", 1, "", 0),
            ("安全", "<home>", 1, "", 0),
            ("安全", "", 0, "", 0),
            ("e\u{301}👨\u{200D}👩\u{200D}👧", "", 6, "e\u{301}👨\u{200D}👩\u{200D}👧", 3),
        ];
        for (text, script, width, seen, column) in cases {
            let mut input = Input::new(text);
            for key in keys(script) {
                input.key(key);
            }
            assert_eq!(shown(&input, width), (seen.to_owned(), column), "{text:?} {script}");
        }
    }

    #[test]
    fn a_number_gives_way_to_what_is_typed_first() {
        for (script, text) in [("25", "25"), ("<left>2", "21"), ("<end>2", "12"), ("<back>", "")] {
            let mut input = Input::replaced_by_typing("1");
            for key in keys(script) {
                input.key(key);
            }
            assert_eq!(input.text(), text, "{script}");
        }
    }

    #[test]
    fn pastes_become_one_line() {
        let mut input = Input::new("甲");
        input.paste("一\r\n二\n\n");
        assert_eq!(input.text(), "甲一 二");
        input.paste(&"安全".repeat(5_000));
        assert_eq!(width(input.text()), 7 + 20_000);
        assert_eq!(shown(&input, 10).1, 6);
        assert!(!input.is_blank() && Input::new(" \n").is_blank());
    }

    #[test]
    fn drawing_outside_the_screen_is_no_error() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        Input::new("安全生产").render(Rect::new(1, 0, 50, 4), &mut buffer, Style::new());
        Input::new("安全生产").render(Rect::new(90, 9, 50, 4), &mut buffer, Style::new());
        assert_eq!(lines(&buffer), [" 安"]);
    }

    #[derive(Clone, Debug)]
    enum Act {
        Key(KeyCode, KeyModifiers),
        Paste(String),
    }

    fn any_key() -> impl Strategy<Value = Act> {
        let code = prop_oneof![
            3 => any::<char>().prop_map(KeyCode::Char),
            3 => prop::sample::select(vec!['a', 'e', 'u', 'w', 'k', 'h', '中']).prop_map(KeyCode::Char),
            4 => prop::sample::select(vec![
                KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End, KeyCode::Up,
                KeyCode::Backspace, KeyCode::Delete, KeyCode::Enter, KeyCode::Esc,
            ]),
        ];
        let modifiers = prop::sample::select(vec![
            KeyModifiers::NONE,
            KeyModifiers::CONTROL,
            KeyModifiers::ALT,
        ]);
        (code, modifiers).prop_map(|(code, modifiers)| Act::Key(code, modifiers))
    }

    proptest! {
        #[test]
        fn no_key_and_no_paste_is_an_error(
            acts in prop::collection::vec(prop_oneof![4 => any_key(), 1 => any::<String>().prop_map(Act::Paste)], 0..40),
            width in 0_u16..12,
        ) {
            let mut input = Input::default();
            for act in acts {
                match act {
                    Act::Key(code, modifiers) => input.key(KeyEvent::new(code, modifiers)),
                    Act::Paste(text) => input.paste(&text),
                };
                let (_, column) = shown(&input, width);
                prop_assert!(column < width.max(1));
                prop_assert!(!input.text().contains(char::is_control));
            }
        }

        /// Letters that never join: the field is a list of letters and a place in it.
        #[test]
        fn the_text_is_what_was_typed(script in prop::collection::vec("[a中，]|[<>x#()]", 0..60)) {
            let (mut input, mut model, mut at) = (Input::default(), Vec::new(), 0_usize);
            for letter in script.iter().filter_map(|step| step.chars().next()) {
                let code = match letter {
                    '<' => { at = at.saturating_sub(1); KeyCode::Left }
                    '>' => { at = (at + 1).min(model.len()); KeyCode::Right }
                    '(' => { at = 0; KeyCode::Home }
                    ')' => { at = model.len(); KeyCode::End }
                    'x' => { if at > 0 { at -= 1; model.remove(at); } KeyCode::Backspace }
                    '#' => { if at < model.len() { model.remove(at); } KeyCode::Delete }
                    other => { model.insert(at, other); at += 1; KeyCode::Char(other) }
                };
                input.key(KeyEvent::new(code, KeyModifiers::NONE));
            }
            prop_assert_eq!(input.text(), model.iter().collect::<String>());
            prop_assert_eq!(input.text().chars().count(), model.len());
        }
    }
}

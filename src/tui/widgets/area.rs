//! A text field of several lines, wrapped at words, for remarks.

use super::Outcome;
use super::editor::{Editor, pasted};
use super::list;
use super::text::{put, to_u16, width, wrap_ranges};
use crate::visible::glyphs;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;
use std::ops::Range;

/// Several lines of text that are being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextArea {
    editor: Editor,
    /// The size it is drawn with, which decides what is up and what is down.
    size: Size,
    /// The first line in view.
    top: usize,
    /// The column up and down keep to, also through shorter lines.
    goal: Option<usize>,
}

impl TextArea {
    /// A field with a text in it, the caret at its end. Nothing of the text is lost but the
    /// spelling of its line breaks: what cannot be seen is shown with a mark.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let editor = Editor::new(text.replace("\r\n", "\n").replace('\r', "\n"));
        let mut area = Self { editor, size: Size::new(60, 4), top: 0, goal: None };
        area.follow();
        area
    }

    /// Tells the field the size it will be drawn with.
    pub fn fit(&mut self, size: Size) {
        self.size = size;
        self.follow();
    }

    /// What was entered; line breaks are `\n`.
    #[must_use]
    pub fn text(&self) -> &str {
        self.editor.text()
    }

    /// Whether something had no room since this was last asked.
    pub fn left_out(&mut self) -> bool {
        self.editor.left_out()
    }

    /// Whether nothing but blanks stands in the field.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// The field does with a key what it means here: the keys of an
    /// [`Input`](super::input::Input), up and down by lines as they are seen, page
    /// up and down, ctrl-o for a new line. Up on the first line and down on the last
    /// are [`Outcome::Ignored`], so that a form can go on to the next field.
    pub fn key(&mut self, key: KeyEvent) -> Outcome {
        if key.kind == KeyEventKind::Release {
            return Outcome::Ignored;
        }
        let page = isize::try_from(self.size.height.saturating_sub(1).max(1)).unwrap_or(1);
        let outcome = match key.code {
            KeyCode::Up => self.by_lines(-1),
            KeyCode::Down => self.by_lines(1),
            KeyCode::PageUp => self.by_lines(-page),
            KeyCode::PageDown => self.by_lines(page),
            code => {
                self.goal = None;
                let is_control = key.modifiers == KeyModifiers::CONTROL;
                if is_control && code == KeyCode::Char('o') {
                    self.editor.insert("\n")
                } else {
                    self.editor.key(key)
                }
            }
        };
        self.follow();
        outcome
    }

    /// Writes a pasted text at the caret: tabs become spaces, control characters are dropped.
    pub fn paste(&mut self, text: &str) -> Outcome {
        self.goal = None;
        let outcome = self.editor.insert(&pasted(text, '\n'));
        self.follow();
        outcome
    }

    /// Where the caret is when the field is drawn in `area`; none where nothing is drawn.
    #[must_use]
    pub fn caret(&self, area: Rect) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let lines = self.lines(area.width);
        let (line, column) = self.line_and_column(&lines);
        let top = list::window(line, self.top, area.height, lines.len());
        let x = to_u16(column).min(area.width - 1);
        let y = to_u16(line.saturating_sub(top)).min(area.height - 1);
        Some(Position::new(area.x.saturating_add(x), area.y.saturating_add(y)))
    }

    /// Draws the lines in view.
    pub fn render(&self, area: Rect, buffer: &mut Buffer, style: Style) {
        if area.is_empty() {
            return;
        }
        let lines = self.lines(area.width);
        let (line, _) = self.line_and_column(&lines);
        let top = list::window(line, self.top, area.height, lines.len());
        buffer.set_style(area.intersection(buffer.area), style);
        for (index, row) in list::rows(area, top, lines.len()) {
            put(buffer, row.x, row.y, &self.text()[lines[index].clone()], style, row.width);
        }
    }

    /// The lines as they are seen. The last column is kept free for the caret.
    fn lines(&self, width: u16) -> Vec<Range<usize>> {
        wrap_ranges(self.text(), usize::from(width.saturating_sub(1).max(1)))
    }

    /// The line of the caret and the cells before it. At a place where a line was
    /// wrapped the caret stands at the start of the next one.
    fn line_and_column(&self, lines: &[Range<usize>]) -> (usize, usize) {
        let caret = self.editor.caret();
        let line = lines.partition_point(|line| line.start <= caret).saturating_sub(1);
        let start = lines.get(line).map_or(0, |line| line.start);
        (line, width(self.text().get(start..caret).unwrap_or_default()))
    }

    /// Moves the caret by lines; as far as there are lines.
    fn by_lines(&mut self, count: isize) -> Outcome {
        let lines = self.lines(self.size.width);
        let (line, column) = self.line_and_column(&lines);
        let target = line.saturating_add_signed(count).min(lines.len().saturating_sub(1));
        if target == line {
            return Outcome::Ignored;
        }
        let goal = *self.goal.get_or_insert(column);
        let Some(range) = lines.get(target) else { return Outcome::Ignored };
        let is_wrapped = lines.get(target + 1).is_some_and(|next| next.start == range.end);
        let mut place = range.start;
        let mut passed = 0;
        for glyph in glyphs(&self.text()[range.clone()]) {
            passed += glyph.cells;
            let behind = range.start + glyph.end();
            // Behind the last glyph of a wrapped line is the start of the next line.
            if passed > goal || (is_wrapped && behind == range.end) {
                break;
            }
            place = behind;
        }
        self.editor.move_to(place)
    }

    /// Scrolls to where the caret is.
    fn follow(&mut self) {
        let lines = self.lines(self.size.width);
        let (line, _) = self.line_and_column(&lines);
        self.top = list::window(line, self.top, self.size.height, lines.len());
    }
}

#[cfg(test)]
mod tests {
    use super::TextArea;
    use crate::tui::widgets::Outcome;
    use crate::tui::widgets::editor::tests::{key, keys};
    use crate::tui::widgets::text::tests::lines;
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Rect, Size};
    use ratatui::style::Style;

    /// What is seen after keys in a field of some size, and where the caret is.
    fn play(text: &str, script: &str, size: (u16, u16)) -> (String, Option<(u16, u16)>) {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut field = TextArea::new(text);
        field.fit(Size::new(size.0, size.1));
        for key in keys(script) {
            field.key(key);
        }
        let mut buffer = Buffer::empty(area);
        field.render(area, &mut buffer, Style::new());
        (lines(&buffer).join("/"), field.caret(area).map(|at| (at.x, at.y)))
    }

    #[test]
    fn lines_wrap_scroll_and_keep_the_caret_in_view() {
        // (text, keys, size, lines in view, caret)
        let cases = [
            ("", "", (9, 3), "", Some((0, 0))),
            ("安全生产", "", (9, 3), "安全生产", Some((8, 0))),
            ("安全生产", "目", (9, 3), "安全生产/目", Some((2, 1))),
            ("安全生产目标", "<up>", (9, 3), "安全生产/目标", Some((4, 0))),
            ("安全生产目标", "<up><up><down>", (9, 3), "安全生产/目标", Some((4, 1))),
            ("安全生产目标", "<home>", (9, 3), "安全生产/目标", Some((0, 0))),
            ("a", "<c-o>b<c-o>", (9, 3), "a/b", Some((0, 2))),
            ("安全生\n产\n目标责", "<up><up>x", (9, 3), "安全生x/产/目标责", Some((7, 0))),
            ("1\n2\n3\n4\n5", "", (9, 3), "3/4/5", Some((1, 2))),
            ("1\n2\n3\n4\n5", "<pageup>", (9, 3), "2/3/4", Some((1, 1))),
            ("1\n2\n3\n4\n5", "<pageup><pageup>", (9, 3), "1/2/3", Some((1, 0))),
            ("one two three", "<up>", (6, 3), "one/two/three", Some((3, 1))),
            ("a\u{1B}\tb", "", (9, 3), "a␛ b", Some((4, 0))),
            ("a\u{1B}b", "<left><back>", (9, 3), "ab", Some((1, 0))),
            ("安\r\n全\r产", "", (9, 3), "安/全/产", Some((2, 2))),
            ("a\u{202E}b", "", (12, 3), "a‹U+202E›b", Some((10, 0))),
            ("a\u{2028}b", "<up>", (12, 3), "a‹U+2028›b", Some((10, 0))),
            ("中中\u{202E}", "", (9, 3), "中/中/‹U+202E›", Some((8, 2))),
            ("安", "", (1, 1), "", Some((0, 0))),
            ("安", "", (0, 3), "", None),
        ];
        for (text, script, size, seen, caret) in cases {
            let (found, at) = play(text, script, size);
            assert_eq!((found.as_str(), at), (seen, caret), "{text:?} {script} {size:?}");
        }
    }

    #[test]
    fn the_first_and_the_last_line_let_go() {
        let mut field = TextArea::new("甲\n乙");
        assert_eq!(field.key(key("<down>")), Outcome::Ignored);
        assert_eq!(field.key(key("<up>")), Outcome::Moved);
        assert_eq!(field.key(key("<up>")), Outcome::Ignored);
        assert_eq!(field.key(key("<esc>")), Outcome::Ignored);
        assert_eq!(field.key(key("<c-o>")), Outcome::Changed);
        assert_eq!(field.paste("一\r\n二\u{1B}"), Outcome::Changed);
        assert_eq!(field.text(), "甲\n一\n二\n乙");
    }

    #[test]
    fn a_long_paste_is_taken() {
        let mut field = TextArea::new("");
        field.fit(Size::new(41, 4));
        field.paste(&"安全生产，".repeat(2_000));
        let at = field.caret(Rect::new(5, 5, 41, 4)).expect("a caret");
        assert_eq!((at.x, at.y, field.text().chars().count()), (45, 8, 10_000));
    }

    proptest! {
        #[test]
        fn nothing_is_an_error(
            text in any::<String>(),
            script in "([a中\u{301}👧]|<up>|<down>|<left>|<right>|<c-o>|<back>|<c-w>|<pageup>|<home>){0,30}",
            size in (0_u16..9, 0_u16..5),
        ) {
            let (_, caret) = play(&text, &script, size);
            prop_assert_eq!(caret.is_some(), size.0 > 0 && size.1 > 0);
            prop_assert!(caret.is_none_or(|(x, y)| x < size.0 && y < size.1));
        }
    }
}

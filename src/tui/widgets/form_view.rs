//! Where the parts of a form are, and drawing them.

use super::field::LABEL_SPACE;
use super::form::{Field, Form, Spot};
use super::list;
use super::options::Look;
use super::text::{frame, inside, put, put_lines, to_u16, width, wrap};
use super::theme::{Symbols, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The lines of fields that stay when the screen is too low for everything.
const LEAST_ROWS: u16 = 3;
/// How many lines the sentence above the fields may take.
const MOST_ABOUT: usize = 4;
/// How many lines the hint, and how many the keys may take.
const MOST_FOOTER: usize = 2;

/// Where the parts of a form are.
struct Layout {
    /// What is seen of the fields.
    body: Rect,
    /// The hint of the field, the button and the keys.
    footer: Rect,
    label_width: u16,
    /// The first line of each field on a page of all fields.
    starts: Vec<u16>,
    /// How many lines that page has.
    rows: u16,
    /// How many lines of it above the first one in view are hidden.
    offset: u16,
}

impl Layout {
    /// Where a field is on the page of all fields.
    fn field(&self, place: usize) -> Rect {
        let start = self.starts.get(place).copied().unwrap_or(self.rows);
        let end = self.starts.get(place + 1).copied().unwrap_or(self.rows);
        Rect::new(0, start, self.body.width, end.saturating_sub(start))
    }
}

impl Form {
    /// The area for this form in the room there is: in the middle, as high as it needs.
    #[must_use]
    pub fn place(&self, room: Rect) -> Rect {
        let inner = inside(Rect { height: 2, ..room }).width;
        let (_, rows) = self.starts(inner);
        // Two lines of the frame, and one between the fields and the footer.
        let height = rows.saturating_add(self.footer_rows(inner)).saturating_add(3);
        let height = height.min(room.height);
        Rect { y: room.y + (room.height - height) / 2, height, ..room }
    }

    /// Where the caret is when the form is drawn in `area`; none where nothing is written.
    #[must_use]
    pub fn caret(&self, area: Rect) -> Option<Position> {
        let layout = self.layout(area);
        let at = self.caret_on_page(&layout)?;
        let y = at.y.checked_sub(layout.offset).filter(|y| *y < layout.body.height)?;
        Some(Position::new(layout.body.x + at.x, layout.body.y + y))
    }

    /// What of the form is at a place of the screen when the form is drawn in `area`.
    #[must_use]
    pub fn spot(&self, area: Rect, at: Position) -> Option<Spot> {
        let layout = self.layout(area);
        if layout.body.contains(at) {
            let line = at.y - layout.body.y + layout.offset;
            let is_there = |place: &usize| {
                let field = layout.field(*place);
                (field.top()..field.bottom()).contains(&line)
            };
            let place = (0..self.fields.len()).find(is_there)?;
            return Some(Spot::Field(self.fields[place].id.clone()));
        }
        let y = layout.footer.y + self.hint_rows(layout.footer.width);
        let button = Rect { y, height: 1, width: to_u16(width(&self.button())), ..layout.footer };
        button.contains(at).then_some(Spot::Button)
    }

    /// Draws the form over what is in `area` and returns where the caret is.
    pub fn render(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        theme: &Theme,
        symbols: &Symbols,
    ) -> Option<Position> {
        let area = area.intersection(buffer.area);
        frame(buffer, area, &self.title, theme, symbols);
        let layout = self.layout(area);
        self.render_body(&layout, buffer, theme, symbols);
        self.render_footer(layout.footer, buffer, theme);
        if area.width > 2 {
            let bar = Rect { x: area.right() - 1, width: 1, ..layout.body };
            let (offset, rows) = (usize::from(layout.offset), usize::from(layout.rows));
            list::scrollbar(bar, buffer, offset, rows, theme, symbols);
        }
        self.caret(area)
    }

    /// The width of the column of labels, with the pointer before it.
    pub(super) fn label_width(&self, width: u16) -> u16 {
        let widest = self.fields.iter().map(|field| super::text::width(&field.label())).max();
        let wanted = to_u16(widest.unwrap_or_default()).saturating_add(LABEL_SPACE);
        wanted.min(width / 5 * 2)
    }

    fn layout(&self, area: Rect) -> Layout {
        let inner = inside(area);
        let (starts, rows) = self.starts(inner.width);
        let room = inner.height.saturating_sub(LEAST_ROWS);
        let footer_height = self.footer_rows(inner.width).min(room);
        let height = inner.height - footer_height;
        let body = Rect { height, ..inner };
        let footer = Rect { y: inner.y + height, height: footer_height, ..inner };
        let label_width = self.label_width(inner.width);
        let mut layout = Layout { body, footer, label_width, starts, rows, offset: 0 };
        layout.offset = self.offset(&layout);
        layout
    }

    /// The first line of every field, and how many lines there are.
    fn starts(&self, width: u16) -> (Vec<u16>, u16) {
        let label_width = self.label_width(width);
        let about = to_u16(self.about_lines(width).len());
        let mut rows = about + u16::from(about > 0);
        let start = |field: &Field| {
            let start = rows;
            rows = rows.saturating_add(field.rows(width, label_width));
            start
        };
        let starts = self.fields.iter().map(start).collect();
        (starts, rows)
    }

    /// The scroll that has the field with the focus in the middle, or, where it is
    /// higher than the view, its caret.
    fn offset(&self, layout: &Layout) -> u16 {
        let hidden = layout.rows.saturating_sub(layout.body.height);
        if self.focus >= self.fields.len() {
            return hidden;
        }
        let field = layout.field(self.focus);
        let caret = self.caret_on_page(layout).filter(|_| field.height > layout.body.height);
        let middle = caret.map_or(field.y.saturating_add(field.height / 2), |at| at.y);
        middle.saturating_sub(layout.body.height / 2).min(hidden)
    }

    fn caret_on_page(&self, layout: &Layout) -> Option<Position> {
        let field = self.fields.get(self.focus)?;
        field.caret(layout.field(self.focus), layout.label_width)
    }

    fn about_lines(&self, width: u16) -> Vec<String> {
        some_lines(&self.about, width, MOST_ABOUT)
    }

    fn hint_rows(&self, width: u16) -> u16 {
        let rows = |field: &Field| some_lines(&field.hint, width, MOST_FOOTER).len();
        to_u16(self.fields.iter().map(rows).max().unwrap_or_default())
    }

    /// The button, as it is drawn.
    #[must_use]
    pub fn button(&self) -> String {
        format!("[ {} ]", self.words.submit)
    }

    /// The keys, wrapped into what the button leaves of the line.
    fn key_lines(&self, width: u16) -> Vec<String> {
        let button = to_u16(super::text::width(&self.button())).saturating_add(2);
        some_lines(&self.words.keys, width.saturating_sub(button), MOST_FOOTER)
    }

    fn footer_rows(&self, width: u16) -> u16 {
        self.hint_rows(width) + to_u16(self.key_lines(width).len()).max(1)
    }

    /// Draws all fields on a page of their own and copies the part in view.
    fn render_body(&self, layout: &Layout, buffer: &mut Buffer, theme: &Theme, symbols: &Symbols) {
        let (body, all) = (layout.body, Rect::new(0, 0, layout.body.width, layout.rows));
        let mut page = Buffer::empty(all);
        page.set_style(all, theme.normal);
        put_lines(&mut page, all, &self.about_lines(body.width), theme.dim);
        for (place, field) in self.fields.iter().enumerate() {
            let look = Look { theme, symbols, is_focused: place == self.focus };
            field.render(layout.field(place), layout.label_width, &mut page, look);
        }
        for y in 0..body.height.min(layout.rows - layout.offset) {
            for x in 0..body.width {
                buffer[(body.x + x, body.y + y)] = page[(x, y + layout.offset)].clone();
            }
        }
    }

    /// Draws the hint of the field with the focus, the button and the keys.
    fn render_footer(&self, area: Rect, buffer: &mut Buffer, theme: &Theme) {
        let hint = self.fields.get(self.focus).map_or("", |field| &field.hint);
        let hint_rows = self.hint_rows(area.width).min(area.height);
        let hint_area = Rect { height: hint_rows, ..area };
        put_lines(buffer, hint_area, &some_lines(hint, area.width, MOST_FOOTER), theme.dim);
        let rest = Rect { y: area.y + hint_rows, height: area.height - hint_rows, ..area };
        if rest.is_empty() {
            return;
        }
        let is_focused = self.focus >= self.fields.len();
        let style = if is_focused { theme.selected } else { theme.normal };
        let button = self.button();
        put(buffer, rest.x, rest.y, &button, style, rest.width);
        let left = to_u16(width(&button)).saturating_add(2).min(rest.width);
        let keys = Rect { x: rest.x + left, width: rest.width - left, ..rest };
        put_lines(buffer, keys, &self.key_lines(area.width), theme.dim);
    }
}

/// The first lines of a text; none for an empty text.
fn some_lines(text: &str, width: u16, most: usize) -> Vec<String> {
    if text.is_empty() || width == 0 {
        return Vec::new();
    }
    let mut lines = wrap(text, usize::from(width));
    lines.truncate(most);
    lines
}

#[cfg(test)]
mod tests {
    use crate::tui::widgets::form::tests::{finding, play};
    use crate::tui::widgets::form::{Field, Form};
    use crate::tui::widgets::text::tests::lines;
    use crate::tui::widgets::theme::{Symbols, Theme};
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    /// The screen with a form in the middle, and where the caret is.
    fn screen(form: &Form, width: u16, height: u16) -> (Vec<String>, Option<(u16, u16)>) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = form.place(buffer.area);
        let caret = form.render(area, &mut buffer, &Theme::mono(), &Symbols::ascii());
        assert_eq!(caret, form.caret(area));
        (lines(&buffer), caret.map(|at| (at.x, at.y)))
    }

    #[test]
    fn a_form_on_a_small_screen() {
        let (seen, caret) = screen(&finding(), 60, 20);
        let expected = [
            "",
            "",
            "",
            "",
            "+- 扣分：一/1/2b ------------------------------------------+",
            "| > 次数*    1                                             |",
            "|   对象                                                   |",
            "|   责任比例 [100%]  50%   40%                             |",
            "|   类别     [ ] 教育 [x] 卫生                             |",
            "|   说明                                                   |",
            "|                                                          |",
            "|                                                          |",
            "|                                                          |",
            "| 整数，例如 2                                             |",
            "| [ 保存 ]  Tab 下一项 · Ctrl-S 保存 · Esc 取消            |",
            "+----------------------------------------------------------+",
        ];
        assert_eq!((seen, caret), (expected.map(str::to_owned).to_vec(), Some((14, 5))));
    }

    #[test]
    fn the_field_with_the_focus_stays_in_view() {
        let (form, _) = play("<tab><tab><tab><tab>一月<c-o>二月");
        let expected = [
            "+- 扣分：一/1/2b ----------------------+",
            "|   类别     [ ] 教育 [x] 卫生         |",
            "| > 说明     一月                      |",
            "|            二月                      #",
            "|                                      #",
            "|                                      |",
            "| [ 保存 ]  Tab 下一项 · Ctrl-S 保存 · |",
            "|           Esc 取消                   |",
            "+--------------------------------------+",
        ];
        let expected = expected.map(str::to_owned).to_vec();
        assert_eq!(screen(&form, 40, 9), (expected, Some((17, 3))));
    }

    #[test]
    fn errors_stand_under_their_field_and_long_labels_wrap() {
        let about = "每年不少于4次，每少一次扣1分，本项封顶2分，扣完为止。";
        let mut form = finding().about(about);
        form.set_error("count", "要一个整数，例如 2");
        let expected = [
            "+- 扣分：一/1/2b ------------+",
            "| 每年不少于4次，每少一次扣1 #",
            "| 分，本项封顶2分，扣完为    #",
            "| 止。                       #",
            "|                            #",
            "| > 次数*   1                #",
            "|           要一个整数，例如 #",
            "|           2                #",
            "|   对象                     #",
            "|   责任比  < 100% > 1/3     |",
            "|   例                       |",
            "|   类别    [ ] 教育         |",
            "| 整数，例如 2               |",
            "| [ 保存 ]  Tab 下一项 ·     |",
            "|           Ctrl-S 保存 ·    |",
            "+----------------------------+",
        ];
        let expected = expected.map(str::to_owned).to_vec();
        assert_eq!(screen(&form, 30, 16), (expected, Some((13, 5))));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_size_and_no_key_is_an_error(
            script in "([a中1\u{301}👧 ]|<up>|<down>|<left>|<right>|<tab>|<backtab>|<enter>|<back>|<c-s>|<pageup>){0,40}",
            (width, height) in (0_u16..50, 0_u16..16),
        ) {
            let (mut form, _) = play(&script);
            form.set_error("remark", "错误".repeat(40));
            form.fit(form.place(Rect::new(0, 0, width, height)));
            let (_, caret) = screen(&form, width, height);
            prop_assert!(caret.is_none_or(|(x, y)| x < width && y < height));
        }
    }

    #[test]
    fn many_fields_scroll() {
        let fields = (0..300).map(|n| Field::text(n.to_string(), "次".repeat(30), "x")).collect();
        let mut form = Form::new("很长".repeat(50), finding().words, fields);
        form.focus("299");
        let (seen, caret) = screen(&form, 60, 20);
        assert_eq!(seen.len(), 20);
        assert!(caret.is_some_and(|(_, y)| y < 18), "{caret:?}");
    }
}

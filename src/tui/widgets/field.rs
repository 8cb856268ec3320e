//! One field of a form: a label, something to fill in, and what is wrong with it.

use super::Outcome;
use super::area::TextArea;
use super::input::Input;
use super::options::{Checks, Choice, Look};
use super::text::{put, put_lines, to_u16, wrap};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect, Size};

/// How many lines a label or an error may take.
const MOST_LINES: usize = 4;
/// The cells of the label column that are no label: the pointer and the gap.
pub(super) const LABEL_SPACE: u16 = 3;

/// A labelled field. It is read by its id, through the [`Form`](super::form::Form).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub(super) id: String,
    pub(super) hint: String,
    pub(super) error: Option<String>,
    label: String,
    is_required: bool,
    kind: Kind,
}

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Text(Input),
    Long { text: TextArea, rows: u16 },
    Choice(Choice),
    Checks(Checks),
}

impl Field {
    fn new(id: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        let (id, label) = (id.into(), label.into());
        Self { id, label, hint: String::new(), is_required: false, error: None, kind }
    }

    /// One line of text: a name, a number, a date.
    #[must_use]
    pub fn text(id: impl Into<String>, label: impl Into<String>, value: &str) -> Self {
        Self::new(id, label, Kind::Text(Input::new(value)))
    }

    /// A number: what is typed first takes the place of the one that stands there.
    #[must_use]
    pub fn number(id: impl Into<String>, label: impl Into<String>, value: &str) -> Self {
        Self::new(id, label, Kind::Text(Input::replaced_by_typing(value)))
    }

    /// Several lines of text, `rows` of them in view.
    #[must_use]
    pub fn long(id: impl Into<String>, label: impl Into<String>, value: &str, rows: u16) -> Self {
        Self::new(id, label, Kind::Long { text: TextArea::new(value), rows: rows.max(1) })
    }

    /// One of several options; `chosen` counts from 0.
    #[must_use]
    pub fn choice(
        id: impl Into<String>,
        label: impl Into<String>,
        options: Vec<String>,
        chosen: usize,
    ) -> Self {
        Self::new(id, label, Kind::Choice(Choice::new(options, chosen)))
    }

    /// The same, or a number that is written instead; `text` is the one that stands there.
    #[must_use]
    pub fn choice_or_number(
        id: impl Into<String>,
        label: impl Into<String>,
        (options, chosen): (Vec<String>, usize),
        text: &str,
    ) -> Self {
        Self::new(id, label, Kind::Choice(Choice::new(options, chosen).or_number(text)))
    }

    /// Any of several options; `checked` holds the places, from 0, of those that are on.
    #[must_use]
    pub fn checks(
        id: impl Into<String>,
        label: impl Into<String>,
        options: Vec<String>,
        checked: &[usize],
    ) -> Self {
        Self::new(id, label, Kind::Checks(Checks::new(options, checked)))
    }

    /// The field with a sentence that helps while it has the focus.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The field, which must not be left empty. It is marked with `*`.
    #[must_use]
    pub fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Whether nothing is in a field that must not be left empty.
    pub(super) fn is_missing(&self) -> bool {
        self.is_required
            && match &self.kind {
                Kind::Text(input) => input.is_blank(),
                Kind::Long { text, .. } => text.is_blank(),
                Kind::Choice(choice) => choice.chosen().is_none(),
                Kind::Checks(checks) => checks.checked().is_empty(),
            }
    }

    /// What was written, or the text of the option that is chosen.
    pub(super) fn value(&self) -> &str {
        match &self.kind {
            Kind::Text(input) => input.text(),
            Kind::Long { text, .. } => text.text(),
            Kind::Choice(choice) => choice.text(),
            Kind::Checks(_) => "",
        }
    }

    /// What stands there, in words: of several options those that are on.
    pub(super) fn words(&self) -> String {
        match &self.kind {
            Kind::Checks(checks) => checks.words(),
            _ => self.value().to_owned(),
        }
    }

    /// What can be chosen.
    pub(super) fn options(&self) -> &[String] {
        match &self.kind {
            Kind::Choice(choice) => choice.options(),
            Kind::Checks(checks) => checks.options(),
            Kind::Text(_) | Kind::Long { .. } => &[],
        }
    }

    /// Takes a whole line: the text, or options by their numbers or words. Whether there are
    /// such options.
    pub(super) fn answer(&mut self, text: &str) -> bool {
        match &mut self.kind {
            Kind::Text(input) => *input = Input::new(text),
            Kind::Long { text: area, .. } => *area = TextArea::new(text),
            Kind::Choice(choice) => return choice.answer(text),
            Kind::Checks(checks) => return checks.answer(text),
        }
        true
    }

    /// The places of the options that are chosen or on.
    pub(super) fn chosen(&self) -> Vec<usize> {
        match &self.kind {
            Kind::Choice(choice) => choice.chosen().into_iter().collect(),
            Kind::Checks(checks) => checks.checked(),
            Kind::Text(_) | Kind::Long { .. } => Vec::new(),
        }
    }

    /// Whether the text may have several lines.
    pub(super) fn is_long(&self) -> bool {
        matches!(self.kind, Kind::Long { .. })
    }

    /// Whether options have this as a number that is written instead of choosing.
    pub(super) fn writes(&self, text: &str) -> bool {
        matches!(&self.kind, Kind::Choice(choice) if choice.writes(text))
    }

    /// Tells the field how wide it will be drawn.
    pub(super) fn fit(&mut self, width: u16) {
        if let Kind::Long { text, rows } = &mut self.kind {
            text.fit(Size::new(width, *rows));
        }
    }

    pub(super) fn key(&mut self, key: KeyEvent) -> Outcome {
        match &mut self.kind {
            Kind::Text(input) => input.key(key),
            Kind::Long { text, .. } => text.key(key),
            Kind::Choice(choice) => choice.key(key),
            Kind::Checks(checks) => checks.key(key),
        }
    }

    pub(super) fn paste(&mut self, pasted: &str) -> Outcome {
        match &mut self.kind {
            Kind::Text(input) => input.paste(pasted),
            Kind::Long { text, .. } => text.paste(pasted),
            Kind::Choice(choice) => choice.paste(pasted),
            Kind::Checks(_) => Outcome::Ignored,
        }
    }

    /// Whether something had no room since this was last asked.
    pub(super) fn left_out(&mut self) -> bool {
        match &mut self.kind {
            Kind::Text(input) => input.left_out(),
            Kind::Long { text, .. } => text.left_out(),
            Kind::Choice(_) | Kind::Checks(_) => false,
        }
    }

    /// The label with the mark of a required field.
    pub(super) fn label(&self) -> String {
        format!("{}{}", self.label, if self.is_required { "*" } else { "" })
    }

    /// How many lines the field takes when it is drawn, with its error.
    pub(super) fn rows(&self, width: u16, label_width: u16) -> u16 {
        let errors = self.error_lines(width.saturating_sub(label_width)).len();
        self.rows_above_error(width, label_width).saturating_add(to_u16(errors))
    }

    fn rows_above_error(&self, width: u16, label_width: u16) -> u16 {
        let labels = to_u16(self.label_lines(label_width).len());
        labels.max(self.value_rows(width.saturating_sub(label_width)))
    }

    fn value_rows(&self, width: u16) -> u16 {
        match &self.kind {
            Kind::Text(_) | Kind::Choice(_) => 1,
            Kind::Long { rows, .. } => *rows,
            Kind::Checks(checks) => checks.rows(width),
        }
    }

    fn label_lines(&self, label_width: u16) -> Vec<String> {
        short_lines(wrap(&self.label(), usize::from(label_width.saturating_sub(LABEL_SPACE))))
    }

    fn error_lines(&self, width: u16) -> Vec<String> {
        let error = self.error.as_deref().unwrap_or_default();
        if error.is_empty() { Vec::new() } else { short_lines(wrap(error, usize::from(width))) }
    }

    /// Where the caret is when the field is drawn in `area`; only in what is written in.
    pub(super) fn caret(&self, area: Rect, label_width: u16) -> Option<Position> {
        let value = self.value_area(area, label_width);
        match &self.kind {
            Kind::Text(input) if !value.is_empty() => {
                Some(Position::new(value.x + input.cursor_column(value.width), value.y))
            }
            Kind::Long { text, .. } => text.caret(value),
            _ => None,
        }
    }

    fn value_area(&self, area: Rect, label_width: u16) -> Rect {
        let left = label_width.min(area.width);
        let width = area.width - left;
        Rect::new(area.x + left, area.y, width, self.value_rows(width).min(area.height))
    }

    /// Draws the label, the value beside it and the error below.
    pub(super) fn render(&self, area: Rect, label_width: u16, buffer: &mut Buffer, look: Look<'_>) {
        let theme = look.theme;
        let label_width = label_width.min(area.width);
        if look.is_focused {
            put(buffer, area.x, area.y, look.symbols.pointer, theme.title, label_width);
        }
        let label_area = Rect {
            x: area.x + label_width.min(2),
            width: label_width.saturating_sub(LABEL_SPACE),
            ..area
        };
        let label_style = if look.is_focused { theme.title } else { theme.normal };
        put_lines(buffer, label_area, &self.label_lines(label_width), label_style);
        let value = self.value_area(area, label_width);
        self.render_value(value, buffer, look);
        let above = self.rows_above_error(area.width, label_width).min(area.height);
        let errors = Rect { y: area.y + above, height: area.height - above, ..value };
        put_lines(buffer, errors, &self.error_lines(value.width), theme.error);
    }

    fn render_value(&self, area: Rect, buffer: &mut Buffer, look: Look<'_>) {
        let style = if look.is_focused { look.theme.field_focused } else { look.theme.field };
        match &self.kind {
            Kind::Text(input) => input.render(area, buffer, style),
            Kind::Long { text, .. } => text.render(area, buffer, style),
            Kind::Choice(choice) => choice.render(area, buffer, look),
            Kind::Checks(checks) => checks.render(area, buffer, look),
        }
    }
}

fn short_lines(mut lines: Vec<String>) -> Vec<String> {
    lines.truncate(MOST_LINES);
    lines
}

//! A dialog of labelled fields.
//!
//! The form knows nothing of numbers or dates: when it is submitted the
//! application reads the texts, and where one cannot be used it sets an error,
//! which is shown under the field until the field is changed. Nothing that was
//! entered is ever lost on the way.

pub use super::field::Field;

use super::Outcome;
use super::text::inside;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::layout::Rect;

/// What a form became with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormOutcome {
    /// It is still being filled in.
    Editing,
    /// The user is done, and every required field has something in it.
    Submit,
    /// The user does not want to go on; see [`Form::is_changed`].
    Cancel,
}

/// What of a form can be pointed at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// The field of an id.
    Field(String),
    /// The button.
    Button,
}

/// A field as it is asked for in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'form> {
    /// Its place among the fields, from 0.
    pub place: usize,
    /// How many fields there are.
    pub of: usize,
    /// What it is called; one that must not be left empty ends with `*`.
    pub label: String,
    /// What stands there now.
    pub value: String,
    /// What can be chosen; none where a text is written.
    pub options: &'form [String],
    /// A sentence that helps.
    pub hint: &'form str,
    /// What is wrong with it.
    pub error: Option<&'form str>,
}

/// The words of a form that are the same in every form, in the user's language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What the button says: 保存.
    pub submit: String,
    /// The keys, shown at the bottom: `Tab 下一项 · Ctrl-S 保存 · Esc 取消`.
    pub keys: String,
    /// What is wrong with a required field that is empty: 必填.
    pub required: String,
}

/// Labelled fields under each other, one of which has the focus, and a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) words: Words,
    pub(super) fields: Vec<Field>,
    /// The place of the field with the focus; behind the last one it is the button.
    pub(super) focus: usize,
    is_changed: bool,
    /// The area it is drawn in.
    area: Rect,
}

impl Form {
    /// A form with the focus on the first field.
    #[must_use]
    pub fn new(title: impl Into<String>, words: Words, fields: Vec<Field>) -> Self {
        let (title, area) = (title.into(), Rect::new(0, 0, 76, 20));
        let about = String::new();
        let mut form = Self { title, about, words, fields, focus: 0, is_changed: false, area };
        form.fit(area);
        form
    }

    /// The form with a sentence above the fields: what is being filled in.
    #[must_use]
    pub fn about(self, about: impl Into<String>) -> Self {
        Self { about: about.into(), ..self }
    }

    /// The form with the keys that are shown at its bottom.
    #[must_use]
    pub fn with_keys(mut self, keys: impl Into<String>) -> Self {
        self.words.keys = keys.into();
        self
    }

    /// Tells the form the area it will be drawn in: when it is opened, when the
    /// screen changes its size. It decides what up and down mean in a long text.
    pub fn fit(&mut self, area: Rect) {
        self.area = area;
        let inner = inside(area);
        let value_width = inner.width.saturating_sub(self.label_width(inner.width));
        self.fields.iter_mut().for_each(|field| field.fit(value_width));
    }

    /// Whether anything was changed since the form was made.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }

    /// What was written into a field, as it was written, or the text of the option
    /// that is chosen; empty for an id the form does not have.
    #[must_use]
    pub fn text(&self, id: &str) -> &str {
        self.field(id).map_or("", Field::value)
    }

    /// The place, from 0, of the option chosen in a field.
    #[must_use]
    pub fn chosen(&self, id: &str) -> Option<usize> {
        self.field(id)?.chosen().first().copied()
    }

    /// The places, from 0, of the options that are on in a field.
    #[must_use]
    pub fn checked(&self, id: &str) -> Vec<usize> {
        self.field(id).map(Field::chosen).unwrap_or_default()
    }

    /// Whether there is a field to choose in.
    #[must_use]
    pub fn has_options(&self) -> bool {
        self.fields.iter().any(|field| !field.options().is_empty())
    }

    /// Whether there is nothing but one field.
    #[must_use]
    pub fn is_one_field(&self) -> bool {
        self.fields.len() == 1
    }

    /// Whether some field may have several lines.
    #[must_use]
    pub fn has_long_texts(&self) -> bool {
        self.fields.iter().any(Field::is_long)
    }

    /// The id of the field with the focus; empty on the button.
    #[must_use]
    pub fn focused(&self) -> &str {
        self.fields.get(self.focus).map_or("", |field| &field.id)
    }

    /// Gives a field the focus.
    pub fn focus(&mut self, id: &str) {
        if let Some(place) = self.fields.iter().position(|field| field.id == id) {
            self.focus = place;
        }
    }

    /// Puts another field in the place of the one with the same id.
    pub fn replace(&mut self, field: Field) {
        if let Some(old) = self.fields.iter_mut().find(|old| old.id == field.id) {
            *old = field;
        }
        self.fit(self.area);
    }

    /// Writes a text into a field, in the place of what stands there.
    pub fn write(&mut self, id: &str, text: &str) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.answer(text);
            self.is_changed = true;
        }
    }

    /// Says what is wrong with a field. The first field with an error gets the focus.
    pub fn set_error(&mut self, id: &str, error: impl Into<String>) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.error = Some(error.into());
        }
        if let Some(place) = self.fields.iter().position(|field| field.error.is_some()) {
            self.focus = place;
        }
    }

    fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// Tab and down go on, shift-tab and up go back, enter goes on and submits on
    /// the last field (in a long text it is a new line) and on the button, ctrl-s,
    /// F2 and ctrl-enter submit anywhere, escape cancels. Everything else is the
    /// field's: letters are text.
    pub fn key(&mut self, key: KeyEvent) -> FormOutcome {
        if key.kind == KeyEventKind::Release {
            return FormOutcome::Editing;
        }
        let is_control = key.modifiers == KeyModifiers::CONTROL;
        match key.code {
            KeyCode::Esc => return FormOutcome::Cancel,
            KeyCode::F(2) => return self.submit(),
            KeyCode::Char('s' | 'S') | KeyCode::Enter if is_control => return self.submit(),
            KeyCode::BackTab => self.go_back(),
            KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => self.go_back(),
            KeyCode::Tab => self.go_on(),
            _ => return self.field_key(key),
        }
        FormOutcome::Editing
    }

    /// The title, and what is being filled in.
    #[must_use]
    pub fn heading(&self) -> Vec<String> {
        let lines = [&self.title, &self.about].into_iter().filter(|line| !line.is_empty());
        lines.cloned().collect()
    }

    /// The field with the focus, in words; none on the button.
    #[must_use]
    pub fn asked(&self) -> Option<Asked<'_>> {
        let field = self.fields.get(self.focus)?;
        Some(Asked {
            place: self.focus,
            of: self.fields.len(),
            label: field.label(),
            value: field.words(),
            options: field.options(),
            hint: &field.hint,
            error: field.error.as_deref(),
        })
    }

    /// Takes a whole line for the field with the focus and goes on; behind the last field
    /// it submits. `None` keeps what stands there. Nothing comes back where there is no such
    /// option to choose.
    pub fn answer(&mut self, text: Option<&str>) -> Option<FormOutcome> {
        if let (Some(text), Some(field)) = (text, self.fields.get_mut(self.focus)) {
            if !field.answer(text) {
                return None;
            }
            self.after(Outcome::Changed);
        }
        if self.focus + 1 >= self.fields.len() {
            return Some(self.submit());
        }
        self.focus += 1;
        Some(FormOutcome::Editing)
    }

    /// The options of the field with the focus that hold these words, with their numbers.
    #[must_use]
    pub fn alike(&self, asked: &str) -> Vec<String> {
        let asked = asked.trim();
        let options = self.fields.get(self.focus).map(Field::options).unwrap_or_default();
        let options = options.iter().enumerate();
        let alike = options.filter(|(_, option)| !asked.is_empty() && option.contains(asked));
        alike.map(|(place, option)| format!("{} {option}", place + 1)).collect()
    }

    /// Writes a pasted text into the field with the focus, or into the remark where options
    /// have it.
    pub fn paste(&mut self, text: &str) {
        if self.fields.get(self.focus).is_none_or(|field| !field.writes(text)) {
            self.leave_options();
        }
        let outcome = self.fields.get_mut(self.focus).map(|field| field.paste(text));
        self.after(outcome.unwrap_or(Outcome::Ignored));
    }

    /// Whether something had no room in the field with the focus since this was last asked.
    pub fn left_out(&mut self) -> bool {
        self.fields.get_mut(self.focus).is_some_and(Field::left_out)
    }

    fn field_key(&mut self, key: KeyEvent) -> FormOutcome {
        let writes = |letter: char| {
            let field = self.fields.get(self.focus);
            field.is_some_and(|field| field.writes(letter.encode_utf8(&mut [0; 4])))
        };
        let is_written = matches!(key.code, KeyCode::Char(letter) if writes(letter));
        if is_letter(&key) && !is_written {
            self.leave_options();
        }
        let Some(field) = self.fields.get_mut(self.focus) else { return self.button_key(key) };
        let outcome = if key.code == KeyCode::Enter { Outcome::Ignored } else { field.key(key) };
        self.after(outcome);
        if outcome == Outcome::Ignored {
            let is_last = self.focus + 1 == self.fields.len();
            match key.code {
                KeyCode::Enter if is_last => return self.submit(),
                KeyCode::Enter | KeyCode::Down => self.focus += 1,
                KeyCode::Up => self.focus = self.focus.saturating_sub(1),
                _ => {}
            }
        }
        FormOutcome::Editing
    }

    /// What is typed where options have the focus is meant for the long text behind them, the
    /// remark: most of them begin with the word of an option. Where there is none it chooses.
    fn leave_options(&mut self) {
        let has_options =
            self.fields.get(self.focus).is_some_and(|field| !field.options().is_empty());
        let is_remark = |place: &usize| self.fields[*place].is_long();
        let remark = (self.focus..self.fields.len()).find(is_remark);
        if let Some(remark) = remark.filter(|_| has_options) {
            self.focus = remark;
        }
    }

    fn button_key(&mut self, key: KeyEvent) -> FormOutcome {
        match key.code {
            KeyCode::Enter | KeyCode::Char(' ') => self.submit(),
            KeyCode::Up => {
                self.go_back();
                FormOutcome::Editing
            }
            _ => FormOutcome::Editing,
        }
    }

    fn after(&mut self, outcome: Outcome) {
        if outcome == Outcome::Changed {
            self.is_changed = true;
            if let Some(field) = self.fields.get_mut(self.focus) {
                field.error = None;
            }
        }
    }

    fn go_on(&mut self) {
        self.focus = (self.focus + 1) % (self.fields.len() + 1);
    }

    fn go_back(&mut self) {
        self.focus = (self.focus + self.fields.len()) % (self.fields.len() + 1);
    }

    /// Submits unless a required field is empty. Errors of an earlier attempt are gone:
    /// the application looks at everything again.
    fn submit(&mut self) -> FormOutcome {
        let missing = self.words.required.clone();
        for field in &mut self.fields {
            field.error = field.is_missing().then(|| missing.clone());
        }
        match self.fields.iter().position(|field| field.error.is_some()) {
            Some(place) => {
                self.focus = place;
                FormOutcome::Editing
            }
            None => FormOutcome::Submit,
        }
    }
}

/// Whether a key writes a letter, which is no digit or blank.
fn is_letter(key: &KeyEvent) -> bool {
    let is_plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    let KeyCode::Char(letter) = key.code else { return false };
    is_plain && letter != ' ' && !letter.is_ascii_digit()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Field, Form, FormOutcome, Words};
    use crate::tui::widgets::editor::tests::{key, keys};

    /// A form with every kind of field.
    pub(crate) fn finding() -> Form {
        let words = Words {
            submit: "保存".to_owned(),
            keys: "Tab 下一项 · Ctrl-S 保存 · Esc 取消".to_owned(),
            required: "必填".to_owned(),
        };
        let options = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let fields = vec![
            Field::text("count", "次数", "1").required().hint("整数，例如 2"),
            Field::text("subject", "对象", ""),
            Field::choice("share", "责任比例", options("100% 50% 40%"), 0),
            Field::checks("tags", "类别", options("教育 卫生"), &[1]),
            Field::long("remark", "说明", "", 3),
        ];
        Form::new("扣分：一/1/2b", words, fields)
    }

    /// The form and what became of it after keys.
    pub(crate) fn play(script: &str) -> (Form, FormOutcome) {
        let mut form = finding();
        let outcome = keys(script).into_iter().map(|key| form.key(key)).last();
        (form, outcome.unwrap_or(FormOutcome::Editing))
    }

    #[test]
    fn keys_go_from_field_to_field() {
        // (keys, what became of the form, the field with the focus)
        let cases = [
            ("", FormOutcome::Editing, "count"),
            ("<tab>", FormOutcome::Editing, "subject"),
            ("<enter>", FormOutcome::Editing, "subject"),
            ("<down><down>", FormOutcome::Editing, "share"),
            ("<down><up><up>", FormOutcome::Editing, "count"),
            ("<backtab>", FormOutcome::Editing, ""),
            ("<backtab><backtab>", FormOutcome::Editing, "remark"),
            ("<backtab><s-tab>", FormOutcome::Editing, "remark"),
            ("<backtab><tab>", FormOutcome::Editing, "count"),
            ("<backtab><enter>", FormOutcome::Submit, ""),
            ("<backtab> ", FormOutcome::Submit, ""),
            ("<backtab>x<down>", FormOutcome::Editing, ""),
            ("<backtab><up><c-o>a<up><up>", FormOutcome::Editing, "tags"),
            ("<backtab><up><c-o>a<up><down><down>", FormOutcome::Editing, ""),
            ("<c-s>", FormOutcome::Submit, "count"),
            ("<f2>", FormOutcome::Submit, "count"),
            ("<c-enter>", FormOutcome::Submit, "count"),
            ("<backtab><up>a<enter>", FormOutcome::Submit, "remark"),
            ("<tab><tab>无", FormOutcome::Editing, "remark"),
            ("<tab><tab>2", FormOutcome::Editing, "share"),
            ("<esc>", FormOutcome::Cancel, "count"),
            ("<tab><back><c-s>", FormOutcome::Submit, "subject"),
            ("<back><down><c-s>", FormOutcome::Editing, "count"),
        ];
        for (script, outcome, focus) in cases {
            let (form, found) = play(script);
            assert_eq!((found, form.focused()), (outcome, focus), "{script}");
        }
        let one = vec![Field::text("reason", "原因", "")];
        let mut form = Form::new("不涉及", Words::default(), one);
        assert_eq!(form.key(key("<enter>")), FormOutcome::Submit);
    }

    #[test]
    fn fields_are_read_by_their_id() {
        let (mut form, _) = play("2s?<tab><tab>3<tab>1<tab>a<c-o>b");
        form.paste("\n中");
        assert!(form.is_changed() && !finding().is_changed());
        assert_eq!(form.text("count"), "12s?");
        assert_eq!((form.text("share"), form.chosen("share")), ("40%", Some(2)));
        assert_eq!(form.checked("tags"), [0, 1]);
        assert_eq!(form.text("remark"), "a\nb\n中");
        assert_eq!((form.text("none"), form.chosen("none")), ("", None));
        form.replace(Field::text("count", "次数", "7"));
        assert_eq!(form.text("count"), "7");
    }

    #[test]
    fn an_error_stays_until_the_field_is_changed() {
        let mut form = finding();
        let errors = |form: &Form| {
            form.fields.iter().filter_map(|field| field.error.clone()).collect::<Vec<_>>()
        };
        form.set_error("share", "不在范围内");
        form.set_error("subject", "没有这个对象");
        assert_eq!((form.focused(), errors(&form).len()), ("subject", 2));
        form.key(key("<left>"));
        assert_eq!(errors(&form).len(), 2);
        form.key(key("a"));
        assert_eq!(errors(&form), ["不在范围内"]);
        assert_eq!(form.key(key("<c-s>")), FormOutcome::Submit);
        assert!(errors(&form).is_empty());
        form.focus("count");
        form.key(key("<back>"));
        assert_eq!(form.key(key("<c-s>")), FormOutcome::Editing);
        assert_eq!(errors(&form), ["必填"]);
    }
}

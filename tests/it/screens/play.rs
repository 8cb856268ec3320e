//! Plays keys and reads the screen.

use crate::fixtures::{rubric, session};
use kaohe::lang::Lang;
use kaohe::score::margins;
use kaohe::session::{Date, State};
use kaohe::storage::watch::Watch;
use kaohe::tui::app::{App, Effect, Msg, Opened, ReadOnly, Unsaved};
use kaohe::tui::update::update;
use kaohe::tui::view::draw;
use kaohe::tui::widgets::theme::{Symbols, Theme};
use kaohe::tui::{Canvas, Input, Perform, play};
use kaohe::visible::cells;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect, Size};
use std::fmt::Write as _;
use std::io;

/// What the keys are played on.
#[derive(Clone, Copy)]
pub(crate) struct Fixture<'a> {
    /// A built-in rubric, or one of the tests' own.
    pub(crate) rubric: &'a str,
    /// What is recorded: the YAML of a session from `entries:` on.
    pub(crate) record: &'a str,
    /// The tags of the unit.
    pub(crate) tags: &'a [&'a str],
    /// Saving fails for this reason.
    pub(crate) save_fails: Option<&'a str>,
    /// It is only to be looked at.
    pub(crate) read_only: bool,
    /// It is finalised.
    pub(crate) is_final: bool,
    pub(crate) lang: Lang,
    pub(crate) symbols: Symbols,
    pub(crate) theme: Theme,
}

impl<'a> Fixture<'a> {
    pub(crate) fn new(rubric: &'a str, record: &'a str) -> Self {
        Self {
            rubric,
            record,
            tags: &[],
            save_fails: None,
            read_only: false,
            is_final: false,
            lang: Lang::Zh,
            symbols: Symbols::unicode(),
            theme: Theme::color(),
        }
    }

    /// The state with the session open.
    pub(crate) fn app(&self, size: Size) -> App {
        let mut app = App::new(self.lang, self.theme, self.symbols, size);
        app.today = Date::parse("2021-12-15");
        let tags: Vec<String> = self.tags.iter().map(|tag| (*tag).to_owned()).collect();
        let mut session = session(self.rubric, &tags, self.record);
        "示例镇经济发展局".clone_into(&mut session.head.unit);
        if self.is_final {
            session.head.state = State::Final;
        }
        let opened = Opened {
            rubric: rubric(self.rubric).into(),
            session,
            read_only: self.read_only.then_some(ReadOnly::Asked),
            ..Opened::default()
        };
        let effects = update(&mut app, Msg::Opened(Box::new(opened)));
        assert_eq!(effects, [], "opening changes nothing");
        app
    }
}

/// A disk that is none.
pub(crate) struct Memory {
    pub(crate) save_fails: Option<String>,
    pub(crate) saves: usize,
}

impl Perform for Memory {
    fn perform(&mut self, app: &App, effect: &Effect, _: &mut dyn Watch) -> Option<Msg> {
        match effect {
            Effect::Margins => {
                let review = app.review.as_ref()?;
                let found = margins(&review.rubric, &review.session, &review.card);
                return Some(Msg::Margins(Box::new(found)));
            }
            Effect::Save => {}
            Effect::WriteFile => return Some(Msg::Written(Ok(()))),
            Effect::ProposeSeed => return Some(Msg::Seed("2021-12-15T09:31:07+08:00".to_owned())),
            _ => return None,
        }
        self.saves += 1;
        let fails = |why| Err(Unsaved { why, is_conflict: false });
        Some(Msg::Saved(self.save_fails.clone().map_or(Ok(()), fails)))
    }
}

/// A canvas that is only to be drawn on.
struct Paper;

impl Canvas for Paper {
    fn draw(
        &mut self,
        size: Size,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let _ = paint(&mut Buffer::empty(Rect::from(size)));
        Ok(())
    }
}

/// What is seen after the keys: the text of the screen, and where the caret is.
pub(crate) struct Seen {
    pub(crate) app: App,
    pub(crate) text: String,
    pub(crate) buffer: Buffer,
    pub(crate) saves: usize,
}

/// Plays keys on a fixture, each drawn on its own.
pub(crate) fn played(fixture: &Fixture<'_>, keys: &str, width: u16, height: u16) -> Seen {
    let size = Size { width, height };
    let mut disk = Memory { save_fails: fixture.save_fails.map(str::to_owned), saves: 0 };
    let app = fixture.app(size);
    play_on(app, &mut disk, keys, |disk| disk.saves)
}

/// Plays keys on any state and disk.
pub(crate) fn play_on<P: Perform>(
    mut app: App,
    disk: &mut P,
    keys: &str,
    saves: impl Fn(&P) -> usize,
) -> Seen {
    let batches = script(keys).into_iter().map(|input| Ok(vec![input]));
    play(&mut Paper, &mut app, disk, Vec::new(), batches).expect("paper takes everything");
    let mut buffer = Buffer::empty(Rect::from(app.size));
    let caret = draw(&app, &mut buffer);
    let mut text = lines(&buffer).join("\n");
    if let Some(caret) = caret {
        let _ = write!(text, "\n<{},{}>", caret.x, caret.y);
    }
    Seen { app, text, buffer, saves: saves(disk) }
}

/// The text of the screen of a fresh session after the keys.
pub(crate) fn screen(rubric: &str, keys: &str, width: u16, height: u16) -> String {
    played(&Fixture::new(rubric, ""), keys, width, height).text
}

/// The lines of a buffer without the blanks behind wide glyphs and at the ends.
pub(crate) fn lines(buffer: &Buffer) -> Vec<String> {
    let line = |cells_of_line: &[Cell]| {
        let (mut line, mut x) = (String::new(), 0);
        while let Some(cell) = cells_of_line.get(x) {
            line.push_str(cell.symbol());
            x += cells(cell.symbol()).max(1);
        }
        line.trim_end().to_owned()
    };
    buffer.content.chunks(usize::from(buffer.area.width).max(1)).map(line).collect()
}

/// The inputs of a string of keys: `j`, `enter`, `C-z`, `F5`, `text:你好`, `60x20`.
pub(crate) fn script(keys: &str) -> Vec<Input> {
    keys.split_whitespace().flat_map(inputs).map(Input::Event).collect()
}

fn inputs(word: &str) -> Vec<Event> {
    let press = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
    if let Some(text) = word.strip_prefix("text:") {
        let keys = text.chars().map(|c| press(KeyCode::Char(c), KeyModifiers::NONE));
        return keys.collect();
    }
    if let Some(text) = word.strip_prefix("paste:") {
        return vec![Event::Paste(text.to_owned())];
    }
    if let Some((key, times)) = word.split_once('*')
        && let Ok(times) = times.parse()
    {
        return std::iter::repeat_n(inputs(key), times).flatten().collect();
    }
    if let Some((width, height)) = word.split_once('x')
        && let (Ok(width), Ok(height)) = (width.parse(), height.parse())
    {
        return vec![Event::Resize(width, height)];
    }
    let (word, modifiers) = match word.strip_prefix("C-") {
        Some(rest) => (rest, KeyModifiers::CONTROL),
        None => match word.strip_prefix("A-") {
            Some(rest) => (rest, KeyModifiers::ALT),
            None => (word, KeyModifiers::NONE),
        },
    };
    vec![press(code(word), modifiers)]
}

fn code(word: &str) -> KeyCode {
    match word {
        "space" => KeyCode::Char(' '),
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "s-tab" => KeyCode::BackTab,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "del" => KeyCode::Delete,
        "bs" => KeyCode::Backspace,
        "ins" => KeyCode::Insert,
        _ => {
            let mut characters = word.chars();
            match (characters.next(), characters.as_str()) {
                (Some(one), "") => KeyCode::Char(one),
                (Some('F'), number) => KeyCode::F(number.parse().expect(word)),
                _ => panic!("no such key: {word}"),
            }
        }
    }
}

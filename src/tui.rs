//! The terminal screens.
//!
//! ```text
//! keys --action table--> Msg --update--> App + effects
//!                         ^                |
//! screen <--view(&App)    +---- files -----+
//! ```
//!
//! Everything but this module, [`terminal`] and [`files`] is plain data and
//! functions: no terminal, no file, no clock. The loop takes its input from any
//! iterator and draws on any backend, so that a test plays keys and reads the
//! screen of the very code that runs.

pub mod action;
pub mod app;
pub mod applies;
pub mod compare;
pub mod details;
pub mod files;
pub mod help;
pub mod layout;
pub mod overview;
pub mod plain;
pub mod record;
pub mod search;
pub mod terminal;
pub mod tree;
pub mod update;
pub mod view;
mod watching;
pub mod widgets;

use crate::lang::Lang;
use crate::phrases::Template;
use crate::session::Date;
use crate::storage::config_file::{Ambiguous, Colours};
use crate::storage::watch::Watch;
use action::Keymap;
use app::{App, Effect, Msg, Saved, Start};
use files::Files;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::Event;
use ratatui::layout::{Position, Size};
use std::io;
use std::path::PathBuf;
use std::time::Duration;
use watching::{Blind, OnScreen, Watched, Watching};
use widgets::theme::{Symbols, Theme};

/// What comes in from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key, a pasted text, a new size.
    Event(Event),
    /// A typed line that answers what is asked; `None` keeps what stands there.
    Answer(Option<String>),
    /// Whether the terminal draws ambiguous characters two cells wide.
    Ambiguous {
        /// It does.
        wide: bool,
    },
    /// The system wants the program to end, or the terminal is gone.
    Stop,
}

/// Where inputs come from.
pub trait Source {
    /// What arrived together; nothing where nobody typed for this long. `None` at the end.
    fn next_batch(&mut self, patience: Option<Duration>) -> Option<io::Result<Vec<Input>>>;

    /// How long the program has run; for inputs without a clock, time stands still.
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    /// Whether someone wants work that lasts to stop: Esc, Ctrl-C or the system. What else is
    /// typed meanwhile is kept for the next batch.
    fn wants_stop(&mut self) -> bool {
        false
    }
}

impl<I: Iterator<Item = io::Result<Vec<Input>>>> Source for I {
    fn next_batch(&mut self, _: Option<Duration>) -> Option<io::Result<Vec<Input>>> {
        self.next()
    }
}

/// What is drawn on.
pub trait Canvas {
    /// Draws a frame of this size. `paint` fills the blank buffer and says where the caret is;
    /// nowhere: it is hidden.
    ///
    /// # Errors
    /// The frame cannot be shown.
    fn draw(
        &mut self,
        size: Size,
        paint: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()>;
}

/// Does what the state asks for outside of it.
pub trait Perform {
    /// Performs one effect; the outcome, where there is one. What may last tells `watch` how
    /// far it is.
    fn perform(&mut self, app: &App, effect: &Effect, watch: &mut dyn Watch) -> Option<Msg>;
}

/// How the program was started.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The language of the user.
    pub lang: Lang,
    /// Colours are welcome (`NO_COLOR` is not set).
    pub color: bool,
    /// Only ASCII marks; else the terminal is asked what it can do.
    pub ascii: bool,
    /// Today.
    pub today: Option<Date>,
    /// The session to open; none for the list of sessions.
    pub open: Option<PathBuf>,
}

impl Launch {
    /// The state to begin with, and the first thing to do.
    #[must_use]
    pub fn app(&self, files: &Files, size: Size) -> (App, Effect) {
        let theme = if self.color { Theme::color() } else { Theme::mono() };
        let symbols = if self.ascii { Symbols::ascii() } else { Symbols::unicode() };
        let mut app = App::new(self.lang, theme, symbols, size);
        app.today = self.today;
        files.user().clone_into(&mut app.user);
        if let Some(path) = &self.open {
            return (app, Effect::Open(path.clone()));
        }
        app.start = Some(Start::new(files.folder_name()));
        (app, Effect::ListSessions)
    }
}

/// What the user set, beside how the program was started.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The styles; without colours they are the plain ones whatever is set.
    pub theme: Theme,
    /// Which key does what.
    pub keys: Keymap,
    /// Clicks and the wheel are heeded from the start.
    pub mouse: bool,
    /// Templates of remarks; none set: the built-in ones.
    pub templates: Option<Vec<Template>>,
    /// The office's own Word file for reports.
    pub report_template: Option<PathBuf>,
    /// How wide ambiguous characters are drawn.
    pub ambiguous: Ambiguous,
    /// What the user has to know, until the first key.
    pub notice: Option<String>,
}

impl Settings {
    /// Sets up the state to begin with.
    pub fn apply(&self, launch: &Launch, app: &mut App) {
        if launch.color {
            app.theme = self.theme;
        }
        if self.ambiguous == Ambiguous::Wide {
            app.symbols = Symbols::wide();
        }
        app.keys = self.keys.clone();
        app.mouse = self.mouse;
        app.report_template.clone_from(&self.report_template);
        if let Some(templates) = &self.templates {
            app.templates.clone_from(templates);
        }
    }
}

impl From<Colours> for Theme {
    fn from(colours: Colours) -> Self {
        match colours {
            Colours::Dark => Self::color(),
            Colours::Light => Self::light(),
            Colours::Contrast => Self::contrast(),
        }
    }
}

/// Files, and the terminal where it is to behave in another way.
struct Shell {
    files: Files,
}

impl Perform for Shell {
    fn perform(&mut self, app: &App, effect: &Effect, watch: &mut dyn Watch) -> Option<Msg> {
        match effect {
            Effect::Mouse(on) => {
                terminal::heed_mouse(*on).err().map(|error| Msg::Failed(error.to_string()))
            }
            _ => self.files.perform(app, effect, watch),
        }
    }
}

/// Runs the screens in the terminal until the user leaves. What could not be saved
/// at the end is returned as a sentence, to be printed where it stays to be read.
///
/// # Errors
/// The terminal cannot be used.
pub fn run(launch: &Launch, settings: Settings, mut files: Files) -> io::Result<Option<String>> {
    let (mut app, first) = launch.app(&files, Size { width: 80, height: 24 });
    settings.apply(launch, &mut app);
    let mut first = vec![first];
    if app.start.is_none() {
        // The file first: one that cannot be opened is told where the command was typed, and
        // the terminal is left alone. A list may last, so it is read on the screen.
        perform_all(&mut app, &mut files, std::mem::take(&mut first), &mut Blind);
    }
    if app.review.is_none() && app.start.is_none() {
        return Ok(unsaved(&app));
    }
    let mut screen = terminal::Screen::open()?;
    let size = screen.size();
    let _ = update::update(&mut app, Msg::Resize(size));
    if let Some(notice) = settings.notice {
        app.warn(notice);
    }
    if app.mouse {
        terminal::heed_mouse(true)?;
    }
    let asks = settings.ambiguous == Ambiguous::Auto;
    let blank = asks.then(|| layout::blank(size, app.start.is_none())).flatten();
    let inputs = terminal::Inputs::open(blank)?;
    let mut shell = Shell { files };
    let end = play(screen.painter(), &mut app, &mut shell, first, inputs);
    drop(screen);
    end?;
    Ok(unsaved(&app))
}

/// Why the last changes are not on the disk, if they are not.
fn unsaved(app: &App) -> Option<String> {
    match app.review.as_ref().map(|review| &review.saved) {
        Some(Saved::No(unsaved)) => Some(crate::lang::ui::lost_at_the_end(app.lang, &unsaved.why)),
        Some(Saved::Yes) => {
            let path = app.review.as_ref().and_then(|review| review.copied_to.as_deref())?;
            Some(crate::lang::ui::copied_at_the_end(app.lang, path))
        }
        // Opening one session failed, and there was no list to show it on.
        _ if app.review.is_none() && app.start.is_none() => {
            let status = app.status.as_ref().filter(|status| status.is_error);
            status.map(|status| status.text.clone())
        }
        _ => None,
    }
}

/// The loop: inputs that arrived together are taken in together, then performed, then
/// drawn once. What is on the screen is on the disk.
///
/// # Errors
/// The terminal cannot be drawn on or read from.
pub fn play(
    canvas: &mut impl Canvas,
    app: &mut App,
    performer: &mut impl Perform,
    first: Vec<Effect>,
    mut inputs: impl Source,
) -> io::Result<()> {
    let mut screen = OnScreen { canvas, inputs: &mut inputs };
    if !perform_all(app, performer, first, &mut screen) {
        return Ok(());
    }
    let end = rounds(&mut screen, app, performer);
    if end.is_err() {
        // A terminal that is gone cannot be read or drawn on; the files can still be written.
        stop(app, performer);
    }
    end
}

fn rounds<C: Canvas, S: Source>(
    screen: &mut OnScreen<'_, C, S>,
    app: &mut App,
    performer: &mut impl Perform,
) -> io::Result<()> {
    draw(screen.canvas, app)?;
    while let Some(batch) = screen.inputs.next_batch(update::patience(app)) {
        let batch = batch?;
        let goes_on = if batch.is_empty() {
            let effects = update::update(app, Msg::Rested);
            perform_all(app, performer, effects, screen)
        } else {
            take_in(app, performer, batch, screen)
        };
        if !goes_on {
            return Ok(());
        }
        draw(screen.canvas, app)?;
    }
    Ok(())
}

/// The program is ended from outside: what stands in an open form is taken, and everything
/// is saved.
pub fn stop(app: &mut App, performer: &mut impl Perform) {
    let finishing = update::finish(app);
    perform_all(app, performer, finishing, &mut Blind);
    if app.review.as_ref().is_some_and(|held| held.read_only.is_none()) {
        perform_all(app, performer, vec![Effect::Save, Effect::WriteFile], &mut Blind);
        // What cannot go where it belongs goes into a file of its own, while there is time.
        if app.review.as_ref().is_some_and(|held| !held.unwritten.is_empty()) {
            perform_all(app, performer, vec![Effect::SaveCopy], &mut Blind);
        }
    }
}

/// Takes in what arrived together; whether the program goes on. Saves are put off to the
/// end of the batch, or to before anything else is done.
fn take_in(
    app: &mut App,
    performer: &mut impl Perform,
    batch: Vec<Input>,
    watching: &mut dyn Watching,
) -> bool {
    let mut is_save_due = false;
    for input in batch {
        let msg = match input {
            Input::Event(Event::Key(key)) => Msg::Key(key),
            Input::Event(Event::Paste(text)) => Msg::Paste(text),
            Input::Answer(text) => Msg::Answer(text),
            Input::Event(Event::Resize(width, height)) => Msg::Resize(Size { width, height }),
            Input::Event(Event::Mouse(mouse)) => Msg::Mouse(mouse),
            Input::Event(_) | Input::Ambiguous { wide: false } => continue,
            Input::Ambiguous { wide: true } => Msg::Symbols(Box::new(Symbols::wide())),
            Input::Stop => {
                stop(app, performer);
                return false;
            }
        };
        let mut effects = update::update(app, msg);
        let saves = effects.iter().filter(|effect| **effect == Effect::Save).count();
        if saves == effects.len() {
            is_save_due |= saves > 0;
            continue;
        }
        if std::mem::take(&mut is_save_due) {
            effects.insert(0, Effect::Save);
        }
        if !perform_all(app, performer, effects, watching) {
            return false;
        }
    }
    if is_save_due { perform_all(app, performer, vec![Effect::Save], watching) } else { true }
}

/// Performs effects and what follows from their outcomes; whether the program goes on.
fn perform_all(
    app: &mut App,
    performer: &mut impl Perform,
    effects: Vec<Effect>,
    watching: &mut dyn Watching,
) -> bool {
    let mut waiting = std::collections::VecDeque::from(effects);
    while let Some(effect) = waiting.pop_front() {
        if effect == Effect::Quit {
            return false;
        }
        let outcome = performer.perform(app, &effect, &mut Watched::new(app, watching));
        if let Some(msg) = outcome {
            waiting.extend(update::update(app, msg));
        }
        let nothing_to_show = app.review.is_none() && app.start.is_none();
        if nothing_to_show && matches!(effect, Effect::Open(_)) {
            return false;
        }
    }
    true
}

fn draw(canvas: &mut impl Canvas, app: &App) -> io::Result<()> {
    canvas.draw(app.size, |buffer| view::draw(app, buffer))
}

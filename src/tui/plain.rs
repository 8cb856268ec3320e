//! The screens in plain lines, for screen readers and terminals that cannot be drawn on: the
//! same state, keys and effects, with another way in and out.
//!
//! ```text
//! line --hear--> keys or an answer --update--> App + effects
//! lines <--speak(&App)
//! ```
//!
//! Nothing moves on the terminal: what is said is printed once, in order. Forms are asked
//! field by field; every other page is read off the very screen that would be drawn.

mod hear;
mod lines;
mod speak;

pub use hear::{Heard, hear};
pub use lines::Lines;
pub use speak::Speaker;

use super::app::{App, Msg};
use super::files::Files;
use super::layout;
use super::watching::Watching;
use super::widgets::theme::{Symbols, Theme};
use super::{Launch, Settings, perform_all, stop, take_in, unsaved, update};
use crate::lang::{plain as words, working};
use crate::storage::watch::{Pace, Work};
use ratatui::layout::Size;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// The page that is read off: lists as long as they come, texts in full.
const PAGE: Size = Size { width: layout::ENDLESS, height: 200 };
/// How long nothing more is said of work that lasts: each line is read out.
const BETWEEN: Duration = Duration::from_secs(5);

/// Asks and answers until the user leaves or the input ends. What could not be saved at the
/// end is returned as a sentence.
///
/// # Errors
/// Input or output cannot be used.
pub fn run(
    launch: &Launch,
    settings: Settings,
    mut files: Files,
    lines: impl Iterator<Item = io::Result<String>>,
    output: &mut dyn Write,
) -> io::Result<Option<String>> {
    let (mut app, first) = launch.app(&files, PAGE);
    settings.apply(launch, &mut app);
    // Colours and drawn lines say nothing here.
    app.theme = Theme::mono();
    app.symbols = Symbols::ascii();
    let began = Instant::now();
    perform_all(&mut app, &mut files, vec![first], &mut Aloud { output, began });
    if app.review.is_none() && app.start.is_none() {
        return Ok(unsaved(&app));
    }
    if let Some(notice) = settings.notice {
        app.warn(notice);
    }
    let end = converse(&mut app, &mut files, lines, output);
    if !matches!(end, Ok(true)) {
        // The input is at its end, or gone: what stands in an open form is taken.
        stop(&mut app, &mut files);
    }
    end.map(|_| unsaved(&app))
}

/// Line after line; whether the user left.
fn converse(
    app: &mut App,
    files: &mut Files,
    lines: impl Iterator<Item = io::Result<String>>,
    output: &mut dyn Write,
) -> io::Result<bool> {
    let mut speaker = Speaker::default();
    say(output, &[words::welcome(app.lang).to_owned()])?;
    say(output, &speaker.speak(app))?;
    ask(app, output)?;
    for line in lines {
        match hear(app, &line?) {
            Heard::Inputs(inputs) => {
                let mut aloud = Aloud { output, began: Instant::now() };
                if !take_in(app, files, inputs, &mut aloud) {
                    return Ok(true);
                }
                // Nobody waits between two lines, so the file follows at once.
                if update::patience(app).is_some() {
                    let effects = update::update(app, Msg::Rested);
                    perform_all(app, files, effects, &mut aloud);
                }
                say(output, &speaker.speak(app))?;
            }
            Heard::Tell(lines) => say(output, &lines)?,
            Heard::Everything => say(output, &speak::everything(app))?,
        }
        ask(app, output)?;
    }
    Ok(false)
}

/// How far work is, said now and then in a line of its own.
struct Aloud<'a> {
    output: &'a mut dyn Write,
    began: Instant,
}

impl Watching for Aloud<'_> {
    fn now(&self) -> Duration {
        self.began.elapsed()
    }

    fn pace(&self) -> Pace {
        Pace::new(self.now()).every(BETWEEN)
    }

    fn tell(&mut self, app: &App, work: Work, done: usize, of: usize) -> ControlFlow<()> {
        // An output that is gone is met with when the work is done.
        let _ = say(self.output, &[working::progress(app.lang, work, done, of)]);
        let _ = self.output.flush();
        ControlFlow::Continue(())
    }
}

fn ask(app: &App, output: &mut dyn Write) -> io::Result<()> {
    write!(output, "{}", words::prompt(app.lang))?;
    output.flush()
}

/// Prints lines; what would command the terminal has been made visible when it was drawn.
fn say(output: &mut dyn Write, lines: &[String]) -> io::Result<()> {
    for line in lines {
        writeln!(output, "{}", crate::visible::visible(line))?;
    }
    Ok(())
}

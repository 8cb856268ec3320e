//! The terminal itself: set up, given back whatever happens, and read from.

mod grid;
mod inputs;
mod pen;
mod writer;

pub use inputs::Inputs;
pub use writer::{LeanBackend, send_all};

use crate::visible::visible_lines;
use ratatui::Terminal;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use ratatui::layout::Size;
use std::borrow::Cow;
use std::io::{self, Stdout, stdout};
use std::mem::ManuallyDrop;
use std::sync::Once;

/// The screen while the program has it; the terminal gets it back when this is dropped.
pub struct Screen {
    /// Never dropped: where the terminal is gone, ratatui would complain on standard error,
    /// which is gone too, and that ends in a panic.
    terminal: ManuallyDrop<Terminal<LeanBackend<Stdout>>>,
}

impl Screen {
    /// Takes the terminal over: raw, on the alternate screen, pastes marked as such.
    ///
    /// # Errors
    /// Standard output is no terminal, or does not obey.
    pub fn open() -> io::Result<Self> {
        restore_on_panic();
        enable_raw_mode()?;
        // From here on everything is given back, also where the rest fails.
        let guard = Restore;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        let terminal = super::terminal_on(LeanBackend::new(stdout(), measure)?)?;
        std::mem::forget(guard);
        Ok(Self { terminal: ManuallyDrop::new(terminal) })
    }

    /// The size of the terminal.
    ///
    /// # Errors
    /// It cannot be had.
    pub fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// What is drawn on.
    pub fn terminal(&mut self) -> &mut Terminal<LeanBackend<Stdout>> {
        &mut self.terminal
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// The size of the terminal now.
fn measure() -> io::Result<Size> {
    let (width, height) = size()?;
    Ok(Size { width, height })
}

/// Gives the terminal back where taking it over fails half-way.
struct Restore;

impl Drop for Restore {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back. Whether it obeys no longer matters: there is nobody to tell.
fn restore() {
    let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic is printed on the terminal as it was before, not on the alternate screen.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            // The words of a panic may quote what was read.
            let words = panic.to_string();
            match visible_lines(&words) {
                Cow::Borrowed(_) => before(panic),
                Cow::Owned(words) => crate::cli::tell(&mut io::stderr(), &words),
            }
        }));
    });
}

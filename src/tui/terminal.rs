//! The terminal itself: set up, given back whatever happens, and read from.

#[cfg(unix)]
mod decoder;
mod glyph;
mod grid;
mod inputs;
mod painter;
mod pen;

pub use inputs::Inputs;
pub use painter::Painter;

use crate::visible::visible_lines;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
#[cfg(windows)]
use ratatui::crossterm::event::{DisableMouseCapture, EnableMouseCapture};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use ratatui::layout::Size;
use std::borrow::Cow;
#[cfg(not(windows))]
use std::io::Write;
use std::io::{self, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// What frames are written to. Standard output as Rust has it cuts a text behind its last line
/// feed, and lines are moved by line feeds: a frame has to arrive in one write.
#[cfg(not(windows))]
type Output = std::fs::File;
#[cfg(windows)]
type Output = io::Stdout;

#[cfg(not(windows))]
fn output() -> io::Result<Output> {
    use std::os::fd::AsFd;
    Ok(stdout().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn output() -> io::Result<Output> {
    Ok(stdout())
}

/// The screen while the program has it; the terminal gets it back when this is dropped.
pub struct Screen {
    size: Size,
    painter: Painter<Output>,
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
        let (size, output) = (measure()?, output()?);
        std::mem::forget(guard);
        Ok(Self { size, painter: Painter::new(output, size) })
    }

    /// The size the terminal had when it was taken over.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// What is drawn on.
    pub fn painter(&mut self) -> &mut Painter<Output> {
        &mut self.painter
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

/// Whether the terminal tells of the mouse, so that it is told to stop at the end.
static HEEDS_MOUSE: AtomicBool = AtomicBool::new(false);

/// Has the terminal tell of presses and the wheel (modes 1000 and 1006), not of moves: those
/// would be bytes for nothing.
///
/// # Errors
/// The terminal does not take it.
pub fn heed_mouse(on: bool) -> io::Result<()> {
    HEEDS_MOUSE.store(on, Ordering::Relaxed);
    #[cfg(windows)]
    if on {
        execute!(stdout(), EnableMouseCapture)?;
    } else {
        execute!(stdout(), DisableMouseCapture)?;
    }
    #[cfg(not(windows))]
    {
        let modes = if on { "\x1b[?1000h\x1b[?1006h" } else { "\x1b[?1006l\x1b[?1000l" };
        let mut out = stdout();
        out.write_all(modes.as_bytes())?;
        out.flush()?;
    }
    Ok(())
}

/// Gives the terminal back. Whether it obeys no longer matters: there is nobody to tell.
fn restore() {
    if HEEDS_MOUSE.load(Ordering::Relaxed) {
        let _ = heed_mouse(false);
    }
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

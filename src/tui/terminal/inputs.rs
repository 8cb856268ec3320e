//! Keys, pastes, sizes and signals, as they come: nothing wakes the program but them.

#[cfg(unix)]
pub use unix::Inputs;

#[cfg(not(unix))]
pub use other::Inputs;

use crate::tui::{Input, Source};
use ratatui::crossterm::event;
use std::io;
use std::time::Duration;

/// Everything that is there now.
fn drain(batch: &mut Vec<Input>) -> io::Result<()> {
    while event::poll(Duration::ZERO)? {
        batch.push(Input::Event(event::read()?));
    }
    Ok(())
}

#[cfg(unix)]
mod unix {
    use super::{Duration, Input, Source, drain};
    use ratatui::crossterm::cursor;
    use ratatui::layout::Position;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    use signal_hook::{flag, low_level};
    use std::fs::File;
    use std::io::{self, IsTerminal, PipeReader, Read, Write, stdin, stdout};
    use std::os::fd::{AsFd, OwnedFd};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Inputs of the terminal and signals of the system. Each batch is everything that
    /// arrived together.
    pub struct Inputs {
        keyboard: OwnedFd,
        wake: PipeReader,
        stop: Arc<AtomicBool>,
        probe: Probe,
        is_over: bool,
    }

    /// Whether the terminal was asked how wide it draws `…`, and where.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Probe {
        Due(Position),
        Asked(Position),
        Done,
    }

    /// What ended a wait.
    #[derive(Clone, Copy, Default)]
    struct Woken {
        is_gone: bool,
        by_keyboard: bool,
        by_time: bool,
    }

    impl Inputs {
        /// Listens to the terminal, and to SIGTERM, SIGHUP and SIGWINCH. Where `blank` names
        /// a place with two blank cells, the terminal is asked how wide it draws `…`.
        ///
        /// # Errors
        /// There is no terminal, or the system refuses a signal handler.
        pub fn open(blank: Option<Position>) -> io::Result<Self> {
            let (wake, waker) = io::pipe()?;
            let stop = Arc::new(AtomicBool::new(false));
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
                flag::register(signal, Arc::clone(&stop))?;
            }
            // The pipe is written to after the flag is set.
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH] {
                low_level::pipe::register(signal, waker.try_clone()?)?;
            }
            // As crossterm does: standard input where it is the terminal.
            let keyboard = if stdin().is_terminal() {
                stdin().as_fd().try_clone_to_owned()?
            } else {
                File::open("/dev/tty")?.into()
            };
            let probe = blank.map_or(Probe::Done, Probe::Due);
            Ok(Self { keyboard, wake, stop, probe, is_over: false })
        }

        fn batch(&mut self, patience: Option<Duration>) -> io::Result<Vec<Input>> {
            let mut batch = Vec::new();
            // Also starts crossterm's own handling of sizes before the first wait.
            drain(&mut batch)?;
            self.ask()?;
            while batch.is_empty() {
                let woken = self.wait(patience)?;
                if woken.by_time {
                    break;
                }
                if !woken.is_gone {
                    drain(&mut batch)?;
                }
                if woken.is_gone || self.stop.load(Ordering::Relaxed) {
                    self.is_over = true;
                    batch.push(Input::Stop);
                } else if batch.is_empty() && woken.by_keyboard {
                    batch.extend(self.answer());
                }
            }
            Ok(batch)
        }

        /// Waits until something can be read, at most this long.
        fn wait(&mut self, patience: Option<Duration>) -> io::Result<Woken> {
            let timeout = patience.map(Timespec::try_from).transpose().unwrap_or_default();
            let mut sources = [
                PollFd::new(&self.keyboard, PollFlags::IN),
                PollFd::new(&self.wake, PollFlags::IN),
            ];
            match poll(&mut sources, timeout.as_ref()) {
                Ok(0) => return Ok(Woken { by_time: true, ..Woken::default() }),
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Ok(Woken::default()),
                Err(error) => return Err(error.into()),
            }
            let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            let woken = Woken {
                is_gone: sources[0].revents().intersects(gone),
                by_keyboard: sources[0].revents().contains(PollFlags::IN),
                by_time: false,
            };
            if sources[1].revents().contains(PollFlags::IN) {
                let mut bytes = [0; 64];
                let _ = self.wake.read(&mut bytes)?;
            }
            Ok(woken)
        }

        /// Asks, after the first frame, how wide the terminal draws `…`: the character is
        /// written where two cells are blank, blanked again, and the place behind it asked
        /// for. Nobody waits for the answer; without one everything stays as it is.
        fn ask(&mut self) -> io::Result<()> {
            let Probe::Due(place) = self.probe else { return Ok(()) };
            self.probe = Probe::Asked(place);
            let go = format!("\x1b[{};{}H", place.y + 1, place.x + 1);
            // Write, keep the place, blank, go back to the place, ask.
            let mut out = stdout();
            out.write_all(format!("{go}…\x1b7{go}  \x1b8\x1b[6n").as_bytes())?;
            out.flush()
        }

        /// What came from the terminal was no event: it may be the answer, which crossterm
        /// keeps to itself. Where it is something else, nothing is known.
        fn answer(&mut self) -> Option<Input> {
            let Probe::Asked(place) = self.probe else { return None };
            self.probe = Probe::Done;
            let (column, _) = cursor::position().ok()?;
            Some(Input::Ambiguous { wide: column > place.x + 1 })
        }
    }

    impl Source for Inputs {
        fn next_batch(&mut self, patience: Option<Duration>) -> Option<io::Result<Vec<Input>>> {
            if self.is_over { None } else { Some(self.batch(patience)) }
        }
    }
}

#[cfg(not(unix))]
mod other {
    use super::{Duration, Input, Source, drain};
    use ratatui::crossterm::event;
    use ratatui::layout::Position;
    use std::io;

    /// Inputs of the terminal. Each batch is everything that arrived together.
    pub struct Inputs;

    impl Inputs {
        /// Listens to the terminal.
        ///
        /// # Errors
        /// None here.
        pub fn open(_blank: Option<Position>) -> io::Result<Self> {
            Ok(Self)
        }
    }

    impl Source for Inputs {
        fn next_batch(&mut self, patience: Option<Duration>) -> Option<io::Result<Vec<Input>>> {
            let batch = || {
                if let Some(patience) = patience
                    && !event::poll(patience)?
                {
                    return Ok(Vec::new());
                }
                let mut batch = vec![Input::Event(event::read()?)];
                drain(&mut batch)?;
                Ok(batch)
            };
            Some(batch())
        }
    }
}

//! Keys, pastes, sizes and signals, as they come: nothing wakes the program but them.

#[cfg(unix)]
pub use unix::Inputs;

#[cfg(not(unix))]
pub use other::Inputs;

use crate::tui::{Input, Source};
use ratatui::crossterm::event::{Event, KeyCode, KeyModifiers};
use std::time::Duration;

/// Whether a key stops work that lasts: Esc or Ctrl-C.
fn stops(input: &Input) -> bool {
    let Input::Event(Event::Key(key)) = input else { return false };
    let is_interrupt =
        key.code == KeyCode::Char('c') && key.modifiers.contains(KeyModifiers::CONTROL);
    key.code == KeyCode::Esc || is_interrupt
}

#[cfg(unix)]
mod unix {
    use super::super::decoder::{Decoder, Sent};
    use super::super::measure;
    use super::{Duration, Input, Source};
    use ratatui::crossterm::event::Event;
    use ratatui::layout::{Position, Size};
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    use signal_hook::{flag, low_level};
    use std::fs::File;
    use std::io::{self, IsTerminal, PipeReader, Read, Write, stdin, stdout};
    use std::os::fd::AsFd;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Instant;

    /// Bytes that are read at once; what a terminal holds back is 4096 and more.
    const AT_ONCE: usize = 8192;

    /// Inputs of the terminal and signals of the system. Each batch is everything that
    /// arrived together.
    pub struct Inputs {
        keyboard: File,
        decoder: Decoder,
        /// When what the decoder holds came.
        came: Instant,
        wake: PipeReader,
        stop: Arc<AtomicBool>,
        resized: Arc<AtomicBool>,
        /// Where two blank cells are, to ask the terminal how wide it draws `…`.
        blank: Option<Position>,
        is_asked: bool,
        /// What was typed while work lasted.
        kept: Vec<Input>,
        began: Instant,
        is_gone: bool,
        is_over: bool,
    }

    impl Inputs {
        /// Listens to the terminal, and to SIGTERM, SIGHUP and SIGWINCH. Where `blank` names
        /// a place with two blank cells, the terminal is asked how wide it draws `…`.
        ///
        /// # Errors
        /// There is no terminal, or the system refuses a signal handler.
        pub fn open(blank: Option<Position>) -> io::Result<Self> {
            let (wake, waker) = io::pipe()?;
            let (stop, resized) = (Arc::default(), Arc::default());
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
                flag::register(signal, Arc::clone(&stop))?;
            }
            flag::register(SIGWINCH, Arc::clone(&resized))?;
            // The pipe is written to after the flag is set.
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH] {
                low_level::pipe::register(signal, waker.try_clone()?)?;
            }
            let keyboard = if stdin().is_terminal() {
                stdin().as_fd().try_clone_to_owned()?.into()
            } else {
                File::open("/dev/tty")?
            };
            Ok(Self {
                keyboard,
                decoder: Decoder::default(),
                came: Instant::now(),
                wake,
                stop,
                resized,
                blank,
                is_asked: false,
                kept: Vec::new(),
                began: Instant::now(),
                is_gone: false,
                is_over: false,
            })
        }

        fn batch(&mut self, patience: Option<Duration>) -> io::Result<Vec<Input>> {
            self.ask()?;
            let mut batch = std::mem::take(&mut self.kept);
            let until = patience.map(|patience| Instant::now() + patience);
            self.take_in(&mut batch)?;
            while batch.is_empty() && !self.is_ending() {
                let rest = self.rest();
                let now = Instant::now();
                let left = until.map(|until| until.saturating_duration_since(now));
                if left.is_some_and(|left| left.is_zero()) {
                    break;
                }
                self.wait([left, rest].into_iter().flatten().min())?;
                self.take_in(&mut batch)?;
            }
            if self.is_ending() {
                self.is_over = true;
                batch.push(Input::Stop);
            }
            Ok(batch)
        }

        /// Whether the terminal is gone, or the system wants the program to end.
        fn is_ending(&self) -> bool {
            self.is_gone || self.stop.load(Ordering::Relaxed)
        }

        /// How long the rest of a sequence is still waited for.
        fn rest(&self) -> Option<Duration> {
            let patience = self.decoder.patience()?;
            Some(patience.saturating_sub(self.came.elapsed()))
        }

        /// Takes everything that is there now.
        fn take_in(&mut self, batch: &mut Vec<Input>) -> io::Result<()> {
            while !self.is_gone && self.wait(Some(Duration::ZERO))? {
                let mut bytes = [0; AT_ONCE];
                match self.keyboard.read(&mut bytes) {
                    Ok(0) => self.is_gone = true,
                    Ok(count) => {
                        self.decoder.push(&bytes[..count]);
                        self.came = Instant::now();
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                    // A terminal that has hung up.
                    Err(_) => self.is_gone = true,
                }
            }
            while let Some(sent) = self.decoder.next() {
                batch.extend(self.input(sent));
            }
            if self.rest().is_some_and(|rest| rest.is_zero()) {
                while let Some(sent) = self.decoder.next_without_rest() {
                    batch.extend(self.input(sent));
                }
            }
            if !self.is_gone && self.resized.swap(false, Ordering::Relaxed) {
                let Size { width, height } = measure()?;
                batch.push(Input::Event(Event::Resize(width, height)));
            }
            Ok(())
        }

        fn input(&self, sent: Sent) -> Option<Input> {
            match sent {
                Sent::Event(event) => Some(Input::Event(event)),
                Sent::Cursor { column, .. } => {
                    Some(Input::Ambiguous { wide: column > self.narrow_column()? })
                }
            }
        }

        /// Where the cursor stands behind a `…` that is drawn in one cell, counted from 1.
        fn narrow_column(&self) -> Option<u16> {
            self.blank.map(|blank| blank.x + 2)
        }

        /// Waits until something happens, at most this long; whether there is something to
        /// be read.
        fn wait(&mut self, patience: Option<Duration>) -> io::Result<bool> {
            let timeout = patience.map(Timespec::try_from).transpose().unwrap_or_default();
            let mut sources = [
                PollFd::new(&self.keyboard, PollFlags::IN),
                PollFd::new(&self.wake, PollFlags::IN),
            ];
            match poll(&mut sources, timeout.as_ref()) {
                Ok(_) => {}
                Err(rustix::io::Errno::INTR) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
            let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
            let keyboard = sources[0].revents();
            if sources[1].revents().contains(PollFlags::IN) {
                let mut bytes = [0; 64];
                let _ = self.wake.read(&mut bytes)?;
            }
            self.is_gone |= keyboard.intersects(gone);
            Ok(keyboard.contains(PollFlags::IN))
        }

        /// Asks, behind the first frame, how wide the terminal draws `…`: the character is
        /// written where two cells are blank, the cells are blanked again, and the column
        /// behind it asked for. Nobody waits for the answer; without one everything stays as
        /// it is.
        fn ask(&mut self) -> io::Result<()> {
            let Some(blank) = self.blank.filter(|_| !self.is_asked) else { return Ok(()) };
            self.is_asked = true;
            let row = blank.y + 1;
            self.decoder.expect_cursor(row);
            let go = format!("\x1b[{row};{}H", blank.x + 1);
            let mut out = stdout();
            // Drawn, the place kept, blanked, back to the place and asked: some answer with where
            // the cursor is when all of this has been read.
            out.write_all(format!("{go}…\x1b7{go}  \x1b8\x1b[6n").as_bytes())?;
            out.flush()
        }
    }

    impl Source for Inputs {
        fn next_batch(&mut self, patience: Option<Duration>) -> Option<io::Result<Vec<Input>>> {
            if self.is_over { None } else { Some(self.batch(patience)) }
        }

        fn now(&self) -> Duration {
            self.began.elapsed()
        }

        fn wants_stop(&mut self) -> bool {
            let mut typed = Vec::new();
            let mut look = || -> io::Result<()> {
                self.take_in(&mut typed)?;
                if let Some(rest) = self.rest() {
                    self.wait(Some(rest))?;
                    self.take_in(&mut typed)?;
                }
                Ok(())
            };
            // A terminal that cannot be read is met with again when the work is done.
            let is_unreadable = look().is_err();
            let before = typed.len();
            typed.retain(|input| !super::stops(input));
            let is_asked = typed.len() < before;
            self.kept.append(&mut typed);
            is_asked || is_unreadable || self.is_ending()
        }
    }
}

#[cfg(not(unix))]
mod other {
    use super::{Duration, Input, Source};
    use ratatui::crossterm::event;
    use ratatui::layout::Position;
    use std::io;
    use std::time::Instant;

    /// Inputs of the terminal. Each batch is everything that arrived together.
    pub struct Inputs {
        /// What was typed while work lasted.
        kept: Vec<Input>,
        began: Instant,
    }

    impl Inputs {
        /// Listens to the terminal.
        ///
        /// # Errors
        /// None here.
        pub fn open(_blank: Option<Position>) -> io::Result<Self> {
            Ok(Self { kept: Vec::new(), began: Instant::now() })
        }
    }

    impl Source for Inputs {
        fn next_batch(&mut self, patience: Option<Duration>) -> Option<io::Result<Vec<Input>>> {
            let kept = std::mem::take(&mut self.kept);
            if !kept.is_empty() {
                return Some(Ok(kept));
            }
            let batch = || {
                if let Some(patience) = patience
                    && !event::poll(patience)?
                {
                    return Ok(Vec::new());
                }
                let mut batch = vec![Input::Event(event::read()?)];
                while event::poll(Duration::ZERO)? {
                    batch.push(Input::Event(event::read()?));
                }
                Ok(batch)
            };
            Some(batch())
        }

        fn now(&self) -> Duration {
            self.began.elapsed()
        }

        fn wants_stop(&mut self) -> bool {
            let mut is_asked = false;
            while event::poll(Duration::ZERO).unwrap_or(false) {
                let Ok(event) = event::read() else { break };
                let input = Input::Event(event);
                if super::stops(&input) {
                    is_asked = true;
                } else {
                    self.kept.push(input);
                }
            }
            is_asked
        }
    }
}

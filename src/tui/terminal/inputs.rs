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
    use super::{Duration, Input, Source};
    use ratatui::crossterm::event::{self, Event, KeyCode, KeyModifiers};
    use ratatui::layout::Position;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    use signal_hook::{flag, low_level};
    use std::fs::File;
    use std::io::{self, IsTerminal, PipeReader, Read, Write, stdin, stdout};
    use std::os::fd::{AsFd, OwnedFd};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Instant;

    /// How long the program may take to end after its terminal hung up.
    const LONGEST_END: Duration = Duration::from_secs(30);

    /// The last column that is told in one digit.
    const LAST_OF_ONE_DIGIT: u16 = 9;

    /// Inputs of the terminal and signals of the system. Each batch is everything that
    /// arrived together.
    pub struct Inputs {
        keyboard: OwnedFd,
        wake: PipeReader,
        stop: Arc<AtomicBool>,
        probe: Probe,
        /// Bytes that came since the terminal was asked and made no event.
        unexplained: u64,
        /// What was typed while work lasted.
        kept: Vec<Input>,
        began: Instant,
        /// The terminal is read from.
        is_read: bool,
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
            Ok(Self {
                keyboard,
                wake,
                stop,
                probe,
                unexplained: 0,
                kept: Vec::new(),
                began: Instant::now(),
                is_read: false,
                is_over: false,
            })
        }

        fn batch(&mut self, patience: Option<Duration>) -> io::Result<Vec<Input>> {
            let mut batch = std::mem::take(&mut self.kept);
            let mut is_gone = self.wait(Some(Duration::ZERO))?.is_gone;
            if !is_gone {
                self.ask()?;
                // Also starts crossterm's own handling of sizes before the first wait.
                is_gone = self.drain(&mut batch)?;
            }
            // Each look at the terminal may take in the signal's word, so that is asked first.
            while batch.is_empty() && !is_gone && !self.is_stopped() {
                let woken = self.wait(patience)?;
                if woken.by_time {
                    break;
                }
                is_gone = woken.is_gone || self.drain(&mut batch)?;
            }
            if is_gone || self.is_stopped() {
                self.is_over = true;
                batch.push(Input::Stop);
            }
            Ok(batch)
        }

        /// Before crossterm looks at the terminal for the first time, and behind the first frame,
        /// which is not to wait for it.
        fn begin_to_read(&mut self) -> io::Result<()> {
            if !self.is_read {
                end_reading_at_hang_up()?;
                self.is_read = true;
            }
            Ok(())
        }

        /// Whether the system wants the program to end.
        fn is_stopped(&self) -> bool {
            self.stop.load(Ordering::Relaxed)
        }

        /// Takes everything that is there now; whether the terminal is gone. That is asked
        /// before each look: crossterm reads a terminal that has hung up for ever.
        fn drain(&mut self, batch: &mut Vec<Input>) -> io::Result<bool> {
            self.begin_to_read()?;
            loop {
                if self.wait(Some(Duration::ZERO))?.is_gone {
                    return Ok(true);
                }
                self.came();
                if !event::poll(Duration::ZERO)? {
                    batch.extend(self.answer());
                    return Ok(false);
                }
                let event = event::read()?;
                self.explained(&event);
                batch.push(Input::Event(event));
            }
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
            let woken = Woken { is_gone: sources[0].revents().intersects(gone), by_time: false };
            if sources[1].revents().contains(PollFlags::IN) {
                let mut bytes = [0; 64];
                let _ = self.wake.read(&mut bytes)?;
            }
            Ok(woken)
        }

        /// Asks, behind the first frame, how wide the terminal draws `…`: the character is
        /// written where two cells are blank, blanked again, and the column behind it asked
        /// for, moved to where one cell more makes one digit more. Nobody waits for the answer;
        /// without one everything stays as it is.
        fn ask(&mut self) -> io::Result<()> {
            let Probe::Due(place) = self.probe else { return Ok(()) };
            self.probe = Probe::Asked(place);
            let go = format!("\x1b[{};{}H", place.y + 1, place.x + 1);
            let behind = place.x + 2;
            let (cells, way) = match behind.checked_sub(LAST_OF_ONE_DIGIT) {
                Some(cells) => (cells, 'D'),
                None => (LAST_OF_ONE_DIGIT - behind, 'C'),
            };
            // A move by nothing would be one by one cell.
            let shift = if cells == 0 { String::new() } else { format!("\x1b[{cells}{way}") };
            // Write, keep the place, blank, go back to the place, move, ask.
            let mut out = stdout();
            out.write_all(format!("{go}…\x1b7{go}  \x1b8{shift}\x1b[6n").as_bytes())?;
            out.flush()
        }

        /// Counts the bytes that are there to be read, while an answer is waited for.
        fn came(&mut self) {
            if matches!(self.probe, Probe::Asked(_)) {
                self.unexplained += rustix::io::ioctl_fionread(&self.keyboard).unwrap_or(0);
            }
        }

        /// An event was made of bytes.
        fn explained(&mut self, event: &Event) {
            let bytes = bytes_of(event).unwrap_or(self.unexplained);
            self.unexplained = self.unexplained.saturating_sub(bytes);
        }

        /// The answer, where it has come. crossterm makes no event of it and gives it away only
        /// to who asks the terminal once more; how long it was is enough. So many bytes came and
        /// nothing was made of them.
        fn answer(&mut self) -> Option<Input> {
            let Probe::Asked(place) = self.probe else { return None };
            let of_answer = |column: u16| format!("\x1b[{};{column}R", place.y + 1).len() as u64;
            let narrow = of_answer(LAST_OF_ONE_DIGIT);
            let wide = of_answer(LAST_OF_ONE_DIGIT + 1);
            if ![narrow, wide].contains(&self.unexplained) {
                return None;
            }
            self.probe = Probe::Done;
            Some(Input::Ambiguous { wide: self.unexplained == wide })
        }
    }

    /// How many bytes a key is on the line; none where that cannot be known.
    fn bytes_of(event: &Event) -> Option<u64> {
        let Event::Key(key) = event else {
            return matches!(event, Event::Resize(..)).then_some(0);
        };
        let is_plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
        match key.code {
            KeyCode::Char(c) if is_plain => Some(c.len_utf8() as u64),
            KeyCode::Char(c) if key.modifiers == KeyModifiers::CONTROL && c.is_ascii() => Some(1),
            KeyCode::Enter | KeyCode::Tab | KeyCode::Backspace | KeyCode::Esc if is_plain => {
                Some(1)
            }
            // As xterm sends them; many have no longer form.
            KeyCode::Up
            | KeyCode::Down
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::BackTab
                if is_plain =>
            {
                Some(3)
            }
            KeyCode::PageUp | KeyCode::PageDown | KeyCode::Insert | KeyCode::Delete if is_plain => {
                Some(4)
            }
            _ => None,
        }
    }

    /// Where the terminal hangs up at the very moment crossterm looks at it, crossterm reads
    /// its end for ever. A thread that sleeps until the hang-up gives it an empty pipe to read
    /// instead, from which it comes back; the program then ends as ever. Should it not, it is
    /// ended: what was entered is in the journal.
    fn end_reading_at_hang_up() -> io::Result<()> {
        let (mut hung_up, waker) = io::pipe()?;
        low_level::pipe::register(SIGHUP, waker)?;
        let (nothing, keeps_it_open) = io::pipe()?;
        rustix::io::ioctl_fionbio(&nothing, true)?;
        // Asked now: one that has hung up says it is no terminal.
        let is_read = stdin().is_terminal();
        std::thread::spawn(move || {
            let is_signal = hung_up.read(&mut [0]).is_ok_and(|count| count > 0);
            if is_signal && is_read {
                // Where this fails, the end below is left.
                let _ = rustix::stdio::dup2_stdin(&nothing);
            }
            if is_signal {
                std::thread::sleep(LONGEST_END);
                std::process::exit(128 + SIGHUP);
            }
            drop(keeps_it_open);
        });
        Ok(())
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
            // A terminal that is gone is met with when the work is done, which is then soon.
            let is_gone = self.drain(&mut typed).unwrap_or(true);
            let before = typed.len();
            typed.retain(|input| !super::stops(input));
            let is_asked = typed.len() < before;
            self.kept.append(&mut typed);
            is_asked || is_gone || self.is_stopped()
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

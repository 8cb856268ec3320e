//! Lines as they are typed, until the input or the system ends them.

#[cfg(unix)]
pub use unix::Lines;

#[cfg(not(unix))]
pub use other::Lines;

/// As long as a line may be: a remark is far shorter, and a file that is no text ends here.
const LONGEST: usize = 1 << 20;

/// A line without its end; what is no UTF-8 is shown as such.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned()
}

#[cfg(unix)]
mod unix {
    use super::{LONGEST, text};
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::low_level::pipe;
    use std::io::{self, PipeReader, Stdin, stdin};

    /// Lines of standard input. A signal ends them like the end of the input does, so that
    /// the program can save first.
    pub struct Lines {
        input: Stdin,
        stop: PipeReader,
        read: Vec<u8>,
        is_over: bool,
    }

    impl Lines {
        /// Listens to standard input, and to SIGTERM, SIGHUP, SIGINT and SIGQUIT.
        ///
        /// # Errors
        /// The system refuses a signal handler.
        pub fn open() -> io::Result<Self> {
            let (stop, waker) = io::pipe()?;
            for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
                pipe::register(signal, waker.try_clone()?)?;
            }
            Ok(Self { input: stdin(), stop, read: Vec::new(), is_over: false })
        }

        /// Waits for more of a line; whether there is more.
        fn read_on(&mut self) -> io::Result<bool> {
            loop {
                let mut sources = [
                    PollFd::new(&self.input, PollFlags::IN),
                    PollFd::new(&self.stop, PollFlags::IN),
                ];
                match poll(&mut sources, None) {
                    Ok(_) => {}
                    Err(rustix::io::Errno::INTR) => continue,
                    Err(error) => return Err(error.into()),
                }
                if sources[1].revents().contains(PollFlags::IN) {
                    return Ok(false);
                }
                let mut bytes = [0; 4096];
                // Past the buffer of standard input, which poll knows nothing of.
                let count = rustix::io::read(&self.input, &mut bytes)?;
                self.read.extend_from_slice(&bytes[..count]);
                return Ok(count > 0);
            }
        }

        fn line(&mut self) -> io::Result<Option<String>> {
            let mut looked = 0;
            loop {
                let end = self.read[looked..].iter().position(|byte| *byte == b'\n');
                if let Some(end) = end {
                    let line = text(&self.read[..=looked + end]);
                    self.read.drain(..=looked + end);
                    return Ok(Some(line));
                }
                looked = self.read.len();
                if looked > LONGEST {
                    return Err(io::Error::from(io::ErrorKind::FileTooLarge));
                }
                if !self.read_on()? {
                    self.is_over = true;
                    let rest = text(&std::mem::take(&mut self.read));
                    return Ok((!rest.is_empty()).then_some(rest));
                }
            }
        }
    }

    impl Iterator for Lines {
        type Item = io::Result<String>;

        fn next(&mut self) -> Option<Self::Item> {
            if self.is_over { None } else { self.line().transpose() }
        }
    }
}

#[cfg(not(unix))]
mod other {
    use super::{LONGEST, text};
    use std::io::{self, BufRead, Read, stdin};

    /// Lines of standard input.
    pub struct Lines;

    impl Lines {
        /// Listens to standard input.
        ///
        /// # Errors
        /// None here.
        pub fn open() -> io::Result<Self> {
            Ok(Self)
        }
    }

    impl Iterator for Lines {
        type Item = io::Result<String>;

        fn next(&mut self) -> Option<Self::Item> {
            let mut line = Vec::new();
            let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
            let read = stdin().lock().take(most).read_until(b'\n', &mut line);
            match read {
                Ok(0) => None,
                Ok(_) => Some(Ok(text(&line))),
                Err(error) => Some(Err(error)),
            }
        }
    }
}

//! A program in a real pseudo-terminal, read through an emulator.
#![cfg(unix)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// The running program and the screen it draws.
pub(crate) struct Running {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    pub(crate) output: Receiver<Vec<u8>>,
    /// Everything it wrote.
    bytes: Vec<u8>,
    screen: vt100::Parser,
    /// The case it belongs to, for whoever reads of its failure.
    pub(crate) of: &'static str,
}

impl Running {
    /// The program with its data in this folder.
    pub(crate) fn start(data: &Path, color: bool) -> Self {
        Self::start_as(data, color, Path::new(""))
    }

    /// The program with its data in this folder and a configuration.
    pub(crate) fn start_with(data: &Path, config: &Path) -> Self {
        Self::start_as(data, true, config)
    }

    fn start_as(data: &Path, color: bool, config: &Path) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kaohe"));
        command.env("KAOHE_DATA_DIR", data);
        command.env("KAOHE_CONFIG", config);
        command.env("KAOHE_LANG", "zh_CN.UTF-8");
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", if color { "" } else { "1" });
        Self::run(command)
    }

    /// Any program.
    pub(crate) fn run(command: CommandBuilder) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let keyboard = pair.master.take_writer().expect("a keyboard");
        let mut reader = pair.master.try_clone_reader().expect("a screen");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || sender.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let cells = |count| NonZero::new(count).expect("more than none");
        let screen = vt100::Parser::new(cells(24), cells(80), 0);
        Self { child, master: pair.master, keyboard, output, bytes: Vec::new(), screen, of: "" }
    }

    /// Waits until the screen shows this text.
    pub(crate) fn await_text(&mut self, text: &str) {
        let start = Instant::now();
        while !self.screen.screen().contents().contains(text) {
            let seen = self.screen.screen().contents();
            assert!(start.elapsed() < PATIENCE, "{}: never saw {text} in\n{seen}", self.of);
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.screen.process(&bytes);
                self.bytes.extend(bytes);
            }
        }
    }

    /// Waits until it has written this, which no screen shows.
    pub(crate) fn await_bytes(&mut self, bytes: &str) {
        let start = Instant::now();
        while !String::from_utf8_lossy(&self.bytes).contains(bytes) {
            assert!(start.elapsed() < PATIENCE, "{}: never wrote {bytes:?}", self.of);
            if let Ok(more) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.screen.process(&more);
                self.bytes.extend(more);
            }
        }
    }

    /// Where a `…` was drawn behind which it asked for the cursor: row and column, from 1.
    pub(crate) fn asked_behind(&mut self) -> (u16, u16) {
        self.await_bytes("\x1b[6n");
        let bytes = String::from_utf8_lossy(&self.bytes);
        let place = bytes.split("…\x1b7").next().and_then(|before| before.rsplit("\x1b[").next());
        let (row, column) = place.and_then(|place| place.split_once(';')).expect("a place");
        let column = column.trim_end_matches('H');
        (row.parse().expect("a row"), column.parse().expect("a column"))
    }

    /// How long it takes until the screen shows this text.
    pub(crate) fn time_to(&mut self, text: &str) -> Duration {
        let start = Instant::now();
        self.await_text(text);
        start.elapsed()
    }

    /// Types.
    pub(crate) fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("a key");
        self.keyboard.flush().expect("a key");
    }

    /// The screen when everything that was written has arrived; the program is over.
    pub(crate) fn last_screen(&mut self) -> String {
        self.child.wait().expect("a child");
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
            self.screen.process(&bytes);
        }
        self.screen.screen().contents()
    }

    /// Sends a signal.
    pub(crate) fn send(&self, signal: &str) {
        let id = self.child.process_id().expect("an id").to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status();
        assert!(sent.expect("a signal").success());
    }

    /// Waits for the end; the exit code and the last that was written.
    pub(crate) fn end(mut self) -> (u32, String) {
        let start = Instant::now();
        let code = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.bytes.extend(bytes);
        }
        (code, String::from_utf8_lossy(&self.bytes).into_owned())
    }
}

/// Makes a session for 示例镇水利站 and leaves the cursor on its first clause.
pub(crate) fn make_session(mut program: Running) -> Running {
    program.await_text("还没有考核记录");
    program.press("n");
    program.await_text("新建考核");
    program.press("\t示例镇水利站\x13");
    program.await_text("未评");
    program
}

/// The one file of a folder with this ending.
pub(crate) fn file_text(folder: &Path, ending: &str) -> String {
    let folder = std::fs::read_dir(folder).expect("the sessions");
    let paths = folder.map(|entry| entry.expect("a file").path());
    let path = paths.into_iter().find(|path| path.to_string_lossy().ends_with(ending));
    std::fs::read_to_string(path.expect("a file")).expect("a text")
}

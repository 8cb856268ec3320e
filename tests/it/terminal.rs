//! The program in a real pseudo-terminal, read through an emulator.
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
struct Running {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// Everything it wrote.
    bytes: Vec<u8>,
    screen: vt100::Parser,
}

impl Running {
    fn start(data: &Path, color: bool) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kaohe"));
        command.env("KAOHE_DATA_DIR", data);
        command.env("KAOHE_LANG", "zh_CN.UTF-8");
        command.env("TERM", "xterm-256color");
        command.env("NO_COLOR", if color { "" } else { "1" });
        Self::run(command)
    }

    fn run(command: CommandBuilder) -> Self {
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
        Self { child, master: pair.master, keyboard, output, bytes: Vec::new(), screen }
    }

    /// Waits until the screen shows this text.
    fn await_text(&mut self, text: &str) {
        let start = Instant::now();
        while !self.screen.screen().contents().contains(text) {
            let seen = self.screen.screen().contents();
            assert!(start.elapsed() < PATIENCE, "never saw {text} in\n{seen}");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.screen.process(&bytes);
                self.bytes.extend(bytes);
            }
        }
    }

    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("a key");
        self.keyboard.flush().expect("a key");
    }

    /// Waits for the end; the exit code and the last that was written.
    fn end(mut self) -> (u32, String) {
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
fn with_new_session(data: &Path) -> Running {
    let mut program = Running::start(data, true);
    program.await_text("还没有考核记录");
    program.press("n");
    program.await_text("新建考核");
    program.press("\t示例镇水利站\x13");
    program.await_text("未评");
    program
}

fn session_text(data: &Path) -> String {
    let folder = std::fs::read_dir(data.join("sessions")).expect("the sessions");
    let paths = folder.map(|entry| entry.expect("a file").path());
    let path = paths.into_iter().find(|path| path.to_string_lossy().ends_with(".kaohe.yaml"));
    std::fs::read_to_string(path.expect("a session")).expect("a session")
}

#[test]
fn from_the_first_key_to_the_saved_session() {
    let data = tempfile::tempdir().expect("a folder");
    let mut program = with_new_session(data.path());
    program.press("m");
    program.await_text("1/78");
    assert!(session_text(data.path()).contains("done"), "what is seen is saved");
    program.press("q");
    program.await_text("1 份考核记录");
    program.press("q");
    let (code, bytes) = program.end();
    assert_eq!(code, 0);
    for given_back in ["\x1b[?2004l", "\x1b[?1049l", "\x1b[?25h"] {
        assert!(bytes.ends_with(given_back) || bytes.contains(given_back), "{given_back:?}");
    }
}

#[test]
fn a_signal_ends_it_and_gives_the_terminal_back() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let data = tempfile::tempdir().expect("a folder");
        let mut program = with_new_session(data.path());
        program.press(" ");
        program.await_text("1/78");
        let id = program.child.process_id().expect("an id").to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status();
        assert!(sent.expect("a signal").success());
        let (code, bytes) = program.end();
        assert_eq!(code, 0, "{signal}");
        assert!(bytes.contains("\x1b[?1049l") && bytes.contains("\x1b[?2004l"), "{signal}");
        assert!(session_text(data.path()).contains("done"), "{signal}");
    }
}

/// Run by the next test, in a terminal of its own.
#[test]
#[ignore = "it panics on the screen on purpose"]
fn panics_on_the_screen() {
    let _screen = kaohe::tui::terminal::Screen::open().expect("a terminal");
    panic!("on purpose \u{1B}]0;x\u{7}");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_is_told() {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    let child = "terminal::panics_on_the_screen";
    command.args(["--ignored", "--exact", child, "--nocapture", "--test-threads=1"]);
    let (_, bytes) = Running::run(command).end();
    let place = |text: &str| bytes.find(text).unwrap_or_else(|| panic!("no {text:?} in {bytes}"));
    assert!(place("\x1b[?1049h") < place("\x1b[?2004l"));
    assert!(place("\x1b[?2004l") < place("\x1b[?1049l"));
    let message = place("on purpose ␛]0;x␇");
    assert!(place("\x1b[?1049l") < message, "the message stays to be read");
}

#[test]
fn it_follows_the_size_of_the_terminal() {
    let data = tempfile::tempdir().expect("a folder");
    let mut program = with_new_session(data.path());
    let size = PtySize { rows: 15, cols: 50, pixel_width: 0, pixel_height: 0 };
    program.master.resize(size).expect("another size");
    program.await_text("窗口太小");
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    program.master.resize(size).expect("another size");
    program.await_text("合计");
    program.press("qq");
    assert_eq!(program.end().0, 0);
}

#[test]
fn nothing_of_a_file_reaches_the_terminal_as_a_command() {
    let data = tempfile::tempdir().expect("a folder");
    crate::hostile::write(data.path());
    let mut program = Running::start(data.path(), true);
    program.await_text("1 份考核记录");
    program.press("\r");
    program.await_text("␛]52;c;UFdORUQ=␇");
    program.press("jjjjoo\x1b");
    program.press("?");
    program.press("q");
    program.press("q");
    program.await_text("1 份考核记录");
    program.press("q");
    let (code, bytes) = program.end();
    assert_eq!(code, 0);
    crate::hostile::assert_own_sequences(&bytes);
}

#[test]
fn nobody_types_and_nothing_is_written() {
    let data = tempfile::tempdir().expect("a folder");
    let mut program = Running::start(data.path(), false);
    program.await_text("还没有考核记录");
    thread::sleep(Duration::from_millis(300));
    while program.output.try_recv().is_ok() {}
    thread::sleep(Duration::from_millis(700));
    assert!(program.output.try_recv().is_err());
    program.press("q");
    let (code, bytes) = program.end();
    assert_eq!(code, 0);
    assert!(!bytes.contains("\x1b[38;5;"), "NO_COLOR is respected");
}

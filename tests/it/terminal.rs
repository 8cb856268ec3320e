//! The program in a real pseudo-terminal, read through an emulator.
#![cfg(unix)]

use crate::running::{Running, file_text, make_session};
use portable_pty::{CommandBuilder, PtySize};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// Makes a session and leaves the cursor on its first clause.
fn with_new_session(data: &Path) -> Running {
    make_session(Running::start(data, true))
}

#[test]
fn from_the_first_key_to_the_saved_session() {
    let data = tempfile::tempdir().expect("a folder");
    let mut program = with_new_session(data.path());
    program.press("m");
    program.await_text("1/78");
    let journal = file_text(&data.path().join("sessions"), ".journal");
    assert!(journal.contains("is: {task: done}"), "what is seen is in the journal: {journal}");
    program.press("q");
    program.await_text("1 份考核记录");
    assert!(file_text(&data.path().join("sessions"), ".yaml").contains("{task: done}"));
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
        program.send(signal);
        let (code, bytes) = program.end();
        assert_eq!(code, 0, "{signal}");
        assert!(bytes.contains("\x1b[?1049l") && bytes.contains("\x1b[?2004l"), "{signal}");
        assert!(
            file_text(&data.path().join("sessions"), ".yaml").contains("{task: done}"),
            "{signal}"
        );
    }
}

#[test]
fn what_was_not_confirmed_when_the_line_dropped_is_kept_and_told() {
    let data = tempfile::tempdir().expect("a folder");
    let mut program = with_new_session(data.path());
    program.press("r");
    program.await_text("说明");
    program.press("缺纪要");
    program.await_text("缺纪要");
    program.send("HUP");
    assert_eq!(program.end().0, 0);
    let journal = file_text(&data.path().join("sessions"), ".journal");
    assert!(journal.contains("step: unconfirmed"), "{journal}");
    let mut again = Running::start(data.path(), true);
    again.await_text("1 份考核记录");
    again.press("\r");
    again.await_text("没按确认");
    again.press("q");
    again.await_text("1 份考核记录");
    again.press("q");
    assert_eq!(again.end().0, 0);
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

/// Only presses and the wheel are asked for, and nothing is asked for any more at the end.
#[test]
fn the_mouse_is_given_back() {
    let data = tempfile::tempdir().expect("a folder");
    let config = data.path().join("config.yaml");
    std::fs::write(&config, "mouse: on\nkeys: {start: {new-session: [C-n]}}\n").expect("a file");
    let mut program = Running::start_with(data.path(), &config);
    program.await_text("还没有考核记录");
    program.press("n");
    program.press("\x0e");
    program.await_text("新建考核");
    program.send("TERM");
    let (code, bytes) = program.end();
    assert_eq!(code, 0);
    let place = |text: &str| bytes.find(text).unwrap_or_else(|| panic!("no {text:?} in {bytes}"));
    assert!(place("\x1b[?1000h\x1b[?1006h") < place("\x1b[?1006l\x1b[?1000l"));
    assert!(place("\x1b[?1006l\x1b[?1000l") < place("\x1b[?1049l"));
    for moves in ["\x1b[?1002h", "\x1b[?1003h"] {
        assert!(!bytes.contains(moves), "{moves:?}");
    }
}

/// What comes instead of an answer and makes no key: a terminal says what it is, or something
/// nobody understands.
#[test]
fn a_key_is_answered_at_once_where_the_terminal_never_says_how_wide_it_draws() {
    for nothing in ["\x1b[?62;22c", "\x1b[99;99X"] {
        let data = tempfile::tempdir().expect("a folder");
        let mut program = Running::start(data.path(), true);
        program.await_text("还没有考核记录");
        program.await_bytes("\x1b[6n");
        program.press(nothing);
        thread::sleep(Duration::from_millis(100));
        program.press("n");
        let time = program.time_to("新建考核");
        assert!(time < Duration::from_millis(1500), "{nothing:?}: {time:?}");
        program.send("TERM");
        assert_eq!(program.end().0, 0);
    }
}

/// A terminal that draws `…` in two cells says so, also behind a key that was typed at the same
/// time, and gets marks it draws in one.
#[test]
fn the_answer_is_heeded_with_and_without_a_key_before_it() {
    let cases = [("", 2, ">"), ("jj", 2, ">"), ("\x1b[B", 2, ">"), ("\x1b", 2, ">"), ("", 1, "▸")];
    for (typed, cells, mark) in cases {
        let data = tempfile::tempdir().expect("a folder");
        let mut program = with_new_session(data.path());
        program.await_text("▸");
        program.press("q");
        program.await_text("1 份考核记录");
        program.press("q");
        assert_eq!(program.end().0, 0);
        let mut program = Running::start(data.path(), true);
        program.await_text("1 份考核记录");
        let (row, column) = program.asked_behind();
        program.press(&format!("{typed}\x1b[{row};{}R", column + cells));
        program.press("\r");
        program.await_text("合计");
        program.await_text(mark);
        program.send("TERM");
        assert_eq!(program.end().0, 0);
    }
}

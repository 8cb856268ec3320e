//! From the start of the program to its first frame, against the smallest
//! ratatui program, in turn and in one run. Bar: 1.5 times for the program as it
//! starts, on the list of sessions; opening a session reads its rubric besides.
//!
//! The bench starts itself a second time as that smallest program: a frame of
//! Chinese rows, then waiting for a key.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use ratatui::crossterm::event;
use ratatui::widgets::Paragraph;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, io};

const RUNS: usize = 31;
const SMALLEST: &str = "KAOHE_BENCH_SMALLEST";
/// What stands on the last line of each first frame.
const SMALLEST_SHOWS: &str = "READY";
const LIST_SHOWS: &str = "新建考核";
const SESSION_SHOWS: &str = "可能区间";

fn main() -> io::Result<()> {
    if env::var_os(SMALLEST).is_some() {
        return smallest();
    }
    // `cargo test --benches` only wants to know that it builds.
    if env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let home = tempfile::tempdir()?;
    let session = home.path().join("甲.kaohe.yaml");
    let worked = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sessions/2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml");
    fs::copy(worked, &session)?;
    let program = |arguments: &[&OsStr]| {
        let mut program = CommandBuilder::new(env!("CARGO_BIN_EXE_kaohe"));
        program.args(arguments);
        program.env("KAOHE_DATA_DIR", home.path());
        program.env("KAOHE_LANG", "zh_CN.UTF-8");
        program
    };
    let list = program(&[]);
    let open = program(&[OsStr::new("open"), session.as_os_str()]);
    let mut smallest = CommandBuilder::new(env::current_exe()?);
    smallest.env(SMALLEST, "1");
    let (mut lists, mut opens, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RUNS {
        lists.push(first_frame(&list, LIST_SHOWS)?);
        opens.push(first_frame(&open, SESSION_SHOWS)?);
        theirs.push(first_frame(&smallest, SMALLEST_SHOWS)?);
    }
    let theirs = median(&mut theirs);
    tell("smallest ratatui program", theirs, theirs)?;
    tell("kaohe, list of sessions", median(&mut lists), theirs)?;
    tell("kaohe open SESSION", median(&mut opens), theirs)
}

fn tell(what: &str, taken: Duration, smallest: Duration) -> io::Result<()> {
    let hundredths = taken.as_micros() * 100 / smallest.as_micros().max(1);
    let (whole, part) = (hundredths / 100, hundredths % 100);
    writeln!(io::stdout(), "first frame, {what}: {taken:?}, {whole}.{part:02} times")
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// How long a program takes to show a text in a terminal of 80 × 24.
fn first_frame(command: &CommandBuilder, text: &str) -> io::Result<Duration> {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).map_err(io::Error::other)?;
    let mut reader = pair.master.try_clone_reader().map_err(io::Error::other)?;
    let start = Instant::now();
    let mut child = pair.slave.spawn_command(command.clone()).map_err(io::Error::other)?;
    let mut seen = Vec::new();
    let mut bytes = [0; 16 * 1024];
    let shown = |seen: &[u8]| seen.windows(text.len()).any(|part| part == text.as_bytes());
    while !shown(&seen) {
        let count = reader.read(&mut bytes)?;
        seen.extend_from_slice(&bytes[..count]);
    }
    let taken = start.elapsed();
    child.kill()?;
    child.wait()?;
    Ok(taken)
}

/// One frame and one key: what any ratatui program has to do.
fn smallest() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let rows: Vec<String> =
        (1..24).map(|row| format!("{row} 未制定年度检查计划的扣2分；无检查、复查台账的")).collect();
    terminal.draw(|frame| {
        let text = format!("{}\n{SMALLEST_SHOWS}", rows.join("\n"));
        frame.render_widget(Paragraph::new(text), frame.area());
    })?;
    event::read()?;
    ratatui::try_restore()
}

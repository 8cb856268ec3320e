//! The real program, killed and crowded out: what was on its screen is on the disk.
#![cfg(unix)]

use crate::fixtures::project_file;
use crate::running::Running;
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::{Holder, lock};
use kaohe::storage::open::open;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How often the program is killed on each of several files, side by side: most of the time
/// it is waited for.
const KILLS: u32 = 50;
const FILES: u32 = 4;
/// A clause that counts without end.
const CLAUSE: &str = "1/2";

fn rubrics() -> PathBuf {
    project_file("tests/it/crash")
}

/// A new session of the small rubric.
fn new_session(folder: &Path) -> PathBuf {
    let path = folder.join("甲.kaohe.yaml");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaohe"));
    command.args(["new", "review", "--unit", "示例镇水利站", "--rubrics"]).arg(rubrics());
    let made = command.arg("--out").arg(&path).output().expect("the program starts");
    assert!(made.status.success(), "{made:?}");
    path
}

fn command(path: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kaohe"));
    command.args(["open".as_ref(), path.as_os_str(), "--rubrics".as_ref(), rubrics().as_os_str()]);
    command.env("KAOHE_LANG", "zh_CN.UTF-8");
    command.env("TERM", "xterm-256color");
    command
}

/// The program with this session open and the cursor on the counting clause.
fn counting(path: &Path) -> Running {
    let mut program = Running::run(command(path));
    program.await_text("合计");
    program.press("gjjj");
    program.await_text("规则 每次扣 1");
    program
}

fn count_on_disk(catalogue: &Catalogue, path: &Path) -> u32 {
    let session = open(catalogue, path).unwrap_or_else(|error| panic!("{error:?}")).session;
    session.entry(CLAUSE).map_or(0, kaohe::session::Entry::count)
}

/// The count that the screen shows: `记录 3 次`.
fn count_on_screen(screen: &str) -> u32 {
    let behind = screen.split("记录 ").nth(1).unwrap_or_default();
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

#[test]
fn killed_at_any_moment_it_keeps_what_was_on_the_screen() {
    std::thread::scope(|scope| {
        for seed in 1..=FILES {
            scope.spawn(move || killed_again_and_again(seed));
        }
    });
}

fn killed_again_and_again(mut seed: u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = new_session(folder.path());
    let catalogue = Catalogue::load(&[rubrics()]);
    let mut random = |most: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % most
    };
    let (mut known, mut pressed) = (0, 0);
    for kill in 0..KILLS {
        let mut program = counting(&path);
        for _ in 0..=random(3) {
            let keys = random(4);
            program.press(&"+".repeat(keys as usize));
            pressed += keys;
            sleep(Duration::from_millis(u64::from(random(12))));
        }
        // Now and then the file is being written at that time.
        sleep(Duration::from_millis(if kill % 4 == 0 { 395 + u64::from(random(15)) } else { 0 }));
        program.send("KILL");
        let shown = count_on_screen(&program.last_screen());
        let found = count_on_disk(&catalogue, &path);
        assert!(found >= shown && found >= known, "{kill}: {shown} on the screen, {found} found");
        assert!(found <= pressed, "{kill}: {pressed} pressed, {found} found");
        known = found;
    }
    assert!(known > KILLS / 2, "{known} of {pressed} keys arrived");
}

/// The second one sees who works on a file, changes nothing, and takes over when the first is
/// gone, however it went.
#[test]
fn two_on_one_file_take_turns() {
    for gone in ["KILL", "TERM"] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = new_session(folder.path());
        let catalogue = Catalogue::load(&[rubrics()]);
        let mut first = counting(&path);
        first.press("++");
        first.await_text("记录 2 次");
        let mut second = counting(&path);
        second.await_text("记录 2 次");
        second.press("+");
        second.await_text("正在编辑");
        second.press("w");
        second.await_text("正在编辑");
        first.press("+");
        first.await_text("记录 3 次");
        assert_eq!(count_on_disk(&catalogue, &path), 3, "{gone}");
        first.send(gone);
        first.last_screen();
        second.press("w");
        second.await_text("记录 3 次");
        second.press("+");
        second.await_text("记录 4 次");
        second.press("q");
        assert_eq!(second.end().0, 0);
        assert_eq!(count_on_disk(&catalogue, &path), 4, "{gone}");
    }
}

/// The line drops while keys are on their way: the program ends, what it had taken in is on
/// the disk, and the file is free for the next one.
#[test]
fn a_line_that_drops_ends_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = new_session(folder.path());
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    for drop_after in 0..100 {
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut child = pair.slave.spawn_command(command(&path)).expect("the program starts");
        drop(pair.slave);
        let mut keyboard = pair.master.take_writer().expect("a keyboard");
        let mut screen = pair.master.try_clone_reader().expect("a screen");
        let mut seen = Vec::new();
        while !String::from_utf8_lossy(&seen).contains("合计") {
            let mut bytes = [0; 4096];
            let count = screen.read(&mut bytes).expect("a screen");
            seen.extend(&bytes[..count]);
        }
        keyboard.write_all("gjjj++++".as_bytes()).expect("keys");
        sleep(Duration::from_micros(100 * drop_after));
        drop((keyboard, screen, pair.master));
        let start = Instant::now();
        while child.try_wait().expect("a child").is_none() {
            assert!(start.elapsed() < Duration::from_secs(20), "{drop_after}: it goes on");
            sleep(Duration::from_millis(2));
        }
        assert!(lock(&path, &Holder::default()).is_ok(), "{drop_after}: still locked");
    }
    let opened = open(&Catalogue::load(&[rubrics()]), &path).expect("a session");
    assert!(opened.session.entry(CLAUSE).is_some_and(|entry| entry.count() > 0));
}

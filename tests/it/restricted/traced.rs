//! Every path the program names to the system, as strace tells.

use super::{World, command};
use crate::fixtures::skipped;
use crate::running::Running;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is looked at before the program is confined: libraries, the zone, who is here.
const AT_START: [&str; 10] = [
    "/etc/ld.so.",
    "/lib/",
    "/lib64/",
    "/usr/lib/",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/etc/passwd",
    "/etc/nsswitch.conf",
    "/proc/self/",
    "/dev/tty",
];
/// What lies outside and is still opened then.
const AFTERWARDS: [&str; 1] = ["/dev/tty"];

#[test]
fn every_path_lies_in_the_directory() {
    if Command::new("strace").arg("-V").output().is_err() {
        skipped("strace is not installed");
        return;
    }
    let world = World::new();
    let log = world.outside.join("log");
    let log_name = log.display().to_string();
    let calls = "trace=%file,landlock_restrict_self";
    let program = env!("CARGO_BIN_EXE_kaohe");
    let strace = ["strace", "-f", "-y", "-e", calls, "-o", &log_name, program];
    let mut program = Running::run(command(&strace, &world.dir, &world.outside));
    for (seen, keys) in [
        ("里面的单位", "n"),
        ("新建考核", "\t示例\x13"),
        ("未评", "m"),
        ("1/35", "q"),
        ("2 份考核记录", "q"),
    ] {
        program.await_text(seen);
        program.press(keys);
    }
    assert_eq!(program.end().0, 0);
    let log = fs::read_to_string(&log).expect("the log");
    if !log.contains("openat") {
        skipped("strace may not trace here");
        return;
    }
    let dir = world.dir.display().to_string();
    let (mut is_confined, mut inside) = (false, 0);
    // The first line starts the program itself.
    for line in log.lines().skip(1) {
        is_confined |= line.contains("landlock_restrict_self") && line.ends_with("= 0");
        for path in quoted(line) {
            // A name alone is that of something in an open folder, which `-y` tells.
            let is_name = !path.contains('/') && path != ".." && line.contains(&format!("<{dir}"));
            let is_inside = path == dir || path.starts_with(&format!("{dir}/")) || is_name;
            inside += usize::from(is_inside);
            // Looking for a folder's real name asks for those above it; looking for an
            // account's name, for the root.
            let is_asked = line.contains("readlink") || line.contains("newfstatat");
            let is_above = is_asked && Path::new(&dir).starts_with(path);
            let known: &[&str] = if is_confined { &AFTERWARDS } else { &AT_START };
            let is_known = known.iter().any(|known| path.starts_with(known));
            assert!(is_inside || is_known || (is_above && !is_confined), "{line}");
        }
    }
    assert!(inside > 20, "it was traced: {log}");
}

/// The texts in quotes, which strace gives whole where they are paths; an empty one means a
/// file that is open already.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2).filter(|text| !text.is_empty())
}

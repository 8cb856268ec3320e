//! The user guide shows what the program does: its screens are drawn, its walks are played,
//! and their keys are counted. `UPDATE_DOCS=1 cargo test --test it handbook` writes them anew.
//!
//! Two comments in the guide say what stands behind them:
//!
//! ```text
//! <!-- screen NAME | TITLE | SESSION FILE or RUBRIC | WIDTHxHEIGHT | KEYS -->   a picture
//! <!-- walk NAME | SESSION FILE, list or pair | WIDTHxHEIGHT                    a table
//! WHAT IS DONE | KEYS
//! -->
//! ```
//!
//! What is generated ends with `<!-- end -->`. A picture is a file in `docs/screens/` with the
//! same screen as text behind it.

mod picture;

use crate::fixtures::project_file;
use crate::screens::play::{Fixture, Seen, played, script};
use crate::screens::start::{opened_with_sessions, started};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use tempfile::TempDir;

const GUIDE: &str = "docs/使用指南.md";
const END: &str = "<!-- end -->";

/// What the guide must be, and the pictures beside it by their names.
fn made(guide: &str) -> (String, BTreeMap<String, String>) {
    let (mut text, mut pictures, mut rest) = (String::new(), BTreeMap::new(), guide);
    while let Some(at) = rest.find("<!-- ") {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let (comment, after) = from.split_once("-->").expect("a comment ends");
        let words = comment.trim_start_matches("<!-- ").trim_end();
        let generated = match words.split_once(' ') {
            Some(("screen", asked)) => screen(asked, &mut pictures),
            Some(("walk", asked)) => walk(asked, &mut pictures),
            _ => {
                let _ = write!(text, "{comment}-->");
                rest = after;
                continue;
            }
        };
        let (_, behind) = after.split_once(END).unwrap_or_else(|| panic!("no {END}: {words}"));
        let _ = write!(text, "{comment}-->\n\n{generated}\n{END}");
        rest = behind;
    }
    text.push_str(rest);
    (text, pictures)
}

fn parts<const N: usize>(asked: &str) -> [&str; N] {
    let parts: Vec<&str> = asked.split('|').map(str::trim).collect();
    parts.try_into().unwrap_or_else(|parts| panic!("{N} parts: {parts:?}"))
}

fn size(asked: &str) -> (u16, u16) {
    let (width, height) = asked.split_once('x').expect("WIDTHxHEIGHT");
    (width.parse().expect("a width"), height.parse().expect("a height"))
}

fn screen(asked: &str, pictures: &mut BTreeMap<String, String>) -> String {
    let [name, title, source, at, keys] = parts(asked);
    let (width, height) = size(at);
    let seen =
        if fs::exists(project_file("rubrics").join(format!("{source}.yaml"))).is_ok_and(|is| is) {
            played(&Fixture::new(source, ""), keys, width, height)
        } else {
            opened_with_sessions(source, keys, width, height)
        };
    shown(name, title, &seen, pictures)
}

/// The picture, and its text for whoever cannot see it.
fn shown(name: &str, title: &str, seen: &Seen, pictures: &mut BTreeMap<String, String>) -> String {
    pictures.insert(format!("{name}.svg"), picture::svg(title, &seen.buffer));
    let text = crate::screens::play::lines(&seen.buffer).join("\n");
    format!(
        "![{title}](screens/{name}.svg)\n\n<details><summary>{title}（文字）</summary>\n\n\
         ```text\n{text}\n```\n\n</details>\n"
    )
}

/// The steps with the number of keys of each, and the screen they end on.
fn walk(asked: &str, pictures: &mut BTreeMap<String, String>) -> String {
    let mut lines = asked.lines();
    let [name, source, at] = parts(lines.next().expect("a first line"));
    let steps: Vec<[&str; 2]> = lines.map(parts).collect();
    let mut table = String::from("| 做什么 | 按键 | 次数 |\n|---|---|---|\n");
    let (mut all, mut keys) = (0, String::new());
    for [what, pressed] in steps {
        let count = script(pressed).len();
        all += count;
        let _ = writeln!(table, "| {what} | {} | {count} |", spelled(pressed));
        keys.push_str(pressed);
        keys.push(' ');
    }
    let _ = writeln!(table, "| **合计** | | **{all}** |\n");
    let (width, height) = size(at);
    let seen = match source {
        "pair" => {
            let folder = pair();
            started(&folder.path().join("复核练习"), &keys, width, height)
        }
        _ => opened_with_sessions(source, &keys, width, height),
    };
    table + &shown(name, "做完以后", &seen, pictures)
}

/// 自评 and 现场 of one unit, as the commands of the guide make them beside the worked sessions.
fn pair() -> TempDir {
    let guide = fs::read_to_string(project_file(GUIDE)).expect("the guide");
    let (_, commands) = guide.split_once("```sh\n").expect("commands");
    let (commands, _) = commands.split_once("kaohe --dir 复核练习\n```").expect("the last command");
    let folder = TempDir::new().expect("a folder");
    fs::create_dir(folder.path().join("sessions")).expect("a folder");
    for session in fs::read_dir(project_file("sessions")).expect("the sessions") {
        let session = session.expect("a session");
        let copy = folder.path().join("sessions").join(session.file_name());
        fs::copy(session.path(), copy).expect("a copy");
    }
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", commands]).current_dir(folder.path());
    assert!(shell.status().expect("a shell").success(), "{commands}");
    folder
}

/// Keys as they are printed: `text:你好` is what is typed.
fn spelled(keys: &str) -> String {
    let word = |word: &str| match word.split_once(':') {
        Some(("text", typed)) => format!("{typed}（打字）"),
        _ => format!("`{}`", word.replace("C-", "Ctrl-")),
    };
    keys.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// Browsers do not hand `xml:space` down from a group: where a text lacks it blanks fall away,
/// and what is left is stretched over their cells.
#[test]
fn every_text_of_a_picture_keeps_its_blanks() {
    let seen = played(&Fixture::new("wujin-2021", ""), "", 80, 24);
    let picture = picture::svg("一屏", &seen.buffer);
    let texts: Vec<&str> = picture.split("<text").skip(1).collect();
    assert!(texts.len() > 40);
    assert!(texts.iter().all(|text| text.starts_with(" xml:space=\"preserve\" ")));
}

/// The picture of a trial shows what is said under it.
#[test]
fn the_trial_of_the_guide_gains_what_was_missing() {
    let guide = fs::read_to_string(project_file(GUIDE)).expect("the guide");
    let (_, behind) = guide.split_once("<!-- screen shisuan |").expect("the picture");
    let (_, shown) = behind.split_once("```text").expect("its text");
    let (shown, _) = shown.split_once("```").expect("its end");
    assert!(shown.contains("试算 94 (+1)"), "{shown}");
}

#[test]
fn the_guide_shows_the_screens_as_they_are() {
    let guide = fs::read_to_string(project_file(GUIDE)).expect("the guide");
    let (expected, pictures) = made(&guide);
    let folder = project_file("docs/screens");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(project_file(GUIDE), expected).expect("the guide is written");
        for old in fs::read_dir(&folder).expect("the pictures") {
            fs::remove_file(old.expect("a file").path()).expect("an old picture goes");
        }
        for (name, picture) in pictures {
            fs::write(folder.join(name), picture).expect("a picture is written");
        }
        return;
    }
    assert!(guide == expected, "docs/使用指南.md is not what the program shows now");
    let mut there: Vec<String> = fs::read_dir(&folder)
        .expect("the pictures")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    assert_eq!(there, pictures.keys().cloned().collect::<Vec<_>>(), "pictures nobody shows");
    for (name, picture) in pictures {
        let drawn = fs::read_to_string(folder.join(&name)).expect("a picture");
        assert!(drawn == picture, "docs/screens/{name} is not what the program shows now");
    }
}

//! The user guide shows what the program does: its screens are drawn, its walks are played,
//! and their keys are counted. `UPDATE_DOCS=1 cargo test --test it handbook` writes them anew.
//!
//! Two comments in the guide say what stands behind them:
//!
//! ```text
//! <!-- screen NAME | TITLE | SESSION FILE or RUBRIC | WIDTHxHEIGHT | KEYS -->   a picture
//! <!-- walk NAME | SESSION FILE or list | WIDTHxHEIGHT                          a table
//! WHAT IS DONE | KEYS
//! -->
//! ```
//!
//! What is generated ends with `<!-- end -->`. A picture is a file in `docs/screens/` with the
//! same screen as text behind it.

mod picture;

use crate::fixtures::project_file;
use crate::screens::play::{Fixture, Seen, played, script};
use crate::screens::start::opened_with_sessions;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

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
    let seen = opened_with_sessions(source, &keys, width, height);
    table + &shown(name, "做完以后", &seen, pictures)
}

/// Keys as they are printed: `text:你好` is what is typed.
fn spelled(keys: &str) -> String {
    let word = |word: &str| match word.split_once(':') {
        Some(("text", typed)) => format!("{typed}（打字）"),
        _ => format!("`{}`", word.replace("C-", "Ctrl-")),
    };
    keys.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
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

//! Hostile files on the screens: nothing but the writer's own sequences reaches the terminal,
//! and nothing of the data is lost.

use super::play::{lines, script};
use crate::hostile::{Hostile, PAYLOAD, assert_own_sequences, write};
use kaohe::lang::Lang;
use kaohe::session::{Date, Session};
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::Holder;
use kaohe::storage::session_file::parse_session;
use kaohe::tui::app::App;
use kaohe::tui::files::Files;
use kaohe::tui::terminal::Painter;
use kaohe::tui::view::draw;
use kaohe::tui::{Launch, play};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::fs;
use std::path::Path;

const SIZE: Size = Size { width: 100, height: 30 };

/// Every screen, form and list there is.
const EVERYWHERE: &str = "? down esc enter ? esc down down down o o f esc esc r esc e tab tab esc \
    down*9 right tab esc E esc b down enter esc esc v esc d esc end r tab C-s home u u q n esc";

/// What was sent to the terminal, and what was seen after each key.
struct Played {
    bytes: String,
    seen: Vec<String>,
}

/// Plays keys from the list of sessions below `home`.
fn play_at(home: &Path, ascii: bool, keys: &str) -> Played {
    let holder = Holder { user: PAYLOAD.to_owned(), ..Holder::default() };
    let catalogue = Catalogue::load(&[home.join("rubrics")]);
    let mut files = Files::new(Lang::Zh, catalogue, home.join("sessions"), holder, || {
        "2021-12-15T09:30:00+08:00".to_owned()
    });
    let today = Date::parse("2024-12-15");
    let launch = Launch { lang: Lang::Zh, color: true, ascii, today, open: None };
    let (mut app, first) = launch.app(&files, SIZE);
    let (mut bytes, mut seen) = (Vec::new(), Vec::new());
    let mut painter = Painter::new(&mut bytes, SIZE);
    play(&mut painter, &mut app, &mut files, vec![first], std::iter::empty()).expect("drawn");
    for input in script(keys) {
        seen.push(screen(&app));
        let batch = [Ok(vec![input])].into_iter();
        play(&mut painter, &mut app, &mut files, Vec::new(), batch).expect("drawn");
    }
    seen.push(screen(&app));
    drop(painter);
    Played { bytes: String::from_utf8(bytes).expect("UTF-8"), seen }
}

fn screen(app: &App) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    let _ = draw(app, &mut buffer);
    lines(&buffer).join("\n")
}

fn read(path: &Path) -> Session {
    let text = fs::read_to_string(path).expect("a session");
    parse_session("-", &text).unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

#[test]
fn nothing_of_a_file_commands_the_terminal() {
    let home = tempfile::tempdir().expect("a folder");
    let Hostile { session, .. } = write(home.path());
    let broken = session.with_file_name(format!("坏{PAYLOAD}.kaohe.yaml"));
    fs::write(&broken, format!("format: kaohe-session/1\nmode: {PAYLOAD:?}\n")).expect("a file");
    let before = read(&session);
    let played = play_at(home.path(), false, EVERYWHERE);
    assert_own_sequences(&played.bytes);
    let all = played.seen.join("\n");
    for mark in ["␛]52;c;UFdORUQ=␇", "‹U+009B›", "‹U+202E›", "坏␛"] {
        assert!(all.contains(mark), "{mark} in {all}");
    }
    let after = read(&session);
    assert_eq!(after.head, before.head);
    assert_eq!(after.entries, before.entries, "undone, and every remark as it was");
}

#[test]
fn an_edit_beside_hostile_words_keeps_them() {
    let home = tempfile::tempdir().expect("a folder");
    let Hostile { session, .. } = write(home.path());
    let before = read(&session);
    // The remark of the first clause, with a letter behind it.
    let played = play_at(home.path(), false, "enter home down down down r text:a enter q");
    assert_own_sequences(&played.bytes);
    let after = read(&session);
    assert_eq!(after.head, before.head);
    let changed = after.entries.iter().filter(|(id, entry)| before.entry(id) != Some(*entry));
    let changed: Vec<_> = changed.map(|(id, entry)| (id, entry.remark.as_str())).collect();
    let [(id, remark)] = changed[..] else { panic!("{changed:?}") };
    let written = before.entry(id).map_or("", |entry| entry.remark.as_str());
    assert!(written.ends_with(PAYLOAD), "{id}");
    assert_eq!(remark, format!("{written}a"));
}

#[test]
fn terminals_of_ascii_get_marks_of_ascii() {
    let home = tempfile::tempdir().expect("a folder");
    write(home.path());
    let all = play_at(home.path(), true, "enter down down o o r").seen.join("\n");
    assert!(all.contains("^]52;c;UFdORUQ=^"), "{all}");
    assert!(!all.contains(['‹', '›', '␛', '␇']));
}

#[test]
fn who_holds_a_session_commands_nothing() {
    let home = tempfile::tempdir().expect("a folder");
    let Hostile { session, .. } = write(home.path());
    let mut lock = session.into_os_string();
    lock.push(".lock");
    fs::write(&lock, format!("甲{PAYLOAD}\n乙{PAYLOAD}\n丙{PAYLOAD}\n")).expect("a lock");
    let held = fs::File::open(&lock).expect("the lock");
    held.lock().expect("locked");
    let played = play_at(home.path(), false, "enter");
    assert_own_sequences(&played.bytes);
    assert!(played.seen[1].contains("甲␛]52"), "{}", played.seen[1]);
}

#[cfg(unix)]
#[test]
fn a_session_that_is_a_link_is_shown_and_not_changed() {
    let home = tempfile::tempdir().expect("a folder");
    let Hostile { session, .. } = write(home.path());
    let target = home.path().join("真.kaohe.yaml");
    fs::rename(&session, &target).expect("another place");
    std::os::unix::fs::symlink("../真.kaohe.yaml", &session).expect("a link");
    let before = fs::read(&target).expect("text");
    let played = play_at(home.path(), false, "enter space r text:a enter q");
    let told = "这份记录的文件是链接，只能查看。要修改，请打开它指向的 ../真.kaohe.yaml";
    assert!(played.seen[1].contains(told), "{}", played.seen[1]);
    assert_eq!(fs::read(&target).expect("text"), before);
    assert!(fs::symlink_metadata(&session).expect("the link").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_is_listed_and_opened() {
    use std::os::unix::ffi::OsStrExt;
    let home = tempfile::tempdir().expect("a folder");
    let Hostile { session, .. } = write(home.path());
    let name = std::ffi::OsStr::from_bytes(b"\xFF\x1B\n.kaohe.yaml");
    let path = session.with_file_name(name);
    fs::rename(&session, &path).expect("another name");
    let played = play_at(home.path(), false, "enter r text:a enter q");
    assert_own_sequences(&played.bytes);
    assert!(played.seen[1].contains("合计"), "{}", played.seen[1]);
    let entries = read(&path).entries;
    assert!(entries.values().any(|entry| entry.remark.ends_with('a')), "saved");
    fs::write(&path, "[").expect("broken");
    let list = play_at(home.path(), false, "").seen.concat();
    assert!(list.contains("‹FF›␛↵.kaohe.yaml"), "{list}");
}

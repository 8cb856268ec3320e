//! Changes and who made them, over real files: undone after a restart, brought back after a
//! crash, listed, and taken over from someone else.

use super::play::Seen;
use super::seat::{Seat, said};
use crate::commands::kaohe_words;
use crate::fixtures::project_file;
use insta::assert_snapshot;
use kaohe::cli::Exit;
use kaohe::session::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const NAME: &str = "2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml";

/// A folder with one worked session.
pub(crate) fn one_session(name: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join(name);
    fs::copy(project_file("sessions").join(name), &path).expect("a copy");
    (folder, path)
}

fn value(seen: &Seen, id: &str) -> Value {
    let review = seen.app.review.as_ref().expect("a session");
    review.session.entry(id).map_or(Value::Open, |entry| entry.value.clone())
}

fn verified(path: &Path) -> Option<Exit> {
    let home = TempDir::new().expect("a folder");
    let path = path.display().to_string();
    kaohe_words(home.path(), &["verify", &path], "").exit
}

/// Three changes of 一/1/1a and 一/1/1b, from the top of the tree.
const THREE_CHANGES: &str = "home j*3 space r text:缺纪要 enter j space";

#[test]
fn undo_and_redo_go_on_after_a_restart() {
    let (_folder, path) = one_session(NAME);
    let before = fs::read_to_string(&path).expect("a session");
    let changed = Seat::at_session(&path, "张三").press(THREE_CHANGES);
    assert_eq!(value(&changed, "一/1/1a"), Value::Hit);
    Seat::at_session(&path, "张三").press("q");
    let mut again = Seat::at_session(&path, "李四");
    let undone = again.press("u u");
    assert_eq!(
        undone.app.review.as_ref().expect("one").session.entry("一/1/1a").expect("an entry").remark,
        ""
    );
    assert_eq!(said(&undone), "已撤销 一/1/1a");
    again.press("q");
    let mut third = Seat::at_session(&path, "李四");
    let redone = third.press("C-r");
    assert_eq!(said(&redone), "已重做 一/1/1a");
    let none = third.press("u u u");
    assert_eq!(said(&none), "没有可撤销的。");
    third.press("q");
    let entries = |text: &str| text.split_once("entries:").map(|(_, rest)| rest.to_owned());
    let after = fs::read_to_string(&path).expect("a session");
    assert_eq!(entries(&after), entries(&before), "everything was taken back");
    assert_eq!(verified(&path), Some(Exit::Done));
}

#[test]
fn changes_come_back_after_a_crash_and_can_be_undone() {
    let (_folder, path) = one_session(NAME);
    let before = fs::read_to_string(&path).expect("a session");
    // Dropped without having left: the program was killed.
    Seat::at_session(&path, "张三").press(THREE_CHANGES);
    assert_eq!(fs::read_to_string(&path).expect("a session"), before);
    assert_eq!(verified(&path), Some(Exit::NotInOrder), "the file is behind");
    let mut again = Seat::at_session(&path, "张三");
    let open = again.press("");
    assert_eq!(said(&open), "上次没有正常结束，已从修改日志补回 3 处改动。");
    assert_eq!(value(&open, "一/1/1a"), Value::Hit);
    let undone = again.press("u u u");
    assert_eq!(value(&undone, "一/1/1a"), Value::Met);
    assert_eq!(said(&again.press("u")), "没有可撤销的。");
    again.press("C-r q");
    assert_eq!(verified(&path), Some(Exit::Done));
    let last = Seat::at_session(&path, "张三").press("");
    assert_eq!((said(&last), value(&last, "一/1/1a")), ("", Value::Hit));
}

#[test]
fn the_history_of_a_clause_and_of_everything() {
    let (_folder, path) = one_session(NAME);
    let mut seat = Seat::at_session(&path, "张三");
    seat.press(THREE_CHANGES);
    assert_snapshot!(seat.press("k i").text);
    let all = seat.press("tab end");
    assert!(all.text.contains("当时的考核文件全文"), "{}", all.text);
    assert!(all.text.contains("全部 4 处"), "{}", all.text);
    let closed = seat.press("esc end i");
    assert!(closed.text.contains("没有改过；全部 4 处"), "{}", closed.text);
    assert_eq!(said(&seat.press("tab")).split(' ').next_back(), Some("没有改过。"));
    let (_other, fresh) = one_session(NAME);
    let none = Seat::at_session(&fresh, "张三").press("i");
    assert!(none.text.contains("还没有修改记录"), "{}", none.text);
}

#[test]
fn a_broken_journal_is_told_on_the_screen() {
    let (_folder, path) = one_session(NAME);
    Seat::at_session(&path, "张三").press(THREE_CHANGES);
    let journal = PathBuf::from(format!("{}.journal", path.display()));
    let text = fs::read_to_string(&journal).expect("a journal");
    fs::write(&journal, text.replace("缺纪要", "有纪要")).expect("a journal");
    let seen = Seat::at_session(&path, "张三").press("home i");
    assert!(seen.text.contains("第 4 行扣不上前一行"), "{}", seen.text);
}

#[test]
fn reopening_needs_a_reason_which_the_history_shows() {
    let (_folder, path) = one_session("2018年度_示例县_现场考核_20181220.kaohe.yaml");
    let mut seat = Seat::at_session(&path, "张三");
    let asked = seat.press("o enter space");
    assert!(asked.app.review.as_ref().is_some_and(|review| review.is_final()), "no reason given");
    let reopened = seat.press("text:月报次数有误 enter");
    assert!(said(&reopened).contains("已取消定稿"), "{}", said(&reopened));
    let listed = seat.press("home i");
    assert!(listed.text.contains("定稿 → 草稿"), "{}", listed.text);
    assert!(listed.text.contains("原因：月报次数有误"), "{}", listed.text);
}

/// 定稿 and its end are decisions: undo goes on to what was recorded before, also after a
/// restart, and never finalises again by itself.
#[test]
fn undo_goes_past_finalising_and_reopening() {
    let (_folder, path) = one_session("2018年度_示例县_现场考核_20181220.kaohe.yaml");
    let mut seat = Seat::at_session(&path, "张三");
    let before = seat.press("").app.review.expect("a session").session;
    seat.press("o enter text:先改 enter home j*3 r text:补记 enter");
    let changed = seat.press("").app.review.expect("a session").session;
    assert_ne!(changed.entries, before.entries);
    seat.press("o enter o enter text:月报次数有误 enter");
    drop(seat);
    let mut again = Seat::at_session(&path, "张三");
    let undone = again.press("u");
    let review = undone.app.review.as_ref().expect("a session");
    assert!(!review.is_final(), "{}", undone.text);
    assert_eq!(review.session.entries, before.entries, "{}", undone.text);
    let redone = again.press("C-y u u");
    let review = redone.app.review.as_ref().expect("a session");
    assert!(!review.is_final() && review.session.entries == before.entries);
    let listed = again.press("home i").text;
    assert!(listed.matches("定稿 → 草稿").count() == 2, "{listed}");
}

#[test]
fn a_session_is_taken_over_once_the_other_has_left() {
    let (_folder, path) = one_session(NAME);
    let mut first = Seat::at_session(&path, "张三");
    let mut second = Seat::at_session(&path, "李四");
    let held = second.press("home j*3");
    assert!(held.text.contains("w 接手编辑"), "{}", held.text);
    first.press("home j*3 space");
    let still = second.press("w");
    assert!(said(&still).starts_with("已读到最新内容。张三（主机）从 2021-12-15 09:30 起正在编辑"));
    assert_eq!(value(&still, "一/1/1a"), Value::Hit, "the newest state is shown");
    let refused = second.press("j m");
    assert!(said(&refused).contains("正在编辑"), "{}", said(&refused));
    first.press("q");
    let taken = second.press("C-t");
    assert_eq!(said(&taken), "现在由你编辑，已是最新内容。");
    let selected = taken.app.review.as_ref().and_then(|review| review.selected());
    assert_eq!(selected.map(|selected| selected.id).as_deref(), Some("一/1/1b"));
    let changed = second.press("k space q");
    assert!(changed.app.review.is_none());
    assert_eq!(verified(&path), Some(Exit::Done));
    let mine = Seat::at_session(&path, "李四").press("w");
    assert_eq!(said(&mine), "这里不能“接手编辑”。");
}

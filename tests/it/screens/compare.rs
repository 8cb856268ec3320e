//! 对比, 采用, 退回 and 排名 on the screen, on real files.

use super::play::Seen;
use super::start::started;
use crate::comparison::three_sessions;
use insta::assert_snapshot;
use kaohe::session::{Mode, Session};
use kaohe::storage::session_file::parse_session;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// 自评 and 现场 of one unit; 复核 too where it is wanted.
fn folder(with_review: bool) -> (TempDir, Vec<String>) {
    let (home, mut files) = three_sessions();
    if !with_review {
        fs::remove_file(files.remove(2)).expect("taken away");
    }
    (home, files)
}

fn played(keys: &str, width: u16, height: u16) -> Seen {
    let (home, _) = folder(true);
    started(home.path(), keys, width, height)
}

/// The session of a folder that is in none of these files.
fn made(home: &Path, files: &[String]) -> Option<(String, Session)> {
    let names = fs::read_dir(home).expect("a folder").map(|entry| entry.expect("an entry").path());
    let path = names
        .map(|path| path.display().to_string())
        .find(|path| path.ends_with(".kaohe.yaml") && !files.contains(path))?;
    let text = fs::read_to_string(&path).expect("the session");
    let session = parse_session("made", &text).expect("a session");
    Some((text, session))
}

#[test]
fn two_marked_sessions_are_compared() {
    assert_snapshot!("marked", played("space down space", 80, 24).text);
    // The list has the newest first: 复核, 现场, 自评.
    assert_snapshot!("two_at_80", played("down space down space c down*2", 80, 24).text);
    assert_snapshot!("three_at_120", played("space down space down space c end", 120, 40).text);
}

#[test]
fn what_is_not_finished_stands_last_and_is_no_zero() {
    let (home, files) = folder(true);
    let text = fs::read_to_string(&files[2]).expect("the review");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("三/1:"));
    let open: String = lines.flat_map(|line| [line, "\n"]).collect();
    fs::write(&files[2], open).expect("written");
    let seen = started(home.path(), "space down*2 space c end", 80, 24);
    assert_snapshot!("unfinished_at_80", seen.text);
}

#[test]
fn the_order_and_what_is_shown_can_be_switched() {
    let seen = played("space down space c", 80, 24);
    let by_gap = seen.text;
    let by_document = played("space down space c tab", 80, 24).text;
    assert!(by_gap.contains("相差大的在前") && by_document.contains("按细则顺序"));
    let all = played("space down space c t", 80, 24).text;
    assert!(all.contains("全部 52 项"), "{all}");
    let closed = played("space down space c esc", 80, 24).text;
    assert!(closed.contains("3 份考核记录"), "{closed}");
    let one = played("c", 80, 24).text;
    assert!(one.contains("先按 空格 标记"), "{one}");
    let four = played("space down space down space up*2 space space space space", 80, 24);
    assert_eq!(four.app.start.expect("a list").marked.len(), 3);
}

#[test]
fn the_open_session_is_compared_with_another() {
    assert_snapshot!("others", played("down enter C", 80, 24).text);
    let seen = played("down enter C enter", 80, 24);
    assert!(seen.text.contains("1 现场") && seen.text.contains("2 复核"), "{}", seen.text);
}

/// The row of 三/1, which 自评 has at 13.5 and 现场 at 11.
const ON_THE_JUDGED_ITEM: &str = "space down space c home down*6";

#[test]
fn the_first_accept_begins_a_review_beside_the_sources() {
    let (home, files) = folder(false);
    let before: Vec<String> =
        files.iter().map(|file| fs::read_to_string(file).expect("a source")).collect();
    let keys = format!("{ON_THE_JUDGED_ITEM} 1");
    let asked = started(home.path(), &keys, 80, 24);
    assert_snapshot!("accept_asks_why", asked.text);
    // Without a reason nothing happens: 自评 says other than 现场.
    let refused = started(home.path(), &format!("{keys} enter"), 80, 24);
    assert!(refused.app.review.is_none() && made(home.path(), &files).is_none());
    let keys = format!("{keys} text:佐证补齐，认可 enter");
    let seen = started(home.path(), &keys, 80, 24);
    assert_snapshot!("accepted", seen.text);
    let seen = started(home.path(), "q", 80, 24);
    assert!(seen.app.review.is_none());
    let after: Vec<String> =
        files.iter().map(|file| fs::read_to_string(file).expect("a source")).collect();
    assert_eq!(before, after, "the sources are never changed");
    let (_, review) = made(home.path(), &files).expect("a review");
    assert_eq!((review.head.mode, review.head.assessors.len()), (Mode::Review, 0));
    let opened = started(home.path(), "enter", 80, 24).app.review.expect("the review");
    let entry = opened.session.entry("三/1").expect("an entry");
    let accepted = entry.accepted.as_ref().expect("where it is from");
    assert_eq!(accepted.reason, "佐证补齐，认可");
    assert_eq!(accepted.mode, Mode::SelfAssessment);
    assert_eq!(accepted.session, "017da0c8-1c00-7a10-8000-4b6f2a5c9d01");
    // The rest is what 现场 says.
    let field = parse_session("field", &before[1]).expect("the field session");
    for (id, entry) in field.entries.iter().filter(|(id, _)| *id != "三/1") {
        assert_eq!(opened.session.entry(id), Some(entry), "{id}");
    }
    assert_eq!(opened.card.total.score.map(|score| score.to_string()).as_deref(), Some("90"));
    let journal = fs::read_dir(home.path()).expect("a folder").filter_map(|entry| {
        let path = entry.expect("an entry").path();
        let is_journal = path.to_string_lossy().contains("复核") && path.extension()? != "yaml";
        is_journal.then(|| fs::read_to_string(path).ok()).flatten()
    });
    let journal: String = journal.collect();
    assert!(journal.contains("佐证补齐，认可") && journal.contains("为底稿"), "{journal}");
}

#[test]
fn an_accept_is_taken_back_and_a_second_one_goes_into_the_same_review() {
    let (home, files) = folder(false);
    let keys = format!("{ON_THE_JUDGED_ITEM} 1 text:认可 enter");
    let undone = started(home.path(), &format!("{keys} u"), 80, 24);
    let review = undone.app.review.expect("the review");
    assert!(review.session.entry("三/1").expect("an entry").accepted.is_none());
    let (_, _) = made(home.path(), &files).expect("a review");
    for entry in fs::read_dir(home.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() && !files.contains(&path.display().to_string()) {
            fs::remove_file(path).expect("taken away");
        }
    }
    let twice = started(home.path(), &format!("{keys} down 1 text:也认可 enter"), 80, 24);
    let review = twice.app.review.expect("the review");
    let accepted = review.session.entries.values().filter(|entry| entry.accepted.is_some());
    assert_eq!(accepted.count(), 2);
    let yaml = fs::read_dir(home.path()).expect("a folder").filter(|entry| {
        entry.as_ref().expect("an entry").path().to_string_lossy().ends_with(".kaohe.yaml")
    });
    assert_eq!(yaml.count(), 3);
}

#[test]
fn what_cannot_be_accepted_says_why() {
    // On a number of the whole, on the sum of a section.
    for (keys, why) in [
        ("space down space c home 1", "请在条款或考核项的行上采用"),
        ("down space down space c 1", "合计"),
    ] {
        let seen = played(keys, 80, 24);
        assert!(seen.text.contains(why), "{keys}\n{}", seen.text);
    }
}

#[test]
fn a_comment_is_returned_answered_and_counted() {
    let (home, files) = folder(false);
    let text = fs::read_to_string(&files[0]).expect("the self-assessment");
    fs::write(&files[0], text.replace("state: final", "state: draft")).expect("reopened");
    // On 一/1/1b of the self-assessment, the second row of the list.
    let on = "down enter home down*4";
    let seen = started(home.path(), &format!("{on} R text:请补责任书 C-s"), 80, 24);
    assert_snapshot!("returned", seen.text);
    started(home.path(), "", 80, 24);
    let closed = started(home.path(), "down enter q", 80, 24);
    assert!(closed.text.contains("退回 1 "), "{}", closed.text);
    let opened = started(home.path(), "down enter", 80, 24);
    assert!(opened.text.contains("有 1 条退回意见未答复"), "{}", opened.text);
    // The unit narrows the tree to it and changes the entry: it is answered.
    let answered = started(home.path(), &format!("{on} space u"), 80, 24);
    assert_eq!(answered.app.review.expect("a session").session.returned(), 1, "taken back");
    let answered = started(home.path(), &format!("{on} space q"), 80, 24);
    assert!(!answered.text.contains("退回 1"), "{}", answered.text);
    let text = fs::read_to_string(&files[0]).expect("the self-assessment");
    assert!(text.contains("returned: {comment: 请补责任书, changed: true}"), "{text}");
    // The supervisor takes the comment back.
    let keys = format!("{on} R C-u bs*10 C-s q");
    started(home.path(), &keys, 80, 24);
    let text = fs::read_to_string(&files[0]).expect("the self-assessment");
    assert!(!text.contains("returned"), "{text}");
}

#[test]
fn the_folder_is_ranked() {
    assert_snapshot!("ranking", played("r", 80, 24).text);
    assert_snapshot!("clauses_at_120", played("r tab down", 120, 40).text);
    let opened = played("r enter", 80, 24);
    assert_eq!(opened.app.review.expect("a session").session.head.mode, Mode::Review);
}

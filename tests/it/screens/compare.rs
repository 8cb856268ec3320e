//! 对比, 采用, 退回 and 排名 on the screen, on real files.

use super::play::Seen;
use super::seat::Seat;
use super::start::{looked_at, started, started_as};
use crate::comparison::three_sessions;
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::session::{Mode, Session};
use kaohe::storage::lock::{Holder, lock};
use kaohe::storage::session_file::parse_session;
use kaohe::tui::widgets::theme::Symbols;
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
        ("space down space c home 1", "这一行是总数"),
        ("down space down space c 1", "请在下面的条款上采用"),
        // A number is what chooses the column, so the palette can only say so.
        ("space down space c : text:采用 enter", "按哪一栏的号：1 至 2"),
    ] {
        let seen = played(keys, 80, 24);
        assert!(seen.text.contains(why), "{keys}\n{}", seen.text);
    }
}

/// How many sessions a folder has, and the one that was made beside these.
fn reviews(home: &Path) -> Vec<Session> {
    let names = fs::read_dir(home).expect("a folder").map(|entry| entry.expect("an entry").path());
    let sessions = names.filter(|path| path.to_string_lossy().ends_with(".kaohe.yaml"));
    let read = |path| parse_session("s", &fs::read_to_string(path).expect("text")).expect("one");
    sessions.map(read).filter(|session| session.head.mode == Mode::Review).collect()
}

#[test]
fn nothing_is_accepted_where_the_program_only_looks() {
    let (home, files) = folder(true);
    let on_a_row = "C enter home down*6";
    let seen = looked_at(home.path(), &files[2], on_a_row, 80, 24);
    assert!(!seen.text.contains("采用第几栏"), "{}", seen.text);
    let refused = looked_at(home.path(), &files[1], &format!("{on_a_row} 1"), 80, 24);
    assert!(refused.text.contains("以只读方式打开"), "{}", refused.text);
    // Someone else writes the 复核: opened from the list, and not opened at all.
    let holder =
        Holder { user: "李四".to_owned(), host: "乙机".to_owned(), since: String::new() };
    let held = lock(Path::new(&files[2]), &holder).expect("nobody else");
    for keys in ["enter C enter home down*6", "down space down space c home down*6"] {
        let refused = started(home.path(), &format!("{keys} 1"), 80, 24);
        assert!(refused.text.contains("李四"), "{keys}: {}", refused.text);
    }
    let shown = started(home.path(), "enter C enter home down*6", 80, 24);
    assert!(!shown.text.contains("采用第几栏"), "{}", shown.text);
    drop(held);
    let asked = started(home.path(), "enter C enter home down*6 1", 80, 24);
    assert!(asked.text.contains("采用 1"), "{}", asked.text);
}

#[test]
fn what_is_of_another_year_or_unit_is_not_accepted() {
    // Last year's stands first, and nothing of it goes into this year's review.
    for (from, to, why) in [
        ("date: 2021-12-10", "date: 2020-12-10", "相差半年以上（2020-12-10、2021-12-15）"),
        ("name: 示例镇经济发展局", "name: 示例镇农业局", "单位不同"),
    ] {
        let (home, files) = folder(false);
        let text = fs::read_to_string(&files[0]).expect("the self-assessment");
        fs::write(&files[0], text.replace(from, to)).expect("written");
        let seen = started(home.path(), "space down space c home down*6 1", 80, 24);
        assert!(seen.text.contains(why), "{why}: {}", seen.text);
        assert!(!seen.text.contains("原因"), "no form opens: {}", seen.text);
    }
}

#[test]
fn what_is_accepted_another_day_goes_into_the_draft_that_is_there() {
    let (home, files) = folder(false);
    let first = format!("{ON_THE_JUDGED_ITEM} 1 text:认可 enter esc q");
    started(home.path(), &first, 80, 24);
    // The list has 复核 first now; the two others are marked again.
    let again = "down space down space c home down*7 1";
    let asked = started(home.path(), again, 80, 24);
    assert!(asked.text.contains("采用到已有的复核 2021-12-15"), "{}", asked.text);
    let seen = started(home.path(), &format!("{again} text:又认可 enter esc q"), 80, 24);
    let made = reviews(home.path());
    assert_eq!(made.len(), 1, "{}", seen.text);
    let accepted = made[0].entries.values().filter(|entry| entry.accepted.is_some());
    assert_eq!(accepted.count(), 2);
    // With another draft it is asked which.
    let (text, _) = made_text(home.path(), &files);
    let other = text.replace("id: 0", "id: 1");
    fs::write(home.path().join("又一份.kaohe.yaml"), other).expect("written");
    let asked = started(home.path(), "down*2 space down space c home down*6 1", 80, 24);
    assert!(asked.text.contains("有几份复核草稿，选一份"), "{}", asked.text);
}

fn made_text(home: &Path, files: &[String]) -> (String, Session) {
    made(home, files).expect("a review")
}

#[test]
fn a_final_review_is_reopened_before_anything_more_is_accepted() {
    let (home, _) = folder(false);
    let keys = format!("{ON_THE_JUDGED_ITEM} 1 text:认可 enter esc o y q");
    started(home.path(), &keys, 80, 24);
    let again = "down space down space c home down*6 1";
    let asked = started(home.path(), again, 80, 24);
    assert!(asked.text.contains("已有定稿的复核 2021-12-15"), "{}", asked.text);
    assert_eq!(reviews(home.path()).len(), 1);
    let left = started(home.path(), &format!("{again} n esc"), 80, 24);
    assert!(left.app.review.is_none() && reviews(home.path()).len() == 1);
    let keys = format!("{again} y text:补采用 enter 1 text:认可 enter esc q");
    let seen = started(home.path(), &keys, 80, 24);
    let made = reviews(home.path());
    assert_eq!(made.len(), 1, "{}", seen.text);
    assert_eq!(made[0].head.state, kaohe::session::State::Draft);
    assert!(made[0].entry("三/1").is_some_and(|entry| entry.accepted.is_some()));
}

#[test]
fn a_ranking_says_first_what_is_left_out() {
    let (home, _) = folder(true);
    // Two things are wrong with it; it is one file.
    let broken = "format: kaohe-session/1\nmode: x\nunit: {}\n";
    fs::write(home.path().join("坏的.kaohe.yaml"), broken).expect("a file");
    let seen = started(home.path(), "r", 80, 24);
    assert!(seen.text.contains("1 份记录读不了，没有排进来"), "{}", seen.text);
    assert!(seen.text.contains("未评完的按暂得分排并注明"), "the rule is whole: {}", seen.text);
    assert!(seen.text.contains("坏的.kaohe.yaml"), "it is named: {}", seen.text);
    let opened = started(home.path(), "r end enter", 80, 24);
    assert!(opened.app.status.is_some_and(|status| status.is_error), "{}", opened.text);
    let seen = started_as(home.path(), "r", 80, 24, |app| app.lang = Lang::En);
    assert!(seen.text.contains("1 session cannot be read and is not ranked"), "{}", seen.text);
    assert!(seen.text.contains("score so far and marked."), "the rule is whole: {}", seen.text);
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
    // Before 定稿 it is named; who wrote it writes on, who comes to it answers.
    let asked = started(home.path(), &format!("{on} o"), 80, 24);
    assert!(asked.text.contains("还有 1 处退回未答复（一/1/1b）"), "{}", asked.text);
    let mut unit = Seat::at_list(home.path(), "单位");
    let form = unit.press(&format!("{on} R"));
    drop(unit);
    assert!(form.text.contains("▸ 单位答复") && !form.text.contains("左右"), "{}", form.text);
    let (fresh, again) = folder(false);
    fs::write(&again[0], text.replace("state: final", "state: draft")).expect("reopened");
    for keys in [format!("{on} R text:请补责任书 C-s R"), format!("{on} R")] {
        let own = started(fresh.path(), &keys, 80, 24);
        assert!(own.text.contains("▸ 退回意见"), "{}", own.text);
    }
    let ascii = started_as(home.path(), on, 80, 24, |app| app.symbols = Symbols::ascii());
    assert!(ascii.text.contains("!1b"), "{}", ascii.text);
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

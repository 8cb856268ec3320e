//! Keys of the review screen: what is recorded, and what is said.

use super::play::{Fixture, Seen, played};
use kaohe::session::{Step, Value};
use kaohe::tui::tree::Node;
use kaohe::tui::update::finish;

fn after(rubric: &str, record: &str, keys: &str) -> Seen {
    played(&Fixture::new(rubric, record), keys, 80, 24)
}

fn value(seen: &Seen, id: &str) -> Value {
    let review = seen.app.review.as_ref().expect("a session");
    review.session.entry(id).map_or(Value::Open, |entry| entry.value.clone())
}

fn selected(seen: &Seen) -> String {
    let review = seen.app.review.as_ref().expect("a session");
    match review.tree.selected() {
        Node::Clause(clause) => review.rubric.clause(clause).id.clone(),
        Node::Indicator(index) => review.rubric.indicator(index).id.clone(),
        other => format!("{other:?}"),
    }
}

fn status(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| &status.text)
}

#[test]
fn the_cursor_begins_on_what_is_open() {
    assert_eq!(selected(&after("wujin-2021", "", "")), "一/1/1a");
    let record = "entries:\n  一/1/1a: {met: true}\n";
    assert_eq!(selected(&after("wujin-2021", record, "")), "一/1/1b");
}

#[test]
fn the_total_changes_in_the_frame_of_the_key() {
    let seen = after("wujin-2021", "", "space space");
    assert_eq!(value(&seen, "一/1/1a"), Value::Hit);
    assert!(seen.text.contains("暂得分 79 "), "{}", seen.text);
    assert!(seen.text.contains("扣分 1 "), "{}", seen.text);
    assert_eq!(seen.saves, 2);
}

/// Every clause met, both judged items scored, and one Tab more.
const ALL_RECORDED: &str = "m*33 1 5 enter tab 5 enter tab";

#[test]
fn a_heading_is_met_in_one_step_that_undo_takes_back() {
    let seen = after("wujin-2021", "", "space space left m");
    assert_eq!(selected(&seen), "一/1");
    let review = seen.app.review.as_ref().expect("a session");
    assert_eq!(status(&seen), "其下 6 条未评已记为无问题，u 撤销");
    assert_eq!(review.card.total.progress.open, 28);
    assert_eq!(value(&seen, "一/1/1a"), Value::Hit, "what was found stays");
    let undone = after("wujin-2021", "", "left m u");
    assert_eq!(undone.app.review.as_ref().expect("a session").card.total.progress.open, 35);
    let judged = after("wujin-2021", "", "end up up up m");
    assert_eq!(selected(&judged), "四");
    assert_eq!(status(&judged), "其下没有可记为无问题的未评条款。");
}

#[test]
fn digits_are_a_count_of_any_length() {
    let seen = after("wujin-2021", "", "tab*6 1 2 enter");
    assert_eq!(selected(&seen), "一/1/5");
    assert_eq!(value(&seen, "一/1/5"), Value::Count(12));
    let dropped = after("wujin-2021", "", "tab*6 1 2 esc");
    assert_eq!(value(&dropped, "一/1/5"), Value::Open);
    let erased = after("wujin-2021", "", "tab*6 1 bs j");
    assert_eq!(selected(&erased), "一/2");
    let slip = after("wujin-2021", "", "tab*6 text:3,5 enter");
    assert_eq!(value(&slip, "一/1/5"), Value::Open, "a slip of the decimal key is no count");
    let huge = after("wujin-2021", "", "tab*6 paste:9 text:99999999999999999999999999999999 enter");
    assert_eq!(value(&huge, "一/1/5"), Value::Open);
}

#[test]
fn met_goes_on_and_the_last_one_says_so() {
    let seen = after("wujin-2021", "", "m m m");
    assert_eq!(selected(&seen), "一/1/2b");
    let judged = after("wujin-2021", "", "m*40");
    assert_eq!(selected(&judged), "三/1");
    assert_eq!(status(&judged), "评议项请输入得分，如 12.5");
    let all = after("wujin-2021", "", ALL_RECORDED);
    assert!(status(&all).starts_with("没有未评的了"), "{}", status(&all));
    let review = all.app.review.as_ref().expect("a session");
    assert_eq!(review.card.total.progress.open, 0);
}

#[test]
fn every_change_can_be_taken_back_and_the_cursor_goes_there() {
    let seen = after("wujin-2021", "", "space tab*3 + + home u u u");
    assert_eq!(selected(&seen), "一/1/1a");
    assert_eq!(value(&seen, "一/1/1a"), Value::Open);
    let again = after("wujin-2021", "", "space tab*3 + + home u u u C-r C-y");
    assert_eq!(value(&again, "一/1/2b"), Value::Count(1));
    assert_eq!(selected(&again), "一/1/2b");
    let none = after("wujin-2021", "", "u");
    assert_eq!(status(&none), "没有可撤销的。");
}

#[test]
fn a_quick_count_and_findings_become_one() {
    let seen = after("wujin-2021", "", "tab*6 3 enter f text:一季度月报 F2");
    let review = seen.app.review.as_ref().expect("a session");
    let entry = review.session.entry("一/1/5").expect("an entry");
    assert_eq!((entry.count(), entry.findings.len()), (3, 1));
    let more = after("wujin-2021", "", "tab*6 3 enter f text:一季度月报 F2 esc 5 enter");
    let review = more.app.review.as_ref().expect("a session");
    assert_eq!(review.session.entry("一/1/5").expect("an entry").count(), 5);
    let fewer = after("wujin-2021", "", "tab*6 3 enter f text:一季度月报 F2 esc 2 enter");
    assert!(fewer.text.contains("请在情形清单中修改"), "{}", fewer.text);
}

#[test]
fn not_applicable_needs_a_reason() {
    let empty = after("wujin-2021", "", "n enter");
    assert_eq!(value(&empty, "一/1/1a"), Value::Open);
    let seen = after("wujin-2021", "", "n text:无此职责 enter");
    assert_eq!(value(&seen, "一/1/1a"), Value::NotApplicable("无此职责".to_owned()));
    let cleared = after("wujin-2021", "", "n text:无此职责 enter del");
    assert_eq!(value(&cleared, "一/1/1a"), Value::Open);
}

#[test]
fn an_item_that_does_not_apply_refuses_its_clauses() {
    let seen = after("wujin-2021", "", "left n text:本部门无此职责 enter down space");
    assert!(status(&seen).contains("一/1 整项不涉及"), "{}", status(&seen));
    assert_eq!(value(&seen, "一/1/1a"), Value::Open);
}

#[test]
fn nothing_final_or_read_only_changes() {
    for keys in ["space", "m", "3", "f", "n", "r", "del", "e", "u", "+"] {
        let record = "entries:\n  一/1/1a: {hit: true}\n";
        let fixture = Fixture { is_final: true, ..Fixture::new("wujin-2021", record) };
        let seen = played(&fixture, keys, 80, 24);
        assert!(seen.app.overlays.is_empty() && seen.saves == 0, "{keys}");
        let fixture = Fixture { read_only: true, ..Fixture::new("wujin-2021", record) };
        let seen = played(&fixture, keys, 80, 24);
        assert!(seen.app.overlays.is_empty() && seen.saves == 0, "{keys}");
        assert!(status(&seen).contains("只读"), "{keys} {}", status(&seen));
    }
}

#[test]
fn finalising_needs_everything_and_a_yes() {
    let early = after("wujin-2021", "", "end o");
    assert_eq!(selected(&early), "一/1/1a");
    assert!(status(&early).starts_with("还有 35 条未评"), "{}", status(&early));
    let done = after("wujin-2021", "", &format!("{ALL_RECORDED} o enter space"));
    assert!(done.app.review.as_ref().expect("a session").is_final());
    assert!(status(&done).contains("已定稿"), "{}", status(&done));
    let reopened = after("wujin-2021", "", &format!("{ALL_RECORDED} o enter F9 text:有误 enter"));
    assert!(!reopened.app.review.as_ref().expect("a session").is_final());
}

#[test]
fn a_failing_save_keeps_everything_and_asks_before_it_is_lost() {
    let fixture = Fixture { save_fails: Some("磁盘已满"), ..Fixture::new("wujin-2021", "") };
    let seen = played(&fixture, "space tab space", 80, 24);
    assert_eq!((value(&seen, "一/1/1a"), value(&seen, "一/1/1b")), (Value::Met, Value::Met));
    assert!(seen.text.contains("未保存") && seen.text.contains("磁盘已满"), "{}", seen.text);
    let asked = played(&fixture, "space q", 80, 24);
    assert!(asked.app.review.is_some() && asked.text.contains("再存一次吗"), "{}", asked.text);
    let stayed = played(&fixture, "space q n", 80, 24);
    assert!(stayed.app.review.is_some() && stayed.app.overlays.is_empty());
    let tried = played(&fixture, "space q enter", 80, 24);
    assert!(tried.app.review.is_some() && tried.saves == 2, "Enter tries to save once more");
    let left = played(&fixture, "space q del", 80, 24);
    assert!(left.app.review.is_none());
}

#[test]
fn judged_items_move_in_steps_and_take_decimals() {
    let seen = after("wujin-2021", "", "s-tab s-tab -");
    assert_eq!(selected(&seen), "三/1");
    assert!(seen.text.contains("14"), "{}", seen.text);
    let typed = after("wujin-2021", "", "s-tab s-tab 1 2 . 5 enter");
    assert!(typed.text.contains("12.5/15"), "{}", typed.text);
    let too_much = after("wujin-2021", "", "s-tab s-tab 1 6 enter");
    assert!(too_much.text.contains("应在 0 至 15 之间"), "{}", too_much.text);
}

#[test]
fn what_stands_in_a_form_is_kept_when_the_program_is_ended() {
    let ended = |keys: &str| {
        let mut seen = after("wujin-2021", "", keys);
        let before = seen.app.review.as_ref().expect("a session").unwritten.len();
        let _ = finish(&mut seen.app);
        let review = seen.app.review.as_ref().expect("a session");
        let steps = review.unwritten.iter().map(|record| record.step);
        assert_eq!(steps.skip(before).collect::<Vec<_>>(), [Step::Unconfirmed], "{keys}");
        review.session.entry("一/1/5").cloned().unwrap_or_default()
    };
    let typed = ended("tab*6 1 2");
    assert_eq!(typed.value, Value::Count(12));
    let written = ended("tab*6 r text:缺纪要");
    assert_eq!(written.remark, "缺纪要");
    let reason = "entries:\n  一/1/5: {na: 无}\n";
    let mut emptied = after("wujin-2021", reason, "tab*5 down n bs");
    assert_eq!(selected(&emptied), "一/1/5");
    let _ = finish(&mut emptied.app);
    let held = Value::NotApplicable("无".to_owned());
    assert_eq!(value(&emptied, "一/1/5"), held, "no file is written that could not be read");
    let wrong = ended("tab*6 f text:月报 tab text:x tab text:未报");
    assert_eq!(wrong.findings.len(), 1);
    assert_eq!(wrong.findings[0].subject, "月报");
    assert_eq!(wrong.findings[0].remark, "未报（x）");
    let refused = ended("tab*6 1 text:x");
    assert_eq!((refused.value, refused.remark.as_str()), (Value::Open, "（1x）"));
}

/// 加分 without an amount counts nothing: who finalises is told.
#[test]
fn finalising_names_bonus_without_an_amount() {
    let record = "entries:\n  三/1: {score: 13}\n  四/1: {score: 5}\n\
                  bonus:\n  - {clause: 4a, matter: 示范}\n";
    let asked = after("wujin-2021", record, "home m o");
    assert!(asked.text.contains("加分 4a 没有填加分值，计 0"), "{}", asked.text);
}

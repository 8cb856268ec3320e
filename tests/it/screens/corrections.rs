//! 整改: its form, where it is shown, what it counts, and what the last assessment left.

use super::play::{Fixture, Seen, played};
use super::start::started;
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::session::{Correction, CorrectionState, Date, Entry};
use kaohe::tui::app::Overlay;

/// Wujin 一/1/5: 每缺一项扣0.5分, with two findings; and two entries without.
const RECORD: &str = "entries:
  一/1/1a: {hit: true, remark: 没有会议纪要, correction: {measure: 补开会议, unit: 安委办, due: 2021-11-30}}
  一/1/4: {hit: true, correction: {measure: 补交报告, state: closed}}
  一/1/5:
    findings:
      - {count: 1, subject: 一季度月报表, remark: 未报送，也没有说明原因, evidence: 材料/月报.pdf, date: 2021-12-15, correction: {measure: 补报月报表, unit: 示例镇安委办, due: 2022-01-15, state: doing}}
      - {count: 1, subject: 二季度工作小结}
";
const LEFT: &str = "earlier:
  一/1/1a: {correction: {measure: 补开会议, unit: 安委办, due: 2021-11-30, state: open}}
  一/1/5:
    findings:
      - {count: 1, subject: 一季度月报表, correction: {measure: 补报月报表, due: 2022-01-15, state: doing}}
";
const GO: &str = "/ text:月报表 enter ";

fn after(record: &str, keys: &str) -> Seen {
    played(&Fixture::new("wujin-2021", record), keys, 80, 24)
}

fn entry(seen: &Seen, id: &str) -> Entry {
    seen.app.review.as_ref().expect("a session").entry(id)
}

#[test]
fn the_form_of_a_new_one() {
    assert_snapshot!(after(RECORD, &format!("{GO}Z down Z text:补报小结")).text);
}

#[test]
fn the_list_of_findings_shows_how_far_each_is() {
    assert_snapshot!(after(RECORD, &format!("{GO}Z")).text);
    let fixture = Fixture { lang: Lang::En, ..Fixture::new("wujin-2021", RECORD) };
    assert_snapshot!(played(&fixture, &format!("{GO}f"), 120, 40).text);
}

#[test]
fn the_details_show_it_and_what_is_late() {
    assert_snapshot!(after(RECORD, "/ text:党政同责 enter").text);
}

#[test]
fn the_overview_counts_them() {
    for (lang, counted) in [
        (Lang::Zh, "整改：未整改 1，整改中 1，已销号 1；已过时限 1"),
        (Lang::En, "Corrections: 1 not begun, 1 under way, 1 closed; 1 overdue"),
    ] {
        let fixture = Fixture { lang, ..Fixture::new("wujin-2021", RECORD) };
        let seen = played(&fixture, "a", 80, 24);
        assert!(seen.text.contains(counted), "{}", seen.text);
    }
    let nothing = after("", "a").text;
    assert!(!nothing.contains("整改："), "{nothing}");
}

/// What the last assessment left is not denied: it says how to go on with it.
#[test]
fn one_of_last_time_is_taken_over_first() {
    let said = |keys: &str| after(LEFT, keys).text;
    assert!(said("/ text:党政同责 enter Z").contains("先按 y 取来"));
    assert!(said("/ text:书面 enter Z").contains("这里没有问题，不用整改"));
}

#[test]
fn a_filter_shows_what_is_not_closed() {
    let seen = after(RECORD, "t text:整改 enter");
    assert!(seen.text.contains("筛选 2 条 整改未完成"), "{}", seen.text);
    assert!(!seen.text.contains("主要负责人未作书面"), "a closed one is not shown");
    // What is recorded meanwhile takes no row away; the next choice does.
    let done = after(RECORD, "t text:整改 enter Z right right C-s t text:整改 enter");
    assert!(done.text.contains("筛选 1 条 整改未完成"), "{}", done.text);
}

/// What was left under a clause that is no more stands on the item above.
#[test]
fn the_filter_shows_what_was_left_under_a_clause_that_is_no_more() {
    let left = "earlier:\n  一/1: {correction: {measure: 补签, state: open}}\n  一/1/5: {correction: {measure: 补报, state: open}}\n";
    let seen = after(left, "t text:整改 enter");
    assert!(seen.text.contains("筛选 2 条 整改未完成"), "{}", seen.text);
    assert!(seen.text.contains("未销号 2"), "{}", seen.text);
}

/// Every way in, and what stands there then; undo takes it back in one step.
#[test]
fn what_is_entered_is_recorded_in_one_step() {
    let due = Date::parse("2022-03-01");
    let full = Correction {
        measure: "补报".to_owned(),
        unit: "安委办".to_owned(),
        due,
        state: CorrectionState::Open,
        proof: vec!["报告.pdf".to_owned(), "照片".to_owned()],
    };
    let fields = "text:补报 tab text:安委办 tab text:20220301 tab tab text:报告.pdf；照片 C-s";
    let none = "entries:\n  一/1/5: {count: 2, remark: 少两份}\n";
    let one = "entries:\n  一/1/5: {findings: [{count: 1, subject: 月报}]}\n";
    for (record, keys) in [(none, "Z"), (none, "!"), (one, "Z"), (one, "f Z")] {
        let seen = after(record, &format!("{GO}{keys} {fields}"));
        let held = entry(&seen, "一/1/5");
        assert_eq!(held.corrections().collect::<Vec<_>>(), [&full], "{keys}: {}", seen.text);
        assert_eq!((held.correction.is_some(), seen.saves), (record == none, 1));
        let before = after(record, "");
        let undone = after(record, &format!("{GO}{keys} {fields} u"));
        assert_eq!(entry(&undone, "一/1/5"), entry(&before, "一/1/5"), "{keys}");
    }
    // Two keys say that something is to be corrected; not listing it takes it away.
    let marked = entry(&after(none, &format!("{GO}Z C-s")), "一/1/5");
    assert_eq!(marked.correction, Some(Correction::default()));
    let gone = entry(&after(none, &format!("{GO}Z C-s Z left C-s")), "一/1/5");
    assert_eq!(gone.correction, None);
    // Its state is where the cursor stands, and the score does not depend on it.
    let closed = after(RECORD, &format!("{GO}f Z right C-s"));
    let states: Vec<_> = entry(&closed, "一/1/5").corrections().map(|one| one.state).collect();
    assert_eq!(states, [CorrectionState::Closed]);
    let total = |seen: &Seen| seen.app.review.as_ref().expect("a session").card.total.clone();
    assert_eq!(total(&closed), total(&after(RECORD, "")));
}

#[test]
fn what_cannot_be_entered_is_said() {
    let wrong = after(RECORD, &format!("{GO}f Z up C-u text:明年 C-s"));
    assert!(matches!(wrong.app.overlays.last(), Some(Overlay::Form(_))), "{}", wrong.text);
    assert!(wrong.text.contains("没有这一天"), "{}", wrong.text);
    let nothing = after("entries:\n  一/1/5: {met: true}\n", &format!("{GO}Z"));
    assert!(nothing.app.overlays.is_empty());
    assert!(nothing.text.contains("这里没有问题，不用整改"), "{}", nothing.text);
    let fixture = Fixture { read_only: true, ..Fixture::new("wujin-2021", RECORD) };
    let last = played(&fixture, &format!("{GO}Z"), 80, 24);
    assert!(last.app.overlays.is_empty() && last.text.contains("只读"), "{}", last.text);
}

/// 整改 goes on after 定稿, and nothing else: neither by a key nor by taking back what was done.
#[test]
fn what_is_finalised_takes_corrections_only() {
    let fixture = Fixture { is_final: true, ..Fixture::new("wujin-2021", RECORD) };
    let after = |keys: &str| played(&fixture, keys, 80, 24);
    let before = after("");
    let score = |seen: &Seen| seen.app.review.as_ref().expect("a session").card.clone();
    let states = |seen: &Seen| -> Vec<_> {
        entry(seen, "一/1/5").corrections().map(|one| one.state).collect()
    };
    let closed = after(&format!("{GO}Z Z right C-s"));
    assert_eq!(states(&closed), [CorrectionState::Closed], "{}", closed.text);
    assert_eq!((closed.saves, score(&closed)), (1, score(&before)));
    // Of the only entry without findings, straight from the tree; and on a finding without one.
    let opened = after("/ text:主要负责人未作书面 enter Z left C-s");
    assert_eq!(opened.saves, 1, "{}", opened.text);
    let new = after(&format!("{GO}Z down Z text:补报小结 C-s"));
    assert_eq!(states(&new), [CorrectionState::Doing, CorrectionState::Open], "{}", new.text);
    // One step takes it back, and again forth.
    assert_eq!(states(&after(&format!("{GO}Z Z right C-s u"))), states(&before));
    assert_eq!(states(&after(&format!("{GO}Z Z right C-s u C-r"))), states(&closed));
    // In the list and on the row, what changes findings is refused with a word.
    for keys in ["Z a", "Z enter", "Z del", "m", "+", "x", "n", "r text:甲 enter", "f", "c p"] {
        let seen = after(&format!("{GO}{keys}"));
        let session = |seen: &Seen| seen.app.review.as_ref().expect("a session").session.clone();
        assert_eq!(session(&seen), session(&before), "{keys}");
        assert_eq!(seen.saves, 0, "{keys}");
    }
    for keys in ["Z a", "Z enter", "Z del", "f", "m"] {
        let seen = after(&format!("{GO}{keys}"));
        assert!(seen.text.contains("已定稿，只能记整改"), "{keys}: {}", seen.text);
    }
    // Where nothing was found nothing can be corrected, and that is what is said.
    let nothing = after("/ text:未按期 enter Z");
    assert!(nothing.text.contains("不用整改"), "{}", nothing.text);
}

/// What was done before 定稿, and 定稿 itself, are not taken back by the key of undo.
#[test]
fn undo_does_not_reopen() {
    let all = "entries:\n  一/1/5: {findings: [{count: 1, subject: 月报}]}\n  三/1: {score: 13}\n  四/1: {score: 5}\n";
    let fixture = Fixture::new("wujin-2021", all);
    let seen = played(&fixture, "home m o enter", 80, 24);
    let review = |seen: &Seen| seen.app.review.as_ref().expect("a session").clone();
    assert!(review(&seen).is_final(), "{}", seen.text);
    let refused = played(&fixture, "home m o enter u u", 80, 24);
    assert!(review(&refused).is_final(), "{}", refused.text);
    let keys = format!("home m o enter {GO}Z text:补报 C-s");
    let marked = played(&fixture, &keys, 80, 24);
    assert!(entry(&marked, "一/1/5").corrections().next().is_some(), "{}", marked.text);
    let back = played(&fixture, &format!("{keys} u u u"), 80, 24);
    assert!(review(&back).is_final() && entry(&back, "一/1/5").corrections().next().is_none());
    assert_eq!(review(&back).session, review(&seen).session);
}

/// While the filter is on, headings and the total say how much is left below them.
#[test]
fn headings_count_what_is_not_closed() {
    let seen = after(RECORD, "t text:整改 enter");
    assert_snapshot!(seen.text);
    let done = after(RECORD, &format!("t text:整改 enter {GO}f Z right C-s esc"));
    assert!(done.text.contains("未销号 1") && !done.text.contains("未销号 2"), "{}", done.text);
    assert!(!after(RECORD, "").text.contains("未销号"));
}

#[test]
fn what_the_last_assessment_left_is_shown_and_taken_over() {
    let opened = after(LEFT, "");
    assert!(opened.text.contains("上次考核遗留 2 项没有销号"), "{}", opened.text);
    let review = opened.app.review.as_ref().expect("a session");
    assert_eq!(review.card.total.progress.recorded(), 0, "nothing is scored");
    assert_snapshot!(after(LEFT, "t text:整改 enter").text);
    // A reminder that is taken over is a correction of this year, and still nothing is scored.
    let taken = after(LEFT, "t text:整改 enter y");
    let held = entry(&taken, "一/1/1a");
    assert!(held.is_open() && held.correction.is_some(), "{}", taken.text);
    // What was found is looked at once it is recorded anew.
    let again = after(LEFT, &format!("{GO}m a"));
    assert!(again.text.contains("上次考核遗留 1 项"), "{}", again.text);
}

/// On real files: a session with a correction, and the form of the next one.
#[test]
fn the_next_session_goes_on_from_the_one_under_the_cursor() {
    let folder = tempfile::tempdir().expect("a folder");
    let last = "n right*3 tab text:甲局 C-s m tab + Z text:补报 C-s q";
    let made = started(folder.path(), last, 80, 24);
    assert!(made.text.contains("甲局"), "{}", made.text);
    for (keys, why) in [
        ("n right tab*5 right C-s", "无法接续：上次的细则与这份没有一条相同的条款"),
        ("n tab text:乙局 tab*4 right C-s", "上次的是“甲局”的记录，不能接续到“乙局”"),
    ] {
        let refused = started(folder.path(), keys, 120, 40);
        assert!(refused.app.review.is_none() && refused.text.contains(why), "{}", refused.text);
    }
    assert_snapshot!(started(folder.path(), "n tab*5 right", 80, 24).text);
    let seen = started(folder.path(), "n tab*5 right C-s", 80, 24);
    let session = &seen.app.review.as_ref().expect("a session").session;
    assert_eq!((session.head.unit.as_str(), session.entries.len()), ("甲局", 0));
    let left: Vec<_> = session.earlier.values().flat_map(Entry::unfinished).collect();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].measure, "补报");
    assert!(seen.text.contains("上次考核遗留 1 项"), "{}", seen.text);
}

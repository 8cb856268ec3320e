//! 常用语: what is offered for a remark, how it is narrowed, and what becomes of it.

use super::play::{Fixture, Seen, played};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::phrases::Source;
use kaohe::tui::action::Place;
use kaohe::tui::app::Overlay;

/// 一/1/5 with what was written there before.
const RECORD: &str = "entries:
  一/1/5:
    remark: 月报表和小结都没有报
    findings:
      - {count: 1, subject: 一季度月报表, remark: 未报送}
      - {count: 2, subject: 二季度, remark: 迟报}
      - {count: 1, subject: 三季度, remark: 未报送}
";
/// To the form of a new finding of it.
const NEW: &str = "/ text:一/1/5 enter f a ";

fn after(keys: &str) -> Seen {
    played(&Fixture::new("wujin-2021", RECORD), &format!("{NEW}{keys}"), 80, 24)
}

fn offered(seen: &Seen) -> Vec<String> {
    let Some(Overlay::Phrases(list)) = seen.app.overlays.last() else { panic!("{}", seen.text) };
    list.shown().into_iter().map(|phrase| phrase.text.clone()).collect()
}

#[test]
fn phrases_at_80_by_24() {
    assert_snapshot!(after("tab*2 C-r").text);
}

#[test]
fn phrases_at_120_by_40_in_english() {
    let fixture = Fixture { lang: Lang::En, ..Fixture::new("wujin-2021", RECORD) };
    assert_snapshot!(played(&fixture, &format!("{NEW}tab*2 F3 text:bao"), 120, 40).text);
}

#[test]
fn the_form_names_the_key() {
    let seen = after("");
    assert!(seen.text.contains("Ctrl-R 常用语"), "{}", seen.text);
    // The head has no remark of a clause, and says so.
    let head = played(&Fixture::new("wujin-2021", RECORD), "e C-r", 80, 24);
    assert!(!head.text.contains("常用语  "), "{}", head.text);
    assert_eq!(head.app.place(), Place::Form);
    assert!(head.app.status.is_some_and(|status| status.is_error));
}

#[test]
fn characters_pinyin_and_initials_narrow_the_list() {
    for (typed, expected) in [
        ("迟报", vec!["迟报"]),
        ("chib", vec!["迟报"]),
        ("cb", vec!["迟报"]),
        ("weibaosong", vec!["未报送"]),
        ("xj ybb", vec!["月报表和小结都没有报"]),
        ("没有这句", vec![]),
    ] {
        let typed = typed.split(' ').map(|word| format!("text:{word}"));
        let keys = typed.collect::<Vec<_>>().join(" space ");
        let found = offered(&after(&format!("tab*2 C-r {keys}")));
        for text in &expected {
            assert!(found.iter().any(|found| found == text), "{keys}: {found:?}");
        }
        assert!(expected.len() == found.len() || !expected.is_empty(), "{keys}: {found:?}");
    }
}

#[test]
fn a_phrase_goes_in_at_the_caret_and_nothing_is_replaced() {
    let seen = after("tab*2 text:甲乙 left C-r text:迟报 enter C-s");
    let review = seen.app.review.as_ref().expect("a session");
    let entry = review.session.entry("一/1/5").expect("an entry");
    assert_eq!(entry.findings.last().expect("a finding").remark, "甲迟报乙");
    assert_eq!(entry.remark, "月报表和小结都没有报");
    let cancelled = after("tab*2 text:甲乙 C-r text:迟报 esc");
    assert_eq!(cancelled.app.place(), Place::Form);
    assert!(cancelled.text.contains("甲乙"), "{}", cancelled.text);
}

#[test]
fn what_stands_in_the_field_is_not_offered() {
    let record = "entries:\n  一/1/1a: {hit: true, remark: 只有会议记录}\n";
    let seen = played(&Fixture::new("wujin-2021", record), "/ text:一/1/1a enter r C-r", 80, 24);
    let found = offered(&seen);
    assert!(!found.contains(&"只有会议记录".to_owned()), "{found:?}");
    assert_eq!(found[0], "未建立部门支持保障安全生产工作制度");
}

/// The end of the program takes what stands in the form below the list.
#[test]
fn a_list_over_a_form_loses_nothing_at_the_end() {
    let mut seen = after("tab*2 text:甲乙 C-r");
    assert_eq!(seen.app.place(), Place::Phrases);
    let _ = kaohe::tui::update::finish(&mut seen.app);
    let review = seen.app.review.as_ref().expect("a session");
    let entry = review.session.entry("一/1/5").expect("an entry");
    assert_eq!(entry.findings.last().expect("a finding").remark, "甲乙");
}

#[test]
fn templates_are_filled_with_what_the_form_says() {
    let templates = |seen: &Seen| -> Vec<String> {
        let Some(Overlay::Phrases(list)) = seen.app.overlays.last() else { panic!() };
        let all = list.all.iter().filter(|phrase| phrase.source == Source::Template);
        all.map(|phrase| phrase.text.clone()).collect()
    };
    let case = "每季度按要求上报本部门安全生产情况（月报表、工作小结）";
    // A finding by itself, whatever else is recorded.
    let filled = templates(&after("text:四季度 tab 3 C-r"));
    assert_eq!(filled[0], format!("{case}，共3项，扣1.5分"));
    assert_eq!(filled[1], format!("四季度{case}，3项"));
    assert_eq!(filled[2], format!("2021-12-15现场查看四季度：{case}"));
    assert_eq!(filled[4], format!("一/1/5：{case}，请示例镇经济发展局限期整改"));
    // What is not known, or cannot be used, is a gap.
    let gaps = templates(&after("tab text:abc C-r"));
    assert_eq!(gaps[0], format!("{case}，共＿＿＿＿，扣＿＿分"));
    assert_eq!(gaps[3], format!("抽查＿＿，发现{case}"));
    // A shortfall: what is missing of what is required.
    let form = "/ text:一/1/2b enter enter text:1 C-r";
    let missing = templates(&played(&Fixture::new("wujin-2021", ""), form, 80, 24));
    assert!(missing[0].ends_with("共3次，扣3分"), "{missing:?}");
}

/// The rows of 加分, 直接计入总分 and 一票否决 have remarks too.
#[test]
fn a_row_of_a_ledger_takes_phrases() {
    let record = "veto:\n  - {clause: '1', count: 1, remark: 经市级通报}\n  - {clause: '1', count: 1, remark: 经省级通报}\n";
    let fixture = Fixture::new("wujin-2021", record);
    let keys = "b end up*30 ";
    let list = played(&fixture, keys, 80, 24);
    let at = list.text.lines().position(|line| line.contains("经市级通报"));
    assert!(at.is_some(), "{}", list.text);
    // A new row of the same clause is offered what was written there, the newest first.
    let mut found = Vec::new();
    for down in 0..40 {
        let seen = played(&fixture, &format!("b home down*{down} a C-r"), 80, 24);
        let Some(Overlay::Phrases(_)) = seen.app.overlays.last() else { continue };
        let all = offered(&seen);
        if all.first().is_some_and(|first| first == "经省级通报") {
            found = all;
            break;
        }
    }
    assert_eq!(found[..2], ["经省级通报", "经市级通报"]);
    assert!(found.len() > 2, "the words of the document and the templates: {found:?}");
}

#[test]
fn a_phrase_goes_into_the_remark_of_a_row() {
    let fixture = Fixture::new("wujin-2021", "");
    let form = played(&fixture, "b a", 80, 24);
    assert!(form.text.contains("Ctrl-R 常用语"), "{}", form.text);
    let seen = played(&fixture, "b a C-r enter", 80, 24);
    let Some(Overlay::Form(dialog)) = seen.app.overlays.last() else { panic!("{}", seen.text) };
    assert!(!dialog.form.text("remark").is_empty());
}

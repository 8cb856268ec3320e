//! 常用语: what is offered for a remark, how it is narrowed, and what becomes of it.

use super::play::{Fixture, Memory, Seen, play_on, played};
use crate::laws::{IDS, RUBRICS};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::phrases::Source;
use kaohe::rubric::{Home, IndicatorKind, Required, Rubric, Rule, Subject};
use kaohe::tui::action::Place;
use kaohe::tui::app::Overlay;
use ratatui::layout::Size;
use std::fmt::Write;

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

fn templates(seen: &Seen) -> Vec<String> {
    let Some(Overlay::Phrases(list)) = seen.app.overlays.last() else { panic!() };
    let all = list.all.iter().filter(|phrase| phrase.source == Source::Template);
    all.map(|phrase| phrase.text.clone()).collect()
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
    let case = "下列要求未做到：每季度按要求上报本部门安全生产情况（月报表、工作小结）";
    // A finding by itself, whatever else is recorded.
    let filled = templates(&after("text:四季度 tab 3 C-r"));
    assert_eq!(filled[0], format!("{case}，共3项，扣1.5分"));
    assert_eq!(filled[1], format!("{case}，扣1.5分"));
    assert_eq!(filled[2], format!("四季度{case}，3项"));
    assert_eq!(filled[3], format!("2021-12-15现场查看四季度：{case}"));
    assert_eq!(filled[5], format!("一/1/5：{case}，请示例镇经济发展局限期整改"));
    // What is not known, or cannot be used, is a gap.
    let gaps = templates(&after("tab text:abc C-r"));
    assert_eq!(gaps[0], format!("{case}，共＿＿＿＿，扣＿＿分"));
    assert_eq!(gaps[4], format!("抽查＿＿，发现{case}"));
    // A shortfall: what is missing of what is required.
    let form = "/ text:一/1/2b enter enter text:1 C-r";
    let missing = templates(&played(&Fixture::new("wujin-2021", ""), form, 80, 24));
    let case = "定期召开安全工作会议研究部署工作，要求4次，实有1次，少3次";
    assert_eq!(missing[0], format!("{case}，扣3分"));
    assert!(!missing.iter().any(|filled| filled.contains("共")), "{missing:?}");
    let form = "/ text:一/1/2b enter enter tab text:2 C-r";
    let missing = templates(&played(&Fixture::new("wujin-2021", ""), form, 80, 24));
    assert_eq!(missing[0], "定期召开安全工作会议研究部署工作，要求4次，少2次，扣2分");
    // Nothing is left of the item: its points. And no count where nothing is counted.
    let form = "/ text:E/E2/2.5 enter space space r C-r";
    let all = templates(&played(&Fixture::new("jinzhong-2019", ""), form, 80, 24));
    assert!(all[0].starts_with("无资料：") && all[0].ends_with("，扣1分"), "{all:?}");
    assert!(!all.iter().any(|filled| filled.contains("次")), "{all:?}");
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
    let list = played(&fixture, "b a C-r", 80, 24);
    assert_eq!(templates(&list), Vec::<String>::new(), "nothing is missing where points are added");
    let seen = played(&fixture, "b a C-r enter", 80, 24);
    let Some(Overlay::Form(dialog)) = seen.app.overlays.last() else { panic!("{}", seen.text) };
    assert!(!dialog.form.text("remark").is_empty());
}

/// One record of every kind, as the rule of the clause asks for it.
fn example(rubric: &Rubric, subject: Subject) -> Option<&'static str> {
    let clause = match subject {
        Subject::Indicator(index) => {
            return match rubric.indicator(index).kind {
                IndicatorKind::Task => Some("{task: not_done}"),
                IndicatorKind::Judged { .. } => Some("{score: 0.5}"),
                _ => None,
            };
        }
        Subject::Clause(index) => rubric.clause(index),
    };
    if clause.repeated || !matches!(clause.home, Home::Item(_)) {
        return None;
    }
    Some(match &clause.rule {
        Rule::Flat => "{hit: true}",
        Rule::Occurrence | Rule::Baseline(_) => "{count: 2}",
        Rule::Shortfall(Required::One(_)) => "{actual: 2}",
        Rule::Shortfall(Required::Named(_)) => "named",
        Rule::Rate(_) => "{actual: 60}",
        Rule::Threshold(_) => "{actual: 0.2}",
        Rule::Converted { .. } => "{score: 80}",
    })
}

/// What the document and the templates offer for every clause and item of the five documents.
#[test]
fn what_is_offered_says_what_is_wrong() {
    let mut listing = String::new();
    for id in &IDS[..5] {
        let rubric = &RUBRICS[IDS.iter().position(|known| known == id).expect("known")];
        writeln!(listing, "# {id}").expect("a string");
        for (id_of, subject) in rubric.ids() {
            let Some(value) = example(rubric, *subject) else { continue };
            let of_each;
            let value = if value == "named" {
                let Subject::Clause(index) = subject else { continue };
                let Rule::Shortfall(Required::Named(names)) = &rubric.clause(*index).rule else {
                    continue;
                };
                let counts = names.iter().map(|(name, _)| format!("{name}: 3"));
                of_each = format!("{{actual: {{{}}}}}", counts.collect::<Vec<_>>().join(", "));
                of_each.as_str()
            } else {
                value
            };
            let record = format!("entries:\n  {id_of}: {value}\n");
            let fixture = Fixture::new(id, &record);
            let mut app = fixture.app(Size { width: 80, height: 24 });
            let review = app.review.as_mut().expect("a session");
            assert!(review.tree.go_to_id(&review.rubric, id_of));
            let mut disk = Memory { save_fails: None, saves: 0 };
            let seen = play_on(app, &mut disk, "r C-r", |_| 0);
            let Some(Overlay::Phrases(list)) = seen.app.overlays.last() else {
                writeln!(listing, "{id_of} {value}: none").expect("a string");
                continue;
            };
            writeln!(listing, "{id_of} {value}").expect("a string");
            let mut has_template = false;
            for phrase in &list.all {
                let is_template = phrase.source == Source::Template;
                if std::mem::replace(&mut has_template, is_template) && is_template {
                    break;
                }
                let mark = match phrase.source {
                    Source::Document => "条文",
                    Source::Template => "模板",
                    _ => continue,
                };
                writeln!(listing, "  {mark} {}", phrase.text).expect("a string");
            }
        }
    }
    assert_snapshot!(listing);
}

//! 随机抽查: a draw, what is shown of it, and its names as subjects.

use super::play::{Fixture, Seen, played};
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::session::Sample;
use kaohe::tui::app::Overlay;

/// Xuchang 一/2/2/a: 随机抽查不同行业部门每缺少一次的扣0.5分.
const GO: &str = "/ text:抽查不同行业部门 enter ";
const NAMES: &str = "text:甲局 C-o text:乙局 C-o text:丙局 tab 2 ";

fn after(record: &str, keys: &str) -> Seen {
    played(&Fixture::new("xuchang-2018", record), &format!("{GO}{keys}"), 80, 24)
}

fn samples(seen: &Seen) -> Vec<(String, Sample)> {
    let review = seen.app.review.as_ref().expect("a session");
    review.session.samples.clone().into_iter().collect()
}

fn selected(seen: &Seen) -> String {
    seen.app.review.as_ref().and_then(|review| review.selected()).expect("a clause").id
}

#[test]
fn the_form_of_a_sample() {
    assert_snapshot!(after("", &format!("% {NAMES}")).text);
}

#[test]
fn what_was_drawn_is_shown() {
    let keys = format!("% {NAMES}C-s f text:乙局 F2 esc");
    assert_snapshot!(after("", &keys).text);
    let fixture = Fixture { lang: Lang::En, ..Fixture::new("xuchang-2018", "") };
    assert_snapshot!(played(&fixture, &format!("{GO}{keys}"), 120, 40).text);
}

#[test]
fn a_draw_is_one_step_and_can_be_repeated() {
    let drawn = after("", &format!("% {NAMES}C-s"));
    let id = selected(&drawn);
    let [(held, sample)] = &samples(&drawn)[..] else { panic!("{}", drawn.text) };
    assert_eq!((held, drawn.saves), (&id, 1));
    assert_eq!((sample.seed.as_str(), sample.drawn.len()), ("20211215093107", 2));
    assert!(sample.is_repeatable());
    assert!(drawn.text.contains("抽中："), "{}", drawn.text);
    // Opened again it has everything, and draws the same.
    let again = after("", &format!("% {NAMES}C-s % C-s"));
    assert_eq!((samples(&again), again.saves), (samples(&drawn), 1));
    // A seed somebody else used.
    let seeded = after("", &format!("% {NAMES}tab C-u text:77 C-s"));
    assert_eq!(samples(&seeded)[0].1.seed, "77");
    let back = after("", &format!("% {NAMES}C-s u"));
    assert!(samples(&back).is_empty());
    // An emptied list takes the sample away.
    let gone = after("", &format!("% {NAMES}C-s % C-u bs C-u bs C-u C-s"));
    assert!(samples(&gone).is_empty(), "{}", gone.text);
}

#[test]
fn what_cannot_be_drawn_is_told() {
    for (keys, words) in [
        ("% C-s", "必填"),
        ("% text:甲 tab 3 C-s", "名单只有 1 个"),
        ("% text:甲 tab 0 C-s", "至少是 1"),
        ("% text:甲 tab*2 C-u C-s", "必填"),
    ] {
        let seen = after("", keys);
        assert!(seen.text.contains(words) && seen.saves == 0, "{keys}: {}", seen.text);
    }
}

fn offered(seen: &Seen) -> Vec<String> {
    let Some(Overlay::Phrases(list)) = seen.app.overlays.last() else { panic!("{}", seen.text) };
    list.shown().into_iter().map(|phrase| phrase.text.clone()).collect()
}

#[test]
fn drawn_names_are_subjects_and_lists_are_used_again() {
    let draw = format!("% {NAMES}C-s ");
    let drawn = samples(&after("", &draw))[0].1.drawn.clone();
    let first = after("", &format!("{draw}f C-r"));
    assert_eq!(offered(&first), drawn);
    // What has a finding comes last.
    let second = after("", &format!("{draw}f C-r enter F2 a C-r"));
    assert_eq!(offered(&second), [drawn[1].clone(), drawn[0].clone()]);
    let picked = after("", &format!("{draw}f C-r enter F2 esc"));
    let review = picked.app.review.as_ref().expect("a session");
    let entry = review.entry(&selected(&picked));
    assert_eq!(entry.findings[0].subject, drawn[0]);
    // The remark has phrases as ever.
    let remark = after("", &format!("{draw}f tab*2 C-r"));
    assert!(!offered(&remark).contains(&drawn[0]));
    // Another clause takes the list.
    let other = after("", &format!("{draw}tab % C-r enter tab 2 C-s"));
    let all = samples(&other);
    assert_eq!(all.len(), 2, "{}", other.text);
    assert_eq!(all[0].1.names, all[1].1.names);
}

/// A sample of an item is one of its clauses too, and a finding under any of them counts.
#[test]
fn a_sample_of_an_item_is_one_of_its_clauses() {
    let record = "entries:
  一/1/1a: {findings: [{count: 1, subject: \"甲厂、丁厂\"}]}
samples:
  一/1: {seed: x, drawn: [甲厂, 乙厂], names: [甲厂, 乙厂, 丙厂]}
";
    let keys = "/ text:一/1/1b enter";
    let seen = played(&Fixture::new("wujin-2021", record), keys, 120, 40);
    assert!(seen.text.contains("甲厂  有情形"), "{}", seen.text);
    // Nobody has looked at this clause yet; once it is met there is none.
    assert!(seen.text.contains("乙厂  未查"), "{}", seen.text);
    let met = format!("{keys} space");
    let met = played(&Fixture::new("wujin-2021", record), &met, 120, 40).text;
    assert!(met.contains("乙厂  无情形"), "{met}");
    assert!(seen.text.contains("一/1：3 个抽 2 个，种子 x"), "{}", seen.text);
}

/// A list that was changed by hand does not pass for a draw.
#[test]
fn what_seed_and_list_do_not_give_is_told() {
    let of = |drawn: &str| {
        let record = format!("samples:\n  一/1: {{seed: x, drawn: [{drawn}], names: [甲, 乙]}}\n");
        played(&Fixture::new("wujin-2021", &record), "/ text:一/1 enter", 120, 40).text
    };
    let told = |text: &str| text.contains("不一致，请核对");
    assert!(told(&of("甲")) != told(&of("乙")), "one of two is drawn first");
}

/// Another seed or number does not replace what was drawn without a question.
#[test]
fn what_was_drawn_is_not_replaced_without_asking() {
    let go = "/ text:二/1/2 enter % text:甲 C-o text:乙 C-o text:丙 C-s ";
    let drawn = |seen: &Seen| {
        let review = seen.app.review.as_ref().expect("a session");
        review.session.samples.values().next().expect("a sample").clone()
    };
    let play = |keys: &str| played(&Fixture::new("wujin-2021", ""), keys, 80, 24);
    let first = play(go);
    let asked = play(&format!("{go}% tab*2 text:9 C-s"));
    assert!(asked.text.contains("已抽过"), "{}", asked.text);
    assert_eq!(drawn(&asked), drawn(&first));
    let kept = play(&format!("{go}% tab*2 text:9 C-s esc"));
    assert_eq!(drawn(&kept), drawn(&first));
    let again = play(&format!("{go}% tab*2 text:9 C-s enter"));
    assert_ne!(drawn(&again).seed, drawn(&first).seed);
    // The same list, number and seed are no other draw.
    assert!(!play(&format!("{go}% C-s")).text.contains("已抽过"));
    // Nobody has looked at the clause: what was drawn is not found to be in order.
    assert!(first.text.contains("未查") && !first.text.contains("无情形"), "{}", first.text);
}

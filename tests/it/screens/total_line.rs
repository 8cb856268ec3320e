//! The line of the total: everything at 80 columns, and what goes first where it is narrower.

use super::play::{Fixture, played};
use insta::assert_snapshot;
use kaohe::lang::Lang;

/// All figures there can be, with long numbers.
const LONG: &str = "entries: {一/1/5: {count: 3}, 一/1/1a: {hit: true}, 三/1: {score: 11.25}}
bonus: [{clause: 4a, award: 1.25, matter: 表彰}]
veto: [{clause: 3b, count: 2}]
";

fn total_line(lang: Lang, record: &str, width: u16) -> String {
    let fixture = Fixture { lang, ..Fixture::new("wujin-2021", record) };
    let text = played(&fixture, "", width, 24).text;
    text.lines().nth(22).expect("the line of the total").to_owned()
}

#[test]
fn everything_is_there_at_80_columns() {
    for lang in [Lang::Zh, Lang::En] {
        let line = total_line(lang, LONG, 80);
        let values = ["90", "2.5", "1.25", "5", "~", "3/35", "不合格"];
        for value in values {
            assert!(line.contains(value), "{value} in {line}");
        }
        assert!(line.contains(if lang == Lang::Zh { "否决" } else { "Veto" }), "{line}");
    }
}

/// Money stays where the line is narrow, in both languages.
#[test]
fn fines_are_there_at_80_columns() {
    let record = "entries: {1/a: {count: 3}, 1/b: {count: 6}}";
    for (lang, said) in [(Lang::Zh, "罚款 300元"), (Lang::En, "Fines 300 yuan")] {
        for width in [80, 60] {
            let fixture = Fixture { lang, ..Fixture::new("fines", record) };
            let text = played(&fixture, "", width, 24).text;
            assert!(text.lines().nth(22).is_some_and(|line| line.contains(said)), "{text}");
        }
    }
}

#[test]
fn what_does_not_fit_goes_in_a_stated_order() {
    let mut lines = Vec::new();
    for record in [LONG, "entries: {一/1/5: {count: 3}}"] {
        for lang in [Lang::Zh, Lang::En] {
            for width in [120, 100, 80, 70, 60] {
                lines.push(format!("{width:>3} {}", total_line(lang, record, width)));
            }
        }
    }
    assert_snapshot!(lines.join("\n"));
}

//! What a session of the next assessment takes over from the last one: `carry.yaml`, and
//! `kaohe new --from` on files.

use super::{read, replace, text_of};
use crate::commands::{home, kaohe_words};
use crate::fixtures::{rubric, session};
use kaohe::cli::Exit;
use kaohe::rubric::Rubric;
use kaohe::score::score;
use kaohe::session::{Session, carried};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    replace: BTreeMap<String, String>,
    last: String,
    earlier: String,
    #[serde(default)]
    unfinished: usize,
    #[serde(default)]
    alone: usize,
    #[serde(default)]
    left: Vec<String>,
}

#[test]
fn what_is_taken_over_is_as_stated_and_never_scored() {
    let base = text_of("base.yaml");
    let old = read("base", &base);
    let cases: Vec<Case> = serde_yaml::from_str(&text_of("carry.yaml")).expect("cases");
    assert!(cases.len() > 10);
    for case in &cases {
        let new = read(&case.name, &replace(&case.name, &base, &case.replace));
        let last = session("base", &[], &format!("{}\n", case.last));
        let found = carried(&last, (&old, &new)).expect("something in common");
        let expected = session("base", &[], &format!("{}\n", case.earlier)).earlier;
        assert_eq!(found.earlier, expected, "{}", case.name);
        let counts = (found.unfinished, found.alone);
        assert_eq!(counts, (case.unfinished, case.alone), "{}", case.name);
        let left: Vec<&String> = found.left_over.iter().map(|(id, _)| id).collect();
        assert_eq!(left, case.left.iter().collect::<Vec<_>>(), "{}", case.name);
        let fresh = Session::default();
        let begun = Session { earlier: found.earlier, ..Session::default() };
        assert_eq!(score(&new, &begun), score(&new, &fresh), "{}: scored", case.name);
        assert_eq!(begun.correction_counts(None).earlier, case.unfinished, "{}", case.name);
    }
}

#[test]
fn documents_without_a_clause_in_common_are_refused() {
    let documents = ["wujin-2021", "xuchang-2018", "anning-2022"].map(rubric);
    let last = Session::default();
    let is_refused = |old: &Rubric, new: &Rubric| carried(&last, (old, new)).is_none();
    for (place, one) in documents.iter().enumerate() {
        for (other_place, other) in documents.iter().enumerate() {
            assert_eq!(is_refused(one, other), place != other_place, "{place} {other_place}");
        }
    }
}

/// A user's own rubric, and last year's session with something that is not corrected.
#[test]
fn new_from_last_year() {
    let home = home();
    let folder = home.path().join("rubrics");
    fs::create_dir(&folder).expect("made");
    fs::write(folder.join("base.yaml"), text_of("base.yaml")).expect("written");
    let next = text_of("base.yaml").replace("id: base", "id: next");
    let next = next.replace("未制定年度计划的", "未制定年度工作计划的");
    fs::write(folder.join("next.yaml"), next).expect("written");
    let run = |words: &[&str]| kaohe_words(home.path(), words, "");
    let made = run(&["new", "base", "--unit", "示例街道", "--date", "2024-12-01"]);
    let last = made.output.trim().to_owned();
    let text = fs::read_to_string(&last).expect("the session");
    let record = "entries:\n  一/1/a: {hit: true, remark: 无计划, correction: {measure: 补订计划, \
                  due: 2025-03-01}}\n  一/1/b: {actual: 3, remark: 缺三季度}\n  三/9: {count: 1, \
                  correction: {measure: 补记, state: doing}}\n";
    fs::write(&last, format!("{text}{record}")).expect("recorded");

    let from = |rubric: &'static str, unit: &'static str, lang: &'static str| {
        run(&[
            "new",
            rubric,
            "--unit",
            unit,
            "--date",
            "2025-12-01",
            "--from",
            &last,
            "--lang",
            lang,
        ])
    };
    let begun = from("next", "示例街道", "zh");
    assert_eq!(begun.exit, Some(Exit::Done), "{}", begun.text());
    assert_eq!(
        begun.messages,
        "接续上次：带来上次记录 2 条，其中整改未销号 1 项，1 项的条文已变，只带整改\n\
         新细则中没有 三/9，整改未销号：整改中，补记\n"
    );
    let text = fs::read_to_string(begun.output.trim()).expect("the session");
    let earlier = "earlier:\n  一/1/a: {correction: {measure: 补订计划, due: 2025-03-01, state: \
                   open}}\n  一/1/b: {actual: 3, remark: 缺三季度}\n";
    assert!(text.contains(earlier) && !text.contains("entries:"), "{text}");
    // What is there is opened as any session.
    assert_eq!(run(&["score", begun.output.trim()]).exit, Some(Exit::Done));

    for (rubric, unit, lang, exit, why) in [
        (
            "next",
            "别的街道",
            "zh",
            Exit::WrongUse,
            "上次的是“示例街道”的记录，不能接续到“别的街道”",
        ),
        ("next", "别的街道", "en", Exit::WrongUse, "is one of “示例街道”, not of “别的街道”"),
        ("wujin-2021", "示例街道", "zh", Exit::WrongUse, "没有一条相同的条款"),
        ("wujin-2021", "示例街道", "en", Exit::WrongUse, "has no clause in common"),
    ] {
        let refused = from(rubric, unit, lang);
        assert_eq!((refused.exit, refused.output.as_str()), (Some(exit), ""));
        assert!(refused.messages.contains(why), "{}", refused.messages);
    }
}

//! Two versions of a rubric: what is different, and what becomes of a session.
//!
//! `changes/base.yaml` is the old version; a case of `changes/cases.yaml` replaces words of
//! it and says what must be told, and where each record of `changes/session.yaml` is then.

mod carry;
mod commands;
mod laws;

use crate::fixtures::{project_file, session};
use kaohe::lang::{Lang, changes as say};
use kaohe::rubric::Rubric;
use kaohe::rubric::changes::{Kind, changes};
use kaohe::session::{Entry, RubricReference, Session, migration};
use kaohe::storage::rubric_file::parse_rubric;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    replace: BTreeMap<String, String>,
    changes: Vec<String>,
    #[serde(default)]
    again: Vec<String>,
    #[serde(default)]
    entries: BTreeMap<String, String>,
    #[serde(default)]
    earlier: BTreeMap<String, String>,
}

/// A file of `tests/it/changes`.
pub(crate) fn text_of(name: &str) -> String {
    let path = project_file(&format!("tests/it/changes/{name}"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The new version with something of every kind: what `combined.yaml` replaces.
pub(crate) fn combined() -> String {
    let replaced: BTreeMap<String, String> =
        serde_yaml::from_str(&text_of("combined.yaml")).expect("words to replace");
    replace("combined", &text_of("base.yaml"), &replaced)
}

pub(crate) fn read(name: &str, text: &str) -> Rubric {
    match parse_rubric("base.yaml", text) {
        Ok(parsed) => parsed.rubric,
        Err(problems) => panic!("{name}: {problems:#?}"),
    }
}

fn replace(name: &str, base: &str, words: &BTreeMap<String, String>) -> String {
    words.iter().fold(base.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{name}: no {from}");
        text.replace(from, to)
    })
}

#[test]
fn every_pair_is_told_and_migrated_as_stated() {
    let base = text_of("base.yaml");
    let old = read("base", &base);
    let before = session("base", &[], &text_of("session.yaml"));
    let cases: Vec<Case> = serde_yaml::from_str(&text_of("cases.yaml")).expect("cases");
    assert!(cases.len() > 20);
    for case in &cases {
        let new = read(&case.name, &replace(&case.name, &base, &case.replace));
        let found = changes(&old, &new);
        let told: Vec<String> = found
            .iter()
            .map(|change| {
                let about = say::about(Lang::Zh, &old, &new, change);
                format!("{} {about}", say::kind(Lang::Zh, change.kind))
            })
            .collect();
        assert_eq!(told, case.changes, "{}", case.name);
        for lang in [Lang::Zh, Lang::En] {
            for change in &found {
                let differences = say::differences(lang, &old, &new, change);
                let says = !differences.is_empty() || change.kind == Kind::Renumbered;
                assert!(says, "{}: nothing to show of {change:?}", case.name);
            }
        }
        let mut after = before.clone();
        let reference = RubricReference { id: "base".to_owned(), sha256: "0b".repeat(32) };
        let plan = migration(&before, (&old, &new), &found, reference.clone());
        let again: Vec<String> =
            plan.look_again.iter().map(|again| say::look_again(Lang::Zh, again)).collect();
        assert_eq!(again, case.again, "{}", case.name);
        let inverse = plan.edit.apply(&mut after);
        assert_eq!(after.rubric, reference);
        check_places(case, &before, &after);
        let _ = inverse.apply(&mut after);
        assert_eq!(after, before, "{}: taken back", case.name);
    }
}

/// Every record is where the case says, or where it was.
fn check_places(case: &Case, before: &Session, after: &Session) {
    let of = |id: &String| before.entries[id].clone();
    let mut expected: BTreeMap<String, Entry> = before.entries.clone();
    for was in case.entries.values().chain(case.earlier.values()) {
        expected.remove(was);
    }
    expected.extend(case.entries.iter().map(|(is, was)| (is.clone(), of(was))));
    assert_eq!(after.entries, expected, "{}: entries", case.name);
    let earlier: BTreeMap<String, Entry> =
        case.earlier.iter().map(|(is, was)| (is.clone(), of(was))).collect();
    assert_eq!(after.earlier, earlier, "{}: earlier", case.name);
}

/// What is set aside twice is kept twice, the newest first; and it goes along when the
/// clause gets another number.
#[test]
fn what_was_set_aside_before_is_kept() {
    let base = text_of("base.yaml");
    let second = base.replace("不少于4次", "不少于6次").replace("required: 4", "required: 6");
    let third = second.replace("deduct: 0.5, per: 次, required", "deduct: 1, per: 次, required");
    let fourth = third.replace("{no: b, text: 每年", "{no: z, text: 每年");
    let fourth = fourth.replace("about: 一/1/b", "about: 一/1/z");
    let versions = [base, second, third, fourth].map(|text| read("versions", &text));
    let mut held = session("base", &[], "entries:\n  一/1/b: {count: 1}\n");
    let second_record = session("base", &[], "entries:\n  一/1/b: {count: 2}\n");
    for pair in versions.windows(2) {
        let found = changes(&pair[0], &pair[1]);
        let plan = migration(&held, (&pair[0], &pair[1]), &found, RubricReference::default());
        let _ = plan.edit.apply(&mut held);
        if held.entries.is_empty() && held.earlier.len() == 1 {
            held.entries = second_record.entries.clone();
        }
    }
    let counts: Vec<u32> = held.earlier_of("一/1/z").map(Entry::count).collect();
    assert_eq!(counts, [2, 1]);
    assert!(held.entries.is_empty() && held.earlier.len() == 2, "{held:?}");
    let before = held.clone();
    let inverse = held.take_earlier("一/1/z").expect("one").apply(&mut held);
    let count_of = |held: &Session| held.entry("一/1/z").map(Entry::count);
    assert_eq!((count_of(&held), held.earlier.len()), (Some(2), 1));
    assert_eq!(held.earlier_of("一/1/z").map(Entry::count).collect::<Vec<_>>(), [1]);
    let _ = inverse.apply(&mut held);
    assert_eq!(held, before);
}

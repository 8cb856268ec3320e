//! `kaohe diff` and `kaohe migrate` on files.

use super::{combined, text_of};
use crate::commands::{home, kaohe_words};
use insta::assert_snapshot;
use kaohe::cli::Exit;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder `old` and a folder `new` with a version each.
fn versions() -> (TempDir, [String; 2]) {
    let folder = home();
    let files = [("old", text_of("base.yaml")), ("new", combined())].map(|(name, text)| {
        let path = folder.path().join(name).join("base.yaml");
        fs::create_dir(path.parent().expect("a folder")).expect("made");
        fs::write(&path, text).expect("written");
        path.display().to_string()
    });
    (folder, files)
}

#[test]
fn diff_tells_every_change() {
    let (folder, [old, new]) = versions();
    for (name, lang) in [("diff", "zh"), ("diff_in_english", "en")] {
        let outcome = kaohe_words(folder.path(), &["--lang", lang, "diff", &old, &new], "");
        assert_snapshot!(name, outcome.text());
    }
    let same = kaohe_words(folder.path(), &["diff", &old, &old], "");
    assert_eq!((same.exit, same.output.as_str()), (Some(Exit::Done), ""));
    let unknown = kaohe_words(folder.path(), &["diff", &old, "nothing-1999"], "");
    assert_eq!(unknown.exit, Some(Exit::WrongUse));
    let input = kaohe_words(folder.path(), &["diff", "-", &new], &text_of("base.yaml"));
    assert_eq!(input.exit, Some(Exit::NotInOrder), "{}", input.messages);
}

#[test]
fn diff_as_json_has_the_public_shape() {
    let (folder, [old, new]) = versions();
    let value = kaohe_words(folder.path(), &["diff", &old, &new, "--json"], "").json();
    assert_eq!(value["old"]["id"], "base");
    assert_ne!(value["old"]["sha256"], value["new"]["sha256"]);
    let changes = value["changes"].as_array().expect("a list");
    let of = |id: &str| {
        let found = changes.iter().find(|change| change["new"]["id"] == id);
        found.unwrap_or_else(|| panic!("{id} is not listed"))
    };
    let amount = of("一/1/c");
    assert_eq!((&amount["kind"], &amount["part"]), (&"rule".into(), &"clause".into()));
    assert_eq!(amount["old"]["rule"], "每次扣 0.2");
    assert_eq!(amount["new"]["rule"], "每次扣 0.3");
    assert_eq!(of("一/1/d")["old"], Value::Null);
    let same = kaohe_words(folder.path(), &["diff", &old, &old, "--json"], "").json();
    assert_eq!(same["changes"], Value::Array(Vec::new()));
}

/// A user's own rubric, a session scored with it, and the rubric changed since.
fn migrating() -> (TempDir, PathBuf) {
    let home = home();
    let rubric = home.path().join("rubrics/base.yaml");
    fs::create_dir(rubric.parent().expect("a folder")).expect("made");
    fs::write(&rubric, text_of("base.yaml")).expect("written");
    let made = kaohe_words(home.path(), &["new", "base", "--unit", "示例街道"], "");
    let session = PathBuf::from(made.output.trim());
    let text = fs::read_to_string(&session).expect("the session");
    fs::write(&session, format!("{text}{}", text_of("session.yaml"))).expect("recorded");
    fs::write(&rubric, combined()).expect("changed");
    (home, session)
}

fn migrate(home: &Path, words: &[&str]) -> (Option<Exit>, String) {
    let outcome = kaohe_words(home, &[&["migrate"], words].concat(), "");
    (outcome.exit, outcome.text())
}

#[test]
fn migrate_tells_then_writes() {
    let (home, session) = migrating();
    let path = session.display().to_string();
    let before = fs::read_to_string(&session).expect("the session");
    let (exit, told) = migrate(home.path(), &[&path]);
    assert_eq!(exit, Some(Exit::NotInOrder));
    assert_snapshot!("migrate", told.replace(&path, "甲.kaohe.yaml"));
    let (_, told) = migrate(home.path(), &["--lang", "en", &path]);
    assert_snapshot!("migrate_in_english", told.replace(&path, "甲.kaohe.yaml"));
    assert_eq!(fs::read_to_string(&session).expect("the session"), before, "only told");
    let scored = kaohe_words(home.path(), &["score", &path], "");
    assert!(scored.messages.contains("记录之后细则有 16 处变化"), "{}", scored.messages);
    let (exit, _) = migrate(home.path(), &[&path, "--write"]);
    assert_eq!(exit, Some(Exit::Done));
    let after = fs::read_to_string(&session).expect("the session");
    let records = after.find("entries:").expect("entries");
    assert_snapshot!("migrated_session", &after[records..]);
    let copies = session.with_file_name("rubrics");
    assert_eq!(fs::read_dir(copies).expect("copies").count(), 2, "both versions are kept");
    // Scored with the present version without a word, and there is nothing left to do.
    let scored = kaohe_words(home.path(), &["score", &path], "");
    assert_eq!((scored.exit, scored.messages.as_str()), (Some(Exit::Done), ""));
    for words in [&[path.as_str()][..], &[&path, "--write"]] {
        let (exit, told) = migrate(home.path(), words);
        assert_eq!(exit, Some(Exit::Done), "{told}");
    }
    assert_eq!(fs::read_to_string(&session).expect("the session"), after);
}

#[test]
fn migrate_leaves_alone_what_it_must() {
    let (home, session) = migrating();
    let path = session.display().to_string();
    let text = fs::read_to_string(&session).expect("the session");
    let last = text.replace("state: draft", "state: final");
    fs::write(&session, &last).expect("finalised");
    let (exit, told) = migrate(home.path(), &[&path, "--write"]);
    assert_eq!(exit, Some(Exit::NotInOrder));
    assert!(told.contains("已定稿，没有迁移"), "{told}");
    assert_eq!(fs::read_to_string(&session).expect("the session"), last);
    fs::remove_dir_all(session.with_file_name("rubrics")).expect("copies taken away");
    let (exit, told) = migrate(home.path(), &[&path]);
    assert_eq!(exit, Some(Exit::FileTrouble));
    assert!(told.contains("找不到记录时所用的那一版细则"), "{told}");
    assert_eq!(migrate(home.path(), &["/nowhere/x.kaohe.yaml"]).0, Some(Exit::FileTrouble));
}

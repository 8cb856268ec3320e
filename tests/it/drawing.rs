//! `kaohe sample`: the draw of the screen from the command line, repeated by whoever doubts it.

use crate::commands::{Outcome, home, kaohe_words};
use kaohe::cli::Exit;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ID: &str = "一/2/2/a";

/// A session of its own, and its path.
fn made() -> (TempDir, String) {
    let home = home();
    let file = home.path().join("s.kaohe.yaml").display().to_string();
    let new = ["new", "xuchang-2018", "--unit", "示例县", "--out", &file];
    assert_eq!(kaohe_words(home.path(), &new, "").exit, Some(Exit::Done));
    (home, file)
}

fn sample(home: &Path, words: &[&str], input: &str) -> Outcome {
    let words: Vec<&str> = std::iter::once("sample").chain(words.iter().copied()).collect();
    kaohe_words(home, &words, input)
}

const FIVE: [&str; 5] = ["甲厂", "乙厂", "丙厂", "丁厂", "戊厂"];

#[test]
fn names_are_drawn_recorded_and_repeated() {
    let (home, file) = made();
    let seed = ["--seed", "20211215093107"];
    let words = [&[file.as_str(), ID][..], &FIVE, &["--draw", "2"], &seed].concat();
    let drawn = sample(home.path(), &words, "");
    // What the unit test of the draw knows from sha256sum.
    assert_eq!((drawn.exit, drawn.output.as_str()), (Some(Exit::Done), "戊厂\n丙厂\n"));
    let said = "一/2/2/a：5 个抽 2 个，种子 20211215093107，2021-12-15\n";
    assert_eq!(drawn.messages, said);
    let told = sample(home.path(), &[&file], "");
    assert_eq!(told.exit, Some(Exit::Done));
    for part in ["戊厂、丙厂", "名单：甲厂、乙厂、丙厂、丁厂、戊厂", "照样重抽，结果一致"]
    {
        assert!(told.output.contains(part), "{}", told.output);
    }
    let verified = kaohe_words(home.path(), &["verify", &file], "");
    assert_eq!(verified.exit, Some(Exit::Done), "{}", verified.output);
    assert!(verified.output.contains("随机抽查：1 次都照样重抽过"), "{}", verified.output);
    let history = kaohe_words(home.path(), &["history", &file], "");
    assert!(history.output.contains("戊厂"), "{}", history.output);
}

#[test]
fn a_list_comes_from_a_file_or_standard_input_and_the_seed_from_the_clock() {
    let (home, file) = made();
    let list = home.path().join("名单.txt").display().to_string();
    fs::write(&list, " 甲厂\n乙厂\n\n甲厂\n").expect("a list");
    let drawn = sample(home.path(), &[&file, ID, "--names", &list, "--draw", "2"], "");
    assert_eq!(drawn.output.lines().count(), 2, "{}", drawn.messages);
    assert!(drawn.messages.contains("种子 20211215093000"), "{}", drawn.messages);
    let again = ["--draw", "1", "--again"];
    let words = [&[file.as_str(), ID, "--names", "-"][..], &again].concat();
    let drawn = sample(home.path(), &words, "丙厂\n");
    assert_eq!(drawn.output, "丙厂\n");
    let json = sample(home.path(), &[&file, "--json"], "").json();
    assert_eq!(json["drawn"][0], "丙厂");
    assert_eq!(json["repeatable"], true);
}

#[test]
fn what_cannot_be_drawn_is_refused_and_nothing_changes() {
    let (home, file) = made();
    let before = fs::read(&file).expect("a session");
    let refused: [(&[&str], &str, Exit); 6] = [
        (&["甲厂"], "抽几个没有写，例如 --draw 3", Exit::WrongUse),
        (&["甲厂", "--draw", "2"], "名单只有 1 个", Exit::WrongUse),
        (&["--draw", "1"], "名单是空的", Exit::WrongUse),
        (&["甲厂", "--draw", "0"], "名单是空的", Exit::WrongUse),
        (&["甲厂", "--draw", "many"], "many", Exit::WrongUse),
        (&["--names", "没有.txt", "--draw", "1"], "没有.txt", Exit::FileTrouble),
    ];
    for (words, why, exit) in refused {
        let words = [&[file.as_str(), ID][..], words].concat();
        let found = sample(home.path(), &words, "");
        assert_eq!(found.exit, Some(exit), "{words:?}: {}", found.messages);
        assert!(found.messages.contains(why), "{words:?}: {}", found.messages);
    }
    let unknown = sample(home.path(), &[&file, "九/九", "甲厂", "--draw", "1"], "");
    assert_eq!(unknown.exit, Some(Exit::WrongUse));
    assert!(unknown.messages.contains("细则里没有“九/九”"), "{}", unknown.messages);
    assert_eq!(fs::read(&file).expect("a session"), before);
    let none = sample(home.path(), &[&file], "");
    assert_eq!((none.exit, none.messages.as_str()), (Some(Exit::Done), "没有抽查\n"));
    let once = [file.as_str(), ID, "甲厂", "乙厂", "--draw", "1"];
    assert_eq!(sample(home.path(), &once, "").exit, Some(Exit::Done));
    let twice = sample(home.path(), &once, "");
    assert_eq!(twice.exit, Some(Exit::WrongUse));
    assert!(twice.messages.contains("--again"), "{}", twice.messages);
}

#[test]
fn a_draw_that_was_changed_by_hand_is_found() {
    let (home, file) = made();
    let words = [&[file.as_str(), ID][..], &FIVE, &["--draw", "1", "--seed", "1"]].concat();
    let drawn = sample(home.path(), &words, "").output;
    let drawn = drawn.trim();
    let other = FIVE.into_iter().find(|name| *name != drawn).expect("another name");
    let text = fs::read_to_string(&file).expect("a session");
    let forged = text.replacen(&format!("drawn: [{drawn}]"), &format!("drawn: [{other}]"), 1);
    assert_ne!(forged, text, "{text}");
    fs::write(&file, forged).expect("a session");
    let told = sample(home.path(), &[&file, ID], "");
    assert_eq!(told.exit, Some(Exit::NotInOrder));
    assert!(told.output.contains("不一致"), "{}", told.output);
    let verified = kaohe_words(home.path(), &["verify", &file], "");
    assert_eq!(verified.exit, Some(Exit::NotInOrder));
    assert!(verified.output.contains("不符：随机抽查：一/2/2/a 抽中的"), "{}", verified.output);
}

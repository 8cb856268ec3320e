//! `kaohe verify` and `kaohe history`: sessions and journals as they were left, and as
//! someone changed them by hand.

use crate::commands::{Outcome, kaohe_words};
use crate::fixtures::{project_file, resealed};
use crate::screens::seat::Seat;
use kaohe::cli::Exit;
use kaohe::session::Session;
use kaohe::storage::catalogue::{Catalogue, rubric_for_session};
use kaohe::storage::journal;
use kaohe::storage::session_file::parse;
use kaohe::storage::verify::Judge;
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const NAME: &str = "2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml";

/// A session that was changed in the program five times: lines 2 to 6 of its journal.
struct Held {
    folder: TempDir,
    path: PathBuf,
}

impl Held {
    fn changed() -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join(NAME);
        fs::copy(project_file("sessions").join(NAME), &path).expect("a copy");
        let held = Self { folder, path };
        held.press(
            "home j*3 space r text:缺纪要 enter j space u b enter text:1.5 tab text:省级 F2 esc q",
        );
        held
    }

    fn press(&self, keys: &str) {
        Seat::at_session(&self.path, "张三").press(keys);
    }

    fn journal(&self) -> PathBuf {
        PathBuf::from(format!("{}.journal", self.path.display()))
    }

    fn run(&self, words: &[&str]) -> Outcome {
        let path = self.path.display().to_string();
        let words: Vec<&str> =
            words.iter().map(|word| if *word == "FILE" { path.as_str() } else { *word }).collect();
        kaohe_words(self.folder.path(), &words, "")
    }

    /// What a command prints and says, without the folder.
    fn text(&self, words: &[&str]) -> String {
        let Outcome { exit, output, messages } = self.run(words);
        let text = format!("{output}{messages}--- {exit:?}\n");
        text.replace(&format!("{}/", self.folder.path().display()), "")
    }
}

/// Changes a file by hand.
fn edit(path: &Path, change: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(path).expect("a text");
    let changed = change(text.clone());
    assert_ne!(changed, text, "nothing was changed by hand");
    fs::write(path, changed).expect("a file");
}

/// The lines of a text, changed.
fn lines(text: &str, change: impl FnOnce(&mut Vec<String>)) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    lines.join("\n") + "\n"
}

/// What someone does to a session that was changed in the program.
type Tampering = fn(&Held);

const TAMPERINGS: [(&str, Tampering); 15] = [
    ("nothing", |_| {}),
    ("the score of the file", |held| {
        edit(&held.path, |text| text.replace("score: 64.5", "score: 74.5"));
    }),
    ("a value of the file", |held| {
        edit(&held.path, |text| text.replace("  一/1/1a: {hit: true", "  一/1/1a: {met: true"));
    }),
    ("a blank in the file", |held| {
        edit(&held.path, |text| text.replace("mode: field", "mode:  field"));
    }),
    ("the rubric's fingerprint", |held| {
        edit(&held.path, |text| {
            let place = text.find("sha256: ").expect("a fingerprint") + 8;
            format!("{}{}{}", &text[..place], "0".repeat(64), &text[place + 64..])
        });
    }),
    ("a reason in the journal", |held| {
        edit(&held.journal(), |text| text.replace("缺纪要", "有纪要"));
    }),
    ("a score in the journal", |held| {
        edit(&held.journal(), |text| text.replacen("score: 63", "score: 64", 1));
    }),
    ("a line left out", |held| {
        edit(&held.journal(), |text| lines(&text, |lines| drop(lines.remove(2))));
    }),
    ("the last lines left out", |held| {
        edit(&held.journal(), |text| lines(&text, |lines| lines.truncate(4)));
    }),
    ("the first line left out", |held| {
        edit(&held.journal(), |text| lines(&text, |lines| drop(lines.remove(0))));
    }),
    ("two lines exchanged", |held| {
        edit(&held.journal(), |text| lines(&text, |lines| lines.swap(2, 3)));
    }),
    ("a line garbled", |held| {
        edit(&held.journal(), |text| {
            lines(&text, |lines| "- {no: 3, at".clone_into(&mut lines[2]))
        });
    }),
    ("half a line at the end", |held| edit(&held.journal(), |text| text + "- {no: 7, at: 20")),
    ("the journal gone", |held| fs::remove_file(held.journal()).expect("gone")),
    ("killed while changing", |held| held.press("home j*3 m")),
];

#[test]
fn every_tampering_is_told() {
    let mut told = String::new();
    for (name, tamper) in TAMPERINGS {
        let held = Held::changed();
        tamper(&held);
        let _ = write!(told, "== {name}\n{}", held.text(&["verify", "FILE"]));
        let json = held.run(&["verify", "--json", "FILE"]).json();
        let in_order = json["in_order"].as_bool().expect("a verdict");
        assert_eq!(in_order, name == "nothing", "{name}");
        let differences = json["differences"].as_array().expect("differences");
        assert_eq!(differences.is_empty(), in_order, "{name}");
    }
    insta::assert_snapshot!(told);
}

/// Whether a session and its journal are in order as they stand.
fn is_in_order(catalogue: &Catalogue, path: &Path) -> bool {
    let text = fs::read_to_string(path).expect("a session");
    let Ok(file) = parse("session", &text) else { return false };
    let rubric_of = |session: &Session| rubric_for_session(catalogue, path, session);
    let mut judge = Judge::new(&text, &file, rubric_of);
    let chain = journal::read_all(path, &mut |read| judge.take(&read)).expect("a journal");
    judge.finish(chain.as_ref()).is_in_order()
}

#[test]
fn no_byte_of_a_journal_changes_unnoticed() {
    let held = Held::changed();
    let catalogue = Catalogue::load(&[]);
    let bytes = fs::read(held.journal()).expect("a journal");
    assert!(is_in_order(&catalogue, &held.path));
    // Every eleventh, and all of the last line, which no line behind it vouches for.
    let last_line =
        bytes[..bytes.len() - 1].iter().rposition(|byte| *byte == b'\n').expect("lines");
    for place in (0..last_line).step_by(11).chain(last_line..bytes.len()) {
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        fs::write(held.journal(), changed).expect("a journal");
        assert!(!is_in_order(&catalogue, &held.path), "byte {place}");
    }
}

#[test]
fn changes_outside_the_program_are_named_and_are_no_difference() {
    let held = Held::changed();
    edit(&held.path, |text| text.replace("  一/1/1a: {hit: true", "  一/1/1a: {met: true"));
    assert_eq!(held.run(&["verify", "FILE"]).exit, Some(Exit::NotInOrder));
    held.press("home j*4 space q");
    insta::assert_snapshot!("outside_verified", held.text(&["verify", "FILE"]));
    let about = held.text(&["history", "FILE", "一/1/1a"]);
    assert!(about.contains("程序之外的改动\n    一/1/1a  有此情形 → 无问题"), "{about}");
}

#[test]
fn a_journal_that_was_hardly_begun_takes_nothing_away() {
    let held = Held::changed();
    fs::copy(project_file("sessions").join(NAME), &held.path).expect("a copy");
    fs::write(held.journal(), "").expect("a file");
    assert_eq!(held.run(&["verify", "FILE"]).exit, Some(Exit::Done));
    fs::write(held.journal(), "- {no: 1").expect("a file");
    insta::assert_snapshot!("hardly_begun", held.text(&["verify", "FILE"]));
}

#[test]
fn the_worked_sessions_are_in_order() {
    let home = TempDir::new().expect("a folder");
    for file in fs::read_dir(project_file("sessions")).expect("the sessions") {
        let path = file.expect("a session").path().display().to_string();
        let outcome = kaohe_words(home.path(), &["verify", &path], "");
        assert_eq!(outcome.exit, Some(Exit::Done), "{}", outcome.output);
        assert!(outcome.output.contains("修改日志：没有"), "{}", outcome.output);
    }
}

#[test]
fn every_session_of_a_folder_is_verified() {
    let held = Held::changed();
    let other = held.folder.path().join("另一份.kaohe.yaml");
    fs::copy(project_file("sessions").join(NAME), &other).expect("a copy");
    edit(&other, |text| resealed(&text.replacen("id: 0", "id: 1", 1)));
    let folder = held.folder.path().display().to_string();
    let all = held.run(&["verify", &folder]);
    assert_eq!((all.exit, all.output.matches("kaohe.yaml：").count()), (Some(Exit::Done), 2));
    edit(&held.path, |text| text.replace("score: 64.5", "score: 74.5"));
    assert_eq!(held.run(&["verify", &folder]).exit, Some(Exit::NotInOrder));
    let empty = TempDir::new().expect("a folder");
    let nothing = held.run(&["verify", &empty.path().display().to_string()]);
    assert_eq!(nothing.exit, Some(Exit::FileTrouble));
    assert!(nothing.messages.contains("没有考核记录"), "{}", nothing.messages);
}

#[test]
fn the_history_in_words_and_as_data() {
    let held = Held::changed();
    insta::assert_snapshot!("history", held.text(&["history", "FILE"]));
    insta::assert_snapshot!("history_in_english", held.text(&["--lang", "en", "history", "FILE"]));
    let about = held.run(&["history", "FILE", "一/1/1a", "--json"]);
    assert_eq!(about.exit, Some(Exit::Done));
    let rows: Vec<Value> =
        about.output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let numbers: Vec<u64> = rows.iter().filter_map(|row| row["no"].as_u64()).collect();
    assert_eq!(numbers, [2, 3]);
    assert_eq!(rows[0]["kind"], "change");
    assert_eq!(rows[0]["by"], "张三@主机");
    assert_eq!(rows[0]["score"], "63");
    let change = &rows[0]["changes"][0];
    assert_eq!((&change["was"], &change["is"]), (&Value::from("无问题"), &Value::from("有此情形")));
    let whole_item = held.run(&["history", "FILE", "一/1", "--json"]);
    assert_eq!(whole_item.output.lines().count(), 4);
}

#[test]
fn a_broken_journal_is_shown_as_far_as_it_goes() {
    let held = Held::changed();
    edit(&held.journal(), |text| lines(&text, |lines| "- {no: 3, at".clone_into(&mut lines[2])));
    insta::assert_snapshot!("history_of_a_broken_journal", held.text(&["history", "FILE"]));
    fs::remove_file(held.journal()).expect("gone");
    assert_eq!(held.run(&["history", "FILE"]).exit, Some(Exit::NotInOrder));
    assert_eq!(held.run(&["history", "无.kaohe.yaml"]).exit, Some(Exit::FileTrouble));
}

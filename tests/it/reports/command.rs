//! `kaohe report` as it is called: which file it writes, under which name, and what it refuses.

use crate::commands::{ask_watched, kaohe_words, worked};
use kaohe::cli::Exit;
use std::fs;
use std::process::Command;

#[test]
fn the_command_writes_and_never_overwrites() {
    let home = tempfile::tempdir().expect("a home");
    let (file, other) =
        (worked("2018年度_示例县_现场考核_20181220"), worked("2019年度_市教育局_复核_20191225"));
    let out = home.path().join("表.docx").display().to_string();
    let first = kaohe_words(home.path(), &["report", &file, "--out", &out], "");
    assert_eq!((first.exit, first.output.trim()), (Some(Exit::Done), out.as_str()));
    let bytes = fs::read(&out).expect("the report");
    assert!(bytes.starts_with(b"PK"));
    let again = kaohe_words(home.path(), &["report", &other, "--out", &out], "");
    assert_eq!(again.exit, Some(Exit::FileTrouble));
    assert!(again.messages.contains("--force"), "{}", again.messages);
    assert_eq!(fs::read(&out).expect("the report"), bytes);
    let forced = kaohe_words(home.path(), &["report", &other, "--out", &out, "--force"], "");
    assert_eq!(forced.exit, Some(Exit::Done));
    assert_ne!(fs::read(&out).expect("the report"), bytes);
    let several = kaohe_words(home.path(), &["report", &file, &other, "--out", &out], "");
    assert_eq!(several.exit, Some(Exit::WrongUse));
    let missing = kaohe_words(home.path(), &["report", "nothing.yaml"], "");
    assert_eq!(missing.exit, Some(Exit::FileTrouble));
}

/// The format is that of the file's ending; without a file, text is printed.
#[test]
fn the_ending_says_the_format() {
    let home = tempfile::tempdir().expect("a home");
    let file = worked("2018年度_示例县_现场考核_20181220");
    for (name, begins) in [
        ("表.csv", "\u{feff}"),
        ("表.html", "<!DOCTYPE"),
        ("表.md", "# "),
        ("表.markdown", "# "),
        ("表.json", "{"),
    ] {
        let out = home.path().join(name).display().to_string();
        kaohe_words(home.path(), &["report", &file, "--out", &out], "");
        let text = fs::read_to_string(&out).expect("the report");
        assert!(text.starts_with(begins), "{name}");
    }
    let other = ["表.pdf", "表.csv"].map(|name| home.path().join(name).display().to_string());
    for words in [&["--out", &other[0]][..], &["--format", "docx", "--out", &other[1], "--force"]] {
        let refused = kaohe_words(home.path(), &[&["report", &file], words].concat(), "");
        assert_eq!(refused.exit, Some(Exit::WrongUse));
        assert!(refused.messages.contains(".docx .xlsx .html .md"), "{}", refused.messages);
    }
    assert!(!home.path().join("表.pdf").exists());
    let printed = kaohe_words(home.path(), &["report", &file, "--format", "csv"], "");
    let written = fs::read_to_string(home.path().join("表.csv")).expect("the report");
    assert_eq!(printed.output, written);
}

/// A document is named after the unit and the day, safely, in the folder one is in.
#[test]
fn a_document_gets_a_name() {
    let home = tempfile::tempdir().expect("a home");
    let text = fs::read_to_string(worked("2022年度_示例县_现场考核_20221208")).expect("a session");
    let text = text.replace("{name: 示例县}", "{name: \"示例县/../:*?\\\"<>|\"}");
    fs::write(home.path().join("记录.kaohe.yaml"), text).expect("a session");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaohe"));
    command.args(["--lang", "zh", "report", "记录.kaohe.yaml", "--format", "docx"]);
    let done = command.current_dir(home.path()).env("KAOHE_DATA_DIR", home.path()).output();
    let done = done.expect("the program");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let name = String::from_utf8_lossy(&done.stdout).trim().to_owned();
    assert!(
        name.starts_with("2022年度_示例县") && name.ends_with("_考核评分表_现场考核_20221208.docx"),
        "{name}"
    );
    assert!(!name.contains(['/', ':', '*', '?', '"', '<', '>', '|']), "{name}");
    assert!(home.path().join(&name).is_file());
}

/// One unit assessed in several ways on one day: each report has a file of its own, and a file of
/// this run is never overwritten.
#[test]
fn no_report_of_a_run_overwrites_another() {
    let home = tempfile::tempdir().expect("a home");
    let text = fs::read_to_string(worked("2022年度_示例县_现场考核_20221208")).expect("a session");
    for (name, mode) in [("自评", "self"), ("现场", "field"), ("又一", "field")] {
        let text = text.replace("mode: field", &format!("mode: {mode}"));
        fs::write(home.path().join(format!("{name}.kaohe.yaml")), text).expect("a session");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaohe"));
    let words =
        "--lang zh report 自评.kaohe.yaml 现场.kaohe.yaml 又一.kaohe.yaml --format docx --force";
    command.args(words.split(' ')).current_dir(home.path()).env("KAOHE_DATA_DIR", home.path());
    let done = command.output().expect("the program");
    assert_eq!(done.status.code(), Some(3), "{done:?}");
    let (told, written) =
        (String::from_utf8_lossy(&done.stderr), String::from_utf8_lossy(&done.stdout));
    let names =
        ["自评", "现场考核"].map(|mode| format!("2022年度_示例县_考核评分表_{mode}_20221208.docx"));
    assert_eq!(written.lines().collect::<Vec<_>>(), names);
    assert!(told.contains("又一.kaohe.yaml：本次已写了同名的"), "{told}");
}

/// `-` is standard output, for what a terminal can show or what is no terminal.
#[test]
fn a_report_goes_to_standard_output() {
    let home = tempfile::tempdir().expect("a home");
    let file = worked("2018年度_示例县_现场考核_20181220");
    let words = ["--lang", "zh", "report", &file, "--out", "-", "--format"];
    let printed = kaohe_words(home.path(), &[&words[..], &["csv"]].concat(), "");
    assert!(printed.exit == Some(Exit::Done) && printed.output.starts_with('\u{feff}'));
    let now: Option<fn() -> std::time::Duration> = Some(std::time::Duration::default);
    let watched = |format: &str| {
        let words = [&words[..], &[format]].concat();
        ask_watched(home.path(), ("zh_CN.UTF-8", None), &words, ("", now))
    };
    let (_, output, told) = watched("docx");
    assert!(output.is_empty() && told.contains("docx 不是文字"), "{told}");
    assert!(watched("markdown").1.starts_with("# "));
    assert!(!std::path::Path::new("-").exists());
}

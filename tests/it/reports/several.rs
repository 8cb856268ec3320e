//! Reports of several sessions: 对比表 and 排名表.

use super::office::{convert, is_there, printed};
use crate::commands::kaohe_words;
use crate::comparison::three_sessions;
use crate::fixtures::project_file;
use crate::ranking::folder;
use insta::assert_snapshot;
use kaohe::cli::Exit;
use serde_json::Value as Json;
use std::fs;

#[test]
fn sessions_stand_side_by_side() {
    let (home, files) = three_sessions();
    let run = |words: &[&str]| {
        let kind = ["report", "--kind", "comparison"];
        kaohe_words(home.path(), &[&kind, words].concat(), "")
    };
    let two = run(&[&files[0], &files[1]]);
    assert_eq!(two.exit, Some(Exit::Done));
    assert_snapshot!("comparison_of_two", two.text());
    let words = ["--lang", "en", "--format", "csv", &files[0], &files[1], &files[2]];
    assert_snapshot!("comparison_of_three_in_english", run(&words).text().replace('\r', ""));
    let json = run(&["--format", "json", &files[0], &files[1], &files[2]]).output;
    let data: Json = serde_json::from_str(&json).expect("JSON");
    let rows = data["tables"][0]["rows"].as_array().expect("rows");
    let row = rows.iter().find(|row| row["id"] == "三/1").expect("三/1");
    let numbers: Vec<&Json> = (2..6).map(|place| &row["cells"][place]["number"]).collect();
    assert_eq!(numbers, ["13.5", "11", "12", "2.5"]);
    for wrong in [&files[..1], &[&files[..], &files[..1]].concat()] {
        let words: Vec<&str> = wrong.iter().map(String::as_str).collect();
        assert_eq!(run(&words).exit, Some(Exit::WrongUse));
    }
    let path = project_file("sessions").join("2022年度_示例县_现场考核_20221208.kaohe.yaml");
    let other = run(&[&files[0], &path.display().to_string()]);
    assert_eq!(other.exit, Some(Exit::WrongUse));
    assert!(other.messages.contains("不能对比"), "{}", other.messages);
}

/// The title names all units and years, each once.
#[test]
fn a_comparison_is_titled_for_all_of_them() {
    let (home, files) = three_sessions();
    let text = fs::read_to_string(&files[0]).expect("a session");
    let other = home.path().join("别的.kaohe.yaml");
    let titles = |unit: &str, words: &[&str]| {
        let text = text.replace("示例镇经济发展局", unit);
        fs::write(&other, text.replace("8000-4b6f2a5c9d01", "8000-4b6f2a5c9d02")).expect("written");
        let place = other.display().to_string();
        let all = [&["report", "--kind", "comparison", &files[1], &place], words].concat();
        let run = kaohe_words(home.path(), &all, "");
        assert_eq!(run.exit, Some(Exit::Done), "{}", run.messages);
        run.text().lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(titles("示例镇经济发展局", &[]), "# 2021年度示例镇经济发展局自评现场复核对比表");
    assert_eq!(titles("甲局", &[]), "# 2021年度示例镇经济发展局、甲局考核对比表");
    assert_eq!(titles("甲局", &["--lang", "en"]), "# Comparison: 示例镇经济发展局, 甲局, 2021");
}

#[test]
fn units_are_ranked() {
    let home = folder();
    let place = home.path().display().to_string();
    let run = |words: &[&str]| {
        kaohe_words(home.path(), &[&["report", "--kind", "ranking"], words].concat(), "")
    };
    let ranked = run(&[&place]);
    assert_eq!(ranked.exit, Some(Exit::Done));
    assert_snapshot!("ranking", ranked.text());
    let json = run(&["--format", "json", &place]).output;
    let data: Json = serde_json::from_str(&json).expect("JSON");
    let rows = data["tables"][0]["rows"].as_array().expect("rows");
    let ranks: Vec<&Json> = rows.iter().map(|row| &row["cells"][0]["number"]).collect();
    assert_eq!(ranks, ["1", "2", "2", "4", "5"]);
    assert_snapshot!("ranking_in_english", run(&["--lang", "en", &place]).text());
    // The same of files, some of which are named twice.
    let mut files: Vec<String> = (1..=6)
        .map(|name| home.path().join(format!("{name}.kaohe.yaml")).display().to_string())
        .collect();
    files.push(place.clone());
    let words: Vec<&str> = files.iter().map(String::as_str).collect();
    assert_eq!(run(&words).text(), ranked.text());
    let some = run(&words[1..3]);
    assert!(some.output.contains("乙") && !some.output.contains("丙"), "{}", some.output);
    // Several rubrics have to be told apart; what cannot be read is told.
    let worked = project_file("sessions").display().to_string();
    assert_eq!(run(&[&worked]).exit, Some(Exit::WrongUse));
    assert_eq!(run(&[&worked, "--rubric", "anning-2022"]).exit, Some(Exit::Done));
    let out = home.path().join("排名.md").display().to_string();
    let none = run(&[&worked, "--rubric", "nope", "--out", &out]);
    assert_eq!(none.exit, Some(Exit::FileTrouble));
    assert!(none.messages.contains("nope") && !home.path().join("排名.md").exists());
    fs::write(home.path().join("坏的.kaohe.yaml"), "format: [").expect("written");
    let broken = run(&[&place]);
    assert_eq!(broken.exit, Some(Exit::NotInOrder));
    assert!(broken.output.contains("1 份记录读不了"), "{}", broken.output);
}

#[test]
fn both_print_on_paper() {
    if !is_there("soffice") || !is_there("pdftotext") {
        return;
    }
    let (home, files) = three_sessions();
    let ranked = folder();
    let [comparison, ranking] = ["对比.docx", "排名.docx"].map(|name| home.path().join(name));
    let out = [&comparison, &ranking].map(|path| path.display().to_string());
    let folder = ranked.path().display().to_string();
    let [one, other, third] = [&files[0], &files[1], &files[2]];
    let words = ["report", "--kind", "comparison", one, other, third, "--out", &out[0]];
    assert_eq!(kaohe_words(home.path(), &words, "").exit, Some(Exit::Done));
    let words = ["report", "--kind", "ranking", &folder, "--out", &out[1]];
    assert_eq!(kaohe_words(home.path(), &words, "").exit, Some(Exit::Done));
    convert(home.path(), &[comparison.clone(), ranking.clone()]);
    let (text, _) = printed(&comparison.with_extension("pdf"));
    for words in ["自评现场复核对比表", "87.5", "三、四季度无纪要", "（盖章）"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    let (text, pages) = printed(&ranking.with_extension("pdf"));
    for words in ["2021年度考核结果排名表", "（并列）", "排名规则", "审核人（签字）"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(pages, 1);
}

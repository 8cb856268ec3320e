//! What `kaohe draft` says and does with what is no plain document.

use super::readers::{paragraph, table, word};
use crate::commands::{home, kaohe_words};
use kaohe::cli::Exit;
use std::fs;
use std::path::Path;

const HEAD: [&str; 4] = ["考核项目", "考核内容", "评分标准", "分值"];

/// A rubric of two items.
fn rubric(first: &str, second: &str) -> String {
    table(&[&HEAD, &["一、责任", "1.制度", first, "50"], &["二、教育", "2.培训", second, "50"]])
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a document written");
    path.to_string_lossy().into_owned()
}

/// A table alone, as a sheet often is, is a rubric that opens.
#[test]
fn a_table_without_a_title_has_the_name_of_its_file() {
    let folder = home();
    let table = "考核项目,考核内容,分值,评分标准\n责任,制度,50,未制定的扣50分\n教育,培训,50,未培训的扣50分\n";
    let file = write(folder.path(), "2025年巡查.csv", table.as_bytes());
    let out = folder.path().join("new.yaml").to_string_lossy().into_owned();
    let told = kaohe_words(folder.path(), &["draft", &file, "--out", &out], "");
    assert_eq!(told.exit, Some(Exit::Done), "{}", told.text());
    assert!(told.output.contains("文件里没有总标题，暂写“2025年巡查”"), "{}", told.output);
    let checked = kaohe_words(folder.path(), &["check", &out], "");
    assert!(checked.text().contains("0 个错误，0 个提醒"), "{}", checked.text());
}

#[test]
fn of_several_rubrics_one_is_chosen() {
    let folder = home();
    let body = [
        paragraph("2024年度乡镇考核细则"),
        rubric("未制定制度的扣5分", "未培训的扣5分"),
        paragraph("乡镇的说明。"),
        paragraph("2024年度部门考核细则"),
        rubric("未建立台账的扣4分", "未演练的扣4分"),
    ];
    let file = write(folder.path(), "两份.docx", &word(&body.concat(), &[]));
    let out = folder.path().join("out.yaml").to_string_lossy().into_owned();
    let told = kaohe_words(folder.path(), &["draft", &file, "--out", &out], "");
    assert_eq!(told.exit, Some(Exit::WrongUse), "{}", told.text());
    for line in
        ["--table 1  2024年度乡镇考核细则（2 项，100 分）", "--table 2  2024年度部门考核细则"]
    {
        assert!(told.messages.contains(line), "{}", told.messages);
    }
    assert!(!Path::new(&out).exists());
    let told = kaohe_words(folder.path(), &["draft", &file, "--out", &out, "--table", "2"], "");
    assert_eq!(told.exit, Some(Exit::Done), "{}", told.text());
    let text = fs::read_to_string(&out).expect("a rubric");
    assert!(text.contains("2024年度部门考核细则") && text.contains("未演练"), "{text}");
    assert!(!text.contains("未培训") && !text.contains("乡镇的说明"), "{text}");
    let told = kaohe_words(folder.path(), &["draft", &file, "--out", "-", "--table", "7"], "");
    assert!(told.messages.contains("没有第 7 张"), "{}", told.messages);
}

#[test]
fn an_existing_file_stays_as_it_is() {
    let folder = home();
    let file =
        write(folder.path(), "考核.docx", &word(&rubric("未制定的扣1分", "未培训的扣1分"), &[]));
    let out = write(folder.path(), "out.yaml", "别人的".as_bytes());
    let told = kaohe_words(folder.path(), &["draft", &file, "--out", &out], "");
    assert_eq!(told.exit, Some(Exit::WrongUse), "{}", told.text());
    assert!(told.messages.contains("已经存在"), "{}", told.messages);
    assert_eq!(fs::read_to_string(&out).expect("the file"), "别人的");
}

#[test]
fn a_picture_of_a_table_is_told_with_its_place() {
    let folder = home();
    let picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    let file = write(
        folder.path(),
        "图.docx",
        &word(&[paragraph("考核表"), picture.to_owned()].concat(), &[]),
    );
    let told = kaohe_words(folder.path(), &["draft", &file, "--out", "-"], "");
    assert_eq!(told.exit, Some(Exit::FileTrouble), "{}", told.text());
    assert!(told.messages.contains("有 1 幅图片（第一幅在第 1 段）"), "{}", told.messages);
    assert!(told.messages.contains("没有找到考核内容"), "{}", told.messages);
}

/// Last year's rules, kinds of units, offices and readings go on; what changed is named.
#[test]
fn last_year_goes_on_where_the_words_are_the_same() {
    let folder = home();
    let old = r#"format: kaohe-rubric/1
id: old
title: 2023年度考核细则
total: 100
decimals: 2
tags:
  school: 学校
readings:
  - about: [一/1/a]
    says: 每个单位算一次。
    because: 原文没有写。
offices: [安监办]
indicators:
  - no: 一
    title: 责任
    points: 50
    indicators:
      - no: "1"
        title: 制度
        points: 50
        office: 安监办
        duty: 各单位负责
        clauses:
          - no: a
            text: 未制定制度的扣5分
            deduct: 5
            per: 项
            max: 10
            only: [school]
          - no: b
            text: 没有台账的扣2分
            deduct: 2
  - no: 二
    title: 教育
    points: 50
    indicators:
      - no: "2"
        title: 培训
        points: 50
        clauses:
          - no: a
            text: 未培训的扣5分
            deduct: 5
"#;
    let old = write(folder.path(), "old.yaml", old.as_bytes());
    let body = rubric("未制定制度的扣5分。没有档案的扣1分", "未培训的扣6分");
    let file = write(folder.path(), "新.docx", &word(&body, &[]));
    let words = ["draft", &file, "--out", "-", "--from", &old];
    let told = kaohe_words(folder.path(), &words, "");
    assert_eq!(told.exit, Some(Exit::Done), "{}", told.text());
    let rubric = &told.output;
    for line in [
        "per: 项",
        "max: 10",
        "only: \"school\"",
        "\"school\": 学校",
        "office: 安监办",
        "各单位负责",
        "每个单位算一次",
    ] {
        assert!(rubric.contains(line), "{line}: {rubric}");
    }
    assert!(told.messages.contains("沿用 1 条"), "{}", told.messages);
    for line in ["没有档案的扣1分", "未培训的扣6分"] {
        assert!(told.messages.contains(line), "{line}: {}", told.messages);
    }
    let json = kaohe_words(folder.path(), &[&words[..], &["--json"]].concat(), "").json();
    assert_eq!(json["taken_over"]["same"], 1);
    assert!(json["taken_over"]["changes"].as_array().is_some_and(|all| !all.is_empty()), "{json}");
    assert!(json["clauses"][0]["place"]["table"] == 1, "{json}");
}

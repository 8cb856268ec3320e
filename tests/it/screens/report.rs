//! 导出报表 from the screens, on real files.

use super::play::Seen;
use super::start::started;
use crate::comparison::three_sessions;
use insta::assert_snapshot;
use std::fs;
use std::path::Path;

/// The reports of a folder, by name.
fn reports(home: &Path) -> Vec<String> {
    let names = fs::read_dir(home).expect("a folder").map(|entry| entry.expect("an entry"));
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.contains(".docx")).collect();
    names.sort();
    names
}

fn status(seen: &Seen) -> &str {
    seen.app.status.as_ref().map_or("", |status| status.text.as_str())
}

#[test]
fn the_form_of_a_report() {
    let (home, _) = three_sessions();
    assert_snapshot!("report_at_80", started(home.path(), "enter E", 80, 24).text);
    assert_snapshot!("report_of_a_comparison", {
        started(home.path(), "space down space c E", 80, 24).text
    });
}

#[test]
fn the_open_session_is_written_and_nothing_is_overwritten_without_asking() {
    let (home, _) = three_sessions();
    // The list has the newest first: 复核, 现场, 自评; the second format is not the first.
    let seen = started(home.path(), "down enter E C-s", 80, 24);
    let name = "2021年度_示例镇经济发展局_考核评分表_现场考核_20211215.docx";
    assert!(status(&seen).starts_with("已写入") && status(&seen).ends_with(name), "{}", seen.text);
    assert_eq!(reports(home.path()), [name]);
    let path = home.path().join(name);
    fs::write(&path, "别人的").expect("written");
    let asked = started(home.path(), "down enter E C-s", 80, 24);
    assert!(asked.text.contains("已在。覆盖？"), "{}", asked.text);
    let kept = started(home.path(), "down enter E C-s esc", 80, 24);
    assert!(status(&kept).is_empty(), "{}", kept.text);
    assert_eq!(fs::read(&path).expect("a file"), "别人的".as_bytes());
    started(home.path(), "down enter E C-s enter", 80, 24);
    assert!(fs::read(&path).expect("a file").starts_with(b"PK"));
}

/// A name leads nowhere else, and its ending is that of the format.
#[test]
fn a_name_stays_in_the_folder() {
    let (home, _) = three_sessions();
    let keys = "enter E tab*2 text:../../别处/x.kaohe.yaml C-s";
    let seen = started(home.path(), keys, 80, 24);
    assert_eq!(reports(home.path()), ["别处_x.kaohe.yaml.docx"], "{}", seen.text);
    let refused = started(home.path(), "enter E tab*2 text:/../ C-s", 80, 24);
    assert!(refused.text.contains("这个文件名不能用"), "{}", refused.text);
}

#[test]
fn comparisons_and_rankings_are_written_from_where_they_are_seen() {
    let (home, _) = three_sessions();
    for keys in ["space down space down space c E C-s", "E C-s"] {
        let seen = started(home.path(), keys, 80, 24);
        assert!(status(&seen).starts_with("已写入"), "{}", seen.text);
    }
    let comparison = "2021年度_示例镇经济发展局_自评现场复核对比表_20211210.docx";
    assert_eq!(reports(home.path()), [comparison, "2021年度_考核结果排名表.docx"]);
    // Of several units all are named.
    let (other, files) = three_sessions();
    let text = fs::read_to_string(&files[0]).expect("a session");
    fs::write(&files[0], text.replace("示例镇经济发展局", "甲局")).expect("written");
    started(other.path(), "space down space down space c E C-s", 80, 24);
    let name = "2021年度_甲局、示例镇经济发展局_考核对比表_20211210.docx";
    assert_eq!(reports(other.path()), [name]);
    let again = started(home.path(), "r E C-s", 80, 24);
    assert!(again.text.contains("已在。覆盖？"), "{}", again.text);
    // What is only tried stands in no report.
    let tried = started(home.path(), "enter x E", 80, 24);
    assert!(!tried.text.contains("文件名"), "{}", tried.text);
}

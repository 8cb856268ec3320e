//! What the other sessions of a folder remark: of the same rubric, the most used first.

use kaohe::phrases::row_key;
use kaohe::session::Ledger;
use kaohe::storage::phrases::{MOST_FILES, others};
use kaohe::storage::watch::Unwatched;
use std::fs;
use std::path::Path;

fn write(folder: &Path, name: &str, rubric: &str, remark: &str) {
    let text = format!(
        "format: kaohe-session/1\nid: 1\nrubric: {{id: {rubric}}}\nunit: {{name: 甲}}\n\
         entries:\n  一/1/1a: {{hit: true, remark: {remark}}}\n"
    );
    fs::write(folder.join(format!("{name}.kaohe.yaml")), text).expect("a session");
}

#[test]
fn remarks_of_the_same_rubric_the_most_used_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for (name, rubric, remark) in [
        ("甲", "wujin-2021", "未建制度"),
        ("乙", "wujin-2021", "制度过期"),
        ("丙", "wujin-2021", "制度过期"),
        ("丁", "pengxi-2022", "别的细则"),
        ("自己", "wujin-2021", "正在写的"),
    ] {
        write(folder, name, rubric, remark);
    }
    fs::write(folder.join("坏.kaohe.yaml"), "entries: [").expect("a broken file");
    let found = others(folder, &folder.join("自己.kaohe.yaml"), "wujin-2021", &mut Unwatched);
    assert_eq!(found.len(), 1);
    assert_eq!(found["一/1/1a"], ["制度过期", "未建制度"]);
    assert!(others(&folder.join("没有"), folder, "wujin-2021", &mut Unwatched).is_empty());
}

#[test]
fn only_so_many_files_are_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..MOST_FILES + 20 {
        write(folder.path(), &number.to_string(), "wujin-2021", &format!("第{number}句"));
    }
    let found = others(folder.path(), Path::new("自己"), "wujin-2021", &mut Unwatched);
    // Of the remarks that were met, the list for a clause keeps the first ones.
    assert_eq!(found["一/1/1a"].len(), kaohe::phrases::MOST_OF_OTHERS);
}

#[test]
fn remarks_in_the_ledgers_of_others_are_known_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "format: kaohe-session/1\nid: 1\nrubric: {id: wujin-2021}\nunit: {name: 甲}\n\
                veto:\n  - {clause: '2', count: 1, remark: 经通报}\n";
    fs::write(folder.path().join("甲.kaohe.yaml"), text).expect("a session");
    let found = others(folder.path(), Path::new("自己"), "wujin-2021", &mut Unwatched);
    assert_eq!(found[&row_key(Ledger::Veto, "2")], ["经通报"]);
}

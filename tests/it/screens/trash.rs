//! The trash on the list of sessions, on real files.

use super::seat::{Seat, said};
use crate::fixtures::project_file;
use insta::assert_snapshot;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const NAME: &str = "2018年度_示例县_现场考核_20181220.kaohe.yaml";

fn one_session() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    fs::copy(project_file("sessions").join(NAME), folder.path().join(NAME)).expect("a copy");
    folder
}

/// The names of the files of a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten();
    let names = files.map(|file| file.expect("a file").file_name().into_string().expect("a name"));
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_session_goes_into_the_trash_and_comes_back() {
    let folder = one_session();
    let mut seat = Seat::at_list(folder.path(), "张三");
    seat.press("enter o text:有误 enter home j*3 r text:补记 enter q");
    assert_snapshot!(seat.press("del").text);
    assert_eq!(names(folder.path()).len(), 2, "nothing moves before a yes");
    let kept = seat.press("esc");
    assert_eq!(kept.app.start.expect("a list").rows.len(), 1);
    let gone = seat.press("del enter");
    assert_eq!(said(&gone), format!("{NAME} 已移到回收站，t 或 F4 查看。"));
    assert_eq!(names(folder.path()), ["trash"]);
    let journal = format!("{NAME}.journal");
    assert_eq!(names(&folder.path().join("trash")), [NAME, &journal]);
    assert_snapshot!("in_the_trash", seat.press("F4").text);
    let back = seat.press("enter");
    assert_eq!(said(&back), format!("已移回：{NAME}"));
    assert_eq!(names(folder.path()), [NAME, &journal, "trash"]);
    let listed = seat.press("esc");
    assert_eq!(listed.app.start.expect("a list").rows.len(), 1);
    let undone = seat.press("enter u");
    assert!(said(&undone).starts_with("已撤销"), "its journal is there: {}", said(&undone));
}

#[test]
fn a_session_someone_edits_stays() {
    let folder = one_session();
    let mut other = Seat::at_session(&folder.path().join(NAME), "李四");
    let mut seat = Seat::at_list(folder.path(), "张三");
    let refused = seat.press("del enter");
    assert_eq!(said(&refused), "李四（主机）从 2021-12-15 09:30 起正在编辑，没有移动。");
    assert!(folder.path().join(NAME).exists());
    other.press("q");
    assert!(said(&seat.press("del enter")).contains("已移到回收站"));
}

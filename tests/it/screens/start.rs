//! The list of sessions, on real files.

use super::play::{Seen, play_on};
use crate::fixtures::project_file;
use insta::assert_snapshot;
use kaohe::lang::Lang;
use kaohe::session::{Date, SessionHead};
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::lock::Holder;
use kaohe::tui::app::App;
use kaohe::tui::app::{SessionLine, SessionRow, Start};
use kaohe::tui::files::Files;
use kaohe::tui::update::update;
use kaohe::tui::{Launch, Perform};
use ratatui::layout::Size;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) fn started(folder: &Path, keys: &str, width: u16, height: u16) -> Seen {
    started_as(folder, keys, width, height, |_| {})
}

/// The same with something of the state set before anything is pressed.
pub(crate) fn started_as(
    folder: &Path,
    keys: &str,
    width: u16,
    height: u16,
    set: impl FnOnce(&mut App),
) -> Seen {
    started_with(folder, None, keys, (Size { width, height }, set), |files| files)
}

/// A session of a folder that is only to be looked at.
pub(crate) fn looked_at(folder: &Path, open: &str, keys: &str, width: u16, height: u16) -> Seen {
    let open = Some(PathBuf::from(open));
    started_with(folder, open, keys, (Size { width, height }, |_| {}), Files::read_only)
}

/// The list of a folder, or one of its sessions.
fn started_with(
    folder: &Path,
    open: Option<PathBuf>,
    keys: &str,
    (size, set): (Size, impl FnOnce(&mut App)),
    opened: fn(Files) -> Files,
) -> Seen {
    let holder = Holder::default();
    let files = Files::new(Lang::Zh, Catalogue::load(&[]), folder.to_owned(), holder, || {
        "2021-12-15T09:30:00+08:00".to_owned()
    });
    let mut files = opened(files);
    let launch = Launch {
        lang: Lang::Zh,
        color: true,
        ascii: false,
        today: Date::parse("2021-12-15"),
        open,
    };
    let (mut app, first) = launch.app(&files, size);
    set(&mut app);
    if let Some(start) = app.start.as_mut() {
        "（记录文件夹）".clone_into(&mut start.folder);
    }
    let msg =
        files.perform(&app, &first, &mut kaohe::storage::watch::Unwatched).expect("an outcome");
    assert_eq!(update(&mut app, msg), []);
    play_on(app, &mut files, keys, |_| 0)
}

/// The worked sessions in a folder of their own.
fn worked_sessions() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(project_file("sessions")).expect("sessions") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name");
        std::fs::copy(&path, folder.path().join(name)).expect("a copy");
    }
    folder
}

fn with_sessions(keys: &str, width: u16, height: u16) -> Seen {
    let folder = worked_sessions();
    std::fs::write(folder.path().join("坏的.kaohe.yaml"), "format: [").expect("a file");
    started(folder.path(), keys, width, height)
}

/// The list of the worked sessions (`list`), or
/// the one of the worked sessions whose name has this.
pub(crate) fn opened_with_sessions(name: &str, keys: &str, width: u16, height: u16) -> Seen {
    let folder = worked_sessions();
    let mut files = std::fs::read_dir(folder.path()).expect("sessions");
    let wanted = files.find_map(|file| {
        let path = file.expect("a file").path();
        path.file_name()?.to_str()?.contains(name).then_some(path)
    });
    assert!(name == "list" || wanted.is_some(), "no session {name}");
    started_with(folder.path(), wanted, keys, (Size { width, height }, |_| {}), |files| files)
}

#[test]
fn an_empty_list_says_what_to_press() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_snapshot!(started(folder.path(), "", 80, 24).text);
}

#[test]
fn sessions_the_newest_first_and_broken_ones_marked() {
    assert_snapshot!(with_sessions("down", 80, 24).text);
    assert_snapshot!("at_120_by_40", with_sessions("", 120, 40).text);
}

#[test]
fn a_broken_session_is_not_opened_and_says_why() {
    let seen = with_sessions("end enter", 80, 24);
    assert!(seen.app.review.is_none());
    assert!(seen.app.status.is_some_and(|status| status.text.starts_with("打不开")));
}

#[test]
fn a_session_is_resumed_and_left_again() {
    let seen = with_sessions("enter q", 80, 24);
    assert!(seen.app.review.is_none() && seen.app.start.is_some());
    let open = with_sessions("enter", 80, 24);
    assert!(open.app.review.is_some());
}

#[test]
fn a_new_session_is_made_filled_in_and_found_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = "n right*3 tab text:示例镇农业农村局 C-s m tab + q";
    let seen = started(folder.path(), keys, 80, 24);
    assert!(seen.text.contains("示例镇农业农村局"), "{}", seen.text);
    let again = started(folder.path(), "enter", 80, 24);
    let review = again.app.review.as_ref().expect("a session");
    assert_eq!(review.card.total.progress.recorded(), 2);
}

#[test]
fn the_form_of_a_new_session() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_snapshot!(started(folder.path(), "n", 80, 24).text);
}

/// The units that are shown.
fn shown(seen: &Seen) -> Vec<String> {
    let start = seen.app.start.as_ref().expect("a list");
    let rows = (0..start.len()).filter_map(|place| start.row(place));
    rows.map(|row| row.line.as_ref().expect("a session").head.unit.clone()).collect()
}

#[test]
fn the_list_is_narrowed_by_what_is_typed() {
    let folder = project_file("sessions");
    let found = |query: &str| shown(&started(&folder, &format!("/ text:{query}"), 80, 24));
    let economy = ["示例镇经济发展局"];
    assert_eq!(found("经济"), economy);
    assert_eq!(found("jjfz"), economy, "initials");
    assert_eq!(found("jingjifazhan"), economy, "pinyin");
    assert_eq!(found("2021-12-10"), economy, "the day");
    assert_eq!(found("20211210"), economy, "the day as the file is called");
    assert_eq!(found("张明"), economy, "who assessed");
    assert_eq!(found("anningshi"), ["示例街道"], "the rubric");
    assert_eq!(found("2022"), ["示例街道", "示例县"], "the newest first");
    assert_eq!(found("2021年12月10日"), economy, "the day in words");
    let words = started(&folder, "/ text:示例 space text:2018", 80, 24);
    assert_eq!(shown(&words), ["示例县"], "every word");
    assert_eq!(found("没有的"), [""; 0]);
    assert_snapshot!("finding", started(&folder, "/ text:shilizhen", 80, 24).text);
    assert_snapshot!("found", started(&folder, "/ text:示例镇 enter", 80, 24).text);
}

#[test]
fn a_narrowed_list_is_a_list_until_esc() {
    let folder = project_file("sessions");
    let opened = started(&folder, "/ text:示例镇 down enter enter", 80, 24);
    assert_eq!(opened.app.review.expect("a review").session.head.unit, "示例镇经济发展局");
    let seen = started(&folder, "/ text:示例镇 enter space down*9 esc", 80, 24);
    let start = seen.app.start.as_ref().expect("a list");
    assert_eq!((start.len(), start.marked.len()), (6, 1));
    let selected = start.selected().expect("a row").line.as_ref().expect("a session");
    assert_eq!(selected.head.unit, "示例镇经济发展局", "the cursor stays on its session");
    assert_eq!(shown(&started(&folder, "/ text:示例镇 esc", 80, 24)).len(), 6);
    let nothing = started(&folder, "/ text:没有的 enter", 80, 24);
    assert_eq!(shown(&nothing).len(), 6);
    assert!(nothing.text.contains("没有找到“没有的”"), "{}", nothing.text);
    let again = started(&folder, "/ text:示例镇 enter / text:经 enter", 80, 24);
    assert_eq!(shown(&again), ["示例镇经济发展局"], "what was typed is gone on with");
    let back = started(&folder, "/ text:示例镇 enter enter q", 80, 24);
    assert_eq!(shown(&back).len(), 2, "it is still narrowed when a session is left");
}

/// Every letter looks through the whole list. What is made once is made before; the limit is wide,
/// because other tests run at the same time and nothing is optimised here.
#[test]
fn a_letter_is_quick_among_20_000_sessions() {
    let row = |number: usize| {
        let head = SessionHead {
            unit: format!("示例镇第{number}应急管理所"),
            assessors: vec!["张明".to_owned(), "李娟".to_owned()],
            date: Date::parse("2021-12-15"),
            ..SessionHead::default()
        };
        let line = SessionLine {
            head,
            rubric: "部门（单位）安全生产目标任务考核细则".to_owned(),
            rubric_id: "wujin-2021".to_owned(),
            returned: 0,
            copies: 0,
            progress: None,
            score: None,
        };
        SessionRow { path: PathBuf::from(format!("{number}.kaohe.yaml")), line: Ok(line) }
    };
    let mut start = Start::default();
    start.set_rows((0..20_000).map(row).collect());
    start.narrow("没有的");
    for query in ["y", "yj", "yjgl", "yjgls 199", "应急 19999", "zhangming 199"] {
        let began = Instant::now();
        start.narrow(query);
        let took = began.elapsed();
        assert!(!start.is_empty(), "{query}");
        assert!(took < Duration::from_secs(5), "{query} took {took:?}");
    }
    start.narrow("19999");
    assert_eq!(start.len(), 1);
}

/// Files that are one session say so in the list: whoever opens one knows of the others.
#[test]
fn copies_of_a_session_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let name = "2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml";
    let text = std::fs::read_to_string(project_file("sessions").join(name)).expect("a session");
    std::fs::write(folder.path().join(name), &text).expect("written");
    let alone = started(folder.path(), "", 100, 24).text;
    assert!(!alone.contains("同一份"), "{alone}");
    let copy = text.replace("state: draft", "state: final");
    std::fs::write(folder.path().join("建设局-副本.kaohe.yaml"), copy).expect("written");
    let both = started(folder.path(), "", 100, 24).text;
    assert_eq!(both.matches("[同一份有2个文件]").count(), 2, "{both}");
}

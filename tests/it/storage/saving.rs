//! Saving, locking and naming files in the face of trouble.

use kaohe::lang::{Lang, storage_errors};
use kaohe::rubric::{Head, Rubric};
use kaohe::session::{Date, Mode, SessionHead};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::lock::{Holder, LockError, lock};
use kaohe::storage::paths::{
    Folders, chosen_file_name, new_session_path, ranking_file_name, report_file_name,
    session_file_name, session_files,
};
use kaohe::storage::save::{Before, ContentHash, SaveError, content_hash, create_folder, save};
use std::fs;
use std::path::Path;

const OURS: &str = "我们的内容\n";
const THEIRS: &str = "别人的内容\n";

/// What a save is met with: what stands there first, what we believe, and the answer, with
/// what stands there afterwards.
fn check(at_first: Option<&str>, before: Before, answer: &str, afterwards: Option<&str>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    if let Some(text) = at_first {
        fs::write(&path, text).expect("a file");
    }
    let given = match save(&SystemDisk, &path, OURS, before) {
        Ok(hash) => {
            assert_eq!(hash, ContentHash::of(OURS));
            assert_eq!(content_hash(&path).expect("readable"), Some(hash));
            "saved"
        }
        Err(SaveError::ChangedOnDisk(_)) => "changed",
        Err(SaveError::Exists(_)) => "exists",
        Err(SaveError::Gone(_)) => "gone",
        Err(error) => panic!("{error}"),
    };
    assert_eq!(given, answer, "{at_first:?} {before:?}");
    assert_eq!(fs::read_to_string(&path).ok().as_deref(), afterwards);
    let left = fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(left, usize::from(afterwards.is_some()), "no temporary file is left");
}

#[test]
fn nothing_of_someone_else_is_overwritten() {
    let read = Before::Content(ContentHash::of("当初读到的\n"));
    check(None, Before::Nothing, "saved", Some(OURS));
    check(Some(THEIRS), Before::Nothing, "exists", Some(THEIRS));
    check(Some("当初读到的\n"), read, "saved", Some(OURS));
    check(Some(THEIRS), read, "changed", Some(THEIRS));
    check(Some(OURS), read, "saved", Some(OURS));
    check(None, read, "gone", None);
    check(Some(THEIRS), Before::Anything, "saved", Some(OURS));
    check(None, Before::Anything, "saved", Some(OURS));
}

/// The sentence a failing save gives, without the path of the folder.
fn told(path: &Path, folder: &Path) -> String {
    let error = save(&SystemDisk, path, OURS, Before::Anything).expect_err("a failing save");
    let told = storage_errors::save_error(Lang::Zh, &error);
    told.replace(&format!("{}/", folder.display()), "")
}

#[test]
fn every_fault_is_told_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("文件夹")).expect("a folder");
    fs::write(at("文件"), THEIRS).expect("a file");
    fs::write(at("只读"), THEIRS).expect("a file");
    let mut permissions = fs::metadata(at("只读")).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(at("只读"), permissions).expect("read-only");
    let long = "长".repeat(100);
    let faults = [
        ("文件夹", "文件夹 不是普通文件，没有保存。请核对后移走它，或换一个路径。"),
        ("无/甲", "无法保存 无/甲：没有这个文件或文件夹。"),
        ("文件/甲", "无法读取 文件/甲：路径中有一段不是文件夹。"),
        ("只读", "无法保存 只读：没有权限。"),
        (long.as_str(), "文件名太长或含有不允许的字符"),
    ];
    for (name, sentence) in faults {
        let told = told(&at(name), folder.path());
        assert!(told.contains(sentence), "{name}: {told}");
    }
    assert_eq!(fs::read_to_string(at("只读")).expect("text"), THEIRS);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 3);
    assert!(create_folder(&SystemDisk, &at("文件/甲")).is_err());
    create_folder(&SystemDisk, &at("一/二")).expect("folders");
    create_folder(&SystemDisk, &at("一/二")).expect("it is there already");
}

#[cfg(unix)]
#[test]
fn modes_stay_and_links_are_not_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(at(name)).expect("a file").permissions().mode() & 0o777;
    save(&SystemDisk, &at("新"), OURS, Before::Nothing).expect("saved");
    assert_eq!(mode("新"), 0o600);
    fs::set_permissions(at("新"), fs::Permissions::from_mode(0o640)).expect("a mode");
    save(&SystemDisk, &at("新"), THEIRS, Before::Content(ContentHash::of(OURS))).expect("saved");
    assert_eq!(mode("新"), 0o640);
    symlink(at("新"), at("链接")).expect("a link");
    symlink(at("没有"), at("断开")).expect("a link");
    symlink(at("绕"), at("绕")).expect("a link");
    for name in ["链接", "断开", "绕"] {
        let refused = save(&SystemDisk, &at(name), OURS, Before::Anything);
        assert!(matches!(refused, Err(SaveError::IsALink(_))), "{name}");
        assert!(fs::symlink_metadata(at(name)).expect("a link").is_symlink());
    }
    assert_eq!(fs::read_to_string(at("新")).expect("text"), THEIRS);
}

#[test]
fn one_at_a_time_holds_a_session() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    let holder = |user: &str| Holder {
        user: user.to_owned(),
        host: "主机".to_owned(),
        since: "2021-12-15 09:30".to_owned(),
    };
    let held = lock(&path, &holder("张三")).expect("a lock");
    let other = lock(&path, &holder("李四")).expect_err("held");
    assert!(matches!(&other, LockError::Held(by) if *by == holder("张三")));
    let told = storage_errors::lock_error(Lang::Zh, &other);
    assert_eq!(told, "张三（主机）从 2021-12-15 09:30 起正在编辑，此处只能查看。");
    assert!(held.path().ends_with("甲.kaohe.yaml.lock"));
    drop(held);
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 0);
    let again = lock(&path, &holder("李四")).expect("free again");
    drop(again);
    // A lock file a killed program left behind holds nobody up.
    fs::write(folder.path().join("甲.kaohe.yaml.lock"), "张三\n").expect("a file");
    lock(&path, &holder("李四")).expect("free");
    assert!(lock(&folder.path().join("无/甲"), &holder("张三")).is_err());
}

#[test]
fn a_session_file_is_named_for_what_is_in_it() {
    let rubric = |edition: Option<&str>| {
        let edition = edition.map(str::to_owned);
        Rubric::new(Head { id: "wujin-2021".to_owned(), edition, ..Head::default() })
    };
    let head = |unit: &str, date| SessionHead {
        unit: unit.to_owned(),
        mode: Mode::Field,
        date: Date::parse(date),
        ..SessionHead::default()
    };
    let cases = [
        (Some("2022"), "XX街道", "2022-12-15", "2022年度_XX街道_现场考核_20221215"),
        (None, "XX街道", "", "wujin-2021_XX街道_现场考核"),
        (Some("试行"), "", "2022-12-15", "试行_现场考核_20221215"),
        (Some("2022"), "../../etc/甲 乙\n", "", "2022年度_etc_甲_乙_现场考核"),
        (Some("2022"), "C:\\甲*?\"<>|", "", "2022年度_C__甲_现场考核"),
        (Some("2022"), ".隐藏", "", "2022年度_隐藏_现场考核"),
    ];
    for (edition, unit, date, name) in cases {
        let given = session_file_name(&head(unit, date), &rubric(edition));
        assert_eq!(given, format!("{name}.kaohe.yaml"));
    }
    let long = session_file_name(&head(&"很长".repeat(200), ""), &rubric(Some(&"长".repeat(99))));
    assert!(long.len() < 240, "{}", long.len());
    let folder = tempfile::tempdir().expect("a folder");
    let next = || {
        let path = new_session_path(folder.path(), &head("甲", ""), &rubric(Some("2022")));
        path.expect("a path")
    };
    let names = ["2022年度_甲_现场考核", "2022年度_甲_现场考核_2", "2022年度_甲_现场考核_3"];
    for name in names {
        assert_eq!(next(), folder.path().join(format!("{name}.kaohe.yaml")));
        save(&SystemDisk, &next(), OURS, Before::Nothing).expect("saved");
    }
    fs::write(folder.path().join("别的.yaml"), "").expect("a file");
    assert_eq!(session_files(folder.path()).expect("files").len(), 3);
    assert_eq!(session_files(&folder.path().join("没有")).expect("none").len(), 0);
}

/// A report is named safely on every system, whatever the unit is called and the user types.
#[test]
fn a_report_is_named_for_what_is_in_it() {
    let rubric = |edition: Option<&str>| {
        let edition = edition.map(str::to_owned);
        Rubric::new(Head { id: "wujin-2021".to_owned(), edition, ..Head::default() })
    };
    let head = |unit: &str| SessionHead { unit: unit.to_owned(), ..SessionHead::default() };
    let cases = [
        (Some("2022"), "甲", "2022年度_甲_考核评分表.docx"),
        (Some("2022"), "a\\b/c:d*e?f\"g<h>i|j", "2022年度_a_b_c_d_e_f_g_h_i_j_考核评分表.docx"),
        (Some("2022"), "末尾有点...", "2022年度_末尾有点_考核评分表.docx"),
        (Some("2022"), "\u{0}甲\u{1b}[2J\u{202e}乙\n", "2022年度_甲_[2J_乙_考核评分表.docx"),
        (Some("CON"), "", "CON_考核评分表.docx"),
        (Some("CON.甲"), "乙", "_CON.甲_乙_考核评分表.docx"),
    ];
    for (edition, unit, name) in cases {
        let given = report_file_name(&head(unit), &rubric(edition), "考核评分表", "docx");
        assert_eq!(given, name, "{unit:?}");
    }
    let long = head(&"很长".repeat(5000));
    let long = report_file_name(&long, &rubric(Some("2022")), "考核评分表", "docx");
    assert!(long.len() < 240 && long.contains("_考核评分表."), "{}", long.len());
    assert_eq!(ranking_file_name(None, "a/b:c", "排名表", "csv"), "a_b_c_排名表.csv");
    for (typed, name) in [
        ("甲", Some("甲.docx")),
        ("甲.docx", Some("甲.docx")),
        ("甲. . ", Some("甲.docx")),
        ("../../乙", Some("乙.docx")),
        ("C:\\丙\\丁", Some("C__丙_丁.docx")),
        ("con", Some("_con.docx")),
        ("COM1.表", Some("_COM1.表.docx")),
        ("LPT¹", Some("_LPT¹.docx")),
        ("contract", Some("contract.docx")),
        ("  ", None),
        ("...", None),
        ("\u{1b}", None),
    ] {
        assert_eq!(chosen_file_name(typed, "docx").as_deref(), name, "{typed:?}");
    }
}

#[test]
fn the_data_folder_can_be_chosen() {
    let chosen = Folders::find(Some("/资料".as_ref())).expect("folders");
    assert_eq!(chosen.sessions(), Path::new("/资料/sessions"));
    assert_eq!(chosen.rubrics(), Path::new("/资料/rubrics"));
    assert_eq!(Folders::find(Some("".as_ref())), Folders::find(None));
}

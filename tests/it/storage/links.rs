//! Links are not followed when something is written, and what is made is its owner's only.
#![cfg(unix)]

use kaohe::lang::{Lang, storage_errors};
use kaohe::session::{Date, SessionHead};
use kaohe::storage::catalogue::{Catalogue, keep_rubric_copy};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::lock::{Holder, LockError, lock};
use kaohe::storage::open::create_in;
use kaohe::storage::read::MOST_BYTES;
use kaohe::storage::save::{Before, ContentHash, SaveError, save};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

const THEIRS: &str = "别人的内容\n";

fn holder() -> Holder {
    Holder { user: "张三".to_owned(), ..Holder::default() }
}

fn refused(path: &Path) -> LockError {
    lock(path, &holder()).expect_err("no lock")
}

#[test]
fn a_lock_file_that_is_a_link_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("别人的"), THEIRS).expect("a file");
    let leads_to = ["别人的", "没有", ".", "甲.kaohe.yaml.lock"];
    for target in leads_to {
        symlink(at(target), at("甲.kaohe.yaml.lock")).expect("a link");
        let error = refused(&at("甲.kaohe.yaml"));
        assert!(matches!(&error, LockError::NotAFile(_)), "{target}: {error}");
        let told = storage_errors::lock_error(Lang::Zh, &error);
        assert!(told.contains("甲.kaohe.yaml.lock，再重新打开。"), "{told}");
        let link = fs::symlink_metadata(at("甲.kaohe.yaml.lock")).expect("the link");
        assert!(link.is_symlink(), "it stays");
        fs::remove_file(at("甲.kaohe.yaml.lock")).expect("a link");
    }
    assert_eq!(fs::read_to_string(at("别人的")).expect("text"), THEIRS);
    assert!(!at("没有").exists(), "nothing was made through the link");
}

#[test]
fn a_lock_file_that_is_no_file_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let pipe = std::process::Command::new("mkfifo").arg(at("管道.lock")).status();
    assert!(pipe.expect("mkfifo").success());
    assert!(matches!(refused(&at("管道")), LockError::NotAFile(_)), "and nobody waits");
    fs::create_dir(at("文件夹.lock")).expect("a folder");
    assert!(matches!(refused(&at("文件夹")), LockError::NotAFile(_)));
}

#[test]
fn a_session_that_is_a_link_is_only_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("真.kaohe.yaml"), THEIRS).expect("a file");
    symlink("真.kaohe.yaml", at("链接.kaohe.yaml")).expect("a link");
    let error = refused(&at("链接.kaohe.yaml"));
    let told = storage_errors::lock_error(Lang::Zh, &error);
    assert!(told.ends_with("是链接，只能查看。要修改，请打开它指向的 真.kaohe.yaml。"), "{told}");
    assert!(!storage_errors::lock_error(Lang::En, &error).is_empty());
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2, "no lock is left");
    lock(&at("真.kaohe.yaml"), &holder()).expect("the file itself can be locked");
}

/// Whoever takes a lock file away and puts something else there keeps that.
#[test]
fn only_the_own_lock_file_is_taken_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    let held = lock(&path, &holder()).expect("a lock");
    let lock_path = held.path().to_owned();
    fs::remove_file(&lock_path).expect("a lock file");
    fs::write(&lock_path, THEIRS).expect("another file");
    drop(held);
    assert_eq!(fs::read_to_string(lock_path).expect("text"), THEIRS);
}

#[test]
fn the_environment_writes_three_short_lines_into_a_lock() {
    let folder = tempfile::tempdir().expect("a folder");
    let holder = Holder {
        user: "甲\n乙\u{1B}]0;x\u{7}".to_owned(),
        host: "主机\u{202E}".repeat(1000),
        since: "2021-12-15 09:30\r\n".to_owned(),
    };
    let held = lock(&folder.path().join("甲"), &holder).expect("a lock");
    let text = fs::read_to_string(held.path()).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (3, "甲↵乙␛]0;x␇"));
    assert!(text.len() < 1024 && !text.replace('\n', "").contains(kaohe::visible::is_hidden));
}

#[test]
fn what_is_made_is_for_its_owner_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let sessions = folder.path().join("资料/sessions");
    let mode = |path: &Path| {
        fs::metadata(path).unwrap_or_else(|error| panic!("{path:?}: {error}")).permissions().mode()
            & 0o777
    };
    let catalogue = Catalogue::load(&[]);
    let rubric = catalogue.by_id("wujin-2021").expect("a rubric");
    let date = Date::parse("2021-12-15");
    let head = SessionHead { unit: "甲".to_owned(), date, ..SessionHead::default() };
    let session = create_in(&SystemDisk, &sessions, rubric, head).expect("a session").path;
    let locked = lock(&session, &holder()).expect("a lock");
    let copy = sessions.join("rubrics").join(format!("{}.yaml", rubric.sha256));
    for file in [&session, locked.path(), &copy] {
        assert_eq!(mode(file), 0o600, "{file:?}");
    }
    for made in [folder.path().join("资料"), sessions.clone(), sessions.join("rubrics")] {
        assert_eq!(mode(&made), 0o700, "{made:?}");
    }
}

/// Nothing is written through a link, whatever it leads to, and the link stays.
#[test]
fn nothing_is_saved_through_a_link() {
    for before in [Before::Nothing, Before::Anything, Before::Content(ContentHash::of(THEIRS))] {
        for leads_to in ["真", "没有", ".", "甲.kaohe.yaml"] {
            let folder = tempfile::tempdir().expect("a folder");
            let at = |name: &str| folder.path().join(name);
            fs::write(at("真"), THEIRS).expect("a file");
            symlink(leads_to, at("甲.kaohe.yaml")).expect("a link");
            let error =
                save(&SystemDisk, &at("甲.kaohe.yaml"), "我们的", before).expect_err("a link");
            assert!(matches!(&error, SaveError::IsALink(_)), "{leads_to}: {error}");
            let told = storage_errors::save_error(Lang::Zh, &error);
            assert!(told.contains("是符号链接") && told.contains("没有保存"), "{told}");
            assert_eq!(fs::read_to_string(at("真")).expect("text"), THEIRS);
            assert!(fs::symlink_metadata(at("甲.kaohe.yaml")).expect("it").is_symlink());
            assert!(!at("没有").exists());
            assert_eq!(fs::read_dir(folder.path()).expect("it").count(), 2, "no temporary file");
        }
    }
}

/// The copy of a rubric is a file of ours too.
#[test]
fn a_rubric_copy_that_is_a_link_is_not_written_through() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let catalogue = Catalogue::load(&[]);
    let rubric = catalogue.by_id("wujin-2021").expect("a rubric");
    fs::create_dir(at("rubrics")).expect("a folder");
    fs::write(at("别人的"), THEIRS).expect("a file");
    symlink(at("别人的"), at(&format!("rubrics/{}.yaml", rubric.sha256))).expect("a link");
    assert!(keep_rubric_copy(&SystemDisk, &at("甲.kaohe.yaml"), rubric).is_err());
    assert_eq!(fs::read_to_string(at("别人的")).expect("text"), THEIRS);
}

/// A file that is too large to be read again is not made.
#[test]
fn what_could_not_be_read_again_is_not_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    let text = "a".repeat(usize::try_from(MOST_BYTES).expect("a size") + 1);
    assert!(save(&SystemDisk, &path, &text, Before::Nothing).is_err());
    assert!(!path.exists());
}

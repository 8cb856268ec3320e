//! What happens to a session while it is open: others change it, its folder goes, the disk
//! fills up. Nothing that was entered is lost, and nothing of anybody else.

use crate::crash::{CATALOGUE, Review, found, new_session};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::journal::{ChainProblem, journal_path};
use kaohe::storage::open::open;
use kaohe::storage::paths::session_files;
use kaohe::storage::replay::Fit;
use kaohe::tui::app::Saved;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The session open on a real disk, with the cursor on its first clause and that recorded.
fn changed(folder: &Path) -> Review<SystemDisk> {
    let mut review = Review::start(folder, SystemDisk);
    press(&mut review, "enter r text:我的说明 C-s .");
    review
}

fn press(review: &mut Review<SystemDisk>, keys: &str) {
    review.play(keys, || false);
}

/// Someone else edits the file with another program.
fn edit_outside(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a session").replace("水利站", "农技站");
    fs::write(path, &text).expect("edited");
    text
}

/// Why it is not saved, and whether someone else is to blame.
fn unsaved(review: &Review<SystemDisk>) -> (String, bool) {
    match review.app.review.as_ref().map(|review| &review.saved) {
        Some(Saved::No(unsaved)) => (unsaved.why.clone(), unsaved.is_conflict),
        saved => panic!("{saved:?}"),
    }
}

fn remarks(path: &Path) -> Vec<String> {
    found(path).entries.into_values().map(|entry| entry.remark).collect()
}

#[test]
fn a_file_changed_outside_is_noticed_and_both_versions_are_kept() {
    let (folder, path) = new_session();
    let mut review = changed(folder.path());
    let theirs = edit_outside(&path);
    press(&mut review, "down r text:又一条 C-s .");
    let (why, is_conflict) = unsaved(&review);
    assert!(why.contains("已被别人改动") && is_conflict, "{why}");
    assert_eq!(fs::read_to_string(&path).expect("theirs"), theirs);
    // As a new file beside theirs.
    press(&mut review, "s enter . down r text:第三条 C-s . q");
    assert!(review.app.review.is_none(), "{:?}", review.app.status);
    assert_eq!(fs::read_to_string(&path).expect("theirs"), theirs);
    let files = session_files(folder.path()).expect("files");
    let ours = files.iter().find(|file| **file != path).expect("a second file");
    assert_eq!(remarks(ours), ["我的说明", "又一条", "第三条"]);
    assert_eq!(found(&path).head.unit, "示例镇农技站");
    assert_eq!(remarks(&path), ["我的说明"]);
    assert_eq!(open(&CATALOGUE, &path).expect("a session").fit, Fit::Even);
}

#[test]
fn what_is_given_up_does_not_come_back() {
    let (folder, path) = new_session();
    let mut review = changed(folder.path());
    let theirs = edit_outside(&path);
    press(&mut review, "down r text:又一条 C-s . q del");
    assert!(review.app.review.is_none());
    press(&mut review, "enter . q");
    assert_eq!(session_files(folder.path()).expect("files"), std::slice::from_ref(&path));
    assert_eq!(found(&path).head.unit, "示例镇农技站");
    assert_eq!(remarks(&path), ["我的说明"]);
    assert_eq!(fs::read_to_string(&path).expect("theirs"), theirs, "nothing was changed");
}

#[test]
fn a_file_changed_outside_before_a_crash_is_taken_and_ours_is_kept_beside_it() {
    let (folder, path) = new_session();
    let mut review = changed(folder.path());
    let theirs = edit_outside(&path);
    press(&mut review, "down r text:又一条 C-s");
    assert_eq!(review.app.review.as_ref().map(|r| r.saved.clone()), Some(Saved::Yes));
    drop(review);
    assert_eq!(fs::read_to_string(&path).expect("theirs"), theirs);
    let mut again = Review::start(folder.path(), SystemDisk);
    press(&mut again, "enter");
    let said = again.app.status.as_ref().map_or("", |status| &status.text).to_owned();
    assert!(said.contains("已另存为"), "{said}");
    press(&mut again, "q enter q");
    let files = session_files(folder.path()).expect("files");
    assert_eq!(files.len(), 2, "one copy, made once");
    let ours = files.iter().find(|file| **file != path).expect("a second file");
    assert_eq!(remarks(ours), ["我的说明", "又一条"]);
    assert_eq!((found(&path).head.unit.as_str(), remarks(&path).len()), ("示例镇农技站", 1));
}

#[test]
fn a_file_edited_by_hand_between_two_openings_stands() {
    let (folder, path) = new_session();
    press(&mut changed(folder.path()), "q");
    edit_outside(&path);
    let mut again = Review::start(folder.path(), SystemDisk);
    press(&mut again, "enter");
    let said = again.app.status.as_ref().map_or("", |status| &status.text).to_owned();
    assert!(said.contains("在程序之外改过"), "{said}");
    press(&mut again, "r text:改后 C-s . q");
    let opened = open(&CATALOGUE, &path).expect("a session");
    assert_eq!((opened.session.head.unit.as_str(), opened.fit), ("示例镇农技站", Fit::Even));
    assert_eq!(opened.chain.expect("a journal").problems, []);
}

/// Renamed while it is open, and saved elsewhere: where, is said, and it goes on there.
#[test]
fn what_is_saved_elsewhere_is_named_and_gone_on_with() {
    for is_ended in [false, true] {
        let (folder, path) = new_session();
        let mut review = changed(folder.path());
        let to = path.with_file_name("新名.kaohe.yaml");
        fs::rename(&path, &to).expect("renamed");
        fs::rename(journal_path(&path), journal_path(&to)).expect("renamed");
        press(&mut review, "down r text:又一条 C-s");
        if is_ended {
            review.hang_up();
        } else {
            // Tried once more first, and offered then.
            press(&mut review, "s");
            assert!(!unsaved(&review).0.is_empty());
            press(&mut review, "enter");
        }
        let held = review.app.review.as_ref().expect("it is open");
        let told = held.copied_to.clone().unwrap_or_default();
        assert_eq!(held.saved, Saved::Yes);
        let files = session_files(folder.path()).expect("files");
        let ours = files.iter().find(|file| **file != to).expect("a copy");
        assert!(told.contains(&ours.display().to_string()), "{told}");
        // The old name may be given back, so it is not taken.
        assert_ne!(*ours, path);
        assert_eq!(remarks(ours), ["我的说明", "又一条"]);
        if !is_ended {
            press(&mut review, "down r text:第三条 C-s . q");
            assert!(review.app.review.is_none(), "{:?}", review.app.status);
            assert_eq!(remarks(ours), ["我的说明", "又一条", "第三条"]);
            assert_eq!(session_files(folder.path()).expect("files").len(), 2);
        }
    }
}

#[test]
fn what_came_back_is_saved_where_it_was() {
    let (folder, path) = new_session();
    let mut review = changed(folder.path());
    let to = path.with_file_name("新名.kaohe.yaml");
    fs::rename(&path, &to).expect("renamed");
    press(&mut review, "down r text:又一条 C-s");
    assert!(unsaved(&review).1);
    fs::rename(&to, &path).expect("back");
    press(&mut review, "s . q");
    assert!(review.app.review.is_none(), "{:?}", review.app.status);
    assert_eq!(remarks(&path), ["我的说明", "又一条"]);
    assert_eq!(session_files(folder.path()).expect("files").len(), 1);
}

/// While the file at the path is somebody else's, nothing is called saved.
#[test]
fn a_file_that_was_replaced_stays_unsaved_until_it_is_dealt_with() {
    let (folder, path) = new_session();
    let mut review = changed(folder.path());
    edit_outside(&path);
    press(&mut review, "down r text:又一条 C-s .");
    assert!(unsaved(&review).1);
    press(&mut review, "down r text:第三条 C-s");
    assert!(unsaved(&review).1, "though the journal has it");
    drop(review);
    let Fit::Conflict(ours) = open(&CATALOGUE, &path).expect("a session").fit else {
        panic!("nothing is lost")
    };
    assert_eq!(ours.entries.len(), 3);
}

#[test]
fn a_folder_that_vanishes_and_comes_back_gets_everything() {
    let (folder, path) = new_session();
    let mut review = changed(folder.path());
    let away = folder.path().with_extension("away");
    fs::rename(folder.path(), &away).expect("gone");
    press(&mut review, "down r text:又一条 C-s .");
    let (why, _) = unsaved(&review);
    assert!(why.contains("没有这个文件或文件夹"), "{why}");
    press(&mut review, "down r text:第三条 C-s . .");
    // An empty folder is there again; the session is not.
    fs::create_dir(folder.path()).expect("back");
    press(&mut review, ". .");
    let (why, is_conflict) = unsaved(&review);
    assert!(why.contains("已被移走或删除") && is_conflict, "{why}");
    press(&mut review, "s enter . q");
    assert!(review.app.review.is_none(), "{:?}", review.app.status);
    let files = session_files(folder.path()).expect("files");
    assert_eq!(remarks(&files[0]), ["我的说明", "又一条", "第三条"]);
    assert_eq!(remarks(&away.join(path.file_name().expect("a name"))), ["我的说明"]);
    fs::remove_dir_all(away).expect("tidied");
}

#[test]
fn a_journal_that_is_taken_away_begins_anew_with_everything() {
    for is_crash in [false, true] {
        let (folder, path) = new_session();
        let mut review = changed(folder.path());
        let journal = journal_path(&path);
        // The folder is away for a while too, so that beginning anew fails at first.
        let away = folder.path().with_extension("away");
        fs::remove_file(&journal).expect("gone");
        fs::rename(folder.path(), &away).expect("gone");
        press(&mut review, "down r text:又一条 C-s down r text:第三条 C-s");
        unsaved(&review);
        fs::rename(&away, folder.path()).expect("back");
        press(&mut review, "down r text:第四条 C-s");
        assert_eq!(review.app.review.as_ref().map(|r| r.saved.clone()), Some(Saved::Yes));
        let all = ["我的说明", "又一条", "第三条", "第四条"];
        if is_crash {
            drop(review);
            let mut again = Review::start(folder.path(), SystemDisk);
            press(&mut again, "enter q");
            let files = session_files(folder.path()).expect("files");
            assert!(files.iter().any(|file| remarks(file) == all), "in a file of its own");
        } else {
            press(&mut review, "q");
            assert_eq!(remarks(&path), all);
            let opened = open(&CATALOGUE, &path).expect("a session");
            assert_eq!(opened.fit, Fit::Even);
            assert_eq!(
                opened.chain.expect("a journal").problems,
                [ChainProblem::EarlierMissing(2)]
            );
        }
    }
}

/// A disk of a few pages, for as long as this lives.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    /// None where this user may not make one.
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=128k", "none"])
            .arg(folder.path())
            .output();
        let is_mounted = mount.is_ok_and(|mount| mount.status.success());
        is_mounted.then_some(Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_told_and_keeps_everything_for_later() {
    let Some(disk) = SmallDisk::mount() else {
        assert!(std::env::var_os("CI").is_none(), "no small disk can be mounted");
        return;
    };
    let (folder, made) = new_session();
    let path = disk.0.path().join(made.file_name().expect("a name"));
    fs::copy(&made, &path).expect("a copy");
    drop(folder);
    let mut review = changed(disk.0.path());
    // Something else takes the rest.
    let filler = disk.0.path().join("别的");
    let mut rest = fs::File::create(&filler).expect("a file");
    while std::io::Write::write_all(&mut rest, &[0; 512]).is_ok() {}
    let before = fs::read(&path).expect("a session");
    let mut entered = 1;
    while matches!(review.app.review.as_ref().map(|r| &r.saved), Some(Saved::Yes)) {
        // What still fits into the last page of the journal is saved.
        press(&mut review, "home down*2 r text:再来一些字 C-s");
        entered += 1;
        assert!(entered < 100, "the disk is never full");
    }
    let (why, is_conflict) = unsaved(&review);
    assert!(why.contains("磁盘空间不足") && !is_conflict, "{why}");
    press(&mut review, "down r text:又一条 C-s . .");
    unsaved(&review);
    assert_eq!(fs::read(&path).expect("a session"), before, "the last good file is as it was");
    assert!(open(&CATALOGUE, &path).is_ok());
    drop(rest);
    fs::remove_file(&filler).expect("room");
    press(&mut review, ". .");
    let saved = review.app.review.as_ref().map(|review| review.saved.clone());
    assert_eq!(saved, Some(Saved::Yes), "{:?}", review.app.status);
    press(&mut review, "q");
    assert!(remarks(&path).contains(&"又一条".to_owned()));
    assert_eq!(Some(found(&path)), review.acknowledged);
}

/// What a command says, and how it ends, where its output goes to this file.
#[cfg(target_os = "linux")]
fn into(file: fs::File, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kaohe"));
    command.args(arguments).env("KAOHE_LANG", "zh_CN.UTF-8").stdout(file);
    let output = command.output().expect("it runs");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

#[cfg(target_os = "linux")]
const WORKED: &str = "sessions/2021年度_示例镇建设局_现场考核_20211215.kaohe.yaml";

#[cfg(target_os = "linux")]
#[test]
fn output_that_is_not_taken_is_told() {
    // Little output is held back till the end, much is not.
    for command in
        [&["rubrics"][..], &["show", "pengxi-2022"], &["report", WORKED, "--format", "csv"]]
    {
        let full = fs::File::options().write(true).open("/dev/full").expect("a full disk");
        let (code, said) = into(full, command);
        assert_eq!(code, Some(3), "{command:?}");
        assert!(said.contains("输出没有写完：磁盘空间不足"), "{command:?}: {said}");
        // A reader that has seen enough is no trouble.
        let (reader, closed) = std::io::pipe().expect("a pipe");
        drop(reader);
        let closed = fs::File::from(std::os::fd::OwnedFd::from(closed));
        assert_eq!(into(closed, command), (Some(0), String::new()), "{command:?}");
    }
}

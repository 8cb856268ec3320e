//! Hands from outside on the files of an open session: each thing they can do, and then an
//! edit, an undo, the line dropping, a kill. Nothing that was shown as saved is lost.

use crate::crash::{CATALOGUE, Review, new_session};
use kaohe::session::Session;
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::journal::journal_path;
use kaohe::storage::lock::Holder;
use kaohe::storage::open::{copy_beside, open};
use kaohe::storage::orphans::{orphans, rebuild};
use kaohe::storage::paths::session_files;
use kaohe::tui::app::Saved;
use std::fs;
use std::path::{Path, PathBuf};

/// What someone does, and what undoes it where that is waited for.
type Hand = fn(&Path, &Path);

fn other(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

fn moved(folder: &Path) -> PathBuf {
    folder.with_extension("away")
}

/// The folder is put back as it was when the copy was made.
fn put_back(folder: &Path) {
    let backup = moved(folder);
    for file in fs::read_dir(&backup).expect("a backup") {
        let file = file.expect("a file");
        if file.path().is_file() {
            let to = folder.join(file.file_name());
            let _ = fs::remove_file(&to);
            fs::copy(file.path(), to).expect("put back");
        }
    }
}

fn back_up(folder: &Path) {
    let backup = moved(folder);
    fs::create_dir_all(&backup).expect("a folder");
    for file in fs::read_dir(folder).expect("a folder") {
        let file = file.expect("a file");
        if file.path().is_file() {
            fs::copy(file.path(), backup.join(file.file_name())).expect("a copy");
        }
    }
}

const HANDS: [(&str, Hand); 9] = [
    ("renamed", |_, path| {
        let to = path.with_file_name("新名.kaohe.yaml");
        fs::rename(path, &to).expect("renamed");
        fs::rename(journal_path(path), journal_path(&to)).expect("renamed");
    }),
    ("session renamed", |_, path| {
        fs::rename(path, path.with_file_name("新名.kaohe.yaml")).expect("renamed");
    }),
    ("replaced by another session", |folder, path| {
        let mut session = open(&CATALOGUE, path).expect("a session").session;
        session.id = kaohe::storage::open::fresh_id();
        let copy = copy_beside(&SystemDisk, &CATALOGUE, folder, &session).expect("a copy");
        fs::rename(copy.path, path).expect("replaced");
    }),
    ("restored from a backup", |folder, _| put_back(folder)),
    ("folder replaced by its copy", |folder, _| {
        back_up_of_now(folder);
    }),
    ("lock removed", |_, path| fs::remove_file(other(path, ".lock")).expect("removed")),
    ("journal removed", |_, path| fs::remove_file(journal_path(path)).expect("removed")),
    ("folder away", |folder, _| fs::rename(folder, gone(folder)).expect("gone")),
    ("lock and journal removed", |_, path| {
        fs::remove_file(other(path, ".lock")).expect("removed");
        fs::remove_file(journal_path(path)).expect("removed");
    }),
];

fn gone(folder: &Path) -> PathBuf {
    folder.with_extension("gone")
}

/// The same files under the same names, all of them others.
fn back_up_of_now(folder: &Path) {
    for file in fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        if path.is_file() {
            let copy = other(&path, ".copy");
            fs::copy(&path, &copy).expect("a copy");
            fs::rename(copy, path).expect("replaced");
        }
    }
}

/// Every session that can be found in the folder afterwards, those made anew from journals too.
fn everything(folder: &Path) -> Vec<Session> {
    for orphan in orphans(folder) {
        if orphan.session.is_none() {
            rebuild(&SystemDisk, &CATALOGUE, &orphan.path, &Holder::default()).expect("made anew");
        }
    }
    let files = session_files(folder).expect("sessions");
    let mut all: Vec<Session> = Vec::new();
    for file in files {
        let opened = open(&CATALOGUE, &file).unwrap_or_else(|error| panic!("{error:?}"));
        if let kaohe::storage::replay::Fit::Conflict(besides) = &opened.fit {
            all.push((**besides).clone());
        }
        all.push(opened.session);
    }
    all
}

#[test]
fn nothing_shown_as_saved_is_lost_whatever_hands_do() {
    for (hand, act) in HANDS {
        for then in ["edit", "undo", "hang-up", "kill"] {
            let (folder, path) = new_session();
            let folder_path = folder.path().to_owned();
            let mut review = Review::start(&folder_path, SystemDisk);
            review.play("enter home down*2 r text:甲 C-s . down r text:乙 C-s .", || false);
            back_up(&folder_path);
            review.play("down r text:丙 C-s", || false);
            act(&folder_path, &path);
            match then {
                "undo" => review.play("u . .", || false),
                "kill" => {}
                _ => review.play("down r text:丁 C-s . .", || false),
            }
            if gone(&folder_path).exists() {
                fs::rename(gone(&folder_path), &folder_path).expect("back");
                review.play(". . .", || false);
            }
            let held = review.app.review.as_ref().expect("it is open");
            let (session, saved) = (held.session.clone(), held.saved.clone());
            if then == "hang-up" {
                review.hang_up();
            }
            let acknowledged = review.acknowledged.clone().expect("something was saved");
            drop(review);
            let all = everything(&folder_path);
            let has = |wanted: &Session| {
                all.iter()
                    .any(|found| Session { id: wanted.id.clone(), ..found.clone() } == *wanted)
            };
            // What someone put back in its place is what there is, until it is saved elsewhere.
            let is_restored = hand == "restored from a backup" && then != "hang-up";
            assert!(
                is_restored
                    || has(&acknowledged)
                    || then == "hang-up" && has(&session)
                    || hand == "journal removed" && then == "kill"
                    || hand == "lock and journal removed" && then == "kill",
                "{hand}, {then}: {all:#?}\nsaved: {acknowledged:#?}"
            );
            if then == "hang-up" || saved == Saved::Yes {
                let is_lost_before = then == "kill";
                assert!(is_lost_before || has(&session), "{hand}, {then}: {saved:?} {all:#?}");
            }
            let _ = fs::remove_dir_all(moved(&folder_path));
        }
    }
}

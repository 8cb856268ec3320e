//! A session file and a journal that do not belong together any more: of another time, of another
//! program, of another session.

use crate::crash::{CATALOGUE, Review, new_session};
use crate::fixtures::project_file;
use kaohe::session::Session;
use kaohe::storage::catalogue::rubric_for_session;
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::journal::{journal_path, read_all};
use kaohe::storage::open::{OpenSession, open};
use kaohe::storage::paths::session_files;
use kaohe::storage::replay::Fit;
use kaohe::storage::session_file;
use kaohe::storage::verify::{JournalVerdict, Judge, Verdict};
use std::fs;
use std::path::{Path, PathBuf};

fn opened(path: &Path) -> OpenSession {
    open(&CATALOGUE, path).unwrap_or_else(|error| panic!("{error:?}"))
}

fn verdict(path: &Path) -> Verdict {
    let text = fs::read_to_string(path).expect("a session");
    let file = session_file::parse("", &text).expect("a session");
    let rubric_of = |session: &Session| rubric_for_session(&CATALOGUE, path, session);
    let mut judge = Judge::new(&text, &file, rubric_of);
    let chain = read_all(path, &mut |read| judge.take(&read)).expect("a journal");
    judge.finish(chain.as_ref())
}

fn journal(path: &Path) -> JournalVerdict {
    verdict(path).journal.expect("a journal")
}

/// Records remarks under one clause after the other, each saved, and leaves.
fn review(folder: &Path, keys: &str) -> String {
    let mut review = Review::start(folder, SystemDisk);
    review.play("enter", || false);
    let told = review.app.status.as_ref().map_or("", |status| &status.text).to_owned();
    review.play("home down", || false);
    review.play(keys, || false);
    review.play(". q", || false);
    assert!(review.app.review.is_none(), "{:?}", review.app.status);
    told
}

fn copy_of(path: &Path) -> PathBuf {
    let to = path.with_extension("kept");
    fs::copy(path, &to).expect("a copy");
    to
}

/// What a program wrote that kept whole entries and another seal.
#[test]
fn what_an_older_program_wrote_is_gone_on_with() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("甲.kaohe.yaml");
    let kept = project_file("tests/it/storage/older");
    fs::copy(kept.join("review.kaohe.yaml"), &path).expect("a session");
    fs::copy(kept.join("review.journal"), journal_path(&path)).expect("a journal");
    let before = opened(&path);
    assert_eq!(before.fit, Fit::Behind(2));
    assert_eq!(before.session.entries["1/4"].findings.len(), 2);
    let held = journal(&path);
    assert_eq!((held.last, held.held, held.same, held.behind), (9, Some(7), true, 2));
    assert!(held.chain.is_empty() && held.misfits.is_empty() && held.scores.is_empty());
    // Undone as far as it goes, and then changed.
    review(folder.path(), "u u u u u u down r text:接着评 C-s");
    let after = opened(&path);
    assert_eq!(after.fit, Fit::Even);
    assert!(after.session.entries.values().all(|entry| entry.findings.is_empty()));
    let verdict = verdict(&path);
    assert!(verdict.is_in_order(), "{verdict:?}");
}

#[test]
fn an_older_journal_is_no_second_version_and_stays_a_finding() {
    let (folder, path) = new_session();
    review(folder.path(), "down r text:甲 C-s . down r text:乙 C-s");
    let older = copy_of(&journal_path(&path));
    review(folder.path(), "end r text:丙 C-s");
    let whole = opened(&path).session;
    fs::rename(&older, journal_path(&path)).expect("put back");
    let found = opened(&path);
    assert_eq!((found.fit, &found.session), (Fit::JournalShort { last: 3, marked: 4 }, &whole));
    let told = review(folder.path(), "end up r text:丁 C-s");
    assert!(told.contains("只有 3 行"), "{told}");
    assert_eq!(session_files(folder.path()).expect("files").len(), 1, "no copy is made");
    let after = opened(&path);
    assert_eq!((after.fit, after.session.entries.len()), (Fit::Even, whole.entries.len() + 1));
    assert_eq!(journal(&path).severed, [4], "and it is told for good");
    assert!(!verdict(&path).is_in_order());
}

#[test]
fn a_journal_that_went_on_elsewhere_is_rescued() {
    let (folder, path) = new_session();
    review(folder.path(), "down r text:甲 C-s");
    let (early, early_journal) = (copy_of(&path), copy_of(&journal_path(&path)));
    review(folder.path(), "end r text:这里 C-s");
    let (late, late_journal) = (fs::read(&path).expect("a file"), journal_path(&path));
    fs::rename(&early, &path).expect("put back");
    fs::rename(&early_journal, &late_journal).expect("put back");
    review(folder.path(), "end up r text:那里 C-s");
    // The file of the one, the journal of the other, as many lines in both.
    fs::write(&path, late).expect("put back");
    let Fit::Conflict(besides) = opened(&path).fit else { panic!("{:?}", opened(&path).fit) };
    let remarks = |session: &Session| -> Vec<String> {
        session.entries.values().map(|entry| entry.remark.clone()).collect()
    };
    assert!(remarks(&besides).contains(&"那里".to_owned()), "{besides:?}");
    assert!(remarks(&opened(&path).session).contains(&"这里".to_owned()));
}

#[test]
fn the_journal_of_another_session_is_called_so() {
    let (folder, path) = new_session();
    let (other_folder, other) = new_session();
    review(folder.path(), "down r text:甲 C-s");
    let text = fs::read_to_string(&other).expect("a session");
    let id = session_file::parse("", &text).expect("a session").session.id;
    fs::write(&other, text.replace(&id, "0-0")).expect("another");
    review(other_folder.path(), "down r text:乙 C-s");
    fs::copy(journal_path(&other), journal_path(&path)).expect("put there");
    assert!(journal(&path).is_other && !verdict(&path).is_in_order());
    let words = kaohe::lang::verify::facts(kaohe::lang::Lang::Zh, &verdict(&path));
    let told = words.iter().filter(|fact| fact.differs).map(|fact| fact.words.as_str());
    assert_eq!(told.collect::<Vec<_>>(), ["修改日志：旁边的是另一份记录的，这份记录的不在旁边"]);
}

#[test]
fn a_link_shows_what_only_the_journal_of_its_file_has() {
    let (folder, path) = new_session();
    let mut held = Review::start(folder.path(), SystemDisk);
    held.play("enter home down*2 r text:甲 C-s . down r text:乙 C-s", || false);
    let acknowledged = held.acknowledged.clone().expect("saved");
    drop(held);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let link = elsewhere.path().join("链.kaohe.yaml");
    std::os::unix::fs::symlink(&path, &link).expect("a link");
    assert_eq!(opened(&link).session, acknowledged);
    assert_eq!(journal(&link).behind, 1);
}

//! The trash in the face of trouble: nothing is lost, overwritten or mixed up.

use kaohe::storage::disk::{Disk, SystemDisk};
use kaohe::storage::journal::{Author, Journal, What};
use kaohe::storage::lock::{Holder, lock};
use kaohe::storage::save::SaveError;
use kaohe::storage::trash::{TrashError, delete, restore};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const NAME: &str = "甲.kaohe.yaml";

/// A disk that moves so many files and then none.
struct Tired {
    moves: Cell<usize>,
}

impl Disk for Tired {
    type File = fs::File;

    fn create(&self, path: &Path, permissions: Option<Permissions>) -> io::Result<fs::File> {
        SystemDisk.create(path, permissions)
    }
    fn open_end(&self, path: &Path) -> io::Result<fs::File> {
        SystemDisk.open_end(path)
    }
    fn metadata(&self, file: &fs::File) -> io::Result<fs::Metadata> {
        SystemDisk.metadata(file)
    }
    fn write(&self, file: &mut fs::File, bytes: &[u8]) -> io::Result<()> {
        SystemDisk.write(file, bytes)
    }
    fn cut(&self, file: &mut fs::File, length: u64) -> io::Result<()> {
        SystemDisk.cut(file, length)
    }
    fn sync(&self, file: &mut fs::File) -> io::Result<()> {
        SystemDisk.sync(file)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.rename(from, to)
    }
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let left = self.moves.get().checked_sub(1).ok_or(io::ErrorKind::Other)?;
        self.moves.set(left);
        SystemDisk.rename_new(from, to)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        SystemDisk.remove(path)
    }
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        SystemDisk.create_folder(folder)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        SystemDisk.sync_folder(folder)
    }
}

fn session(id: u8) -> String {
    format!(
        "format: kaohe-session/1\nid: 01936f3e-0000-7000-8000-0000000000{id:02}\n\
         rubric: {{id: wujin-2021, sha256: {}}}\nunit: {{name: 示例单位}}\nmode: field\nstate: draft\n",
        "0".repeat(64)
    )
}

/// A session with a journal and torn bytes in a folder.
fn put(folder: &Path, id: u8) -> PathBuf {
    let path = folder.join(NAME);
    fs::write(&path, session(id)).expect("a file");
    let mut journal = Journal::new(&path, None);
    let begun = [What::Begun(session(id))];
    journal.append(&SystemDisk, &Author::default(), begun).expect("a journal");
    fs::write(folder.join(format!("{NAME}.journal.torn")), "残行").expect("a file");
    path
}

/// Names and contents of the files of a folder; none where there is no such folder.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(folder).into_iter().flatten().map(|file| file.expect("a file"));
    let files = files.filter(|file| file.path().is_file());
    files
        .map(|file| {
            let name = file.file_name().into_string().expect("a name");
            (name, fs::read_to_string(file.path()).expect("a text"))
        })
        .collect()
}

#[test]
fn a_move_cut_short_loses_nothing_and_can_be_finished() {
    for moves in 0..=3 {
        let home = TempDir::new().expect("a folder");
        let (folder, trash) = (home.path(), home.path().join("trash"));
        let path = put(folder, 1);
        let at_first = contents(folder);
        let tired = Tired { moves: Cell::new(moves) };
        let outcome = delete(&tired, &path, &Holder::default());
        assert_eq!(outcome.is_ok(), moves == 3);
        // Going back failed as well, so this is what a crash leaves behind.
        let everywhere: BTreeMap<_, _> =
            contents(folder).into_iter().chain(contents(&trash)).collect();
        assert_eq!(everywhere, at_first, "{moves} moves");
        let has_session = folder.join(NAME).exists();
        let has_journal = folder.join(format!("{NAME}.journal")).exists();
        assert!(has_journal || !has_session, "a session never stands without its journal");
        if has_session {
            delete(&SystemDisk, &path, &Holder::default()).expect("finished");
        }
        // Out again, cut short as well.
        let tired = Tired { moves: Cell::new(moves) };
        let trashed = trash.join(NAME);
        if restore(&tired, &trashed, &Holder::default()).is_err() {
            let has_session = folder.join(NAME).exists();
            assert!(!has_session, "the session comes last");
            restore(&SystemDisk, &trashed, &Holder::default()).expect("finished");
        }
        assert_eq!(contents(folder), at_first, "{moves} moves");
        assert_eq!(contents(&trash).len(), 0);
    }
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let home = TempDir::new().expect("a folder");
    let path = put(home.path(), 1);
    let at_first = contents(home.path());
    let trash = home.path().join("trash");
    fs::create_dir(&trash).expect("a folder");
    // A folder in the way of the journal: its name is not free, so another one is taken.
    fs::create_dir(trash.join(format!("{NAME}.journal"))).expect("a folder");
    let moved = delete(&SystemDisk, &path, &Holder::default()).expect("moved");
    assert_eq!(moved, trash.join("甲_2.kaohe.yaml"));
    let back = restore(&SystemDisk, &moved, &Holder::default()).expect("moved");
    assert_eq!(back, home.path().join("甲_2.kaohe.yaml"), "the name it has now");
    assert_eq!(contents(home.path()).len(), at_first.len());
}

#[test]
fn nothing_is_overwritten_and_no_journal_is_taken_for_another() {
    let home = TempDir::new().expect("a folder");
    let (folder, trash) = (home.path(), home.path().join("trash"));
    let first = delete(&SystemDisk, &put(folder, 1), &Holder::default()).expect("moved");
    let second = delete(&SystemDisk, &put(folder, 2), &Holder::default()).expect("moved");
    assert_eq!(first, trash.join(NAME));
    assert_eq!(second, trash.join("甲_2.kaohe.yaml"));
    put(folder, 3);
    let third = contents(folder);
    let back = restore(&SystemDisk, &first, &Holder::default()).expect("moved");
    assert_eq!(back, folder.join("甲_2.kaohe.yaml"));
    let now = contents(folder);
    assert!(third.iter().all(|(name, text)| now.get(name) == Some(text)), "the third is untouched");
    assert_eq!(now["甲_2.kaohe.yaml"], session(1));
    // A session without a journal does not take over one that is not its own.
    fs::remove_file(folder.join(NAME)).expect("gone");
    fs::remove_file(trash.join("甲_2.kaohe.yaml.journal")).expect("gone");
    fs::rename(&second, &first).expect("renamed");
    let back = restore(&SystemDisk, &first, &Holder::default()).expect("moved");
    assert_eq!(back, folder.join("甲_3.kaohe.yaml"));
}

#[test]
fn what_cannot_be_moved_stays() {
    let home = TempDir::new().expect("a folder");
    let path = put(home.path(), 1);
    let at_first = contents(home.path());
    let nobody = Holder::default();
    let held = lock(&path, &nobody).expect("a lock");
    assert!(matches!(delete(&SystemDisk, &path, &nobody), Err(TrashError::Lock(_))));
    drop(held);
    assert!(matches!(restore(&SystemDisk, &path, &nobody), Err(TrashError::NotInTrash(_))));
    let none = delete(&SystemDisk, &home.path().join("无.kaohe.yaml"), &nobody);
    assert!(matches!(none, Err(TrashError::Save(SaveError::Io { .. }))));
    assert_eq!(contents(home.path()), at_first);
    let moved = delete(&SystemDisk, &path, &nobody).expect("moved");
    assert!(matches!(delete(&SystemDisk, &moved, &nobody), Err(TrashError::InTrash(_))));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let home = TempDir::new().expect("a folder");
    let elsewhere = TempDir::new().expect("a folder");
    let path = put(home.path(), 1);
    let link = home.path().join("乙.kaohe.yaml");
    symlink(&path, &link).expect("a link");
    let nobody = Holder::default();
    let refused = delete(&SystemDisk, &link, &nobody);
    assert!(matches!(refused, Err(TrashError::Save(SaveError::IsALink(_)))));
    symlink(elsewhere.path(), home.path().join("trash")).expect("a link");
    let refused = delete(&SystemDisk, &path, &nobody);
    assert!(matches!(refused, Err(TrashError::Save(SaveError::IsALink(_)))));
    assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 0);
    assert!(path.exists() && link.is_symlink());
}

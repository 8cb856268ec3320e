//! A disk that fails or dies at a chosen point, and what is left of it afterwards.
//!
//! Everything is done in a real folder, so that reading works as always. Beside it the disk
//! keeps what would survive: contents and names as they are, and as they were when they were
//! last synced. When it dies, the folder is made to look like one of the states that a crash
//! may leave.

use kaohe::storage::disk::{Disk, SystemDisk};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What a crash leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Crash {
    /// The program was killed: whatever was written is there.
    Killed,
    /// The power went, and only what was synced is there.
    Power,
    /// The power went; names are as they were last, contents as they were synced.
    NamesFirst,
    /// The power went; names are as they were synced, and half of what was written is there.
    Torn,
}

pub(crate) const CRASHES: [Crash; 4] =
    [Crash::Killed, Crash::Power, Crash::NamesFirst, Crash::Torn];

/// What happens at the chosen point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It cannot be done this once; of a write, half is done all the same.
    Fails(ErrorKind),
    /// The crash comes before it, or in the middle of a write.
    DiesBefore(Crash),
    /// The crash comes right after it.
    DiesAfter(Crash),
}

/// The disk; clones are the same disk.
#[derive(Clone, Debug)]
pub(crate) struct FailingDisk(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    folder: PathBuf,
    /// How many things were asked of it.
    asked: usize,
    faults: Vec<(usize, Fault)>,
    is_dead: bool,
    next: usize,
    names: Names,
    synced_names: Names,
    contents: BTreeMap<usize, Vec<u8>>,
    synced_contents: BTreeMap<usize, Vec<u8>>,
}

type Names = BTreeMap<PathBuf, usize>;

/// An open file: the real one, and which it is.
#[derive(Debug)]
pub(crate) struct Open {
    file: File,
    id: usize,
}

impl FailingDisk {
    /// A disk with what stands in a folder, all of it synced; a fault comes when so many
    /// things have been asked.
    pub(crate) fn new(folder: &Path, faults: impl IntoIterator<Item = (usize, Fault)>) -> Self {
        let faults = faults.into_iter().collect();
        let mut state = State { folder: folder.to_owned(), faults, ..State::default() };
        collect(folder, &mut state);
        state.synced_names = state.names.clone();
        state.synced_contents = state.contents.clone();
        Self(Rc::new(RefCell::new(state)))
    }

    /// How many things were asked of it.
    pub(crate) fn asked(&self) -> usize {
        self.0.borrow().asked
    }

    pub(crate) fn is_dead(&self) -> bool {
        self.0.borrow().is_dead
    }

    /// One thing is asked: `act` does it for good, `half` as far as a crash in the middle.
    fn ask<T>(
        &self,
        act: impl FnOnce(&mut State) -> io::Result<T>,
        half: impl FnOnce(&mut State),
    ) -> io::Result<T> {
        let mut state = self.0.borrow_mut();
        if state.is_dead {
            return Err(ErrorKind::Other.into());
        }
        let at = state.asked;
        state.asked += 1;
        let fault = state.faults.iter().find(|(place, _)| *place == at).map(|(_, fault)| *fault);
        match fault {
            None => act(&mut state),
            Some(Fault::Fails(kind)) => {
                half(&mut state);
                Err(kind.into())
            }
            Some(Fault::DiesBefore(crash)) => {
                half(&mut state);
                state.die(crash);
                Err(ErrorKind::Other.into())
            }
            Some(Fault::DiesAfter(crash)) => {
                act(&mut state)?;
                state.die(crash);
                Err(ErrorKind::Other.into())
            }
        }
    }
}

fn collect(folder: &Path, state: &mut State) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, state);
        } else {
            let content = fs::read(&path).expect("a file");
            state.add(&path);
            let id = state.names[&path];
            state.contents.insert(id, content);
        }
    }
}

impl State {
    fn add(&mut self, path: &Path) -> usize {
        let id = self.next;
        self.next += 1;
        self.names.insert(path.to_owned(), id);
        self.contents.insert(id, Vec::new());
        id
    }

    fn rename(&mut self, from: &Path, to: &Path) {
        let id = self.names.remove(from).expect("a known file");
        self.names.insert(to.to_owned(), id);
    }

    /// The folder becomes what the crash leaves of it.
    fn die(&mut self, crash: Crash) {
        self.is_dead = true;
        if crash == Crash::Killed {
            return;
        }
        let names = match crash {
            Crash::NamesFirst => self.names.clone(),
            _ => self.synced_names.clone(),
        };
        for path in self.names.keys().filter(|path| !names.contains_key(*path)) {
            fs::remove_file(path).expect("a file that was there");
        }
        for (path, id) in names {
            let synced = self.synced_contents.get(&id).cloned().unwrap_or_default();
            let content = match crash {
                Crash::Torn => half_way(&synced, &self.contents[&id]),
                _ => synced,
            };
            fs::write(&path, content).expect("a file that is left");
        }
    }
}

/// What was synced, and half of what was written behind it.
fn half_way(synced: &[u8], written: &[u8]) -> Vec<u8> {
    let length = usize::midpoint(synced.len(), written.len());
    if written.starts_with(synced) { written[..length].to_vec() } else { synced.to_vec() }
}

impl Disk for FailingDisk {
    type File = Open;

    fn create(&self, path: &Path, permissions: Option<Permissions>) -> io::Result<Open> {
        let act = |state: &mut State| {
            let file = SystemDisk.create(path, permissions)?;
            Ok(Open { file, id: state.add(path) })
        };
        self.ask(act, |_| {})
    }

    fn open_end(&self, path: &Path) -> io::Result<Open> {
        let act = |state: &mut State| {
            let file = SystemDisk.open_end(path)?;
            Ok(Open { file, id: state.names[path] })
        };
        self.ask(act, |_| {})
    }

    fn metadata(&self, file: &Open) -> io::Result<fs::Metadata> {
        SystemDisk.metadata(&file.file)
    }

    fn write(&self, file: &mut Open, bytes: &[u8]) -> io::Result<()> {
        let Open { file, id } = file;
        let mut append = |state: &mut State, bytes: &[u8]| {
            state.contents.get_mut(id).expect("a known file").extend(bytes);
            file.write_all(bytes)
        };
        let half = &bytes[..bytes.len() / 2];
        let append = RefCell::new(&mut append);
        self.ask(
            |state| append.borrow_mut()(state, bytes),
            |state| append.borrow_mut()(state, half).expect("the real disk works"),
        )
    }

    fn cut(&self, file: &mut Open, length: u64) -> io::Result<()> {
        let act = |state: &mut State| {
            let length = usize::try_from(length).expect("a small file");
            state.contents.get_mut(&file.id).expect("a known file").truncate(length);
            file.file.set_len(length as u64)
        };
        self.ask(act, |_| {})
    }

    fn sync(&self, file: &mut Open) -> io::Result<()> {
        let act = |state: &mut State| {
            let content = state.contents[&file.id].clone();
            state.synced_contents.insert(file.id, content);
            Ok(())
        };
        self.ask(act, |_| {})
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let act = |state: &mut State| {
            SystemDisk.rename(from, to)?;
            state.rename(from, to);
            Ok(())
        };
        self.ask(act, |_| {})
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        let act = |state: &mut State| {
            SystemDisk.rename_new(from, to)?;
            state.rename(from, to);
            Ok(())
        };
        self.ask(act, |_| {})
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let act = |state: &mut State| {
            SystemDisk.remove(path)?;
            state.names.remove(path);
            Ok(())
        };
        self.ask(act, |_| {})
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        // Folders are taken to be there for good once they are made.
        self.ask(|_| SystemDisk.create_folder(folder), |_| {})
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let act = |state: &mut State| {
            let inside = |path: &Path| path.parent() == Some(folder);
            state.synced_names.retain(|path, _| !inside(path));
            let now = state.names.iter().filter(|(path, _)| inside(path));
            let now: Vec<_> = now.map(|(path, id)| (path.clone(), *id)).collect();
            state.synced_names.extend(now);
            assert!(folder.starts_with(&state.folder), "nothing is written elsewhere");
            Ok(())
        };
        self.ask(act, |_| {})
    }
}

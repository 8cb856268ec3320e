//! What one edit costs on the disk, in one run and in turn: writing its journal line and
//! syncing it, against the same bytes written and synced by hand, against the same without
//! any sync, and against the session file that follows when nobody types. Bar: 2 times the
//! bytes by hand.
//!
//! The folder is `KAOHE_BENCH_DIR`, else the system's for temporary files; where that is in
//! memory a sync costs nothing and the ratio says little.

use kaohe::score::score;
use kaohe::session::{Edit, Entry, History, Record, SessionHead, Value};
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::disk::{Disk, SystemDisk};
use kaohe::storage::journal::{Author, journal_path};
use kaohe::storage::lock::{Holder, lock};
use kaohe::storage::open::create_at;
use kaohe::storage::writer::{Current, SessionWriter};
use std::fs::{File, Metadata, Permissions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const EDITS: u32 = 301;

/// The disk of the system, or one on which nothing is ever synced.
#[derive(Clone, Debug)]
struct Measured {
    is_syncing: bool,
}

fn main() -> io::Result<()> {
    // `cargo test --benches` only wants to know that it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return Ok(());
    }
    let folder = match std::env::var_os("KAOHE_BENCH_DIR") {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None => tempfile::tempdir()?,
    };
    let mut synced = Edited::new(folder.path(), "甲", true)?;
    let mut unsynced = Edited::new(folder.path(), "乙", false)?;
    let mut by_hand =
        File::options().append(true).create_new(true).open(folder.path().join("丙"))?;
    let (mut journal, mut hand, mut without, mut file) = (vec![], vec![], vec![], vec![]);
    for count in 1..=EDITS {
        let bytes = synced.journal_bytes();
        let edit = synced.edit(count);
        journal.push(timed(|| synced.record(&edit))?);
        let line = vec![b'x'; usize::try_from(synced.journal_bytes() - bytes).unwrap_or_default()];
        hand.push(timed(|| by_hand.write_all(&line).and_then(|()| by_hand.sync_data()))?);
        let edit = unsynced.edit(count);
        without.push(timed(|| unsynced.record(&edit))?);
        file.push(timed(|| synced.save())?);
    }
    let bytes = synced.journal_bytes() / u64::from(EDITS);
    let file_bytes = std::fs::metadata(&synced.path)?.len();
    let [journal, hand, without, file] = [journal, hand, without, file].map(median);
    let mut out = io::stdout();
    writeln!(out, "one edit, medians of {EDITS}")?;
    writeln!(out, "  the same bytes written and synced by hand {hand:>10.1?}")?;
    writeln!(out, "  journal line, synced                      {journal:>10.1?}  {bytes} bytes")?;
    writeln!(out, "  journal line, not synced                  {without:>10.1?}")?;
    writeln!(out, "  session file, when nobody types           {file:>10.1?}  {file_bytes} bytes")?;
    let percent = 100 * journal.as_nanos() / hand.as_nanos().max(1);
    writeln!(out, "journal against by hand: {percent} % (bar 200 %)")
}

fn timed(act: impl FnOnce() -> io::Result<()>) -> io::Result<Duration> {
    let start = Instant::now();
    act()?;
    Ok(start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// A session of the largest built-in rubric that is edited again and again.
struct Edited {
    path: std::path::PathBuf,
    rubric: Arc<kaohe::rubric::Rubric>,
    session: kaohe::session::Session,
    card: kaohe::score::Scorecard,
    history: History,
    writer: SessionWriter<Measured>,
}

impl Edited {
    fn new(folder: &Path, name: &str, is_syncing: bool) -> io::Result<Self> {
        let path = folder.join(format!("{name}.kaohe.yaml"));
        let catalogue = Catalogue::load(&[]);
        let loaded = catalogue.by_id("pengxi-2022").ok_or(io::ErrorKind::NotFound)?;
        let disk = Measured { is_syncing };
        let head = SessionHead { unit: "示例县".to_owned(), ..SessionHead::default() };
        let opened = create_at(&disk, &path, loaded, head).map_err(io::Error::other)?;
        let locked = lock(&path, &Holder::default()).map_err(io::Error::other)?;
        let writer = SessionWriter::new(disk, &opened, locked);
        let (rubric, mut session) = (loaded.rubric.clone(), opened.session);
        for (id, _) in rubric.ids() {
            let entry = Entry { value: Value::Met, ..Entry::default() };
            session.entries.insert(id.clone(), entry);
        }
        let card = score(&rubric, &session);
        Ok(Self { path, rubric, session, card, history: History::default(), writer })
    }

    /// Changes the session, as a key does.
    fn edit(&mut self, count: u32) -> Vec<Record> {
        let id = "一/(一)/1/b".to_owned();
        let entry = Entry { value: Value::Count(count), ..Entry::default() };
        let edit = Edit::Entry { id: id.clone(), entry: Some(entry) };
        self.history.commit(&mut self.session, &id, &edit).into_iter().collect()
    }

    fn record(&mut self, records: &[Record]) -> io::Result<()> {
        let author =
            Author { at: "2022-12-15T09:30:00+08:00".to_owned(), by: "张三@主机".to_owned() };
        let now = Current { session: &self.session, rubric: &self.rubric, card: &self.card };
        self.writer.record(&author, records, now).map_err(io::Error::other)
    }

    fn save(&mut self) -> io::Result<()> {
        let now = Current { session: &self.session, rubric: &self.rubric, card: &self.card };
        self.writer.save(now).map_err(io::Error::other)
    }

    fn journal_bytes(&self) -> u64 {
        std::fs::metadata(journal_path(&self.path)).map_or(0, |metadata| metadata.len())
    }
}

impl Disk for Measured {
    type File = File;

    fn create(&self, path: &Path, permissions: Option<Permissions>) -> io::Result<File> {
        SystemDisk.create(path, permissions)
    }

    fn open_end(&self, path: &Path) -> io::Result<File> {
        SystemDisk.open_end(path)
    }

    fn metadata(&self, file: &File) -> io::Result<Metadata> {
        SystemDisk.metadata(file)
    }

    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        SystemDisk.write(file, bytes)
    }

    fn cut(&self, file: &mut File, length: u64) -> io::Result<()> {
        SystemDisk.cut(file, length)
    }

    fn sync(&self, file: &mut File) -> io::Result<()> {
        if self.is_syncing { SystemDisk.sync(file) } else { Ok(()) }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        SystemDisk.rename_new(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        SystemDisk.remove(path)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        SystemDisk.create_folder(folder)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if self.is_syncing { SystemDisk.sync_folder(folder) } else { Ok(()) }
    }
}

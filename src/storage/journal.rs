//! 修改日志: every change of a session, one line each, on the disk before the next key.
//!
//! The journal stands beside its session as `NAME.kaohe.yaml.journal`. It begins with the
//! session file as it was, each line holds the hash of the line before, and nothing in it
//! is ever rewritten. The session file is the same in a form people read; where it is
//! behind, the journal brings it up to date ([`super::replay`]).

mod chain;
mod line;

pub use chain::{Chain, ChainLine, ChainProblem, read};
pub use line::{Author, Line, What};

use super::disk::Disk;
use super::hash::ContentHash;
use super::save::{Attempt, SaveError, folder_of, permissions_of};
use line::hash_of;
use std::path::{Path, PathBuf};

/// Where the journal of a session is.
#[must_use]
pub fn journal_path(session: &Path) -> PathBuf {
    with_ending(session, ".journal")
}

/// `NAME.kaohe.yaml` with something behind it.
fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

/// A journal that is being written. Only who holds the session's lock has one.
#[derive(Debug)]
pub struct Journal<F> {
    session: PathBuf,
    path: PathBuf,
    /// Whether the file was there when it was read.
    is_there: bool,
    /// Open since the first line written here.
    file: Option<F>,
    /// What stands in the file and is known to be on the disk.
    length: u64,
    /// Behind `length` something may stand that is not.
    has_leftover: bool,
    /// How many lines there are.
    lines: u32,
    /// The hash of the last one.
    last: Option<ContentHash>,
    /// Bytes at the end that are no line, to be set aside before anything is written.
    torn: Vec<u8>,
}

impl<F> Journal<F> {
    /// The journal of a session as it was read; `None` where there is none yet.
    #[must_use]
    pub fn new(session: &Path, chain: Option<&Chain>) -> Self {
        let last = chain.and_then(|chain| chain.lines.last());
        Self {
            is_there: chain.is_some(),
            session: session.to_owned(),
            path: journal_path(session),
            file: None,
            length: chain.map_or(0, |chain| chain.length),
            has_leftover: false,
            lines: last.map_or(0, |last| last.line.no),
            last: last.map(|last| last.hash),
            torn: chain.map(|chain| chain.torn.clone()).unwrap_or_default(),
        }
    }

    /// How many lines there are, and the hash of the last; `None` where there is no line.
    #[must_use]
    pub fn end(&self) -> Option<(u32, ContentHash)> {
        self.last.map(|last| (self.lines, last))
    }

    /// Writes lines behind the last one; they are on the disk when this returns.
    ///
    /// # Errors
    /// Nothing was written as far as this journal is concerned: the same lines can be
    /// written again.
    pub fn append<D: Disk<File = F>>(
        &mut self,
        disk: &D,
        author: &Author,
        what: impl IntoIterator<Item = What>,
    ) -> Result<(), SaveError> {
        let (mut text, mut no, mut last) = (String::new(), self.lines, self.last);
        for what in what {
            no += 1;
            let before = last.map(|last| last.to_string());
            let line = Line { no, author: author.clone(), what, before }.text();
            last = Some(hash_of(&line));
            text.push_str(&line);
            text.push('\n');
        }
        if text.is_empty() {
            return Ok(());
        }
        self.open(disk)?;
        self.write(disk, &text).map_err(SaveError::io(&self.path, Attempt::Write))?;
        (self.lines, self.last) = (no, last);
        self.length += text.len() as u64;
        Ok(())
    }

    /// Opens the file, or makes it, and clears away what is not known to be in it.
    fn open<D: Disk<File = F>>(&mut self, disk: &D) -> Result<(), SaveError> {
        let failed = |cause| SaveError::io(&self.path, Attempt::Write)(cause);
        if let Some(file) = &self.file {
            if !disk.stands_at(file, &self.path) {
                return Err(SaveError::Gone(self.path.clone()));
            }
        } else {
            let permissions = permissions_of(&self.session)?;
            let file = match (self.is_there, permissions_of(&self.path)?) {
                (true, Some(_)) => disk.open_end(&self.path),
                (true, None) => return Err(SaveError::Gone(self.path.clone())),
                // One that is there all the same is someone else's, and is not touched.
                (false, _) => disk.create(&self.path, permissions),
            };
            self.file = Some(file.map_err(failed)?);
            self.is_there = true;
            self.set_torn_aside(disk)?;
        }
        Ok(())
    }

    /// Keeps the bytes that are no line in a file of their own, and cuts them off.
    fn set_torn_aside<D: Disk<File = F>>(&mut self, disk: &D) -> Result<(), SaveError> {
        if self.torn.is_empty() {
            return Ok(());
        }
        let path = with_ending(&self.path, ".torn");
        let failed = |cause| SaveError::io(&path, Attempt::Write)(cause);
        let mut aside = match permissions_of(&path)? {
            Some(_) => disk.open_end(&path),
            None => disk.create(&path, permissions_of(&self.session)?),
        }
        .map_err(failed)?;
        self.torn.push(b'\n');
        disk.write(&mut aside, &self.torn)
            .and_then(|()| disk.sync(&mut aside))
            .and_then(|()| disk.sync_folder(folder_of(&path)))
            .map_err(failed)?;
        self.torn.clear();
        self.has_leftover = true;
        Ok(())
    }

    fn write<D: Disk<File = F>>(&mut self, disk: &D, text: &str) -> std::io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        if self.has_leftover {
            disk.cut(file, self.length)?;
        }
        // After a failure nobody knows what stands there: it is cut off and written anew.
        self.has_leftover = true;
        disk.write(file, text.as_bytes())?;
        disk.sync(file)?;
        if self.length == 0 {
            disk.sync_folder(folder_of(&self.path))?;
        }
        self.has_leftover = false;
        Ok(())
    }
}

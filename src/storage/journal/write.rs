//! A journal that is being written.

use super::chain::Chain;
use super::line::{Author, Line, What, hash_of};
use super::read::end_of;
use super::{earlier_path, journal_path, with_ending};
use crate::storage::disk::{Disk, Standing, standing};
use crate::storage::hash::ContentHash;
use crate::storage::reach;
use crate::storage::save::{Attempt, SaveError, folder_of, permissions_of};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// A file of a journal is full when it has so many bytes: far less than what is read of one.
const FULL: u64 = 64 * 1024 * 1024;

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
    /// Where bytes stand that are no line, and how many: they are set aside before anything is
    /// written.
    aside: Vec<(u64, u64)>,
    /// How many of them stand behind the last line, and are cut off then.
    torn: u64,
    /// So many bytes make it full.
    full: u64,
}

impl<F: std::fmt::Debug> Journal<F> {
    /// The journal of a session as it was read; `None` where there is none yet.
    #[must_use]
    pub fn new(session: &Path, chain: Option<&Chain>) -> Self {
        let end = chain.and_then(Chain::end);
        let (length, torn) = chain.map_or((0, 0), |chain| (chain.length, chain.torn));
        let mut aside = chain.map(|chain| chain.unread.clone()).unwrap_or_default();
        aside.extend((torn > 0).then_some((length, torn)));
        Self {
            is_there: chain.is_some(),
            session: session.to_owned(),
            path: journal_path(session),
            file: None,
            length,
            has_leftover: false,
            lines: end.map_or(0, |(lines, _)| lines),
            last: end.map(|(_, last)| last),
            aside,
            torn,
            full: FULL,
        }
    }

    /// The same going on from so many lines, where it has none itself: they are in another file.
    #[must_use]
    pub fn after(self, lines: u32, last: Option<ContentHash>) -> Self {
        if self.is_blank() { Self { lines, last, ..self } } else { self }
    }

    /// So many bytes make a file full from here on.
    pub fn full_at(&mut self, full: u64) {
        self.full = full;
    }

    /// How many lines there are, and the hash of the last; `None` where there is no line.
    #[must_use]
    pub fn end(&self) -> Option<(u32, ContentHash)> {
        self.last.map(|last| (self.lines, last))
    }

    /// Whether its file has no line yet, whatever it goes on from.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.length == 0
    }

    /// Whether something was written into its file.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.file.is_some()
    }

    /// Whether its file is full, so that another one should go on from it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.length >= self.full
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
            no = no.saturating_add(1);
            let line = Line { no, author: author.clone(), what, before: last }.text();
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

    /// Makes sure that what stands at its path is this journal, as it was left.
    ///
    /// # Errors
    /// It is gone, or another one stands there, or nobody can tell.
    pub fn look<D: Disk<File = F>>(&mut self, disk: &D) -> Result<(), SaveError> {
        let ours = self.file.as_ref().and_then(|file| disk.metadata(file).ok());
        match standing(ours.as_ref(), &self.path) {
            Standing::Away(cause) => Err(SaveError::io(&self.path, Attempt::Read)(cause)),
            Standing::Gone if self.is_there => Err(SaveError::Gone(self.path.clone())),
            Standing::Gone => Ok(()),
            // Of a write that failed any part may stand there.
            Standing::Ours(_) if self.has_leftover => Ok(()),
            Standing::Ours(length) if length == self.length => Ok(()),
            Standing::Other(length) if self.is_ours(length) => {
                // A copy of it: the folder was put back from another place.
                self.file = None;
                self.is_there = true;
                Ok(())
            }
            Standing::Ours(_) | Standing::Other(_) => Err(SaveError::Replaced(self.path.clone())),
        }
    }

    /// Whether a file of so many bytes at its path has the lines that this journal has.
    fn is_ours(&self, length: u64) -> bool {
        let expected = self.length + if self.file.is_some() { 0 } else { self.torn };
        match length {
            _ if length != expected => false,
            0 => true,
            // Not opened yet: the very file that was read, or one like it.
            _ if self.torn > 0 && self.file.is_none() => true,
            _ => end_of(&self.path) == self.end(),
        }
    }

    /// Opens the file, or makes it, and clears away what is not known to be in it.
    fn open<D: Disk<File = F>>(&mut self, disk: &D) -> Result<(), SaveError> {
        if self.file.is_some() {
            return Ok(());
        }
        let permissions = permissions_of(&self.session)?;
        let mut file = match (self.is_there, permissions_of(&self.path)?) {
            (true, Some(_)) => disk.open_end(&self.path),
            (true, None) => return Err(SaveError::Gone(self.path.clone())),
            (false, _) => disk.create(&self.path, permissions),
        }
        .map_err(SaveError::io(&self.path, Attempt::Write))?;
        self.is_there = true;
        self.set_aside(disk)?;
        if self.torn > 0 {
            disk.cut(&mut file, self.length).map_err(SaveError::io(&self.path, Attempt::Write))?;
            self.torn = 0;
        }
        // Only now: where anything before this failed, all of it is tried again.
        self.file = Some(file);
        Ok(())
    }

    /// Keeps the bytes that are no line in a file of their own.
    fn set_aside<D: Disk<File = F>>(&mut self, disk: &D) -> Result<(), SaveError> {
        if self.aside.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::new();
        self.read_aside(&mut bytes).map_err(SaveError::io(&self.path, Attempt::Read))?;
        let path = with_ending(&self.path, ".torn");
        let mut aside = match permissions_of(&path)? {
            Some(_) => disk.open_end(&path),
            None => disk.create(&path, permissions_of(&self.session)?),
        }
        .map_err(SaveError::io(&path, Attempt::Write))?;
        disk.write(&mut aside, &bytes)
            .and_then(|()| disk.sync(&mut aside))
            .and_then(|()| disk.sync_folder(folder_of(&path)))
            .map_err(SaveError::io(&path, Attempt::Write))?;
        self.aside.clear();
        Ok(())
    }

    /// The bytes that are no line, each piece on lines of its own.
    fn read_aside(&self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let mut file = reach::open_to_read(&self.path)?;
        for (start, length) in &self.aside {
            file.seek(SeekFrom::Start(*start))?;
            bytes.push(b'\n');
            (&mut file).take(*length).read_to_end(bytes)?;
            if !bytes.ends_with(b"\n") {
                bytes.push(b'\n');
            }
        }
        Ok(())
    }

    fn write<D: Disk<File = F>>(&mut self, disk: &D, text: &str) -> io::Result<()> {
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

    /// Gives a full file the number of its last line behind its name; what is written next
    /// begins another one.
    ///
    /// # Errors
    /// The file keeps its name.
    pub fn put_away<D: Disk<File = F>>(&mut self, disk: &D) -> Result<(), SaveError> {
        let path = earlier_path(&self.session, self.lines);
        disk.rename_new(&self.path, &path).map_err(SaveError::io(&self.path, Attempt::Move))?;
        let next = Self::new(&self.session, None).after(self.lines, self.last);
        *self = Self { full: self.full, ..next };
        disk.sync_folder(folder_of(&path)).map_err(SaveError::io(&path, Attempt::Move))
    }
}

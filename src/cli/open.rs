//! Opening a session, to read it or to write it: one way each for all commands.

use super::{Context, Failure};
use crate::lang::cli::open_notice;
use crate::lang::{Lang, storage_errors};
use crate::storage::catalogue::Catalogue;
use crate::storage::disk::SystemDisk;
use crate::storage::open::{
    OpenError, OpenSession, Writable, WritableError, open, open_text, open_to_write,
};
use crate::storage::replay::Fit;
use crate::storage::save::SaveError;
use crate::storage::writer::SessionWriter;
use crate::visible::path_words;
use std::path::Path;

impl Context<'_, '_> {
    /// A session with its rubric; `-` is standard input.
    pub(super) fn open_session(
        &mut self,
        catalogue: &Catalogue,
        file: &Path,
    ) -> Result<OpenSession, OpenError> {
        if file != Path::new("-") {
            let opened = open(catalogue, file)?;
            // What only the journal knows is not passed over in silence.
            let is_told = matches!(
                opened.fit,
                Fit::Conflict(_) | Fit::JournalShort { .. } | Fit::Unclear(_) | Fit::Gaps(_)
            );
            if is_told && let Some(words) = storage_errors::fit(self.lang, &opened.fit, None) {
                let file = path_words(file);
                self.tell(&open_notice(self.lang, &file, &words));
            }
            return Ok(opened);
        }
        let (name, text) = self.text_of(file).map_err(OpenError::Problems)?;
        open_text(catalogue, file, &name, text)
    }

    /// Opens a session to write it, as the screens do, and tells what the user has to know.
    pub(super) fn open_to_write(
        &mut self,
        catalogue: &Catalogue,
        file: &Path,
    ) -> Result<(OpenSession, SessionWriter<SystemDisk>), Failure> {
        let lang = self.lang;
        let held = open_to_write(&SystemDisk, catalogue, file, &self.environment.holder);
        let Writable { opened, lock, rescued } =
            held.map_err(|error| Failure::of_writable(lang, error))?;
        let rescued = rescued.as_deref().map(path_words);
        if let Some(words) = storage_errors::fit(lang, &opened.fit, rescued.as_deref()) {
            self.tell(&words);
        }
        let mut writer = SessionWriter::new(SystemDisk, &opened, lock);
        if rescued.is_some() {
            let author = self.author();
            let noted = writer.give_way(&author, opened.text.clone());
            noted.map_err(|error| Failure::of_save(lang, &error))?;
        }
        Ok((opened, writer))
    }
}

impl Context<'_, '_> {
    /// Warns that a change is safe in the journal but not yet in the session file, if so.
    pub(super) fn tell_behind(&mut self, why: Option<SaveError>) {
        if let Some(why) = why {
            self.tell(&storage_errors::only_recorded(self.lang, &why));
        }
    }
}

impl Failure {
    fn of_writable(lang: Lang, error: WritableError) -> Self {
        match error {
            WritableError::Open(error) => Self::of_open(lang, error),
            WritableError::Lock(error) => Self::File(storage_errors::lock_error(lang, &error)),
            WritableError::Rescue(error) => Self::of_save(lang, &error),
        }
    }
}

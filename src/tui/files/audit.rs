//! The journal of the open session as rows, what other sessions remark, and the trash.

use super::{Files, OpenFile};
use crate::lang::file_problems::sentence;
use crate::lang::history::row;
use crate::lang::storage_errors::trash_error;
use crate::lang::{ui, verify};
use crate::storage::disk::Disk;
use crate::storage::journal;
use crate::storage::lock::Holder;
use crate::storage::phrases::others;
use crate::storage::save::folder_of;
use crate::storage::trash::{TrashError, delete, restore};
use crate::storage::walk::Walker;
use crate::storage::watch::Watch;
use crate::tui::app::{App, HistoryRead, Msg};
use std::path::{Path, PathBuf};

impl<D: Disk> Files<D> {
    /// What the journal of the open session tells.
    pub(super) fn history(&self, app: &App) -> Option<Msg> {
        let path = self.open.as_ref().map(OpenFile::path)?;
        let rubric = app.review.as_ref().map(|review| &*review.rubric);
        let (mut walker, mut rows) = (Walker::default(), Vec::new());
        let read = journal::read_all(path, &mut |read| {
            rows.extend(walker.step(&read).map(|step| row(self.lang, rubric, &step)));
        });
        Some(match read {
            Ok(chain) => {
                let chain = chain.unwrap_or_default();
                let problems = verify::chain_words(self.lang, &chain.problems);
                Msg::History(Box::new(HistoryRead { rows, problems }))
            }
            Err(problem) => {
                let why = sentence(self.lang, &problem.kind);
                Msg::Failed(format!("{}: {why}", problem.file))
            }
        })
    }

    /// What the other sessions beside the open one remark.
    pub(super) fn remarks(&self, app: &App, watch: &mut dyn Watch) -> Option<Msg> {
        let path = self.open.as_ref().map(OpenFile::path)?;
        let rubric = &app.review.as_ref()?.rubric.head.id;
        Some(Msg::Remarks(Box::new(others(folder_of(path), path, rubric, watch))))
    }

    pub(super) fn delete(&self, path: &Path) -> Msg {
        self.moved(path, delete, ui::trashed)
    }

    pub(super) fn restore(&self, path: &Path) -> Msg {
        self.moved(path, restore, ui::restored)
    }

    fn moved(
        &self,
        path: &Path,
        move_it: fn(&D, &Path, &Holder) -> Result<PathBuf, TrashError>,
        words: fn(crate::lang::Lang, &str) -> String,
    ) -> Msg {
        if self.is_read_only {
            return Msg::Failed(ui::is_read_only(self.lang).to_owned());
        }
        match move_it(&self.disk, path, &self.holder) {
            Ok(moved) => {
                let name = moved.file_name().unwrap_or_default().to_string_lossy();
                Msg::Done(words(self.lang, &name))
            }
            Err(error) => Msg::Failed(trash_error(self.lang, &error)),
        }
    }
}

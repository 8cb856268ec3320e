//! The sessions of a folder as rows, from the heads of their files.

use super::{Files, first_problem};
use crate::lang::storage_errors::{orphan, save_error};
use crate::lang::working;
use crate::storage::copies::Copies;
use crate::storage::disk::Disk;
use crate::storage::head::{SessionHeadFile, read_head};
use crate::storage::many::in_order;
use crate::storage::orphans::orphans;
use crate::storage::paths::session_files;
use crate::storage::problem::FileProblem;
use crate::storage::watch::{Watch, Work};
use crate::tui::app::{Msg, SessionLine, SessionRow};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// The heads of a folder, as far as they were read.
pub(super) struct Listed {
    /// The newest first, then what cannot be used.
    pub(super) rows: Vec<SessionRow>,
    /// How many files there are.
    pub(super) files: usize,
    /// It was stopped before all were read.
    pub(super) is_stopped: bool,
}

impl<D: Disk + Clone> Files<D> {
    /// The list of the sessions of a folder; where it was stopped, of those read until then.
    pub(super) fn list(&self, folder: &Path, watch: &mut dyn Watch) -> Msg {
        match self.listed(folder, watch) {
            Ok(Listed { rows, files, is_stopped: true }) => Msg::ListedInPart { rows, files },
            Ok(listed) => Msg::Sessions(listed.rows),
            Err(why) => Msg::ListFailed(why),
        }
    }

    /// The sessions of a folder.
    pub(super) fn listed(&self, folder: &Path, watch: &mut dyn Watch) -> Result<Listed, String> {
        let paths = session_files(folder).map_err(|error| save_error(self.lang, &error))?;
        let files = paths.len();
        let mut good = Vec::new();
        let mut broken = Vec::new();
        let mut copies = Copies::default();
        let end = in_order(
            &paths,
            |path| read_head(path),
            |path, head| {
                watch.at(Work::Reading, good.len() + broken.len(), files)?;
                let path = path.clone();
                match head {
                    Ok(head) => {
                        // The newest first: by date, and by the time in the id on one day.
                        let order = (head.head.date, head.id.clone());
                        copies.add(&path, &head);
                        good.push((order, self.row(path, head)));
                    }
                    Err(problems) => broken.push(self.broken_row(path, &problems)),
                }
                ControlFlow::Continue(())
            },
        );
        let is_stopped = end.is_break();
        good.sort_by(|(one, _), (other, _)| other.cmp(one));
        let good = good.into_iter().map(|(_, mut row)| {
            if let Ok(line) = &mut row.line {
                line.copies = copies.count(&row.path);
            }
            row
        });
        let alone = orphans(folder)
            .into_iter()
            .map(|found| SessionRow { line: Err(orphan(self.lang, &found)), path: found.path });
        Ok(Listed { rows: good.chain(broken).chain(alone).collect(), files, is_stopped })
    }

    fn row(&self, path: PathBuf, head: SessionHeadFile) -> SessionRow {
        let title = self.catalogue.title(&head.rubric.id);
        let rubric = title.map_or_else(|| head.rubric.id.clone(), str::to_owned);
        let line = SessionLine {
            progress: head.summary.map(|s| (s.clauses.saturating_sub(s.open), s.clauses)),
            score: head.summary.and_then(|summary| summary.score),
            returned: head.summary.map_or(0, |summary| summary.returned),
            copies: 0,
            head: head.head,
            rubric,
            rubric_id: head.rubric.id,
        };
        SessionRow { path, line: Ok(line) }
    }

    fn broken_row(&self, path: PathBuf, problems: &[FileProblem]) -> SessionRow {
        SessionRow { path, line: Err(first_problem(self.lang, problems)) }
    }

    /// What is said where long work was stopped.
    pub(super) fn stopped(&self) -> String {
        working::stopped(self.lang).to_owned()
    }
}

//! Files of several sessions at once: comparing them, ranking a folder, beginning a 复核.

use super::Files;
use crate::lang::{comparison as words, ranking as rank_words, storage_errors, ui};
use crate::session::{Assessment, Mode, Session, SessionHead};
use crate::storage::disk::Disk;
use crate::storage::head::read_head;
use crate::storage::lock::{LockError, held_by, lock};
use crate::storage::many::in_order;
use crate::storage::open::{copy_beside, fresh_id, open};
use crate::storage::paths::session_files;
use crate::storage::ranked::{RankError, Ranked, rank};
use crate::storage::save::folder_of;
use crate::storage::watch::{Watch, Work};
use crate::tui::app::{
    App, BeginReview, ComparedSide, Msg, Opened, RankList, RankedRow, ReviewFound, ReviewsWanted,
    SessionRow,
};
use crate::visible::{name_words, path_words};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl<D: Disk + Clone> Files<D> {
    /// Reads the sessions that are to stand side by side.
    pub(super) fn compare(&self, paths: &[PathBuf]) -> Msg {
        let mut sides = Vec::new();
        for path in paths {
            match open(&self.catalogue, path) {
                Ok(opened) => {
                    let rubric = Arc::clone(&opened.rubric.rubric);
                    sides.push(ComparedSide::new(path.clone(), rubric, opened.session));
                }
                Err(error) => return Msg::Failed(self.open_error(path, error)),
            }
        }
        Msg::Compared(sides)
    }

    /// The other sessions of the folder of the open one, those of its unit and rubric first.
    pub(super) fn others(&self, app: &App, watch: &mut dyn Watch) -> Option<Msg> {
        let review = app.review.as_ref()?;
        let open = self.open.as_ref()?.path().to_owned();
        let rows = match self.listed(folder_of(&open), watch) {
            Ok(listed) if listed.is_stopped => return Some(Msg::Failed(self.stopped())),
            Ok(listed) => listed.rows,
            Err(why) => return Some(Msg::Failed(why)),
        };
        let title = self.catalogue.title(&review.session.rubric.id).unwrap_or_default();
        let is_good =
            |row: &SessionRow| row.line.is_ok() && row.path.file_name() != open.file_name();
        let mut rows: Vec<SessionRow> = rows.into_iter().filter(is_good).collect();
        rows.sort_by_key(|row| match &row.line {
            Ok(line) => (line.rubric != title, line.head.unit != review.session.head.unit),
            Err(_) => (true, true),
        });
        if rows.is_empty() {
            return Some(Msg::Failed(words::no_others(self.lang).to_owned()));
        }
        Some(Msg::Others { rows, open })
    }

    /// The 复核 of an assessment that stand in a folder, the newest first.
    pub(super) fn find_reviews(&self, wanted: &ReviewsWanted, watch: &mut dyn Watch) -> Msg {
        if self.is_read_only {
            return Msg::Failed(ui::is_read_only(self.lang).to_owned());
        }
        let paths = match session_files(folder_of(&wanted.beside)) {
            Ok(paths) => paths,
            Err(error) => return Msg::Failed(storage_errors::save_error(self.lang, &error)),
        };
        let mut done = 0..paths.len();
        let mut found = Vec::new();
        let end = in_order(
            &paths,
            |path| read_head(path),
            |path, head| {
                watch.at(Work::Reading, done.next().unwrap_or(done.end), done.end)?;
                if let Ok(file) = head
                    && file.head.mode == Mode::Review
                    && Assessment::of(&file.head, &file.rubric.id).is_same(&wanted.of)
                {
                    found.push((file.head.date, file.id, self.review_found(path, file.head)));
                }
                ControlFlow::Continue(())
            },
        );
        if end.is_break() {
            return Msg::Failed(self.stopped());
        }
        found.sort_by(|(date, id, _), (other, other_id, _)| (other, other_id).cmp(&(date, id)));
        let found = found.into_iter().map(|(.., found)| found).collect();
        Msg::ReviewsFound { place: wanted.place, found }
    }

    fn review_found(&self, path: &Path, of: SessionHead) -> ReviewFound {
        let holder = held_by(path).map(LockError::Held);
        let held = holder.map(|why| storage_errors::lock_error(self.lang, &why));
        ReviewFound { path: path.to_owned(), head: of, held }
    }

    /// Opens the 复核 that is there, or makes one beside the assessment it starts from, which
    /// is left as it is.
    pub(super) fn begin_review(&mut self, begin: &BeginReview) -> Msg {
        let opened = match begin {
            _ if self.is_read_only => Err(ui::is_read_only(self.lang).to_owned()),
            BeginReview::Existing(path) => self.open(path),
            BeginReview::New { base, session } => self.new_review(base, session),
        };
        match opened {
            Ok(opened) => Msg::ReviewBegun(Box::new(opened)),
            Err(why) => Msg::Failed(why),
        }
    }

    fn new_review(&mut self, base: &Path, session: &Session) -> Result<Opened, String> {
        let failed = |error| storage_errors::save_error(self.lang, &error);
        let session = Session { id: fresh_id(), ..session.clone() };
        let created = copy_beside(&self.disk, &self.catalogue, folder_of(base), &session);
        let created = created.map_err(failed)?;
        let held = lock(&created.path, &self.holder);
        let held = held.map_err(|error| storage_errors::lock_error(self.lang, &error))?;
        Ok(self.hold(created, Some(held), None, None))
    }

    /// The folder ranked for a rubric, or why it cannot be.
    pub(super) fn ranked(&self, rubric: &str, watch: &mut dyn Watch) -> Result<Ranked, String> {
        let lang = self.lang;
        let ranked = rank(&self.catalogue, &self.folder, Some(rubric), watch);
        ranked.map_err(|error| match error {
            RankError::Folder(error) => storage_errors::save_error(lang, &error),
            RankError::Rubrics(_) => rank_words::no_sessions(lang).to_owned(),
            RankError::Stopped => self.stopped(),
        })
    }

    /// Ranks the folder for the rubric of one of its sessions.
    pub(super) fn rank(&self, rubric: &str, watch: &mut dyn Watch) -> Msg {
        let lang = self.lang;
        let ranked = match self.ranked(rubric, watch) {
            Ok(ranked) => ranked,
            Err(why) => return Msg::Failed(why),
        };
        let left_out = ranked.left_out().map(|path| RankedRow {
            path: path.clone(),
            cells: rank_words::left_out_cells(
                lang,
                &name_words(path.file_name().unwrap_or_default()),
            ),
        });
        let left_out: Vec<RankedRow> = left_out.collect();
        let units = ranked.standings.iter().map(|standing| {
            let unit = &ranked.units[standing.of];
            RankedRow {
                path: unit.path.clone(),
                cells: rank_words::cells(lang, standing, &unit.result, unit.others),
            }
        });
        let clauses = ranked.deducted.iter().map(rank_words::clause_cells);
        Msg::Ranked(Box::new(RankList {
            rubric: ranked.rubric.clone(),
            title: ranked.title.clone(),
            units: ranked.units.len(),
            rows: units.chain(left_out).collect(),
            clauses: clauses.collect(),
            ..RankList::default()
        }))
    }

    /// Why a session cannot be opened.
    pub(super) fn open_error(&self, path: &Path, error: crate::storage::open::OpenError) -> String {
        use crate::storage::open::OpenError::{Problems, RubricMissing};
        match error {
            Problems(problems) => {
                // It may be the journal's.
                let file = problems.first().map_or_else(|| path_words(path), |p| p.file.clone());
                format!("{file}: {}", super::first_problem(self.lang, &problems))
            }
            RubricMissing { id, .. } => ui::rubric_missing(self.lang, &id),
        }
    }
}

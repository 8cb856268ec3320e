//! The files behind the screens: what [`super::app::Effect`]s do.

use super::Perform;
use super::app::{
    App, Effect, Msg, NewSession, Opened, ReadOnly, Review, RubricChoice, SessionLine, SessionRow,
    Unsaved,
};
use crate::lang::file_problems::sentence;
use crate::lang::storage_errors::{lock_error, save_error};
use crate::lang::{Lang, ui};
use crate::storage::catalogue::{Catalogue, LoadedRubric};
use crate::storage::head::read_head;
use crate::storage::lock::{Holder, SessionLock, lock};
use crate::storage::open::{OpenError, OpenSession, create_in, open, save_session};
use crate::storage::paths::{new_session_path, session_files};
use crate::storage::problem::FileProblem;
use crate::storage::save::{Before, ContentHash, SaveError};
use crate::visible::path_words;
use std::path::{Path, PathBuf};

/// The folder of the sessions, the rubrics known, and the session that is open.
#[derive(Debug)]
pub struct Files {
    lang: Lang,
    catalogue: Catalogue,
    folder: PathBuf,
    holder: Holder,
    is_read_only: bool,
    open: Option<OpenFile>,
}

/// The file of the open session.
#[derive(Debug)]
struct OpenFile {
    path: PathBuf,
    /// What we believe stands there.
    before: Before,
    /// Held as long as the session is open; none where it is only read.
    _lock: Option<SessionLock>,
}

impl Files {
    /// Sessions in `folder`, made with the rubrics of `catalogue`; `holder` is what others
    /// are told while a session is open here.
    #[must_use]
    pub fn new(lang: Lang, catalogue: Catalogue, folder: PathBuf, holder: Holder) -> Self {
        Self { lang, catalogue, folder, holder, is_read_only: false, open: None }
    }

    /// The same, but sessions are only read.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self { is_read_only: true, ..self }
    }

    /// Where the sessions are, for people.
    #[must_use]
    pub fn folder_name(&self) -> String {
        path_words(&self.folder)
    }

    fn save(&mut self, app: &App) -> Result<(), Unsaved> {
        let (Some(review), Some(open)) = (&app.review, &mut self.open) else { return Ok(()) };
        if review.read_only.is_some() {
            return Ok(());
        }
        let saved = write(&open.path, review, open.before);
        let content = saved.map_err(|error| unsaved(self.lang, &error))?;
        open.before = Before::Content(content);
        Ok(())
    }

    /// A new file beside the open one; from here on it is the open one.
    fn save_copy(&mut self, app: &App) -> Result<(), Unsaved> {
        let lang = self.lang;
        let (Some(review), Some(open)) = (&app.review, &self.open) else { return Ok(()) };
        let failed = |error: SaveError| unsaved(lang, &error);
        let folder = open.path.parent().unwrap_or(Path::new("."));
        let path =
            new_session_path(folder, &review.session.head, &review.rubric).map_err(failed)?;
        let locked = |error| Unsaved { why: lock_error(lang, &error), is_conflict: true };
        let held = lock(&path, &self.holder).map_err(locked)?;
        let content = write(&path, review, Before::Nothing).map_err(failed)?;
        self.open = Some(OpenFile { path, before: Before::Content(content), _lock: Some(held) });
        Ok(())
    }

    fn list(&self) -> Result<Vec<SessionRow>, String> {
        let paths = session_files(&self.folder).map_err(|error| save_error(self.lang, &error))?;
        let mut good = Vec::new();
        let mut broken = Vec::new();
        for path in paths {
            match read_head(&path) {
                Ok(head) => {
                    let title = self.catalogue.title(&head.rubric.id);
                    let rubric = title.map_or_else(|| head.rubric.id.clone(), str::to_owned);
                    let line = SessionLine {
                        progress: head
                            .summary
                            .map(|s| (s.clauses.saturating_sub(s.open), s.clauses)),
                        score: head.summary.and_then(|summary| summary.score),
                        head: head.head,
                        rubric,
                    };
                    // The newest first: by date, and by the time in the id on one day.
                    good.push(((line.head.date, head.id), SessionRow { path, line: Ok(line) }));
                }
                Err(problems) => {
                    let line = Err(first_problem(self.lang, &problems));
                    broken.push(SessionRow { path, line });
                }
            }
        }
        good.sort_by(|(one, _), (other, _)| other.cmp(one));
        let good = good.into_iter().map(|(_, row)| row);
        Ok(good.chain(broken).collect())
    }

    fn open(&mut self, path: &Path) -> Result<Opened, String> {
        let lang = self.lang;
        // Locked before it is read, so that nothing changes in between.
        let (held, read_only) = if self.is_read_only {
            (None, Some(ReadOnly::Asked))
        } else {
            match lock(path, &self.holder) {
                Ok(held) => (Some(held), None),
                Err(error) => (None, Some(ReadOnly::Held(lock_error(lang, &error)))),
            }
        };
        let opened = open(&self.catalogue, path).map_err(|error| match error {
            OpenError::Problems(problems) => {
                format!("{}: {}", path_words(path), first_problem(lang, &problems))
            }
            OpenError::RubricMissing { id, .. } => ui::rubric_missing(lang, &id),
        })?;
        let notice = opened.rubric_changed.then(|| ui::rubric_changed(lang).to_owned());
        Ok(self.hold(opened, held, read_only, notice))
    }

    fn create(&mut self, new: &NewSession) -> Result<Opened, String> {
        let lang = self.lang;
        let failed = |error: SaveError| save_error(lang, &error);
        let Some(loaded) = self.catalogue.by_id(&new.rubric) else {
            return Err(ui::no_rubrics(lang).to_owned());
        };
        let created = create_in(&self.folder, loaded, new.head.clone()).map_err(failed)?;
        let held = lock(&created.path, &self.holder).map_err(|error| lock_error(lang, &error))?;
        Ok(self.hold(created, Some(held), None, None))
    }

    /// From here on this is the open session.
    fn hold(
        &mut self,
        opened: OpenSession,
        lock: Option<SessionLock>,
        read_only: Option<ReadOnly>,
        notice: Option<String>,
    ) -> Opened {
        let OpenSession { path, session, rubric, content, .. } = opened;
        self.open = Some(OpenFile { path, before: Before::Content(content), _lock: lock });
        Opened { rubric: rubric.rubric, session, read_only, notice }
    }

    /// The rubric of the session made last.
    fn newest_rubric(&self) -> Option<String> {
        let heads =
            session_files(&self.folder).ok()?.into_iter().filter_map(|path| read_head(&path).ok());
        heads.max_by(|one, other| one.id.cmp(&other.id)).map(|head| head.rubric.id)
    }

    fn rubrics(&self) -> Msg {
        let mut choices: Vec<RubricChoice> = self.catalogue.rubrics().map(choice).collect();
        // What was used last is what is wanted next.
        if let Some(last) = self.newest_rubric() {
            choices.sort_by_key(|choice| choice.id != last);
        }
        Msg::Rubrics { choices, broken: self.catalogue.broken.len() }
    }
}

/// A rubric as the form of a new session offers it.
fn choice(loaded: &LoadedRubric) -> RubricChoice {
    let head = &loaded.rubric.head;
    let from: Vec<&str> =
        [&head.edition, &head.issuer].into_iter().flatten().map(String::as_str).collect();
    let title = [from.as_slice(), &[head.title.as_str()]].concat().join(" ");
    RubricChoice { id: head.id.clone(), title, tags: head.tags.clone() }
}

fn write(path: &Path, review: &Review, before: Before) -> Result<ContentHash, SaveError> {
    save_session(path, &review.session, &review.rubric, &review.card, before)
}

impl Perform for Files {
    fn perform(&mut self, app: &App, effect: &Effect) -> Option<Msg> {
        let opened = |opened: Result<Opened, String>| match opened {
            Ok(opened) => Msg::Opened(Box::new(opened)),
            Err(why) => Msg::Failed(why),
        };
        match effect {
            Effect::Save => Some(Msg::Saved(self.save(app))),
            Effect::SaveCopy => Some(Msg::Saved(self.save_copy(app))),
            Effect::ListSessions => match self.list() {
                Ok(rows) => Some(Msg::Sessions(rows)),
                Err(why) => Some(Msg::Failed(why)),
            },
            Effect::ListRubrics => Some(self.rubrics()),
            Effect::Open(path) => Some(opened(self.open(path))),
            Effect::Create(new) => Some(opened(self.create(new))),
            Effect::Close => {
                self.open = None;
                None
            }
            Effect::Quit => None,
        }
    }
}

fn unsaved(lang: Lang, error: &SaveError) -> Unsaved {
    let is_conflict = matches!(error, SaveError::ChangedOnDisk(_) | SaveError::Gone(_));
    Unsaved { why: save_error(lang, error), is_conflict }
}

/// The first problem of a file on one line, with its place; how many more there are.
fn first_problem(lang: Lang, problems: &[FileProblem]) -> String {
    let Some(first) = problems.iter().find(|problem| problem.is_error()).or(problems.first())
    else {
        return String::new();
    };
    let words = sentence(lang, &first.kind);
    let place = first
        .line
        .map_or_else(String::new, |line| ui::at_line(lang, line, first.column.unwrap_or(1)));
    let line = format!("{place}{words}");
    match problems.len() {
        1 => line,
        count => ui::and_more(lang, &line, count - 1),
    }
}

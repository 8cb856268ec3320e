//! The files behind the screens: what [`super::app::Effect`]s do.

use super::Perform;
use super::app::{
    App, Effect, Msg, NewSession, Opened, ReadOnly, Review, RubricChoice, SessionLine, SessionRow,
    Unsaved,
};
use crate::lang::file_problems::sentence;
use crate::lang::storage_errors::{lock_error, save_error};
use crate::lang::{Lang, ui};
use crate::session::{RubricReference, Session};
use crate::storage::catalogue::{
    Catalogue, LoadedRubric, RubricMatch, keep_rubric_copy, rubric_for_session,
};

use crate::storage::head::read_head;
use crate::storage::lock::{Holder, SessionLock, lock};
use crate::storage::paths::{new_session_path, session_files};
use crate::storage::problem::FileProblem;
use crate::storage::read;
use crate::storage::save::{Before, ContentHash, SaveError, create_folder, save};
use crate::storage::session_file::{Summary, parse_session, session_text};
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

    /// The rubrics a new session can be made with.
    #[must_use]
    pub fn rubric_choices(&self) -> Vec<RubricChoice> {
        let choice = |rubric: &LoadedRubric| {
            let head = &rubric.rubric.head;
            let from = [head.edition.clone(), head.issuer.clone()];
            let from: Vec<String> = from.into_iter().flatten().collect();
            let title = if from.is_empty() {
                head.title.clone()
            } else {
                format!("{} {}", from.join(" "), head.title)
            };
            RubricChoice { id: head.id.clone(), title, tags: head.tags.clone() }
        };
        self.catalogue.rubrics().map(choice).collect()
    }

    /// Where the sessions are, for people.
    #[must_use]
    pub fn folder_name(&self) -> String {
        self.folder.display().to_string()
    }

    fn save(&mut self, app: &App) -> Result<(), Unsaved> {
        let (Some(review), Some(open)) = (&app.review, &mut self.open) else { return Ok(()) };
        if review.read_only.is_some() {
            return Ok(());
        }
        let text = text_of(review);
        let hash =
            save(&open.path, &text, open.before).map_err(|error| unsaved(self.lang, &error))?;
        open.before = Before::Content(hash);
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
        let hash = save(&path, &text_of(review), Before::Nothing).map_err(failed)?;
        self.open = Some(OpenFile { path, before: Before::Content(hash), _lock: Some(held) });
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
        let problems = |problems: Vec<FileProblem>| first_problem(lang, &problems);
        let name = path.display().to_string();
        // Locked before it is read, so that nothing changes in between.
        let (held, read_only) = if self.is_read_only {
            (None, Some(ReadOnly::Asked))
        } else {
            match lock(path, &self.holder) {
                Ok(held) => (Some(held), None),
                Err(error) => (None, Some(ReadOnly::Held(lock_error(lang, &error)))),
            }
        };
        let text = read::read_text(path).map_err(problems)?;
        let session = parse_session(&name, &text).map_err(problems)?;
        let (loaded, notice) = match rubric_for_session(&self.catalogue, path, &session) {
            RubricMatch::Exact(loaded) => (loaded, None),
            RubricMatch::Changed(loaded) => (loaded, Some(ui::rubric_changed(lang).to_owned())),
            RubricMatch::Missing => return Err(ui::rubric_missing(lang, &session.rubric.id)),
        };
        let before = Before::Content(ContentHash::of(&text));
        self.open = Some(OpenFile { path: path.to_owned(), before, _lock: held });
        Ok(Opened { rubric: loaded.rubric, session, read_only, notice })
    }

    fn create(&mut self, new: &NewSession) -> Result<Opened, String> {
        let lang = self.lang;
        let failed = |error: SaveError| save_error(lang, &error);
        let Some(loaded) = self.catalogue.rubrics().nth(new.rubric) else {
            return Err(ui::no_rubrics(lang).to_owned());
        };
        let session = Session {
            id: uuid::Uuid::now_v7().to_string(),
            rubric: RubricReference {
                id: loaded.rubric.head.id.clone(),
                sha256: loaded.sha256.clone(),
            },
            head: new.head.clone(),
            ..Session::default()
        };
        create_folder(&self.folder).map_err(failed)?;
        let path = new_session_path(&self.folder, &session.head, &loaded.rubric).map_err(failed)?;
        let held = lock(&path, &self.holder).map_err(|error| lock_error(lang, &error))?;
        keep_rubric_copy(&path, loaded).map_err(failed)?;
        let total = crate::score::score(&loaded.rubric, &session).total;
        let summary = summary(total.score, total.progress);
        let text = session_text(&session, &loaded.rubric, &summary);
        let hash = save(&path, &text, Before::Nothing).map_err(failed)?;
        let rubric = loaded.rubric.clone();
        self.open = Some(OpenFile { path, before: Before::Content(hash), _lock: Some(held) });
        Ok(Opened { rubric, session, read_only: None, notice: None })
    }
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

fn text_of(review: &Review) -> String {
    let total = &review.card.total;
    let summary = summary(total.score, total.progress);
    session_text(&review.session, &review.rubric, &summary)
}

fn unsaved(lang: Lang, error: &SaveError) -> Unsaved {
    let is_conflict = matches!(error, SaveError::ChangedOnDisk(_) | SaveError::Gone(_));
    Unsaved { why: save_error(lang, error), is_conflict }
}

fn summary(score: Option<crate::points::Points>, progress: crate::score::Progress) -> Summary {
    Summary { score, open: progress.open as usize, clauses: progress.all() as usize }
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

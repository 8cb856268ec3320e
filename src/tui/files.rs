//! The files behind the screens: what [`super::app::Effect`]s do.

mod audit;
mod compare;
mod last;
mod list;
mod report;

use super::Perform;
use super::app::{
    App, Effect, Msg, NewSession, Opened, ReadOnly, Review, RubricChoice, Saved, Unsaved, Version,
};
use crate::lang::file_problems::sentence;
use crate::lang::storage_errors::{
    cannot_rescue, fit, lock_error, rebuild_error, rebuilt, save_error,
};
use crate::lang::{Lang, ui};
use crate::score::margins_told;
use crate::session::{History, Session};
use crate::storage::catalogue::{
    Catalogue, LoadedRubric, RubricMatch, keep_rubric_copy, rubric_for_session,
};
use crate::storage::disk::{Disk, SystemDisk};
use crate::storage::head::{SessionHeadFile, read_head};
use crate::storage::journal::{Author, Chain};
use crate::storage::lock::{Holder, SessionLock, lock};
use crate::storage::many::in_order;
use crate::storage::open::{
    OpenSession, Writable, WritableError, copy_beside, create_in, open, open_locked,
};
use crate::storage::orphans::{is_journal, rebuild};
use crate::storage::paths::session_files;
use crate::storage::problem::FileProblem;
use crate::storage::read::read_text;
use crate::storage::save::{SaveError, create_folder, folder_of};
use crate::storage::trash::trash_of;
use crate::storage::watch::{Watch, Work};
use crate::storage::writer::{Current, SessionWriter};
use crate::visible::path_words;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the sessions, the rubrics known, and the session that is open.
#[derive(Debug)]
pub struct Files<D: Disk = SystemDisk> {
    lang: Lang,
    catalogue: Catalogue,
    folder: PathBuf,
    holder: Holder,
    clock: fn() -> String,
    disk: D,
    is_read_only: bool,
    open: Option<OpenFile<D>>,
}

/// The file of the open session.
#[derive(Debug)]
enum OpenFile<D: Disk> {
    /// It is only read.
    ReadOnly(PathBuf),
    /// It is written; others are kept out.
    Writing(Box<SessionWriter<D>>),
}

impl<D: Disk> OpenFile<D> {
    fn path(&self) -> &Path {
        match self {
            Self::ReadOnly(path) => path,
            Self::Writing(writer) => writer.path(),
        }
    }
}

impl Files {
    /// Sessions in `folder`, made with the rubrics of `catalogue`; `holder` is what others
    /// are told while a session is open here, and `clock` says when something was changed.
    #[must_use]
    pub fn new(
        lang: Lang,
        catalogue: Catalogue,
        folder: PathBuf,
        holder: Holder,
        clock: fn() -> String,
    ) -> Self {
        let (disk, is_read_only) = (SystemDisk, false);
        Self { lang, catalogue, folder, holder, clock, disk, is_read_only, open: None }
    }

    /// The same, but sessions are only read.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self { is_read_only: true, ..self }
    }

    /// The same on another disk.
    #[must_use]
    pub fn on<D: Disk>(self, disk: D) -> Files<D> {
        let Self { lang, catalogue, folder, holder, clock, is_read_only, .. } = self;
        Files { lang, catalogue, folder, holder, clock, disk, is_read_only, open: None }
    }
}

impl<D: Disk + Clone> Files<D> {
    /// Where the sessions are, for people.
    #[must_use]
    pub fn folder_name(&self) -> String {
        path_words(&self.folder)
    }

    /// Who is here.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.holder.user
    }

    /// Who changes something now.
    fn author(&self) -> Author {
        Author::new(&self.holder, (self.clock)())
    }

    /// The session that is written and the one who writes it; none where it is only read.
    fn writing<'a>(&mut self, app: &'a App) -> Option<(&mut SessionWriter<D>, &'a Review)> {
        match (&mut self.open, &app.review) {
            (Some(OpenFile::Writing(writer)), Some(review)) => Some((writer, review)),
            _ => None,
        }
    }

    fn save(&mut self, app: &App) -> Result<(), Unsaved> {
        let (lang, author) = (self.lang, self.author());
        let failed = |error: SaveError| unsaved(lang, &error);
        if let Some((path, rubric)) = self.rubric_to_keep(app) {
            keep_rubric_copy(&self.disk, path, rubric).map_err(failed)?;
        }
        let Some((writer, review)) = self.writing(app) else { return Ok(()) };
        writer.record(&author, &review.unwritten, current(review)).map_err(failed)
    }

    /// The rubric that the session goes on with from now on, and the session file: a copy is
    /// kept before anything says so.
    fn rubric_to_keep(&self, app: &App) -> Option<(&Path, &LoadedRubric)> {
        let (Some(OpenFile::Writing(writer)), Some(review)) = (&self.open, &app.review) else {
            return None;
        };
        let is_other = review.unwritten.iter().any(|record| record.change.edit.names_rubric());
        let reference = is_other.then_some(&review.kept().0.rubric)?;
        Some((writer.path(), self.catalogue.by_reference(reference)?))
    }

    fn write_file(&mut self, app: &App) -> Result<(), Unsaved> {
        let lang = self.lang;
        let Some((writer, review)) = self.writing(app) else { return Ok(()) };
        if let (Saved::No(unsaved), false) = (&review.saved, review.unwritten.is_empty()) {
            // The file never holds what its journal has not.
            return Err(unsaved.clone());
        }
        writer.save(current(review)).map_err(|error| unsaved(lang, &error))
    }

    /// A new file beside the open one; from here on it is the open one.
    fn save_copy(&mut self, app: &App) -> Option<Result<String, Unsaved>> {
        let lang = self.lang;
        let (writer, review) = self.writing(app)?;
        let folder = folder_of(writer.path()).to_owned();
        let session = review.kept().0;
        let copy = copy_beside(&self.disk, &self.catalogue, &folder, session);
        // Where the folder is away, where new sessions go.
        let copy = match copy {
            Err(error) if folder != self.folder => create_folder(&self.disk, &self.folder)
                .and_then(|()| copy_beside(&self.disk, &self.catalogue, &self.folder, session))
                .map_err(|_| error),
            copy => copy,
        };
        let copy = match copy {
            Ok(copy) => copy,
            Err(error) => return Some(Err(unsaved(lang, &error))),
        };
        let held = match lock(&copy.path, &self.holder) {
            Ok(held) => held,
            Err(error) => {
                return Some(Err(Unsaved { why: lock_error(lang, &error), is_conflict: true }));
            }
        };
        self.give_way();
        let writer = SessionWriter::new(self.disk.clone(), &copy, held);
        self.open = Some(OpenFile::Writing(Box::new(writer)));
        Some(Ok(path_words(&copy.path)))
    }

    /// What someone else put into the file is to stand; where that cannot be read or noted,
    /// it is met with again at the next opening.
    fn give_way(&mut self) {
        let author = self.author();
        let Some(OpenFile::Writing(writer)) = &mut self.open else { return };
        if let Ok(theirs) = read_text(writer.path()) {
            let _ = writer.give_way(&author, theirs);
        }
    }

    fn open(&mut self, path: &Path) -> Result<Opened, String> {
        let lang = self.lang;
        self.open = None;
        if is_journal(path) && !self.is_read_only {
            // One without its session: that is made anew.
            let made = rebuild(&self.disk, &self.catalogue, path, &self.holder);
            let made = made.map_err(|error| rebuild_error(lang, &error))?;
            let notice = rebuilt(lang, &path_words(&made));
            return self.open(&made).map(|opened| Opened { notice: Some(notice), ..opened });
        }
        // Locked before it is read, so that nothing changes in between.
        let (held, mut read_only) = if self.is_read_only {
            (None, Some(ReadOnly::Asked))
        } else {
            match lock(path, &self.holder) {
                Ok(held) => (Some(held), None),
                Err(error) => (None, Some(ReadOnly::Held(lock_error(lang, &error)))),
            }
        };
        let (opened, held, rescued) = match held {
            Some(lock) => {
                let holder = &self.holder;
                match open_locked(&self.disk, &self.catalogue, path, holder, lock) {
                    Ok(Writable { opened, lock, rescued }) => (opened, Some(lock), rescued),
                    Err(WritableError::Open(error)) => return Err(self.open_error(path, error)),
                    Err(WritableError::Rescue(error)) => {
                        read_only = Some(ReadOnly::Held(cannot_rescue(lang, &error)));
                        (self.read(path)?, None, None)
                    }
                    // Its journal is in use under another name.
                    Err(WritableError::Lock(error)) => {
                        read_only = Some(ReadOnly::Held(lock_error(lang, &error)));
                        (self.read(path)?, None, None)
                    }
                }
            }
            None => (self.read(path)?, None, None),
        };
        // While someone else writes, a file is behind its journal, and its last line half there.
        let is_moving = matches!(read_only, Some(ReadOnly::Held(_)));
        let mut notices = Vec::new();
        notices.extend(opened.rubric_changed.then(|| ui::rubric_changed(lang).to_owned()));
        let rescued_in = rescued.as_deref().map(path_words);
        if !(is_moving && opened.fit.is_behind()) {
            notices.extend(fit(lang, &opened.fit, rescued_in.as_deref()));
        }
        let torn = opened.chain.as_ref().map_or(0, Chain::torn);
        notices.extend((torn > 0 && !is_moving).then(|| ui::journal_torn(lang, torn)));
        let unconfirmed = opened.chain.as_ref().and_then(Chain::unconfirmed).map(str::to_owned);
        notices.extend(unconfirmed.as_deref().map(|id| match id {
            "" => ui::unconfirmed_other(lang).to_owned(),
            id => ui::unconfirmed(lang, id),
        }));
        let notice = (!notices.is_empty()).then(|| notices.join(" "));
        let by = self.author().by;
        let own_comments = opened.chain.as_ref().map(|chain| chain.comments_by(&by));
        let held = self.hold(opened, held, read_only, notice);
        let own_comments = own_comments.unwrap_or_default();
        let opened = Opened { look_at: unconfirmed, own_comments, ..held };
        if rescued.is_some() {
            self.give_way();
        }
        Ok(opened)
    }

    fn read(&self, path: &Path) -> Result<OpenSession, String> {
        open(&self.catalogue, path).map_err(|error| self.open_error(path, error))
    }

    /// Tries again to write the session that is open for reading.
    fn reopen(&mut self) -> Option<Msg> {
        let path = self.open.as_ref().map(|open| open.path().to_owned())?;
        Some(match self.open(&path) {
            Ok(opened) => Msg::Reopened(Box::new(opened)),
            Err(why) => {
                // What is on the screen is still that file, to be tried again.
                self.open = Some(OpenFile::ReadOnly(path));
                Msg::Failed(why)
            }
        })
    }

    fn create(&mut self, new: &NewSession) -> Result<Opened, String> {
        let lang = self.lang;
        let failed = |error: SaveError| save_error(lang, &error);
        let Some(loaded) = self.catalogue.by_id(&new.rubric) else {
            return Err(ui::no_rubrics(lang).to_owned());
        };
        let (begin, notice) = self.beginning(new, loaded)?;
        let created = create_in(&self.disk, &self.folder, loaded, begin);
        let created = created.map_err(failed)?;
        let held = lock(&created.path, &self.holder).map_err(|error| lock_error(lang, &error))?;
        Ok(self.hold(created, Some(held), None, notice))
    }

    /// From here on this is the open session.
    fn hold(
        &mut self,
        opened: OpenSession,
        lock: Option<SessionLock>,
        read_only: Option<ReadOnly>,
        notice: Option<String>,
    ) -> Opened {
        let is_behind = lock.is_some() && opened.fit.is_behind();
        self.open = Some(match lock {
            Some(lock) => {
                let writer = SessionWriter::new(self.disk.clone(), &opened, lock);
                OpenFile::Writing(Box::new(writer))
            }
            None => OpenFile::ReadOnly(opened.path.clone()),
        });
        let OpenSession { path, session, history, rubric, rubric_changed, .. } = opened;
        // Against a version that is not here any more nothing can be compared.
        let newer = self.catalogue.newer_than(&session.rubric).filter(|_| !rubric_changed);
        let newer = newer.map(|newer| version(newer));
        let versions = self.versions(&path, &history);
        let rubric = Arc::clone(&rubric.rubric);
        let opened = Opened { rubric, session, history, is_behind, ..Opened::default() };
        Opened { read_only, notice, newer, versions, ..opened }
    }

    /// The versions of the rubric that undoing leads back to.
    fn versions(&self, path: &Path, history: &History) -> Vec<Version> {
        let known = history.rubrics().into_iter().filter_map(|rubric| {
            let session = Session { rubric: rubric.clone(), ..Session::default() };
            match rubric_for_session(&self.catalogue, path, &session) {
                RubricMatch::Exact(rubric) => Some(version(&rubric)),
                RubricMatch::Changed(_) | RubricMatch::Missing => None,
            }
        });
        known.collect()
    }

    /// The rubric of the session made last; where it is stopped, of those read until then.
    fn newest_rubric(&self, watch: &mut dyn Watch) -> Option<String> {
        let files = session_files(&self.folder).ok()?;
        let mut done = 0..files.len();
        let mut newest: Option<SessionHeadFile> = None;
        let _stopped = in_order(
            &files,
            |path| read_head(path).ok(),
            |_, head| {
                let is_newer =
                    |head: &SessionHeadFile| newest.as_ref().is_none_or(|held| held.id <= head.id);
                if let Some(head) = head.filter(is_newer) {
                    newest = Some(head);
                }
                watch.at(Work::Reading, done.next().unwrap_or(done.end), done.end)
            },
        );
        newest.map(|head| head.rubric.id)
    }

    fn rubrics(&self, watch: &mut dyn Watch) -> Msg {
        let mut choices: Vec<RubricChoice> =
            self.catalogue.rubrics().map(|loaded| choice(loaded)).collect();
        // What was used last is what is wanted next.
        if let Some(last) = self.newest_rubric(watch) {
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

impl<D: Disk + Clone> Files<D> {
    /// What fixing each thing alone would gain: no file has to do with it, but it may last.
    fn margins(&self, app: &App, watch: &mut dyn Watch) -> Option<Msg> {
        let Review { rubric, session, card, .. } = &**app.review.as_ref()?;
        let mut told = |done, all| watch.at(Work::Margins, done, all);
        Some(match margins_told(rubric, session, card, &mut told) {
            Some(found) => Msg::Margins(Box::new(found)),
            None => Msg::Failed(self.stopped()),
        })
    }
}

/// What is to be saved: never what is only being tried.
fn current(review: &Review) -> Current<'_> {
    let (session, card) = review.kept();
    Current { session, rubric: &review.rubric, card }
}

fn version(loaded: &LoadedRubric) -> Version {
    Version { sha256: loaded.sha256.clone(), rubric: Arc::clone(&loaded.rubric) }
}

impl<D: Disk + Clone> Perform for Files<D> {
    fn perform(&mut self, app: &App, effect: &Effect, watch: &mut dyn Watch) -> Option<Msg> {
        let opened = |opened: Result<Opened, String>| match opened {
            Ok(opened) => Msg::Opened(Box::new(opened)),
            Err(why) => Msg::Failed(why),
        };
        match effect {
            Effect::Save => Some(Msg::Saved(self.save(app))),
            Effect::WriteFile => Some(Msg::Written(self.write_file(app))),
            Effect::SaveCopy => self.save_copy(app).map(Msg::Copied),
            Effect::ListSessions => Some(self.list(&self.folder, watch)),
            Effect::ListTrash => Some(self.list(&trash_of(&self.folder), watch)),
            Effect::Delete(path) => Some(self.delete(path)),
            Effect::Restore(path) => Some(self.restore(path)),
            Effect::ReadHistory => self.history(app),
            Effect::ProposeSeed => Some(Msg::Seed((self.clock)())),
            Effect::Margins => self.margins(app, watch),
            Effect::ReadRemarks => self.remarks(app, watch),
            Effect::Reopen => self.reopen(),
            Effect::ListRubrics => Some(self.rubrics(watch)),
            Effect::Open(path) => Some(opened(self.open(path))),
            Effect::Create(new) => Some(opened(self.create(new))),
            Effect::Compare(paths) => Some(self.compare(paths)),
            Effect::ListOthers => self.others(app, watch),
            Effect::FindReviews(wanted) => Some(self.find_reviews(wanted, watch)),
            Effect::BeginReview(begin) => Some(self.begin_review(begin)),
            Effect::Rank(rubric) => Some(self.rank(rubric, watch)),
            Effect::Report(order) => self.report(app, order, watch),
            Effect::GiveWay => {
                self.give_way();
                None
            }
            Effect::Close => {
                self.open = None;
                None
            }
            // The terminal is none of the files' business.
            Effect::Quit | Effect::Mouse(_) => None,
        }
    }
}

fn unsaved(lang: Lang, error: &SaveError) -> Unsaved {
    let is_conflict = matches!(
        error,
        SaveError::ChangedOnDisk(_)
            | SaveError::Gone(_)
            | SaveError::Replaced(_)
            | SaveError::LockLost(_)
            | SaveError::IsALink(_)
            | SaveError::NotAFile(_)
    );
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

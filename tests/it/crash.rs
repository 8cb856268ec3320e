//! A review during which everything a disk does fails once, and the program dies at every
//! point: what was acknowledged is there afterwards.

mod failing_disk;

use crate::fixtures::project_file;
use crate::screens::play::script;
use failing_disk::{CRASHES, Crash, FailingDisk, Fault};
use kaohe::lang::Lang;
use kaohe::session::{Date, Session};
use kaohe::storage::catalogue::Catalogue;
use kaohe::storage::disk::{Disk, SystemDisk};
use kaohe::storage::journal::journal_path;
use kaohe::storage::lock::Holder;
use kaohe::storage::open::open;
use kaohe::storage::paths::session_files;
use kaohe::storage::replay::Fit;
use kaohe::tui::app::{App, Effect, Msg, Saved};
use kaohe::tui::files::Files;
use kaohe::tui::update::{patience, update};
use kaohe::tui::{Input, Launch, Perform};
use ratatui::crossterm::event::Event;
use ratatui::layout::Size;
use std::collections::VecDeque;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The review: counts, numbers, remarks, findings, ledgers, the head, undo and redo, leaving
/// and coming back. `.` is a while in which nobody types.
const REVIEW: &str = "m . + + . tab 3 enter r text:纪要不全 C-s . f a text:甲厂 C-s a text:乙厂 C-s esc . \
    n text:本地没有 C-s tab 8 . 5 enter . u u C-r . - + . q . enter . home down*3 + . u . + + - . \
    b a 1 C-s esc . e tab*2 text:李四 C-s . down m r text:复查 C-s . del . u . + u u u C-r C-r . \
    home down*2 m . space . + . q .";

pub(crate) static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::load(&[project_file("tests/it/crash")]));

/// The program on a disk, and what it said was saved.
pub(crate) struct Review<D: Disk + Clone> {
    pub(crate) app: App,
    files: Files<D>,
    /// The session as it was when the screen last said it was saved.
    pub(crate) acknowledged: Option<Session>,
    /// The session whose saving was tried last.
    tried: Option<Session>,
}

impl<D: Disk + Clone> Review<D> {
    pub(crate) fn start(folder: &Path, disk: D) -> Self {
        let holder = Holder { user: "张三".to_owned(), ..Holder::default() };
        let clock = || "2021-12-15T09:30:00+08:00".to_owned();
        let files = Files::new(Lang::Zh, CATALOGUE.clone(), folder.to_owned(), holder, clock);
        let launch = Launch {
            lang: Lang::Zh,
            color: false,
            ascii: false,
            today: Date::parse("2021-12-15"),
            open: None,
        };
        let (app, first) = launch.app(&files, Size { width: 80, height: 24 });
        let mut review = Self { app, files: files.on(disk), acknowledged: None, tried: None };
        review.perform(vec![first]);
        review
    }

    /// Plays the script as far as the disk lives.
    pub(crate) fn play(&mut self, keys: &str, is_dead: impl Fn() -> bool) {
        for word in keys.split_whitespace() {
            if word == "." {
                if patience(&self.app).is_some() {
                    self.take(Msg::Rested);
                }
            } else {
                for input in script(word) {
                    if let Input::Event(Event::Key(key)) = input {
                        self.take(Msg::Key(key));
                    }
                }
            }
            if is_dead() {
                return;
            }
        }
    }

    /// The line drops: everything is saved that can be.
    pub(crate) fn hang_up(&mut self) {
        kaohe::tui::stop(&mut self.app, &mut self.files);
    }

    fn take(&mut self, msg: Msg) {
        let effects = update(&mut self.app, msg);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            let session = self.app.review.as_ref().map(|review| review.session.clone());
            if effect == Effect::Save {
                self.tried = session;
            }
            if let Some(msg) =
                self.files.perform(&self.app, &effect, &mut kaohe::storage::watch::Unwatched)
            {
                waiting.extend(update(&mut self.app, msg));
            }
            if let Some(review) = self.app.review.as_ref().filter(|r| r.saved == Saved::Yes) {
                self.acknowledged = Some(review.session.clone());
            }
        }
    }
}

/// A folder with one new session in it.
pub(crate) fn new_session() -> (tempfile::TempDir, PathBuf) {
    static MADE: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let mut review = Review::start(folder.path(), SystemDisk);
        review.play("n tab text:示例镇水利站 C-s q", || false);
        let path = session_files(folder.path()).expect("sessions").remove(0);
        (folder, path)
    });
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(MADE.1.file_name().expect("a name"));
    std::fs::copy(&MADE.1, &path).expect("a copy");
    (folder, path)
}

/// The session as the next one who opens it finds it.
pub(crate) fn found(path: &Path) -> Session {
    open(&CATALOGUE, path).unwrap_or_else(|error| panic!("{error:?}")).session
}

/// The whole review on a disk with a fault.
fn reviewed(
    folder: &Path,
    faults: impl IntoIterator<Item = (usize, Fault)>,
) -> (Review<FailingDisk>, FailingDisk) {
    let disk = FailingDisk::new(folder, faults);
    let mut review = Review::start(folder, disk.clone());
    review.play("enter", || false);
    assert!(review.app.review.is_some(), "it is open: {:?}", review.app.status);
    review.play(REVIEW, || disk.is_dead());
    (review, disk)
}

/// How many things the review asks of a disk that works.
fn points() -> usize {
    let (folder, path) = new_session();
    let (review, disk) = reviewed(folder.path(), None);
    assert_eq!(Some(found(&path)), review.acknowledged);
    disk.asked()
}

#[test]
fn whenever_it_dies_what_was_acknowledged_is_there() {
    let points = points();
    let mut crashes = 0;
    for crash in CRASHES {
        for fault in [Fault::DiesBefore(crash), Fault::DiesAfter(crash)] {
            for point in 0..points {
                let (folder, path) = new_session();
                let before = found(&path);
                let (review, disk) = reviewed(folder.path(), Some((point, fault)));
                assert!(disk.is_dead(), "{fault:?} at {point}");
                let acknowledged = review.acknowledged.clone().unwrap_or(before);
                let tried = review.tried.clone();
                drop(review);
                let found = found(&path);
                assert!(
                    found == acknowledged || Some(&found) == tried.as_ref(),
                    "{fault:?} at {point}: {found:#?}\nacknowledged: {acknowledged:#?}"
                );
                if point % 5 == 0 {
                    go_on(folder.path(), &path);
                }
                crashes += 1;
            }
        }
    }
    assert!(crashes >= 1000, "{crashes} crashes");
}

/// After the crash the session is opened, changed and left as ever, and nothing is missing.
fn go_on(folder: &Path, path: &Path) {
    let mut review = Review::start(folder, FailingDisk::new(folder, None));
    review.play("enter home down*2 r text:接着评 C-s . q", || false);
    assert!(review.app.review.is_none() && review.acknowledged.is_some());
    let opened = open(&CATALOGUE, path).expect("a session");
    assert_eq!(Some(opened.session), review.acknowledged);
    assert_eq!(opened.fit, Fit::Even);
    let chain = opened.chain.expect("a journal");
    assert_eq!(chain.problems, []);
}

#[test]
fn whatever_fails_once_is_tried_again_and_nothing_is_lost() {
    let points = points();
    for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied] {
        for point in 0..points {
            let (folder, path) = new_session();
            let fault = Some((point, Fault::Fails(kind)));
            let (mut review, disk) = reviewed(folder.path(), fault);
            // Where leaving failed it is tried again, as the question says.
            review.play("enter . q .", || false);
            let left = review.app.review.as_ref();
            let left = left.map(|left| (&left.saved, left.is_behind, &review.app.overlays));
            assert!(left.is_none(), "{kind:?} at {point}: {left:?} {:?}", review.app.status);
            assert!(disk.asked() > point);
            let acknowledged = review.acknowledged.expect("saved");
            assert_eq!(found(&path), acknowledged, "{kind:?} at {point}");
            let opened = open(&CATALOGUE, &path).expect("a session");
            assert_eq!(opened.fit, Fit::Even, "{kind:?} at {point}");
            assert_eq!(opened.chain.expect("a journal").problems, []);
        }
    }
}

/// The journal is not to be seen for a moment, and no other one can be made: it is gone on with.
#[test]
fn a_journal_that_was_away_for_a_moment_is_gone_on_with() {
    let mut fault = None;
    // Once to see how much is asked before, and once with the fault there.
    for is_away in [false, true] {
        let (folder, path) = new_session();
        let disk = FailingDisk::new(folder.path(), fault);
        let mut review = Review::start(folder.path(), disk.clone());
        review.play("enter home down*2 r text:甲 C-s .", || false);
        fault = Some((disk.asked(), Fault::Fails(ErrorKind::StorageFull)));
        let (journal, away) = (journal_path(&path), path.with_extension("away"));
        if is_away {
            std::fs::rename(&journal, &away).expect("away");
        }
        review.play("down r text:乙 C-s", || false);
        let is_saved = review.app.review.as_ref().is_some_and(|held| held.saved == Saved::Yes);
        assert_eq!(is_saved, !is_away);
        if is_away {
            std::fs::rename(&away, &journal).expect("back");
        }
        review.play("s . q", || false);
        assert!(review.app.review.is_none(), "{:?}", review.app.status);
        let opened = open(&CATALOGUE, &path).expect("a session");
        assert_eq!((Some(opened.session), opened.fit), (review.acknowledged, Fit::Even));
        assert_eq!(opened.chain.expect("a journal").problems, []);
    }
}

/// How many pairs of faults are tried where nobody asks for more (`KAOHE_PAIRS`).
const PAIRS: usize = 300;

/// Two things fail, or one fails and then it dies: every pair is equally likely to be tried, the
/// same ones each time.
#[test]
fn whatever_two_things_go_wrong_what_was_acknowledged_is_there() {
    let points = points();
    let all = points * (points - 1) / 2 * 3;
    assert!(all >= 5_000, "{all} pairs");
    let asked = std::env::var("KAOHE_PAIRS").ok().and_then(|pairs| pairs.parse().ok());
    let pairs = asked.unwrap_or(PAIRS).min(all);
    let full = Fault::Fails(ErrorKind::StorageFull);
    for pair in 0..pairs {
        let place = pair * all / pairs;
        let (kind, mut rest) = (place % 3, place / 3);
        let mut first = 0;
        while rest >= points - 1 - first {
            rest -= points - 1 - first;
            first += 1;
        }
        let second = first + 1 + rest;
        let fault = match kind {
            0 => full,
            1 => Fault::DiesBefore(Crash::Torn),
            _ => Fault::DiesAfter(Crash::Power),
        };
        let (folder, path) = new_session();
        let before = found(&path);
        let (mut review, disk) = reviewed(folder.path(), [(first, full), (second, fault)]);
        if !disk.is_dead() {
            review.play("enter . q .", || disk.is_dead());
            review.play("enter . q .", || disk.is_dead());
        }
        let acknowledged = review.acknowledged.clone().unwrap_or(before);
        let tried = review.tried.clone();
        drop(review);
        let found = found(&path);
        assert!(
            found == acknowledged || disk.is_dead() && Some(&found) == tried.as_ref(),
            "{first} and {fault:?} at {second}: {found:#?}\nacknowledged: {acknowledged:#?}"
        );
        if pair % 10 == 0 {
            go_on(folder.path(), &path);
        }
    }
}

//! Random changes, undone and redone, written into the journal at random and read back.

use crate::fixtures::project_file;
use crate::laws::{IDS, RUBRICS, Stroke, any_place, edit, strokes};
use kaohe::score::score;
use kaohe::session::{Edit, Entry, Finding, History, Record, Session, SessionHead};
use kaohe::storage::catalogue::{Catalogue, rubric_for_session};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::journal::{Author, Line, What, journal_path, read_all};
use kaohe::storage::lock::{Holder, lock};
use kaohe::storage::open::{create_at, open};
use kaohe::storage::replay::Fit;
use kaohe::storage::verify::Judge;
use kaohe::storage::writer::{Current, SessionWriter};
use proptest::prelude::*;
use std::fs;
use std::sync::LazyLock;

static KNOWN: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::load(&[project_file("tests/it/rubrics")]));

fn author() -> Author {
    Author { at: "2021-12-15T09:30:00+08:00".to_owned(), by: "张三@主机".to_owned() }
}

/// A change, a step back or a step forth.
fn step(
    place: usize,
    session: &mut Session,
    history: &mut History,
    stroke: &Stroke,
) -> Option<Record> {
    let rubric = &RUBRICS[place];
    let record = match stroke.numbers[3] % 5 {
        0 => history.undo(session),
        1 => history.redo(session),
        _ => {
            let edit = edit(rubric, session, stroke);
            history.commit(session, "", &edit)
        }
    }?;
    let score = score(rubric, session).total.score;
    Some(Record { score, ..record })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_the_journal_has_comes_back_with_every_step(place in any_place(), strokes in strokes()) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("甲.kaohe.yaml");
        let loaded = KNOWN.by_id(IDS[place]).expect("a rubric");
        let head = SessionHead { unit: "示例单位".to_owned(), ..SessionHead::default() };
        let opened = create_at(&SystemDisk, &path, loaded, head).expect("made");
        let (start, mut session) = (opened.session.clone(), opened.session.clone());
        let mut history = History::default();
        let held = lock(&path, &Holder::default()).expect("a lock");
        let mut writer = SessionWriter::new(SystemDisk, &opened, held);
        let mut waiting = Vec::new();
        for stroke in &strokes {
            waiting.extend(step(place, &mut session, &mut history, stroke));
            let card = score(&RUBRICS[place], &session);
            let now = Current { session: &session, rubric: &RUBRICS[place], card: &card };
            if stroke.numbers[2] % 3 == 0 {
                writer.record(&author(), &waiting, now).expect("recorded");
                waiting.clear();
                if stroke.numbers[1] % 3 == 0 {
                    writer.save(now).expect("saved");
                }
            }
        }
        let card = score(&RUBRICS[place], &session);
        let now = Current { session: &session, rubric: &RUBRICS[place], card: &card };
        writer.record(&author(), &waiting, now).expect("recorded");
        let behind = open(&KNOWN, &path).expect("a session");
        prop_assert_eq!(&behind.session, &session, "from the journal");
        prop_assert_eq!(&behind.history, &history);
        writer.save(now).expect("saved");
        let even = open(&KNOWN, &path).expect("a session");
        prop_assert_eq!(&even.session, &session, "from the file");
        prop_assert_eq!(&even.history, &history);
        prop_assert!(matches!(even.fit, Fit::Even | Fit::NoJournal));
        let rubric_of = |session: &Session| rubric_for_session(&KNOWN, &path, session);
        let mut judge = Judge::new(&even.text, &even.file, rubric_of);
        let chain = read_all(&path, &mut |read| judge.take(&read)).expect("a journal");
        let verdict = judge.finish(chain.as_ref());
        prop_assert!(verdict.is_in_order(), "{:?}", verdict);
        let mut back = even.history;
        while back.undo(&mut session).is_some() {}
        prop_assert_eq!(session, start, "every step was taken back");
    }
}

/// A session of the first rubric, open for writing, and what is recorded.
struct Written {
    folder: tempfile::TempDir,
    path: std::path::PathBuf,
    session: Session,
    history: History,
    writer: SessionWriter<SystemDisk>,
}

impl Written {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("甲.kaohe.yaml");
        let loaded = KNOWN.by_id(IDS[0]).expect("a rubric");
        let head = SessionHead { unit: "示例单位".to_owned(), ..SessionHead::default() };
        let opened = create_at(&SystemDisk, &path, loaded, head).expect("made");
        let locked = lock(&path, &Holder::default()).expect("a lock");
        let writer = SessionWriter::new(SystemDisk, &opened, locked);
        Self { folder, path, session: opened.session, history: History::default(), writer }
    }

    fn change(&mut self, edit: &Edit) {
        let record = self.history.commit(&mut self.session, "", edit).expect("a change");
        let card = score(&RUBRICS[0], &self.session);
        let record = Record { score: card.total.score, ..record };
        let now = Current { session: &self.session, rubric: &RUBRICS[0], card: &card };
        self.writer.record(&author(), &[record], now).expect("recorded");
    }

    fn save(&mut self) {
        let card = score(&RUBRICS[0], &self.session);
        let now = Current { session: &self.session, rubric: &RUBRICS[0], card: &card };
        self.writer.save(now).expect("saved");
    }

    fn verdict(&self) -> kaohe::storage::verify::Verdict {
        let opened = open(&KNOWN, &self.path).expect("a session");
        let rubric_of = |session: &Session| rubric_for_session(&KNOWN, &self.path, session);
        let mut judge = Judge::new(&opened.text, &opened.file, rubric_of);
        let chain = read_all(&self.path, &mut |read| judge.take(&read)).expect("a journal");
        judge.finish(chain.as_ref())
    }
}

fn finding(number: usize) -> Finding {
    let subject = format!("示例镇第{number}工业园区示例机械制造有限公司");
    let remark =
        "未建立安全生产责任制，未开展教育培训，消防器材过期，限期十五日整改完毕".to_owned();
    Finding { subject, remark, ..Finding::default() }
}

fn found(id: &str, count: usize) -> Edit {
    let findings = (1..=count).map(finding).collect();
    Edit::Entry { id: id.to_owned(), entry: Some(Entry { findings, ..Entry::default() }) }
}

fn first_clause() -> String {
    RUBRICS[0].clauses().first().expect("a clause").id.clone()
}

/// A line is as long as the change, however much stands around it.
#[test]
fn a_line_is_as_long_as_what_changed() {
    let mut written = Written::new();
    let id = first_clause();
    let length = |written: &Written| {
        fs::metadata(journal_path(&written.path)).map_or(0, |metadata| metadata.len())
    };
    written.change(&found(&id, 3000));
    for count in [3001, 3002, 3001, 3000, 2999] {
        let before = length(&written);
        written.change(&found(&id, count));
        let line = length(&written) - before;
        assert!(line < 800, "{line} bytes at {count}: 5,000 such lines take more than 4 MB");
    }
    let mut entry = written.session.entry(&id).expect("an entry").clone();
    entry.findings[1500].remark = "已整改".to_owned();
    let before = length(&written);
    written.change(&Edit::Entry { id, entry: Some(entry) });
    assert!(length(&written) - before < 1200);
    // More than a megabyte of session begins the next journal.
    written.save();
    assert!(written.verdict().is_in_order());
    let opened = open(&KNOWN, &written.path).expect("a session");
    assert_eq!((opened.session, opened.fit), (written.session, Fit::Even));
}

/// However long the session is that a journal begins with, and whatever its writer is called.
#[test]
fn what_begins_a_journal_can_be_read() {
    for by in ["张三@主机", "o'brien & 100%!"] {
        let author = Author { by: by.to_owned(), ..author() };
        for what in [What::Begun("甲：\n".repeat(400_000)), What::Outside("a".repeat(2_000_000))]
        {
            let line = Line { no: 1, author: author.clone(), what, before: None };
            assert!(Line::parse("-", &line.text()).is_ok_and(|read| read == line), "{by}");
        }
    }
}

#[test]
fn a_full_journal_goes_on_in_another_file() {
    let mut written = Written::new();
    written.writer.full_at(2000);
    let id = first_clause();
    for count in 1..=20 {
        written.change(&found(&id, count));
        if count % 7 == 0 {
            written.save();
        }
        let opened = open(&KNOWN, &written.path).expect("a session");
        assert_eq!(opened.session, written.session, "{count}");
    }
    written.save();
    let parts = fs::read_dir(written.folder.path()).expect("a folder").flatten();
    let parts = parts.filter(|file| file.file_name().to_string_lossy().contains(".journal."));
    assert!(parts.count() > 2, "several files were full");
    let verdict = written.verdict();
    assert!(verdict.is_in_order(), "{verdict:?}");
    let lines = verdict.journal.expect("a journal").last;
    assert!(lines > 21, "{lines}");
    assert_eq!(kaohe::storage::orphans::orphans(written.folder.path()), []);
    // One of them gone is told.
    let parts = fs::read_dir(written.folder.path()).expect("a folder").flatten();
    let mut parts: Vec<_> = parts.map(|file| file.path()).collect();
    parts.retain(|path| path.to_string_lossy().contains(".journal."));
    parts.sort_by_key(|path| path.to_string_lossy().len());
    fs::remove_file(&parts[1]).expect("gone");
    assert!(!written.verdict().is_in_order());
}

#[test]
fn what_was_taken_away_before_an_edit_is_still_told_after_it() {
    // The journal gone, another's in its place, the mark taken out with it.
    for (case, in_order) in [("gone", false), ("other", false), ("unmarked", true)] {
        let mut written = Written::new();
        let id = first_clause();
        written.change(&found(&id, 1));
        written.save();
        let Written { path, writer, folder, .. } = written;
        drop(writer);
        let journal = journal_path(&path);
        fs::remove_file(&journal).expect("gone");
        if case == "other" {
            let mut other = Written::new();
            other.change(&found(&id, 2));
            fs::copy(journal_path(&other.path), &journal).expect("another");
        }
        if case == "unmarked" {
            let text = fs::read_to_string(&path).expect("a session");
            let lines = text.lines().filter(|line| !line.starts_with("journal: "));
            fs::write(&path, lines.flat_map(|line| [line, "\n"]).collect::<String>())
                .expect("changed");
        }
        let opened = open(&KNOWN, &path).expect("a session");
        let held = lock(&path, &Holder::default()).expect("a lock");
        let writer = SessionWriter::new(SystemDisk, &opened, held);
        let (session, history) = (opened.session, History::default());
        let mut written = Written { folder, path, session, history, writer };
        if case == "unmarked" {
            assert!(!written.verdict().is_in_order(), "no seal and no journal");
        }
        written.change(&found(&id, 3));
        written.save();
        let verdict = written.verdict();
        assert_eq!(verdict.is_in_order(), in_order, "{case}: {verdict:?}");
        let beginning = verdict.journal.map(|journal| journal.beginning);
        if case == "unmarked" {
            assert_eq!(beginning, Some(kaohe::storage::verify::Beginning::Unsealed));
        }
    }
}

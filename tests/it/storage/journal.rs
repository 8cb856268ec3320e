//! Random changes, undone and redone, written into the journal at random and read back.

use crate::fixtures::project_file;
use crate::laws::{IDS, RUBRICS, Stroke, any_place, edit, strokes};
use kaohe::score::score;
use kaohe::session::{History, Record, Session, SessionHead};
use kaohe::storage::catalogue::{Catalogue, rubric_for_session};
use kaohe::storage::disk::SystemDisk;
use kaohe::storage::journal::{Author, read_all};
use kaohe::storage::lock::{Holder, lock};
use kaohe::storage::open::{create_at, open};
use kaohe::storage::replay::Fit;
use kaohe::storage::verify::Judge;
use kaohe::storage::writer::{Current, SessionWriter};
use proptest::prelude::*;
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

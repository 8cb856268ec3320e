//! Reports as workbooks: whatever a person changes in them, every number they print is what
//! the program says of the session with the same change.

use super::forms::come_back;
use super::office::{ALWAYS_WRONG, calculated, found, is_there, worked};
use super::same;
use super::updated::updated;
use crate::laws::{IDS, RUBRICS, Stroke, any_place, recorded, strokes};
use kaohe::lang::{Lang, workbook};
use kaohe::points::Points;
use kaohe::report::workbook::book::{Book, Content, Role, Seen};
use kaohe::report::workbook::evaluate::{Evaluator, Value};
use kaohe::report::workbook::form::{Carried, LEDGERS, sheets};
use kaohe::report::workbook::formula::{At, cell_name};
use kaohe::report::workbook::plan::Plan;
use kaohe::report::workbook::presentation::present;
use kaohe::report::workbook::results::results;
use kaohe::report::workbook::sheets::asks;
use kaohe::report::workbook::watch::Watch;
use kaohe::report::workbook::xlsx::bytes;
use kaohe::report::workbook::{calculating, reports};
use kaohe::report::{Basis, Kind, report};
use kaohe::rubric::Rubric;
use kaohe::score::{fits, score};
use kaohe::session::{Entry, Finding, LedgerRow, Session, Value as Recorded};
use kaohe::storage::session_file::{Summary, session_text};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::ops::ControlFlow;

pub(super) const LANG: Lang = Lang::Zh;

/// A session, and the same after somebody changed something in its workbook.
pub(super) struct Change<'a> {
    pub(super) name: String,
    pub(super) rubric: &'a Rubric,
    pub(super) before: Session,
    pub(super) after: Session,
}

/// A workbook in which it was changed, and what every cell has to come to.
pub(super) struct Changed {
    name: String,
    pub(super) book: Book,
    expected: Vec<(At, Value)>,
}

/// A layout with room for both.
fn layout<'a>(rubric: &'a Rubric, sessions: [&Session; 2]) -> Plan<'a> {
    let findings = sessions.map(|session| {
        session.entries.values().map(|entry| entry.findings.len()).sum::<usize>() + 2
    });
    let rows = LEDGERS.map(|ledger| {
        let rows = sessions.map(|session| session.ledger(ledger).len() + 2);
        rows[0].max(rows[1])
    });
    Plan::new(rubric, Kind::OF_ONE.len(), findings[0].max(findings[1]), rows)
}

impl Change<'_> {
    pub(super) fn made(&self) -> Changed {
        let rubric = self.rubric;
        let plan = layout(rubric, [&self.before, &self.after]);
        let (cards, all) =
            ([score(rubric, &self.before), score(rubric, &self.after)], Kind::OF_ONE);
        let [before, after] = [(&self.before, &cards[0]), (&self.after, &cards[1])]
            .map(|(session, card)| Basis { lang: LANG, rubric, session, card });
        let (mut book, known) = reports(&before, &plan, &all, |_| String::new());
        let mut expected = results(&plan, LANG, &cards[1]);
        let mut places = known[results(&plan, LANG, &cards[0]).len()..].iter().map(|(at, _)| *at);
        let mut watch = Watch::new(&plan, LANG, &book);
        for (place, kind) in all.into_iter().enumerate() {
            let shown = updated(report(&before, kind), &after);
            let name = book.sheets[place].name.clone();
            let decimals = rubric.head.decimals;
            let shown = present(&shown, (place, &name), decimals, Some(&mut watch));
            // Longer sentences would take more rows: the cells are those of the book.
            let values = shown.results.into_iter().map(|(_, value)| value);
            expected.extend(places.by_ref().take(values.len()).zip(values));
        }
        assert_eq!(places.next(), None);
        enter(&mut book, &plan, &self.after);
        Changed { name: self.name.clone(), book, expected }
    }
}

/// Types what the cells of the other session hold into those that are to be filled in.
fn enter(book: &mut Book, plan: &Plan<'_>, after: &Session) {
    let typed = sheets(plan, LANG, after, (&Carried::default(), ""), false);
    for (sheet, typed) in book.sheets[plan.before..].iter_mut().zip(typed) {
        for (at, cell) in typed.cells {
            if matches!(cell.style.role, Role::Input | Role::InputDate) {
                sheet.put(at.0, at.1, cell.content, cell.style);
            }
        }
    }
}

/// What is wrong with a workbook, where its cells come to this.
fn broken(changed: &Changed, mut comes_to: impl FnMut(At) -> Value) -> Vec<String> {
    let notices = [workbook::changed(LANG), workbook::changed_here(LANG)];
    let mut broken = Vec::new();
    for (at, expected) in &changed.expected {
        let value = comes_to(*at);
        let gave_way = matches!(&value, Value::Text(text) if notices.contains(&text.as_str()));
        if !same(&value, expected) && !gave_way {
            let sheet = &changed.book.sheets[at.sheet].name;
            let cell = cell_name(at.row, at.column);
            broken.push(format!("{} {sheet}!{cell}: {value:?}, not {expected:?}", changed.name));
        }
    }
    broken
}

/// The same by the program's own exact arithmetic.
pub(super) fn agrees(change: &Change<'_>) {
    let changed = change.made();
    let mut evaluator = Evaluator::new(&changed.book);
    let mut broken = broken(&changed, |at| evaluator.cell(at));
    broken.truncate(10);
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

fn generated(place: usize, (strokes, more): (&[Stroke], &[Stroke])) -> Change<'static> {
    let rubric = &RUBRICS[place];
    let both: Vec<Stroke> = strokes.iter().chain(more).cloned().collect();
    Change {
        name: IDS[place].to_owned(),
        rubric,
        before: of_cells(rubric, recorded(rubric, strokes)),
        after: of_cells(rubric, recorded(rubric, &both)),
    }
}

/// The session as cells say it: where nothing is counted, a count is a yes or a no, and what
/// does not fit its clause is nothing.
fn of_cells(rubric: &Rubric, mut session: Session) -> Session {
    let plan = Plan::new(rubric, 0, 0, [0; 3]);
    let whole = session.clone();
    session.entries.retain(|id, entry| {
        rubric.find(id).is_some_and(|subject| fits(rubric, &whole, subject, entry))
    });
    for line in &plan.lines {
        let counts = asks(&plan, *line).count;
        let Some(entry) = session.entries.get_mut(plan.label(*line)) else { continue };
        entry.value = match &entry.value {
            Recorded::Count(count) if !counts && *count > 0 => Recorded::Hit,
            Recorded::Count(0) => Recorded::Met,
            value => value.clone(),
        };
    }
    session
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_number_of_a_report_stays_old(
        place in any_place(),
        strokes in strokes(),
        more in strokes(),
    ) {
        agrees(&generated(place, (&strokes, &more[..more.len() / 3])));
        agrees(&generated(place, (&strokes, &[])));
    }
}

/// What somebody changes: in words, in which document, how.
type Told = (&'static str, &'static str, fn(&mut Session));

/// What people change in the worked sessions: each rule that stands above a clause.
fn told() -> Vec<Told> {
    fn value(session: &mut Session, id: &str, value: Recorded) {
        let entry = Entry { value, ..Entry::default() };
        session.entries.insert(id.to_owned(), entry);
    }
    vec![
        ("a count within its cap", "pengxi", |session| {
            value(session, "二/(四)/7/(8)b", Recorded::Count(1));
        }),
        ("a count beyond its cap", "pengxi", |session| {
            value(session, "一/(一)/2/(6)b", Recorded::Count(40));
        }),
        ("★ below zero", "wujin", |session| {
            let finding = Finding { count: 9, ..Finding::default() };
            let entry = Entry { findings: vec![finding], ..Entry::default() };
            session.entries.insert("二/5/3".to_owned(), entry);
        }),
        ("bonus beyond its cap", "wujin", |session| {
            for matter in ["甲", "乙", "丙", "丁"] {
                session.bonus.push(LedgerRow {
                    clause: "4a".to_owned(),
                    award: Some(Points::from(2)),
                    matter: matter.to_owned(),
                    ..LedgerRow::default()
                });
            }
        }),
        ("a veto", "wujin", |session| {
            let no = "3a".to_owned();
            session.vetoes.push(LedgerRow { clause: no, count: 9, ..LedgerRow::default() });
        }),
        ("a veto that sets the score", "pengxi", |session| {
            let no = "21a".to_owned();
            session.vetoes.push(LedgerRow { clause: no, count: 9, ..LedgerRow::default() });
        }),
        ("direct deductions", "jinzhong", |session| {
            session.direct.push(LedgerRow {
                clause: "注3".to_owned(),
                count: 2,
                ..LedgerRow::default()
            });
        }),
        ("nothing is recorded any more", "pengxi", |session| session.entries.clear()),
    ]
}

fn told_changes(worked: &[(Rubric, Session)]) -> Vec<Change<'_>> {
    let changes = told().into_iter().map(|(name, id, change)| {
        let (rubric, before) =
            worked.iter().find(|(rubric, _)| rubric.head.id.starts_with(id)).expect("a document");
        let mut after = before.clone();
        change(&mut after);
        let before = before.clone();
        let (was, is) = (score(rubric, &before), score(rubric, &after));
        assert_ne!(was.total, is.total, "{name}: nothing changes");
        Change { name: name.to_owned(), rubric, before, after }
    });
    changes.collect()
}

#[test]
fn changes_people_make_count_as_in_the_program() {
    for change in told_changes(&worked()) {
        agrees(&change);
    }
}

/// Every number that a report prints is calculated in its workbook.
#[test]
fn no_number_of_a_report_is_written_down() {
    for (rubric, session) in worked() {
        let card = score(&rubric, &session);
        let basis = Basis { lang: LANG, rubric: &rubric, session: &session, card: &card };
        let plan = layout(&rubric, [&session, &session]);
        let (book, _) = reports(&basis, &plan, &Kind::OF_ONE, |_| String::new());
        for sheet in &book.sheets[..plan.before] {
            for ((row, column), cell) in &sheet.cells {
                let is_number = matches!(cell.content, Content::Number(_));
                let cell = cell_name(*row, *column);
                assert!(!is_number, "{} {}!{cell}", rubric.head.id, sheet.name);
            }
        }
    }
}

/// The tables alone are printed, on A4, one page wide, their heads on each page.
#[test]
fn only_the_table_is_printed() {
    for (rubric, session) in worked() {
        let card = score(&rubric, &session);
        let basis = Basis { lang: LANG, rubric: &rubric, session: &session, card: &card };
        let plan = layout(&rubric, [&session, &session]);
        let (book, _) = reports(&basis, &plan, &Kind::OF_ONE, |_| String::new());
        let (printed, behind) = book.sheets.split_at(plan.before);
        for (sheet, kind) in printed.iter().zip(Kind::OF_ONE) {
            assert_eq!(sheet.seen, Seen::Shown, "{}", sheet.name);
            let (row, _) = sheet.print_area.expect("an area to print");
            assert!(row > 4, "{}", sheet.name);
            let is_one = report(&basis, kind).tables.len() == 1;
            assert!(sheet.heading.is_some() || !is_one, "{}", sheet.name);
            assert_eq!(sheet.landscape, report(&basis, kind).is_wide(), "{}", sheet.name);
            let too_high = sheet.heights.iter().find(|(_, height)| *height > 409);
            assert_eq!(too_high, None, "{}", sheet.name);
        }
        for sheet in behind {
            assert!(sheet.seen != Seen::Shown && sheet.print_area.is_none(), "{}", sheet.name);
        }
    }
}

/// Whoever changes records in a report gives it back as a form.
#[test]
fn a_report_comes_back_as_a_session() {
    for (rubric, session) in worked() {
        let card = score(&rubric, &session);
        let basis = Basis { lang: LANG, rubric: &rubric, session: &session, card: &card };
        let text_of = |part: &Session| session_text(part, &rubric, &Summary::of(&session, &card));
        for kind in [Kind::Form, Kind::Issues] {
            let bytes = calculating(&basis, kind, text_of, &mut |_, _| ControlFlow::Continue(()))
                .expect("a workbook");
            assert_eq!(come_back(&rubric, &bytes), session, "{}", rubric.head.id);
        }
    }
}

#[test]
fn libreoffice_comes_to_what_reports_print() {
    if !is_there() {
        return;
    }
    let worked = worked();
    assert!(worked.len() >= 5, "{} sessions", worked.len());
    let unchanged = worked.iter().map(|(rubric, session)| Change {
        name: rubric.head.id.clone(),
        rubric,
        before: session.clone(),
        after: session.clone(),
    });
    let mut runner = TestRunner::deterministic();
    let mut some = || strokes().new_tree(&mut runner).expect("strokes").current();
    let small: Vec<Change<'_>> = (5..IDS.len())
        .map(|place| {
            let (strokes, more) = (some(), some());
            generated(place, (&strokes, &more[..more.len() / 3]))
        })
        .collect();
    let changes = unchanged.chain(told_changes(&worked)).chain(small);
    let books: Vec<Changed> = changes.map(|change| change.made()).collect();
    let files: Vec<(String, Vec<u8>)> = books
        .iter()
        .enumerate()
        .map(|(place, changed)| {
            (format!("report-{place}"), bytes(&changed.book, &ALWAYS_WRONG).expect("a workbook"))
        })
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = Vec::new();
    for (changed, grids) in books.iter().zip(calculated(folder.path(), &files)) {
        all.extend(broken(changed, |at| found(&grids, at)));
    }
    all.truncate(20);
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// A change is told where it makes a sentence old, and nowhere before.
#[test]
fn a_change_is_told() {
    let (rubric, session) = &worked()[0];
    let same =
        Change { name: String::new(), rubric, before: session.clone(), after: session.clone() };
    let mut after = session.clone();
    let id = after.entries.keys().next().expect("an entry").clone();
    after.entries.remove(&id);
    let other = Change { after, before: session.clone(), name: String::new(), rubric };
    for (change, is_told) in [(same, false), (other, true)] {
        let changed = change.made();
        let mut evaluator = Evaluator::new(&changed.book);
        for place in 0..Kind::OF_ONE.len() {
            let notice = evaluator.cell(At { sheet: place, row: 1, column: 0 });
            let has = notice.text() == workbook::changed(LANG);
            assert_eq!(has, is_told, "{}", changed.book.sheets[place].name);
        }
    }
}

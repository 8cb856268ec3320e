//! Forms: what comes back is what went out, and what was changed is told by cell.

use crate::commands::{Outcome, kaohe_words};
use crate::fixtures::project_file;
use crate::laws::{RUBRICS, any_place, recorded, strokes};
use kaohe::lang::Lang;
use kaohe::points::{Figure, Points};
use kaohe::report::workbook::book::{Book, Content, Style};
use kaohe::report::workbook::form::{Carried, book, plan, plan_with};
use kaohe::report::workbook::import::{identity, session as read_session};
use kaohe::report::workbook::xlsx::{Results, bytes};
use kaohe::rubric::{IndicatorKind, Rubric, Subject};
use kaohe::score::score;
use kaohe::session::{
    Correction, CorrectionState, Date, Entry, Finding, LedgerRow, Session, Value,
};
use kaohe::storage::rubric_file::parse_rubric;
use kaohe::storage::session_file::{Summary, parse_session, session_text};
use kaohe::storage::spreadsheet::{Refusal, grids};
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

pub(super) fn form(rubric: &Rubric, session: &Session) -> Vec<u8> {
    let plan = plan_with(rubric, session, 0, (2, 2));
    let card = score(rubric, session);
    let carried = Carried::of(&plan, session);
    let text = session_text(&carried.part(session), rubric, &Summary::of(session, &card));
    let book = book(&plan, Lang::Zh, session, (&carried, &text));
    // Nothing of what formulas come to is read back.
    bytes(&book, &Results::Nonsense("0")).expect("a form")
}

pub(super) fn come_back(rubric: &Rubric, bytes: &[u8]) -> Session {
    let grids = grids(bytes).expect("a workbook");
    let identity = identity(&grids).expect("a form");
    let carried = parse_session("附带", &identity.carried).expect("what travelled with it");
    match read_session(rubric, identity.lang, &grids, &carried).map(|(read, _)| read) {
        Ok(session) => session,
        Err(problems) => panic!("{problems:#?}"),
    }
}

pub(super) fn is_identity(rubric: &Rubric, session: &Session) {
    assert_eq!(&come_back(rubric, &form(rubric, session)), session);
}

/// A session as files hold it.
pub(super) fn named(mut session: Session) -> Session {
    "示例单位".clone_into(&mut session.head.unit);
    session.head.assessors = vec!["张三".to_owned(), "李四".to_owned()];
    session.head.date = Date::parse("2021-12-15");
    session
}

/// Texts that a spreadsheet, a packed file or a formula might take for something else.
const ODD: [&str; 14] = [
    "=1+2",
    "+86",
    "-2",
    "@all",
    " 前后有空格 ",
    "两\n行",
    "制表\t符",
    "\u{1b}[31m",
    "_x0041_",
    "<b>&amp;\"'",
    "123",
    "2021-12-15",
    "回车\r\n换行",
    "'引号",
];

/// What is done about something, with a text.
fn correction(text: &str, place: usize) -> Correction {
    Correction {
        measure: text.to_owned(),
        unit: if place.is_multiple_of(4) { "示例公司".to_owned() } else { String::new() },
        due: Date::parse("2022-01-31"),
        state: CorrectionState::ALL[place % 3],
        proof: vec![text.to_owned()],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_session_comes_back_from_its_form(
        place in any_place(),
        strokes in strokes(),
        odd in prop::collection::vec((any::<usize>(), 0..ODD.len()), 0..6),
    ) {
        let rubric = &RUBRICS[place];
        let mut session = named(recorded(rubric, &strokes));
        let ids: Vec<String> = rubric.ids().iter().map(|(id, _)| id.clone()).collect();
        for (place, text) in odd {
            let entry = session.entries.entry(ids[place % ids.len()].clone()).or_default();
            ODD[text].clone_into(&mut entry.remark);
            entry.evidence = vec![ODD[text].to_owned(), "第二份".to_owned()];
            entry.correction = text.is_multiple_of(2).then(|| correction(ODD[text], text));
            // Findings are the count: files keep no other beside them.
            if matches!(entry.value, Value::Count(_)) {
                entry.value = Value::Open;
            }
            entry.findings.push(Finding {
                subject: ODD[text].to_owned(),
                date: Date::parse("1850-01-01"),
                correction: text.is_multiple_of(3).then(|| correction(ODD[text], text)),
                ..Finding::default()
            });
        }
        is_identity(rubric, &session);
    }
}

#[test]
fn whatever_a_session_holds_comes_back() {
    let rubric = &RUBRICS[2];
    let mut session = named(recorded(rubric, &[]));
    let clauses: Vec<&String> = rubric
        .ids()
        .iter()
        .filter(|(_, subject)| matches!(subject, Subject::Clause(_)))
        .map(|(id, _)| id)
        .collect();
    // Every kind of value under every clause, also where it does not fit.
    let values = [
        Value::Open,
        Value::Met,
        Value::Hit,
        Value::Count(0),
        Value::Count(3),
        Value::Figure(Figure::Number(Points::ZERO)),
        Value::Figure(Figure::Number(Points::from(3))),
        Value::Figure(Figure::Ratio { part: 37.into(), whole: 40.into() }),
        Value::Named(vec![("没有的".to_owned(), Points::ONE)]),
        Value::Baseline { actual: 9.into(), years: vec![7.into(), 8.into()], amount: None },
        Value::Baseline { actual: 9.into(), years: vec![8.into(); 3], amount: Some(2.into()) },
        Value::Score { score: 86.into(), of: Some(90.into()) },
        Value::Level("没有的".to_owned()),
        Value::Amount(Points::ONE),
        Value::NotApplicable("本地没有".to_owned()),
    ];
    for (place, id) in clauses.iter().enumerate() {
        let value = values[place % values.len()].clone();
        let findings = if place % 3 == 0 { vec![Finding::default()] } else { Vec::new() };
        let findings = if matches!(value, Value::Count(_)) { Vec::new() } else { findings };
        session.entries.insert((*id).clone(), Entry { value, findings, ..Entry::default() });
    }
    session
        .entries
        .insert("没有的/编号".to_owned(), Entry { value: Value::Met, ..Entry::default() });
    session.earlier.insert("一/1".to_owned(), Entry { value: Value::Hit, ..Entry::default() });
    session.head.tags = vec!["没有的标签".to_owned()];
    session.bonus = vec![
        LedgerRow { clause: "没有的".to_owned(), ..LedgerRow::default() },
        LedgerRow { matter: " 同一 事项 ".to_owned(), ..LedgerRow::default() },
    ];
    session.vetoes = vec![LedgerRow {
        clause: rubric.vetoes[0].no.clone(),
        document: "文号".to_owned(),
        ..LedgerRow::default()
    }];
    is_identity(rubric, &session);
}

#[test]
fn long_remarks_and_many_findings_come_back() {
    let rubric = &RUBRICS[0];
    let mut session = named(recorded(rubric, &[]));
    let (id, _) = rubric.ids().iter().find(|(id, _)| id.ends_with("2b")).expect("a clause");
    let finding = |place: u32| Finding {
        count: place % 3 + 1,
        subject: format!("第{place}家企业"),
        remark: "情况".repeat(20),
        ..Finding::default()
    };
    let entry = Entry {
        remark: "很长的说明。".repeat(10_000),
        findings: (0..500).map(finding).collect(),
        ..Entry::default()
    };
    session.entries.insert(id.clone(), entry);
    is_identity(rubric, &session);
}

#[test]
fn the_same_session_gives_the_same_bytes() {
    let rubric = &RUBRICS[0];
    let session = named(recorded(rubric, &[]));
    assert_eq!(form(rubric, &session), form(rubric, &session));
}

/// The workbook of an empty form, for a person to change.
pub(super) fn empty_form() -> (Book, String) {
    let session = empty_session();
    let rubric = &RUBRICS[0];
    let plan = plan(rubric, &session, 0);
    let carried = Carried::of(&plan, &session);
    let text = text_of(&carried.part(&session));
    let sha256 = session.rubric.sha256.clone();
    (book(&plan, Lang::Zh, &session, (&carried, &text)), sha256)
}

fn text_of(part: &Session) -> String {
    let rubric = &RUBRICS[0];
    session_text(part, rubric, &Summary::of(part, &score(rubric, part)))
}

/// A session of which only the unit is known, of the rubric as `kaohe form` finds it.
fn empty_session() -> Session {
    let rubric = &RUBRICS[0];
    let mut session = named(recorded(rubric, &[]));
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("表.xlsx");
    let words = ["form", "wujin-2021", "--out", path.to_str().expect("a path")];
    assert_eq!(kaohe_words(home.path(), &words, "").output.lines().count(), 1);
    let grids = grids(&fs::read(&path).expect("a form")).expect("a workbook");
    "wujin-2021".clone_into(&mut session.rubric.id);
    session.rubric.sha256 = identity(&grids).expect("a form").sha256;
    session
}

pub(super) fn imported(book: &Book) -> Outcome {
    let bytes = bytes(book, &Results::Known(&[])).expect("a workbook");
    imported_bytes(&bytes, "表.xlsx")
}

pub(super) fn imported_bytes(bytes: &[u8], name: &str) -> Outcome {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join(name);
    fs::write(&path, bytes).expect("a file");
    let out = home.path().join("回.kaohe.yaml");
    let words = ["import", path.to_str().expect("a path"), "--out", out.to_str().expect("a path")];
    let mut outcome = kaohe_words(home.path(), &words, "");
    let folder = format!("{}/", home.path().display());
    outcome.messages = outcome.messages.replace(&folder, "");
    outcome.output = outcome.output.replace(&folder, "");
    let made = Path::new(&out).exists();
    assert_eq!(made, outcome.output.contains("回.kaohe.yaml"), "{}", outcome.text());
    outcome
}

pub(super) fn put(book: &mut Book, sheet: usize, (row, column): (u32, u16), content: Content) {
    book.sheets[sheet].put(row, column, content, Style::default());
}

pub(super) fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

/// The rows of the clauses of the empty form, by id.
pub(super) fn row_of(book: &Book, id: &str) -> u32 {
    let cells = book.sheets[1].cells.iter();
    let found = cells
        .clone()
        .find(|((_, column), cell)| *column == 0 && cell.content == Content::Text(id.to_owned()));
    found.map(|((row, _), _)| *row).expect("a line")
}

#[test]
fn what_a_person_changed_wrongly_is_told_by_cell() {
    let (mut book, _) = empty_form();
    let (first, second) = (row_of(&book, "一/1/1a"), row_of(&book, "一/1/2b"));
    let judged = row_of(&book, "三/1");
    put(&mut book, 1, (first, 3), text("也许"));
    put(&mut book, 1, (second, 4), text("3"));
    put(&mut book, 1, (second, 5), Content::Number(Points::from(3)));
    put(&mut book, 1, (judged, 5), Content::Number(Points::from(2_000_000_000)));
    put(&mut book, 1, (judged, 10), text("昨天"));
    put(&mut book, 1, (first + 1, 3), text("不涉及"));
    put(&mut book, 1, (first, 7), text("没有选不涉及"));
    let (a, b) = (row_of(&book, "二/1/1"), row_of(&book, "二/1/2"));
    put(&mut book, 1, (a, 0), text("二/1/2"));
    put(&mut book, 1, (b, 0), text("二/1/1"));
    put(&mut book, 2, (2, 0), text("没有的"));
    put(&mut book, 2, (3, 2), text("没有编号"));
    put(&mut book, 2, (4, 0), text("一/1/2b"));
    put(&mut book, 2, (4, 1), Content::Number(Points::from(2)));
    insta::assert_snapshot!(imported(&book).text());
}

/// Counted or named one by one, no more can be missing than are required.
#[test]
fn more_missing_than_required_is_refused_by_cell() {
    let (mut book, _) = empty_form();
    let (counted, named) = (row_of(&book, "一/1/2b"), row_of(&book, "二/2/3a"));
    put(&mut book, 1, (counted, 4), Content::Number(Points::from(7)));
    for row in [2, 3] {
        put(&mut book, 2, (row, 0), text("二/2/3a"));
        put(&mut book, 2, (row, 1), Content::Number(Points::from(row)));
    }
    let outcome = imported(&book).text();
    for row in [counted, named] {
        let told = outcome.lines().find(|line| line.contains(&format!("E{}", row + 1)));
        assert!(told.is_some_and(|told| told.contains("最多少 4")), "{outcome}");
    }
    let (mut book, _) = empty_form();
    put(&mut book, 1, (counted, 4), Content::Number(Points::from(4)));
    let outcome = imported(&book).text();
    assert!(!outcome.contains("最多少"), "{outcome}");
}

#[test]
fn what_a_person_filled_in_is_imported() {
    let (mut book, _) = empty_form();
    let row = row_of(&book, "一/1/2b");
    put(&mut book, 1, (row, 5), Content::Number(Points::from(3)));
    put(&mut book, 1, (row, 8), text("缺三季度会议纪要"));
    let outcome = imported(&book);
    insta::assert_snapshot!(outcome.text());
    assert!(RUBRICS[0].indicators().iter().any(|i| i.kind != IndicatorKind::Section));
}

#[test]
fn a_form_of_another_version_is_refused() {
    let (mut book, sha256) = empty_form();
    for cell in book.sheets[0].cells.values_mut() {
        if cell.content == Content::Text(sha256.clone()) {
            cell.content = text(&"0".repeat(64));
        }
    }
    insta::assert_snapshot!(imported(&book).text());
}

/// A packed file with these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content).expect("its content");
    }
    archive.finish().expect("a file").into_inner()
}

#[test]
fn files_that_are_no_forms_are_refused() {
    let whole = form(&RUBRICS[0], &named(recorded(&RUBRICS[0], &[])));
    let zeros = vec![0_u8; 64 * 1024 * 1024];
    let many: Vec<(String, Vec<u8>)> =
        (0..600).map(|place| (format!("part{place}"), vec![b'x'])).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    let cases: [(&[u8], Refusal); 7] = [
        (b"", Refusal::NoWorkbook),
        (b"not a workbook", Refusal::NoWorkbook),
        (&whole[..whole.len() / 2], Refusal::NoWorkbook),
        (&packed(&[("xl/worksheets/sheet1.xml", &zeros)]), Refusal::Bomb),
        (&packed(&[("xl/vbaProject.bin", b"macro")]), Refusal::Macros),
        (&packed(&many), Refusal::TooMany),
        (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], Refusal::Encrypted),
    ];
    for (bytes, refusal) in cases {
        assert_eq!(grids(bytes), Err(refusal));
    }
    // Cut anywhere, changed anywhere: a word, never a crash.
    for cut in (0..whole.len()).step_by(whole.len() / 40) {
        let _ = grids(&whole[..cut]);
        let mut changed = whole.clone();
        changed[cut] ^= 0xFF;
        let _ = grids(&changed);
    }
    insta::assert_snapshot!(imported_bytes(b"not a workbook", "表.xlsx").text());
}

/// Whatever is chosen in a cell, its row has room for it: a spreadsheet does not make it higher.
#[test]
fn rows_have_room_for_what_may_be_chosen() {
    let text = fs::read_to_string(project_file("tests/it/rubrics/levels-and-ranges.yaml"));
    let long = "严重影响河道行洪安全且逾期未整改的情形";
    let text = text.expect("a rubric").replace("严重: 10", &format!("{long}: 10"));
    let rubric = parse_rubric("rubric", &text).expect("a rubric").rubric;
    let plan = plan(&rubric, &empty_session(), 0);
    let book = book(&plan, Lang::Zh, &empty_session(), (&Carried::default(), ""));
    let sheet = &book.sheets[1];
    let height = |id: &str| {
        let words = Content::Text(id.to_owned());
        let found = sheet.cells.iter().find(|(_, cell)| cell.content == words);
        let row = found.expect("the line").0.0;
        sheet.heights.iter().find(|(known, _)| *known == row).expect("a height").1
    };
    // Nineteen characters, four on a line of 数值.
    assert!(height("2/a") >= 5 * 15, "{}", height("2/a"));
    assert!(height("3") < 2 * 15, "{}", height("3"));
}

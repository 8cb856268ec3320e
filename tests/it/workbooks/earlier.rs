//! What the last assessment left to be corrected is seen in a form, and comes back unchanged.

use super::forms::{is_identity, named};
use crate::laws::{RUBRICS, recorded};
use kaohe::lang::Lang;
use kaohe::report::workbook::book::{Book, Content, Role, Seen};
use kaohe::report::workbook::form::{Carried, book, plan};
use kaohe::report::workbook::plan::entry;
use kaohe::rubric::{Rubric, Subject};
use kaohe::session::{Correction, CorrectionState, Date, Entry, Finding, Session, Value};

fn correction(measure: &str, state: CorrectionState) -> Correction {
    Correction {
        measure: measure.to_owned(),
        unit: "示例公司".to_owned(),
        due: Date::parse("2022-01-31"),
        state,
        proof: vec!["整改报告.pdf".to_owned(), "照片.jpg".to_owned()],
    }
}

/// The ids of clauses, and a session to which the last assessment left something under them.
fn left(rubric: &Rubric) -> (Vec<String>, Session) {
    let mut session = named(recorded(rubric, &[]));
    let clauses = rubric.ids().iter().filter(|(_, subject)| matches!(subject, Subject::Clause(_)));
    let mut ids: Vec<(Subject, String)> = clauses.map(|(id, of)| (*of, id.clone())).collect();
    ids.sort();
    let ids: Vec<String> = ids.into_iter().map(|(_, id)| id).collect();
    let (doing, closed) = (CorrectionState::Doing, CorrectionState::Closed);
    let finding = Finding {
        subject: "示例机械厂".to_owned(),
        remark: "预案未演练".to_owned(),
        correction: Some(correction("补做演练", doing)),
        ..Finding::default()
    };
    let last = ids.len() - 1;
    let entries = [
        (ids[last].clone(), Entry { findings: vec![finding], ..Entry::default() }),
        (
            ids[0].clone(),
            Entry {
                remark: "=未建台账".to_owned(),
                correction: Some(correction("建立台账", CorrectionState::Open)),
                ..Entry::default()
            },
        ),
        (
            ids[1].clone(),
            Entry { correction: Some(correction("做完了", closed)), ..Entry::default() },
        ),
        (
            "没有的/编号~2".to_owned(),
            Entry { correction: Some(correction("还在做", doing)), ..Entry::default() },
        ),
    ];
    session.earlier.extend(entries);
    (ids, session)
}

fn form(rubric: &Rubric, session: &Session) -> Book {
    let plan = plan(rubric, session, 0);
    book(&plan, Lang::Zh, session, (&Carried::of(&plan, session), ""))
}

/// The rows of the sheet in words; `None` without it.
fn told(book: &Book) -> Option<Vec<String>> {
    let sheet = book.sheets.iter().find(|sheet| sheet.name == "上次整改")?;
    assert_eq!(sheet.seen, Seen::Shown);
    let last = sheet.print_area.expect("an area to print").0;
    let row = |row: u32| {
        let cells = sheet.cells.range((row, 0)..(row + 1, 0)).map(|(_, cell)| {
            assert!(!matches!(cell.style.role, Role::Input | Role::InputDate));
            match &cell.content {
                Content::Text(text) => text.replace('\n', " "),
                Content::Blank => String::new(),
                other => panic!("{other:?}"),
            }
        });
        cells.collect::<Vec<_>>().join("|")
    };
    assert!(sheet.protected);
    Some((1..=last).map(row).collect())
}

fn note(book: &Book) -> String {
    match &book.sheets[1].cells[&(1, 0)].content {
        Content::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn open_corrections_of_last_time_are_seen_in_a_form() {
    let rubric = &RUBRICS[0];
    let (ids, mut session) = left(rubric);
    let made = form(rubric, &session);
    let rows = told(&made).expect("the sheet");
    insta::assert_snapshot!(rows.join("\n"));
    assert!(note(&made).ends_with("上次考核有 3 处整改没有销号，见“上次整改”表。"));
    is_identity(rubric, &session);
    // What somebody has looked at waits no more.
    session.entries.insert(ids[0].clone(), Entry { value: Value::Met, ..Entry::default() });
    let rows = told(&form(rubric, &session)).expect("the sheet");
    assert!(!rows.join("\n").contains("建立台账"), "{rows:?}");
    is_identity(rubric, &session);
    session.earlier.clear();
    let without = form(rubric, &session);
    assert_eq!(told(&without), None);
    assert!(!note(&without).contains("上次"));
}

/// 整改 is left out of what is printed of 评分, and that is said at its heads.
#[test]
fn what_is_not_printed_is_said() {
    for rubric in RUBRICS.iter() {
        let book = form(rubric, &recorded(rubric, &[]));
        let sheet = &book.sheets[1];
        let (_, last) = sheet.print_area.expect("an area to print");
        let heads = sheet.cells.keys().filter(|(row, _)| *row == entry::FIRST_ROW - 1);
        let unprinted: Vec<u16> =
            heads.map(|(_, column)| *column).filter(|column| *column > last).collect();
        let first = *unprinted.first().expect("columns that are not printed");
        let Content::Text(said) = &sheet.cells[&(1, first)].content else { panic!("{first}") };
        assert!(said.contains("不随本表打印"), "{said}");
        let end = first + u16::try_from(unprinted.len()).expect("columns") - 1;
        assert!(sheet.merged.contains(&(1, 1, first, end)));
    }
}

//! Workbooks: their formulas come to what the scorecard says, and a form gives back the
//! session it was made from.

mod earlier;
mod forms;
mod office;
mod reports;
mod returned;
mod tasks;
mod updated;
mod vetoes;

use crate::laws::{IDS, RUBRICS, any_place, recorded, strokes};
use kaohe::lang::Lang;
use kaohe::report::workbook::book::{Book, Content};
use kaohe::report::workbook::evaluate::{Evaluator, Value};
use kaohe::report::workbook::form::{Carried, book, plan_with};
use kaohe::report::workbook::formula::{At, cell_name};
use kaohe::report::workbook::results::results;
use kaohe::rubric::Rubric;
use kaohe::score::score;
use kaohe::session::Session;
use proptest::prelude::*;

/// The workbook of a session.
fn workbook(rubric: &Rubric, session: &Session) -> (Book, Vec<(At, Value)>) {
    let plan = plan_with(rubric, session, 0, (2, 2));
    let carried = Carried::of(&plan, session);
    let book = book(&plan, Lang::Zh, session, (&carried, ""));
    (book, results(&plan, Lang::Zh, &score(rubric, session)))
}

fn same(found: &Value, expected: &Value) -> bool {
    match (found, expected) {
        (Value::Nothing, Value::Text(text)) => text.is_empty(),
        // What is never added up is not written.
        (Value::Nothing, Value::Number(number)) => number.is_zero(),
        (found, expected) => found == expected,
    }
}

/// What a cell is called, with the head of its column and line.
fn called(book: &Book, at: At) -> String {
    let sheet = &book.sheets[at.sheet];
    let text = |row, column| match sheet.cells.get(&(row, column)).map(|cell| &cell.content) {
        Some(Content::Text(text)) => text.clone(),
        _ => String::new(),
    };
    format!(
        "{}!{} ({} {})",
        sheet.name,
        cell_name(at.row, at.column),
        text(at.row, 0),
        text(1, at.column)
    )
}

fn formulas_agree(rubric: &Rubric, session: &Session) {
    let (book, expected) = workbook(rubric, session);
    let mut evaluator = Evaluator::new(&book);
    for (at, value) in &expected {
        let found = evaluator.cell(*at);
        assert!(
            same(&found, value),
            "{} {}: {found:?}, not {value:?}",
            rubric.head.id,
            called(&book, *at)
        );
    }
}

#[test]
fn nothing_recorded_comes_to_what_the_scorecard_says() {
    for rubric in RUBRICS.iter() {
        formulas_agree(rubric, &recorded(rubric, &[]));
    }
    assert_eq!(IDS.len(), RUBRICS.len());
}

/// Rubrics whose cases are calculated in a workbook too.
const BY_CASES: &[&str] = &[
    "averages",
    "earned-alone",
    "factors-and-means",
    "ledgers-alone",
    "matters",
    "modules",
    "tasks-and-points",
];

#[test]
fn cases_come_to_what_the_scorecard_says() {
    let all = crate::scoring::sessions().into_iter();
    let asked = |rubric: &Rubric| BY_CASES.contains(&rubric.head.id.as_str());
    for (_, rubric, session) in all.filter(|(_, rubric, _)| asked(rubric)) {
        formulas_agree(&rubric, &session);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formulas_come_to_the_scorecard(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        formulas_agree(rubric, &recorded(rubric, &strokes));
    }
}

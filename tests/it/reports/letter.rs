//! The letter as a table for other programs, and how many findings it names.

use super::{Case, find, of_every_rule};
use kaohe::lang::Lang;
use kaohe::report::write::Format;
use kaohe::report::{Kind, Slot};
use kaohe::session::{Correction, CorrectionState, Entry, Finding, LedgerRow, Value};

/// The sentences of a letter are what it says: they stand around its table, a cell each.
#[test]
fn a_letter_as_a_table_holds_its_sentences() {
    for case in of_every_rule() {
        let report = case.report(Lang::Zh, Kind::Feedback);
        let text = case.text(Kind::Feedback, Format::Csv);
        let head: Vec<&str> =
            report.tables[0].columns.iter().map(|column| column.heading.as_str()).collect();
        let (before, behind) = text.split_once(&head.join(",")).expect("the table");
        let is_in = |text: &str, sentence: &str| {
            // Quotes stand twice in a cell, and hidden characters have marks.
            let plain = sentence.replace('"', "\"\"");
            case.name == "hostile" || text.contains(&plain)
        };
        for sentence in &report.paragraphs {
            assert!(is_in(before, sentence), "{}: {sentence}", case.name);
        }
        for sentence in report.notes.iter().flat_map(|notes| &notes.lines) {
            assert!(is_in(behind, sentence), "{}: {sentence}", case.name);
        }
        // The summary stays the table alone.
        let summary = case.text(Kind::Summary, Format::Csv);
        assert!(summary.starts_with(&format!("\u{feff}{}", head.join(","))), "{summary}");
    }
    insta::assert_snapshot!(
        "letter_csv",
        find("建设局").text(Kind::Feedback, Format::Csv).replace("\r\n", "\n")
    );
}

/// A session with everything that the list of findings may number.
fn with_everything() -> Case {
    let mut case = find("2018年度_示例县");
    let open = |state| Some(Correction { state, ..Correction::default() });
    let (doing, closed) = (CorrectionState::Doing, CorrectionState::Closed);
    let finding = |state| Finding { correction: open(state), ..Finding::default() };
    let ids: Vec<String> = case.rubric.clauses().iter().map(|clause| clause.id.clone()).collect();
    let met = |state| Entry { value: Value::Met, correction: open(state), ..Entry::default() };
    let entries = [
        Entry {
            correction: open(doing),
            findings: vec![finding(doing), finding(closed)],
            ..Entry::default()
        },
        met(doing),
        met(closed),
    ];
    case.session.entries.clear();
    let free = &ids[..5];
    case.session.entries.extend(free[..3].iter().cloned().zip(entries));
    case.session.entries.insert("没有/这条".to_owned(), met(doing));
    case.session.earlier.insert(free[3].clone(), met(doing));
    case.session.earlier.insert(free[4].clone(), met(closed));
    case.session.direct.push(LedgerRow {
        clause: "1".to_owned(),
        count: 1,
        ..LedgerRow::default()
    });
    case
}

#[test]
fn the_letter_counts_what_the_list_numbers() {
    let mut counted = 0;
    for case in of_every_rule().into_iter().chain([with_everything()]) {
        let letter = case.text(Kind::Feedback, Format::Markdown);
        let Some((_, rest)) = letter.split_once("全部 ") else { continue };
        let told: usize =
            rest.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
        let table = case.report(Lang::Zh, Kind::Issues).tables.remove(0);
        let numbers = table.rows.iter().filter_map(|row| row.slots.first().and_then(Slot::cell));
        let numbered = numbers.filter(|cell| cell.text.parse::<usize>().is_ok()).count();
        assert_eq!(told, numbered, "{}", case.name);
        counted += 1;
    }
    assert!(counted > 3, "{counted}");
}

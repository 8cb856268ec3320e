//! Headings in English: of one case, and no longer than their columns.

use super::of_every_rule;
use kaohe::lang::Lang;
use kaohe::report::{Kind, Report, Role, Slot};

/// The room in a cell of a document, and how wide a letter is, in twentieths of a point.
const ON_LONG_SIDE: u32 = 15_250;
const UPRIGHT: u32 = 10_318;
const EDGES: u32 = 140;

/// Columns, tables and labels of sums.
fn headings(report: &Report) -> Vec<String> {
    let mut all = Vec::new();
    for table in &report.tables {
        all.extend(table.title.clone());
        all.extend(table.columns.iter().map(|column| column.heading.clone()));
        let sums = table.rows.iter().filter(|row| row.role == Role::Sum);
        let labels = sums.filter_map(|row| row.slots.first().and_then(Slot::cell));
        all.extend(labels.map(|cell| cell.text.clone()));
    }
    all.extend(report.head.iter().map(|(label, _)| label.clone()));
    all.extend(report.notes.iter().map(|notes| notes.heading.clone()));
    all.retain(|words| !words.is_empty());
    all
}

#[test]
fn english_headings_begin_like_sentences() {
    for case in of_every_rule() {
        for kind in Kind::ALL {
            for heading in headings(&case.report(Lang::En, kind)) {
                let mut words = heading.split([' ', '（', '）']).filter(|word| !word.is_empty());
                let first = words.next().expect("a word");
                let about = format!("{} {}: {heading}", case.name, kind.key());
                assert!(!first.starts_with(|c: char| c.is_ascii_lowercase()), "{about}");
                let is_numbered = first.starts_with(|c: char| c.is_ascii_digit());
                let title = words.find(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
                assert!(title.is_none() || is_numbered, "{about}");
            }
        }
    }
}

#[test]
fn english_headings_are_not_torn() {
    for case in of_every_rule() {
        for kind in Kind::OF_ONE.into_iter().filter(|kind| *kind != Kind::Form) {
            let report = case.report(Lang::En, kind);
            let room = if report.is_wide() { ON_LONG_SIDE } else { UPRIGHT };
            for table in &report.tables {
                let whole: u32 = table.columns.iter().map(|column| column.width).sum();
                // Small letters where there are many columns.
                let letter = if table.columns.len() >= 7 { 110 } else { 128 };
                for column in &table.columns {
                    let width = room * column.width / whole - EDGES;
                    let longest = column.heading.split(' ').map(str::len).max().unwrap_or(0);
                    let longest = u32::try_from(longest).expect("a length");
                    let about = format!("{}: {} {width}", kind.key(), column.heading);
                    assert!(longest * letter <= width, "{about}");
                }
            }
        }
    }
}

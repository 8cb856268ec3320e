//! Tables for other programs: UTF-8 with a byte order mark, lines that end in CR LF.
//!
//! A cell that spreadsheets would take for a formula begins with an apostrophe; numbers stay
//! numbers. Merged words stand in every row they are about, merged numbers once. What stands
//! around a table is left out, for the file is a table; of a letter the sentences are what it
//! says, and stand in rows of one cell.

use super::text::shown;
use crate::report::{Cell, Kind, Report, Slot, Table};

/// The tables, parted by an empty line and headed by their titles where there are several; the
/// sentences of a letter around its table, and those that stand in the place of tables.
pub(super) fn write(report: &Report) -> String {
    let mut text = String::from("\u{feff}");
    let has_sentences = report.kind == Kind::Feedback || report.tables.is_empty();
    if has_sentences {
        sentences(&mut text, report.mark.iter().chain(&report.paragraphs));
        text.push_str(if report.tables.is_empty() { "" } else { "\r\n" });
    }
    for (place, table) in report.tables.iter().enumerate() {
        if place > 0 {
            text.push_str("\r\n");
        }
        if let Some(title) = table.title.as_ref().filter(|_| report.tables.len() > 1) {
            line(&mut text, [field(title)]);
        }
        line(&mut text, table.columns.iter().map(|column| field(&column.heading)));
        for row in 0..table.rows.len() {
            line(&mut text, (0..table.columns.len()).map(|column| cell(table, row, column)));
        }
    }
    for notes in report.notes.iter().filter(|_| has_sentences) {
        text.push_str("\r\n");
        sentences(&mut text, std::iter::once(&notes.heading).chain(&notes.lines));
    }
    text
}

fn sentences<'a>(text: &mut String, sentences: impl Iterator<Item = &'a String>) {
    for sentence in sentences {
        line(text, [field(sentence)]);
    }
}

fn line(text: &mut String, fields: impl IntoIterator<Item = String>) {
    let fields: Vec<String> = fields.into_iter().collect();
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

fn cell(table: &Table, row: usize, column: usize) -> String {
    let words = |cell: &Cell| match cell.number {
        Some(_) if cell.text.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit()) => {
            quoted(&cell.text)
        }
        _ => field(&cell.text),
    };
    match &table.rows[row].slots.get(column) {
        Some(Slot::Cell(cell)) => words(cell),
        Some(Slot::Above(_)) => {
            let above = table.seen(row, column).filter(|cell| cell.number.is_none());
            above.map(words).unwrap_or_default()
        }
        Some(Slot::Left) | None => String::new(),
    }
}

/// Words that no spreadsheet takes for a formula.
fn field(words: &str) -> String {
    let words = shown(words);
    let begins = words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let apostrophe = if begins || words.starts_with(['\t', '\r']) { "'" } else { "" };
    quoted(&format!("{apostrophe}{words}"))
}

fn quoted(words: &str) -> String {
    if words.contains(['"', ',', '\n', '\r']) || words.starts_with(' ') || words.ends_with(' ') {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn no_cell_is_a_formula() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+86", "'+86"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("一、=1", "一、=1"),
            ("甲,\"乙\"\n丙", "\"甲,\"\"乙\"\"\n丙\""),
        ];
        for (words, written) in cases {
            assert_eq!(field(words), written);
        }
    }
}

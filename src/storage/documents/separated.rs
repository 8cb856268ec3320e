//! Values between commas or tabs.

use super::Refusal;
use super::grid::Rows;
use crate::draft::source::{Block, Paragraph, Place, Source};

/// How many lines are looked at to find out what stands between values.
const LOOKED_AT: usize = 50;

/// What stands between the values of a text; nothing where it is prose. A Chinese sentence has
/// no ASCII commas to speak of, and lines of prose have no tabs in equal numbers.
pub(super) fn separator(text: &str) -> Option<char> {
    [',', '\t', ';'].into_iter().find(|separator| {
        let rows = records(text, *separator).take(LOOKED_AT);
        let counts: Vec<usize> = rows
            .filter(|row| row.iter().any(|value| !value.trim().is_empty()))
            .map(|row| row.len())
            .collect();
        let widest = counts.iter().copied().max().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == widest).count();
        // Rows may be short at their ends; most of them are not.
        widest >= 3 && counts.len() >= 2 && alike * 2 > counts.len()
    })
}

/// The rows of a text.
fn records(text: &str, separator: char) -> impl Iterator<Item = Vec<String>> + '_ {
    let mut characters = text.chars().peekable();
    std::iter::from_fn(move || {
        characters.peek()?;
        let mut row = Vec::new();
        let mut value = String::new();
        let mut is_quoted = false;
        while let Some(c) = characters.next() {
            match c {
                '"' if is_quoted && characters.peek() == Some(&'"') => {
                    characters.next();
                    value.push('"');
                }
                '"' if is_quoted => is_quoted = false,
                '"' if value.is_empty() => is_quoted = true,
                '\r' if characters.peek() == Some(&'\n') => {}
                '\n' | '\r' if !is_quoted => break,
                c if c == separator && !is_quoted => row.push(std::mem::take(&mut value)),
                c => value.push(c),
            }
        }
        row.push(value);
        Some(row)
    })
}

pub(super) fn source(text: &str) -> Result<Source, Refusal> {
    let separator = separator(text).unwrap_or(',');
    let mut rows = Rows::default();
    for record in records(text, separator) {
        rows.row(0);
        for value in record {
            let paragraphs = value.split('\n').map(|line| {
                Block::Paragraph(Paragraph::plain(line.trim_end_matches('\r'), Place::Unknown))
            });
            rows.cell(paragraphs.collect(), (1, 1))?;
        }
        rows.end_row();
    }
    Ok(Source { blocks: rows.finish()?, ..Source::default() })
}

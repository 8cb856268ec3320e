//! Text with tables of bars, as Markdown has them.

use super::Refusal;
use super::grid::Rows;
use super::lines;
use crate::draft::source::{Block, Paragraph, Place, Source};

/// Whether a table of bars stands in a text.
pub(super) fn has_table(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    lines.windows(2).any(|pair| is_row(pair[0]) && is_ruler(pair[1]))
}

fn is_row(line: &str) -> bool {
    line.trim().matches('|').count() >= 2
}

/// The line between heading and rows.
fn is_ruler(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.contains('|')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

pub(super) fn source(text: &str) -> Result<Source, Refusal> {
    let mut source = Source::default();
    let mut prose = String::new();
    let mut rows: Option<Rows> = None;
    let mut begin = 0;
    for (number, line) in text.lines().enumerate() {
        if is_row(line) {
            flush(&mut prose, begin, &mut source);
            let rows = rows.get_or_insert_with(Rows::default);
            if !is_ruler(line) {
                row(line, rows)?;
            }
            continue;
        }
        if let Some(rows) = rows.take() {
            source.blocks.extend(rows.finish()?);
        }
        if prose.is_empty() {
            begin = number;
        }
        prose.push_str(&line.trim_start_matches('#').replace("**", ""));
        // Paragraphs end at every line here: the ones of Markdown are seldom broken.
        prose.push('\n');
    }
    if let Some(rows) = rows.take() {
        source.blocks.extend(rows.finish()?);
    }
    flush(&mut prose, begin, &mut source);
    Ok(source)
}

/// Takes what stood between two tables, which begins behind so many lines.
fn flush(prose: &mut String, before: usize, source: &mut Source) {
    let own = lines::source(&std::mem::take(prose));
    let place = |place: Place| match place {
        Place::Line(line) => Place::Line(before + line),
        place => place,
    };
    source.blocks.extend(own.blocks.into_iter().map(|mut block| {
        if let Block::Paragraph(paragraph) = &mut block {
            paragraph.place = place(paragraph.place);
        }
        block
    }));
    let aside = own.aside.into_iter();
    source
        .aside
        .extend(aside.map(|(line, why)| (Paragraph { place: place(line.place), ..line }, why)));
}

fn row(line: &str, rows: &mut Rows) -> Result<(), Refusal> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    rows.row(0);
    for value in line.replace("\\|", "\u{0}").split('|') {
        let value = value.replace('\u{0}', "|").replace("**", "").replace("<br/>", "<br>");
        let paragraphs = value.trim().split("<br>");
        let paragraphs =
            paragraphs.map(|text| Block::Paragraph(Paragraph::plain(text.trim(), Place::Unknown)));
        rows.cell(paragraphs.collect(), (1, 1))?;
    }
    rows.end_row();
    Ok(())
}

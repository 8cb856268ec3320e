//! `OpenDocument`: texts and sheets as `LibreOffice` and others write them.

use super::Refusal;
use super::grid::Rows;
use super::tree::{Element, Node};
use crate::draft::source::{Block, Notice, Paragraph, Place, Source};

/// How often a row or cell may be repeated.
const MOST_REPEATED: usize = 1000;

pub(super) fn source(root: &Element) -> Result<Source, Refusal> {
    let body = root.find("body").ok_or(Refusal::Damaged)?;
    let mut blocks = Vec::new();
    walk(body, &mut blocks)?;
    let mut notices = Vec::new();
    let pictures = body.count(&["image"]);
    if pictures > 0 {
        notices.push(Notice::Pictures { place: Place::Unknown, count: pictures });
    }
    Ok(Source { blocks, notices })
}

fn walk(parent: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
    for element in parent.elements() {
        match element.name.as_str() {
            "p" | "h" => {
                let mut paragraph = Paragraph::default();
                inline(element, &mut paragraph);
                paragraph.heading =
                    element.attribute("outline-level").and_then(|level| level.parse().ok());
                blocks.push(Block::Paragraph(paragraph));
            }
            "table" => blocks.extend(table(element)?),
            // Deleted text is kept here.
            "tracked-changes" | "sequence-decls" | "forms" => {}
            _ => walk(element, blocks)?,
        }
    }
    Ok(())
}

fn inline(element: &Element, paragraph: &mut Paragraph) {
    for child in &element.children {
        match child {
            Node::Text(text) => paragraph.text.push_str(text),
            Node::Element(child) => match child.name.as_str() {
                "tab" => paragraph.text.push('\t'),
                "line-break" => paragraph.text.push('\n'),
                "s" => {
                    let count = child.attribute("c").and_then(|count| count.parse().ok());
                    let count: usize = count.unwrap_or(1);
                    paragraph.text.extend(std::iter::repeat_n(' ', count.min(MOST_REPEATED)));
                }
                "note" => {
                    let text = child.find("note-body").map(Element::text).unwrap_or_default();
                    paragraph.footnotes.push((paragraph.text.len(), text.trim().to_owned()));
                }
                "annotation" | "annotation-end" => {}
                _ => inline(child, paragraph),
            },
        }
    }
}

fn table(element: &Element) -> Result<Vec<Block>, Refusal> {
    let mut rows = Rows::default();
    add_rows(element, &mut rows)?;
    rows.finish()
}

fn add_rows(parent: &Element, rows: &mut Rows) -> Result<(), Refusal> {
    for element in parent.elements() {
        match element.name.as_str() {
            "table-row" => {
                let is_empty = element.text().trim().is_empty();
                let times = if is_empty { 1 } else { repeated(element, "number-rows-repeated") };
                for _ in 0..times {
                    rows.row(0);
                    add_cells(element, rows)?;
                    rows.end_row();
                }
            }
            "table-header-rows" | "table-rows" | "table-row-group" => add_rows(element, rows)?,
            _ => {}
        }
    }
    Ok(())
}

fn add_cells(row: &Element, rows: &mut Rows) -> Result<(), Refusal> {
    // Cells under a joined one are there and empty: those that reach over them cover them.
    for cell in row.elements().filter(|element| element.name == "table-cell") {
        let mut content = Vec::new();
        walk(cell, &mut content)?;
        let is_empty = content.is_empty();
        let times = repeated(cell, "number-columns-repeated");
        for _ in 0..if is_empty { times.min(30) } else { times } {
            let size =
                (repeated(cell, "number-rows-spanned"), repeated(cell, "number-columns-spanned"));
            rows.cell(content.clone(), size)?;
        }
    }
    Ok(())
}

fn repeated(element: &Element, name: &str) -> usize {
    let times = element.attribute(name).and_then(|text| text.parse().ok());
    times.unwrap_or(1).clamp(1, MOST_REPEATED)
}

//! `word/document.xml`: title, head, tables, notes, the lines to sign.

use super::parts::{BODY, HEADING, NAMESPACES, TITLE, run_fonts};
use crate::report::write::brackets::on_own_lines;
use crate::report::write::pages::{Lying, Paper, paged};
use crate::report::write::text::{escaped, put, shown};
use crate::report::{Align, Cell, Column, Kind, Report, Role, Row, Slot, Table};

/// The short and the long side of A4, in twentieths of a point.
const A4: (u32, u32) = (11906, 16838);
/// The margins left and right, 14 mm.
const SIDE_MARGIN: u32 = 794;
/// Sizes of text, in half points: 小二, 小四, 五号, 小五.
const TITLE_SIZE: u32 = 36;
const TEXT_SIZE: u32 = 24;
const CELL_SIZE: u32 = 21;
const SMALL_SIZE: u32 = 18;
/// The margins above and below, to the end of the text.
const TOP_MARGIN: u32 = 1020;
const BOTTOM_MARGIN: u32 = 964;
/// The room left and right within a cell.
const CELL_MARGIN: u32 = 70;
/// From how many columns on the text of a table is small.
const MANY_COLUMNS: usize = 7;

/// How a paragraph is set.
#[derive(Clone, Copy)]
struct Look<'a> {
    font: &'a str,
    size: u32,
    bold: bool,
    place: Place,
    /// Stays on the page of what follows.
    keep: bool,
    /// Free room above, in twentieths of a point.
    above: u32,
}

/// Where the lines of a paragraph begin.
#[derive(Clone, Copy)]
enum Place {
    Left,
    Centre,
    /// The first line begins two characters in.
    Indented,
}

impl Look<'_> {
    /// The properties of a paragraph, in the order the format asks for; `tabs` among them.
    fn properties(self, tabs: &str) -> String {
        let Self { keep, above, place, .. } = self;
        let keep = if keep { "<w:keepNext/>" } else { "" };
        let above =
            if above > 0 { format!("<w:spacing w:before=\"{above}\"/>") } else { String::new() };
        let place = match place {
            Place::Left => "",
            Place::Centre => "<w:jc w:val=\"center\"/>",
            Place::Indented => "<w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>",
        };
        format!("<w:pPr>{keep}{tabs}{above}{place}</w:pPr>")
    }
}

const TEXT: Look<'_> =
    Look { font: BODY, size: TEXT_SIZE, bold: false, place: Place::Left, keep: false, above: 0 };

/// A heading within a letter.
const SUBHEAD: Look<'_> = Look { font: HEADING, keep: true, above: 120, ..TEXT };

/// The whole part.
pub(super) fn document(report: &Report) -> String {
    let (width, height) = if report.is_wide() { (A4.1, A4.0) } else { A4 };
    let room = width - 2 * SIDE_MARGIN;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    put(&mut xml, format_args!("<w:document {NAMESPACES}><w:body>"));
    let title = Look { font: TITLE, size: TITLE_SIZE, place: Place::Centre, keep: true, ..TEXT };
    paragraph(&mut xml, &report.title, title);
    if let Some(mark) = &report.mark {
        paragraph(&mut xml, mark, Look { bold: true, place: Place::Centre, ..TEXT });
    }
    head(&mut xml, report, room);
    let indent = Look { place: Place::Indented, ..TEXT };
    for (place, words) in report.paragraphs.iter().enumerate() {
        let is_heading = report.subheads.contains(&place);
        paragraph(&mut xml, words, if is_heading { SUBHEAD } else { indent });
    }
    for (place, each) in report.tables.iter().enumerate() {
        // The lines to sign never stand on a page of their own; LibreOffice keeps them with rows
        // of a table only where they are one of them.
        let is_last = place + 1 == report.tables.len() && report.notes.is_empty();
        table(&mut xml, each, room, if is_last { &report.signature } else { &[] });
    }
    foot(&mut xml, report, room);
    let orientation = if report.is_wide() { " w:orient=\"landscape\"" } else { "" };
    put(
        &mut xml,
        format_args!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orientation}/>\
             <w:pgMar w:top=\"{TOP_MARGIN}\" w:right=\"{SIDE_MARGIN}\" w:bottom=\"{BOTTOM_MARGIN}\" w:left=\"{SIDE_MARGIN}\" \
             w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
        ),
    );
    xml
}

/// The tables alone, `room` wide in twentieths of a point.
pub(super) fn tables(report: &Report, room: u32) -> String {
    let mut xml = String::new();
    for each in &report.tables {
        // Tables that touch become one.
        if !xml.is_empty() && each.title.is_none() {
            xml.push_str("<w:p/>");
        }
        table(&mut xml, each, room, &[]);
    }
    xml
}

/// A paragraph for each line of a text, so that long ones go on over pages.
fn paragraph(xml: &mut String, text: &str, look: Look<'_>) {
    for line in shown(text).split('\n') {
        put(xml, format_args!("<w:p>{}", look.properties("")));
        run(xml, line, look);
        xml.push_str("</w:p>");
    }
}

fn run(xml: &mut String, text: &str, look: Look<'_>) {
    if text.is_empty() {
        return;
    }
    let bold = if look.bold { "<w:b/>" } else { "" };
    let Look { font, size, .. } = look;
    put(
        xml,
        format_args!(
            "<w:r><w:rPr>{}{bold}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>\
             <w:t xml:space=\"preserve\">{}</w:t></w:r>",
            run_fonts(font),
            escaped(text)
        ),
    );
}

/// Labels and values, several on a line.
fn head(xml: &mut String, report: &Report, room: u32) {
    let on_a_line = match (report.kind, report.is_wide()) {
        // A line says all of one assessment.
        (Kind::Comparison, _) => 1,
        (_, true) => 4,
        (_, false) => 2,
    };
    for pairs in report.head.chunks(on_a_line) {
        let words: Vec<String> =
            pairs.iter().map(|(label, value)| format!("{label}{value}")).collect();
        let size = if report.is_wide() { CELL_SIZE } else { TEXT_SIZE };
        tabbed(xml, &words, room, Look { size, ..TEXT });
    }
}

/// Words beside each other, at equal distances.
fn tabbed(xml: &mut String, words: &[String], room: u32, look: Look<'_>) {
    let count = u32::try_from(words.len()).unwrap_or(1).max(1);
    let stop = |place| format!("<w:tab w:val=\"left\" w:pos=\"{}\"/>", room / count * place);
    let stops: String = (1..count).map(stop).collect();
    let tabs = if stops.is_empty() { stops } else { format!("<w:tabs>{stops}</w:tabs>") };
    put(xml, format_args!("<w:p>{}", look.properties(&tabs)));
    for (place, word) in words.iter().enumerate() {
        if place > 0 {
            xml.push_str("<w:r><w:tab/></w:r>");
        }
        run(xml, &shown(word).replace('\n', " "), look);
    }
    xml.push_str("</w:p>");
}

/// A table, and the lines to sign that end it.
fn table(xml: &mut String, table: &Table, room: u32, signature: &[Vec<String>]) {
    if let Some(title) = &table.title {
        let look = Look { font: HEADING, keep: true, above: 160, ..TEXT };
        paragraph(xml, title, look);
    }
    let widths = widths(&table.columns, room);
    put(
        xml,
        format_args!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
            widths.iter().sum::<u32>()
        ),
    );
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        put(
            xml,
            format_args!(
                "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
            ),
        );
    }
    xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
    for side in ["left", "right"] {
        put(xml, format_args!("<w:{side} w:w=\"{CELL_MARGIN}\" w:type=\"dxa\"/>"));
    }
    xml.push_str("</w:tblCellMar></w:tblPr><w:tblGrid>");
    for width in &widths {
        put(xml, format_args!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
    let size = if table.columns.len() >= MANY_COLUMNS { SMALL_SIZE } else { CELL_SIZE };
    headings(xml, table, &widths, size);
    let paged = paged(&whole_brackets(table, &widths, size), paper(room, size));
    let rows = paged.table.rows.len();
    for (place, (row, mut lying)) in paged.table.rows.iter().zip(paged.rows).enumerate() {
        lying.kept |= !signature.is_empty() && place + 1 == rows;
        body_row(xml, &paged.table.columns, row, &widths, (size, lying));
    }
    if !signature.is_empty() {
        signed_row(xml, signature, &widths);
    }
    xml.push_str("</w:tbl>");
    if !signature.is_empty() {
        // A document ends with a paragraph; this one is too low to begin a page.
        xml.push_str(
            "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>",
        );
    }
}

/// The table with no bracket behind a title that a line would break in.
fn whole_brackets(table: &Table, widths: &[u32], size: u32) -> Table {
    let mut table = table.clone();
    for row in &mut table.rows {
        for (column, slot) in row.slots.iter_mut().enumerate() {
            let Slot::Cell(cell) = slot else { continue };
            let width: u32 = widths.iter().skip(column).take(cell.columns).sum();
            // Half a letter is five twentieths of a point for each half point of its height.
            let room = width.saturating_sub(2 * CELL_MARGIN) / (size * 5);
            cell.text = on_own_lines(&cell.text, usize::try_from(room).unwrap_or(usize::MAX));
        }
    }
    table
}

/// The lines to sign as a row without a frame.
fn signed_row(xml: &mut String, signature: &[Vec<String>], widths: &[u32]) {
    let room = widths.iter().sum::<u32>();
    put(
        xml,
        format_args!(
            "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{room}\" w:type=\"dxa\"/>\
             <w:gridSpan w:val=\"{}\"/><w:tcBorders>",
            widths.len()
        ),
    );
    for side in ["left", "bottom", "right"] {
        put(xml, format_args!("<w:{side} w:val=\"nil\"/>"));
    }
    xml.push_str("</w:tcBorders></w:tcPr>");
    signed(xml, signature, room);
    xml.push_str("</w:tc></w:tr>");
}

/// The lines to sign, all of them on one page.
fn signed(xml: &mut String, signature: &[Vec<String>], room: u32) {
    for (place, line) in signature.iter().enumerate() {
        let keep = place + 1 < signature.len();
        tabbed(xml, line, room, Look { above: 360, keep, ..TEXT });
    }
}

/// What lies on a page with so much room between its margins, in letters of a size.
fn paper(room: u32, size: u32) -> Paper {
    let height = if room > A4.0 { A4.0 } else { A4.1 } - TOP_MARGIN - BOTTOM_MARGIN;
    // A letter is as wide as it is high, half a point is ten twentieths, and lines of these
    // letters stand a third of their height apart.
    Paper { width: room / (size * 5), lines: height / (size * 13) }
}

/// The widths of the columns; together no more than the room there is.
fn widths(columns: &[Column], room: u32) -> Vec<u32> {
    let whole: u32 = columns.iter().map(|column| column.width).sum::<u32>().max(1);
    columns.iter().map(|column| room * column.width / whole).collect()
}

/// The row that is repeated on each page.
fn headings(xml: &mut String, table: &Table, widths: &[u32], size: u32) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    let look = Look { font: HEADING, size, place: Place::Centre, ..TEXT };
    for (heading, places) in table.headings() {
        let over = places.len();
        let width: u32 = widths.get(places).unwrap_or_default().iter().sum();
        let span = if over > 1 { format!("<w:gridSpan w:val=\"{over}\"/>") } else { String::new() };
        put(
            xml,
            format_args!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}\
                 <w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEEEEE\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
            ),
        );
        paragraph(xml, heading, look);
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}

fn body_row(
    xml: &mut String,
    columns: &[Column],
    row: &Row,
    widths: &[u32],
    (size, lying): (u32, Lying),
) {
    xml.push_str("<w:tr>");
    if lying.fits {
        xml.push_str("<w:trPr><w:cantSplit/></w:trPr>");
    }
    for (column, slot) in row.slots.iter().enumerate() {
        match slot {
            Slot::Left => {}
            Slot::Above(_) => {
                let width = widths.get(column).copied().unwrap_or_default();
                put(
                    xml,
                    format_args!(
                        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vMerge/></w:tcPr>"
                    ),
                );
                paragraph(xml, "", Look { keep: lying.kept, ..TEXT });
                xml.push_str("</w:tc>");
            }
            Slot::Cell(cell) => {
                let span = column..(column + cell.columns).min(widths.len());
                let width = widths.get(span).unwrap_or_default().iter().sum();
                let centred = columns[column].align == Align::Centre
                    || (row.role == Role::Sum && cell.columns > 1);
                let place = if centred { Place::Centre } else { Place::Left };
                let keep = lying.kept;
                body_cell(xml, row, cell, width, Look { size, place, keep, ..TEXT });
            }
        }
    }
    xml.push_str("</w:tr>");
}

fn body_cell(xml: &mut String, row: &Row, cell: &Cell, width: u32, look: Look<'_>) {
    put(xml, format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
    if cell.columns > 1 {
        put(xml, format_args!("<w:gridSpan w:val=\"{}\"/>", cell.columns));
    }
    if cell.rows > 1 {
        xml.push_str("<w:vMerge w:val=\"restart\"/>");
    }
    xml.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
    // A cell over several rows belongs to all of them.
    let is_heading = row.is_heading() && cell.rows == 1;
    paragraph(xml, &cell.text, Look { bold: row.role == Role::Sum || is_heading, ..look });
    xml.push_str("</w:tc>");
}

fn foot(xml: &mut String, report: &Report, room: u32) {
    // In a table's report the notes are small print; in a letter they are the letter.
    let is_letter = report.kind == Kind::Feedback;
    let size = if is_letter { TEXT_SIZE } else { CELL_SIZE };
    for (place, notes) in report.notes.iter().enumerate() {
        paragraph(xml, &notes.heading, Look { size, ..SUBHEAD });
        let is_last = place + 1 == report.notes.len() && !report.signature.is_empty();
        for (number, line) in notes.lines.iter().enumerate() {
            let keep = is_last && number + 1 == notes.lines.len();
            paragraph(xml, line, Look { size, keep, ..TEXT });
        }
    }
    // Where there are no notes they end the last table.
    if !report.notes.is_empty() || report.tables.is_empty() {
        signed(xml, &report.signature, room);
    }
}

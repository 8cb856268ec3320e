//! A document laid out, as the bytes of a file.

use super::lay::{Block, Cell, Line};
use super::layout::{Choice, Format, Layout};
use rust_xlsxwriter::{Format as Style, Workbook};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A document of paragraphs.
pub(super) fn of_format(blocks: &[Block], format: Format) -> Vec<u8> {
    match format {
        Format::WordAutomatic => word(blocks, true),
        Format::WordXml => word_xml(blocks).into_bytes(),
        Format::Html => html(blocks).into_bytes(),
        Format::FlatOdf => odf(blocks).into_bytes(),
        _ => word(blocks, false),
    }
}

pub(super) fn bytes(blocks: &[Block], layout: Layout) -> Vec<u8> {
    match layout.format {
        Format::Word | Format::WordAutomatic | Format::WordXml | Format::Html | Format::FlatOdf => {
            of_format(blocks, layout.format)
        }
        Format::Sheet => sheet(blocks),
        Format::Csv => [b"\xef\xbb\xbf", separated(blocks, ',', layout).as_bytes()].concat(),
        Format::CsvGb => {
            let text = separated(blocks, ',', layout);
            encoding_rs::GB18030.encode(&text).0.into_owned()
        }
        Format::Tsv => {
            let text = format!("\u{feff}{}", separated(blocks, '\t', layout));
            text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        Format::Markdown => markdown(blocks, layout).into_bytes(),
    }
}

fn shown(line: &Line) -> String {
    format!("{}{}", line.number, line.text)
}

/// Which cell is over each place, by its place in the list.
fn cover(rows: usize, columns: usize, cells: &[Cell]) -> Vec<Vec<Option<usize>>> {
    let mut cover = vec![vec![None; columns]; rows];
    for (at, cell) in cells.iter().enumerate() {
        for row in &mut cover[cell.row..cell.row + cell.rows] {
            for place in &mut row[cell.column..cell.column + cell.columns] {
                assert!(place.is_none(), "cells over each other: {cell:?}");
                *place = Some(at);
            }
        }
    }
    cover
}

/// Numbers that Word counts: each paragraph has a list of its own that begins where it has to.
#[derive(Default)]
struct Automatic {
    lists: String,
    numbers: String,
    count: usize,
}

impl Automatic {
    fn add(&mut self, number: &str) -> Option<usize> {
        const HAN: &str = "一二三四五六七八九十";
        let mut kept = number.trim().to_owned();
        let digits: String = kept.chars().filter(char::is_ascii_digit).collect();
        let han = HAN.chars().position(|c| kept.contains(c));
        let (format, start) = match han {
            Some(at) => ("chineseCounting", at + 1),
            None if !kept.contains('.') || kept.ends_with('.') => {
                ("decimal", digits.parse::<usize>().ok()?)
            }
            None => return None,
        };
        kept = kept.replace(|c: char| HAN.contains(c), "%1");
        if format == "decimal" {
            kept = kept.replace(&digits, "%1");
        }
        self.count += 1;
        let id = self.count;
        let _ = write!(
            self.lists,
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/>\
             <w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{kept}\"/></w:lvl></w:abstractNum>"
        );
        let _ = write!(
            self.numbers,
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>"
        );
        Some(id)
    }
}

fn word(blocks: &[Block], is_automatic: bool) -> Vec<u8> {
    let mut automatic = Automatic::default();
    let mut paragraph = |line: &Line| {
        let id = if is_automatic { automatic.add(&line.number) } else { None };
        let (properties, text) = match id {
            Some(id) => (
                format!(
                    "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{id}\"/></w:numPr></w:pPr>"
                ),
                line.text.clone(),
            ),
            None => (String::new(), shown(line)),
        };
        // Word cuts its runs anywhere.
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
        format!("<w:p>{properties}{}{}</w:p>", run(&text[..half]), run(&text[half..]))
    };
    let body = word_body(blocks, &mut paragraph);
    let xmlns = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let parts = [
        ("word/document.xml", format!("<w:document {xmlns}><w:body>{body}</w:body></w:document>")),
        (
            "word/numbering.xml",
            format!("<w:numbering {xmlns}>{}{}</w:numbering>", automatic.lists, automatic.numbers),
        ),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("a part written");
    }
    writer.finish().expect("a packed file").into_inner()
}

fn word_xml(blocks: &[Block]) -> String {
    let mut paragraph = |line: &Line| {
        let list = if line.number.is_empty() {
            String::new()
        } else {
            let number = &line.number;
            format!("<w:pPr><w:listPr><wx:t wx:val=\"{number}\"/></w:listPr></w:pPr>")
        };
        format!("<w:p>{list}<w:r><w:t>{}</w:t></w:r></w:p>", line.text)
    };
    let body = word_body(blocks, &mut paragraph);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><?mso-application progid=\"Word.Document\"?>\
         <w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" \
         xmlns:wx=\"http://schemas.microsoft.com/office/word/2003/auxHint\">\
         <w:body><wx:sect>{body}</wx:sect></w:body></w:wordDocument>"
    )
}

fn word_body(blocks: &[Block], paragraph: &mut dyn FnMut(&Line) -> String) -> String {
    let mut body = String::new();
    for block in blocks {
        let (rows, columns, cells) = match block {
            Block::Line(line) => {
                body.push_str(&paragraph(line));
                continue;
            }
            Block::Grid { rows, columns, cells } => (*rows, *columns, cells),
        };
        let cover = cover(rows, columns, cells);
        body.push_str("<w:tbl>");
        for (at, row) in cover.iter().enumerate() {
            body.push_str("<w:tr>");
            let mut column = 0;
            while column < columns {
                let cell = row[column].map(|cell| &cells[cell]);
                let wide = cell.map_or(1, |cell| cell.columns);
                let merge = match cell {
                    Some(cell) if cell.rows > 1 && cell.row == at => {
                        "<w:vMerge w:val=\"restart\"/>"
                    }
                    Some(cell) if cell.rows > 1 => "<w:vMerge/>",
                    _ => "",
                };
                let content = match cell {
                    Some(cell) if cell.row == at => {
                        cell.lines.iter().map(&mut *paragraph).collect()
                    }
                    _ => "<w:p/>".to_owned(),
                };
                let _ = write!(
                    body,
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{wide}\"/>{merge}</w:tcPr>{content}</w:tc>"
                );
                column += wide;
            }
            body.push_str("</w:tr>");
        }
        body.push_str("</w:tbl>");
    }
    body
}

fn html(blocks: &[Block]) -> String {
    let mut page = String::from(
        "<!DOCTYPE html><html><head><title>通知公告</title></head><body>\
         <div class=\"nav\"><a href=\"/\">首页</a> &gt; <a href=\"/gk\">政务公开</a></div><div>",
    );
    for block in blocks {
        let (rows, columns, cells) = match block {
            Block::Line(line) => {
                let _ = writeln!(page, "<p>&nbsp;&nbsp;<span>{}</span></p>", shown(line));
                continue;
            }
            Block::Grid { rows, columns, cells } => (*rows, *columns, cells),
        };
        page.push_str("<table border=1><tbody>\n");
        for (at, row) in cover(rows, columns, cells).iter().enumerate() {
            page.push_str("<tr>\n");
            for (column, cell) in row.iter().enumerate() {
                let Some(cell) = cell.map(|cell| &cells[cell]) else {
                    page.push_str("  <td>&nbsp;</td>\n");
                    continue;
                };
                if cell.row != at || cell.column != column {
                    continue;
                }
                let paragraphs = cell.lines.iter().map(|line| format!("<p>{}</p>", shown(line)));
                let content = paragraphs.collect::<Vec<_>>().concat();
                let (high, wide) = (cell.rows, cell.columns);
                let _ =
                    writeln!(page, "  <td rowspan=\"{high}\" colspan=\"{wide}\">{content}</td>");
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody></table>\n");
    }
    page.push_str("</div><div class=\"foot\">版权所有　浏览次数：12</div></body></html>");
    page
}

fn odf(blocks: &[Block]) -> String {
    let mut body = String::new();
    let paragraph = |line: &Line| format!("<text:p>{}</text:p>", shown(line));
    for block in blocks {
        let (rows, columns, cells) = match block {
            Block::Line(line) => {
                body.push_str(&paragraph(line));
                continue;
            }
            Block::Grid { rows, columns, cells } => (*rows, *columns, cells),
        };
        body.push_str("<table:table>");
        for (at, row) in cover(rows, columns, cells).iter().enumerate() {
            body.push_str("<table:table-row>");
            for (column, cell) in row.iter().enumerate() {
                let Some(cell) = cell.map(|cell| &cells[cell]) else {
                    body.push_str("<table:table-cell/>");
                    continue;
                };
                if cell.row != at || cell.column != column {
                    body.push_str("<table:covered-table-cell/>");
                    continue;
                }
                let content: String = cell.lines.iter().map(paragraph).collect();
                let _ = write!(
                    body,
                    "<table:table-cell table:number-rows-spanned=\"{}\" \
                     table:number-columns-spanned=\"{}\">{content}</table:table-cell>",
                    cell.rows, cell.columns
                );
            }
            body.push_str("</table:table-row>");
        }
        body.push_str("</table:table>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

fn joined(cell: &Cell, separator: &str) -> String {
    cell.lines.iter().map(shown).collect::<Vec<_>>().join(separator)
}

fn sheet(blocks: &[Block]) -> Vec<u8> {
    let mut book = Workbook::new();
    let style = Style::new();
    for block in blocks {
        let Block::Grid { cells, .. } = block else { continue };
        let sheet = book.add_worksheet();
        for cell in cells {
            let (row, column) = (place(cell.row), u16::try_from(cell.column).expect("few"));
            let text = joined(cell, "\n");
            if cell.rows * cell.columns > 1 {
                let last = (place(cell.row + cell.rows - 1), cell.column + cell.columns - 1);
                let last_column = u16::try_from(last.1).expect("few");
                sheet.merge_range(row, column, last.0, last_column, &text, &style).expect("joined");
            } else if text.chars().all(|c| c.is_ascii_digit() || c == '.') {
                sheet
                    .write_number(row, column, text.parse::<f64>().expect("a number"))
                    .expect("written");
            } else {
                sheet.write_string(row, column, &text).expect("written");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn place(row: usize) -> u32 {
    u32::try_from(row).expect("few")
}

/// The rows of a grid without joined cells.
fn rows_of(block: &Block, separator: &str, repeats: bool) -> Vec<Vec<String>> {
    let Block::Grid { rows, columns, cells } = block else { return Vec::new() };
    let mut table = vec![vec![String::new(); *columns]; *rows];
    for cell in cells {
        let again = if repeats && cell.columns == 1 { cell.rows } else { 1 };
        for row in &mut table[cell.row..cell.row + again] {
            row[cell.column] = joined(cell, separator);
        }
    }
    table
}

fn separated(blocks: &[Block], separator: char, layout: Layout) -> String {
    let mut text = String::new();
    for row in blocks.iter().flat_map(|block| rows_of(block, "\n", layout.has(Choice::Repeats))) {
        let values = row.iter().map(|value| {
            if value.contains([separator, '"', '\n']) {
                format!("\"{}\"", value.replace('"', "\"\""))
            } else {
                value.clone()
            }
        });
        text.push_str(&values.collect::<Vec<_>>().join(&separator.to_string()));
        text.push_str("\r\n");
    }
    text
}

fn markdown(blocks: &[Block], layout: Layout) -> String {
    let mut text = String::new();
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Line(line) = block {
            let mark = if at == 0 { "# " } else { "" };
            let _ = writeln!(text, "{mark}{}\n", shown(line));
            continue;
        }
        for (row, values) in rows_of(block, "<br>", layout.has(Choice::Repeats)).iter().enumerate()
        {
            let _ = writeln!(text, "| {} |", values.join(" | "));
            if row == 0 {
                let _ = writeln!(text, "|{}", "---|".repeat(values.len()));
            }
        }
        text.push('\n');
    }
    text
}

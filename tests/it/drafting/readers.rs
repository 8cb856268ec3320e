//! What readers make of a file: each thing that office documents have, in a small document.

use kaohe::draft::source::{Aside, Block, Cell, Notice, Paragraph, Place, Source};
use kaohe::storage::documents::{self, Kind, Refusal};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A packed file of these parts.
pub(super) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        writer.start_file(*name, options).expect("a part");
        writer.write_all(text.as_bytes()).expect("a part written");
    }
    writer.finish().expect("a packed file").into_inner()
}

/// A Word document with this body, and more parts.
pub(super) fn word(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    packed(&[&[("word/document.xml", document.as_str())], more].concat())
}

pub(super) fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of texts.
pub(super) fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

fn read(bytes: &[u8]) -> Source {
    documents::source(bytes).expect("a document that is read").1
}

/// Every text of a source, those of cells in brackets.
fn texts(source: &Source) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &source.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(paragraph.shown()),
            Block::Table(table) => {
                texts.extend(table.cells.iter().map(|cell| format!("[{}]", cell.text())));
            }
        }
    }
    texts
}

fn aside(source: &Source) -> Vec<(&str, Aside)> {
    source.aside.iter().map(|(line, why)| (line.text.as_str(), *why)).collect()
}

#[test]
fn a_table_in_a_cell_is_lines_of_it() {
    let inner = table(&[&["甲", "1分"], &["乙", "2分"]]);
    let row = |cells: &[String]| {
        let cell = |content: &String| format!("<w:tc>{content}</w:tc>");
        format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
    };
    let first = row(&["项目", "内容", "标准"].map(paragraph));
    let second = row(&[paragraph("一"), paragraph("二"), paragraph("三")]);
    let nested = row(&[paragraph("四"), paragraph("五"), format!("{inner}{}", paragraph("六"))]);
    let source = read(&word(&format!("<w:tbl>{first}{second}{nested}</w:tbl>"), &[]));
    assert_eq!(texts(&source)[6..], ["[四]", "[五]", "[甲 1分\n乙 2分\n六]"]);
}

#[test]
fn boxes_pictures_headers_and_what_is_hidden_are_seen() {
    let boxed = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent>\
                 <w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r></w:p>";
    let picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
    let hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:t>看得见</w:t>\
                  </w:r><w:r><w:commentReference/></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>\
                  <w:ins><w:r><w:t>插入</w:t></w:r></w:ins></w:p>";
    let sign = "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0AB\"/><w:t>重点</w:t></w:r></w:p>";
    let header = format!("<w:hdr>{}{}</w:hdr>", paragraph("内部资料"), paragraph("第1页"));
    let source = read(&word(
        &[boxed, picture, hidden, sign].concat(),
        &[("word/header1.xml", &header), ("word/vbaProject.bin", "")],
    ));
    assert_eq!(texts(&source), ["正文", "框里的话", "", "看得见插入", "★重点"]);
    assert_eq!(aside(&source), [("内部资料", Aside::PageLine)]);
    let notices = [
        Notice::Deleted(1),
        Notice::Inserted(2),
        Notice::Comments(1),
        Notice::Hidden(3),
        Notice::Macros,
        Notice::Pictures { place: Place::Paragraph(2), count: 1 },
    ];
    assert_eq!(source.notices, notices);
}

#[test]
fn cells_begin_behind_their_offset_and_go_on_below() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text))
    };
    let rows = [
        ["", "项目", "内容", "标准"].map(|text| cell("", text)).concat(),
        [
            cell("<w:vMerge w:val=\"restart\"/>", "一"),
            cell("", "甲"),
            cell("", "乙"),
            cell("", "丙"),
        ]
        .concat(),
        [cell("<w:vMerge/>", "补充"), cell("<w:gridSpan w:val=\"3\"/>", "通栏")].concat(),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    let late = "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>";
    let last = [cell("", "丁"), cell("", "戊"), cell("", "己")].concat();
    let source = read(&word(&format!("<w:tbl>{rows}{late}{last}</w:tr></w:tbl>"), &[]));
    let Block::Table(table) = &source.blocks[0] else { panic!("no table") };
    let merged = table.at(2, 0).expect("a cell");
    assert_eq!((merged.text().as_str(), merged.rows), ("一\n补充", 2));
    let place = Place::Cell { table: 1, row: 3, column: 1, paragraph: 1 };
    assert_eq!(merged.paragraphs[1].place, place);
    assert_eq!(table.at(2, 3).map(Cell::text).as_deref(), Some("通栏"));
    assert_eq!(table.at(3, 1).map(Cell::text).as_deref(), Some("丁"));
    assert!(table.at(3, 0).is_none_or(Cell::is_blank));
}

/// An `OpenDocument` text, packed and in one file.
fn open_document(styles: &str, body: &str) -> [Vec<u8>; 2] {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let flat = format!("<?xml version=\"1.0\"?>{}", content.replace("-content>", ">"));
    [packed(&[("content.xml", &content), ("styles.xml", "<a><b/></a>")]), flat.into_bytes()]
}

#[test]
fn lists_and_changes_of_open_documents_are_read() {
    let styles = "<text:list-style style:name=\"L1\">\
        <text:list-level-style-number text:level=\"1\" style:num-format=\"一, 二, 三, ...\" style:num-suffix=\"、\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-format=\"1\" style:num-prefix=\"（\" style:num-suffix=\"）\"/>\
        </text:list-style>";
    let body = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion/></text:changed-region></text:tracked-changes>\
        <text:list text:style-name=\"L1\"><text:list-item><text:p>责任</text:p></text:list-item></text:list>\
        <text:p>中间<text:change-start text:change-id=\"c1\"/>删去<text:change-end text:change-id=\"c1\"/>的话\
        <text:note><text:note-body><text:p>脚注</text:p></text:note-body></text:note><office:annotation><text:p>批注</text:p></office:annotation></text:p>\
        <text:list text:style-name=\"L1\" text:continue-numbering=\"true\"><text:list-item><text:list><text:list-item><text:p>制度</text:p></text:list-item>\
        <text:list-item><text:p>台账</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>教育</text:p></text:list-item></text:list>\
        <text:p>框外<draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame></text:p>";
    for bytes in open_document(styles, body) {
        let (kind, source) = documents::source(&bytes).expect("a document that is read");
        assert_eq!(kind, Kind::OpenDocument);
        let wanted = ["一、责任", "中间的话", "（1）制度", "（2）台账", "二、教育", "框外", "框内"];
        assert_eq!(texts(&source), wanted);
        let notes: Vec<&Paragraph> =
            source.paragraphs().filter(|paragraph| !paragraph.footnotes.is_empty()).collect();
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].footnotes, [("中间的话".len(), "脚注".to_owned())]);
        assert_eq!(source.notices, [Notice::Deleted(2), Notice::Comments(1)]);
    }
}

#[test]
fn sheets_tell_what_is_hidden_and_what_lies_over_cells() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let plain = rust_xlsxwriter::Format::new();
    let sheet = book.add_worksheet();
    sheet.merge_range(0, 0, 1, 0, "合并", &plain).expect("joined");
    sheet.write_string(1, 0, "盖住").expect("written");
    sheet.write_string(0, 1, "旁边\n第二行").expect("written");
    sheet.write_number(1, 1, 0.1 + 0.2).expect("written");
    let shape = rust_xlsxwriter::Shape::textbox().set_text("浮在上面");
    sheet.insert_shape(3, 2, &shape).expect("a shape");
    let hidden = book.add_worksheet();
    hidden.write_string(0, 0, "藏起来").expect("written");
    hidden.set_hidden(true);
    let source = read(&book.save_to_buffer().expect("a workbook"));
    assert_eq!(texts(&source), ["[合并]", "[旁边\n第二行]", "[0.3]", "浮在上面"]);
    assert_eq!(aside(&source), [("盖住", Aside::Hidden), ("藏起来", Aside::Hidden)]);
    let shape = source.paragraphs().last().expect("a shape").place;
    assert_eq!(shape, Place::Sheet { sheet: 1, row: 4, column: 3 });
}

#[test]
fn pages_count_their_lists_and_leave_out_what_was_deleted() {
    let page = "<html><body><div><p>这一页说的是年度考核的内容和办法，各单位遵照执行。</p>\
        <ol type=\"1\"><li>责任</li><li><p>教育</p></li></ol>\
        <p>前<del>删去</del>后<span style=\"display: none\">藏</span></p>\
        <table>标题在表里<tr><td>甲<td>乙<tr><td colspan=2>丙<img src=a></td></tr></table></div></body></html>";
    let source = read(page.as_bytes());
    let wanted = ["1.责任", "2.教育", "前后", "标题在表里", "[甲]", "[乙]", "[丙]"];
    assert_eq!(texts(&source)[1..], wanted);
    assert_eq!(aside(&source), [("藏", Aside::Hidden)]);
    let place = Place::Cell { table: 1, row: 2, column: 1, paragraph: 1 };
    assert_eq!(source.notices, [Notice::Deleted(2), Notice::Pictures { place, count: 1 }]);
}

#[test]
fn texts_in_every_encoding_are_the_same() {
    let text = "序号,考核内容,评分标准,分值\r\n1,制度,未制定的扣1分,5\r\n2,台账,\"缺一项扣0.5分；\n缺两项扣1分\",5\r\n";
    let wide = |swap: bool| -> Vec<u8> {
        let units = text.encode_utf16();
        units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
        [&b"\xff\xfe"[..], &wide(false)].concat(),
        [&b"\xfe\xff"[..], &wide(true)].concat(),
        wide(false),
        text.replace(',', "\t").into_bytes(),
    ];
    let wanted = texts(&read(&files[0]));
    assert_eq!(wanted.len(), 12);
    for bytes in &files {
        let (kind, source) = documents::source(bytes).expect("a document that is read");
        assert_eq!((kind, texts(&source)), (Kind::Separated, wanted.clone()));
    }
}

/// A file that unpacks to far more than it is, and one that is far too long.
#[test]
fn what_is_far_too_large_is_refused_within_bounds() {
    let zeros = " ".repeat(80 * 1024 * 1024);
    let bomb = packed(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert_eq!(documents::source(&bomb), Err(Refusal::Bomb));
    let endless = std::io::Read::take(std::io::repeat(b'a'), 200 * 1024 * 1024);
    let refused = documents::read_stream(endless);
    assert_eq!(refused, Err(Refusal::TooLarge(documents::MOST_BYTES)));
    let mut damaged = word(&paragraph("考核"), &[]);
    let middle = damaged.len() / 3;
    damaged.truncate(middle);
    assert_eq!(documents::source(&damaged), Err(Refusal::Damaged));
}

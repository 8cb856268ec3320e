//! One self-contained page: no scripts, nothing loaded, prints on A4.

use super::brackets::kept_together;
use super::pages::{Paper, paged};
use super::text::{escaped, put};
use crate::report::{Align, Cell, Kind, Report, Role, Row, Table};

/// What a printed page holds upright and on its long side, in the letters of the style.
const UPRIGHT: Paper = Paper { width: 98, lines: 51 };
const ON_LONG_SIDE: Paper = Paper { width: 145, lines: 34 };

const STYLE: &str = "\
body{font-family:\"FangSong\",\"仿宋_GB2312\",\"仿宋\",\"STFangsong\",\"Noto Serif CJK SC\",serif;\
font-size:10.5pt;line-height:1.4;color:#000;background:#fff;margin:12mm auto;padding:0 4mm;max-width:270mm}\
h1{font-family:\"FZXiaoBiaoSong-B05S\",\"方正小标宋简体\",\"SimHei\",\"黑体\",\"Noto Sans CJK SC\",sans-serif;\
font-size:20pt;font-weight:bold;text-align:center;margin:0 0 4mm}\
h2{font-family:\"SimHei\",\"黑体\",\"Noto Sans CJK SC\",sans-serif;font-size:12pt;margin:5mm 0 2mm;break-after:avoid}\
.mark{text-align:center;font-weight:bold}\
.head{display:flex;flex-wrap:wrap;gap:1mm 10mm;margin:0 0 3mm;padding:0;list-style:none}\
table{border-collapse:collapse;width:100%;table-layout:fixed}\
th,td{border:1px solid #000;padding:1mm 1.5mm;vertical-align:middle;overflow-wrap:anywhere;white-space:pre-line}\
th{font-family:\"SimHei\",\"黑体\",\"Noto Sans CJK SC\",sans-serif;background:#eee}\
thead{display:table-header-group}tbody,tr{break-inside:avoid}.section{break-after:avoid}\
.c{text-align:center}.k{white-space:nowrap}.sum{font-weight:bold}.section td:not([rowspan]){font-weight:bold}p,.sign,.head li{white-space:pre-wrap}\
.notes{margin:3mm 0}.notes p{margin:0 0 1mm}\
.sign{display:flex;justify-content:space-between;gap:6mm;margin-top:8mm;break-inside:avoid;break-before:avoid}.sign span{flex:1}\
.letter{line-height:1.3}.letter h1{margin:0 0 2mm}.letter h2{margin:2.5mm 0 1mm}.letter p{margin:0 0 1mm}\
.letter th,.letter td{padding:.4mm 1.5mm}.letter .notes{margin:0}.letter .sign{margin-top:5mm}\
@media print{body{margin:0;padding:0;max-width:none}th{print-color-adjust:exact}}";

/// The whole page.
pub(super) fn write(report: &Report) -> String {
    let mut text =
        String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    let orientation = if report.is_wide() { " landscape" } else { "" };
    // Nothing may be loaded, whatever a text holds.
    text.push_str(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    );
    put(&mut text, format_args!("<title>{}</title>\n", escaped(&report.title)));
    let [before, between, behind] = &report.pages;
    put(
        &mut text,
        format_args!(
            "<style>{STYLE}@page{{size:A4{orientation};margin:15mm 14mm;@bottom-center{{font-size:9pt;\
             content:\"{before}\" counter(page) \"{between}\" counter(pages) \"{behind}\"}}}}</style>\n"
        ),
    );
    // A letter is one page.
    let class = if report.kind == Kind::Feedback { " class=\"letter\"" } else { "" };
    put(&mut text, format_args!("</head>\n<body{class}>\n<h1>{}</h1>\n", escaped(&report.title)));
    if let Some(mark) = &report.mark {
        put(&mut text, format_args!("<p class=\"mark\">{}</p>\n", escaped(mark)));
    }
    head(&mut text, report);
    for (place, paragraph) in report.paragraphs.iter().enumerate() {
        let tag = if report.subheads.contains(&place) { "h2" } else { "p" };
        put(&mut text, format_args!("<{tag}>{}</{tag}>\n", escaped(paragraph)));
    }
    for each in &report.tables {
        table(&mut text, each, if report.is_wide() { ON_LONG_SIDE } else { UPRIGHT });
    }
    foot(&mut text, report);
    text.push_str("</body>\n</html>\n");
    text
}

fn head(text: &mut String, report: &Report) {
    if report.head.is_empty() {
        return;
    }
    text.push_str("<ul class=\"head\">\n");
    for (label, value) in &report.head {
        put(text, format_args!("<li>{}{}</li>\n", escaped(label), escaped(value)));
    }
    text.push_str("</ul>\n");
}

fn table(text: &mut String, table: &Table, paper: Paper) {
    if let Some(title) = &table.title {
        put(text, format_args!("<h2>{}</h2>\n", escaped(title)));
    }
    text.push_str("<table>\n<colgroup>");
    let whole: u32 = table.columns.iter().map(|column| column.width).sum();
    for column in &table.columns {
        let permille = column.width * 1000 / whole.max(1);
        put(text, format_args!("<col style=\"width:{}.{}%\">", permille / 10, permille % 10));
    }
    text.push_str("</colgroup>\n<thead><tr>");
    for (heading, places) in table.headings() {
        let (scope, over) = match places.len() {
            1 => ("col", String::new()),
            count => ("colgroup", format!(" colspan=\"{count}\"")),
        };
        put(text, format_args!("<th scope=\"{scope}\"{over}>{}</th>", escaped(heading)));
    }
    text.push_str("</tr></thead>\n");
    let paged = paged(table, paper);
    for (each, lying) in paged.table.rows.iter().zip(&paged.rows) {
        // Joined cells end where a page may.
        text.push_str(if lying.first { "<tbody>\n" } else { "" });
        row(text, table, each);
    }
    text.push_str("</table>\n");
}

fn row(text: &mut String, table: &Table, row: &Row) {
    let class = match row.role {
        Role::Sum => " class=\"sum\"",
        Role::Section(_) if row.is_heading() => " class=\"section\"",
        _ => "",
    };
    put(text, format_args!("<tr{class}>"));
    for (slot, column) in row.slots.iter().zip(&table.columns) {
        let Some(cell) = slot.cell() else { continue };
        let centred = column.align == Align::Centre || (row.role == Role::Sum && cell.columns > 1);
        let class = if centred { " class=\"c\"" } else { "" };
        put(text, format_args!("<td{class}{}>{}</td>", span(cell), kept_together(&cell.text)));
    }
    text.push_str("</tr>\n");
}

fn span(cell: &Cell) -> String {
    let over = |word: &str, count: usize| {
        if count > 1 { format!(" {word}=\"{count}\"") } else { String::new() }
    };
    over("rowspan", cell.rows) + &over("colspan", cell.columns)
}

fn foot(text: &mut String, report: &Report) {
    for notes in &report.notes {
        put(text, format_args!("<div class=\"notes\"><h2>{}</h2>\n", escaped(&notes.heading)));
        for line in &notes.lines {
            put(text, format_args!("<p>{}</p>\n", escaped(line)));
        }
        text.push_str("</div>\n");
    }
    for line in &report.signature {
        text.push_str("<div class=\"sign\">");
        for label in line {
            put(text, format_args!("<span>{}</span>", escaped(label)));
        }
        text.push_str("</div>\n");
    }
}

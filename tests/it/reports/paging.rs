//! How tables lie on pages: whole rows, words said again where their rows go on.

use super::office::{convert, is_there, printed};
use super::template::part;
use super::{all, find, hostile};
use kaohe::lang::Lang;
use kaohe::report::Kind;
use kaohe::report::write::Format;
use serde_json::Value as Json;
use std::fs;
use std::process::Command;

/// A row is torn only where it is too long for a page, and rows that share a cell of words stay
/// on one.
#[test]
fn rows_of_documents_are_whole_and_stay_together() {
    let (mut torn, mut joined) = (0, 0);
    for case in all() {
        for kind in [Kind::Form, Kind::Issues] {
            let xml = part(&case.bytes(kind, Format::Docx), "word/document.xml");
            let rows: Vec<&str> = xml.split("<w:tr>").skip(1).collect();
            for (place, row) in rows.iter().enumerate() {
                let about = format!("{} {} {place}: {row}", case.name, kind.key());
                if !row.contains("<w:cantSplit/>") {
                    assert!(row.matches("<w:t ").count() > 20 || row.len() > 3_000, "{about}");
                    torn += 1;
                    continue;
                }
                let below = rows.get(place + 1).copied().unwrap_or_default();
                let is_words = |row: &str| row.contains("<w:vMerge w:val=\"restart\"/>");
                if is_words(row) && below.contains("<w:vMerge/>") && !is_words(below) {
                    let row = row.split("</w:tr>").next().expect("a row");
                    let paragraphs = row.matches("<w:pPr>").count();
                    assert_eq!(row.matches("<w:keepNext/>").count(), paragraphs, "{about}");
                    joined += 1;
                }
            }
        }
    }
    assert!(torn > 1 && joined > 40, "{torn} {joined}");
}

/// No line of a printed form ends within （60分）.
#[test]
fn points_in_brackets_are_not_torn() {
    if !is_there("soffice") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = Vec::new();
    for case in all() {
        for format in [Format::Docx, Format::Xlsx] {
            let name = format!("{}-{}.{}", case.name, format.key(), format.ending());
            let path = folder.path().join(name);
            fs::write(&path, case.bytes(Kind::Form, format)).expect("a file");
            files.push(path);
        }
    }
    convert(folder.path(), &files);
    for file in files {
        let pdf = file.with_extension("pdf");
        let out = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
        let text = String::from_utf8(out.expect("pdftotext").stdout).expect("text");
        let torn: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("分）") || line.contains("  分）"))
            .collect();
        assert!(torn.is_empty(), "{}: {torn:?}", file.display());
    }
}

/// Each page of a printed form says what its first rows belong to.
#[test]
fn no_page_begins_without_its_project() {
    if !is_there("soffice") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("表.docx");
    fs::write(&path, find("经济发展局").bytes(Kind::Form, Format::Docx)).expect("a document");
    convert(folder.path(), std::slice::from_ref(&path));
    let pdf = path.with_extension("pdf");
    let (text, pages) = printed(&pdf);
    assert!(pages > 2, "{pages}");
    assert!(text.matches("（60").count() > 3, "{text}");
    for page in 1..=pages {
        let page = page.to_string();
        let out = Command::new("pdftotext")
            .args(["-layout", "-f", &page, "-l", &page])
            .arg(&pdf)
            .arg("-")
            .output();
        let out = String::from_utf8_lossy(&out.expect("pdftotext").stdout).into_owned();
        let has_item = out.contains("开展安全") || out.contains("着力推动");
        assert!(!has_item || out.contains("（60"), "{page}: {out}");
    }
}

/// A clause stands once beside its findings, in each row where rows are read by programs.
#[test]
fn a_clause_stands_once_beside_its_findings() {
    let case = hostile();
    let words = "二/1/2";
    let table = case.report(Lang::Zh, Kind::Issues).tables.remove(0);
    let clause = table.rows[0].slots[2].cell().expect("the clause");
    assert!(clause.text.starts_with(words) && clause.rows == 500, "{clause:?}");
    let standard = clause.text.lines().nth(1).expect("the words of the clause").to_owned();
    for format in [Format::Csv, Format::Json] {
        assert_eq!(case.text(Kind::Issues, format).matches(&standard).count(), 500, "{format:?}");
    }
    let data: Json = serde_json::from_str(&case.text(Kind::Issues, Format::Json)).expect("JSON");
    let row = &data["tables"][0]["rows"][7]["cells"];
    assert_eq!((&row[2]["rows"], row[4].is_null()), (&Json::from(0), true), "{row}");
    let document = part(&case.bytes(Kind::Issues, Format::Docx), "word/document.xml");
    for text in [document, case.text(Kind::Issues, Format::Html)] {
        let said = text.matches(&standard).count();
        assert!((20..100).contains(&said), "{said}");
    }
    assert_eq!(case.text(Kind::Issues, Format::Markdown).matches(&standard).count(), 1);
}

/// A printed page of HTML has its number, and the headings of its table above it.
#[test]
fn pages_of_html_have_numbers_and_headings() {
    if !is_there("chromium") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("表.html");
    let pdf = page.with_extension("pdf");
    fs::write(&page, find("经济发展局").bytes(Kind::Form, Format::Html)).expect("a page");
    super::office::print_page(folder.path(), &page, &pdf);
    let (text, pages) = printed(&pdf);
    assert!(pages > 2, "{pages}");
    for page in 1..=pages {
        assert!(text.contains(&format!("第{page}页，共{pages}页")), "{page}: {text}");
    }
    assert!(text.matches("序号项目考核内容考核标准").count() + 1 >= pages, "{text}");
}

/// The document prints no total; under the table it stands all the same.
#[test]
fn a_total_stands_under_every_table() {
    for case in all() {
        if case.card().total.score.is_some() {
            let text = case.text(Kind::Form, Format::Csv);
            assert!(text.contains("\r\n合计,"), "{}: {text}", case.name);
        }
    }
    let text = find("2018年度_示例县").text(Kind::Form, Format::Csv);
    assert!(text.contains("\r\n合计,,,,40,34.5,扣分：5.5\r\n最后得分,,,,40,34.5,"), "{text}");
}

/// No page holds nothing but the lines to sign: they stay with the last row or the last note.
#[test]
fn the_lines_to_sign_stay_with_what_is_above_them() {
    for case in all() {
        for kind in Kind::ALL {
            let about = format!("{} {}", case.name, kind.key());
            let report = case.report(Lang::Zh, kind);
            if report.tables.is_empty() {
                continue;
            }
            let xml = part(&case.bytes(kind, Format::Docx), "word/document.xml");
            let (above, _) = xml.rsplit_once("（盖章）").expect("a seal");
            let above = above.rsplit_once("（签字）").map_or(above, |(above, _)| above);
            if report.notes.is_empty() {
                let rows: Vec<&str> = above.rsplit("<w:tr>").collect();
                assert!(rows[0].contains("<w:tcBorders>"), "{about}");
                assert!(rows[1].contains("<w:keepNext/>"), "{about}: {}", rows[1]);
            } else {
                let paragraphs: Vec<&str> = above.rsplit("<w:p>").collect();
                let note = paragraphs.iter().find(|words| {
                    words.contains("</w:t>")
                        && !words.contains("签字")
                        && !words.contains("<w:tab/>")
                });
                assert!(note.is_some_and(|note| note.contains("<w:keepNext/>")), "{about}");
            }
            let page = case.text(kind, Format::Html);
            assert!(page.contains("break-inside:avoid;break-before:avoid}.sign"), "{about}");
        }
    }
}

/// A letter is one page, also with a veto and the most findings it tells.
#[test]
fn a_letter_is_one_page() {
    if !is_there("chromium") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("意见.html");
    let pdf = page.with_extension("pdf");
    fs::write(&page, find("建设局").bytes(Kind::Feedback, Format::Html)).expect("a page");
    super::office::print_page(folder.path(), &page, &pdf);
    assert_eq!(printed(&pdf).1, 1);
}

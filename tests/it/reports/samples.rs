//! 随机抽查 at the foot of the form: whoever holds the paper can draw again.

use super::{Case, find};
use crate::reports::template::part;
use kaohe::lang::Lang;
use kaohe::report::Kind;
use kaohe::report::write::Format;
use kaohe::session::{Date, Sample};
use std::io::{Cursor, Read};

fn names(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("第{number}厂")).collect()
}

fn drawn_from(count: usize, seed: &str) -> Sample {
    Sample::draw(names(count), 2, seed.to_owned(), Date::parse("2021-12-15"))
}

/// 建设局 with samples of an item and of clauses before and behind it.
fn sampled() -> Case {
    let mut case = find("建设局");
    let mut forged = drawn_from(3, "3");
    forged.drawn.reverse();
    let samples =
        [("三/1", drawn_from(200, "2")), ("二/5/3", forged), ("一/2/1", drawn_from(5, "1"))];
    case.session.samples.extend(samples.map(|(id, sample)| (id.to_owned(), sample)));
    case
}

/// All the text of a document or a workbook.
fn text_of(bytes: &[u8], format: Format) -> String {
    match format {
        Format::Docx => part(bytes, "word/document.xml"),
        Format::Xlsx => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
            let mut text = String::new();
            zip.by_name("xl/sharedStrings.xml")
                .expect("texts")
                .read_to_string(&mut text)
                .expect("text");
            text
        }
        _ => String::from_utf8(bytes.to_vec()).expect("text"),
    }
}

#[test]
fn samples_stand_at_the_foot_of_the_form() {
    let case = sampled();
    let report = case.report(Lang::Zh, Kind::Form);
    let notes = report.notes.iter().find(|notes| notes.heading == "随机抽查").expect("samples");
    insta::assert_snapshot!("samples", notes.lines.join("\n"));
    for format in [Format::Docx, Format::Xlsx, Format::Html, Format::Markdown, Format::Json] {
        let text = text_of(&case.bytes(Kind::Form, format), format);
        for line in &notes.lines {
            assert!(text.contains(line.as_str()), "{}: {line}", format.key());
        }
    }
    let none = find("建设局").report(Lang::Zh, Kind::Form);
    assert!(none.notes.iter().all(|notes| notes.heading != "随机抽查"));
}

/// What is printed is enough to draw the same names.
#[test]
fn a_sample_is_drawn_again_from_paper() {
    let report = sampled().report(Lang::Zh, Kind::Form);
    let line =
        report.notes.iter().flat_map(|notes| &notes.lines).find(|line| line.starts_with("一/2/1"));
    let line = line.expect("a sample");
    let between = |begin: &str, end: &str| {
        let (_, rest) = line.split_once(begin).expect(begin);
        rest.split(end).next().expect(end).to_owned()
    };
    let list: Vec<String> = between("名单：", "。").split('、').map(str::to_owned).collect();
    let seed = between("种子 ", "，");
    let again = Sample::draw(list, 2, seed, None);
    assert!(line.contains(&format!("：{}；", again.drawn.join("、"))), "{line}");
}

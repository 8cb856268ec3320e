//! Forms that came back otherwise than they went out: each is told in words that say where,
//! and what to do next.

use super::forms::{come_back, empty_form, imported, imported_bytes, put, row_of, text};
use crate::commands::{Outcome, kaohe_words};
use crate::laws::RUBRICS;
use kaohe::points::{Limit, Points};
use kaohe::report::workbook::book::{Book, Content, Sheet, Style};
use kaohe::report::workbook::columns::{correction, entry, finding};
use kaohe::report::workbook::cover;
use kaohe::report::workbook::formula::{At, Formula};
use kaohe::report::workbook::xlsx::{Results, bytes};
use kaohe::session::{Date, Value};
use std::io::{Cursor, Read, Write};
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

/// A change somebody makes to the form, by sheet.
type Change = fn(&mut Book);

/// Formulas, corrections, sheets and rows: what is said of each.
const CHANGES: [(&str, Change); 26] = [
    ("整改", |book| {
        let row = row_of(book, "一/1/1a");
        let at = |column| (row, entry::CORRECTION + column);
        put(book, 1, at(correction::MEASURE), text("补发通知"));
        let other = |column| (row + 1, entry::CORRECTION + column);
        put(book, 1, other(correction::STATE), text("差不多了"));
        put(book, 1, other(correction::DUE), text("月底"));
        put(book, 2, (2, finding::ID), text("一/1/2b"));
        put(book, 2, (2, finding::CORRECTION + correction::UNIT), text("示例公司"));
    }),
    ("公式", |book| {
        let row = row_of(book, "一/1/2b");
        let sum = || Content::Formula(Formula::Cell(At { sheet: 1, row: 3, column: 1 }));
        put(book, 1, (row, entry::FIGURE), sum());
        put(book, 1, (row, entry::REMARK), sum());
        put(book, 2, (2, finding::COUNT), sum());
        put(book, 0, (3, 1), sum());
    }),
    ("工作表改名", |book| "Sheet2".clone_into(&mut book.sheets[1].name)),
    ("工作表删除", |book| drop(book.sheets.pop())),
    ("说明表删除", |book| book.sheets[0].cells.clear()),
    ("插入一行", |book| {
        let first = row_of(book, "一/1/2b");
        let cells = std::mem::take(&mut book.sheets[1].cells);
        let moved = cells
            .into_iter()
            .map(|((row, column), cell)| ((row + u32::from(row >= first), column), cell));
        book.sheets[1].cells = moved.collect();
        book.sheets[1].heights.clear();
        book.sheets[1].merged.clear();
    }),
    ("锁定的编号被改写", |book| {
        let row = row_of(book, "一/1/2b");
        put(book, 1, (row, entry::ID), text("随便"));
    }),
    ("条款文字对调", |book| {
        let row = row_of(book, "一/1/2b");
        for column in [entry::TEXT, entry::STANDARD] {
            let cells = &mut book.sheets[1].cells;
            let upper = cells.remove(&(row, column)).expect("printed words");
            let lower = cells.insert((row + 1, column), upper).expect("printed words");
            cells.insert((row, column), lower);
        }
    }),
    ("条款文字改写", |book| {
        let at = (row_of(book, "一/1/2b"), entry::TEXT);
        put(book, 1, at, text("全部做到"));
    }),
    ("分值改写", |book| {
        let at = (row_of(book, "一"), entry::STANDARD);
        put(book, 1, at, text("分值 99"));
    }),
    ("表头改写", |book| put(book, 1, (entry::FIRST_ROW - 1, entry::COUNT), text("数值"))),
    ("计分的公式改写", |book| {
        let at = (row_of(book, "一/1/2b"), entry::RESULT);
        put(book, 1, at, Content::Number(Points::from(5)));
    }),
    ("计算表删除", |book| {
        book.sheets.retain(|sheet| sheet.name != "计算");
        // What points at it went with it.
        let is_formula = |content: &Content| matches!(content, Content::Formula(_));
        for sheet in &mut book.sheets {
            sheet.cells.retain(|_, cell| !is_formula(&cell.content));
        }
        book.sheets.iter_mut().for_each(|sheet| sheet.rules.clear());
    }),
    ("次数不是整数", |book| {
        let at = (row_of(book, "一/1/5"), entry::COUNT);
        put(book, 1, at, Content::Number(Points::parse("1.5", Limit::Figure).expect("a number")));
        let at = (row_of(book, "一/1/2b"), entry::FIGURE);
        put(book, 1, at, Content::Number(Points::parse("2.5", Limit::Figure).expect("a number")));
    }),
    ("次数太大", |book| {
        let at = (row_of(book, "一/1/5"), entry::COUNT);
        put(book, 1, at, Content::Number(Points::from(1_000_000_000)));
    }),
    ("责任比例、扣分额不该填", |book| {
        put(book, 2, (2, finding::ID), text("一/1/5"));
        put(book, 2, (2, finding::SHARE), Content::Number(Points::from(40)));
        put(book, 2, (2, finding::AMOUNT), Content::Number(Points::from(3)));
    }),
    ("评议分超出", |book| {
        let at = (row_of(book, "三/1"), entry::FIGURE);
        put(book, 1, at, Content::Number(Points::from(16)));
    }),
    ("无问题又有情形", |book| {
        put(book, 1, (row_of(book, "一/1/5"), entry::STATE), text("无问题"));
        put(book, 2, (2, finding::ID), text("一/1/5"));
    }),
    ("没评就定稿", |book| put(book, 0, (cover::STATE, cover::VALUE), text("定稿"))),
    ("百分数写成文字", |book| {
        let at = (row_of(book, "一/1/2b"), entry::FIGURE);
        put(book, 1, at, text("40%"));
    }),
    ("日期格里写成数字", |book| {
        let number = |number: u32| Content::Number(Points::from(number));
        put(book, 1, (row_of(book, "一/1/5"), entry::DATE), number(20_211_205));
        put(book, 1, (row_of(book, "一/1/2b"), entry::DATE), number(0));
        put(book, 0, (cover::DATE, cover::VALUE), number(20_211_210));
    }),
    ("情形记在考核项下", |book| put(book, 2, (2, finding::ID), text("一/1"))),
    ("写在填写栏以外", |book| {
        let row = row_of(book, "一/1/5");
        put(book, 1, (row, 40), text("另见附件"));
        put(book, 0, (3, 9), text("请领导审阅"));
        put(book, 2, (2, 40), text("旁注"));
        let mut sheet = Sheet::named("补充说明");
        sheet.text(0, 0, "本单位的补充", Style::default());
        book.sheets.push(sheet);
    }),
    ("小数太长的照存，不计", |book| {
        let number = |text| Content::Number(Points::recorded(text, Limit::Figure).expect(text));
        put(book, 1, (row_of(book, "三/1"), entry::FIGURE), number("12.33333333"));
    }),
    ("说明改名", |book| "说明 (2)".clone_into(&mut book.sheets[0].name)),
    ("旧版本的格式", |book| {
        for cell in book.sheets[0].cells.values_mut() {
            if matches!(&cell.content, Content::Text(text) if text.starts_with("kaohe-form/")) {
                cell.content = text("kaohe-form/1");
            }
        }
    }),
];

/// Habits of spreadsheets and input methods: what can mean one thing only is taken as it is meant.
#[test]
fn numbers_and_days_are_read_as_people_write_them() {
    for (number, day) in [
        ("2", "2021/12/5"),
        ("２", "２０２１年１２月５日"),
        (" 2 ", "2021.12.5"),
        ("2次", "20211205"),
        ("2.0", " 2021-12-05 "),
    ] {
        let (mut book, _) = empty_form();
        let row = row_of(&book, "一/1/5");
        put(&mut book, 1, (row, entry::COUNT), text(number));
        put(&mut book, 1, (row, entry::DATE), text(day));
        put(&mut book, 2, (2, finding::ID), text("一/2/1　"));
        put(&mut book, 2, (2, finding::COUNT), text(number));
        let written = bytes(&book, &Results::Known(&[])).expect("a workbook");
        let session = come_back(&RUBRICS[0], &written);
        let entry = session.entry("一/1/5").expect("an entry");
        assert_eq!(entry.value, Value::Count(2), "{number}");
        assert_eq!(entry.date, Date::parse("2021-12-05"), "{day}");
        assert_eq!(session.entry("一/2/1").expect("an entry").findings[0].count, 2, "{number}");
    }
}

/// What cannot be meant is refused before anything is made.
#[test]
fn a_form_is_asked_for_in_ways_that_can_be() {
    let home = tempfile::tempdir().expect("a folder");
    let session = home.path().join("甲.kaohe.yaml");
    let session = session.to_str().expect("a path");
    let made = ["new", "wujin-2021", "--unit", "甲", "--out", session];
    assert!(kaohe_words(home.path(), &made, "").text().starts_with(session));
    let out = home.path().join("表.xlsx");
    let out = out.to_str().expect("a path");
    for (words, said) in [
        (&["import", "没有.xlsx"][..], "没有.xlsx：没有这个文件"),
        (&["import", "-"], "标准输入：不是 .xlsx 工作簿"),
        (&["form", "wujin-2021", "--out", "表.txt"], "后缀要用 .xlsx"),
        (&["form", session, "--out", out, "--unit", "乙"], "不能另写 --unit"),
        (&["form", "pengxi-2022", "--out", out, "--tag", "学校"], "不分单位类别"),
    ] {
        let outcome = kaohe_words(home.path(), words, "x");
        assert!(outcome.text().contains(said), "{words:?}: {}", outcome.text());
    }
    assert!(!std::path::Path::new(out).exists());
    let outcome = kaohe_words(home.path(), &["form", session, "--out", out], "");
    assert!(outcome.text().starts_with(out), "{}", outcome.text());
}

/// What is said of a change, under its name.
fn said(name: &str, outcome: &Outcome) -> String {
    format!("# {name}\n{}\n", outcome.text())
}

#[test]
fn what_was_done_to_a_form_is_told() {
    let mut told = Vec::new();
    for (name, change) in CHANGES {
        let (mut book, _) = empty_form();
        change(&mut book);
        told.push(said(name, &imported(&book)));
    }
    insta::assert_snapshot!(told.concat());
}

/// Rows that are full say so; a row below is imported all the same.
#[test]
fn a_sheet_that_is_full_says_where_to_go_on() {
    let (mut book, _) = empty_form();
    let (last, _) = book.sheets[2].cells.keys().last().copied().expect("a row");
    let Content::Text(told) = book.sheets[2].cells[&(last, 0)].content.clone() else {
        panic!("nothing is said below the last row");
    };
    assert_eq!(last, finding::FIRST_ROW + 200);
    put(&mut book, 2, (last + 1, finding::ID), text("一/1/2b"));
    insta::assert_snapshot!(format!("{told}\n{}", imported(&book).text()));
}

/// The packed file with one more part.
fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    repacked(bytes, |_, held| held, Some((name, content)))
}

/// The packed file with its parts changed, and one more.
fn repacked(
    bytes: &[u8],
    change: impl Fn(&str, Vec<u8>) -> Vec<u8>,
    more: Option<(&str, &[u8])>,
) -> Vec<u8> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).expect("a packed file");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..old.len() {
        let mut part = old.by_index(place).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut held = Vec::new();
        part.read_to_end(&mut held).expect("its content");
        let held = change(&name, held);
        new.start_file(name, SimpleFileOptions::default()).expect("a part");
        new.write_all(&held).expect("its content");
    }
    if let Some((name, content)) = more {
        new.start_file(name, SimpleFileOptions::default()).expect("a part");
        new.write_all(content).expect("its content");
    }
    new.finish().expect("a file").into_inner()
}

/// A spreadsheet takes 92.5% for 0.925 and shows it as it was typed.
#[test]
fn a_number_shown_as_a_percentage_is_not_taken_for_its_hundredth() {
    let (mut book, _) = empty_form();
    let at = (row_of(&book, "三/1"), entry::FIGURE);
    let number = Points::parse("0.925", Limit::Figure).expect("a number");
    put(&mut book, 1, at, Content::Number(number));
    let form = bytes(&book, &Results::Known(&[])).expect("a form");
    let shown = repacked(
        &form,
        |name, held| match name {
            "xl/styles.xml" => {
                let styles = String::from_utf8(held).expect("text");
                styles.replace("numFmtId=\"0\"", "numFmtId=\"10\"").into_bytes()
            }
            _ => held,
        },
        None,
    );
    insta::assert_snapshot!(imported_bytes(&shown, "表.xlsx").text());
}

/// A whole form with something in it that no form has.
#[test]
fn files_with_more_in_them_are_refused() {
    let (book, _) = empty_form();
    let form = bytes(&book, &Results::Known(&[])).expect("a form");
    assert_eq!(imported_bytes(&form, "表.xlsx").messages, "");
    let zeros = vec![0_u8; 300 * 1024 * 1024];
    let link =
        br#"<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;
    let cases: [(&str, &str, &[u8]); 4] = [
        ("宏", "xl/vbaProject.bin", b"macro"),
        ("外部链接", "xl/externalLinks/externalLink1.xml", link),
        ("炸弹", "xl/media/image1.png", &zeros),
        ("四代宏", "xl/macrosheets/sheet1.xml", b"<xm:macrosheet/>"),
    ];
    let mut told = Vec::new();
    for (name, part, content) in cases {
        let outcome = imported_bytes(&with_part(&form, part, content), "表.xlsx");
        told.push(said(name, &outcome));
    }
    told.push(said("不是表格", &imported_bytes(b"PK", "表.xlsx")));
    told.push(said("带密码", &imported_bytes(&[0xD0, 0xCF, 0x11, 0xE0], "表.xls")));
    insta::assert_snapshot!(told.concat());
}

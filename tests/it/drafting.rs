//! Documents of offices become rubrics: nothing dropped, nothing invented, and how much is right.

mod generated;
mod layouts;
mod readers;
mod told;

use crate::fixtures::{IDS, project_file, rubric};
use kaohe::draft::outline::{LeftOut, Wishes};
use kaohe::draft::source::{Notice, Source};
use kaohe::draft::{Draft, draft};
use kaohe::rubric::{Clause, Home, Rubric};
use kaohe::storage::documents::{self, Foreign, Kind, Refusal};
use kaohe::storage::rubric_file::{Remarks, parse_rubric, write_rubric};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

fn bytes(file: &str) -> Vec<u8> {
    fs::read(project_file(&format!("tests/it/drafting/{file}"))).expect("a document")
}

fn source(file: &str) -> Source {
    documents::source(&bytes(file)).map(|(_, source)| source).expect("a document that is read")
}

fn drafted(file: &str) -> Draft {
    draft(&source(file), &Wishes::default(), "draft")
}

fn key(file: &str) -> Rubric {
    if let Some((_, name)) = file.split_once("seeds/") {
        // The built-in documents, whose rubrics people wrote: 000-wujin.docx is wujin-2021.
        let name = name.split(['-', '.']).nth(1).expect("a name");
        let id = IDS.iter().find(|id| id.starts_with(name)).expect("a rubric");
        return rubric(id);
    }
    let (name, _) = file.rsplit_once('.').expect("an ending");
    let text = String::from_utf8(bytes(&format!("{name}.yaml"))).expect("a key");
    parse_rubric(name, &text).expect("a key that is read").rubric
}

/// What is compared of texts: no blanks, no stops at the ends.
fn compact(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    text.trim_matches(['。', '；', '，', '、', ';', ',', '.', '：']).to_owned()
}

/// Where a clause belongs and what it says.
fn place(rubric: &Rubric, clause: &Clause) -> (String, String) {
    let item = match clause.home {
        Home::Item(item) => compact(&rubric.indicator(item).title),
        Home::Bonus => "bonus".to_owned(),
        Home::Direct => "direct".to_owned(),
    };
    (item, compact(&clause.text))
}

/// A rule, to be compared: units as people write them, a limit of one clause as its own.
fn rule(rubric: &Rubric, clause: &Clause) -> String {
    let unit = clause.unit.as_deref().unwrap_or_default().replace(['个', '每'], "");
    let around = clause.group.map(|group| rubric.group(group));
    let alone = around.filter(|group| group.members.len() == 1).and_then(|group| group.cap);
    let max = clause.max.or(alone);
    format!(
        "{:?} {:?} {:?} {unit} {max:?} {} {}",
        clause.effect,
        clause.amount,
        clause.rule,
        clause.star,
        clause.shares.len()
    )
}

/// How many clauses of a key are drafted wholly right, and how many there are.
fn figures(key: &Rubric, made: &Rubric) -> (usize, usize) {
    let mut there: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for clause in made.clauses() {
        there.entry(place(made, clause)).or_default().push(rule(made, clause));
    }
    let mut right = 0;
    for clause in key.clauses() {
        let wanted = rule(key, clause);
        if let Some(rules) = there.get_mut(&place(key, clause))
            && let Some(at) = rules.iter().position(|found| *found == wanted)
        {
            rules.remove(at);
            right += 1;
        }
    }
    (right, key.clauses().len())
}

/// How many clauses of each document were drafted wholly right: these numbers only rise.
/// `UPDATE_FIGURES=1` writes them anew.
#[test]
fn as_many_clauses_are_right_as_before() {
    let path = project_file("tests/it/drafting/figures");
    let stated = fs::read_to_string(&path).expect("the figures");
    let (mut fallen, mut now) = (Vec::new(), String::new());
    for line in stated.lines() {
        let mut words = line.split_whitespace();
        let file = words.next().expect("a document");
        let before: usize = words.next().and_then(|least| least.parse().ok()).expect("a figure");
        let (right, all) = figures(&key(file), &drafted(file).rubric);
        if right < before {
            fallen.push(format!("{file}: {right} of {all}, before {before}"));
        }
        let _ = writeln!(now, "{file} {right} {all}");
    }
    if std::env::var_os("UPDATE_FIGURES").is_some() {
        fs::write(&path, now).expect("the figures written");
        return;
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}

/// Any bytes are refused or drafted.
#[test]
fn damaged_documents_do_no_harm() {
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap_or(0) % below.max(1)
    };
    for file in [
        "06-cun-dangjian-pingan.docx",
        "08-wuye-yuedu.xlsx",
        "09-weihua-zicha.csv",
        "10-yigan-pingjia.html",
        "11-gongjiao-chedui.txt",
    ] {
        let whole = bytes(file);
        for _ in 0..12 {
            let mut bytes = whole.clone();
            for _ in 0..next(20) {
                let at = next(bytes.len());
                bytes[at] = u8::try_from(next(256)).unwrap_or(0);
            }
            bytes.truncate(whole.len() - next(whole.len() / 2));
            if let Ok((_, source)) = documents::source(&bytes) {
                let _ = draft(&source, &Wishes::default(), "draft");
            }
        }
    }
}

/// Every document there is.
fn all_files() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["", "seeds/"] {
        for entry in
            fs::read_dir(project_file(&format!("tests/it/drafting/{folder}"))).expect("documents")
        {
            let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
            if [".docx", ".xlsx", ".html", ".csv", ".txt"].iter().any(|end| name.ends_with(end)) {
                files.push(format!("{folder}{name}"));
            }
        }
    }
    files.sort();
    assert!(files.len() > 15, "{files:?}");
    files
}

/// The words of a source, run by run: of paragraphs, cells and footnotes.
fn runs(source: &Source) -> Vec<String> {
    let mut texts = Vec::new();
    for paragraph in source.paragraphs() {
        texts.push(paragraph.shown());
        texts.extend(paragraph.footnotes.iter().map(|(_, note)| note.clone()));
    }
    let is_between = |c: char| !is_chinese(c) && !c.is_whitespace();
    let runs = texts.iter().flat_map(|text| text.split(is_between)).map(chinese);
    // 分 and 占 stand beside points, which become numbers; 注 is taken off notes.
    runs.filter(|run| run.chars().count() > 1).collect()
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn chinese(text: &str) -> String {
    text.chars().filter(|c| is_chinese(*c)).collect()
}

/// The Chinese words of a draft: of the rubric, of what found no place and of what was left out.
fn words(draft: &Draft) -> String {
    let rubric = &draft.rubric;
    let mut words = vec![rubric.head.title.clone()];
    words.extend(rubric.head.introduction.iter().chain(&rubric.head.notes).cloned());
    for indicator in rubric.indicators() {
        words.extend([indicator.no.clone(), indicator.title.clone()]);
        let more = [&indicator.office, &indicator.evidence, &indicator.method, &indicator.criteria];
        words.extend(more.into_iter().flatten().cloned());
        words.extend(indicator.duties.iter().map(|duty| duty.text.clone()));
    }
    words.extend(rubric.clauses().iter().map(|clause| clause.text.clone()));
    words.extend(rubric.vetoes.iter().map(|veto| veto.text.clone()));
    words.extend(draft.not_placed.iter().map(|piece| piece.text.clone()));
    words.extend(draft.left_out.iter().map(|(piece, _)| piece.text.clone()));
    chinese(&words.concat())
}

/// What of a source stands nowhere in its draft.
fn gone(source: &Source, made: &Draft) -> Vec<String> {
    let words = words(made);
    runs(source).into_iter().filter(|run| !words.contains(run.as_str())).collect()
}

#[test]
fn nothing_is_dropped() {
    let mut dropped = Vec::new();
    for file in all_files() {
        let source = source(&file);
        let gone = gone(&source, &draft(&source, &Wishes::default(), "draft"));
        dropped.extend(gone.into_iter().map(|run| format!("{file}: {run}")));
    }
    assert!(dropped.is_empty(), "{}", dropped.join("\n"));
}

/// What goes on below a joined cell and what hangs on a title or a note is a text like others.
#[test]
fn footnotes_and_joined_cells_are_kept() {
    let row = |cells: &str| format!("<w:tr>{cells}</w:tr>");
    let cell = |merge: &str, text: &str| {
        format!("<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let table = [
        row(&["项目", "考核内容", "评分标准", "分值"].map(|text| cell("", text)).concat()),
        row(&[
            cell("<w:vMerge w:val=\"restart\"/>", "一、责任"),
            cell("", "制度"),
            cell("<w:vMerge w:val=\"restart\"/>", "未制定的扣1分"),
            cell("", "5"),
        ]
        .concat()),
        row(&[
            cell("<w:vMerge/>", "落实到岗"),
            cell("", "台账"),
            cell("<w:vMerge/>", "缺一项扣0.5分"),
            cell("", "5"),
        ]
        .concat()),
    ];
    let note = "<w:r><w:footnote><w:p><w:r><w:t>脚注里的话。</w:t></w:r></w:p></w:footnote></w:r>";
    let body =
        format!("<w:p><w:r><w:t>考核细则</w:t></w:r>{note}</w:p><w:tbl>{}</w:tbl>", table.concat());
    let word = format!(
        "<w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">\
         <w:body>{body}</w:body></w:wordDocument>"
    );
    let (kind, source) = documents::source(word.as_bytes()).expect("a document");
    assert_eq!(kind, Kind::WordXml);
    let made = draft(&source, &Wishes::default(), "draft");
    assert_eq!(made.rubric.head.notes, ["脚注里的话。"]);
    let words = words(&made);
    for text in ["落实到岗", "缺一项扣0.5分", "脚注里的话"] {
        assert!(words.contains(&chinese(text)), "{text}: {words}");
    }
    assert_eq!(made.rubric.clauses().len(), 2);
    assert!(made.not_placed.is_empty(), "{:?}", made.not_placed);
}

#[test]
fn nothing_is_invented() {
    let mut invented = Vec::new();
    for file in all_files() {
        let source = source(&file);
        let mut known = String::new();
        for paragraph in source.paragraphs() {
            known.push_str(&paragraph.shown());
            paragraph.footnotes.iter().for_each(|(_, note)| known.push_str(note));
        }
        known.retain(|c| !c.is_whitespace());
        let made = draft(&source, &Wishes::default(), "draft").rubric;
        let texts = made.clauses().iter().map(|clause| clause.text.clone());
        let titles = made.indicators().iter().map(|indicator| indicator.title.clone());
        let notes = made.head.notes.iter().chain(&made.head.introduction).cloned();
        let vetoes = made.vetoes.iter().map(|veto| veto.text.clone());
        for text in texts.chain(titles).chain(notes).chain(vetoes) {
            if !known.contains(&compact(&text)) {
                invented.push(format!("{file}: {text}"));
            }
        }
    }
    assert!(invented.is_empty(), "{}", invented.join("\n"));
}

#[test]
fn a_draft_is_a_rubric_that_is_read_again_as_it_was() {
    for file in all_files() {
        let made = drafted(&file);
        let remarks =
            Remarks { head: Vec::new(), clause: &|_| Vec::new(), indicator: &|_| Vec::new() };
        let text = write_rubric(&made.rubric, &remarks);
        let read = match parse_rubric("draft", &text) {
            Ok(read) => read.rubric,
            // What is wrong in the document itself is told; the file can still be read.
            Err(problems) => {
                let own = problems.iter().all(|problem| {
                    matches!(problem.kind, kaohe::storage::problem::FileProblemKind::Rubric(_))
                });
                assert!(own, "{file}: {problems:#?}");
                continue;
            }
        };
        assert_eq!(write_rubric(&read, &remarks), text, "{file}");
        assert_eq!(
            draft(&source(&file), &Wishes::default(), "draft").rubric.clauses().len(),
            made.rubric.clauses().len()
        );
    }
}

/// A table is the same rubric whichever file it comes in.
#[test]
fn the_same_table_in_two_files_is_the_same_rubric() {
    let remarks = Remarks { head: Vec::new(), clause: &|_| Vec::new(), indicator: &|_| Vec::new() };
    let [sheet, csv] = ["09-weihua-zicha.xlsx", "09-weihua-zicha.csv"]
        .map(|file| write_rubric(&drafted(file).rubric, &remarks));
    assert_eq!(sheet, csv);
}

#[test]
fn what_is_deleted_or_around_a_page_is_no_text() {
    let revised = source("07-gongdi-xiuding.docx");
    assert!(
        revised.notices.iter().any(|notice| matches!(notice, Notice::Deleted(80))),
        "{:?}",
        revised.notices
    );
    let page = drafted("10-yigan-pingjia.html");
    let remarks = Remarks { head: Vec::new(), clause: &|_| Vec::new(), indicator: &|_| Vec::new() };
    let text = write_rubric(&page.rubric, &remarks);
    let frame = page.left_out.iter().filter(|(_, why)| *why == LeftOut::Frame);
    let frame: String = frame.map(|(piece, _)| piece.text.clone()).collect();
    for around in ["浏览次数", "网站首页"] {
        assert!(!text.contains(around) && frame.contains(around), "{around}: {frame}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    let foreign = |kind| Refusal::Foreign(kind);
    let old = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let cases: [(Vec<u8>, Refusal); 9] = [
        (Vec::new(), Refusal::Empty),
        (b" \n".to_vec(), Refusal::Empty),
        (b"%PDF-1.7".to_vec(), foreign(Foreign::Pdf)),
        (b"{\\rtf1".to_vec(), foreign(Foreign::Rtf)),
        (old("WordDocument"), foreign(Foreign::OldWord)),
        (old("Workbook"), foreign(Foreign::OldSheet)),
        (old("EncryptedPackage"), Refusal::Encrypted),
        (b"PK\x03\x04 and nothing more".to_vec(), Refusal::Damaged),
        ((0..=255).cycle().take(4096).collect(), Refusal::Unknown),
    ];
    for (bytes, refusal) in cases {
        assert_eq!(documents::source(&bytes), Err(refusal.clone()), "{refusal:?}");
    }
}

#[test]
fn files_are_known_by_what_they_hold() {
    let kinds = [
        ("01-xiangzhen-anquan.docx", Kind::Word),
        ("08-wuye-yuedu.xlsx", Kind::Sheet),
        ("09-weihua-zicha.csv", Kind::Separated),
        ("10-yigan-pingjia.html", Kind::Html),
        ("11-gongjiao-chedui.txt", Kind::Text),
    ];
    for (file, kind) in kinds {
        assert_eq!(documents::source(&bytes(file)).map(|(kind, _)| kind), Ok(kind), "{file}");
    }
    let table = "# 标题\n\n| 项目 | 评分标准 | 分值 |\n|---|---|---|\n| 一 | 缺一次扣1分 | 5 |\n";
    assert_eq!(documents::source(table.as_bytes()).map(|(kind, _)| kind), Ok(Kind::Markdown));
}

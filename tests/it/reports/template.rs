//! 模板: an office's own document filled, opened in the real program, and what is refused.

use super::find;
use super::office::{convert, is_there, printed};
use crate::commands::{kaohe_words, worked};
use crate::comparison::three_sessions;
use crate::ranking::folder;
use crate::screens::start::started_as;
use kaohe::cli::Exit;
use kaohe::lang::Lang;
use kaohe::report::write::{Source, TemplateError, filled};
use kaohe::report::{Basis, Kind, report};
use std::fs;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml\"/><Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const OF_DOCUMENT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId9\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/></Relationships>";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
/// The gap of the score is cut into three runs; the table stands between others.
const BODY: &str = "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{{标题}}</w:t></w:r></w:p>\
<w:p><w:r><w:t>单位：{{单位}}；日期：{{ 日期 }}；得分：{</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>{得</w:t></w:r><w:proofErr w:type=\"x\"/><w:r><w:t>分}}分。</w:t></w:r></w:p>\
<w:p><w:r><w:t>{{表格}}</w:t></w:r></w:p>\
<w:p w:rsidR=\"00AA\"><w:bookmarkStart w:id=\"0\" w:name=\"x\"/><w:r><w:t>{{说明}}</w:t></w:r><w:bookmarkEnd w:id=\"0\"/></w:p>\
<w:p><w:r><w:t>{{签字}}</w:t></w:r></w:p>";

fn parts(body: &str) -> Vec<(String, Vec<u8>)> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {NAMESPACES}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId9\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1000\" w:right=\"1000\" w:bottom=\"1000\" w:left=\"1000\"/></w:sectPr></w:body></w:document>"
    );
    let header = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:hdr {NAMESPACES}><w:p><w:r><w:t>示例安委办 {{{{单位}}}}</w:t></w:r></w:p></w:hdr>"
    );
    [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", OF_DOCUMENT),
        ("word/document.xml", &document),
        ("word/header1.xml", &header),
    ]
    .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
    .to_vec()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a file").into_inner()
}

fn made(template: &[u8], kind: Kind) -> Result<Vec<u8>, TemplateError> {
    let case = find("建设局");
    let card = case.card();
    let (rubric, session) = (&case.rubric, &case.session);
    let basis = Basis { lang: Lang::Zh, rubric, session, card: &card };
    filled(template, &report(&basis, kind), Source::Session(&basis))
}

pub(super) fn part(document: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(document)).expect("a document");
    let mut text = String::new();
    zip.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn gaps_are_filled_and_the_rest_is_kept() {
    let document = made(&packed(&parts(BODY)), Kind::Form).expect("a document");
    let text = part(&document, "word/document.xml");
    assert!(!text.contains("{{") && !text.contains("}}"), "{text}");
    assert!(text.contains("<w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>"));
    assert!(text.contains("得分：64</w:t>"), "{text}");
    assert!(text.contains("分。") && text.contains("<w:tblHeader/>") && text.contains("landscape"));
    assert_eq!(text.matches("w:bookmarkStart").count(), 1);
    assert!(part(&document, "word/header1.xml").contains("示例安委办 示例镇建设局"));
    assert!(part(&document, "[Content_Types].xml").contains("document.main+xml"));
    let relations = part(&document, "word/_rels/document.xml.rels");
    assert_eq!(relations, OF_DOCUMENT);
    assert_eq!(document, made(&packed(&parts(BODY)), Kind::Form).expect("a document"));
}

/// The result names the veto that holds and what follows, within the sentence it stands in.
#[test]
fn the_result_names_a_veto() {
    let body = "<w:p><w:r><w:t>考核结果：{{结果}}。</w:t></w:r></w:p>";
    let document = made(&packed(&parts(body)), Kind::Form).expect("a document");
    let text = part(&document, "word/document.xml");
    let told: String =
        text.split('>').filter_map(|piece| piece.split_once('<')).map(|(words, _)| words).collect();
    insta::assert_snapshot!("the_result_names_a_veto", told);
}

#[test]
fn a_filled_document_opens_and_prints() {
    if !is_there("soffice") || !is_there("pdftotext") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("填好.docx");
    // In a cell, alone in the last paragraph, beside another table.
    let cell = format!(
        "{BODY}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{{{表格}}}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>{{{{表格}}}}</w:t></w:r></w:p>"
    );
    fs::write(&path, made(&packed(&parts(&cell)), Kind::Summary).expect("a document"))
        .expect("written");
    convert(folder.path(), std::slice::from_ref(&path));
    let (text, _) = printed(&path.with_extension("pdf"));
    for words in ["示例安委办示例镇建设局", "得分：64分。", "评分汇总表", "组长（签字）"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(text.matches("最后得分").count() + text.matches("暂得分").count(), 3, "{text}");
}

#[test]
fn what_is_more_than_a_document_is_refused() {
    let with = |name: &str, text: &str| {
        let mut parts = parts(BODY);
        parts.retain(|(held, _)| held != name);
        parts.push((name.to_owned(), text.as_bytes().to_vec()));
        made(&packed(&parts), Kind::Form).expect_err(name)
    };
    let active = |name: &str| TemplateError::Active(name.to_owned());
    let external = |name: &str| TemplateError::External(name.to_owned());
    assert_eq!(with("word/vbaProject.bin", "x"), active("word/vbaProject.bin"));
    assert_eq!(
        with("word/embeddings/oleObject1.bin", "x"),
        active("word/embeddings/oleObject1.bin")
    );
    let types =
        TYPES.replace("wordprocessingml.template.main", "ms-word.document.macroEnabled.main");
    assert_eq!(with("[Content_Types].xml", &types), active("[Content_Types].xml"));
    let name = "word/_rels/settings.xml.rels";
    for mode in
        ["TargetMode=\"External\"", "TargetMode = 'External'", "TargetMode=\"&#69;xternal\""]
    {
        let text = format!(
            "<Relationships><Relationship Id=\"a\" Target=\"file:///x\" {mode}/></Relationships>"
        );
        assert_eq!(with(name, &text), external(name), "{mode}");
    }
    let field = "<w:p><w:r><w:instrText>DDEAUTO c:\\x</w:instrText></w:r></w:p>";
    let parts_of = |body: &str| packed(&parts(body));
    let refused = |body: &str| made(&parts_of(body), Kind::Form).expect_err(body);
    assert_eq!(refused(&format!("{BODY}{field}")), external("word/document.xml"));
    // Whatever a part is called.
    assert_eq!(with("word/other.bin", field), external("word/other.bin"));
    assert!(matches!(with("word/a.rels", "<x/>\0"), TemplateError::NotADocument(_)));
    assert!(matches!(with("word/styles.xml", "<!DOCTYPE x>"), TemplateError::NotADocument(_)));
    assert!(matches!(with("../x.xml", "<x/>"), TemplateError::NotADocument(_)));
    // A bomb: hardly anything packed, more than any document unpacked.
    let bomb = vec![b' '; 70 * 1024 * 1024];
    let text = String::from_utf8(bomb).expect("blanks");
    assert_eq!(with("word/media/a.png", &text), TemplateError::TooLarge);
    assert_eq!(with("word/media/a.png", &text[..2 * 1024 * 1024]), TemplateError::TooLarge);
    let unknown = refused("<w:p><w:r><w:t>{{表格}}{{总分}}</w:t></w:r></w:p>");
    assert_eq!(unknown, TemplateError::Unknown(vec!["总分".to_owned()]));
    for bytes in [&b"no zip"[..], &packed(&parts(BODY))[..200], b""] {
        let error = made(bytes, Kind::Form).expect_err("no document");
        assert!(matches!(error, TemplateError::Damaged(_)));
        let words = kaohe::lang::report::template_error(Lang::Zh, &error);
        assert!(words.contains("不是 docx 文件") && !words.contains("archive"), "{words}");
    }
}

#[test]
fn the_command_fills_a_template() {
    let home = tempfile::tempdir().expect("a home");
    let file = worked("2021年度_示例镇建设局_现场考核_20211215");
    let place = |name: &str| home.path().join(name).display().to_string();
    let (template, out) = (place("模板.docx"), place("表.docx"));
    fs::write(&template, packed(&parts(BODY))).expect("written");
    let run = |words: &[&str]| {
        kaohe_words(home.path(), &[&["report", &file, "--template", &template], words].concat(), "")
    };
    assert_eq!(run(&["--out", &out]).exit, Some(Exit::Done));
    assert!(part(&fs::read(&out).expect("a document"), "word/document.xml").contains("建设局"));
    assert_eq!(run(&["--format", "csv"]).exit, Some(Exit::WrongUse));
    let several = run(&["--kind", "ranking"]);
    assert_eq!(several.exit, Some(Exit::FileTrouble));
    for words in ["：{{单位}} {{日期}} {{得分}} 只有一份记录", "{{抬头}}"] {
        assert!(several.messages.contains(words), "{words}: {}", several.messages);
    }
    fs::write(&template, packed(&parts("<w:p><w:r><w:t>{{总分}}</w:t></w:r></w:p>")))
        .expect("written");
    let refused = run(&["--out", &out, "--force"]);
    assert_eq!(refused.exit, Some(Exit::FileTrouble));
    assert!(
        refused.messages.contains("{{总分}}") && refused.messages.contains("{{表格}}"),
        "{}",
        refused.messages
    );
}

/// What comparisons and rankings fill too, and the head of any report.
const SEVERAL: &str = "<w:p><w:r><w:t>{{标题}}{{草稿}}</w:t></w:r></w:p>\
<w:p><w:r><w:t>{{抬头}}</w:t></w:r></w:p><w:p><w:r><w:t>依据《{{细则}}》</w:t></w:r></w:p>\
<w:p><w:r><w:t>{{表格}}</w:t></w:r></w:p><w:p><w:r><w:t>{{说明}}</w:t></w:r></w:p>\
<w:p><w:r><w:t>{{签字}}</w:t></w:r></w:p>";

/// Without a header of its own, which names the unit.
fn several() -> Vec<u8> {
    let mut parts = parts(SEVERAL);
    for (name, bytes) in &mut parts {
        if name == "word/header1.xml" {
            let text = format!("<w:hdr {NAMESPACES}><w:p/></w:hdr>");
            *bytes = text.into_bytes();
        }
    }
    packed(&parts)
}

#[test]
fn comparisons_and_rankings_fill_a_template() {
    let (home, files) = three_sessions();
    let ranked = folder();
    let place = |name: &str| home.path().join(name).display().to_string();
    let (template, out) = (place("模板.docx"), place("表.docx"));
    fs::write(&template, several()).expect("written");
    let ranked = ranked.path().display().to_string();
    let [one, other, _] = &files[..] else { panic!("three sessions") };
    let title = "部门（单位）安全生产目标任务考核细则";
    for (kind, of, words) in [
        ("comparison", vec![one, other], ["示例镇经济发展局自评现场复核对比表", "1 自评：定稿"]),
        ("ranking", vec![&ranked], ["考核结果排名表", "单位数："]),
        ("summary", vec![one], ["示例镇经济发展局评分汇总表", "被考核单位：示例镇经济发展局"]),
    ] {
        let mut all = vec!["report", "--kind", kind, "--template", &template, "--out", &out];
        all.push("--force");
        all.extend(of.iter().map(|of| of.as_str()));
        let run = kaohe_words(home.path(), &all, "");
        assert_eq!(run.exit, Some(Exit::Done), "{kind}: {}", run.messages);
        let text = part(&fs::read(&out).expect("a document"), "word/document.xml");
        for words in words.into_iter().chain([title, "<w:tblHeader/>"]) {
            assert!(text.contains(words), "{kind}, {words}: {text}");
        }
        assert!(!text.contains("{{"), "{kind}: {text}");
    }
}

/// The template of the configuration is offered in the form, for docx, and may be declined.
#[test]
fn the_screens_fill_the_template_of_the_configuration() {
    let (home, _) = three_sessions();
    let template = home.path().join("模板.docx");
    fs::write(&template, several()).expect("written");
    let play = |keys: &str| {
        started_as(home.path(), keys, 80, 24, |app| app.report_template = Some(template.clone()))
    };
    insta::assert_snapshot!("form_with_a_template", play("enter E").text);
    for (keys, name, is_filled) in [
        ("enter E tab*3 text:甲 C-s", "甲.docx", true),
        ("enter E tab*2 right tab text:乙 C-s", "乙.docx", false),
        ("E tab*3 text:丙 C-s", "丙.docx", true),
        ("space down space c E tab*3 text:丁 C-s", "丁.docx", true),
    ] {
        let seen = play(keys);
        assert!(seen.text.contains("已写入"), "{keys}: {}", seen.text);
        let text = part(&fs::read(home.path().join(name)).expect(name), "word/document.xml");
        assert_eq!(text.contains("依据《"), is_filled, "{keys}: {text}");
    }
    // Another format is written as ever.
    play("enter E tab right*2 tab*2 text:戊 C-s");
    assert!(home.path().join("戊.html").is_file());
    // What cannot be used is said, and nothing is written.
    fs::write(&template, "不是").expect("written");
    let refused = play("enter E tab*3 text:己 C-s");
    assert!(refused.text.contains("不是 docx 文件"), "{}", refused.text);
    fs::remove_file(&template).expect("removed");
    let missing = play("enter E tab*3 text:己 C-s");
    assert!(missing.text.contains("模板.docx"), "{}", missing.text);
    assert!(!home.path().join("己.docx").exists());
}

/// Several sessions of one unit have a unit; a document with nothing of the report is told.
#[test]
fn a_comparison_of_one_unit_names_it_and_a_template_without_contents_is_told() {
    let (home, files) = three_sessions();
    let place = |name: &str| home.path().join(name).display().to_string();
    let (template, out) = (place("模板.docx"), place("表.docx"));
    let run = |body: &str, kind: &str, files: &[String]| {
        let mut parts = parts(body);
        for (name, bytes) in &mut parts {
            if name == "word/header1.xml" {
                *bytes = format!("<w:hdr {NAMESPACES}><w:p/></w:hdr>").into_bytes();
            }
        }
        fs::write(&template, packed(&parts)).expect("written");
        let mut words = vec!["report", "--kind", kind, "--template", &template, "--out", &out];
        words.push("--force");
        words.extend(files.iter().map(String::as_str));
        let run = kaohe_words(home.path(), &words, "");
        assert_eq!(run.exit, Some(Exit::Done), "{}", run.messages);
        (run.messages, part(&fs::read(&out).expect("a document"), "word/document.xml"))
    };
    let body =
        "<w:p><w:r><w:t>{{单位}}的比较</w:t></w:r></w:p><w:p><w:r><w:t>{{表格}}</w:t></w:r></w:p>";
    let (told, text) = run(body, "comparison", &files[..2]);
    assert!(text.contains("示例镇经济发展局") && told.is_empty(), "{told}");
    let (told, _) = run("<w:p><w:r><w:t>{{标题}}</w:t></w:r></w:p>", "form", &files[..1]);
    assert!(told.contains("{{表格}} {{正文}}"), "{told}");
}

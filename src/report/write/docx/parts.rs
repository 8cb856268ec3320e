//! The parts of the package beside the document itself.

use crate::report::write::text::{escaped, put};

/// The font of text, of headings and of the title.
pub(super) const BODY: &str = "仿宋_GB2312";
pub(super) const HEADING: &str = "黑体";
pub(super) const TITLE: &str = "方正小标宋简体";
/// The font of Latin letters and digits.
const LATIN: &str = "Times New Roman";
/// What stands in for a font where it is missing.
const FONTS: [(&str, &str); 3] = [
    (BODY, "仿宋,FangSong,STFangsong,Noto Serif CJK SC"),
    (HEADING, "SimHei,STHeiti,Noto Sans CJK SC"),
    (TITLE, "方正小标宋_GBK,华文中宋,SimHei,Noto Serif CJK SC"),
];

pub(super) const NAMESPACES: &str = "\
xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub(super) const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>\
<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
</Types>";

pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
</Relationships>";

pub(super) const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>\
<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer1.xml\"/>\
</Relationships>";

pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>\
<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:settings>";

/// The fonts of a run, its East Asian one named on each, without which word processors take
/// another for some characters.
pub(super) fn run_fonts(east_asian: &str) -> String {
    format!(
        "<w:rFonts w:hint=\"eastAsia\" w:ascii=\"{LATIN}\" w:hAnsi=\"{LATIN}\" w:eastAsia=\"{east_asian}\" w:cs=\"{LATIN}\"/>"
    )
}

/// `docProps/core.xml`.
pub(super) fn core(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
         <dc:creator>kaohe</dc:creator></cp:coreProperties>",
        escaped(title)
    )
}

/// `word/styles.xml`: what holds where a run says nothing.
pub(super) fn styles() -> String {
    format!(
        "{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"21\"/>\
         <w:szCs w:val=\"21\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         </w:styles>",
        run_fonts(BODY)
    )
}

/// `word/fontTable.xml`: what stands in for a font where it is missing.
pub(super) fn font_table() -> String {
    let mut xml = format!("{DECLARATION}<w:fonts {NAMESPACES}>");
    for (name, instead) in FONTS {
        put(
            &mut xml,
            format_args!(
                "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/><w:charset w:val=\"86\"/></w:font>"
            ),
        );
    }
    xml.push_str("</w:fonts>");
    xml
}

/// `word/footer1.xml`: the number of the page, between the words around it.
pub(super) fn footer(pages: &[String; 3]) -> String {
    let mut xml =
        format!("{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>");
    let [before, between, after] = pages;
    let fields = ["PAGE", "NUMPAGES"];
    for (words, field) in [before, between].into_iter().zip(fields) {
        text(&mut xml, words);
        for (kind, inside) in
            [("begin", ""), ("", field), ("separate", ""), ("shown", "1"), ("end", "")]
        {
            put(
                &mut xml,
                format_args!("<w:r><w:rPr>{}<w:sz w:val=\"18\"/></w:rPr>", run_fonts(BODY)),
            );
            match kind {
                "" => put(
                    &mut xml,
                    format_args!("<w:instrText xml:space=\"preserve\"> {inside} </w:instrText>"),
                ),
                "shown" => put(&mut xml, format_args!("<w:t>{inside}</w:t>")),
                kind => put(&mut xml, format_args!("<w:fldChar w:fldCharType=\"{kind}\"/>")),
            }
            xml.push_str("</w:r>");
        }
    }
    text(&mut xml, after);
    xml.push_str("</w:p></w:ftr>");
    xml
}

fn text(xml: &mut String, words: &str) {
    put(
        xml,
        format_args!(
            "<w:r><w:rPr>{}<w:sz w:val=\"18\"/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>",
            run_fonts(BODY),
            escaped(words)
        ),
    );
}

//! Slips of the hand in words: what stands there, and what to write instead.

use super::file_problems::quoted;
use super::{Lang, messages};
use crate::storage::slip::{Slip, SlipKind};

/// What is wrong and what to do.
#[must_use]
pub fn slip(lang: Lang, slip: &Slip) -> String {
    let Slip { kind, found, instead } = slip;
    let (found, instead) = (&*quoted(found), &*long(instead));
    match kind {
        SlipKind::Tab => tab(lang).to_owned(),
        SlipKind::Blank(blank) => odd_blank(lang, blank_name(lang, *blank)),
        SlipKind::WideColon => wide_colon(lang, found, instead),
        SlipKind::WideComma => wide_comma(lang, found),
        SlipKind::Indent => indent(lang, instead),
        SlipKind::BeforeGroup => before_group(lang, found),
        SlipKind::NoDash => no_dash(lang).to_owned(),
        SlipKind::NoBraces => no_braces(lang, instead),
        SlipKind::WideBracket => wide_bracket(lang, found, instead),
        SlipKind::WideDash => wide_dash(lang, found),
        SlipKind::WideHash => wide_hash(lang, found),
        SlipKind::AfterDash => after_dash(lang, instead),
        SlipKind::AfterColon => after_colon(lang, instead),
        SlipKind::NoColon => no_colon(lang, instead),
        SlipKind::BeforeHash => before_hash(lang).to_owned(),
        SlipKind::NoComma => no_comma(lang, instead),
        SlipKind::InText(sign) => in_text(lang, sign_name(lang, *sign), instead),
        SlipKind::BeforeText('-') => dash_before_text(lang, instead),
        SlipKind::BeforeText(sign) => before_text(lang, *sign, instead),
        SlipKind::Thousands => thousands(lang, found, instead),
        SlipKind::OpenQuote => open_quote(lang, instead),
        SlipKind::OtherQuote => other_quote(lang, found, instead),
        SlipKind::QuoteInQuotes => quote_in_quotes(lang, instead),
        SlipKind::BehindQuote => behind_quote(lang, found),
        SlipKind::OpenBracket => open_bracket(lang, found, instead),
        SlipKind::BehindBracket => behind_bracket(lang, found),
        SlipKind::SameLine => same_line(lang, found),
    }
}

/// What to write, whole where it is of a usual length.
fn long(text: &str) -> String {
    const LONGEST: usize = 160;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…\"", &text[..end]),
        None => text.to_owned(),
    }
}

fn blank_name(lang: Lang, blank: char) -> &'static str {
    match (lang, blank) {
        (Lang::Zh, '\u{3000}') => "全角空格",
        (Lang::Zh, '\u{A0}' | '\u{202F}') => "不间断空格",
        (Lang::Zh, _) => "特殊空格",
        (Lang::En, '\u{3000}') => "a full-width blank",
        (Lang::En, '\u{A0}' | '\u{202F}') => "a no-break blank",
        (Lang::En, _) => "a special blank",
    }
}

fn sign_name(lang: Lang, sign: char) -> &'static str {
    match (lang, sign) {
        (Lang::Zh, ',') => "半角逗号",
        (Lang::Zh, ':') => "“: ”（半角冒号加空格）",
        (Lang::Zh, '#') => "“ #”（后面会当成注释）",
        (Lang::Zh, '[' | ']') => "半角方括号",
        (Lang::Zh, _) => "半角花括号",
        (Lang::En, ',') => "a comma",
        (Lang::En, ':') => "“: ” (a colon and a blank)",
        (Lang::En, '#') => "“ #” (what follows becomes a comment)",
        (Lang::En, '[' | ']') => "a square bracket",
        (Lang::En, _) => "a brace",
    }
}

messages! {
    tab { zh: "行首有制表符（Tab）。请删去，用空格与同层各行对齐。", en: "a tab in front of the line; delete it and align the line with blanks" }
    odd_blank(blank: &str) { zh: "此处是{blank}。请改成键盘上的半角空格，与同层各行对齐。", en: "{blank}; write blanks of the keyboard, aligned with the lines of this level" }
    wide_colon(found: &str, instead: &str) { zh: "“{found}”用了全角冒号，请写成“{instead}”（半角冒号加空格）。本行作分隔用的其他“：”“，”也改成半角。", en: "“{found}” has a full-width colon; write “{instead}” (a colon and a blank), and the other full-width colons and commas between the keys of this line too" }
    wide_comma(found: &str) { zh: "此处用“{found}”分隔两个键，请写成“, ”（半角逗号加空格）。本行作分隔用的其他“：”“，”也改成半角。", en: "“{found}” between two keys; write “, ” (a comma and a blank), and the other full-width colons and commas between the keys of this line too" }
    indent(blanks: &str) { zh: "缩进不对。这一行前面应有 {blanks} 个空格，与同层各行对齐。", en: "wrong indentation; this line begins with {blanks} blanks, like the others of its level" }
    before_group(found: &str) { zh: "下面另有内容，这一行的“{found}”请删去。", en: "“{found}” stands before what is below; delete it" }
    no_dash { zh: "列表项前面缺少“- ”，请补上。", en: "“- ” is missing before this element; add it" }
    no_braces(instead: &str) { zh: "一行写几个键的，须用花括号括起来：{instead}；也可以每个键另起一行。", en: "several keys in one line need braces: {instead}; or give each key a line of its own" }
    wide_bracket(found: &str, instead: &str) { zh: "“{found}”是全角括号，请写成“{instead}”。本行的其他全角括号也改成半角。", en: "“{found}” is full-width; write “{instead}”, and the other brackets of this line too" }
    wide_dash(found: &str) { zh: "列表项前的“{found}”请写成“- ”（半角减号加空格）。", en: "write “- ” (a hyphen and a blank) instead of “{found}” before an element" }
    wide_hash(found: &str) { zh: "注释以半角“#”开头，“{found}”请写成“#”。", en: "a comment begins with “#”; write it instead of “{found}”" }
    after_dash(instead: &str) { zh: "“-”后面缺少空格，请写成“{instead}”。", en: "a blank is missing behind “-”; write “{instead}”" }
    after_colon(instead: &str) { zh: "冒号后面缺少空格，请写成“{instead}”。本行其他冒号后面也要有空格。", en: "a blank is missing behind the colon; write “{instead}”, and see to the other colons of this line" }
    no_colon(instead: &str) { zh: "键的后面缺少“: ”（冒号加空格），请写成“{instead}”。", en: "“: ” (a colon and a blank) is missing behind the key; write “{instead}”" }
    before_hash { zh: "“#”前面缺少空格。请在它前面加一个空格，后面才是注释。", en: "a blank is missing before “#”; put one there to make it a comment" }
    no_comma(instead: &str) { zh: "两个键之间缺少逗号，请写成“{instead}”。", en: "a comma is missing between two keys; write “{instead}”" }
    in_text(sign: &str, instead: &str) { zh: "文字里有{sign}。请把整段文字用双引号括起来：{instead}", en: "there is {sign} within the text; put all of it in double quotes: {instead}" }
    dash_before_text(instead: &str) { zh: "文字以“- ”开头。请用双引号括起来：{instead}；如果是列表，请另起一行。", en: "text begins with “- ”; put it in double quotes: {instead}; a list begins on a line of its own" }
    before_text(sign: char, instead: &str) { zh: "文字以“{sign}”开头。请把整段文字用双引号括起来：{instead}", en: "text begins with “{sign}”; put all of it in double quotes: {instead}" }
    thousands(found: &str, instead: &str) { zh: "数字“{found}”里的逗号会当成分隔，请写成 {instead}。", en: "the comma within “{found}” separates; write {instead}" }
    open_quote(instead: &str) { zh: "引号没有配对，请补上右引号：{instead}", en: "the quotes are not closed; close them: {instead}" }
    other_quote(found: &str, instead: &str) { zh: "左引号是半角的，右引号“{found}”却是全角的，请写成 {instead}", en: "“{found}” does not close these quotes; write {instead}" }
    quote_in_quotes(instead: &str) { zh: "双引号里面又有双引号。里面的请改用中文引号：{instead}", en: "quotes within quotes; write others inside: {instead}" }
    behind_quote(found: &str) { zh: "引号后面多了“{found}”。请删去，或移到引号里面。", en: "“{found}” stands behind the quotes; delete it or move it inside" }
    open_bracket(found: &str, instead: &str) { zh: "“{found}”没有配对：此处缺少“{instead}”，请补上。", en: "“{found}” is not closed: “{instead}” is missing here, add it" }
    behind_bracket(found: &str) { zh: "括号后面多了“{found}”，请删去。", en: "“{found}” stands behind the brackets; delete it" }
    same_line(found: &str) { zh: "“{found}”是另一个列表项，请另起一行。", en: "“{found}” is another element; begin a new line" }
}

//! When two names are one: what people write alike and mean alike.
//!
//! Units and matters are told apart by [`key`] alone. It lets go of what a keyboard, a
//! copy or a habit changes (blanks, quotation marks, width, the kind of bracket, capitals)
//! and of nothing else: nothing is guessed. Names that only look alike are [`are_alike`], and
//! people are asked about those. The tables are fixed, so that a workbook can do the same with
//! replacements one after the other.

use crate::half_width::half_width;

/// What is let go: blanks, marks without a width, quotation marks of all kinds, full stops.
const DROPPED: &str = " \t\n\r\u{a0}\u{2002}\u{2003}\u{2009}\u{202f}\u{3000}\u{200b}\u{200c}\
                       \u{200d}\u{2060}\u{feff}\u{ad}\"'`´＂＇｀“”„‘’‚«»‹›「」『』﹁﹂﹃﹄〝〞〟｢｣《》〈〉。｡";
/// Signs that stand for one another: each with the one it counts as.
const ALIKE: [(&str, char); 4] =
    [("〔［【〖[{｛（﹝", '('), ("〕］】〗]}｝）﹞", ')'), ("—–‐‑―－﹣−", '-'), ("•‧・･∙⋅", '·')];

/// What a name is told apart by; empty where nothing but marks stands there.
#[must_use]
pub fn key(name: &str) -> String {
    name.chars().filter_map(folded).collect()
}

/// Whether two names are one.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || key(one) == key(other)
}

/// What a character counts as; nothing for one that is let go.
fn folded(character: char) -> Option<char> {
    if DROPPED.contains(character) {
        return None;
    }
    let alike = ALIKE.iter().find(|(signs, _)| signs.contains(character));
    Some(alike.map_or_else(|| half_width(character).to_ascii_lowercase(), |(_, sign)| *sign))
}

/// Every character that [`key`] changes, with what it becomes, in the order in which they can be
/// replaced one after the other: what one of them becomes no later one changes.
#[must_use]
pub fn replacements() -> Vec<(char, Option<char>)> {
    let ascii = 'A'..='Z';
    let wide = '！'..='～';
    let signs = ALIKE.iter().flat_map(|(signs, _)| signs.chars());
    let all = DROPPED.chars().chain(signs).chain(wide).chain(ascii);
    let mut found: Vec<(char, Option<char>)> = Vec::new();
    for character in all {
        let becomes = folded(character);
        if becomes != Some(character) && found.iter().all(|(known, _)| *known != character) {
            found.push((character, becomes));
        }
    }
    found
}

/// Names shorter than this are never said to be alike.
const FEW: usize = 2;
/// Names as long as this may be one slip apart.
const LONG: usize = 4;

/// Whether two names are not one and yet easily taken for it: one stands within the other, or
/// they are one character apart that is no number.
#[must_use]
pub fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    if one == other {
        return false;
    }
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let few = short.chars().count();
    few >= FEW && (long.contains(&short) || few >= LONG && is_one_slip(&short, &long))
}

/// Characters that tell names apart on purpose: first and second, upper and lower.
fn is_number(character: char) -> bool {
    character.is_ascii_digit()
        || "零〇一二两三四五六七八九十百千上下甲乙丙丁东西南北中左右前后大小".contains(character)
        || character.is_ascii_alphabetic()
}

/// Whether one character was added, left out, changed or changed places with its neighbour.
fn is_one_slip(short: &str, long: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if long.len() > short.len() + 1 {
        return false;
    }
    let before = short.iter().zip(&long).take_while(|(one, other)| one == other).count();
    let (short, long) = (&short[before..], &long[before..]);
    let behind = short.iter().rev().zip(long.iter().rev());
    let behind = behind.take_while(|(one, other)| one == other).count();
    let (short, long) = (&short[..short.len() - behind], &long[..long.len() - behind]);
    match (short, long) {
        ([], [one]) => !is_number(*one),
        ([one], [other]) => !is_number(*one) && !is_number(*other),
        ([one, other], [third, fourth]) => one == fourth && other == third,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{are_alike, is_same, key, replacements};

    #[test]
    fn names_written_alike_are_one() {
        for (one, other) in [
            ("云岭镇建设局", "云岭镇 建设局"),
            ("云岭镇建设局", "云岭镇\u{3000}建设局"),
            ("云岭镇建设局", "\u{a0}云岭镇建设局 "),
            ("开发区（东区）", "开发区(东区)"),
            ("开发区（东区）", "开发区【东区】"),
            ("“平安”工地", "\"平安\"工地"),
            ("「平安」工地", "平安工地"),
            ("２０２５年ABC演练", "2025年abc演练"),
            ("安监〔2025〕3号", "安监[2025]３号"),
            ("应急演练。", "应急演练"),
        ] {
            assert!(is_same(one, other), "{one} {other}");
            assert!(!are_alike(one, other), "{one} {other}");
        }
        for (one, other) in [("应急演练", "应急演习"), ("3.1", "31"), ("甲", "乙")] {
            assert!(!is_same(one, other), "{one} {other}");
        }
        assert_eq!(key(" “” "), "");
    }

    #[test]
    fn names_that_look_alike_are_asked_about() {
        for (one, other) in [
            ("应急演练", "应急演练（市级）"),
            ("安全文化示范企业", "安全文化示范的企业"),
            ("应急救援演练", "应急求援演练"),
            ("应急救援演练", "应急救演援练"),
            ("甲项", "甲项目"),
        ] {
            assert!(are_alike(one, other), "{one} {other}");
            assert!(are_alike(other, one), "{other} {one}");
        }
        for (one, other) in [
            ("第1期培训班", "第2期培训班"),
            ("第一小学校", "第二小学校"),
            ("甲", "甲乙"),
            ("上半年演练", "下半年演练"),
            ("应急演练", "消防培训"),
            ("", "应急演练"),
        ] {
            assert!(!are_alike(one, other), "{one} {other}");
        }
    }

    #[test]
    fn one_replacement_after_the_other_makes_the_key() {
        let all: String = replacements().iter().map(|(from, _)| *from).collect();
        let text = format!("Ａb（{all}）云—x");
        let mut replaced = text.clone();
        for (from, to) in replacements() {
            replaced = replaced.replace(from, &to.map(String::from).unwrap_or_default());
        }
        assert_eq!(replaced, key(&text));
        // Spread over five columns of a workbook, no more than calls may stand in one another.
        assert!(replacements().len() <= 5 * 60, "{}", replacements().len());
    }
}

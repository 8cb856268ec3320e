//! English screens are English: what is Chinese on them is the document's or the user's.

use super::play::{Fixture, played};
use crate::fixtures::project_file;
use kaohe::lang::Lang;
use std::fs;

/// Keys that lead to every kind of screen, form and sentence.
const WAYS: [&str; 26] = [
    "",
    "space",
    "space space",
    "m",
    "3",
    "tab*6 3 enter",
    "tab*6 f",
    "tab*6 f text:A F2",
    "enter",
    "n",
    "r",
    "e",
    "b",
    "b enter",
    "b j enter",
    "t",
    "t j enter",
    "?",
    "? pgdn",
    "? end",
    ":",
    "q",
    "o",
    "home",
    "end",
    "left enter",
];

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn what_is_chinese_is_the_documents() {
    for rubric in ["wujin-2021", "xuchang-2018", "pengxi-2022", "anning-2022", "jinzhong-2019"] {
        let path = project_file("rubrics").join(format!("{rubric}.yaml"));
        let document = fs::read_to_string(path).expect("a rubric") + "示例镇经济发展局";
        let document: String = document.chars().filter(|c| is_chinese(*c)).collect();
        for keys in WAYS {
            let fixture = Fixture { lang: Lang::En, ..Fixture::new(rubric, "") };
            let seen = played(&fixture, keys, 120, 40);
            let words = seen.text.split(|c| !is_chinese(c)).filter(|words| !words.is_empty());
            for words in words {
                assert!(document.contains(words), "{rubric} {keys}: {words}\n{}", seen.text);
            }
        }
    }
}

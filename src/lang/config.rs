//! The configuration in words: what can be set, and what is wrong with a file.

use super::file_problems::quoted;
use super::{Lang, messages};
use crate::phrases::Slot;
use crate::storage::problem::ConfigProblem as Problem;

/// What is wrong and what to do.
pub(super) fn problem(lang: Lang, problem: &Problem) -> String {
    match problem {
        Problem::UnknownPlace { name, nearest: Some(nearest) } => {
            unknown_place_like(lang, &quoted(name), nearest)
        }
        Problem::UnknownPlace { name, nearest: None } => unknown_place(lang, &quoted(name)),
        Problem::UnknownAction { place, name, nearest: Some(nearest) } => {
            unknown_action_like(lang, place, &quoted(name), nearest)
        }
        Problem::UnknownAction { place, name, nearest: None } => {
            unknown_action(lang, place, &quoted(name))
        }
        Problem::NotAKey { written, instead: Some(instead) } => {
            other_key(lang, &quoted(written), instead)
        }
        Problem::NotAKey { written, instead: None } if is_with_alt(written) => {
            no_alt(lang, &quoted(written))
        }
        Problem::NotAKey { written, instead: None } => not_a_key(lang, &quoted(written)),
        Problem::TwoActions { key, first, second } => two_actions(lang, key, first, second),
        Problem::NoKey { action } => no_key(lang, action),
        Problem::LetterInText { key, place } => letter_in_text(lang, key, place),
        Problem::NoFolder(folder) => no_folder(lang, &quoted(folder)),
        Problem::NoTemplate(file) => no_template(lang, &quoted(file)),
        Problem::UnknownGap { name, nearest: Some(nearest) } => {
            unknown_gap_like(lang, &quoted(name), nearest)
        }
        Problem::UnknownGap { name, nearest: None } => {
            unknown_gap(lang, &quoted(name), &gaps(lang))
        }
        Problem::LoneBrace => lone_brace(lang).to_owned(),
    }
}

/// Whether a key is written as one with Alt.
fn is_with_alt(written: &str) -> bool {
    let lower = written.to_ascii_lowercase();
    ["m-", "a-", "alt-", "meta-"].iter().any(|with| lower.starts_with(with))
}

/// What a template may be filled with, as it is written there.
#[must_use]
pub fn gaps(lang: Lang) -> String {
    let names =
        Slot::ALL.map(|(_, zh, en)| format!("{{{}}}", if lang == Lang::Zh { zh } else { en }));
    names.join(" ")
}

messages! {
    unknown_place(name: &str) { zh: "没有“{name}”这个地方。运行 kaohe config 可看全部。", en: "there is no place “{name}”; kaohe config prints all" }
    unknown_place_like(name: &str, nearest: &str) { zh: "没有“{name}”这个地方，是不是“{nearest}”？", en: "there is no place “{name}”; is “{nearest}” meant?" }
    unknown_action(place: &str, name: &str) { zh: "“{place}”里没有“{name}”这个命令。运行 kaohe config 可看全部。", en: "there is no action “{name}” in “{place}”; kaohe config prints all" }
    unknown_action_like(place: &str, name: &str, nearest: &str) { zh: "“{place}”里没有“{name}”这个命令，是不是“{nearest}”？", en: "there is no action “{name}” in “{place}”; is “{nearest}” meant?" }
    not_a_key(written: &str) {
        zh: "“{written}”不是按键。请写成 m、F5、C-s、enter、space 的样子。",
        en: "“{written}” is not a key; write it like m, F5, C-s, enter, space",
    }
    other_key(written: &str, instead: &str) {
        zh: "终端里“{written}”与“{instead}”是同一个键。请改写为 {instead}，或换一个键。",
        en: "to a terminal “{written}” is the same key as “{instead}”; write {instead}, or take another key",
    }
    no_alt(written: &str) {
        zh: "“{written}”：带 Alt 的键不能用，终端把它当作 Esc 加一个键送来。请用 F 键、C-（Ctrl）加字母或单个字母。",
        en: "“{written}”: keys with Alt cannot be used, for terminals send them as Esc and a key; take an F key, C- (Ctrl) and a letter, or a letter",
    }
    two_actions(key: &str, first: &str, second: &str) {
        zh: "“{key}”已是 {first} 的按键，不能再给 {second}。请换一个键，或同时给 {first} 另写按键。",
        en: "“{key}” is a key of {first} and cannot be one of {second} too; take another, or give {first} other keys as well",
    }
    no_key(action: &str) { zh: "{action} 没有按键了。请至少写一个；要用原来的按键，删去这一行。", en: "{action} would have no key; write one, or delete the line to keep its own" }
    letter_in_text(key: &str, place: &str) { zh: "“{place}”里“{key}”是文字，不能作命令。请用 F 键、Ctrl 或方向键等。", en: "in “{place}” “{key}” is text; use an F key, Ctrl, an arrow or the like" }
    no_folder(folder: &str) { zh: "没有文件夹“{folder}”，其中的细则暂不列出。请核对路径。", en: "there is no folder “{folder}”; its rubrics are left out; check the path" }
    no_template(file: &str) { zh: "没有模板文件“{file}”，导出报表时用不了。请核对路径。", en: "there is no file “{file}” to fill reports in; check the path" }

    unknown_gap(name: &str, all: &str) { zh: "模板里没有“{name}”这一项。可用的有 {all}；要写括号本身，写两个。", en: "nothing is filled in for “{name}”; there is {all}; a brace itself is written twice" }
    unknown_gap_like(name: &str, nearest: &str) { zh: "模板里没有“{name}”这一项，是不是“{nearest}”？", en: "nothing is filled in for “{name}”; is “{nearest}” meant?" }
    lone_brace { zh: "模板里的花括号没有成对。每一项写成 {数量} 的样子；要写括号本身，写两个。", en: "a brace of the template has no counterpart; write {count}, or a brace itself twice" }

    // What is said where a configuration cannot be used.
    not_used(count: usize) { zh: "设置文件有 {count} 处错误，没有采用，按默认设置运行。改好后可用 kaohe config --check 文件 检查。", en: "the configuration has {count} errors and is not used; the defaults hold. Check it with kaohe config --check FILE", one(count): "the configuration has an error and is not used; the defaults hold. Check it with kaohe config --check FILE" }
    not_used_short(count: usize) { zh: "设置文件有 {count} 处错误，没有采用；退出后可见说明。", en: "The configuration has {count} errors and is not used; they are told when you leave.", one(count): "The configuration has an error and is not used; it is told when you leave." }
    checked(errors: usize, warnings: usize) { zh: "检查设置文件：{errors} 个错误，{warnings} 个提醒", en: "configuration checked: {errors} errors, {warnings} warnings" }

    // The comments of the file that is printed.
    heading(path: &str) {
        zh: "kaohe 的设置。放在 {path}，或由 KAOHE_CONFIG 指定；只写要改的几行即可。",
        en: "The configuration of kaohe, at {path} or where KAOHE_CONFIG says; write only what differs.",
    }
    nowhere { zh: "用户的设置目录", en: "the user's folder of configurations" }
    language { zh: "界面语言：zh、en", en: "the language: zh, en" }
    theme { zh: "颜色：dark 深色背景，light 浅色背景，contrast 高对比。NO_COLOR 优先", en: "colours: dark, light, contrast; NO_COLOR comes first" }
    marks { zh: "记号：unicode、ascii", en: "marks: unicode, ascii" }
    ambiguous { zh: "…、○ 等字符的宽度：auto 问终端，wide 两格（改用 ascii 记号），narrow 一格", en: "how wide … and ○ are: auto asks the terminal, wide (marks are ascii then), narrow" }
    mouse { zh: "鼠标：off、on。打开后终端自己的选字复制不能直接用（多数终端按住 Shift 可用），所以默认关闭", en: "the mouse: off, on. While it is on, the terminal's own marking of text needs Shift, so it is off unless asked for" }
    rubrics { zh: "另外的细则目录；相对路径从设置文件所在目录算起", en: "further folders of rubrics, from the folder of this file" }
    templates(gaps: &str) { zh: "说明的模板，在常用语里选用，替代内置的几条；[] 为不用。填的有 {gaps}", en: "templates of remarks, in the list of phrases, instead of the built-in ones; [] for none. Filled in are {gaps}" }
    report_template { zh: "报表的 Word 模板（docx），导出报表时可选；相对路径从设置文件所在目录算起，不写就不用", en: "an office's own Word file (docx) that reports can be filled in, from the folder of this file; empty for none" }
    keys { zh: "按键：每个地方、每个命令一行，第一个键显示在底行。写法：m、F5、C-s（Ctrl）、enter、space、0-9", en: "keys: for each place and action, the one shown at the bottom first; written m, F5, C-s (Ctrl), enter, space, 0-9" }
}

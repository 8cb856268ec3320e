//! The screens in plain lines (`--plain`): what is said around what the screens say.

use super::messages;

messages! {
    prompt { zh: "> ", en: "> " }
    welcome {
        zh: "逐行问答。每行输入后按回车；输入 ? 看能输入什么。",
        en: "Questions and answers, line by line. Press Enter after each; ? tells what can be typed.",
    }
    place_of(at: usize, of: usize) { zh: "第 {at} 行，共 {of} 行", en: "row {at} of {of}" }
    selected(line: &str) { zh: "当前：{line}", en: "here: {line}" }
    nothing_changed { zh: "没有变化", en: "nothing changed" }
    folded { zh: "已折叠", en: "folded" }
    marked(count: usize) { zh: "已选 {count} 份", en: "{count} marked" }
    accept_how { zh: "采用 1（采用第 1 栏，余类推）", en: "accept 1 (the first column, and so on)" }
    accept_word { zh: "采用", en: "accept" }
    accept_which(last: usize) {
        zh: "请说采用第几栏：采用 1 至 采用 {last}。",
        en: "Say which column: accept 1 to accept {last}.",
    }
    help_accept {
        zh: "采用 1：对比里采用第 1 栏，接着问理由",
        en: "accept 1: in a comparison takes what the first column says; the reason is asked for next",
    }
    can_do(keys: &str) { zh: "可以：{keys}", en: "keys: {keys}" }
    in_form {
        zh: "可以：回车 保留原值到下一项  :^ 上一项  :- 清空  :save 保存  :esc 取消",
        en: "keys: Enter keeps and goes on  :^ back  :- empties  :save saves  :esc leaves",
    }
    field(place: usize, of: usize, label: &str) {
        zh: "第 {place} 项，共 {of} 项：{label}",
        en: "field {place} of {of}: {label}",
    }
    now(value: &str) { zh: "现在是：{value}", en: "now: {value}" }
    goes_on {
        zh: "这一页没有读完：下面的行输入序号或 down 去看。",
        en: "The page goes on: type the number of a row, or down.",
    }
    names_in_a_line { zh: "几个名称写在一行里，用分号隔开", en: "Several names in one line: put semicolons between them" }
    now_empty { zh: "现在是空的", en: "now empty" }
    options(options: &str) { zh: "选项：{options}", en: "options: {options}" }
    wrong(why: &str) { zh: "有误：{why}", en: "not usable: {why}" }
    no_option(text: &str) {
        zh: "没有“{text}”这个选项：请输入选项的序号或文字。",
        en: "No option \"{text}\": type its number or its words.",
    }
    several_options(text: &str, options: &str) {
        zh: "“{text}”有几个都像：{options}。请输入序号。",
        en: "\"{text}\" stands in several: {options}. Type its number.",
    }
    only_on_clause(word: &str) {
        zh: "“{word}”是记录用的话，要在条款的行上说；当前这一行不能这样记。先到那一条：输入编号，如 一/1/2b。",
        en: "\"{word}\" records something and is said on the row of a clause that takes it; go there by its id, such as 一/1/2b.",
    }
    unknown(text: &str) {
        zh: "不知道“{text}”是什么：不是数、编号、键名，也不是操作名。输入 ? 看能输入什么。",
        en: "\"{text}\" is no number, id, key or action. ? tells what can be typed.",
    }
    several(names: &str) { zh: "有几个操作都像：{names}", en: "Several actions fit: {names}" }
    help_enter {
        zh: "回车（空行）：下一行；在问答里保留原值，到下一项，最后一项时保存",
        en: "Enter alone: the next row; in a form: keeps the value and goes on, at the last field saves",
    }
    help_number {
        zh: "数：记这么多次、率或分；列表里是第几行",
        en: "a number: records so many, a rate, a score; in a list: which row",
    }
    help_id { zh: "编号，如 一/1/2b：到那一条", en: "an id such as 一/1/2b: goes there" }
    help_find { zh: "/文字：查找（汉字、拼音、首字母）", en: "/words: looks for characters or pinyin" }
    help_more { zh: "??：当前行的全文和算式", en: "??: everything about this row, with the arithmetic" }
    help_action {
        zh: "有问题、无问题、未评、不涉及（任务：已完成、部分完成、未完成）：这样记当前条款；键名或操作名，如 m、tab、无问题；在问答里前面加冒号，如 :esc 取消、:^ 上一项、:- 清空",
        en: "found, met, open, n/a (of a task: done, partly done, not done): records so on this clause; a key or an action, such as m, tab, met; in a form behind a colon: :esc leaves, :^ goes back, :- empties the field",
    }
}

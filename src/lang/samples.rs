//! 随机抽查 in words.

use super::{Lang, messages};
use crate::session::Sample;

/// What was drawn from how many, with which seed, on which day.
#[must_use]
pub fn summary(lang: Lang, sample: &Sample) -> String {
    let words = drawn_of(lang, sample.names.len(), sample.drawn.len(), &sample.seed);
    match sample.date {
        Some(date) => on_day(lang, &words, &date.to_string()),
        None => words,
    }
}

/// The same with the names, on one line; nothing where nothing was drawn.
#[must_use]
pub fn in_full(lang: Lang, sample: Option<&Sample>) -> String {
    let Some(sample) = sample else { return String::new() };
    format!("{}{}{}", summary(lang, sample), colon(lang), listed(lang, &sample.drawn))
}

/// The list that was drawn from.
#[must_use]
pub fn names_in_full(lang: Lang, names: &[String]) -> String {
    all_names(lang, &listed(lang, names))
}

/// Names one behind the other.
#[must_use]
pub fn listed(lang: Lang, names: &[String]) -> String {
    names.join(lang.enumeration_comma())
}

messages! {
    label { zh: "抽查", en: "Sample" }
    label_drawn { zh: "抽中", en: "Drawn" }
    drawn_of(names: usize, drawn: usize, seed: &str) { zh: "{names} 个抽 {drawn} 个，种子 {seed}", en: "{drawn} of {names}, seed {seed}" }
    on_day(words: &str, date: &str) { zh: "{words}，{date}", en: "{words}, {date}" }
    colon { zh: "：", en: ": " }
    for_item(id: &str, words: &str) { zh: "{id}：{words}", en: "{id}: {words}" }
    with_finding(name: &str) { zh: "{name}  有情形", en: "{name}  has a finding" }
    ask_again(id: &str) { zh: "{id} 已抽过，重抽会替换原来的结果（u 可撤销）。重抽吗？", en: "{id} has a sample; another list, number or seed replaces it (u takes it back). Draw again?" }
    not_looked_at(name: &str) { zh: "{name}  未查", en: "{name}  not looked at" }
    without_finding(name: &str) { zh: "{name}  无情形", en: "{name}  no finding" }
    not_repeatable { zh: "抽中的与种子、名单按规则抽出的不一致，请核对", en: "What was drawn is not what seed and list give; check it" }
    other_draw(id: &str) {
        zh: "{id} 抽中的与种子、名单按规则抽出的不一致，可能改过。请核对；规则见文档《常做的事》“随机抽查”。",
        en: "what was drawn for {id} is not what its seed and its list give; it may have been changed. Check it; docs/en/manual.md tells the rule",
    }

    // The foot of a report.
    heading { zh: "随机抽查", en: "Samples" }
    names_from_to(first: &str, last: &str, count: usize) { zh: "名单：{first}……{last}，共 {count} 个（全部在考核记录里）", en: "Names: {first} … {last}, {count} in all (listed in the session)" }
    rule { zh: "抽法：每个名称取“种子紧接名称”（UTF-8）的 SHA-256，从小到大排，取前几个；名单的顺序不影响结果。", en: "Rule: the names are sorted by SHA-256 of the seed directly followed by the name (UTF-8), and the first ones are drawn; the order of the list does not matter." }

    // The command.
    about { zh: "从名单里随机抽查，抽中的记入考核记录；不写 --draw 则列出抽过的并照样重抽核对", en: "Draw names into a session; without --draw tell what was drawn and repeat each draw" }
    id_argument { zh: "条款或考核项的编号", en: "The id of a clause or an item" }
    name_argument { zh: "名单上的名称", en: "Names to draw from" }
    names_option { zh: "名单文件，一行一个，- 为标准输入", en: "A file of names, one a line, - for standard input" }
    draw_option { zh: "抽几个", en: "How many to draw" }
    seed_option { zh: "种子；不写则由时间给出", en: "The seed, else from the clock" }
    again_option { zh: "抽过的重抽", en: "Draw again where it was drawn already" }
    how_many { zh: "抽几个没有写，例如 --draw 3", en: "how many? for example --draw 3" }
    nothing_to_draw { zh: "名单是空的，或抽 0 个：没有可抽的", en: "the list is empty, or none is to be drawn" }
    none_drawn { zh: "没有抽查", en: "no sample was drawn" }
    all_names(names: &str) { zh: "名单：{names}", en: "Names: {names}" }
    repeated { zh: "照样重抽，结果一致", en: "Repeated: the same names" }
    is_final(path: &str) { zh: "{path}：已定稿，没有抽。请先取消定稿。", en: "{path}: is finalised, nothing was drawn; reopen it first" }
    no_such_id(id: &str) { zh: "细则里没有“{id}”", en: "the rubric has no “{id}”" }
    drawn_already(id: &str) { zh: "{id} 抽过了；确要重抽，请加 --again", en: "a sample was drawn for {id} already; --again draws anew" }

    // The form.
    title(id: &str) { zh: "随机抽查 {id}", en: "Draw a sample for {id}" }
    names { zh: "名单", en: "Names" }
    names_hint { zh: "一行一个，可以粘贴；Ctrl-R 用已有的名单；清空即删去抽查", en: "One a line, also pasted; Ctrl-R takes a list used before; none removes the sample" }
    draw { zh: "抽几个", en: "How many" }
    draw_hint { zh: "抽的个数", en: "How many are drawn" }
    seed { zh: "种子", en: "Seed" }
    seed_hint { zh: "由时间给出，可以改；名单和种子一样，抽中的就一样", en: "From the clock, may be changed; the same list and seed draw the same" }
    only_so_many(count: usize) { zh: "名单只有 {count} 个", en: "There are only {count} names", one(count): "There is only one name" }
    drawn(names: &str) { zh: "抽中：{names}（u 撤销）", en: "Drawn: {names} (u takes it back)" }
    removed { zh: "抽查已删去，u 撤销。", en: "The sample is removed; u takes it back." }
    subject_hint { zh: "Ctrl-R 选抽中的", en: "Ctrl-R offers what was drawn" }
}

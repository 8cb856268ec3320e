//! 上月, 市平均值: references that the assessor gives, in words.

use super::{Lang, messages};
use crate::points::Points;
use crate::rubric::Given;

messages! {
    no_name { zh: "基准值", en: "the reference" }
    this_one { zh: "本期", en: "This one" }
    this_rate { zh: "实际（%）", en: "Actual (%)" }
    rate_of(name: &str) { zh: "{name}（%）", en: "{name} (%)" }
    recorded(actual: &str, name: &str, base: &str) { zh: "实际 {actual}，{name} {base}", en: "actual {actual}, {name} {base}" }
    both { zh: "实际和参照的数值都要填", en: "both figures are needed" }
    hint { zh: "考核时由考核人员填写", en: "given by the assessor" }
    rate_hint { zh: "百分数，如 92.5", en: "in percent, such as 92.5" }
}

/// What it is called.
#[must_use]
pub fn name(lang: Lang, given: &Given) -> &str {
    if given.name.is_empty() { no_name(lang) } else { &given.name }
}

/// What is held against it is called.
#[must_use]
pub fn actual(lang: Lang, given: &Given) -> &'static str {
    if given.rate { this_rate(lang) } else { this_one(lang) }
}

/// What the field of the reference is called.
#[must_use]
pub fn field(lang: Lang, given: &Given) -> String {
    let name = name(lang, given);
    if given.rate { rate_of(lang, name) } else { name.to_owned() }
}

/// A figure of this kind: a rate says so.
#[must_use]
pub fn figure(given: &Given, figure: Points) -> String {
    if given.rate { format!("{figure}%") } else { figure.to_string() }
}

/// What was recorded: `实际 92%，市平均值 95%`.
#[must_use]
pub fn value(lang: Lang, given: &Given, (actual, base): (Points, Points)) -> String {
    recorded(lang, &figure(given, actual), name(lang, given), &figure(given, base))
}

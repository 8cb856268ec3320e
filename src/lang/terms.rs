//! What a rubric states beside points: weights, limits, other points for some units, factors.

use super::{Lang, applies, messages, words};
use crate::points::Points;
use crate::rubric::{Bonus, Factor, Head, Indicator, IndicatorKind, NotApplicable};

messages! {
    weighted(weight: Points) { zh: "按 {weight} 计入上级", en: "counts × {weight}" }
    lowest(score: Points) { zh: "最低 {score}", en: "at least {score}" }
    highest(score: Points) { zh: "最高 {score}", en: "at most {score}" }
    points_for(tag: &str, points: Points) { zh: "“{tag}”{points} 分", en: "{points} for “{tag}”" }
    judged { zh: "评议打分", en: "judged" }
    task { zh: "完成情况", en: "a task" }
    outward(name: &str, full: Points, decimals: u32) {
        zh: "得分折算成{name} {full} 分，保留 {decimals} 位小数",
        en: "the score is converted to {full} for {name}, {decimals} decimals",
        one(decimals): "the score is converted to {full} for {name}, 1 decimal",
    }
    on_branch(branch: &str, options: &str) { zh: "乘 {branch} 的得分：{options}", en: "on the score of {branch}: {options}" }
    full { zh: "不涉及的视同满分", en: "what does not apply has full marks" }
    averaged {
        zh: "不涉及的按其余项的平均得分率计",
        en: "what does not apply gets the average rate of the others",
    }
    direct_max(max: Points) { zh: "直接扣分累计不超过 {max}", en: "direct deductions at most {max} together" }
    rescaled(to: Points) {
        zh: "不涉及的缺项换算为 {to} 分制",
        en: "what does not apply is left out and the rest converted to {to}",
    }
}

/// What an indicator states beside its points; nothing for most.
#[must_use]
pub fn indicator(lang: Lang, indicator: &Indicator) -> String {
    let mut terms = Vec::new();
    match indicator.kind {
        IndicatorKind::Judged { .. } => terms.push(judged(lang).to_owned()),
        IndicatorKind::Task => terms.push(task(lang).to_owned()),
        IndicatorKind::Section | IndicatorKind::Clauses | IndicatorKind::Unscored => {}
    }
    terms.extend(indicator.weight.map(|weight| weighted(lang, weight)));
    terms.extend(indicator.points_for.iter().map(|(tag, points)| points_for(lang, tag, *points)));
    terms.extend(indicator.not_applicable.map(|own| policy(lang, own)));
    terms.extend(applies::applies(lang, &indicator.applies));
    terms.extend(limits(lang, indicator.floor, indicator.ceiling));
    joined(lang, &terms)
}

/// What the document states of the whole score.
#[must_use]
pub fn head(lang: Lang, head: &Head) -> String {
    let mut terms = Vec::new();
    if head.not_applicable != NotApplicable::Full {
        terms.push(policy(lang, head.not_applicable));
    }
    terms.extend(limits(lang, head.floor, head.ceiling));
    terms.extend(head.outward.as_ref().map(|to| outward(lang, &to.name, to.full, to.decimals)));
    joined(lang, &terms)
}

/// What happens to points that do not apply.
fn policy(lang: Lang, policy: NotApplicable) -> String {
    match policy {
        NotApplicable::Full => full(lang).to_owned(),
        NotApplicable::Rescale { to, .. } => rescaled(lang, to),
        NotApplicable::Average => averaged(lang).to_owned(),
    }
}

/// What limits the bonus as a whole, its most apart.
#[must_use]
pub fn bonus(lang: Lang, bonus: &Bonus) -> String {
    if bonus.matter_once { words::matter_once(lang).to_owned() } else { String::new() }
}

/// The options of a factor: `优 × 1、良 × 0.9`.
#[must_use]
pub fn factor(lang: Lang, factor: &Factor) -> String {
    let options: Vec<String> =
        factor.options.iter().map(|(name, factor)| format!("{name} × {factor}")).collect();
    let options = options.join(lang.enumeration_comma());
    factor.branch.as_ref().map_or(options.clone(), |branch| on_branch(lang, branch, &options))
}

fn limits(
    lang: Lang,
    floor: Option<Points>,
    ceiling: Option<Points>,
) -> impl Iterator<Item = String> {
    let floor = floor.map(|score| lowest(lang, score));
    floor.into_iter().chain(ceiling.map(|score| highest(lang, score)))
}

fn joined(lang: Lang, terms: &[String]) -> String {
    terms.join(lang.comma())
}

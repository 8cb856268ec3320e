//! 计算步骤 of the whole in words: what happens to the sum of the top level.

use super::{Lang, messages, vetoes};
use crate::points::Points;
use crate::score::Step;

messages! {
    rescaled(obtained: &str, applicable: &str, to: Points, result: &str) {
        zh: "缺项换算：{obtained} ÷ {applicable} × {to} = {result}",
        en: "rescaled: {obtained} ÷ {applicable} × {to} = {result}",
    }
    averaged(points: &str, obtained: &str, applicable: &str, result: &str) {
        zh: "不涉及的 {points} 分按其余项的平均得分率计：{obtained} ÷ {applicable} × {points} = {result}",
        en: "the {points} that do not apply get the average rate of the others: {obtained} ÷ {applicable} × {points} = {result}",
    }
    nothing_applies {
        zh: "没有适用于该单位的考核内容，不计得分，不定等次，不排名",
        en: "nothing applies to this unit: no score, no grade, no rank",
    }
    conversion { zh: "缺项换算", en: "Rescaled" }
    factor(name: &str, base: &str, factor: Points, result: &str) { zh: "{name}：{base} × {factor} = {result}", en: "{name}: {base} × {factor} = {result}" }
    factor_open(no: &str) { zh: "系数 {no} 未选，暂按 1 计", en: "factor {no} is not chosen: 1 for now" }
    direct(amount: &str) { zh: "直接从总分扣 {amount}", en: "direct deductions {amount}" }
    direct_capped(before: &str, after: &str) { zh: "直接扣分 {before}，累计上限内从总分扣 {after}", en: "direct deductions {before}, of which {after} within the cap" }
    bonus(amount: &str) { zh: "加分 {amount}", en: "bonus {amount}" }
    bonus_capped(before: &str, after: &str) { zh: "加分 {before}，累计上限内计 {after}", en: "bonus {before}, of which {after} within the cap" }
    outward(name: &str, score: &str, points: &str, full: Points, result: &str) {
        zh: "折算成{name}：{score} ÷ {points} × {full} = {result}",
        en: "for {name}: {score} ÷ {points} × {full} = {result}",
    }
    outward_label(name: &str) { zh: "折算成{name}", en: "For {name}" }
    outward_words(name: &str, result: &str, full: Points) { zh: "折算成{name} {result} 分（满分 {full} 分）", en: "{result} of {full} for {name}" }
    so_far(score: &str) { zh: "暂得分 {score}", en: "score so far {score}" }
    ended(score: &str) { zh: "最后得分 {score}", en: "total {score}" }
}

/// The words of a step of the whole; `show` writes points as they are shown. Nothing for a
/// step of anything else.
#[must_use]
pub fn words(lang: Lang, step: &Step, show: impl Fn(Points) -> String) -> String {
    match step {
        Step::Rescaled { obtained, applicable, to, result } => {
            rescaled(lang, &show(*obtained), &show(*applicable), *to, &show(*result))
        }
        Step::Averaged { points, obtained, applicable, result } => {
            averaged(lang, &show(*points), &show(*obtained), &show(*applicable), &show(*result))
        }
        Step::NothingApplies => nothing_applies(lang).to_owned(),
        Step::Factor { name, base, factor: by, result } => {
            factor(lang, name, &show(*base), *by, &show(*result))
        }
        Step::FactorOpen { no } => factor_open(lang, no),
        Step::Direct { before, after } if before == after => direct(lang, &show(*before)),
        Step::Direct { before, after } => direct_capped(lang, &show(*before), &show(*after)),
        Step::Bonus { before, after } if before == after => bonus(lang, &show(*before)),
        Step::Bonus { before, after } => bonus_capped(lang, &show(*before), &show(*after)),
        // The last word only where nothing is open.
        Step::Final { score, is_so_far: true } => so_far(lang, &show(*score)),
        Step::Final { score, is_so_far: false } => ended(lang, &show(*score)),
        Step::Veto { no, called, effect, grade } => {
            vetoes::step(lang, (no, called.as_deref()), effect, grade.as_deref())
        }
        Step::Outward { name, score, points, full, decimals, result } => {
            let (score, points) = (show(*score), show(*points));
            outward(lang, name, &score, &points, *full, &result.show(*decimals))
        }
        Step::BetweenGrades { lower, upper } => vetoes::between(lang, lower, upper),
        _ => String::new(),
    }
}

//! What took something from an award, in words.

use super::steps::{Wording, step_words};
use super::{Lang, messages, words};
use crate::points::Points;
use crate::score::{AwardScore, Loss, Lost, Step};

/// Why an award counts less than was claimed.
#[must_use]
pub fn lost(lang: Lang, lost: Lost) -> String {
    match lost {
        Lost::AboveLimit => above_limit(lang).to_owned(),
        Lost::SameMatter => same_matter(lang).to_owned(),
        Lost::UnknownClause => unknown_clause(lang).to_owned(),
        Lost::BelowLimit => below_limit(lang).to_owned(),
        Lost::OnlyOnce => only_once(lang).to_owned(),
        Lost::OtherUnits => other_units(lang).to_owned(),
        Lost::Repeated => printed_twice(lang).to_owned(),
        Lost::AmountMissing => amount_missing(lang).to_owned(),
        Lost::ShareTooLarge => share_too_large(lang).to_owned(),
        Lost::TooFine => too_fine(lang).to_owned(),
        Lost::ClauseFull(limit) => clause_full(lang, limit),
        Lost::GroupFull(limit) => group_full(lang, limit),
        Lost::NotTheLargest => words::only_the_largest(lang).to_owned(),
        Lost::TotalFull(limit) => total_full(lang, limit),
        Lost::Vetoed => vetoed(lang).to_owned(),
    }
}

messages! {
    above_limit { zh: "超过单次上限", en: "above the limit of one award" }
    same_matter { zh: "同一事项只计一次", en: "the same matter counts once" }
    unknown_clause { zh: "细则中没有此条", en: "no such clause in the rubric" }
    below_limit { zh: "低于规定的分值", en: "below the least one award may be" }
    only_once { zh: "本条只计一次", en: "the clause counts once" }
    other_units { zh: "本单位不适用此条", en: "the clause does not apply to this unit" }
    printed_twice { zh: "原文重复，不计", en: "printed twice, not counted" }
    amount_missing { zh: "未填加分值", en: "no amount entered" }
    share_too_large { zh: "责任比例超过允许的，不计", en: "the share is more than is allowed, not counted" }
    too_fine { zh: "数字小数太长，不计", en: "a number has too many decimals, not counted" }
    clause_full(limit: Points) { zh: "本条上限 {limit} 已满", en: "the clause's {limit} are used up" }
    group_full(limit: Points) { zh: "本组上限 {limit} 已满", en: "the group's {limit} are used up" }
    total_full(limit: Points) { zh: "累计上限 {limit} 已满", en: "the total of {limit} is used up" }
    taken(step: &str, counted: Points, why: &str) { zh: "{step}，计 {counted}（{why}）", en: "{step}, {counted} counted ({why})" }
    left(why: &str, left: &str) { zh: "{why}，计 {left}", en: "{why}: {left}" }
    vetoed { zh: "一票否决，不计加分", en: "vetoed, no bonus counts" }
}

/// A direct deduction in words, with what limits leave of it.
#[must_use]
pub fn deduction(wording: Wording<'_>, step: &Step, held: Option<&AwardScore>) -> String {
    let words = step_words(wording, step);
    match held {
        Some(held) if !held.losses.is_empty() => {
            let why = losses(wording.lang, &held.losses, wording.decimals);
            taken(wording.lang, &words, held.counted, &why)
        }
        _ => words,
    }
}

/// What took something from an award: `累计上限 5 已满`; where several things did, what each of
/// them left: `超过单次上限，计 2；累计上限 5 已满，计 1`.
#[must_use]
pub fn losses(lang: Lang, losses: &[Loss], decimals: u32) -> String {
    if let [only] = losses {
        return lost(lang, only.why);
    }
    let each = |loss: &Loss| left(lang, &lost(lang, loss.why), &loss.left.show(decimals));
    let all: Vec<String> = losses.iter().map(each).collect();
    all.join(lang.semicolon())
}

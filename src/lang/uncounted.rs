//! What is recorded and does not count, in words.

use super::{Lang, messages, words};
use crate::score::{Uncounted, What, Why};
use crate::session::Ledger;

messages! {
    heading { zh: "制表时未计入的记录", en: "Recorded, and not counted when this was written" }
    tag(name: &str) { zh: "单位标签“{name}”", en: "the tag “{name}” of the unit" }
    row(ledger: &str, place: usize, no: &str) { zh: "{ledger}第 {place} 行（{no}）", en: "{ledger}, row {place} ({no})" }
    factor(no: &str) { zh: "系数 {no}", en: "factor {no}" }
    unknown_tag { zh: "细则里没有这个标签，不起作用。请改成细则的标签，或删去。", en: "the rubric has no such tag, it does nothing; write one the rubric has, or delete it" }
    unknown { zh: "细则中没有，未计入。", en: "not in the rubric, not counted" }
    other_units { zh: "本单位不适用，记录未计入。请核对单位类型，或清除这条记录。", en: "does not apply to this unit, the record is not counted; look at the kind of the unit, or clear the record" }
    left_out(id: &str) { zh: "{id} 记了不涉及，下面的这条记录未计入。请取消不涉及，或清除这条记录。", en: "{id} is recorded as not applicable, so this record below it is not counted; take that back, or clear the record" }
    repeated { zh: "原文重复的条款，记录未计入。请记在另一处。", en: "printed twice and not counted here; record it at the other place" }
    unfit { zh: "记录与条款不符，未计入。请按条款改正。", en: "does not fit the clause, not counted; correct it as the clause asks" }
    share(share: &str) { zh: "责任比例 {share} 超过条款允许的，未计入。比例写成小数，如 0.4。", en: "the share {share} is more than the clause allows, not counted; shares are fractions such as 0.4" }
    share_meant(share: &str, meant: &str, percent: &str) { zh: "责任比例 {share} 超过条款允许的，未计入。{percent} 请写成 {meant}。", en: "the share {share} is more than the clause allows, not counted; write {percent} as {meant}" }
    too_fine(number: &str, most: u32) { zh: "“{number}”小数太长，没有看懂，这条记录未计入。最多 {most} 位小数，请改正；除不尽的填分子和分母，如 [1, 3]。", en: "“{number}” has too many decimals and was not understood, the record is not counted; write at most {most} decimals, or numerator and denominator such as [1, 3]" }
    rounded(limit: &str) { zh: "界限是 {limit}，除不尽；填的是约数或百分数，算在界限哪一边说不准（33.3% 低于 1/3）。请改填分子和分母，如 [1, 3]。", en: "the limit is {limit}, which no decimal is; the figure is rounded or a percentage, and which side it is on cannot be told (33.3% is below 1/3): enter numerator and denominator, such as [1, 3]" }
    alike(other: &str) { zh: "与“{other}”写法相近，现按两个事项计。是同一事项的，请改成一样的名称。", en: "written nearly as “{other}” and counted as another matter; if it is the same one, give it the same name" }
}

/// What it is about.
#[must_use]
pub fn what(lang: Lang, what: &What) -> String {
    match what {
        What::Tag(name) => tag(lang, name),
        What::Entry(id) => id.clone(),
        What::Row { ledger, place, clause } => {
            let ledger = match ledger {
                Ledger::Bonus => words::bonus(lang),
                Ledger::Veto => words::veto(lang),
                Ledger::Direct => words::direct(lang),
            };
            row(lang, ledger, place + 1, clause)
        }
        What::Factor(no) => factor(lang, no),
    }
}

/// Why it is told, and what to do about it.
#[must_use]
pub fn why(lang: Lang, what: &What, why: &Why) -> String {
    match why {
        Why::Unknown if matches!(what, What::Tag(_)) => unknown_tag(lang).to_owned(),
        Why::Unknown => unknown(lang).to_owned(),
        Why::OtherUnits => other_units(lang).to_owned(),
        Why::LeftOut(id) => left_out(lang, id),
        Why::Repeated => repeated(lang).to_owned(),
        Why::Unfit => unfit(lang).to_owned(),
        Why::Share(written, None) => share(lang, &written.to_string()),
        Why::Share(written, Some(meant)) => {
            let percent = words::percent(*meant);
            share_meant(lang, &written.to_string(), &meant.to_string(), &percent)
        }
        Why::TooFine(number, most) => too_fine(lang, &number.to_string(), *most),
        Why::Rounded(limit) => rounded(lang, limit),
        Why::Alike(other) => alike(lang, other),
    }
}

/// Both in one line.
#[must_use]
pub fn line(lang: Lang, told: &Uncounted) -> String {
    let colon = if lang == Lang::Zh { "：" } else { ": " };
    format!("{}{colon}{}", what(lang, &told.what), why(lang, &told.what, &told.why))
}

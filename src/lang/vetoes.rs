//! 一票否决 in words: what it is called, what follows from it, what it leaves of a grade.

use super::{Lang, messages, words};
use crate::rubric::{Grade, Rubric, Veto, VetoEffect};
use crate::score::Total;

messages! {
    bars { zh: "一票否优", en: "Barred" }
    lowers { zh: "降低等次", en: "Lowered" }
    veto_within { zh: "一票否决", en: "veto" }
    bars_within { zh: "一票否优", en: "barred" }
    lowers_within { zh: "降低等次", en: "lowered" }
    score_becomes(score: &str) { zh: "总分按{score}分处理，不计加分", en: "the score becomes {score}, no bonus" }
    grade_is(name: &str) { zh: "等次为{name}，得分保留", en: "the grade is {name}, the score stays" }
    marked(name: &str) { zh: "标记“{name}”，得分保留（细则未写明后果）", en: "marked {name}, the score stays (no consequence is stated)" }
    own_mark(name: &str) { zh: "{name}，得分保留", en: "{name}, the score stays" }
    barred(name: &str) { zh: "不得评为{name}及以上", en: "cannot be graded {name} or higher" }
    barred_alone(name: &str) { zh: "不得评为{name}", en: "cannot be graded {name}" }
    lowered(by: u32) { zh: "降低{by}个考核等次", en: "{by} grades lower", one(by): "one grade lower" }
    took_effect(called: &str, no: &str, says: &str) { zh: "{called}（{no}）：{says}", en: "{called} ({no}): {says}" }
    leaves(grade: &str) { zh: "，等次为{grade}", en: ", the grade is {grade}" }
    between(lower: &str, upper: &str) {
        zh: "等次未定：在{lower}与{upper}之间，细则没有规定",
        en: "no grade: between {lower} and {upper}, where the rubric names none",
    }
    numbered(called: &str, no: &str) { zh: "{called} {no}", en: "{called} {no}" }
}

/// What a veto is called: the document's own word, else the usual one of its kind.
#[must_use]
pub fn called(lang: Lang, veto: &Veto) -> &str {
    veto.called().unwrap_or_else(|| usual_of(lang, &veto.effect))
}

fn usual_of(lang: Lang, effect: &VetoEffect) -> &'static str {
    match effect {
        VetoEffect::Bars(_) => bars(lang),
        VetoEffect::Down(_) => lowers(lang),
        VetoEffect::Score(_) | VetoEffect::Grade(_) | VetoEffect::Flag(_) => words::veto(lang),
    }
}

/// The same within a sentence.
#[must_use]
pub fn called_within(lang: Lang, veto: &Veto) -> &str {
    veto.called().unwrap_or_else(|| usual_within(lang, &veto.effect))
}

fn usual_within(lang: Lang, effect: &VetoEffect) -> &'static str {
    match effect {
        VetoEffect::Bars(_) => bars_within(lang),
        VetoEffect::Down(_) => lowers_within(lang),
        VetoEffect::Score(_) | VetoEffect::Grade(_) | VetoEffect::Flag(_) => veto_within(lang),
    }
}

/// What the vetoes of a rubric are called together: the document's words, the usual one first
/// where one of them has no other.
#[must_use]
pub fn heading(lang: Lang, rubric: &Rubric) -> String {
    let has_veto = rubric.vetoes.iter().any(|veto| veto.effect.is_veto());
    let usual = |veto: &Veto| {
        if has_veto { words::veto(lang) } else { usual_of(lang, &veto.effect) }
    };
    let names = rubric.vetoes.iter();
    let names = names.map(|veto| veto.called().unwrap_or_else(|| usual(veto)).to_owned());
    distinct(lang, words::veto(lang), names)
}

/// What the vetoes that hold are called.
#[must_use]
pub fn held(lang: Lang, vetoed_as: &[Option<String>]) -> String {
    let names = vetoed_as.iter().map(|own| own.as_deref().unwrap_or(words::veto(lang)).to_owned());
    distinct(lang, words::veto(lang), names)
}

fn distinct(lang: Lang, first: &str, names: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.sort_by_key(|name| name != first);
    if all.is_empty() { first.to_owned() } else { all.join(lang.enumeration_comma()) }
}

/// What follows from a veto: 年度考核等次为不合格, 作零分处理.
#[must_use]
pub fn effect(lang: Lang, rubric: &Rubric, veto: &Veto) -> String {
    match &veto.effect {
        VetoEffect::Score(score) => score_becomes(lang, &score.to_string()),
        VetoEffect::Grade(name) => grade_is(lang, name),
        VetoEffect::Flag(name) => flag(lang, &veto.effect, name),
        VetoEffect::Bars(name) if rubric.grades.is_empty() => barred_alone(lang, name),
        VetoEffect::Bars(name) => barred(lang, name),
        VetoEffect::Down(by) => lowered(lang, *by),
    }
}

fn flag(lang: Lang, effect: &VetoEffect, name: &str) -> String {
    effect.own_mark().map_or_else(|| marked(lang, name), |mark| own_mark(lang, mark))
}

/// A veto that took effect, and the grade it left where it changes one.
#[must_use]
pub fn step(
    lang: Lang,
    (no, called): (&str, Option<&str>),
    effect: &VetoEffect,
    grade: Option<&str>,
) -> String {
    let says = match effect {
        VetoEffect::Score(score) => score_becomes(lang, &score.to_string()),
        VetoEffect::Grade(name) => grade_is(lang, name),
        VetoEffect::Flag(name) => flag(lang, effect, name),
        VetoEffect::Bars(name) if grade.is_some() => barred(lang, name),
        VetoEffect::Bars(name) => barred_alone(lang, name),
        VetoEffect::Down(by) => lowered(lang, *by),
    };
    let mut said =
        took_effect(lang, called.unwrap_or_else(|| usual_within(lang, effect)), no, &says);
    if let Some(grade) = grade.filter(|_| !effect.is_veto()) {
        said.push_str(&leaves(lang, grade));
    }
    said
}

/// From where to where the band of a grade goes: `≥ 81`, `81~89`.
#[must_use]
pub fn band(grade: &Grade) -> String {
    let from = grade.from;
    grade.to.map_or_else(|| format!("≥ {from}"), |to| format!("{from}~{to}"))
}

/// What vetoes do to a grade that the rubric does not name: 不得评为优秀, 降低1个考核等次.
#[must_use]
pub fn beside_grade(lang: Lang, effect: &VetoEffect) -> String {
    match effect {
        VetoEffect::Bars(name) => barred_alone(lang, name),
        VetoEffect::Down(by) => lowered(lang, *by),
        VetoEffect::Score(_) | VetoEffect::Grade(_) | VetoEffect::Flag(_) => String::new(),
    }
}

/// The words of [`lowered`] around its number, for more than one.
#[must_use]
pub fn around_lowered(lang: Lang) -> (String, String) {
    // A number that stands for any: what is around it is the same for all.
    const ANY: u32 = 88;
    let words = lowered(lang, ANY);
    let around = words.split_once(&ANY.to_string());
    around.map(|(before, behind)| (before.to_owned(), behind.to_owned())).unwrap_or_default()
}

/// 等次 as it is told: its name, and what vetoes do to one the rubric does not name; `None`
/// where there is neither.
#[must_use]
pub fn grade(lang: Lang, total: &Total) -> Option<String> {
    let between = total.between_grades.as_ref().map(|(lower, upper)| between(lang, lower, upper));
    grade_of(lang, total.grade.as_deref().or(between.as_deref()), &total.beside_grade)
}

/// The same of a result that is told without its whole.
#[must_use]
pub fn grade_of(lang: Lang, grade: Option<&str>, beside: &[VetoEffect]) -> Option<String> {
    let beside = beside.iter().map(|effect| beside_grade(lang, effect));
    let all: Vec<String> = grade.map(str::to_owned).into_iter().chain(beside).collect();
    (!all.is_empty()).then(|| all.join(lang.comma()))
}

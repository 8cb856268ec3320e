//! 一票否决: conditions, and what follows from them.

use super::numbers;
use crate::rubric::{AppliesTo, Veto, VetoEffect};
use crate::wording::Consequence;
use crate::wording::vetoes as wording;

/// A condition and its number, where one is printed.
pub(super) struct Condition {
    pub(super) no: String,
    pub(super) text: String,
}

/// What follows, as a rubric has it.
pub(super) fn effect(text: &str, grades: &[String]) -> VetoEffect {
    made(wording::effect(text, grades))
}

pub(super) fn made(consequence: Consequence) -> VetoEffect {
    match consequence {
        Consequence::Score(points) => VetoEffect::Score(points),
        Consequence::Grade(name) => VetoEffect::Grade(name),
        Consequence::Bars(name) => VetoEffect::Bars(name),
        Consequence::Down(grades) => VetoEffect::Down(grades),
        Consequence::Flag(name) => VetoEffect::Flag(name),
    }
}

/// The conditions of a text: a list behind a colon, or parts of a sentence joined by 或.
pub(super) fn conditions(text: &str) -> Vec<Condition> {
    if let Some(list) = list(text) {
        return list;
    }
    let start = consequence(text);
    let body = &text[..start];
    let mut conditions: Vec<Condition> = Vec::new();
    let mut from = 0;
    for (at, c) in body.char_indices() {
        let is_stop = matches!(c, '，' | '、' | '；' | ',' | ';');
        if !is_stop {
            continue;
        }
        let after = &body[at + c.len_utf8()..];
        let ends_clause = body[..at].ends_with('的') && !after.is_empty();
        let is_or = after.starts_with('或') && (ends_clause || c != '、');
        if ends_clause || is_or || matches!(c, '；' | ';') {
            push(&mut conditions, &body[from..at]);
            from = at + c.len_utf8();
        }
    }
    // The last condition keeps what follows from it.
    push(&mut conditions, &text[from..]);
    conditions
}

fn push(conditions: &mut Vec<Condition>, text: &str) {
    let text = text.trim();
    let text = text.strip_prefix("或者").or_else(|| text.strip_prefix('或')).unwrap_or(text);
    let text = text.trim_matches(|c: char| c.is_whitespace() || "。；;，,、".contains(c));
    if text.chars().count() >= 3 {
        conditions.push(Condition { no: String::new(), text: text.to_owned() });
    }
}

/// Where the words begin that say what follows.
fn consequence(text: &str) -> usize {
    let words = [
        "，实行",
        "，年度考核",
        "，考核结果",
        "，当月考核",
        "，评价结果",
        "，直接",
        "，自查结果",
        "，取消",
        "，不得评",
        "，评定为",
        "，确定为",
        "，一律",
        "，予以",
        "，按照",
        "，一票否决",
        "，即",
        "，考核",
        "，年终",
        "，评定",
        "，当年",
        "，本年度",
        "，将",
        "，认定为",
        "，则",
    ];
    words.iter().filter_map(|word| text.find(word)).min().unwrap_or(text.len())
}

/// `有下列情形之一的，…：（一）…；（二）…。`
fn list(text: &str) -> Option<Vec<Condition>> {
    let colon = text.char_indices().filter(|(_, c)| matches!(c, '：' | ':'));
    let colon = colon.map(|(at, c)| at + c.len_utf8()).find(|at| {
        let before = &text[..*at];
        ["情形", "情况", "之一", "否决", "下列", "以下"].iter().any(|word| before.contains(word))
    })?;
    let body = text[colon..].trim();
    if body.is_empty() {
        return Some(Vec::new());
    }
    let mut conditions: Vec<Condition> = Vec::new();
    for part in body.split(['；', ';', '\n', '。']) {
        let part = part.trim();
        let head = numbers::head(part);
        let rest = head.as_ref().map_or(part, |head| &part[head.length..]);
        push(&mut conditions, rest);
        if let (Some(head), Some(last)) = (head, conditions.last_mut())
            && last.text.starts_with(rest.trim_end_matches(['。', '；']).trim())
        {
            last.no = head.no;
        }
    }
    Some(conditions)
}

/// A veto of a condition. How many it takes, and of what.
pub(super) fn veto(no: String, text: String, effect: VetoEffect) -> Veto {
    let (at_least, unit) = threshold(&text);
    Veto { no, text, label: None, at_least, unit, effect, applies: AppliesTo::default() }
}

fn threshold(text: &str) -> (u32, String) {
    let digits = ["一", "两", "三", "四", "五"];
    for (at, unit) in text.char_indices().filter(|(_, c)| matches!(c, '起' | '次' | '人' | '件'))
    {
        let before = &text[..at];
        let after = &text[at + unit.len_utf8()..];
        let count = digits.iter().position(|digit| before.ends_with(digit)).map(|place| place + 1);
        let plain = before.chars().next_back().and_then(|c| c.to_digit(10));
        let count = count.or_else(|| {
            let single =
                before.chars().rev().nth(1).is_none_or(|c| !c.is_ascii_digit() && c != '.');
            plain.filter(|_| single).map(|value| value as usize)
        });
        let is_least = after.starts_with("以上")
            || after.starts_with("及以上")
            || after.starts_with("（含）以上")
            || after.starts_with("（含");
        let happens = unit == '起' && !after.starts_with("以下");
        let fits = |count: &usize| *count > 0 && (is_least || happens || *count == 1);
        if let Some(count) = count.filter(fits) {
            // 一起较大 is one; 死亡10人以上 describes the accident.
            let of_accident =
                unit == '人' && (before.contains(['亡', '伤']) || !before.contains("发生"));
            if !of_accident {
                return (u32::try_from(count).unwrap_or(1), unit.to_string());
            }
        }
    }
    let is_event = ["事故", "事件", "案件", "火灾", "疫情", "灾害", "死亡"]
        .iter()
        .any(|word| text.contains(word));
    (1, if is_event { "起" } else { "次" }.to_owned())
}

//! 一票否决: conditions, and what follows from them.

use super::numbers;
use crate::points::Points;
use crate::rubric::{AppliesTo, Veto, VetoEffect};

/// A condition and its number, where one is printed.
pub(super) struct Condition {
    pub(super) no: String,
    pub(super) text: String,
}

/// Whether a text says what makes a result void, whatever the score.
pub(super) fn is_veto(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let lists = has(&["情形之一", "情况之一", "下列情形", "以下情形", "之一的"]);
    has(&["一票否决"])
        || lists
            && has(&[
                "不得评为",
                "不合格",
                "取消",
                "不予",
                "零分",
                "0分",
                "定为",
                "判为",
                "不达标",
                "降为",
                "不能评为",
                "降低",
            ])
        || has(&[
            "作零分处理",
            "按零分",
            "计零分",
            "记零分",
            "按0分",
            "计0分",
            "记0分",
            "得分为0分",
            "得0分",
        ]) && has(&["考核", "年度", "当月", "总分", "总得分"])
        || has(&[
            "直接评定为",
            "直接确定为",
            "直接判定为",
            "评定为不",
            "确定为不",
            "定为不合格",
            "判定为不",
            "为不达标的",
            "结果为不达标",
        ])
}

/// What follows.
pub(super) fn effect(text: &str, grades: &[String]) -> VetoEffect {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for word in ["不得评为", "不能评为", "不得评定为", "不得确定为", "不得被评为"]
    {
        if let Some(name) = name_behind(&compact, word) {
            return VetoEffect::Bars(name);
        }
    }
    let zero = ["零分", "0分", "０分"];
    let is_zero = |at: usize| !compact[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
    if zero.iter().any(|word| compact.find(word).is_some_and(is_zero))
        && !compact.contains("项得0分")
    {
        return VetoEffect::Score(Points::ZERO);
    }
    let words = [
        "确定为",
        "评定为",
        "判定为",
        "认定为",
        "定为",
        "评为",
        "判为",
        "列为",
        "结果为",
        "等次为",
        "等级为",
        "降为",
        "直接为",
    ];
    for word in words {
        if let Some(name) = name_behind(&compact, word) {
            return VetoEffect::Grade(name);
        }
    }
    let named = grades.iter().find(|grade| {
        compact.contains(grade.as_str())
            && (compact.contains(&format!("为{grade}")) || grade.starts_with('不'))
    });
    match named {
        Some(grade) => VetoEffect::Grade(grade.clone()),
        None if compact.contains("不合格") => VetoEffect::Grade("不合格".to_owned()),
        None => VetoEffect::Flag("否决".to_owned()),
    }
}

/// The name of a grade behind a word.
fn name_behind(text: &str, word: &str) -> Option<String> {
    let at = text.find(word)? + word.len();
    let end = ["等次", "等级", "，", "。", "；", "：", ",", ";", "、", "）", "的"];
    let rest = &text[at..];
    let cut = end.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let name = rest[..cut].trim_matches(['“', '”', '"', '\'']);
    (!name.is_empty() && name.chars().count() <= 6).then(|| name.to_owned())
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
        if let Some(count) = count.filter(|count| *count > 0 && (is_least || *count == 1)) {
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

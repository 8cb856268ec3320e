//! What makes a result void, whatever the score: 一票否决 and its like.

use super::Consequence;
use super::marks::marks_in;
use super::patterns::Says;
use super::text::Signs;
use crate::points::Points;

/// What follows from a text, where it says that something voids the result.
#[must_use]
pub fn consequence(text: &str, grades: &[String]) -> Option<Consequence> {
    is_veto(text).then(|| effect(text, grades))
}

/// Whether a text says what makes a result void, whatever the score.
#[must_use]
pub fn is_veto(text: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let lists =
        has(&["情形之一", "情况之一", "下列情形", "以下情形", "之一的", "下列情况", "以下情况"]);
    // 推行一票否决制度 is what the assessed have to do.
    let demands =
        has(&["一票否决制度", "落实一票否决", "落实“一票否决”", "未实行", "未执行", "未落实"]);
    has(&["一票否决", "一票否优", "“一票否决”"]) && !(demands && has(&["扣"]))
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
                "不得确定",
                "否决",
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
            "为零分",
            "以零分计",
        ]) && has(&["考核", "年度", "当月", "总分", "总得分"])
            && !has(&["本项", "该项", "此项"])
        || has(&[
            "直接评定为",
            "直接确定为",
            "直接判定为",
            "直接定为",
            "评定为不",
            "确定为不",
            "定为不合格",
            "判定为不",
            "认定为不",
            "为不达标的",
            "结果为不达标",
            "取消评优",
            "取消年度评",
            "取消当年评",
            "取消评先",
            "取消其评",
            "不得评为",
            "不能评为",
            "不得评先",
            "不得参加评优",
            "不得参与评优",
            "降低一个等次",
            "降低一个档次",
            "下调一个等次",
            "下浮一个等次",
        ]) && !prints_amount(text)
}

/// Whether points are given or taken: then it is a clause.
fn prints_amount(text: &str) -> bool {
    let signs = Signs::of(text);
    marks_in(&signs).iter().any(|mark| {
        matches!(mark.says, Says::Amount(Some(_)) | Says::AmountEach(_) | Says::Range(Some(_)))
    })
}

/// What follows.
#[must_use]
pub fn effect(text: &str, grades: &[String]) -> Consequence {
    let signs = Signs::of(text);
    let compact = signs.word(&(0..signs.len()));
    for word in
        ["不得评定为", "不得确定为", "不得被评为", "不能评定为", "不得评为", "不能评为", "不得定为"]
    {
        if let Some(name) = name_behind(&compact, word) {
            return Consequence::Bars(name);
        }
    }
    for (word, grades) in [("个等次", "两2二"), ("个档次", "两2二"), ("级", "两2二")] {
        let lower = ["降低", "降", "下调", "下浮", "下降"];
        let says = |lower: &&str| {
            compact.find(*lower).is_some_and(|at| {
                let rest = &compact[at + lower.len()..];
                let count = rest.chars().next();
                count.is_some_and(|count| format!("一1{grades}").contains(count))
                    && rest.chars().skip(1).collect::<String>().starts_with(word)
            })
        };
        if let Some(lower) = lower.iter().find(|lower| says(lower)) {
            let count = compact.split(*lower).nth(1).and_then(|rest| rest.chars().next());
            let is_two = count.is_some_and(|count| grades.contains(count));
            return Consequence::Down(if is_two { 2 } else { 1 });
        }
    }
    let zero = ["零分", "0分"];
    let is_zero = |at: usize| !compact[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
    if zero.iter().any(|word| compact.find(word).is_some_and(is_zero))
        && !compact.contains("项得0分")
    {
        return Consequence::Score(Points::ZERO);
    }
    let words = [
        "确定为",
        "评定为",
        "判定为",
        "认定为",
        "直接定为",
        "定为",
        "评为",
        "判为",
        "列为",
        "结果为",
        "等次为",
        "等级为",
        "降为",
        "直接为",
        "视为",
        "按照",
        "一律为",
    ];
    for word in words {
        if let Some(name) = name_behind(&compact, word).filter(|name| is_grade(name, grades)) {
            return Consequence::Grade(name);
        }
    }
    let named = grades.iter().find(|grade| {
        compact.contains(grade.as_str())
            && (compact.contains(&format!("为{grade}")) || grade.starts_with('不'))
    });
    match named {
        Some(grade) => Consequence::Grade(grade.clone()),
        None if compact.contains("不合格") => Consequence::Grade("不合格".to_owned()),
        None if compact.contains("不达标") => Consequence::Grade("不达标".to_owned()),
        None => Consequence::Flag("否决".to_owned()),
    }
}

/// Names of grades that documents use, where they print no list of them.
fn is_grade(name: &str, grades: &[String]) -> bool {
    let ends = ["合格", "达标", "优秀", "良好", "优良", "一般", "称职", "级", "差", "档", "等"];
    grades.iter().any(|grade| grade == name) || ends.iter().any(|end| name.ends_with(end))
}

/// The name of a grade behind a word.
fn name_behind(text: &str, word: &str) -> Option<String> {
    let at = text.find(word)? + word.len();
    let end = ["等次", "等级", "档次", ",", "。", ";", ":", "、", ")", "的", "且", "并", "单位"];
    let rest = &text[at..];
    let rest = rest.trim_start_matches(['“', '"', '\'', '「', '(']);
    let cut = end.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let name = rest[..cut].trim_matches(['“', '”', '"', '\'', '」']);
    (!name.is_empty() && name.chars().count() <= 6).then(|| name.to_owned())
}

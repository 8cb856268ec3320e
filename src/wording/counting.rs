//! What an amount is counted by: the words in its sentence that say so, and their unit.

use super::marks::Mark;
use super::number::Number;
use super::patterns::Says;
use super::text::{Signs, ends_sentence};
use crate::points::Points;
use std::ops::Range;

/// Words that an amount is counted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// What `per` says.
    pub(super) unit: String,
    /// What is missing is counted.
    pub(super) is_missing: bool,
    /// How large one is: 每5万元.
    pub(super) size: Option<Number>,
    /// Where the words stand: signs.
    pub(super) signs: Range<usize>,
}

/// Units of time: one of them is rarely what is counted where nothing says 每.
const TIMES: [&str; 15] = [
    "年",
    "月",
    "个月",
    "季度",
    "季",
    "半年",
    "学期",
    "周",
    "天",
    "日",
    "小时",
    "分钟",
    "工作日",
    "个工作日",
    "节",
];

/// What the amount `anchor` is counted by; words before `from` belong to other amounts.
pub(super) fn counted(text: &Signs, marks: &[Mark], anchor: usize, from: usize) -> Option<Counted> {
    let amount = &marks[anchor];
    if let (Says::Amount(_) | Says::Money(_) | Says::Range(_), Some(unit)) =
        (amount.says, amount.units.first())
    {
        let lacks = lacking(text, marks, anchor, from, unit);
        let (is_missing, signs) = (lacks.is_some(), lacks.unwrap_or_else(|| amount.signs.clone()));
        return Some(Counted { unit: unit.clone(), is_missing, size: None, signs });
    }
    let start = (from..amount.signs.start)
        .rev()
        .find(|place| text.get(*place).is_some_and(ends_sentence))
        .map_or(from, |stop| stop + 1);
    let before = marks[..anchor].iter().rev().take_while(|mark| mark.signs.start >= start);
    let after = marks[anchor + 1..].iter().take(1).filter(|mark| {
        let next = text.get(amount.signs.end);
        mark.signs.start == amount.signs.end
            || mark.signs.start == amount.signs.end + 1 && matches!(next, Some('(' | '/'))
    });
    let counting: Vec<&Mark> =
        after.chain(before).filter(|mark| counts(text, mark, amount)).collect();
    let last = *counting.first()?;
    let first = counting.get(1).filter(|first| first.signs.end == last.signs.start);
    let unit = unit_of(text, last);
    let unit = match first {
        Some(first) if first.says == Says::Per => both(&unit_of(text, first), unit),
        _ => unit,
    };
    let is_missing = last.says == Says::Missing;
    let size = (last.says == Says::PerSize).then(|| last.number()).flatten();
    Some(Counted { unit, is_missing, size, signs: last.signs.clone() })
}

/// 少于规定次数, 每半年少于1次: what is missing is counted, whatever unit the amount has.
fn lacking(
    text: &Signs,
    marks: &[Mark],
    anchor: usize,
    from: usize,
    unit: &str,
) -> Option<Range<usize>> {
    let own = marks[..anchor].iter().rev().take_while(|mark| mark.signs.start >= from);
    let lack = own.into_iter().find(|mark| {
        let words = text.word(&mark.signs);
        let less = ["少于", "低于", "不足"].iter().any(|word| words.starts_with(word));
        match mark.says {
            Says::Missing => mark.units.first().is_none_or(|own| own == unit),
            Says::Count => less && mark.units.first().is_some_and(|own| own == unit),
            _ => false,
        }
    })?;
    // 少于1次 is itself what is required.
    let is_count = lack.says == Says::Count;
    Some(if is_count { lack.signs.end..lack.signs.end } else { lack.signs.clone() })
}

fn counts(text: &Signs, mark: &Mark, amount: &Mark) -> bool {
    match mark.says {
        Says::Missing | Says::PerSize | Says::PerWords => true,
        Says::Per => {
            let is_each = text.get(mark.signs.start) == Some('每');
            let is_near = mark.signs.end == amount.signs.start;
            is_each
                || is_near
                || mark.units.first().is_none_or(|unit| !TIMES.contains(&unit.as_str()))
        }
        _ => false,
    }
}

fn unit_of(text: &Signs, mark: &Mark) -> String {
    if mark.says == Says::PerWords {
        return text.word(&(mark.signs.start + 1..mark.signs.end));
    }
    if mark.says == Says::PerSize {
        // The size and what it is counted in: 5万元, 0.1起; one of a kind is the kind.
        let words = text.word(&mark.signs);
        let begin = words
            .find(|sign: char| sign.is_ascii_digit() || "半一两二三四五六七八九十".contains(sign));
        let size = begin.map_or(words.as_str(), |begin| &words[begin..]);
        let is_one = mark.number().is_some_and(|number| number.value == Points::ONE);
        let bare = size.trim_start_matches(['1', '一']);
        return if is_one { bare.to_owned() } else { size.to_owned() };
    }
    if mark.units.is_empty() {
        // 每月, 每天: the words behind 每; 少于规定次数: 次.
        let words = text.word(&mark.signs);
        let each = words.strip_prefix('每').map(str::to_owned);
        return each
            .unwrap_or_else(|| words.chars().rev().nth(1).map(String::from).unwrap_or_default());
    }
    let mut unit = mark.units.first().cloned().unwrap_or_default();
    if mark.units.get(1).is_some_and(|second| second == "次") {
        unit.push('次');
    }
    unit
}

/// 每人 and 每月 are 人月, 每班 and 每少1人 are 人班, 每人 and 每少一次 are 人次.
fn both(first: &str, second: String) -> String {
    let is_short = |unit: &str| unit.chars().count() == 1;
    if matches!(second.as_str(), "次" | "月" | "天" | "日" | "季度" | "年" | "班" | "起")
        && is_short(first)
    {
        return format!("{first}{second}");
    }
    if second == "人" && matches!(first, "班" | "次" | "月" | "天" | "日") {
        return format!("{second}{first}");
    }
    second
}

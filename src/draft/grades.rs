//! 等次: bands of final scores in sentences.

use super::outline::parse_points as parse;
use crate::points::Points;
use crate::rubric::Grade;

/// The grades that a text names, from the highest down; nothing where it names fewer than two.
pub(super) fn read(text: &str) -> Vec<Grade> {
    let mut grades: Vec<Grade> = Vec::new();
    for sentence in text.split(['。', '\n']) {
        let mut found = Vec::new();
        for part in sentence.split(['，', ',', '；', ';', '、']) {
            found.extend(band(part));
        }
        // Bands of one sentence belong together.
        if found.len() >= 2 {
            grades = found;
            break;
        }
    }
    grades.sort_by_key(|grade| std::cmp::Reverse(grade.from));
    let is_clear =
        grades.windows(2).all(|pair| pair[0].from > pair[1].from && pair[0].name != pair[1].name);
    if is_clear { grades } else { Vec::new() }
}

/// `90分（含）以上为优秀`, `80分（含）—90分为良好`, `75分以上不满90分的为二类村`, `60分以下为不合格`.
fn band(part: &str) -> Option<Grade> {
    let (range, name) = split_name(part)?;
    let numbers = numbers(range);
    let first = numbers.first()?;
    let is_open = ["以下", "不满", "不足", "低于", "＜", "<", "未达到"]
        .iter()
        .any(|word| range.contains(word));
    let from = match (numbers.len(), is_open) {
        (1, true) => Points::ZERO,
        _ => *first,
    };
    Some(Grade {
        name: name.to_owned(),
        to: None,
        from: numbers.iter().copied().fold(from, |least, number| {
            if is_open && numbers.len() == 1 {
                least
            } else if number < least {
                number
            } else {
                least
            }
        }),
    })
}

/// The range before 为 and the name behind it.
fn split_name(part: &str) -> Option<(&str, &str)> {
    let part = part.trim();
    let words = [
        "的评定为",
        "的确定为",
        "评定为",
        "确定为",
        "评为",
        "定为",
        "的为",
        "为",
        "属于",
        "属",
        "是",
    ];
    let (at, word) = words
        .iter()
        .filter_map(|word| Some((part.find(word)?, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
    let (range, name) = (&part[..at], &part[at + word.len()..]);
    let name = name.trim_end_matches(['。', '；', ';', '，']).trim();
    let name = name.trim_matches(['“', '”', '"', '「', '」']);
    let name = name.strip_suffix("等次").or_else(|| name.strip_suffix("等级")).unwrap_or(name);
    let name = name.strip_suffix('档').filter(|short| short.chars().count() >= 2).unwrap_or(name);
    let is_name = !name.is_empty()
        && name.chars().count() <= 8
        && !name
            .contains(|c: char| c.is_numeric() && !c.is_alphabetic() || "（），的扣加".contains(c));
    (range.contains('分') && is_name && !range.contains('扣') && !range.contains('加'))
        .then_some((range, name))
}

/// The numbers of a text that are points.
fn numbers(text: &str) -> Vec<Points> {
    let mut found = Vec::new();
    let mut digits = String::new();
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit()
            || ('０'..='９').contains(&c)
            || (matches!(c, '.' | '．') && !digits.is_empty())
        {
            digits.push(c);
        } else if !digits.is_empty() {
            found.extend(parse(&digits));
            digits.clear();
        }
    }
    found
}

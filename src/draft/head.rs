//! What a document says of the whole score: total, period, year, 缺项.

use super::outline::{Outline, parse_points};
use crate::points::Points;
use crate::rubric::{Head, NotApplicable};

/// Reads the head of a rubric.
pub(super) fn read(outline: &Outline, id: &str, sum: Option<Points>) -> Head {
    let texts = outline.introduction.iter().chain(&outline.notes).map(|piece| piece.text.as_str());
    let texts: Vec<&str> = texts.chain([outline.title.text.as_str()]).collect();
    let total = texts
        .iter()
        .find_map(|text| total(text))
        .filter(|total| sum.is_none_or(|sum| sum == *total || sum.is_zero()));
    let total = total
        .or(sum)
        .or_else(|| texts.iter().find_map(|text| self::total(text)).filter(|_| sum.is_some()));
    let mut head = Head {
        id: id.to_owned(),
        title: outline.title.text.clone(),
        edition: edition(&outline.title.text),
        period: texts.iter().find_map(|text| period(text)),
        total,
        decimals: 2,
        introduction: outline
            .introduction
            .iter()
            .map(|piece| super::outline::joined(&piece.text))
            .collect(),
        ..Head::default()
    };
    let decimals = texts.iter().find_map(|text| decimals(text));
    head.decimals = decimals.unwrap_or(2);
    let rescales = texts.iter().any(|text| {
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        has(&["缺项", "不涉及", "不适用", "空项"])
            && has(&["÷", "换算", "折算", "/应得分", "／", "×100", "/（"])
    });
    if rescales {
        let to = total.unwrap_or(Points::HUNDRED);
        head.not_applicable = NotApplicable::Rescale { to, decimals: head.decimals };
    }
    head.ceiling = texts.iter().find_map(|text| ceiling(text));
    head
}

/// `满分100分`, `考核总分值为100分`, `本标准共100分`, 百分制.
fn total(text: &str) -> Option<Points> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for word in [
        "满分均为",
        "满分值为",
        "满分",
        "总分值为",
        "总分值",
        "总分为",
        "总分",
        "基本分为",
        "基准分为",
        "基础分为",
        "共计",
        "共",
    ] {
        for (at, _) in compact.match_indices(word) {
            let rest = compact[at + word.len()..].trim_start_matches(['为', '：', ':', '是', '计']);
            let digits: String = rest.chars().take_while(|c| c.is_numeric() || *c == '.').collect();
            if !digits.is_empty() && rest[digits.len()..].starts_with('分') {
                return parse_points(&digits).filter(|points| *points >= Points::from(10));
            }
        }
    }
    compact
        .contains("百分制")
        .then_some(Points::HUNDRED)
        .filter(|_| !compact.contains("（百分制）"))
}

/// `最高不超过100分` of the whole.
fn ceiling(text: &str) -> Option<Points> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for word in [
        "得分最高不超过",
        "总分最高不超过",
        "总分不超过",
        "总得分不超过",
        "得分最多不超过",
        "最终得分不超过",
        "总分最高为",
        "总分最多为",
    ] {
        if let Some(at) = compact.find(word) {
            let rest = &compact[at + word.len()..];
            let digits: String = rest.chars().take_while(|c| c.is_numeric() || *c == '.').collect();
            return parse_points(&digits);
        }
    }
    None
}

fn decimals(text: &str) -> Option<u32> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["一位小数", "1位小数"]) {
        Some(1)
    } else if has(&["两位小数", "二位小数", "2位小数"]) {
        Some(2)
    } else if has(&["取整数", "保留整数", "四舍五入取整"]) {
        Some(0)
    } else {
        None
    }
}

/// The year of a title: 2024年度, 2024—2025学年度, （2025版）.
fn edition(title: &str) -> Option<String> {
    let characters: Vec<char> = title.chars().collect();
    let is_year = |at: usize| {
        characters[at..].len() >= 4
            && characters[at..at + 4].iter().all(char::is_ascii_digit)
            && matches!(characters[at], '1' | '2')
            && (at == 0 || !characters[at - 1].is_ascii_digit())
            && characters.get(at + 4).is_none_or(|c| !c.is_ascii_digit())
    };
    let at = (0..characters.len()).find(|at| is_year(*at))?;
    Some(characters[at..at + 4].iter().collect())
}

/// `2022年12月1日至2023年11月30日`.
fn period(text: &str) -> Option<(String, String)> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (mut rest, mut days): (&str, Vec<(usize, String, usize)>) = (&compact, Vec::new());
    let mut begin = 0;
    while let Some((at, day, length)) = day(rest) {
        days.push((begin + at, day, length));
        begin += at + length;
        rest = &compact[begin..];
    }
    days.windows(2).find_map(|pair| {
        let between = compact.get(pair[0].0 + pair[0].2..pair[1].0)?;
        let joins = matches!(between, "至" | "到" | "—" | "-" | "－" | "～" | "起至");
        (joins && pair[0].1 < pair[1].1).then(|| (pair[0].1.clone(), pair[1].1.clone()))
    })
}

/// The first day of a text: where, as 2022-12-01, and how long it is.
fn day(text: &str) -> Option<(usize, String, usize)> {
    for (at, _) in text.match_indices('年') {
        let before: Vec<char> = text[..at].chars().rev().take(4).collect();
        if before.len() < 4 || !before.iter().all(char::is_ascii_digit) {
            continue;
        }
        let year: String = before.into_iter().rev().collect();
        let rest = &text[at + '年'.len_utf8()..];
        let (month, rest) = rest.split_once('月').unwrap_or_default();
        let (day, _) = rest.split_once('日').unwrap_or_default();
        if let (Ok(month_number), Ok(day_number)) = (month.parse::<u8>(), day.parse::<u8>())
            && (1..=12).contains(&month_number)
            && (1..=31).contains(&day_number)
        {
            let length =
                4 + '年'.len_utf8() + month.len() + '月'.len_utf8() + day.len() + '日'.len_utf8();
            return Some((at - 4, format!("{year}-{month_number:02}-{day_number:02}"), length));
        }
    }
    None
}

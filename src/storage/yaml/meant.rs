//! What somebody meant who wrote another key, or words for a number.

use crate::half_width::{half_width, half_width_of_number};
use crate::storage::nearest::nearest;

/// Words for keys, and the keys they may be, the likeliest first: the one known where the word
/// stands is meant.
const KEYS: &[(&[&str], &[&str])] = &[
    (&["编号", "序号", "号"], &["no", "id"]),
    (&["标识"], &["id"]),
    (&["标题", "名称", "题目", "项目名称", "考核项目", "name"], &["title", "name", "heading"]),
    (
        &["原文", "文字", "条款", "条文", "内容", "考核内容", "评分标准", "扣分标准"],
        &["text", "criteria", "clauses"],
    ),
    (&["满分", "总分", "合计"], &["total", "points", "full"]),
    (
        &["分值", "分数", "标准分", "权重分", "score"],
        &["points", "deduct", "total", "from", "score"],
    ),
    (&["扣分", "扣", "减分", "deduction", "minus"], &["deduct", "direct"]),
    (&["加分", "奖励分", "加分项", "奖分", "plus"], &["add", "bonus"]),
    (&["得分", "计分"], &["earn", "score"]),
    (&["罚款", "罚", "扣款", "金额"], &["fine", "amount"]),
    (&["每", "单位", "计量单位", "量词", "unit"], &["per", "of", "unit"]),
    (
        &["封顶", "上限", "最多", "最高", "限额", "扣完为止", "最高分", "limit"],
        &["max", "cap", "ceiling", "up_to"],
    ),
    (&["cap"], &["max"]),
    (&["下限", "最低", "最低分", "保底"], &["floor", "from", "below"]),
    (&["要求", "次数", "应", "至少", "不少于"], &["required", "at_least", "count"]),
    (&["考核项", "考核指标", "指标", "项目", "items"], &["indicators"]),
    (&["条款列表", "细则", "扣分项", "考核标准"], &["clauses"]),
    (&["一票否决", "否决"], &["veto"]),
    (&["直接扣分", "直接计入", "直接计入总分"], &["direct"]),
    (&["等次", "等级", "档次"], &["grades", "grade", "level"]),
    (&["分档", "档"], &["levels", "level"]),
    (&["后果", "处理", "结果"], &["effect"]),
    (&["条件", "情形"], &["when"]),
    (&["考核单位", "考核部门", "牵头单位", "评分单位"], &["office", "offices"]),
    (&["职责分工", "责任单位", "责任部门", "分工", "责任"], &["duty"]),
    (&["部门", "责任部门名称"], &["departments", "duty"]),
    (&["考核方式", "考核方法", "方法", "检查方式"], &["method"]),
    (&["佐证", "佐证材料", "证明材料", "资料", "材料"], &["evidence", "proof"]),
    (&["适用", "只适用", "适用对象", "仅"], &["only"]),
    (&["不适用", "除外"], &["except"]),
    (&["例外", "不扣分情形", "免扣"], &["exempt"]),
    (&["口径", "理解", "约定"], &["readings", "says"]),
    (&["有关", "对应", "关于"], &["about"]),
    (&["说明"], &["says", "notes", "remark"]),
    (&["理由", "原因", "依据"], &["because", "reason", "na"]),
    (&["注", "附注"], &["notes"]),
    (&["备注", "note", "comment"], &["remark", "notes"]),
    (&["标签", "单位类别", "类别"], &["tags"]),
    (&["权重"], &["weight"]),
    (&["比例", "占比"], &["share", "shares", "rate"]),
    (&["平均", "平均分", "取平均"], &["mean", "mean_of"]),
    (&["完成率", "百分比", "率"], &["rate", "percent"]),
    (&["系数"], &["factors", "factor"]),
    (&["部分", "分项", "所乘部分"], &["branch"]),
    (&["选项"], &["options"]),
    (&["酌情", "评议"], &["judged", "up_to"]),
    (&["任务", "完成情况"], &["task"]),
    (&["不涉及", "缺项"], &["not_applicable", "na"]),
    (&["小数", "小数位", "小数位数"], &["decimals"]),
    (&["考核期", "期间", "时段", "时间"], &["period", "date"]),
    (&["起", "从", "自"], &["from"]),
    (&["止", "到", "至"], &["to"]),
    (&["发文单位", "印发单位", "发文机关"], &["issuer"]),
    (&["年度", "版次", "版本"], &["edition"]),
    (&["前言", "引言"], &["introduction"]),
    (&["表头", "栏目", "列"], &["columns", "heading"]),
    (&["同一事项", "同一事项只计一次"], &["matter_once"]),
    (&["就高", "就高不就低", "取最高"], &["best"]),
    (&["重点", "星号", "★"], &["star"]),
    (&["步长", "台阶"], &["step"]),
    (&["低于", "小于"], &["below"]),
    (&["高于", "超过", "大于"], &["above"]),
    (&["对照", "参照", "参照值", "基准值"], &["against"]),
    (&["基数", "基准"], &["baseline", "rate"]),
    (&["折算", "换算"], &["convert", "rescale"]),
    (&["接上", "续"], &["continues"]),
    (&["被考核单位", "受检单位"], &["unit"]),
    (&["考核人", "检查人", "评分人"], &["assessors"]),
    (&["日期", "考核日期"], &["date"]),
    (&["状态"], &["state"]),
    (&["方式", "模式"], &["mode"]),
    (&["细则编号", "考核细则"], &["rubric"]),
    (&["记录", "评分记录"], &["entries"]),
    (&["实际", "实际值", "完成数"], &["actual"]),
    (&["次", "件数", "数量"], &["count"]),
    (&["问题", "情形列表"], &["findings"]),
    (&["对象", "单位名称"], &["subject", "name"]),
    (&["整改"], &["correction"]),
    (&["期限", "整改期限"], &["due"]),
    (&["措施", "整改措施"], &["measure"]),
    (&["事项"], &["matter"]),
    (&["文号", "文件"], &["document"]),
];

/// Keys that belong into another one: the key, one that is known where it belongs, what to write.
const INSIDE: &[(&str, &str, &str)] = &[
    ("levels", "deduct", "deduct: {levels: {…}}"),
    ("up_to", "deduct", "deduct: {up_to: …}"),
    ("from", "deduct", "deduct: {from: …, to: …}"),
    ("to", "deduct", "deduct: {from: …, to: …}"),
    ("below", "rate", "rate: {below: …, step: …}"),
    ("above", "rate", "rate: {above: …, step: …}"),
    ("step", "rate", "rate: {below: …, step: …}"),
    ("step", "judged", "judged: {step: …}"),
    ("mean_of", "baseline", "baseline: {mean_of: …, step: …}"),
    ("against", "baseline", "baseline: {against: …, step: …}"),
    ("full", "convert", "convert: {full: …}"),
    ("at_least", "when", "when: {at_least: …, of: …}"),
    ("of", "when", "when: {at_least: …, of: …}"),
    ("score", "effect", "effect: {score: …}"),
    ("grade", "effect", "effect: {grade: …}"),
    ("flag", "effect", "effect: {flag: …}"),
    ("bars", "effect", "effect: {bars: …}"),
    ("best", "deduct", "- {best: true, clauses: […]}"),
    ("matter_once", "deduct", "- {matter_once: true, clauses: […]}"),
    ("cap", "indicators", "clauses: [{cap: …, clauses: […]}]"),
    ("deduct", "clauses", "clauses: [{no: …, text: …, deduct: …}]"),
    ("add", "clauses", "clauses: [{no: …, text: …, add: …}]"),
    ("earn", "clauses", "clauses: [{no: …, text: …, earn: …}]"),
    ("fine", "clauses", "clauses: [{no: …, text: …, fine: …}]"),
    ("name", "unit", "unit: {name: …}"),
    ("sha256", "rubric", "rubric: {id: …, sha256: …}"),
];

/// Whether a word is one of those that stand for keys.
pub(crate) fn is_chinese_key(word: &str) -> bool {
    !word.is_ascii() && KEYS.iter().any(|(words, _)| words.contains(&word))
}

/// The key of those known here that was meant.
pub(super) fn meant_key(written: &str, known: &[&'static str]) -> Option<&'static str> {
    let is_sign =
        |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | ':');
    let plain: String = written.chars().map(half_width).collect();
    let plain = plain.trim_matches(is_sign);
    let is = |key: &str| known.iter().copied().find(|known| *known == key);
    let words = || KEYS.iter().filter(|(words, _)| words.contains(&plain));
    let named = || words().flat_map(|(_, keys)| keys.iter()).find_map(|key| is(key));
    // A word that is a key elsewhere is no slip of the fingers.
    let near = || if inside(plain, known).is_some() { None } else { nearest(plain, known) };
    is(plain).or_else(named).or_else(near)
}

/// What to write where a key stands that belongs into another one, and that one.
pub(super) fn inside(
    written: &str,
    known: &[&'static str],
) -> Option<(&'static str, &'static str)> {
    let rows = INSIDE.iter().filter(|(key, home, _)| *key == written && known.contains(home));
    rows.map(|(_, home, write)| (*home, *write)).next()
}

/// The number that words mean, as it is to be written; of an amount also `all` and ranges.
pub(super) fn meant_number(written: &str, is_amount: bool) -> Option<String> {
    const ALL: &[&str] =
        &["不得分", "全扣", "全部扣完", "全部扣分", "扣完", "全部", "扣光", "ALL", "All", "不给分"];
    const NOTHING: &[&str] = &["不扣", "不扣分", "不加", "不加分", "无"];
    let text: String =
        written.chars().map(half_width_of_number).filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_matches(|c| matches!(c, '“' | '”' | '‘' | '’' | '"' | '\''));
    let is_all = ALL.contains(&text) || ALL.contains(&text.trim_start_matches('扣'));
    if is_amount && is_all {
        return Some("all".to_owned());
    }
    if NOTHING.contains(&text) {
        return Some("0".to_owned());
    }
    // A comment right behind the number.
    if let Some((number, comment)) = text.split_once('#').filter(|_| written.contains('#')) {
        return Some(format!("{} # {comment}", plain_number(number)?));
    }
    // A comment in brackets.
    let bracket = text.split_once('(').and_then(|(number, rest)| {
        Some(format!("{} # {}", plain_number(number)?, rest.strip_suffix(')')?))
    });
    if bracket.is_some() {
        return bracket;
    }
    if is_amount && let Some(range) = meant_range(text) {
        return Some(range);
    }
    plain_number(text)
}

/// `0.5—2`, `1至3分`, `酌情扣2分以内`.
fn meant_range(text: &str) -> Option<String> {
    const UP_TO: &[&str] =
        &["酌情扣", "酌情", "不超过", "最多扣", "最多", "最高", "至多", "<=", "≤"];
    if let Some(rest) = UP_TO.iter().find_map(|words| text.strip_prefix(words)) {
        let number = plain_number(rest.trim_end_matches("以内").trim_end_matches("以下"))?;
        return Some(format!("{{up_to: {number}}}"));
    }
    if let Some(rest) = text.strip_suffix("以内") {
        return Some(format!("{{up_to: {}}}", plain_number(rest)?));
    }
    let is_dash =
        |c: char| matches!(c, '-' | '—' | '–' | '―' | '~' | '〜' | '至' | '到' | '‐' | '‑');
    let (at, _) = text.char_indices().skip(1).find(|(_, c)| is_dash(*c))?;
    let (from, to) =
        (plain_number(&text[..at])?, plain_number(text[at..].trim_start_matches(is_dash))?);
    Some(if from == "0" {
        format!("{{up_to: {to}}}")
    } else {
        format!("{{from: {from}, to: {to}}}")
    })
}

/// A number with words around it, or in Chinese characters.
fn plain_number(text: &str) -> Option<String> {
    const BEFORE: &[char] = &['扣', '加', '得', '减', '罚', '奖', '+', '-', '−'];
    const BEHIND: &[char] = &[
        '分', '次', '个', '元', '项', '人', '起', '家', '例', '处', '份', '件', '位', '年', '天',
        '条',
    ];
    const LEAST: &[&str] = &["不少于", "不低于", "至少", ">=", "≥", "每次", "每项", "每"];
    // What stands behind the slash is the unit.
    let text = text.split('/').next().unwrap_or_default();
    let text = LEAST.iter().find_map(|words| text.strip_prefix(words)).unwrap_or(text);
    let text = text.trim_end_matches(['。', '，', '；', '、', ',', ';', '.']);
    let text = ["及以上", "以上", "以下", "封顶", "为止"]
        .iter()
        .find_map(|words| text.strip_suffix(words))
        .unwrap_or(text);
    let text = text.trim_start_matches(BEFORE).trim_end_matches(BEHIND);
    let is_digits = |text: &str| {
        !text.is_empty()
            && text.chars().filter(|c| *c == '.').count() <= 1
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.ends_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    if is_digits(text) {
        return Some(text.to_owned());
    }
    chinese_number(text)
}

/// A number below one hundred in Chinese characters.
fn chinese_number(text: &str) -> Option<String> {
    let digit = |c: char| {
        "零一二三四五六七八九".chars().position(|known| known == if c == '两' { '二' } else { c })
    };
    let one = |text: &str| {
        let mut signs = text.chars();
        signs.next().and_then(digit).filter(|_| signs.next().is_none())
    };
    if text == "半" {
        return Some("0.5".to_owned());
    }
    let number = match text.split_once('十') {
        None => one(text)?,
        Some((tens, units)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            tens * 10 + if units.is_empty() { 0 } else { one(units)? }
        }
    };
    Some(number.to_string())
}

/// `true` or `false`, as people write it.
pub(super) fn meant_flag(written: &str) -> Option<&'static str> {
    let plain = written.to_lowercase();
    match plain.trim() {
        "是" | "对" | "√" | "✓" | "yes" | "y" | "true" | "ture" | "ok" | "有" | "1" | "on" => {
            Some("true")
        }
        "否" | "不" | "×" | "no" | "n" | "false" | "flase" | "无" | "0" | "off" => {
            Some("false")
        }
        _ => None,
    }
}

/// The group that a key needs, made of the one value that stands there.
pub(super) fn meant_group(key: &str, written: &str) -> Option<String> {
    let number = |usual: &str| {
        plain_number(&written.chars().map(half_width_of_number).collect::<String>())
            .unwrap_or_else(|| usual.to_owned())
    };
    let is_number = plain_number(written).is_some();
    Some(match key {
        "effect" if is_number => format!("{{score: {}}}", number("0")),
        "effect" => format!("{{grade: {written}}}"),
        "when" => {
            let of: String = written
                .chars()
                .filter(|c| !c.is_ascii() && !matches!(c, '≥' | '以' | '上'))
                .collect();
            let count: String = written.chars().filter(char::is_ascii_digit).collect();
            let count = if count.is_empty() { "1".to_owned() } else { count };
            format!("{{at_least: {count}, of: {}}}", if of.is_empty() { "起" } else { &of })
        }
        "judged" => {
            format!("{{step: {}}}", if is_number { number("0.5") } else { "0.5".to_owned() })
        }
        "period" => {
            let year: String = written.chars().filter(char::is_ascii_digit).take(4).collect();
            let year = if year.len() == 4 { year } else { "2024".to_owned() };
            format!("{{from: {year}-01-01, to: {year}-12-31}}")
        }
        "rescale" => format!("{{to: {}}}", number("100")),
        "rate" => format!("{{below: {}, step: 1}}", number("95").trim_end_matches('%')),
        "measure" => format!("{{above: {}}}", number("0")),
        "baseline" => "{mean_of: 3, step: 1}".to_owned(),
        "convert" => format!("{{full: {}}}", number("100")),
        "levels" | "tags" | "points_for" => {
            let is_end = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | '；' | ';');
            let names = written.split(is_end).filter(|name| !name.is_empty());
            meant_names(key, &names.map(str::to_owned).collect::<Vec<_>>())?
        }
        "unit" => format!("{{name: {written}}}"),
        "rubric" => format!("{{id: {written}}}"),
        "correction" => "{state: doing}".to_owned(),
        _ => return None,
    })
}

/// The group of names alone, or of names with their numbers right behind them.
pub(super) fn meant_names(key: &str, names: &[String]) -> Option<String> {
    let with_value = |name: &String| {
        if key == "tags" {
            return format!("{name}: {name}");
        }
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        let text: String = name.chars().map(half_width_of_number).collect();
        let text = text.trim_end_matches('分');
        let word = text.trim_end_matches(is_number);
        let number = &text[word.len()..];
        let word = word.trim_end_matches(|c: char| c.is_whitespace() || "=：:扣得加".contains(c));
        format!("{word}: {}", if number.is_empty() { "…" } else { number })
    };
    let known = matches!(key, "tags" | "levels" | "points_for" | "required");
    let pairs: Vec<String> = names.iter().map(with_value).collect();
    (known && !pairs.is_empty()).then(|| format!("{{{}}}", pairs.join(", ")))
}

/// The unit of 每家, 1家; 5万元 and 0.1起 are what they say.
pub(super) fn one_of_it(unit: &str) -> &str {
    let bare = unit.strip_prefix('每').unwrap_or(unit);
    let one = bare.strip_prefix(['1', '一']);
    one.filter(|rest| rest.starts_with(|c: char| !c.is_ascii())).unwrap_or(bare)
}

#[cfg(test)]
mod tests {
    use super::{inside, meant_key, meant_number};

    #[test]
    fn keys_in_other_words_are_those_known_there() {
        const CLAUSE: &[&str] = &["no", "text", "deduct", "add", "per", "max", "required", "rate"];
        const ITEM: &[&str] = &["no", "title", "points", "clauses", "judged"];
        for (written, known, meant) in [
            ("扣分", CLAUSE, Some("deduct")),
            ("分值", CLAUSE, Some("deduct")),
            ("分值", ITEM, Some("points")),
            ("封顶", CLAUSE, Some("max")),
            ("cap", CLAUSE, Some("max")),
            ("“no”", ITEM, Some("no")),
            ("ｐoints", ITEM, Some("points")),
            ("dedcut", CLAUSE, Some("deduct")),
            ("levels", CLAUSE, None),
            ("颜色", ITEM, None),
        ] {
            assert_eq!(meant_key(written, known), meant, "{written}");
        }
        assert_eq!(inside("levels", CLAUSE), Some(("deduct", "deduct: {levels: {…}}")));
    }

    #[test]
    fn words_for_numbers_are_those_people_write() {
        for (written, meant) in [
            ("不得分", Some("all")),
            ("全扣", Some("all")),
            ("0.5—2", Some("{from: 0.5, to: 2}")),
            ("0～2分", Some("{up_to: 2}")),
            ("1至3", Some("{from: 1, to: 3}")),
            ("酌情扣2分", Some("{up_to: 2}")),
            ("四次", Some("4")),
            ("两分", Some("2")),
            ("二十五", Some("25")),
            ("半分", Some("0.5")),
            ("“2”", Some("2")),
            ("扣2分", Some("2")),
            ("-2", Some("2")),
            ("6#注", Some("6 # 注")),
            ("若干", None),
            ("1e3", None),
        ] {
            assert_eq!(meant_number(written, true).as_deref(), meant, "{written}");
        }
        assert_eq!(meant_number("不得分", false), None);
    }
}

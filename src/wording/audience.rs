//! Whom a clause is for: （仅考核教育部门）, 街道：…, 幼儿园未…的.

use super::Audience;
use super::text::{Signs, is_stop};
use crate::rubric::AppliesTo;
use std::ops::Range;

/// Words before the name of those that a clause is for.
const ONLY: [&str; 12] = [
    "仅考核",
    "只考核",
    "仅适用于",
    "只适用于",
    "仅针对",
    "只针对",
    "仅限于",
    "仅限",
    "限于",
    "仅对",
    "适用于",
    "仅涉及",
];

/// Words before the name of those that it is not for.
const NOT: [&str; 5] = ["不考核", "不适用于", "不涉及", "不含", "不包括"];

/// Words behind the name of those that it is not for.
const NOT_BEHIND: [&str; 4] = ["不考核", "不适用", "不参与考核", "不作考核"];

/// What kinds of unit are called, by how their names end.
const KINDS: [&str; 26] = [
    "部门",
    "机关",
    "局",
    "委",
    "委员会",
    "学校",
    "幼儿园",
    "中学",
    "小学",
    "高中",
    "医院",
    "卫生院",
    "乡镇",
    "街道",
    "乡",
    "镇",
    "社区",
    "园区",
    "开发区",
    "景区",
    "管委会",
    "企业",
    "公司",
    "办事处",
    "成员单位",
    "村",
];

/// What those are mostly called that are assessed side by side.
const ASSESSED: [&str; 8] =
    ["部门", "乡镇", "街道", "园区", "开发区", "成员单位", "社区", "行政村"];

/// Names of all of them, or of nobody in particular.
const ANYBODY: [&str; 17] = [
    "有关",
    "相关",
    "各",
    "本",
    "主管",
    "职能",
    "监管",
    "上级",
    "责任",
    "牵头",
    "行业",
    "其他",
    "被考核",
    "属地",
    "所属",
    "县级",
    "市级",
];

/// Kinds of school.
const SCHOOLS: [&str; 17] = [
    "寄宿制学校",
    "中等职业学校",
    "职业学校",
    "特殊教育学校",
    "民办学校",
    "公办学校",
    "普通高中",
    "九年一贯制学校",
    "幼儿园",
    "托幼机构",
    "中小学校",
    "中小学",
    "高中",
    "初中",
    "小学",
    "中学",
    "高校",
];

pub(super) fn applies(text: &Signs, signs: &Range<usize>, audience: Audience) -> AppliesTo {
    let (mut only, mut except) = (Vec::new(), Vec::new());
    for place in signs.clone() {
        if let Some(word) = ONLY.iter().find(|word| text.starts(place, word)) {
            only.extend(names(text, place + word.chars().count(), signs.end));
        } else if let Some(word) = NOT.iter().find(|word| text.starts(place, word)) {
            except.extend(names(text, place + word.chars().count(), signs.end));
        } else if NOT_BEHIND.iter().any(|word| text.starts(place, word)) {
            let start = (signs.start..place).rev().find(|at| text.get(*at).is_some_and(is_stop));
            let start = start.map_or(signs.start, |stop| stop + 1);
            except.extend(split(&text.word(&(start..place))));
        }
    }
    if only.is_empty() && except.is_empty() {
        only = leading(text, signs, audience);
    }
    AppliesTo { only, except }
}

/// The names that follow, where they are names of units.
fn names(text: &Signs, from: usize, end: usize) -> Vec<String> {
    let stop = (from..end).find(|at| text.get(*at).is_some_and(is_stop)).unwrap_or(end);
    let words = text.word(&(from..stop));
    split(words.trim_end_matches(['的']))
}

fn split(words: &str) -> Vec<String> {
    let words = words.trim_end_matches("等");
    let found: Vec<String> = words.split(['、', '和', '及', '与']).map(str::to_owned).collect();
    let last = found.last().map_or("", String::as_str);
    let is_kind = KINDS.iter().any(|kind| last.ends_with(kind)) || is_school(last);
    let is_short = found.iter().all(|name| (1..=10).contains(&name.chars().count()));
    if is_kind && is_short && !is_anybody(last) { found } else { Vec::new() }
}

fn is_school(name: &str) -> bool {
    SCHOOLS.contains(&name)
}

fn is_anybody(name: &str) -> bool {
    ANYBODY.iter().any(|word| name.starts_with(word))
}

/// 街道：未…; in a document for several kinds of unit also 幼儿园未….
fn leading(text: &Signs, signs: &Range<usize>, audience: Audience) -> Vec<String> {
    let stop = signs.clone().find(|at| text.get(*at).is_some_and(is_stop)).unwrap_or(signs.end);
    let phrase = text.word(&(signs.start..stop));
    if text.get(stop) == Some(':') {
        let named = split(&phrase);
        let is_assessed = |name: &String| ASSESSED.iter().any(|kind| name.ends_with(kind));
        let fits = audience != Audience::Alike || named.iter().all(is_assessed);
        return if fits { named } else { Vec::new() };
    }
    match audience {
        Audience::Schools => {
            let school = SCHOOLS.iter().find(|school| phrase.starts_with(**school));
            school.map(|school| (*school).to_owned()).into_iter().collect()
        }
        Audience::Departments => {
            let ends = ["部门", "机关"].iter().filter_map(|kind| {
                let end = phrase.find(kind)? + kind.len();
                let verb = ["未", "没", "不", "应", "对"];
                verb.iter().any(|verb| phrase[end..].starts_with(verb)).then_some(end)
            });
            ends.min().map(|end| split(&phrase[..end])).unwrap_or_default()
        }
        Audience::Alike | Audience::Mixed => Vec::new(),
    }
}

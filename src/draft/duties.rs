//! 责任单位及提供资料: who provides what, for which clauses.

use super::numbers;
use crate::rubric::Duty;

/// Words behind the names of departments.
const VERBS: [&str; 8] = ["提供", "负责", "牵头", "配合", "落实", "完成", "报送", "分别提供"];

/// Reads a cell of duties, paragraph by paragraph.
pub(super) fn read(text: &str) -> Vec<Duty> {
    let mut duties: Vec<Duty> = Vec::new();
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        let mut covers = Vec::new();
        let mut rest = line.trim();
        while let Some(head) = numbers::head(rest)
            && matches!(head.style, numbers::Style::InBrackets | numbers::Style::Circled)
        {
            covers.push(head.no);
            rest = &rest[head.length..];
            rest = rest.trim_start_matches(['、', '，', '-', '—', '至']);
        }
        match duties.last_mut() {
            Some(last) if covers.is_empty() => {
                last.text.push('\n');
                last.text.push_str(rest);
            }
            _ => duties.push(Duty { covers, departments: Vec::new(), text: rest.to_owned() }),
        }
    }
    for duty in &mut duties {
        duty.departments = departments(&duty.text);
    }
    duties
}

/// The departments that a text names.
fn departments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for sentence in text.split(['。', '；', ';', '\n']) {
        let end = VERBS.iter().filter_map(|verb| sentence.find(verb)).min();
        let names = &sentence[..end.unwrap_or(sentence.len())];
        for name in split(names) {
            let name = name.trim_start_matches(['由', '，', ',']).trim();
            let name = name.split(['：', ':']).next_back().unwrap_or(name);
            let length = name.chars().count();
            let is_name = (2..=16).contains(&length)
                && (end.is_some() || is_department(name))
                && !name.contains(['，', ',', '“']);
            if is_name && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// Splits at commas of enumerations, not within brackets.
fn split(names: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut from) = (0_u32, 0);
    for (at, c) in names.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '、' | '，' | ',' | ' ' | '\u{3000}' if depth == 0 => {
                parts.push(&names[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&names[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn is_department(name: &str) -> bool {
    let name = name.trim_end_matches('等');
    let ends = [
        "局", "办", "委", "部", "厅", "院", "科", "室", "中心", "队", "站", "处", "公司", "单位",
        "部门", "街道", "乡镇", "政府", "集团", "组", "会", "所", "社区", "村", "校", "区", "县",
        "市", "镇", "）", "园",
    ];
    ends.iter().any(|end| name.ends_with(end))
}

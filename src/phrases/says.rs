//! What the document says of a clause or an item, so that a remark never says the opposite:
//! what is amiss can stand in a remark as it is, what has to be there cannot.

use super::parts::parts;
use crate::rubric::{Clause, Effect, Home, Indicator, IndicatorKind, Rubric, Rule, Subject};

/// Part of the document's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// What is amiss: 未制定年度计划, 到岗率低于85%.
    Amiss(String),
    /// What is amiss in few words, and of what: 未落实, 设立专项资金.
    AmissIn(String, String),
    /// What has to be: as a remark it would say that it is.
    Requirement(String),
    /// What is counted against a required number.
    Counted(String),
    /// What earns something, as it is.
    Earned(String),
}

/// A part with one of these says what is amiss.
const AMISS: [&str; 38] = [
    "未",
    "无",
    "没",
    "不到位",
    "不力",
    "不健全",
    "不及时",
    "不符合",
    "不合格",
    "不妥",
    "不规范",
    "缺",
    "少于",
    "每少",
    "低于",
    "超出",
    "超过",
    "超本",
    "超近",
    "迟报",
    "漏报",
    "瞒报",
    "谎报",
    "发生",
    "死亡",
    "通报",
    "约谈",
    "败诉",
    "撤销",
    "存在",
    "后三名",
    "逾期",
    "违反",
    "弄虚作假",
    "虚假",
    "为零",
    "盲目",
    "少参加",
];
/// A part that begins so and is not the last says by what it is measured, not what is amiss.
const BY_WHAT: [&str; 3] = ["未按", "未经", "未结合"];
/// Where what is required in numbers begins.
const NUMBERS: [&str; 8] =
    ["每年不少于", "每年至少", "不少于", "每缺", "每少", "缺少一次", "缺少1次", "至少"];
/// Up to so many characters say nothing without what they are about.
const FEW: usize = 6;

/// What is said of a subject, the first of it being what a remark is best made of.
#[must_use]
pub fn said(rubric: &Rubric, subject: Subject) -> Vec<Says> {
    match subject {
        Subject::Indicator(index) => of_item(rubric.indicator(index)),
        Subject::Clause(index) => {
            let clause = rubric.clause(index);
            let item = match clause.home {
                Home::Item(item) => Some(rubric.indicator(item)),
                Home::Bonus | Home::Direct => None,
            };
            of_clause(clause, item)
        }
    }
}

fn of_item(item: &Indicator) -> Vec<Says> {
    match item.kind {
        IndicatorKind::Task | IndicatorKind::Judged { .. } => {
            let all = parts(&item.title);
            let is_part = |part: &&String| {
                all.iter().any(|whole| whole.len() > part.len() && whole.contains(part.as_str()))
            };
            let whole = all.iter().filter(|part| !is_part(part));
            whole.cloned().map(Says::Requirement).collect()
        }
        IndicatorKind::Section | IndicatorKind::Clauses | IndicatorKind::Unscored => Vec::new(),
    }
}

/// What a clause says; `item` is the one it belongs to.
#[must_use]
pub fn of_clause(clause: &Clause, item: Option<&Indicator>) -> Vec<Says> {
    let all = parts(&clause.text);
    if matches!(clause.effect, Effect::Add) || clause.home == Home::Bonus {
        return all.into_iter().map(Says::Earned).collect();
    }
    let title = item.map(|item| item.title.as_str()).unwrap_or_default();
    if matches!(clause.rule, Rule::Shortfall(_)) {
        return vec![Says::Counted(counted(&all, sentence_about("", title)))];
    }
    let all: Vec<String> = all.iter().map(|part| without_each(part)).collect();
    let is_whole = |part: &&String| {
        let by_what = BY_WHAT.iter().any(|word| part.starts_with(word));
        !(by_what && all.iter().any(|whole| whole.contains(&format!("{part}，"))))
    };
    let amiss = all.iter().filter(|part| is_amiss(part)).filter(is_whole);
    let amiss: Vec<Says> = amiss.map(|part| amiss_in(part, title)).collect();
    if !amiss.is_empty() {
        return amiss;
    }
    let required = all.into_iter().filter(|part| part.chars().count() > FEW && !is_bare(part));
    let mut required: Vec<Says> = required.map(Says::Requirement).collect();
    if required.is_empty() && !title.is_empty() {
        required.push(Says::Requirement(sentence_about("", title)));
    }
    required
}

/// Whether a text explains how something is counted, and says of nobody what is amiss.
pub(super) fn is_note(text: &str) -> bool {
    text.starts_with("说明：")
}

fn is_amiss(part: &str) -> bool {
    let says_it = AMISS.iter().any(|word| part.contains(word));
    says_it && !is_note(part) && !is_bare(part)
}

/// Whether it says that some are missing, and not of what.
fn is_bare(part: &str) -> bool {
    ["缺少", "缺", "少"].iter().any(|word| part.ends_with(word))
}

fn amiss_in(part: &str, title: &str) -> Says {
    if part.chars().count() > FEW || title.is_empty() {
        return Says::Amiss(part.to_owned());
    }
    Says::AmissIn(part.to_owned(), sentence_about(part, title))
}

/// What is counted against a required number, without the number.
fn counted(all: &[String], title: String) -> String {
    let matter = all.first().map(String::as_str).unwrap_or_default();
    let end = NUMBERS.iter().filter_map(|word| matter.find(word)).min();
    let matter = matter[..end.unwrap_or(matter.len())].trim_end_matches(['，', ',', ' ', '的']);
    let says_nothing = matter.chars().count() < FEW || is_amiss(matter);
    if says_nothing && !title.is_empty() { title } else { matter.to_owned() }
}

/// The sentence of a title that has most of the characters of a part; the first of equals.
fn sentence_about(part: &str, title: &str) -> String {
    let shares = |sentence: &&str| part.chars().filter(|c| sentence.contains(*c)).count();
    let sentences = title.split(['。', '；', ';']).map(str::trim);
    // Of equals `max_by_key` takes the last.
    let found = sentences.filter(|sentence| !sentence.is_empty()).rev().max_by_key(shares);
    found.unwrap_or(title).to_owned()
}

/// A part without for how many it counts: 每死亡一人, 每少参加1次, 有一个未完成, 的每次.
fn without_each(part: &str) -> String {
    let part = part.strip_suffix("的每次").unwrap_or(part);
    let part = part.strip_prefix("一项").filter(|rest| is_amiss(rest)).unwrap_or(part);
    let mut part = part.replacen("发生1起", "发生", 1);
    for counted in ["有一个", "有1个", "有一家", "有1家"] {
        if is_amiss(&part) {
            part = part.replacen(counted, "", 1);
        }
    }
    let Some((before, after)) = part.split_once('每') else { return part };
    let one = ["一", "1"].iter().find_map(|one| after.find(one).map(|at| (at, one.len())));
    let Some((at, length)) = one else { return part };
    let (what, unit) = (&after[..at], &after[at + length..]);
    let is_time = what.starts_with(['年', '月', '季', '周', '日', '天', '半']);
    let is_each = unit.chars().count() == 1 && !what.is_empty() && !is_time;
    if is_each { format!("{before}{what}") } else { part }
}

#[cfg(test)]
mod tests {
    use super::{Says, of_clause, without_each};
    use crate::points::Points;
    use crate::rubric::{Clause, Indicator, Required, Rule};

    fn of(text: &str, rule: Rule) -> Says {
        let title = "以党组会等形式，每季度研究一次安全生产工作。落实到人".to_owned();
        let item = Indicator { title, ..Indicator::default() };
        let home = crate::rubric::Home::Item(crate::rubric::IndicatorIndex(0));
        let clause = Clause { text: text.to_owned(), rule, home, ..Clause::default() };
        of_clause(&clause, Some(&item)).into_iter().next().expect("something")
    }

    #[test]
    fn what_has_to_be_is_never_what_is_amiss() {
        let title = || "以党组会等形式，每季度研究一次安全生产工作".to_owned();
        let amiss = |text: &str| Says::Amiss(text.to_owned());
        let required = |text: &str| Says::Requirement(text.to_owned());
        let four = || Rule::Shortfall(Required::One(Points::from(4)));
        for (text, rule, says) in [
            ("未制定年度计划的扣1分", Rule::Flat, amiss("未制定年度计划")),
            (
                "每季度按要求上报月报表，缺一项扣0.5分",
                Rule::Occurrence,
                required("每季度按要求上报月报表"),
            ),
            (
                "未经批准，事故未在规定时限内结案的，扣1分",
                Rule::Flat,
                amiss("未经批准，事故未在规定时限内结案"),
            ),
            ("应积极参加活动。未制定相关活动方案，扣1分", Rule::Flat, amiss("未制定相关活动方案")),
            ("随机抽查不同部门每缺少一次的扣0.5分", Rule::Occurrence, Says::Requirement(title())),
            ("每少一次扣0.5分", Rule::Occurrence, Says::Requirement(title())),
            (
                "未落实的扣1分",
                Rule::Flat,
                Says::AmissIn("未落实".to_owned(), "落实到人".to_owned()),
            ),
            (
                "定期召开会议研究部署工作，每年不少于4次，每少一次扣1分",
                four(),
                Says::Counted("定期召开会议研究部署工作".to_owned()),
            ),
            ("检查记录每缺一次，扣0.2分", four(), Says::Counted(title())),
            ("每少一次扣0.5分", four(), Says::Counted(title())),
        ] {
            assert_eq!(of(text, rule), says, "{text}");
        }
    }

    #[test]
    fn for_how_many_is_no_part_of_what() {
        for (part, what) in [
            ("每死亡一人", "死亡"),
            ("分管领导每少参加1次", "分管领导少参加"),
            ("经核实情况属实的每次", "经核实情况属实"),
            ("每季度按要求上报", "每季度按要求上报"),
            ("每年开展一次大检查", "每年开展一次大检查"),
            ("每季度召开一次", "每季度召开一次"),
            ("发生1起较大事故", "发生较大事故"),
            ("抽查企业，有1个未挂牌", "抽查企业，未挂牌"),
            ("一项未纳入", "未纳入"),
        ] {
            assert_eq!(without_each(part), what);
        }
    }
}

//! How many are required, where what is missing is counted.

use super::Making;
use crate::points::Points;
use crate::rubric::{Effect, Required, Rule};
use crate::wording::counting::Counted;
use crate::wording::demands::{Demanded, demanded, demanded_in};
use crate::wording::marks::Mark;
use crate::wording::patterns::Says;

/// Units that several kinds of occasions are counted in: 4次 may be missing as 1场.
const OCCASIONS: [&str; 6] = ["次", "场", "期", "场次", "回", "轮"];

impl Making<'_> {
    /// 每少一次: of what its sentence, else its item, requires; 每次得2分（全年2次）.
    pub(super) fn required(&mut self, counted: &Counted) {
        let earns = self.terms.effect == Effect::Earn;
        if !counted.is_missing && !earns {
            return;
        }
        let marks: Vec<Mark> = self.own.iter().copied().cloned().collect();
        let cycle = self.words.context.cycle;
        let mut own = demanded(self.words.text, &marks, None, cycle);
        // 每少1次 itself requires nothing.
        own.retain(|one| one.mark.signs != counted.signs && fits(one, counted));
        if earns {
            own.retain(|one| one.is_demand && !one.is_open);
            let first = own.first().map(|one| one.likely);
            if let Some(required) = first.filter(|first| own.iter().all(|one| one.likely == *first))
            {
                self.terms.rule = Rule::Shortfall(Required::One(required));
            }
            return;
        }
        let (said, printed): (Vec<Demanded>, Vec<Demanded>) =
            own.into_iter().partition(|one| one.is_demand);
        let subject = self.subject(counted);
        if !said.is_empty() {
            return self.choose(&said, &subject, Nearness::Own);
        }
        // 完成志愿服务8次，每少一次: the only number before it.
        let printed: Vec<Demanded> = printed
            .into_iter()
            .filter(|one| one.mark.signs.end <= counted.signs.start && !one.is_sample())
            .filter(|one| !one.subject.contains('第') && !one.subject.ends_with('等'))
            .filter(|one| one.likely > Points::ONE)
            .collect();
        if printed.len() == 1 {
            self.choose(&printed, &subject, Nearness::Own);
            self.is_sure = false;
            return;
        }
        let before = self.demands_before(counted);
        if subject.is_empty() && !before.is_empty() {
            return self.choose(&before, &subject, Nearness::Before);
        }
        // 春季、秋季开学前未检查的，少一次: as many as are named.
        let seasons = self.own.iter().any(|mark| {
            let words = self.words.text.word(&mark.signs);
            mark.says == Says::Period(2, 1) && !words.starts_with('每')
        });
        if seasons {
            self.terms.rule = Rule::Shortfall(Required::One(Points::from(2)));
            return;
        }
        let content = demanded_in(self.words.context.content, cycle);
        let mut around: Vec<Demanded> =
            content.into_iter().filter(|one| fits(one, counted)).collect();
        let fitting = before.into_iter().filter(|one| likeness(&subject, one) >= STRONG);
        around.extend(fitting);
        self.choose(&around, &subject, Nearness::Around);
    }

    /// What the sentences before the clause require, in the same text.
    fn demands_before(&self, counted: &Counted) -> Vec<Demanded> {
        let before = |mark: &&Mark| mark.signs.end <= self.words.signs.start;
        let marks: Vec<Mark> = self.words.marks.iter().filter(before).cloned().collect();
        let cycle = self.words.context.cycle;
        let mut all = demanded(self.words.text, &marks, None, cycle);
        let from = self.words.stretch;
        all.retain(|one| one.is_demand && one.mark.signs.start >= from && fits(one, counted));
        all
    }

    fn choose(&mut self, demands: &[Demanded], subject: &str, nearness: Nearness) {
        let is_own = nearness == Nearness::Own;
        let best = demands.iter().map(|one| likeness(subject, one)).max().unwrap_or(0);
        let names_it = !subject.is_empty();
        if nearness == Nearness::Around && names_it && best == 0 {
            // It is something else that is required there.
            if let [one] = demands
                && !one.is_open
            {
                self.or_required(one.likely);
            }
            return;
        }
        let is_chosen = |one: &Demanded| is_own || !names_it || likeness(subject, one) == best;
        let chosen: Vec<&Demanded> = demands.iter().filter(|one| is_chosen(one)).collect();
        let left_out = demands.len() - chosen.len();
        if chosen.iter().any(|one| one.is_open) || chosen.is_empty() {
            return;
        }
        let mut counters: Vec<(String, Points)> = Vec::new();
        for one in &chosen {
            let listed: Vec<(String, Points)> = if one.of.len() > 1 {
                let named: Vec<&(String, Points)> =
                    one.of.iter().filter(|(name, _)| overlap(subject, name) > 1).collect();
                if named.len() == 1 && !is_own {
                    named.into_iter().cloned().collect()
                } else {
                    one.of.clone()
                }
            } else {
                vec![(one.name(), one.likely)]
            };
            for counter in listed {
                if !counters.iter().any(|(name, number)| {
                    *number == counter.1
                        && (is_own && counters.len() == 1 && is_bare(name, &counter.0))
                }) {
                    counters.push(counter);
                }
            }
        }
        let counted = self.terms.clone();
        let required = match &counters[..] {
            [(_, number)] => Required::One(*number),
            several => Required::Named(several.to_vec()),
        };
        self.terms.rule = Rule::Shortfall(required);
        // A sentence that asks the same of each enterprise gives no number for all.
        let of_many = !is_own
            && chosen.iter().filter(|one| !one.is_of_several).any(|one| {
                let each = ["每个", "每家", "每所", "每村", "每户"];
                let many = ["企业", "主体", "单位", "场所", "对象", "部位", "网格"];
                let has = |words: &[&str]| words.iter().any(|word| one.subject.contains(word));
                has(&each) || one.subject.contains('对') && has(&many)
            });
        if of_many && counters.len() == 1 {
            self.terms = counted;
            return self.or_required(counters[0].1);
        }
        // 随机抽查…每缺一次: of how many is looked at, nobody knows.
        let own = self.words.text.word(&self.words.signs);
        let is_open = ["抽查", "抽检", "如遇", "特殊时期"].iter().any(|word| own.contains(word));
        if is_open && counters.len() == 1 {
            self.terms = counted;
            return self.or_required(counters[0].1);
        }
        let strong = likeness(subject, chosen[0]) >= STRONG || !names_it;
        let guessed = !is_own && !strong;
        if of_many || guessed || counters.len() > 1 && !is_own || left_out > 0 && !strong {
            self.others.push(counted);
        }
    }

    fn or_required(&mut self, number: Points) {
        let mut other = self.terms.clone();
        other.rule = Rule::Shortfall(Required::One(number));
        self.others.push(other);
    }

    /// What is said to be missing: the words before it, and those between it and the amount.
    fn subject(&self, counted: &Counted) -> String {
        let start = self.words.signs.start;
        let text = self.words.text;
        let anchor = self.anchor().signs.start;
        let behind = if counted.signs.end < anchor { counted.signs.end..anchor } else { 0..0 };
        // 少检查1次 names it within.
        let within = text.word(&counted.signs);
        let within = within.trim_start_matches(['每', '少', '缺', '没', '有', '于']);
        let within = if within.starts_with("规定") { "" } else { within };
        let within = within.trim_end_matches(|sign: char| {
            sign.is_ascii_digit() || counted.unit.contains(sign) || "一二两三".contains(sign)
        });
        let words =
            format!("{}{within}{}", text.word(&(start..counted.signs.start)), text.word(&behind));
        let words = words.replace("全年", "").replace("每年", "");
        words.trim_matches(|sign: char| "，,的。第项1234567890()、;:".contains(sign)).to_owned()
    }
}

/// Whether what is missing may be what is required.
fn fits(one: &Demanded, counted: &Counted) -> bool {
    let unit = one.mark.units.first().map_or("", String::as_str);
    let occasions = |unit: &str| OCCASIONS.contains(&unit);
    unit == counted.unit
        || occasions(unit) && occasions(&counted.unit)
        // 个 counts what has a name of its own: 少1个, 3个村.
        || counted.unit.ends_with(unit) && unit.chars().count() == 1 && unit != "次"
}

/// Where a required number stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// In the words of the clause.
    Own,
    /// In the sentences before it.
    Before,
    /// In those of its item.
    Around,
}

/// 12次…少于12次: one number printed twice.
fn is_bare(one: &str, other: &str) -> bool {
    one == other
        || ["少于", "低于", "不足"].iter().any(|word| other.contains(word))
        || one.is_empty()
        || other.is_empty()
}

/// From here on a required number is surely the one that is meant.
const STRONG: usize = 3;

/// How much what is missing is like what is required: what it ends with says what it is.
fn likeness(subject: &str, one: &Demanded) -> usize {
    let whole = one.whole();
    let ends = ["的", "未", "不足", "次数", "不够", "不全", "记录", "情况", "资料", "每人"];
    let mut head = subject;
    while let Some(rest) = ends.iter().find_map(|end| head.strip_suffix(end)) {
        head = rest.trim_end_matches([',', '，']);
    }
    let last: Vec<char> = head.chars().rev().take(2).collect();
    let tail: String = last.into_iter().rev().collect();
    let names_it = tail.chars().count() == 2 && whole.contains(&tail);
    if subject.chars().count() == 1 {
        return usize::from(whole.contains(subject));
    }
    overlap(subject, &whole) + if names_it { 100 } else { 0 }
}

impl Demanded {
    /// Every word of what is required.
    fn whole(&self) -> String {
        let names: String = self.of.iter().map(|(name, _)| name.as_str()).collect();
        format!("{}{}{names}", self.subject, self.object)
    }

    /// How many are looked at, which nobody has to have.
    fn is_sample(&self) -> bool {
        ["抽查", "抽取", "随机", "抽样", "抽检"].iter().any(|word| self.subject.contains(word))
    }

    fn name(&self) -> String {
        let name = self.subject.trim_start_matches(['、', '和', '及']);
        let name = name.rsplit(['、']).next().unwrap_or(name);
        let name = ["每年", "每季度", "每月", "组织", "召开", "至少", "开展"]
            .iter()
            .fold(name.to_owned(), |name, word| name.replace(word, ""));
        if name.is_empty() { self.subject.clone() } else { name }
    }
}

/// How many neighbouring pairs of signs two texts share.
fn overlap(one: &str, other: &str) -> usize {
    let signs: Vec<char> = one.chars().collect();
    let mut pairs: Vec<String> = signs.windows(2).map(|pair| pair.iter().collect()).collect();
    pairs.sort();
    pairs.dedup();
    let shared = pairs.iter().filter(|pair| other.contains(pair.as_str())).count();
    if shared > 0 { shared + 1 } else { 0 }
}

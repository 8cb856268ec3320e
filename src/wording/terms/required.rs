//! How many are required, where what is missing is counted.

use super::Making;
use crate::points::Points;
use crate::rubric::{Effect, Required, Rule};
use crate::wording::counting::Counted;
use crate::wording::demands::{Demanded, demanded, demanded_in};
use crate::wording::marks::Mark;

impl Making<'_> {
    /// 每少一次: of what its sentence, else its item, requires; 每次得2分（全年2次）.
    pub(super) fn required(&mut self, counted: &Counted) {
        let earns = self.terms.effect == Effect::Earn;
        if !counted.is_missing && !earns {
            return;
        }
        let marks: Vec<Mark> = self.own.iter().copied().cloned().collect();
        let mut own = demanded(self.words.text, &marks, Some(&counted.unit));
        // 每少1次 itself requires nothing.
        own.retain(|one| {
            one.mark.signs != counted.signs && one.mark.units.first() == Some(&counted.unit)
        });
        if earns {
            own.retain(|one| one.is_demand && !one.is_open);
            let first = own.first().map(|one| one.likely);
            if let Some(required) = first.filter(|first| own.iter().all(|one| one.likely == *first))
            {
                self.terms.rule = Rule::Shortfall(Required::One(required));
            }
            return;
        }
        let demands: Vec<Demanded> = own.into_iter().filter(|one| one.is_demand).collect();
        let subject = self.subject(counted);
        let (demands, is_own) = if demands.is_empty() {
            (demanded_in(self.words.context.content, &counted.unit), false)
        } else {
            (demands, true)
        };
        let demands: Vec<Demanded> = demands
            .into_iter()
            .filter(|one| one.mark.units.first() == Some(&counted.unit))
            .collect();
        self.choose(&demands, &subject, is_own);
    }

    fn choose(&mut self, demands: &[Demanded], subject: &str, is_own: bool) {
        let fitting: Vec<&Demanded> =
            demands.iter().filter(|one| overlap(subject, &one.whole()) > 1).collect();
        let chosen: Vec<&Demanded> =
            if fitting.is_empty() || is_own { demands.iter().collect() } else { fitting };
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
            counters.extend(listed);
        }
        let is_open = chosen.iter().any(|one| one.is_open);
        if chosen.is_empty() {
            return;
        }
        let counted = self.terms.clone();
        if is_open {
            self.is_sure = false;
            return;
        }
        let required = match &counters[..] {
            [(_, number)] => Required::One(*number),
            several => Required::Named(several.to_vec()),
        };
        // In a month, where it is each month that is assessed.
        let monthly = chosen.iter().any(|one| {
            let printed = one.mark.number().map(|number| number.value);
            one.likely != Points::ONE
                && printed.is_some_and(|n| n > Points::ONE && n * Points::from(12) == one.likely)
        });
        if let (true, Required::One(_), Some(number)) =
            (monthly, &required, chosen[0].mark.number())
        {
            let mut other = self.terms.clone();
            other.rule = Rule::Shortfall(Required::One(number.value));
            self.others.push(other);
        }
        self.terms.rule = Rule::Shortfall(required);
        // A sentence that asks the same of each enterprise gives no number for all.
        let of_many = chosen.iter().any(|one| {
            ["企业", "单位", "主体", "重点", "各", "对"]
                .iter()
                .any(|word| one.subject.contains(word))
        });
        let guessed =
            !is_own && (of_many || overlap(subject, &chosen[0].whole()) < 2 && !subject.is_empty());
        if guessed || counters.len() > 1 && !is_own {
            self.others.push(counted);
        }
    }

    /// What is said to be missing: the words before it.
    fn subject(&self, counted: &Counted) -> String {
        let start = self.words.signs.start;
        let words = self.words.text.word(&(start..counted.signs.end));
        words.chars().filter(|sign| !"，,的。每少缺一次".contains(*sign)).collect()
    }
}

impl Demanded {
    /// Every word of what is required.
    fn whole(&self) -> String {
        let names: String = self.of.iter().map(|(name, _)| name.as_str()).collect();
        format!("{}{}{names}", self.subject, self.object)
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

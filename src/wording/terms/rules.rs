//! How the quantity of a clause comes about: counted, a rate, earlier years, a limit.

use super::Making;
use crate::points::Points;
use crate::rubric::{Amount, Baseline, Effect, Rate, Rule, Side, Threshold};
use crate::wording::counting::Counted;
use crate::wording::marks::{Mark, marks_in};
use crate::wording::patterns::Says;
use crate::wording::text::{Signs, ends_sentence};

/// Where a rate lies beyond something, and how that is printed.
#[derive(Clone, Copy)]
struct Reference {
    side: Side,
    value: Points,
    is_percent: bool,
    /// 低于85%, not 达到85%.
    is_beyond: bool,
}

impl Making<'_> {
    pub(super) fn rule(&mut self) {
        let anchor = self.anchor();
        if matches!(anchor.says, Says::Times | Says::Exact)
            || self.first(|says| says == Says::Converted).is_some()
        {
            return self.converted();
        }
        // 完成的得5分，未完成的按比例扣分.
        if self.terms.effect == Effect::Earn
            && self.words.levels.is_none()
            && self.first(|says| says == Says::Exact).is_some()
        {
            self.is_sure = false;
            self.others.push(self.terms.clone());
            return self.converted();
        }
        if self.terms.amount == Amount::All {
            return;
        }
        if let Some(step) = self.first(|says| matches!(says, Says::Step(_))) {
            return self.step(step);
        }
        let counted = self.counted();
        if let Some(counted) = &counted
            && let Some(size) = counted.size
            && let Some(years) = self.earlier_of(counted)
        {
            return self.baseline(years, size.value, counted.unit.clone(), false);
        }
        if let Some(counted) = counted {
            self.count(&counted);
        } else if let Says::AmountEach(effect) = anchor.says {
            self.each(effect);
        } else if self.terms.effect == Effect::Deduct
            && matches!(self.terms.amount, Amount::Fixed(_))
        {
            self.threshold();
            // 配备不足的按缺额比例扣分 behind another amount has no place in it.
            self.is_sure &= self.first(|says| says == Says::Exact).is_none();
        }
    }

    /// 率×8分, 折合评分（本项1分）.
    fn converted(&mut self) {
        self.terms.rule = Rule::Converted { full: Points::HUNDRED };
        if self.anchor().says == Says::Converted {
            self.terms.amount = Amount::Fixed(Points::ZERO);
        }
    }

    fn count(&mut self, counted: &Counted) {
        self.terms.rule = Rule::Occurrence;
        self.terms.unit = Some(counted.unit.clone());
        self.required(counted);
    }

    /// 各扣0.3分: for each of the lacks before it.
    fn each(&mut self, effect: Effect) {
        let before = self.words.text.word(&(self.words.signs.start..self.anchor().signs.start));
        let is_list = before.contains(['、', '和', '或', '及']);
        if effect == Effect::Deduct && is_list {
            self.terms.rule = Rule::Occurrence;
            self.terms.unit = Some("项".to_owned());
        } else {
            self.is_sure = effect != Effect::Deduct;
        }
    }

    fn references(marks: &[&Mark]) -> Vec<Reference> {
        let found = marks.iter().filter_map(|mark| {
            let value = mark.number()?.value;
            match mark.says {
                Says::Beyond(side) => {
                    Some(Reference { side, value, is_percent: true, is_beyond: true })
                }
                Says::Target(side) => {
                    Some(Reference { side, value, is_percent: true, is_beyond: false })
                }
                Says::Figure(side) => {
                    Some(Reference { side, value, is_percent: false, is_beyond: true })
                }
                _ => None,
            }
        });
        found.collect()
    }

    /// 低于85%的，每少5个百分点; 比上年每上升5%.
    fn step(&mut self, step: &Mark) {
        let distance = step.number().map_or(Points::ONE, |number| number.value);
        let Says::Step(side) = step.says else { return };
        if let Some((years, _)) = self.earlier() {
            let words = self.words.text.word(&step.signs);
            let before = self.words.text.word(&(self.words.signs.start..step.signs.start));
            let before = before.replace("年度", "").replace("季度", "");
            let is_rate =
                ["率", "比重", "占比", "比例", "度"].iter().any(|rate| before.contains(rate));
            if words.ends_with('%') || !is_rate {
                return self.baseline(years, distance, "个百分点".to_owned(), true);
            }
            let unit = if distance == Points::ONE {
                "个百分点".to_owned()
            } else {
                format!("{distance}个百分点")
            };
            return self.baseline(years, distance, unit, false);
        }
        let before: Vec<&Mark> =
            self.own.iter().copied().filter(|mark| mark.signs.end <= step.signs.start).collect();
        let mut found = Self::references(&before);
        found.retain(|one| one.is_percent);
        let mut reference = found.pop().filter(|one| side.is_none_or(|side| side == one.side));
        if reference.is_none() {
            reference = self.reference_around(side);
        }
        let open = self.words.text.word(&(self.words.signs.start..step.signs.start));
        let reference = reference.unwrap_or_else(|| {
            let is_whole = ["定额", "完成", "任务", "全", "计划", "满分"]
                .iter()
                .any(|word| open.contains(word));
            self.is_sure &= is_whole;
            let side = side.unwrap_or(Side::Below);
            Reference { side, value: Points::HUNDRED, is_percent: true, is_beyond: true }
        });
        let exact = self.first(|says| says == Says::Exact).is_some();
        let side = side.unwrap_or(reference.side);
        self.terms.rule =
            Rule::Rate(Rate { reference: reference.value, side, step: distance, exact });
        self.terms.unit = Some("个百分点".to_owned());
    }

    /// The rate that the item's own sentences ask for.
    fn reference_around(&mut self, side: Option<Side>) -> Option<Reference> {
        let content = Signs::of(self.words.context.content);
        let marks = marks_in(&content);
        let fits = |one: &Reference| one.is_percent && side.is_none_or(|side| side == one.side);
        let all: Vec<(usize, Reference)> = marks
            .iter()
            .filter_map(|mark| Some((mark.signs.start, *Self::references(&[mark]).first()?)))
            .filter(|(_, one)| fits(one))
            .collect();
        // The same rate in this text, before the clause.
        if all.is_empty() {
            let before: Vec<&Mark> = self
                .words
                .marks
                .iter()
                .filter(|mark| mark.signs.end <= self.words.signs.start)
                .collect();
            let near = Self::references(&before).into_iter().rfind(fits);
            self.is_sure = false;
            return near;
        }
        if all.len() == 1 {
            return all.first().map(|(_, one)| *one);
        }
        self.is_sure = false;
        let own = self.words.text.word(&self.words.signs);
        let alike = |place: usize| {
            let before = content.word(&(place.saturating_sub(8)..place));
            before.chars().filter(|sign| own.contains(*sign)).count()
        };
        all.into_iter().max_by_key(|(place, _)| alike(*place)).map(|(_, one)| one)
    }

    /// 比上年, 近三年平均: of the clause, else of its item.
    fn earlier(&self) -> Option<(u32, bool)> {
        let of = |mark: &Mark| match mark.says {
            Says::Earlier(years) => {
                Some(mark.number().and_then(|number| number.value.whole()).unwrap_or(years))
            }
            _ => None,
        };
        self.own.iter().find_map(|mark| of(mark)).map(|years| (years, true))
    }

    fn earlier_of(&self, counted: &Counted) -> Option<u32> {
        if let Some((years, _)) = self.earlier() {
            return Some(years);
        }
        let words = self.words.text.word(&counted.signs);
        // 起数比上年每上升5%扣1分，死亡人数每增加1人扣2分: one sentence.
        let text = self.words.text;
        let near = self.words.marks.iter().rev().find(|mark| {
            mark.signs.end <= self.words.signs.start && matches!(mark.says, Says::Earlier(_))
        });
        let near = near.filter(|mark| {
            let mut between = mark.signs.end..self.words.signs.start;
            !between.any(|at| text.get(at).is_some_and(ends_sentence))
        });
        let grows = ["每增加", "每上升", "每多", "每超"].iter().any(|word| words.starts_with(word));
        let content = Signs::of(self.words.context.content);
        let marks = if grows { marks_in(&content) } else { Vec::new() };
        near.filter(|_| grows).into_iter().chain(&marks).find_map(|mark| match mark.says {
            Says::Earlier(years) => {
                Some(mark.number().and_then(|number| number.value.whole()).unwrap_or(years))
            }
            _ => None,
        })
    }

    fn baseline(&mut self, mean_of: u32, step: Points, unit: String, percent: bool) {
        let decimals = self.first(|says| says == Says::Decimals);
        let decimals = decimals.and_then(|mark| mark.number()?.value.whole());
        let exact = self.first(|says| says == Says::Exact).is_some();
        let words = self.words.text.word(&self.words.signs);
        let falls =
            ["每低", "每下降", "每减少", "每少", "每降"].iter().any(|word| words.contains(word));
        let side = if falls { Side::Below } else { Side::Above };
        self.terms.rule =
            Rule::Baseline(Baseline { mean_of, decimals, step, exact, percent, side, given: None });
        self.terms.unit = Some(unit);
    }

    /// 参训率低于90%的扣1分.
    fn threshold(&mut self) {
        let anchor = self.anchor().signs.start;
        let marks: Vec<&Mark> =
            self.own.iter().copied().filter(|mark| mark.signs.end <= anchor).collect();
        let found: Vec<(&Mark, Reference)> = marks
            .iter()
            .filter_map(|mark| Some((*mark, *Self::references(&[mark]).first()?)))
            .collect();
        // 增长10%以上的扣5分: a figure that only describes the case.
        let describes = found.iter().any(|(_, reference)| !reference.is_beyond);
        let found: Vec<(&Mark, Reference)> =
            found.into_iter().filter(|(_, reference)| reference.is_beyond).collect();
        let Some((mark, reference)) = found.last().copied() else {
            self.is_sure &= !describes;
            return;
        };
        // 未…，未…，整改率低于90%的，扣0.5分: one of several lacks.
        let before = self.words.text.word(&(self.words.signs.start..mark.signs.start));
        let lacks = ["未", "不力", "不到位", "没有", "不全", "不及时"];
        let is_one_of_many = before.contains(',') && lacks.iter().any(|lack| before.contains(lack));
        // Only where nothing but the limit stands before the amount.
        let between = self.words.text.word(&(mark.signs.end..anchor));
        let is_near =
            between.trim_matches([',', '的', '以', '上', '应', '(', ')', '含']).is_empty();
        let is_exact = reference.is_beyond && is_near && found.len() == 1;
        let flat = self.terms.clone();
        let threshold = Threshold {
            limit: mark.number().map_or_else(
                || crate::points::Fraction { numerator: reference.value, denominator: Points::ONE },
                crate::wording::Number::fraction,
            ),
            side: reference.side,
            percent: reference.is_percent,
        };
        if is_one_of_many {
            let mut other = flat;
            other.rule = Rule::Threshold(threshold);
            self.others.push(other);
            return;
        }
        self.terms.rule = Rule::Threshold(threshold);
        if !is_exact {
            self.others.push(flat);
        }
        if !is_near && (!reference.is_beyond || found.len() > 1) {
            // Figures that only describe the case.
            self.terms.rule = Rule::Flat;
        }
    }
}

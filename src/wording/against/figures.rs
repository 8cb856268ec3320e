//! Required numbers, rates, steps, earlier years and ★ of a text against those of its clause.

use super::{Counted, DisagreementKind, Held};
use crate::points::Points;
use crate::rubric::{Baseline, Home, Rate, Required, Rule, Side, Threshold};
use crate::wording::Cycle;
use crate::wording::demands::demanded;
use crate::wording::marks::{Mark, marks_in};
use crate::wording::patterns::Says;
use crate::wording::text::Signs;

impl Held<'_> {
    pub(super) fn figures(&mut self) {
        match self.clause.rule.clone() {
            Rule::Shortfall(required) => self.required(&required),
            Rule::Rate(rate) => self.rate(&rate),
            Rule::Baseline(baseline) => self.baseline(&baseline),
            Rule::Threshold(threshold) => self.threshold(&threshold),
            Rule::Flat | Rule::Occurrence => self.step_unwritten(),
            Rule::Converted { .. } => {}
        }
    }

    /// The number its own text requires, where what is missing is counted.
    pub(super) fn required_here(&self, counted: &Counted) -> Option<(Mark, Points)> {
        let mut all = demanded(&self.text, &self.marks, Some(&counted.unit), Cycle::Year);
        all.retain(|one| one.mark.units.first() == Some(&counted.unit));
        let mut demands = all.into_iter().filter(|one| {
            one.is_demand && !one.is_open && one.mark.signs.end <= counted.signs.start
        });
        let first = demands.next()?;
        demands.next().is_none().then_some((first.mark, first.likely))
    }

    /// 每年不少于4次，每少一次 without `required`.
    pub(super) fn required_unwritten(&mut self, counts: &[Counted]) {
        let Some(missing) = counts.iter().find(|counted| counted.is_missing).cloned() else {
            return;
        };
        if let Some((mark, required)) = self.required_here(&missing) {
            self.unwritten(&mark.signs, format!("required: {required}"));
        }
    }

    fn required(&mut self, required: &Required) {
        let unit = self.clause.unit.clone();
        let mut all = demanded(&self.text, &self.marks, unit.as_deref(), Cycle::Year);
        if all.iter().any(|one| one.is_demand) {
            all.retain(|one| one.is_demand);
        } else {
            // 缺1次 is what one amount is for, and requires nothing.
            all.retain(|one| one.likely != Points::ONE);
        }
        let sum: Points = all.iter().map(|one| one.likely).sum();
        let numbers: Vec<Points> = match required {
            Required::One(number) => vec![*number],
            Required::Named(counters) => counters.iter().map(|(_, number)| *number).collect(),
        };
        let Some(first) = all.first() else { return };
        let (signs, likely) = (first.mark.signs.clone(), first.likely);
        for number in numbers {
            let is_printed = number == sum || all.iter().any(|one| one.values.contains(&number));
            if !is_printed {
                let near = all.iter().find(|one| one.likely == likely);
                let signs = near.map_or(signs.clone(), |one| one.mark.signs.clone());
                self.different(&signs, "required", &number.to_string(), &likely.to_string());
                return;
            }
        }
    }

    /// Where rates lie beyond something: 低于85%, 达到95%以上; of the text, or of the content.
    fn references(&self) -> (bool, Vec<(Mark, Side, Points)>) {
        let of = |marks: &[Mark]| -> Vec<(Mark, Side, Points)> {
            let sides = marks.iter().filter_map(|mark| match mark.says {
                Says::Beyond(side) | Says::Target(side) => {
                    Some((mark.clone(), side, mark.number()?.value))
                }
                _ => None,
            });
            sides.collect()
        };
        let own = of(&self.marks);
        if own.is_empty() {
            let content = Signs::of(self.around.content);
            return (false, of(&marks_in(&content)));
        }
        (true, own)
    }

    fn rate(&mut self, rate: &Rate) {
        let (is_own, references) = self.references();
        self.reference(is_own, &references, rate.side, rate.reference);
        self.step(rate.step);
        self.exact(rate.exact);
    }

    fn reference(&mut self, is_own: bool, all: &[(Mark, Side, Points)], side: Side, ruled: Points) {
        let is_carried =
            all.iter().any(|(_, printed, number)| *printed == side && *number == ruled);
        let Some((mark, printed_side, number)) = all.first().filter(|_| is_own && !is_carried)
        else {
            return;
        };
        let (ruled, write) = (beyond(side, ruled), beyond(*printed_side, *number));
        self.say(&mark.signs, DisagreementKind::Different { ruled, write });
    }

    /// 每低5个百分点 against `step`.
    fn step(&mut self, ruled: Points) {
        let steps =
            self.marks.iter().filter(|mark| matches!(mark.says, Says::Step(_) | Says::PerSize));
        let steps: Vec<(Mark, Points)> = steps
            .map(|mark| (mark.clone(), mark.number().map_or(Points::ONE, |n| n.value)))
            .collect();
        if let Some((mark, printed)) = steps.first()
            && steps.iter().all(|(_, printed)| *printed != ruled)
        {
            self.different(&mark.signs, "step", &ruled.to_string(), &printed.to_string());
        }
    }

    fn exact(&mut self, is_exact: bool) {
        let mark = self.marks.iter().find(|mark| mark.says == Says::Exact).cloned();
        if let Some(mark) = mark.filter(|_| !is_exact) {
            self.unwritten(&mark.signs, "exact: true".to_owned());
        }
    }

    /// 近三年平均, 每超0.1起 against `mean_of`, `step` and `decimals`.
    fn baseline(&mut self, baseline: &Baseline) {
        let earlier: Vec<(Mark, u32)> = self.earlier();
        if let Some((mark, years)) = earlier.first()
            && baseline.given.is_none()
            && earlier.iter().all(|(_, years)| *years != baseline.mean_of)
        {
            let ruled = baseline.mean_of.to_string();
            self.different(&mark.signs, "mean_of", &ruled, &years.to_string());
        }
        self.step(baseline.step);
        self.exact(baseline.exact);
        let decimals = self.marks.iter().find(|mark| mark.says == Says::Decimals).cloned();
        let printed = decimals.as_ref().and_then(|mark| mark.number()?.value.whole());
        if let (Some(mark), Some(printed)) = (decimals, printed)
            && baseline.decimals != Some(printed)
            && baseline.given.is_none()
        {
            self.unwritten(&mark.signs, format!("decimals: {printed}"));
        }
    }

    fn earlier(&self) -> Vec<(Mark, u32)> {
        let years = self.marks.iter().filter_map(|mark| match mark.says {
            Says::Earlier(years) => {
                let printed = mark.number().and_then(|number| number.value.whole());
                Some((mark.clone(), printed.unwrap_or(years)))
            }
            _ => None,
        });
        years.collect()
    }

    /// 低于85%, 超出0.1 against the limit.
    fn threshold(&mut self, threshold: &Threshold) {
        let side = threshold.side;
        let limit = threshold.limit;
        let printed = self.marks.iter().filter_map(|mark| match mark.says {
            Says::Beyond(side) | Says::Target(side) | Says::Figure(side) => {
                Some((mark.clone(), side, mark.number()?))
            }
            _ => None,
        });
        let printed: Vec<_> = printed.collect();
        // 百分之八十五 is 85 where the limit is one of percent.
        let in_percent = |number: &crate::wording::Number| number.denominator == Points::HUNDRED;
        let same = |number: &crate::wording::Number| {
            let denominator = if in_percent(number) && threshold.percent {
                Points::ONE
            } else {
                number.denominator
            };
            number.value * limit.denominator == limit.numerator * denominator
        };
        let is_carried =
            printed.iter().any(|(_, printed, number)| *printed == side && same(number));
        if let Some((mark, printed_side, number)) = printed.first().filter(|_| !is_carried) {
            let shown = if in_percent(number) && threshold.percent {
                number.value.to_string()
            } else {
                number.shown()
            };
            let write = format!("{}: {shown}", side_key(*printed_side));
            let ruled = format!("{}: {limit}", side_key(side));
            self.say(&mark.signs, DisagreementKind::Different { ruled, write });
        }
    }

    /// 每低5个百分点 beside a rule that knows no rate.
    fn step_unwritten(&mut self) {
        let step = self.marks.iter().find(|mark| matches!(mark.says, Says::Step(_))).cloned();
        let Some(step) = step else { return };
        let size = step.number().map_or(Points::ONE, |number| number.value);
        if let Some((_, years)) = self.earlier().first() {
            let write = format!("baseline: {{mean_of: {years}, step: {size}, as: percent}}");
            return self.unwritten(&step.signs, write);
        }
        let (_, references) = self.references();
        let reference = references.first().map(|(_, side, number)| beyond(*side, *number));
        let is_counted = self.clause.rule == Rule::Occurrence;
        if reference.is_none() && is_counted {
            return;
        }
        let reference = reference.unwrap_or_else(|| beyond(Side::Below, Points::HUNDRED));
        self.unwritten(&step.signs, format!("rate: {{{reference}, step: {size}}}"));
    }

    /// ★, 加倍, 直接计入总分.
    pub(super) fn signs(&mut self) {
        let star = self.marks.iter().find(|mark| matches!(mark.says, Says::Star | Says::Unlimited));
        let star = star.map(|mark| mark.signs.clone());
        if let Some(signs) = star.clone().filter(|_| !self.clause.star) {
            self.unwritten(&signs, "star: true".to_owned());
        }
        if star.is_none() && self.clause.star && !is_marked(self.around.content) {
            self.unprinted("star: true".to_owned());
        }
        let factor = self.marks.iter().find_map(|mark| match mark.says {
            Says::Factor(tenths) => {
                Some((mark.signs.clone(), Points::from(tenths).divided(Points::from(10), 1)))
            }
            _ => None,
        });
        if let Some((signs, factor)) = factor
            && self.clause.shares.iter().all(|share| share.share != factor)
        {
            let words = self.text.word(&signs);
            self.unwritten(&signs, format!("shares: [{{name: {words}, share: {factor}}}]"));
        }
        let direct = self.marks.iter().find(|mark| mark.says == Says::Direct);
        let direct = direct.map(|mark| mark.signs.clone());
        if let Some(signs) = direct.filter(|_| matches!(self.clause.home, Home::Item(_))) {
            self.say(&signs, DisagreementKind::Elsewhere { list: "direct" });
        }
    }
}

fn is_marked(content: &str) -> bool {
    content.contains(['★', '☆'])
}

fn beyond(side: Side, number: Points) -> String {
    format!("{}: {number}", side_key(side))
}

fn side_key(side: Side) -> &'static str {
    match side {
        Side::Below => "below",
        Side::Above => "above",
    }
}

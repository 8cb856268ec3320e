//! A pocket calculator for printed steps: numbers are read back off the words alone.

use crate::second::exact::Exact;
use kaohe::lang::Lang;
use kaohe::lang::steps::{Wording, step_words};
use kaohe::points::{Figure, Points};
use kaohe::rubric::{Clause, Effect, Head, NotApplicable, Rule, Side};
use kaohe::score::Step;

/// What is wrong with a printed line.
pub(super) type Wrong = Result<(), String>;

/// A number as it is printed, and whether `%` stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) number: Exact,
    pub(super) percent: bool,
}

/// The numbers of a text in their order. A line before a digit is a sign where no number stands
/// before it.
pub(super) fn numbers(text: &str) -> Vec<Read> {
    let signs: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < signs.len() {
        let is_digit = |place: usize| signs.get(place).is_some_and(char::is_ascii_digit);
        let before = at.checked_sub(1).and_then(|at| signs.get(at)).copied().unwrap_or(' ');
        let is_negative = signs[at] == '-' && is_digit(at + 1) && !before.is_ascii_digit();
        if !is_digit(at) && !is_negative {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while is_digit(at) || signs.get(at) == Some(&'.') && is_digit(at + 1) {
            at += 1;
        }
        let number = Exact::read(&signs[start..at].iter().collect::<String>());
        found.push(Read { number, percent: signs.get(at) == Some(&'%') });
    }
    found
}

/// The words of a step without the names in them, which may hold numbers of their own.
pub(super) fn bare(wording: Wording<'_>, clause: Option<&Clause>, step: &Step) -> String {
    let mut text = step_words(wording, step);
    let mut names: Vec<String> = Vec::new();
    if let Some(clause) = clause {
        names.extend(clause.shares.iter().map(|share| share.name.clone()));
        names.extend(clause.rule.given().map(|given| given.name.clone()));
        // A unit such as 0.1起 stands behind its number.
        names.extend(clause.unit.as_ref().map(|unit| format!(" {unit}")));
    }
    match step {
        Step::Against { name: Some(name), .. }
        | Step::Factor { name, .. }
        | Step::Level { name, .. }
        | Step::LevelTimes { name, .. }
        | Step::Outward { name, .. } => {
            names.push(name.clone());
        }
        Step::Weighted { id, .. } => names.push(id.clone()),
        _ => {}
    }
    for name in names.into_iter().filter(|name| !name.trim().is_empty()) {
        text = text.replacen(&name, "", 1);
    }
    text
}

/// What a share is multiplied with.
fn factor(read: Read) -> Exact {
    if read.percent { read.number.by(Exact::whole(100)) } else { read.number }
}

/// The pocket calculator: one line of a clause or of a part of the tree.
pub(super) struct Line {
    lang: Lang,
    decimals: u32,
    /// The places of 缺项换算.
    rescaled: u32,
    /// What the steps so far have come to, those of several findings one after the other.
    pub(super) results: Vec<Exact>,
    /// How many count, where it was measured before it is multiplied.
    counts: Option<Exact>,
    /// The amount for one, where a share made it another.
    amount: Option<Exact>,
    /// What the deductions and additions of an item are.
    pub(super) taken: Exact,
    pub(super) added: Exact,
    pub(super) earned: Option<Exact>,
    pub(super) judged: Option<Exact>,
    pub(super) clamped: Option<Exact>,
    pub(super) sum: Option<Exact>,
    pub(super) takes_all: bool,
}

pub(super) fn same(what: &str, calculated: Exact, printed: Exact) -> Wrong {
    if calculated == printed { Ok(()) } else { Err(format!("{what}: {calculated}, not {printed}")) }
}

impl Line {
    pub(super) fn new(lang: Lang, head: &Head) -> Self {
        let decimals = head.decimals;
        let rescaled = match head.not_applicable {
            NotApplicable::Rescale { decimals, .. } => decimals,
            NotApplicable::Full | NotApplicable::Average => decimals,
        };
        Self {
            lang,
            decimals,
            rescaled,
            results: Vec::new(),
            counts: None,
            amount: None,
            taken: Exact::ZERO,
            added: Exact::ZERO,
            earned: None,
            judged: None,
            clamped: None,
            sum: None,
            takes_all: false,
        }
    }

    /// What all of it comes to so far.
    pub(super) fn result(&self) -> Exact {
        self.results.iter().copied().sum()
    }

    fn product(&mut self, factors: &[Exact], printed: Exact) -> Wrong {
        let product = factors.iter().copied().fold(Exact::ONE, |one, other| one * other);
        if let Some(counts) = self.counts.take() {
            same("how many", counts, factors[0])?;
        }
        if let (Some(amount), Some(used)) = (self.amount.take(), factors.get(1)) {
            same("the amount", amount, *used)?;
        }
        self.results.push(printed);
        same("the product", product.rounded(10), printed)
    }

    pub(super) fn step(&mut self, clause: Option<&Clause>, step: &Step, text: &str) -> Wrong {
        let read = numbers(text);
        let all: Vec<Exact> = read.iter().map(|read| read.number).collect();
        let last = all.last().copied().unwrap_or(Exact::ZERO);
        match step {
            Step::Flat { .. } | Step::Level { .. } | Step::BaselineZero { amount: Some(_) } => {
                self.results.push(last);
            }
            Step::Shared { .. } => self.product(&[all[0], all[1], factor(read[2])], last)?,
            Step::AmountShared { .. } => {
                same("the share", all[0] * factor(read[1]), last)?;
                self.amount = Some(last);
            }
            Step::LevelTimes { share, .. } => {
                let share = share.map_or(Exact::ONE, |_| factor(read[2]));
                self.product(&[all[0], all[1], share], last)?;
            }
            Step::Chosen { .. } if all.len() == 1 => self.results.push(last),
            Step::Times { .. } | Step::Chosen { .. } => self.product(&all[..2], last)?,
            Step::MeanOf { .. } => {
                same("the sum", self.result(), all[0])?;
                same("the mean", all[0].by(all[1]).rounded(self.decimals), last)?;
                self.results = vec![last];
            }
            Step::Sum { .. } => same("the sum", self.result(), last)?,
            Step::Against { .. } => {
                let (required, actual) = (all[0], all[1]);
                let counts = match clause.map_or(Effect::Deduct, |clause| clause.effect) {
                    Effect::Deduct | Effect::Fine => (required - actual).or_zero(),
                    Effect::Earn => actual.min(required),
                    Effect::Add => (actual - required).or_zero(),
                };
                same("what counts", counts, last)?;
                self.counts = Some(self.counts.unwrap_or(Exact::ZERO) + counts);
            }
            Step::RateSteps { .. } | Step::BaselineSteps { .. } => self.distance(step, &all)?,
            Step::Mean { years, decimals, .. } => {
                let sum: Exact = all[..years.len()].iter().copied().sum();
                let mean = sum.by(Exact::whole(i128::try_from(years.len()).expect("few")));
                let mean = decimals.map_or(mean, |places| mean.rounded(places));
                same("the mean", mean, all[years.len()])?;
            }
            Step::Proportion { .. } => {
                same("pro rata", evaluated(text)?.rounded(self.decimals), last)?;
                self.results.push(last);
            }
            Step::Beyond { beyond, .. } => Self::beyond(clause, *beyond, &all)?,
            Step::Converted { .. } => {
                let [one, other, third] = [all[0], all[1], all[2]];
                let (amount, given, full) = match self.lang {
                    Lang::Zh => (one, other, third),
                    Lang::En => (third, one, other),
                };
                let earns = clause
                    .is_some_and(|clause| matches!(clause.effect, Effect::Earn | Effect::Add));
                let part = if earns { given } else { full - given };
                same("converted", (amount * part).by(full).rounded(self.decimals), last)?;
                self.results.push(last);
            }
            Step::ClauseMax { .. } => {
                if all.iter().any(|number| *number != last) || self.result() <= last {
                    return Err(format!("{} does not pass {last}", self.result()));
                }
                self.results = vec![last];
            }
            Step::GroupCap { .. } => {
                same("capped", all[0].min(all[1]), last)?;
                self.results = vec![last];
            }
            Step::GroupBest { .. } => {
                let (after, before) = match self.lang {
                    Lang::Zh => (all[1], all[0]),
                    Lang::En => (all[0], all[1]),
                };
                if after > before {
                    return Err(format!("{after} of {before}"));
                }
                self.results = vec![after];
            }
            Step::OnTop { .. } => {
                self.taken = self.taken + last;
                self.results = vec![last];
            }
            _ => self.part(step, &all)?,
        }
        Ok(())
    }

    /// A step of an item, a part or the whole.
    fn part(&mut self, step: &Step, all: &[Exact]) -> Wrong {
        let last = all.last().copied().unwrap_or(Exact::ZERO);
        match step {
            Step::WholeItem => self.takes_all = true,
            Step::Earned { .. } => self.earned = Some(last),
            Step::Ordinary { .. } | Step::Star { .. } | Step::Direct { .. } => {
                self.taken = self.taken + last;
            }
            Step::Added { .. } | Step::Bonus { .. } => self.added = self.added + last,
            Step::Judged { .. } => self.judged = Some(all[0]),
            Step::Weighted { .. } => {
                same("weighted", (all[0] * all[1]).rounded(10), last)?;
            }
            Step::Children { scores, .. } => {
                let (parts, sum) = all.split_at(scores.len());
                same("the parts", parts.iter().copied().sum(), sum[0])?;
                self.sum = Some(sum[0]);
            }
            Step::Clamped { .. } => self.clamped = Some(last),
            Step::Rescaled { .. } => {
                same("rescaled", (all[0] * all[2]).by(all[1]).rounded(self.rescaled), last)?;
                self.sum = Some(last);
            }
            Step::Factor { .. } => {
                same("the factor", (all[0] * all[1]).rounded(10), last)?;
                if let Some(start) = self.earned.or(self.judged).or(self.sum) {
                    same("the base", start - self.taken + self.added, all[0])?;
                }
                (self.earned, self.judged, self.sum) = (None, None, Some(last));
                (self.taken, self.added) = (Exact::ZERO, Exact::ZERO);
            }
            Step::Rounded { decimals, .. } => {
                let after = if self.lang == Lang::Zh { last } else { all[1] };
                same("rounded", all[0].rounded(*decimals), after)?;
                self.clamped = Some(after);
            }
            Step::Outward { decimals, .. } => {
                let outward = all[0].by(all[1]) * all[2];
                same("outward", outward.rounded(*decimals), last)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// How far a figure lies beyond a reference, and how many steps that is.
    fn distance(&mut self, step: &Step, all: &[Exact]) -> Wrong {
        let (steps, size, mut distance) = match step {
            Step::RateSteps { side, steps, figure, .. } => {
                let is_ratio = matches!(figure, Figure::Ratio { .. });
                let (value, rest) = if is_ratio {
                    (all[0].by(all[1]) * Exact::whole(100), &all[3..])
                } else {
                    (all[0], &all[1..])
                };
                let beyond = match side {
                    Side::Below => rest[0] - value,
                    Side::Above => value - rest[0],
                };
                (steps.map(|_| rest[1]), rest.get(2), beyond)
            }
            Step::BaselineSteps { steps, .. } => (steps.map(|_| all[3]), all.get(4), all[2]),
            _ => return Ok(()),
        };
        if let Step::BaselineSteps { side, percent, .. } = step {
            let (one, other) = (all[0], all[1]);
            // A reference that is given stands before the figure.
            let difference = |actual: Exact, base: Exact| match side {
                Side::Above => (actual - base, base),
                Side::Below => (base - actual, base),
            };
            let shown = |(difference, base): (Exact, Exact)| {
                let share = if *percent && !base.is_zero() {
                    (difference * Exact::whole(100)).by(base).rounded(self.decimals)
                } else {
                    difference
                };
                share.or_zero()
            };
            let both = [difference(one, other), difference(other, one)];
            let meant = both.into_iter().find(|both| shown(*both) == all[2]);
            let (exact, base) = meant.ok_or_else(|| format!("no distance is {}", all[2]))?;
            if *percent && !base.is_zero() {
                distance = (exact * Exact::whole(100)).by(base);
            } else {
                distance = exact;
            }
        }
        if let (Some(steps), Some(size)) = (steps, size) {
            same("the steps", distance.or_zero().by(*size).floor(), steps)?;
            self.counts = Some(steps);
        }
        Ok(())
    }

    fn beyond(clause: Option<&Clause>, beyond: bool, all: &[Exact]) -> Wrong {
        let Some(Rule::Threshold(threshold)) = clause.map(|clause| &clause.rule) else {
            return Ok(());
        };
        let is_fraction = threshold.limit.denominator != Points::ONE;
        let (figure, limit) = all.split_at(all.len() - if is_fraction { 2 } else { 1 });
        let limit = if is_fraction { limit[0].by(limit[1]) } else { limit[0] };
        let figure = match figure {
            [part, whole, ..] if threshold.percent => part.by(*whole) * Exact::whole(100),
            [part, whole, ..] => part.by(*whole),
            [number] => *number,
            [] => return Ok(()),
        };
        let is_beyond = match threshold.side {
            Side::Below => figure < limit,
            Side::Above => figure > limit,
        };
        if is_beyond == beyond { Ok(()) } else { Err(format!("{figure} beside {limit}")) }
    }
}

/// `7.5 个百分点 × 0.5 ÷ 10 = …`, from the left to the right.
fn evaluated(text: &str) -> Result<Exact, String> {
    let (expression, _) = text.rsplit_once('=').ok_or("no result")?;
    let mut value: Option<Exact> = None;
    let mut rest = expression;
    while let Some(at) = rest.find(|sign: char| sign.is_ascii_digit()) {
        let operator = rest[..at].chars().rev().find(|sign| matches!(sign, '×' | '÷'));
        let end = rest[at..].find(|sign: char| !sign.is_ascii_digit() && sign != '.');
        let end = end.map_or(rest.len(), |end| at + end);
        let number = Exact::read(&rest[at..end]);
        value = Some(match (value, operator) {
            (None, _) => number,
            (Some(value), Some('÷')) => value.by(number),
            (Some(value), _) => value * number,
        });
        rest = &rest[end..];
    }
    value.ok_or_else(|| "no number".to_owned())
}

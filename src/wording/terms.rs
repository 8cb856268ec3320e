//! The rule of a clause, made of what its words say.

mod required;
mod rules;

use super::audience;
use super::counting::{Counted, counted};
use super::marks::Mark;
use super::patterns::{Says, Scope};
use super::text::{Signs, is_stop};
use super::{Certainty, Context, Meaning, Section, Terms};
use crate::points::Points;
use crate::rubric::{Amount, Effect, Level, Rule, Share};
use std::ops::Range;

/// The words of one clause.
pub(super) struct Words<'a> {
    pub(super) text: &'a Signs,
    pub(super) signs: Range<usize>,
    /// Where the number it stands behind begins.
    pub(super) stretch: usize,
    /// The mark that has the amount.
    pub(super) anchor: usize,
    /// The levels, where one of several amounts is chosen.
    pub(super) levels: Option<Vec<Level>>,
    pub(super) marks: &'a [Mark],
    pub(super) context: &'a Context<'a>,
    /// What the clause before says, where this one goes on with its sentence.
    pub(super) before: Option<&'a Terms>,
}

/// A rule in the making: what it is, how sure, and what else it could be.
struct Making<'a> {
    words: &'a Words<'a>,
    own: Vec<&'a Mark>,
    terms: Terms,
    others: Vec<Terms>,
    is_sure: bool,
}

/// What a clause says, the likeliest first, and how sure that is.
pub(super) fn meanings(words: &Words<'_>) -> (Vec<Meaning>, Certainty) {
    let own: Vec<&Mark> = words.marks.iter().filter(|mark| words.holds(mark)).collect();
    let anchor = &words.marks[words.anchor];
    let terms = Terms { section: words.context.section, ..Terms::default() };
    let mut making = Making { words, own, terms, others: Vec::new(), is_sure: true };
    making.terms.effect = effect(anchor, words.context.section);
    making.terms.amount = amount(anchor);
    if let Some(levels) = &words.levels {
        making.terms.amount = Amount::Levels(levels.clone());
        let gives = matches!(making.terms.effect, Effect::Earn | Effect::Deduct);
        making.is_sure &= gives;
    }
    making.portion();
    making.terms.applies = audience::applies(words.text, &words.signs, words.context.audience);
    making.rule();
    making.signs();
    making.limits();
    making.usual();
    let sure = if making.is_sure && making.others.is_empty() {
        Certainty::Certain
    } else {
        Certainty::Look
    };
    let mut all = vec![making.terms];
    for other in making.others {
        if !all.contains(&other) {
            all.push(other);
        }
    }
    (all.into_iter().map(|terms| Meaning::Clause(Box::new(terms))).collect(), sure)
}

impl Words<'_> {
    fn holds(&self, mark: &Mark) -> bool {
        mark.signs.start >= self.signs.start && mark.signs.end <= self.signs.end
    }
}

impl<'a> Making<'a> {
    fn anchor(&self) -> &'a Mark {
        &self.words.marks[self.words.anchor]
    }

    fn first(&self, says: impl Fn(Says) -> bool) -> Option<&'a Mark> {
        self.own.iter().copied().find(|mark| says(mark.says))
    }

    /// Amounts that are told by the item's points, and those without a word of what they do.
    fn portion(&mut self) {
        let anchor = self.anchor();
        let percent = anchor.number().map(|number| number.value);
        let of_points = |percent: Points| {
            let points = self.words.context.points?;
            Some((points * percent).divided(Points::HUNDRED, 4))
        };
        match (anchor.says, percent) {
            (Says::Portion, Some(percent)) => {
                self.is_sure = false;
                self.terms.amount = of_points(percent).map_or(Amount::All, Amount::Fixed);
            }
            (Says::Free(_), _) => {
                self.is_sure = false;
                let to = self.words.context.points.unwrap_or(Points::ZERO);
                self.terms.amount = Amount::Range { from: Points::ZERO, to };
            }
            (Says::All, Some(_)) => {
                self.terms.beyond = anchor.numbers.last().map(|number| number.value);
            }
            (Says::Times | Says::Exact, None) => {
                self.is_sure = false;
                let points = self.words.context.points.unwrap_or(Points::ZERO);
                self.terms.amount = Amount::Fixed(points);
            }
            (Says::Amount(None), _) if self.words.levels.is_none() => {
                let in_brackets = self.words.text.get(anchor.signs.start) == Some('(');
                self.is_sure = in_brackets || self.words.before.is_some();
            }
            _ => {}
        }
        // 两项不合格扣2分: a number that the rule has no place for.
        let several = self.own.iter().any(|mark| {
            let begins = self.phrase_start(mark.signs.start) == mark.signs.start;
            let counts = ["次", "项", "起", "处", "人", "家", "个"];
            let is_one = mark.number().is_some_and(|number| number.value == Points::ONE);
            let unit = mark.units.first().is_some_and(|unit| counts.contains(&unit.as_str()));
            mark.says == Says::Count
                && begins
                && !is_one
                && unit
                && mark.signs.end <= anchor.signs.start
        });
        let shares = self.own.iter().any(|mark| {
            mark.says == Says::Share && !self.words.text.word(&mark.signs).starts_with("承担")
        });
        self.is_sure &= !several && !shares;
    }

    /// What the amount is counted by: in its own words only.
    fn counted(&self) -> Option<Counted> {
        counted(self.words.text, self.words.marks, self.words.anchor, self.words.signs.start)
    }

    /// ★, 加倍, 不扣分的, 直接计入总分.
    fn signs(&mut self) {
        let whole = self.terms.amount == Amount::All;
        self.terms.star =
            !whole && self.first(|says| matches!(says, Says::Star | Says::Unlimited)).is_some();
        if self.first(|says| says == Says::Direct).is_some() {
            self.terms.section = Section::Direct;
            self.terms.star = false;
        }
        for mark in self.own.clone() {
            match mark.says {
                Says::Factor(tenths) => {
                    let share = Points::from(tenths).divided(Points::from(10), 1);
                    let name = self.name_before(mark);
                    self.terms.shares.push(Share { name, share });
                }
                Says::Share if self.words.text.word(&mark.signs).starts_with("承担") => {
                    if let Some(number) = mark.number() {
                        let share = number.value.divided(Points::HUNDRED, 4);
                        let name = self.name_before(mark);
                        self.terms.shares.push(Share { name, share });
                    }
                }
                Says::Exempt if self.words.levels.is_none() => self.exempt(mark),
                _ => {}
            }
        }
    }

    /// 举报人放弃奖励的不扣分; but what meets the demand (达到90%不扣分) is no exemption.
    fn exempt(&mut self, mark: &Mark) {
        let says_so = ["不扣", "不予", "不作", "不计", "除外", "免"];
        let words = self.words.text.word(&mark.signs);
        if !says_so.iter().any(|say| words.contains(say)) {
            return;
        }
        let mut start = self.phrase_start(mark.signs.start);
        // …的，不扣分: what is exempt stands in the phrase before.
        let is_bare = ["不扣", "不予", "不作", "不计", "免", "可不"]
            .iter()
            .any(|word| words.starts_with(word));
        if is_bare && start == mark.signs.start && start > self.words.signs.start {
            start = self.phrase_start(start - 1);
        }
        let met = self.own.iter().any(|one| {
            one.signs.start >= start
                && one.signs.end <= mark.signs.start
                && matches!(one.says, Says::Target(_) | Says::Beyond(_))
        });
        if !met {
            self.terms.exempt = Some(self.words.text.printed(&(start..mark.signs.end)));
        }
    }

    /// Whom a factor or share is for: the words before it.
    fn name_before(&self, mark: &Mark) -> String {
        let text = self.words.text;
        let mut start = self.phrase_start(mark.signs.start);
        let mut end = mark.signs.start;
        if start == end && start > self.words.signs.start {
            end = start - 1;
            start = self.phrase_start(end);
        }
        let name = text.printed(&(start..end));
        let name = name.rsplit('、').next().unwrap_or_default();
        let name = name.trim_start_matches(['属', '对', '凡', '其']).trim_end_matches(['则', '应']);
        if name.is_empty() { text.word(&mark.signs) } else { name.to_owned() }
    }

    fn phrase_start(&self, place: usize) -> usize {
        let first = self.words.signs.start;
        let stop = (first..place).rev().find(|at| self.words.text.get(*at).is_some_and(is_stop));
        stop.map_or(first, |stop| stop + 1)
    }

    /// 本项2分, 最多扣4分: the clause's own limit, where it says less than the item's points.
    fn limits(&mut self) {
        for mark in self.own.clone() {
            let Says::Limit(scope) = mark.says else { continue };
            let Some(value) = mark.numbers.last().map(|number| number.value) else { continue };
            let is_items = self.words.context.points == Some(value);
            let is_up_to = matches!(&self.terms.amount, Amount::Range { to, .. } if *to == value);
            let takes_all = self.terms.amount == Amount::All && self.terms.beyond.is_none();
            if scope == Scope::Above
                || takes_all
                || is_items
                || is_up_to
                || self.terms.section == Section::Direct
            {
                continue;
            }
            if let (Scope::Near, Rule::Converted { .. }) = (scope, &self.terms.rule)
                && self.terms.amount == Amount::Fixed(Points::ZERO)
            {
                self.terms.amount = Amount::Fixed(value);
                continue;
            }
            if scope == Scope::Near {
                self.is_sure &= self.terms.max.is_none_or(|max| max == value);
                self.terms.max = Some(value);
            }
        }
    }

    /// What is usual where the words leave it open.
    fn usual(&mut self) {
        if self.anchor().says == Says::Limit(Scope::Each) {
            let unit = self.anchor().units.first().cloned();
            self.terms.rule = Rule::Occurrence;
            self.terms.unit = unit.or_else(|| Some("次".to_owned()));
        }
        let effect = self.terms.effect;
        let is_flat = self.terms.rule == Rule::Flat && self.words.levels.is_none();
        if let (Some(before), true) =
            (self.words.before, is_flat && self.terms.amount != Amount::All)
        {
            // It goes on with a sentence that counts.
            if before.rule == Rule::Occurrence {
                self.terms.rule = Rule::Occurrence;
                self.terms.unit.clone_from(&before.unit);
            }
            if self.anchor().says == Says::Amount(None) && effect != before.effect {
                self.terms.effect = before.effect;
            }
            return;
        }
        if self.terms.section == Section::Bonus && effect == Effect::Add && is_flat {
            const EACH: [&str; 12] = [
                "获",
                "受到",
                "命名",
                "表彰",
                "荣誉",
                "称号",
                "推广",
                "交流",
                "承办",
                "报道",
                "通报表扬",
                "评为",
            ];
            let words = self.words.text.word(&self.words.signs);
            if EACH.iter().any(|each| words.contains(each)) {
                self.others.push(self.terms.clone());
                self.terms.rule = Rule::Occurrence;
                self.terms.unit = Some("次".to_owned());
            }
        }
    }
}

fn effect(anchor: &Mark, section: Section) -> Effect {
    let given = if section == Section::Bonus { Effect::Add } else { Effect::Earn };
    match anchor.says {
        Says::Amount(Some(Effect::Earn) | None)
        | Says::AmountEach(Effect::Earn)
        | Says::Range(Some(Effect::Earn) | None)
        | Says::Full
        | Says::Times => given,
        Says::Amount(Some(effect))
        | Says::Range(Some(effect))
        | Says::AmountEach(effect)
        | Says::Free(effect) => effect,
        Says::Money(_) => Effect::Fine,
        Says::Limit(_) if section == Section::Bonus => Effect::Add,
        _ => Effect::Deduct,
    }
}

fn amount(anchor: &Mark) -> Amount {
    let value =
        |place: usize| anchor.numbers.get(place).map_or(Points::ZERO, |number| number.value);
    match anchor.says {
        Says::All | Says::Full => Amount::All,
        Says::Range(_) => {
            Amount::Range { from: value(0).min(value(1)), to: value(0).max(value(1)) }
        }
        Says::Limit(_) => Amount::Range {
            from: Points::ZERO,
            to: anchor.numbers.last().map_or(Points::ZERO, |number| number.value),
        },
        Says::Money(times) => Amount::Fixed(value(0) * Points::from(times)),
        _ => Amount::Fixed(value(0)),
    }
}

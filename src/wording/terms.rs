//! The rule of a clause, made of what its words say.

use super::marks::Mark;
use super::patterns::{Says, Scope};
use super::text::Signs;
use super::{Certainty, Context, Meaning, Section, Terms};
use crate::points::Points;
use crate::rubric::{Amount, Effect, Rate, Required, Rule, Share};
use std::ops::Range;

/// The words of one clause.
pub(super) struct Words<'a> {
    pub(super) text: &'a Signs,
    pub(super) signs: Range<usize>,
    /// The mark that has the amount.
    pub(super) anchor: usize,
    pub(super) marks: &'a [Mark],
    pub(super) context: &'a Context<'a>,
}

/// What a clause says, the likeliest first, and how sure that is.
pub(super) fn meanings(words: &Words<'_>) -> (Vec<Meaning>, Certainty) {
    let own: Vec<&Mark> = words.marks.iter().filter(|mark| words.holds(mark)).collect();
    let anchor = &words.marks[words.anchor];
    let mut terms = Terms { section: words.context.section, ..Terms::default() };
    terms.effect = effect(anchor, words.context.section);
    terms.amount = amount(anchor);
    if own.iter().any(|mark| mark.says == Says::Direct) {
        terms.section = Section::Direct;
    }
    for mark in &own {
        match mark.says {
            Says::Limit(Scope::Near) => terms.max = mark.number().map(|number| number.value),
            Says::Star | Says::Unlimited => terms.star = true,
            Says::Factor(tenths) => {
                let share = Points::from(tenths).divided(Points::from(10), 1);
                terms.shares.push(Share { name: words.text.word(&mark.signs), share });
            }
            _ => {}
        }
    }
    (terms.rule, terms.unit) = rule(words, &own);
    (vec![Meaning::Clause(terms)], Certainty::Look)
}

impl Words<'_> {
    fn holds(&self, mark: &Mark) -> bool {
        mark.signs.start >= self.signs.start && mark.signs.end <= self.signs.end
    }
}

fn effect(anchor: &Mark, section: Section) -> Effect {
    match anchor.says {
        Says::Amount(Some(effect)) | Says::Range(Some(effect)) | Says::AmountEach(effect) => effect,
        Says::Money(_) => Effect::Fine,
        Says::Amount(None) | Says::Range(None) if section == Section::Bonus => Effect::Add,
        Says::Amount(None) | Says::Range(None) | Says::Full | Says::Times => Effect::Earn,
        _ => Effect::Deduct,
    }
}

fn amount(anchor: &Mark) -> Amount {
    let value =
        |place: usize| anchor.numbers.get(place).map_or(Points::ZERO, |number| number.value);
    match anchor.says {
        Says::All | Says::Full => Amount::All,
        Says::Range(_) => Amount::Range { from: value(0), to: value(1) },
        Says::Limit(_) => Amount::Range { from: Points::ZERO, to: value(0) },
        Says::Money(times) => Amount::Fixed(value(0) * Points::from(times)),
        _ => Amount::Fixed(value(0)),
    }
}

fn rule(words: &Words<'_>, own: &[&Mark]) -> (Rule, Option<String>) {
    let anchor = &words.marks[words.anchor];
    if anchor.says == Says::Times {
        return (Rule::Converted { full: Points::HUNDRED }, None);
    }
    let beyond = own.iter().find_map(|mark| match mark.says {
        Says::Beyond(side) | Says::Target(side) => Some((side, mark.number()?.value)),
        _ => None,
    });
    let step = own.iter().find(|mark| matches!(mark.says, Says::Step(_)));
    if let (Some(step), Some((side, reference))) = (step, beyond) {
        let size = step.number().map_or(Points::ONE, |number| number.value);
        let exact = own.iter().any(|mark| mark.says == Says::Exact);
        let rate = Rate { reference, side, step: size, exact };
        return (Rule::Rate(rate), Some("个百分点".to_owned()));
    }
    if let Some(unit) = anchor.units.first() {
        return (Rule::Occurrence, Some(unit.clone()));
    }
    let missing = own.iter().find(|mark| mark.says == Says::Missing);
    if let Some(missing) = missing {
        let unit = missing.units.first().cloned();
        let required =
            own.iter().find(|mark| mark.says == Says::Count && mark.units.first() == unit.as_ref());
        if let Some(required) = required.and_then(|mark| mark.number()) {
            return (Rule::Shortfall(Required::One(required.value)), unit);
        }
        return (Rule::Occurrence, unit);
    }
    let counted = own.iter().find(|mark| matches!(mark.says, Says::Per));
    if let Some(counted) = counted {
        return (Rule::Occurrence, counted.units.first().cloned());
    }
    (Rule::Flat, None)
}

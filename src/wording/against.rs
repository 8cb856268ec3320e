//! A clause held against its own text: every number and every counting word of the text has
//! its place in the rule, and the rule carries nothing that the text does not print.

mod amounts;
mod figures;

use super::counting::{Counted, counted};
use super::demands::alike;
use super::marks::{Mark, marks_in};
use super::patterns::Says;
use super::text::Signs;
use crate::points::Points;
use crate::rubric::{Amount, Clause, Effect, Home, Rule, Veto, VetoEffect};
use std::ops::Range;

/// What stands around a clause.
#[derive(Clone, Copy, Debug, Default)]
pub struct Surroundings<'a> {
    /// The item's own sentences, where required numbers and rates may stand.
    pub content: &'a str,
    /// The points of the item, also for kinds of unit, and those above it.
    pub points: &'a [Points],
    /// The limits around the clause: of its groups and of the bonus.
    pub limits: &'a [Points],
    /// The sentence that the clause goes on with.
    pub sentence: &'a str,
}

/// Something the text of a clause says and its rule does not, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The words of the text: bytes; empty where the text has none.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: DisagreementKind,
}

/// How a text and a rule disagree; what the rule says and what to write are as in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DisagreementKind {
    /// The rule says nothing of the words.
    Unwritten {
        /// What to write, such as `per: 次`.
        write: String,
    },
    /// The rule says something else.
    Different {
        /// What it says, such as `step: 1`.
        ruled: String,
        /// What to write instead, such as `step: 5`.
        write: String,
    },
    /// One amount more than the clause carries: a clause of its own.
    OneMore {
        /// What that one says, such as `deduct: 2`.
        write: String,
    },
    /// The rule says something that the text does not print.
    Unprinted {
        /// What it says, such as `per: 次`.
        ruled: String,
    },
    /// The words say that it belongs to another list, such as `direct`.
    Elsewhere {
        /// The list.
        list: &'static str,
    },
}

/// A clause, its text taken apart, and what was found.
struct Held<'a> {
    clause: &'a Clause,
    around: &'a Surroundings<'a>,
    text: Signs,
    marks: Vec<Mark>,
    found: Vec<Disagreement>,
}

/// Every number and counting word of a clause's text that its rule does not carry, and what
/// the rule carries beyond them.
#[must_use]
pub fn disagreements(clause: &Clause, around: &Surroundings<'_>) -> Vec<Disagreement> {
    let text = Signs::of(&clause.text);
    let marks = marks_in(&text);
    let fits = match clause.home {
        Home::Item(_) => true,
        Home::Bonus => clause.effect == Effect::Add,
        Home::Direct => clause.effect == Effect::Deduct,
    };
    let mut held = Held { clause, around, text, marks, found: Vec::new() };
    // Where the key is wrong already, that is what is told.
    if fits {
        held.amounts();
    }
    held.limits();
    held.counting();
    held.figures();
    held.signs();
    held.found.sort_by_key(|one| (one.span.is_empty(), one.span.start));
    held.found
}

/// The number a veto's text prints against `at_least`, and its consequence against `effect`.
#[must_use]
pub fn veto_disagreements(veto: &Veto) -> Vec<Disagreement> {
    let text = Signs::of(&veto.text);
    let marks = marks_in(&text);
    let mut found = Vec::new();
    let counts = |mark: &&Mark| mark.units.first().is_some_and(|unit| *unit == veto.unit);
    let printed: Vec<(&Mark, Points)> = marks
        .iter()
        .filter(counts)
        .filter_map(|mark| {
            Some((mark, mark.number().map_or(Some(Points::ONE), |n| Some(n.value))?))
        })
        .collect();
    let ruled = Points::from(veto.at_least);
    if let Some((mark, number)) = printed.first()
        && printed.iter().all(|(_, number)| *number != ruled)
    {
        let kind = DisagreementKind::Different {
            ruled: format!("at_least: {ruled}"),
            write: format!("at_least: {number}"),
        };
        found.push(Disagreement { span: text.bytes(&mark.signs), kind });
    }
    if let Some(mark) = marks.iter().find(|mark| mark.says == Says::All)
        && !matches!(veto.effect, VetoEffect::Score(_))
        && text.word(&mark.signs).contains('零')
    {
        let kind = DisagreementKind::Unwritten { write: "effect: {score: 0}".to_owned() };
        found.push(Disagreement { span: text.bytes(&mark.signs), kind });
    }
    found
}

/// The points a title prints at its end, （12分）, against those of the indicator.
#[must_use]
pub fn title_disagreement(title: &str, points: &[Points]) -> Option<Disagreement> {
    let text = Signs::of(title);
    let marks = marks_in(&text);
    let brackets = |mark: &&Mark| {
        mark.says == Says::Amount(None)
            && text.get(mark.signs.start) == Some('(')
            && mark.units.is_empty()
    };
    let mut printed = marks.iter().filter(brackets);
    let mark = printed.next().filter(|mark| mark.signs.end == text.len())?;
    let number = mark.number()?.value;
    if printed.next().is_some() || points.contains(&number) {
        return None;
    }
    let write = format!("points: {number}");
    let kind = match points.first() {
        Some(ruled) => DisagreementKind::Different { ruled: format!("points: {ruled}"), write },
        None => DisagreementKind::Unwritten { write },
    };
    Some(Disagreement { span: text.bytes(&mark.signs), kind })
}

/// The limit a text prints against the one that is written under a key.
#[must_use]
pub fn limit_disagreement(text: &str, key: &str, ruled: Option<Points>) -> Option<Disagreement> {
    let signs = Signs::of(text);
    let marks = marks_in(&signs);
    let near =
        |mark: &&Mark| matches!(mark.says, Says::Limit(scope) if scope != super::Scope::Each);
    let printed: Vec<&Mark> = marks.iter().filter(near).collect();
    let mark = *printed.first()?;
    let number = mark.numbers.last()?.value;
    let is_carried = printed.iter().any(|mark| mark.numbers.last().map(|n| n.value) == ruled);
    if is_carried {
        return None;
    }
    let write = format!("{key}: {number}");
    let kind = match ruled {
        Some(ruled) => DisagreementKind::Different { ruled: format!("{key}: {ruled}"), write },
        None => DisagreementKind::Unwritten { write },
    };
    Some(Disagreement { span: signs.bytes(&mark.signs), kind })
}

impl Held<'_> {
    fn say(&mut self, signs: &Range<usize>, kind: DisagreementKind) {
        let span = self.text.bytes(signs);
        self.found.push(Disagreement { span, kind });
    }

    fn unprinted(&mut self, ruled: String) {
        self.found.push(Disagreement { span: 0..0, kind: DisagreementKind::Unprinted { ruled } });
    }

    fn unwritten(&mut self, signs: &Range<usize>, write: String) {
        self.say(signs, DisagreementKind::Unwritten { write });
    }

    fn different(&mut self, signs: &Range<usize>, key: &str, ruled: &str, printed: &str) {
        let (ruled, write) = (format!("{key}: {ruled}"), format!("{key}: {printed}"));
        self.say(signs, DisagreementKind::Different { ruled, write });
    }

    fn has(&self, says: impl Fn(Says) -> bool) -> bool {
        self.marks.iter().any(|mark| says(mark.says))
    }

    /// 每次, 发现1家, 缺1次 against `per`.
    fn counting(&mut self) {
        let is_one_amount = matches!(self.clause.amount, Amount::Fixed(_) | Amount::Range { .. });
        if !is_one_amount {
            return;
        }
        let counts = self.counted_by();
        let each = self.marks.iter().find(|mark| matches!(mark.says, Says::AmountEach(_))).cloned();
        match (&self.clause.rule, &self.clause.unit) {
            (Rule::Flat, _) => {
                if let Some(counted) = counts.last() {
                    self.not_counted(&counted.clone());
                } else if let Some(each) = each.filter(|_| self.clause.effect == Effect::Deduct) {
                    self.unwritten(&each.signs, "per: 项".to_owned());
                }
            }
            (Rule::Occurrence, Some(unit)) => {
                let is_like = counts.iter().any(|counted| alike(&counted.unit, unit));
                let is_like = is_like || self.clause.text.contains(unit.as_str());
                let last = counts.last().filter(|_| !is_like && each.is_none()).cloned();
                if let Some(counted) = last {
                    self.different(&counted.signs, "per", unit, &counted.unit);
                } else if counts.is_empty() {
                    self.counted_without_words(unit);
                }
                self.required_unwritten(&counts);
            }
            _ => {}
        }
    }

    fn counted_by(&self) -> Vec<Counted> {
        let mut from = 0;
        let mut found = Vec::new();
        for (place, mark) in self.marks.iter().enumerate() {
            let is_amount = matches!(
                mark.says,
                Says::Amount(_) | Says::AmountEach(_) | Says::Range(_) | Says::Money(_)
            );
            let is_points = mark.number().is_some_and(|n| self.around.points.contains(&n.value));
            let is_points = is_points && mark.says == Says::Amount(None);
            let is_single = mark.says == Says::Limit(super::Scope::Each);
            if is_single && !is_amount {
                let unit = mark.units.first().cloned();
                let unit = unit.unwrap_or_else(|| "次".to_owned());
                let signs = mark.signs.clone();
                found.push(Counted { unit, is_missing: false, size: None, signs });
            }
            if is_amount && !is_points {
                found.extend(counted(&self.text, &self.marks, place, from));
                from = mark.signs.end;
            }
        }
        found
    }

    fn not_counted(&mut self, counted: &Counted) {
        let mut write = format!("per: {}", counted.unit);
        if let Some((_, required)) = self.required_here(counted).filter(|_| counted.is_missing) {
            write = format!("{write}, required: {required}");
        }
        self.unwritten(&counted.signs, write);
    }

    /// A rule that counts beside words that do not.
    fn counted_without_words(&mut self, unit: &str) {
        let is_ledger = self.clause.home == Home::Bonus;
        let prints_amount = self.has(|says| {
            matches!(says, Says::Amount(_) | Says::AmountEach(_) | Says::Range(_) | Says::Money(_))
        });
        let counts = self.has(|says| {
            matches!(
                says,
                Says::AmountEach(_)
                    | Says::Per
                    | Says::PerWords
                    | Says::PerSize
                    | Says::Missing
                    | Says::Step(_)
                    | Says::Count
                    | Says::Factor(_)
                    | Says::Share
            )
        });
        let goes_on = self.clause.continues.is_some() || !self.around.sentence.is_empty();
        if !is_ledger && prints_amount && !counts && !goes_on {
            self.unprinted(format!("per: {unit}"));
        }
    }
}

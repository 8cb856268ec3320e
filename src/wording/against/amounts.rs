//! The amounts and limits of a text against those of its clause.

use super::{DisagreementKind, Held};
use crate::points::Points;
use crate::rubric::{Amount, Effect, Home, Rule};
use crate::wording::marks::Mark;
use crate::wording::patterns::{Says, Scope};

/// An amount as a text prints it.
#[derive(Clone, Debug)]
struct Printed {
    mark: Mark,
    effect: Option<Effect>,
    amount: Amount,
}

impl Held<'_> {
    /// 扣1分, 得2分, 不得分, 罚款50元 against `deduct`, `add`, `earn`, `fine`.
    pub(super) fn amounts(&mut self) {
        let mut open: Vec<Printed> = self.marks.iter().filter_map(printed).collect();
        let printed_any = !open.is_empty();
        let mut carried = self.carried();
        // What fits, first; then what the item's points explain; the rest disagrees.
        open.retain(|one| {
            let fits = |amount: &Amount| *amount == one.amount;
            let place = carried.iter().position(fits).filter(|_| self.may_be(one.effect));
            place.map(|place| carried.remove(place)).is_none()
        });
        open.retain(|one| !self.is_explained(one));
        for one in open {
            let write = written(one.effect.unwrap_or(self.clause.effect), &one.amount);
            let same = carried.iter().position(|amount| *amount == one.amount);
            let place = same.or_else(|| (!carried.is_empty()).then_some(0));
            let kind = if let Some(place) = place {
                let ruled = carried.remove(place);
                self.differs(&ruled, one.effect, &one.amount)
            } else {
                DisagreementKind::OneMore { write }
            };
            self.say(&one.mark.signs.clone(), kind);
        }
        let converted = matches!(self.clause.rule, Rule::Converted { .. });
        let left = carried.first().filter(|_| printed_any && !converted);
        if let Some(amount) = left.filter(|amount| !self.stands_in_limits(amount)) {
            let is_level = matches!(self.clause.amount, Amount::Levels(_));
            if !is_level && *amount != Amount::All && !self.is_all_or_beyond(amount) {
                self.unprinted(written(self.clause.effect, amount));
            }
        }
    }

    /// What goes beyond 不得分, and 得满分 as the number it is.
    fn is_all_or_beyond(&self, amount: &Amount) -> bool {
        let Amount::Fixed(value) = amount else { return false };
        let earns_all = self.clause.effect == Effect::Earn
            && self.around.points.contains(value)
            && self.marks.iter().any(|mark| mark.says == Says::Full);
        earns_all || self.clause.beyond == Some(*value)
    }

    /// What the rule carries, each amount by itself.
    fn carried(&self) -> Vec<Amount> {
        match &self.clause.amount {
            Amount::Levels(levels) => levels
                .iter()
                .filter(|level| !level.points.is_zero())
                .map(|level| Amount::Fixed(level.points))
                .collect(),
            other => {
                let beyond = self.clause.beyond.map(Amount::Fixed);
                std::iter::once(other.clone()).chain(beyond).collect()
            }
        }
    }

    fn differs(
        &self,
        ruled: &Amount,
        effect: Option<Effect>,
        printed: &Amount,
    ) -> DisagreementKind {
        let effect = effect.filter(|_| !self.may_be(effect)).unwrap_or(self.clause.effect);
        if let (Amount::Levels(levels), Amount::Fixed(value)) = (&self.clause.amount, printed) {
            let level = levels.iter().find(|level| Amount::Fixed(level.points) == *ruled);
            let name = level.map_or("", |level| level.name.as_str());
            return DisagreementKind::Different {
                ruled: format!("{name}: {}", level.map_or(Points::ZERO, |level| level.points)),
                write: format!("{name}: {value}"),
            };
        }
        DisagreementKind::Different {
            ruled: written(self.clause.effect, ruled),
            write: written(effect, printed),
        }
    }

    /// Whether a rule of this clause's effect may be printed so.
    fn may_be(&self, effect: Option<Effect>) -> bool {
        let Some(effect) = effect else { return true };
        let gives = |effect| matches!(effect, Effect::Add | Effect::Earn);
        effect == self.clause.effect || gives(effect) && gives(self.clause.effect)
    }

    /// Amounts that are no rule of their own: the item's points, and zero.
    fn is_explained(&self, one: &Printed) -> bool {
        let levels = matches!(self.clause.amount, Amount::Levels(_));
        let earns = self.clause.effect == Effect::Earn;
        match &one.amount {
            Amount::Fixed(value) if value.is_zero() => true,
            Amount::Fixed(value) => {
                let gives = !matches!(one.effect, Some(Effect::Deduct | Effect::Fine));
                gives && self.around.points.contains(value)
                    || self.is_same_as_all(*value, one.effect)
            }
            Amount::All => {
                let takes_all = |value: &Points| self.around.points.first() == Some(value);
                let fixed = matches!(&self.clause.amount, Amount::Fixed(value) if takes_all(value));
                levels || earns || fixed || one.mark.says == Says::Full
            }
            Amount::Range { from, to } => {
                let holds = |points: &Points| match &self.clause.amount {
                    Amount::Levels(levels) => levels.iter().any(|level| level.points == *points),
                    _ => false,
                };
                holds(from) && holds(to)
            }
            Amount::Levels(_) => false,
        }
    }

    /// 扣5分 where the rule takes the whole of an item of 5 points.
    fn is_same_as_all(&self, value: Points, effect: Option<Effect>) -> bool {
        let takes_all = self.clause.amount == Amount::All && effect == Some(Effect::Deduct);
        takes_all && self.around.points.first() == Some(&value)
    }

    fn stands_in_limits(&self, amount: &Amount) -> bool {
        let printed = |value: &Points| {
            let limits = self.marks.iter().filter(|mark| matches!(mark.says, Says::Limit(_)));
            limits.filter_map(|mark| mark.numbers.last()).any(|number| number.value == *value)
        };
        match amount {
            Amount::Fixed(value) => printed(value),
            Amount::Range { to, .. } => printed(to),
            _ => false,
        }
    }

    /// 本项2分, 最多扣4分 against `max`, the limits around and the item's points.
    pub(super) fn limits(&mut self) {
        let limits: Vec<Mark> =
            self.marks.iter().filter(|mark| matches!(mark.says, Says::Limit(_))).cloned().collect();
        for mark in limits {
            let Some(value) = mark.numbers.last().map(|number| number.value) else { continue };
            let is_each = mark.says == Says::Limit(Scope::Each);
            let mut carried: Vec<Points> = self.clause.max.into_iter().collect();
            carried.extend(self.around.limits);
            carried.extend(self.around.points);
            match &self.clause.amount {
                Amount::Range { to, .. } => carried.push(*to),
                Amount::Fixed(fixed)
                    if is_each || matches!(self.clause.rule, Rule::Converted { .. }) =>
                {
                    carried.push(*fixed);
                }
                _ => {}
            }
            if carried.contains(&value) {
                continue;
            }
            let up_to = matches!(self.clause.amount, Amount::Range { .. }).then_some(());
            match (self.clause.max, up_to) {
                _ if self.clause.home == Home::Direct => {}
                (Some(max), _) => {
                    self.different(&mark.signs, "max", &max.to_string(), &value.to_string());
                }
                (None, Some(())) if is_each => {
                    let write = format!("{}: {{up_to: {value}}}", key(self.clause.effect));
                    let ruled = written(self.clause.effect, &self.clause.amount);
                    self.say(&mark.signs, DisagreementKind::Different { ruled, write });
                }
                (None, _) if mark.says == Says::Limit(Scope::Above) => {
                    self.unwritten(&mark.signs, format!("cap: {value}"));
                }
                (None, _) => self.unwritten(&mark.signs, format!("max: {value}")),
            }
        }
    }
}

fn printed(mark: &Mark) -> Option<Printed> {
    let value = |place: usize| mark.numbers.get(place).map(|number| number.value);
    let (effect, amount) = match mark.says {
        Says::Amount(effect) => (effect, Amount::Fixed(value(0)?)),
        Says::AmountEach(effect) => (Some(effect), Amount::Fixed(value(0)?)),
        Says::Range(effect) => (effect, Amount::Range { from: value(0)?, to: value(1)? }),
        Says::All => (Some(Effect::Deduct), Amount::All),
        Says::Full => (None, Amount::All),
        Says::Money(times) => (Some(Effect::Fine), Amount::Fixed(value(0)? * Points::from(times))),
        _ => return None,
    };
    Some(Printed { mark: mark.clone(), effect, amount })
}

fn key(effect: Effect) -> &'static str {
    match effect {
        Effect::Deduct => "deduct",
        Effect::Add => "add",
        Effect::Earn => "earn",
        Effect::Fine => "fine",
    }
}

/// An amount as the file has it.
fn written(effect: Effect, amount: &Amount) -> String {
    let key = key(effect);
    match amount {
        Amount::Fixed(value) => format!("{key}: {value}"),
        Amount::All => format!("{key}: all"),
        Amount::Range { from, to } if from.is_zero() => format!("{key}: {{up_to: {to}}}"),
        Amount::Range { from, to } => format!("{key}: {{from: {from}, to: {to}}}"),
        Amount::Levels(_) => format!("{key}: {{levels: …}}"),
    }
}

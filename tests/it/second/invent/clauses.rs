//! Clauses of items at random, and what is recorded of each.

use super::Dice;
use super::{Invented, Numbers};
use crate::second::document::{Amount, Clause, Effect, Finding, Record, Rule};
use crate::second::exact::Exact;

impl Invented<'_> {
    pub(super) fn clause(&mut self, numbers: &mut Numbers, effect: Effect) -> Clause {
        let (amount, rule) = self.amount_and_rule(effect);
        let may_share = |amount: &Amount| matches!(amount, Amount::Fixed(_) | Amount::Levels(_));
        let shares = (may_share(&amount) && matches!(rule, Rule::Counted))
            && effect == Effect::Deduct
            && self.dice.once_in(3);
        let mut clause = Clause {
            id: numbers.next(),
            effect,
            record: Record::Open,
            max: self.dice.once_in(4).then(|| self.dice.halves(1, 10)),
            beyond: None,
            star: effect == Effect::Deduct && self.dice.once_in(8),
            shares: if shares {
                vec![Exact::new(4, 10), Exact::new(5, 10), Exact::whole(1), Exact::whole(2)]
            } else {
                Vec::new()
            },
            scope: self.scope(12),
            repeated: numbers.next > 1 && self.dice.once_in(20),
            rows: Vec::new(),
            amount,
            rule,
        };
        if !clause.repeated {
            clause.record = self.record(&clause);
        }
        clause
    }

    fn amount_and_rule(&mut self, effect: Effect) -> (Amount, Rule) {
        let fixed = Amount::Fixed(Exact::new(self.dice.between(1, 60), 20));
        let counts = effect != Effect::Earn;
        match self.dice.between(0, 11) {
            0 => {
                let from = self.dice.halves(0, 2);
                (Amount::Range(from, from + self.dice.halves(1, 4)), Rule::Flat)
            }
            1 if counts => (Amount::Range(Exact::ZERO, self.dice.halves(2, 6)), Rule::Counted),
            2 => {
                let mut levels = vec![Exact::ZERO; 4];
                for place in 1..4 {
                    levels[place] = levels[place - 1] + self.dice.halves(1, 4);
                }
                let each = counts && self.dice.once_in(2);
                (Amount::Levels(levels), if each { Rule::Counted } else { Rule::Flat })
            }
            3 | 4 if counts => (fixed, Rule::Counted),
            5 | 6 if effect == Effect::Deduct => {
                let counters = self.dice.between(1, 3);
                let required = (0..counters).map(|_| Exact::whole(self.dice.between(1, 6)));
                (fixed, Rule::Required(required.collect()))
            }
            5 | 6 => (fixed, Rule::Required(vec![Exact::whole(self.dice.between(1, 6))])),
            7 if counts => {
                let rule = Rule::Rate {
                    reference: Exact::whole(self.dice.one_of(&[60, 85, 90, 95, 100])),
                    step: self.dice.one_of(&[Exact::ONE, Exact::whole(5), Exact::new(1, 2)]),
                    above: self.dice.once_in(4),
                    exact: self.dice.once_in(3),
                };
                (fixed, rule)
            }
            8 if counts => {
                let percent = self.dice.once_in(3);
                let steps = [Exact::ONE, Exact::new(1, 10), Exact::whole(5)];
                let rule = Rule::Baseline {
                    years: usize::try_from(self.dice.between(1, 3)).expect("few"),
                    decimals: self.dice.once_in(2).then_some(1),
                    step: self.dice.one_of(&steps),
                    under: self.dice.once_in(3),
                    percent,
                    exact: self.dice.once_in(3),
                };
                (fixed, rule)
            }
            9 if counts => {
                let limit = self.dice.hundredths(5, 400);
                (fixed, Rule::Measure { limit, above: self.dice.once_in(2) })
            }
            10 => (fixed, Rule::Convert { full: Exact::whole(self.dice.one_of(&[30, 100, 120])) }),
            _ => (fixed, Rule::Flat),
        }
    }

    fn record(&mut self, clause: &Clause) -> Record {
        match self.dice.between(0, 12) {
            0 => return Record::Open,
            1 if clause.effect == Effect::Deduct => return Record::Met,
            2 if clause.effect == Effect::Deduct => return Record::LeftOut,
            _ => {}
        }
        match (&clause.amount, &clause.rule) {
            (Amount::Range(from, to), Rule::Flat) => {
                Record::Amount((*from + self.dice.hundredths(0, 200)).min(*to))
            }
            (Amount::Range(_, to), _) => {
                let amount = |dice: &mut Dice| dice.hundredths(0, 300).min(*to);
                let count = self.dice.between(1, 3);
                let findings = (0..count).map(|_| Finding {
                    count: self.dice.between(1, 3),
                    share: None,
                    amount: Some(amount(self.dice)),
                    level: None,
                });
                Record::Findings(findings.collect())
            }
            (Amount::Levels(levels), Rule::Counted) => {
                let count = self.dice.between(1, 3);
                let findings = (0..count).map(|_| Finding {
                    count: self.dice.between(1, 3),
                    share: (!clause.shares.is_empty()).then(|| self.dice.one_of(&clause.shares)),
                    amount: None,
                    level: Some(self.dice.place(levels.len())),
                });
                Record::Findings(findings.collect())
            }
            (Amount::Levels(levels), _) => Record::Level(self.dice.place(levels.len())),
            (_, Rule::Counted) if self.dice.once_in(2) || !clause.shares.is_empty() => {
                let count = self.dice.between(1, 3);
                let findings = (0..count).map(|_| Finding {
                    count: self.dice.between(1, 4),
                    share: (!clause.shares.is_empty()).then(|| self.dice.one_of(&clause.shares)),
                    amount: None,
                    level: None,
                });
                Record::Findings(findings.collect())
            }
            (_, Rule::Counted) => Record::Count(self.dice.between(0, 12)),
            (_, Rule::Required(required)) => {
                let actual =
                    required.iter().map(|_| Exact::whole(self.dice.between(0, 8))).collect();
                Record::Actual(actual)
            }
            (_, Rule::Rate { .. }) if self.dice.once_in(3) => {
                let whole = self.dice.between(1, 60);
                Record::Ratio(self.dice.between(0, whole), whole)
            }
            (_, Rule::Rate { .. }) => {
                Record::Actual(vec![Exact::new(self.dice.between(0, 1000), 10)])
            }
            (_, Rule::Baseline { years, .. }) => Record::Years {
                actual: Exact::whole(self.dice.between(0, 30)),
                years: (0..*years).map(|_| Exact::whole(self.dice.between(1, 25))).collect(),
            },
            (_, Rule::Measure { .. }) => Record::Actual(vec![self.dice.hundredths(0, 450)]),
            (_, Rule::Convert { full }) => Record::Score(self.dice.halves(0, 200).min(*full)),
            (_, Rule::Flat) => Record::Hit,
        }
    }
}

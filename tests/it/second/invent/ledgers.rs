//! Bonus, direct deductions, vetoes, grades and factors at random.

use super::{Invented, Numbers};
use crate::second::document::{
    Amount, Bonus, Clause, Effect, Factor, Gap, Grade, Group, Member, Record, Row, Rule, Veto,
    VetoEffect,
};
use crate::second::exact::Exact;

impl Invented<'_> {
    pub(super) fn bonus(&mut self) -> Bonus {
        if self.dice.once_in(2) {
            return Bonus::default();
        }
        let mut numbers = Numbers { item: "j".to_owned(), next: 0 };
        let mut order = 0;
        let count = self.dice.between(1, 3);
        let members = (0..count).map(|_| {
            if !self.dice.once_in(3) {
                return Member::One(Box::new(self.award(&mut numbers, &mut order)));
            }
            let inner = self.dice.between(1, 3);
            let members =
                (0..inner).map(|_| Member::One(Box::new(self.award(&mut numbers, &mut order))));
            let members = members.collect();
            let best = self.dice.once_in(4);
            let matter_once = !best && self.dice.once_in(2);
            let cap =
                (!(best || matter_once) || self.dice.once_in(2)).then(|| self.dice.halves(1, 8));
            Member::Several(Group { cap, best, matter_once, members })
        });
        Bonus {
            members: members.collect(),
            matter_once: self.dice.once_in(2),
            max: self.dice.once_in(2).then(|| self.dice.halves(1, 12)),
        }
    }

    fn award(&mut self, numbers: &mut Numbers, order: &mut usize) -> Clause {
        let judged = self.dice.once_in(3);
        let amount = if judged {
            Amount::Range(Exact::ZERO, Exact::whole(2))
        } else {
            Amount::Fixed(self.dice.halves(1, 6))
        };
        let mut clause = self.ledger_clause(numbers, Effect::Add, amount);
        let count = self.dice.between(0, 3);
        clause.rows = (0..count)
            .map(|_| {
                *order += 1;
                Row {
                    count: self.dice.between(1, 3),
                    share: None,
                    level: None,
                    award: judged.then(|| self.dice.hundredths(1, 200)),
                    matter: (!self.dice.once_in(3)).then(|| self.dice.between(0, 3)),
                    order: *order,
                }
            })
            .collect();
        clause
    }

    pub(super) fn direct(&mut self) -> Vec<Clause> {
        if !self.dice.once_in(3) {
            return Vec::new();
        }
        let mut numbers = Numbers { item: "z".to_owned(), next: 0 };
        let levels = (1..=3).map(|level| Exact::new(level * 3, 2)).collect::<Vec<_>>();
        let by_level = self.dice.once_in(3);
        let amount = if by_level {
            Amount::Levels(levels.clone())
        } else {
            Amount::Fixed(self.dice.halves(1, 10))
        };
        let mut clause = self.ledger_clause(&mut numbers, Effect::Deduct, amount);
        clause.max = None;
        if self.dice.once_in(3) {
            clause.shares = vec![Exact::new(4, 10), Exact::ONE];
        }
        let count = self.dice.between(0, 2);
        clause.rows = (0..count)
            .map(|order| Row {
                count: self.dice.between(1, 3),
                share: (!clause.shares.is_empty()).then(|| self.dice.one_of(&clause.shares)),
                award: None,
                level: by_level.then(|| self.dice.place(levels.len())),
                matter: None,
                order: usize::try_from(order).expect("few"),
            })
            .collect();
        vec![clause]
    }

    fn ledger_clause(&mut self, numbers: &mut Numbers, effect: Effect, amount: Amount) -> Clause {
        Clause {
            id: numbers.next().replace('/', ""),
            effect,
            amount,
            rule: Rule::Counted,
            max: self.dice.once_in(5).then(|| self.dice.halves(2, 6)),
            beyond: None,
            star: false,
            shares: Vec::new(),
            scope: self.scope(12),
            repeated: false,
            record: Record::Open,
            rows: Vec::new(),
        }
    }

    pub(super) fn grades(&mut self, total: Exact) -> Vec<Grade> {
        let full = if self.rescales { Exact::whole(100) } else { total };
        let share = |percent: i128| (full * Exact::new(percent, 100)).rounded(3);
        let names = [("优秀", 90), ("良好", 75), ("合格", 60), ("不合格", 0)];
        let ends = self.dice.once_in(3);
        let grades = names.into_iter().enumerate().map(|(place, (name, from))| {
            let gap = match self.dice.between(0, 2) {
                _ if !ends || place == 0 => None,
                0 => Some(Gap::Own),
                1 => Some(Gap::Above),
                _ => None,
            };
            let above = place.checked_sub(1).map_or(100, |above| names[above].1);
            let to = (ends && !self.dice.once_in(4)).then(|| share(above - 4));
            Grade {
                name: name.to_owned(),
                from: share(from),
                to,
                gap: gap.filter(|_| to.is_some()),
            }
        });
        grades.collect()
    }

    pub(super) fn vetoes(&mut self, grades: usize) -> Vec<Veto> {
        if !self.dice.once_in(4) {
            return Vec::new();
        }
        let count = self.dice.between(1, 3);
        let vetoes = (0..count).map(|_| Veto {
            at_least: self.dice.between(1, 2),
            counted: self.dice.between(0, 2),
            scope: self.scope(4),
            effect: match self.dice.between(0, 4) {
                0 => VetoEffect::Score(Exact::ZERO),
                1 if grades > 0 => VetoEffect::Grade(self.dice.place(grades)),
                2 if grades > 0 => VetoEffect::Bars(self.dice.place(grades - 1)),
                2 => VetoEffect::BarsUnlisted,
                3 => VetoEffect::Down(self.dice.place(3) + 1),
                _ => VetoEffect::Flag,
            },
        });
        vetoes.collect()
    }

    pub(super) fn factors(&mut self) -> Vec<Factor> {
        if !self.dice.once_in(6) {
            return Vec::new();
        }
        let options = vec![Exact::ONE, Exact::new(95, 100), Exact::new(9, 10)];
        let chosen = (!self.dice.once_in(4)).then(|| self.dice.place(options.len()));
        vec![Factor { options, chosen }]
    }
}

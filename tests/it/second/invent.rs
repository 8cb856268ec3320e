//! Documents and records at random: any shape that `check` lets pass.

mod clauses;
mod ledgers;

use super::document::{
    Amount, Clause, Content, Document, Effect, Group, Member, Part, Record, Rule, Scope,
};
use super::exact::Exact;
use super::yaml;

/// Numbers at random, the same for the same seed (the generator `SplitMix64`).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `least` to `most`, both possible.
    fn between(&mut self, least: i128, most: i128) -> i128 {
        least + i128::from(self.next()).rem_euclid(most - least + 1)
    }

    fn place(&mut self, count: usize) -> usize {
        let most = i128::try_from(count).expect("few") - 1;
        usize::try_from(self.between(0, most)).expect("not below zero")
    }

    /// Once in so many times.
    fn once_in(&mut self, times: i128) -> bool {
        self.between(1, times) == 1
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.place(all.len())]
    }

    /// So many hundredths.
    fn hundredths(&mut self, least: i128, most: i128) -> Exact {
        Exact::hundredths(self.between(least, most))
    }

    fn halves(&mut self, least: i128, most: i128) -> Exact {
        Exact::new(self.between(least, most), 2)
    }
}

pub(super) fn document(dice: &mut Dice) -> Document {
    let rescales = dice.once_in(3);
    let mut invented = Invented { dice, rescales };
    let parts = invented.parts("", 0);
    let decimals = u32::try_from(invented.dice.between(0, 3)).expect("few places");
    let total = yaml::total(&parts);
    let grades = if invented.dice.once_in(2) { Vec::new() } else { invented.grades(total) };
    let mut document = Document {
        decimals,
        parts,
        bonus: invented.bonus(),
        direct: invented.direct(),
        factors: invented.factors(),
        tags: invented.tags(),
        grades,
        ..Document::default()
    };
    if invented.dice.once_in(6) {
        let places = u32::try_from(invented.dice.between(0, 3)).expect("few places");
        document.outward = Some((Exact::whole(invented.dice.between(1, 10)), places));
    }
    document.vetoes = invented.vetoes(document.grades.len());
    if rescales {
        let places = u32::try_from(invented.dice.between(0, 2)).expect("few places");
        document.rescale = Some((Exact::whole(100), places));
    }
    if invented.dice.once_in(8) {
        document.floor = Some(Exact::ZERO);
    }
    if invented.dice.once_in(8) {
        document.ceiling = Some(total);
    }
    document
}

struct Invented<'a> {
    dice: &'a mut Dice,
    rescales: bool,
}

impl Invented<'_> {
    fn parts(&mut self, above: &str, depth: usize) -> Vec<Part> {
        let count = self.dice.between(1, if depth == 0 { 4 } else { 3 });
        let weighs = depth == 0 && self.dice.once_in(5);
        let parts = (1..=count).map(|no| {
            let id = if above.is_empty() { no.to_string() } else { format!("{above}/{no}") };
            let mut part = self.part(id, depth);
            part.weight = weighs.then(|| Exact::new(self.dice.one_of(&[3, 4, 5, 6, 15]), 10));
            part
        });
        parts.collect()
    }

    fn part(&mut self, id: String, depth: usize) -> Part {
        let branches = depth < 3 && !self.dice.once_in(3);
        let mut part = Part {
            points: None,
            weight: None,
            floor: None,
            ceiling: None,
            scope: self.scope(12),
            left_out: self.dice.once_in(12),
            content: Content::Judged(None),
            id,
        };
        if branches && self.dice.once_in(4) {
            part.points = Some(self.dice.halves(4, 40));
            part.content = Content::Parts(self.carried(&part.id, depth + 1, 0));
        } else if branches {
            let mut parts = self.parts(&part.id, depth + 1);
            part.points = (!self.dice.once_in(3)).then(|| yaml::total(&parts));
            if let Some(points) = part.points.filter(|_| self.dice.once_in(4)) {
                part.points = Some(points + self.dice.halves(2, 10));
                parts.extend(self.carried(&part.id, depth + 1, 10));
            }
            part.content = Content::Parts(parts);
        } else {
            let points = self.dice.halves(1, 30);
            part.points = Some(points);
            part.content = if self.dice.once_in(4) {
                let award = self.dice.halves(0, 30).min(points);
                Content::Judged((!self.dice.once_in(5)).then_some(award))
            } else {
                Content::Members(self.members(&part.id, Some(points)))
            };
            if self.dice.once_in(15) {
                part.floor = Some(-self.dice.halves(0, 6));
            }
        }
        part
    }

    /// Parts without points, which lie below one that carries the points of all of them.
    fn carried(&mut self, above: &str, depth: usize, after: i128) -> Vec<Part> {
        let count = self.dice.between(1, 3);
        let parts = (after + 1..=after + count).map(|no| {
            let id = format!("{above}/{no}");
            let content = if depth < 3 && self.dice.once_in(3) {
                Content::Parts(self.carried(&id, depth + 1, 0))
            } else {
                Content::Members(self.members(&id, None))
            };
            Part {
                points: None,
                weight: None,
                floor: None,
                ceiling: None,
                scope: self.scope(15),
                left_out: self.dice.once_in(15),
                content,
                id,
            }
        });
        parts.collect()
    }

    fn scope(&mut self, seldom: i128) -> Scope {
        let mut scope = Scope::default();
        if self.dice.once_in(seldom) {
            // None of them leaves nothing of another one around it.
            match self.dice.between(0, 2) {
                0 => scope.only = vec!["甲", "乙"],
                1 => scope.only = vec!["甲"],
                _ => scope.except = vec!["丙"],
            }
        }
        scope
    }

    fn tags(&mut self) -> Vec<&'static str> {
        let tags = ["甲", "乙", "丙"];
        tags.into_iter().filter(|_| self.dice.once_in(3)).collect()
    }

    /// The clauses of an item that has these points, or that only groups.
    fn members(&mut self, item: &str, points: Option<Exact>) -> Vec<Member> {
        let earns = points.is_some() && self.dice.once_in(5);
        let effect = if earns { Effect::Earn } else { Effect::Deduct };
        let mut numbers = Numbers { item: item.to_owned(), next: 0 };
        let count = self.dice.between(1, 4);
        let mut members: Vec<Member> =
            (0..count).map(|_| self.member(&mut numbers, effect, 0)).collect();
        if earns && self.dice.once_in(2) {
            members.push(Member::One(Box::new(self.clause(&mut numbers, Effect::Deduct))));
        }
        if self.dice.once_in(6) {
            members.push(Member::One(Box::new(self.clause(&mut numbers, Effect::Add))));
        }
        if let Some(points) = points.filter(|_| earns && self.dice.once_in(4)) {
            let mut full = self.all(&mut numbers, Effect::Earn);
            full.amount = Amount::Full(points);
            members.push(Member::One(Box::new(full)));
        }
        if points.is_some() && self.dice.once_in(6) {
            let mut all = self.all(&mut numbers, Effect::Deduct);
            if self.dice.once_in(2) {
                all.beyond = Some(self.dice.halves(1, 20));
                all.max = self.dice.once_in(3).then(|| self.dice.halves(2, 30));
                if self.dice.once_in(2) {
                    all.rule = Rule::Counted;
                    all.record = match self.dice.between(0, 3) {
                        0 => Record::Open,
                        1 => Record::Met,
                        _ => Record::Count(self.dice.between(0, 3)),
                    };
                }
            }
            members.push(Member::One(Box::new(all)));
        }
        members
    }

    /// A clause about all points of its item.
    fn all(&mut self, numbers: &mut Numbers, effect: Effect) -> Clause {
        let mut all = self.clause(numbers, effect);
        (all.amount, all.rule) = (Amount::All, Rule::Flat);
        (all.max, all.star, all.shares) = (None, false, Vec::new());
        all.record = self.yes_or_no();
        all
    }

    fn yes_or_no(&mut self) -> Record {
        match self.dice.between(0, 3) {
            0 => Record::Hit,
            1 => Record::Open,
            2 => Record::LeftOut,
            _ => Record::Met,
        }
    }

    fn member(&mut self, numbers: &mut Numbers, effect: Effect, depth: usize) -> Member {
        if depth == 2 || !self.dice.once_in(5) {
            return Member::One(Box::new(self.clause(numbers, effect)));
        }
        let best = self.dice.once_in(3);
        let cap = (!best || self.dice.once_in(2)).then(|| self.dice.halves(1, 8));
        let count = self.dice.between(2, 3);
        let members = (0..count).map(|_| {
            let mut member = self.member(numbers, effect, depth + 1);
            if let Member::One(clause) = &mut member {
                clause.star = false;
            }
            member
        });
        Member::Several(Group { cap, best, matter_once: false, members: members.collect() })
    }
}

/// The numbers of the clauses of one item.
struct Numbers {
    item: String,
    next: u32,
}

impl Numbers {
    fn next(&mut self) -> String {
        self.next += 1;
        format!("{}/c{}", self.item, self.next)
    }
}

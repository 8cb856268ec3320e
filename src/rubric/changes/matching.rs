//! Which part of the one version is which of the other.

use super::facts::{self, Class, Facts};
use super::{Change, Counterpart, Kind, Part, beside};
use crate::rubric::{GroupIndex, Home, IndicatorIndex, Rubric};
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

/// One of the two versions, taken apart: three lists side by side.
struct Version<'a> {
    rubric: &'a Rubric,
    parts: Vec<Part>,
    facts: Vec<Facts<'a>>,
    /// The place in the lists of the part of the other version that this one is.
    partners: Vec<Option<usize>>,
    /// The places of the indicators.
    indicators: Vec<usize>,
    by_number: HashMap<(Class, &'a str), usize>,
}

/// Both versions, each part with its partner.
pub(super) struct Matching<'a> {
    old: Version<'a>,
    new: Version<'a>,
}

impl<'a> Version<'a> {
    fn of(rubric: &'a Rubric) -> Self {
        let parts = Part::all(rubric);
        let facts: Vec<Facts<'a>> = parts.iter().map(|part| facts::of(rubric, *part)).collect();
        let numbers = parts.iter().zip(&facts).enumerate();
        let by_number =
            numbers.map(|(place, (part, facts))| ((facts.class, part.id(rubric)), place)).collect();
        let mut indicators = vec![0; rubric.indicators().len()];
        for (place, part) in parts.iter().enumerate() {
            if let Part::Indicator(index) = part {
                indicators[index.0] = place;
            }
        }
        let partners = vec![None; parts.len()];
        Self { rubric, parts, facts, partners, indicators, by_number }
    }

    /// What a part is called; only one of its class is.
    fn number(&self, place: usize) -> &'a str {
        self.parts[place].id(self.rubric)
    }

    /// The place of what a part hangs under.
    fn parent(&self, place: usize) -> Option<usize> {
        let above: Option<IndicatorIndex> = match self.parts[place] {
            Part::Indicator(index) => self.rubric.indicator(index).parent,
            Part::Clause(index) => match self.rubric.clause(index).home {
                Home::Item(item) => Some(item),
                Home::Bonus | Home::Direct => None,
            },
            _ => None,
        };
        above.map(|index| self.indicators[index.0])
    }

    /// How deep an indicator is; none for everything else.
    fn depth(&self, place: usize) -> Option<usize> {
        match self.parts[place] {
            Part::Indicator(index) => Some(self.rubric.indicator(index).depth),
            _ => None,
        }
    }

    /// Parts without a partner: of the indicators of one depth, or of everything else.
    fn left(&self, depth: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let places = 0..self.parts.len();
        places.filter(move |place| self.partners[*place].is_none() && self.depth(*place) == depth)
    }

    /// Of each group, the places (in `of_new`) of its clauses that stand in both versions.
    fn sharing(&self, of_new: impl Fn(usize) -> Option<usize>) -> Vec<BTreeSet<usize>> {
        let mut sharing = vec![BTreeSet::new(); self.rubric.groups().len()];
        for (place, part) in self.parts.iter().enumerate() {
            let Part::Clause(index) = part else { continue };
            let Some(shared) = of_new(place) else { continue };
            for group in self.rubric.groups_around(*index) {
                sharing[group.0].insert(shared);
            }
        }
        sharing
    }

    fn groups_around(&self, place: usize) -> impl Iterator<Item = GroupIndex> + '_ {
        let clause = match self.parts[place] {
            Part::Clause(index) => Some(index),
            _ => None,
        };
        clause.into_iter().flat_map(|index| self.rubric.groups_around(index))
    }
}

impl<'a> Matching<'a> {
    pub(super) fn of(old: &'a Rubric, new: &'a Rubric) -> Self {
        let mut matching = Self { old: Version::of(old), new: Version::of(new) };
        matching.same_number(true, |_| true);
        let depths = [old, new].map(|rubric| {
            rubric.indicators().iter().map(|indicator| indicator.depth + 1).max().unwrap_or(0)
        });
        // Parents before what hangs under them, the indicators before everything else.
        for depth in (0..depths.into_iter().max().unwrap_or(0)).map(Some).chain([None]) {
            matching.same_content(depth);
            matching.same_number(false, |of| of == depth);
        }
        matching
    }

    /// Pairs what has the same number; only of the same content where `exactly`.
    fn same_number(&mut self, exactly: bool, wanted: impl Fn(Option<usize>) -> bool) {
        for place in 0..self.old.parts.len() {
            if self.old.partners[place].is_some() || !wanted(self.old.depth(place)) {
                continue;
            }
            let number = (self.old.facts[place].class, self.old.number(place));
            let Some(other) = self.new.by_number.get(&number).copied() else { continue };
            let alike = !exactly || self.old.facts[place] == self.new.facts[other];
            if alike && self.new.partners[other].is_none() {
                self.pair(place, other);
            }
        }
    }

    /// Pairs what has the same content under another number: below the same parent, then
    /// anywhere.
    fn same_content(&mut self, depth: Option<usize>) {
        let below = |version: &Version<'a>, of_new: &dyn Fn(usize) -> Option<usize>| {
            let key = |place: usize| {
                let parent = of_new(version.parent(place)?)?;
                Some(((parent, version.facts[place].clone()), place))
            };
            version.left(depth).filter_map(key).collect::<Vec<_>>()
        };
        let old = below(&self.old, &|parent| self.old.partners[parent]);
        let new = below(&self.new, &Some);
        self.pair_all(only_ones(old, new));
        let anywhere = |version: &Version<'a>| {
            let key = |place: usize| (version.facts[place].clone(), place);
            version.left(depth).map(key).collect::<Vec<_>>()
        };
        let (old, new) = (anywhere(&self.old), anywhere(&self.new));
        self.pair_all(only_ones(old, new));
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.old.partners[old] = Some(new);
        self.new.partners[new] = Some(old);
    }

    fn pair_all(&mut self, pairs: Vec<(usize, usize)>) {
        for (old, new) in pairs {
            self.pair(old, new);
        }
    }

    /// The groups of both versions by what they have in common.
    fn sharing(&self) -> [Vec<BTreeSet<usize>>; 2] {
        [
            self.old.sharing(|place| self.old.partners[place]),
            self.new.sharing(|place| self.new.partners[place].map(|_| place)),
        ]
    }

    /// What stands in both versions, in the order of the old document.
    pub(super) fn counterparts(&self) -> Vec<Counterpart> {
        let sharing = self.sharing();
        let partners = self.old.partners.iter().enumerate();
        let both = partners.filter_map(|(old, new)| Some((old, (*new)?)));
        let counterpart = |(old, new): (usize, usize)| Counterpart {
            old: self.old.parts[old],
            new: self.new.parts[new],
            kind: self.kind(old, new, &sharing),
        };
        both.map(counterpart).collect()
    }

    /// What is different, in the order of the new document.
    pub(super) fn changes(&self) -> Vec<Change> {
        let sharing = self.sharing();
        let mut found = Vec::new();
        for (place, part) in self.new.parts.iter().enumerate() {
            let partner = self.new.partners[place];
            let kind = match partner {
                None => Some(Kind::New),
                Some(old) => self.kind(old, place, &sharing),
            };
            let old = partner.map(|place| self.old.parts[place]);
            found.extend(kind.map(|kind| ((place, 0), Change { kind, old, new: Some(*part) })));
        }
        // What is gone stands behind what it stood behind.
        let mut before = 0;
        for (place, part) in self.old.parts.iter().enumerate() {
            if let Some(new) = self.old.partners[place] {
                before = new;
                continue;
            }
            let change = Change { kind: Kind::Gone, old: Some(*part), new: None };
            found.push(((before, place + 1), change));
        }
        found.sort_by_key(|(order, _)| *order);
        found.into_iter().map(|(_, change)| change).collect()
    }

    /// What happened to a part that stands in both versions; none where nothing did.
    fn kind(&self, old: usize, new: usize, sharing: &[Vec<BTreeSet<usize>>; 2]) -> Option<Kind> {
        let (before, after) = (&self.old.facts[old], &self.new.facts[new]);
        let [of_old, of_new] = sharing;
        let shared_before = self.old.groups_around(old).map(|group| &of_old[group.0]);
        let shared_after = self.new.groups_around(new).map(|group| &of_new[group.0]);
        if before.terms != after.terms || !shared_before.eq(shared_after) {
            return Some(Kind::Rule);
        }
        if before.words != after.words {
            return Some(Kind::Text);
        }
        if self.old.number(old) != self.new.number(new) {
            return Some(Kind::Renumbered);
        }
        let of_old = beside(self.old.rubric, self.old.parts[old]);
        let of_new = beside(self.new.rubric, self.new.parts[new]);
        (of_old != of_new).then_some(Kind::Beside)
    }
}

/// The pairs of places with the same key, where only one place on each side has it.
fn only_ones<K: Eq + Hash>(old: Vec<(K, usize)>, new: Vec<(K, usize)>) -> Vec<(usize, usize)> {
    let mut by_key: HashMap<K, (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (key, place) in old {
        by_key.entry(key).or_default().0.push(place);
    }
    for (key, place) in new {
        by_key.entry(key).or_default().1.push(place);
    }
    let pairs = by_key.into_values().filter_map(|places| match places {
        (old, new) if old.len() == 1 && new.len() == 1 => Some((old[0], new[0])),
        _ => None,
    });
    pairs.collect()
}

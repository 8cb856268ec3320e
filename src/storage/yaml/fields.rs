//! The keys of one mapping, each read once; what is left over is unknown.

use super::meant::{inside, meant_key};
use super::problems::MOST_TOLD;
pub(crate) use super::values::{
    filled_text, list, named, named_numbers, named_recorded, number, positive, recorded,
    recorded_positive, text, texts, truth, word, wrong_type,
};
use super::{At, Node, Pair, Problems};
use crate::points::{Limit, NumberError, Points};
use crate::rubric::check::Severity;
use crate::session::Date;
use crate::storage::problem::{Expected, FileProblem, FileProblemKind as Kind};

/// How many years a day of an assessment may be away from it without a word.
pub(crate) const FAR: u16 = 10;

/// A mapping being read.
#[derive(Debug)]
pub(crate) struct Fields<'node, 'text> {
    at: At,
    pairs: &'node [Pair<'text>],
    /// Every key asked for, present or not.
    known: Vec<&'static str>,
    errors_before: usize,
}

/// Where an element and its keys stand, for problems found later.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// Where it begins.
    pub(crate) at: At,
    /// Where the value of each key stands.
    pub(crate) keys: Vec<(&'static str, At)>,
    /// Something in it (or below it) could not be read.
    pub(crate) broken: bool,
}

impl Marks {
    /// Where a key's value stands, else where the element begins.
    pub(crate) fn of(&self, key: &str) -> At {
        self.keys.iter().find(|(known, _)| *known == key).map_or(self.at, |(_, at)| *at)
    }
}

impl<'node, 'text> Fields<'node, 'text> {
    /// The keys of `node`; `key` is what it is the value of, empty for an element of a list.
    pub(crate) fn of(
        node: &'node Node<'text>,
        key: &str,
        problems: &mut Problems<'_>,
    ) -> Option<Self> {
        let errors_before = problems.errors();
        if let Some(pairs) = node.pairs(problems) {
            let known = Vec::with_capacity(24);
            return Some(Self { at: node.at, pairs, known, errors_before });
        }
        wrong_type(node, key, Expected::Mapping, problems);
        None
    }

    /// Where the mapping begins.
    pub(crate) fn at(&self) -> At {
        self.at
    }

    /// Whether a key stands there, without reading it.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|pair| pair.key == key)
    }

    /// The value of a key.
    pub(crate) fn node(&mut self, key: &'static str) -> Option<&'node Node<'text>> {
        self.known.push(key);
        self.pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value)
    }

    /// The value of a key that has to be there.
    pub(crate) fn required(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<&'node Node<'text>> {
        let node = self.node(key);
        if node.is_none() {
            problems.error(self.at, Kind::MissingKey(key));
        }
        node
    }

    /// As [`Fields::required`] where nothing else of the mapping will be read: a key that looks
    /// like it is told in its place.
    pub(crate) fn required_alone(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<&'node Node<'text>> {
        let node = self.node(key);
        if node.is_none() {
            let like = self.pairs.iter().find(|pair| meant_key(&pair.key, &[key]) == Some(key));
            match like {
                Some(pair) => {
                    let written = pair.key.to_string();
                    let kind = Kind::UnknownKey { key: written, nearest: Some(key) };
                    problems.error(pair.key_at, kind);
                }
                None => problems.error(self.at, Kind::MissingKey(key)),
            }
        }
        node
    }

    /// The one of several keys that stands there; a second one is a problem.
    pub(crate) fn one_of(
        &mut self,
        keys: &'static [&'static str],
        problems: &mut Problems<'_>,
    ) -> Option<(&'static str, &'node Node<'text>)> {
        let mut found: Option<(&'static str, &Node<'_>)> = None;
        for key in keys {
            let Some(node) = self.node(key) else { continue };
            if let Some((first, _)) = found {
                let (first, second) = (first.to_owned(), (*key).to_owned());
                problems.error(node.at, Kind::Conflict { first, second });
            } else {
                found = Some((key, node));
            }
        }
        found
    }

    /// As [`Fields::one_of`]; none is a problem too.
    pub(crate) fn required_one_of(
        &mut self,
        keys: &'static [&'static str],
        problems: &mut Problems<'_>,
    ) -> Option<(&'static str, &'node Node<'text>)> {
        let found = self.one_of(keys, problems);
        if found.is_none() {
            problems.error(self.at, Kind::MissingOneOf(keys));
        }
        found
    }

    /// Words, possibly none.
    pub(crate) fn text(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<String> {
        let node = self.node(key)?;
        text(node, key, problems).map(str::to_owned)
    }

    /// Words that have to be there.
    pub(crate) fn required_text(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<String> {
        let node = self.required(key, problems)?;
        filled_text(node, key, problems).map(str::to_owned)
    }

    /// A list of words; one text counts as a list of one.
    pub(crate) fn texts(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Vec<String> {
        self.node(key).map(|node| texts(node, key, problems)).unwrap_or_default()
    }

    /// A number.
    pub(crate) fn number(
        &mut self,
        key: &'static str,
        limit: Limit,
        problems: &mut Problems<'_>,
    ) -> Option<Points> {
        let node = self.node(key)?;
        number(node, key, limit, problems)
    }

    /// A number above zero.
    pub(crate) fn positive(
        &mut self,
        key: &'static str,
        limit: Limit,
        problems: &mut Problems<'_>,
    ) -> Option<Points> {
        let node = self.node(key)?;
        positive(node, key, limit, problems)
    }

    /// A number that was recorded.
    pub(crate) fn recorded(
        &mut self,
        key: &'static str,
        limit: Limit,
        problems: &mut Problems<'_>,
    ) -> Option<Points> {
        let node = self.node(key)?;
        recorded(node, key, limit, problems)
    }

    /// A recorded number above zero.
    pub(crate) fn recorded_positive(
        &mut self,
        key: &'static str,
        limit: Limit,
        problems: &mut Problems<'_>,
    ) -> Option<Points> {
        let node = self.node(key)?;
        recorded_positive(node, key, limit, problems)
    }

    /// A whole number of at most `most`.
    pub(crate) fn whole(
        &mut self,
        key: &'static str,
        most: u32,
        problems: &mut Problems<'_>,
    ) -> Option<u32> {
        let node = self.node(key)?;
        let whole = number(node, key, Limit::Count, problems)?.whole()?;
        if whole > most {
            let why = NumberError::TooLarge(i64::from(most));
            problems.error(node.at, Kind::Number { text: whole.to_string(), why });
            return None;
        }
        Some(whole)
    }

    /// A number of something in a row that may be long: lines of a journal, places of a list.
    pub(crate) fn ordinal(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<u32> {
        let node = self.node(key)?;
        let written = text(node, key, problems)?;
        let is_plain = written == "0" || !written.starts_with(['0', '+']);
        let number = written.parse().ok().filter(|_| is_plain);
        if number.is_none() {
            problems.error(node.at, Kind::Malformed { key, text: written.to_owned() });
        }
        number
    }

    /// `true` or `false`; `absent` where the key is not there.
    pub(crate) fn flag(
        &mut self,
        key: &'static str,
        absent: bool,
        problems: &mut Problems<'_>,
    ) -> bool {
        let Some(node) = self.node(key) else { return absent };
        truth(node).unwrap_or_else(|| {
            wrong_type(node, key, Expected::Bool, problems);
            absent
        })
    }

    /// One of the words known.
    pub(crate) fn word(
        &mut self,
        key: &'static str,
        known: &'static [&'static str],
        problems: &mut Problems<'_>,
    ) -> Option<&'static str> {
        let node = self.node(key)?;
        word(node, key, known, problems)
    }

    /// A day.
    pub(crate) fn date(&mut self, key: &'static str, problems: &mut Problems<'_>) -> Option<Date> {
        let node = self.node(key)?;
        let words = text(node, key, problems)?;
        let date = Date::parse(words);
        match (date, problems.year) {
            (None, year) => {
                let meant = Date::meant(words, year).map(|date| date.to_string());
                problems.error(node.at, Kind::Date { text: words.to_owned(), meant });
            }
            (Some(date), Some(year)) if date.year().abs_diff(year) > FAR => {
                let day = date.to_string();
                problems.add(Severity::Warning, node.at, Kind::FarDate { day, year });
            }
            _ => {}
        }
        date
    }

    /// The elements of a list; none where the key is not there.
    pub(crate) fn list(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> &'node [Node<'text>] {
        let Some(node) = self.node(key) else { return &[] };
        list(node, key, problems)
    }

    /// The keys of a mapping within this one.
    pub(crate) fn mapping(
        &mut self,
        key: &'static str,
        problems: &mut Problems<'_>,
    ) -> Option<Fields<'node, 'text>> {
        let node = self.node(key)?;
        Fields::of(node, key, problems)
    }

    /// Reports the keys nobody asked for, and returns where the known ones stand.
    pub(crate) fn finish(self, problems: &mut Problems<'_>) -> Marks {
        problems.looked_for(self.at, &self.known);
        let mut keys = Vec::with_capacity(self.pairs.len());
        let mut unknown = Vec::new();
        for pair in self.pairs {
            if let Some(known) = self.known.iter().find(|known| **known == pair.key) {
                keys.push((*known, pair.value.at));
                continue;
            }
            let key = pair.key.to_string();
            let is_told = problems.has_room() && unknown.len() < MOST_TOLD;
            let nearest = is_told.then(|| meant_key(&key, &self.known)).flatten();
            let inside = inside(&key, &self.known).filter(|_| nearest.is_none());
            // What was meant is not missing besides.
            if let Some(meant) = nearest.or(inside.map(|(home, _)| home)) {
                problems.take_back(|missing| is_missing(missing, self.at, meant));
            }
            let kind = match inside {
                Some((_, write)) => Kind::MisplacedKey { key, write },
                None => Kind::UnknownKey { key, nearest },
            };
            unknown.push((pair.key_at, kind));
        }
        let strange = unknown.iter_mut().find_map(|(_, kind)| match kind {
            Kind::UnknownKey { nearest: None, .. } => Some(kind),
            _ => None,
        });
        if let Some(kind) = strange {
            let missing = problems.take_missing(self.at);
            if let (Kind::UnknownKey { key, .. }, false) = (&mut *kind, missing.is_empty()) {
                *kind = Kind::UnknownKeyFor { key: std::mem::take(key), missing };
            }
        }
        for (at, kind) in unknown {
            problems.error(at, kind);
        }
        Marks { at: self.at, keys, broken: problems.errors() > self.errors_before }
    }
}

/// Whether a problem says that `key` is missing in the mapping at this place.
fn is_missing(problem: &FileProblem, at: At, key: &str) -> bool {
    let is_here = problem.line == Some(at.line) && problem.column == Some(at.column);
    is_here
        && match &problem.kind {
            Kind::MissingKey(missing) => *missing == key,
            Kind::MissingOneOf(keys) => keys.contains(&key),
            _ => false,
        }
}

//! The value of one key: words, numbers, lists, and what is said where it is none of them.

use super::meant::{meant_flag, meant_group, meant_number};
use super::{Node, Problems, Value};
use crate::points::{Limit, NumberError, Points};
use crate::storage::problem::{Expected, FileProblemKind as Kind};

/// Says that a value is of another kind than its key needs.
pub(crate) fn wrong_type(
    node: &Node<'_>,
    key: &str,
    expected: Expected,
    problems: &mut Problems<'_>,
) {
    let instead = match (&node.value, expected) {
        (Value::Scalar(text, _), Expected::Mapping) => meant_group(key, text),
        (Value::Scalar(text, _), Expected::Bool) => meant_flag(text).map(str::to_owned),
        (Value::Scalar(text, _), Expected::True) => {
            meant_flag(text).filter(|meant| *meant == "true").map(str::to_owned)
        }
        _ => None,
    };
    let key = key.to_owned();
    let kind = match (&node.value, instead) {
        (Value::Scalar(text, _), Some(instead)) => {
            Kind::Write { key, found: text.to_string(), instead }
        }
        (Value::List(_), _) if key == "bonus" => Kind::ClausesWithoutKey(key),
        (Value::Nothing, _) => Kind::Nothing(key),
        _ => Kind::WrongType { key, expected },
    };
    problems.error(node.at, kind);
}

/// Words as written.
pub(crate) fn text<'node>(
    node: &'node Node<'_>,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<&'node str> {
    if let Value::Scalar(text, _) = &node.value {
        return Some(text);
    }
    wrong_type(node, key, Expected::Text, problems);
    None
}

/// Words, at least one.
pub(crate) fn filled_text<'node>(
    node: &'node Node<'_>,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<&'node str> {
    let words = text(node, key, problems)?;
    if words.trim().is_empty() {
        problems.error(node.at, Kind::Nothing(key.to_owned()));
        return None;
    }
    Some(words)
}

/// A list of words; one text counts as a list of one.
pub(crate) fn texts(node: &Node<'_>, key: &str, problems: &mut Problems<'_>) -> Vec<String> {
    match &node.value {
        Value::Scalar(text, _) => vec![text.to_string()],
        Value::List(items) => {
            let all = items.iter().filter_map(|item| text(item, key, problems));
            all.map(str::to_owned).collect()
        }
        _ => {
            wrong_type(node, key, Expected::TextOrList, problems);
            Vec::new()
        }
    }
}

/// The elements of a list.
pub(crate) fn list<'node, 'text>(
    node: &'node Node<'text>,
    key: &str,
    problems: &mut Problems<'_>,
) -> &'node [Node<'text>] {
    if let Value::List(items) = &node.value {
        return items;
    }
    wrong_type(node, key, Expected::List, problems);
    &[]
}

/// A number, read from its own digits.
pub(crate) fn number(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    let Value::Scalar(text, _) = &node.value else {
        wrong_type(node, key, Expected::Number, problems);
        return None;
    };
    match Points::parse(text, limit) {
        Ok(points) => Some(points),
        Err(why) => {
            let is_amount = matches!(key, "deduct" | "add" | "earn" | "fine");
            let instead = match why {
                NumberError::NotANumber => meant_number(text, is_amount),
                _ => None,
            };
            let (key, found) = (key.to_owned(), text.to_string());
            problems.error(
                node.at,
                match instead {
                    Some(instead) => Kind::Write { key, found, instead },
                    None if is_amount && why == NumberError::NotANumber => {
                        Kind::WrongType { key, expected: Expected::Amount }
                    }
                    None => Kind::Number { text: found, why },
                },
            );
            None
        }
    }
}

/// A number above zero.
pub(crate) fn positive(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    let points = number(node, key, limit, problems)?;
    if points > Points::ZERO {
        return Some(points);
    }
    problems.error(node.at, Kind::NotPositive(key.to_owned()));
    None
}

/// One of the words known.
pub(crate) fn word(
    node: &Node<'_>,
    key: &str,
    known: &'static [&'static str],
    problems: &mut Problems<'_>,
) -> Option<&'static str> {
    let written = text(node, key, problems)?;
    let found = known.iter().copied().find(|word| *word == written);
    if found.is_none() {
        let (key, word) = (key.to_owned(), written.to_owned());
        problems.error(node.at, Kind::UnknownWord { key, word, known });
    }
    found
}

/// The names of a mapping and their numbers.
pub(crate) fn named_numbers(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Vec<(String, Points)> {
    let Some(pairs) = node.pairs(problems) else {
        wrong_type(node, key, Expected::Mapping, problems);
        return Vec::new();
    };
    let mut named = Vec::with_capacity(pairs.len());
    for pair in pairs {
        if let Some(points) = number(&pair.value, &pair.key, limit, problems) {
            named.push((pair.key.to_string(), points));
        }
    }
    named
}

//! The value of one key: words, numbers, lists, and what is said where it is none of them.

use super::meant::{meant_flag, meant_group, meant_names, meant_number};
use super::{Node, Pair, Problems, Value};
use crate::points::{Limit, NumberError, Points};
use crate::storage::problem::{Expected, FileProblemKind as Kind};

/// Says that a value is of another kind than its key needs.
pub(crate) fn wrong_type(
    node: &Node<'_>,
    key: &str,
    expected: Expected,
    problems: &mut Problems<'_>,
) {
    let names: Vec<String> = match &node.value {
        Value::List(items) => items.iter().filter_map(words_of).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let instead = match (&node.value, expected) {
        (Value::Scalar(text), Expected::Mapping) => meant_group(key, text),
        (Value::Scalar(text), Expected::Bool) => meant_flag(text).map(str::to_owned),
        (Value::Scalar(text), Expected::True) => {
            meant_flag(text).filter(|meant| *meant == "true").map(str::to_owned)
        }
        (Value::List(_), Expected::Mapping) => meant_names(key, &names),
        _ => None,
    };
    let key = key.to_owned();
    let kind = match (&node.value, instead) {
        (Value::Scalar(text), Some(instead)) => {
            Kind::Write { key, found: text.to_string(), instead }
        }
        (Value::List(_), Some(instead)) => {
            Kind::Write { key, found: format!("[{}]", names.join(", ")), instead }
        }
        (Value::List(_), _) if key == "bonus" => Kind::ClausesWithoutKey(key),
        (Value::Nothing, _) => Kind::Nothing(key),
        _ => Kind::WrongType { key, expected },
    };
    problems.error(node.at, kind);
}

fn words_of<'node>(node: &'node Node<'_>) -> Option<&'node str> {
    match &node.value {
        Value::Scalar(text) => Some(text),
        _ => None,
    }
}

/// Words as written.
pub(crate) fn text<'node>(
    node: &'node Node<'_>,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<&'node str> {
    if let Value::Scalar(text) = &node.value {
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
        Value::Scalar(text) => vec![text.to_string()],
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
    number_by(Points::parse, node, key, limit, problems)
}

/// A number that was recorded: decimals that are not calculated with are kept.
pub(crate) fn recorded(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    number_by(Points::recorded, node, key, limit, problems)
}

/// How a number is read.
type Reading = fn(&str, Limit) -> Result<Points, NumberError>;

fn number_by(
    read: Reading,
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    let Value::Scalar(text) = &node.value else {
        wrong_type(node, key, Expected::Number, problems);
        return None;
    };
    match read(text, limit) {
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

/// A recorded number above zero.
pub(crate) fn recorded_positive(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    let number = recorded(node, key, limit, problems);
    above_zero(number, node, key, problems)
}

/// A number above zero.
pub(crate) fn positive(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    let number = number(node, key, limit, problems);
    above_zero(number, node, key, problems)
}

fn above_zero(
    number: Option<Points>,
    node: &Node<'_>,
    key: &str,
    problems: &mut Problems<'_>,
) -> Option<Points> {
    let points = number?;
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

/// Names and their values; names alone are told as one problem.
pub(crate) fn named<'node, 'text>(
    node: &'node Node<'text>,
    key: &str,
    problems: &mut Problems<'_>,
) -> &'node [Pair<'text>] {
    let Some(pairs) = node.pairs(problems) else {
        wrong_type(node, key, Expected::Mapping, problems);
        return &[];
    };
    let is_bare = pairs.iter().all(|pair| matches!(pair.value.value, Value::Nothing));
    let names: Vec<String> = pairs.iter().map(|pair| pair.key.to_string()).collect();
    if let Some(instead) = meant_names(key, &names).filter(|_| is_bare) {
        let (key, found) = (key.to_owned(), format!("{{{}}}", names.join(", ")));
        problems.error(node.at, Kind::Write { key, found, instead });
        return &[];
    }
    pairs
}

/// The names of a mapping and their numbers.
pub(crate) fn named_numbers(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Vec<(String, Points)> {
    named_by(number, node, key, limit, problems)
}

/// The names of a mapping and the numbers recorded for them.
pub(crate) fn named_recorded(
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Vec<(String, Points)> {
    named_by(recorded, node, key, limit, problems)
}

fn named_by(
    read: impl Fn(&Node<'_>, &str, Limit, &mut Problems<'_>) -> Option<Points>,
    node: &Node<'_>,
    key: &str,
    limit: Limit,
    problems: &mut Problems<'_>,
) -> Vec<(String, Points)> {
    let each = named(node, key, problems).iter().filter_map(|pair| {
        let points = read(&pair.value, &pair.key, limit, problems)?;
        Some((pair.key.to_string(), points))
    });
    each.collect()
}

/// `true` or `false`, also in quotes.
pub(crate) fn truth(node: &Node<'_>) -> Option<bool> {
    let Value::Scalar(text) = &node.value else { return None };
    match &**text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}

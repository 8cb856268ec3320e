//! What a session records and its rubric does not have, or does not mean.

use super::{ledger_key, mapping, samples};
use crate::points::{Limit, Points};
use crate::rubric::check::Severity;
use crate::rubric::{Factor, Home, Rubric};
use crate::score::{Uncounted, What, Why};
use crate::session::Ledger;
use crate::storage::nearest::nearest;
use crate::storage::problem::{FileProblem, FileProblemKind as Kind};
use crate::storage::yaml::{self, At, Fields, Node, Problems, Value};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Among more ids than these no similar one is looked for.
const MOST_COMPARED: usize = 5000;

/// A problem for every entry, row and factor of a session file that its rubric does not have,
/// what is said in `unfit` of the entries that do not fit it, and what is `told` of others. They
/// are kept in the session.
/// A file that cannot be read has none: [`super::parse_session`] tells what is wrong with it.
#[must_use]
pub fn misfits(
    name: &str,
    text: &str,
    rubric: &Rubric,
    (unfit, told): (&BTreeMap<&str, Kind>, &[Uncounted]),
) -> Vec<FileProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut unreadable = Problems::new(name, text);
    let Some(root) = yaml::parse(text, &mut unreadable) else { return Vec::new() };
    let Some(mut fields) = Fields::of(&root, "", &mut unreadable) else { return Vec::new() };
    let mut found = Problems::new(name, text);
    let ids: Vec<&str> = rubric.ids().iter().map(|(id, _)| id.as_str()).collect();
    let tags = fields.node("unit").and_then(|unit| value_of(unit, "tags"));
    for told in told.iter().filter(|told| matches!(told.what, What::Tag(_))) {
        let is_this = |node: &&Node<'_>| matches!((&node.value, &told.what), (Value::Scalar(text), What::Tag(tag)) if **text == **tag);
        let at = match tags.map(|tags| (&tags.value, tags.at)) {
            Some((Value::List(all), at)) => all.iter().find(is_this).map_or(at, |node| node.at),
            Some((_, at)) => at,
            None => continue,
        };
        tell(told, at, &mut found);
    }
    if let Some(node) = fields.node("entries") {
        for pair in mapping(node, "entries", &mut unreadable) {
            if rubric.find(&pair.key).is_none() {
                unknown(&pair.key, pair.key_at, &ids, &mut found);
                continue;
            }
            let is_this = |told: &&Uncounted| {
                matches!(&told.what, What::Entry(id) if pair.key == **id) && told.why != Why::Unfit
            };
            if let Some(told) = told.iter().find(is_this) {
                tell(told, place_of(&pair.value, told), &mut found);
            } else if let Some(kind) = unfit.get(&*pair.key) {
                found.error(pair.value.at, kind.clone());
            }
        }
    }
    for ledger in [Ledger::Bonus, Ledger::Veto, Ledger::Direct] {
        let ids = ledger_ids(rubric, ledger);
        let known = ids.iter().copied().collect();
        for (place, item) in fields.list(ledger_key(ledger), &mut unreadable).iter().enumerate() {
            row(item, &known, &ids, &mut found);
            let is_this = |told: &&Uncounted| {
                let this = matches!(&told.what, What::Row { ledger: of, place: at, .. }
                    if *of == ledger && *at == place);
                this && told.why != Why::Unknown
            };
            if let Some(told) = told.iter().find(is_this) {
                tell(told, place_of(item, told), &mut found);
            }
        }
    }
    if let Some(node) = fields.node("factors") {
        let ids: Vec<&str> = rubric.factors.iter().map(|factor| factor.no.as_str()).collect();
        let factors: HashMap<&str, &Factor> = ids.iter().copied().zip(&rubric.factors).collect();
        for pair in mapping(node, "factors", &mut unreadable) {
            let Some(factor) = factors.get(&*pair.key) else {
                unknown(&pair.key, pair.key_at, &ids, &mut found);
                continue;
            };
            let options: Vec<&str> = factor.options.iter().map(|(name, _)| name.as_str()).collect();
            if let Value::Scalar(option) = &pair.value.value
                && !options.contains(&&**option)
            {
                unknown(option, pair.value.at, &options, &mut found);
            }
        }
    }
    if let Some(node) = fields.node("earlier") {
        for pair in mapping(node, "earlier", &mut unreadable) {
            // Of several under one id the older ones are numbered.
            let id = pair.key.split_once('~').map_or(&*pair.key, |(id, _)| id);
            if rubric.find(&pair.key).or_else(|| rubric.find(id)).is_none() {
                unknown(&pair.key, pair.key_at, &ids, &mut found);
            }
        }
    }
    if let Some(node) = fields.node("samples") {
        for pair in mapping(node, "samples", &mut unreadable) {
            let id = pair.key.split_once('~').map_or(&*pair.key, |(id, _)| id);
            if rubric.find(&pair.key).or_else(|| rubric.find(id)).is_none() {
                unknown(&pair.key, pair.key_at, &ids, &mut found);
            }
            let sample = samples::sample(&pair.value, &pair.key, &mut unreadable);
            if sample.is_some_and(|sample| !sample.is_repeatable()) {
                let id = pair.key.to_string();
                found.add(Severity::Warning, pair.value.at, Kind::OtherDraw { id });
            }
        }
    }
    found.finish()
}

/// What a row of a ledger may name.
fn ledger_ids(rubric: &Rubric, ledger: Ledger) -> Vec<&str> {
    let home = match ledger {
        Ledger::Veto => return rubric.vetoes.iter().map(|veto| veto.no.as_str()).collect(),
        Ledger::Bonus => Home::Bonus,
        Ledger::Direct => Home::Direct,
    };
    let clauses = rubric.clauses().iter().filter(|clause| clause.home == home);
    clauses.map(|clause| clause.no.as_str()).collect()
}

fn row(item: &Node<'_>, known: &HashSet<&str>, ids: &[&str], found: &mut Problems<'_>) {
    let Value::Mapping(pairs) = &item.value else { return };
    let clause = pairs.iter().find(|pair| pair.key == "clause").map(|pair| &pair.value);
    if let Some(Node { at, value: Value::Scalar(no) }) = clause
        && !known.contains(&**no)
    {
        unknown(no, *at, ids, found);
    }
}

/// The value of a key of a mapping.
fn value_of<'node, 'text>(node: &'node Node<'text>, key: &str) -> Option<&'node Node<'text>> {
    let Value::Mapping(pairs) = &node.value else { return None };
    pairs.iter().find(|pair| pair.key == key).map(|pair| &pair.value)
}

/// Where what is told of an entry or a row stands: the share, or all of it.
fn place_of(node: &Node<'_>, told: &Uncounted) -> At {
    if let Why::TooFine(number, _) = told.why {
        return place_of_number(node, number).unwrap_or(node.at);
    }
    let Why::Share(share, _) = told.why else { return node.at };
    let is_this = |node: &&Node<'_>| {
        matches!(&node.value, Value::Scalar(text)
            if Points::parse(text, Limit::Share) == Ok(share))
    };
    let findings = match value_of(node, "findings").map(|findings| &findings.value) {
        Some(Value::List(all)) => &all[..],
        _ => &[],
    };
    let all = std::iter::once(node).chain(findings);
    let shares = all.filter_map(|node| value_of(node, "share"));
    shares.filter(|node| is_this(node)).map(|node| node.at).next().unwrap_or(node.at)
}

fn place_of_number(node: &Node<'_>, number: Points) -> Option<At> {
    match &node.value {
        Value::Scalar(text) => {
            (Points::recorded(text, Limit::Result) == Ok(number)).then_some(node.at)
        }
        Value::List(all) => all.iter().find_map(|node| place_of_number(node, number)),
        Value::Mapping(pairs) => pairs.iter().find_map(|pair| place_of_number(&pair.value, number)),
        Value::Nothing => None,
    }
}

fn tell(told: &Uncounted, at: At, found: &mut Problems<'_>) {
    let severity = if told.why.is_counted() { Severity::Warning } else { Severity::Error };
    found.add(severity, at, Kind::Uncounted(Box::new(told.clone())));
}

fn unknown(id: &str, at: At, ids: &[&str], found: &mut Problems<'_>) {
    let is_compared = found.has_room() && ids.len() <= MOST_COMPARED;
    let nearest = if is_compared { nearest(id, ids) } else { None };
    let (id, nearest) = (id.to_owned(), nearest.map(str::to_owned));
    found.error(at, Kind::UnknownEntry { id, nearest });
}

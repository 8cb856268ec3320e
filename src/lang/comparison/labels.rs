//! What the columns of a comparison are called: a number, and what tells them apart.

use super::{Lang, short_mode};
use crate::comparison::Side;
use crate::session::{Date, SessionHead};
use crate::visible;

/// What the columns are called: `1 自评`, `1 2020` where the years tell them apart, `1 县应急局`
/// where the units do.
#[must_use]
pub fn labels(lang: Lang, sides: &[Side<'_>]) -> Vec<String> {
    numbered(&parts(lang, &heads(sides)))
}

/// The same, each in as many cells; where the words are longer, without what all have alike.
#[must_use]
pub fn labels_within(lang: Lang, sides: &[Side<'_>], cells: usize) -> Vec<String> {
    let fits = |labels: &[String]| labels.iter().all(|label| visible::width(label) <= cells);
    let mut parts = parts(lang, &heads(sides));
    let labels = numbered(&parts);
    if fits(&labels) {
        return labels;
    }
    for part in &mut parts {
        shorten(part);
    }
    numbered(&parts)
}

fn heads<'a>(sides: &[Side<'a>]) -> Vec<&'a SessionHead> {
    sides.iter().map(|side| &side.session.head).collect()
}

/// One kind of word that may tell assessments apart, of each of them.
#[derive(Clone)]
struct Part {
    words: Vec<String>,
    /// It is a name, whose end tells more than a beginning that all share.
    is_name: bool,
}

impl Part {
    fn new(heads: &[&SessionHead], of: impl Fn(&SessionHead) -> String) -> Self {
        Self { words: heads.iter().map(|head| of(head)).collect(), is_name: false }
    }

    /// Whether it says different things at all.
    fn differs(&self) -> bool {
        self.words.windows(2).any(|two| two[0] != two[1])
    }
}

/// What is needed to tell all apart, as far as that goes: unit and mode where they differ, then
/// the year, else the day, else who assessed. The mode where nothing differs.
fn parts(lang: Lang, heads: &[&SessionHead]) -> Vec<Part> {
    let date =
        |of: fn(Date) -> String| move |head: &SessionHead| head.date.map(of).unwrap_or_default();
    let unit = Part { is_name: true, ..Part::new(heads, |head| head.unit.clone()) };
    let mode = Part::new(heads, |head| short_mode(lang, head.mode).to_owned());
    let mut parts: Vec<Part> = vec![unit, mode.clone()];
    parts.retain(Part::differs);
    let years = Part::new(heads, date(|date| date.year().to_string()));
    let days = Part::new(heads, date(|date| date.to_string()));
    let people = Part::new(heads, |head| head.assessors.join(" "));
    if !tell_apart(&parts) {
        let with_years: Vec<Part> = parts.iter().cloned().chain([years]).collect();
        parts.push(if tell_apart(&with_years) { with_years[parts.len()].clone() } else { days });
    }
    if !tell_apart(&parts) {
        parts.push(people);
    }
    parts.retain(Part::differs);
    if parts.is_empty() { vec![mode] } else { parts }
}

/// Whether no two are called the same.
fn tell_apart(parts: &[Part]) -> bool {
    let called = names(parts);
    !called.is_empty() && (0..called.len()).all(|place| !called[..place].contains(&called[place]))
}

fn names(parts: &[Part]) -> Vec<Vec<&str>> {
    let count = parts.first().map_or(0, |part| part.words.len());
    let of = |place: usize| parts.iter().map(|part| part.words[place].as_str()).collect();
    (0..count).map(of).collect()
}

fn numbered(parts: &[Part]) -> Vec<String> {
    let called = names(parts).into_iter().enumerate();
    let label = |(place, words): (usize, Vec<&str>)| format!("{} {}", place + 1, words.join(" "));
    called.map(|called| label(called).trim_end().to_owned()).collect()
}

/// Leaves out what all begin with: the year of dates, `示例县` of units, with a mark for it.
fn shorten(part: &mut Part) {
    let Some(first) = part.words.first().cloned() else { return };
    let shared = part.words.iter().map(|word| shared(&first, word)).min().unwrap_or(0);
    if part.is_name && shared > 1 {
        for word in &mut part.words {
            *word = format!("…{}", word.chars().skip(shared).collect::<String>());
        }
        return;
    }
    let year = first.split_inclusive('-').next().filter(|year| year.ends_with('-'));
    if let Some(year) = year.filter(|year| part.words.iter().all(|word| word.starts_with(year))) {
        for word in &mut part.words {
            *word = word[year.len()..].to_owned();
        }
    }
}

/// How many characters two words begin with alike.
fn shared(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

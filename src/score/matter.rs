//! 同一事项只计一次 inside an item: the findings that name one matter count as one, at the highest.
//!
//! What is left out is left out before anything is added up, so that limits see what counts.

use super::clause::{self, Choice, has_too_large_share};
use super::{ClauseScore, LeftOut, Mark, Step};
use crate::names;
use crate::points::Points;
use crate::rubric::{
    Amount, Clause, ClauseIndex, Effect, GroupIndex, Home, IndicatorIndex, Member, Rubric, Rule,
};
use crate::session::{Entry, Finding, Value};
use std::collections::BTreeMap;

/// The clauses under an outermost group of an item in which one matter counts once.
pub(super) type Scope = Vec<ClauseIndex>;

/// The scopes of an item; of all items where none is named.
pub(super) fn scopes(rubric: &Rubric, item: Option<IndicatorIndex>) -> Vec<Scope> {
    let groups = rubric.groups().iter().enumerate();
    let of_items = groups.filter(|(_, group)| match (group.home, item) {
        (Home::Item(home), Some(item)) => home == item,
        (Home::Item(_), None) => true,
        _ => false,
    });
    let outermost = of_items.filter(|(_, group)| {
        let mut around = std::iter::successors(group.parent, |above| rubric.group(*above).parent);
        group.matter_once && around.all(|above| !rubric.group(above).matter_once)
    });
    let clauses = |place| rubric.clauses_in(&[Member::Group(GroupIndex(place))]);
    outermost.map(|(place, _)| clauses(place)).collect()
}

/// The entries of a scope as they count, where that is not as they stand.
pub(super) fn counted<'a>(
    rubric: &Rubric,
    scope: &[ClauseIndex],
    entry_of: impl Fn(ClauseIndex) -> Option<&'a Entry>,
) -> BTreeMap<usize, Entry> {
    let entries: Vec<(ClauseIndex, &Entry)> =
        scope.iter().filter_map(|index| Some((*index, entry_of(*index)?))).collect();
    let mut highest: BTreeMap<String, ((ClauseIndex, usize), Points)> = BTreeMap::new();
    for (index, entry) in &entries {
        for (place, finding) in entry.findings.iter().enumerate() {
            let Some((key, worth)) = named(rubric.clause(*index), entry, finding) else { continue };
            let here = ((*index, place), worth);
            let best = highest.entry(key).or_insert(here);
            if worth > best.1 {
                *best = here;
            }
        }
    }
    let mut changed = BTreeMap::new();
    for (index, entry) in entries {
        let clause = rubric.clause(index);
        let mut findings = Vec::with_capacity(entry.findings.len());
        for (place, finding) in entry.findings.iter().enumerate() {
            let Some((key, _)) = named(clause, entry, finding) else {
                findings.push(finding.clone());
                continue;
            };
            if highest.get(&key).is_some_and(|(best, _)| *best == (index, place)) {
                findings.push(Finding { count: finding.count.min(1), ..finding.clone() });
            }
        }
        if findings != entry.findings {
            changed.insert(index.0, Entry { findings, ..entry.clone() });
        }
    }
    changed
}

/// The matter a finding names, and what it is worth for one; none where it takes no part: it
/// names none, or nothing can be counted of it.
fn named(clause: &Clause, entry: &Entry, finding: &Finding) -> Option<(String, Points)> {
    let is_counted = matches!(clause.rule, Rule::Flat | Rule::Occurrence) && !clause.repeated;
    if !is_counted || has_too_large_share(clause, entry) || entry.too_fine().is_some() {
        return None;
    }
    let key = Some(names::key(&finding.subject)).filter(|key| !key.is_empty())?;
    let share = finding.share.unwrap_or(Points::ONE);
    let amount = match (&clause.amount, &entry.value) {
        (Amount::Fixed(amount), Value::Open | Value::Hit | Value::Count(1..)) => *amount,
        (Amount::Range { .. } | Amount::Levels(_), _) => {
            Choice::of(clause, entry, Some(finding))?.points
        }
        _ => return None,
    };
    Some((key, amount * share))
}

/// One clause, of whose entry so much counts; `None` where all of it does.
pub(super) fn clause(
    rubric: &Rubric,
    clause: &Clause,
    (tags, left_out): (&[String], Option<LeftOut<'_>>),
    (entry, counted): (Option<&Entry>, Option<&Entry>),
) -> ClauseScore {
    let result = |entry| clause::clause(rubric, clause, tags, left_out, entry);
    let (Some(entry), Some(counted)) = (entry, counted) else { return result(entry) };
    if !counted.findings.is_empty() {
        let mut score = result(Some(counted));
        if score.mark != Mark::NotApplicable {
            score.steps.insert(0, told(entry, counted));
        }
        return score;
    }
    let score = result(Some(entry));
    if score.mark == Mark::NotApplicable {
        return score;
    }
    let mark = if clause.effect == Effect::Add { Mark::Met } else { Mark::Found };
    let steps = vec![told(entry, counted)];
    ClauseScore { mark, worst: Some(Points::ZERO), steps, ..ClauseScore::default() }
}

/// How often it was recorded, and how often it counts.
fn told(entry: &Entry, counted: &Entry) -> Step {
    let counts = if counted.findings.is_empty() { 0 } else { counted.count() };
    Step::SameMatter { recorded: entry.count(), counts }
}

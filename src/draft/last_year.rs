//! Last year's rubric: what is the same takes over its rules and readings.

use super::Draft;
use crate::rubric::changes::{Kind, Part, changes};
use crate::rubric::{ClauseIndex, Rubric};
use crate::wording::Certainty;

/// How a draft compares with last year's rubric, in clauses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// The same words: last year's rule.
    pub same: usize,
    /// Other words or another number.
    pub changed: usize,
    /// Not there last year.
    pub new: usize,
    /// No longer there.
    pub gone: usize,
}

/// Words that are compared: what is printed, blanks and stops aside.
fn words(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"，。；：、,;:.".contains(*c)).collect()
}

/// Takes over the rules, limits, tags and readings of clauses that say what they said.
pub fn take_over(draft: &mut Draft, old: &Rubric) -> TakenOver {
    let mut taken = TakenOver::default();
    let mut used = vec![false; old.clauses().len()];
    let mut renamed: Vec<(String, String)> = Vec::new();
    for at in 0..draft.rubric.clauses().len() {
        let clause = draft.rubric.clause(ClauseIndex(at));
        let (said, item) = (words(&clause.text), draft.rubric.item_title(ClauseIndex(at)));
        let item = item.map(words).unwrap_or_default();
        let same = |known: &usize| !used[*known] && words(&old.clauses()[*known].text) == said;
        let mut found = (0..used.len()).filter(same);
        let first = found.next();
        // The same words in several items: those of the same item.
        let of_item = first.into_iter().chain(found).find(|known| {
            let title = old.item_title(ClauseIndex(*known)).map(words).unwrap_or_default();
            title == item
        });
        let Some(known) = of_item.or(first) else { continue };
        used[known] = true;
        taken.same += 1;
        let before = old.clauses()[known].clone();
        renamed.push((before.id.clone(), clause.id.clone()));
        draft.rubric.change_clause(ClauseIndex(at), |clause| {
            clause.effect = before.effect;
            clause.amount = before.amount;
            clause.rule = before.rule;
            clause.unit = before.unit;
            clause.max = before.max;
            clause.star = before.star;
            clause.shares = before.shares;
            clause.exempt = before.exempt;
            clause.repeated = before.repeated;
        });
        if let Some(drafted) = draft.clauses.get_mut(at) {
            drafted.certainty = Certainty::Certain;
            drafted.others.clear();
        }
    }
    readings(draft, old, &renamed);
    for change in changes(old, &draft.rubric) {
        let is_clause = |part: Option<Part>| matches!(part, Some(Part::Clause(_)));
        if !is_clause(change.old) && !is_clause(change.new) {
            continue;
        }
        match change.kind {
            Kind::Text | Kind::Rule => taken.changed += 1,
            Kind::New => taken.new += 1,
            Kind::Gone => taken.gone += 1,
            Kind::Renumbered | Kind::Beside => {}
        }
    }
    taken
}

/// Readings whose clauses are all still there.
fn readings(draft: &mut Draft, old: &Rubric, renamed: &[(String, String)]) {
    for reading in &old.head.readings {
        let now = |id: &String| renamed.iter().find(|(was, _)| was == id).map(|(_, is)| is.clone());
        let about: Option<Vec<String>> = reading.about.iter().map(now).collect();
        if let Some(about) = about.filter(|about| !about.is_empty()) {
            let mut reading = reading.clone();
            reading.about = about;
            draft.rubric.head.readings.push(reading);
        }
    }
}

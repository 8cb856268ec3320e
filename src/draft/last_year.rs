//! Last year's rubric: what is the same takes over its rules and readings.

use super::Draft;
use crate::rubric::changes::{Change, Kind, Part, changes, counterparts};
use crate::rubric::{Clause, ClauseIndex, Indicator, Rubric, Veto};
use crate::wording::Certainty;

/// How a draft compares with last year's rubric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Clauses with the same words: last year's rule.
    pub same: usize,
    /// Clauses with other words, another rule or another number.
    pub changed: usize,
    /// Clauses that were not there last year.
    pub new: usize,
    /// Clauses that are no longer there.
    pub gone: usize,
    /// Everything that is different, in the order of the new document.
    pub changes: Vec<Change>,
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
        // Everything but its place and its words is last year's.
        draft.rubric.change_clause(ClauseIndex(at), |clause| {
            *clause = Clause {
                id: std::mem::take(&mut clause.id),
                no: std::mem::take(&mut clause.no),
                text: std::mem::take(&mut clause.text),
                continues: clause.continues.take(),
                home: clause.home,
                group: clause.group,
                ..before
            };
        });
        if let Some(drafted) = draft.clauses.get_mut(at) {
            drafted.certainty = Certainty::Certain;
            drafted.others.clear();
        }
    }
    head(draft, old);
    vetoes(draft, old);
    indicators(draft, old, &mut renamed);
    readings(draft, old, &renamed);
    let changes = changes(old, &draft.rubric);
    for change in &changes {
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
    taken.changes = changes;
    taken
}

/// Kinds of units and offices that last year's parts name, and what the document does not print.
fn head(draft: &mut Draft, old: &Rubric) {
    let head = &mut draft.rubric.head;
    for (tag, words) in &old.head.tags {
        if !head.tags.iter().any(|(known, _)| known == tag) {
            head.tags.push((tag.clone(), words.clone()));
        }
    }
    head.issuer = head.issuer.take().or_else(|| old.head.issuer.clone());
    head.kind = head.kind.take().or_else(|| old.head.kind.clone());
}

/// What follows from vetoes that say what they said.
fn vetoes(draft: &mut Draft, old: &Rubric) {
    for veto in &mut draft.rubric.vetoes {
        let said = words(&veto.text);
        if let Some(before) = old.vetoes.iter().find(|before| words(&before.text) == said) {
            *veto = Veto {
                no: std::mem::take(&mut veto.no),
                text: std::mem::take(&mut veto.text),
                ..before.clone()
            };
        }
    }
}

/// What stands beside indicators that say what they said: what the document prints anew is its own.
fn indicators(draft: &mut Draft, old: &Rubric, renamed: &mut Vec<(String, String)>) {
    for pair in counterparts(old, &draft.rubric) {
        let (Part::Indicator(was), Part::Indicator(is)) = (pair.old, pair.new) else { continue };
        let before = old.indicator(was);
        let now = draft.rubric.indicator(is);
        if words(&before.title) != words(&now.title) {
            continue;
        }
        renamed.push((before.id.clone(), now.id.clone()));
        let duties_say = |indicator: &Indicator| -> String {
            indicator.duties.iter().map(|duty| words(&duty.text)).collect()
        };
        let same_duties = duties_say(before) == duties_say(now);
        let before = before.clone();
        draft.rubric.change_indicator(is, |now| {
            if now.duties.is_empty() || same_duties {
                now.duties = before.duties;
            }
            now.office = now.office.take().or(before.office);
            now.evidence = now.evidence.take().or(before.evidence);
            now.method = now.method.take().or(before.method);
            now.floor = now.floor.or(before.floor);
            now.ceiling = now.ceiling.or(before.ceiling);
            if now.applies.is_everyone() {
                now.applies = before.applies;
            }
        });
    }
    let offices = draft.rubric.indicators().iter().filter_map(|indicator| indicator.office.clone());
    let offices: Vec<String> = offices.collect();
    for office in offices {
        if !draft.rubric.head.offices.contains(&office) {
            draft.rubric.head.offices.push(office);
        }
    }
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

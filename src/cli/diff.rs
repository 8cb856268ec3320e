//! `kaohe diff OLD NEW`: what is different between two versions of a rubric.

use super::{Context, Exit, Failure, flag, text};
use crate::lang::{Lang, changes as say};
use crate::rubric::Rubric;
use crate::rubric::changes::{Change, Kind, Part, changes};
use crate::storage::catalogue::LoadedRubric;
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let old = context.rubric(text(matches, "OLD"))?;
    let new = context.rubric(text(matches, "NEW"))?;
    let found = changes(&old.rubric, &new.rubric);
    if flag(matches, "json") {
        context.print_json(&as_json(&old, &new, &found))?;
    } else {
        for line in lines(context.lang, &old.rubric, &new.rubric, &found) {
            context.print(&line)?;
        }
        context.tell(&say::counts(context.lang, &found));
    }
    Ok(if found.is_empty() { Exit::Done } else { Exit::NotInOrder })
}

/// Each change on a line, and below it what was and what is.
pub(super) fn lines(lang: Lang, old: &Rubric, new: &Rubric, changes: &[Change]) -> Vec<String> {
    let mut lines = Vec::new();
    for change in changes {
        let kind = say::kind(lang, change.kind);
        lines.push(format!("{kind}  {}", say::about(lang, old, new, change)));
        for difference in say::differences(lang, old, new, change) {
            let label = difference.label;
            let marked = |mark: &str, words: &[String]| -> Vec<String> {
                words.iter().map(|words| format!("  {mark} {label}  {words}")).collect()
            };
            // What is only renumbered says what it said.
            let only_says = change.kind == Kind::Renumbered && difference.was.is_empty();
            let is = if only_says { " " } else { "+" };
            lines.extend(marked("-", &difference.was));
            lines.extend(marked(is, &difference.is));
        }
    }
    lines
}

/// Data is always in the same form: the words of the documents, whoever asks.
fn as_json(old: &LoadedRubric, new: &LoadedRubric, changes: &[Change]) -> Value {
    let head = |loaded: &LoadedRubric| {
        let head = &loaded.rubric.head;
        json!({"id": head.id, "title": head.title, "sha256": loaded.sha256})
    };
    let changes = values(&old.rubric, &new.rubric, changes);
    json!({"old": head(old), "new": head(new), "changes": changes})
}

/// Each change as data.
pub(super) fn values(old: &Rubric, new: &Rubric, changes: &[Change]) -> Vec<Value> {
    let value = |change: &Change| {
        let part = change.new.or(change.old);
        json!({
            "kind": kind_key(change.kind),
            "part": part.map(part_key),
            "old": change.old.map(|part| side(old, part)),
            "new": change.new.map(|part| side(new, part)),
        })
    };
    changes.iter().map(value).collect()
}

fn side(rubric: &Rubric, part: Part) -> Value {
    let say::Wording { text, readings, rule, beside } = say::wording(Lang::Zh, rubric, part);
    json!({"id": part.id(rubric), "text": text, "readings": readings, "rule": rule, "beside": beside})
}

pub(super) fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Rule => "rule",
        Kind::Gone => "gone",
        Kind::New => "new",
        Kind::Renumbered => "renumbered",
        Kind::Beside => "beside",
    }
}

pub(super) fn part_key(part: Part) -> &'static str {
    match part {
        Part::Head => "document",
        Part::Indicator(_) => "indicator",
        Part::Clause(_) => "clause",
        Part::Bonus => "bonus",
        Part::Veto(_) => "veto",
        Part::Factor(_) => "factor",
        Part::Grades => "grades",
    }
}

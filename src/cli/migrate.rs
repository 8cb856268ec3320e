//! `kaohe migrate FILE`: a session goes on with its rubric as it is now.

use super::{Context, Exit, Failure, diff, flag, path};
use crate::lang::{changes as say, record};
use crate::rubric::changes::{Change, Part, changes};
use crate::rubric::{Clause, Rubric};
use crate::score::score;
use crate::session::{
    Change as SessionChange, LookAgain, Migration, Record, RubricReference, Session, State, Step,
    migration,
};
use crate::storage::catalogue::{LoadedRubric, keep_rubric_copy};
use crate::storage::disk::SystemDisk;
use crate::storage::journal::Author;
use crate::storage::open::OpenSession;
use crate::storage::save::SaveError;
use crate::storage::writer::{Current, SessionWriter};
use crate::visible::path_words;
use clap::ArgMatches;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = context.lang;
    let file = path(matches, "FILE").unwrap_or_default();
    let is_writing = flag(matches, "write");
    let catalogue = context.catalogue();
    let (opened, writer) = if is_writing {
        let (opened, writer) = context.open_to_write(&catalogue, &file)?;
        (opened, Some(writer))
    } else {
        let opened = context.open_session(&catalogue, &file);
        (opened.map_err(|error| Failure::of_open(lang, error))?, None)
    };
    let name = path_words(&file);
    if opened.rubric_changed {
        return Err(Failure::File(say::old_version_missing(lang, &name)));
    }
    let Some(newer) = catalogue.newer_than(&opened.session.rubric) else {
        context.tell(&say::up_to_date(lang, &name));
        return Ok(Exit::Done);
    };
    let (old, new) = (&opened.rubric.rubric, &newer.rubric);
    let found = changes(old, new);
    let id = new.head.id.clone();
    let reference = RubricReference { id, sha256: newer.sha256.clone() };
    let plan = migration(&opened.session, (old, new), &found, reference);
    for line in diff::lines(lang, old, new, &found) {
        context.print(&line)?;
    }
    for line in outcome(context, &opened, newer, &found, &plan) {
        context.print(&line)?;
    }
    let Some(writer) = writer else {
        context.tell(&say::counts(lang, &found));
        context.tell(say::write_it(lang));
        return Ok(Exit::NotInOrder);
    };
    if opened.session.head.state == State::Final {
        context.tell(&say::is_final(lang, &name));
        return Ok(Exit::NotInOrder);
    }
    let written = write(writer, &context.author(), opened.session, newer, plan);
    let behind = written.map_err(|error| Failure::of_save(lang, &error))?;
    context.tell(&say::migrated(lang, &name));
    context.tell_behind(behind);
    Ok(Exit::Done)
}

/// Saves the migrated session, after the copy of its rubric. `Some` is the reason why the session
/// file could not be written although the change is safe in the journal.
fn write(
    mut writer: SessionWriter<SystemDisk>,
    author: &Author,
    mut session: Session,
    newer: &LoadedRubric,
    plan: Migration,
) -> Result<Option<SaveError>, SaveError> {
    let change = SessionChange::apply(&mut session, String::new(), plan.edit);
    keep_rubric_copy(&SystemDisk, writer.path(), newer)?;
    let card = score(&newer.rubric, &session);
    let score = card.total.score;
    let record = Record { score, ..Record::new(Step::Made, change) };
    let now = Current { session: &session, rubric: &newer.rubric, card: &card };
    writer.record(author, &[record], now)?;
    Ok(writer.save(now).err())
}

/// What becomes of the records.
fn outcome(
    context: &Context<'_, '_>,
    opened: &OpenSession,
    newer: &LoadedRubric,
    changes: &[Change],
    plan: &Migration,
) -> Vec<String> {
    let lang = context.lang;
    let mut lines = vec![say::carried(lang, plan)];
    if !plan.left_over.is_empty() {
        lines.push(say::left_over(lang, &plan.left_over.join("  ")));
    }
    if !plan.look_again.is_empty() {
        lines.push(say::to_look_at(lang, plan.look_again.len()));
    }
    let mut after = opened.session.clone();
    let _ = plan.edit.clone().apply(&mut after);
    for again in &plan.look_again {
        let was = match again {
            LookAgain::Entry(id) => {
                let clause = was(changes, id, &opened.rubric.rubric, &newer.rubric);
                recorded(context, &after, id, clause)
            }
            LookAgain::Rows(..) | LookAgain::Factor(_) => String::new(),
        };
        let line = format!("  {}  {was}", say::look_again(lang, again));
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The clause that an entry set aside under an id was recorded under.
fn was<'a>(changes: &[Change], id: &str, old: &'a Rubric, new: &Rubric) -> Option<&'a Clause> {
    let is_it = |change: &&Change| {
        let name = match (change.new, change.old) {
            (Some(part), _) => part.entry_id(new),
            (None, Some(part)) => part.entry_id(old),
            (None, None) => None,
        };
        change.old.is_some() && name == Some(id)
    };
    match changes.iter().find(is_it)?.old? {
        Part::Clause(index) => Some(old.clause(index)),
        _ => None,
    }
}

fn recorded(
    context: &Context<'_, '_>,
    after: &Session,
    id: &str,
    clause: Option<&Clause>,
) -> String {
    let entry = after.earlier_of(id).next();
    entry.map_or_else(String::new, |entry| record::entry(context.lang, clause, None, entry))
}

//! `kaohe sample FILE [ID [NAME…]]`: draws names into a session, or tells what was drawn and
//! whether anyone who repeats the draw gets the same.

use super::{Context, Exit, Failure, flag, path, text};
use crate::lang::{cli as cli_words, samples as say};
use crate::score::score;
use crate::session::{Change, Date, Edit, Record, Sample, Session, State, Step, names_of, seed_of};
use crate::storage::disk::SystemDisk;
use crate::storage::open::OpenSession;
use crate::storage::save::SaveError;
use crate::storage::writer::{Current, SessionWriter};
use crate::visible::path_words;
use clap::ArgMatches;
use serde_json::json;
use std::path::Path;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let file = path(matches, "FILE").unwrap_or_default();
    match matches.get_one::<u32>("draw") {
        Some(count) => draw(context, matches, &file, *count as usize),
        None if matches.contains_id("NAME") || matches.contains_id("names") => {
            Err(Failure::Use(say::how_many(context.lang).to_owned()))
        }
        None => tell(context, matches, &file),
    }
}

/// Tells what was drawn, and repeats each draw.
fn tell(context: &mut Context<'_, '_>, matches: &ArgMatches, file: &Path) -> Result<Exit, Failure> {
    let lang = context.lang;
    let catalogue = context.catalogue();
    let opened = context.open_session(&catalogue, file);
    let opened = opened.map_err(|error| Failure::of_open(lang, error))?;
    let asked = text(matches, "ID");
    let samples = opened.session.samples.iter();
    let samples: Vec<_> = samples.filter(|(id, _)| asked.is_empty() || *id == asked).collect();
    if samples.is_empty() {
        context.tell(say::none_drawn(lang));
    }
    let mut exit = Exit::Done;
    for (id, sample) in samples {
        let is_repeatable = sample.is_repeatable();
        if flag(matches, "json") {
            context.print_json(&json!({
                "id": id,
                "seed": sample.seed,
                "date": sample.date.map(|date| date.to_string()),
                "drawn": sample.drawn,
                "names": sample.names,
                "repeatable": is_repeatable,
            }))?;
        } else {
            context.print(&say::for_item(lang, id, &say::in_full(lang, Some(sample))))?;
            context.print(&format!("  {}", say::names_in_full(lang, &sample.names)))?;
            let verdict = if is_repeatable { say::repeated } else { say::not_repeatable };
            context.print(&format!("  {}", verdict(lang)))?;
        }
        if !is_repeatable {
            exit = Exit::NotInOrder;
        }
    }
    Ok(exit)
}

/// Draws, and records the draw as the screen does.
fn draw(
    context: &mut Context<'_, '_>,
    matches: &ArgMatches,
    file: &Path,
    count: usize,
) -> Result<Exit, Failure> {
    let lang = context.lang;
    let names = names(context, matches)?;
    if count == 0 || names.is_empty() {
        return Err(Failure::Use(say::nothing_to_draw(lang).to_owned()));
    }
    if count > names.len() {
        return Err(Failure::Use(say::only_so_many(lang, names.len())));
    }
    let catalogue = context.catalogue();
    let (opened, writer) = context.open_to_write(&catalogue, file)?;
    let id = text(matches, "ID").to_owned();
    refuse(context, matches, &opened, &id)?;
    let time = (context.environment.clock)();
    let given = text(matches, "seed").trim();
    let seed = if given.is_empty() { seed_of(&time) } else { given.to_owned() };
    let date = Date::parse(time.split('T').next().unwrap_or_default());
    let sample = Sample::draw(names, count, seed, date);
    let author = context.author();
    let failed = |error| Failure::of_save(lang, &error);
    let behind = record(writer, &author, opened, (&id, &sample)).map_err(failed)?;
    for name in &sample.drawn {
        context.print(name)?;
    }
    context.tell(&say::for_item(lang, &id, &say::summary(lang, &sample)));
    context.tell_behind(behind);
    Ok(Exit::Done)
}

/// The names of the list and of the command line, each once.
fn names(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Vec<String>, Failure> {
    let mut lines = String::new();
    if let Some(list) = path(matches, "names") {
        let (_, listed) = context.text_of(&list).map_err(Failure::Problems)?;
        lines.push_str(&listed);
    }
    for name in matches.get_many::<String>("NAME").into_iter().flatten() {
        lines.push('\n');
        lines.push_str(name);
    }
    Ok(names_of(&lines))
}

/// Why nothing may be drawn there.
fn refuse(
    context: &Context<'_, '_>,
    matches: &ArgMatches,
    opened: &OpenSession,
    id: &str,
) -> Result<(), Failure> {
    let lang = context.lang;
    let name = path_words(&opened.path);
    if opened.rubric_changed {
        let id = &opened.session.rubric.id;
        return Err(Failure::File(cli_words::rubric_changed(lang, &opened.path, id)));
    }
    if opened.session.head.state == State::Final {
        return Err(Failure::File(say::is_final(lang, &name)));
    }
    if opened.rubric.rubric.find(id).is_none() {
        return Err(Failure::Use(say::no_such_id(lang, id)));
    }
    if opened.session.samples.contains_key(id) && !flag(matches, "again") {
        return Err(Failure::Use(say::drawn_already(lang, id)));
    }
    Ok(())
}

/// Writes the sample into the journal, then into the session file. `Some` is the reason why the
/// session file could not be written although the change is safe in the journal.
fn record(
    mut writer: SessionWriter<SystemDisk>,
    author: &crate::storage::journal::Author,
    opened: OpenSession,
    (id, sample): (&str, &Sample),
) -> Result<Option<SaveError>, SaveError> {
    let mut session: Session = opened.session;
    let edit = Edit::Sample { id: id.to_owned(), sample: Some(sample.clone()) };
    let change = Change::apply(&mut session, id.to_owned(), edit);
    let rubric = &opened.rubric.rubric;
    let card = score(rubric, &session);
    let record = Record { score: card.total.score, ..Record::new(Step::Made, change) };
    let now = Current { session: &session, rubric, card: &card };
    writer.record(author, &[record], now)?;
    Ok(writer.save(now).err())
}

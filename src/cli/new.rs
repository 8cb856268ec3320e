//! `kaohe new RUBRIC --unit NAME`: a new session file.

use super::{Context, Exit, Failure, path, text};
use crate::lang::cli as say;
use crate::session::{Date, Mode, SessionHead};
use crate::storage::disk::SystemDisk;
use crate::storage::open;
use crate::visible::path_words;
use clap::ArgMatches;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = context.lang;
    let rubric = context.rubric(text(matches, "RUBRIC"))?;
    let texts = |name: &str| {
        matches.get_many::<String>(name).into_iter().flatten().cloned().collect::<Vec<_>>()
    };
    let head = SessionHead {
        unit: text(matches, "unit").trim().to_owned(),
        tags: texts("tag"),
        mode: Mode::from_key(text(matches, "mode")).unwrap_or_default(),
        assessors: texts("assessor"),
        date: Some(date(context, text(matches, "date"))?),
        ..SessionHead::default()
    };
    if head.unit.is_empty() {
        return Err(Failure::Use(say::unit_empty(lang).to_owned()));
    }
    let known = |tag: &String| rubric.rubric.head.tags.iter().any(|(key, _)| key == tag);
    if let Some(tag) = head.tags.iter().find(|tag| !known(tag)) {
        let all: Vec<&str> = rubric.rubric.head.tags.iter().map(|(key, _)| key.as_str()).collect();
        return Err(Failure::Use(say::tag_unknown(lang, tag, &all.join("、"))));
    }
    let created = match path(matches, "out") {
        Some(out) => open::create_at(&SystemDisk, &out, &rubric, head),
        None => open::create_in(&SystemDisk, &context.sessions_folder()?, &rubric, head),
    };
    let created = created.map_err(|error| Failure::of_save(lang, &error))?;
    context.print(&path_words(&created.path))?;
    Ok(Exit::Done)
}

fn date(context: &Context<'_, '_>, given: &str) -> Result<Date, Failure> {
    let written = if given.is_empty() { today(&context.environment.now) } else { given };
    Date::parse(written).ok_or_else(|| Failure::Use(say::date_unusable(context.lang, written)))
}

/// The day of `2021-12-15T09:30`.
fn today(now: &str) -> &str {
    now.split('T').next().unwrap_or_default()
}

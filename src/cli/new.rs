//! `kaohe new RUBRIC --unit NAME`: a new session file.

use super::{Context, Exit, Failure, path, text};
use crate::lang::{Lang, cli as say, corrections};
use crate::rubric::Rubric;
use crate::session::{Carried, Date, Mode, SessionHead};
use crate::storage::catalogue::LoadedRubric;
use crate::storage::disk::SystemDisk;
use crate::storage::open::{self, Beginning, CarryError};
use crate::visible::path_words;
use clap::ArgMatches;
use std::path::Path;

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
    are_known(lang, &rubric.rubric, &head.tags)?;
    let carried = match path(matches, "from") {
        Some(last) => Some(carried(context, &last, &rubric, &head.unit)?),
        None => None,
    };
    let told = carried.as_ref().map(|carried| corrections::told(lang, carried));
    let earlier = carried.map_or_else(Default::default, |carried| carried.earlier);
    let begin = Beginning { head, earlier };
    let created = match path(matches, "out") {
        Some(out) => open::create_at(&SystemDisk, &out, &rubric, begin),
        None => open::create_in(&SystemDisk, &context.sessions_folder()?, &rubric, begin),
    };
    let created = created.map_err(|error| Failure::of_save(lang, &error))?;
    context.print(&path_words(&created.path))?;
    for line in told.into_iter().flatten() {
        context.tell(&line);
    }
    Ok(Exit::Done)
}

/// What is taken over from the last assessment of the unit.
fn carried(
    context: &Context<'_, '_>,
    last: &Path,
    rubric: &LoadedRubric,
    unit: &str,
) -> Result<Carried, Failure> {
    let lang = context.lang;
    let found = open::carried_from(&context.catalogue(), last, rubric, unit);
    found.map_err(|error| match error {
        CarryError::Open(error) => Failure::of_open(lang, error),
        CarryError::VersionMissing => {
            Failure::File(corrections::not_carried(lang, &path_words(last), unit, &error))
        }
        CarryError::OtherUnit(_) | CarryError::NothingInCommon(_) => {
            Failure::Use(corrections::not_carried(lang, &path_words(last), unit, &error))
        }
    })
}

fn date(context: &Context<'_, '_>, given: &str) -> Result<Date, Failure> {
    let today = today(&context.environment.now);
    let written = if given.is_empty() { today } else { given };
    let year = Date::parse(today).map(Date::year);
    Date::typed(written, year)
        .ok_or_else(|| Failure::Use(say::date_unusable(context.lang, written)))
}

/// The day of `2021-12-15T09:30`.
fn today(now: &str) -> &str {
    now.split('T').next().unwrap_or_default()
}

/// Sees to it that a rubric has all these tags.
pub(super) fn are_known(lang: Lang, rubric: &Rubric, tags: &[String]) -> Result<(), Failure> {
    let known: Vec<&str> = rubric.head.tags.iter().map(|(key, _)| key.as_str()).collect();
    match tags.iter().find(|tag| !known.contains(&tag.as_str())) {
        Some(tag) => Err(Failure::Use(say::no_such_tag(lang, tag, &known))),
        None => Ok(()),
    }
}

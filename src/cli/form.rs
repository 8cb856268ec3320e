//! `kaohe form RUBRIC --out FILE.xlsx`: a workbook to fill in, which calculates the score.

use super::new::are_known;
use super::{Context, Exit, Failure, flag, path, text};
use crate::lang::{cli as say, report as report_words};
use crate::report::workbook::form::{Carried, book, plan};
use crate::report::workbook::plan::Plan;
use crate::report::workbook::results::results;
use crate::report::workbook::xlsx::{Results, bytes};
use crate::rubric::Rubric;
use crate::score::{Scorecard, score};
use crate::session::{Mode, RubricReference, Session, SessionHead};
use crate::storage::catalogue::LoadedRubric;
use crate::storage::disk::SystemDisk;
use crate::storage::paths::SESSION_ENDING;
use crate::storage::save::{Before, SaveError, save_bytes};
use crate::storage::session_file::{Summary, session_text};
use crate::visible::path_words;
use clap::ArgMatches;
use clap::parser::ValueSource;
use std::path::Path;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = context.lang;
    let out = path(matches, "out").unwrap_or_default();
    if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::Use(say::form_needs_xlsx(lang, &path_words(&out))));
    }
    let name = text(matches, "RUBRIC");
    let (rubric, session) = if name.ends_with(SESSION_ENDING) {
        let is_given = |option| matches.value_source(option) == Some(ValueSource::CommandLine);
        if ["unit", "mode", "tag"].into_iter().any(is_given) {
            return Err(Failure::Use(say::form_of_session(lang).to_owned()));
        }
        let catalogue = context.catalogue();
        let opened = context.open_session(&catalogue, Path::new(name));
        let opened = opened.map_err(|error| Failure::of_open(lang, error))?;
        (opened.rubric, opened.session)
    } else {
        let rubric = context.rubric(name)?;
        let session = empty(context, matches, &rubric)?;
        (rubric, session)
    };
    let bytes = file(context, &rubric.rubric, &session)?;
    let before = if flag(matches, "force") { Before::Anything } else { Before::Nothing };
    save_bytes(&SystemDisk, &out, &bytes, before).map_err(|error| match error {
        SaveError::Exists(path) => Failure::File(report_words::exists(lang, &path_words(&path))),
        other => Failure::of_save(lang, &other),
    })?;
    context.print(&path_words(&out))?;
    Ok(Exit::Done)
}

/// A session in which nothing is recorded yet; its id is made when the form comes back.
fn empty(
    context: &Context<'_, '_>,
    matches: &ArgMatches,
    rubric: &LoadedRubric,
) -> Result<Session, Failure> {
    let tags: Vec<String> =
        matches.get_many::<String>("tag").into_iter().flatten().cloned().collect();
    are_known(context.lang, &rubric.rubric, &tags)?;
    let reference =
        RubricReference { id: rubric.rubric.head.id.clone(), sha256: rubric.sha256.clone() };
    let head = SessionHead {
        unit: text(matches, "unit").trim().to_owned(),
        tags,
        mode: Mode::from_key(text(matches, "mode")).unwrap_or_default(),
        ..SessionHead::default()
    };
    Ok(Session { rubric: reference, head, ..Session::default() })
}

/// What cells cannot give back of a session, and its text.
pub(super) fn carried(plan: &Plan<'_>, session: &Session, card: &Scorecard) -> (Carried, String) {
    let carried = Carried::of(plan, session);
    let text = session_text(&carried.part(session), plan.rubric, &Summary::of(session, card));
    (carried, text)
}

/// The bytes of the form.
fn file(context: &Context<'_, '_>, rubric: &Rubric, session: &Session) -> Result<Vec<u8>, Failure> {
    let plan = plan(rubric, session, 0);
    let card = score(rubric, session);
    let (carried, text) = carried(&plan, session, &card);
    let book = book(&plan, context.lang, session, (&carried, &text));
    let results = results(&plan, context.lang, &card);
    bytes(&book, &Results::Known(&results)).map_err(|error| Failure::File(error.to_string()))
}

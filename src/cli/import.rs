//! `kaohe import FILE.xlsx`: the session of a form that was filled in.

use super::{Context, Exit, Failure, path, tell};
use crate::lang::{Lang, cli as say, workbook_problems as words};
use crate::points::{Limit, Points};
use crate::report::workbook::cover;
use crate::report::workbook::form::plan;
use crate::report::workbook::grid::{Found, Grid};
use crate::report::workbook::import::{Identity, Kind, Problem, identity, session, unread};
use crate::rubric::{Rubric, Subject};
use crate::score::{Scorecard, fits, score};
use crate::session::{RubricReference, Session};
use crate::storage::catalogue::LoadedRubric;
use crate::storage::disk::SystemDisk;
use crate::storage::open::{self, OpenSession};
use crate::storage::paths::new_session_path;
use crate::storage::save::create_folder;
use crate::storage::session_file::parse_session;
use crate::storage::spreadsheet;
use crate::visible::path_words;
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let file = path(matches, "FILE").unwrap_or_default();
    let (name, read) = if file == Path::new("-") {
        let name = say::standard_input(context.lang).to_owned();
        (name, spreadsheet::read_stream(&mut *context.environment.input))
    } else {
        (path_words(&file), spreadsheet::read(&file))
    };
    let refused = |refusal| Failure::File(words::refusal(context.lang, &name, &refusal));
    let grids = read.map_err(refused)?;
    let identity = match identity(&grids) {
        Ok(identity) => identity,
        Err(problem) => return Ok(refuse(context, &name, &[problem])),
    };
    let rubric = rubric(context, &name, &identity)?;
    let Ok(carried) = parse_session(&name, &identity.carried) else {
        let sheet = crate::lang::workbook::sheet_carried(identity.lang).to_owned();
        let damaged = Problem { sheet, cell: None, kind: Kind::SheetMissing };
        return Ok(refuse(context, &name, &[damaged]));
    };
    let read = match session(&rubric.rubric, identity.lang, &grids, &carried) {
        Ok(read) => read,
        Err(problems) => return Ok(refuse(context, &name, &problems)),
    };
    let (read, kept) = read;
    let unread = unread(&rubric.rubric, identity.lang, &grids, &carried);
    let (created, card) = create(context, matches, &rubric, read)?;
    warn(context, &name, (&rubric.rubric, &created.session, &card), (&grids, identity.lang));
    for problem in kept.iter().chain(&unread) {
        tell(context.environment.messages, &words::problem(context.lang, &name, problem));
    }
    context.print(&path_words(&created.path))?;
    Ok(Exit::Done)
}

/// Tells everything that is wrong: nothing is written.
fn refuse(context: &mut Context<'_, '_>, name: &str, problems: &[Problem]) -> Exit {
    for problem in problems {
        context.tell(&words::problem(context.lang, name, problem));
    }
    Exit::NotInOrder
}

/// The very rubric the form was made from.
fn rubric(
    context: &Context<'_, '_>,
    name: &str,
    identity: &Identity,
) -> Result<Arc<LoadedRubric>, Failure> {
    let Identity { rubric: id, sha256, .. } = identity;
    let catalogue = context.catalogue();
    let reference = RubricReference { id: id.clone(), sha256: sha256.clone() };
    if let Some(rubric) = catalogue.by_reference(&reference) {
        return Ok(Arc::clone(rubric));
    }
    let said = if catalogue.by_id(id).is_some() {
        words::other_version(context.lang, id)
    } else {
        words::rubric_unknown(context.lang, id)
    };
    Err(Failure::File(match context.lang {
        Lang::Zh => format!("{name}：{said}"),
        Lang::En => format!("{name}: {said}"),
    }))
}

/// Writes the session as `kaohe new` does.
fn create(
    context: &Context<'_, '_>,
    matches: &ArgMatches,
    rubric: &LoadedRubric,
    mut read: Session,
) -> Result<(OpenSession, Scorecard), Failure> {
    if read.id.is_empty() {
        read.id = open::fresh_id();
    }
    let of_save = |error| Failure::of_save(context.lang, &error);
    let place: PathBuf = if let Some(out) = path(matches, "out") {
        out
    } else {
        let folder = context.sessions_folder()?;
        create_folder(&SystemDisk, &folder).map_err(of_save)?;
        new_session_path(&folder, &read.head, &rubric.rubric).map_err(of_save)?
    };
    let card = score(&rubric.rubric, &read);
    let created = open::create(&SystemDisk, &place, rubric, read).map_err(of_save)?;
    Ok((created, card))
}

/// What was imported and cannot be counted, and a total that the form shows otherwise.
fn warn(
    context: &mut Context<'_, '_>,
    name: &str,
    (rubric, session, card): (&Rubric, &Session, &Scorecard),
    (grids, lang): (&[Grid], Lang),
) {
    let language = context.lang;
    let mut say = |said: String| {
        let line = match language {
            Lang::Zh => format!("{name}：{said}"),
            Lang::En => format!("{name}: {said}"),
        };
        tell(context.environment.messages, &line);
    };
    for (id, entry) in &session.entries {
        let subject: Option<Subject> = rubric.find(id);
        let is_told = entry.too_fine().is_some();
        if subject.is_some_and(|subject| !is_told && !fits(rubric, session, subject, entry)) {
            say(words::unfit_carried(language, id));
        }
    }
    let plan = plan(rubric, session, 0);
    let at = cover::score_cell(&plan);
    let cover = grids.iter().find(|grid| grid.name == crate::lang::workbook::sheet_cover(lang));
    let shown = cover.and_then(|cover| cover.at(at.row, at.column));
    if let (Some(Found::Number(text)), Some(score)) = (shown, card.total.score) {
        let read = Points::parse(text, Limit::Result).map(|number| number.rounded(6));
        if read.as_ref() != Ok(&score.rounded(6)) {
            say(words::score_differs(language, text, &score.to_string()));
        }
    }
}

//! `kaohe report FILE…`: the tables an office prints, in the format it wants.

use super::form::carried;
use super::{Context, Exit, Failure, flag, path, paths, text};
use crate::lang::{Lang, report as say};
use crate::report::workbook::book::Book;
use crate::report::workbook::form::{plan, sheets};
use crate::report::workbook::presentation::present;
use crate::report::workbook::results::results;
use crate::report::workbook::xlsx::{Results, bytes as workbook_bytes};
use crate::report::write::{Format, write};
use crate::report::{Basis, Kind, report};
use crate::score::score;
use crate::storage::catalogue::Catalogue;
use crate::storage::disk::SystemDisk;
use crate::storage::open::OpenSession;
use crate::storage::paths::report_file_name;
use crate::storage::save::{Before, SaveError, save_bytes};
use crate::visible::path_words;
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// What is asked for.
struct Asked {
    kind: Kind,
    format: Format,
    out: Option<PathBuf>,
    force: bool,
}

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let files = paths(matches, "FILE");
    let out = path(matches, "out");
    if out.is_some() && files.len() > 1 {
        return Err(Failure::Use(say::one_out(context.lang).to_owned()));
    }
    let by_name = out.as_deref().and_then(format_of);
    let format = Format::from_key(text(matches, "format")).or(by_name);
    let asked = Asked {
        kind: Kind::from_key(text(matches, "kind")).unwrap_or_default(),
        format: format.unwrap_or(Format::Markdown),
        out,
        force: flag(matches, "force"),
    };
    let catalogue = context.catalogue();
    let mut exit = Exit::Done;
    for file in files {
        // One that cannot be read keeps nobody from the others.
        if let Err(failure) = one(context, &catalogue, &file, &asked) {
            exit = failure.tell(context.lang, context.environment.messages);
        }
    }
    Ok(exit)
}

/// The format whose ending a file has.
fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    Format::ALL.into_iter().find(|format| format.ending() == ending)
}

fn one(
    context: &mut Context<'_, '_>,
    catalogue: &Catalogue,
    file: &Path,
    asked: &Asked,
) -> Result<(), Failure> {
    let lang = context.lang;
    let opened = context.open_session(catalogue, file);
    let opened = opened.map_err(|error| Failure::of_open(lang, error))?;
    let bytes = bytes(lang, &opened, asked)?;
    let place = match &asked.out {
        Some(out) => out.clone(),
        None if asked.format.is_text() => return context.print_report(&bytes),
        None => PathBuf::from(report_file_name(
            &opened.session.head,
            &opened.rubric.rubric,
            // File names are in the language of the documents.
            say::kind(Lang::Zh, asked.kind),
            asked.format.ending(),
        )),
    };
    let before = if asked.force { Before::Anything } else { Before::Nothing };
    save_bytes(&SystemDisk, &place, &bytes, before).map_err(|error| match error {
        SaveError::Exists(path) => Failure::File(say::exists(lang, &path_words(&path))),
        other => Failure::of_save(lang, &other),
    })?;
    context.print(&path_words(&place))
}

/// A spreadsheet whose numbers follow what is changed in it.
fn calculating(basis: &Basis<'_>, kind: Kind) -> Result<Vec<u8>, Failure> {
    let Basis { lang, rubric, session, card } = *basis;
    let plan = plan(rubric, session, 1);
    let (carried, text) = carried(&plan, session, card);
    let name = say::kind(lang, kind);
    let shown = present(&report(basis, kind), name, Some(&plan), rubric.head.decimals);
    let mut book = Book { sheets: vec![shown.sheet] };
    book.sheets.extend(sheets(&plan, lang, session, (&carried, &text), false));
    let mut known = results(&plan, card);
    known.extend(shown.results);
    let written = workbook_bytes(&book, &Results::Known(&known));
    written.map_err(|error| Failure::File(error.to_string()))
}

fn bytes(lang: Lang, opened: &OpenSession, asked: &Asked) -> Result<Vec<u8>, Failure> {
    let (rubric, session) = (&opened.rubric.rubric, &opened.session);
    let card = score(rubric, session);
    let basis = Basis { lang, rubric, session, card: &card };
    if asked.format == Format::Xlsx {
        return calculating(&basis, asked.kind);
    }
    let written = write(&report(&basis, asked.kind), asked.format);
    written.map_err(|error| Failure::File(error.to_string()))
}

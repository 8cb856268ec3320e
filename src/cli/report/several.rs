//! Reports made of several sessions: 对比表 and 排名表.

use super::{Asked, name_of, put, written};
use crate::cli::{Context, Exit, Failure, compare, rank};
use crate::lang::{Lang, comparison as words, report as say};
use crate::report::comparison;
use crate::storage::catalogue::Catalogue;
use crate::storage::paths::{ranking_file_name, session_files};
use crate::storage::ranked::rank_files;
use std::path::PathBuf;

/// The table of two or three sessions side by side, in the order in which they are named.
pub(super) fn compared(
    context: &mut Context<'_, '_>,
    catalogue: &Catalogue,
    files: &[PathBuf],
    asked: &Asked,
) -> Result<Exit, Failure> {
    let lang = context.lang;
    if !(2..=3).contains(&files.len()) {
        return Err(Failure::Use(words::not_so_many(lang).to_owned()));
    }
    let opened = compare::open_all(context, catalogue, files)?;
    let cards = compare::score_all(&opened);
    let report = comparison(lang, &compare::sides(&opened, &cards));
    let report = report.map_err(|unlike| compare::unrelated(lang, &opened, unlike))?;
    let bytes = written(&report, asked)?;
    put(context, asked, &bytes, || {
        opened.first().map_or_else(String::new, |first| name_of(first, asked))
    })?;
    Ok(Exit::Done)
}

/// The units of folders and files in their order.
pub(super) fn ranked(
    context: &mut Context<'_, '_>,
    catalogue: &Catalogue,
    places: &[PathBuf],
    rubric: Option<&str>,
    asked: &Asked,
) -> Result<Exit, Failure> {
    let lang = context.lang;
    let mut files = Vec::new();
    for place in places {
        if place.is_dir() {
            let found = session_files(place);
            files.extend(found.map_err(|error| Failure::of_save(lang, &error))?);
        } else {
            files.push(place.clone());
        }
    }
    files.sort();
    files.dedup();
    let ranked = rank_files(catalogue, files, rubric, context);
    let ranked = ranked.map_err(|error| rank::failure(lang, error))?;
    let bytes = written(&ranked.report(lang), asked)?;
    put(context, asked, &bytes, || {
        let kind = say::kind(Lang::Zh, asked.kind);
        ranking_file_name(ranked.year, &ranked.rubric, kind, asked.format.ending())
    })?;
    rank::troubles(context, &ranked)
}

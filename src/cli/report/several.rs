//! Reports made of several sessions: 对比表 and 排名表.

use super::{Asked, put, written};
use crate::cli::{Context, Exit, Failure, compare, rank};
use crate::lang::{Lang, comparison as words, report as say};
use crate::report::comparison;
use crate::report::write::Source;
use crate::storage::catalogue::Catalogue;
use crate::storage::paths::{comparison_file_name, ranking_file_name, session_files};
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
    let sides = compare::sides(&opened, &cards);
    let report = comparison(lang, &sides);
    let report = report.map_err(|unlike| compare::unrelated(lang, &opened, unlike))?;
    let rubric = opened.first().map_or("", |first| first.rubric.rubric.head.title.as_str());
    let bytes = written(context, &report, Source::Several { rubric }, asked)?;
    let name = || comparison_file_name(&sides, asked.format.ending());
    put(context, asked, &bytes, name)?;
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
    let ranked = rank_files(catalogue, &files, rubric, context);
    let ranked = ranked.map_err(|error| rank::failure(lang, error))?;
    if ranked.units.is_empty() {
        rank::troubles(context, &ranked);
        return Err(Failure::File(say::none_of_rubric(lang, &ranked.rubric)));
    }
    let source = Source::Several { rubric: &ranked.title };
    let bytes = written(context, &ranked.report(lang), source, asked)?;
    put(context, asked, &bytes, || {
        let kind = say::kind(Lang::Zh, asked.kind);
        ranking_file_name(ranked.year, &ranked.rubric, kind, asked.format.ending())
    })?;
    Ok(rank::troubles(context, &ranked))
}

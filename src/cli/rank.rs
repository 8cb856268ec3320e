//! `kaohe rank [DIR]`: the units of a folder by score, and where most was deducted.

use super::table::{Align, lines};
use super::{Context, Exit, Failure, flag, path, text};
use crate::lang::{Lang, cli as cli_words, file_problems, ranking as say, working};
use crate::points::Points;
use crate::storage::ranked::{RankError, Ranked, rank};
use crate::visible::path_words;
use clap::ArgMatches;
use serde_json::json;

/// How much of a sentence of the document stands beside its number.
const SHORT: usize = 30;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = context.lang;
    let folder = match path(matches, "DIR") {
        Some(folder) if folder.is_dir() => folder,
        Some(folder) => return Err(Failure::File(cli_words::no_folder(lang, &folder))),
        None => context.sessions_folder()?,
    };
    let catalogue = context.catalogue();
    let named = Some(text(matches, "rubric")).filter(|id| !id.is_empty());
    let ranked = rank(&catalogue, &folder, named, context).map_err(|error| failure(lang, error))?;
    let is_json = flag(matches, "json");
    match (flag(matches, "clauses"), is_json) {
        (false, false) => print_units(context, &ranked)?,
        (false, true) => units_json(context, &ranked)?,
        (true, false) => print_clauses(context, &ranked)?,
        (true, true) => clauses_json(context, &ranked)?,
    }
    Ok(troubles(context, &ranked))
}

/// Why nothing can be ranked.
pub(super) fn failure(lang: Lang, error: RankError) -> Failure {
    match error {
        RankError::Folder(error) => Failure::of_save(lang, &error),
        RankError::Rubrics(ids) if ids.is_empty() => {
            Failure::File(say::no_sessions(lang).to_owned())
        }
        // Nobody can stop a command but the system, which does not ask.
        RankError::Stopped => Failure::File(working::stopped(lang).to_owned()),
        RankError::Rubrics(ids) => Failure::Use(say::which_rubric(lang, &ids.join("  "))),
    }
}

fn print_units(context: &mut Context<'_, '_>, ranked: &Ranked) -> Result<(), Failure> {
    let lang = context.lang;
    context.print(&format!("{}  {}", ranked.title, say::units(lang, ranked.units.len())))?;
    let mut rows = vec![say::headings(lang).map(str::to_owned).to_vec()];
    for standing in &ranked.standings {
        let unit = &ranked.units[standing.of];
        rows.push(say::cells(lang, standing, &unit.result, unit.others).to_vec());
    }
    let (left, right) = (Align::Left, Align::Right);
    let align = [left, left, left, left, right, right, right, right, left, left];
    for line in lines(&align, &rows) {
        context.print(&line)?;
    }
    context.print(say::rule(lang))
}

fn print_clauses(context: &mut Context<'_, '_>, ranked: &Ranked) -> Result<(), Failure> {
    let lang = context.lang;
    context.print(&format!("{}  {}", ranked.title, say::units(lang, ranked.units.len())))?;
    if ranked.deducted.is_empty() {
        return context.print(say::nothing_deducted(lang));
    }
    let mut rows = vec![say::clause_headings(lang).map(str::to_owned).to_vec()];
    for row in &ranked.deducted {
        let mut cells = say::clause_cells(row);
        cells[4] = short(&cells[4]);
        rows.push(cells.to_vec());
    }
    let align = [Align::Right, Align::Right, Align::Right, Align::Left, Align::Left];
    for line in lines(&align, &rows) {
        context.print(&line)?;
    }
    context.print(say::clauses_rule(lang))
}

fn short(text: &str) -> String {
    let mut words: String = text.chars().take(SHORT).collect();
    if text.chars().count() > SHORT {
        words.push('…');
    }
    words
}

/// One object a line, in the order of the ranking.
fn units_json(context: &mut Context<'_, '_>, ranked: &Ranked) -> Result<(), Failure> {
    for standing in &ranked.standings {
        let unit = &ranked.units[standing.of];
        let (result, head) = (&unit.result, &unit.result.head);
        let points = |points: Option<Points>| points.map(|points| points.to_string());
        let has_points = |points: Points| result.score.map(|_| points.to_string());
        context.print_json(&json!({
            "rank": standing.rank,
            "tied": standing.is_tied,
            "rubric": ranked.rubric,
            "unit": head.unit,
            "mode": head.mode.key(),
            "state": head.state.key(),
            "date": head.date.map(|date| date.to_string()),
            "score": points(result.score),
            "provisional": result.open > 0,
            "base": points(result.base),
            "deducted": has_points(result.deducted),
            "direct": has_points(result.direct),
            "bonus": has_points(result.bonus),
            "added": has_points(result.added),
            "vetoed": result.vetoed,
            "grade": result.grade,
            "completion": result.done.map(|(done, tasks)| json!({"done": done, "tasks": tasks})),
            "open": result.open,
            "others": unit.others,
            "session": unit.session,
            "file": path_words(&unit.path),
        }))?;
    }
    Ok(())
}

/// One object a line, the most first.
fn clauses_json(context: &mut Context<'_, '_>, ranked: &Ranked) -> Result<(), Failure> {
    for row in &ranked.deducted {
        context.print_json(&json!({
            "rubric": ranked.rubric,
            "id": row.id,
            "text": row.text,
            "units": row.hit,
            "looked_at": row.looked_at,
            "deducted": row.total.to_string(),
            "share": row.share().to_string(),
        }))?;
    }
    Ok(())
}

/// What is not in it, and what was not calculated with its own rubric.
pub(super) fn troubles(context: &mut Context<'_, '_>, ranked: &Ranked) -> Exit {
    let lang = context.lang;
    for problem in &ranked.problems {
        context.tell(&file_problems::file_problem(lang, problem));
    }
    for path in &ranked.without_rubric {
        context.tell(&say::without_rubric(lang, &path_words(path)));
    }
    for unit in ranked.units.iter().filter(|unit| unit.rubric_changed) {
        context.tell(&say::other_rubric(lang, &path_words(&unit.path)));
    }
    if ranked.units.is_empty() && ranked.problems.is_empty() {
        context.tell(say::nobody(lang));
    }
    let is_whole = ranked.problems.is_empty() && ranked.without_rubric.is_empty();
    if is_whole { Exit::Done } else { Exit::NotInOrder }
}

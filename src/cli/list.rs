//! `kaohe list [DIR]`: the sessions of a folder, from the heads of their files.

use super::table::{Align, lines};
use super::{Context, Exit, Failure, flag, path};
use crate::lang::{
    cli as say, file_problems, returned as returned_words, storage_errors, ui, words,
};
use crate::storage::copies::Copies;
use crate::storage::head::{SessionHeadFile, read_head};
use crate::storage::many::in_order;
use crate::storage::orphans::orphans;
use crate::storage::paths::session_files;
use crate::storage::trash::trashed_files;
use crate::storage::watch::Work;
use crate::visible::{name_words, path_words};
use clap::ArgMatches;
use serde::Serialize;
use std::ops::ControlFlow;
use std::path::Path;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let folder = match path(matches, "DIR") {
        Some(folder) if folder.exists() => folder,
        Some(folder) => return Err(Failure::File(say::no_folder(context.lang, &folder))),
        None => context.sessions_folder()?,
    };
    let files =
        if flag(matches, "trash") { trashed_files(&folder) } else { session_files(&folder) };
    let files = files.map_err(|error| Failure::of_save(context.lang, &error))?;
    let mut rows = Vec::new();
    let mut exit = Exit::Done;
    let mut heads = Vec::new();
    let _all_of_them = in_order(
        &files,
        |file| read_head(file),
        |_, head| {
            context.progress(Work::Reading, heads.len(), files.len());
            heads.push(head);
            ControlFlow::Continue(())
        },
    );
    let mut copies = Copies::default();
    for (file, head) in files.iter().zip(&heads) {
        if let Ok(head) = head {
            copies.add(file, head);
        }
    }
    for (file, head) in files.iter().zip(heads) {
        if let Some(problem) = copies.problem(file) {
            context.tell(&file_problems::file_problem(context.lang, &problem));
        }
        match head {
            Ok(head) if flag(matches, "json") => {
                context.print_json(&SessionLine::new(file, &head))?;
            }
            Ok(head) => rows.push(as_row(context, file, &head)),
            Err(problems) => {
                exit = Exit::NotInOrder;
                for problem in &problems {
                    let sentence = file_problems::file_problem(context.lang, problem);
                    context.tell(&sentence);
                }
            }
        }
    }
    if !flag(matches, "trash") {
        for found in orphans(&folder) {
            context.tell(&storage_errors::orphan(context.lang, &found));
            exit = Exit::NotInOrder;
        }
    }
    let align = [
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Left,
        Align::Right,
        Align::Right,
        Align::Left,
    ];
    for line in lines(&align, &rows) {
        context.print(&line)?;
    }
    Ok(exit)
}

fn as_row(context: &Context<'_, '_>, file: &Path, file_head: &SessionHeadFile) -> Vec<String> {
    let SessionHeadFile { head, summary, .. } = file_head;
    let date = head.date.map_or_else(String::new, |date| date.to_string());
    let progress = summary.map_or_else(String::new, |summary| {
        format!("{}/{}", summary.clauses - summary.open.min(summary.clauses), summary.clauses)
    });
    let score = summary.and_then(|summary| {
        let score = summary.score?.to_string();
        Some(if summary.open > 0 { ui::so_far(context.lang, &score) } else { score })
    });
    let mode = words::mode(context.lang, head.mode).to_owned();
    let returned = summary.map_or(0, |summary| summary.returned);
    let state = match returned {
        0 => words::state(context.lang, head.state).to_owned(),
        count => {
            let returned = returned_words::count(context.lang, count);
            format!("{} {returned}", words::state(context.lang, head.state))
        }
    };
    let name = name_words(file.file_name().unwrap_or_default());
    vec![head.unit.clone(), date, mode, state, progress, score.unwrap_or_default(), name]
}

/// A line of `kaohe list --json`.
#[derive(Serialize)]
struct SessionLine<'a> {
    file: String,
    session: &'a str,
    rubric: &'a str,
    unit: &'a str,
    tags: &'a [String],
    mode: &'static str,
    assessors: &'a [String],
    date: Option<String>,
    state: &'static str,
    score: Option<String>,
    /// Something was open at the last save; absent where nothing was calculated yet.
    provisional: Option<bool>,
    open: Option<usize>,
    clauses: Option<usize>,
    returned: Option<usize>,
}

impl<'a> SessionLine<'a> {
    fn new(file: &Path, held: &'a SessionHeadFile) -> Self {
        let SessionHeadFile { id, rubric, head, summary, .. } = held;
        let score = summary.and_then(|summary| summary.score);
        Self {
            file: path_words(file),
            session: id,
            rubric: &rubric.id,
            unit: &head.unit,
            tags: &head.tags,
            mode: head.mode.key(),
            assessors: &head.assessors,
            date: head.date.map(|date| date.to_string()),
            state: head.state.key(),
            score: score.map(|score| score.to_string()),
            provisional: summary.map(|summary| summary.open > 0),
            open: summary.map(|summary| summary.open),
            clauses: summary.map(|summary| summary.clauses),
            returned: summary.map(|summary| summary.returned),
        }
    }
}

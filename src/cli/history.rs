//! `kaohe history FILE [ID]`: who changed what, when, and why.

use super::{Context, Exit, Failure, flag, path, text};
use crate::lang::history::{self as say, HistoryRow, row};
use crate::lang::{Lang, verify};
use crate::rubric::Rubric;
use crate::storage::catalogue::{RubricMatch, rubric_for_session};
use crate::storage::journal;
use crate::storage::read::read_text;
use crate::storage::session_file;
use crate::storage::walk::Walker;
use crate::visible::path_words;
use clap::ArgMatches;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let file = path(matches, "FILE").unwrap_or_default();
    let is_json = flag(matches, "json");
    let failed = |problem| Failure::Problems(vec![problem]);
    // Once for the rubric at its end, whose words are used, and once for the lines.
    let mut walker = Walker::default();
    let read = journal::read_all(&file, &mut |read| drop(walker.step(&read)));
    if read.map_err(failed)?.is_none() {
        return without_journal(context, &file);
    }
    let rubric = rubric_of(context, &file, walker);
    // Data is always in the same form: the words of the documents, whoever asks.
    let lang = if is_json { Lang::Zh } else { context.lang };
    let (mut walker, mut rows) = (Walker::default(), Vec::new());
    let chain = journal::read_all(&file, &mut |read| {
        rows.extend(walker.step(&read).map(|step| row(lang, rubric.as_deref(), &step)));
    });
    let chain = chain.map_err(failed)?.unwrap_or_default();
    let fits = rows.iter().all(|row| row.fits);
    let id = text(matches, "ID");
    for row in rows.iter().filter(|row| id.is_empty() || row.is_about(id)) {
        if is_json {
            context.print_json(&Line::new(row))?;
        } else {
            for line in lines(lang, row) {
                context.print(&line)?;
            }
        }
    }
    let problems = verify::chain_words(context.lang, &chain.problems);
    for problem in &problems {
        context.tell(problem);
    }
    Ok(if problems.is_empty() && fits { Exit::Done } else { Exit::NotInOrder })
}

/// Says that there is none; that is in order where the session file knows of none.
fn without_journal(context: &mut Context<'_, '_>, file: &Path) -> Result<Exit, Failure> {
    let text = read_text(file).map_err(Failure::Problems)?;
    let held = session_file::parse(&path_words(file), &text);
    let lang = context.lang;
    match held.map_err(Failure::Problems)?.journal {
        mark if mark.as_ref().is_none_or(|mark| mark.lines == 0) => {
            context.tell(say::no_journal(lang));
            Ok(Exit::Done)
        }
        mark => {
            let lines = mark.map_or(0, |mark| mark.lines);
            context.tell(&verify::journal_lost(lang, lines));
            Ok(Exit::NotInOrder)
        }
    }
}

/// The rubric of the session at the end of the journal, for its words.
fn rubric_of(context: &Context<'_, '_>, file: &Path, walker: Walker) -> Option<Arc<Rubric>> {
    let session = walker.session()?;
    match rubric_for_session(&context.catalogue(), file, &session) {
        RubricMatch::Exact(rubric) | RubricMatch::Changed(rubric) => {
            Some(Arc::clone(&rubric.rubric))
        }
        RubricMatch::Missing => None,
    }
}

/// `12  2021-12-15 09:31:07  张三@主机  撤销  得分 97`, and below it what changed.
fn lines(lang: Lang, row: &HistoryRow) -> Vec<String> {
    let mut head = vec![row.no.to_string(), row.time(), row.by.clone()];
    head.push(row.kind.word(lang).to_owned());
    head.extend(row.score.map(|score| say::score(lang, &score.to_string())));
    head.extend((!row.fits).then(|| say::misfit(lang).to_owned()));
    head.retain(|words| !words.is_empty());
    let below = row.lines(lang).into_iter().map(|line| format!("    {line}"));
    std::iter::once(head.join("  ")).chain(below).collect()
}

/// A line of `kaohe history --json`.
#[derive(Serialize)]
struct Line<'a> {
    no: u32,
    at: &'a str,
    by: &'a str,
    kind: &'static str,
    changes: Vec<ChangeLine<'a>>,
    score: Option<String>,
    why: &'a str,
    fits: bool,
}

/// One thing that changed.
#[derive(Serialize)]
struct ChangeLine<'a> {
    about: &'a str,
    what: &'a str,
    was: &'a str,
    is: &'a str,
}

impl<'a> Line<'a> {
    fn new(row: &'a HistoryRow) -> Self {
        let changes = row.parts.iter().map(|part| ChangeLine {
            about: &part.about,
            what: &part.what,
            was: &part.was,
            is: &part.is,
        });
        Self {
            no: row.no,
            at: &row.at,
            by: &row.by,
            kind: row.kind.key(),
            changes: changes.collect(),
            score: row.score.map(|score| score.to_string()),
            why: &row.why,
            fits: row.fits,
        }
    }
}

//! `kaohe verify FILE…`: whether session files and their journals are in order; of a folder,
//! every session in it.

use super::{Context, Exit, Failure, flag, paths};
use crate::lang::{Lang, file_problems, storage_errors, verify as say};
use crate::points::Points;
use crate::storage::catalogue::{Catalogue, rubric_for_session};
use crate::storage::copies::Copies;
use crate::storage::journal::{self, ChainProblem};
use crate::storage::orphans::orphans;
use crate::storage::paths::session_files;
use crate::storage::problem::{FileProblem, FileProblemKind};
use crate::storage::read::read_text;
use crate::storage::session_file::{self, SealState, SessionFile, Summary};
use crate::storage::verify::{Beginning, JournalVerdict, Judge, RubricFound, Verdict};
use crate::storage::watch::Work;
use crate::visible::path_words;
use clap::ArgMatches;
use serde::Serialize;
use std::path::{Path, PathBuf};

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let catalogue = context.catalogue();
    let is_json = flag(matches, "json");
    let (mut differs, mut unreadable) = (false, false);
    let asked = paths(matches, "FILE");
    for folder in asked.iter().filter(|path| path.is_dir()) {
        for found in orphans(folder) {
            context.tell(&storage_errors::orphan(context.lang, &found));
            differs = true;
        }
    }
    let files = named(context, asked)?;
    let copies = Copies::around(&files);
    let all = files.len();
    for (done, file) in files.into_iter().enumerate() {
        context.progress(Work::Verifying, done, all);
        if let Some(problem) = copies.problem(&file) {
            differs |= problem.is_error();
            context.tell(&file_problems::file_problem(context.lang, &problem));
        }
        match judge(&catalogue, &file) {
            Ok((held, verdict)) => {
                differs |= !verdict.is_in_order();
                if is_json {
                    context.print_json(&Line::new(&file, &held, &verdict))?;
                } else {
                    print(context, &file, &verdict)?;
                }
            }
            Err(problems) => {
                let cannot = |problem: &FileProblem| {
                    matches!(problem.kind, FileProblemKind::NotReadable { .. })
                };
                unreadable |= problems.iter().any(cannot);
                differs = true;
                if is_json {
                    context.print_json(&Unread::new(&file, &problems))?;
                }
                context.fail(&Failure::Problems(problems));
            }
        }
    }
    Ok(match (unreadable, differs) {
        (true, _) => Exit::FileTrouble,
        (_, true) => Exit::NotInOrder,
        _ => Exit::Done,
    })
}

/// The sessions that are named; of a folder, every one in it.
fn named(context: &Context<'_, '_>, paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let held = session_files(&path);
        let held = held.map_err(|error| Failure::of_save(context.lang, &error))?;
        if held.is_empty() {
            let name = path_words(&path);
            return Err(Failure::File(say::empty_folder(context.lang, &name)));
        }
        files.extend(held);
    }
    Ok(files)
}

fn judge(catalogue: &Catalogue, path: &Path) -> Result<(SessionFile, Verdict), Vec<FileProblem>> {
    let text = read_text(path)?;
    let file = session_file::parse(&path_words(path), &text)?;
    let rubric_of = |session: &_| rubric_for_session(catalogue, path, session);
    let mut judge = Judge::new(&text, &file, rubric_of);
    let chain = journal::read_all(path, &mut |read| judge.take(&read));
    let verdict = judge.finish(chain.map_err(|problem| vec![problem])?.as_ref());
    Ok((file, verdict))
}

fn print(context: &mut Context<'_, '_>, file: &Path, verdict: &Verdict) -> Result<(), Failure> {
    let lang = context.lang;
    let facts = say::facts(lang, verdict);
    let name = path_words(file);
    let differences = facts.iter().filter(|fact| fact.differs).count();
    context.print(&match differences {
        0 => say::in_order(lang, &name),
        count => say::not_in_order(lang, &name, count),
    })?;
    for fact in facts {
        let words = if fact.differs { say::differs(lang, &fact.words) } else { fact.words };
        context.print(&format!("  {words}"))?;
    }
    Ok(())
}

/// A line of `kaohe verify --json`.
#[derive(Serialize)]
struct Line<'a> {
    file: String,
    in_order: bool,
    session: &'a str,
    rubric: RubricLine<'a>,
    stored: Option<SummaryLine>,
    calculated: Option<SummaryLine>,
    marked: Option<u32>,
    seal: &'static str,
    journal: Option<JournalLine<'a>>,
    differences: Vec<String>,
}

#[derive(Serialize)]
struct RubricLine<'a> {
    id: &'a str,
    sha256: &'a str,
    found: &'static str,
}

#[derive(Serialize)]
struct SummaryLine {
    score: Option<String>,
    open: usize,
    clauses: usize,
    returned: usize,
}

#[derive(Serialize)]
struct JournalLine<'a> {
    lines: u32,
    held: Option<u32>,
    same: bool,
    behind: usize,
    begins: bool,
    unreadable: Vec<usize>,
    broken: Vec<u32>,
    misnumbered: Vec<u32>,
    torn: u64,
    earlier_missing: u32,
    beginning: &'static str,
    last: Option<String>,
    other: bool,
    severed: &'a [u32],
    outside: &'a [u32],
    misfits: &'a [u32],
    scores: Vec<ScoreLine>,
    unscored: &'a [u32],
}

#[derive(Serialize)]
struct ScoreLine {
    line: u32,
    stored: Option<String>,
    calculated: Option<String>,
}

/// A file of which nothing can be told.
#[derive(Serialize)]
struct Unread {
    file: String,
    in_order: bool,
    differences: Vec<String>,
}

impl Unread {
    fn new(file: &Path, problems: &[FileProblem]) -> Self {
        // Data is always in the same form, whoever asks.
        let differences = problems.iter().map(|p| file_problems::sentence(Lang::Zh, &p.kind));
        let differences = differences.collect();
        Self { file: path_words(file), in_order: false, differences }
    }
}

impl<'a> Line<'a> {
    fn new(path: &Path, file: &'a SessionFile, verdict: &'a Verdict) -> Self {
        let found = match verdict.rubric {
            RubricFound::Exact => "exact",
            RubricFound::Changed => "changed",
            RubricFound::Missing => "missing",
        };
        let reference = &file.session.rubric;
        let facts = say::facts(Lang::Zh, verdict).into_iter();
        Self {
            file: path_words(path),
            in_order: verdict.is_in_order(),
            session: &file.session.id,
            rubric: RubricLine { id: &reference.id, sha256: &reference.sha256, found },
            stored: verdict.stored.as_ref().map(SummaryLine::new),
            calculated: verdict.calculated.as_ref().map(SummaryLine::new),
            marked: verdict.marked,
            seal: match verdict.seal {
                SealState::None => "none",
                SealState::Older => "older",
                SealState::Whole => "whole",
                SealState::Broken => "broken",
            },
            journal: verdict.journal.as_ref().map(JournalLine::new),
            differences: facts.filter(|fact| fact.differs).map(|fact| fact.words).collect(),
        }
    }
}

impl SummaryLine {
    fn new(summary: &Summary) -> Self {
        let Summary { score, open, clauses, returned } = *summary;
        Self { score: text(score), open, clauses, returned }
    }
}

impl<'a> JournalLine<'a> {
    fn new(journal: &'a JournalVerdict) -> Self {
        let mut line = Self {
            lines: journal.last,
            held: journal.held,
            same: journal.same,
            behind: journal.behind,
            begins: true,
            unreadable: Vec::new(),
            broken: Vec::new(),
            misnumbered: Vec::new(),
            torn: 0,
            earlier_missing: match journal.beginning {
                Beginning::Held(lines) => lines,
                _ => 0,
            },
            beginning: match journal.beginning {
                Beginning::Sealed => "sealed",
                Beginning::Unsealed => "unsealed",
                Beginning::Changed => "changed",
                Beginning::Held(_) => "held",
            },
            last: journal.last_hash.map(|hash| hash.to_string()),
            other: journal.is_other,
            severed: &journal.severed,
            outside: &journal.outside,
            misfits: &journal.misfits,
            scores: Vec::new(),
            unscored: &journal.unscored,
        };
        for problem in &journal.chain {
            match problem {
                ChainProblem::Unreadable(place) => line.unreadable.push(*place),
                ChainProblem::Broken(no) => line.broken.push(*no),
                ChainProblem::Misnumbered(no) => line.misnumbered.push(*no),
                ChainProblem::NotBegun => line.begins = false,
                ChainProblem::EarlierMissing(lines) => line.earlier_missing = *lines,
                ChainProblem::Torn(bytes) => line.torn = *bytes,
            }
        }
        line.scores.extend(journal.scores.iter().map(|wrong| ScoreLine {
            line: wrong.line,
            stored: text(wrong.stored),
            calculated: text(wrong.calculated),
        }));
        line
    }
}

fn text(points: Option<Points>) -> Option<String> {
    points.map(|points| points.to_string())
}

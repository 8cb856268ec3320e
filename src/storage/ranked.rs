//! The sessions of a folder ranked: heads say which of each unit counts, and those alone are
//! read whole, with their journals, and calculated anew.

use super::catalogue::Catalogue;
use super::copies::{Copies, differ};
use super::head::{SessionHeadFile, read_head};
use super::many::in_order;
use super::open::{OpenError, open};
use super::paths::session_files;
use super::problem::FileProblem;
use super::save::SaveError;
use super::watch::{Watch, Work};
use crate::lang::Lang;
use crate::names;
use crate::ranking::{Deducted, Result as UnitResult, Standing, Tally, authority, standings};
use crate::report::{RankedUnits, Report, ranking};
use crate::score::score;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// One unit of the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedUnit {
    /// The file of the assessment that counts.
    pub path: PathBuf,
    /// The id of that assessment.
    pub session: String,
    /// What it came to.
    pub result: UnitResult,
    /// How many other assessments the unit has.
    pub others: usize,
    /// The rubric it was scored with is not here; it was calculated with the one of that id.
    pub rubric_changed: bool,
}

/// A folder ranked.
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    /// The id of the rubric.
    pub rubric: String,
    /// The title of the rubric.
    pub title: String,
    /// What kind of assessment it is, where the rubric says so.
    pub called: Option<String>,
    /// The year that is assessed, where the rubric says it.
    pub year: Option<u16>,
    /// The units, in no order.
    pub units: Vec<RankedUnit>,
    /// Their order.
    pub standings: Vec<Standing>,
    /// Where most was deducted over the units that are ranked.
    pub deducted: Vec<Deducted>,
    /// Everything wrong with files that are therefore not in it.
    pub problems: Vec<FileProblem>,
    /// The files that cannot be read.
    pub unreadable: Vec<PathBuf>,
    /// Files whose rubric is not known.
    pub without_rubric: Vec<PathBuf>,
}

/// What a folder cannot be ranked for.
#[derive(Debug)]
pub enum RankError {
    /// The folder cannot be read.
    Folder(SaveError),
    /// It has sessions of several rubrics (or of none), and none was named.
    Rubrics(Vec<String>),
    /// Whoever waited wanted it stopped.
    Stopped,
}

/// Ranks the sessions of a folder for one rubric; for the only one there is where none is
/// named.
///
/// # Errors
/// The folder cannot be read, it does not say which rubric is meant, or it was stopped.
pub fn rank(
    catalogue: &Catalogue,
    folder: &Path,
    rubric: Option<&str>,
    watch: &mut dyn Watch,
) -> Result<Ranked, RankError> {
    let files = session_files(folder).map_err(RankError::Folder)?;
    rank_files(catalogue, &files, rubric, watch)
}

/// Ranks these sessions for one rubric; for the only one there is where none is named.
///
/// # Errors
/// They do not say which rubric is meant, or it was stopped.
pub fn rank_files(
    catalogue: &Catalogue,
    files: &[PathBuf],
    rubric: Option<&str>,
    watch: &mut dyn Watch,
) -> Result<Ranked, RankError> {
    let mut ranked = Ranked::default();
    let mut heads: Vec<(PathBuf, SessionHeadFile)> = Vec::new();
    let mut done = 0..files.len();
    let end = in_order(
        files,
        |path| read_head(path),
        |path, head| {
            watch.at(Work::Reading, done.next().unwrap_or(done.end), done.end)?;
            match head {
                Ok(head) => heads.push((path.clone(), head)),
                Err(problems) => ranked.leave_out(path, problems),
            }
            ControlFlow::Continue(())
        },
    );
    if end.is_break() {
        return Err(RankError::Stopped);
    }
    ranked.rubric = which(&heads, rubric)?;
    let title = catalogue.title(&ranked.rubric);
    title.unwrap_or(&ranked.rubric).clone_into(&mut ranked.title);
    let mut tally = Tally::default();
    let mut copies = Copies::default();
    for (path, head) in &heads {
        copies.add(path, head);
    }
    let mut units: Vec<Chosen> = Vec::new();
    let named = ranked.rubric.clone();
    for unit in chosen(heads, &named) {
        match unit {
            Ok(chosen) => units.push(chosen),
            Err(files) => files.iter().for_each(|path| {
                ranked.leave_out(path, copies.problem(path).into_iter().collect());
            }),
        }
    }
    let chosen = units;
    let mut done = 0..chosen.len();
    let scored = |Chosen { path, .. }: &Chosen| {
        let opened = open(catalogue, path)?;
        let card = score(&opened.rubric.rubric, &opened.session);
        Ok((opened, card))
    };
    let end = in_order(&chosen, scored, |Chosen { path, others, also }, scored| {
        watch.at(Work::Scoring, done.next().unwrap_or(done.end), done.end)?;
        match scored {
            Ok((opened, card)) => {
                let (rubric, session) = (&opened.rubric.rubric, &opened.session);
                tally.add(rubric, &card);
                ranked.year = ranked.year.or_else(|| rubric.head.year());
                let called = ranked.called.take();
                ranked.called = called.or_else(|| rubric.head.kind.clone());
                ranked.units.push(RankedUnit {
                    path: path.clone(),
                    session: session.id.clone(),
                    result: UnitResult {
                        also: also.clone(),
                        ..UnitResult::of(session.head.clone(), rubric, &card)
                    },
                    others: *others,
                    rubric_changed: opened.rubric_changed,
                });
            }
            Err(OpenError::Problems(problems)) => ranked.leave_out(path, problems),
            Err(OpenError::RubricMissing { .. }) => ranked.without_rubric.push(path.clone()),
        }
        ControlFlow::Continue(())
    });
    if end.is_break() {
        return Err(RankError::Stopped);
    }
    let results: Vec<UnitResult> = ranked.units.iter().map(|unit| unit.result.clone()).collect();
    ranked.standings = standings(&results);
    ranked.deducted = tally.most_deducted();
    Ok(ranked)
}

impl Ranked {
    fn leave_out(&mut self, path: &Path, problems: Vec<FileProblem>) {
        self.unreadable.push(path.to_owned());
        self.problems.extend(problems);
    }

    /// The files that are not in it.
    pub fn left_out(&self) -> impl Iterator<Item = &PathBuf> {
        self.unreadable.iter().chain(&self.without_rubric)
    }

    /// 考核结果排名表.
    #[must_use]
    pub fn report(&self, lang: Lang) -> Report {
        let ranked = RankedUnits {
            title: &self.title,
            called: self.called.as_deref(),
            year: self.year,
            units: self.units.iter().map(|unit| (&unit.result, unit.others)).collect(),
            standings: &self.standings,
            left_out: self.left_out().count(),
        };
        ranking(lang, &ranked)
    }
}

fn which(heads: &[(PathBuf, SessionHeadFile)], named: Option<&str>) -> Result<String, RankError> {
    if let Some(named) = named {
        return Ok(named.to_owned());
    }
    let mut ids: Vec<String> = heads.iter().map(|(_, head)| head.rubric.id.clone()).collect();
    ids.sort();
    ids.dedup();
    match &mut ids[..] {
        [only] => Ok(std::mem::take(only)),
        _ => Err(RankError::Rubrics(ids)),
    }
}

/// One unit: the file that counts, and what there is besides.
struct Chosen {
    path: PathBuf,
    /// How many others the unit has.
    others: usize,
    /// How else its name is written in them.
    also: Vec<String>,
}

/// The file that counts for each unit; none for those of which several files say that they
/// are the one that counts, and say other things: those files are the answer then.
fn chosen(
    heads: Vec<(PathBuf, SessionHeadFile)>,
    rubric: &str,
) -> impl Iterator<Item = Result<Chosen, Vec<PathBuf>>> {
    let mut units: BTreeMap<String, Vec<(PathBuf, SessionHeadFile)>> = BTreeMap::new();
    for (path, head) in heads {
        if head.rubric.id == rubric {
            units.entry(names::key(&head.head.unit)).or_default().push((path, head));
        }
    }
    units.into_values().filter_map(|mut held| {
        held.sort_by(|(_, one), (_, other)| {
            authority(&one.head, &one.id).cmp(&authority(&other.head, &other.id))
        });
        let (path, head) = held.pop()?;
        let is_copy = |(_, other): &&(PathBuf, SessionHeadFile)| {
            !head.id.is_empty() && other.id == head.id && other.head.mode == head.head.mode
        };
        let copies: Vec<PathBuf> =
            held.iter().filter(is_copy).map(|(path, _)| path.clone()).collect();
        if copies.iter().any(|copy| differ(&path, copy)) {
            return Some(Err(copies.into_iter().chain([path]).collect()));
        }
        let mut also: Vec<String> = held.iter().map(|(_, other)| other.head.unit.clone()).collect();
        also.retain(|name| name.trim() != head.head.unit.trim());
        also.sort();
        also.dedup();
        Some(Ok(Chosen { path, others: held.len(), also }))
    })
}

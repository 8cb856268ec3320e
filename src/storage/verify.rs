//! Whether a session file and its journal are in order: everything is calculated anew.
//!
//! There is no secret in any of it. What was changed by accident or by hand is found; whoever
//! calculates all the hashes anew is not.

use super::catalogue::{LoadedRubric, RubricMatch};
use super::journal::{Chain, ChainProblem, What};
use super::replay::place_of;
use super::session_file::{SessionFile, Summary};
use super::walk::{Footstep, walk};
use crate::points::Points;
use crate::rubric::Rubric;
use crate::score::score;
use crate::session::{RubricReference, Session};
use std::sync::Arc;

/// What a session file and its journal come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How its rubric was found.
    pub rubric: RubricFound,
    /// What the file says was calculated at the last save.
    pub stored: Option<Summary>,
    /// What is calculated now; `None` without the very rubric.
    pub calculated: Option<Summary>,
    /// The journal; `None` where there is none.
    pub journal: Option<JournalVerdict>,
    /// How many lines of its journal the file says it holds.
    pub marked: Option<u32>,
    /// For what names were drawn that seed and list do not give.
    pub other_draws: Vec<String>,
    /// How many samples were drawn.
    pub draws: usize,
}

/// How the rubric of a session was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RubricFound {
    /// The very text it was scored with.
    Exact,
    /// One with the same id and another text.
    Changed,
    /// None with its id.
    Missing,
}

/// What a journal comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalVerdict {
    /// The number of its last line.
    pub last: u32,
    /// How many of its lines the file holds, 0 where it has none yet; `None` where the file is not as the program
    /// left it.
    pub held: Option<u32>,
    /// Whether the session after those lines is what the file says.
    pub same: bool,
    /// How many lines stand behind those.
    pub behind: usize,
    /// What is wrong with its lines as they stand.
    pub chain: Vec<ChainProblem>,
    /// Lines that tell of changes made outside the program.
    pub outside: Vec<u32>,
    /// Lines that do not fit what was there before them.
    pub misfits: Vec<u32>,
    /// Lines whose score is not the one calculated after them.
    pub scores: Vec<WrongScore>,
    /// Lines whose rubric is not to be had, so that their score cannot be told.
    pub unscored: Vec<u32>,
}

/// A line with another score than its session has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongScore {
    /// The number of the line.
    pub line: u32,
    /// The score it tells.
    pub stored: Option<Points>,
    /// The score calculated.
    pub calculated: Option<Points>,
}

impl Verdict {
    /// Whether nothing differs. Changes made outside the program are no difference once the
    /// journal tells of them.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        let journal = match &self.journal {
            Some(journal) => journal.is_in_order(),
            None => self.marked.is_none(),
        };
        let is_scored = self.rubric == RubricFound::Exact && self.stored == self.calculated;
        is_scored && journal && self.other_draws.is_empty()
    }
}

impl JournalVerdict {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.held.is_some()
            && self.same
            && self.behind == 0
            && self.chain.is_empty()
            && self.misfits.is_empty()
            && self.scores.is_empty()
            && self.unscored.is_empty()
    }
}

/// Holds a session file, read from `text`, against its journal and its rubric. `rubric_of`
/// finds the rubric of a session.
#[must_use]
pub fn verify(
    text: &str,
    file: &SessionFile,
    chain: Option<&Chain>,
    rubric_of: impl Fn(&Session) -> RubricMatch,
) -> Verdict {
    let mut rubrics = Rubrics { rubric_of, last: None };
    let rubric = match (rubrics.rubric_of)(&file.session) {
        RubricMatch::Exact(_) => RubricFound::Exact,
        RubricMatch::Changed(_) => RubricFound::Changed,
        RubricMatch::Missing => RubricFound::Missing,
    };
    let exact = rubrics.exact(&file.session);
    let calculated = exact.map(|rubric| Summary::of(&file.session, &score(rubric, &file.session)));
    // An empty file was made when the power went before its first line.
    let chain = chain.filter(|chain| !chain.lines.is_empty() || !chain.problems.is_empty());
    let journal = chain.map(|chain| judge(text, file, chain, &mut rubrics));
    let marked = file.journal.as_ref().map(|mark| mark.lines);
    let samples = &file.session.samples;
    let other_draws = samples.iter().filter(|(_, sample)| !sample.is_repeatable());
    let other_draws = other_draws.map(|(id, _)| id.clone()).collect();
    let (stored, draws) = (file.summary, samples.len());
    Verdict { rubric, stored, calculated, journal, marked, other_draws, draws }
}

fn judge(
    text: &str,
    file: &SessionFile,
    chain: &Chain,
    rubrics: &mut Rubrics<impl Fn(&Session) -> RubricMatch>,
) -> JournalVerdict {
    let has_nothing = chain.lines.is_empty() && file.journal.is_none();
    let held = place_of(text, file, chain).or(has_nothing.then_some(0));
    // Where the seal is broken, the file may still say what those lines say.
    let compared = held.or(file.journal.as_ref().map(|mark| mark.lines));
    let mut verdict = JournalVerdict {
        last: chain.last(),
        held,
        same: has_nothing,
        chain: chain.problems.clone(),
        ..JournalVerdict::default()
    };
    walk(chain, |step| {
        let no = step.line.no;
        if !step.fits {
            verdict.misfits.push(no);
        }
        if matches!(step.line.what, What::Outside(_)) {
            verdict.outside.push(no);
        }
        verdict.compare_score(step, rubrics);
        if compared == Some(no) {
            verdict.same = step.session == Some(&file.session);
        }
        if compared.is_some_and(|held| no > held) {
            verdict.behind += 1;
        }
    });
    verdict
}

impl JournalVerdict {
    fn compare_score(
        &mut self,
        step: &Footstep<'_>,
        rubrics: &mut Rubrics<impl Fn(&Session) -> RubricMatch>,
    ) {
        let (What::Changed(record), Some(session)) = (&step.line.what, step.session) else {
            return;
        };
        let line = step.line.no;
        let Some(rubric) = rubrics.exact(session) else {
            self.unscored.push(line);
            return;
        };
        let (stored, calculated) = (record.score, score(rubric, session).total.score);
        if stored != calculated {
            self.scores.push(WrongScore { line, stored, calculated });
        }
    }
}

/// Rubrics as they are asked for: mostly the same one again.
struct Rubrics<F> {
    rubric_of: F,
    last: Option<(RubricReference, Option<Arc<LoadedRubric>>)>,
}

impl<F: Fn(&Session) -> RubricMatch> Rubrics<F> {
    /// The very rubric of a session.
    fn exact(&mut self, session: &Session) -> Option<&Rubric> {
        if self.last.as_ref().is_none_or(|(reference, _)| *reference != session.rubric) {
            let rubric = match (self.rubric_of)(session) {
                RubricMatch::Exact(rubric) => Some(rubric),
                RubricMatch::Changed(_) | RubricMatch::Missing => None,
            };
            self.last = Some((session.rubric.clone(), rubric));
        }
        self.last.as_ref().and_then(|(_, rubric)| rubric.as_ref()).map(|loaded| &*loaded.rubric)
    }
}

//! Whether a session file and its journal are in order: everything is calculated anew.
//!
//! There is no secret in any of it. What was changed by accident or by hand is found; whoever
//! calculates all the hashes anew is not, nor is who puts back file and journal as they once
//! were: the hash of the last line, kept elsewhere, finds both.

use super::catalogue::{LoadedRubric, RubricMatch};
use super::hash::ContentHash;
use super::journal::{Chain, ChainProblem, LineRead, What};
use super::replay::Place;
use super::session_file::{self, SealState, SessionFile, Summary, seal_state};
use super::walk::{Footstep, Walker};
use crate::points::Points;
use crate::rubric::Rubric;
use crate::score::{Scorecard, score};
use crate::session::{Edit, RubricReference, Session};
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
    /// How many lines of its journal the file says it holds; 0 where there was none.
    pub marked: Option<u32>,
    /// Whether the file is as the program left it, as far as it can tell itself.
    pub seal: SealState,
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
    /// The hash of its last line: kept elsewhere, it tells whether file and journal were put
    /// back to what they once were, or calculated anew.
    pub last_hash: Option<ContentHash>,
    /// What it begins with.
    pub beginning: Beginning,
    /// How many of its lines the file holds, 0 where it has none yet; `None` where the file is not as the program
    /// left it.
    pub held: Option<u32>,
    /// Whether the session after those lines is what the file says.
    pub same: bool,
    /// How many lines stand behind those.
    pub behind: usize,
    /// What is wrong with its lines as they stand.
    pub chain: Vec<ChainProblem>,
    /// Whether it is that of another session.
    pub is_other: bool,
    /// Lines that tell of a session file with changes of lines that this journal does not have.
    pub severed: Vec<u32>,
    /// Lines that tell of changes made outside the program.
    pub outside: Vec<u32>,
    /// Lines that do not fit what was there before them.
    pub misfits: Vec<u32>,
    /// Lines whose score is not the one calculated after them.
    pub scores: Vec<WrongScore>,
    /// Lines whose rubric is not to be had, so that their score cannot be told.
    pub unscored: Vec<u32>,
}

/// The session file that a journal begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beginning {
    /// It was as the program had left it; or what comes first is no session file.
    #[default]
    Sealed,
    /// Nothing says what was done to it before: an older program made it, or people did.
    Unsealed,
    /// Someone had changed it outside the program.
    Changed,
    /// It held so many lines of another journal, which is not there.
    Held(u32),
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
            None => self.marked == Some(0) && self.seal == SealState::Whole,
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
            && !matches!(self.beginning, Beginning::Held(_))
            && !self.is_other
            && self.severed.is_empty()
            && self.misfits.is_empty()
            && self.scores.is_empty()
            && self.unscored.is_empty()
    }
}

/// One who holds a session file against its journal and its rubric, line by line.
#[derive(Debug)]
pub struct Judge<'a, F> {
    file: &'a SessionFile,
    place: Place<'a>,
    rubrics: Rubrics<F>,
    walker: Walker,
    /// What the session after the last line comes to, and the fingerprint of its rubric.
    card: Option<(String, Scorecard)>,
    verdict: JournalVerdict,
    /// Whether the session after the line that the mark names is what the file says, and how
    /// many lines there were by then.
    marked: Option<(bool, usize)>,
    lines: usize,
    /// The numbers and hashes of the lines so far.
    hashes: Vec<(u32, ContentHash)>,
    /// How many lines there were when the file's place was found.
    lines_held: usize,
}

impl<'a, F: Fn(&Session) -> RubricMatch> Judge<'a, F> {
    /// Begins with a session file, read from `text`; `rubric_of` finds the rubric of a session.
    #[must_use]
    pub fn new(text: &'a str, file: &'a SessionFile, rubric_of: F) -> Self {
        Self {
            file,
            place: Place::of(text, file),
            rubrics: Rubrics { rubric_of, last: None },
            walker: Walker::default(),
            card: None,
            verdict: JournalVerdict::default(),
            marked: None,
            lines: 0,
            hashes: Vec::new(),
            lines_held: 0,
        }
    }

    /// Takes the next line of the journal.
    pub fn take(&mut self, read: &LineRead<'_>) {
        let is_held = self.place.is_behind(read);
        let Some(step) = self.walker.step(read) else { return };
        let no = step.line.no;
        self.lines += 1;
        if !step.fits {
            self.verdict.misfits.push(no);
        }
        match &step.line.what {
            What::Begun(text) if self.lines == 1 => {
                self.verdict.beginning = beginning(text, step.line.no);
            }
            What::Outside(text) => {
                self.verdict.outside.push(no);
                if is_severed(text, &self.hashes) {
                    self.verdict.severed.push(no);
                }
            }
            What::Begun(_) | What::Changed(_) => {}
        }
        self.hashes.push((no, read.hash));
        compare_score(&mut self.verdict, &mut self.card, &step, &mut self.rubrics);
        if is_held {
            self.verdict.held = Some(no);
            self.verdict.same = step.session == Some(&self.file.session);
            self.lines_held = self.lines;
        } else if self.file.journal.as_ref().is_some_and(|mark| mark.lines == no) {
            self.marked = Some((step.session == Some(&self.file.session), self.lines));
        }
    }

    /// What the two come to; `chain` is the journal that was read, where there is one.
    #[must_use]
    pub fn finish(self, chain: Option<&Chain>) -> Verdict {
        let Self { file, place, mut rubrics, mut verdict, walker, .. } = self;
        let session = &file.session;
        // Without its first line nobody knows whose it is.
        verdict.is_other =
            walker.session().is_some_and(|known| !known.id.is_empty() && known.id != session.id);
        let rubric = match (rubrics.rubric_of)(session) {
            RubricMatch::Exact(_) => RubricFound::Exact,
            RubricMatch::Changed(_) => RubricFound::Changed,
            RubricMatch::Missing => RubricFound::Missing,
        };
        let exact = rubrics.exact(session);
        let calculated = exact.map(|rubric| Summary::of(session, &score(rubric, session)));
        // An empty file was made when the power went before its first line.
        let chain = chain.filter(|chain| !chain.is_empty() || !chain.problems.is_empty());
        let marked = file.journal.as_ref().map(|mark| mark.lines);
        let journal = chain.map(|chain| {
            let mut verdict = verdict;
            verdict.last = chain.last();
            verdict.last_hash = chain.end().map(|(_, hash)| hash);
            verdict.chain.clone_from(&chain.problems);
            if chain.is_empty() && marked.unwrap_or(0) == 0 && place.seal != SealState::Broken {
                (verdict.held, verdict.same) = (Some(0), true);
            }
            match (verdict.held, self.marked) {
                (Some(_), _) => verdict.behind = self.lines - self.lines_held,
                // The seal is broken; the file may still say what those lines say.
                (None, Some((same, lines))) => {
                    (verdict.same, verdict.behind) = (same, self.lines - lines);
                }
                (None, None) => {}
            }
            verdict
        });
        let samples = &session.samples;
        let other_draws = samples.iter().filter(|(_, sample)| !sample.is_repeatable());
        let other_draws = other_draws.map(|(id, _)| id.clone()).collect();
        let (stored, draws, seal) = (file.summary, samples.len(), place.seal);
        Verdict { rubric, stored, calculated, journal, marked, seal, other_draws, draws }
    }
}

/// Whether a session file was as the program had left it after a line that is none of these.
fn is_severed(text: &str, hashes: &[(u32, ContentHash)]) -> bool {
    let Ok(file) = session_file::parse("", text) else { return false };
    let Some(mark) = file.journal.as_ref().filter(|mark| mark.lines > 0) else { return false };
    let last = ContentHash::parse(&mark.last);
    let holds = |(no, hash): &(u32, ContentHash)| *no == mark.lines && Some(*hash) == last;
    seal_state(text, Some(mark)) == SealState::Whole && !hashes.iter().any(holds)
}

/// What a journal begins with, whose first line has this number.
fn beginning(text: &str, no: u32) -> Beginning {
    let Ok(file) = session_file::parse("", text) else { return Beginning::Sealed };
    match (
        file.journal.as_ref().map_or(0, |mark| mark.lines),
        seal_state(text, file.journal.as_ref()),
    ) {
        // One that goes on from another says so itself.
        _ if no > 1 => Beginning::Sealed,
        (lines @ 1.., _) => Beginning::Held(lines),
        (_, SealState::None) => Beginning::Unsealed,
        (_, SealState::Broken) => Beginning::Changed,
        (_, SealState::Whole | SealState::Older) => Beginning::Sealed,
    }
}

fn compare_score(
    verdict: &mut JournalVerdict,
    card: &mut Option<(String, Scorecard)>,
    step: &Footstep<'_>,
    rubrics: &mut Rubrics<impl Fn(&Session) -> RubricMatch>,
) {
    let (What::Changed(record), Some(session)) = (&step.line.what, step.session) else {
        *card = None;
        return;
    };
    let line = step.line.no;
    let Some(rubric) = rubrics.exact(session) else {
        verdict.unscored.push(line);
        return;
    };
    let version = &session.rubric.sha256;
    match (card.as_mut().filter(|(held, _)| held == version), &record.change.edit) {
        // What was changed under one id has the work of one path of the tree.
        (Some((_, card)), Edit::Entry { id, .. } | Edit::Fields { id, .. }) => {
            card.rescore_entry(rubric, session, id);
        }
        _ => *card = Some((version.clone(), score(rubric, session))),
    }
    let calculated = card.as_ref().and_then(|(_, card)| card.total.score);
    if record.score != calculated {
        verdict.scores.push(WrongScore { line, stored: record.score, calculated });
    }
}

/// Rubrics as they are asked for: mostly the same one again.
#[derive(Debug)]
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

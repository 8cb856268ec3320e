//! 得失: what fixing one thing alone would gain, what stands in its way, and how far the
//! next grade is.
//!
//! A gain is the difference of two scores: that of the session as it is, and that of a copy
//! in which one record is as good as it can be. Both are scores before any veto, so that a
//! veto does not hide what would be worth fixing; what a veto itself costs is told apart.

mod bench;
mod held;

pub use held::{Held, Hidden, Limit};

use super::breakdown::lost_of;
use super::{Mark, Scorecard, score};
use crate::points::Points;
use crate::rubric::{ClauseIndex, Effect, Home, IndicatorIndex, IndicatorKind, Rubric, Subject};
use crate::session::{Edit, Entry, Ledger, Session, TaskState, Value};
use bench::Bench;
use std::ops::ControlFlow;

/// Everything that costs points, and what would change it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Margins {
    /// What costs points, the largest gain first, equal ones in the order of the document.
    pub rows: Vec<Margin>,
    /// Points that limits hide, in the order of the document.
    pub hidden: Vec<Hidden>,
    /// The next grade; none where the rubric has none that is higher.
    pub next: Option<NextGrade>,
    /// What would be without a veto that holds, each alone, then all where there are several.
    pub vetoes: Vec<WithoutVeto>,
}

/// One thing that costs points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// What it is.
    pub about: About,
    /// Nobody has looked yet: the points are not lost, but not earned either.
    pub is_open: bool,
    /// What it takes itself, before any limit around it.
    pub lost: Points,
    /// What fixing it alone adds to the score; none for a task of a checklist, which counts
    /// as one more that is done.
    pub gain: Option<Points>,
    /// What keeps a part of it, or all, from the score.
    pub held: Option<Held>,
}

/// What a margin is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A clause, a judged item or a task.
    Entry(Subject),
    /// A row of the direct deductions, by its place.
    Direct(usize),
    /// 加分 below what it may come to.
    Bonus,
}

/// The next grade above the score, and what leads there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextGrade {
    /// Its name.
    pub name: String,
    /// The lowest score in it.
    pub from: Points,
    /// How much is missing.
    pub distance: Points,
    /// How many rows reach it each on its own: the first ones.
    pub alone: usize,
    /// The rows that reach it together, taken in order of gain with none too many; none where
    /// all of them together do not.
    pub together: Option<Vec<usize>>,
    /// The score with these.
    pub reached: Points,
}

/// What would be without a veto.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutVeto {
    /// Its place in the rubric; none: without all of them.
    pub veto: Option<usize>,
    /// The score then.
    pub score: Option<Points>,
    /// The grade then.
    pub grade: Option<String>,
}

/// Tries everything that is recorded as lost, and what is open and may still earn points.
#[must_use]
pub fn margins(rubric: &Rubric, session: &Session, card: &Scorecard) -> Margins {
    margins_told(rubric, session, card, &mut |_, _| ControlFlow::Continue(())).unwrap_or_default()
}

/// The same for whoever waits for it and is told how many of how many were tried; `None` where
/// that breaks.
pub fn margins_told(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    told: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
) -> Option<Margins> {
    let mut bench = Bench::new(rubric, session, card);
    let start = bench.score();
    let candidates = candidates(rubric, session, card);
    let all = candidates.len();
    let mut rows: Vec<Margin> = Vec::with_capacity(all + 1);
    for (done, candidate) in candidates.into_iter().enumerate() {
        if told(done, all).is_break() {
            return None;
        }
        rows.push(tried(&mut bench, card, start, candidate));
    }
    rows.extend(bonus(&bench, start));
    // Stable: equals stay in the order of the document.
    rows.sort_by_key(|row| std::cmp::Reverse(row.gain));
    Some(Margins {
        next: start.and_then(|start| next_grade(&mut bench, start, &rows)),
        hidden: held::hidden(rubric, card),
        vetoes: without_vetoes(rubric, session, card),
        rows,
    })
}

/// The edit that makes what a margin is about as good as it can be; none for 加分, which
/// only a new award can raise.
#[must_use]
pub fn fix(rubric: &Rubric, session: &Session, about: About) -> Option<Edit> {
    match about {
        About::Entry(subject) => {
            let (id, value) = match subject {
                Subject::Clause(index) => (&rubric.clause(index).id, Value::Met),
                Subject::Indicator(index) => {
                    let indicator = rubric.indicator(index);
                    let is_task = indicator.kind == IndicatorKind::Task;
                    let value = if is_task { Value::Task(TaskState::Done) } else { Value::Met };
                    (&indicator.id, value)
                }
            };
            let held = session.entry(id).cloned().unwrap_or_default();
            let entry = Entry { value, findings: Vec::new(), ..held };
            Some(Edit::Entry { id: id.clone(), entry: Some(entry) })
        }
        About::Direct(place) => {
            let rows = session.direct.iter().enumerate();
            let rows = rows.filter(|(at, _)| *at != place).map(|(_, row)| row.clone()).collect();
            Some(Edit::Ledger { ledger: Ledger::Direct, rows })
        }
        About::Bonus => None,
    }
}

/// What is worth trying: what it is, whether it is open, and what it takes.
type Candidate = (About, bool, Points);

fn candidates(rubric: &Rubric, session: &Session, card: &Scorecard) -> Vec<Candidate> {
    let mut found = Vec::new();
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        let indicator = rubric.indicator(index);
        let result = &card.indicators[index.0];
        let is_open = result.mark == Mark::Open;
        let subject = Subject::Indicator(index);
        match indicator.kind {
            IndicatorKind::Judged { .. } => {
                let lost = if is_open { result.pending } else { result.deducted };
                if !lost.is_zero() {
                    found.push((About::Entry(subject), is_open, lost));
                }
            }
            IndicatorKind::Task if is_open || result.mark == Mark::Found => {
                found.push((About::Entry(subject), is_open, Points::ZERO));
            }
            IndicatorKind::Clauses if result.mark != Mark::NotApplicable => {
                let clauses = rubric.clauses_in(&indicator.members).into_iter();
                found.extend(clauses.filter_map(|clause| of_clause(rubric, card, clause)));
            }
            _ => {}
        }
    }
    found.extend(direct(rubric, session, card));
    found
}

fn of_clause(rubric: &Rubric, card: &Scorecard, index: ClauseIndex) -> Option<Candidate> {
    let clause = rubric.clause(index);
    let subject = Subject::Clause(index);
    let is_open = card.clauses[index.0].mark == Mark::Open;
    let earns = clause.effect == Effect::Earn && !clause.repeated;
    let lost = if is_open && earns {
        clause.in_full().unwrap_or_default()
    } else {
        lost_of(rubric, card, subject)
    };
    let takes_all = card.clauses[index.0].whole_item;
    (takes_all || !lost.is_zero()).then_some((About::Entry(subject), is_open, lost))
}

fn direct<'a>(
    rubric: &'a Rubric,
    session: &'a Session,
    card: &'a Scorecard,
) -> impl Iterator<Item = Candidate> + 'a {
    let without = move |place: usize| {
        let mut copy = Session { head: session.head.clone(), ..Session::default() };
        let rows = session.direct.iter().enumerate().filter(|(at, _)| *at != place);
        copy.direct = rows.map(|(_, row)| row.clone()).collect();
        super::ledger::direct(rubric, &copy).amount
    };
    (0..session.direct.len()).filter_map(move |place| {
        let known = rubric.find_ledger_clause(Home::Direct, &session.direct[place].clause);
        let lost = card.direct.amount - without(place);
        (known.is_some() && !lost.is_zero()).then_some((About::Direct(place), false, lost))
    })
}

fn tried(
    bench: &mut Bench<'_>,
    card: &Scorecard,
    start: Option<Points>,
    (about, is_open, lost): Candidate,
) -> Margin {
    let Some(start) = start else {
        return Margin { about, is_open, lost, gain: None, held: None };
    };
    bench.set(about, true);
    let is_task = matches!(about, About::Entry(Subject::Indicator(index))
        if bench.rubric.indicator(index).kind == IndicatorKind::Task);
    let gain = (!is_task).then(|| bench.score().unwrap_or_default() - start);
    let held = gain.and_then(|gain| match about {
        About::Entry(subject) => held::held(bench.rubric, (card, &bench.card), subject, gain),
        About::Direct(_) => (gain < lost).then_some(Held::Total),
        About::Bonus => None,
    });
    bench.set(about, false);
    Margin { about, is_open, lost, gain, held }
}

/// 加分 that has room below its cap.
fn bonus(bench: &Bench<'_>, start: Option<Points>) -> Option<Margin> {
    let max = bench.rubric.bonus.as_ref()?.max?;
    let room = max - bench.card.bonus.amount;
    let gain = bench.score_with_bonus(max)? - start?;
    let held = (gain < room).then_some(Held::Total);
    let margin = Margin { about: About::Bonus, is_open: true, lost: room, gain: Some(gain), held };
    (room > Points::ZERO).then_some(margin)
}

fn next_grade(bench: &mut Bench<'_>, start: Points, rows: &[Margin]) -> Option<NextGrade> {
    let grade = bench.rubric.grades.iter().rev().find(|grade| grade.from > start)?;
    let distance = grade.from - start;
    let is_enough = |row: &&Margin| row.gain.is_some_and(|gain| gain >= distance);
    let mut taken: Vec<usize> = Vec::new();
    let can_be_fixed = |row: &Margin| row.gain.is_some() && row.about != About::Bonus;
    for (place, _) in rows.iter().enumerate().filter(|(_, row)| can_be_fixed(row)) {
        if bench.score()? >= grade.from {
            break;
        }
        bench.set(rows[place].about, true);
        taken.push(place);
    }
    let is_reached = bench.score()? >= grade.from;
    if is_reached {
        drop_needless(bench, grade.from, rows, &mut taken);
    }
    let reached = bench.score()?;
    for place in &taken {
        bench.set(rows[*place].about, false);
    }
    Some(NextGrade {
        name: grade.name.clone(),
        from: grade.from,
        distance,
        alone: rows.iter().take_while(is_enough).count(),
        together: is_reached.then_some(taken),
        reached,
    })
}

/// Under one cap a fix may add nothing beside the others: the later of them are put back.
fn drop_needless(bench: &mut Bench<'_>, from: Points, rows: &[Margin], taken: &mut Vec<usize>) {
    let mut place = taken.len();
    while place > 0 {
        place -= 1;
        let about = rows[taken[place]].about;
        bench.set(about, false);
        if bench.score().is_some_and(|score| score >= from) {
            taken.remove(place);
        } else {
            bench.set(about, true);
        }
    }
}

fn without_vetoes(rubric: &Rubric, session: &Session, card: &Scorecard) -> Vec<WithoutVeto> {
    let holding: Vec<usize> =
        (0..rubric.vetoes.len()).filter(|place| card.vetoes[*place].holds).collect();
    let without = |veto: Option<usize>| {
        let mut copy = session.clone();
        copy.vetoes.retain(|row| veto.is_some_and(|veto| row.clause != rubric.vetoes[veto].no));
        let total = score(rubric, &copy).total;
        WithoutVeto { veto, score: total.score, grade: total.grade }
    };
    let all = (holding.len() > 1).then_some(None);
    holding.iter().copied().map(Some).chain(all).map(without).collect()
}

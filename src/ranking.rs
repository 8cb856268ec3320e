//! 排名: the units of a folder by what they scored, and where most was deducted.
//!
//! Of several assessments of one unit the one with the most [`authority`] counts. The order
//! is that of [`standings`]; everything it looks at comes from scorecards.

use crate::points::Points;
use crate::rubric::{
    ClauseIndex, Home, IndicatorIndex, IndicatorKind, Rubric, Subject, VetoEffect,
};
use crate::score::{Mark, Scorecard, lost_of};
use crate::session::{Date, Mode, SessionHead, State};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What one unit came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Result {
    /// Unit, mode, date, state of the assessment that counts.
    pub head: SessionHead,
    /// 得分; `None` for a checklist.
    pub score: Option<Points>,
    /// Nothing of the rubric applies to the unit: it has no score and no rank.
    pub nothing_applies: bool,
    /// Of a checklist, how many tasks are done, of how many.
    pub done: Option<(u32, u32)>,
    /// The sum of the sections.
    pub base: Option<Points>,
    /// What was deducted inside the sections.
    pub deducted: Points,
    /// 直接计入总分.
    pub direct: Points,
    /// 加分 beside the sections.
    pub bonus: Points,
    /// 加分, that inside the sections too.
    pub added: Points,
    /// A veto holds.
    pub vetoed: bool,
    /// What the document calls the vetoes that hold, as [`crate::score::Total::vetoed_as`].
    pub vetoed_as: Vec<Option<String>>,
    /// The grade, where the rubric has grades.
    pub grade: Option<String>,
    /// What vetoes do to a grade that the rubric does not name.
    pub beside_grade: Vec<VetoEffect>,
    /// How many clauses and items nobody has looked at.
    pub open: u32,
    /// 罚款, in yuan: beside the score.
    pub fines: Points,
    /// How many decimals are shown.
    pub decimals: u32,
    /// How else the name of the unit is written in its other assessments.
    pub also: Vec<String>,
}

/// A place in the ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// From 1; the same for the same score, and as many are skipped behind it. `None` for a unit
    /// to which nothing applies; those stand behind all others.
    pub rank: Option<usize>,
    /// Another unit has the same rank.
    pub is_tied: bool,
    /// The place of the unit in the list that was ranked.
    pub of: usize,
}

/// How much an assessment counts against others of the same unit: 复核 over 现场 over 自评,
/// 定稿 over 草稿, the later date, the later made.
pub type Authority<'a> = (u8, bool, Option<Date>, &'a str);

/// See [`Authority`]; the larger one counts.
#[must_use]
pub fn authority<'a>(head: &SessionHead, id: &'a str) -> Authority<'a> {
    let mode = match head.mode {
        Mode::SelfAssessment => 0,
        Mode::Field => 1,
        Mode::Review => 2,
    };
    (mode, head.state == State::Final, head.date, id)
}

impl Result {
    /// What a scorecard says of a unit.
    #[must_use]
    pub fn of(head: SessionHead, rubric: &Rubric, card: &Scorecard) -> Self {
        let total = &card.total;
        Self {
            head,
            score: total.score,
            nothing_applies: total.nothing_applies,
            done: total.completion.map(|completion| (completion.done, completion.tasks)),
            base: total.base,
            deducted: total.deducted,
            direct: card.direct.amount,
            bonus: card.bonus.amount,
            added: card.added(),
            vetoed: total.vetoed,
            vetoed_as: total.vetoed_as.clone(),
            grade: total.grade.clone(),
            beside_grade: total.beside_grade.clone(),
            open: total.progress.open,
            fines: total.fines,
            decimals: rubric.head.decimals,
            also: Vec::new(),
        }
    }

    /// Whether the first stands before the other: one without a veto before one with, then by
    /// score, and by the rate of completion where there is no score; without either last.
    fn by_score(&self, other: &Self) -> Ordering {
        let by_nothing = self.nothing_applies.cmp(&other.nothing_applies);
        if by_nothing.is_ne() {
            return by_nothing;
        }
        let by_veto = self.vetoed.cmp(&other.vetoed);
        if by_veto.is_ne() {
            return by_veto;
        }
        if self.score.is_some() || other.score.is_some() {
            return other.score.cmp(&self.score);
        }
        match (self.done, other.done) {
            (Some((done, of)), Some((other_done, other_of))) => {
                let one = u64::from(done) * u64::from(other_of);
                (u64::from(other_done) * u64::from(of)).cmp(&one)
            }
            // Where no task applies there is no rate, and nothing to stand before others with.
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
    }
}

/// The units in order: those a veto holds for last, by score, the highest first; those of one score share a rank, and stand
/// in it by fewer direct deductions, by the higher sum of the sections, by name.
#[must_use]
pub fn standings(results: &[Result]) -> Vec<Standing> {
    let mut order: Vec<usize> = (0..results.len()).collect();
    order.sort_by(|one, other| {
        let (one, other) = (&results[*one], &results[*other]);
        let within = || {
            let direct = one.direct.cmp(&other.direct);
            let base = || other.base.cmp(&one.base);
            direct.then_with(base).then_with(|| one.head.unit.cmp(&other.head.unit))
        };
        one.by_score(other).then_with(within)
    });
    let mut standings: Vec<Standing> = Vec::with_capacity(order.len());
    for (place, of) in order.into_iter().enumerate() {
        if results[of].nothing_applies {
            standings.push(Standing { rank: None, is_tied: false, of });
            continue;
        }
        let before = standings.last_mut();
        let tied = before.filter(|last| results[last.of].by_score(&results[of]).is_eq());
        let rank = tied.as_ref().map_or(Some(place + 1), |last| last.rank);
        let is_tied = tied.is_some();
        if let Some(last) = tied {
            last.is_tied = true;
        }
        standings.push(Standing { rank, is_tied, of });
    }
    standings
}

/// How often and how much was deducted under one clause or judged item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deducted {
    /// The id.
    pub id: String,
    /// What the document says.
    pub text: String,
    /// How many units lost something there.
    pub hit: u32,
    /// How many units were looked at there: neither open nor 不涉及.
    pub looked_at: u32,
    /// What was deducted over all units, before any cap around it.
    pub total: Points,
}

/// Deductions added up over many units. Clauses with another text are other clauses, whatever
/// their number.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// By id and text; the place says where it was met first.
    rows: BTreeMap<(String, String), (usize, Deducted)>,
}

impl Tally {
    /// Adds what one unit lost.
    pub fn add(&mut self, rubric: &Rubric, card: &Scorecard) {
        for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
            let indicator = rubric.indicator(index);
            if matches!(indicator.kind, IndicatorKind::Judged { .. }) {
                let subject = (Subject::Indicator(index), card.indicators[index.0].mark);
                self.put(rubric, card, subject, &indicator.id, || indicator.title.clone());
            }
        }
        for index in (0..rubric.clauses().len()).map(ClauseIndex) {
            let clause = rubric.clause(index);
            if matches!(clause.home, Home::Item(_)) && !clause.repeated {
                let subject = (Subject::Clause(index), card.clauses[index.0].mark);
                self.put(rubric, card, subject, &clause.id, || clause.text.clone());
            }
        }
    }

    fn put(
        &mut self,
        rubric: &Rubric,
        card: &Scorecard,
        (subject, mark): (Subject, Mark),
        id: &str,
        text: impl Fn() -> String,
    ) {
        if !matches!(mark, Mark::Met | Mark::Found) {
            return;
        }
        let lost = lost_of(rubric, card, subject);
        let next = self.rows.len();
        let (_, row) = self.rows.entry((id.to_owned(), text())).or_insert_with(|| {
            let (id, text) = (id.to_owned(), text());
            (next, Deducted { id, text, hit: 0, looked_at: 0, total: Points::ZERO })
        });
        row.looked_at += 1;
        row.hit += u32::from(lost > Points::ZERO);
        row.total = row.total + lost;
    }

    /// Where something was deducted, the most first; then where more units lost something,
    /// then in the order of the document.
    #[must_use]
    pub fn most_deducted(self) -> Vec<Deducted> {
        let mut rows: Vec<(usize, Deducted)> = self.rows.into_values().collect();
        rows.retain(|(_, row)| row.total > Points::ZERO);
        rows.sort_by(|(place, one), (other_place, other)| {
            let by_total = other.total.cmp(&one.total);
            by_total.then(other.hit.cmp(&one.hit)).then(place.cmp(other_place))
        });
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

impl Deducted {
    /// The share of units that lost something, in percent with one decimal.
    #[must_use]
    pub fn share(&self) -> Points {
        let hit = Points::from(self.hit) * Points::HUNDRED;
        hit.divided(Points::from(self.looked_at), 1)
    }
}

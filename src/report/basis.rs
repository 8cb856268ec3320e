//! What every report is made from, and the words that all of them need.

use super::{Cell, Quantity};
use crate::lang::steps::{Wording, line, step_words};
use crate::lang::{Lang, record, report as say, words};
use crate::points::Points;
use crate::rubric::{ClauseIndex, GroupIndex, IndicatorIndex, Rubric};
use crate::score::{Mark, Scorecard, Step};
use crate::session::{Entry, Session};

/// A rubric, a session and its scorecard, and the language of the words around them.
#[derive(Clone, Copy, Debug)]
pub struct Basis<'a> {
    /// The language of headings and sentences; the document's words stay as they are.
    pub lang: Lang,
    /// The rubric the session is scored with.
    pub rubric: &'a Rubric,
    /// What was recorded.
    pub session: &'a Session,
    /// The scores of the session.
    pub card: &'a Scorecard,
}

impl<'a> Basis<'a> {
    pub(super) fn wording(&self) -> Wording<'a> {
        Wording::new(self.lang, self.rubric.head.decimals)
    }

    pub(super) fn show(&self, points: Points) -> String {
        points.show(self.rubric.head.decimals)
    }

    pub(super) fn number(&self, points: Points, quantity: Quantity) -> Cell {
        Cell::number(points, self.rubric.head.decimals).standing_for(quantity)
    }

    /// The number, or nothing where there is none.
    pub(super) fn some_number(&self, points: Option<Points>, quantity: Quantity) -> Cell {
        match points {
            Some(points) => self.number(points, quantity),
            None => Cell::empty().standing_for(quantity),
        }
    }

    /// A percentage.
    pub(super) fn percent(&self, rate: Option<Points>, quantity: Quantity) -> Cell {
        let Some(rate) = rate else { return Cell::empty().standing_for(quantity) };
        let cell = self.number(rate, quantity);
        Cell { text: format!("{}%", cell.text), ..cell }
    }

    /// The indicators from the top down to this one.
    pub(super) fn path(&self, index: IndicatorIndex) -> Vec<IndicatorIndex> {
        let up = std::iter::successors(Some(index), |at| self.rubric.indicator(*at).parent);
        let mut path: Vec<IndicatorIndex> = up.collect();
        path.reverse();
        path
    }

    /// Where the score of an item stands: itself, or the level whose points carry it together with
    /// everything else below that level.
    pub(super) fn scored_at(&self, item: IndicatorIndex) -> IndicatorIndex {
        let carrier = self.rubric.carrier_above(item);
        let carries_all = |carrier: &IndicatorIndex| {
            let below = &self.rubric.indicator(*carrier).children;
            below.iter().all(|child| self.card.indicators[child.0].points.is_none())
        };
        carrier.filter(carries_all).unwrap_or(item)
    }

    /// Whether the rubric gives points; else it is a checklist.
    pub(super) fn has_points(&self) -> bool {
        self.card.total.is_of_points()
    }

    /// How a clause came to its amount, in words.
    pub(super) fn clause_steps(&self, index: ClauseIndex) -> String {
        let clause = self.rubric.clause(index);
        line(self.wording().of_clause(clause), &self.card.clauses[index.0].steps)
    }

    /// How the limit of a group took effect, in words; nothing where it did not.
    pub(super) fn group_steps(&self, index: GroupIndex) -> Option<String> {
        let steps = &self.card.groups[index.0].steps;
        let wording = self.wording().of_group(self.rubric, index);
        let numbers = self.group_numbers(index);
        (!steps.is_empty())
            .then(|| format!("{numbers}{}{}", say::colon(self.lang), line(wording, steps)))
    }

    fn group_numbers(&self, index: GroupIndex) -> String {
        let clauses = self.rubric.clauses_in(&self.rubric.group(index).members).into_iter();
        let numbers: Vec<&str> =
            clauses.map(|clause| self.rubric.clause(clause).no.as_str()).collect();
        numbers.join("+")
    }

    /// What limits took from the deductions of an item, in words; those that took nothing are not told.
    pub(super) fn limit_words(&self, item: IndicatorIndex) -> Vec<String> {
        self.limits_where(item, |_| true)
    }

    /// What limits took from a clause and those it shares them with, in words.
    pub(super) fn limits_on(&self, clause: ClauseIndex, item: IndicatorIndex) -> Vec<String> {
        self.limits_where(item, |group| {
            self.rubric.clauses_in(&self.rubric.group(group).members).contains(&clause)
        })
    }

    fn limits_where(
        &self,
        item: IndicatorIndex,
        is_asked: impl Fn(GroupIndex) -> bool,
    ) -> Vec<String> {
        let groups = self.rubric.groups_in(&self.rubric.indicator(item).members).into_iter();
        let took = |group: &GroupIndex| !self.card.groups[group.0].hidden().is_zero();
        let groups = groups.filter(|group| is_asked(*group) && took(group));
        let mut words: Vec<String> = groups.filter_map(|group| self.group_steps(group)).collect();
        let steps = self.card.indicators[item.0].steps.iter();
        let cut = steps.filter(|step| match step {
            Step::Ordinary { before, after } => before != after,
            _ => false,
        });
        words.extend(cut.map(|step| step_words(self.wording(), step)));
        words
    }

    /// What was written about the findings of an entry, a line for each.
    pub(super) fn finding_lines(&self, clause: Option<ClauseIndex>, entry: &Entry) -> Vec<String> {
        let clause = clause.map(|clause| self.rubric.clause(clause));
        let findings = entry.findings.iter().map(|finding| {
            // What is done about it has a list of its own.
            let found = crate::session::Finding { correction: None, ..finding.clone() };
            record::finding(self.lang, clause, &found)
        });
        let mut lines: Vec<String> = findings.collect();
        let mut proof = entry.evidence.clone();
        proof.extend(entry.date.map(|date| date.to_string()));
        let proof = proof.join(self.lang.comma());
        let remark = match (entry.remark.is_empty(), proof.is_empty()) {
            (_, true) => entry.remark.clone(),
            (true, false) => {
                format!("{}{}{proof}", words::evidence(self.lang), say::colon(self.lang))
            }
            (false, false) => format!("{}（{proof}）", entry.remark),
        };
        lines.extend(Some(remark).filter(|remark| !remark.is_empty()));
        lines
    }

    /// The state of something, where no number says it.
    pub(super) fn mark_words(&self, mark: Mark) -> &'static str {
        words::mark(self.lang, mark)
    }
}

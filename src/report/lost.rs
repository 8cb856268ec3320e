//! Everything that took something from the score, in the order of the document.

use super::basis::Basis;
use crate::lang::{report as say, words};
use crate::points::Points;
use crate::rubric::{ClauseIndex, Effect, IndicatorIndex, IndicatorKind, Subject};
use crate::score::{Mark, Step, lost_of};
use crate::session::{Entry, Value};

/// Something that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    /// What it was found under.
    pub(super) subject: Subject,
    /// The item it belongs to.
    pub(super) item: IndicatorIndex,
    /// What it takes, before any cap around it; none of a task.
    pub(super) lost: Option<Points>,
    /// What is recorded about it.
    pub(super) entry: Option<&'a Entry>,
}

/// Clauses and judged items that lost something, tasks that are not done.
pub(super) fn found<'a>(basis: &Basis<'a>) -> Vec<Found<'a>> {
    let mut all = Vec::new();
    for item in (0..basis.rubric.indicators().len()).map(IndicatorIndex) {
        all.extend(under(basis, item));
    }
    all
}

/// The same under one item.
pub(super) fn under<'a>(basis: &Basis<'a>, item: IndicatorIndex) -> Vec<Found<'a>> {
    let indicator = basis.rubric.indicator(item);
    let entry = |id: &str| basis.session.entry(id);
    match indicator.kind {
        IndicatorKind::Section | IndicatorKind::Unscored => Vec::new(),
        IndicatorKind::Judged { .. } | IndicatorKind::Task => {
            let subject = Subject::Indicator(item);
            let lost = lost_of(basis.rubric, basis.card, subject);
            let is_task = indicator.kind == IndicatorKind::Task;
            let holds = basis.card.indicators[item.0].mark == Mark::Found;
            let lost = (!is_task).then_some(lost);
            let found = Found { subject, item, lost, entry: entry(&indicator.id) };
            if holds { vec![found] } else { Vec::new() }
        }
        IndicatorKind::Clauses => {
            let clauses = basis.rubric.clauses_in(&indicator.members).into_iter();
            let holds = |index: &ClauseIndex| basis.card.clauses[index.0].mark == Mark::Found;
            let found = |index: ClauseIndex| {
                let subject = Subject::Clause(index);
                let is_money = basis.rubric.clause(index).effect == Effect::Fine;
                let lost = (!is_money).then(|| lost_of(basis.rubric, basis.card, subject));
                Found { subject, item, lost, entry: entry(&basis.rubric.clause(index).id) }
            };
            clauses
                .filter(holds)
                .map(found)
                .filter(|found| found.lost != Some(Points::ZERO))
                .collect()
        }
    }
}

impl Found<'_> {
    /// The money it costs, where it costs any: the amount of the whole clause.
    pub(super) fn fined(&self, basis: &Basis<'_>) -> Option<String> {
        let index = self.clause()?;
        if basis.rubric.clause(index).effect != Effect::Fine {
            return None;
        }
        Some(say::fined(basis.lang, &basis.card.clauses[index.0].amount.to_string()))
    }

    /// The words of the document it was found under.
    pub(super) fn standard(&self, basis: &Basis<'_>) -> String {
        match self.subject {
            Subject::Clause(index) => words::sentence(basis.rubric, index),
            Subject::Indicator(index) => basis.rubric.indicator(index).title.clone(),
        }
    }

    /// 评定 9 分（满分 15）, of what is judged.
    pub(super) fn judged(&self, basis: &Basis<'_>) -> Option<String> {
        let Subject::Indicator(index) = self.subject else { return None };
        let words = |step: &Step| match step {
            Step::Judged { award, points } => {
                Some(say::judged(basis.lang, &basis.show(*award), &basis.show(*points)))
            }
            _ => None,
        };
        basis.card.indicators[index.0].steps.iter().find_map(words)
    }

    /// 未完成, 部分完成, of a task.
    pub(super) fn task_state(&self, basis: &Basis<'_>) -> Option<String> {
        match self.entry?.value {
            Value::Task(state) => Some(words::task(basis.lang, state).to_owned()),
            _ => None,
        }
    }

    /// Whether it was found under this indicator itself.
    pub(super) fn is_of(&self, index: IndicatorIndex) -> bool {
        self.subject == Subject::Indicator(index)
    }

    /// The clause it was found under, if it is one.
    pub(super) fn clause(&self) -> Option<ClauseIndex> {
        match self.subject {
            Subject::Clause(index) => Some(index),
            Subject::Indicator(_) => None,
        }
    }

    /// The id of what it was found under.
    pub(super) fn id<'b>(&self, basis: &'b Basis<'_>) -> &'b str {
        match self.subject {
            Subject::Clause(index) => &basis.rubric.clause(index).id,
            Subject::Indicator(index) => &basis.rubric.indicator(index).id,
        }
    }

    /// Who has to put it right, where the document says.
    pub(super) fn departments(&self, basis: &Basis<'_>) -> String {
        let names = match self.subject {
            Subject::Clause(index) => basis.rubric.departments_of_clause(index),
            Subject::Indicator(index) => basis.rubric.departments_of(index),
        };
        names.join(basis.lang.enumeration_comma())
    }
}

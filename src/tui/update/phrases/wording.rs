//! Remarks made of what the document says: what has to be is said as what was not done.

use crate::lang::{Lang, phrases as words, ui};
use crate::phrases::Says;
use crate::rubric::{Clause, Effect, Rule, Subject};
use crate::score::{Step, preview};
use crate::session::{Entry, TaskState, Value};
use crate::tui::app::Review;
use crate::tui::record::Asks;

/// How what the document says becomes a remark on what is entered.
pub(super) struct Wording<'a> {
    pub(super) lang: Lang,
    pub(super) review: &'a Review,
    pub(super) subject: Subject,
    pub(super) entered: Option<&'a Entry>,
}

impl Wording<'_> {
    fn clause(&self) -> Option<&Clause> {
        match self.subject {
            Subject::Clause(index) => Some(self.review.rubric.clause(index)),
            Subject::Indicator(_) => None,
        }
    }

    /// How often it was is what matters.
    pub(super) fn is_counted(&self) -> bool {
        self.clause().is_some_and(|clause| clause.rule == Rule::Occurrence)
    }

    /// It takes points.
    pub(super) fn is_deducted(&self) -> bool {
        self.clause().is_some_and(|clause| clause.effect == Effect::Deduct)
    }

    /// The remark.
    pub(super) fn of(&self, says: &Says) -> String {
        match says {
            Says::Amiss(text) | Says::Earned(text) => text.clone(),
            Says::AmissIn(text, of) => words::amiss_in(self.lang, text, of),
            Says::Requirement(text) if self.is_partly() => words::not_all_met(self.lang, text),
            Says::Requirement(text) => words::not_met(self.lang, text),
            Says::Counted(matter) => self.counted(matter),
        }
    }

    /// 要求4次，实有2次，少2次: of each counter that is short.
    fn counted(&self, matter: &str) -> String {
        let (Some(clause), Subject::Clause(index)) = (self.clause(), self.subject) else {
            return matter.to_owned();
        };
        let (lang, gap) = (self.lang, words::gap(self.lang));
        let unit = clause.unit.as_deref().unwrap_or(ui::one_time(lang));
        let (comma, stop) = if lang == Lang::Zh { ("，", "；") } else { (", ", "; ") };
        let Review { rubric, session, .. } = self.review;
        let steps = self.entered.map(|entry| preview(rubric, session, index, entry).steps);
        let against = |step: &Step| match step {
            Step::Against { name, required, actual, counts } if !counts.is_zero() => {
                let (required, actual) = (required.to_string(), actual.to_string());
                let numbers = words::against(lang, &required, &actual, unit);
                let missing = words::missing(lang, &counts.to_string(), unit);
                Some(format!("{}{numbers}{comma}{missing}", name.as_deref().unwrap_or_default()))
            }
            _ => None,
        };
        let short: Vec<String> = steps.iter().flatten().filter_map(against).collect();
        let required = clause.most_missing().unwrap_or_default().to_string();
        let missing = self.entered.map(Entry::count).filter(|count| *count > 0);
        let numbers = match missing {
            _ if !short.is_empty() => short.join(stop),
            Some(count) => {
                let missing = words::missing(lang, &count.to_string(), unit);
                format!("{}{comma}{missing}", words::required_only(lang, &required, unit))
            }
            None => words::against(lang, &required, gap, unit),
        };
        format!("{matter}{comma}{numbers}")
    }

    /// What is judged, and what is partly done, is not all amiss.
    fn is_partly(&self) -> bool {
        let value = self.entered.map(|entry| &entry.value);
        let is_judged = matches!(self.review.asks(self.subject), Asks::Judged { .. });
        is_judged || value == Some(&Value::Task(TaskState::Partly))
    }
}

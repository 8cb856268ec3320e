//! A record that was copied, and what of it another clause can take.

use super::Review;
use crate::points::Points;
use crate::rubric::{Clause, Subject};
use crate::score::fits;
use crate::session::{Entry, Finding, Value};
use crate::tui::record::Asks;
use std::mem::discriminant;

/// A record that was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The id it stood under.
    pub id: String,
    /// All of it.
    pub entry: Entry,
}

/// How much of a copied record fits another clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// All of it.
    Whole,
    /// Not its value, nor shares and amounts of findings that the clause does not have.
    WithoutValue,
    /// Neither its value nor its findings: the clause lists none.
    WithoutFindings,
    /// Nothing that would be left.
    Nothing,
}

impl Review {
    /// What was copied as it would stand under a subject, and how much of it that is.
    #[must_use]
    pub fn as_pasted(&self, copied: &Copied, subject: Subject) -> (Entry, Fit) {
        let entry = &copied.entry;
        let clause = match subject {
            Subject::Clause(clause) => Some(self.rubric.clause(clause)),
            Subject::Indicator(_) => None,
        };
        let target = self.asks(subject);
        let source = self.rubric.find(&copied.id).map(|source| self.asks(source));
        let value = value_as(&entry.value, source, target);
        let lists = target.lists_findings();
        let findings: Vec<Finding> = if lists {
            entry.findings.iter().map(|finding| finding_as(finding, clause, target)).collect()
        } else {
            Vec::new()
        };
        let mut is_whole = value.is_some() && findings == entry.findings;
        let mut pasted = Entry { value: value.unwrap_or_default(), findings, ..entry.clone() };
        if !lists {
            take_in_findings(&mut pasted, &entry.findings);
        }
        let pasted = if fits(&self.rubric, &self.session, subject, &pasted) {
            pasted
        } else {
            is_whole = false;
            Entry { value: Value::Open, ..pasted }
        };
        let fit = match () {
            () if pasted.is_empty() => Fit::Nothing,
            () if is_whole => Fit::Whole,
            () if !lists && !entry.findings.is_empty() => Fit::WithoutFindings,
            () => Fit::WithoutValue,
        };
        (pasted, fit)
    }
}

/// What findings say goes into remark, evidence and date, where they cannot be listed.
fn take_in_findings(entry: &mut Entry, findings: &[Finding]) {
    let told = findings.iter().map(|finding| {
        let parts = [finding.subject.trim(), finding.remark.trim()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("：")
    });
    let remark = std::iter::once(entry.remark.clone()).chain(told);
    let remark: Vec<String> = remark.filter(|part| !part.is_empty()).collect();
    entry.remark = remark.join("；");
    entry.evidence.extend(findings.iter().flat_map(|finding| finding.evidence.clone()));
    entry.date = entry.date.or_else(|| findings.iter().find_map(|finding| finding.date));
}

/// The value as the target says it; `None` where it would mean something else there.
fn value_as(value: &Value, source: Option<Asks<'_>>, target: Asks<'_>) -> Option<Value> {
    match (value, source, target) {
        (Value::Open | Value::NotApplicable(_), ..) => Some(value.clone()),
        (_, _, Asks::Nothing) => None,
        // A judged score is never assumed.
        (Value::Met, _, target) if !matches!(target, Asks::Judged { .. }) => Some(Value::Met),
        (_, Some(Asks::YesNo { earns }), Asks::Count { earns: same }) if earns == same => {
            Some(if *value == Value::Hit { Value::Count(1) } else { value.clone() })
        }
        (_, Some(Asks::Count { earns: false }), Asks::YesNo { earns: false }) => Some(Value::Hit),
        (_, Some(source), target) => is_alike(source, target).then(|| value.clone()),
        _ => None,
    }
}

/// Whether the same value means the same under both.
fn is_alike(source: Asks<'_>, target: Asks<'_>) -> bool {
    match (source, target) {
        (Asks::YesNo { earns: one }, Asks::YesNo { earns: other })
        | (Asks::Count { earns: one }, Asks::Count { earns: other })
        | (Asks::Figure { percent: one, .. }, Asks::Figure { percent: other, .. }) => one == other,
        (Asks::Baseline { .. }, _) => source == target,
        _ => discriminant(&source) == discriminant(&target),
    }
}

/// The finding without a share or an amount that the clause does not offer.
fn finding_as(finding: &Finding, clause: Option<&Clause>, target: Asks<'_>) -> Finding {
    let shares = clause.map_or(&[][..], |clause| &clause.shares);
    let is_offered = |share: &Points| shares.iter().any(|offered| offered.share == *share);
    let is_within = |amount: &Points| match target {
        Asks::Amount { from, to, .. } => from <= *amount && *amount <= to,
        _ => false,
    };
    let is_level = |level: &&String| match target {
        Asks::Level { levels, .. } => levels.iter().any(|known| known.name == **level),
        _ => false,
    };
    Finding {
        share: finding.share.filter(is_offered),
        amount: finding.amount.filter(is_within),
        level: Some(&finding.level).filter(is_level).cloned().unwrap_or_default(),
        ..finding.clone()
    }
}

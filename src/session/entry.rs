//! One entry: what was found under a clause or an item.

use super::{Date, Mode};
use crate::points::{Figure, Limit, Points};

/// 记录: everything recorded under one clause or item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What was found; [`Value::Open`] where findings alone speak, or nothing was looked at.
    pub value: Value,
    /// 情形: named occurrences. Where there are any, they are the count.
    pub findings: Vec<Finding>,
    /// 说明.
    pub remark: String,
    /// 佐证: paths or document numbers.
    pub evidence: Vec<String>,
    /// When it was found.
    pub date: Option<Date>,
    /// 整改, where no finding is named.
    pub correction: Option<Correction>,
    /// 采用: which assessment it was taken from, by whom and why.
    pub accepted: Option<Box<Accepted>>,
    /// 退回: what the unit is to look at again.
    pub returned: Option<Box<Returned>>,
}

/// 采用: an entry of another assessment that stands here now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The id of the assessment it was taken from.
    pub session: String,
    /// What kind of assessment that was.
    pub mode: Mode,
    /// Who accepted it; empty where nobody says.
    pub by: String,
    /// When.
    pub date: Option<Date>,
    /// Why; empty where no reason was needed or given.
    pub reason: String,
}

/// 退回意见: a comment on an entry, and what the unit answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// What is wrong or missing.
    pub comment: String,
    /// What the unit says to that; empty where it said nothing.
    pub reply: String,
    /// The entry was changed since.
    pub changed: bool,
}

impl Returned {
    /// Whether the unit changed the entry or said something.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.changed || !self.reply.is_empty()
    }
}

/// What was found under a clause or an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// 未评: nobody has looked.
    #[default]
    Open,
    /// 无问题: looked at, nothing found.
    Met,
    /// A yes/no clause holds.
    Hit,
    /// So many occurrences, without names.
    Count(u32),
    /// A measured figure: the actual number, a rate.
    Figure(Figure),
    /// The actual number of each named counter.
    Named(Vec<(String, Points)>),
    /// This year's figure and the earlier ones that make the baseline.
    Baseline {
        /// This year.
        actual: Points,
        /// The earlier years, the oldest first.
        years: Vec<Points>,
        /// What the assessor decides to deduct where the baseline is zero and no percentage exists.
        amount: Option<Points>,
    },
    /// A judged award, or a score to convert.
    Score {
        /// The score given.
        score: Points,
        /// Of how many, where it differs from the clause's full marks.
        of: Option<Points>,
    },
    /// The name of the chosen level.
    Level(String),
    /// An amount chosen from the printed range.
    Amount(Points),
    /// How far a task is.
    Task(TaskState),
    /// 不涉及, with the reason.
    NotApplicable(String),
}

/// How far a task of a checklist is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// 已完成.
    Done,
    /// 部分完成: does not count as done.
    Partly,
    /// 未完成.
    NotDone,
}

/// 情形: one named occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How often, at least 1.
    pub count: u32,
    /// Which enterprise, unit or document.
    pub subject: String,
    /// The responsibility share it counts with.
    pub share: Option<Points>,
    /// The amount chosen for it, where the clause prints a range.
    pub amount: Option<Points>,
    /// The name of the level chosen for it, where the clause has levels; empty where none is.
    pub level: String,
    /// 说明.
    pub remark: String,
    /// 佐证.
    pub evidence: Vec<String>,
    /// When.
    pub date: Option<Date>,
    /// 整改.
    pub correction: Option<Correction>,
}

/// 整改: what is done about something that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// 整改措施.
    pub measure: String,
    /// 责任单位.
    pub unit: String,
    /// 时限: the last day.
    pub due: Option<Date>,
    /// How far it is.
    pub state: CorrectionState,
    /// 整改佐证: paths or document numbers.
    pub proof: Vec<String>,
}

/// How far a correction is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CorrectionState {
    /// 未整改.
    #[default]
    Open,
    /// 整改中.
    Doing,
    /// 已销号: done, checked and closed.
    Closed,
}

impl CorrectionState {
    /// All states, in the order they follow each other.
    pub const ALL: [Self; 3] = [Self::Open, Self::Doing, Self::Closed];

    /// The word files use.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Doing => "doing",
            Self::Closed => "closed",
        }
    }
}

impl Default for Finding {
    fn default() -> Self {
        Self {
            count: 1,
            subject: String::new(),
            share: None,
            amount: None,
            level: String::new(),
            remark: String::new(),
            evidence: Vec::new(),
            date: None,
            correction: None,
        }
    }
}

/// One row of the bonus, veto or direct ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The number of the clause or veto.
    pub clause: String,
    /// How often, at least 1.
    pub count: u32,
    /// The amount claimed (加分) or chosen, where the clause prints a range.
    pub award: Option<Points>,
    /// The responsibility share it counts with.
    pub share: Option<Points>,
    /// The level that awarded it (国家级, 省级, 市级), or the chosen one of the clause.
    pub level: String,
    /// 加分: the matter; awards of one matter may count once.
    pub matter: String,
    /// 加分: the number of the document that proves it.
    pub document: String,
    /// Which enterprise, unit or accident.
    pub subject: String,
    /// 说明.
    pub remark: String,
    /// 佐证.
    pub evidence: Vec<String>,
    /// When.
    pub date: Option<Date>,
}

impl Default for LedgerRow {
    fn default() -> Self {
        Self {
            clause: String::new(),
            count: 1,
            award: None,
            share: None,
            level: String::new(),
            matter: String::new(),
            document: String::new(),
            subject: String::new(),
            remark: String::new(),
            evidence: Vec::new(),
            date: None,
        }
    }
}

impl Entry {
    /// Whether nobody has looked: no value and no findings.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.value, Value::Open) && self.findings.is_empty()
    }

    /// Whether nothing at all is recorded, not even a remark.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A number with more decimals than are calculated with, and how many those are: it is kept,
    /// and nothing of the entry is counted.
    #[must_use]
    pub fn too_fine(&self) -> Option<(Points, u32)> {
        let of_findings = self
            .findings
            .iter()
            .flat_map(|finding| [(finding.share, Limit::Share), (finding.amount, Limit::Chosen)]);
        self.value.too_fine().or_else(|| first_too_fine(of_findings))
    }

    /// Whether a comment on it waits for an answer.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.returned.as_ref().is_some_and(|returned| !returned.is_answered())
    }

    /// What stands there when a person records `after` in its place. A comment stays and is
    /// answered by the change; what was found otherwise is no longer what was accepted.
    #[must_use]
    pub fn followed_by(&self, after: Option<Self>) -> Option<Self> {
        let mut after = after.unwrap_or_default();
        if self.says_the_same(&after) {
            return Some(after);
        }
        if after.accepted == self.accepted && !self.finds_the_same(&after) {
            after.accepted = None;
        }
        if after.returned.is_none() || after.returned == self.returned {
            after.returned.clone_from(&self.returned);
            if let Some(returned) = &mut after.returned {
                returned.changed = true;
            }
        }
        Some(after)
    }

    /// Whether the same was found and noted, whatever is done about it.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let told = |entry: &Self| (entry.remark.clone(), entry.evidence.clone(), entry.date);
        self.finds_the_same(other) && told(self) == told(other)
    }

    /// How often it was found: the findings' counts, else the quick count.
    #[must_use]
    pub fn count(&self) -> u32 {
        if self.findings.is_empty() {
            return match self.value {
                Value::Count(count) => count,
                Value::Hit => 1,
                _ => 0,
            };
        }
        self.findings.iter().fold(0, |sum, finding| sum.saturating_add(finding.count))
    }
}

impl Value {
    /// As [`Entry::too_fine`].
    #[must_use]
    pub fn too_fine(&self) -> Option<(Points, u32)> {
        let figures = |all: &[Points]| {
            first_too_fine(all.iter().map(|number| (Some(*number), Limit::Figure)))
        };
        match self {
            Self::Figure(Figure::Number(number)) => figures(&[*number]),
            Self::Figure(Figure::Ratio { part, whole }) => figures(&[*part, *whole]),
            Self::Named(named) => {
                first_too_fine(named.iter().map(|(_, number)| (Some(*number), Limit::Figure)))
            }
            Self::Baseline { actual, years, amount } => figures(&[*actual])
                .or_else(|| figures(years))
                .or_else(|| first_too_fine([(*amount, Limit::Chosen)])),
            Self::Score { score, of } => {
                first_too_fine([(Some(*score), Limit::Amount), (*of, Limit::Figure)])
            }
            Self::Amount(amount) => first_too_fine([(Some(*amount), Limit::Chosen)]),
            _ => None,
        }
    }
}

impl LedgerRow {
    /// As [`Entry::too_fine`].
    #[must_use]
    pub fn too_fine(&self) -> Option<(Points, u32)> {
        first_too_fine([(self.award, Limit::Amount), (self.share, Limit::Share)])
    }
}

fn first_too_fine(
    numbers: impl IntoIterator<Item = (Option<Points>, Limit)>,
) -> Option<(Points, u32)> {
    let mut held = numbers.into_iter().filter_map(|(number, limit)| Some((number?, limit)));
    held.find(|(number, limit)| number.is_too_fine(*limit))
        .map(|(number, limit)| (number, limit.decimals()))
}

#[cfg(test)]
mod tests {
    use super::{Accepted, Entry, Returned, Value};

    #[test]
    fn what_follows_from_a_change() {
        let accepted = Accepted { reason: "认可".to_owned(), ..Accepted::default() };
        let returned = Returned { comment: "补佐证".to_owned(), ..Returned::default() };
        let before = Entry {
            value: Value::Hit,
            accepted: Some(Box::new(accepted)),
            returned: Some(Box::new(returned)),
            ..Entry::default()
        };
        assert!(before.is_returned());
        // Something else was found: it is not what was accepted, and the comment is answered.
        let after = before.followed_by(Some(Entry { value: Value::Met, ..before.clone() }));
        let after = after.expect("an entry");
        assert!(after.accepted.is_none() && !after.is_returned() && after.returned.is_some());
        // Only the remark: still what was accepted.
        let remark = Entry { remark: "已补".to_owned(), ..before.clone() };
        let after = before.followed_by(Some(remark)).expect("an entry");
        assert!(after.accepted.is_some() && !after.is_returned());
        // Cleared: the comment stays.
        let after = before.followed_by(None).expect("an entry");
        assert!(after.is_open() && after.returned.is_some_and(|returned| returned.changed));
        // A comment that is taken back is gone.
        let back = Entry { returned: None, ..before.clone() };
        assert_eq!(before.followed_by(Some(back.clone())), Some(back));
    }
}

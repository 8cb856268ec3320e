//! What was recorded: one assessment of one unit against one rubric.
//!
//! A [`Session`] holds only what a person entered; every score is calculated
//! from it. It changes only through [`Edit::apply`], which returns the edit that
//! takes it back. Entries whose id the rubric does not know are kept and shown.

mod assessment;
mod carry;
mod corrections;
mod date;
mod difference;
mod earlier;
mod edit;
mod entry;
mod history;
mod migrate;
mod patch;
mod sample;

pub use assessment::Assessment;
pub use carry::{Carried, carried};
pub use corrections::CorrectionCounts;
pub use date::Date;
pub use earlier::numbered;
pub use edit::{Edit, Ledger};
pub use entry::{
    Accepted, Correction, CorrectionState, Entry, Finding, LedgerRow, Returned, TaskState, Value,
};
pub use history::{Change, History, Record, Step};
pub use migrate::{LookAgain, Migration, migration};
pub use patch::{Field, Splice};
pub use sample::{Sample, count_in, names_of, seed_of};

use assessment::are_near;
use std::collections::BTreeMap;

/// 考核记录.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// UUID v7 as text.
    pub id: String,
    /// The rubric it was scored with.
    pub rubric: RubricReference,
    /// Who is assessed, by whom, when, and how far it is.
    pub head: SessionHead,
    /// Entries by the id of a clause or an item, also of ids the rubric does not know.
    pub entries: BTreeMap<String, Entry>,
    /// 加分, in the order entered.
    pub bonus: Vec<LedgerRow>,
    /// 一票否决, in the order entered.
    pub vetoes: Vec<LedgerRow>,
    /// 直接计入总分, in the order entered.
    pub direct: Vec<LedgerRow>,
    /// Chosen option of each factor, by the factor's number.
    pub factors: BTreeMap<String, String>,
    /// 上次记录: what was recorded under clauses and items that have changed since, or in the
    /// last assessment, by the id they have now. It is kept to be looked at and never scored. Where an id has several,
    /// the older ones stand under [`numbered`] ids.
    pub earlier: BTreeMap<String, Entry>,
    /// 随机抽查, by the id of the clause or item it was made for.
    pub samples: BTreeMap<String, Sample>,
}

/// Which rubric, and exactly which version of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RubricReference {
    /// The rubric's id.
    pub id: String,
    /// SHA-256 of the rubric file as scored, in lower-case hexadecimal.
    pub sha256: String,
}

/// The head of an assessment form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionHead {
    /// 被考核单位.
    pub unit: String,
    /// The unit's tags: they switch clauses on.
    pub tags: Vec<String>,
    /// 自评, 现场考核 or 复核.
    pub mode: Mode,
    /// 考核组.
    pub assessors: Vec<String>,
    /// 考核时间.
    pub date: Option<Date>,
    /// 草稿 or 定稿.
    pub state: State,
}

/// Who assesses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// 自评.
    #[default]
    SelfAssessment,
    /// 现场考核.
    Field,
    /// 复核.
    Review,
}

/// How far an assessment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Still being filled in.
    #[default]
    Draft,
    /// Finalised.
    Final,
}

impl Mode {
    /// All modes, in the order of an assessment.
    pub const ALL: [Self; 3] = [Self::SelfAssessment, Self::Field, Self::Review];

    /// The word files and commands use.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::SelfAssessment => "self",
            Self::Field => "field",
            Self::Review => "review",
        }
    }

    /// The mode with this word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.key() == key)
    }
}

impl State {
    /// The word files and commands use.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }
}

impl Session {
    /// What is recorded under an id; `None` where nothing is.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// How many comments on entries wait for an answer.
    #[must_use]
    pub fn returned(&self) -> usize {
        self.unanswered().len()
    }

    /// The ids of the entries on which a comment waits for an answer.
    #[must_use]
    pub fn unanswered(&self) -> Vec<&str> {
        let waits = self.entries.iter().filter(|(_, entry)| entry.is_returned());
        waits.map(|(id, _)| id.as_str()).collect()
    }

    /// A 复核 that starts from what is recorded here; it has this one's id until it gets its own.
    /// It is of the same assessment: a day too far away for that gives way to the day of this
    /// session.
    #[must_use]
    pub fn reviewed(&self, date: Option<Date>) -> Self {
        let is_near = |date: &Date| self.head.date.is_none_or(|own| are_near(own, *date));
        let head = SessionHead {
            mode: Mode::Review,
            assessors: Vec::new(),
            date: date.filter(is_near).or(self.head.date),
            state: State::Draft,
            ..self.head.clone()
        };
        let mut review = Self { head, ..self.clone() };
        for entry in review.entries.values_mut() {
            (entry.accepted, entry.returned) = (None, None);
        }
        review.entries.retain(|_, entry| !entry.is_empty());
        review
    }

    /// The rows of a ledger.
    #[must_use]
    pub fn ledger(&self, ledger: Ledger) -> &[LedgerRow] {
        match ledger {
            Ledger::Bonus => &self.bonus,
            Ledger::Veto => &self.vetoes,
            Ledger::Direct => &self.direct,
        }
    }
}

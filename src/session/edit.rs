//! Every change to a session is an [`Edit`], whose inverse takes it back.

use super::{
    Entry, Field, LedgerRow, RubricReference, Sample, Session, SessionHead, Splice, State, Value,
};
use std::collections::BTreeMap;

/// One change to a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The entry under an id becomes this; `None` takes it away.
    Entry {
        /// The id of a clause or an item.
        id: String,
        /// What is recorded there afterwards.
        entry: Option<Entry>,
    },
    /// Parts of the entry under an id become these.
    Fields {
        /// The id of a clause or an item.
        id: String,
        /// What they are afterwards, each part once.
        fields: Vec<Field>,
    },
    /// 上次记录 under an id becomes this; `None` takes it away.
    Earlier {
        /// The id of a clause or an item.
        id: String,
        /// What is kept there afterwards.
        entry: Option<Entry>,
    },
    /// A ledger holds these rows.
    Ledger {
        /// Which one.
        ledger: Ledger,
        /// Its rows afterwards.
        rows: Vec<LedgerRow>,
    },
    /// Some rows of a ledger become these.
    Rows {
        /// Which one.
        ledger: Ledger,
        /// Which rows, and what stands there afterwards.
        splice: Splice<LedgerRow>,
    },
    /// 随机抽查 for an id becomes this; `None` takes it away.
    Sample {
        /// The id of a clause or an item.
        id: String,
        /// What is drawn for it afterwards.
        sample: Option<Sample>,
    },
    /// The option chosen for a factor; `None` chooses none.
    Factor {
        /// The factor's number.
        no: String,
        /// The option's name.
        option: Option<String>,
    },
    /// Unit, tags, mode, assessors, date, state.
    Head(SessionHead),
    /// The rubric it is scored with.
    Rubric(RubricReference),
    /// Several edits that belong together, applied in order.
    Several(Vec<Edit>),
}

/// The lists beside the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ledger {
    /// 加分.
    Bonus,
    /// 一票否决.
    Veto,
    /// 直接计入总分.
    Direct,
}

impl Edit {
    /// The same edit with no entry in the place of an empty one, as it is applied.
    #[must_use]
    pub fn settled(self) -> Self {
        let held = |entry: Option<Entry>| {
            let mut entry = entry.filter(|entry| !entry.is_empty())?;
            // Findings are the count.
            if matches!(entry.value, Value::Count(_)) && !entry.findings.is_empty() {
                entry.value = Value::Open;
            }
            Some(entry)
        };
        match self {
            Self::Entry { id, entry } => Self::Entry { id, entry: held(entry) },
            Self::Earlier { id, entry } => Self::Earlier { id, entry: held(entry) },
            Self::Sample { id, sample } => {
                Self::Sample { id, sample: sample.filter(|sample| !sample.is_empty()) }
            }
            Self::Several(edits) => Self::Several(edits.into_iter().map(Self::settled).collect()),
            other => other,
        }
    }

    /// The id of the entry that it is about; `None` where it is about something else.
    #[must_use]
    pub fn entry_id(&self) -> Option<&str> {
        match self {
            Self::Entry { id, .. } | Self::Fields { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The same edit of this session as what differs, and nothing where nothing does.
    pub(super) fn narrowed(self, session: &Session) -> Option<Self> {
        Some(match self {
            Self::Entry { id, entry } => {
                let nothing = Entry::default();
                let (was, is) = (session.entry(&id), entry.as_ref());
                let fields = Field::between(was.unwrap_or(&nothing), is.unwrap_or(&nothing));
                if fields.is_empty() {
                    return None;
                }
                Self::Fields { id, fields }
            }
            Self::Ledger { ledger, rows } => {
                Self::Rows { ledger, splice: Splice::between(session.ledger(ledger), &rows)? }
            }
            other => other,
        })
    }

    /// Whether it says which version of the rubric the session is scored with.
    #[must_use]
    pub fn names_rubric(&self) -> bool {
        match self {
            Self::Rubric(_) => true,
            Self::Several(edits) => edits.iter().any(Self::names_rubric),
            _ => false,
        }
    }

    /// Whether it changes nothing but 整改 of what was found: neither score nor findings.
    #[must_use]
    pub fn only_corrects(&self, session: &Session) -> bool {
        match self {
            Self::Entry { id, entry } => session
                .entry(id)
                .zip(entry.as_ref())
                .is_some_and(|(before, after)| before.differs_in_corrections_only(after)),
            Self::Fields { id, fields } => session.entry(id).is_some_and(|before| {
                let mut after = before.clone();
                for field in fields {
                    let _ = field.clone().apply(&mut after);
                }
                before.differs_in_corrections_only(&after)
            }),
            Self::Several(edits) => edits.iter().all(|edit| edit.only_corrects(session)),
            _ => false,
        }
    }

    /// Whether it takes 定稿 back and does nothing else.
    #[must_use]
    pub fn reopens(&self, session: &Session) -> bool {
        let Self::Head(head) = self else { return false };
        let reopened = SessionHead { state: State::Draft, ..session.head.clone() };
        *head == reopened && session.head.state == State::Final
    }

    /// Whether a session may be changed so: what is finalised keeps its score and its findings,
    /// while 整改 goes on.
    #[must_use]
    pub fn is_allowed_in(&self, session: &Session) -> bool {
        session.head.state != State::Final || self.only_corrects(session) || self.reopens(session)
    }

    /// Makes the change and returns the edit that takes it back.
    #[must_use]
    pub fn apply(self, session: &mut Session) -> Self {
        match self {
            Self::Entry { id, entry } => {
                let before = put(&mut session.entries, &id, entry);
                Self::Entry { id, entry: before }
            }
            Self::Earlier { id, entry } => {
                let before = put(&mut session.earlier, &id, entry);
                Self::Earlier { id, entry: before }
            }
            Self::Fields { id, fields } => {
                let mut entry = session.entries.remove(&id).unwrap_or_default();
                let before = fields.into_iter().map(|field| field.apply(&mut entry)).collect();
                if !entry.is_empty() {
                    session.entries.insert(id.clone(), entry);
                }
                Self::Fields { id, fields: before }
            }
            Self::Ledger { ledger, rows } => {
                let held = held_rows(session, ledger);
                Self::Ledger { ledger, rows: std::mem::replace(held, rows) }
            }
            Self::Rows { ledger, splice } => {
                Self::Rows { ledger, splice: splice.apply(held_rows(session, ledger)) }
            }
            Self::Sample { id, sample } => {
                let before = match sample.filter(|sample| !sample.is_empty()) {
                    Some(sample) => session.samples.insert(id.clone(), sample),
                    None => session.samples.remove(&id),
                };
                Self::Sample { id, sample: before }
            }
            Self::Factor { no, option } => {
                let before = match option {
                    Some(name) => session.factors.insert(no.clone(), name),
                    None => session.factors.remove(&no),
                };
                Self::Factor { no, option: before }
            }
            Self::Head(head) => Self::Head(std::mem::replace(&mut session.head, head)),
            Self::Rubric(rubric) => Self::Rubric(std::mem::replace(&mut session.rubric, rubric)),
            Self::Several(edits) => {
                let mut inverses: Vec<Self> =
                    edits.into_iter().map(|edit| edit.apply(session)).collect();
                inverses.reverse();
                Self::Several(inverses)
            }
        }
    }
}

fn held_rows(session: &mut Session, ledger: Ledger) -> &mut Vec<LedgerRow> {
    match ledger {
        Ledger::Bonus => &mut session.bonus,
        Ledger::Veto => &mut session.vetoes,
        Ledger::Direct => &mut session.direct,
    }
}

/// Puts an entry under an id, or takes it away; the answer is what was there.
fn put(entries: &mut BTreeMap<String, Entry>, id: &str, entry: Option<Entry>) -> Option<Entry> {
    match entry.filter(|entry| !entry.is_empty()) {
        Some(entry) => entries.insert(id.to_owned(), entry),
        None => entries.remove(id),
    }
}

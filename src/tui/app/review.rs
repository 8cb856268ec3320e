//! One session that is open: its rubric, its score, the tree.

use super::{Copied, Found, Real, RubricUpdate, Version};
use crate::phrases::Others;
use crate::rubric::{AppliesTo, Clause, ClauseIndex, Home, IndicatorIndex, Rubric, Subject};
use crate::score::{AwardScore, Lost, Mark, Scorecard, fits, score};
use crate::session::{Entry, History, Record, Session, State, Value};
use crate::tui::record::Asks;
use crate::tui::search::Index;
use crate::tui::tree::{Node, Touched, Tree, is_open};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the shell opened.
#[derive(Clone, Debug, Default)]
pub struct Opened {
    /// The rubric the session is scored with.
    pub rubric: Arc<Rubric>,
    /// The session.
    pub session: Session,
    /// What can be taken back from earlier.
    pub history: History,
    /// Its file lacks changes that only the journal has.
    pub is_behind: bool,
    /// Why nothing may be changed, if nothing may.
    pub read_only: Option<ReadOnly>,
    /// What the user has to know about the file: the rubric has changed since, …
    pub notice: Option<String>,
    /// The id that has to be looked at first.
    pub look_at: Option<String>,
    /// The ids of the entries whose comment (退回) is by whoever opens it.
    pub own_comments: BTreeSet<String>,
    /// The version of the rubric that new sessions are made with, where it is another one.
    pub newer: Option<Version>,
    /// Further versions that undo and redo may lead to.
    pub versions: Vec<Version>,
}

/// Why a session may not be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// It was asked for.
    Asked,
    /// Someone else has it open; a sentence says who.
    Held(String),
}

/// Whether what is on the screen is on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saved {
    /// It is.
    #[default]
    Yes,
    /// The save is on its way.
    Pending,
    /// It is not.
    No(Unsaved),
}

/// Whether someone asked to save what could not be saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// The program tries by itself.
    #[default]
    No,
    /// Someone asked.
    Yes,
}

/// Why something was not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// A sentence.
    pub why: String,
    /// Someone else changed the file or took it away: saving again would fail again, but
    /// what is recorded can go into a file of its own.
    pub is_conflict: bool,
}

/// One session that is open.
#[derive(Clone, Debug)]
pub struct Review {
    /// The document.
    pub rubric: Arc<Rubric>,
    /// What is recorded.
    pub session: Session,
    /// What it comes to.
    pub card: Scorecard,
    /// What can be taken back.
    pub history: History,
    /// The tree on the left.
    pub tree: Tree,
    /// The first line of the details in view.
    pub details_offset: usize,
    /// What is looked for, made when somebody first looks; of the version in use.
    pub(super) index: Option<Box<Index>>,
    /// What was found last and is marked.
    pub found: Option<Found>,
    /// A branch folds when nothing in it is open any more.
    pub folds_done: bool,
    /// What changed since the opening, and on which day before.
    pub touched: Touched,
    /// The ids of the entries whose comment (退回) is by whoever has opened it.
    pub own_comments: BTreeSet<String>,
    /// Changes on their way into the journal, in order.
    pub unwritten: Vec<Record>,
    /// Whether it is on the disk.
    pub saved: Saved,
    /// The journal has it all, but the file people read does not yet.
    pub is_behind: bool,
    /// It is left as soon as the file is up to date.
    pub is_leaving: bool,
    /// Someone asked to save what could not be saved: where it fails again, a copy is offered.
    pub asked: Asked,
    /// The other file in which it goes on than it was opened in.
    pub copied_to: Option<String>,
    /// Why nothing may be changed.
    pub read_only: Option<ReadOnly>,
    /// 试算: what is recorded in truth, while things are tried on a copy of it.
    pub trial: Option<Box<Real>>,
    /// What the user has to know about the file.
    pub notice: Option<String>,
    /// The versions of the rubric that are known and not in use.
    pub(super) others: Vec<Version>,
    /// What changed in the rubric since the version that was in use at the opening.
    pub update: Option<Box<RubricUpdate>>,
    /// What other sessions of the same rubric remark, read when somebody first asks.
    pub remarks: Option<Box<Others>>,
    /// What was copied last, to be pasted.
    pub copied: Option<Box<Copied>>,
    /// SHA-256 of the version in use.
    pub(super) used_sha256: String,
}

/// What is under the cursor and can be recorded: an entry's id and what it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    /// The id of the entry.
    pub id: String,
    /// What it names.
    pub subject: Subject,
}

impl Review {
    /// Opens a session: the cursor on the first thing that is open, or on the total.
    #[must_use]
    pub fn new(opened: Opened) -> Self {
        let Opened { rubric, session, history, is_behind, read_only, notice, .. } = opened;
        let Opened { look_at, own_comments, newer, versions, .. } = opened;
        let used_sha256 = session.rubric.sha256.clone();
        let update = newer.as_ref().map(|newer| RubricUpdate::new(&used_sha256, &rubric, newer));
        let card = score(&rubric, &session);
        let mut tree = Tree::new(&rubric, card.unknown.len());
        if !look_at.is_some_and(|id| tree.go_to_id(&rubric, &id)) {
            tree.go_to_next(true, |node| is_open(&rubric, &card, node));
        }
        Self {
            rubric,
            session,
            card,
            history,
            tree,
            details_offset: 0,
            index: None,
            found: None,
            folds_done: false,
            touched: Touched::default(),
            own_comments,
            unwritten: Vec::new(),
            saved: Saved::Yes,
            is_behind,
            is_leaving: false,
            asked: Asked::default(),
            copied_to: None,
            read_only,
            trial: None,
            notice,
            others: newer.into_iter().chain(versions).collect(),
            update: update.map(Box::new),
            remarks: None,
            copied: None,
            used_sha256,
        }
    }

    /// What is under the cursor, where something can be recorded about it.
    #[must_use]
    pub fn selected(&self) -> Option<Selected> {
        let subject = self.subject_of(self.tree.selected())?;
        Some(Selected { id: self.id_of(subject).to_owned(), subject })
    }

    /// What is recorded on a row: of an item with a single clause, that clause.
    #[must_use]
    pub fn subject_of(&self, node: Node) -> Option<Subject> {
        match node {
            Node::Clause(clause) => Some(Subject::Clause(clause)),
            Node::Indicator(item) if self.rubric.indicator(item).is_item() => {
                let only = self.rubric.only_clause(item).map(Subject::Clause);
                Some(only.unwrap_or(Subject::Indicator(item)))
            }
            _ => None,
        }
    }

    /// The id of a clause or an indicator.
    #[must_use]
    pub fn id_of(&self, subject: Subject) -> &str {
        match subject {
            Subject::Clause(clause) => &self.rubric.clause(clause).id,
            Subject::Indicator(index) => &self.rubric.indicator(index).id,
        }
    }

    /// What a subject wants recorded.
    #[must_use]
    pub fn asks(&self, subject: Subject) -> Asks<'_> {
        Asks::of(&self.rubric, subject, &self.session.head.tags)
    }

    /// The entry under an id; an empty one where there is none.
    #[must_use]
    pub fn entry(&self, id: &str) -> Entry {
        self.session.entry(id).cloned().unwrap_or_default()
    }

    /// The item a clause belongs to.
    #[must_use]
    pub fn item_of(&self, clause: ClauseIndex) -> Option<IndicatorIndex> {
        match self.rubric.clause(clause).home {
            Home::Item(item) => Some(item),
            Home::Bonus | Home::Direct => None,
        }
    }

    /// The id of the item around a clause where that item as a whole does not apply:
    /// what is recorded under the clause says nothing then.
    #[must_use]
    pub fn left_out_with(&self, subject: Subject) -> Option<&str> {
        let Subject::Clause(clause) = subject else { return None };
        let item = self.rubric.indicator(self.item_of(clause)?);
        let entry = self.session.entry(&item.id)?;
        matches!(entry.value, Value::NotApplicable(_)).then_some(item.id.as_str())
    }

    /// The units that this subject applies to, where this one is not among them.
    #[must_use]
    pub fn other_units_only(&self, subject: Subject) -> Option<&AppliesTo> {
        let mut all = self.rubric.all_applies_to(subject);
        all.find(|applies| !applies.fits(&self.session.head.tags))
    }

    /// The year assessed: the rubric's where the session is about it, else that of its date.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.session.head.year(self.rubric.head.year())
    }

    /// Whether the newest earlier record of a subject can be taken over as its record: there
    /// is one, it fits the clause as it is now, and nothing is recorded yet.
    #[must_use]
    pub fn takes_earlier(&self, subject: Subject) -> bool {
        let id = self.id_of(subject);
        let earlier = self.session.earlier_of(id).next();
        self.session.entry(id).is_none()
            && earlier.is_some_and(|entry| fits(&self.rubric, &self.session, subject, entry))
    }

    /// Whether there is something to correct about a subject: something was found, or a
    /// correction is recorded already.
    #[must_use]
    pub fn is_correctable(&self, subject: Subject) -> bool {
        let (mark, is_repeated) = match subject {
            Subject::Clause(index) => {
                (self.card.clauses[index.0].mark, self.rubric.clause(index).repeated)
            }
            Subject::Indicator(index) => (self.card.indicators[index.0].mark, false),
        };
        let entry = self.session.entry(self.id_of(subject));
        let has_one = entry.is_some_and(|entry| entry.corrections().next().is_some());
        let is_found = mark == Mark::Found && entry.is_some();
        !is_repeated && (is_found || has_one)
    }

    /// Whether a comment on a row waits for an answer.
    #[must_use]
    pub fn waits(&self, node: Node) -> bool {
        let id = match node {
            Node::Indicator(index) => Some(&self.rubric.indicator(index).id),
            _ => None,
        };
        let is_returned = |id: &str| self.session.entry(id).is_some_and(Entry::is_returned);
        let subject = self.subject_of(node).map(|subject| self.id_of(subject));
        subject.is_some_and(is_returned) || id.is_some_and(|id| is_returned(id))
    }

    /// How many cases without points are noted under 加分, of how many; none where the bonus
    /// has points.
    #[must_use]
    pub fn noted_cases(&self) -> Option<(usize, usize)> {
        let clauses = self.rubric.clauses_in(&self.rubric.bonus.as_ref()?.members);
        let has_no_points = |index: &ClauseIndex| self.rubric.clause(*index).has_no_points();
        let held = clauses.iter().filter(|index| self.is_noted(self.rubric.clause(**index)));
        let is_all = !clauses.is_empty() && clauses.iter().all(has_no_points);
        is_all.then(|| (held.count(), clauses.len()))
    }

    /// Whether a row of the bonus stands under a clause.
    #[must_use]
    pub fn is_noted(&self, clause: &Clause) -> bool {
        self.session.bonus.iter().any(|row| row.clause == clause.no)
    }

    /// Whether nobody has looked at a subject; of an item with clauses, at some of them.
    #[must_use]
    pub fn is_unlooked_at(&self, subject: Subject) -> bool {
        match subject {
            Subject::Clause(index) => self.card.clauses[index.0].mark == Mark::Open,
            Subject::Indicator(index) => self.card.indicators[index.0].progress.open > 0,
        }
    }

    /// The clauses of the rows of 加分 that count nothing because no amount was entered.
    #[must_use]
    pub fn bonus_without_amount(&self) -> Vec<&str> {
        let is_missing =
            |award: &AwardScore| award.losses.iter().any(|loss| loss.why == Lost::AmountMissing);
        let rows = self.session.bonus.iter().zip(&self.card.bonus.awards);
        rows.filter(|(_, award)| is_missing(award)).map(|(row, _)| row.clause.as_str()).collect()
    }

    /// Whether it is finalised.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.session.head.state == State::Final
    }

    /// Whether nothing may be changed. A trial changes nothing that is kept, so all of its
    /// keys work.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.trial.is_none() && (self.is_final() || self.read_only.is_some())
    }

    /// Whether 整改 may be recorded: also where the rest is finalised.
    #[must_use]
    pub fn takes_corrections(&self) -> bool {
        self.trial.is_some() || self.read_only.is_none()
    }

    /// Whether the last change can be taken back, or made again; of what is finalised only
    /// what concerns 整改 alone.
    #[must_use]
    pub fn can_step(&self, back: bool) -> bool {
        let next = self.history.next_step(back);
        next.is_some_and(|edit| {
            !self.is_locked() || self.takes_corrections() && edit.only_corrects(&self.session)
        })
    }
}

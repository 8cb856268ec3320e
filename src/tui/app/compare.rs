//! 对比 on the screen: the assessments side by side, the rows in view, and what was chosen.

use super::{ReadOnly, Review, SessionRow};
use crate::comparison::{Comparison, Row, Side, Unrelated, compare};
use crate::rubric::Rubric;
use crate::score::{Scorecard, score};
use crate::session::{Assessment, Entry, Mode, Session, SessionHead, State};
use std::path::PathBuf;
use std::sync::Arc;

/// One assessment that is compared, as it was read.
#[derive(Clone, Debug)]
pub struct ComparedSide {
    /// Its file.
    pub path: PathBuf,
    /// What it was scored with.
    pub rubric: Arc<Rubric>,
    /// What was recorded.
    pub session: Session,
    /// What it comes to.
    pub card: Scorecard,
}

impl ComparedSide {
    /// Scores an assessment.
    #[must_use]
    pub fn new(path: PathBuf, rubric: Arc<Rubric>, session: Session) -> Self {
        let card = score(&rubric, &session);
        Self { path, rubric, session, card }
    }
}

/// The comparison that is open.
#[derive(Clone, Debug)]
pub struct CompareList {
    /// The assessments, in the order of the columns.
    pub sides: Vec<ComparedSide>,
    /// What they say; made anew when the open session changes.
    pub comparison: Comparison,
    /// Its lines in view: numbers of the whole first, then rows.
    pub lines: Vec<CompareLine>,
    /// What does not differ is shown too.
    pub is_all: bool,
    /// In the order of the document instead of by the gap.
    pub by_document: bool,
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line in view.
    pub offset: usize,
    /// The first line in view of what is under the cursor.
    pub details_offset: usize,
    /// What was chosen while its 复核 is being opened.
    pub pending: Option<Pending>,
}

/// What was chosen to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The column it is taken from.
    pub place: usize,
    /// Why.
    pub reason: String,
    /// The column that a new 复核 starts from; none where it was there already.
    pub base: Option<usize>,
}

/// What is looked for before something is accepted: the 复核 of one assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewsWanted {
    /// The column it would be taken from.
    pub place: usize,
    /// A session of the folder that is looked through.
    pub beside: PathBuf,
    /// Of which assessment they have to be.
    pub of: Assessment,
}

/// A 复核 that stands in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewFound {
    /// Its file.
    pub path: PathBuf,
    /// When, by whom, draft or final.
    pub head: SessionHead,
    /// Who has it open, in words; none where it can be written.
    pub held: Option<String>,
}

/// What was chosen in a comparison while the reason is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepting {
    /// The column it is taken from.
    pub place: usize,
    /// It is not what the base says, so that a reason is needed.
    pub is_needed: bool,
    /// The drafts that can take it, one of which is chosen; none where the open one does or a
    /// new one begins.
    pub into: Vec<PathBuf>,
}

/// The 复核 that takes what is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeginReview {
    /// It is there already, in this file.
    Existing(PathBuf),
    /// It is made beside the assessment it starts from.
    New {
        /// The file of that assessment.
        base: PathBuf,
        /// What it begins with.
        session: Box<Session>,
    },
}

/// One line of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareLine {
    /// A number of the whole, by its place in [`Comparison::totals`].
    Total(usize),
    /// A row, by its place in [`Comparison::rows`].
    Row(usize),
}

impl CompareList {
    /// Puts assessments side by side, those that differ most first.
    ///
    /// # Errors
    /// Two of them have nothing to do with each other: the titles of their rubrics.
    pub fn new(mut sides: Vec<ComparedSide>) -> Result<Self, (String, String)> {
        // 自评, 现场, 复核; last year before this one.
        sides.sort_by_key(|side| {
            let head = &side.session.head;
            (head.date, Mode::ALL.iter().position(|mode| *mode == head.mode))
        });
        let comparison = compare(&views(&sides)).map_err(|Unrelated { one, other }| {
            let title = |place: usize| sides[place].rubric.head.title.clone();
            (title(one), title(other))
        })?;
        let mut list = Self {
            sides,
            comparison,
            lines: Vec::new(),
            is_all: false,
            by_document: false,
            cursor: 0,
            offset: 0,
            details_offset: 0,
            pending: None,
        };
        list.lay_out();
        // The first row, behind the numbers of the whole.
        list.cursor = list.comparison.totals.len();
        Ok(list)
    }

    /// What is compared, as the core takes it.
    #[must_use]
    pub fn views(&self) -> Vec<Side<'_>> {
        views(&self.sides)
    }

    /// Which rows are in view and in what order.
    pub fn lay_out(&mut self) {
        let rows = &self.comparison.rows;
        let mut shown: Vec<usize> =
            (0..rows.len()).filter(|place| self.is_all || rows[*place].differs()).collect();
        if !self.by_document {
            shown.sort_by_key(|place| rows[*place].order());
        }
        let totals = (0..self.comparison.totals.len()).map(CompareLine::Total);
        self.lines = totals.chain(shown.into_iter().map(CompareLine::Row)).collect();
    }

    /// The line under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<CompareLine> {
        self.lines.get(self.cursor).copied()
    }

    /// The row under the cursor.
    #[must_use]
    pub fn row(&self) -> Option<&Row> {
        match self.selected()? {
            CompareLine::Row(place) => self.comparison.rows.get(place),
            CompareLine::Total(_) => None,
        }
    }

    /// The column of the open session.
    #[must_use]
    pub fn live(&self, review: Option<&Review>) -> Option<usize> {
        let id = &review?.session.id;
        self.sides.iter().position(|side| side.session.id == *id)
    }

    /// The column that what is accepted would replace entries of: the newest 现场考核, else the
    /// newest that is no 复核.
    #[must_use]
    pub fn base(&self) -> Option<usize> {
        let newest = |wanted: &dyn Fn(Mode) -> bool| {
            let places = (0..self.sides.len()).filter(|place| {
                let head = &self.sides[*place].session.head;
                wanted(head.mode)
            });
            places.max_by_key(|place| {
                let session = &self.sides[*place].session;
                (session.head.date, session.id.clone())
            })
        };
        newest(&|mode| mode == Mode::Field).or_else(|| newest(&|mode| mode != Mode::Review))
    }

    /// The column of a 复核 of the same assessment as a column that is still being written,
    /// where there is one.
    #[must_use]
    pub fn draft_review(&self, place: usize) -> Option<usize> {
        let wanted = self.sides.get(place)?.session.assessment();
        self.sides.iter().position(|side| {
            let head = &side.session.head;
            let is_draft = head.mode == Mode::Review && head.state == State::Draft;
            is_draft && side.session.assessment().is_same(&wanted)
        })
    }

    /// Why nothing can be accepted at all: the program only looks, or the open 复核 is being
    /// written by someone else.
    #[must_use]
    pub fn shut<'a>(&self, review: Option<&'a Review>) -> Option<&'a ReadOnly> {
        let open = review?;
        let is_review = open.session.head.mode == Mode::Review && self.live(review).is_some();
        open.read_only.as_ref().filter(|why| is_review || **why == ReadOnly::Asked)
    }

    /// What the assessment of a column recorded on the row under the cursor.
    #[must_use]
    pub fn entry(&self, place: usize) -> Entry {
        let cell = self.row().and_then(|row| row.cells.get(place)?.as_ref());
        cell.map(|cell| cell.entry.clone()).unwrap_or_default()
    }

    /// Whether two columns say different things on the row under the cursor.
    #[must_use]
    pub fn says_other(&self, one: usize, other: usize) -> bool {
        let cell = |place: usize| self.row().and_then(|row| row.cells.get(place)?.as_ref());
        match (cell(one), cell(other)) {
            (Some(one), Some(other)) => {
                !one.entry.says_the_same(&other.entry) || one.ledger != other.ledger
            }
            (one, other) => one.is_some() != other.is_some(),
        }
    }

    /// Takes in what the open session says now; a new column where it has none yet.
    pub fn follow(&mut self, review: &Review) {
        let live = self.live(Some(review));
        if live.is_some_and(|place| self.sides[place].session == review.session) {
            return;
        }
        let side = ComparedSide {
            path: PathBuf::new(),
            rubric: Arc::clone(&review.rubric),
            session: review.session.clone(),
            card: review.card.clone(),
        };
        match live {
            Some(place) => {
                let path = std::mem::take(&mut self.sides[place].path);
                self.sides[place] = ComparedSide { path, ..side };
            }
            None => self.sides.push(side),
        }
        let selected = self.row().map(|row| row.parts.first().copied());
        if let Ok(comparison) = compare(&views(&self.sides)) {
            self.comparison = comparison;
        }
        self.lay_out();
        // The cursor stays on its row, also where that stands elsewhere now.
        let same = |line: &CompareLine| match line {
            CompareLine::Row(place) => {
                Some(self.comparison.rows[*place].parts.first().copied()) == selected
            }
            CompareLine::Total(_) => false,
        };
        if let Some(place) = self.lines.iter().position(same) {
            self.cursor = place;
        }
    }
}

fn views(sides: &[ComparedSide]) -> Vec<Side<'_>> {
    let mut views = Vec::with_capacity(sides.len());
    for ComparedSide { rubric, session, card, .. } in sides {
        views.push(Side { rubric, session, card });
    }
    views
}

/// The sessions that the open one can be compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OthersList {
    /// Those of the same rubric and unit first.
    pub rows: Vec<SessionRow>,
    /// The file of the open one.
    pub open: PathBuf,
    /// The rows that are marked, by their files.
    pub marked: Vec<PathBuf>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
}

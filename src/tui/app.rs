//! The state of the program, and what can happen to it.
//!
//! [`App`] keeps only what crosses the screens; cursor, scroll and typed text
//! stand in the part that uses them. It changes in [`super::update`] alone.

mod compare;
mod copied;
mod filters;
mod history;
mod ledger;
mod messages;
mod pages;
mod palette;
mod phrases;
mod ranking;
mod report;
mod review;
mod samples;
mod search;
mod start;
mod trial;
mod versions;

pub use compare::{
    Accepting, BeginReview, CompareLine, CompareList, ComparedSide, OthersList, Pending,
    ReviewFound, ReviewsWanted,
};
pub use copied::{Copied, Fit};
pub use filters::FilterList;
pub use history::{HistoryList, HistoryRead};
pub use ledger::{LedgerLine, LedgerList};
pub use messages::{Effect, Msg, NewSession};
pub use pages::{MarginLine, MarginList, OverviewList};
pub use palette::PaletteList;
pub use phrases::PhraseList;
pub use ranking::{RankList, RankedRow};
pub use report::{ReportOf, ReportOrder};
pub use review::{Asked, Opened, ReadOnly, Review, Saved, Selected, Unsaved};
pub use search::{Found, SearchLine};
pub use start::{FindLine, FoundSessions, RubricChoice, SessionLine, SessionRow, Start};
pub use trial::Real;
pub use versions::{RubricUpdate, Version};

use super::action::{Keymap, Place};
use super::widgets::form::Form;
use super::widgets::input::Input;
use super::widgets::theme::{Symbols, Theme};
use crate::lang::{Lang, phrases::built_in};
use crate::phrases::Template;
use crate::session::{Date, Ledger};
use ratatui::layout::Size;
use std::path::PathBuf;

/// Everything the screens are made from.
#[derive(Clone, Debug)]
pub struct App {
    /// The language of the user.
    pub lang: Lang,
    /// Styles.
    pub theme: Theme,
    /// Marks and lines.
    pub symbols: Symbols,
    /// Which key does what.
    pub keys: Keymap,
    /// Clicks and the wheel are heeded; the terminal's own marking of text is off then.
    pub mouse: bool,
    /// The terminal's size.
    pub size: Size,
    /// Who is here, for what is accepted; empty where nobody says.
    pub user: String,
    /// Today, for new sessions and findings; absent where the clock makes no sense.
    pub today: Option<Date>,
    /// Templates of remarks.
    pub templates: Vec<Template>,
    /// The office's own Word file that reports can be filled in.
    pub report_template: Option<PathBuf>,
    /// The rubrics a new session can be made with.
    pub rubrics: Vec<RubricChoice>,
    /// The list of sessions; absent where the program was started with one session.
    pub start: Option<Start>,
    /// The session that is open, above the list.
    pub review: Option<Box<Review>>,
    /// What lies above the screen, the topmost last: it has the focus.
    pub overlays: Vec<Overlay>,
    /// What just happened, until the next key.
    pub status: Option<Status>,
}

/// A sentence about what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The sentence.
    pub text: String,
    /// Something did not work.
    pub is_error: bool,
}

/// What lies above a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The key table; the first line in view.
    Help(usize),
    /// A number that is being typed at the bottom.
    Prompt(Prompt),
    /// A form.
    Form(Box<Dialog>),
    /// The findings of a clause.
    Findings(FindingsList),
    /// Bonus, veto, direct.
    Ledgers(LedgerList),
    /// What the tree may be narrowed to.
    Filters(FilterList),
    /// What is looked for, typed at the bottom.
    Search(SearchLine),
    /// What the list of sessions is narrowed to, typed at the bottom.
    Find(FindLine),
    /// What changed in the rubric; the first line in view.
    Changes(usize),
    /// What was changed.
    History(HistoryList),
    /// What fixing each thing alone would gain.
    Margins(Box<MarginList>),
    /// The whole on one page.
    Overview(OverviewList),
    /// A question.
    Confirm(Question),
    /// Assessments side by side.
    Compare(Box<CompareList>),
    /// The sessions that the open one can be compared with.
    Others(OthersList),
    /// The units of the folder by score.
    Ranking(Box<RankList>),
    /// Everything that can be done below it.
    Palette(PaletteList),
    /// 常用语 for a field of the form below it.
    Phrases(PhraseList),
}

/// A number for the entry under an id.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// The clause or item.
    pub id: String,
    /// What is typed.
    pub input: Input,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// What was doubtful was asked, and is to be recorded so.
    pub is_sure: bool,
}

/// A form and what it is for.
#[derive(Clone, Debug)]
pub struct Dialog {
    /// What happens to what is entered.
    pub purpose: Purpose,
    /// The fields.
    pub form: Form,
    /// Esc was pressed once on what is not recorded yet.
    pub is_leaving: bool,
    /// What was doubtful was asked, and is to be recorded so.
    pub is_sure: bool,
    /// The matters that were said to be others.
    pub other_matters: Vec<String>,
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new session.
    NewSession,
    /// Unit, tags, mode, assessors, date.
    Head,
    /// The entry under an id.
    Entry(String),
    /// The remark of the entry under an id.
    Remark(String),
    /// 不涉及, for the entry under an id.
    NotApplicable(String),
    /// A finding of the entry under an id: its place, or a new one.
    Finding(String, Option<usize>),
    /// 整改 of a finding of the entry under an id, at its place; none: of the entry itself.
    Correction(String, Option<usize>),
    /// A row of a ledger under a clause: its place, or a new one.
    Row(Ledger, String, Option<usize>),
    /// Why 定稿 is taken back.
    Reopen,
    /// 随机抽查 for an id.
    Sample(String),
    /// Why what the assessment of a column says is accepted.
    Accept(Accepting),
    /// 退回 of the entry under an id.
    Return(String),
    /// 导出报表 of something.
    Report(ReportOf),
}

impl Purpose {
    /// The id whose remark is written in the form; none where it has no remark of a clause
    /// or an item.
    #[must_use]
    pub fn remarks_on(&self) -> Option<&str> {
        match self {
            Self::Entry(id) | Self::Remark(id) | Self::Finding(id, _) => Some(id),
            _ => None,
        }
    }
}

/// The findings of the entry under an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingsList {
    /// The clause or item.
    pub id: String,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
}

/// What is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// 定稿; the question stands inside.
    Finalise(String),
    /// Take 定稿 of the 复核 in this file back, to go on accepting; the question stands inside.
    ReopenReview(PathBuf, String),
    /// Leave with changes that could not be saved; why stands inside.
    LeaveUnsaved(String),
    /// Save what is recorded in a file of its own.
    SaveCopy,
    /// Go on with the newer version of the rubric; what becomes of the records stands inside.
    Migrate(String),
    /// Move the session of this file into the trash.
    Delete(PathBuf),
    /// Draw anew where a sample was drawn already under this id.
    DrawAgain(String),
    /// Paste what was copied over what is recorded under this id.
    PasteOver(String),
    /// Whether the matter in this field is that other one, which is written nearly as it.
    SameMatter {
        /// The field.
        field: &'static str,
        /// What stands in it.
        this: String,
        /// The other one.
        other: String,
    },
    /// Record a figure that was rounded, or taken for a percentage; the question stands inside.
    Figure(String),
    /// Write a report over the file that is there.
    Overwrite(Box<ReportOrder>),
}

/// The smallest terminal the screens fit.
pub const SMALLEST: Size = Size { width: 60, height: 20 };

impl App {
    /// An empty program: no list, no session.
    #[must_use]
    pub fn new(lang: Lang, theme: Theme, symbols: Symbols, size: Size) -> Self {
        Self {
            lang,
            theme,
            symbols,
            keys: Keymap::default(),
            mouse: false,
            size,
            user: String::new(),
            today: None,
            templates: built_in(lang),
            report_template: None,
            rubrics: Vec::new(),
            start: None,
            review: None,
            overlays: Vec::new(),
            status: None,
        }
    }

    /// What has the focus.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place_of(self.overlays.last())
    }

    /// What has the focus when this lies on top; the screen where nothing does.
    #[must_use]
    pub fn place_of(&self, overlay: Option<&Overlay>) -> Place {
        match overlay {
            Some(Overlay::Help(_)) => Place::Help,
            Some(Overlay::Prompt(_)) => Place::Prompt,
            Some(Overlay::Form(_)) => Place::Form,
            Some(Overlay::Findings(_)) => Place::Findings,
            Some(Overlay::Ledgers(_)) => Place::Ledgers,
            Some(Overlay::Filters(_)) => Place::Filters,
            Some(Overlay::Search(_) | Overlay::Find(_)) => Place::Search,
            Some(Overlay::Changes(_)) => Place::Changes,
            Some(Overlay::History(_)) => Place::History,
            Some(Overlay::Margins(_)) => Place::Margins,
            Some(Overlay::Overview(_)) => Place::Overview,
            Some(Overlay::Compare(_)) => Place::Compare,
            Some(Overlay::Others(_)) => Place::Others,
            Some(Overlay::Ranking(_)) => Place::Ranking,
            Some(Overlay::Confirm(_)) => Place::Confirm,
            Some(Overlay::Palette(_)) => Place::Palette,
            Some(Overlay::Phrases(_)) => Place::Phrases,
            None if self.review.is_some() => Place::Review,
            None if self.start.as_ref().is_some_and(|start| start.is_trash) => Place::Trash,
            None => Place::Start,
        }
    }

    /// Whether the terminal is too small to draw anything but a message.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        self.size.width < SMALLEST.width || self.size.height < SMALLEST.height
    }

    /// Says that something went well.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(&text.into(), false);
    }

    /// Says that something did not work.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.tell(&text.into(), true);
    }

    fn tell(&mut self, text: &str, is_error: bool) {
        let text = self.keys.told(self.lang, text).into_owned();
        self.status = Some(Status { text, is_error });
    }
}

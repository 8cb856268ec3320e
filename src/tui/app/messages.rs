//! What can happen to the state, and what it asks to be done outside of it.

use super::{
    BeginReview, ComparedSide, HistoryRead, Opened, RankList, ReportOrder, ReviewFound,
    ReviewsWanted, RubricChoice, SessionRow, Unsaved,
};
use crate::phrases::Others;
use crate::score::Margins;
use crate::session::SessionHead;
use crate::tui::widgets::theme::Symbols;
use ratatui::crossterm::event::{KeyEvent, MouseEvent};
use ratatui::layout::Size;
use std::path::PathBuf;

/// What can happen.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// A button of the mouse was pressed, or the wheel turned.
    Mouse(MouseEvent),
    /// A text was pasted.
    Paste(String),
    /// A typed line answers what has the focus; `None` keeps what stands there.
    Answer(Option<String>),
    /// The terminal has another size.
    Resize(Size),
    /// The terminal draws ambiguous characters wide, so other marks are needed.
    Symbols(Box<Symbols>),
    /// What was changed is in the journal, or why it is not.
    Saved(Result<(), Unsaved>),
    /// It is in a new file from here on, which is named, or why it is not.
    Copied(Result<String, Unsaved>),
    /// The session file is up to date, or why it is not.
    Written(Result<(), Unsaved>),
    /// Nobody has typed for a while that the program asked for.
    Rested,
    /// The sessions of the folder, the newest first.
    Sessions(Vec<SessionRow>),
    /// The same, but reading was stopped before all were read.
    ListedInPart {
        /// What was read.
        rows: Vec<SessionRow>,
        /// How many files there are.
        files: usize,
    },
    /// What fixing each thing alone would gain.
    Margins(Box<Margins>),
    /// The folder could not be read: why.
    ListFailed(String),
    /// The rubrics a new session can be made with, and how many files are refused.
    Rubrics {
        /// The usable ones.
        choices: Vec<RubricChoice>,
        /// How many files of the user's folders are refused.
        broken: usize,
    },
    /// A session is ready.
    Opened(Box<Opened>),
    /// The open session was read anew.
    Reopened(Box<Opened>),
    /// What the journal of the open session tells.
    History(Box<HistoryRead>),
    /// The time, for the seed of a draw that is open.
    Seed(String),
    /// What other sessions of the same rubric remark.
    Remarks(Box<Others>),
    /// The sessions that are to stand side by side.
    Compared(Vec<ComparedSide>),
    /// The sessions that the open one can be compared with.
    Others {
        /// What can be chosen.
        rows: Vec<SessionRow>,
        /// The file of the open one.
        open: PathBuf,
    },
    /// The 复核 that could take what a column says, the newest first.
    ReviewsFound {
        /// The column.
        place: usize,
        /// What there is.
        found: Vec<ReviewFound>,
    },
    /// The 复核 that takes what is accepted is open.
    ReviewBegun(Box<Opened>),
    /// The units of the folder by score.
    Ranked(Box<RankList>),
    /// The file of a report is there already, and was left as it is.
    ReportExists(Box<ReportOrder>),
    /// Something else was done; a sentence says what.
    Done(String),
    /// Something else did not work; a sentence says why.
    Failed(String),
}

/// What the shell has to do; the outcome comes back as a [`Msg`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write what was changed in [`super::App::review`] into its journal.
    Save,
    /// Bring the session file up to date.
    WriteFile,
    /// Save it in a new file beside its own, and go on with that one.
    SaveCopy,
    /// Read the list of sessions.
    ListSessions,
    /// Read the list of the sessions in the trash.
    ListTrash,
    /// Move the session of this file into the trash.
    Delete(PathBuf),
    /// Move the session of this file out of the trash.
    Restore(PathBuf),
    /// Read the rubrics a new session can be made with.
    ListRubrics,
    /// Open the session of this file.
    Open(PathBuf),
    /// Read the session that is open anew, for writing where nobody else does.
    Reopen,
    /// Read the journal of the session that is open.
    ReadHistory,
    /// Say what time it is, for the seed of a draw.
    ProposeSeed,
    /// Work out what fixing each thing alone would gain.
    Margins,
    /// Read what other sessions of the same rubric remark.
    ReadRemarks,
    /// Make a new session.
    Create(Box<NewSession>),
    /// Read these sessions, to stand side by side.
    Compare(Vec<PathBuf>),
    /// Read what the open session can be compared with.
    ListOthers,
    /// Look which 复核 of an assessment there are.
    FindReviews(ReviewsWanted),
    /// Open the 复核 that takes what is accepted, or make it.
    BeginReview(BeginReview),
    /// Rank the folder for the rubric with this id.
    Rank(String),
    /// Write a report beside the sessions.
    Report(Box<ReportOrder>),
    /// What was changed here is given up for what someone else put into the file.
    GiveWay,
    /// Have the terminal tell of clicks and the wheel, or no longer.
    Mouse(bool),
    /// The session is left: let go of its file.
    Close,
    /// End the program.
    Quit,
}

/// What a new session begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// The rubric's id.
    pub rubric: String,
    /// Unit, tags, mode, assessors, date.
    pub head: SessionHead,
    /// The unit's last session, from which what is not corrected is taken over.
    pub from: Option<PathBuf>,
}

//! What actions and places are called in a file: these names are kept.

use super::{Action, Place};

impl Place {
    /// Its name in the configuration file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Trash => "trash",
            Self::Review => "review",
            Self::Findings => "findings",
            Self::Ledgers => "ledgers",
            Self::Filters => "filters",
            Self::Changes => "changes",
            Self::History => "history",
            Self::Form => "form",
            Self::Prompt => "prompt",
            Self::Confirm => "confirm",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Phrases => "phrases",
            Self::Search => "search",
            Self::Margins => "margins",
            Self::Overview => "overview",
        }
    }
}

impl Action {
    /// Its name in the configuration file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Fold => "fold",
            Self::Unfold => "unfold",
            Self::PageUp => "page-up",
            Self::PageDown => "page-down",
            Self::Top => "top",
            Self::Bottom => "bottom",
            Self::NextOpen => "next-open",
            Self::PreviousOpen => "previous-open",
            Self::Cycle => "cycle",
            Self::Met => "met",
            Self::More => "more",
            Self::Less => "less",
            Self::Type => "type",
            Self::OpenEntry => "open-entry",
            Self::Findings => "findings",
            Self::NotApplicable => "not-applicable",
            Self::Remark => "remark",
            Self::Clear => "clear",
            Self::Ledgers => "ledgers",
            Self::Filter => "filter",
            Self::Head => "head",
            Self::TakeEarlier => "take-earlier",
            Self::Changes => "changes",
            Self::Migrate => "migrate",
            Self::Finalise => "finalise",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Save => "save",
            Self::History => "history",
            Self::Narrow => "narrow",
            Self::TakeOver => "take-over",
            Self::DetailsUp => "details-up",
            Self::DetailsDown => "details-down",
            Self::Help => "help",
            Self::Back => "back",
            Self::Quit => "quit",
            Self::Resume => "resume",
            Self::NewSession => "new-session",
            Self::Trash => "trash",
            Self::Restore => "restore",
            Self::Add => "add",
            Self::Edit => "edit",
            Self::Delete => "delete",
            Self::Close => "close",
            Self::Cancel => "cancel",
            Self::Accept => "accept",
            Self::Next => "next",
            Self::NextField => "next-field",
            Self::PreviousField => "previous-field",
            Self::Choose => "choose",
            Self::Yes => "yes",
            Self::Discard => "discard",
            Self::No => "no",
            Self::Palette => "palette",
            Self::Phrases => "phrases",
            Self::Mouse => "mouse",
            Self::CopyEntry => "copy-entry",
            Self::PasteEntry => "paste-entry",
            Self::Sample => "sample",
            Self::Search => "search",
            Self::NextMatch => "next-match",
            Self::PreviousMatch => "previous-match",
            Self::Escape => "escape",
            Self::AutoFold => "auto-fold",
            Self::Trial => "trial",
            Self::Margins => "margins",
            Self::Overview => "overview",
            Self::GoThere => "go-there",
        }
    }
}

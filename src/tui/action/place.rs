//! Where keys are pressed.

use crate::lang::{Lang, keys as words};

/// Where a key is pressed: what has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The list of sessions.
    Start,
    /// The sessions in the trash.
    Trash,
    /// The tree of the review screen.
    Review,
    /// The findings of a clause.
    Findings,
    /// Bonus, veto, direct.
    Ledgers,
    /// What the tree may be narrowed to.
    Filters,
    /// What is looked for, typed at the bottom.
    Search,
    /// What changed in the rubric.
    Changes,
    /// What was changed, by whom and when.
    History,
    /// What fixing each thing alone would gain.
    Margins,
    /// The whole on one page.
    Overview,
    /// Assessments side by side.
    Compare,
    /// The sessions that the open one can be compared with.
    Others,
    /// The units of the folder by score.
    Ranking,
    /// A form with fields: letters are text.
    Form,
    /// A number typed at the bottom.
    Prompt,
    /// A question.
    Confirm,
    /// The help screen.
    Help,
    /// The list of everything that can be done: letters narrow it.
    Palette,
    /// 常用语 for a field of the form below: letters narrow them.
    Phrases,
}

impl Place {
    /// All places, in the order of the help screen.
    pub const ALL: [Self; 20] = [
        Self::Review,
        Self::Findings,
        Self::Ledgers,
        Self::Filters,
        Self::Search,
        Self::Changes,
        Self::History,
        Self::Margins,
        Self::Overview,
        Self::Compare,
        Self::Others,
        Self::Ranking,
        Self::Form,
        Self::Phrases,
        Self::Prompt,
        Self::Confirm,
        Self::Start,
        Self::Trash,
        Self::Help,
        Self::Palette,
    ];

    /// Whether letters are text there.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(
            self,
            Self::Form
                | Self::Prompt
                | Self::Palette
                | Self::Phrases
                | Self::Search
                | Self::Filters
        )
    }

    /// Its heading on the help screen.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Start => words::in_start(lang),
            Self::Review => words::in_review(lang),
            Self::Findings => words::in_findings(lang),
            Self::Ledgers => words::in_ledgers(lang),
            Self::Filters => words::in_filters(lang),
            Self::Search => words::in_search(lang),
            Self::Changes => words::in_changes(lang),
            Self::History => words::in_history(lang),
            Self::Margins => words::in_margins(lang),
            Self::Overview => words::in_overview(lang),
            Self::Compare => words::in_compare(lang),
            Self::Others => words::in_others(lang),
            Self::Ranking => words::in_ranking(lang),
            Self::Trash => words::in_trash(lang),
            Self::Form => words::in_form(lang),
            Self::Phrases => words::in_phrases(lang),
            Self::Prompt => words::in_prompt(lang),
            Self::Confirm => words::in_confirm(lang),
            Self::Help => words::in_help(lang),
            Self::Palette => words::in_palette(lang),
        }
    }
}

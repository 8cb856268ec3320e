//! The list of filters to choose from, and its cursor.

use super::Review;
use crate::lang::{Lang, filters as words};
use crate::tui::search;
use crate::tui::tree::{Choice, Sight, choices};
use crate::tui::widgets::input::Input;

/// The list and its cursor. It is worked out when it opens: nothing changes while it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterList {
    /// What there is to choose from.
    all: Vec<Choice>,
    /// The places in `all` that what is typed leaves over.
    shown: Vec<usize>,
    /// What is typed.
    pub input: Input,
    /// The row under the cursor, of those shown.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
}

impl FilterList {
    /// The choices of a session, the cursor on the one that is on.
    #[must_use]
    pub fn new(review: &Review) -> Self {
        let all = choices(&review.tree, review.sight());
        let now = review.tree.filter().map(|(filter, _)| filter);
        let cursor = all.iter().position(|choice| choice.filter.as_ref() == now);
        let shown = (0..all.len()).collect();
        let input = Input::new("");
        Self { all, shown, input, cursor: cursor.unwrap_or_default(), offset: 0 }
    }

    /// The choices shown.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.shown.iter().filter_map(|place| self.all.get(*place))
    }

    /// How many are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// Whether nothing is like what is typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// Shows what every typed word is met in, by its characters or its pinyin.
    pub fn narrow(&mut self, lang: Lang) {
        let asked = search::words(self.input.text());
        let is_met = |place: &usize| {
            let title = self.all[*place].title(lang);
            asked.iter().all(|word| word.find(&title).is_some())
        };
        self.shown = (0..self.all.len()).filter(is_met).collect();
        (self.cursor, self.offset) = (0, 0);
    }
}

impl Choice {
    /// What it is called.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        let everything = || words::everything(lang).to_owned();
        self.filter.as_ref().map_or_else(everything, |filter| filter.title(lang))
    }
}

impl Review {
    /// What a filter of the tree looks at.
    #[must_use]
    pub fn sight(&self) -> Sight<'_> {
        Sight {
            rubric: &self.rubric,
            card: &self.card,
            session: &self.session,
            touched: &self.touched,
        }
    }
}

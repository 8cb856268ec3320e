//! The pages that are worked out when they open: 得失清单 and 总览.

use super::Review;
use crate::lang::{Lang, margins as words};
use crate::score::{Margins, margins};

/// The list of what fixing each thing would gain. It is worked out when it opens: nothing
/// changes while it is open.
#[derive(Clone, Debug, Default)]
pub struct MarginList {
    /// What was found.
    pub found: Margins,
    /// Its lines.
    pub lines: Vec<MarginLine>,
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line in view.
    pub offset: usize,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarginLine {
    /// A sentence.
    Text(String),
    /// A row of [`Margins::rows`], by its place.
    Row(usize),
}

impl MarginList {
    /// What was found to cost points in a session, the cursor on the first row.
    #[must_use]
    pub fn new(lang: Lang, review: &Review, found: Margins) -> Self {
        let Review { rubric, session, .. } = review;
        let mut lines: Vec<MarginLine> = Vec::new();
        let mut say = |text: String| lines.push(MarginLine::Text(text));
        found.vetoes.iter().for_each(|without| say(words::veto_words(lang, rubric, without)));
        if !found.vetoes.is_empty() {
            say(words::before_veto(lang).to_owned());
        }
        if let Some(next) = &found.next {
            words::next_grade(lang, rubric, session, &found.rows, next).into_iter().for_each(say);
        }
        if found.rows.is_empty() {
            lines.push(MarginLine::Text(words::nothing(lang).to_owned()));
        }
        let cursor = lines.len();
        lines.extend((0..found.rows.len()).map(MarginLine::Row));
        if !found.hidden.is_empty() {
            lines.push(MarginLine::Text(words::hidden_heading(lang).to_owned()));
            let hidden = found.hidden.iter().map(|held| words::hidden_words(lang, rubric, held));
            lines.extend(hidden.map(|words| MarginLine::Text(format!("  {words}"))));
        }
        Self { found, lines, cursor, offset: 0 }
    }

    /// The line under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&MarginLine> {
        self.lines.get(self.cursor)
    }
}

/// The page of the whole: what needs to be worked out once, and where it is scrolled to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverviewList {
    /// How far the next grade is, in sentences.
    pub next: Vec<String>,
    /// The line under the cursor.
    pub cursor: usize,
    /// The first line in view.
    pub offset: usize,
}

impl OverviewList {
    /// The page of a session, from its top.
    #[must_use]
    pub fn new(lang: Lang, review: &Review) -> Self {
        let Review { rubric, session, card, .. } = review;
        // Trying every fix is only worth it where there is a grade to reach.
        let found = if rubric.grades.is_empty() {
            Margins::default()
        } else {
            margins(rubric, session, card)
        };
        let next = found.next.as_ref();
        let next = next.map(|next| words::next_grade(lang, rubric, session, &found.rows, next));
        Self { next: next.unwrap_or_default(), ..Self::default() }
    }
}

//! The search line, and what was found.

use super::Review;
use crate::lang::{Lang, find as words};
use crate::rubric::Home;
use crate::tui::search::{Hit, Index, Rank, Word, words as words_of};
use crate::tui::tree::Tree;
use crate::tui::widgets::input::Input;
use std::ops::Range;

/// The line a query is typed on, and what Esc goes back to.
#[derive(Clone, Debug)]
pub struct SearchLine {
    /// What is typed.
    pub input: Input,
    tree: Box<Tree>,
    details_offset: usize,
    found: Option<Found>,
}

/// What a query found, whatever filter is on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The query.
    pub query: String,
    /// The best first.
    hits: Vec<Hit>,
    /// The hit the cursor was last put on.
    at: usize,
    /// Place in the tree and place among the hits, in the order of the document.
    by_place: Vec<(usize, usize)>,
}

impl Found {
    fn new(query: &str, hits: Vec<Hit>) -> Self {
        let mut by_place: Vec<(usize, usize)> =
            hits.iter().enumerate().map(|(at, hit)| (hit.place, at)).collect();
        by_place.sort_unstable();
        Self { query: query.to_owned(), hits, at: 0, by_place }
    }

    /// The hit on a row, by its place among all rows of the tree.
    #[must_use]
    pub fn on(&self, place: usize) -> Option<&Hit> {
        let at = self.by_place.binary_search_by_key(&place, |(place, _)| *place).ok()?;
        self.hits.get(self.by_place[at].1)
    }

    /// The hits the filter shows, by their places among all.
    fn shown(&self, tree: &Tree) -> Vec<usize> {
        (0..self.hits.len()).filter(|at| tree.is_kept(self.hits[*at].place)).collect()
    }

    /// `3/17`, by what it was met, and how many more the filter does not show.
    #[must_use]
    pub fn words(&self, lang: Lang, tree: &Tree) -> String {
        let (at, shown, outside) = self.counts(tree);
        let mut said = match at {
            _ if shown == 0 => words::none(lang).to_owned(),
            Some((at, hit)) => format!("{}/{shown} {}", at + 1, met_by(lang, hit.rank)),
            None => format!("-/{shown}"),
        };
        if outside > 0 {
            said.push_str("  ");
            said.push_str(&words::outside(lang, outside));
        }
        said
    }

    /// Where the cursor was put last, what it was met by, how many the filter shows, and how
    /// many it does not.
    #[must_use]
    pub fn counts(&self, tree: &Tree) -> (Option<(usize, &Hit)>, usize, usize) {
        let shown = self.shown(tree);
        let at = shown.iter().position(|at| *at == self.at);
        (at.map(|at| (at, &self.hits[self.at])), shown.len(), self.hits.len() - shown.len())
    }
}

fn met_by(lang: Lang, rank: Rank) -> &'static str {
    match rank {
        Rank::Id | Rank::Number | Rank::Begins => words::in_id(lang),
        Rank::Title => words::in_title(lang),
        Rank::Text => words::in_text(lang),
        Rank::Recorded => words::in_recorded(lang),
        Rank::Duty => words::in_duty(lang),
    }
}

impl Review {
    /// Begins to look for something: what is recorded is read, the rubric only once.
    #[must_use]
    pub fn begin_search(&mut self) -> SearchLine {
        if self.index.is_none() {
            self.index = Some(Box::new(Index::new(self.tree.nodes(), &self.rubric)));
        }
        if let Some(index) = &mut self.index {
            index.record(&self.session);
        }
        SearchLine {
            input: Input::new(""),
            tree: Box::new(self.tree.clone()),
            details_offset: self.details_offset,
            found: self.found.take(),
        }
    }

    /// How many clauses of 加分, 直接扣分 and 一票否决 have every word of a query: they are no
    /// rows of the tree.
    #[must_use]
    pub fn in_ledgers(&self, query: &str) -> usize {
        let words = words_of(query);
        let clauses = self.rubric.clauses().iter();
        let beside = clauses.filter(|clause| !matches!(clause.home, Home::Item(_)));
        let texts = beside.map(|clause| (&clause.no, &clause.text));
        let vetoes = self.rubric.vetoes.iter().map(|veto| (&veto.no, &veto.text));
        let meets = |(no, text): &(&String, &String)| {
            let both = format!("{no} {text}");
            !words.is_empty() && words.iter().all(|word| word.find(&both).is_some())
        };
        texts.chain(vetoes).filter(meets).count()
    }

    /// Which bytes of the text of a row the words of the query are met in.
    #[must_use]
    pub fn spans(&self, hit: &Hit, words: &[Word<'_>]) -> Vec<Range<usize>> {
        self.index.as_ref().map_or_else(Vec::new, |index| index.spans(hit.place, words))
    }

    /// Everything as it was before the search line opened.
    pub fn give_up_search(&mut self, line: SearchLine) {
        self.tree = *line.tree;
        self.details_offset = line.details_offset;
        self.found = line.found;
    }

    /// The cursor goes to the best match of what is typed; without one it goes back.
    pub fn search(&mut self, line: &SearchLine) {
        let query = line.input.text().trim();
        // Branches that an earlier letter unfolded fold again.
        self.tree.clone_from(&line.tree);
        self.details_offset = line.details_offset;
        self.found = None;
        if query.is_empty() {
            return;
        }
        let hits = self.index.as_ref().map_or_else(Vec::new, |index| index.find(query));
        let mut found = Found::new(query, hits);
        if let Some(best) = found.shown(&self.tree).first() {
            found.at = *best;
            self.go_to_hit(&found);
        }
        self.found = Some(found);
    }

    /// On to the next match the filter shows, or back to the previous one, round the ends;
    /// whether there is one.
    pub fn go_to_match(&mut self, forward: bool) -> bool {
        let Some(mut found) = self.found.take() else { return false };
        let shown = found.shown(&self.tree);
        let count = shown.len();
        let at = shown.iter().position(|at| *at == found.at);
        let next = match (at, forward) {
            (_, _) if count == 0 => None,
            (None, _) => shown.first(),
            (Some(at), true) => shown.get((at + 1) % count),
            (Some(at), false) => shown.get((at + count - 1) % count),
        };
        if let Some(next) = next {
            found.at = *next;
            self.go_to_hit(&found);
        }
        self.found = Some(found);
        count > 0
    }

    fn go_to_hit(&mut self, found: &Found) {
        let Some(hit) = found.hits.get(found.at) else { return };
        let before = self.tree.selected();
        self.tree.go_to_place(hit.place);
        if self.tree.selected() != before {
            self.details_offset = 0;
        }
    }
}

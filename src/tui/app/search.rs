//! The search line, and what was found.

use super::{LedgerLine, LedgerList, Review};
use crate::lang::record::row as row_words;
use crate::lang::{Lang, find as words, words as terms};
use crate::session::Ledger;
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
    /// The lines of the ledgers that were met too, the best first.
    pub beside: Vec<usize>,
    /// What was looked for is the number of the best of them, and no number of the tree.
    pub is_beside: bool,
    /// The text the cursor's row was met in, where the row does not show it.
    told: Option<String>,
    /// Place in the tree and place among the hits, in the order of the document.
    by_place: Vec<(usize, usize)>,
}

impl Found {
    fn new(query: &str, hits: Vec<Hit>) -> Self {
        let mut by_place: Vec<(usize, usize)> =
            hits.iter().enumerate().map(|(at, hit)| (hit.place, at)).collect();
        // Each rank is in the order of the document already, which this sort takes over.
        by_place.sort_by_key(|(place, _)| *place);
        Self { query: query.to_owned(), hits, at: 0, by_place, ..Self::default() }
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
            _ if shown == 0 && self.beside.is_empty() => words::none(lang).to_owned(),
            _ if shown == 0 => String::new(),
            Some((at, hit)) => {
                let told = self.told.as_ref().filter(|_| hit.rank >= Rank::Recorded);
                let told = told.map_or_else(String::new, |told| words::told(lang, told));
                format!("{}/{shown} {}{told}", at + 1, met_by(lang, hit.rank))
            }
            None => format!("-/{shown}"),
        };
        if outside > 0 {
            said.push_str("  ");
            said.push_str(&words::outside(lang, outside));
        }
        if !self.beside.is_empty() {
            said.push_str(if said.is_empty() { "" } else { "  " });
            said.push_str(&words::beside(lang, self.beside.len()));
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

    /// The lines of the ledgers that have every word of a query, with what each was met by: they
    /// are no rows of the tree.
    fn in_ledgers(&self, query: &str) -> Vec<(usize, Rank)> {
        let words = words_of(query);
        if words.is_empty() {
            return Vec::new();
        }
        let lines = LedgerList::lines(&self.rubric, &self.session).into_iter().enumerate();
        let met = |(place, line): (usize, LedgerLine)| {
            let (no, texts, rank) = self.ledger_texts(line);
            let of = |word: &Word<'_>| {
                let by_number = word.meets_number(no);
                let in_text = || texts.iter().any(|text| word.find(text).is_some());
                by_number.or_else(|| in_text().then_some(rank))
            };
            let worst = words.iter().map(of).collect::<Option<Vec<Rank>>>()?.into_iter().max()?;
            Some((place, worst))
        };
        let mut hits: Vec<(usize, Rank)> = lines.filter_map(met).collect();
        hits.sort_by_key(|(_, rank)| *rank);
        hits
    }

    /// The number of a line of the ledgers, its texts, and what they are.
    fn ledger_texts(&self, line: LedgerLine) -> (&str, Vec<String>, Rank) {
        let Self { rubric, session, .. } = self;
        let kinds = |words: fn(Lang) -> &'static str| [Lang::Zh, Lang::En].map(words);
        let kinds = match line.ledger() {
            Ledger::Bonus => kinds(terms::bonus),
            Ledger::Direct => kinds(terms::direct),
            Ledger::Veto => kinds(terms::veto),
        };
        let with_kind = |text: &str| {
            kinds.iter().map(|kind| (*kind).to_owned()).chain([text.to_owned()]).collect()
        };
        match line {
            LedgerLine::Clause(_, index) => {
                let clause = rubric.clause(index);
                (&clause.no, with_kind(&clause.text), Rank::Text)
            }
            LedgerLine::Veto(place) => {
                let veto = &rubric.vetoes[place];
                (&veto.no, with_kind(&veto.text), Rank::Text)
            }
            // The clause above it is met by its number already.
            LedgerLine::Row(ledger, place) => {
                ("", vec![row_words(&session.ledger(ledger)[place])], Rank::Recorded)
            }
        }
    }

    /// The cursor of the ledgers on what was found there; on the first line where nothing was.
    #[must_use]
    pub fn ledgers_at_match(&self) -> LedgerList {
        let cursor = self.found.as_ref().and_then(|found| found.beside.first().copied());
        LedgerList { cursor: cursor.unwrap_or_default(), offset: 0 }
    }

    /// The words a row was met by in its texts.
    #[must_use]
    pub fn words_by_text<'a, 'w>(&self, hit: &Hit, words: &'a [Word<'w>]) -> Vec<&'a Word<'w>> {
        self.index.as_ref().map_or_else(Vec::new, |index| index.by_text(hit.place, words))
    }

    /// What was found on the row under the cursor, and the words that were looked for.
    #[must_use]
    pub fn hit_under_cursor(&self) -> Option<(&Hit, Vec<Word<'static>>)> {
        let found = self.found.as_ref()?;
        let place = self.tree.place(self.tree.cursor())?;
        Some((found.on(place)?, words_of(&found.query)))
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
        let beside = self.in_ledgers(query);
        let is_number = |rank: Rank| rank <= Rank::Number;
        let best = found.hits.first().is_some_and(|hit| is_number(hit.rank));
        found.is_beside = !best && beside.first().is_some_and(|(_, rank)| is_number(*rank));
        found.beside = beside.into_iter().map(|(place, _)| place).collect();
        if let Some(best) = found.shown(&self.tree).first() {
            found.at = *best;
            self.go_to_hit(&mut found);
        }
        self.found = Some(found);
    }

    /// On to the next match the filter shows, or back to the previous one, round the ends, in the
    /// tree alone.
    pub fn go_to_match(&mut self, forward: bool) {
        self.step_to_match(forward, None, 0);
    }

    /// The same through the tree and then the ledgers, from a line of these where they are open.
    /// The line of the ledgers the match is on, and the how manyth it is of how many there;
    /// nothing where it is in the tree, or there is none.
    pub fn go_to_any_match(
        &mut self,
        forward: bool,
        in_ledgers: Option<usize>,
    ) -> Option<(usize, usize, usize)> {
        let count = self.found.as_ref()?.beside.len();
        let at = self.step_to_match(forward, in_ledgers, count)?;
        Some((self.found.as_ref()?.beside[at], at + 1, count))
    }

    /// Which of the first `count` matches in the ledgers it led to; nothing in the tree.
    fn step_to_match(
        &mut self,
        forward: bool,
        in_ledgers: Option<usize>,
        count: usize,
    ) -> Option<usize> {
        let mut found = self.found.take()?;
        let shown = found.shown(&self.tree);
        let of_line = |line: usize| found.beside.iter().position(|beside| *beside == line);
        let at = match in_ledgers {
            Some(line) => of_line(line).map(|at| shown.len() + at),
            None => shown.iter().position(|at| *at == found.at),
        };
        let all = shown.len() + count;
        let next = match at {
            _ if all == 0 => None,
            // Somewhere else: the first match there.
            None => Some(if in_ledgers.is_some() { shown.len() } else { 0 }),
            Some(at) if forward => Some((at + 1) % all),
            Some(at) => Some((at + all - 1) % all),
        };
        if let Some(hit) = next.and_then(|next| shown.get(next)) {
            found.at = *hit;
            self.go_to_hit(&mut found);
        }
        self.found = Some(found);
        next?.checked_sub(shown.len())
    }

    fn go_to_hit(&mut self, found: &mut Found) {
        let Some(hit) = found.hits.get(found.at) else { return };
        let index = self.index.as_ref();
        let told = index.and_then(|index| index.told(hit.place, &words_of(&found.query)));
        found.told = told.map(str::to_owned);
        let before = self.tree.selected();
        self.tree.go_to_place(hit.place);
        if self.tree.selected() != before {
            self.details_offset = 0;
        }
    }
}

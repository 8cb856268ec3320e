//! Looking for rows of the tree: by number, by Chinese characters, by pinyin and its initials.
//!
//! [`Index`] holds the texts of every row beside the tree and is made once; what is
//! recorded is put in anew whenever a search begins. [`Index::find`] is asked at every key.

mod sessions;
mod text;
mod word;

pub use sessions::Sessions;
pub use word::{Word, words};

use super::tree::Node;
use crate::rubric::{ClauseIndex, Duty, IndicatorIndex, Rubric};
use crate::session::{Entry, Session, Value};
use std::ops::Range;
use text::{Store, Stored, Text};

/// Where a row was met, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is its id: `二/5/2`.
    Id,
    /// It is the end of its id: `15(5)`, or its number.
    Number,
    /// Its id begins so.
    Begins,
    /// The title of an indicator.
    Title,
    /// The text of a clause, the criteria of an item.
    Text,
    /// A remark, the subject of a finding.
    Recorded,
    /// 职责分工, the assessing office.
    Duty,
}

/// A row that was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its place among all rows of the tree.
    pub place: usize,
    /// The last syllable of a word is only begun: `yjya` before 演, not before 预案.
    pub is_partial: bool,
    /// Where the worst of the words was met.
    pub rank: Rank,
}

/// One text of a row.
#[derive(Clone, Debug)]
struct Field {
    rank: Rank,
    text: Stored,
    /// The row of the tree shows it.
    is_shown: bool,
}

/// What can be found of one row.
#[derive(Clone, Debug, Default)]
struct Row {
    /// Its numbers: its own, and that of the clause it stands for too. None for rows that no
    /// number names.
    ids: Vec<word::Id>,
    /// The marks of all of those: beside the list, so that passing over a row leaves it alone.
    marks: u128,
    /// Under which ids something may be recorded about it.
    entries: Vec<String>,
    /// Of the rubric, by their places among the fields, the best rank first.
    fixed: Range<usize>,
    /// Of the session.
    recorded: Range<usize>,
}

/// What is read of the rubric for one row.
#[derive(Default)]
struct Texts<'a> {
    ids: Vec<word::Id>,
    entries: Vec<String>,
    fields: Vec<Written<'a>>,
}

/// A text, what it is, and whether the row of the tree shows it.
type Written<'a> = (Rank, &'a str, bool);

/// The texts of all rows.
#[derive(Clone, Debug, Default)]
pub struct Index {
    rows: Vec<Row>,
    /// Those of the rubric.
    fixed: Fields,
    /// Those of the session.
    recorded: Fields,
}

/// Texts of all rows in their order.
#[derive(Clone, Debug, Default)]
struct Fields {
    fields: Vec<Field>,
    store: Store,
}

impl Fields {
    /// Takes in the texts of a row; where they stand.
    fn put<'a>(&mut self, texts: impl IntoIterator<Item = Written<'a>>) -> Range<usize> {
        let start = self.fields.len();
        let Self { fields, store } = self;
        fields.extend(texts.into_iter().map(|(rank, text, is_shown)| Field {
            rank,
            text: store.put(text),
            is_shown,
        }));
        start..self.fields.len()
    }

    fn of(&self, places: &Range<usize>) -> impl Iterator<Item = (&Field, Text<'_>)> {
        let fields = self.fields.get(places.clone()).unwrap_or_default();
        fields.iter().map(|field| (field, self.store.text(&field.text)))
    }
}

impl Index {
    /// The texts of the rubric, for the rows of a tree in their order.
    #[must_use]
    pub fn new(nodes: impl Iterator<Item = Node>, rubric: &Rubric) -> Self {
        let mut fixed = Fields::default();
        let rows = nodes.map(|node| {
            let Texts { ids, entries, fields } = match node {
                Node::Indicator(index) => of_indicator(rubric, index),
                Node::Clause(index) => of_clause(rubric, index),
                Node::Total | Node::UnknownHeading | Node::Unknown(_) => Texts::default(),
            };
            let marks = ids.iter().fold(0, |marks, id| marks | id.marks);
            Row { ids, marks, entries, fixed: fixed.put(fields), recorded: 0..0 }
        });
        Self { rows: rows.collect(), fixed, recorded: Fields::default() }
    }

    /// Takes over what is recorded now.
    pub fn record(&mut self, session: &Session) {
        self.recorded = Fields::default();
        for row in &mut self.rows {
            let entries = row.entries.iter().filter_map(|id| session.entry(id));
            row.recorded = self.recorded.put(entries.flat_map(recorded));
        }
    }

    /// The rows every word of a query is met in, the best first, else in the order of the
    /// document. Nothing is found where nothing is asked.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit> {
        let words = words(query);
        if words.is_empty() {
            return Vec::new();
        }
        let together = word::run_together(query);
        let rows = self.rows.iter().enumerate();
        let meet = |(place, row): (usize, &Row)| {
            let named = together.as_ref().and_then(|word| row.id_met(word));
            let named = named.filter(|rank| *rank < Rank::Begins);
            named
                .map(|rank| Hit { place, is_partial: false, rank })
                .or_else(|| self.meet(place, row, &words))
        };
        let mut hits: Vec<Hit> = rows.filter_map(meet).collect();
        // A stable sort, so that equals stay in the order of the document.
        hits.sort_by_key(|hit| (hit.is_partial, hit.rank));
        hits
    }

    /// Which bytes of the text that a row of the tree shows the words are met in. It is asked
    /// for the rows in view alone.
    #[must_use]
    pub fn spans(&self, place: usize, words: &[Word<'_>]) -> Vec<Range<usize>> {
        let Some(row) = self.rows.get(place) else { return Vec::new() };
        let mut fields = self.fixed.of(&row.fixed);
        let Some((_, shown)) = fields.find(|(field, _)| field.is_shown) else { return Vec::new() };
        let by_text = words.iter().filter(|word| row.id_met(word).is_none());
        by_text.filter_map(|word| Some(word.find_in(shown)?.0)).collect()
    }

    /// The words that the number of a row does not answer: they are met in its texts.
    #[must_use]
    pub fn by_text<'a, 'w>(&self, place: usize, words: &'a [Word<'w>]) -> Vec<&'a Word<'w>> {
        let Some(row) = self.rows.get(place) else { return Vec::new() };
        words.iter().filter(|word| row.id_met(word).is_none()).collect()
    }

    /// The text in which a row that does not show what it was met by was met: a remark, a
    /// subject, a department.
    #[must_use]
    pub fn told(&self, place: usize, words: &[Word<'_>]) -> Option<&str> {
        let row = self.rows.get(place)?;
        let by_text = self.by_text(place, words);
        let fixed = self.fixed.of(&row.fixed).filter(|(field, _)| field.rank >= Rank::Recorded);
        let mut beside = self.recorded.of(&row.recorded).chain(fixed).map(|(_, text)| text);
        let told = beside.find(|text| by_text.iter().any(|word| word.find_in(*text).is_some()));
        told.map(|text| text.written)
    }

    fn meet(&self, place: usize, row: &Row, words: &[Word<'_>]) -> Option<Hit> {
        let mut hit = Hit { place, is_partial: false, rank: Rank::Id };
        for word in words {
            let (rank, is_partial) = self.meet_word(row, word)?;
            hit.rank = hit.rank.max(rank);
            hit.is_partial |= is_partial;
        }
        Some(hit)
    }

    /// Where one word is met best, and whether its last syllable is only begun.
    fn meet_word(&self, row: &Row, word: &Word<'_>) -> Option<(Rank, bool)> {
        if let Some(rank) = row.id_met(word) {
            return Some((rank, false));
        }
        let of = |rank: fn(Rank) -> bool| {
            self.fixed.of(&row.fixed).filter(move |(field, _)| rank(field.rank))
        };
        let mut fields = of(|rank| rank < Rank::Recorded)
            .chain(self.recorded.of(&row.recorded))
            .chain(of(|rank| rank > Rank::Recorded));
        fields.find_map(|(field, text)| {
            let (_, is_partial) = word.find_in(text)?;
            Some((field.rank, is_partial))
        })
    }
}

impl Row {
    fn id_met(&self, word: &Word<'_>) -> Option<Rank> {
        if !word.may_meet(self.marks) {
            return None;
        }
        self.ids.iter().filter_map(|id| word.meets_id(id)).min()
    }
}

/// Whether every word of a query is met in the number of a row; no index is needed for that.
#[must_use]
pub fn is_named(rubric: &Rubric, node: Node, words: &[Word<'_>]) -> bool {
    let ids = match node {
        Node::Indicator(index) => ids_of_indicator(rubric, index),
        Node::Clause(index) => vec![word::Id::new(&rubric.clause(index).id)],
        Node::Total | Node::UnknownHeading | Node::Unknown(_) => return false,
    };
    let is_met = |word: &Word<'_>| ids.iter().any(|id| word.meets_id(id).is_some());
    !words.is_empty() && words.iter().all(is_met)
}

/// The number of an indicator, and that of its clause where its row stands for that too.
fn ids_of_indicator(rubric: &Rubric, index: IndicatorIndex) -> Vec<word::Id> {
    let only = rubric.only_clause(index).map(|only| rubric.clause(only).id.as_str());
    let ids = std::iter::once(rubric.indicator(index).id.as_str()).chain(only);
    ids.map(word::Id::new).collect()
}

fn of_indicator(rubric: &Rubric, index: IndicatorIndex) -> Texts<'_> {
    let indicator = rubric.indicator(index);
    let mut fields = vec![(Rank::Title, indicator.title.as_str(), true)];
    let mut entries = vec![indicator.id.clone()];
    let mut duties = of_duties(rubric, &indicator.duties, indicator.office.as_deref());
    let printed = [&indicator.criteria, &indicator.method, &indicator.evidence];
    fields.extend(printed.into_iter().flatten().map(|text| (Rank::Text, text.as_str(), false)));
    // The row of an item stands for its clause too, where it has just one.
    if let Some(only) = rubric.only_clause(index) {
        let clause = rubric.clause(only);
        entries.push(clause.id.clone());
        fields.push((Rank::Text, &clause.text, false));
        duties.extend(of_duties(rubric, &clause.duties, clause.office.as_deref()));
    }
    fields.extend(duties);
    Texts { ids: ids_of_indicator(rubric, index), entries, fields }
}

fn of_clause(rubric: &Rubric, index: ClauseIndex) -> Texts<'_> {
    let clause = rubric.clause(index);
    let mut fields = vec![(Rank::Text, clause.text.as_str(), true)];
    fields.extend(of_duties(rubric, &clause.duties, clause.office.as_deref()));
    Texts { ids: vec![word::Id::new(&clause.id)], entries: vec![clause.id.clone()], fields }
}

/// The departments and the office a row itself names, as they are printed and by the name that
/// means them; those above it are met above it.
fn of_duties<'a>(
    rubric: &'a Rubric,
    duties: &'a [Duty],
    office: Option<&'a str>,
) -> Vec<Written<'a>> {
    let departments = duties.iter().flat_map(|duty| &duty.departments);
    let both = departments.flat_map(|printed| {
        let meant = rubric.head.department(printed);
        std::iter::once(printed.as_str()).chain(Some(meant).filter(|meant| meant != printed))
    });
    both.chain(office).map(|name| (Rank::Duty, name, false)).collect()
}

/// What people wrote about an entry.
fn recorded(entry: &Entry) -> impl Iterator<Item = Written<'_>> {
    let reason = match &entry.value {
        Value::NotApplicable(reason) => reason.as_str(),
        _ => "",
    };
    let of_findings = entry.findings.iter().flat_map(|found| [&found.subject, &found.remark]);
    let texts = [entry.remark.as_str(), reason].into_iter();
    let evidence = entry.findings.iter().flat_map(|found| &found.evidence).chain(&entry.evidence);
    let texts = texts.chain(of_findings.chain(evidence).map(String::as_str));
    let texts = texts.filter(|text| !text.is_empty());
    texts.map(|text| (Rank::Recorded, text, false))
}

//! Looking for rows of the tree: by number, by Chinese characters, by pinyin and its initials.
//!
//! [`Index`] holds the texts of every row beside the tree and is made once; what is
//! recorded is put in anew whenever a search begins. [`Index::find`] is asked at every key.

mod sessions;
mod word;

pub use sessions::Sessions;
pub use word::{Word, words};

use super::tree::Node;
use crate::rubric::{ClauseIndex, Duty, IndicatorIndex, Rubric};
use crate::session::{Entry, Session, Value};
use std::ops::Range;

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
    text: String,
    /// With which letters the pinyin of each character begins.
    initials: Vec<u32>,
    /// The row of the tree shows it.
    is_shown: bool,
}

impl Field {
    fn new(rank: Rank, text: &str, is_shown: bool) -> Self {
        Self { rank, text: text.to_owned(), initials: word::initials(text), is_shown }
    }
}

/// What can be found of one row.
#[derive(Clone, Debug, Default)]
struct Texts {
    /// Its numbers: its own, and that of the clause it stands for too. None for rows that no
    /// number names.
    ids: Vec<word::Id>,
    /// Under which ids something may be recorded about it.
    entries: Vec<String>,
    /// Of the rubric, the best rank first.
    fixed: Vec<Field>,
    /// Of the session.
    recorded: Vec<Field>,
}

/// The texts of all rows.
#[derive(Clone, Debug)]
pub struct Index {
    rows: Vec<Texts>,
}

impl Index {
    /// The texts of the rubric, for the rows of a tree in their order.
    #[must_use]
    pub fn new(nodes: impl Iterator<Item = Node>, rubric: &Rubric) -> Self {
        let rows = nodes.map(|node| match node {
            Node::Indicator(index) => of_indicator(rubric, index),
            Node::Clause(index) => of_clause(rubric, index),
            Node::Total | Node::UnknownHeading | Node::Unknown(_) => Texts::default(),
        });
        Self { rows: rows.collect() }
    }

    /// Takes over what is recorded now.
    pub fn record(&mut self, session: &Session) {
        for row in &mut self.rows {
            let entries = row.entries.iter().filter_map(|id| session.entry(id));
            row.recorded = entries.flat_map(recorded).collect();
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
        let meet = |(place, row): (usize, &Texts)| {
            let named = together.as_ref().and_then(|word| row.id_met(word));
            let named = named.filter(|rank| *rank < Rank::Begins);
            named
                .map(|rank| Hit { place, is_partial: false, rank })
                .or_else(|| row.meet(place, &words))
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
        let Some(shown) = row.fixed.iter().find(|field| field.is_shown) else { return Vec::new() };
        let by_text = words.iter().filter(|word| row.id_met(word).is_none());
        by_text.filter_map(|word| Some(word.find_in(&shown.text, &shown.initials)?.0)).collect()
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
        let is_beside = |field: &&Field| field.rank >= Rank::Recorded;
        let by_text = self.by_text(place, words);
        let mut beside = row.recorded.iter().chain(row.fixed.iter().filter(is_beside));
        let is_met = |field: &&Field| {
            by_text.iter().any(|word| word.find_in(&field.text, &field.initials).is_some())
        };
        beside.find(is_met).map(|field| field.text.as_str())
    }
}

impl Texts {
    fn meet(&self, place: usize, words: &[Word<'_>]) -> Option<Hit> {
        let mut hit = Hit { place, is_partial: false, rank: Rank::Id };
        for word in words {
            let (rank, is_partial) = self.meet_word(word)?;
            hit.rank = hit.rank.max(rank);
            hit.is_partial |= is_partial;
        }
        Some(hit)
    }

    fn id_met(&self, word: &Word<'_>) -> Option<Rank> {
        self.ids.iter().filter_map(|id| word.meets_id(id)).min()
    }

    /// Where one word is met best, and whether its last syllable is only begun.
    fn meet_word(&self, word: &Word<'_>) -> Option<(Rank, bool)> {
        if let Some(rank) = self.id_met(word) {
            return Some((rank, false));
        }
        let of = |rank: fn(Rank) -> bool| self.fixed.iter().filter(move |field| rank(field.rank));
        let mut fields = of(|rank| rank < Rank::Recorded)
            .chain(&self.recorded)
            .chain(of(|rank| rank > Rank::Recorded));
        fields.find_map(|field| {
            let (_, is_partial) = word.find_in(&field.text, &field.initials)?;
            Some((field.rank, is_partial))
        })
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

fn of_indicator(rubric: &Rubric, index: IndicatorIndex) -> Texts {
    let indicator = rubric.indicator(index);
    let mut fixed = vec![Field::new(Rank::Title, &indicator.title, true)];
    let mut entries = vec![indicator.id.clone()];
    let mut duties = of_duties(rubric, &indicator.duties, indicator.office.as_deref());
    fixed.extend(indicator.criteria.iter().map(|text| Field::new(Rank::Text, text, false)));
    // The row of an item stands for its clause too, where it has just one.
    if let Some(only) = rubric.only_clause(index) {
        let clause = rubric.clause(only);
        entries.push(clause.id.clone());
        fixed.push(Field::new(Rank::Text, &clause.text, false));
        duties.extend(of_duties(rubric, &clause.duties, clause.office.as_deref()));
    }
    fixed.extend(duties);
    Texts { ids: ids_of_indicator(rubric, index), entries, fixed, recorded: Vec::new() }
}

fn of_clause(rubric: &Rubric, index: ClauseIndex) -> Texts {
    let clause = rubric.clause(index);
    let mut fixed = vec![Field::new(Rank::Text, &clause.text, true)];
    fixed.extend(of_duties(rubric, &clause.duties, clause.office.as_deref()));
    let (ids, entries) = (vec![word::Id::new(&clause.id)], vec![clause.id.clone()]);
    Texts { ids, entries, fixed, recorded: Vec::new() }
}

/// The departments and the office a row itself names, as they are printed and by the name that
/// means them; those above it are met above it.
fn of_duties(rubric: &Rubric, duties: &[Duty], office: Option<&str>) -> Vec<Field> {
    let departments = duties.iter().flat_map(|duty| &duty.departments);
    let both = departments.flat_map(|printed| {
        let meant = rubric.head.department(printed);
        std::iter::once(printed.as_str()).chain(Some(meant).filter(|meant| meant != printed))
    });
    let names = both.chain(office);
    names.map(|name| Field::new(Rank::Duty, name, false)).collect()
}

/// What people wrote about an entry.
fn recorded(entry: &Entry) -> Vec<Field> {
    let reason = match &entry.value {
        Value::NotApplicable(reason) => reason.as_str(),
        _ => "",
    };
    let of_findings = entry.findings.iter().flat_map(|found| [&found.subject, &found.remark]);
    let texts = [entry.remark.as_str(), reason].into_iter();
    let texts = texts.chain(of_findings.map(String::as_str)).filter(|text| !text.is_empty());
    texts.map(|text| Field::new(Rank::Recorded, text, false)).collect()
}

//! Looking for sessions in their list: by unit, rubric, assessor and date.

use super::text::{Store, Stored};
use super::word::Word;
use crate::lang::{Lang, find};
use crate::session::Date;
use crate::tui::app::SessionRow;
use crate::visible::name_words;
use std::collections::HashMap;

/// The texts of the sessions of a list; they are made once for each list, when somebody first
/// looks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sessions {
    /// The titles of the rubrics, each once: a folder has many sessions of few of them.
    rubrics: Vec<Stored>,
    rows: Vec<Texts>,
    store: Store,
}

/// What can be found of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Texts {
    /// The unit, or the name of a file that cannot be read.
    unit: Stored,
    assessors: Stored,
    /// By its place among the rubrics; none of a file that cannot be read.
    rubric: Option<usize>,
    date: String,
}

/// The titles of the rubrics, and where each stands among them.
#[derive(Default)]
struct Titles<'a> {
    texts: Vec<Stored>,
    places: HashMap<&'a str, usize>,
}

impl Sessions {
    /// The texts of a list.
    #[must_use]
    pub fn new(rows: &[SessionRow]) -> Self {
        let (mut titles, mut store) = (Titles::default(), Store::default());
        let rows = rows.iter().map(|row| match &row.line {
            Ok(line) => Texts {
                unit: store.put(&line.head.unit),
                assessors: store.put(&line.head.assessors.join(" ")),
                rubric: Some(titles.place_of(&line.rubric, &mut store)),
                date: line.head.date.map(spelled).unwrap_or_default(),
            },
            Err(_) => Texts {
                unit: store.put(&row.path.file_name().map(name_words).unwrap_or_default()),
                assessors: store.put(""),
                rubric: None,
                date: String::new(),
            },
        });
        Self { rows: rows.collect(), rubrics: titles.texts, store }
    }

    /// The rows that every word of a query is met in, in their order; all where nothing is asked.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        let words = super::words(query);
        let met_rubrics: Vec<Vec<bool>> = words.iter().map(|word| self.met_rubrics(word)).collect();
        let is_met = |row: &Texts, (word, rubrics): (&Word<'_>, &Vec<bool>)| {
            row.rubric.is_some_and(|rubric| rubrics[rubric])
                || self.meets(word, &row.unit)
                || self.meets(word, &row.assessors)
                || word.find_plain(&row.date)
        };
        let rows = self.rows.iter().enumerate();
        let met =
            rows.filter(|(_, row)| words.iter().zip(&met_rubrics).all(|held| is_met(row, held)));
        met.map(|(place, _)| place).collect()
    }

    fn meets(&self, word: &Word<'_>, text: &Stored) -> bool {
        word.find_in(self.store.text(text)).is_some()
    }

    fn met_rubrics(&self, word: &Word<'_>) -> Vec<bool> {
        self.rubrics.iter().map(|title| self.meets(word, title)).collect()
    }
}

impl<'a> Titles<'a> {
    fn place_of(&mut self, title: &'a str, store: &mut Store) -> usize {
        *self.places.entry(title).or_insert_with(|| {
            self.texts.push(store.put(title));
            self.texts.len() - 1
        })
    }
}

/// A day in every way people write it.
fn spelled(date: Date) -> String {
    let written = date.to_string();
    let squeezed = written.replace('-', "");
    let parts: Vec<&str> = written.split('-').map(|part| part.trim_start_matches('0')).collect();
    let named = |lang| match parts[..] {
        [year, month, day] => find::day(lang, year, month, day),
        _ => String::new(),
    };
    [named(Lang::Zh), named(Lang::En), squeezed, written].join(" ")
}

//! Looking for sessions in their list: by unit, rubric, assessor and date.

use super::word::{self, Word};
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
    rubrics: Vec<Text>,
    rows: Vec<Texts>,
}

/// What can be found of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Texts {
    /// The unit, or the name of a file that cannot be read.
    unit: Text,
    assessors: Text,
    /// By its place among the rubrics; none of a file that cannot be read.
    rubric: Option<usize>,
    date: String,
}

/// A text with the letters its syllables begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Text {
    text: String,
    initials: Vec<u32>,
}

/// Makes texts, and remembers what was looked up for them.
#[derive(Default)]
struct Maker {
    initials: HashMap<char, u32>,
    rubrics: HashMap<String, usize>,
}

impl Sessions {
    /// The texts of a list.
    #[must_use]
    pub fn new(rows: &[SessionRow]) -> Self {
        let mut maker = Maker::default();
        let mut rubrics: Vec<Text> = Vec::new();
        let rows = rows.iter().map(|row| match &row.line {
            Ok(line) => Texts {
                unit: maker.text(&line.head.unit),
                assessors: maker.text(&line.head.assessors.join(" ")),
                rubric: Some(maker.rubric(&line.rubric, &mut rubrics)),
                date: line.head.date.map(spelled).unwrap_or_default(),
            },
            Err(_) => Texts {
                unit: maker.text(&row.path.file_name().map(name_words).unwrap_or_default()),
                assessors: maker.text(""),
                rubric: None,
                date: String::new(),
            },
        });
        Self { rows: rows.collect(), rubrics }
    }

    /// The rows that every word of a query is met in, in their order; all where nothing is asked.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<usize> {
        let words = super::words(query);
        let met_rubrics: Vec<Vec<bool>> = words.iter().map(|word| self.met_rubrics(word)).collect();
        let is_met = |row: &Texts, (word, rubrics): (&Word<'_>, &Vec<bool>)| {
            row.rubric.is_some_and(|rubric| rubrics[rubric])
                || row.unit.meets(word)
                || row.assessors.meets(word)
                || word.find_plain(&row.date)
        };
        let rows = self.rows.iter().enumerate();
        let met =
            rows.filter(|(_, row)| words.iter().zip(&met_rubrics).all(|held| is_met(row, held)));
        met.map(|(place, _)| place).collect()
    }

    fn met_rubrics(&self, word: &Word<'_>) -> Vec<bool> {
        self.rubrics.iter().map(|title| title.meets(word)).collect()
    }
}

impl Text {
    fn meets(&self, word: &Word<'_>) -> bool {
        word.find_in(&self.text, &self.initials).is_some()
    }
}

impl Maker {
    fn text(&mut self, text: &str) -> Text {
        let mut bits = |c: char| *self.initials.entry(c).or_insert_with(|| word::initials_of(c));
        Text { text: text.to_owned(), initials: text.chars().map(&mut bits).collect() }
    }

    fn rubric(&mut self, title: &str, rubrics: &mut Vec<Text>) -> usize {
        if let Some(place) = self.rubrics.get(title) {
            return *place;
        }
        rubrics.push(self.text(title));
        self.rubrics.insert(title.to_owned(), rubrics.len() - 1);
        rubrics.len() - 1
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

//! The keys in force: those of the table, and those the user gave instead.

use super::{Action, Key, Place, Row, row_of, rows_of};
use crate::lang::{Lang, keys as words};
use ratatui::crossterm::event::KeyEvent;
use std::borrow::Cow;

/// Keys that were given to an action in a place instead of the table's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Where.
    pub place: Place,
    /// To what.
    pub action: Action,
    /// The keys, the one the hint line shows first.
    pub keys: Vec<Key>,
}

/// Which key does what. The default is the table as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    given: Vec<Given>,
}

impl Keymap {
    /// The table with other keys for some actions.
    #[must_use]
    pub fn new(given: Vec<Given>) -> Self {
        Self { given }
    }

    /// The keys of a row in a place.
    #[must_use]
    pub fn keys<'a>(&'a self, place: Place, row: &'a Row) -> &'a [Key] {
        let given =
            self.given.iter().find(|given| (given.place, given.action) == (place, row.action));
        given.map_or(row.keys, |given| &given.keys)
    }

    /// What a key does in a place.
    #[must_use]
    pub fn find(&self, place: Place, event: &KeyEvent) -> Option<Action> {
        let key = Key::of(event);
        let is_meant = |held: &Key| held.is_pressed(key);
        let row = rows_of(place).find(|row| self.keys(place, row).iter().any(is_meant));
        row.map(|row| row.action)
    }

    /// All keys of a row, as a person calls them.
    #[must_use]
    pub fn names(&self, place: Place, row: &Row, lang: Lang) -> String {
        let names: Vec<String> = self.keys(place, row).iter().map(|key| key.name(lang)).collect();
        names.join(" ")
    }

    /// A sentence with the keys it names: `⟦review.undo⟧` stands for the first two keys of an
    /// action in a place, `⟦review.undo!⟧` for the first alone. A name that the table does not
    /// have stays as it is.
    #[must_use]
    pub fn told<'a>(&self, lang: Lang, text: &'a str) -> Cow<'a, str> {
        if !text.contains('⟦') {
            return Cow::Borrowed(text);
        }
        let (mut told, mut rest) = (String::new(), text);
        while let Some((before, from)) = rest.split_once('⟦') {
            told.push_str(before);
            let named = from.split_once('⟧');
            let keys = named.and_then(|(name, behind)| Some((self.named(lang, name)?, behind)));
            let (shown, behind) = keys.unwrap_or_else(|| ("⟦".to_owned(), from));
            told.push_str(&shown);
            rest = behind;
        }
        told.push_str(rest);
        Cow::Owned(told)
    }

    /// The keys of `review.undo` or `review.undo!`.
    fn named(&self, lang: Lang, name: &str) -> Option<String> {
        let (place, action) = name.split_once('.')?;
        let (action, most) = action.strip_suffix('!').map_or((action, 2), |action| (action, 1));
        let place = Place::ALL.into_iter().find(|known| known.name() == place)?;
        let row = rows_of(place).find(|row| row.action.name() == action)?;
        let keys = self.keys(place, row).iter().take(most).map(|key| key.name(lang));
        Some(keys.collect::<Vec<_>>().join(words::either(lang)))
    }

    /// The key of the hint line.
    #[must_use]
    pub fn first(&self, place: Place, row: &Row, lang: Lang) -> String {
        self.keys(place, row).first().map_or_else(String::new, |key| key.name(lang))
    }

    /// The event that a part of the screen which knows the table's keys alone, such as a
    /// form, takes for this one: the table's first key of the action the user gave the key
    /// to. `None` where the key was the table's and was taken from its action.
    #[must_use]
    pub fn as_in_table(&self, place: Place, event: &KeyEvent) -> Option<KeyEvent> {
        let key = Key::of(event);
        if let Some(action) = self.find(place, event) {
            let keys = row_of(place, action).map_or(&[][..], |row| row.keys);
            let first = keys.first().filter(|_| !keys.contains(&key));
            return Some(first.map_or(*event, |key| key.event()));
        }
        let was_bound = rows_of(place).any(|row| row.keys.contains(&key));
        // Arrows still move the caret of a text.
        (!was_bound || key.is_arrow()).then_some(*event)
    }
}

//! 常用语: what can be put into a field of a form, narrowed by typing.

use crate::phrases::Phrase;
use crate::tui::search::words;
use crate::tui::widgets::input::Input;

/// The phrases and what is typed above them.
#[derive(Clone, Debug)]
pub struct PhraseList {
    /// The clause or item, or the clause of a ledger.
    pub id: String,
    /// What that is called.
    pub name: String,
    /// The field of the form below that takes a phrase.
    pub field: &'static str,
    /// All phrases, the most useful first.
    pub all: Vec<Phrase>,
    /// What is typed.
    pub input: Input,
    /// The row under the cursor, among those that are shown.
    pub cursor: usize,
    /// The first row in view.
    pub offset: usize,
}

impl PhraseList {
    /// The list for a field, the cursor on its first row.
    #[must_use]
    pub fn new((id, name): (String, String), field: &'static str, all: Vec<Phrase>) -> Self {
        Self { id, name, field, all, input: Input::default(), cursor: 0, offset: 0 }
    }

    /// The phrases that have every word typed, as characters, pinyin or its initials.
    #[must_use]
    pub fn shown(&self) -> Vec<&Phrase> {
        let words = words(self.input.text());
        let fits = |phrase: &&Phrase| words.iter().all(|word| word.find(&phrase.text).is_some());
        self.all.iter().filter(fits).collect()
    }
}

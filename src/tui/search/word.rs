//! One word of a query: how it meets a text, and how it meets an id.

use super::Rank;
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use std::ops::Range;
use std::sync::LazyLock;

/// Whole syllables and their initials.
const NOTATIONS: PinyinNotation = PinyinNotation::Ascii.union(PinyinNotation::AsciiFirstLetter);

/// The pinyin of every character, made when somebody first looks for something.
static PINYIN: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(NOTATIONS));

/// Letters that stand nowhere in a syllable but at its beginning.
const ONLY_FIRST: &str = "bcdfjklmpqstwxyz";

/// One word of a query.
pub struct Word<'a> {
    /// As numbers are compared: with and without the strokes between its parts.
    id: Id,
    /// None where nothing of the word can be pinyin.
    pinyin: Option<IbMatcher<'a, str>>,
    /// With which letters the pinyin of a text has to begin somewhere.
    initials: u32,
    plain: String,
}

/// An id, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Id {
    /// Half-width, small letters, no blanks.
    key: String,
    /// The same without `/`.
    squeezed: String,
}

/// The words of a query, each with what is needed to look for it.
#[must_use]
pub fn words(query: &str) -> Vec<Word<'static>> {
    query.split_whitespace().map(Word::new).collect()
}

impl Word<'_> {
    fn new(word: &str) -> Self {
        let plain = narrow(word);
        let is_pinyin = plain.chars().any(|c| c.is_ascii_alphabetic());
        let pinyin = is_pinyin.then(|| matcher(&plain));
        let letters = plain.chars().filter(char::is_ascii_alphabetic);
        // The first letter of the word begins a syllable too, whatever it is.
        let first = plain.chars().next().filter(char::is_ascii_alphabetic);
        let certain = letters.filter(|letter| ONLY_FIRST.contains(*letter)).chain(first);
        let initials = certain.fold(0, |bits, letter| bits | bit(letter));
        Self { id: Id::new(word), pinyin, initials, plain }
    }

    /// Which bytes of a text it meets first, and whether its last syllable is only begun.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<(Range<usize>, bool)> {
        let Some(matcher) = &self.pinyin else {
            let start = text.find(&self.plain)?;
            return Some((start..start + self.plain.len(), false));
        };
        matcher.find(text).map(|found| (found.range(), found.is_pattern_partial()))
    }

    /// The same, where the initials of the text are known: most texts are passed over.
    pub(super) fn find_in(&self, text: &str, initials: u32) -> Option<(Range<usize>, bool)> {
        let is_possible = self.initials & !initials == 0;
        if is_possible { self.find(text) } else { None }
    }

    /// How it meets an id.
    pub(super) fn meets_id(&self, id: &Id) -> Option<Rank> {
        let asked = &self.id;
        if asked.squeezed.is_empty() {
            return None;
        }
        if asked.key == id.key || asked.squeezed == id.squeezed {
            return Some(Rank::Id);
        }
        if id.squeezed.ends_with(&asked.squeezed) && id.tails().any(|tail| tail == asked.squeezed) {
            return Some(Rank::Number);
        }
        let names_parts = asked.key.contains(['/', '(']);
        let mut tails = id.tails().filter(|_| names_parts);
        tails.any(|tail| tail.starts_with(&asked.squeezed)).then_some(Rank::Begins)
    }
}

impl Id {
    pub(super) fn new(id: &str) -> Self {
        let key = narrow(id);
        Self { squeezed: key.replace('/', ""), key }
    }

    /// What is left of it from each of its parts on, the strokes left out.
    fn tails(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.key.split('/').filter_map(move |part| {
            let tail = self.squeezed.get(start..);
            start += part.len();
            tail
        })
    }
}

/// A matcher of a word that may be pinyin, whole or as initials, its last syllable begun.
fn matcher(word: &str) -> IbMatcher<'static, str> {
    let pinyin = PinyinMatchConfig::builder(NOTATIONS).data(&PINYIN).build();
    IbMatcher::builder(word).analyze(true).is_pattern_partial(true).pinyin(pinyin).build()
}

/// Half-width and small, as ids and words are compared: an input method that is switched on
/// makes `（` of `(`.
fn narrow(text: &str) -> String {
    let half = |c: char| match c {
        '！'..='～' => {
            char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).unwrap_or(c)
        }
        '、' => '/',
        other => other,
    };
    let narrow = text.chars().map(half).filter(|c| !c.is_whitespace());
    narrow.map(|c| c.to_ascii_lowercase()).collect()
}

/// With which letters the syllables of a text begin, its own letters among them; every
/// reading of a character counts.
pub(super) fn initials(text: &str) -> u32 {
    let mut bits = 0;
    for c in text.chars() {
        if c.is_ascii() {
            bits |= bit(c.to_ascii_lowercase());
            continue;
        }
        PINYIN.get_pinyins_and_for_each(c, |pinyin| {
            let syllable = pinyin.notation(PinyinNotation::Ascii);
            bits |= syllable.and_then(|syllable| syllable.chars().next()).map_or(0, bit);
        });
    }
    bits
}

/// The bit of a letter; none of what is no letter.
fn bit(letter: char) -> u32 {
    let place = u32::from(letter).wrapping_sub(u32::from('a'));
    if place < 26 { 1 << place } else { 0 }
}

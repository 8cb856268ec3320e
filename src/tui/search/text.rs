//! A text that is looked in, with what makes looking fast.

use ib_matcher::pinyin::{PinyinData, PinyinNotation};
use std::ops::Range;
use std::sync::LazyLock;

/// Whole syllables and their initials.
pub(super) const NOTATIONS: PinyinNotation =
    PinyinNotation::Ascii.union(PinyinNotation::AsciiFirstLetter);

/// Where nearly all Chinese characters stand.
const CHINESE: Range<u32> = 0x4e00..0xa000;

/// The pinyin of every character, made when somebody first looks for something.
pub(super) static PINYIN: LazyLock<PinyinData> = LazyLock::new(|| PinyinData::new(NOTATIONS));

/// The initials of the Chinese characters in their order: a large rubric has the same few
/// hundred of them half a million times.
static INITIALS: LazyLock<Vec<u32>> =
    LazyLock::new(|| CHINESE.filter_map(char::from_u32).map(looked_up).collect());

/// A text with the letters its syllables begin with.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) written: &'a str,
    /// With which letters the pinyin of each character begins.
    pub(super) initials: &'a [u32],
    /// All of those.
    pub(super) letters: u32,
}

/// Many texts, one behind the other: a key of a search line looks at them in this order, and
/// fetching each from a place of its own takes longer than looking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Store {
    written: String,
    initials: Vec<u32>,
}

/// Where a text of a store is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    written: Range<usize>,
    initials: Range<usize>,
    letters: u32,
}

impl Store {
    pub(super) fn put(&mut self, text: &str) -> Stored {
        let (written, initials) = (self.written.len(), self.initials.len());
        self.written.push_str(text);
        self.initials.extend(text.chars().map(initials_of));
        let letters = self.initials[initials..].iter().fold(0, |letters, bits| letters | bits);
        let (written, initials) = (written..self.written.len(), initials..self.initials.len());
        Stored { written, initials, letters }
    }

    pub(super) fn text(&self, stored: &Stored) -> Text<'_> {
        Text {
            written: self.written.get(stored.written.clone()).unwrap_or_default(),
            initials: self.initials.get(stored.initials.clone()).unwrap_or_default(),
            letters: stored.letters,
        }
    }
}

/// With which letters the pinyin of a character begins; a letter is its own, and every reading
/// of a character counts.
fn initials_of(character: char) -> u32 {
    if character.is_ascii() {
        return bit(character.to_ascii_lowercase());
    }
    let place = u32::from(character).checked_sub(CHINESE.start);
    let known = place.and_then(|place| INITIALS.get(usize::try_from(place).ok()?));
    known.copied().unwrap_or_else(|| looked_up(character))
}

fn looked_up(character: char) -> u32 {
    let mut bits = 0;
    PINYIN.get_pinyins_and_for_each(character, |pinyin| {
        let syllable = pinyin.notation(PinyinNotation::Ascii);
        bits |= syllable.and_then(|syllable| syllable.chars().next()).map_or(0, bit);
    });
    bits
}

/// The bit of a letter; none of what is no letter.
pub(super) fn bit(letter: char) -> u32 {
    let place = u32::from(letter).wrapping_sub(u32::from('a'));
    if place < 26 { 1 << place } else { 0 }
}

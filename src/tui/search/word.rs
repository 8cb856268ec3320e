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
    /// The letters that certainly begin a syllable, in their order.
    steps: Vec<Step>,
    plain: String,
}

/// A letter of a word that certainly begins a syllable.
struct Step {
    letter: u32,
    /// How many characters behind the step before it, at most: each letter between them may
    /// stand for a character of its own.
    reach: usize,
}

/// An id, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Id {
    /// Half-width, small letters, no blanks.
    key: String,
    /// The same without `/`.
    squeezed: String,
    /// The key without brackets.
    bare: String,
    /// The key with a stroke for each point, as some write ids: `a1/1/3/b`.
    pointed: String,
    /// As people run its parts together, where a part repeats the end of the one before:
    /// `a/a1/1.1` is `a1.1`.
    merged: String,
}

/// The words of a query, each with what is needed to look for it.
#[must_use]
pub fn words(query: &str) -> Vec<Word<'static>> {
    query.split_whitespace().map(Word::new).collect()
}

/// The words of a query as one, with strokes between them: `四 6 1 a`. None where it is one.
pub(super) fn run_together(query: &str) -> Option<Word<'static>> {
    let parts: Vec<&str> = query.split_whitespace().collect();
    (parts.len() > 1).then(|| Word::new(&parts.join("/")))
}

impl Word<'_> {
    fn new(word: &str) -> Self {
        let plain = narrow(word);
        let is_pinyin = plain.chars().any(|c| c.is_ascii_alphabetic());
        let pinyin = is_pinyin.then(|| matcher(&plain));
        Self { id: Id::new(word), pinyin, steps: steps(&plain), plain }
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

    /// The same, where the initials of the text are known: the word is tried only where its
    /// letters can begin.
    pub(super) fn find_in(&self, text: &str, initials: &[u32]) -> Option<(Range<usize>, bool)> {
        let (Some(matcher), Some((first, rest))) = (&self.pinyin, self.steps.split_first()) else {
            return self.find(text);
        };
        let mut starts = text.char_indices().zip(initials).enumerate();
        starts.find_map(|(at, ((start, _), letters))| {
            if letters & first.letter == 0 || !follow(initials, at, rest) {
                return None;
            }
            let found = matcher.test(text.get(start..)?)?;
            Some((start..start + found.end(), found.is_pattern_partial()))
        })
    }

    /// Whether it stands in a text as it is written.
    pub(super) fn find_plain(&self, text: &str) -> bool {
        text.contains(&self.plain)
    }

    /// How it meets a number that stands by itself.
    #[must_use]
    pub fn meets_number(&self, number: &str) -> Option<Rank> {
        self.meets_id(&Id::new(number))
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
        let run_together = squeezed(&asked.bare);
        if run_together == id.merged || run_together == squeezed(&id.bare) {
            return Some(Rank::Id);
        }
        if id.squeezed.ends_with(&asked.squeezed) && id.tails().any(|tail| tail == asked.squeezed) {
            return Some(Rank::Number);
        }
        if asked.has_points() {
            let rest = id.pointed.strip_suffix(&asked.pointed);
            match rest {
                Some("") => return Some(Rank::Id),
                Some(rest) if rest.ends_with('/') => return Some(Rank::Number),
                _ => {}
            }
        }
        let names_parts = asked.key.contains(['/', '(']);
        let mut tails = id.tails().filter(|_| names_parts);
        if tails.any(|tail| tail.starts_with(&asked.squeezed)) {
            return Some(Rank::Begins);
        }
        if !asked.is_bare() || !asked.key.contains('/') {
            return None;
        }
        let is_tail = id.bare.strip_suffix(&asked.key).is_some_and(|rest| rest.ends_with('/'));
        let begins = || id.bare.starts_with(&asked.key).then_some(Rank::Begins);
        if is_tail { Some(Rank::Number) } else { begins() }
    }
}

impl Id {
    pub(super) fn new(id: &str) -> Self {
        let key = narrow(id);
        let bare = key.replace(['(', ')'], "");
        let pointed = key.replace(['.', '。'], "/").trim_matches('/').to_owned();
        Self { squeezed: squeezed(&key), merged: merged(&bare), bare, pointed, key }
    }

    /// Whether points stand where the document has strokes, and more than one part is named.
    fn has_points(&self) -> bool {
        self.key.contains(['.', '。']) && self.pointed.contains('/')
    }

    /// Whether it has no brackets.
    fn is_bare(&self) -> bool {
        self.key == self.bare
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

fn squeezed(key: &str) -> String {
    key.replace('/', "")
}

/// The parts run together, each without what it repeats of the end of those before it. A
/// part that is no more than that is a number of its own, and so is one whose digits go on.
fn merged(bare: &str) -> String {
    let mut merged = String::new();
    for part in bare.split('/') {
        let repeated = |(start, _): &(usize, char)| {
            let (head, rest) = part.split_at(*start);
            let goes_on = |digits: &str| digits.starts_with(|c: char| c.is_ascii_digit());
            let ends_in_digit = head.ends_with(|c: char| c.is_ascii_digit());
            merged.ends_with(head) && !(ends_in_digit && goes_on(rest))
        };
        let longest = part.char_indices().rfind(repeated);
        let rest = longest.and_then(|(start, _)| part.get(start..)).unwrap_or(part);
        merged = format!("{merged}{rest}");
    }
    merged
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

/// The letters of a word that certainly begin a syllable; its first letter does, whatever
/// it is. Empty for a word that begins with no letter.
fn steps(word: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut reach = 1;
    for letter in word.chars() {
        let is_certain =
            letter.is_ascii_alphabetic() && (steps.is_empty() || ONLY_FIRST.contains(letter));
        match (is_certain, steps.is_empty()) {
            (true, _) => {
                steps.push(Step { letter: bit(letter), reach });
                reach = 1;
            }
            (false, true) => return Vec::new(),
            (false, false) => reach += 1,
        }
    }
    steps
}

/// Whether the steps can be taken from a place on. The places a step may be taken to are held
/// as a stretch, so a text may be let through that is not met, never the other way round.
fn follow(initials: &[u32], start: usize, steps: &[Step]) -> bool {
    let (mut first, mut last) = (start, start);
    for step in steps {
        let end = initials.len().min(last + step.reach + 1);
        let mut places = (first + 1..end).filter(|at| initials[*at] & step.letter != 0);
        let Some(next) = places.next() else { return false };
        last = places.next_back().unwrap_or(next);
        first = next;
    }
    true
}

/// With which letters the syllables of a text begin, character by character; a letter is its
/// own, and every reading of a character counts.
pub(super) fn initials(text: &str) -> Vec<u32> {
    text.chars().map(initials_of).collect()
}

/// The same of one character.
pub(super) fn initials_of(character: char) -> u32 {
    if character.is_ascii() {
        return bit(character.to_ascii_lowercase());
    }
    let mut bits = 0;
    PINYIN.get_pinyins_and_for_each(character, |pinyin| {
        let syllable = pinyin.notation(PinyinNotation::Ascii);
        bits |= syllable.and_then(|syllable| syllable.chars().next()).map_or(0, bit);
    });
    bits
}

/// The bit of a letter; none of what is no letter.
fn bit(letter: char) -> u32 {
    let place = u32::from(letter).wrapping_sub(u32::from('a'));
    if place < 26 { 1 << place } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::{Word, initials, words};
    use crate::storage::catalogue::Catalogue;

    /// What stands in the rubrics, and what a text may look like beside.
    fn texts() -> Vec<String> {
        let catalogue = Catalogue::load(&[]);
        let rubrics = catalogue.rubrics();
        let clauses = rubrics.flat_map(|loaded| loaded.rubric.clauses());
        let mut texts: Vec<String> = clauses.map(|clause| clause.text.clone()).collect();
        texts.extend(
            ["", "GPS anquan", "a1安全", "安 全", "ＡＱ安全", "会计（2）"].map(str::to_owned),
        );
        texts
    }

    #[test]
    fn passing_over_texts_by_their_initials_loses_nothing() {
        let asked = "a aq aqyj anquan anq yingji zzzhn yin hngy xianchang xc 2a gps a1 安q quan \
                     ren rny m ng o ei dangwei dwzrr huiji kuaiji shengchanjingying";
        for word in words(asked) {
            for text in texts() {
                let word: &Word<'_> = &word;
                let whole = word.find(&text);
                assert_eq!(
                    word.find_in(&text, &initials(&text)),
                    whole,
                    "{} in {text}",
                    word.plain
                );
            }
        }
    }
}

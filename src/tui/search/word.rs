//! One word of a query: how it meets a text, and how it meets an id.

use super::Rank;
use super::text::{NOTATIONS, PINYIN, Text, bit};
use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};
use memchr::memmem::Finder;
use std::cell::OnceCell;
use std::ops::Range;

/// Letters that stand nowhere in a syllable but at its beginning.
const ONLY_FIRST: &str = "bcdfjklmpqstwxyz";

/// One word of a query.
pub struct Word<'a> {
    /// As numbers are compared: with and without the strokes between its parts.
    id: Id,
    /// Something of it can be pinyin.
    is_pinyin: bool,
    /// Made when a text is first looked in, which takes far longer than all else here; ids do
    /// without.
    matcher: OnceCell<IbMatcher<'a, str>>,
    /// The letters that certainly begin a syllable, in their order.
    steps: Vec<Step>,
    /// Those letters together, each a bit: a text without one of them is not looked at.
    letters: u32,
    /// What a word that begins with no letter begins with: all of it where nothing can be
    /// pinyin, else its first character, which is met only where it stands itself.
    head: Finder<'static>,
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
    /// What has to be there wherever it is met, each character a bit (some share one). Nearly
    /// every id is passed over by it, so that a key stays fast.
    pub(super) marks: u128,
    /// The key without `/`.
    squeezed: String,
    /// The key without brackets.
    bare: String,
    /// The same without `/`.
    bare_squeezed: String,
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
        let steps = steps(&plain);
        let letters = steps.iter().fold(0, |letters, step| letters | step.letter);
        let first = plain.chars().next().map_or(0, char::len_utf8);
        let head = plain.get(..if is_pinyin { first } else { plain.len() }).unwrap_or_default();
        let head = Finder::new(head).into_owned();
        Self { id: Id::new(word), is_pinyin, matcher: OnceCell::new(), steps, letters, head, plain }
    }

    /// None where nothing of the word can be pinyin.
    fn pinyin(&self) -> Option<&IbMatcher<'_, str>> {
        self.is_pinyin.then(|| self.matcher.get_or_init(|| matcher(&self.plain)))
    }

    /// Which bytes of a text it meets first, and whether its last syllable is only begun.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<(Range<usize>, bool)> {
        let Some(matcher) = self.pinyin() else {
            let start = self.head.find(text.as_bytes())?;
            return Some((start..start + self.plain.len(), false));
        };
        matcher.find(text).map(|found| (found.range(), found.is_pattern_partial()))
    }

    /// The same, where the initials of the text are known: the word is tried only where it can
    /// begin.
    pub(super) fn find_in(&self, text: Text<'_>) -> Option<(Range<usize>, bool)> {
        if self.letters & !text.letters != 0 {
            return None;
        }
        let Some(matcher) = self.pinyin() else { return self.find(text.written) };
        let begins = |start: usize| {
            let found = matcher.test(text.written.get(start..)?)?;
            Some((start..start + found.end(), found.is_pattern_partial()))
        };
        match self.steps.split_first() {
            Some((first, rest)) => {
                let initials = text.initials;
                let can_begin =
                    |at: &usize| initials[*at] & first.letter != 0 && follow(initials, *at, rest);
                let (mut starts, mut passed) = (text.written.char_indices(), 0);
                (0..initials.len()).filter(can_begin).find_map(|at| {
                    let (start, _) = starts.nth(at - passed)?;
                    passed = at + 1;
                    begins(start)
                })
            }
            None => self.head.find_iter(text.written.as_bytes()).find_map(begins),
        }
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
        if self.may_meet(id.marks) { self.compare_with(id) } else { None }
    }

    /// Whether an id with such marks can be met.
    pub(super) fn may_meet(&self, marks: u128) -> bool {
        self.id.marks & !marks == 0
    }

    fn compare_with(&self, id: &Id) -> Option<Rank> {
        let asked = &self.id;
        if asked.squeezed.is_empty() {
            return None;
        }
        if asked.squeezed == id.squeezed {
            return Some(Rank::Id);
        }
        if asked.bare_squeezed == id.merged || asked.bare_squeezed == id.bare_squeezed {
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
        let bare = without(&key, &['(', ')']);
        let pointed = key.replace(['.', '。'], "/").trim_matches('/').to_owned();
        Self {
            marks: marks(&key),
            squeezed: without(&key, &['/']),
            merged: merged(&bare),
            bare_squeezed: without(&bare, &['/']),
            bare,
            pointed,
            key,
        }
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

/// A copy of a key without some characters. (`str::replace` takes three times as long, which
/// counts where a rubric has many numbers.)
fn without(key: &str, left_out: &[char]) -> String {
    let mut kept = String::with_capacity(key.len());
    kept.extend(key.chars().filter(|c| !left_out.contains(c)));
    kept
}

/// The characters of a key as bits. Those that may be left out or stand for each other are none.
fn marks(key: &str) -> u128 {
    let is_told = |c: &char| !matches!(c, '/' | '(' | ')' | '.' | '。');
    key.chars().filter(is_told).fold(0, |marks, c| marks | 1 << (u32::from(c) % u128::BITS))
}

/// The parts run together, each without what it repeats of the end of those before it. A
/// part that is no more than that is a number of its own, and so is one whose digits go on.
fn merged(bare: &str) -> String {
    let mut merged = String::with_capacity(bare.len());
    for part in bare.split('/') {
        let repeated = |(start, _): &(usize, char)| {
            let (head, rest) = part.split_at(*start);
            let goes_on = |digits: &str| digits.starts_with(|c: char| c.is_ascii_digit());
            let ends_in_digit = head.ends_with(|c: char| c.is_ascii_digit());
            merged.ends_with(head) && !(ends_in_digit && goes_on(rest))
        };
        let longest = part.char_indices().rfind(repeated);
        merged.push_str(longest.and_then(|(start, _)| part.get(start..)).unwrap_or(part));
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
    let halves = text.chars().map(half).filter(|c| !c.is_whitespace());
    let mut narrow = String::with_capacity(text.len());
    narrow.extend(halves.map(|c| c.to_ascii_lowercase()));
    narrow
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

#[cfg(test)]
mod tests {
    use super::super::text::Store;
    use super::{Id, Word, words};
    use crate::storage::catalogue::Catalogue;

    /// What stands in the rubrics, and what a text may look like beside.
    fn texts() -> Vec<String> {
        let catalogue = Catalogue::load(&[]);
        let rubrics = catalogue.rubrics();
        let clauses = rubrics.flat_map(|loaded| loaded.rubric.clauses());
        let mut texts: Vec<String> = clauses.map(|clause| clause.text.clone()).collect();
        let beside = "|GPS anquan|a1安全|安 全|ＡＱ安全|会计（2）|第2安全|222a|A2安|Éa";
        texts.extend(beside.split('|').map(str::to_owned));
        texts
    }

    #[test]
    fn passing_over_texts_by_their_initials_loses_nothing() {
        let asked = "a aq aqyj anquan anq yingji zzzhn yin hngy xianchang xc 2a gps a1 安q quan \
                     ren rny m ng o ei dangwei dwzrr huiji kuaiji shengchanjingying \
                     2an 安全sc 第2a 22a 安 安全 （2） ２ａ éa a安 0.5f 、a";
        for word in words(asked) {
            for text in texts() {
                let word: &Word<'_> = &word;
                let whole = word.find(&text);
                if !word.is_pinyin {
                    let start = whole.as_ref().map(|(met, _)| met.start);
                    assert_eq!(start, text.find(&word.plain), "{} in {text}", word.plain);
                }
                let mut store = Store::default();
                let stored = store.put(&text);
                assert_eq!(word.find_in(store.text(&stored)), whole, "{} in {text}", word.plain);
            }
        }
    }

    #[test]
    fn passing_over_numbers_by_their_characters_loses_nothing() {
        let catalogue = Catalogue::load(&[]);
        for loaded in catalogue.rubrics() {
            let ids: Vec<&str> = loaded.rubric.ids().iter().map(|(id, _)| id.as_str()).collect();
            let spelled = |id: &str| {
                let bare = id.replace(['(', ')'], "");
                let squeezed = bare.replace('/', "");
                [id.to_owned(), id.replace('/', "."), format!("({bare})"), squeezed, bare]
            };
            let asked: Vec<String> = ids.iter().step_by(9).flat_map(|id| spelled(id)).collect();
            let tails = asked.iter().filter_map(|id| id.split_once('/')).map(|(_, tail)| tail);
            let asked = asked.iter().map(String::as_str).chain(tails).chain(["(", "/", "a", ".1"]);
            let words: Vec<Word<'_>> = asked.map(Word::new).collect();
            let mut met = 0;
            for id in ids.iter().map(|id| Id::new(id)) {
                for word in &words {
                    let (key, asked) = (&id.key, &word.plain);
                    assert_eq!(word.meets_id(&id), word.compare_with(&id), "{asked} in {key}");
                    met += usize::from(word.meets_id(&id).is_some());
                }
            }
            assert!(met > ids.len() / 9, "{met} met");
        }
    }
}

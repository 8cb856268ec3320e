//! A text as patterns see it: half width, without blanks, each sign knowing where it stands.

use crate::half_width::half_width;
use std::ops::Range;

/// One sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sign {
    /// In half width, kinds of brackets and dashes made one.
    pub(super) is: char,
    /// As it is printed.
    printed: char,
    /// Where it stands in the source: bytes.
    pub(super) at: usize,
    /// Where it ends there.
    pub(super) end: usize,
    /// A line begins with it.
    pub(super) begins_line: bool,
}

/// The signs of a text; blanks and line ends are no signs, as a word may go on behind them.
#[derive(Clone, Debug)]
pub(super) struct Signs {
    pub(super) all: Vec<Sign>,
}

impl Signs {
    pub(super) fn of(source: &str) -> Self {
        let mut all = Vec::with_capacity(source.len() / 3);
        let mut begins_line = true;
        for (at, written) in source.char_indices() {
            begins_line |= written == '\n' || written == '\r';
            if written.is_whitespace() || is_hidden(written) {
                continue;
            }
            let end = at + written.len_utf8();
            all.push(Sign { is: plain(written), printed: written, at, end, begins_line });
            begins_line = false;
        }
        Self { all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, place: usize) -> Option<char> {
        self.all.get(place).map(|sign| sign.is)
    }

    /// Whether these words stand at a place.
    pub(super) fn starts(&self, place: usize, words: &str) -> bool {
        words.chars().enumerate().all(|(i, c)| self.get(place + i) == Some(c))
    }

    /// Where some signs stand in the source: bytes.
    pub(super) fn bytes(&self, signs: &Range<usize>) -> Range<usize> {
        let end = signs.end.checked_sub(1).and_then(|last| self.all.get(last));
        let end = end.map_or(0, |sign| sign.end);
        let start = self.all.get(signs.start).map_or(end, |sign| sign.at);
        start..end.max(start)
    }

    /// Some signs as they are printed, without blanks.
    pub(super) fn printed(&self, signs: &Range<usize>) -> String {
        let end = signs.end.min(self.len());
        self.all[signs.start.min(end)..end].iter().map(|sign| sign.printed).collect()
    }

    /// Some signs as one word.
    pub(super) fn word(&self, signs: &Range<usize>) -> String {
        let end = signs.end.min(self.len());
        self.all[signs.start.min(end)..end].iter().map(|sign| sign.is).collect()
    }
}

/// What ends a phrase.
pub(super) fn is_stop(sign: char) -> bool {
    matches!(sign, ',' | '。' | ';' | ':' | '(' | ')' | '?' | '!')
}

/// What ends a sentence.
pub(super) fn ends_sentence(sign: char) -> bool {
    matches!(sign, '。' | ';' | '!' | '?')
}

fn plain(written: char) -> char {
    match half_width(written) {
        '〔' | '【' | '[' | '﹝' | '{' => '(',
        '〕' | '】' | ']' | '﹞' | '}' => ')',
        '—' | '–' | '～' | '~' | '〜' | '‐' | '‑' | '―' | '－' | '─' => '-',
        '﹪' => '%',
        '﹐' => ',',
        '﹔' => ';',
        '☆' => '★',
        '✕' | '╳' => '×',
        half => half,
    }
}

fn is_hidden(written: char) -> bool {
    matches!(written, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}')
}

//! Nothing is dropped: every text of the source is in the draft, or reported with its place.
//!
//! Texts are compared by letters and digits only, because punctuation and spaces may get lost.
//! A sentence counts as placed if the draft contains it, or contains all its words.

use super::Draft;
use super::numbers;
use super::outline::{Piece, parse_points};
use super::source::{Paragraph, Source};
use crate::half_width::half_width;
use crate::points::Points;
use memchr::memmem;
use std::collections::HashSet;

/// Words that are taken off where they stand alone: what goes on, what notes begin with.
const LABELS: [&str; 6] = ["续", "续表", "注", "说明", "备注", "附注"];
/// Words that stand around points and go when points become numbers.
const AROUND_POINTS: &str = "共计满分值总标准合本项权重占为按得的每第";

/// Lists what of a document stands nowhere in its draft.
pub(super) fn complete(source: &Source, draft: &mut Draft) {
    let kept = Kept::of(draft);
    for paragraph in source.paragraphs() {
        let texts = paragraph.footnotes.iter().map(|(_, note)| note.as_str());
        let shown = paragraph.shown();
        for text in std::iter::once(shown.as_str()).chain(texts) {
            let gone: Vec<&str> = sentences(text).filter(|part| !kept.holds(part)).collect();
            if !gone.is_empty() {
                draft.not_placed.push(piece(paragraph, &gone));
            }
        }
    }
}

fn piece(paragraph: &Paragraph, gone: &[&str]) -> Piece {
    let words: Vec<&str> = gone.iter().map(|part| part.trim()).collect();
    Piece { text: words.join("；"), place: paragraph.place, footnotes: Vec::new() }
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(['。', '；', ';', '\n'])
}

/// Letters and digits, half-width; numbers in circles stand at heads, which go.
fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|c| is_word(*c)).collect()
}

fn is_word(c: char) -> bool {
    let is_circled = ('\u{2460}'..='\u{249b}').contains(&c);
    c.is_alphanumeric() && !is_circled || matches!(c, '★' | '☆' | '▲')
}

/// The words of a sentence: what stands between signs, decimals kept whole.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let is_point = matches!(c, '.' | '．') && before.is_numeric() && next.is_numeric();
        if !is_word(c) && !is_point {
            words.push(&text[from..at]);
            from = at + c.len_utf8();
        }
        before = c;
    }
    words.push(&text[from..]);
    words.retain(|word| !word.is_empty());
    words
}

/// What stands in a draft.
struct Kept {
    all: String,
    sentences: HashSet<String>,
    points: HashSet<Points>,
}

impl Kept {
    fn of(draft: &Draft) -> Self {
        let mut kept =
            Self { all: String::new(), sentences: HashSet::new(), points: HashSet::new() };
        let rubric = &draft.rubric;
        let head = &rubric.head;
        kept.add(&head.title);
        head.introduction.iter().chain(&head.notes).for_each(|text| kept.add(text));
        head.offices.iter().for_each(|text| kept.add(text));
        head.tags.iter().for_each(|(_, text)| kept.add(text));
        kept.points.extend(head.total);
        for indicator in rubric.indicators() {
            kept.add(&indicator.no);
            kept.add(&indicator.title);
            let more =
                [&indicator.method, &indicator.criteria, &indicator.office, &indicator.evidence];
            more.into_iter().flatten().for_each(|text| kept.add(text));
            for duty in &indicator.duties {
                kept.add(&duty.text);
                duty.departments.iter().for_each(|text| kept.add(text));
            }
            kept.points.extend(indicator.points);
            kept.points.extend(indicator.points_for.iter().map(|(_, points)| *points));
            kept.points.extend(indicator.weight.map(|weight| weight * Points::HUNDRED));
        }
        // Sentences without a stop between their rules go on from clause to clause.
        rubric.clauses().iter().for_each(|clause| kept.add(&clause.text));
        rubric.clauses().iter().for_each(|clause| kept.add(&clause.no));
        for veto in &rubric.vetoes {
            kept.add(&veto.text);
        }
        let bonus = rubric.bonus.iter().filter_map(|bonus| bonus.text.as_ref());
        bonus.for_each(|text| kept.add(text));
        draft.not_placed.iter().for_each(|piece| kept.add(&piece.text));
        draft.left_out.iter().for_each(|(piece, _)| kept.add(&piece.text));
        kept
    }

    fn add(&mut self, text: &str) {
        for sentence in sentences(text) {
            let sentence = plain(sentence);
            self.all.push_str(&sentence);
            self.sentences.insert(sentence);
        }
    }

    fn holds(&self, sentence: &str) -> bool {
        let bare = plain(numbers::without(sentence));
        bare.is_empty()
            || self.has(&bare)
            || self.has(&plain(sentence))
            || words(sentence).into_iter().all(|word| self.has_word(word))
    }

    fn has(&self, text: &str) -> bool {
        self.sentences.contains(text)
            || memmem::find(self.all.as_bytes(), text.as_bytes()).is_some()
    }

    /// A word stands in the draft, is the number at the head of a text, or points that are there.
    fn has_word(&self, word: &str) -> bool {
        let bare = plain(word);
        if LABELS.contains(&bare.as_str()) || self.has(&bare) {
            return true;
        }
        let is_number = numbers::head(&format!("{bare}."));
        if is_number.is_some_and(|head| head.length > bare.len()) {
            return true;
        }
        let word = word.trim_matches(|c: char| AROUND_POINTS.contains(c));
        let word = word.strip_suffix('分').unwrap_or(word);
        parse_points(word).is_some_and(|points| self.points.contains(&points))
    }
}

//! What is read without an error and can hardly be meant: quotes that became part of a number,
//! a lone quote within a text, a text over several lines whose ends stay in it.

use super::At;
use super::events::events;
use super::meant::one_of_it;
use crate::storage::problem::FileProblemKind as Kind;
use granit_parser::{Event, ScalarStyle, Span};

/// Keys whose values are names and numbers, never sentences.
const NAMES: &[&str] =
    &["no", "id", "per", "of", "office", "only", "except", "edition", "name", "continues", "state"];

/// The texts of a rubric that can hardly be meant as they are read.
pub(crate) fn odd_texts(text: &str) -> Vec<(At, Kind)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut found = Vec::new();
    // The keys on the way: those of mappings that wait for one hold none.
    let mut way: Vec<Level> = Vec::new();
    for event in events(text) {
        // What is no YAML is told elsewhere.
        let Ok((event, span)) = event else { break };
        match event {
            Event::MappingStart(..) => way.push(Level::new(true, &way)),
            Event::SequenceStart(..) => way.push(Level::new(false, &way)),
            Event::MappingEnd | Event::SequenceEnd => {
                way.pop();
                if let Some(level) = way.last_mut() {
                    level.passed();
                }
            }
            Event::Scalar(words, style, ..) => match way.last_mut() {
                Some(level) if level.waits_for_key => {
                    level.key = words.into_owned();
                    level.waits_for_key = false;
                }
                Some(level) => {
                    let kind = odd(&level.key, &words, style, span);
                    found.extend(kind.map(|kind| (begin(text, style, span), kind)));
                    level.passed();
                }
                None => {}
            },
            _ => {}
        }
    }
    found
}

/// Where a scalar begins for whoever wrote it: one of `|` or `>` with that sign.
fn begin(text: &str, style: ScalarStyle, span: Span) -> At {
    let at = At { line: span.start.line(), column: span.start.col() + 1 };
    if !matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return at;
    }
    let sign = |line: &str| line.chars().position(|c| matches!(c, '|' | '>'));
    let above = text.lines().zip(1..).take(at.line.saturating_sub(1));
    let found =
        above.filter_map(|(line, number)| Some(At { line: number, column: sign(line)? + 1 }));
    found.last().unwrap_or(at)
}

/// A mapping or a list on the way.
struct Level {
    is_mapping: bool,
    waits_for_key: bool,
    /// The key whose value comes next; of a list, the key it is the value of.
    key: String,
}

impl Level {
    fn new(is_mapping: bool, way: &[Self]) -> Self {
        let key = way.last().map(|level| level.key.clone()).unwrap_or_default();
        Self { is_mapping, waits_for_key: is_mapping, key }
    }

    fn passed(&mut self) {
        self.waits_for_key = self.is_mapping;
    }
}

fn odd(key: &str, words: &str, style: ScalarStyle, span: Span) -> Option<Kind> {
    let write = |instead: &str| {
        let (key, found) = (key.to_owned(), words.to_owned());
        Some(Kind::Write { key, found, instead: instead.to_owned() })
    };
    if NAMES.contains(&key) {
        let is_quote = |c| matches!(c, '“' | '”' | '‘' | '’' | '「' | '」' | '"' | '＂');
        let plain = words.trim_matches(is_quote);
        let plain = if key == "no" {
            plain.trim_end_matches(['、', '，', '。', '：', '；', ',', ';', ':'])
        } else {
            plain
        };
        let plain = match key {
            "no" => plain.trim_matches(['【', '】']),
            "per" => one_of_it(plain),
            _ => plain,
        };
        if !plain.is_empty() && plain != words {
            return write(plain);
        }
    }
    let is_plain = style == ScalarStyle::Plain;
    // A whole sentence within quotes: they were meant as those of the file.
    let inner = words.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
    if let Some(inner) = inner.filter(|inner| is_plain && key == "text" && !inner.contains('“')) {
        return write(inner);
    }
    if is_plain && words.matches('"').count() == 1 {
        return write(&words.replace('"', ""));
    }
    let lines = span.end.line() > span.start.line();
    let blanks = || {
        let characters: Vec<char> = words.chars().collect();
        characters
            .windows(3)
            .any(|three| three[1] == ' ' && !three[0].is_ascii() && !three[2].is_ascii())
    };
    let is_folded = lines && style != ScalarStyle::Literal && blanks();
    let has_ends =
        words.contains('\n') && matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
    (is_folded || has_ends || (is_plain && words.contains('\n')))
        .then(|| Kind::LineEnds(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{Kind, odd_texts};

    #[test]
    fn what_can_hardly_be_meant_is_told_at_its_place() {
        let text = "no: “一”\nitems:\n  - {no: 1、, text: 未制定\"计划}\n  - text: >\n      甲\n      乙\n  \
                    - text: 甲\n      乙\n  - text: \"甲\\\n      乙\"\n  - text: 落实\"一岗双责\"\n";
        let found: Vec<(usize, usize, String)> = odd_texts(text)
            .into_iter()
            .map(|(at, kind)| match kind {
                Kind::Write { instead, .. } => (at.line, at.column, instead),
                Kind::LineEnds(key) => (at.line, at.column, key),
                other => panic!("{other:?}"),
            })
            .collect();
        let expected =
            [(1, 5, "一"), (3, 10, "1"), (3, 20, "未制定计划"), (4, 11, "text"), (7, 11, "text")];
        assert_eq!(found, expected.map(|(line, column, words)| (line, column, words.to_owned())));
    }
}

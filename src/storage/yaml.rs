//! YAML as a tree of places: only this module, its folder and the build script name the parser.
//!
//! Every scalar stays the text that was written, so a number is read from its
//! own digits and never through binary floating point. Anchors, aliases and
//! tags are refused, depth and size are bounded: what is read grows with the
//! file and with nothing else.

mod events;
pub(crate) mod fields;
mod hidden;
pub(crate) mod meant;
mod odd;
pub(crate) mod one_line;
mod problems;
mod recording;
mod slips;
mod syntax;
mod values;

pub(crate) use fields::{Fields, Marks};
pub(crate) use hidden::hidden_characters;
pub(crate) use odd::odd_texts;
pub(crate) use problems::Problems;
pub(crate) use recording::{Element, Kind, Recording};
pub(crate) use slips::slips;

use super::problem::{FileProblemKind, SyntaxError};
use events::{DEEPEST, events};
use granit_parser::{Event, ScalarStyle};
use std::borrow::Cow;
use std::collections::HashMap;

/// The most elements read; a rubric of 54,000 indicators has about a million.
const MOST_NODES: usize = 2_000_000;

/// The longest words read, in bytes: what a form takes is far less.
const LONGEST_WORDS: usize = 1024 * 1024;

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    /// The line, from 1.
    pub(crate) line: usize,
    /// The character within the line, from 1.
    pub(crate) column: usize,
}

/// An element of a file.
#[derive(Clone, Debug)]
pub(crate) struct Node<'text> {
    /// Where it begins.
    pub(crate) at: At,
    /// What it is.
    pub(crate) value: Value<'text>,
}

/// What an element is.
#[derive(Clone, Debug)]
pub(crate) enum Value<'text> {
    /// Nothing, `~` or `null`.
    Nothing,
    /// Words or a number, as written.
    Scalar(Cow<'text, str>),
    /// A list.
    List(Vec<Node<'text>>),
    /// Keys and values, in the order of the file.
    Mapping(Vec<Pair<'text>>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'text> {
    /// The key.
    pub(crate) key: Cow<'text, str>,
    /// Where the key stands.
    pub(crate) key_at: At,
    /// The value.
    pub(crate) value: Node<'text>,
}

/// Reads the one document of a text. `None` where it cannot be read; then there is a problem.
pub(crate) fn parse<'text>(text: &'text str, problems: &mut Problems<'_>) -> Option<Node<'text>> {
    parse_at_most((MOST_NODES, LONGEST_WORDS), text, problems)
}

/// The same of a line of a journal, whose words may be a whole session file: they are bounded by
/// the line.
pub(crate) fn parse_line<'text>(
    text: &'text str,
    problems: &mut Problems<'_>,
) -> Option<Node<'text>> {
    parse_at_most((MOST_NODES, usize::MAX), text, problems)
}

/// Takes what was read before as [`parse`] takes a text.
pub(crate) fn replay(recording: Recording, problems: &mut Problems<'_>) -> Option<Node<'static>> {
    grow((MOST_NODES, LONGEST_WORDS), recording.events().map(Ok), problems)
}

fn parse_at_most<'text>(
    most: (usize, usize),
    text: &'text str,
    problems: &mut Problems<'_>,
) -> Option<Node<'text>> {
    if text.chars().all(char::is_whitespace) {
        problems.of_file(FileProblemKind::Empty);
        return None;
    }
    let events = events(text).map(|event| match event {
        Ok((event, span)) => {
            Ok((event, At { line: span.start.line(), column: span.start.col() + 1 }))
        }
        Err(error) => {
            let marker = error.marker();
            let at = At { line: marker.line(), column: marker.col() + 1 };
            Err((at, syntax::reason(error.kind(), DEEPEST)))
        }
    });
    grow(most, events, problems)
}

/// Makes a tree of events, of at most so many elements, words at most so long.
fn grow<'text>(
    (most_nodes, longest_words): (usize, usize),
    events: impl Iterator<Item = Result<(Event<'text>, At), (At, SyntaxError)>>,
    problems: &mut Problems<'_>,
) -> Option<Node<'text>> {
    let mut builder = Builder { open: Vec::new(), root: None, nodes: 0, most_nodes, longest_words };
    for event in events {
        let step = event.and_then(|(event, at)| builder.take(event, at, problems));
        if let Err((at, reason)) = step {
            problems.error(at, FileProblemKind::Syntax(reason));
            return None;
        }
    }
    if builder.root.is_none() {
        problems.of_file(FileProblemKind::Empty);
    }
    builder.root
}

type Step = Result<(), (At, SyntaxError)>;

/// The tree while it grows; what is not finished yet stands on a stack.
struct Builder<'text> {
    open: Vec<Open<'text>>,
    root: Option<Node<'text>>,
    nodes: usize,
    most_nodes: usize,
    longest_words: usize,
}

/// A list or mapping that is not finished.
struct Open<'text> {
    at: At,
    content: Content<'text>,
}

enum Content<'text> {
    List(Vec<Node<'text>>),
    Mapping { pairs: Vec<Pair<'text>>, key: Option<(Cow<'text, str>, At)> },
}

impl<'text> Builder<'text> {
    fn take(&mut self, event: Event<'text>, at: At, problems: &mut Problems<'_>) -> Step {
        match event {
            Event::Scalar(text, ..) if text.len() > self.longest_words => {
                Err((at, SyntaxError::TooLong(self.longest_words)))
            }
            Event::Scalar(text, style, anchor, tag) => {
                refuse_properties(at, anchor, tag.is_some(), problems);
                let plain = style == ScalarStyle::Plain;
                let nothing = plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                if nothing && !self.expects_key() {
                    self.add(Node { at, value: Value::Nothing })
                } else {
                    self.add(Node { at, value: Value::Scalar(text) })
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                problems.error(at, FileProblemKind::Syntax(SyntaxError::NotAllowed("*")));
                self.add(Node { at, value: Value::Scalar(Cow::Borrowed("*")) })
            }
            Event::SequenceStart(_, anchor, tag) => {
                refuse_properties(at, anchor, tag.is_some(), problems);
                self.start(at, Content::List(Vec::new()))
            }
            Event::MappingStart(_, anchor, tag) => {
                refuse_properties(at, anchor, tag.is_some(), problems);
                self.start(at, Content::Mapping { pairs: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::DocumentStart(..) if self.root.is_some() => {
                Err((at, SyntaxError::SecondDocument))
            }
            _ => Ok(()),
        }
    }

    fn expects_key(&self) -> bool {
        let top = self.open.last().map(|open| &open.content);
        matches!(top, Some(Content::Mapping { key: None, .. }))
    }

    fn start(&mut self, at: At, content: Content<'text>) -> Step {
        if self.expects_key() {
            return Err((at, SyntaxError::ComplexKey));
        }
        if self.open.len() >= DEEPEST {
            return Err((at, SyntaxError::TooDeep(DEEPEST)));
        }
        self.open.push(Open { at, content });
        Ok(())
    }

    fn end(&mut self) -> Step {
        let Some(Open { at, content }) = self.open.pop() else { return Ok(()) };
        let value = match content {
            Content::List(items) => Value::List(items),
            Content::Mapping { pairs, .. } => Value::Mapping(pairs),
        };
        self.add(Node { at, value })
    }

    fn add(&mut self, node: Node<'text>) -> Step {
        self.nodes += 1;
        if self.nodes > self.most_nodes {
            return Err((node.at, SyntaxError::TooManyNodes(self.most_nodes)));
        }
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.root = Some(node),
            Some(Content::List(items)) => items.push(node),
            Some(Content::Mapping { pairs, key }) => match key.take() {
                Some((key, key_at)) => pairs.push(Pair { key, key_at, value: node }),
                None => match node.value {
                    Value::Scalar(text) => *key = Some((text, node.at)),
                    _ => return Err((node.at, SyntaxError::ComplexKey)),
                },
            },
        }
        Ok(())
    }
}

fn refuse_properties(at: At, anchor: usize, tagged: bool, problems: &mut Problems<'_>) {
    if anchor != 0 {
        problems.error(at, FileProblemKind::Syntax(SyntaxError::NotAllowed("&")));
    }
    if tagged {
        problems.error(at, FileProblemKind::Syntax(SyntaxError::NotAllowed("!")));
    }
}

impl<'text> Node<'text> {
    /// Keys and values, if it is a mapping. Keys that stand twice are reported, so whoever
    /// reads the mapping knows that it is broken.
    pub(crate) fn pairs(&self, problems: &mut Problems<'_>) -> Option<&[Pair<'text>]> {
        let Value::Mapping(pairs) = &self.value else { return None };
        report_duplicates(pairs, problems);
        Some(pairs)
    }
}

/// So many keys are sooner compared with each other than put into a table.
const FEW: usize = 16;

fn has_duplicate(pairs: &[Pair<'_>]) -> bool {
    pairs.iter().enumerate().any(|(at, pair)| pairs[..at].iter().any(|one| one.key == pair.key))
}

fn report_duplicates(pairs: &[Pair<'_>], problems: &mut Problems<'_>) {
    if pairs.len() <= FEW && !has_duplicate(pairs) {
        return;
    }
    let mut seen: HashMap<&str, usize> = HashMap::with_capacity(pairs.len());
    for pair in pairs {
        if let Some(first) = seen.insert(&pair.key, pair.key_at.line) {
            let kind = FileProblemKind::DuplicateKey { key: pair.key.to_string(), first };
            problems.error(pair.key_at, kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FileProblemKind, LONGEST_WORDS, Problems, SyntaxError, parse_at_most};

    #[test]
    fn elements_are_bounded() {
        let text = "a: [1, 2, 3, 4, 5]";
        for (most, accepted) in [(7, false), (8, true)] {
            let mut problems = Problems::new("-", text);
            assert_eq!(
                parse_at_most((most, LONGEST_WORDS), text, &mut problems).is_some(),
                accepted
            );
            let kinds: Vec<_> = problems.finish().into_iter().map(|found| found.kind).collect();
            let expected = FileProblemKind::Syntax(SyntaxError::TooManyNodes(most));
            assert_eq!(kinds, if accepted { vec![] } else { vec![expected] });
        }
    }
}

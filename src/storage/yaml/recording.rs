//! The elements of a text that was read when the program was built: reading a built-in rubric
//! again at every start would be most of the start.

use super::At;
use granit_parser::{Event, ScalarStyle, StructureStyle};

/// The elements of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Recording {
    /// All words and keys, one behind the other.
    pub(crate) words: &'static str,
    /// What the parser found, in its order.
    pub(crate) elements: &'static [Element],
}

/// Something the parser found. It points nowhere, so that nothing has to be set right when the
/// program is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// The line, from 1.
    pub(crate) line: u32,
    /// The character within the line, from 1.
    pub(crate) column: u32,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The next so many bytes of the words; whether they stand without quotes.
    Words { bytes: u32, is_plain: bool },
    /// A list begins.
    List,
    /// A mapping begins.
    Mapping,
    /// What began last ends.
    End,
}

impl Recording {
    /// What the parser would find.
    pub(super) fn events(self) -> impl Iterator<Item = (Event<'static>, At)> {
        let mut words = self.words;
        self.elements.iter().map(move |element| {
            let at = At { line: element.line as usize, column: element.column as usize };
            let event = match element.kind {
                Kind::Words { bytes, is_plain } => {
                    let (these, rest) = words.split_at(bytes as usize);
                    words = rest;
                    let style =
                        if is_plain { ScalarStyle::Plain } else { ScalarStyle::DoubleQuoted };
                    Event::Scalar(these.into(), style, 0, None)
                }
                Kind::List => Event::SequenceStart(StructureStyle::Block, 0, None),
                Kind::Mapping => Event::MappingStart(StructureStyle::Block, 0, None),
                // The tree tells lists from mappings by what is open.
                Kind::End => Event::MappingEnd,
            };
            (event, at)
        })
    }
}

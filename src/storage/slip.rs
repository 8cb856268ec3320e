//! Slips of the hand in a file: what was typed, and what was meant.
//!
//! Only data stands here; the words are in [`crate::lang::slips`].

/// A slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Which one.
    pub kind: SlipKind,
    /// What stands there.
    pub found: String,
    /// What to write in its place; empty where it is to be deleted.
    pub instead: String,
}

/// The kinds of slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// A tab in front of a line.
    Tab,
    /// A blank of another kind where only a blank of the keyboard counts; which one stands inside.
    Blank(char),
    /// A full-width colon behind a key.
    WideColon,
    /// A full-width comma between two keys.
    WideComma,
    /// A full-width bracket around keys or elements.
    WideBracket,
    /// A dash of another kind before an element of a list.
    WideDash,
    /// A comment that does not begin with `#`.
    WideHash,
    /// No blank behind the `-` of an element.
    AfterDash,
    /// No blank behind the colon of a key.
    AfterColon,
    /// A key without its colon.
    NoColon,
    /// A comment right behind a bracket.
    BeforeHash,
    /// No comma between two keys.
    NoComma,
    /// A sign within a text that means something there; which one stands inside.
    InText(char),
    /// A sign before a text that means something there.
    BeforeText(char),
    /// A thousands separator.
    Thousands,
    /// Quotes that are not closed.
    OpenQuote,
    /// Quotes that are closed by one of another kind.
    OtherQuote,
    /// Quotes within quotes.
    QuoteInQuotes,
    /// Something behind the closing quote.
    BehindQuote,
    /// A bracket that is not closed; what is missing stands in `instead`.
    OpenBracket,
    /// Something behind the last bracket of a line.
    BehindBracket,
    /// A line that begins in a column where nothing can; how many blanks it needs stands in
    /// `instead`.
    Indent,
    /// A text behind a key that has a group below it.
    BeforeGroup,
    /// An element of a list without its `-`.
    NoDash,
    /// Several keys in one line without braces.
    NoBraces,
    /// Two elements of a list on one line.
    SameLine,
}

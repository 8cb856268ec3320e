//! What is wrong with a file, each with its place.
//!
//! Only data stands here; the words are in [`crate::lang::file_problems`].

use super::reach::Refused;
use super::slip::Slip;
use crate::points::{NumberError, Points};
use crate::rubric::check::{ProblemKind, Severity};
use crate::score::Uncounted;

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// Whether the file is refused for it.
    pub severity: Severity,
    /// The file's name as it was given.
    pub file: String,
    /// The line, from 1; absent where the file as a whole is meant.
    pub line: Option<usize>,
    /// The character within the line, from 1.
    pub column: Option<usize>,
    /// The line of the file, where one is meant.
    pub excerpt: Option<String>,
    /// What is wrong.
    pub kind: FileProblemKind,
}

/// What is wrong with a configuration beyond its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// A place that there is not.
    UnknownPlace {
        /// Its name.
        name: String,
        /// One that looks like it.
        nearest: Option<&'static str>,
    },
    /// An action that there is not in this place.
    UnknownAction {
        /// The place.
        place: &'static str,
        /// Its name.
        name: String,
        /// One that looks like it.
        nearest: Option<&'static str>,
    },
    /// What is written is no key, or one that terminals do not send.
    NotAKey {
        /// What is written.
        written: String,
        /// What to write instead.
        instead: Option<&'static str>,
    },
    /// One key for two actions of a place.
    TwoActions {
        /// The key.
        key: String,
        /// The action that has it.
        first: &'static str,
        /// The action it is given to.
        second: &'static str,
    },
    /// An action that nothing would lead to any more.
    NoKey {
        /// The action.
        action: &'static str,
    },
    /// A letter, a sign or a digit where those are text.
    LetterInText {
        /// The key.
        key: String,
        /// The place.
        place: &'static str,
    },
    /// A folder that is not there.
    NoFolder(String),
    /// A Word file for reports that is not there.
    NoTemplate(String),
    /// A name in the braces of a template that nothing is filled in for.
    UnknownGap {
        /// The name.
        name: String,
        /// One that looks like it.
        nearest: Option<&'static str>,
    },
    /// A brace of a template that is not closed, or closes nothing.
    LoneBrace,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblemKind {
    /// What the configuration says cannot be.
    Config(ConfigProblem),
    /// It cannot be read.
    NotReadable {
        /// The kind of reason.
        kind: std::io::ErrorKind,
        /// The system's words.
        words: String,
    },
    /// The program is confined and does not touch it.
    Refused(Refused),
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// The same where a journal belongs, or a link.
    JournalNotAFile,
    /// It is not encoded in UTF-8.
    NotUtf8,
    /// It is larger than any rubric or session; the most bytes allowed stand inside.
    TooLarge(u64),
    /// It holds nothing.
    Empty,
    /// It is not YAML.
    Syntax(SyntaxError),
    /// A slip of the hand, found where it was made.
    Slip(Slip),
    /// A key stands twice in one mapping.
    DuplicateKey {
        /// The key.
        key: String,
        /// The line of the first.
        first: usize,
    },
    /// A key that means nothing here.
    UnknownKey {
        /// The key.
        key: String,
        /// A known key that looks like it.
        nearest: Option<&'static str>,
    },
    /// A key that means nothing here, where something is missing besides.
    UnknownKeyFor {
        /// The key.
        key: String,
        /// The keys of which one is missing.
        missing: Vec<&'static str>,
    },
    /// A key that belongs into another one.
    MisplacedKey {
        /// The key.
        key: String,
        /// How to write it.
        write: &'static str,
    },
    /// A value in words that mean another one.
    Write {
        /// The key.
        key: String,
        /// What stands there.
        found: String,
        /// What to write.
        instead: String,
    },
    /// A text over several lines whose ends become part of it.
    LineEnds(String),
    /// A name the rubric does not have, and what it may be.
    NoSuchName {
        /// The key.
        key: &'static str,
        /// The name.
        name: String,
        /// Names the rubric has that look like it.
        nearest: Vec<String>,
    },
    /// The list of clauses stands where a group with `clauses` is wanted.
    ClausesWithoutKey(String),
    /// A key that has to stand here and does not.
    MissingKey(&'static str),
    /// One of several keys has to stand here and none does.
    MissingOneOf(&'static [&'static str]),
    /// Two keys of which only one may stand here.
    Conflict {
        /// The one that stays.
        first: String,
        /// The one too many.
        second: String,
    },
    /// A value of another kind than the key needs.
    WrongType {
        /// The key; empty for an element of a list.
        key: String,
        /// What belongs here.
        expected: Expected,
    },
    /// A key with nothing behind it, or an empty text where words are needed.
    Nothing(String),
    /// A word that is none of those known here.
    UnknownWord {
        /// The key.
        key: String,
        /// What stands there.
        word: String,
        /// The words known.
        known: &'static [&'static str],
    },
    /// Not a number that can be used.
    Number {
        /// What stands there.
        text: String,
        /// What is wrong with it.
        why: NumberError,
    },
    /// A number that must be above zero is zero (or below).
    NotPositive(String),
    /// Not a day of the calendar, or written in another way.
    Date {
        /// What stands there.
        text: String,
        /// The day that is meant, as files have it.
        meant: Option<String>,
    },
    /// A day many years away from the assessment.
    FarDate {
        /// The day.
        day: String,
        /// The year of the assessment.
        year: u16,
    },
    /// Another rubric of the folder has the same id, and counts.
    SameRubric {
        /// The id.
        id: String,
        /// The name of the file that counts.
        counts: String,
    },
    /// Other files are the same session.
    SameSession {
        /// The id of all of them.
        id: String,
        /// The names of the others.
        others: Vec<String>,
        /// They do not hold the same.
        differs: bool,
    },
    /// Not what an id or a hash looks like.
    Malformed {
        /// The key.
        key: &'static str,
        /// What stands there.
        text: String,
    },
    /// A clause number or id with characters that ids cannot have.
    IdCharacters(String),
    /// The file is of a newer format than this program knows.
    NewerFormat(String),
    /// The file says it is something else.
    NotThisFormat {
        /// What it says.
        found: String,
        /// What was expected.
        expected: &'static str,
    },
    /// The counts of the findings do not add up to the stated count.
    CountDiffers {
        /// What `count` says.
        count: u32,
        /// What the findings add up to.
        findings: u32,
    },
    /// The id in the file is not the name of the file.
    IdIsNotFileName {
        /// The id in the file.
        id: String,
        /// The file's name without `.yaml`.
        name: String,
    },
    /// A character that is not seen as such: a control, a mark of direction, one without a width.
    Hidden(char),
    /// So many more problems that are not listed.
    More(usize),
    /// The rubric as a whole does not hold together.
    Rubric(ProblemKind),
    /// The rubric of a session is not the very text it was scored with.
    RubricChanged {
        /// The rubric's id.
        id: String,
    },
    /// No version of a session's rubric is known.
    RubricMissing {
        /// The rubric's id.
        id: String,
    },
    /// An entry or a row names what the rubric does not have; it is kept and not counted.
    UnknownEntry {
        /// The id.
        id: String,
        /// A known id that looks like it.
        nearest: Option<String>,
    },
    /// What was drawn for an id is not what its seed and its list give.
    OtherDraw {
        /// The id.
        id: String,
    },
    /// 定稿 while so many are open.
    FinalButOpen(u32),
    /// More are missing than are required.
    MoreThanRequired {
        /// The clause's id.
        id: String,
        /// How many are required.
        most: Points,
    },
    /// Something is recorded and does not count, or may not be what was meant.
    Uncounted(Box<Uncounted>),
    /// What is recorded does not fit the clause.
    UnfitEntry {
        /// The clause's id.
        id: String,
    },
}

/// What kind of value belongs somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Words.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// `true`, or not there at all.
    True,
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// Words, or a list of words.
    TextOrList,
    /// A number, or a mapping of names and numbers.
    NumberOrNamed,
    /// A number, or two numbers in a list: 37 of 40.
    Figure,
    /// An amount: a number, `all`, or `up_to`, `from`–`to`, `levels`.
    Amount,
}

/// Why a file is not YAML (or uses what this program does not allow).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxError {
    /// `: ` or ` #` inside words without quotes, or a value where none can stand.
    ColonInText,
    /// A key without a colon behind it.
    NoColon,
    /// The indentation does not fit.
    Indentation,
    /// A tab where only spaces may stand.
    Tab,
    /// A bracket that is not closed, or closed wrongly; which one stands inside.
    Bracket(char),
    /// Two elements without a comma between them.
    Comma,
    /// Quotes that are not closed, or something behind them.
    Quotes,
    /// An unknown `\` sequence within double quotes.
    Escape,
    /// A character that words without quotes cannot begin with.
    Character(char),
    /// Anchors, aliases, tags, directives, merge keys.
    NotAllowed(&'static str),
    /// A key that is a list or a mapping.
    ComplexKey,
    /// Nested deeper than any file needs to be; the deepest allowed stands inside.
    TooDeep(usize),
    /// Words longer than anybody writes; the most bytes allowed stand inside.
    TooLong(usize),
    /// More elements than any file needs; the most allowed stands inside.
    TooManyNodes(usize),
    /// A second document in the same file.
    SecondDocument,
    /// Anything else, in the parser's own words.
    Other(String),
}

impl FileProblem {
    /// A problem of the file as a whole.
    #[must_use]
    pub fn of_file(file: &str, kind: FileProblemKind) -> Self {
        Self {
            severity: Severity::Error,
            file: file.to_owned(),
            line: None,
            column: None,
            excerpt: None,
            kind,
        }
    }

    /// The system, or our own reach, does not let us read the file.
    #[must_use]
    pub fn not_readable(file: &str, cause: &std::io::Error) -> Self {
        if let Some(refused) = Refused::in_error(cause) {
            return Self::of_file(file, FileProblemKind::Refused(refused));
        }
        let (kind, words) = (cause.kind(), cause.to_string());
        Self::of_file(file, FileProblemKind::NotReadable { kind, words })
    }

    /// Whether the file is refused for it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

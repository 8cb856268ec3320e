//! Characters of a file that a person would not see, and where they stand.

use super::events::events;
use super::problems::MOST_TOLD;
use super::{At, Problems};
use crate::rubric::check::Severity;
use crate::storage::problem::{FileProblem, FileProblemKind};
use crate::visible::{is_hidden, marked};
use granit_parser::{Event, ScalarStyle, Span};

/// A warning for every hidden character of a text: as it stands there, or written as an
/// escape within double quotes. Tabs and line breaks are no such characters.
pub(crate) fn hidden_characters(name: &str, text: &str) -> Vec<FileProblem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut plain, mut escaped) = (Found::default(), Found::default());
    for (line, words) in (1..).zip(text.split('\n')) {
        let mut told = Place { at: At { line, column: 1 }, byte: 0 };
        for (byte, character) in marked(words).filter(|(_, character)| is_odd(*character)) {
            told.pass(&words[told.byte..byte]);
            plain.add(told.at, character);
        }
    }
    for event in events(text) {
        // What is no YAML is told elsewhere.
        let Ok((event, span)) = event else { break };
        if let Event::Scalar(_, ScalarStyle::DoubleQuoted, ..) = event {
            escapes(text, span, &mut escaped);
        }
    }
    let untold = plain.untold + escaped.untold;
    let mut first = [plain.first, escaped.first].concat();
    first.sort();
    let mut problems = Problems::new(name, text);
    for (at, character) in first {
        problems.add(Severity::Warning, at, FileProblemKind::Hidden(character));
    }
    problems.leave_out(untold);
    problems.finish()
}

/// Characters found in the order of the file: the first of them, and how many more.
#[derive(Default)]
struct Found {
    first: Vec<(At, char)>,
    untold: usize,
}

impl Found {
    fn add(&mut self, at: At, character: char) {
        if self.first.len() < MOST_TOLD {
            self.first.push((at, character));
        } else {
            self.untold += 1;
        }
    }
}

/// The hidden characters written as escapes in words within double quotes.
fn escapes(text: &str, span: Span, found: &mut Found) {
    let words = span.slice(text).unwrap_or_default();
    let start = At { line: span.start.line(), column: span.start.col() + 1 };
    let mut told = Place { at: start, byte: 0 };
    let mut rest = words;
    while let Some(escape) = rest.find('\\') {
        let byte = words.len() - rest.len() + escape;
        let (character, length) = unescaped(&rest[escape + 1..]);
        if let Some(character) =
            character.filter(|character| is_odd(*character) && is_hidden(*character))
        {
            told.pass(&words[told.byte..byte]);
            found.add(told.at, character);
        }
        rest = rest.get(escape + 1 + length..).unwrap_or_default();
    }
}

/// What an escape stands for, and how many bytes it has behind the backslash.
fn unescaped(behind: &str) -> (Option<char>, usize) {
    let Some(kind) = behind.chars().next() else { return (None, 0) };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '0' => return (Some('\0'), 1),
        'a' => return (Some('\u{7}'), 1),
        'b' => return (Some('\u{8}'), 1),
        'v' => return (Some('\u{B}'), 1),
        'f' => return (Some('\u{C}'), 1),
        'e' => return (Some('\u{1B}'), 1),
        'N' => return (Some('\u{85}'), 1),
        'L' => return (Some('\u{2028}'), 1),
        'P' => return (Some('\u{2029}'), 1),
        other => return (None, other.len_utf8()),
    };
    let number = behind.get(1..=digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    (number.and_then(char::from_u32), 1 + digits)
}

fn is_odd(character: char) -> bool {
    !matches!(character, '\t' | '\n' | '\r')
}

/// A place in a text that is gone through once.
struct Place {
    at: At,
    /// Bytes passed since the beginning.
    byte: usize,
}

impl Place {
    fn pass(&mut self, words: &str) {
        self.byte += words.len();
        for character in words.chars() {
            if character == '\n' {
                self.at = At { line: self.at.line + 1, column: 1 };
            } else {
                self.at.column += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FileProblemKind, hidden_characters};

    #[test]
    fn each_is_told_with_its_place() {
        let text = "\u{feff}title: 甲\u{202E}乙\u{200B}\t丙 # 注\r\n\
                    note: \"\\u202E 丙\\\n  \\e\\\\e \\U000E0041\\x41\\t\u{2066}\"\n\
                    plain: \\u202E ❤\u{FE0F} # \u{1B}\n";
        let found: Vec<_> = hidden_characters("-", text)
            .into_iter()
            .map(|found| match found.kind {
                FileProblemKind::Hidden(character) => (found.line, found.column, character),
                other => panic!("{other:?}"),
            })
            .collect();
        let expected = [
            (1, 9, '\u{202E}'),
            (1, 11, '\u{200B}'),
            (2, 8, '\u{202E}'),
            (3, 3, '\u{1B}'),
            (3, 9, '\u{E0041}'),
            (3, 25, '\u{2066}'),
            (4, 20, '\u{1B}'),
        ];
        assert_eq!(found, expected.map(|(line, column, c)| (Some(line), Some(column), c)));
    }

    #[test]
    fn a_text_full_of_them_is_told_in_part() {
        let text = format!("a: \"\\e\"\n# {}", "\u{200B}".repeat(99_999));
        let found = hidden_characters("-", &text);
        assert_eq!(found[0].kind, FileProblemKind::Hidden('\u{1B}'));
        assert_eq!(found.len(), 201);
        assert_eq!(found[200].kind, FileProblemKind::More(99_800));
        assert!(!found[200].is_error());
    }
}

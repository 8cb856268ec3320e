//! Where the lines of a text begin: what belongs together has to begin in one column.

use super::words::{is_key, key_end, skip_blanks, trimmed};
use super::{At, Scan, SlipKind};

/// Keys with a list or a group below them.
const GROUPS: &[&str] = &[
    "indicators",
    "clauses",
    "bonus",
    "direct",
    "veto",
    "grades",
    "factors",
    "readings",
    "columns",
    "options",
    "shares",
    "departments",
    "tags",
    "entries",
    "findings",
];

/// Columns in which something begins that is not finished, and the line before.
#[derive(Default)]
pub(super) struct Levels {
    /// Column, and whether elements of a list begin there; the outermost first.
    open: Vec<(usize, bool)>,
    last: Last,
}

/// The line before.
#[derive(Default)]
struct Last {
    line: usize,
    column: usize,
    /// Where its key begins.
    key_column: usize,
    /// It is an element of a list, whole in braces, with or without its mark.
    is_element: bool,
    in_braces: bool,
    /// Something stands behind its key: what is below cannot belong to it.
    value: Option<(usize, String)>,
    key: String,
}

impl Levels {
    /// Whether a line in this column goes on with the value of the line before.
    pub(super) fn is_below_value(&self, column: usize) -> bool {
        column > self.last.key_column && self.last.value.is_some()
    }

    /// A line begins in this column, its text (behind the marks of elements) in that one.
    pub(super) fn passed(&mut self, chars: &[char], column: usize, place: usize, line: usize) {
        self.open.retain(|(open, _)| *open < column);
        self.open.push((column, place > column));
        // What is whole in its brackets has nothing below it.
        let is_open = |first: &char| !matches!(first, '{' | '[' | '"');
        if place > column && chars.get(place).is_some_and(is_open) {
            self.open.push((place, false));
        }
        let text = trimmed(&chars[place.min(chars.len())..]);
        let key_end = key_end(text, 0);
        let colon = key_end.filter(|end| text.get(*end) == Some(&':'));
        let value = colon.map(|colon| skip_blanks(text, colon + 1));
        let is_filled = |at: &usize| *at < text.len() && !matches!(text[*at], '#' | '|' | '>');
        self.last = Last {
            line,
            column,
            key_column: place,
            is_element: place > column,
            in_braces: text.first() == Some(&'{'),
            value: value.filter(is_filled).map(|at| (place + at, text[at..].iter().collect())),
            key: colon.map(|colon| text[..colon].iter().collect()).unwrap_or_default(),
        };
    }
}

impl Scan {
    /// Tells a line that begins in a column where nothing can begin.
    pub(super) fn aligned(&mut self, chars: &[char], column: usize, place: usize) {
        let begins = is_key(chars, place) || place > column || chars[place] == '{';
        if !begins {
            return;
        }
        let last = std::mem::take(&mut self.levels.last);
        let blanks = |column: usize| column.to_string();
        let is_first = self.levels.open.is_empty();
        // Elements of a list that began further right do not go on below its key.
        let is_element = place > column;
        let known =
            self.levels.open.iter().any(|(open, list)| *open == column && (*list || !is_element));
        let deepest = self.levels.open.iter().map(|(open, _)| *open).max().unwrap_or(0);
        // A list may begin in the column of its key.
        let goes_below = last.value.is_none() && !last.in_braces;
        if !is_first && column > deepest && !goes_below {
            let group = GROUPS.contains(&last.key.as_str());
            if let Some((at, words)) = last.value.filter(|_| group) {
                let at = At { line: last.line, column: at + 1 };
                let kind = SlipKind::BeforeGroup;
                self.tell_at(at, kind, words, String::new());
            } else {
                let is_key = last.is_element && place == column;
                let to = if is_key { deepest } else { last.column };
                self.tell(column, SlipKind::Indent, &[], blanks(to));
            }
        } else if !is_first && column < deepest && !known {
            let above =
                self.levels.open.iter().map(|(open, _)| *open).filter(|open| *open > column);
            let to = above.min().unwrap_or(deepest);
            self.tell(column, SlipKind::Indent, &[], blanks(to));
            // What follows is held against the column that was meant.
            self.levels.passed(chars, to, to.max(place), self.line);
            return;
        } else if last.line > 0
            && last.column == column
            && last.in_braces
            && chars[place] == '{'
            && last.is_element != (place > column)
        {
            let (line, at) =
                if place > column { (last.line, last.column) } else { (self.line, column) };
            let at = At { line, column: at + 1 };
            self.tell_at(at, SlipKind::NoDash, String::new(), "- ".to_owned());
        }
        self.levels.passed(chars, column, place, self.line);
    }
}

//! What is open, and where its end is missing.

use super::words::{closing, colon_in, is_blank, is_key, is_over, is_sure_key, narrow, trimmed};
use super::{At, Scan, SlipKind};

/// Keys with a group of their own keys or names.
const GROUPS: &[&str] = &[
    "when",
    "effect",
    "rate",
    "measure",
    "baseline",
    "convert",
    "judged",
    "period",
    "rescale",
    "outward",
    "levels",
    "required",
    "points_for",
    "tags",
    "deduct",
    "add",
    "earn",
];

/// Keys that stand in none of these groups.
const OUTSIDE: &[&str] = &[
    "no",
    "text",
    "title",
    "points",
    "deduct",
    "add",
    "earn",
    "fine",
    "per",
    "max",
    "star",
    "shares",
    "only",
    "except",
    "exempt",
    "counted",
    "required",
    "rate",
    "baseline",
    "convert",
    "when",
    "effect",
    "judged",
    "clauses",
    "continues",
    "office",
    "duty",
    "evidence",
];

/// A bracket that is open.
pub(super) struct Open {
    pub(super) bracket: char,
    /// How far its line is indented.
    pub(super) indent: usize,
    /// The whole file stands within it.
    is_root: bool,
    /// What it is the value of.
    key: String,
    /// Whether a key comes next.
    pub(super) expects_key: bool,
    /// The last comma in it.
    pub(super) comma: Option<At>,
    /// Line, beginning and end of the last text without quotes.
    pub(super) last: Option<(usize, usize, usize)>,
}

/// Whether the value of this key is a group.
pub(super) fn has_own_keys(key: &str) -> bool {
    GROUPS.contains(&key)
}

/// Whether a key cannot stand in the group of another one.
fn belongs_outside(group: &str, key: &str) -> bool {
    has_own_keys(group) && OUTSIDE.contains(&key)
}

impl Scan {
    pub(super) fn opens(&mut self, chars: &[char], place: usize, bracket: char, indent: usize) {
        let narrow = narrow(bracket);
        if let Some(narrow) = narrow {
            self.tell(place, SlipKind::WideBracket, &chars[place..=place], narrow.into());
        }
        let bracket = narrow.unwrap_or(bracket);
        let is_root = self.open.is_empty() && place == 0;
        self.open.push(Open {
            bracket,
            indent,
            is_root,
            key: std::mem::take(&mut self.key),
            expects_key: bracket == '{',
            comma: None,
            last: None,
        });
    }

    /// A bracket closes the innermost one of its kind.
    pub(super) fn closes(&mut self, chars: &[char], place: usize, bracket: char) {
        match self.open.iter().rposition(|open| closing(open.bracket) == bracket) {
            Some(own) => {
                self.missing(self.at(place), own + 1, "");
                self.open.pop();
            }
            // One too many; at the end of a line it may be the wrong one.
            None if !is_over(chars, place + 1) => {
                self.tell(place, SlipKind::BehindBracket, &[bracket], String::new());
            }
            None => {
                self.open.pop();
            }
        }
        if let Some(top) = self.open.last_mut() {
            top.last = None;
        }
    }

    /// What is open from `first` on was not closed at this place, and is taken as closed there.
    pub(super) fn missing(&mut self, at: At, first: usize, behind: &str) {
        let Some(top) = self.open[first..].last() else { return };
        let found = top.bracket.into();
        let mut instead: String =
            self.open[first..].iter().rev().map(|open| closing(open.bracket)).collect();
        instead.push_str(behind);
        self.tell_at(at, SlipKind::OpenBracket, found, instead);
        self.open.truncate(first);
    }

    /// Another element of a list begins where a key should: the one before is not closed.
    pub(super) fn element_in_braces(&mut self) {
        let comma = self.open.last().and_then(|top| top.comma);
        if let Some(comma) = comma {
            self.element_at(comma, "");
        }
    }

    /// Another element of a list begins, and the one before is not closed at this place.
    pub(super) fn element_at(&mut self, at: At, behind: &str) {
        if let Some(list) = self.open.iter().rposition(|open| open.bracket == '[') {
            self.missing(at, list + 1, behind);
        }
    }

    /// A key that cannot stand in the group that is open: the group is not closed.
    pub(super) fn key_outside(&mut self, key: &[char]) {
        let key: String = key.iter().collect();
        let Some(comma) = self.open.last().and_then(|top| top.comma) else { return };
        let is_outside = |open: &&Open| open.bracket == '{' && belongs_outside(&open.key, &key);
        let count = self.open.iter().rev().take_while(is_outside).count();
        let first = self.open.len() - count;
        if first > 0 && self.open[first - 1].bracket == '{' {
            self.missing(comma, first, "");
        }
    }

    /// Tells what is open, and goes on as if it were closed.
    pub(super) fn cut_off(&mut self) {
        if let Some(quote) = self.quote.take() {
            let ends = |at: &usize| {
                matches!(quote.rest[*at], ',' | '，') && is_sure_key(&quote.rest, at + 1)
            };
            let last = quote.rest.iter().rposition(|c| !is_blank(*c)).map_or(0, |at| at + 1);
            let in_braces = !self.open.is_empty() && quote.rest[..last].ends_with(&['}']);
            let end = (1..last).find(ends).unwrap_or(last - usize::from(in_braces));
            let text = trimmed(&quote.rest[..end]);
            let other: &[char] = if quote.mark == '"' { &['”', '＂'] } else { &['’'] };
            let at_end =
                text.len() > 1 && text.last().is_some_and(|last| matches!(last, '"' | '\''));
            let lone = text.iter().position(|c| other.contains(c));
            let lone = lone.or(at_end.then(|| text.len() - 1));
            let closed = || text.iter().chain([&quote.mark]).collect::<String>();
            let opens = if quote.mark == '"' { '“' } else { '‘' };
            if let Some(lone) = lone.filter(|lone| !text[..*lone].contains(&opens)) {
                let at = At { column: quote.at.column + lone, ..quote.at };
                let instead = text[..lone].iter().chain([&quote.mark]).collect();
                self.tell_at(at, SlipKind::OtherQuote, text[lone].into(), instead);
            } else {
                let found = text.iter().collect();
                self.tell_at(quote.at, SlipKind::OpenQuote, found, closed());
            }
        } else if !self.open.is_empty() {
            self.missing(self.end, 0, "");
        }
        self.open.clear();
    }

    /// Whether a line cannot stand within the brackets that are open. Lines may begin anywhere
    /// in them, so only what a line says tells it.
    pub(super) fn is_outside(&self, chars: &[char], indent: usize) -> bool {
        let (Some(first), Some(top)) = (self.open.first(), self.open.last()) else { return false };
        if first.is_root || indent > first.indent {
            return false;
        }
        let line = &chars[indent..];
        let colon = colon_in(line).filter(|colon| {
            !line[..*colon].iter().any(|c| matches!(c, ',' | '{' | '[' | '"' | '\''))
        });
        if top.bracket == '{' && top.expects_key {
            let is_bare = colon.is_some_and(|colon| is_over(line, colon + 1));
            return is_bare || line.first() == Some(&'{') && !self.is_in_list();
        }
        colon.is_some() || is_key(line, 0)
    }
}

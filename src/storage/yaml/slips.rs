//! Where a text stops being YAML: the parser tells where it could not go on, which may be lines
//! away from what somebody typed. This goes through the text as a person reads it, line by line,
//! and finds the slip itself.

mod flow;
mod levels;
mod words;

use super::At;
use super::problems::MOST_TOLD;
use crate::storage::slip::{Slip, SlipKind};
use levels::Levels;
use words::{
    in_quotes, is_blank, is_key, is_odd_blank, is_over, is_wide_dash, key_end, narrow, skip_blanks,
    trimmed, with_chinese_quotes,
};

/// The slips of a text, in its order. Only what can hardly be meant is among them; a text without
/// errors may still have one.
pub(crate) fn slips(text: &str) -> Vec<(At, Slip)> {
    let mut scan = Scan::default();
    for line in text.lines() {
        scan.line += 1;
        let chars: Vec<char> = line.chars().collect();
        scan.read(&chars);
        if scan.found.len() >= MOST_TOLD {
            break;
        }
    }
    scan.cut_off();
    scan.found.sort_by_key(|(at, _)| *at);
    scan.found
}

/// What is read, line by line.
#[derive(Default)]
struct Scan {
    found: Vec<(At, Slip)>,
    line: usize,
    /// How far the line is indented.
    indent: usize,
    /// Where the lines before began.
    levels: Levels,
    /// The brackets that are open, the outermost first.
    open: Vec<Open>,
    /// The quotes that are open.
    quote: Option<Quote>,
    /// The text of `|` or `>` goes on as long as lines are indented more than this.
    block: Option<usize>,
    /// Behind the last sign within brackets.
    end: At,
}

/// A bracket that is open.
struct Open {
    bracket: char,
    /// How far its line is indented.
    indent: usize,
    /// Whether a key comes next.
    expects_key: bool,
    /// Line, beginning and end of the last text without quotes.
    last: Option<(usize, usize, usize)>,
}

/// Quotes that are open.
struct Quote {
    mark: char,
    at: At,
    /// How far its line is indented.
    indent: usize,
    /// The rest of its line, with the quote.
    rest: Vec<char>,
}

impl Scan {
    fn at(&self, place: usize) -> At {
        At { line: self.line, column: place + 1 }
    }

    fn tell(&mut self, place: usize, kind: SlipKind, found: &[char], instead: String) {
        // The other full-width signs of a line are mended with the first.
        let wide = |kind| {
            matches!(
                kind,
                SlipKind::WideColon
                    | SlipKind::WideComma
                    | SlipKind::WideBracket
                    | SlipKind::AfterColon
            )
        };
        let follows = |kind| wide(kind) || kind == SlipKind::InText(',');
        let at = self.at(place);
        let last = self.found.last().filter(|(last, _)| last.line == at.line);
        if follows(kind) && last.is_some_and(|(_, slip)| wide(slip.kind)) {
            return;
        }
        self.found.push((at, Slip { kind, found: found.iter().collect(), instead }));
    }

    fn read(&mut self, chars: &[char]) {
        let indent = chars.iter().take_while(|c| **c == ' ').count();
        let is_empty = chars.iter().all(|c| is_blank(*c));
        if self.block.is_some_and(|least| is_empty || indent > least) || is_empty {
            return;
        }
        self.block = None;
        if self.quote.is_some() || !self.open.is_empty() {
            if !self.begins_anew(chars, indent) {
                self.goes_on(chars);
                return;
            }
            self.cut_off();
        }
        self.indent = indent;
        self.structure(chars, indent);
    }

    /// Whether a line cannot be the rest of what is open.
    fn begins_anew(&self, chars: &[char], indent: usize) -> bool {
        let is_element = chars.get(indent) == Some(&'-')
            && chars.get(indent + 1).is_none_or(|next| is_blank(*next));
        let goes_on = matches!(chars.get(indent), Some('}' | ']' | '｝' | '］'));
        let is_outside = match (&self.quote, self.open.first()) {
            (Some(quote), _) => {
                is_key(chars, 0) || (indent <= quote.indent && colon_in(chars).is_some())
            }
            (None, open) => !goes_on && indent <= open.map_or(0, |open| open.indent),
        };
        is_element || is_outside
    }

    /// Tells what is open, and goes on as if it were closed.
    fn cut_off(&mut self) {
        if let Some(quote) = self.quote.take() {
            let ends =
                |at: &usize| matches!(quote.rest[*at], ',' | '，') && is_key(&quote.rest, at + 1);
            let last = quote.rest.iter().rposition(|c| !is_blank(*c)).map_or(0, |at| at + 1);
            let in_braces = !self.open.is_empty() && quote.rest[..last].ends_with(&['}']);
            let end = (1..last).find(ends).unwrap_or(last - usize::from(in_braces));
            let text = trimmed(&quote.rest[..end]);
            let other: &[char] = if quote.mark == '"' { &['”', '＂'] } else { &['’'] };
            let at_end =
                text.len() > 1 && text.last().is_some_and(|last| matches!(last, '"' | '\''));
            let lone = text.iter().position(|c| other.contains(c));
            let lone = lone.or(at_end.then(|| text.len() - 1));
            let slip = |kind, found: &[char], instead| Slip {
                kind,
                found: found.iter().collect(),
                instead,
            };
            let closed = || text.iter().chain([&quote.mark]).collect::<String>();
            let opens = if quote.mark == '"' { '“' } else { '‘' };
            match lone.filter(|lone| !text[..*lone].contains(&opens)) {
                Some(lone) => {
                    let at = At { column: quote.at.column + lone, ..quote.at };
                    let instead = text[..lone].iter().chain([&quote.mark]).collect();
                    self.found.push((at, slip(SlipKind::OtherQuote, &text[lone..=lone], instead)));
                }
                None => self.found.push((quote.at, slip(SlipKind::OpenQuote, text, closed()))),
            }
        } else if let Some(open) = self.open.last() {
            let (found, instead) = (open.bracket.into(), closes(open.bracket));
            self.found.push((self.end, Slip { kind: SlipKind::OpenBracket, found, instead }));
        }
        self.open.clear();
    }

    /// The rest of what began on a line before.
    fn goes_on(&mut self, chars: &[char]) {
        let mut place = 0;
        if let Some(quote) = self.quote.take() {
            let Some(end) = closing_quote(chars, 0, quote.mark) else {
                self.quote = Some(quote);
                return;
            };
            place = end + 1;
        }
        if !self.open.is_empty() {
            self.flow(chars, place, None);
        }
    }

    /// A line outside of brackets and quotes: indentation, `- `, a key, a value.
    fn structure(&mut self, chars: &[char], indent: usize) {
        let told = self.found.len();
        let Some(place) = self.front(chars) else {
            self.levels.passed(chars, indent, chars.len(), self.line);
            return;
        };
        if self.found.len() == told {
            self.aligned(chars, indent, place);
        }
        let first = chars[place];
        let rest = trimmed(&chars[place..]);
        match first {
            '#' => {}
            '＃' => self.tell(place, SlipKind::WideHash, &['＃'], "#".to_owned()),
            '/' if rest.starts_with(&['/', '/']) => {
                self.tell(place, SlipKind::WideHash, &['/', '/'], "#".to_owned());
            }
            '"' | '\'' => match closing_quote(chars, place + 1, first) {
                Some(end) if chars.get(skip_blanks(chars, end + 1)) == Some(&':') => {
                    self.value(chars, skip_blanks(chars, end + 1) + 1, place, indent);
                }
                _ => self.value(chars, place, place, indent),
            },
            '{' | '[' | '｛' | '［' => self.value(chars, place, place, indent),
            '（' | '(' if begins_element(chars, place + 1) => {
                self.value(chars, place, place, indent);
            }
            _ => self.key(chars, place, indent),
        }
    }

    /// Passes indentation and the marks of elements; `None` where nothing else stands there.
    fn front(&mut self, chars: &[char]) -> Option<usize> {
        let (mut place, mut blank_told) = (0, false);
        loop {
            let first = *chars.get(place)?;
            let next = chars.get(place + 1).copied();
            match first {
                ' ' => place += 1,
                '\t' | '\u{80}'.. if is_blank(first) => {
                    let kind = if first == '\t' { SlipKind::Tab } else { SlipKind::Blank(first) };
                    if !blank_told {
                        self.tell(place, kind, &[first], String::new());
                        blank_told = true;
                    }
                    place += 1;
                }
                '-' if next.is_none_or(is_blank) => {
                    // What separates the mark from its element may be a tab.
                    let is_odd = next.is_some_and(is_odd_blank);
                    place += if is_odd { 1 } else { 2 };
                    blank_told = false;
                }
                '-' if next == Some('-') => return None,
                '-' if next.is_some_and(|next| next.is_ascii_digit()) => return Some(place),
                '-' => {
                    let end = sample_end(chars, place);
                    let instead =
                        ["- ".to_owned(), chars[place + 1..end].iter().collect()].concat();
                    self.tell(place, SlipKind::AfterDash, &chars[place..end], instead);
                    place += 1;
                }
                dash if is_wide_dash(dash) && begins_element(chars, place + 1) => {
                    self.tell(place, SlipKind::WideDash, &[dash], "- ".to_owned());
                    place = skip_blanks(chars, place + 1);
                }
                _ => return Some(place),
            }
        }
    }

    /// A key in a line of its own, and its value.
    fn key(&mut self, chars: &[char], place: usize, indent: usize) {
        let is_end = |c: &char| matches!(c, ':' | '：' | '=') || is_blank(*c);
        let end = chars[place..].iter().position(is_end).map_or(chars.len(), |at| place + at);
        let is_key = key_end(chars, place) == Some(end);
        let word = &chars[place..end];
        let next = chars.get(end + 1).copied();
        let written = |value: usize| -> String {
            let value = trimmed(&chars[skip_blanks(chars, value)..]);
            word.iter().chain(&[':', ' ']).chain(value).collect()
        };
        match chars.get(end) {
            Some(':') if next.is_some_and(is_odd_blank) => {
                let blank = chars[end + 1];
                self.tell(end + 1, SlipKind::Blank(blank), &[blank], String::new());
                self.value(chars, skip_blanks(chars, end + 1), place, indent);
            }
            Some(':') if next.is_none_or(is_blank) => self.value(chars, end + 1, place, indent),
            Some(':') if is_key => {
                let found = trimmed(&chars[place..]);
                self.tell(end, SlipKind::AfterColon, found, written(end + 1));
                self.value(chars, end + 1, place, indent);
            }
            Some('：') if is_key => {
                self.tell(end, SlipKind::WideColon, &chars[place..=end], written(chars.len()));
                self.value(chars, end + 1, place, indent);
            }
            Some(blank) if is_key && is_blank(*blank) && lone_colon(chars, end).is_some() => {
                let colon = lone_colon(chars, end).unwrap_or(end);
                let wide = chars[colon] == '：';
                let kind = if wide { SlipKind::WideColon } else { SlipKind::AfterColon };
                self.tell(colon, kind, trimmed(&chars[place..]), written(colon + 1));
                self.value(chars, colon + 1, place, indent);
            }
            Some(_) => match colon_in(&chars[end..]) {
                Some(colon) => self.value(chars, end + colon + 1, place, indent),
                None if is_key => {
                    let value = skip_blanks(chars, end + usize::from(chars[end] == '='));
                    self.tell(end, SlipKind::NoColon, trimmed(&chars[place..]), written(value));
                }
                None => {}
            },
            None => {}
        }
    }

    /// The value of a key, or an element of a list.
    fn value(&mut self, chars: &[char], from: usize, key: usize, indent: usize) {
        let place = skip_blanks(chars, from);
        let Some(first) = chars.get(place).copied() else { return };
        let end = (place..chars.len())
            .find(|at| chars[*at] == '#' && *at > 0 && is_blank(chars[at - 1]))
            .unwrap_or(chars.len());
        let text = trimmed(&chars[place..end]);
        let next = chars.get(place + 1).copied();
        match first {
            '#' => {}
            '{' | '[' => self.flow(chars, place, Some(indent)),
            '｛' | '［' | '（' | '('
                if begins_element(chars, place + 1) || text.ends_with(&['］']) =>
            {
                self.flow(chars, place, Some(indent));
            }
            '"' | '\'' => match closing_quote(chars, place + 1, first) {
                None => self.opens_quote(chars, place),
                Some(close) if is_over(chars, close + 1) => {}
                Some(close) => self.behind_quote(chars, place, close, chars.len()),
            },
            '|' | '>' if is_header(&text[1..]) => self.block = Some(key),
            '|' | '>' => self.tell(place, SlipKind::BeforeText(first), text, in_quotes(text)),
            '-' if from > key && next.is_none_or(is_blank) && place > from => {
                self.tell(place, SlipKind::BeforeText('-'), text, in_quotes(text));
            }
            _ => {
                // Several keys in one line belong into braces.
                let comma = (0..text.len()).find(|at| text[*at] == ',' && is_key(text, at + 1));
                if let Some(comma) = comma.filter(|_| from > key && colon_in(text).is_some()) {
                    let line = trimmed(&chars[key..]);
                    let instead = ['{'].iter().chain(line).chain(&['}']).collect();
                    self.tell(place + comma, SlipKind::NoBraces, line, instead);
                } else if let Some(colon) = colon_in(text).filter(|_| from > key) {
                    let kind = SlipKind::InText(':');
                    self.tell(place + colon, kind, text, in_quotes(text));
                }
            }
        }
    }

    fn opens_quote(&mut self, chars: &[char], place: usize) {
        let rest = trimmed(&chars[place..]).to_vec();
        self.quote =
            Some(Quote { mark: chars[place], at: self.at(place), indent: self.indent, rest });
    }

    /// Something stands behind the closing quote of a text that began at `place`; it ends
    /// before `limit`.
    fn behind_quote(&mut self, chars: &[char], place: usize, close: usize, limit: usize) {
        let mark = chars[place];
        let inner = (close + 1..limit).rev().find(|at| chars[*at] == mark);
        if let Some(last) = inner {
            let instead = with_chinese_quotes(&chars[place + 1..last], mark);
            self.tell(close, SlipKind::QuoteInQuotes, &chars[place..=last], instead);
            return;
        }
        let behind = skip_blanks(chars, close + 1);
        let found = trimmed(&chars[behind..limit.max(behind)]);
        self.tell(behind, SlipKind::BehindQuote, found, String::new());
    }
}

/// A few characters to show of what begins here.
fn sample_end(chars: &[char], from: usize) -> usize {
    const SHOWN: usize = 12;
    let end = (from + 1..chars.len()).find(|at| is_blank(chars[*at]) || chars[*at] == ':');
    end.unwrap_or(chars.len()).min(from + SHOWN)
}

/// What closes a bracket.
fn closes(bracket: char) -> String {
    words::closing(bracket).into()
}

/// Whether an element of a list that is no text begins here.
fn begins_element(chars: &[char], from: usize) -> bool {
    let place = skip_blanks(chars, from);
    let first = chars.get(place).copied();
    first.is_some_and(|first| matches!(first, '{' | '"') || narrow(first) == Some('{'))
        || is_key(chars, place)
}

/// Where quotes of this kind close, from here on.
fn closing_quote(chars: &[char], from: usize, mark: char) -> Option<usize> {
    let mut place = from;
    while let Some(found) = chars.get(place) {
        let doubled = mark == '\'' && chars.get(place + 1) == Some(&mark);
        match *found {
            '\\' if mark == '"' => place += 2,
            quote if quote == mark && doubled => place += 2,
            quote if quote == mark => return Some(place),
            _ => place += 1,
        }
    }
    None
}

/// A colon behind the blanks behind a key that makes no key of it.
fn lone_colon(chars: &[char], end: usize) -> Option<usize> {
    let colon = skip_blanks(chars, end);
    let is_wide = chars.get(colon) == Some(&'：');
    let is_tight =
        chars.get(colon) == Some(&':') && chars.get(colon + 1).is_some_and(|c| !is_blank(*c));
    (is_wide || is_tight).then_some(colon)
}

/// The first colon of a text that would make a key of what stands before it.
fn colon_in(text: &[char]) -> Option<usize> {
    let ends = |at: &usize| text[*at] == ':' && text.get(at + 1).is_none_or(|c| is_blank(*c));
    (0..text.len()).find(ends)
}

/// Whether nothing stands behind `|` or `>` but what belongs to it.
fn is_header(rest: &[char]) -> bool {
    rest.len() <= 2 && rest.iter().all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

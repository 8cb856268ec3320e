//! Where a text stops being YAML: the parser tells where it could not go on, which may be lines
//! away from what somebody typed. This goes through the text as a person reads it, line by line,
//! and finds the slip itself.

mod brackets;
mod flow;
mod levels;
mod words;

use super::At;
use super::problems::MOST_TOLD;
use crate::storage::slip::{Slip, SlipKind};
use brackets::{Open, has_own_keys};
use levels::Levels;
use words::{
    begins_element, closing_quote, colon_in, in_quotes, is_blank, is_chinese_word, is_header,
    is_odd_blank, is_over, is_sure_key, is_wide_word, key_end, lone_colon, other_mark, sample_end,
    skip_blanks, trimmed, with_chinese_quotes,
};

/// Keys whose lists hold texts.
const TEXTS: &[&str] = &[
    "introduction",
    "notes",
    "offices",
    "about",
    "only",
    "except",
    "evidence",
    "proof",
    "assessors",
    "for",
    "drawn",
    "names",
];

/// A slip that was found.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) at: At,
    pub(crate) slip: Slip,
    /// Else a sentence may say so too.
    pub(crate) is_sure: bool,
}

/// The slips of a text, in its order. A text without errors may still have one.
pub(crate) fn slips(text: &str) -> Vec<Told> {
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
    scan.found.sort_by_key(|told| told.at);
    scan.found
}

/// What is read, line by line.
#[derive(Default)]
struct Scan {
    found: Vec<Told>,
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
    /// Lines below this column, and elements in it, are texts of a list.
    texts: Option<usize>,
    /// The key whose value comes next.
    key: String,
    /// Behind the last sign within brackets.
    end: At,
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
        self.add(place, kind, found, instead, true);
    }

    fn add(&mut self, place: usize, kind: SlipKind, found: &[char], instead: String, sure: bool) {
        // The other full-width signs of a line are mended with the first.
        let follows = |kind| is_wide(kind) || kind == SlipKind::InText(',');
        let at = self.at(place);
        if let Some(last) = self.found.last().filter(|last| last.at.line == at.line)
            && follows(kind)
            && is_wide(last.slip.kind)
        {
            if last.is_sure || !sure {
                return;
            }
            self.found.pop();
        }
        let slip = Slip { kind, found: found.iter().collect(), instead };
        self.found.push(Told { at, slip, is_sure: sure });
    }

    /// Tells a slip of another line.
    fn tell_at(&mut self, at: At, kind: SlipKind, found: String, instead: String) {
        self.found.push(Told { at, slip: Slip { kind, found, instead }, is_sure: true });
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
        let is_outside = match &self.quote {
            Some(quote) => {
                is_sure_key(chars, 0) || (indent <= quote.indent && colon_in(chars).is_some())
            }
            None => self.is_outside(chars, indent),
        };
        is_element || is_outside
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
        self.key.clear();
        let is_element = chars.get(indent) == Some(&'-');
        let of_texts = |column: usize| indent > column || (indent == column && is_element);
        self.texts = self.texts.filter(|column| of_texts(*column));
        // The words of a text go on.
        let goes_on = self.texts.is_some() && !is_element;
        if goes_on || (is_wide_word(chars, indent) && self.levels.is_below_value(indent)) {
            return;
        }
        let Some(place) = self.front(chars) else {
            self.levels.passed(chars, indent, chars.len(), self.line);
            return;
        };
        if self.found.len() == told {
            self.aligned(chars, indent, place);
        }
        if self.texts.is_some() {
            self.value(chars, place, indent, indent);
            return;
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
                '-' if next == Some('-') && other_mark(chars, place).is_none() => return None,
                '-' if next == Some('-') => {
                    self.tell(place, SlipKind::WideDash, &['-', '-'], "- ".to_owned());
                    place = skip_blanks(chars, place + 2);
                }
                '-' if next.is_some_and(|next| next.is_ascii_digit()) => return Some(place),
                '-' => {
                    let end = sample_end(chars, place);
                    let instead =
                        ["- ".to_owned(), chars[place + 1..end].iter().collect()].concat();
                    self.tell(place, SlipKind::AfterDash, &chars[place..end], instead);
                    place += 1;
                }
                _ if other_mark(chars, place).is_some() => {
                    let end = other_mark(chars, place).unwrap_or(place);
                    self.tell(place, SlipKind::WideDash, &chars[place..end], "- ".to_owned());
                    place = skip_blanks(chars, end);
                }
                _ => return Some(place),
            }
        }
    }

    /// A key in a line of its own, and its value.
    fn key(&mut self, chars: &[char], place: usize, indent: usize) {
        let is_end = |c: &char| matches!(c, ':' | '：' | '=' | '＝') || is_blank(*c);
        let end = chars[place..].iter().position(is_end).map_or(chars.len(), |at| place + at);
        let is_key = key_end(chars, place) == Some(end);
        let word = &chars[place..end];
        self.key = word.iter().collect();
        let of_texts = TEXTS.contains(&self.key.as_str()) || !is_chinese_word(word);
        let is_bare = end < chars.len() && is_over(chars, end + 1);
        self.texts = Some(place).filter(|_| of_texts && is_bare);
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
                let behind = end + chars[end..].iter().take_while(|c| **c == ':').count();
                self.tell(end, SlipKind::AfterColon, found, written(behind));
                self.value(chars, behind, place, indent);
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
                    let value =
                        skip_blanks(chars, end + usize::from(matches!(chars[end], '=' | '＝')));
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
                // Several keys in one line belong into braces, those of a group always.
                let comma =
                    (0..text.len()).find(|at| text[*at] == ',' && is_sure_key(text, at + 1));
                let Some(colon) = colon_in(text).filter(|_| from > key) else { return };
                let of_group = has_own_keys(&self.key) && is_sure_key(text, 0);
                if of_group || comma.is_some() {
                    let line = trimmed(&chars[key..]);
                    let words = |chars: &[char]| chars.iter().collect::<String>();
                    let instead = if of_group {
                        format!("{}: {{{}}}", self.key, words(text))
                    } else {
                        format!("{{{}}}", words(line))
                    };
                    let at = place + comma.unwrap_or(colon);
                    self.tell(at, SlipKind::NoBraces, line, instead);
                } else {
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

/// Whether it is one of the signs that an input method makes of those between keys.
fn is_wide(kind: SlipKind) -> bool {
    use SlipKind as Kind;
    matches!(kind, Kind::WideColon | Kind::WideComma | Kind::WideBracket | Kind::AfterColon)
}

//! What stands in braces and brackets.

use super::brackets::has_own_keys;
use super::words::{
    closing_quote, in_quotes, is_blank, is_key, is_over, is_separator, is_sure_key, key_end,
    narrow, skip_blanks, trimmed, value_end,
};
use super::{At, Scan, SlipKind};

impl Scan {
    /// Goes on within brackets; `indent` is that of the line where they begin there.
    pub(super) fn flow(&mut self, chars: &[char], from: usize, indent: Option<usize>) {
        let start = indent.map(|_| from);
        let mut place = from;
        if let (Some(indent), Some(bracket)) = (indent, chars.get(from).copied()) {
            self.opens(chars, from, bracket, indent);
            place += 1;
        }
        loop {
            place = skip_blanks(chars, place);
            let Some(first) = chars.get(place).copied() else { break };
            let Some(top) = self.open.last_mut() else {
                self.behind_brackets(chars, place, start);
                return;
            };
            match first {
                '#' if place == 0 || is_blank(chars[place - 1]) => break,
                '}' | ']' => {
                    self.closes(chars, place, first);
                    place += 1;
                    if self.open.is_empty() {
                        self.behind_brackets(chars, place, start);
                        return;
                    }
                }
                ',' => {
                    top.expects_key = top.bracket == '{';
                    top.comma = Some(At { line: self.line, column: place + 1 });
                    self.key.clear();
                    place += 1;
                }
                sign if is_separator(sign) && is_key(chars, place + 1) => {
                    top.expects_key = top.bracket == '{';
                    self.tell(place, SlipKind::WideComma, &[sign], ", ".to_owned());
                    place += 1;
                }
                ':' => {
                    top.expects_key = false;
                    place += 1;
                }
                '{' | '[' | '｛' | '［' => {
                    let indent = top.indent;
                    if first == '{' && top.expects_key {
                        self.element_in_braces();
                    }
                    self.opens(chars, place, first, indent);
                    place += 1;
                }
                '｝' | '］' | '）' | ')' => {
                    let narrow = narrow(first).unwrap_or(first);
                    self.tell(place, SlipKind::WideBracket, &[first], narrow.into());
                    self.closes(chars, place, narrow);
                    place += 1;
                }
                '"' | '\'' => match self.quoted(chars, place) {
                    Some(behind) => place = behind,
                    None => return,
                },
                _ => {
                    let depth = self.open.len();
                    let behind = self.plain(chars, place);
                    // Whatever is found, it is gone on behind it, or within a bracket more.
                    let goes_on = behind > place || self.open.len() > depth;
                    place = if goes_on { behind } else { place + 1 };
                }
            }
        }
        let end = trimmed(&chars[..place.min(chars.len())]).len();
        self.end = self.at(end);
    }

    /// A text in quotes; `None` where the line ends within them.
    fn quoted(&mut self, chars: &[char], place: usize) -> Option<usize> {
        let mark = chars[place];
        let Some(close) = closing_quote(chars, place + 1, mark) else {
            self.opens_quote(chars, place);
            return None;
        };
        let behind = skip_blanks(chars, close + 1);
        let is_fine = match chars.get(behind) {
            None | Some(',' | '}' | ']' | ':' | '｝' | '］' | '）' | ')') => true,
            Some('#') => behind > close + 1,
            Some(sign) if is_separator(*sign) => is_key(chars, behind + 1),
            Some(_) => false,
        };
        if is_fine {
            if chars.get(behind) == Some(&':') {
                self.key = chars[place + 1..close].iter().collect();
            }
            return Some(behind);
        }
        let end = value_end(chars, place);
        if is_key(chars, behind) {
            return Some(self.no_comma(chars, place, behind));
        }
        self.behind_quote(chars, place, close, end);
        Some(end)
    }

    /// A key follows a value that began at `value` without a comma.
    fn no_comma(&mut self, chars: &[char], value: usize, key: usize) -> usize {
        let end = key_end(chars, key).unwrap_or(key);
        let before: String = trimmed(&chars[value..key]).iter().collect();
        let instead = format!("{before}, {}:", chars[key..end].iter().collect::<String>());
        let place = value + trimmed(&chars[value..key]).len();
        self.tell(place, SlipKind::NoComma, &chars[value..end], instead);
        if let Some(top) = self.open.last_mut() {
            top.expects_key = true;
        }
        key
    }

    /// A key or a text without quotes; returns where to go on.
    fn plain(&mut self, chars: &[char], from: usize) -> usize {
        let Some(top) = self.open.last() else { return chars.len() };
        let (bracket, expects_key) = (top.bracket, top.expects_key);
        let end =
            (from..chars.len()).find(|at| self.ends_plain(chars, from, *at)).unwrap_or(chars.len());
        if expects_key {
            self.plain_key(chars, from, end)
        } else {
            self.plain_value(chars, from, end, bracket)
        }
    }

    /// Whether a text without quotes cannot go on here.
    fn ends_plain(&self, chars: &[char], from: usize, at: usize) -> bool {
        let next = chars.get(at + 1).copied();
        match chars[at] {
            ',' | '[' | ']' | '{' | '}' => true,
            ':' => next
                .is_none_or(|next| is_blank(next) || matches!(next, ',' | '[' | ']' | '{' | '}')),
            '#' => at > 0 && is_blank(chars[at - 1]),
            '｝' => {
                next.is_none_or(|next| matches!(next, ',' | '，' | '}')) || is_over(chars, at + 1)
            }
            '］' => self.open.last().is_some_and(|open| open.bracket == '['),
            // A round bracket that closes none of the text's own.
            '）' | ')' => {
                let opens = |c: &char| matches!(c, '（' | '(');
                let closes = |c: &char| matches!(c, '）' | ')');
                let count =
                    |is: &dyn Fn(&char) -> bool| chars[from..at].iter().filter(|c| is(c)).count();
                is_over(chars, at + 1) && count(&opens) <= count(&closes)
            }
            _ => false,
        }
    }

    fn plain_key(&mut self, chars: &[char], from: usize, end: usize) -> usize {
        let key = key_end(chars, from);
        let text = trimmed(&chars[from..end]);
        match key.map(|key| (key, chars.get(key))) {
            Some((key, Some('：'))) => {
                let instead = chars[from..key].iter().chain(&[':', ' ']).collect();
                self.tell(key, SlipKind::WideColon, &chars[from..=key], instead);
                self.expects(false);
                return key + 1;
            }
            Some((key, Some(':'))) if key != end => {
                let value = &chars[key + 1..value_end(chars, key + 1).max(key + 1)];
                let instead = chars[from..key].iter().chain(&[':', ' ']).chain(value).collect();
                self.tell(key, SlipKind::AfterColon, &chars[from..key + 1 + value.len()], instead);
                self.expects(false);
                return key + 1;
            }
            _ => {}
        }
        if chars.get(end) == Some(&':') {
            self.key_outside(text);
            self.key = text.iter().collect();
            return end;
        }
        // Names of the document's own: the first in its braces cannot be the rest of a text.
        let is_first = self.open.last().is_some_and(|top| top.last.is_none())
            || self.found.last().is_some_and(|told| {
                told.at.line == self.line
                    && matches!(told.slip.kind, SlipKind::WideColon | SlipKind::AfterColon)
            });
        let colon = (from..end).find(|at| matches!(chars[*at], ':' | '：'));
        if let Some(colon) = colon.filter(|_| is_first) {
            let wide = chars[colon] == '：';
            let kind = if wide { SlipKind::WideColon } else { SlipKind::AfterColon };
            let after: &[char] = if wide { &[] } else { &chars[colon + 1..end] };
            let instead = chars[from..colon].iter().chain(&[':', ' ']).chain(trimmed(after));
            let instead = instead.collect();
            let found = if wide { colon + 1 } else { end };
            self.tell(colon, kind, trimmed(&chars[from..found]), instead);
            self.expects(false);
            return colon + 1;
        }
        if let Some(key) = key.filter(|key| *key < from + text.len())
            && matches!(chars[key], ' ' | '=')
        {
            let value =
                &chars[skip_blanks(chars, key + usize::from(chars[key] == '='))..from + text.len()];
            let instead = chars[from..key].iter().chain(&[':', ' ']).chain(value).collect();
            self.tell(key, SlipKind::NoColon, text, instead);
            self.expects(false);
            return end;
        }
        let line = self.line;
        let last = self.open.last().and_then(|top| top.last).filter(|(of, ..)| *of == line);
        let Some((_, start, before)) = last else { return end };
        let is_number = |text: &[char]| text.iter().all(char::is_ascii_digit);
        if is_number(text) && is_number(trimmed(&chars[start..before])) {
            let found = &chars[start..from + text.len()];
            let instead = found.iter().filter(|c| c.is_ascii_digit()).collect();
            self.tell(start, SlipKind::Thousands, found, instead);
            return end;
        }
        self.in_text(chars, ',', before, start).max(end)
    }

    fn plain_value(&mut self, chars: &[char], from: usize, end: usize, bracket: char) -> usize {
        if let Some(top) = self.open.last_mut() {
            top.last = Some((self.line, from, end));
        }
        let wide = (from..end).find(|at| is_separator(chars[*at]) && is_key(chars, at + 1));
        let is_sure = |comma: usize| is_sure_key(chars, comma + 1);
        let wide = wide.filter(|comma| is_sure(*comma) || chars[*comma] == '，');
        if let Some(comma) = wide.filter(|_| bracket == '{') {
            let instead = ", ".to_owned();
            self.add(comma, SlipKind::WideComma, &[chars[comma]], instead, is_sure(comma));
            // A sentence goes on.
            if is_sure(comma) {
                self.expects(true);
                return comma + 1;
            }
        }
        match chars.get(end).copied() {
            Some(':') if has_own_keys(&self.key) && key_end(chars, from) == Some(end) => {
                self.tell(from, SlipKind::OpenBracket, &['}'], "{".to_owned());
                let indent = self.indent;
                self.opens(chars, from, '{', indent);
                from
            }
            Some('{') if bracket == '{' && is_key(chars, end + 1) && self.is_in_list() => {
                let at = self.at(from + trimmed(&chars[from..end]).len());
                self.element_at(at, ", ");
                end
            }
            Some(':') if bracket == '{' => {
                let word = (from..end).rev().find(|at| is_blank(chars[*at])).map(|at| at + 1);
                match word.filter(|word| key_end(chars, *word) == Some(end)) {
                    Some(word) => self.no_comma(chars, from, word),
                    None => self.in_text(chars, ':', end, from),
                }
            }
            Some(sign @ ('[' | '{')) => self.in_text(chars, sign, end, from),
            Some(']') if bracket == '{' && !self.is_in_list() => {
                self.in_text(chars, ']', end, from)
            }
            Some('}') if self.open.len() == 1 && bracket == '{' => {
                let goes_on = !is_over(chars, end + 1) && chars.get(end + 1) != Some(&'#');
                let is_text = |c: &char| !is_blank(*c) && !matches!(c, '{' | '}' | '[' | ']');
                let rest = &chars[end + 1..];
                let last = rest.iter().rposition(|c| *c == '}').unwrap_or(0);
                let closes = rest[..last].iter().any(is_text);
                let is_element = chars.get(skip_blanks(chars, end + 1)) == Some(&'-');
                if goes_on && closes && !is_element {
                    self.in_text(chars, '}', end, from)
                } else {
                    end
                }
            }
            Some('#') => {
                let closes = (end..chars.len()).any(|at| matches!(chars[at], '}' | '｝'));
                if closes && bracket == '{' { self.in_text(chars, '#', end, from) } else { end }
            }
            _ => end,
        }
    }

    pub(super) fn is_in_list(&self) -> bool {
        self.open.iter().any(|open| open.bracket == '[')
    }

    fn expects(&mut self, key: bool) {
        if let Some(top) = self.open.last_mut() {
            top.expects_key = key;
        }
    }

    /// The text that began at `from` holds a sign that means something; goes on behind the text.
    fn in_text(&mut self, chars: &[char], sign: char, place: usize, from: usize) -> usize {
        let end = value_end(chars, from).max(place + 1).min(chars.len());
        let text = trimmed(&chars[from..end]);
        let starts_quote = matches!(text.first(), Some('"' | '\''));
        if !starts_quote {
            self.tell(place, SlipKind::InText(sign), text, in_quotes(text));
        }
        self.expects(false);
        end
    }

    /// Behind the outermost bracket, which opened at `start` if that is on this line.
    fn behind_brackets(&mut self, chars: &[char], from: usize, start: Option<usize>) {
        let place = skip_blanks(chars, from);
        let Some(first) = chars.get(place).copied() else { return };
        let rest = trimmed(&chars[place..]);
        match first {
            '#' if place > from => {}
            '#' => self.tell(place, SlipKind::BeforeHash, &['#'], " #".to_owned()),
            ':' => {}
            '-' if chars.get(place + 1).is_none_or(|next| is_blank(*next)) => {
                self.tell(place, SlipKind::SameLine, rest, String::new());
            }
            _ => match start.filter(|start| chars[*start] == '[') {
                Some(start) if !matches!(first, ',' | '，' | ']' | '}') => {
                    let text = trimmed(&chars[start..]);
                    self.tell(start, SlipKind::BeforeText('['), text, in_quotes(text));
                }
                _ => self.tell(place, SlipKind::BehindBracket, rest, String::new()),
            },
        }
    }
}

//! Keys, texts and their ends within a line, as somebody who typed them meant them.

use crate::storage::yaml::meant::is_chinese_key;

/// Blanks that look like one of the keyboard and are none.
pub(super) fn is_odd_blank(character: char) -> bool {
    matches!(
        character,
        '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200B}' | '\u{202F}' | '\u{205F}' | '\u{3000}' | '\u{FEFF}'
    )
}

pub(super) fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t') || is_odd_blank(character)
}

/// Dashes and bullets that word processors make of `- `.
pub(super) fn is_wide_dash(character: char) -> bool {
    matches!(character, '－' | '—' | '–' | '―' | '‐' | '‑' | '−' | '•' | '·' | '●' | '■' | '◆')
}

/// Where another mark than `- ` ends that somebody put before an element: `*`, `--`, `1.`.
pub(super) fn other_mark(chars: &[char], from: usize) -> Option<usize> {
    let digits = chars.iter().skip(from).take_while(|c| c.is_ascii_digit()).count();
    let sign = *chars.get(from + digits)?;
    let end = match (digits, sign) {
        (0, '*' | '+') => from + 1,
        (0, '-') if chars.get(from + 1) == Some(&'-') => from + 2,
        (0, dash) if is_wide_dash(dash) => from + 1,
        (1..=2, '.' | '、' | '．' | ')' | '）') => from + digits + 1,
        _ => return None,
    };
    begins_element(chars, end).then_some(end)
}

/// The bracket of the keyboard for a full-width one.
pub(super) fn narrow(bracket: char) -> Option<char> {
    match bracket {
        '｛' | '（' | '(' => Some('{'),
        '｝' | '）' | ')' => Some('}'),
        '［' | '【' => Some('['),
        '］' | '】' => Some(']'),
        _ => None,
    }
}

/// What people put between keys instead of a comma.
pub(super) fn is_separator(character: char) -> bool {
    matches!(character, '，' | '、' | '；' | ';' | '。' | '．')
}

/// The bracket that closes one.
pub(super) fn closing(bracket: char) -> char {
    if bracket == '{' { '}' } else { ']' }
}

/// The first place from `from` on that is no blank.
pub(super) fn skip_blanks(chars: &[char], from: usize) -> usize {
    from + chars.iter().skip(from).take_while(|c| is_blank(**c)).count()
}

/// Where the key that begins here ends, if what stands here may be one.
pub(super) fn key_end(chars: &[char], from: usize) -> Option<usize> {
    let ascii = |c: &&char| c.is_ascii_lowercase() || **c == '_';
    let letters = chars.iter().skip(from).take_while(ascii).count();
    if letters >= 2 {
        return Some(from + letters);
    }
    let han = |c: &&char| ('\u{4E00}'..='\u{9FFF}').contains(*c);
    let signs = chars.iter().skip(from).take_while(han).count();
    let word: String = chars.iter().skip(from).take(signs).collect();
    is_chinese_key(&word).then_some(from + signs)
}

/// Whether a key and its colon (of either width) begin here.
pub(super) fn is_key(chars: &[char], from: usize) -> bool {
    is_sure_key(chars, from) || is_wide_word(chars, from)
}

/// As [`is_key`], where it can hardly be the words of a text.
pub(super) fn is_sure_key(chars: &[char], from: usize) -> bool {
    let from = skip_blanks(chars, from);
    let is_ascii = chars.get(from).is_some_and(char::is_ascii);
    let colon = key_end(chars, from).and_then(|end| chars.get(skip_blanks(chars, end)));
    matches!((is_ascii, colon), (_, Some(':')) | (true, Some('：')))
}

/// Whether a Chinese word for a key and a full-width colon begin here, as sentences have them too.
pub(super) fn is_wide_word(chars: &[char], from: usize) -> bool {
    let from = skip_blanks(chars, from);
    let is_ascii = chars.get(from).is_some_and(char::is_ascii);
    let colon = key_end(chars, from).and_then(|end| chars.get(skip_blanks(chars, end)));
    !is_ascii && colon == Some(&'：')
}

/// Whether a key of this program's own, in its letters or as a Chinese word.
pub(super) fn is_chinese_word(word: &[char]) -> bool {
    word.iter().all(char::is_ascii) || is_chinese_key(&word.iter().collect::<String>())
}

/// Whether nothing but a comment stands from here on.
pub(super) fn is_over(chars: &[char], from: usize) -> bool {
    let next = skip_blanks(chars, from);
    next >= chars.len() || (chars[next] == '#' && next > from)
}

/// Where the value that begins here ends for whoever wrote it: before the next key, else before
/// the last bracket of the line, else with the line.
pub(super) fn value_end(chars: &[char], from: usize) -> usize {
    let is_end =
        |at: &usize| (chars[*at] == ',' || is_separator(chars[*at])) && is_sure_key(chars, at + 1);
    let last = || {
        let closes = |at: &usize| matches!(chars[*at], '}' | '｝') && is_over(chars, at + 1);
        (from..chars.len()).rev().find(closes)
    };
    let end = (from..chars.len()).find(is_end).or_else(last).unwrap_or(chars.len());
    from + trimmed(&chars[from..end]).len()
}

/// Without the blanks behind.
pub(super) fn trimmed(chars: &[char]) -> &[char] {
    let blanks = chars.iter().rev().take_while(|c| is_blank(**c)).count();
    &chars[..chars.len() - blanks]
}

/// A text in double quotes.
pub(super) fn in_quotes(text: &[char]) -> String {
    let mut quoted = String::from("\"");
    for character in text {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(*character);
    }
    quoted.push('"');
    quoted
}

/// A text in double quotes whose inner quotes become Chinese ones, in pairs.
pub(super) fn with_chinese_quotes(text: &[char], mark: char) -> String {
    let (open, close) = if mark == '"' { ('“', '”') } else { ('‘', '’') };
    let mut written = String::from(mark);
    let mut opens = true;
    for character in text {
        written.push(match *character {
            inner if inner == mark => {
                opens = !opens;
                if opens { close } else { open }
            }
            other => other,
        });
    }
    written.push(mark);
    written
}

/// A few characters to show of what begins here.
pub(super) fn sample_end(chars: &[char], from: usize) -> usize {
    const SHOWN: usize = 12;
    let end = (from + 1..chars.len()).find(|at| is_blank(chars[*at]) || chars[*at] == ':');
    end.unwrap_or(chars.len()).min(from + SHOWN)
}

/// Whether an element of a list that is no text begins here.
pub(super) fn begins_element(chars: &[char], from: usize) -> bool {
    let place = skip_blanks(chars, from);
    let first = chars.get(place).copied();
    first.is_some_and(|first| matches!(first, '{' | '"') || narrow(first) == Some('{'))
        || is_key(chars, place)
}

/// Where quotes of this kind close, from here on.
pub(super) fn closing_quote(chars: &[char], from: usize, mark: char) -> Option<usize> {
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
pub(super) fn lone_colon(chars: &[char], end: usize) -> Option<usize> {
    let colon = skip_blanks(chars, end);
    let is_wide = chars.get(colon) == Some(&'：');
    let is_tight =
        chars.get(colon) == Some(&':') && chars.get(colon + 1).is_some_and(|c| !is_blank(*c));
    (is_wide || is_tight).then_some(colon)
}

/// The first colon of a text that would make a key of what stands before it.
pub(super) fn colon_in(text: &[char]) -> Option<usize> {
    let ends = |at: &usize| text[*at] == ':' && text.get(at + 1).is_none_or(|c| is_blank(*c));
    (0..text.len()).find(ends)
}

/// Whether nothing stands behind `|` or `>` but what belongs to it.
pub(super) fn is_header(rest: &[char]) -> bool {
    rest.len() <= 2 && rest.iter().all(|c| matches!(c, '+' | '-' | '0'..='9'))
}

//! 序号: the numbers that texts begin with, 一、（一）1.（1）① A A1 1.1 第一条.

/// How a number is written; what is written alike stands on one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// 第一章.
    Chapter,
    /// 第一节.
    Section,
    /// 第一条.
    Article,
    /// 一、
    Han,
    /// （一）
    HanInBrackets,
    /// A.
    Letter,
    /// A1
    LetterAndNumber,
    /// 1.
    Number,
    /// 1.1 and deeper: how many numbers.
    Dotted(u8),
    /// （1）
    InBrackets,
    /// 1)
    BeforeBracket,
    /// ①
    Circled,
    /// Ⅰ、
    Roman,
}

/// A number at the head of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How it is written.
    pub style: Style,
    /// As ids have it: 一, (一), 1, 1.1, A1, (1), ①, 第一条.
    pub no: String,
    /// Its value where it counts: 3 for 三.
    pub value: u32,
    /// How many bytes of the text it takes, with what separates it and blanks.
    pub length: usize,
}

const HAN: &str = "一二三四五六七八九十百零〇";
const STOPS: [char; 6] = ['.', '．', '、', '。', ',', '，'];

/// The number that a text begins with.
#[must_use]
pub fn head(text: &str) -> Option<Head> {
    let begin = text.len() - text.trim_start_matches(is_space).len();
    let mut head = bare(&text[begin..])?;
    let rest = &text[begin + head.length..];
    head.length = text.len() - rest.trim_start_matches(is_space).len();
    Some(head)
}

/// Whether a text begins with a number.
#[must_use]
pub fn begins(text: &str) -> bool {
    head(text).is_some()
}

/// A text without the number at its head.
#[must_use]
pub fn without(text: &str) -> &str {
    head(text).map_or(text.trim_start_matches(is_space), |head| &text[head.length..])
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

fn bare(text: &str) -> Option<Head> {
    let first = text.chars().next()?;
    let made = |style, no: String, value, length| Some(Head { style, no, value, length });
    match first {
        '第' => article(text),
        '（' | '(' | '〔' | '［' | '[' => in_brackets(text),
        '①'..='⑳' => {
            made(Style::Circled, first.to_string(), first as u32 - '①' as u32 + 1, first.len_utf8())
        }
        '⑴'..='⒇' => {
            let value = first as u32 - '⑴' as u32 + 1;
            made(Style::InBrackets, format!("({value})"), value, first.len_utf8())
        }
        '⒈'..='⒛' => {
            let value = first as u32 - '⒈' as u32 + 1;
            made(Style::Number, value.to_string(), value, first.len_utf8())
        }
        '㈠'..='㈩' => {
            let value = first as u32 - '㈠' as u32 + 1;
            let no = HAN.chars().nth(value as usize - 1).unwrap_or(first);
            made(Style::HanInBrackets, format!("({no})"), value, first.len_utf8())
        }
        'Ⅰ'..='Ⅻ' => {
            let length = first.len_utf8() + stop(&text[first.len_utf8()..])?;
            made(Style::Roman, first.to_string(), first as u32 - 'Ⅰ' as u32 + 1, length)
        }
        c if digit(c).is_some() => number(text),
        c if HAN.contains(c) => han(text),
        c if is_letter(c) => letter(text),
        _ => None,
    }
}

/// The length of what separates a number from its text.
fn stop(text: &str) -> Option<usize> {
    let next = text.trim_start_matches(is_space).chars().next()?;
    let blanks = text.len() - text.trim_start_matches(is_space).len();
    STOPS.contains(&next).then(|| blanks + next.len_utf8())
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase() || ('Ａ'..='Ｚ').contains(&c)
}

fn digits(text: &str) -> (u32, usize) {
    let taken = text.chars().map_while(|c| Some((digit(c)?, c.len_utf8()))).take(6);
    taken.fold((0, 0), |(value, length), (digit, wide)| (value * 10 + digit, length + wide))
}

/// 十二 as 12, and how many bytes it takes.
fn han_value(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut last, mut length) = (0, 0, 0);
    for c in text.chars().take(5) {
        match c {
            '十' => {
                value += last.max(1) * 10;
                last = 0;
            }
            '百' => {
                value += last.max(1) * 100;
                last = 0;
            }
            '零' | '〇' => {}
            _ => match "一二三四五六七八九".chars().position(|han| han == c) {
                Some(at) => last = u32::try_from(at).ok()? + 1,
                None => break,
            },
        }
        length += c.len_utf8();
    }
    (length > 0).then_some((value + last, length))
}

/// 一、 but not 一次.
fn han(text: &str) -> Option<Head> {
    let (value, length) = han_value(text)?;
    let rest = &text[length..];
    let next = rest.chars().next();
    let end = match next {
        None => 0,
        Some(c) if is_space(c) && han_is_alone(rest) => 0,
        _ => stop(rest)?,
    };
    let no = text[..length].to_owned();
    Some(Head { style: Style::Han, no, value, length: length + end })
}

/// A blank behind a number separates it only where a text follows.
fn han_is_alone(rest: &str) -> bool {
    let next = rest.trim_start_matches(is_space).chars().next();
    next.is_some_and(|c| !STOPS.contains(&c))
}

/// （一） and （1）, but not （8分）.
fn in_brackets(text: &str) -> Option<Head> {
    let open = text.chars().next()?.len_utf8();
    let inner = text[open..].trim_start_matches(is_space);
    let before = text.len() - inner.len();
    let (value, length) = digits(inner);
    let (style, no, length) = if length > 0 {
        (Style::InBrackets, format!("({value})"), length)
    } else {
        let (_, length) = han_value(inner)?;
        (Style::HanInBrackets, format!("({})", &inner[..length]), length)
    };
    let value = if style == Style::InBrackets { value } else { han_value(inner)?.0 };
    let rest = &inner[length..];
    let close = rest.trim_start_matches(is_space);
    let bracket = close.chars().next().filter(|c| ['）', ')', '〕', '］', ']'].contains(c))?;
    let end = before + length + (rest.len() - close.len()) + bracket.len_utf8();
    let more = text[end..].chars().next().filter(|c| ['、', '.', '．'].contains(c));
    Some(Head { style, no, value, length: end + more.map_or(0, char::len_utf8) })
}

/// 第一条, 第3章.
fn article(text: &str) -> Option<Head> {
    let begin = '第'.len_utf8();
    let inner = &text[begin..];
    let (value, length) = match digits(inner) {
        (value, length) if length > 0 => (value, length),
        _ => han_value(inner)?,
    };
    let kind = inner[length..].chars().next()?;
    let style = match kind {
        '章' | '编' | '篇' | '部' => Style::Chapter,
        '节' => Style::Section,
        '条' => Style::Article,
        _ => return None,
    };
    let end = begin + length + kind.len_utf8();
    let rest = &text[end..];
    // 第15条的规定 begins no article.
    let next = rest.chars().next();
    if next
        .is_some_and(|c| !is_space(c) && !STOPS.contains(&c) && c != '：' && c != '（' && c != '【')
    {
        return None;
    }
    let stop = next.filter(|c| STOPS.contains(c) || *c == '：').map_or(0, char::len_utf8);
    Some(Head { style, no: text[..end].to_owned(), value, length: end + stop })
}

/// 1. 1、 1) 1.1 1.1.2, but not 1.5分, 2024年, 10%.
fn number(text: &str) -> Option<Head> {
    let (value, mut length) = digits(text);
    if value > 999 {
        return None;
    }
    let mut no = value.to_string();
    let mut count = 1;
    loop {
        let rest = &text[length..];
        let dot = rest.chars().next().filter(|c| *c == '.' || *c == '．');
        let Some(dot) = dot else { break };
        let (more, taken) = digits(&rest[dot.len_utf8()..]);
        if taken == 0 {
            break;
        }
        no = format!("{no}.{more}");
        length += dot.len_utf8() + taken;
        count += 1;
    }
    let rest = &text[length..];
    let next = rest.chars().next();
    if let Some(bracket) = next.filter(|c| *c == ')' || *c == '）')
        && count == 1
    {
        return Some(Head {
            style: Style::BeforeBracket,
            no,
            value,
            length: length + bracket.len_utf8(),
        });
    }
    let style = if count == 1 { Style::Number } else { Style::Dotted(count) };
    let made = |end| Some(Head { style, no: no.clone(), value, length: length + end });
    if let Some(end) = stop(rest) {
        let after = rest[end..].chars().next();
        // 1.5 is read above; 3,000 is a number too.
        let is_number = after.and_then(digit).is_some() && rest[..end].contains([',', '，']);
        return if is_number { None } else { made(end) };
    }
    match next {
        Some(c) if is_space(c) => made(0),
        // 1.1目标责任 has no blank; 0.5分 is an amount.
        Some(c)
            if count >= 2
                && is_han(c)
                && !"分个次家项人万元年月日小天倍米公吨立平％".contains(c)
                && value > 0 =>
        {
            made(0)
        }
        None if count >= 2 && value > 0 => made(0),
        _ => None,
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// A. A、 A1. A1 but not A级, AED.
fn letter(text: &str) -> Option<Head> {
    let first = text.chars().next()?;
    let wide = first.len_utf8();
    let letter = half(first);
    let mut length = wide;
    let mut no = letter.to_string();
    let mut count = 0;
    loop {
        let rest = &text[length..];
        let dot = rest.chars().next().filter(|c| matches!(c, '.' | '．' | '-'));
        let skip = if count == 0 { 0 } else { dot.map_or(0, char::len_utf8) };
        if count > 0 && skip == 0 {
            break;
        }
        let (value, taken) = digits(&rest[skip..]);
        if taken == 0 {
            break;
        }
        if count > 0 {
            no.push('.');
        }
        no.push_str(&value.to_string());
        length += skip + taken;
        count += 1;
    }
    let value = letter as u32 - 'A' as u32 + 1;
    let style = if count == 0 { Style::Letter } else { Style::LetterAndNumber };
    let rest = &text[length..];
    let next = rest.chars().next();
    let end = match stop(rest) {
        Some(end) => end,
        None if next.is_none_or(|c| is_space(c) || (count > 0 && is_han(c))) => 0,
        None => return None,
    };
    Some(Head { style, no, value, length: length + end })
}

fn half(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' => char::from_u32(c as u32 - 'Ａ' as u32 + 'A' as u32).unwrap_or(c),
        c => c,
    }
}

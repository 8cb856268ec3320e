//! The YAML that this program writes on one line, read without the parser: lists and mappings
//! in braces, plain and quoted words. A journal has hundreds of thousands of such lines.
//!
//! Whatever else stands there is left to the parser; what is read here it reads the same.

use super::{At, Node, Pair, Value};
use std::borrow::Cow;

/// The deepest nesting read here: that of a journal is nine.
const DEEPEST: usize = 20;

/// The list of one element in a line `- {…}`; `None` where the parser has to look.
pub(crate) fn read(line: &str) -> Option<Node<'_>> {
    let mut reader = Reader { rest: line.strip_prefix("- ")? };
    let element = reader.value(0)?;
    let is_mapping = matches!(element.value, Value::Mapping(_));
    (is_mapping && reader.rest.is_empty()).then(|| node(Value::List(vec![element])))
}

/// Places are not kept: whoever finds something wrong reads again with the parser.
fn node(value: Value<'_>) -> Node<'_> {
    Node { at: At::default(), value }
}

/// Which bytes may mean something else than a letter somewhere in YAML.
static ENDS_WORDS: [bool; 256] = {
    let (mut ends, mut byte) = ([false; 256], 0);
    while byte < b' ' as usize {
        ends[byte] = true;
        byte += 1;
    }
    let (marks, mut at) = (b",:#[]{}\"\\'`&*!|>%", 0);
    while at < marks.len() {
        ends[marks[at] as usize] = true;
        at += 1;
    }
    ends
};

struct Reader<'text> {
    rest: &'text str,
}

impl<'text> Reader<'text> {
    fn eat(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(token)?;
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Node<'text>> {
        match self.rest.as_bytes().first()? {
            b'{' if depth < DEEPEST => self.mapping(depth + 1),
            b'[' if depth < DEEPEST => self.list(depth + 1),
            b'"' => Some(node(Value::Scalar(self.quoted()?))),
            _ => {
                let words = self.plain()?;
                Some(node(match words {
                    "~" | "null" | "Null" | "NULL" => return None,
                    words => Value::Scalar(Cow::Borrowed(words)),
                }))
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Option<Node<'text>> {
        self.eat("{")?;
        let mut pairs = Vec::with_capacity(8);
        while self.eat("}").is_none() {
            if !pairs.is_empty() {
                self.eat(", ")?;
            }
            let key = match self.rest.as_bytes().first()? {
                b'"' => self.quoted()?,
                _ => Cow::Borrowed(self.plain()?),
            };
            self.eat(": ")?;
            pairs.push(Pair { key, key_at: At::default(), value: self.value(depth)? });
        }
        Some(node(Value::Mapping(pairs)))
    }

    fn list(&mut self, depth: usize) -> Option<Node<'text>> {
        self.eat("[")?;
        let mut items = Vec::new();
        while self.eat("]").is_none() {
            if !items.is_empty() {
                self.eat(", ")?;
            }
            items.push(self.value(depth)?);
        }
        Some(node(Value::List(items)))
    }

    /// Words without quotes: only such as mean nothing else anywhere in YAML.
    fn plain(&mut self) -> Option<&'text str> {
        let bytes = self.rest.as_bytes();
        let end =
            bytes.iter().position(|byte| ENDS_WORDS[usize::from(*byte)]).unwrap_or(bytes.len());
        let (words, rest) = self.rest.split_at(end);
        let begins = match *words.as_bytes().first()? {
            b'-' => words.as_bytes().get(1).is_some_and(u8::is_ascii_digit),
            first => first >= 0x80 || first.is_ascii_alphanumeric() || b"(/+._".contains(&first),
        };
        let is_odd = |c: char| c.is_control() || c.is_whitespace() && c != ' ' || c == '\u{feff}';
        if !begins || words.ends_with(' ') || !words.is_ascii() && words.contains(is_odd) {
            return None;
        }
        self.rest = rest;
        Some(words)
    }

    /// Words in double quotes.
    fn quoted(&mut self) -> Option<Cow<'text, str>> {
        self.eat("\"")?;
        let mut unescaped = String::new();
        loop {
            let end = self.rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=31))?;
            let (words, rest) = self.rest.split_at(end);
            let is_odd =
                |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
            if !words.is_ascii() && words.contains(is_odd) {
                return None;
            }
            self.rest = rest;
            if self.eat("\"").is_some() {
                if unescaped.is_empty() {
                    return Some(Cow::Borrowed(words));
                }
                unescaped.push_str(words);
                return Some(Cow::Owned(unescaped));
            }
            unescaped.push_str(words);
            unescaped.push(self.escaped()?);
        }
    }

    /// One of the escapes that this program writes.
    fn escaped(&mut self) -> Option<char> {
        self.eat("\\")?;
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(match character {
            '"' | '\\' => character,
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'u' => {
                let digits = self.rest.get(..4)?;
                if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                    return None;
                }
                self.rest = &self.rest[4..];
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::storage::yaml::{Problems, parse};

    /// A tree without its places.
    fn bare(node: &super::Node<'_>) -> String {
        let text = format!("{node:?}");
        let mut parts = text.split("At { line: ");
        let mut bare = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            bare.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
        }
        bare.replace("Borrowed(", "").replace("Owned(", "")
    }

    #[test]
    fn what_is_read_without_the_parser_it_reads_the_same() {
        let words = [
            "甲",
            "3",
            "-0.5",
            "true",
            "null",
            "~",
            "-",
            "- 甲",
            "甲乙 丙",
            "a b",
            "a  b",
            "'甲'",
            "甲'乙",
            "&a",
            "*a",
            "!a",
            "a!b",
            "a&b",
            "%",
            "@",
            "`",
            "?",
            "? a",
            "=",
            "<<",
            "1e3",
            "0x1f",
            "2021-12-15",
            "\"甲\\n乙\\\\ \\\"\\u0085\\t\\r\"",
            "\"\"",
            "\" a \"",
            "\"a, b: c\"",
            "[]",
            "{}",
            "[甲, 乙]",
            "[甲,乙]",
            "[甲, ]",
            "{甲: 乙}",
            "{甲:乙}",
            "{甲: }",
            "{\"甲: 乙\": [{a: b}]}",
            "a:b",
            "a: b",
            "http://x",
            "a#b",
            "a #b",
            "a\u{a0}b",
            "a\u{2028}b",
            "a\tb",
            "\"a\tb\"",
            "\"\u{2028}\"",
            "\u{feff}a",
            "(甲)",
            "+1",
            ".5",
            "_a",
            "/a",
            "甲？",
            "“甲”",
            "\"\\x41\"",
            "\"\\ud800\"",
            "a-b",
            "a?b",
            "a|b",
            "a>b",
            "|",
            ">",
            "a=b",
            "张三@主机",
            "a@",
            "@a",
        ];
        let mut fast = 0;
        for word in words {
            for line in [
                format!("- {{k: {word}, no: 1}}"),
                format!("- {{k: [{word}]}}"),
                format!("- {word}"),
            ] {
                let Some(node) = read(&line) else { continue };
                let mut problems = Problems::new("-", &line);
                let parsed = parse(&line, &mut problems);
                assert_eq!(parsed.map(|parsed| bare(&parsed)), Some(bare(&node)), "{line}");
                fast += 1;
            }
        }
        assert!(fast > 60, "{fast} are read here");
        // Who made a change: read in every line.
        assert!(read("- {by: 张三@主机}").is_some());
    }
}

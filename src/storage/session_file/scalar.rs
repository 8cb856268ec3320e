//! Words as a YAML scalar: plain where any reader takes them for the same words.

use std::fmt::Write;

/// Words within `{…}`, `[…]` or behind a key.
pub(crate) fn scalar(words: &str) -> String {
    if is_plain(words) { words.to_owned() } else { quoted(words) }
}

/// Whether the words may stand without quotes, within braces too.
fn is_plain(words: &str) -> bool {
    let Some(first) = words.chars().next() else { return false };
    // Some readers end plain words at a colon or a hash that others read over.
    let special = |c: char| is_special(c) || ",:#[]{}\"\\".contains(c);
    let begins = !first.is_ascii_punctuation() || "(/+._".contains(first);
    if !begins || words.trim() != words || words.contains(special) {
        return false;
    }
    // Numbers, dates, true, no, ~: whatever another reader would not take for words.
    !first.is_ascii() || reads_as_words(words)
}

/// Whether the card's YAML reader takes plain words for the very same words.
fn reads_as_words(words: &str) -> bool {
    let legacy = ["y", "n", "yes", "no", "on", "off"];
    let date_like = words.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'.'));
    !date_like
        && !legacy.iter().any(|word| words.eq_ignore_ascii_case(word))
        && matches!(
            serde_yaml::from_str(words),
            Ok(serde_yaml::Value::String(read)) if read == words
        )
}

/// Characters a YAML file cannot hold as they are, or that end a line.
fn is_special(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn quoted(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + 2);
    text.push('"');
    for character in words.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            special if is_special(special) => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(special));
            }
            other => text.push(other),
        }
    }
    text.push('"');
    text
}

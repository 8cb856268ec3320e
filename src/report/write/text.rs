//! What a text looks like in a file: hidden characters have a mark, and nothing that XML
//! forbids is left.

use crate::visible::visible_lines;
use std::fmt::Write;

/// The text as every writer prints it; lines are parted by `\n`.
pub(super) fn shown(text: &str) -> String {
    let shown = visible_lines(text);
    // What no character is and XML forbids all the same.
    let forbidden = |c: char| matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF);
    shown.chars().map(|c| if forbidden(c) { '\u{FFFD}' } else { c }).collect()
}

/// The text between two tags, or in quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in shown(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Puts words behind a text. Writing to a String cannot fail.
pub(super) fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(words);
}

#[cfg(test)]
mod tests {
    use super::{escaped, shown};

    #[test]
    fn nothing_hidden_or_forbidden_is_left() {
        let text = shown("甲\u{0}\u{b}\u{202e}\u{fffe}\u{1ffff}\r\n乙\t丙");
        assert!(text.chars().all(|c| c == '\n' || !crate::visible::is_hidden(c)), "{text}");
        assert!(!text.contains(['\u{fffe}', '\u{1ffff}']));
        assert_eq!(text.lines().count(), 2);
        assert_eq!(escaped("<甲 & \"乙\">"), "&lt;甲 &amp; &quot;乙&quot;&gt;");
    }
}

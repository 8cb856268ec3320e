//! What a text from a file looks like: nothing in it commands the terminal or hides.
//!
//! Whatever would not be seen where it stands (escapes and other controls, marks
//! that turn the direction of a text, characters without a width) is shown as a
//! mark: `␛`, `‹U+202E›`. This is the one place that decides it; screens and
//! commands show nothing that has not passed here. Only the showing changes,
//! never the data.

mod glyphs;

pub use glyphs::{
    Glyph, Glyphs, cells, draw_ambiguous_wide, glyphs, is_ambiguous_wide, lone_cells, plain_cells,
    plain_width, sure_cells, width,
};

use glyphs::{alone, is_plain};
use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Joins emoji to one picture and letters of some scripts; elsewhere it is not seen.
const JOINER: char = '\u{200D}';
/// The most accents one letter carries in any language; what is piled up behind is marked.
const MOST_ACCENTS: usize = 8;

/// Whether a character is not seen as such: controls, marks of direction, characters without
/// a width or a shape, tags, selectors of variants.
#[must_use]
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || is_variant(character)
        || matches!(character,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Selects a variant of the character before it.
fn is_variant(character: char) -> bool {
    matches!(character,
        '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The text of one line with a mark for everything that would not be seen: `␛`, `‹U+202E›`,
/// `↵` for a line break, a space for a tab.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !glyphs(text).any(|glyph| needs_mark(glyph.text)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(glyphs(text).map(|glyph| shown(glyph.text)).collect())
}

/// Like [`visible`], but line breaks stay: each is `\n`.
#[must_use]
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    let is_changed = |grapheme: &str| grapheme != "\n" && needs_mark(grapheme);
    if is_plain(text) || !glyphs(text).any(|glyph| is_changed(glyph.text)) {
        return Cow::Borrowed(text);
    }
    let lines =
        |grapheme| if is_line_break(grapheme) { Cow::Borrowed("\n") } else { shown(grapheme) };
    Cow::Owned(glyphs(text).map(|glyph| lines(glyph.text)).collect())
}

/// What is shown for one grapheme.
#[must_use]
pub fn shown(grapheme: &str) -> Cow<'_, str> {
    if needs_mark(grapheme) { Cow::Owned(mark(grapheme)) } else { Cow::Borrowed(grapheme) }
}

/// Whether a grapheme breaks the line.
#[must_use]
pub fn is_line_break(grapheme: &str) -> bool {
    matches!(grapheme, "\n" | "\r\n" | "\r")
}

/// Every character of a text that is shown as a mark, and the byte it stands at.
pub fn marked(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let text = if is_plain(text) { "" } else { text };
    glyphs(text).flat_map(|glyph| {
        let marked = characters(glyph.text).filter(|(_, _, is_seen)| !is_seen);
        marked.map(move |(place, character, _)| (glyph.start + place, character))
    })
}

/// A path for people: bytes that are no text are shown as `‹FF›`; not yet [`visible`].
#[must_use]
pub fn path_words(path: &Path) -> String {
    name_words(path.as_os_str())
}

/// As [`path_words`], for a name or another word of the system.
#[must_use]
pub fn name_words(name: &OsStr) -> String {
    let mut words = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        words.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a String cannot fail.
            let _ = write!(words, "‹{byte:02X}›");
        }
    }
    words
}

/// JSON in which every hidden character is written as `\uXXXX`: the same data for a program,
/// harmless where a person has it printed on a terminal.
#[must_use]
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    if !json.contains(is_hidden) {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if is_hidden(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    Cow::Owned(escaped)
}

/// What stands in ASCII for a character of a mark; of the same width.
#[must_use]
pub fn ascii_mark(character: char) -> Option<char> {
    match character {
        '‹' => Some('<'),
        '›' => Some('>'),
        '\u{2400}'..='\u{2421}' => Some('^'),
        '↵' => Some('$'),
        _ => None,
    }
}

/// Whether something of the grapheme would not be seen if it were shown as it is.
fn needs_mark(grapheme: &str) -> bool {
    match grapheme.as_bytes() {
        [byte] => byte.is_ascii_control(),
        _ if alone(grapheme).and_then(lone_cells).is_some() => false,
        _ => characters(grapheme).any(|(_, _, is_seen)| !is_seen),
    }
}

/// The characters of a grapheme: where each stands, and whether it is seen there.
fn characters(grapheme: &str) -> impl Iterator<Item = (usize, char, bool)> + '_ {
    let nothing_seen = grapheme.width() == 0;
    let (mut accents, mut before) = (0, None);
    grapheme.char_indices().map(move |(place, character)| {
        let behind = grapheme[place + character.len_utf8()..].chars().next();
        let is_seen = match character {
            _ if nothing_seen => false,
            // One variant of a character that is seen; a row of selectors would spell a text.
            _ if is_variant(character) => before.is_some_and(|before| !is_hidden(before)),
            JOINER => {
                let is_joined = |other: char| other.width() > Some(0) && !is_hidden(other);
                behind.is_some_and(is_joined) && before.is_some()
            }
            _ if is_hidden(character) => false,
            // An accent sits on what stands before it.
            _ if character.width() == Some(0) => {
                accents += 1;
                place > 0 && accents <= MOST_ACCENTS
            }
            _ => true,
        };
        before = Some(character).filter(|_| is_seen);
        (place, character, is_seen)
    })
}

/// The visible form of a grapheme of which something is hidden.
fn mark(grapheme: &str) -> String {
    if is_line_break(grapheme) {
        return "↵".to_owned();
    }
    let mut marked = String::new();
    for (_, character, is_seen) in characters(grapheme) {
        match character {
            _ if is_seen => marked.push(character),
            '\t' => marked.push(' '),
            // U+2400 … hold a picture of each of the first 32 characters.
            '\0'..='\u{1F}' => marked.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7F}' => marked.push('␡'),
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(marked, "‹U+{:04X}›", u32::from(character));
            }
        }
    }
    // A mark parts what was one picture: what joined it may not be seen any more.
    match visible(&marked) {
        Cow::Borrowed(_) => marked,
        Cow::Owned(again) => again,
    }
}

#[cfg(test)]
mod tests {
    use super::{
        ascii_mark, cells, escaped_json, glyphs, is_hidden, marked, name_words, visible,
        visible_lines, width,
    };
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn nothing_hides_and_widths_agree() {
        // (text, what is seen, cells)
        let cases = [
            ("", "", 0),
            ("abc", "abc", 3),
            ("扣0.5分", "扣0.5分", 7),
            ("e\u{301}", "e\u{301}", 1),
            ("\u{301}", "‹U+0301›", 8),
            ("👩\u{E0067}🏽\u{200D}👩", "👩‹U+E0067›🏽‹U+200D›👩", 23),
            ("\u{301}\u{E0067}\u{FF9E}", "‹U+0301›‹U+E0067›\u{FF9E}", 18),
            ("ｶﾞ", "ｶﾞ", 2),
            ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧", 2),
            ("❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥", 2),
            ("葛\u{E0100}", "葛\u{E0100}", 2),
            ("葛\u{E0100}\u{E0101}", "葛\u{E0100}‹U+E0101›", 11),
            ("a\u{E0067}", "a‹U+E0067›", 10),
            ("🏴\u{E0067}\u{E007F}", "🏴‹U+E0067›‹U+E007F›", 20),
            ("中\u{200D}", "中‹U+200D›", 10),
            ("a\u{200D}\u{301}", "a‹U+200D›\u{301}", 9),
            ("می\u{200C}خ", "می‹U+200C›خ", 11),
            ("a\u{34F}b", "a‹U+034F›b", 10),
            ("a\u{AD}b", "a‹U+00AD›b", 10),
            ("a\u{3164}", "a‹U+3164›", 9),
            ("a\u{FFF9}b\u{FFFB}", "a‹U+FFF9›b‹U+FFFB›", 18),
            ("a\u{2028}b\u{85}", "a‹U+2028›b‹U+0085›", 18),
            ("\u{1B}[2J", "␛[2J", 4),
            ("a\tb\u{7F}", "a b␡", 4),
            ("\u{9B}x", "‹U+009B›x", 9),
            ("a\u{202E}b", "a‹U+202E›b", 10),
            ("a\u{200B}b", "a‹U+200B›b", 10),
            ("甲\r\n乙\n", "甲↵乙↵", 6),
        ];
        for (text, seen, cells) in cases {
            assert_eq!(visible(text), seen, "{text:?}");
            assert_eq!(visible(seen), seen, "{text:?}");
            assert_eq!((width(text), width(seen)), (cells, cells), "{text:?}");
        }
        let piled = format!("e{}", "\u{301}".repeat(30));
        assert!(visible(&piled).ends_with(&"‹U+0301›".repeat(22)));
        assert_eq!(visible_lines("甲\r\n乙\n\u{1B}"), "甲\n乙\n␛");
        assert_eq!(visible_lines("甲\n乙"), "甲\n乙");
    }

    #[test]
    fn every_character_of_the_kinds_that_hide_is_hidden() {
        let kinds = [
            0..=0x1F,
            0x7F..=0x9F,
            0xAD..=0xAD,
            0x061C..=0x061C,
            0x180E..=0x180E,
            0x200B..=0x200F,
            0x2028..=0x202E,
            0x2060..=0x2064,
            0x2066..=0x2069,
            0xFEFF..=0xFEFF,
            0xFFF9..=0xFFFB,
            0xE0000..=0xE007F,
        ];
        for number in kinds.into_iter().flatten() {
            let character = char::from_u32(number).expect("a character");
            assert!(is_hidden(character), "U+{number:04X}");
            let text = format!("中{character}文");
            let seen = visible(&text);
            assert!(!seen.contains(is_hidden), "U+{number:04X} in {seen:?}");
            assert_eq!(marked(&text).collect::<Vec<_>>(), [(3, character)]);
        }
    }

    #[test]
    fn no_mark_is_of_two_widths_and_each_has_one_in_ascii() {
        for number in 0..=0x10_FFFF {
            let Some(character) = char::from_u32(number).filter(|c| is_hidden(*c)) else {
                continue;
            };
            let seen = visible(character.encode_utf8(&mut [0; 4])).into_owned();
            assert_eq!(seen.width(), seen.width_cjk(), "U+{number:04X}");
            let ascii: String = seen.chars().map(|c| ascii_mark(c).unwrap_or(c)).collect();
            assert!(ascii.is_ascii() && ascii.len() == width(&seen), "{ascii}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_named() {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"a\xFF\xE7\x94\xB2\xC3");
        assert_eq!(name_words(name), "a‹FF›甲‹C3›");
    }

    /// Texts in which much hides.
    fn texts() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(
            "\u{1B}\u{9B}\n\r\t\u{200B}\u{200C}\u{200D}\u{202E}\u{FE0F}\u{E0100}\u{E0067}\u{301}\
             \u{FF9E}👩🔥❤🏴🇨中a\u{1F3FD}\u{1160}\u{0915}\u{094D}\u{0600}\u{34F}"
                .chars()
                .collect::<Vec<char>>(),
        );
        let mixed = prop_oneof![3 => odd, 1 => any::<char>()];
        prop::collection::vec(mixed, 0..24).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn what_is_shown_is_safe(text in texts()) {
            let seen = visible(&text);
            prop_assert_eq!(visible(&seen), seen.as_ref());
            prop_assert_eq!(width(&text), width(&seen));
            prop_assert!(!seen.contains(char::is_control));
            // What of the hidden kinds is left makes another picture of what stands before it.
            for glyph in seen.graphemes(true) {
                prop_assert!(cells(glyph) > 0);
                prop_assert!(!glyph.starts_with(is_hidden));
            }
            let lines = visible_lines(&text);
            prop_assert!(!lines.replace('\n', "").contains(char::is_control));
        }

        #[test]
        fn glyphs_are_graphemes(text in texts()) {
            let seen = glyphs(&text).map(|glyph| (glyph.start, glyph.text));
            prop_assert!(seen.eq(text.grapheme_indices(true)));
            prop_assert!(glyphs(&text).all(|glyph| glyph.cells == cells(glyph.text)));
        }

        #[test]
        fn escaped_json_is_the_same_data(text in texts()) {
            let json = serde_json::to_string(&[text.as_str()]).expect("JSON");
            let escaped = escaped_json(&json);
            prop_assert!(!escaped.contains(is_hidden));
            let read: Vec<String> = serde_json::from_str(&escaped).expect("JSON");
            prop_assert_eq!(read, [text]);
        }
    }
}

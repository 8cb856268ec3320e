//! What has to hold of the styles and the symbols.

use super::{Symbols, Theme};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

#[test]
fn every_symbol_is_one_cell_and_the_ambiguous_ones_are_known() {
    let (unicode, ascii) = (Symbols::unicode().all(), Symbols::ascii().all());
    assert!(unicode.iter().all(|symbol| symbol.width() == 1), "{unicode:?}");
    assert!(ascii.iter().all(|symbol| symbol.is_ascii() && symbol.width() == 1), "{ascii:?}");
    let ambiguous: Vec<&str> =
        unicode.into_iter().filter(|symbol| symbol.width_cjk() == 2).collect();
    assert_eq!(ambiguous.concat(), "○–★…┃│─│┌┐└┘├└");
}

#[test]
fn without_colour_states_still_differ() {
    let theme = Theme::mono();
    let all = [theme.normal, theme.dim, theme.selected, theme.found, theme.danger, theme.field];
    let colourless = |style: &Style| style.fg.is_none() && style.bg.is_none();
    assert!(all.iter().all(colourless));
    for (place, style) in all.iter().enumerate() {
        assert!(!all[place + 1..].contains(style), "{place}");
    }
}

/// The sixteen colours with the least and the most light, times 10,000, that xterm and the
/// VGA text mode give them; other terminals lie between or near.
const LIGHT: [(Color, u32, u32); 16] = [
    (Color::Black, 0, 0),
    (Color::Red, 855, 1298),
    (Color::Green, 2875, 4366),
    (Color::Yellow, 1504, 5664),
    (Color::Blue, 290, 617),
    (Color::Magenta, 1145, 1739),
    (Color::Cyan, 3165, 4807),
    (Color::Gray, 4020, 7835),
    (Color::DarkGray, 908, 2122),
    (Color::LightRed, 2126, 2841),
    (Color::LightGreen, 7152, 7411),
    (Color::LightYellow, 9278, 9344),
    (Color::LightBlue, 1565, 1715),
    (Color::LightMagenta, 2848, 3498),
    (Color::LightCyan, 7874, 8067),
    (Color::White, 10_000, 10_000),
];

fn light(color: Color) -> (u32, u32) {
    let found = LIGHT.iter().find(|(known, ..)| *known == color);
    found.map_or_else(|| panic!("{color:?}"), |(_, least, most)| (*least, *most))
}

/// The contrast of two colours where it is worst, times 10 (WCAG: 4.5 for text, 7 for much).
fn contrast(one: Color, other: Color) -> u32 {
    let (one, other) = (light(one), light(other));
    let (dark, bright) = if one.1 < other.0 { (one, other) } else { (other, one) };
    (bright.0 + 500) * 10 / (dark.1 + 500)
}

#[test]
fn light_colours_can_be_read_on_white() {
    for (name, style) in Theme::light().all() {
        assert_eq!(style.bg, None, "{name}");
        let Some(color) = style.fg else { continue };
        assert!(contrast(color, Color::White) >= 45, "{name} {}", contrast(color, Color::White));
    }
    assert!(contrast(Color::Yellow, Color::White) < 45, "the measure tells");
}

#[test]
fn high_contrast_is_high_and_nothing_is_dim() {
    for (name, style) in Theme::contrast().all() {
        let (Some(front), Some(back)) = (style.fg, style.bg) else { panic!("{name}: {style:?}") };
        assert!(contrast(front, back) >= 70, "{name} {}", contrast(front, back));
        assert!(!style.add_modifier.contains(Modifier::DIM), "{name}");
    }
}

/// The states of an entry differ by their marks, so that a theme may give two one colour.
#[test]
fn every_state_has_a_mark_of_its_own() {
    for symbols in [Symbols::unicode(), Symbols::ascii()] {
        let marks = [symbols.met, symbols.found, symbols.open, symbols.not_applicable];
        for (place, mark) in marks.iter().enumerate() {
            assert!(!marks[place + 1..].contains(mark), "{mark}");
        }
    }
}

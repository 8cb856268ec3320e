//! How things look: one table of styles, one table of symbols.
//!
//! Only the sixteen colours of the terminal's own palette are used and never a
//! background, so that light and dark terminals both stay readable. Colour
//! never says something alone: every state has a symbol beside it.

use ratatui::style::{Color, Modifier, Style};

/// The named styles of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text.
    pub normal: Style,
    /// What matters less: hints, numbers beside a title.
    pub dim: Style,
    /// Titles and headings.
    pub title: Style,
    /// The row the cursor is on; patched over the row's own styles.
    pub selected: Style,
    /// 有问题: something was found.
    pub found: Style,
    /// 无问题: looked at, nothing found.
    pub met: Style,
    /// 未评: nobody has looked yet.
    pub open: Style,
    /// ★: a clause that may pass its item's points.
    pub star: Style,
    /// Vetoes, failed saves, negative scores.
    pub danger: Style,
    /// Done, saved, bonus.
    pub good: Style,
    /// Lines of boxes and scrollbars.
    pub border: Style,
    /// A field of a form.
    pub field: Style,
    /// The field that has the focus.
    pub field_focused: Style,
    /// What is wrong with a field.
    pub error: Style,
    /// What is looked for, in the text of a row; patched over the row's own styles.
    pub matched: Style,
}

impl Theme {
    /// Styles with colours.
    #[must_use]
    pub const fn color() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let field = plain.add_modifier(Modifier::UNDERLINED);
        Self {
            normal: plain,
            dim: plain.add_modifier(Modifier::DIM),
            title: bold.fg(Color::Cyan),
            selected: plain.add_modifier(Modifier::REVERSED),
            found: plain.fg(Color::Red),
            met: plain.fg(Color::Green),
            open: plain.fg(Color::Yellow),
            star: plain.fg(Color::Magenta),
            danger: bold.fg(Color::Red),
            good: bold.fg(Color::Green),
            border: plain.add_modifier(Modifier::DIM),
            field,
            field_focused: field.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            error: plain.fg(Color::Red),
            matched: bold.add_modifier(Modifier::UNDERLINED),
        }
    }

    /// Styles without any colour, for `NO_COLOR`: bold, dim, reverse, underline.
    #[must_use]
    pub const fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let field = plain.add_modifier(Modifier::UNDERLINED);
        Self {
            normal: plain,
            dim: plain.add_modifier(Modifier::DIM),
            title: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            found: bold,
            met: plain,
            open: plain.add_modifier(Modifier::DIM),
            star: bold,
            danger: bold.add_modifier(Modifier::REVERSED),
            good: bold,
            border: plain.add_modifier(Modifier::DIM),
            field,
            field_focused: field.add_modifier(Modifier::BOLD),
            error: bold,
            matched: bold.add_modifier(Modifier::UNDERLINED),
        }
    }
}

/// The characters that are drawn beside texts; each is one cell wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbols {
    /// 无问题.
    pub met: &'static str,
    /// 有问题.
    pub found: &'static str,
    /// 未评.
    pub open: &'static str,
    /// 不涉及.
    pub not_applicable: &'static str,
    /// A clause that may pass its item's points.
    pub star: &'static str,
    /// A branch whose rows are hidden.
    pub folded: &'static str,
    /// A branch whose rows are shown.
    pub unfolded: &'static str,
    /// Stands before the row or the field the cursor is on.
    pub pointer: &'static str,
    /// The end of a text that was cut.
    pub more: &'static str,
    /// Before a choice that is not shown in full: there is one to the left.
    pub previous: &'static str,
    /// After a choice that is not shown in full: there is one to the right.
    pub next: &'static str,
    /// The part of a scrollbar that is in view.
    pub thumb: &'static str,
    /// The rest of a scrollbar.
    pub track: &'static str,
    /// A line from left to right.
    pub horizontal: &'static str,
    /// A line from top to bottom.
    pub vertical: &'static str,
    /// The corners: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Where a line branches off to the right: the tree's `├`.
    pub branch: &'static str,
    /// Where the last line branches off to the right: the tree's `└`.
    pub last_branch: &'static str,
}

impl Symbols {
    /// For terminals that draw ambiguous characters (`○ ★ – … │`) one cell wide.
    #[must_use]
    pub const fn unicode() -> Self {
        Self {
            met: "✓",
            found: "✗",
            open: "○",
            not_applicable: "–",
            star: "★",
            folded: "▸",
            unfolded: "▾",
            pointer: "▸",
            more: "…",
            previous: "‹",
            next: "›",
            thumb: "┃",
            track: "│",
            horizontal: "─",
            vertical: "│",
            corners: ["┌", "┐", "└", "┘"],
            branch: "├",
            last_branch: "└",
        }
    }

    /// For every other terminal.
    #[must_use]
    pub const fn ascii() -> Self {
        Self {
            met: "v",
            found: "x",
            open: "o",
            not_applicable: "-",
            star: "*",
            folded: "+",
            unfolded: "-",
            pointer: ">",
            more: "~",
            previous: "<",
            next: ">",
            thumb: "#",
            track: "|",
            horizontal: "-",
            vertical: "|",
            corners: ["+", "+", "+", "+"],
            branch: "|",
            last_branch: "`",
        }
    }

    /// Whether these are the ones for a terminal that is not sure of others.
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        self.more.is_ascii()
    }

    /// Every symbol, in the order of the table.
    #[must_use]
    pub const fn all(&self) -> [&'static str; 21] {
        let [top_left, top_right, bottom_left, bottom_right] = self.corners;
        [
            self.met,
            self.found,
            self.open,
            self.not_applicable,
            self.star,
            self.folded,
            self.unfolded,
            self.pointer,
            self.more,
            self.previous,
            self.next,
            self.thumb,
            self.track,
            self.horizontal,
            self.vertical,
            top_left,
            top_right,
            bottom_left,
            bottom_right,
            self.branch,
            self.last_branch,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{Symbols, Theme};
    use ratatui::style::Style;
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
}

//! How things look: one table of styles, one table of symbols.
//!
//! Only the sixteen colours of the terminal's own palette are used, and a background
//! only where contrast is asked for, so that light and dark terminals both stay
//! readable. Colour never says something alone: every state has a symbol beside it.

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
    /// Styles with colours for a dark background.
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

    /// Styles with colours that can be read on a light background.
    #[must_use]
    pub const fn light() -> Self {
        let dark = Self::color();
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            title: bold.fg(Color::Blue),
            met: plain,
            open: plain.fg(Color::Blue),
            good: bold.fg(Color::Blue),
            field_focused: dark.field.fg(Color::Blue).add_modifier(Modifier::BOLD),
            ..dark
        }
    }

    /// White on black, whatever the terminal's own colours are, and nothing dim.
    #[must_use]
    pub const fn contrast() -> Self {
        let plain = Style::new().fg(Color::White).bg(Color::Black);
        let bold = plain.add_modifier(Modifier::BOLD);
        let field = plain.add_modifier(Modifier::UNDERLINED);
        Self {
            normal: plain,
            dim: plain,
            title: bold.fg(Color::LightCyan),
            selected: Style::new().fg(Color::Black).bg(Color::White),
            found: bold.fg(Color::LightYellow),
            met: plain.fg(Color::LightGreen),
            open: plain.fg(Color::LightCyan),
            star: bold.fg(Color::LightYellow),
            danger: Style::new()
                .fg(Color::Black)
                .bg(Color::LightYellow)
                .add_modifier(Modifier::BOLD),
            good: bold.fg(Color::LightGreen),
            border: plain,
            field,
            field_focused: field.fg(Color::LightCyan).add_modifier(Modifier::BOLD),
            error: bold.fg(Color::LightYellow),
            matched: bold.add_modifier(Modifier::UNDERLINED),
        }
    }

    /// Every style with its name.
    #[must_use]
    pub const fn all(&self) -> [(&'static str, Style); 15] {
        [
            ("normal", self.normal),
            ("dim", self.dim),
            ("title", self.title),
            ("selected", self.selected),
            ("found", self.found),
            ("met", self.met),
            ("open", self.open),
            ("star", self.star),
            ("danger", self.danger),
            ("good", self.good),
            ("border", self.border),
            ("field", self.field),
            ("field_focused", self.field_focused),
            ("error", self.error),
            ("matched", self.matched),
        ]
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
    /// 退回: a comment waits for an answer.
    pub returned: &'static str,
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
    /// The terminal draws ambiguous characters two cells wide, those of document texts too.
    pub is_ambiguous_wide: bool,
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
            returned: "↵",
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
            is_ambiguous_wide: false,
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
            returned: "!",
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
            is_ambiguous_wide: false,
        }
    }

    /// For terminals that draw ambiguous characters two cells wide.
    #[must_use]
    pub const fn wide() -> Self {
        Self { is_ambiguous_wide: true, ..Self::ascii() }
    }

    /// Whether these are the ones for a terminal that is not sure of others.
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        self.more.is_ascii()
    }

    /// Every symbol, in the order of the table.
    #[must_use]
    pub const fn all(&self) -> [&'static str; 22] {
        let [top_left, top_right, bottom_left, bottom_right] = self.corners;
        [
            self.met,
            self.found,
            self.open,
            self.not_applicable,
            self.returned,
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
mod tests;

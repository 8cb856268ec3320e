//! Where the parts of the screens are, from the size of the terminal alone.
//!
//! ```text
//! review, from 70 columns     review below 70      start
//! title                       title                title
//! tree        | details       tree                 heading of the columns
//!             |               ──── (blank)         sessions
//!             |               details              
//! total line                  total line           
//! hints, status, prompt       hints                hints
//! ```

use super::app::SMALLEST;
use ratatui::layout::{Position, Rect, Size};

/// From how many columns on tree and details stand side by side.
const SIDE_BY_SIDE: u16 = 70;

/// The parts of the review screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panes {
    /// One line.
    pub title: Rect,
    /// The tree.
    pub tree: Rect,
    /// One column or line between tree and details.
    pub gap: Rect,
    /// The selected row in full, without its scrollbar.
    pub details: Rect,
    /// One line: what it all comes to.
    pub total: Rect,
    /// One line: keys, what just happened, a number being typed.
    pub bottom: Rect,
}

/// The review screen.
#[must_use]
pub fn review(size: Size) -> Panes {
    let (width, height) = (size.width, size.height);
    let row = |y: u16| Rect::new(0, y.min(height), width, u16::from(y < height));
    let (title, total) = (row(0), row(height.saturating_sub(2)));
    let bottom = row(height.saturating_sub(1));
    let body = height.saturating_sub(3);
    if width >= SIDE_BY_SIDE {
        // 36 of 80 columns, growing with the screen, so that more of each text is seen.
        let left = (36 + (width - SIDE_BY_SIDE.min(width)).saturating_sub(10) / 3).min(60);
        let right = width - left - 2;
        let tree = Rect::new(0, 1, left, body);
        let gap = Rect::new(left, 1, 2, body);
        // The last column is the scrollbar's.
        let details = Rect::new(left + 2, 1, right.saturating_sub(1), body);
        return Panes { title, tree, gap, details, total, bottom };
    }
    let upper = body.div_ceil(2);
    let lower = body.saturating_sub(upper + 1);
    let tree = Rect::new(0, 1, width, upper);
    let gap = Rect::new(0, 1 + upper, width, 1);
    let details = Rect::new(0, 2 + upper, width.saturating_sub(1), lower);
    Panes { title, tree, gap, details, total, bottom }
}

/// How far the marks of a row of the tree are set back.
#[must_use]
pub fn indent(depth: usize, width: u16) -> u16 {
    u16::try_from(1 + depth).unwrap_or(u16::MAX).min(width / 3)
}

/// Two cells that are blank on the first screen: the line under the title of the list, or
/// the gap of the review screen. None where the terminal is too small for a screen.
#[must_use]
pub fn blank(size: Size, is_review: bool) -> Option<Position> {
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        return None;
    }
    let gap = review(size).gap;
    Some(if is_review { Position::new(gap.x, gap.y) } else { Position::new(0, 1) })
}

/// The rows of the list of sessions.
#[must_use]
pub fn start(size: Size) -> Rect {
    Rect::new(0, 3, size.width, size.height.saturating_sub(4))
}

/// How wide a list or a form above the screen is where there is room. A narrower screen is
/// covered from side to side, so that no text beside it is cut.
const WIDEST: u16 = 100;

/// A page that is read off instead of looked at is so wide: no text on it is cut or broken.
pub const ENDLESS: u16 = 2000;

/// What is drawn above the screen: findings, ledgers, forms. Title and total stay in view.
#[must_use]
pub fn overlay(size: Size) -> Rect {
    let width = if size.width == ENDLESS { ENDLESS } else { size.width.min(WIDEST) };
    Rect::new((size.width - width) / 2, 1, width, size.height.saturating_sub(3))
}

/// The rows of a list above the screen: inside its frame, under its heading, over a foot of
/// `foot` lines.
#[must_use]
pub fn overlay_rows(size: Size, foot: u16) -> Rect {
    let area = overlay(size);
    let height = area.height.saturating_sub(4 + foot);
    Rect::new(area.x + 2, area.y + 3, area.width.saturating_sub(4), height)
}

/// How many lines are under a list of findings: what they come to.
pub const FINDINGS_FOOT: u16 = 1;
/// How many lines are under the ledgers: the row under the cursor in full.
pub const LEDGERS_FOOT: u16 = 3;
/// How many lines are under what changed in a rubric: what can be done.
pub const CHANGES_FOOT: u16 = 1;
/// How many lines are under the margins: the line under the cursor in full.
pub const MARGINS_FOOT: u16 = 4;
/// How many lines are under a ranking: the rule it follows.
pub const RANKING_FOOT: u16 = 6;
/// There is nothing under the choices of a filter.
pub const FILTERS_FOOT: u16 = 0;

/// How many lines are under the phrases: the one under the cursor in full.
pub const PHRASES_FOOT: u16 = 4;
/// There is nothing under the palette.
pub const PALETTE_FOOT: u16 = 0;

/// The list of changes above the screen: its rows, and the change under the cursor in full,
/// with a line between them.
#[must_use]
pub fn history(size: Size) -> (Rect, Rect) {
    let area = overlay_rows(size, 1);
    let full = (area.height / 2).min(10);
    let rows = Rect { height: area.height.saturating_sub(full + 1), ..area };
    (rows, Rect { y: rows.bottom() + 1, height: full, ..area })
}

/// The parts of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompareAreas {
    /// A line for each assessment.
    pub heads: Rect,
    /// One line: how many rows differ.
    pub counts: Rect,
    /// One line: what the columns are called.
    pub heading: Rect,
    /// The rows, without their scrollbar.
    pub rows: Rect,
    /// The row under the cursor in full, below a line.
    pub details: Rect,
}

/// The parts of a comparison of so many assessments.
#[must_use]
pub fn compare(size: Size, sides: usize) -> CompareAreas {
    let area = overlay(size);
    let (x, width) = (area.x + 2, area.width.saturating_sub(4));
    let height = area.height.saturating_sub(2);
    let heads = u16::try_from(sides).unwrap_or(1).min(height / 3);
    let at = |y: u16, height: u16| Rect::new(x, area.y + 1 + y, width, height);
    let rest = height.saturating_sub(heads + 3);
    let details = (rest / 2).min(14);
    let rows = rest - details;
    CompareAreas {
        heads: at(0, heads),
        counts: at(heads, 1),
        heading: at(heads + 1, 1),
        rows: at(heads + 2, rows),
        details: at(heads + 3 + rows, details),
    }
}

/// The lines of the help screen.
#[must_use]
pub fn help(size: Size) -> Rect {
    Rect::new(1, 1, size.width.saturating_sub(2), size.height.saturating_sub(2))
}

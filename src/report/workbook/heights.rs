//! How high rows are: a file says it, for not every program works it out for texts of several
//! lines, and none does for joined cells.

use super::book::{Content, Role, Sheet, Stands};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// The width of a column nobody gave one, in half-width characters.
const COLUMN: u32 = 8;
/// The height of a line and of what is left free around all of them, in points.
const LINE: u32 = 15;
const FREE: u32 = 4;
/// The height of a line of a title.
const TITLE_LINE: u32 = 24;
/// No row may be higher.
const HIGHEST: u32 = 409;
/// The height of the pieces of what is higher.
const PIECE: u32 = 6 * LINE;

/// Gives each row the height its texts need, and those that may be chosen in it.
pub fn fit(sheet: &mut Sheet) {
    let width_of = |column: u16| {
        let known = sheet.widths.iter().find(|(known, _)| *known == column);
        let hidden = sheet.hidden_columns.contains(&column);
        if hidden { 0 } else { known.map_or(COLUMN, |(_, width)| u32::from(*width)) }
    };
    let joined: BTreeMap<(u32, u16), (u32, u16)> = sheet
        .merged
        .iter()
        .map(|(first, last, left, right)| ((*first, *left), (*last, *right)))
        .collect();
    let mut heights: BTreeMap<u32, u32> = BTreeMap::new();
    let mut tall: Vec<(u32, u32, u32)> = Vec::new();
    let held = sheet.cells.iter().filter_map(|(at, cell)| match &cell.content {
        Content::Text(text) => Some((at, text, cell.style.role)),
        _ => None,
    });
    let chosen = sheet.choices.iter().map(|(at, text)| (at, text, Role::Input));
    for ((row, column), text, role) in held.chain(chosen) {
        let (last, right) = joined.get(&(*row, *column)).copied().unwrap_or((*row, *column));
        let width: u32 = (*column..=right).map(width_of).sum();
        if width == 0 {
            continue;
        }
        let needed = height_of(text, width, role);
        if last == *row {
            let height = heights.entry(*row).or_default();
            *height = (*height).max(needed);
        } else {
            tall.push((*row, last, needed));
        }
    }
    for (first, last, needed) in tall {
        let held: u32 =
            (first..=last).map(|row| heights.get(&row).copied().unwrap_or(LINE + FREE)).sum();
        let rows = last - first + 1;
        let missing = needed.saturating_sub(held).div_ceil(rows);
        if missing > 0 {
            for row in first..=last {
                *heights.entry(row).or_insert(LINE + FREE) += missing;
            }
        }
    }
    sheet.heights = heights.into_iter().map(|(row, height)| (row, height.min(HIGHEST))).collect();
}

/// The longest of what may be chosen.
pub fn longest<'a>(choices: impl Iterator<Item = &'a str>) -> String {
    choices.max_by_key(|choice| choice.width()).unwrap_or_default().to_owned()
}

/// The height a text needs in so many half-width characters, in points.
fn height_of(text: &str, width: u32, role: Role) -> u32 {
    let is_title = role == Role::Title;
    // The letters of a title are larger, and some room is left at the edges.
    let width = if is_title { width * 10 / 17 } else { width.saturating_sub(1) / 2 * 2 }.max(2);
    let lines = lines_of(text, width);
    let line_height = if is_title { TITLE_LINE } else { LINE };
    lines.saturating_mul(line_height).saturating_add(FREE)
}

/// How many rows of a sheet a text takes in so many half-width characters: one, unless it were
/// higher than programs allow; then small ones, so that they fill pages.
#[must_use]
pub fn rows_of(text: &str, width: u32) -> u32 {
    let height = height_of(text, width, Role::Plain);
    if height <= HIGHEST { 1 } else { height.div_ceil(PIECE) }
}

/// Lets what is higher than a page begin where it begins, for its middle may be on none.
pub fn begin_at_the_top(sheet: &mut Sheet) {
    let heights: BTreeMap<u32, u32> = sheet.heights.iter().copied().collect();
    let height_of = |row| heights.get(&row).copied().unwrap_or(LINE + FREE);
    for (first, last, left, _) in &sheet.merged {
        let height: u32 = (*first..=*last).map(height_of).sum();
        if height > HIGHEST
            && let Some(cell) = sheet.cells.get_mut(&(*first, *left))
        {
            cell.style.stands = Stands::Top;
        }
    }
}

/// How many lines of so many half-width characters a text takes, with those it has itself.
#[must_use]
pub fn lines_of(text: &str, width: u32) -> u32 {
    text.lines().map(|line| lines(line, width.max(2))).sum::<u32>().max(1)
}

/// The same of a text of one line.
fn lines(text: &str, width: u32) -> u32 {
    let wide = u32::try_from(text.width()).unwrap_or(u32::MAX);
    wide.div_ceil(width).max(1)
}

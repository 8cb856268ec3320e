//! How a table lies on pages: rows that belong together stand on one, and words over several
//! rows are said again where their rows go on, for no program repeats them on the next page.
//!
//! Nobody knows before printing where a page ends. So what is joined is cut into pieces of at
//! most a third of a page, where the document itself goes on to something else if it can be,
//! and pages end between pieces. How high rows are is estimated from how much stands in them.

use crate::report::workbook::heights::lines_of;
use crate::report::{Cell, Row, Slot, Table};

/// What lies on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    /// How wide a table is, in half-width characters.
    pub(super) width: u32,
    /// How many lines of a table a page holds.
    pub(super) lines: u32,
}

/// A table whose joined cells end where a page may end.
pub(super) struct Paged {
    /// The table: words are said again in each piece, numbers once.
    pub(super) table: Table,
    /// Of each row, how it lies.
    pub(super) rows: Vec<Lying>,
}

/// How a row lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lying {
    /// Whether a piece begins with it.
    pub(super) first: bool,
    /// Whether it is short enough to stand on one page whole.
    pub(super) fits: bool,
    /// Whether it stands on the page of the row below it.
    pub(super) kept: bool,
}

/// Half-width characters that the edges of a cell take.
const EDGES: u32 = 2;

/// Lays a table on pages.
pub(super) fn paged(table: &Table, paper: Paper) -> Paged {
    let measured = Measured { table, paper, heights: heights(table, paper) };
    let (mut held, mut room) = (0, 0);
    let starts = table.rows.iter().enumerate().map(|(place, row)| {
        let starts = depth(row) == 0 || held + measured.of_group(place) > room;
        if starts {
            (held, room) = (0, measured.room_of(place));
        }
        held += measured.heights[place];
        starts
    });
    let starts: Vec<bool> = starts.collect();
    let rows = measured.lying(&starts);
    Paged { table: cut(table, &starts), rows }
}

/// How many cells from above reach over a row: the more, the closer it belongs to them.
fn depth(row: &Row) -> usize {
    row.slots.iter().filter(|slot| matches!(slot, Slot::Above(_))).count()
}

/// The lines each row takes for what stands in it alone.
fn heights(table: &Table, paper: Paper) -> Vec<u32> {
    let height = |row: &Row| {
        let cells = row.slots.iter().enumerate();
        let own = cells.filter_map(|(column, slot)| Some((column, slot.cell()?)));
        let own = own.filter(|(_, cell)| cell.rows == 1);
        own.map(|(column, cell)| lines(table, paper, column, cell)).max().unwrap_or(1)
    };
    table.rows.iter().map(height).collect()
}

fn lines(table: &Table, paper: Paper, column: usize, cell: &Cell) -> u32 {
    let whole: u32 = table.columns.iter().map(|column| column.width).sum();
    let own = table.columns.iter().skip(column).take(cell.columns);
    let own: u32 = own.map(|column| column.width).sum();
    let width = (paper.width * own / whole.max(1)).saturating_sub(EDGES);
    lines_of(&cell.text, width)
}

struct Measured<'a> {
    table: &'a Table,
    paper: Paper,
    heights: Vec<u32>,
}

impl Measured<'_> {
    /// The most lines of what has to stand on one page; a page has headings too.
    fn most(&self) -> u32 {
        self.paper.lines * 3 / 4
    }

    /// The lines of a row and of those below it that belong closer to it than it does to
    /// what stands above.
    fn of_group(&self, row: usize) -> u32 {
        let own = depth(&self.table.rows[row]);
        let below = (row + 1..self.table.rows.len())
            .take_while(|below| depth(&self.table.rows[*below]) > own);
        let height = |row: usize| self.heights[row];
        height(row) + below.map(height).sum::<u32>()
    }

    /// How many lines a piece may have that begins with a row: a third of a page, or as many as
    /// the words beside it need.
    fn room_of(&self, row: usize) -> u32 {
        self.beside(row).max(self.paper.lines / 3).min(self.most())
    }

    /// The lines of the words that reach over a row and over others.
    fn beside(&self, row: usize) -> u32 {
        let seen = (0..self.table.columns.len()).filter_map(|column| {
            let cell = self.table.seen(row, column)?;
            (cell.rows > 1 && cell.number.is_none())
                .then(|| lines(self.table, self.paper, column, cell))
        });
        seen.max().unwrap_or_default()
    }

    fn lying(&self, starts: &[bool]) -> Vec<Lying> {
        let mut rows = Vec::new();
        while rows.len() < starts.len() {
            let first = rows.len();
            let next = starts.iter().skip(first + 1).position(|starts| *starts);
            let end = next.map_or(starts.len(), |more| first + 1 + more);
            let held: u32 = self.heights[first..end].iter().sum();
            // Words that need more room than their rows make the last of them higher.
            let missing = self.beside(first).saturating_sub(held);
            let whole = held + missing <= self.most();
            for row in first..end {
                let is_last = row + 1 == end;
                let more = if is_last { missing } else { 0 };
                let fits = self.heights[row] + more <= self.most();
                let kept = if is_last { self.table.rows[row].is_heading() } else { whole };
                rows.push(Lying { first: row == first, fits, kept });
            }
        }
        rows
    }
}

/// Ends joined cells where rows start anew.
fn cut(table: &Table, starts: &[bool]) -> Table {
    let mut out = table.clone();
    for column in 0..table.columns.len() {
        let mut begin = 0;
        for (row, starts) in starts.iter().enumerate() {
            match table.rows[row].slots.get(column) {
                Some(Slot::Above(_)) if *starts => {
                    let again = table.seen(row, column).map(again);
                    out.rows[row].slots[column] = Slot::Cell(again.unwrap_or_else(Cell::empty));
                    begin = row;
                }
                Some(Slot::Above(_)) => {
                    out.rows[row].slots[column] = Slot::Above(row - begin);
                    if let Some(Slot::Cell(cell)) = out.rows[begin].slots.get_mut(column) {
                        cell.rows = row - begin + 1;
                    }
                }
                Some(Slot::Cell(_)) => {
                    begin = row;
                    if let Some(Slot::Cell(cell)) = out.rows[row].slots.get_mut(column) {
                        cell.rows = 1;
                    }
                }
                Some(Slot::Left) | None => {}
            }
        }
    }
    out
}

/// Words are said again; a number that stood twice would be counted twice.
fn again(cell: &Cell) -> Cell {
    let text = if cell.number.is_none() { cell.text.clone() } else { String::new() };
    Cell { columns: cell.columns, ..Cell::text(text) }
}

#[cfg(test)]
mod tests {
    use super::{Paper, paged};
    use crate::points::Points;
    use crate::report::{Align, Cell, Column, Role, Row, Table};

    const PAPER: Paper = Paper { width: 100, lines: 30 };

    /// 部分 over all rows, 类别 over some of them, a number as wide, and sentences of so many
    /// lines; told as what is said anew in each row, and how it lies.
    fn told(groups: &[&[usize]], section: &str) -> Vec<String> {
        let column = |width| Column { heading: String::new(), width, align: Align::Left };
        let columns = [10, 10, 10, 70].map(column).to_vec();
        let mut table = Table { title: None, columns, rows: Vec::new() };
        let mut keys = Vec::new();
        for (group, heights) in groups.iter().enumerate() {
            for height in *heights {
                let number = Cell::number(Points::ONE, 0);
                let lines = Cell::text(vec!["字"; *height].join("\n"));
                let cells = [Cell::text(section), Cell::text(group.to_string()), number, lines];
                table.rows.push(Row::new(Role::Entry, cells));
                keys.push(Some(group));
            }
        }
        let all = vec![Some(()); keys.len()];
        table.merge_down(0, &all);
        table.merge_down(1, &keys);
        table.merge_down(2, &all);
        let paged = paged(&table, PAPER);
        let tell = |(row, lying): (&Row, &super::Lying)| {
            let cells = row.slots.iter().take(3).map(|slot| {
                slot.cell().map_or("|".to_owned(), |cell| format!("{}{}", cell.text, cell.rows))
            });
            let marks = [(lying.kept, "+"), (lying.fits, "")];
            let kept = if marks[0].0 { "+" } else { "" };
            let fits = if marks[1].0 { "" } else { " torn" };
            format!("{}{kept}{fits}", cells.collect::<Vec<_>>().join(" "))
        };
        paged.table.rows.iter().zip(&paged.rows).map(tell).collect()
    }

    #[test]
    fn words_are_said_again_where_their_rows_go_on() {
        // All of it is a piece.
        assert_eq!(told(&[&[3, 3], &[2]], "甲"), ["甲3 02 13+", "| | |+", "| 11 |"]);
        // A piece ends where a group does, and a number is not said twice.
        assert_eq!(told(&[&[3, 3], &[3, 3]], "甲"), ["甲2 02 12+", "| | |", "甲2 12 2+", "| | |"]);
        // A group that is too high is cut between its rows.
        assert_eq!(told(&[&[4, 4, 4, 4]], "甲"), ["甲2 02 12+", "| | |", "甲2 02 2+", "| | |"]);
    }

    #[test]
    fn what_is_longer_than_a_page_goes_on_over_pages() {
        assert_eq!(told(&[&[3, 40, 3]], "甲"), ["甲1 01 11", "甲1 01 1 torn", "甲1 01 1"]);
        // Words of twelve lines need rows of as many, and words of a page and more go on.
        let words = "字".repeat(4 * 12);
        let rows = told(&[&[3, 3, 3, 3]], &words);
        assert_eq!(rows.iter().filter(|row| row.starts_with(&words)).count(), 1, "{rows:?}");
        let words = "字".repeat(4 * 60);
        let rows = told(&[&[3, 3]], &words);
        assert!(rows[1].ends_with("torn") && !rows[0].ends_with('+'), "{rows:?}");
    }
}

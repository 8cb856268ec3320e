//! Tables put together from rows as files have them, and where everything in them stands.

use super::{MOST_CELLS, Refusal};
use crate::draft::source::{Block, Cell, Notice, Paragraph, Place, Source, Table};

/// The furthest column and row of a table.
const LAST_COLUMN: usize = 1000;
const LAST_ROW: usize = 100_000;
/// The most places of a table's grid.
const MOST_PLACES: usize = 4_000_000;
/// Up to this many cells around a table, the outer one only lays out the page.
const LAYOUT: usize = 4;

/// A table that grows row by row.
#[derive(Default)]
pub(super) struct Rows {
    table: Table,
    /// The cell that reaches from above over each column, and the first row it does not reach.
    above: Vec<(usize, Option<usize>)>,
    /// What stands in each cell, tables in it included.
    contents: Vec<Vec<Block>>,
    row: usize,
    column: usize,
}

impl Rows {
    /// A row begins behind this many columns that have no cell.
    pub(super) fn row(&mut self, before: usize) {
        self.column = before.min(LAST_COLUMN);
    }

    /// A row ends.
    pub(super) fn end_row(&mut self) {
        self.row = (self.row + 1).min(LAST_ROW);
        self.table.rows = self.table.rows.max(self.row);
    }

    /// Puts a cell at the next free place of the row.
    pub(super) fn cell(
        &mut self,
        content: Vec<Block>,
        (rows, columns): (usize, usize),
    ) -> Result<(), Refusal> {
        while self.is_covered(self.column) {
            self.column += 1;
        }
        if self.table.cells.len() >= MOST_CELLS || self.row >= LAST_ROW {
            return Err(Refusal::TooMany);
        }
        let wanted = columns.clamp(1, LAST_COLUMN);
        let free = (self.column..self.column + wanted).take_while(|at| !self.is_covered(*at));
        let columns = free.count().max(1);
        let rows = rows.clamp(1, LAST_ROW);
        let end = self.column + columns;
        if end > LAST_COLUMN + 1 {
            return Err(Refusal::TooMany);
        }
        if self.above.len() < end {
            self.above.resize(end, (0, None));
        }
        let index = self.table.cells.len();
        self.above[self.column..end].fill((self.row + rows, Some(index)));
        let (row, column) = (self.row, self.column);
        self.table.cells.push(Cell { row, column, rows, columns, paragraphs: Vec::new() });
        self.contents.push(content);
        self.column = end;
        Ok(())
    }

    /// The next cell goes on with the one above it; without one it is a cell of its own.
    pub(super) fn continued(&mut self, content: Vec<Block>, columns: usize) -> Result<(), Refusal> {
        let above = self.above.get(self.column).copied();
        if let Some((end, Some(index))) = above
            && end == self.row
            && self.table.cells[index].column == self.column
        {
            let cell = &mut self.table.cells[index];
            cell.rows += 1;
            let own = self.column..self.column + cell.columns;
            let place = (self.row + 1, self.column + 1);
            self.column = own.end.max(self.column + columns.clamp(1, LAST_COLUMN));
            self.above[own].fill((self.row + 1, Some(index)));
            self.add(index, content, place);
            return Ok(());
        }
        self.cell(content, (1, columns))
    }

    /// What a cell holds that goes on with the one above, unless that says it already.
    fn add(&mut self, index: usize, content: Vec<Block>, (row, column): (usize, usize)) {
        let known = &mut self.contents[index];
        for (at, mut block) in content.into_iter().enumerate() {
            if let Block::Paragraph(paragraph) = &mut block {
                let says_it = |other: &Block| match other {
                    Block::Paragraph(other) => other.text.trim() == paragraph.text.trim(),
                    Block::Table(_) => false,
                };
                if paragraph.footnotes.is_empty()
                    && paragraph.pictures == 0
                    && (paragraph.is_blank() || known.iter().any(says_it))
                {
                    continue;
                }
                // Its table has no number yet.
                paragraph.place = Place::Cell { table: 0, row, column, paragraph: at + 1 };
            }
            known.push(block);
        }
    }

    fn is_covered(&self, column: usize) -> bool {
        self.above.get(column).is_some_and(|(end, _)| *end > self.row)
    }

    /// The cell before goes on over this many columns more.
    pub(super) fn widen(&mut self, columns: usize) {
        let Some(index) = self.table.cells.len().checked_sub(1) else { return };
        if self.table.cells[index].row != self.row {
            return;
        }
        let cell = &mut self.table.cells[index];
        let end = (self.column + columns).min(LAST_COLUMN);
        let free = (self.column..end)
            .take_while(|at| self.above.get(*at).is_none_or(|(reached, _)| *reached <= self.row));
        let end = self.column + free.count();
        if self.above.len() < end {
            self.above.resize(end, (0, None));
        }
        self.above[self.column..end].fill((self.row + cell.rows, Some(index)));
        cell.columns += end - self.column;
        self.column = end;
    }

    /// What it comes to: one table, or what stands in it where it only lays out a page.
    pub(super) fn finish(self) -> Result<Vec<Block>, Refusal> {
        let is_table = |block: &&Block| matches!(block, Block::Table(_));
        let tables = self.contents.iter().flatten().filter(is_table).count();
        let cells = self.table.cells.len();
        if cells == 1 || (tables > 0 && cells <= LAYOUT) {
            return Ok(self.contents.into_iter().flatten().collect());
        }
        let mut table = self.table;
        for (cell, content) in table.cells.iter_mut().zip(self.contents) {
            cell.paragraphs = content.into_iter().flat_map(lines).collect();
        }
        let rows = table.rows;
        for cell in &mut table.cells {
            cell.rows = cell.rows.min(rows.saturating_sub(cell.row)).max(1);
        }
        drop_empty_columns(&mut table);
        if table.rows.saturating_mul(table.columns) > MOST_PLACES {
            return Err(Refusal::TooMany);
        }
        Ok(if cells == 0 { Vec::new() } else { vec![Block::Table(table)] })
    }
}

/// A paragraph as it is, a table in a cell row by row.
fn lines(block: Block) -> Vec<Paragraph> {
    let table = match block {
        Block::Paragraph(paragraph) => return vec![paragraph],
        Block::Table(table) => table,
    };
    let mut rows = vec![Paragraph::default(); table.rows];
    for cell in &table.cells {
        let Some(line) = rows.get_mut(cell.row) else { continue };
        for paragraph in cell.paragraphs.iter().filter(|paragraph| !paragraph.is_blank()) {
            if !line.text.is_empty() {
                line.text.push(' ');
            }
            let begin = line.text.len() + paragraph.number.len();
            line.text.push_str(&paragraph.shown());
            let notes = paragraph.footnotes.iter();
            line.footnotes.extend(notes.map(|(at, text)| (begin + at, text.clone())));
            line.pictures += paragraph.pictures;
        }
    }
    rows.retain(|line| !line.is_blank() || line.pictures > 0);
    rows
}

/// Columns at which no cell begins say nothing of the table.
fn drop_empty_columns(table: &mut Table) {
    let last = table.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
    let mut begins = vec![false; last + 1];
    for cell in &table.cells {
        begins[cell.column] = true;
    }
    let mut before = vec![0; last + 1];
    let mut count = 0;
    for at in 0..=last {
        before[at] = count;
        count += usize::from(begins[at]);
    }
    for cell in &mut table.cells {
        let end = before[cell.column + cell.columns];
        cell.column = before[cell.column];
        cell.columns = end.saturating_sub(cell.column).max(1);
    }
    table.columns = table.cells.iter().map(|cell| cell.column + cell.columns).max().unwrap_or(0);
}

/// Gives every table its number, every paragraph its place, and tells of pictures.
pub(super) fn number_tables(source: &mut Source, are_sheets: bool) {
    let (mut paragraphs, mut tables) = (0, 0);
    for block in &mut source.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraphs += usize::from(!paragraph.is_blank());
                if matches!(paragraph.place, Place::Unknown | Place::Cell { .. }) {
                    paragraph.place = Place::Paragraph(paragraphs.max(1));
                }
            }
            Block::Table(table) => {
                tables += 1;
                number_cells(table, tables, are_sheets);
            }
        }
    }
    let with_pictures = source.paragraphs().filter(|paragraph| paragraph.pictures > 0);
    let found = with_pictures.fold(None, |found: Option<(Place, usize)>, paragraph| {
        let (place, count) = found.unwrap_or((paragraph.place, 0));
        Some((place, count + paragraph.pictures))
    });
    source.notices.extend(found.map(|(place, count)| Notice::Pictures { place, count }));
}

fn number_cells(table: &mut Table, number: usize, is_sheet: bool) {
    for cell in &mut table.cells {
        let (row, column) = (cell.row + 1, cell.column + 1);
        for (at, paragraph) in cell.paragraphs.iter_mut().enumerate() {
            match &mut paragraph.place {
                Place::Unknown if is_sheet => {
                    paragraph.place = Place::Sheet { sheet: number, row, column };
                }
                Place::Unknown => {
                    paragraph.place = Place::Cell { table: number, row, column, paragraph: at + 1 };
                }
                Place::Cell { table, .. } => *table = number,
                Place::Line(_) | Place::Paragraph(_) | Place::Sheet { .. } => {}
            }
        }
    }
    table.place = Place::Cell { table: number, row: 1, column: 1, paragraph: 1 };
}

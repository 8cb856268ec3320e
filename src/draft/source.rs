//! What stands in a document, nothing interpreted: paragraphs and tables in order, each text
//! with its place for people.

/// A document as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Paragraphs and tables, in order.
    pub blocks: Vec<Block>,
    /// What stands beside the text: it is told and never laid out.
    pub aside: Vec<(Paragraph, Aside)>,
    /// What was seen and is no text of the document.
    pub notices: Vec<Notice>,
}

/// Why a text stands beside a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    /// Numbers of pages, and what runs above and below them.
    PageLine,
    /// The frame of a web page.
    Frame,
    /// What nobody sees who opens the file: hidden sheets, cells below joined ones.
    Hidden,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Text outside of tables.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// One paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// The number a reader sees where the file holds none: `（一）`, `1.`; empty without one.
    pub number: String,
    /// Its text; `\n` is a line break within it.
    pub text: String,
    /// Its level as a heading, from 1.
    pub heading: Option<u8>,
    /// Its level in an automatic list, from 0.
    pub level: Option<u8>,
    /// Footnotes: behind which byte of the text, and their text.
    pub footnotes: Vec<(usize, String)>,
    /// How many pictures stand in it.
    pub pictures: usize,
    /// Where it stands.
    pub place: Place,
}

/// Where a text stands, as people find it; all numbers from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Nowhere in particular.
    #[default]
    Unknown,
    /// 第 n 行 of a text file.
    Line(usize),
    /// 第 n 段, tables not counted.
    Paragraph(usize),
    /// A paragraph of a cell.
    Cell {
        /// Which table.
        table: usize,
        /// Its row.
        row: usize,
        /// Its column, joined ones counted.
        column: usize,
        /// Which paragraph of the cell.
        paragraph: usize,
    },
    /// A cell of a sheet.
    Sheet {
        /// Which sheet.
        sheet: usize,
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
}

/// A table: cells over a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet it is, where it is one.
    pub name: Option<String>,
    /// How many rows it has.
    pub rows: usize,
    /// How many columns it has.
    pub columns: usize,
    /// Its cells, by row and column; none covers another.
    pub cells: Vec<Cell>,
    /// Where it begins.
    pub place: Place,
}

/// A cell, which may reach over rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its first row, from 0.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// How many rows it reaches over, at least 1.
    pub rows: usize,
    /// How many columns it reaches over, at least 1.
    pub columns: usize,
    /// What stands in it.
    pub paragraphs: Vec<Paragraph>,
}

/// Something that is seen in a file and is no text of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Pictures: what stands in them is not read.
    Pictures {
        /// Where the first one is.
        place: Place,
        /// How many.
        count: usize,
    },
    /// Characters deleted under tracking; they are not part of the document.
    Deleted(usize),
    /// Characters inserted under tracking; they are part of it.
    Inserted(usize),
    /// Comments: not part of the document.
    Comments(usize),
    /// Characters that are hidden and not read.
    Hidden(usize),
    /// Macros: not run, not read.
    Macros,
    /// Bytes that are no characters in the encoding of the file.
    Unreadable(usize),
}

impl Source {
    /// Every paragraph of the text, those of cells too, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &Paragraph> {
        self.blocks.iter().flat_map(|block| {
            let (alone, cells) = match block {
                Block::Paragraph(paragraph) => (Some(paragraph), &[][..]),
                Block::Table(table) => (None, &table.cells[..]),
            };
            alone.into_iter().chain(cells.iter().flat_map(|cell| &cell.paragraphs))
        })
    }
}

impl Paragraph {
    /// A paragraph of plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), place, ..Self::default() }
    }

    /// The text as a reader sees it, its number in front.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("{}{}", self.number, self.text)
    }

    /// Nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.number.is_empty() && is_blank(&self.text)
    }
}

impl Cell {
    /// Its paragraphs as a reader sees them, one a line, blank ones left out.
    #[must_use]
    pub fn text(&self) -> String {
        let shown = self.paragraphs.iter().filter(|paragraph| !paragraph.is_blank());
        shown.map(Paragraph::shown).collect::<Vec<_>>().join("\n")
    }

    /// Nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.paragraphs.iter().all(Paragraph::is_blank)
    }

    /// Whether it covers a place of the grid.
    #[must_use]
    pub fn covers(&self, row: usize, column: usize) -> bool {
        (self.row..self.row + self.rows).contains(&row)
            && (self.column..self.column + self.columns).contains(&column)
    }
}

impl Table {
    /// The cell over a place of the grid.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.covers(row, column))
    }

    /// Which cell is over each place: an index for all rows and columns.
    #[must_use]
    pub fn cover(&self) -> Vec<Vec<Option<usize>>> {
        let mut cover = vec![vec![None; self.columns]; self.rows];
        for (index, cell) in self.cells.iter().enumerate() {
            for row in cover.iter_mut().skip(cell.row).take(cell.rows) {
                for place in row.iter_mut().skip(cell.column).take(cell.columns) {
                    *place = Some(index);
                }
            }
        }
        cover
    }
}

/// Nothing but blanks, those of Chinese texts too.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}')
}

//! A workbook as data: sheets of cells, and how they look and behave.

use super::formula::{At, Formula, Span};
use crate::points::Points;
use crate::session::Date;
use std::collections::BTreeMap;

/// Sheets of cells that refer to one another.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What stands in it, by row and column.
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// Cells joined into one: first and last row, first and last column.
    pub merged: Vec<(u32, u32, u16, u16)>,
    /// Widths of columns, in characters.
    pub widths: Vec<(u16, u16)>,
    /// Columns nobody has to see.
    pub hidden_columns: Vec<u16>,
    /// The longest text that may be chosen in a cell: rows do not grow when it is.
    pub choices: Vec<((u32, u16), String)>,
    /// Heights of rows, in points.
    pub heights: Vec<(u32, u32)>,
    /// Rows above the first that scrolls; they stand on each printed page.
    pub heading: Option<(u32, u32)>,
    /// The last row and column that are printed.
    pub print_area: Option<(u32, u16)>,
    /// What may be entered where.
    pub rules: Vec<Entering>,
    /// Only unlocked cells can be changed.
    pub protected: bool,
    /// Who sees it.
    pub seen: Seen,
    /// A4 across.
    pub landscape: bool,
}

/// Who sees a sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Everybody.
    #[default]
    Shown,
    /// Whoever asks for hidden sheets.
    Hidden,
    /// Nobody who does not look into the file.
    VeryHidden,
}

/// A cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// How it looks.
    pub style: Style,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    #[default]
    Blank,
    /// A text, whatever it begins with.
    Text(String),
    /// A number.
    Number(Points),
    /// A day.
    Date(Date),
    /// A formula.
    Formula(Formula),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// What it is for.
    pub role: Role,
    /// Lines around it.
    pub framed: bool,
    /// In the middle.
    pub centred: bool,
    /// Kept as a text, whatever is typed.
    pub as_text: bool,
    /// Where in its height it stands.
    pub stands: Stands,
}

/// Where in its height a cell's content stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stands {
    /// In the middle.
    #[default]
    Middle,
    /// From the top.
    Top,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// To be read.
    #[default]
    Plain,
    /// The title of a sheet.
    Title,
    /// The head of a column.
    Head,
    /// A section or an item.
    Branch,
    /// To be filled in.
    Input,
    /// To be filled in with a day.
    InputDate,
    /// Calculated.
    Result,
    /// The one number everybody looks for.
    Total,
    /// A word of advice.
    Hint,
}

/// What may be entered into cells.
#[derive(Clone, Debug)]
pub struct Entering {
    /// The cells: those of the span's column, or one.
    pub cells: Span,
    /// What is allowed.
    pub allowed: Allowed,
    /// What to say to anything else.
    pub says: String,
    /// It is said to whoever goes there, too.
    pub is_told: bool,
}

impl Entering {
    /// What is allowed in cells, and what to say to anything else.
    #[must_use]
    pub fn new(cells: Span, allowed: Allowed, says: &str) -> Self {
        Self { cells, allowed, says: says.to_owned(), is_told: false }
    }

    /// The same, saying these words to whoever goes there, where there are some.
    #[must_use]
    pub fn telling(self, words: Option<&str>) -> Self {
        match words {
            Some(words) => Self { says: words.to_owned(), is_told: true, ..self },
            None => self,
        }
    }
}

/// What is allowed in a cell.
#[derive(Clone, Debug)]
pub enum Allowed {
    /// One of the texts that stand in these cells.
    OneOf(Span),
    /// A whole number from the least on, up to a million.
    Count(u32),
    /// A number between two.
    Between(Points, Points),
    /// A day.
    Day,
}

impl Book {
    /// The cell at a place.
    #[must_use]
    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.sheets.get(at.sheet)?.cells.get(&(at.row, at.column))
    }

    /// The names of the sheets.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str()).collect()
    }
}

impl Sheet {
    /// A sheet with a name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Puts something into a cell.
    pub fn put(&mut self, row: u32, column: u16, content: Content, style: Style) {
        self.cells.insert((row, column), Cell { content, style });
    }

    /// Puts a text into a cell.
    pub fn text(&mut self, row: u32, column: u16, text: &str, style: Style) {
        self.put(row, column, Content::Text(text.to_owned()), style);
    }
}

impl Style {
    /// Framed, for this.
    #[must_use]
    pub fn framed(role: Role) -> Self {
        Self { role, framed: true, ..Self::default() }
    }

    /// In the middle.
    #[must_use]
    pub fn centred(self) -> Self {
        Self { centred: true, ..self }
    }

    /// Kept as a text.
    #[must_use]
    pub fn as_text(self) -> Self {
        Self { as_text: true, ..self }
    }
}

impl Content {
    /// A number where there is one.
    #[must_use]
    pub fn some(number: Option<Points>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }
}

//! An .xlsx file that somebody sends back: its cells, within bounds.
//!
//! A workbook is a packed file: what it unpacks to is bounded before anything is read of it.
//! Macros and links to other workbooks are refused, nothing outside of the file is followed,
//! and cells are taken one by one, so that a single cell at the far end of a sheet costs nothing.

use super::read::open_file;
use crate::points::{Limit, Points};
use crate::report::workbook::grid::{Found, Grid};
use crate::session::Date;
use calamine::{DataRef, Reader, Style, Xlsx, open_workbook_from_rs};
use std::io::{self, Cursor, Read};
use std::path::Path;
use zip::ZipArchive;

/// The most bytes of a file.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// The most parts of a file.
const MOST_PARTS: usize = 500;
/// The most bytes all parts unpack to.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// How many times larger than packed a part may be, from a size on that matters.
const MOST_RATIO: u64 = 400;
/// Up to this size a part may be packed as tightly as it likes.
const SMALL: u64 = 4 * 1024 * 1024;
/// The most sheets.
const MOST_SHEETS: usize = 64;
/// The last row and column that are read.
const LAST_ROW: u32 = 100_000;
const LAST_COLUMN: u32 = 2_000;
/// The most cells that hold something.
const MOST_CELLS: usize = 1_000_000;
/// The most bytes of the texts of all cells: a text that many cells share counts for each.
const MOST_TEXT: usize = 64 * 1024 * 1024;
/// The most elements of all parts: each takes far more room than it takes in the file.
const MOST_ELEMENTS: usize = 12_000_000;

/// Why a workbook was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be opened; of which kind the system's reason is, and its words.
    NotReadable(io::ErrorKind, String),
    /// It is larger than this many bytes.
    TooLarge(u64),
    /// It is no .xlsx file, or a damaged one.
    NoWorkbook,
    /// It unpacks to far more than a form can be.
    Bomb,
    /// It holds macros.
    Macros,
    /// It takes something from other workbooks.
    Links,
    /// It holds more sheets, rows or cells than a form can.
    TooMany,
    /// It is protected by a password.
    Encrypted,
}

/// Reads the cells of a file.
///
/// # Errors
/// Why it is refused.
pub fn read(path: &Path) -> Result<Vec<Grid>, Refusal> {
    let file = open_file(path).map_err(|error| not_readable(&error))?.ok_or(Refusal::NoWorkbook)?;
    read_stream(file)
}

/// Reads the cells of a workbook from a stream, such as standard input.
///
/// # Errors
/// Why it is refused.
pub fn read_stream(stream: impl Read) -> Result<Vec<Grid>, Refusal> {
    let mut bytes = Vec::new();
    stream.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| not_readable(&error))?;
    grids(&bytes)
}

fn not_readable(error: &io::Error) -> Refusal {
    Refusal::NotReadable(error.kind(), error.to_string())
}

/// The cells of a workbook.
///
/// # Errors
/// Why it is refused.
pub fn grids(bytes: &[u8]) -> Result<Vec<Grid>, Refusal> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Refusal::TooLarge(MOST_BYTES));
    }
    // The old binary container, which also wraps workbooks with a password.
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(Refusal::Encrypted);
    }
    check_parts(bytes)?;
    let mut workbook: Xlsx<_> =
        open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| Refusal::NoWorkbook)?;
    let names = workbook.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(Refusal::TooMany);
    }
    let mut found = Vec::new();
    let mut left = Left { cells: MOST_CELLS, text: MOST_TEXT };
    for name in names {
        let mut grid = grid(&mut workbook, name, &mut left)?;
        as_percentages(&mut workbook, &mut grid)?;
        found.push(grid);
    }
    Ok(found)
}

/// What may still be read.
struct Left {
    cells: usize,
    text: usize,
}

/// Takes everything in, keeps nothing, and counts the elements of XML.
struct Elements(usize);

impl io::Write for Elements {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.split(|byte| *byte == b'<').count() - 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Unpacks every part, only to see that it stays within bounds: what a part says of its own
/// size need not be true.
fn check_parts(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::NoWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::TooMany);
    }
    let mut left = MOST_UNPACKED;
    let mut elements = Elements(0);
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Refusal::NoWorkbook)?;
        let name = part.name().map_err(|_| Refusal::NoWorkbook)?.to_ascii_lowercase();
        if name.contains("vbaproject") || name.contains("macrosheets") {
            return Err(Refusal::Macros);
        }
        if name.starts_with("xl/externallinks/") {
            return Err(Refusal::Links);
        }
        let packed = part.compressed_size();
        let most = left.min(packed.saturating_mul(MOST_RATIO).max(SMALL));
        let mut bounded = part.take(most + 1);
        let unpacked = io::copy(&mut bounded, &mut elements).map_err(|_| Refusal::NoWorkbook)?;
        if unpacked > most {
            return Err(Refusal::Bomb);
        }
        if elements.0 > MOST_ELEMENTS {
            return Err(Refusal::TooMany);
        }
        left -= unpacked;
    }
    Ok(())
}

fn grid(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: String,
    left: &mut Left,
) -> Result<Grid, Refusal> {
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(|_| Refusal::NoWorkbook)?;
    let mut grid = Grid { name, ..Grid::default() };
    loop {
        let next = reader.next_cell_with_formula_metadata().map_err(|_| Refusal::NoWorkbook)?;
        let Some(cell) = next else { break };
        let found = found(&cell.value);
        if found.is_none() && cell.formula.is_none() {
            continue;
        }
        let (row, column) = cell.pos;
        left.cells = left.cells.checked_sub(1).ok_or(Refusal::TooMany)?;
        if let Some(Found::Text(text) | Found::Other(text)) = &found {
            left.text = left.text.checked_sub(text.len()).ok_or(Refusal::TooMany)?;
        }
        let column = u16::try_from(column).ok().filter(|_| column <= LAST_COLUMN);
        let column = column.filter(|_| row <= LAST_ROW).ok_or(Refusal::TooMany)?;
        grid.cells.extend(found.map(|found| ((row, column), found)));
        if cell.formula.is_some() {
            grid.formulas.insert((row, column));
        }
    }
    Ok(grid)
}

/// Takes numbers that are shown as percentages for what a person sees: 92.5% is a text of which
/// nobody knows whether 92.5 or 0.925 is meant.
fn as_percentages(workbook: &mut Xlsx<Cursor<&[u8]>>, grid: &mut Grid) -> Result<(), Refusal> {
    let mut reader =
        workbook.worksheet_cells_reader(&grid.name).map_err(|_| Refusal::NoWorkbook)?;
    let is_percent = |style: &Style| {
        style.number_format.as_ref().is_some_and(|format| {
            format.format_code.contains('%') || matches!(format.format_id, Some(9 | 10))
        })
    };
    let percent: Vec<bool> = reader.styles().iter().map(is_percent).collect();
    if !percent.contains(&true) {
        return Ok(());
    }
    while let Some((row, column, style)) =
        reader.next_style_id().map_err(|_| Refusal::NoWorkbook)?
    {
        let Ok(column) = u16::try_from(column) else { continue };
        if percent[style]
            && !grid.formulas.contains(&(row, column))
            && let Some(found) = grid.cells.get_mut(&(row, column))
            && let Found::Number(number) = found
            && let Ok(number) = Points::parse(number, Limit::Result)
        {
            let shown = number * Points::from(100);
            *found = Found::Text(format!("{shown}%"));
        }
    }
    Ok(())
}

fn found(value: &DataRef<'_>) -> Option<Found> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => Found::Number(number.to_string()),
        // The shortest text that gives the same binary number is what was typed.
        DataRef::Float(number) => Found::Number(number.to_string()),
        DataRef::String(text) => Found::Text(text.clone()),
        DataRef::SharedString(text) => Found::Text((*text).to_owned()),
        DataRef::DateTime(day) => {
            let serial = day.as_f64();
            let (year, month, day, hour, minute, second, milli) = day.to_ymd_hms_milli();
            let text = format!("{year:04}-{month:02}-{day:02}");
            let is_day = (hour, minute, second, milli) == (0, 0, 0, 0);
            // Numbers beyond the calendar of spreadsheets are taken for its first and last days.
            let is_in_calendar = (1900..9999).contains(&year);
            match Date::parse(&text).filter(|_| is_day) {
                _ if !is_in_calendar => Found::Other(serial.to_string()),
                Some(day) => Found::Day(day),
                None => Found::Other(format!("{text} {hour:02}:{minute:02}")),
            }
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => match Date::parse(text) {
            Some(day) => Found::Day(day),
            None => Found::Other(text.clone()),
        },
        DataRef::Bool(holds) => Found::Other(holds.to_string().to_ascii_uppercase()),
        DataRef::Error(error) => Found::Other(error.to_string()),
    })
}

//! Workbooks (.xlsx): what a reader sees in the cells of each sheet.

use super::package::Package;
use super::tree::Element;
use super::{MOST_CELLS, Refusal};
use crate::draft::source::{Aside, Block, Cell, Notice, Paragraph, Place, Source, Table};
use crate::points::{Limit, Points};
use std::collections::{BTreeMap, BTreeSet};

/// The most sheets.
const MOST_SHEETS: usize = 64;
/// The last row and column that are read.
const LAST_ROW: usize = 100_000;
const LAST_COLUMN: usize = 500;
/// Where a number is rounded that a spreadsheet calculated in binary.
const DECIMALS: u32 = 9;
/// How many places of a number are looked at.
const PLACES: usize = 12;

pub(super) fn source(package: &Package<'_>) -> Result<Source, Refusal> {
    let workbook = package.tree("xl/workbook.xml")?;
    let strings = package.optional("xl/sharedStrings.xml")?;
    let strings = strings.as_ref().map(shared).unwrap_or_default();
    let styles = package.optional("xl/styles.xml")?;
    let formats = styles.as_ref().map(formats).unwrap_or_default();
    let targets = targets(package)?;
    let book = Book { strings, formats };
    let sheets = workbook.find("sheets").ok_or(Refusal::Damaged)?;
    let mut source = Source::default();
    let mut left = MOST_CELLS;
    let mut comments = 0;
    for (at, sheet) in sheets.elements().filter(|element| element.name == "sheet").enumerate() {
        if at >= MOST_SHEETS {
            return Err(Refusal::TooMany);
        }
        let place = sheet.attribute("id").and_then(|id| targets.get(id));
        let place = place.cloned().unwrap_or_else(|| format!("xl/worksheets/sheet{}.xml", at + 1));
        // Sheets of charts and of macros have no cells.
        let Some(root) = package.optional(&place)? else { continue };
        let name = sheet.attribute("name").unwrap_or_default();
        let table = book.table(&root, name, at + 1, &mut left, &mut source.aside)?;
        let beside = Beside::of(package, &place, at + 1)?;
        comments += beside.comments;
        if sheet.attribute("state").is_some_and(|state| state != "visible") {
            let cells = table.cells.into_iter().flat_map(|cell| cell.paragraphs);
            let hidden = cells.chain(beside.shapes).filter(|paragraph| !paragraph.is_blank());
            source.aside.extend(hidden.map(|paragraph| (paragraph, Aside::Hidden)));
            continue;
        }
        if !table.cells.is_empty() {
            source.blocks.push(Block::Table(table));
        }
        source.blocks.extend(beside.shapes.into_iter().map(Block::Paragraph));
    }
    source.notices.extend((comments > 0).then_some(Notice::Comments(comments)));
    if package.has_like("vbaproject") {
        source.notices.push(Notice::Macros);
    }
    Ok(source)
}

/// Where each sheet is, by the id of its relation.
fn targets(package: &Package<'_>) -> Result<BTreeMap<String, String>, Refusal> {
    related(package, "xl/workbook.xml")
}

/// The parts that a part names, by the ids of their relations.
fn related(package: &Package<'_>, part: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let Some(root) = package.optional(&format!("{folder}/_rels/{name}.rels"))? else {
        return Ok(BTreeMap::new());
    };
    let Some(root) = root.find("Relationships") else { return Ok(BTreeMap::new()) };
    let target = |element: &Element| {
        let target = element.attribute("Target")?;
        let path = match target.strip_prefix('/') {
            Some(path) => path.to_owned(),
            None => joined(folder, target),
        };
        Some((element.attribute("Id")?.to_owned(), path))
    };
    Ok(root.elements().filter_map(target).collect())
}

/// `../drawings/drawing1.xml` as seen from a folder.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// What lies over the cells of a sheet: shapes with text, pictures, comments.
#[derive(Default)]
struct Beside {
    shapes: Vec<Paragraph>,
    comments: usize,
}

impl Beside {
    fn of(package: &Package<'_>, sheet: &str, number: usize) -> Result<Self, Refusal> {
        let mut beside = Self::default();
        for part in related(package, sheet)?.values() {
            if part.contains("/comments") {
                let root = package.optional(part)?;
                beside.comments += root.map_or(0, |root| root.count(&["comment"]));
            } else if part.starts_with("xl/drawings/drawing") {
                let Some(root) = package.optional(part)? else { continue };
                let Some(root) = root.find("wsDr") else { continue };
                beside.shapes.extend(root.elements().filter_map(|anchor| shape(anchor, number)));
            }
        }
        Ok(beside)
    }
}

/// The text of a shape, or a picture, where it is anchored.
fn shape(anchor: &Element, sheet: usize) -> Option<Paragraph> {
    let from = anchor.child("from");
    let at = |name: &str| from?.child(name)?.text().trim().parse::<usize>().ok();
    let place = Place::Sheet {
        sheet,
        row: at("row").unwrap_or(0).saturating_add(1),
        column: at("col").unwrap_or(0).saturating_add(1),
    };
    let mut lines = Vec::new();
    anchor.all("p", &mut lines);
    let text: Vec<String> = lines.into_iter().map(Element::text).collect();
    let text = text.join("\n").trim().to_owned();
    let pictures = anchor.count(&["blip"]);
    let holds = !text.is_empty() || pictures > 0;
    holds.then(|| Paragraph { pictures, ..Paragraph::plain(text, place) })
}

fn shared(root: &Element) -> Vec<String> {
    let Some(root) = root.find("sst") else { return Vec::new() };
    root.elements().filter(|element| element.name == "si").map(rich_text).collect()
}

/// The text of runs, without the readings printed above characters.
fn rich_text(element: &Element) -> String {
    let mut text = String::new();
    for child in element.elements() {
        match child.name.as_str() {
            "t" => text.push_str(&child.text()),
            "r" => text.push_str(&rich_text(child)),
            _ => {}
        }
    }
    text
}

/// How a number is shown, as far as it matters here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    #[default]
    Plain,
    Percent,
    Day,
}

fn formats(root: &Element) -> Vec<Format> {
    let Some(root) = root.find("styleSheet") else { return Vec::new() };
    let codes = root.child("numFmts").map(Element::elements).into_iter().flatten();
    let codes: BTreeMap<&str, &str> = codes
        .filter_map(|code| Some((code.attribute("numFmtId")?, code.attribute("formatCode")?)))
        .collect();
    let format = |style: &Element| {
        let id = style.attribute("numFmtId").unwrap_or("0");
        match (id, codes.get(id)) {
            ("9" | "10", _) => Format::Percent,
            ("14" | "15" | "16" | "17" | "22" | "27" | "31" | "57" | "58", _) => Format::Day,
            (_, Some(code)) if code.contains('%') => Format::Percent,
            (_, Some(code)) if code.contains('y') && code.contains('m') => Format::Day,
            _ => Format::Plain,
        }
    };
    let styles = root.child("cellXfs").map(Element::elements).into_iter().flatten();
    styles.map(format).collect()
}

struct Book {
    strings: Vec<String>,
    formats: Vec<Format>,
}

impl Book {
    fn table(
        &self,
        root: &Element,
        name: &str,
        sheet: usize,
        left: &mut usize,
        aside: &mut Vec<(Paragraph, Aside)>,
    ) -> Result<Table, Refusal> {
        let mut texts = BTreeMap::new();
        let mut last = (0, 0);
        let rows = root.find("sheetData").map(Element::elements).into_iter().flatten();
        for row in rows {
            let number = row.attribute("r").and_then(|text| text.parse().ok());
            let number: usize = number.unwrap_or(last.0 + 1);
            last = (number, 0);
            for cell in row.elements().filter(|element| element.name == "c") {
                let at = cell.attribute("r").and_then(cell_place).unwrap_or((number, last.1 + 1));
                last.1 = at.1;
                let Some(text) = self.text(cell) else { continue };
                *left = left.checked_sub(1).ok_or(Refusal::TooMany)?;
                if at.0 > LAST_ROW || at.1 > LAST_COLUMN || at.0 == 0 || at.1 == 0 {
                    return Err(Refusal::TooMany);
                }
                texts.insert((at.0 - 1, at.1 - 1), text);
            }
        }
        Ok(table(texts, &merged(root), (name, sheet), aside))
    }

    fn text(&self, cell: &Element) -> Option<String> {
        let kind = cell.attribute("t").unwrap_or("n");
        let value = cell.child("v").map(Element::text);
        let text = match kind {
            "s" => self.strings.get(value?.trim().parse::<usize>().ok()?)?.clone(),
            "inlineStr" => rich_text(cell.child("is")?),
            "n" => self.number(&value?, cell.attribute("s")),
            // An error is nothing that stands in the document.
            "e" => return None,
            _ => value?,
        };
        Some(text).filter(|text| !text.is_empty())
    }

    fn number(&self, text: &str, style: Option<&str>) -> String {
        let format = style.and_then(|style| self.formats.get(style.parse::<usize>().ok()?));
        let Ok(number) = Points::parse(shortened(text), Limit::Result) else {
            return text.to_owned();
        };
        let number = number.rounded(DECIMALS);
        match format {
            Some(Format::Percent) => format!("{}%", number * Points::from(100)),
            Some(Format::Day) => day(text).unwrap_or_else(|| number.to_string()),
            _ => number.to_string(),
        }
    }
}

/// As many places as are read: 0.30000000000000004 is what a spreadsheet made of 0.3.
fn shortened(text: &str) -> &str {
    let end = text.find('.').map(|point| point + 1 + PLACES);
    let is_plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    end.filter(|_| is_plain).and_then(|end| text.get(..end)).unwrap_or(text)
}

/// A day counted from the end of 1899.
fn day(text: &str) -> Option<String> {
    let days: i32 = text.split('.').next()?.parse().ok()?;
    let first = jiff::civil::date(1899, 12, 30);
    let day = first.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    Some(day.to_string())
}

/// `B5` as row 5 and column 2.
fn cell_place(name: &str) -> Option<(usize, usize)> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 3 {
        return None;
    }
    let column = name[..letters].bytes().fold(0, |column, letter| {
        column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    Some((name[letters..].parse().ok()?, column))
}

/// Joined cells: first row and column, and how many of each.
fn merged(root: &Element) -> Vec<(usize, usize, usize, usize)> {
    let areas = root.find("mergeCells").map(Element::elements).into_iter().flatten();
    let area = |area: &Element| {
        let (from, to) = area.attribute("ref")?.split_once(':')?;
        let (from, to) = (cell_place(from)?, cell_place(to)?);
        let rows = to.0.checked_sub(from.0)? + 1;
        let columns = to.1.checked_sub(from.1)? + 1;
        Some((from.0.checked_sub(1)?, from.1.checked_sub(1)?, rows, columns))
    };
    areas.filter_map(area).filter(|area| area.0 < LAST_ROW && area.1 < LAST_COLUMN).collect()
}

/// A table of the cells that hold something, as far as they reach.
fn table(
    texts: BTreeMap<(usize, usize), String>,
    merged: &[(usize, usize, usize, usize)],
    (name, sheet): (&str, usize),
    aside: &mut Vec<(Paragraph, Aside)>,
) -> Table {
    let rows = texts.keys().map(|(row, _)| row + 1).max().unwrap_or(0);
    let columns = texts.keys().map(|(_, column)| column + 1).max().unwrap_or(0);
    let mut covered = BTreeSet::new();
    let mut spans = BTreeMap::new();
    for (row, column, high, wide) in merged {
        let high = (*high).min(rows.saturating_sub(*row));
        let wide = (*wide).min(columns.saturating_sub(*column));
        if high == 0 || wide == 0 {
            continue;
        }
        let places = (*row..row + high).flat_map(|r| (*column..column + wide).map(move |c| (r, c)));
        let places: Vec<_> = places.collect();
        if places.iter().any(|place| covered.contains(place)) {
            continue;
        }
        covered.extend(places);
        spans.insert((*row, *column), (high, wide));
    }
    let mut cells = Vec::new();
    for ((row, column), text) in texts {
        let span = spans.remove(&(row, column));
        let place = Place::Sheet { sheet, row: row + 1, column: column + 1 };
        if span.is_none() && covered.contains(&(row, column)) {
            aside.push((Paragraph::plain(text, place), Aside::Hidden));
            continue;
        }
        let (rows, columns) = span.unwrap_or((1, 1));
        let lines =
            text.split('\n').map(|line| Paragraph::plain(line.trim_end_matches('\r'), place));
        cells.push(Cell { row, column, rows, columns, paragraphs: lines.collect() });
    }
    // Joined cells that are empty reach over their places too.
    for ((row, column), (rows, columns)) in spans {
        cells.push(Cell { row, column, rows, columns, paragraphs: Vec::new() });
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Table { name: Some(name.to_owned()), rows, columns, cells, place: Place::Unknown }
}

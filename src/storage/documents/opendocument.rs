//! `OpenDocument`: texts and sheets as `LibreOffice` and others write them.

use super::Refusal;
use super::grid::Rows;
use super::lists::{Counting, Lists};
use super::tree::{Element, Node};
use crate::draft::source::{Aside, Block, Notice, Paragraph, Place, Source};

/// How often a row or cell may be repeated.
const MOST_REPEATED: usize = 1000;
/// How often an empty one is.
const MOST_EMPTY: usize = 30;

/// A document and, where they are a part of their own, its styles.
pub(super) fn source(root: &Element, styles: Option<&Element>) -> Result<Source, Refusal> {
    let body = root.find("body").ok_or(Refusal::Damaged)?;
    let mut lists = Lists::default();
    styles.into_iter().chain([root]).for_each(|part| lists.read(part));
    let mut reader = Reader { lists, deletions: deletions(body), ..Reader::default() };
    for part in styles.into_iter().chain([root]) {
        reader.running(part)?;
    }
    let mut blocks = Vec::new();
    reader.walk(body, &mut blocks)?;
    let counted = [
        (reader.deleted, Notice::Deleted as fn(usize) -> Notice),
        (reader.comments, Notice::Comments),
    ];
    let notices = counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, make)| make(n)).collect();
    Ok(Source { blocks, aside: reader.aside, notices })
}

/// What the first paragraph of an item is counted as, where the item says so.
#[derive(Clone, Copy, Default)]
struct Start(Option<u32>);

#[derive(Default)]
struct Reader {
    lists: Lists,
    counting: Counting,
    /// The list that paragraphs stand in: its style, and the level.
    list: Option<(String, usize)>,
    /// The next paragraph is the first of an item, and shows a number. An item that holds only
    /// the next list counts nothing.
    begins_item: Option<Start>,
    aside: Vec<(Paragraph, Aside)>,
    /// Changes that take text away, by their ids, and the one that text stands in at the moment.
    deletions: Vec<String>,
    deletion: Option<String>,
    deleted: usize,
    comments: usize,
}

impl Reader {
    /// What runs above and below pages; numbers of pages alone are nothing to tell.
    fn running(&mut self, part: &Element) -> Result<(), Refusal> {
        let mut found = Vec::new();
        for name in ["header", "footer", "header-left", "footer-left"] {
            part.find("master-styles").into_iter().for_each(|styles| styles.all(name, &mut found));
        }
        for running in found {
            let mut blocks = Vec::new();
            self.walk(running, &mut blocks)?;
            let source = Source { blocks, ..Source::default() };
            for paragraph in source.paragraphs() {
                let is_said =
                    paragraph.text.chars().any(|c| c.is_alphabetic() && !"第页共Page".contains(c));
                let is_known = self.aside.iter().any(|(known, _)| known.text == paragraph.text);
                if is_said && !is_known {
                    let text = paragraph.text.clone();
                    self.aside.push((Paragraph::plain(text, Place::Unknown), Aside::PageLine));
                }
            }
        }
        Ok(())
    }

    fn walk(&mut self, parent: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" | "h" => self.paragraph(element, blocks)?,
                "table" => blocks.extend(self.table(element)?),
                "list" => self.list(element, blocks)?,
                // Deleted text is kept here.
                "tracked-changes" => self.deleted += characters(element, "p"),
                "sequence-decls" | "forms" | "calculation-settings" => {}
                "annotation" => self.comments += 1,
                _ => self.walk(element, blocks)?,
            }
        }
        Ok(())
    }

    fn list(&mut self, list: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let before = self.list.take();
        let style = list.attribute("style-name").map(str::to_owned);
        let level = before.as_ref().map_or(0, |(_, level)| level + 1);
        let style = style.or_else(|| before.as_ref().map(|(style, _)| style.clone()));
        self.list = Some((style.unwrap_or_default(), level));
        if level == 0 && list.attribute("continue-numbering") != Some("true") {
            let goes_on = list.attribute("continue-list").is_some();
            if let Some((style, _)) = self.list.as_ref().filter(|_| !goes_on) {
                // Word processors write a list of its own for every stretch of one.
                self.counting.begin(style, list.attribute("id"));
            }
        }
        for item in list.elements() {
            match item.name.as_str() {
                "list-item" => {
                    let start = item.attribute("start-value").and_then(|n| n.parse().ok());
                    self.begins_item = Some(Start(start));
                    self.walk(item, blocks)?;
                    self.begins_item = None;
                }
                "list-header" => {
                    self.begins_item = None;
                    self.walk(item, blocks)?;
                }
                _ => {}
            }
        }
        self.list = before;
        Ok(())
    }

    fn paragraph(&mut self, element: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut paragraph = Paragraph::default();
        let mut boxes = Vec::new();
        let in_item = std::mem::take(&mut self.begins_item);
        let list = self.list.clone();
        self.inline(element, &mut paragraph, &mut boxes)?;
        paragraph.heading = element.attribute("outline-level").and_then(|level| level.parse().ok());
        if let Some(((style, level), start)) = list.zip(in_item) {
            self.counting.count(&self.lists, &style, level, start.0);
            paragraph.number = self.counting.shown(&self.lists, &style, level).unwrap_or_default();
            paragraph.level = u8::try_from(level).ok();
        }
        blocks.push(Block::Paragraph(paragraph));
        blocks.extend(boxes);
        Ok(())
    }

    fn inline(
        &mut self,
        element: &Element,
        paragraph: &mut Paragraph,
        boxes: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        for child in &element.children {
            let child = match child {
                Node::Text(text) if self.deletion.is_some() => {
                    self.deleted += text.chars().filter(|c| !c.is_whitespace()).count();
                    continue;
                }
                Node::Text(text) => {
                    paragraph.text.push_str(text);
                    continue;
                }
                Node::Element(child) => child,
            };
            match child.name.as_str() {
                // Some files leave deleted text where it was.
                "change-start" => {
                    let id = child.attribute("change-id").map(str::to_owned);
                    self.deletion =
                        id.filter(|id| self.deletions.contains(id)).or(self.deletion.take());
                }
                "change-end" => {
                    let id = child.attribute("change-id");
                    self.deletion.take_if(|open| id == Some(open.as_str()));
                }
                "tab" => paragraph.text.push('\t'),
                "line-break" => paragraph.text.push('\n'),
                "s" => {
                    let count = child.attribute("c").and_then(|count| count.parse().ok());
                    let count: usize = count.unwrap_or(1);
                    paragraph.text.extend(std::iter::repeat_n(' ', count.min(MOST_REPEATED)));
                }
                "note" => {
                    let text = child.find("note-body").map(Element::text).unwrap_or_default();
                    paragraph.footnotes.push((paragraph.text.len(), text.trim().to_owned()));
                }
                "annotation" => self.comments += 1,
                "annotation-end" | "title" | "desc" | "forms" => {}
                "image" => paragraph.pictures += 1,
                "text-box" => self.walk(child, boxes)?,
                "ruby" => {
                    if let Some(base) = child.child("ruby-base") {
                        self.inline(base, paragraph, boxes)?;
                    }
                }
                _ => self.inline(child, paragraph, boxes)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, element: &Element) -> Result<Vec<Block>, Refusal> {
        let (list, begins) = (self.list.take(), std::mem::take(&mut self.begins_item));
        let mut rows = Rows::default();
        self.add_rows(element, &mut rows)?;
        (self.list, self.begins_item) = (list, begins);
        rows.finish()
    }

    fn add_rows(&mut self, parent: &Element, rows: &mut Rows) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "table-row" => {
                    let is_empty = element.text().trim().is_empty();
                    let times =
                        if is_empty { 1 } else { repeated(element, "number-rows-repeated") };
                    for _ in 0..times {
                        rows.row(0);
                        self.add_cells(element, rows)?;
                        rows.end_row();
                    }
                }
                "table-header-rows" | "table-rows" | "table-row-group" => {
                    self.add_rows(element, rows)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn add_cells(&mut self, row: &Element, rows: &mut Rows) -> Result<(), Refusal> {
        for cell in row.elements() {
            // Cells under a joined one are there; those that reach over them cover them.
            if cell.name == "covered-table-cell" {
                let text = cell.text();
                if !crate::draft::source::is_blank(&text) {
                    self.aside.push((Paragraph::plain(text, Place::Unknown), Aside::Hidden));
                }
                continue;
            }
            if cell.name != "table-cell" {
                continue;
            }
            let mut content = Vec::new();
            self.walk(cell, &mut content)?;
            let times = repeated(cell, "number-columns-repeated");
            for _ in 0..if content.is_empty() { times.min(MOST_EMPTY) } else { times } {
                let high = repeated(cell, "number-rows-spanned");
                let wide = repeated(cell, "number-columns-spanned");
                rows.cell(content.clone(), (high, wide))?;
            }
        }
        Ok(())
    }
}

/// The ids of changes that take text away.
fn deletions(body: &Element) -> Vec<String> {
    let mut regions = Vec::new();
    body.all("changed-region", &mut regions);
    let taken = regions.into_iter().filter(|region| region.child("deletion").is_some());
    taken.filter_map(|region| region.attribute("id").map(str::to_owned)).collect()
}

fn repeated(element: &Element, name: &str) -> usize {
    let times = element.attribute(name).and_then(|text| text.parse().ok());
    times.unwrap_or(1).clamp(1, MOST_REPEATED)
}

/// How many characters stand in paragraphs of an element, blanks aside.
fn characters(element: &Element, name: &str) -> usize {
    let mut found = Vec::new();
    element.all(name, &mut found);
    let count = |text: String| text.chars().filter(|c| !c.is_whitespace()).count();
    found.into_iter().map(|paragraph| count(paragraph.text())).sum()
}

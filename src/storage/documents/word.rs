//! Word: what a reader sees of a document. Deleted text is left out and inserted text taken,
//! numbers that Word counts are worked out, text boxes follow their paragraph.

use super::Refusal;
use super::grid::Rows;
use super::numbering::Numbering;
use super::package::Package;
use super::tree::{Element, Node};
use crate::draft::source::{Aside, Block, Notice, Paragraph, Place, Source};
use std::collections::HashMap;

/// A packed document: its text, and the parts that its text needs to be read.
pub(super) fn packed(package: &Package<'_>) -> Result<Source, Refusal> {
    let numbering = package.optional("word/numbering.xml")?;
    let styles = package.optional("word/styles.xml")?;
    let mut reader = Reader {
        numbering: numbering.as_ref().map(Numbering::read).unwrap_or_default(),
        styles: styles.as_ref().map(read_styles).unwrap_or_default(),
        ..Reader::default()
    };
    for (part, kind) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
        if let Some(root) = package.optional(part)? {
            reader.read_footnotes(&root, kind);
        }
    }
    for part in package.like("word/header").chain(package.like("word/footer")) {
        if let Some(root) = package.optional(part)? {
            reader.running(&root)?;
        }
    }
    let mut source = reader.document(&package.document()?)?;
    if package.has_like("vbaproject") {
        source.notices.push(Notice::Macros);
    }
    Ok(source)
}

/// A document in one file: Word 2003 XML, or all parts one behind the other.
pub(super) fn flat(root: &Element) -> Result<Source, Refusal> {
    let mut reader = Reader::default();
    let part = |name: &str| root.find(name);
    if let Some(numbering) = part("numbering") {
        reader.numbering = Numbering::read(numbering);
    }
    if let Some(styles) = part("styles") {
        reader.styles = read_styles(styles);
    }
    for (part, kind) in [("footnotes", "footnote"), ("endnotes", "endnote")] {
        if let Some(notes) = root.find(part) {
            reader.read_footnotes(notes, kind);
        }
    }
    for name in ["hdr", "ftr"] {
        let mut found = Vec::new();
        root.all(name, &mut found);
        for part in found {
            reader.running(part)?;
        }
    }
    reader.document(root)
}

/// What a style says of its paragraphs.
#[derive(Clone, Default)]
struct Style {
    based_on: Option<String>,
    number: Option<String>,
    level: Option<usize>,
    heading: Option<u8>,
}

fn read_styles(root: &Element) -> HashMap<String, Style> {
    let Some(root) = root.find("styles") else { return HashMap::new() };
    let styles = root.elements().filter(|element| element.name == "style");
    let read = styles.filter_map(|style| {
        let id = style.attribute("styleId")?.to_owned();
        let properties = style.child("pPr");
        let list = properties.and_then(|own| own.child("numPr"));
        let name = style.value("name").unwrap_or_default().to_lowercase();
        let named = name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok());
        let style = Style {
            based_on: style.value("basedOn").map(str::to_owned),
            number: list.and_then(|list| list.value("numId")).map(str::to_owned),
            level: list.and_then(|list| list.value("ilvl")?.parse().ok()),
            heading: properties.and_then(outline_level).or(named),
        };
        Some((id, style))
    });
    read.collect()
}

/// 大纲级别, from 1.
fn outline_level(properties: &Element) -> Option<u8> {
    let level: u8 = properties.value("outlineLvl")?.parse().ok()?;
    Some(level + 1).filter(|level| *level <= 9)
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    styles: HashMap<String, Style>,
    footnotes: HashMap<(&'static str, String), String>,
    aside: Vec<(Paragraph, Aside)>,
    deleted: usize,
    inserted: usize,
    comments: usize,
    hidden: usize,
}

/// The text of a paragraph while it is read.
#[derive(Default)]
struct Inline {
    text: String,
    footnotes: Vec<(usize, String)>,
    pictures: usize,
    /// Text boxes that hang on it.
    boxes: Vec<Block>,
}

impl Reader {
    fn document(mut self, root: &Element) -> Result<Source, Refusal> {
        let body = root.find("body").ok_or(Refusal::Damaged)?;
        let mut blocks = Vec::new();
        self.blocks(body, &mut blocks)?;
        let mut notices = Vec::new();
        let counted = [
            (self.deleted, Notice::Deleted as fn(usize) -> Notice),
            (self.inserted, Notice::Inserted),
            (self.comments, Notice::Comments),
            (self.hidden, Notice::Hidden),
        ];
        notices.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, make)| make(n)));
        Ok(Source { blocks, aside: self.aside, notices })
    }

    /// What runs above and below pages; numbers of pages alone are nothing to tell.
    fn running(&mut self, root: &Element) -> Result<(), Refusal> {
        let mut blocks = Vec::new();
        // It has no page number that counts here, and its fields show what they last did.
        let inner = root.find("hdr").or_else(|| root.find("ftr")).unwrap_or(root);
        self.blocks(inner, &mut blocks)?;
        let source = Source { blocks, ..Source::default() };
        for paragraph in source.paragraphs() {
            let text = paragraph.shown();
            let is_said = text.chars().any(|c| c.is_alphabetic() && !"第页共Page".contains(c));
            let is_known = self.aside.iter().any(|(known, _)| known.text == text);
            if is_said && !is_known {
                self.aside.push((Paragraph::plain(text, Place::Unknown), Aside::PageLine));
            }
        }
        Ok(())
    }

    fn read_footnotes(&mut self, root: &Element, kind: &'static str) {
        let Some(root) = root.find(&format!("{kind}s")) else { return };
        for note in root.elements().filter(|element| element.name == kind) {
            if note.attribute("type").is_some_and(|kind| kind.contains("eparator")) {
                continue;
            }
            let id = note.attribute("id").unwrap_or_default().to_owned();
            let mut inline = Inline::default();
            for paragraph in note.elements() {
                // A footnote in a footnote cannot be: nothing here fails.
                let _ = self.inline(paragraph, &mut inline);
            }
            let text = inline.text.trim().to_owned();
            self.footnotes.insert((kind, id), text);
        }
    }

    /// Paragraphs and tables of a body, a cell, a text box.
    fn blocks(&mut self, parent: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut joined: Option<Inline> = None;
        self.some_blocks(parent, &mut joined, blocks)?;
        if let Some(inline) = joined {
            push(blocks, Paragraph::default(), inline);
        }
        Ok(())
    }

    fn some_blocks(
        &mut self,
        parent: &Element,
        joined: &mut Option<Inline>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, joined, blocks)?,
                "tbl" => {
                    let table = self.table(element)?;
                    blocks.extend(table);
                }
                "del" | "moveFrom" => self.deleted += characters(element),
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.some_blocks(chosen, joined, blocks)?;
                    }
                }
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "smartTag" | "sect"
                | "sub-section" | "pBdrGroup" => self.some_blocks(element, joined, blocks)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// A paragraph; one whose end was deleted goes on in the next one.
    fn paragraph(
        &mut self,
        element: &Element,
        joined: &mut Option<Inline>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        let mut inline = joined.take().unwrap_or_default();
        self.inline(element, &mut inline)?;
        let properties = element.child("pPr");
        let is_joined = properties
            .and_then(|own| own.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        if is_joined {
            *joined = Some(inline);
            return Ok(());
        }
        let mut paragraph = Paragraph::default();
        let is_empty = crate::draft::source::is_blank(&inline.text);
        self.number(properties, is_empty, &mut paragraph);
        push(blocks, paragraph, inline);
        Ok(())
    }

    /// Its number and its level as a heading. Word counts empty paragraphs too.
    fn number(&mut self, properties: Option<&Element>, is_empty: bool, paragraph: &mut Paragraph) {
        let style = properties.and_then(|own| own.value("pStyle")).unwrap_or("Normal").to_owned();
        let (mut number, mut level) = (None, None);
        let mut heading = properties.and_then(outline_level);
        if let Some(list) = properties.and_then(|own| own.child("numPr").or(own.child("listPr"))) {
            // Word 2003 writes beside a list what it shows.
            if let Some(shown) = list.child("t").and_then(|shown| shown.attribute("val")) {
                shown.trim().clone_into(&mut paragraph.number);
                return;
            }
            number = list.value("numId").or(list.value("ilfo")).map(str::to_owned);
            level = list.value("ilvl").and_then(|text| text.parse().ok());
        }
        let mut id = Some(style.clone());
        for _ in 0..12 {
            let Some(found) = id.as_ref().and_then(|id| self.styles.get(id)) else { break };
            number = number.or_else(|| found.number.clone());
            level = level.or(found.level);
            heading = heading.or(found.heading);
            id.clone_from(&found.based_on);
        }
        paragraph.heading = heading;
        let Some(number) = number.filter(|number| number != "0") else { return };
        let level = level.or_else(|| self.numbering.level_of_style(&number, &style)).unwrap_or(0);
        let shown = self.numbering.next(&number, level);
        if !is_empty {
            paragraph.number = shown.unwrap_or_default();
            paragraph.level = u8::try_from(level).ok();
        }
    }

    /// What a reader sees of everything in an element.
    fn inline(&mut self, element: &Element, inline: &mut Inline) -> Result<(), Refusal> {
        for child in element.elements() {
            match child.name.as_str() {
                "t" => inline.text.push_str(&child.text()),
                "tab" | "ptab" => inline.text.push('\t'),
                "br" | "cr" => inline.text.push('\n'),
                "noBreakHyphen" => inline.text.push('-'),
                "del" | "moveFrom" => self.deleted += characters(child),
                "ins" | "moveTo" => {
                    self.inserted += characters(child);
                    self.inline(child, inline)?;
                }
                "r" => self.run(child, inline)?,
                "footnoteReference" => self.footnote(child, "footnote", inline),
                "endnoteReference" => self.footnote(child, "endnote", inline),
                "footnote" | "endnote" => {
                    let mut own = Inline::default();
                    for paragraph in child.elements() {
                        self.inline(paragraph, &mut own)?;
                    }
                    inline.footnotes.push((inline.text.len(), own.text.trim().to_owned()));
                }
                "commentReference" => self.comments += 1,
                "drawing" | "pict" | "object" => self.drawing(child, inline)?,
                "AlternateContent" => {
                    if let Some(chosen) = alternative(child) {
                        self.inline(chosen, inline)?;
                    }
                }
                "ruby" => {
                    if let Some(base) = child.child("rubyBase") {
                        self.inline(base, inline)?;
                    }
                }
                "pPr" | "rPr" | "tcPr" | "delText" | "instrText" | "delInstrText" | "fldData"
                | "sdtPr" | "annotation" => {}
                "sym" => inline.text.extend(symbol(child)),
                _ => self.inline(child, inline)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, run: &Element, inline: &mut Inline) -> Result<(), Refusal> {
        let vanishes = run.child("rPr").and_then(|own| own.child("vanish"));
        let is_hidden = vanishes
            .is_some_and(|mark| !matches!(mark.attribute("val"), Some("0" | "false" | "off")));
        if is_hidden {
            self.hidden += characters(run);
            return Ok(());
        }
        self.inline(run, inline)
    }

    fn footnote(&self, reference: &Element, kind: &'static str, inline: &mut Inline) {
        let id = reference.attribute("id").unwrap_or_default().to_owned();
        if let Some(text) = self.footnotes.get(&(kind, id)) {
            inline.footnotes.push((inline.text.len(), text.clone()));
        }
    }

    /// Text boxes become blocks behind the paragraph, pictures are counted.
    fn drawing(&mut self, drawing: &Element, inline: &mut Inline) -> Result<(), Refusal> {
        inline.pictures += drawing.count(&["blip", "imagedata"]).min(1);
        self.boxes(drawing, &mut inline.boxes)
    }

    fn boxes(&mut self, element: &Element, boxes: &mut Vec<Block>) -> Result<(), Refusal> {
        for child in element.elements() {
            match child.name.as_str() {
                "txbxContent" => self.blocks(child, boxes)?,
                "AlternateContent" => {
                    if let Some(chosen) = alternative(child) {
                        self.boxes(chosen, boxes)?;
                    }
                }
                _ => self.boxes(child, boxes)?,
            }
        }
        Ok(())
    }

    fn table(&mut self, table: &Element) -> Result<Vec<Block>, Refusal> {
        let mut rows = Rows::default();
        self.rows(table, &mut rows)?;
        rows.finish()
    }

    fn rows(&mut self, parent: &Element, rows: &mut Rows) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "tr" => self.row(element, rows)?,
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.rows(element, rows)?;
                }
                "del" | "moveFrom" => self.deleted += characters(element),
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &Element, rows: &mut Rows) -> Result<(), Refusal> {
        let properties = row.child("trPr");
        if properties.is_some_and(|own| own.child("del").is_some()) {
            self.deleted += characters(row);
            return Ok(());
        }
        rows.row(properties.and_then(|own| number(own, "gridBefore")).unwrap_or(0));
        self.cells(row, rows)?;
        rows.end_row();
        Ok(())
    }

    fn cells(&mut self, parent: &Element, rows: &mut Rows) -> Result<(), Refusal> {
        for element in parent.elements() {
            match element.name.as_str() {
                "tc" => self.cell(element, rows)?,
                "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" => {
                    self.cells(element, rows)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, cell: &Element, rows: &mut Rows) -> Result<(), Refusal> {
        let properties = cell.child("tcPr");
        let has = |name: &str| properties.is_some_and(|own| own.child(name).is_some());
        let columns = properties.and_then(|own| number(own, "gridSpan")).unwrap_or(1);
        // A merge without a word continues.
        let goes_on = |upper: &str, lower: &str| {
            let merge = properties.and_then(|own| own.child(upper).or(own.child(lower)));
            merge.is_some_and(|merge| merge.attribute("val") != Some("restart"))
        };
        if has("cellDel") {
            self.deleted += characters(cell);
            return Ok(());
        }
        if goes_on("hMerge", "hmerge") {
            rows.widen(columns);
            return Ok(());
        }
        let mut content = Vec::new();
        self.blocks(cell, &mut content)?;
        if goes_on("vMerge", "vmerge") {
            rows.continued(content, columns)
        } else {
            rows.cell(content, (1, columns))
        }
    }
}

fn push(blocks: &mut Vec<Block>, mut paragraph: Paragraph, inline: Inline) {
    paragraph.text = inline.text;
    paragraph.footnotes = inline.footnotes;
    paragraph.pictures = inline.pictures;
    blocks.push(Block::Paragraph(paragraph));
    blocks.extend(inline.boxes);
}

fn number(properties: &Element, name: &str) -> Option<usize> {
    properties.value(name)?.parse().ok()
}

/// A character of a font of signs, as far as one that every font has is like it.
fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?, 16).ok()?;
    Some(match code & 0xff {
        0xab | 0xb5 | 0xb6 => '★',
        0xfc => '✓',
        0xfb => '✗',
        0xfe => '☑',
        0xa8 | 0x6f | 0x71 => '□',
        0x6c => '●',
        code @ 0x81..=0x8a => char::from_u32(0x2460 + code - 0x81)?,
        code @ 0x8c..=0x95 => char::from_u32(0x2460 + code - 0x8c)?,
        _ if code < 0xf000 => char::from_u32(code)?,
        _ => '·',
    })
}

/// Of several ways to show something the first one that holds anything.
fn alternative(element: &Element) -> Option<&Element> {
    let holds = |child: &&Element| characters(child) > 0;
    let choice = element.elements().find(|child| child.name == "Choice");
    let fallback = element.child("Fallback");
    choice.filter(holds).or(fallback.filter(holds)).or(choice).or(fallback)
}

/// How many characters of text stand in an element, blanks aside.
fn characters(element: &Element) -> usize {
    let own = |child: &Node| match child {
        Node::Element(inner) => characters(inner),
        Node::Text(text) if matches!(element.name.as_str(), "t" | "delText") => {
            text.chars().filter(|c| !c.is_whitespace()).count()
        }
        Node::Text(_) => 0,
    };
    element.children.iter().map(own).sum()
}

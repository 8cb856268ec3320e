//! Web pages, as government sites publish them: the text of the page, its tables with joined
//! cells, and nothing of what stands around it.

mod frame;

use super::Refusal;
use super::grid::Rows;
use super::numbering::shown;
use super::tree::{Builder, Element, Node};
use crate::draft::source::{Aside, Block, Notice, Paragraph, Place, Source, is_blank};
use frame::{characters, content, lines_outside, readable, squeezed};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StringReader, Token, Tokenizer};

/// Elements that hold nothing.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
];
/// Elements whose text nobody reads.
const UNREAD: [&str; 12] = [
    "script", "style", "head", "title", "noscript", "template", "iframe", "object", "select",
    "button", "textarea", "svg",
];
/// Elements that are lines of their own.
const BLOCKS: [&str; 26] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "aside",
    "blockquote",
    "pre",
    "center",
    "form",
    "fieldset",
];
/// Parts of a page that say themselves that they are no text.
const AROUND: [&str; 4] = ["nav", "header", "footer", "aside"];

pub(super) fn source(text: &str) -> Result<Source, Refusal> {
    let root = tree(text)?;
    let content = content(&root);
    let mut blocks = Vec::new();
    add_blocks(content.unwrap_or(&root), &mut blocks)?;
    let mut around = Vec::new();
    if let Some(content) = content {
        lines_outside(&root, content, &mut around);
    }
    let mut aside: Vec<_> = around.into_iter().map(|line| (line, Aside::Frame)).collect();
    unseen(content.unwrap_or(&root), &mut aside);
    let aside = aside.into_iter().map(|(line, why)| (Paragraph::plain(line, Place::Unknown), why));
    let mut deleted = Vec::new();
    root.all("del", &mut deleted);
    let deleted: usize = deleted.into_iter().map(characters).sum();
    let notices = if deleted > 0 { vec![Notice::Deleted(deleted)] } else { Vec::new() };
    Ok(Source { blocks, aside: aside.collect(), notices })
}

/// What stands in the text of a page and is no text: parts that say so, and what is hidden.
fn unseen(element: &Element, aside: &mut Vec<(String, Aside)>) {
    for child in element.elements() {
        let why = if is_hidden(child) {
            Aside::Hidden
        } else if AROUND.contains(&child.name.as_str()) {
            Aside::Frame
        } else {
            unseen(child, aside);
            continue;
        };
        let text = squeezed(&readable(child));
        if !text.is_empty() {
            aside.push((text, why));
        }
    }
}

/// The elements of a page; what is not closed is closed where the next one of its kind begins.
fn tree(text: &str) -> Result<Element, Refusal> {
    let mut builder = Builder::default();
    for Ok(token) in tokens(text) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                // Word writes tags of its own into pages: `o:p`.
                let name = name.rsplit(':').next().unwrap_or_default().to_owned();
                close_implied(&mut builder, &name);
                let attributes = tag.attributes.iter().map(|(key, value)| {
                    let value = String::from_utf8_lossy(value).into_owned();
                    (String::from_utf8_lossy(key).into_owned(), value)
                });
                let element = Element { attributes: attributes.collect(), name, children: vec![] };
                let is_void = VOID.contains(&element.name.as_str());
                builder.open(element)?;
                if is_void || (tag.self_closing && is_foreign(&tag.name)) {
                    builder.close();
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).to_ascii_lowercase();
                let name = name.rsplit(':').next().unwrap_or_default();
                close(&mut builder, name);
            }
            Token::String(text) => builder.text(&String::from_utf8_lossy(&text))?,
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    Ok(builder.finish())
}

/// Scripts and styles hold no tags.
fn tokens(text: &str) -> Tokenizer<StringReader<'_>, DefaultEmitter> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter)
}

/// `<o:p/>` and the like end where they begin; `<p/>` does not.
fn is_foreign(name: &[u8]) -> bool {
    name.contains(&b':')
}

/// Closes what a new element ends without saying so.
fn close_implied(builder: &mut Builder, name: &str) {
    let (ends, within): (&[&str], &[&str]) = match name {
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
        "li" => (&["li"], &["ul", "ol"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "option" => (&["option"], &["select"]),
        name if BLOCKS.contains(&name) || name == "table" => (&["p"], &["td", "th", "div", "li"]),
        _ => return,
    };
    let open = builder.names().take_while(|open| !within.contains(open));
    let found = open.enumerate().filter(|(_, open)| ends.contains(open)).map(|(at, _)| at).last();
    for _ in 0..found.map_or(0, |at| at + 1) {
        builder.close();
    }
}

/// Closes the innermost element of this name, where there is one in reach.
fn close(builder: &mut Builder, name: &str) {
    let stops = |open: &str| match name {
        "table" => false,
        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => open == "table",
        _ => matches!(open, "td" | "th" | "table"),
    };
    let mut found = None;
    for (at, open) in builder.names().enumerate() {
        if open == name {
            found = Some(at);
            break;
        }
        if stops(open) {
            break;
        }
    }
    for _ in 0..found.map_or(0, |at| at + 1) {
        builder.close();
    }
}

/// Paragraphs and tables of an element.
fn add_blocks(element: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
    let mut line = Line::default();
    walk(element, 0, &mut line, blocks)?;
    end_line(&mut line, 0, blocks);
    Ok(())
}

/// A line while it is read.
#[derive(Default)]
struct Line {
    text: String,
    /// The number of the item of a list that it begins.
    number: String,
    pictures: usize,
}

fn walk(
    element: &Element,
    heading: u8,
    line: &mut Line,
    blocks: &mut Vec<Block>,
) -> Result<(), Refusal> {
    for child in &element.children {
        let child = match child {
            Node::Text(text) => {
                push_text(&mut line.text, text, element.name == "pre");
                continue;
            }
            Node::Element(child) => child,
        };
        match child.name.as_str() {
            "br" => line.text.push('\n'),
            "img" => line.pictures += 1,
            "hr" => end_line(line, heading, blocks),
            "table" => {
                end_line(line, heading, blocks);
                blocks.extend(table(child)?);
            }
            name if UNREAD.contains(&name) || AROUND.contains(&name) || is_hidden(child) => {}
            "del" => {}
            "ol" => {
                end_line(line, heading, blocks);
                list(child, heading, line, blocks)?;
                end_line(line, heading, blocks);
            }
            name if BLOCKS.contains(&name) => {
                end_line(line, heading, blocks);
                let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                walk(child, level.unwrap_or(0), line, blocks)?;
                end_line(line, level.unwrap_or(0), blocks);
            }
            _ => walk(child, heading, line, blocks)?,
        }
    }
    Ok(())
}

/// A list that counts: its items show their numbers.
fn list(
    list: &Element,
    heading: u8,
    line: &mut Line,
    blocks: &mut Vec<Block>,
) -> Result<(), Refusal> {
    let number = |element: &Element, name: &str| -> Option<u32> {
        element.attribute(name)?.trim().parse().ok()
    };
    let mut next = number(list, "start").unwrap_or(1);
    let format = match list.attribute("type").unwrap_or("1") {
        "A" => "upperLetter",
        "a" => "lowerLetter",
        "I" => "upperRoman",
        "i" => "lowerRoman",
        _ => "decimal",
    };
    for child in list.elements() {
        if child.name == "li" {
            next = number(child, "value").unwrap_or(next);
            line.number = format!("{}.", shown(next, format));
            next = next.saturating_add(1);
        }
        walk(child, heading, line, blocks)?;
        end_line(line, heading, blocks);
        line.number.clear();
    }
    Ok(())
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none") || element.attribute("hidden").is_some()
}

/// Line ends and indents of the source are no text; blanks that were meant are.
fn push_text(line: &mut String, text: &str, is_kept: bool) {
    if is_kept {
        line.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | ' ' => {
                let before = line.chars().next_back().unwrap_or(' ');
                if before.is_ascii_alphanumeric() {
                    line.push(' ');
                }
            }
            '\u{a0}' => line.push(' '),
            c => line.push(c),
        }
    }
}

fn end_line(line: &mut Line, heading: u8, blocks: &mut Vec<Block>) {
    if is_blank(&line.text) && line.pictures == 0 {
        line.text.clear();
        return;
    }
    let Line { text, number, pictures } = std::mem::take(line);
    let text = text.trim_matches(char::is_whitespace);
    let heading = Some(heading).filter(|level| *level > 0);
    blocks.push(Block::Paragraph(Paragraph {
        number,
        text: text.to_owned(),
        heading,
        pictures,
        ..Paragraph::default()
    }));
}

fn table(table: &Element) -> Result<Vec<Block>, Refusal> {
    let mut rows = Rows::default();
    let mut blocks = Vec::new();
    add_rows(table, &mut rows, &mut blocks)?;
    blocks.extend(rows.finish()?);
    Ok(blocks)
}

/// The rows of a table; what stands in it outside of cells is shown before it.
fn add_rows(parent: &Element, rows: &mut Rows, captions: &mut Vec<Block>) -> Result<(), Refusal> {
    for child in &parent.children {
        let element = match child {
            Node::Element(element) => element,
            Node::Text(text) if is_blank(text) => continue,
            Node::Text(text) => {
                let text = squeezed(text);
                captions.push(Block::Paragraph(Paragraph::plain(text, Place::Unknown)));
                continue;
            }
        };
        match element.name.as_str() {
            "tr" => {
                rows.row(0);
                add_cells(element, rows, captions)?;
                rows.end_row();
            }
            "tbody" | "thead" | "tfoot" | "colgroup" | "col" | "form" => {
                add_rows(element, rows, captions)?;
            }
            name if UNREAD.contains(&name) || is_hidden(element) => {}
            _ => add_blocks(element, captions)?,
        }
    }
    Ok(())
}

fn add_cells(row: &Element, rows: &mut Rows, captions: &mut Vec<Block>) -> Result<(), Refusal> {
    for child in &row.children {
        let element = match child {
            Node::Element(element) => element,
            Node::Text(text) if is_blank(text) => continue,
            Node::Text(text) => {
                let text = squeezed(text);
                captions.push(Block::Paragraph(Paragraph::plain(text, Place::Unknown)));
                continue;
            }
        };
        match element.name.as_str() {
            "td" | "th" => {
                let mut content = Vec::new();
                add_blocks(element, &mut content)?;
                let size = (span(element, "rowspan"), span(element, "colspan"));
                rows.cell(content, size)?;
            }
            "form" => add_cells(element, rows, captions)?,
            name if UNREAD.contains(&name) || is_hidden(element) => {}
            _ => add_blocks(element, captions)?,
        }
    }
    Ok(())
}

fn span(cell: &Element, name: &str) -> usize {
    cell.attribute(name).and_then(|text| text.trim().parse().ok()).unwrap_or(1)
}

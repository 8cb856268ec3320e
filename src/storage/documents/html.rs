//! Web pages, as government sites publish them: the text of the page, its tables with joined
//! cells, and nothing of what stands around it.

use super::Refusal;
use super::grid::Rows;
use super::tree::{Builder, Element, Node};
use crate::draft::source::{Block, Notice, Paragraph, Place, Source, is_blank};
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
    let mut notices = Vec::new();
    if let Some(content) = content {
        let mut around = Vec::new();
        lines_outside(&root, content, &mut around);
        if !around.is_empty() {
            notices.push(Notice::Frame(around));
        }
    }
    let pictures = content.unwrap_or(&root).count(&["img"]);
    if pictures > 0 {
        notices.push(Notice::Pictures { place: Place::Unknown, count: pictures });
    }
    Ok(Source { blocks, notices })
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

/// The element around the text of the page: of those that hold its largest table, the innermost
/// that has paragraphs of its own; without a table the one with the most text in paragraphs.
fn content(root: &Element) -> Option<&Element> {
    let mut path = Vec::new();
    if let Some((_, table)) = largest_table(root)
        && path_to(root, table, &mut path)
    {
        let has_text = |element: &&&Element| own_text(element, table) >= 20;
        let outside = path.iter().filter(|element| {
            !matches!(element.name.as_str(), "table" | "tbody" | "tr" | "td" | "th")
        });
        return outside.clone().find(has_text).copied();
    }
    let mut best = (0, None);
    densest(root, &mut best);
    best.1
}

/// The outermost-largest table: the one whose own cells hold the most text.
fn largest_table(element: &Element) -> Option<(usize, &Element)> {
    let below = element.elements().filter_map(largest_table).max_by_key(|(size, _)| *size);
    if element.name != "table" {
        return below;
    }
    let rows = element.count(&["tr"]);
    let cells = element.count(&["td", "th"]);
    let own = if rows >= 2 && cells > rows { characters(element) } else { 0 };
    match below {
        // A table that only lays out the page holds nearly nothing of its own.
        Some((size, table)) if size * 10 > own * 8 => Some((size, table)),
        below if own == 0 => below,
        _ => Some((own, element)),
    }
}

/// The elements around one, the innermost first.
fn path_to<'a>(from: &'a Element, to: &Element, path: &mut Vec<&'a Element>) -> bool {
    if std::ptr::eq(from, to) {
        return true;
    }
    if from.elements().any(|child| path_to(child, to, path)) {
        path.push(from);
        return true;
    }
    false
}

/// How much text stands directly in paragraphs of an element, links and the table aside.
fn own_text(element: &Element, table: &Element) -> usize {
    let text_of = |child: &Node| match child {
        Node::Text(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
        Node::Element(child) if std::ptr::eq(child, table) => 0,
        Node::Element(child) => match child.name.as_str() {
            "p" | "span" | "h1" | "h2" | "h3" | "h4" | "strong" | "b" | "font" => {
                characters(child).saturating_sub(linked(child) * 2)
            }
            "div" | "section" if child.count(&["table"]) == 0 => {
                characters(child).saturating_sub(linked(child) * 4) / 2
            }
            _ => 0,
        },
    };
    element.children.iter().map(text_of).sum()
}

fn densest<'a>(element: &'a Element, best: &mut (usize, Option<&'a Element>)) {
    if UNREAD.contains(&element.name.as_str()) {
        return;
    }
    let paragraphs = element.elements().filter(|child| child.name == "p" || child.name == "br");
    let own = paragraphs.map(|child| characters(child).saturating_sub(linked(child) * 2)).sum();
    if own > best.0 {
        *best = (own, Some(element));
    }
    for child in element.elements() {
        densest(child, best);
    }
}

fn linked(element: &Element) -> usize {
    if element.name == "a" {
        return characters(element);
    }
    element.elements().map(linked).sum()
}

fn characters(element: &Element) -> usize {
    if UNREAD.contains(&element.name.as_str()) {
        return 0;
    }
    let own = |child: &Node| match child {
        Node::Text(text) => text.chars().filter(|c| !c.is_whitespace()).count(),
        Node::Element(child) => characters(child),
    };
    element.children.iter().map(own).sum()
}

/// What stands around the text of the page, line by line.
fn lines_outside(element: &Element, content: &Element, lines: &mut Vec<String>) {
    if std::ptr::eq(element, content) || UNREAD.contains(&element.name.as_str()) {
        return;
    }
    let holds_content = path_to(element, content, &mut Vec::new());
    if !holds_content && (BLOCKS.contains(&element.name.as_str()) || element.name == "table") {
        let text = squeezed(&readable(element));
        if !text.is_empty() {
            lines.push(text);
        }
        return;
    }
    for child in &element.children {
        match child {
            Node::Text(text) if !is_blank(text) => lines.push(squeezed(text)),
            Node::Text(_) => {}
            Node::Element(child) => lines_outside(child, content, lines),
        }
    }
}

fn readable(element: &Element) -> String {
    if UNREAD.contains(&element.name.as_str()) {
        return String::new();
    }
    let text = |child: &Node| match child {
        Node::Text(text) => text.clone(),
        Node::Element(child) => readable(child),
    };
    element.children.iter().map(text).collect()
}

/// Runs of blanks as one, none at the ends.
fn squeezed(text: &str) -> String {
    text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Paragraphs and tables of an element.
fn add_blocks(element: &Element, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
    let mut line = String::new();
    walk(element, 0, &mut line, blocks)?;
    end_line(&mut line, 0, blocks);
    Ok(())
}

fn walk(
    element: &Element,
    heading: u8,
    line: &mut String,
    blocks: &mut Vec<Block>,
) -> Result<(), Refusal> {
    for child in &element.children {
        let child = match child {
            Node::Text(text) => {
                push_text(line, text, element.name == "pre");
                continue;
            }
            Node::Element(child) => child,
        };
        match child.name.as_str() {
            "br" => line.push('\n'),
            "hr" => end_line(line, heading, blocks),
            "table" => {
                end_line(line, heading, blocks);
                blocks.extend(table(child)?);
            }
            name if UNREAD.contains(&name) || AROUND.contains(&name) || is_hidden(child) => {}
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

fn end_line(line: &mut String, heading: u8, blocks: &mut Vec<Block>) {
    let text = std::mem::take(line);
    if is_blank(&text) {
        return;
    }
    let text = text.trim_matches(char::is_whitespace);
    let heading = Some(heading).filter(|level| *level > 0);
    blocks.push(Block::Paragraph(Paragraph {
        text: text.to_owned(),
        heading,
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

fn add_rows(parent: &Element, rows: &mut Rows, captions: &mut Vec<Block>) -> Result<(), Refusal> {
    for element in parent.elements() {
        match element.name.as_str() {
            "tr" => {
                rows.row(0);
                for cell in element.elements().filter(|e| matches!(e.name.as_str(), "td" | "th")) {
                    let mut content = Vec::new();
                    add_blocks(cell, &mut content)?;
                    rows.cell(content, (span(cell, "rowspan"), span(cell, "colspan")))?;
                }
                rows.end_row();
            }
            "caption" => add_blocks(element, captions)?,
            "table" => {}
            _ => add_rows(element, rows, captions)?,
        }
    }
    Ok(())
}

fn span(cell: &Element, name: &str) -> usize {
    cell.attribute(name).and_then(|text| text.trim().parse().ok()).unwrap_or(1)
}

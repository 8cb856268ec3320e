//! What of a page is its text, and what stands around it.

use super::super::tree::{Element, Node};
use super::{BLOCKS, UNREAD};
use crate::draft::source::is_blank;

/// The element around the text of the page: of those that hold its largest table, the innermost
/// that has paragraphs of its own; without a table the one with the most text in paragraphs.
pub(super) fn content(root: &Element) -> Option<&Element> {
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

pub(super) fn characters(element: &Element) -> usize {
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
pub(super) fn lines_outside(element: &Element, content: &Element, lines: &mut Vec<String>) {
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

pub(super) fn readable(element: &Element) -> String {
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
pub(super) fn squeezed(text: &str) -> String {
    text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

//! Documents without a table: headings are numbered paragraphs with points, what stands below
//! them are their criteria.

use super::heading::{self, Heading};
use super::tables::special_kind;
use super::{Criterion, Node, Outline, Piece, around};
use crate::draft::numbers::Style;
use crate::draft::source::{Block, Source};

/// The longest title of a heading.
const LONGEST: usize = 60;

pub(super) fn lay_out(source: &Source, outline: &mut Outline) {
    let mut pieces = Vec::new();
    for block in &source.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.is_blank() => {}
            Block::Paragraph(paragraph) => pieces.push(Piece::paragraph(paragraph)),
            Block::Table(table) => {
                let cells = table.cells.iter().filter(|cell| !cell.is_blank());
                pieces.extend(cells.map(super::rows::piece));
            }
        }
    }
    let read: Vec<Heading> = pieces.iter().map(|piece| heading::read(&piece.text)).collect();
    let is_node: Vec<bool> =
        pieces.iter().zip(&read).map(|(piece, read)| is_node(piece, read)).collect();
    let Some(first) = is_node.iter().position(|is| *is) else {
        without_points(pieces, &read, outline);
        return;
    };
    let styles: Vec<Option<Style>> =
        read.iter().map(|read| read.head.as_ref().map(|head| head.style)).collect();
    let last = is_node.iter().rposition(|is| *is).unwrap_or(first);
    let behind = (last + 1..pieces.len())
        .find(|at| ends(&styles, &is_node, first, *at, &pieces[*at].text))
        .unwrap_or(pieces.len());
    around::before(outline, pieces[..first].to_vec());
    let mut stack: Vec<(Style, usize)> = Vec::new();
    for at in first..behind {
        let (piece, read) = (pieces[at].clone(), read[at].clone());
        match (is_node[at], styles[at]) {
            (true, Some(style)) => {
                if let Some(known) = stack.iter().position(|(known, _)| *known == style) {
                    stack.truncate(known);
                }
                let parent = stack.last().map(|(_, node)| *node);
                let node = node(outline, parent, read, &piece);
                stack.push((style, node));
            }
            _ => match stack.last() {
                Some((_, node)) => {
                    let node = &mut outline.nodes[*node];
                    node.is_item = true;
                    node.criteria.push(Criterion { piece, amount: None });
                }
                None => outline.introduction.push(piece),
            },
        }
    }
    for piece in pieces.drain(behind..) {
        around::after(outline, piece);
    }
    around::settle(outline);
}

/// A numbered paragraph with points of its own: `（一）安全例会（8分）。每月…`.
fn is_node(piece: &Piece, read: &Heading) -> bool {
    let is_heading = read.head.is_some() && !read.points.is_empty();
    let title = read.title.chars().count();
    is_heading
        && title > 0
        && title <= LONGEST
        && !super::rows::has_rule(&read.title)
        && special_kind(&piece.text).is_none()
}

/// Where the rubric ends: at a heading that stands above its own, or at its notes.
fn ends(styles: &[Option<Style>], is_node: &[bool], first: usize, at: usize, text: &str) -> bool {
    if around::begins_notes(text) || special_kind(text).is_some() {
        return true;
    }
    let Some(style) = styles[at] else { return false };
    let nodes = (first..at).filter(|at| is_node[*at]);
    let used: Vec<Style> = nodes.filter_map(|at| styles[at]).collect();
    let top = styles[first];
    // A number of the uppermost kind without points, or one that no heading and no clause has.
    Some(style) == top
        || style < Style::Letter && !used.contains(&style) && top.is_some_and(|top| style < top)
}

fn node(outline: &mut Outline, parent: Option<usize>, read: Heading, piece: &Piece) -> usize {
    let rest = read.rest.filter(|_| !read.is_whole).map(|from| heading::part(piece, from));
    let mut points = read.points.into_iter();
    let criteria = rest.into_iter().filter(|rest| !rest.is_blank());
    let criteria: Vec<Criterion> =
        criteria.map(|piece| Criterion { piece, amount: None }).collect();
    outline.nodes.push(Node {
        parent,
        no: read.head.map(|head| head.no).unwrap_or_default(),
        title: read.title,
        points: points.next(),
        weight: read.weight,
        heading: piece.clone(),
        is_item: !criteria.is_empty(),
        criteria,
        ..Node::default()
    });
    outline.nodes.len() - 1
}

/// A list without points: every numbered paragraph is a heading or a task.
fn without_points(pieces: Vec<Piece>, read: &[Heading], outline: &mut Outline) {
    let first = read.iter().position(|read| read.head.is_some()).unwrap_or(pieces.len());
    around::before(outline, pieces[..first].to_vec());
    let mut stack: Vec<(Style, usize)> = Vec::new();
    for (piece, read) in pieces.into_iter().zip(read).skip(first) {
        let Some(head) = &read.head else {
            match stack.last() {
                Some((_, node)) => {
                    outline.nodes[*node].criteria.push(Criterion { piece, amount: None });
                }
                None => around::after(outline, piece),
            }
            continue;
        };
        if let Some(known) = stack.iter().position(|(known, _)| *known == head.style) {
            stack.truncate(known);
        }
        let parent = stack.last().map(|(_, node)| *node);
        let node = node(outline, parent, read.clone(), &piece);
        stack.push((head.style, node));
    }
    around::settle(outline);
}

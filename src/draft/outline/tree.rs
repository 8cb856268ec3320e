//! The tree made whole: cells that hold several items are split, numbers that are not printed are
//! given, points that are not printed are worked out where only one value is possible.

use super::heading::{self, Heading};
use super::{Criterion, Node, Outline, Piece, Remark};
use crate::draft::numbers::{self, Style};
use crate::points::Points;

/// Completes a tree.
pub(super) fn complete(outline: &mut Outline) {
    split_items(outline);
    split_tasks(outline);
    // Words alone say nothing: an item without criteria may be as it was printed.
    if super::regroup::by_numbers(outline) {
        super::regroup::criteria(outline);
    }
    split_criteria(outline);
    in_order(outline);
    let last = outline.nodes.len();
    for node in 0..last {
        let has_children = outline.nodes.iter().any(|other| other.parent == Some(node));
        outline.nodes[node].is_item = !has_children;
    }
    items_of_their_own(outline);
    number(outline);
    sums(outline);
    infer(outline);
}

/// A cell whose paragraphs are numbered items with points of their own.
fn split_items(outline: &mut Outline) {
    let mut at = 0;
    while at < outline.nodes.len() {
        let node = &outline.nodes[at];
        let is_leaf = outline.nodes.iter().all(|other| other.parent != Some(at));
        let parts = parts_of(&node.heading.text);
        if !is_leaf || parts.len() < 2 {
            at += 1;
            continue;
        }
        let node = outline.nodes[at].clone();
        let mut made = Vec::new();
        for (from, to, read) in &parts {
            made.push(Node {
                parent: node.parent,
                no: read.head.as_ref().map(|head| head.no.clone()).unwrap_or_default(),
                title: read.title.clone(),
                points: read.points.first().copied(),
                heading: Piece {
                    text: node.heading.text[*from..*to].trim().to_owned(),
                    ..node.heading.clone()
                },
                criteria: Vec::new(),
                ..node.clone()
            });
        }
        share(&node.criteria, &mut made);
        let added = made.len() - 1;
        for other in &mut outline.nodes {
            other.parent =
                other.parent.map(|parent| if parent > at { parent + added } else { parent });
        }
        outline.nodes.splice(at..=at, made);
        at += added + 1;
    }
}

/// A list of tasks: where a document has no points, a cell that counts 1, 2, 3 holds as many tasks
/// as it counts.
fn split_tasks(outline: &mut Outline) {
    let has_points = |node: &Node| node.points.is_some() || !node.points_for.is_empty();
    let has_rule = |node: &Node| node.criteria.iter().any(|c| super::rows::has_rule(&c.piece.text));
    if outline.nodes.iter().any(|node| has_points(node) || has_rule(node)) {
        return;
    }
    let mut at = 0;
    while at < outline.nodes.len() {
        let is_leaf = outline.nodes.iter().all(|other| other.parent != Some(at));
        let begins = counted(&outline.nodes[at].heading.text);
        if !is_leaf || begins.len() < 2 {
            at += 1;
            continue;
        }
        let node = &mut outline.nodes[at];
        let whole = node.heading.clone();
        let ends = begins[1..].iter().copied().chain([whole.text.len()]);
        let made: Vec<Node> = begins
            .iter()
            .zip(ends)
            .map(|(from, to)| {
                let text = whole.text[*from..to].trim();
                let read = heading::read(text);
                Node {
                    parent: Some(at),
                    no: read.head.map(|head| head.no).unwrap_or_default(),
                    title: read.title,
                    heading: Piece { text: text.to_owned(), ..whole.clone() },
                    is_item: true,
                    ..Node::default()
                }
            })
            .collect();
        whole.text[..begins[0]].trim().clone_into(&mut node.heading.text);
        node.title = heading::without_stop(&heading::read(&node.heading.text).title);
        node.is_item = false;
        let count = made.len();
        for other in &mut outline.nodes {
            other.parent =
                other.parent.map(|parent| if parent > at { parent + count } else { parent });
        }
        outline.nodes.splice(at + 1..=at, made);
        at += count + 1;
    }
}

/// Where a text counts （1）, （2）, （3） or ①, ②, ③ behind words of its own: the places of the
/// numbers, each behind the end of a sentence.
fn counted(text: &str) -> Vec<usize> {
    let mut begins: Vec<usize> = Vec::new();
    let mut style = None;
    for (at, _) in text.char_indices().skip(1) {
        let Some(head) = numbers::head(&text[at..]) else { continue };
        let is_next = head.value as usize == begins.len() + 1;
        let is_alike = match style {
            None => matches!(head.style, Style::InBrackets | Style::Circled | Style::BeforeBracket),
            Some(style) => head.style == style,
        };
        let before = text[..at].trim_end();
        let is_free =
            text[..at].ends_with('\n') || before.ends_with(['。', '；', ';', '：', ':', '！']);
        if is_next && is_alike && is_free {
            style = Some(head.style);
            begins.push(at);
        }
    }
    begins
}

/// The paragraphs of a heading that are numbered alike and have points each.
fn parts_of(text: &str) -> Vec<(usize, usize, Heading)> {
    let mut parts: Vec<(usize, usize, Heading)> = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let to = from + line.len();
        let read = heading::read(line.trim_end());
        let style = read.head.as_ref().map(|head| head.style);
        let is_alike = parts
            .first()
            .is_none_or(|(_, _, first)| first.head.as_ref().map(|head| head.style) == style);
        if style.is_some() && is_alike {
            parts.push((from, to, read));
        } else if let Some(last) = parts.last_mut() {
            last.1 = to;
            last.2 = heading::read(text[last.0..to].trim_end());
        } else {
            return Vec::new();
        }
        from = to;
    }
    if parts.iter().all(|(_, _, read)| !read.points.is_empty()) { parts } else { Vec::new() }
}

/// Gives criteria to items: line by line where there are as many, else by shared words.
fn share(criteria: &[Criterion], items: &mut [Node]) {
    let lines: Vec<Criterion> = criteria.iter().flat_map(lines_of).collect();
    let as_many = lines.len() == items.len();
    for (at, line) in lines.into_iter().enumerate() {
        let best = super::pairing::likest(
            &line.piece.text,
            items.iter().map(|item| item.heading.text.as_str()),
        );
        let to = if as_many { at } else { best.unwrap_or(0) };
        items[to].criteria.push(line);
    }
}

/// A criterion line by line.
pub(super) fn lines_of(criterion: &Criterion) -> Vec<Criterion> {
    let lines = criterion.piece.text.split('\n').filter(|line| !line.trim().is_empty());
    let line = |text: &str| Criterion {
        piece: Piece { text: text.to_owned(), place: criterion.piece.place, footnotes: Vec::new() },
        amount: criterion.amount.clone(),
    };
    let lines: Vec<Criterion> = lines.map(line).collect();
    if lines.len() == 1 { vec![criterion.clone()] } else { lines }
}

/// Numbered parts of the criteria with points of their own, which come to those of the item,
/// are items: `1.年度检查计划（3分）。未制定的扣3分`.
fn split_criteria(outline: &mut Outline) {
    let mut at = 0;
    while at < outline.nodes.len() {
        let is_leaf = outline.nodes.iter().all(|other| other.parent != Some(at));
        let node = &outline.nodes[at];
        let lines: Vec<Criterion> = node.criteria.iter().flat_map(lines_of).collect();
        let read: Vec<Heading> = lines
            .iter()
            .map(|line| in_words(&line.piece.text, heading::read(&line.piece.text)))
            .collect();
        let style = read.first().and_then(|read| read.head.as_ref()).map(|head| head.style);
        let are_parts = read.len() >= 2
            && matches!(
                style,
                Some(
                    Style::Number
                        | Style::InBrackets
                        | Style::HanInBrackets
                        | Style::Circled
                        | Style::Dotted(_)
                )
            )
            && read.iter().all(|read| {
                read.head.as_ref().map(|head| head.style) == style
                    && !read.points.is_empty()
                    && !read.title.is_empty()
                    && read.title.chars().count() <= 30
                    && !super::rows::has_rule(&read.title)
            });
        let sum: Option<Points> =
            super::tables::sum_of(read.iter().map(|read| read.points.first().copied()));
        let comes_out = node.points.is_none_or(|points| sum == Some(points));
        if !(is_leaf && are_parts && comes_out) {
            at += 1;
            continue;
        }
        outline.nodes[at].criteria.clear();
        let count = lines.len();
        for other in &mut outline.nodes {
            other.parent =
                other.parent.map(|parent| if parent > at { parent + count } else { parent });
        }
        let made = lines.into_iter().zip(read).map(|(line, read)| child(at, &line, read));
        let made: Vec<Node> = made.collect();
        outline.nodes.splice(at + 1..=at, made);
        at += count + 1;
    }
}

/// `（1）规范管理率达到70%得4分，每低5个百分点扣1分`: what is earned in full and what is taken
/// off it. Where every line is of this kind, each has points of its own.
fn in_words(line: &str, read: Heading) -> Heading {
    if !read.points.is_empty() || read.head.is_none() {
        return read;
    }
    let begin = read.head.as_ref().map_or(0, |head| head.length);
    let Some(at) = line.find('得').filter(|at| *at > begin) else { return read };
    let behind = &line[at + '得'.len_utf8()..];
    let digits = behind.chars().take_while(|c| c.is_numeric() || matches!(c, '.' | '．'));
    let length: usize = digits.map(char::len_utf8).sum();
    let rest = &behind[length..];
    let Some(after) = rest.strip_prefix("分，").or_else(|| rest.strip_prefix("分；")) else {
        return read;
    };
    let points = heading::parse(&behind[..length]);
    let is_taken_off =
        after.contains('扣') && !after.contains('得') && super::rows::has_rule(after);
    match points.filter(|_| is_taken_off) {
        Some(points) => Heading {
            title: heading::joined(line[begin..at].trim_end_matches('的')),
            points: vec![points],
            rest: Some(line.len() - after.len()),
            is_whole: false,
            ..read
        },
        None => read,
    }
}

fn child(parent: usize, line: &Criterion, read: Heading) -> Node {
    // 2.重点时段检查（6分，少一次扣1.5分）: what stands with the points is a criterion.
    let from = read.rest.unwrap_or(0);
    let inner = inner_rule(&line.piece.text[..from]);
    let rest = heading::part(&line.piece, from);
    let mut criteria = Vec::new();
    if let Some(inner) = inner {
        criteria.push(Criterion {
            piece: Piece { text: inner, place: line.piece.place, footnotes: Vec::new() },
            amount: None,
        });
    }
    let mut words = Vec::new();
    if !rest.is_blank() && !criteria.is_empty() && !super::rows::has_rule(&rest.text) {
        words.push(rest);
    } else if !rest.is_blank() {
        criteria.push(Criterion { piece: rest, amount: None });
    }
    Node {
        parent: Some(parent),
        no: read.head.map(|head| head.no).unwrap_or_default(),
        title: read.title,
        points: read.points.first().copied(),
        heading: Piece { text: line.piece.text[..from].to_owned(), ..line.piece.clone() },
        criteria,
        words,
        is_item: true,
        ..Node::default()
    }
}

/// `少一次扣1.5分` of `…（6分，少一次扣1.5分）`.
fn inner_rule(heading: &str) -> Option<String> {
    let inner = heading.rsplit(['（', '(']).next()?;
    let inner = inner.trim_end_matches(['）', ')']);
    let (_, rule) = inner.split_once(['，', ','])?;
    super::rows::has_rule(rule).then(|| rule.trim().to_owned())
}

/// Puts every node behind the one above it, in the order of the document.
fn in_order(outline: &mut Outline) {
    let count = outline.nodes.len();
    let mut order = Vec::with_capacity(count);
    let nodes = &outline.nodes;
    let children =
        |parent: Option<usize>| (0..count).rev().filter(move |at| nodes[*at].parent == parent);
    let mut open: Vec<usize> = children(None).collect();
    while let Some(node) = open.pop() {
        order.push(node);
        open.extend(children(Some(node)));
    }
    if order.iter().enumerate().all(|(at, node)| at == *node) {
        return;
    }
    let mut place = vec![0; count];
    for (at, node) in order.iter().enumerate() {
        place[*node] = at;
    }
    let mut nodes: Vec<Option<Node>> =
        std::mem::take(&mut outline.nodes).into_iter().map(Some).collect();
    for node in order {
        if let Some(mut node) = nodes[node].take() {
            node.parent = node.parent.map(|parent| place[parent]);
            outline.nodes.push(node);
        }
    }
    for (node, _, _) in &mut outline.sums {
        *node = node.map(|node| place[node]);
    }
}

/// A heading that has criteria beside headings below it: they are an item of their own.
fn items_of_their_own(outline: &mut Outline) {
    let mut at = 0;
    while at < outline.nodes.len() {
        let node = &outline.nodes[at];
        if node.is_item || node.criteria.is_empty() {
            at += 1;
            continue;
        }
        let criteria = std::mem::take(&mut outline.nodes[at].criteria);
        let node = &outline.nodes[at];
        let item = Node {
            parent: Some(at),
            title: node.title.clone(),
            heading: node.heading.clone(),
            criteria,
            is_item: true,
            ..Node::default()
        };
        for other in &mut outline.nodes {
            other.parent = other.parent.map(|parent| if parent > at { parent + 1 } else { parent });
        }
        outline.nodes.insert(at + 1, item);
        at += 2;
    }
}

/// Gives numbers where none is printed: 1, 2, 3 below one heading. A number that is there twice
/// is told apart.
fn number(outline: &mut Outline) {
    let mut remarks = Vec::new();
    for at in 0..outline.nodes.len() {
        let parent = outline.nodes[at].parent;
        let used: Vec<String> = outline.nodes[..at]
            .iter()
            .filter(|node| node.parent == parent)
            .map(|node| node.no.clone())
            .collect();
        let node = &mut outline.nodes[at];
        if node.no.is_empty() {
            let mut next = used.len() + 1;
            while used.contains(&next.to_string()) {
                next += 1;
            }
            node.no = next.to_string();
        } else if used.contains(&node.no) {
            remarks.push((Remark::NumberTwice(node.no.clone()), node.heading.place));
            let mut next = 2;
            while used.contains(&format!("{}-{next}", node.no)) {
                next += 1;
            }
            node.no = format!("{}-{next}", node.no);
        }
    }
    outline.remarks.extend(remarks);
}

/// 小计 are the points of what they sum up, where it has none.
fn sums(outline: &mut Outline) {
    for (node, points, _) in outline.sums.clone() {
        if let Some(node) = node.and_then(|node| outline.nodes.get_mut(node))
            && node.points.is_none()
        {
            node.points = Some(points);
        }
    }
}

/// Works out points that are not printed: the sum of what is below, or what is left of what is
/// above, where one value alone is missing.
fn infer(outline: &mut Outline) {
    for _ in 0..outline.nodes.len().min(40) {
        let mut changed = false;
        for at in (0..outline.nodes.len()).rev() {
            let children: Vec<usize> = (0..outline.nodes.len())
                .filter(|child| outline.nodes[*child].parent == Some(at))
                .collect();
            if children.is_empty() {
                continue;
            }
            // What makes a result void is worth no points.
            let is_veto = |child: &usize| {
                super::tables::special_kind(&outline.nodes[*child].heading.text)
                    == Some(super::SpecialKind::Veto)
            };
            let missing: Vec<usize> = children
                .iter()
                .copied()
                .filter(|child| outline.nodes[*child].points.is_none() && !is_veto(child))
                .collect();
            let known = children
                .iter()
                .filter_map(|child| outline.nodes[*child].points)
                .fold(Points::ZERO, |sum, points| sum + points);
            match (outline.nodes[at].points, &missing[..]) {
                (None, []) => {
                    outline.nodes[at].points = Some(known);
                    outline.nodes[at].is_inferred = true;
                    changed = true;
                }
                (Some(whole), [one]) if whole > known => {
                    outline.nodes[*one].points = Some(whole - known);
                    outline.nodes[*one].is_inferred = true;
                    changed = true;
                }
                _ => {}
            }
        }
        if !changed {
            break;
        }
    }
}

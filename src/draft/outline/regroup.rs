//! Tables whose rows were shifted, as they come out of a PDF: headings stand a row too late or
//! are lost, criteria a row too early. Numbers say where items belong, words which criteria.

use super::pairing::likeness;
use super::tree::lines_of;
use super::{Criterion, Node, Outline, Piece, Remark};
use crate::draft::numbers::{self, Style};

/// How many more common pairs of characters, in percent, each of the criteria that move has to
/// have with the item it moves to, on the average.
const CLEAR: usize = 5;

/// Puts items below the headings that their numbers name: 1.1 and 1.2 below A1, 2.1 below A2,
/// and below B1 where the numbers begin again. Only where every heading has its items. Whether
/// something stood elsewhere: then rows were shifted.
pub(super) fn by_numbers(outline: &mut Outline) -> bool {
    let Some(plan) = plan(outline) else { return false };
    let is_right = plan.items.iter().all(|(item, top, group)| {
        let middle = outline.nodes[*item].parent;
        let above = middle.and_then(|middle| outline.nodes[middle].parent);
        let (name, no) = (&plan.tops[*top], format!("{}{group}", plan.tops[*top]));
        middle.is_some_and(|middle| outline.nodes[middle].no == no)
            && above.is_some_and(|above| outline.nodes[above].no == *name)
    });
    if !is_right {
        rebuild(outline, &plan);
    }
    !is_right
}

/// Which items stand below which heading.
struct Plan {
    /// The letters of the uppermost headings, in order.
    tops: Vec<String>,
    /// Each item: its place, its top and the number of its group.
    items: Vec<(usize, usize, u32)>,
}

fn dotted(no: &str) -> Option<(u32, u32)> {
    let (first, second) = no.split_once('.')?;
    Some((first.parse().ok()?, second.parse().ok()?))
}

fn lettered(no: &str) -> Option<(String, u32)> {
    let letter = no.chars().next().filter(char::is_ascii_uppercase)?;
    Some((letter.to_string(), no[1..].parse().ok()?))
}

fn plan(outline: &Outline) -> Option<Plan> {
    let nodes = &outline.nodes;
    let items: Vec<usize> =
        (0..nodes.len()).filter(|at| dotted(&nodes[*at].no).is_some()).collect();
    let groups: Vec<(String, u32)> = nodes.iter().filter_map(|node| lettered(&node.no)).collect();
    if items.len() < 4 || groups.len() < 2 {
        return None;
    }
    let is_known = |node: &Node| {
        let is_top =
            numbers::head(&format!("{}.", node.no)).is_some_and(|head| head.style == Style::Letter);
        is_top || dotted(&node.no).is_some() || lettered(&node.no).is_some()
    };
    if !nodes.iter().all(is_known) {
        return None;
    }
    let mut tops: Vec<String> = Vec::new();
    for (letter, _) in &groups {
        if tops.last() != Some(letter) {
            tops.push(letter.clone());
        }
    }
    let mut placed = Vec::new();
    let (mut top, mut last) = (0, (0, 0));
    for item in items {
        let number = dotted(&nodes[item].no)?;
        if number <= last {
            top += 1;
        }
        last = number;
        placed.push((item, top, number.0));
    }
    // Every group has items and every item a group, in the order of the document.
    let mut wanted: Vec<(String, u32)> = Vec::new();
    for (_, top, group) in &placed {
        let group = (tops.get(*top)?.clone(), *group);
        if wanted.last() != Some(&group) {
            wanted.push(group);
        }
    }
    (wanted == groups && top + 1 == tops.len()).then_some(Plan { tops, items: placed })
}

fn rebuild(outline: &mut Outline, plan: &Plan) {
    let old = std::mem::take(&mut outline.nodes);
    let named = |no: &str| old.iter().find(|node| node.no == no);
    let mut remarks = Vec::new();
    for (at, top) in plan.tops.iter().enumerate() {
        let place = outline.nodes.len();
        let heading = named(top).cloned().unwrap_or_else(|| {
            let first = plan.items.iter().find(|(_, of, _)| *of == at);
            let place = first.map(|(item, _, _)| old[*item].heading.place).unwrap_or_default();
            remarks.push((Remark::HeadingLost(top.clone()), place));
            Node {
                no: top.clone(),
                heading: Piece { place, ..Piece::default() },
                ..Node::default()
            }
        });
        outline.nodes.push(Node { parent: None, ..heading });
        let mut group = None;
        for (item, _, number) in plan.items.iter().filter(|(_, of, _)| *of == at) {
            let parent = match group {
                Some((known, parent)) if known == *number => parent,
                _ => {
                    let heading = named(&format!("{top}{number}")).cloned().unwrap_or_default();
                    outline.nodes.push(Node { parent: Some(place), ..heading });
                    outline.nodes.len() - 1
                }
            };
            group = Some((*number, parent));
            outline.nodes.push(Node { parent: Some(parent), ..old[*item].clone() });
        }
    }
    outline.remarks.extend(remarks);
}

/// Items without criteria behind one that has too many: the criteria between them were printed
/// a row too early, and go to the items whose words they share.
pub(super) fn criteria(outline: &mut Outline) {
    let is_leaf = |at: &usize| outline.nodes.iter().all(|node| node.parent != Some(*at));
    let leaves: Vec<usize> = (0..outline.nodes.len()).filter(is_leaf).collect();
    for empty in 0..leaves.len() {
        let nodes = &outline.nodes;
        if !nodes[leaves[empty]].criteria.is_empty() {
            continue;
        }
        let is_full = |at: &usize| lines(&nodes[leaves[*at]]).len() > 1;
        let Some(full) =
            (0..empty).rev().take_while(|at| !nodes[leaves[*at]].criteria.is_empty()).find(is_full)
        else {
            continue;
        };
        let among = &leaves[full..=empty];
        let all: Vec<Criterion> = among.iter().flat_map(|at| lines(&nodes[*at])).collect();
        let before: Vec<usize> = among
            .iter()
            .enumerate()
            .flat_map(|(place, at)| std::iter::repeat_n(place, lines(&nodes[*at]).len()))
            .collect();
        let Some(better) = assign(&all, among, nodes) else { continue };
        // What moves has to be far more like where it goes: common words alone say nothing.
        let moved = (0..all.len()).filter(|at| better[*at] != before[*at]).count();
        let gained = rating(&all, &better, among, nodes);
        let lost = rating(&all, &before, among, nodes);
        if moved == 0 || gained < lost + moved * CLEAR {
            continue;
        }
        let among = among.to_vec();
        for at in &among {
            outline.nodes[*at].criteria.clear();
        }
        for (line, (is, was)) in all.into_iter().zip(better.into_iter().zip(before)) {
            let node = &mut outline.nodes[among[is]];
            if is != was {
                outline.remarks.push((Remark::Shifted(node.title.clone()), line.piece.place));
            }
            node.criteria.push(line);
        }
    }
}

fn lines(node: &Node) -> Vec<Criterion> {
    node.criteria.iter().flat_map(lines_of).collect()
}

fn rate(line: &Criterion, node: &Node) -> usize {
    likeness(&line.piece.text, &node.title)
}

fn rating(all: &[Criterion], places: &[usize], among: &[usize], nodes: &[Node]) -> usize {
    all.iter().zip(places).map(|(line, place)| rate(line, &nodes[among[*place]])).sum()
}

/// The assignment in order that shares the most words, each item getting at least one line.
fn assign(all: &[Criterion], among: &[usize], nodes: &[Node]) -> Option<Vec<usize>> {
    let (lines, items) = (all.len(), among.len());
    if lines < items || lines * items > 4000 {
        return None;
    }
    let mut best: Vec<Vec<Option<(usize, bool)>>> = vec![vec![None; items]; lines];
    for line in 0..lines {
        for item in 0..items.min(line + 1) {
            let own = rate(&all[line], &nodes[among[item]]);
            let Some(before) = line.checked_sub(1) else {
                best[line][item] = Some((own, true));
                continue;
            };
            let stays = best[before][item].map(|(rate, _)| (rate + own, false));
            let begins = item.checked_sub(1).and_then(|item| best[before][item]);
            let begins = begins.map(|(rate, _)| (rate + own, true));
            best[line][item] = match (stays, begins) {
                (Some(stays), Some(begins)) => {
                    Some(if begins.0 >= stays.0 { begins } else { stays })
                }
                (stays, begins) => stays.or(begins),
            };
        }
    }
    let mut places = vec![0; lines];
    let mut item = items - 1;
    for line in (0..lines).rev() {
        let (_, begins) = best[line][item]?;
        places[line] = item;
        if begins && line > 0 {
            item = item.checked_sub(1)?;
        }
    }
    Some(places)
}

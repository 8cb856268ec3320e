//! Rows of the tree: headings, items, their points, criteria and everything beside them.

use super::super::columns::Role;
use super::super::rows::{self, Grid};
use super::super::{Criterion, LeftOut, Piece, heading};
use super::{Current, Layout};
use crate::draft::numbers::{self, Head, Style};

impl Layout<'_> {
    /// A row of the tree.
    pub(super) fn content(&mut self, grid: &Grid<'_>, row: usize, contents: &[usize]) {
        for (level, column) in contents.iter().enumerate() {
            self.content_cell(grid, row, contents, level, *column);
        }
        let item = self.current.iter().flatten().last().map(|current| current.node);
        let item = item.or_else(|| self.sections.last().map(|(node, _)| *node));
        let Some(item) = item else {
            self.leave_out(grid, row, LeftOut::Heading);
            return;
        };
        self.points(grid, row, contents, item);
        self.rest(grid, row, item);
    }

    pub(super) fn content_cell(
        &mut self,
        grid: &Grid<'_>,
        row: usize,
        contents: &[usize],
        level: usize,
        column: usize,
    ) {
        let Some((id, cell)) = grid.at(row, column) else { return };
        // A cell over several columns of content belongs to the first of them.
        if contents[..level]
            .iter()
            .any(|before| grid.at(row, *before).is_some_and(|(other, _)| other == id))
        {
            self.current[level] = None;
            return;
        }
        let is_last = level + 1 == contents.len();
        if cell.is_blank() {
            return;
        }
        let text = cell.text();
        let key = heading::key(&text);
        let own = (self.table, id);
        if let Some(current) = &mut self.current[level]
            && (current.cell == own || current.key == key)
        {
            current.cell = own;
            self.take(own);
            return;
        }
        self.take(own);
        let parent = self.current[..level].iter().flatten().last().map(|current| current.node);
        let parent = parent.or_else(|| self.sections.last().map(|(node, _)| *node));
        let mut read = heading::read(&text);
        if grid.numbered == Some(column)
            && read.head.is_none()
            && let Some(number) = grid.columns(Role::Number).next()
        {
            read.head = number_of(&grid.text(row, number));
        }
        let piece = rows::piece(cell);
        let holds_both = is_last
            && rows::has_rule(&text)
            && grid.columns(Role::Criteria).chain(grid.columns(Role::Amount)).next().is_none();
        // Behind points, or else behind the content.
        let behind_points = read.rest.filter(|_| !read.is_whole);
        let cut = holds_both.then(|| behind_points.or_else(|| behind_content(&text))).flatten();
        if let (Some(cut), None) = (cut, behind_points) {
            read.title = heading::without_stop(&heading::read(&text[..cut]).title);
        }
        let node = self.node(parent, read, piece.clone(), is_last);
        if let Some(cut) = cut {
            let piece = heading::part(&piece, cut);
            self.outline.nodes[node].criteria.push(Criterion { piece, amount: None });
        }
        self.current[level] = Some(Current { cell: own, key, node });
        for below in &mut self.current[level + 1..] {
            *below = None;
        }
    }

    /// Points in columns of their own: those of the item, or of the heading whose cell is as high.
    pub(super) fn points(&mut self, grid: &Grid<'_>, row: usize, contents: &[usize], item: usize) {
        let columns: Vec<usize> = grid.columns(Role::Points).collect();
        // 一级指标、分值、二级指标、分值: each column is that of what stands before it.
        let is_between = |pair: &[usize]| contents.iter().any(|at| pair[0] < *at && *at < pair[1]);
        let are_of_levels = columns.windows(2).any(is_between);
        for (which, column) in columns.iter().enumerate() {
            let Some((id, cell)) = grid.at(row, *column) else { continue };
            if cell.is_blank() || !self.take((self.table, id)) {
                continue;
            }
            let text = cell.text();
            let points = heading::points(&text);
            if points.is_none() && !heading::is_dash(&text) {
                self.outline.nodes[item].remarks.push(rows::piece(cell));
                continue;
            }
            let same_height = contents.iter().enumerate().rev().find(|(_, at)| {
                grid.at(row, **at).is_some_and(|(_, other)| {
                    other.row == cell.row && other.rows == cell.rows && !other.is_blank()
                })
            });
            let same_height = same_height.map(|(level, _)| level);
            let level = if are_of_levels {
                contents.iter().rposition(|at| at < column).or(same_height)
            } else {
                same_height
            };
            let current = level.and_then(|level| self.current[level].as_ref());
            let node = current.map_or(item, |current| current.node);
            let node = &mut self.outline.nodes[node];
            if which == 0 || are_of_levels {
                node.points = node.points.or(points);
            } else {
                let name = grid.headings[*column].lines().last().unwrap_or_default().to_owned();
                node.points_for.push((name, points));
            }
        }
    }

    /// Everything else of a row.
    pub(super) fn rest(&mut self, grid: &Grid<'_>, row: usize, item: usize) {
        let amount_column = grid.columns(Role::Amount).next();
        for column in 0..grid.table.columns {
            let Some((id, cell)) = grid.at(row, column) else { continue };
            if cell.is_blank() || self.seen.binary_search(&(self.table, id)).is_ok() {
                continue;
            }
            let piece = rows::piece(cell);
            let role = grid.roles[column];
            if role == Role::Amount && grid.columns(Role::Criteria).next().is_some() {
                // Taken with its criterion.
                continue;
            }
            self.take((self.table, id));
            let node = &mut self.outline.nodes[item];
            match role {
                Role::Criteria => {
                    node.is_item = true;
                    let amount = amount_column.and_then(|at| grid.at(row, at));
                    let amount = amount.filter(|(_, cell)| !cell.is_blank());
                    let id = amount.map(|(id, _)| id);
                    let amount = amount.map(|(_, cell)| rows::piece(cell));
                    if let Some(amount) = &amount {
                        self.outline.left_out.push((amount.clone(), LeftOut::Amount));
                    }
                    let node = &mut self.outline.nodes[item];
                    if let Some(last) = node.criteria.last_mut() {
                        end(&mut last.piece);
                    }
                    node.criteria.push(Criterion { piece, amount });
                    if let Some(id) = id {
                        self.take((self.table, id));
                    }
                }
                Role::Amount => {
                    node.criteria.push(Criterion { piece: Piece::default(), amount: Some(piece) });
                }
                Role::Method => push_new(&mut node.methods, piece),
                Role::Duty => push_new(&mut node.duties, piece),
                Role::Office => push_new(&mut node.offices, piece),
                Role::Evidence => push_new(&mut node.evidence, piece),
                Role::Number => self.outline.left_out.push((piece, LeftOut::LineNumber)),
                Role::Result => self.outline.left_out.push((piece, LeftOut::Filled)),
                Role::Remark | Role::Points | Role::Content => node.remarks.push(piece),
            }
        }
    }
}

/// Where in a cell that holds content and criteria the criteria begin: behind the first line,
/// sentence or part that holds no rule.
fn behind_content(text: &str) -> Option<usize> {
    let stops: [&[char]; 3] = [&['\n'], &['。', '；', '：', ':'], &['，', ',']];
    stops.into_iter().find_map(|stops| {
        let (at, stop) = text.char_indices().find(|(_, c)| stops.contains(c))?;
        let end = at + stop.len_utf8();
        let is_content = !rows::has_rule(&text[..end]) && at > 0;
        (is_content && rows::has_rule(&text[end..])).then_some(end)
    })
}

/// A rule that fills a cell ends with it, also without a stop.
fn end(piece: &mut Piece) {
    let text = piece.text.trim_end();
    let stops = ['。', '；', ';', '！', '.', '：', ':', '，', ',', '、'];
    if rows::has_rule(text.rsplit(['。', '；', ';']).next().unwrap_or_default())
        && !text.ends_with(stops)
    {
        piece.text.truncate(text.len());
        piece.text.push('；');
    }
}

/// The same words in the next row are those of the same item.
fn push_new(pieces: &mut Vec<Piece>, piece: Piece) {
    if pieces.iter().all(|known| known.text != piece.text) {
        pieces.push(piece);
    }
}

/// The number in a column of numbers.
fn number_of(text: &str) -> Option<Head> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return None;
    }
    let known = numbers::head(&text).or_else(|| numbers::head(&format!("{text}.")));
    let known = known.filter(|head| head.length >= text.len());
    known.or_else(|| {
        let is_plain = text.chars().count() <= 8
            && text.chars().all(|c| c.is_alphanumeric() || "（）()-.".contains(c));
        is_plain.then(|| Head { style: Style::Number, no: text.clone(), value: 0, length: 0 })
    })
}

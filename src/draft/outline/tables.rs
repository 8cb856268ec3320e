//! Tables laid out: rows become headings, items and criteria.

mod content;
mod specials;

pub(in crate::draft) use specials::special_kind;

use super::around;
use super::columns::Role;
use super::heading::{self, Heading};
use super::rows::{self, CellId, Grid};
use super::{LeftOut, Node, Outline, Piece, SpecialKind, Wishes};
use crate::draft::numbers::Style;
use crate::draft::source::{Block, Paragraph, Source};
use crate::points::Points;
use std::ops::Range;

/// Lays out the tables of a document; false where none of them holds a rubric.
pub(super) fn lay_out(source: &Source, wishes: &Wishes, outline: &mut Outline) -> bool {
    let mut grids = grids(source, wishes);
    let within = within(source, wishes);
    for (at, grid) in grids.iter_mut().enumerate() {
        if !within.contains(&at) {
            *grid = None;
        }
    }
    let Some(first) = grids.iter().position(Option::is_some) else { return false };
    let last = grids.iter().rposition(Option::is_some).unwrap_or(first);
    let mut layout = Layout::new(outline);
    let headed = headed(source, &grids);
    let mut before: Vec<&Paragraph> = Vec::new();
    for (at, (block, grid)) in source.blocks.iter().zip(&grids).enumerate() {
        match (block, grid) {
            (Block::Paragraph(paragraph), _) if paragraph.is_blank() => {}
            (Block::Paragraph(paragraph), _) if !within.contains(&at) => {
                layout.beside(Piece::paragraph(paragraph), true, false);
            }
            (Block::Paragraph(paragraph), _) if at < first => before.push(paragraph),
            (Block::Paragraph(paragraph), _) if at > last => {
                layout.after(Piece::paragraph(paragraph));
            }
            (Block::Paragraph(paragraph), _) => layout.between(paragraph, headed.contains(&at)),
            (Block::Table(_), Some(grid)) => {
                if at == first {
                    let are_several = grids.iter().flatten().count() > 1;
                    layout.begin(std::mem::take(&mut before), are_several, !headed.is_empty());
                }
                layout.table(grid);
            }
            (Block::Table(table), None) => {
                let asked = wishes.table.is_some();
                for cell in table.cells.iter().filter(|cell| !cell.is_blank()) {
                    layout.beside(rows::piece(cell), asked, at > last);
                }
            }
        }
    }
    layout.finish();
    true
}

/// Paragraphs that are headings by where they stand: several tables with column headings have
/// each a short one right above.
fn headed(source: &Source, grids: &[Option<Grid<'_>>]) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, grid) in grids.iter().enumerate() {
        let Some(grid) = grid else { continue };
        let mut before = source.blocks[..at].iter().enumerate().rev();
        let before =
            before.find(|(_, block)| !matches!(block, Block::Paragraph(p) if p.is_blank()));
        match before {
            Some((at, Block::Paragraph(paragraph)))
                if grid.head.is_some_and(|(first, _)| first == 0) && is_short(paragraph) =>
            {
                found.push(at);
            }
            _ => return Vec::new(),
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

fn is_short(paragraph: &Paragraph) -> bool {
    let text = paragraph.shown();
    text.chars().count() <= 24
        && !text.contains(['。', '；', '，', '：', ':'])
        && !heading::is_form_line(&text)
        && !rows::has_rule(&text)
}

/// The blocks of the rubric that is asked for, where the document holds several.
fn within(source: &Source, wishes: &Wishes) -> Range<usize> {
    let all = 0..source.blocks.len();
    let Some(wanted) = wishes.table else { return all };
    let titled = super::titled(source);
    let has_wanted = |titled: &super::several::Titled| titled.tables.contains(&wanted);
    match titled.iter().find(|titled| has_wanted(titled)) {
        Some(found) if titled.len() > 1 => found.blocks.clone(),
        _ => all,
    }
}

/// The tables that hold a rubric, one place for each block.
pub(super) fn grids<'a>(source: &'a Source, wishes: &Wishes) -> Vec<Option<Grid<'a>>> {
    let mut grids: Vec<Option<Grid<'a>>> = Vec::new();
    let mut number = 0;
    let titled = if wishes.table.is_some() { super::titled(source) } else { Vec::new() };
    let of_wanted = titled
        .iter()
        .filter(|_| titled.len() > 1)
        .find(|titled| wishes.table.is_some_and(|wanted| titled.tables.contains(&wanted)));
    for block in &source.blocks {
        let Block::Table(table) = block else {
            grids.push(None);
            continue;
        };
        number += 1;
        let before = grids.iter().flatten().last();
        let grid = Grid::of(table, before, wishes);
        let is_wanted = match wishes.table {
            Some(wanted) => {
                wanted == number || of_wanted.is_some_and(|of| of.tables.contains(&number))
            }
            None => is_rubric(&grid, before),
        };
        grids.push(Some(grid).filter(|_| is_wanted));
    }
    if grids.iter().all(Option::is_none) && wishes.table.is_none() {
        checklists(source, wishes)
    } else {
        grids
    }
}

/// Where no table holds rules or points, those that list what is looked at: 检查内容, 检查情况.
fn checklists<'a>(source: &'a Source, wishes: &Wishes) -> Vec<Option<Grid<'a>>> {
    let grid = |block: &'a Block| {
        let Block::Table(table) = block else { return None };
        let grid = Grid::of(table, None, wishes);
        let has = |role: Role| grid.columns(role).next().is_some();
        let beside = [Role::Result, Role::Method, Role::Evidence, Role::Duty, Role::Remark];
        let is_list = grid.head.is_some()
            && has(Role::Content)
            && beside.into_iter().any(has)
            && !grid.body().is_empty();
        is_list.then_some(grid)
    };
    source.blocks.iter().map(grid).collect()
}

/// Whether a table holds a rubric: its headings say so, or it goes on with one, or its cells
/// hold rules.
fn is_rubric(grid: &Grid<'_>, before: Option<&Grid<'_>>) -> bool {
    let has = |role: Role| grid.columns(role).next().is_some();
    let table = grid.table;
    if table.columns < 2 {
        return false;
    }
    let rules = table.cells.iter().filter(|cell| rows::has_rule(&cell.text())).count();
    let goes_on = before.is_some_and(|before| before.roles.len() == table.columns);
    let is_called = grid.head.is_some()
        && has(Role::Content)
        && (has(Role::Criteria) || has(Role::Points) || has(Role::Amount) || has(Role::Office));
    let is_filled = !grid.body().is_empty();
    is_filled
        && (is_called
            || goes_on && rules > 0
            || rules >= 2
            || rules == 1 && before.is_none() && table.rows > 1)
}

/// What a column of content shows at the moment.
#[derive(Clone)]
struct Current {
    cell: (usize, CellId),
    key: String,
    node: usize,
}

struct Layout<'o> {
    outline: &'o mut Outline,
    /// Headings outside of the columns, the outer ones first, with how they are numbered.
    sections: Vec<(usize, Option<Style>)>,
    current: Vec<Option<Current>>,
    /// The special heading that rows stand under, and the cell it is in.
    special: Option<(SpecialKind, Piece, String)>,
    /// Cells that were put somewhere, so that what joined cells hold is taken once.
    seen: Vec<(usize, CellId)>,
    table: usize,
    is_behind: bool,
    joins_headings: bool,
}

impl<'o> Layout<'o> {
    fn new(outline: &'o mut Outline) -> Self {
        Self {
            outline,
            sections: Vec::new(),
            current: Vec::new(),
            special: None,
            seen: Vec::new(),
            table: 0,
            is_behind: false,
            joins_headings: false,
        }
    }

    /// What stands before the first table.
    fn begin(&mut self, mut before: Vec<&Paragraph>, are_several: bool, are_headed: bool) {
        // A heading right above the first of several tables is the first heading; above the only
        // one it has a number and points.
        let has_both = |paragraph: &Paragraph| {
            let read = heading::read(&paragraph.shown());
            read.head.is_some() && !read.points.is_empty()
        };
        let heading = before.last().copied().filter(|paragraph| {
            are_headed || is_heading(paragraph) && (are_several || has_both(paragraph))
        });
        if heading.is_some() {
            before.pop();
        }
        around::before(self.outline, before.into_iter().map(Piece::paragraph).collect());
        if let Some(paragraph) = heading {
            self.between(paragraph, true);
        }
    }

    /// A paragraph between two tables.
    fn between(&mut self, paragraph: &Paragraph, is_known: bool) {
        let piece = Piece::paragraph(paragraph);
        if is_known || is_heading(paragraph) {
            self.section(piece);
        } else if heading::is_form_line(&piece.text) {
            self.outline.left_out.push((piece, LeftOut::Form));
        } else {
            self.outline.notes.push(piece);
        }
    }

    /// A paragraph behind the last table.
    fn after(&mut self, piece: Piece) {
        around::after(self.outline, piece);
    }

    /// A table that holds no rubric.
    fn beside(&mut self, piece: Piece, other: bool, is_behind: bool) {
        if other {
            self.outline.left_out.push((piece, LeftOut::OtherTable));
        } else if heading::is_form_line(&piece.text) || piece.text.chars().count() <= 8 {
            self.outline.left_out.push((piece, LeftOut::Form));
        } else if is_behind || self.table > 0 {
            self.outline.notes.push(piece);
        } else {
            self.outline.introduction.push(piece);
        }
    }

    fn finish(self) {
        around::settle(self.outline);
    }

    /// A heading outside of the columns.
    fn section(&mut self, piece: Piece) {
        self.current.iter_mut().for_each(|current| *current = None);
        let read = heading::read(&piece.text);
        if let Some(kind) = special_kind(&piece.text) {
            self.outline.left_out.push((piece.clone(), LeftOut::Heading));
            self.special = Some((kind, piece, String::new()));
            return;
        }
        self.special = None;
        let style = read.head.as_ref().map(|head| head.style);
        match self.sections.iter().position(|(_, known)| *known == style) {
            Some(at) => self.sections.truncate(at),
            None if style.is_none() => self.sections.clear(),
            None => {}
        }
        let parent = self.sections.last().map(|(node, _)| *node);
        // The same heading again behind a page break.
        let same = self.outline.nodes.iter().position(|node| {
            node.parent == parent && heading::key(&node.heading.text) == heading::key(&piece.text)
        });
        let node = same.unwrap_or_else(|| self.node(parent, read, piece, false));
        self.sections.push((node, style));
    }

    fn node(&mut self, parent: Option<usize>, read: Heading, piece: Piece, is_item: bool) -> usize {
        let mut points = read.points.into_iter();
        let node = Node {
            parent,
            no: read.head.map(|head| head.no).unwrap_or_default(),
            title: heading::without_continuation(&read.title).to_owned(),
            points: points.next(),
            points_for: points.map(|points| (String::new(), Some(points))).collect(),
            weight: read.weight,
            heading: piece,
            is_item,
            ..Node::default()
        };
        self.outline.nodes.push(node);
        self.outline.nodes.len() - 1
    }

    fn table(&mut self, grid: &Grid<'_>) {
        self.outline.tables += 1;
        self.table += 1;
        self.special = None;
        let contents: Vec<usize> = grid.columns(Role::Content).collect();
        self.joins_headings = contents.len() == self.current.len();
        if !self.joins_headings {
            self.current = vec![None; contents.len()];
        }
        if self.outline.columns.is_empty() {
            let names = grid.headings.iter().map(|name| name.replace('\n', " "));
            self.outline.columns = names.zip(grid.roles.iter().copied()).collect();
        }
        if let Some((first, end)) = grid.head {
            self.above(grid, first);
            for row in first..end {
                self.leave_out(grid, row, LeftOut::Heading);
            }
        }
        self.is_behind = false;
        for row in grid.body() {
            self.outline.rows += 1;
            self.row(grid, row, &contents);
        }
    }

    /// Rows above the headings: the title, lines to fill in.
    fn above(&mut self, grid: &Grid<'_>, first: usize) {
        let mut pieces = Vec::new();
        for row in 0..first {
            for (id, cell) in grid.filled(row) {
                if self.take((self.table, id)) {
                    pieces.extend(
                        cell.paragraphs.iter().filter(|p| !p.is_blank()).map(Piece::paragraph),
                    );
                }
            }
        }
        if self.outline.nodes.is_empty() && self.outline.title.is_blank() {
            around::before(self.outline, pieces);
        } else {
            for piece in pieces {
                let reason = if heading::is_form_line(&piece.text) {
                    LeftOut::Form
                } else {
                    LeftOut::Heading
                };
                self.outline.left_out.push((piece, reason));
            }
        }
    }

    /// Whether a cell is seen for the first time.
    fn take(&mut self, cell: (usize, CellId)) -> bool {
        match self.seen.binary_search(&cell) {
            Ok(_) => false,
            Err(at) => {
                self.seen.insert(at, cell);
                true
            }
        }
    }

    fn leave_out(&mut self, grid: &Grid<'_>, row: usize, why: LeftOut) {
        for (id, cell) in grid.filled(row) {
            if self.take((self.table, id)) {
                self.outline.left_out.push((rows::piece(cell), why));
            }
        }
    }

    fn row(&mut self, grid: &Grid<'_>, row: usize, contents: &[usize]) {
        let filled = grid.filled(row);
        let Some((_, first)) = filled.first() else { return };
        if grid.is_heading_again(row) {
            self.leave_out(grid, row, LeftOut::Heading);
            return;
        }
        if self.sum_row(grid, row, &filled) {
            return;
        }
        let is_alone = filled.len() == 1;
        let is_wide = first.columns * 2 > grid.table.columns;
        let text = first.text();
        if is_alone && (is_wide || first.column == 0) && self.lone(grid, row, &text, is_wide) {
            return;
        }
        self.is_behind = false;
        if self.special_row(grid, row, contents) {
            return;
        }
        self.content(grid, row, contents);
    }

    /// 小计, 合计: what they sum up, and their points.
    fn sum_row(
        &mut self,
        grid: &Grid<'_>,
        row: usize,
        filled: &[(CellId, &crate::draft::source::Cell)],
    ) -> bool {
        let begins_here = |cell: &crate::draft::source::Cell| cell.row == row;
        let sum =
            filled.iter().find(|(_, cell)| begins_here(cell) && heading::is_sum(&cell.text()));
        let Some((_, sum)) = sum else { return false };
        let is_part = sum.text().contains('小');
        let points = grid.columns(Role::Points).find_map(|at| heading::points(&grid.text(row, at)));
        let points = points
            .or_else(|| filled.iter().rev().find_map(|(_, cell)| heading::points(&cell.text())));
        if let Some(points) = points {
            let node = self.current.iter().flatten().next().map(|current| current.node);
            let place = rows::piece(sum).place;
            self.outline.sums.push((node.filter(|_| is_part), points, place));
        }
        for (id, cell) in filled {
            if begins_here(cell) && self.take((self.table, *id)) {
                self.outline.left_out.push((rows::piece(cell), LeftOut::Sum));
            }
        }
        true
    }

    /// A row with one text: a heading over the columns, a note, a line to fill in.
    fn lone(&mut self, grid: &Grid<'_>, row: usize, text: &str, is_wide: bool) -> bool {
        let filled = grid.filled(row);
        let Some((id, cell)) = filled.first() else { return false };
        if cell.row != row && !is_wide {
            return false;
        }
        let cell_id = (self.table, *id);
        if !self.take(cell_id) {
            return true;
        }
        let piece = rows::piece(cell);
        if heading::is_form_line(text) {
            self.outline.left_out.push((piece, LeftOut::Form));
            return true;
        }
        let is_said = text.trim_end().ends_with('。') && self.special.is_some();
        let is_note = around::begins_notes(text) || self.is_behind || is_said;
        if is_note {
            self.is_behind = true;
            for paragraph in cell.paragraphs.iter().filter(|paragraph| !paragraph.is_blank()) {
                around::after(self.outline, Piece::paragraph(paragraph));
            }
            return true;
        }
        let read = heading::read(text);
        let is_short = text.chars().count() <= 40 && !text.contains('。');
        if is_wide
            && is_short
            && !rows::has_rule(text)
            && (read.head.is_some()
                || !read.points.is_empty()
                || text.chars().count() <= 16
                || special_kind(text).is_some())
        {
            self.section(piece);
            return true;
        }
        if is_wide || text.chars().count() > 40 {
            if self.special.is_some() {
                self.push_special(String::new(), piece, None, Vec::new());
            } else {
                around::after(self.outline, piece);
            }
            return true;
        }
        self.seen.retain(|seen| *seen != cell_id);
        false
    }
}

/// A short paragraph with a number or points, without the stop of a sentence.
fn is_heading(paragraph: &Paragraph) -> bool {
    let text = paragraph.shown();
    let read = heading::read(&text);
    let is_short =
        text.chars().count() <= 40 && !text.trim_end().ends_with(['。', '；', '：', '，']);
    is_short
        && !rows::has_rule(&text)
        && !heading::is_form_line(&text)
        && (!read.points.is_empty() && read.is_whole
            || read.head.is_some()
            || special_kind(&text).is_some())
}

/// The sum of points, where all of them are known.
pub(super) fn sum_of(points: impl Iterator<Item = Option<Points>>) -> Option<Points> {
    let mut sum = Points::ZERO;
    for points in points {
        sum = sum + points?;
    }
    Some(sum)
}

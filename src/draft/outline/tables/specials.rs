//! Rows beside the tree: 加分, 直接扣分 and 否决.

use super::super::columns::Role;
use super::super::rows::{self, Grid};
use super::super::{LeftOut, Piece, Special, SpecialKind, heading};
use super::Layout;

impl Layout<'_> {
    /// Rows of 加分, 直接扣分 and 否决.
    pub(super) fn special_row(&mut self, grid: &Grid<'_>, row: usize, contents: &[usize]) -> bool {
        let column = heading_column(grid, row, contents);
        let heading = column.map(|at| grid.piece(row, at)).unwrap_or_default();
        let kind = special_kind(&heading.text);
        let has_points =
            grid.columns(Role::Points).any(|at| heading::points(&grid.text(row, at)).is_some());
        let heading_id = column.and_then(|at| grid.at(row, at)).map(|(id, _)| id);
        match kind {
            Some(_)
                if has_points
                    && contents.len() > 1
                    && heading::read(&heading.text).points.is_empty()
                    && grid.columns(Role::Amount).next().is_none()
                    && grid
                        .columns(Role::Criteria)
                        .next()
                        .is_some_and(|at| !grid.text(row, at).is_empty())
                    && !heading.text.contains("否决") =>
            {
                return false;
            }
            Some(kind) => {
                if let Some(id) = heading_id
                    && self.take((self.table, id))
                {
                    self.outline.left_out.push((heading.clone(), LeftOut::Heading));
                }
                self.special = Some((kind, heading.clone(), String::new()));
            }
            None if self.special.is_some() && heading.is_blank() => {}
            None if self.special.is_some() && contents.is_empty() => {}
            None => {
                self.special = None;
                return false;
            }
        }
        let number = grid.columns(Role::Number).next().map(|at| grid.text(row, at));
        let mut words: Vec<Piece> = Vec::new();
        let mut others = Vec::new();
        let mut amount = None;
        for (id, cell) in grid.filled(row) {
            if Some(id) == heading_id || !self.take((self.table, id)) {
                continue;
            }
            let piece = rows::piece(cell);
            match grid.roles[cell.column] {
                Role::Number => {}
                Role::Points | Role::Amount if words.is_empty() || cell.columns == 1 => {
                    amount = Some(piece);
                }
                Role::Result if rows::is_amount(&piece.text) => {}
                Role::Content | Role::Criteria | Role::Points | Role::Amount => words.push(piece),
                _ if words.is_empty() => words.push(piece),
                _ => others.push(piece),
            }
        }
        self.outline.left_out.extend(amount.iter().map(|amount| (amount.clone(), LeftOut::Amount)));
        let Some(mut piece) = words.first().cloned() else {
            if let Some(piece) = amount {
                self.push_special(number.unwrap_or_default(), piece, None, others);
            }
            return true;
        };
        for more in &words[1..] {
            // A text in a column behind the words: their consequence, or more of them.
            piece.text.push('\n');
            piece.text.push_str(&more.text);
        }
        self.push_special(number.unwrap_or_default().trim().to_owned(), piece, amount, others);
        true
    }

    pub(super) fn push_special(
        &mut self,
        no: String,
        piece: Piece,
        amount: Option<Piece>,
        others: Vec<Piece>,
    ) {
        let Some((kind, heading, _)) = self.special.clone() else { return };
        self.outline.specials.push(Special { kind, heading, no, piece, amount, others });
    }
}

/// Where the heading of a row stands: in the first column of content, or where joined cells were
/// taken apart before it.
fn heading_column(grid: &Grid<'_>, row: usize, contents: &[usize]) -> Option<usize> {
    let first = contents.first().copied();
    let is_blank = first.is_none_or(|at| grid.text(row, at).trim().is_empty());
    let before = (0..first.unwrap_or(0)).find(|at| special_kind(&grid.text(row, *at)).is_some());
    before.filter(|_| is_blank).or(first)
}

/// What a heading says of its rows, where they are none of the tree.
pub(in crate::draft) fn special_kind(text: &str) -> Option<SpecialKind> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let title = super::super::columns::bare(&heading::read(&compact).title);
    if title.chars().count() > 24 || title.contains(['。', '，', '；']) || title.contains("不超过")
    {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if has(&["否决"]) {
        return Some(SpecialKind::Veto);
    }
    if has(&["加分", "附加分", "奖励分", "奖分"]) && !has(&["扣", "减", "得分"]) {
        return Some(SpecialKind::Bonus);
    }
    if has(&[
        "扣总分",
        "直接扣分",
        "倒扣",
        "减分项",
        "扣减项",
        "扣分项",
        "总分扣",
        "扣分事项",
        "减分事项",
        "负分",
        "减分",
    ]) && !has(&["加"])
    {
        return Some(SpecialKind::Direct);
    }
    None
}

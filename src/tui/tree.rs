//! The tree of the review screen: its rows, what is folded, where the cursor is.

mod filter;
mod touched;

pub use filter::{Choice, Filter, Sight, choices};
pub use touched::Touched;

use crate::rubric::{ClauseIndex, Home, IndicatorIndex, Rubric, Subject};
use crate::tui::widgets::list;

/// What a row of the tree stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// 合计: the whole, with the head of the document.
    Total,
    /// An indicator.
    Indicator(IndicatorIndex),
    /// A clause of an item.
    Clause(ClauseIndex),
    /// 细则中没有的记录: the heading over entries the rubric does not know.
    UnknownHeading,
    /// The entry of this place in `Scorecard::unknown`.
    Unknown(usize),
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it stands for.
    pub node: Node,
    /// 0 at the top.
    pub depth: usize,
    /// The row it hangs under.
    pub parent: Option<usize>,
    /// How many rows hang under it, at any depth.
    pub below: usize,
    /// Those are not shown.
    pub folded: bool,
}

/// All rows in document order, the visible ones, and the cursor.
#[derive(Clone, Debug)]
pub struct Tree {
    rows: Vec<Row>,
    visible: Vec<usize>,
    /// Place in `visible`.
    cursor: usize,
    offset: usize,
    narrowed: Option<filter::Narrowed>,
}

impl Tree {
    /// Everything unfolded, the cursor on the first row.
    #[must_use]
    pub fn new(rubric: &Rubric, unknown: usize) -> Self {
        let mut tree =
            Self { rows: Vec::new(), visible: Vec::new(), cursor: 0, offset: 0, narrowed: None };
        tree.push(Node::Total, 0, None);
        let mut places: Vec<usize> = Vec::with_capacity(rubric.indicators().len());
        for (place, indicator) in rubric.indicators().iter().enumerate() {
            let parent = indicator.parent.map(|parent| places[parent.0]);
            let row = tree.push(Node::Indicator(IndicatorIndex(place)), indicator.depth, parent);
            places.push(row);
            // The row of an item stands for its clause too, where it has just one.
            if rubric.only_clause(IndicatorIndex(place)).is_some() {
                continue;
            }
            for clause in rubric.clauses_in(&indicator.members) {
                tree.push(Node::Clause(clause), indicator.depth + 1, Some(row));
            }
        }
        if unknown > 0 {
            let heading = tree.push(Node::UnknownHeading, 0, None);
            for place in 0..unknown {
                tree.push(Node::Unknown(place), 1, Some(heading));
            }
        }
        tree.count_below();
        tree.refresh();
        tree
    }

    fn push(&mut self, node: Node, depth: usize, parent: Option<usize>) -> usize {
        self.rows.push(Row { node, depth, parent, below: 0, folded: false });
        self.rows.len() - 1
    }

    /// Children follow their parent, so one walk from the end adds everything up.
    fn count_below(&mut self) {
        for place in (0..self.rows.len()).rev() {
            let Row { parent: Some(parent), below, .. } = self.rows[place] else { continue };
            self.rows[parent].below += below + 1;
        }
    }

    /// Works out the visible rows again; the cursor stays on its row, or goes to
    /// the nearest one above that is visible.
    fn refresh(&mut self) {
        let at = self.visible.get(self.cursor).copied().unwrap_or_default();
        self.visible.clear();
        let mut place = 0;
        while let Some(row) = self.rows.get(place) {
            if self.is_kept(place) {
                self.visible.push(place);
            }
            place += 1 + if row.folded { row.below } else { 0 };
        }
        self.cursor = self.visible.partition_point(|place| *place <= at).saturating_sub(1);
    }

    /// What hangs under the selected row, folded or not, as far as the filter shows it.
    pub fn below(&self) -> impl Iterator<Item = Node> + '_ {
        let at = self.visible.get(self.cursor).copied().unwrap_or_default();
        let below = match self.rows.get(at) {
            // The whole document hangs under the total, though not a level deeper.
            Some(row) if row.node == Node::Total => self.rows.len(),
            row => row.map_or(0, |row| row.below),
        };
        let places = (at + 1..self.rows.len()).take(below).filter(|place| self.is_kept(*place));
        places.filter_map(|place| self.rows.get(place)).map(|row| row.node)
    }

    /// How many rows are visible.
    #[must_use]
    pub fn len(&self) -> usize {
        self.visible.len()
    }

    /// Never true: the total is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.visible.is_empty()
    }

    /// A visible row by its place on the screen's list.
    #[must_use]
    pub fn row(&self, visible: usize) -> Option<&Row> {
        self.visible.get(visible).map(|place| &self.rows[*place])
    }

    /// The place of a visible row among all rows.
    #[must_use]
    pub fn place(&self, visible: usize) -> Option<usize> {
        self.visible.get(visible).copied()
    }

    /// What every row stands for, folded or not, whatever filter is on.
    pub fn nodes(&self) -> impl Iterator<Item = Node> + '_ {
        self.rows.iter().map(|row| row.node)
    }

    /// Place of the cursor among the visible rows.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The first visible row in view.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What the cursor is on.
    #[must_use]
    pub fn selected(&self) -> Node {
        self.row(self.cursor).map_or(Node::Total, |row| row.node)
    }

    /// The id of what the cursor is on; none on the total and on what the rubric does not know.
    #[must_use]
    pub fn id(&self, rubric: &Rubric) -> Option<String> {
        match self.selected() {
            Node::Indicator(index) => Some(rubric.indicator(index).id.clone()),
            Node::Clause(index) => Some(rubric.clause(index).id.clone()),
            Node::Total | Node::UnknownHeading | Node::Unknown(_) => None,
        }
    }

    /// Moves by rows; stops at the ends.
    pub fn move_by(&mut self, rows: isize) {
        self.move_to(self.cursor.saturating_add_signed(rows));
    }

    /// Moves to a visible row; the last where there are fewer.
    pub fn move_to(&mut self, visible: usize) {
        self.cursor = visible.min(self.visible.len().saturating_sub(1));
    }

    /// Keeps the cursor in view in a list of this height.
    pub fn scroll(&mut self, height: u16) {
        self.offset = list::window(self.cursor, self.offset, height, self.visible.len());
    }

    /// Folds or unfolds the row under the cursor; whether anything changed.
    pub fn set_folded(&mut self, folded: bool) -> bool {
        let place = self.visible[self.cursor];
        let row = &mut self.rows[place];
        if row.below == 0 || row.folded == folded {
            return false;
        }
        row.folded = folded;
        self.refresh();
        true
    }

    /// Moves to the row the cursor's row hangs under; whether there is one.
    pub fn to_parent(&mut self) -> bool {
        let Some(parent) = self.rows[self.visible[self.cursor]].parent else { return false };
        self.go(parent);
        true
    }

    /// Moves to the first row under the cursor's row, unfolding it.
    pub fn to_child(&mut self) {
        if !self.set_folded(false) && self.rows[self.visible[self.cursor]].below > 0 {
            self.move_by(1);
        }
    }

    /// Moves to a row by its place among all, unfolding what hides it; nowhere where there is
    /// no such row. A filter that does not show it is lifted.
    pub fn go_to_place(&mut self, place: usize) {
        if place < self.rows.len() {
            self.go(place);
        }
    }

    /// Folds the branches for which `is_done` holds, among those the row at `from` lies in or
    /// among all, never one the cursor is in.
    pub fn fold_done(&mut self, from: Option<usize>, is_done: impl Fn(Node) -> bool) {
        let at = self.visible.get(self.cursor).copied().unwrap_or_default();
        let branches: Vec<usize> = match from {
            Some(from) => self.chain(from).collect(),
            None => (0..self.rows.len()).collect(),
        };
        for place in branches {
            let row = &mut self.rows[place];
            let holds_cursor = (place..=place + row.below).contains(&at);
            row.folded |= row.below > 0 && !holds_cursor && is_done(row.node);
        }
        self.refresh();
    }

    /// A row and everything above it.
    fn chain(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let parent = |place: &usize| self.rows.get(*place).and_then(|row| row.parent);
        std::iter::successors(Some(place), parent)
    }

    /// Moves to a node, unfolding what hides it; whether it exists. A filter that does not
    /// show it is lifted.
    pub fn go_to(&mut self, node: Node) -> bool {
        let Some(place) = self.rows.iter().position(|row| row.node == node) else { return false };
        self.go(place);
        true
    }

    /// Moves to what an entry's id names; whether the rubric knows it.
    pub fn go_to_id(&mut self, rubric: &Rubric, id: &str) -> bool {
        let node = match rubric.find(id) {
            Some(Subject::Indicator(index)) => Node::Indicator(index),
            Some(Subject::Clause(index)) => match rubric.clause(index).home {
                Home::Item(item) if rubric.only_clause(item) == Some(index) => {
                    Node::Indicator(item)
                }
                _ => Node::Clause(index),
            },
            None => return false,
        };
        self.go_to(node)
    }

    fn go(&mut self, place: usize) {
        if !self.is_kept(place) {
            self.show_all();
        }
        let mut above = self.rows[place].parent;
        let mut unfolded = false;
        while let Some(parent) = above {
            unfolded |= std::mem::take(&mut self.rows[parent].folded);
            above = self.rows[parent].parent;
        }
        if unfolded {
            self.refresh();
        }
        self.cursor = self.visible.partition_point(|visible| *visible < place);
    }

    /// Moves to the next (or previous) row that the filter shows and for which `wanted`
    /// holds, round the ends, the cursor's own row last; whether there is one.
    pub fn go_to_next(&mut self, forward: bool, wanted: impl Fn(Node) -> bool) -> bool {
        let at = self.visible[self.cursor];
        let rows = &self.rows;
        let (before, after) = (0..at, at + 1..rows.len());
        let found = |place: &usize| self.is_kept(*place) && wanted(rows[*place].node);
        let place = if forward {
            after.chain(before).chain([at]).find(found)
        } else {
            before.rev().chain(after.rev()).chain([at]).find(found)
        };
        let Some(place) = place else { return false };
        self.go(place);
        true
    }
}

/// Whether nobody has looked at what a row stands for.
#[must_use]
pub fn is_open(rubric: &Rubric, card: &crate::score::Scorecard, node: Node) -> bool {
    use crate::rubric::IndicatorKind;
    use crate::score::Mark;
    match node {
        Node::Clause(clause) => {
            let held = rubric.clause(clause);
            !held.repeated
                && matches!(held.home, Home::Item(_))
                && card.clauses[clause.0].mark == Mark::Open
        }
        Node::Indicator(index) => {
            if let Some(clause) = rubric.only_clause(index) {
                return card.clauses[clause.0].mark == Mark::Open;
            }
            let kind = rubric.indicator(index).kind;
            matches!(kind, IndicatorKind::Judged { .. } | IndicatorKind::Task)
                && card.indicators[index.0].mark == Mark::Open
        }
        Node::Total | Node::UnknownHeading | Node::Unknown(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Tree};
    use crate::rubric::{
        Clause, ClauseIndex, Head, Home, Indicator, IndicatorIndex, IndicatorKind, Rubric,
    };

    /// Two sections, each with an item of two clauses.
    fn rubric() -> Rubric {
        let mut rubric = Rubric::new(Head::default());
        for section in ["一", "二"] {
            let section = rubric
                .add_indicator(None, Indicator { no: section.to_owned(), ..Indicator::default() });
            let kind = IndicatorKind::Clauses;
            let item = Indicator { no: "1".to_owned(), kind, ..Indicator::default() };
            let item = rubric.add_indicator(Some(section), item);
            for no in ["a", "b"] {
                let home = Home::Item(item);
                rubric.add_clause(Clause { no: no.to_owned(), home, ..Clause::default() });
            }
        }
        rubric.finish();
        rubric
    }

    #[test]
    fn rows_follow_the_document() {
        let tree = Tree::new(&rubric(), 1);
        let rows: Vec<(Node, usize)> = (0..tree.len())
            .filter_map(|row| tree.row(row))
            .map(|row| (row.node, row.depth))
            .collect();
        let (indicator, clause) =
            (|i| Node::Indicator(IndicatorIndex(i)), |i| Node::Clause(ClauseIndex(i)));
        let expected = [
            (Node::Total, 0),
            (indicator(0), 0),
            (indicator(1), 1),
            (clause(0), 2),
            (clause(1), 2),
            (indicator(2), 0),
            (indicator(3), 1),
            (clause(2), 2),
            (clause(3), 2),
            (Node::UnknownHeading, 0),
            (Node::Unknown(0), 1),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn folding_hides_what_is_below_and_moving_there_unfolds() {
        let mut tree = Tree::new(&rubric(), 0);
        tree.move_to(1);
        assert!(tree.set_folded(true) && !tree.set_folded(true));
        assert_eq!(tree.len(), 6);
        tree.move_by(1);
        assert_eq!(tree.selected(), Node::Indicator(IndicatorIndex(2)));
        assert!(tree.go_to_id(&rubric(), "一/1/b"));
        assert_eq!((tree.len(), tree.cursor()), (9, 4));
        assert!(tree.to_parent());
        assert_eq!(tree.selected(), Node::Indicator(IndicatorIndex(1)));
        assert!(!tree.go_to_id(&rubric(), "九/9"));
    }

    #[test]
    fn the_cursor_goes_up_to_what_stays_visible() {
        let mut tree = Tree::new(&rubric(), 0);
        tree.move_to(4);
        tree.to_parent();
        tree.to_parent();
        tree.to_child();
        assert_eq!(tree.selected(), Node::Indicator(IndicatorIndex(1)));
        tree.to_parent();
        tree.set_folded(true);
        assert_eq!(tree.cursor(), 1);
        assert!(!tree.to_parent());
    }

    #[test]
    fn the_search_wraps_round_both_ends() {
        let mut tree = Tree::new(&rubric(), 0);
        let clause = |wanted| move |node| node == Node::Clause(ClauseIndex(wanted));
        assert!(tree.go_to_next(true, clause(2)));
        assert!(tree.go_to_next(true, clause(0)));
        assert!(tree.go_to_next(false, clause(3)));
        assert!(tree.go_to_next(true, clause(3)));
        assert!(!tree.go_to_next(true, |_| false));
    }
}

//! What the tree may be narrowed to, and what there is to choose from.
//!
//! A further filter is a variant of [`Filter`], a line in [`Filter::all_of`], and what the
//! compiler then asks for.

use super::{Node, Touched, Tree, is_open};
use crate::lang::{Lang, corrections, filters as words, returned};
use crate::rubric::{IndicatorIndex, Rubric};
use crate::score::{Mark, Scorecard};
use crate::session::{Entry, Session};
use std::cmp::Reverse;

/// What the rows of the tree have to have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Nobody has looked.
    Open,
    /// 有问题: something was found.
    Found,
    /// ★ clauses.
    Star,
    /// 不涉及.
    NotApplicable,
    /// 退回: a comment waits for an answer.
    Returned,
    /// 整改未完成: a correction is not closed, of this assessment or of the last one.
    Unfinished,
    /// Changed since the session was opened.
    Touched,
    /// Changed on this day, written `2021-12-15`, or later.
    Since(String),
    /// This assessing office (考核单位); none: the document names no office for it.
    Office(Option<String>),
    /// 职责分工 names this department, spelled exactly so.
    Department(String),
}

/// What a filter looks at.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    /// The document.
    pub rubric: &'a Rubric,
    /// What the records come to.
    pub card: &'a Scorecard,
    /// What is recorded.
    pub session: &'a Session,
    /// What was changed since when.
    pub touched: &'a Touched,
}

/// A filter that can be chosen; none shows everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The filter.
    pub filter: Option<Filter>,
    /// How many clauses and items it shows.
    pub rows: usize,
    /// How many of those are open.
    pub open: usize,
}

/// What a filter that was chosen keeps. It stays so until the next choice: what is recorded
/// meanwhile takes no row away.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    filter: Filter,
    /// Beside the rows of the tree.
    kept: Vec<bool>,
    /// How many clauses and items are kept.
    count: usize,
}

impl Tree {
    /// Shows only what the filter holds for, with everything above it, unfolded. The cursor
    /// stays on its row, or goes to the first shown that is open, or the first.
    pub fn narrow(&mut self, filter: Filter, of: Sight<'_>) {
        let Sight { rubric, card, .. } = of;
        let mut kept = vec![false; self.rows.len()];
        let (mut count, mut first) = (0, 0);
        // Children follow their parent, so one walk from the end reaches everything above.
        for place in (0..self.rows.len()).rev() {
            let row = &mut self.rows[place];
            let is_shown = Filter::all_of(of, row).contains(&filter);
            count += usize::from(is_shown);
            first = if is_shown { place } else { first };
            kept[place] |= is_shown || row.node == Node::Total;
            if kept[place] {
                row.folded = false;
                if let Some(parent) = row.parent {
                    kept[parent] = true;
                }
            }
        }
        let at = self.visible.get(self.cursor).copied().unwrap_or_default();
        let stays = at > 0 && kept[at];
        self.narrowed = Some(Narrowed { filter, kept, count });
        self.refresh();
        if !stays {
            self.move_to(0);
            if !self.go_to_next(true, |node| is_open(rubric, card, node)) {
                self.go(first);
            }
        }
    }

    /// Shows every row again; the cursor stays on its row.
    pub fn show_all(&mut self) {
        self.narrowed = None;
        self.refresh();
    }

    /// The filter that is on, and how many clauses and items it shows.
    #[must_use]
    pub fn filter(&self) -> Option<(&Filter, usize)> {
        self.narrowed.as_ref().map(|narrowed| (&narrowed.filter, narrowed.count))
    }

    /// Whether the filter shows a row, by its place among all rows.
    #[must_use]
    pub fn is_kept(&self, place: usize) -> bool {
        self.narrowed.as_ref().is_none_or(|narrowed| narrowed.kept[place])
    }

    /// While the filter for them is on: how many corrections each row and those below it have
    /// that are not closed, beside the rows.
    #[must_use]
    pub fn unfinished(&self, rubric: &Rubric, session: &Session) -> Option<Vec<usize>> {
        let narrowed = self.narrowed.as_ref();
        narrowed.filter(|narrowed| narrowed.filter == Filter::Unfinished)?;
        let mut counts = vec![0; self.rows.len()];
        for (place, row) in self.rows.iter().enumerate().rev() {
            if self.is_kept(place) {
                counts[place] += unfinished_at(rubric, session, row);
            }
            // What hangs under nothing hangs under the total.
            let above = row.parent.unwrap_or_default();
            if place > 0 {
                counts[above] += counts[place];
            }
        }
        Some(counts)
    }
}

impl super::Row {
    /// Whether it is a clause, or an item without rows below it.
    fn is_leaf(&self) -> bool {
        self.below == 0 && matches!(self.node, Node::Indicator(_) | Node::Clause(_))
    }
}

impl Filter {
    /// What it is called.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        match self {
            Self::Open => words::open(lang).to_owned(),
            Self::Found => words::found(lang).to_owned(),
            Self::Star => words::star(lang).to_owned(),
            Self::NotApplicable => words::not_applicable(lang).to_owned(),
            Self::Returned => returned::filter(lang).to_owned(),
            Self::Unfinished => corrections::filter(lang).to_owned(),
            Self::Touched => words::touched(lang).to_owned(),
            Self::Since(day) => words::since(lang, day),
            Self::Office(Some(name)) => words::office(lang, name),
            Self::Office(None) => words::no_office(lang).to_owned(),
            Self::Department(name) => words::department(lang, name),
        }
    }

    /// Every filter that shows a row: of one with others below it, only those about what is
    /// recorded at itself, or left there by the last assessment.
    fn all_of(of: Sight<'_>, row: &super::Row) -> Vec<Self> {
        let Sight { rubric, card, session, touched } = of;
        let node = row.node;
        let mut filters = Vec::new();
        let mut when = |holds: bool, filter: Self| filters.extend(holds.then_some(filter));
        let ids = ids_of(rubric, node);
        let is_returned = |id| session.entry(id).is_some_and(Entry::is_returned);
        when(ids.clone().any(is_returned), Self::Returned);
        when(unfinished_at(rubric, session, row) > 0, Self::Unfinished);
        when(ids.clone().any(|id| touched.is_here(id)), Self::Touched);
        let mut since: Vec<&String> = ids.flat_map(|id| touched.since(id)).collect();
        since.sort_unstable();
        since.dedup();
        filters.extend(since.into_iter().map(|day| Self::Since(day.clone())));
        if !row.is_leaf() {
            return filters;
        }
        let (mark, is_star, office, departments) = match node {
            Node::Clause(index) => {
                let clause = rubric.clause(index);
                let mark = card.clauses[index.0].mark;
                let departments = rubric.departments_of_clause(index);
                (mark, clause.star, rubric.office_of_clause(index), departments)
            }
            Node::Indicator(index) => of_item(rubric, card, index),
            Node::Total | Node::UnknownHeading | Node::Unknown(_) => return filters,
        };
        let mut when = |holds: bool, filter: Self| filters.extend(holds.then_some(filter));
        when(is_open(rubric, card, node), Self::Open);
        when(mark == Mark::Found, Self::Found);
        when(is_star, Self::Star);
        when(mark == Mark::NotApplicable, Self::NotApplicable);
        when(!rubric.head.offices.is_empty(), Self::Office(office.map(str::to_owned)));
        filters.extend(departments.into_iter().map(|name| Self::Department(name.to_owned())));
        filters
    }

    /// Its place in the list of choices: kind by kind, offices as the document lists them.
    fn rank<'a>(&'a self, rubric: &Rubric) -> (usize, usize, Reverse<&'a str>) {
        let listed = |name: &String| rubric.head.offices.iter().position(|office| office == name);
        let (kind, place) = match self {
            Self::Open => (0, 0),
            Self::Found => (1, 0),
            Self::Star => (2, 0),
            Self::NotApplicable => (3, 0),
            Self::Returned => (4, 0),
            Self::Unfinished => (5, 0),
            Self::Touched => (6, 0),
            // The newest day first.
            Self::Since(day) => return (7, 0, Reverse(day)),
            Self::Office(name) => (8, name.as_ref().and_then(listed).unwrap_or(usize::MAX)),
            // In the order in which they first occur.
            Self::Department(_) => (9, 0),
        };
        (kind, place, Reverse(""))
    }
}

/// Under which ids something is recorded about a row.
fn ids_of(rubric: &Rubric, node: Node) -> impl Iterator<Item = &str> + Clone {
    let (own, only) = match node {
        Node::Clause(index) => (Some(rubric.clause(index).id.as_str()), None),
        Node::Indicator(index) => {
            let only = rubric.only_clause(index).map(|only| rubric.clause(only).id.as_str());
            (Some(rubric.indicator(index).id.as_str()), only)
        }
        Node::Total | Node::UnknownHeading | Node::Unknown(_) => (None, None),
    };
    own.into_iter().chain(only)
}

/// How many corrections of a row itself are not closed.
fn unfinished_at(rubric: &Rubric, session: &Session, row: &super::Row) -> usize {
    ids_of(rubric, row.node).map(|id| session.unfinished_under(id)).sum()
}

/// What a row of an item without rows below it is: its only clause, or the item itself.
fn of_item<'a>(
    rubric: &'a Rubric,
    card: &Scorecard,
    index: IndicatorIndex,
) -> (Mark, bool, Option<&'a str>, Vec<&'a str>) {
    let Some(only) = rubric.only_clause(index) else {
        let mark = card.indicators[index.0].mark;
        return (mark, false, rubric.office_of(index), rubric.departments_of(index));
    };
    let (mark, is_star) = (card.clauses[only.0].mark, rubric.clause(only).star);
    (mark, is_star, rubric.office_of_clause(only), rubric.departments_of_clause(only))
}

/// Everything that can be chosen, with what it shows: all rows first.
#[must_use]
pub fn choices(tree: &Tree, of: Sight<'_>) -> Vec<Choice> {
    let Sight { rubric, card, .. } = of;
    // As many as the progress counts: what nobody scores is no row of it.
    let rows = usize::try_from(card.total.progress.all()).unwrap_or(usize::MAX);
    let mut all = Choice { filter: None, rows, open: 0 };
    let mut found: Vec<Choice> = Vec::new();
    for row in &tree.rows {
        let open = usize::from(row.is_leaf() && is_open(rubric, card, row.node));
        all.open += open;
        for filter in Filter::all_of(of, row) {
            let known = found.iter_mut().find(|choice| choice.filter.as_ref() == Some(&filter));
            if let Some(choice) = known {
                choice.rows += 1;
                choice.open += open;
            } else {
                found.push(Choice { filter: Some(filter), rows: 1, open });
            }
        }
    }
    found.sort_by(|one, other| rank_of(one, rubric).cmp(&rank_of(other, rubric)));
    found.insert(0, all);
    found
}

fn rank_of<'a>(choice: &'a Choice, rubric: &Rubric) -> Option<(usize, usize, Reverse<&'a str>)> {
    choice.filter.as_ref().map(|filter| filter.rank(rubric))
}

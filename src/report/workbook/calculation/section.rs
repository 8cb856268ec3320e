//! Sections: the formulas of `score::indicator` for what has indicators below it.

use super::indicator::Has;
use super::{Calculation, Column};
use crate::report::workbook::asks::Line;
use crate::report::workbook::formula::{Formula, count, is, is_number, is_some, not, plus, when};
use crate::rubric::IndicatorIndex;

impl Calculation<'_> {
    /// A parent: the weighted sum of its children.
    pub(super) fn section(&mut self, index: IndicatorIndex) {
        let line = Line::Indicator(index);
        let Some(between) = self.below(index) else { return };
        for column in COUNTED {
            self.set(line, column, self.members(line, between, column));
        }
        if !self.is_scored(index) {
            return;
        }
        let children = self.rubric.indicator(index).children.clone();
        let is_weighted = self.is_weighted(&children);
        let sum = |it: &Self, column| {
            let place = Box::new(count(it.plan.place(line)));
            let keys = it.lines(between, Column::Above);
            let values = it.lines(between, column);
            if is_weighted {
                let weights = it.lines(between, Column::Weighting);
                Formula::WeightedWhere(keys, place, weights, values)
            } else {
                Formula::SumWhere(keys, place, values)
            }
        };
        let own = self.full(index);
        let carried = self.carries(index).map(|carries| {
            let carries = Formula::All(vec![carries, self.applies(line)]);
            when(carries, own, count(0))
        });
        let with = |formula: Formula| match &carried {
            Some(carried) => plus(formula, carried.clone()),
            None => formula,
        };
        let applicable = match &carried {
            // Points that only the parent carries stand for those of its children.
            Some(carried) => {
                let children = sum(self, Column::Applicable);
                when(is_some(carried.clone()), carried.clone(), children)
            }
            None => sum(self, Column::Applicable),
        };
        let formulas = [
            applicable,
            sum(self, Column::Added),
            with(sum(self, Column::Score)),
            sum(self, Column::Pending),
            with(sum(self, Column::Highest)),
            with(sum(self, Column::Lowest)),
        ];
        self.set(line, Column::SumDeducted, sum(self, Column::Deducted));
        self.provisional(line, formulas);
    }

    /// Whether something of children has a weight.
    pub(super) fn is_weighted(&self, children: &[IndicatorIndex]) -> bool {
        children.iter().any(|child| self.rubric.indicator(*child).weight.is_some())
    }

    /// Whether the points of a section are those of nothing below it; `None` where never.
    fn carries(&self, index: IndicatorIndex) -> Option<Formula> {
        if self.has_points(index) == Has::Never {
            return None;
        }
        let mut some = Vec::new();
        for child in &self.rubric.indicator(index).children {
            match self.has_points(*child) {
                Has::Always => return None,
                Has::Never => {}
                Has::ForSome => {
                    some.push(is_number(self.of(Line::Indicator(*child), Column::Points)));
                }
            }
        }
        let own = self.if_points(index, count(1), count(0));
        let mut holds = vec![is(own, 1)];
        if !some.is_empty() {
            holds.push(not(Formula::Any(some)));
        }
        Some(Formula::All(holds))
    }

    /// With 缺项换算 a section of which nothing applies carries nothing.
    fn applies(&self, line: Line) -> Formula {
        if !self.rescales() {
            return is(count(1), 1);
        }
        let of = |column| is_some(self.of(line, column));
        Formula::Any(vec![
            of(Column::CountOpen),
            of(Column::CountMet),
            of(Column::CountFound),
            not(of(Column::CountLeftOut)),
        ])
    }
}

/// What sections count of their children, whatever their weight.
pub(super) const COUNTED: [Column; 7] = [
    Column::Fine,
    Column::CountOpen,
    Column::CountMet,
    Column::CountFound,
    Column::CountLeftOut,
    Column::Tasks,
    Column::Done,
];

//! What an indicator comes to in the end: factors on a branch, a stated floor or ceiling.

use super::{Calculation, Column};
use crate::points::Points;
use crate::report::workbook::asks::Line;
use crate::report::workbook::formula::{
    Compare, Formula, compare, less, max, min, number, or_zero, plus, when,
};
use crate::rubric::{Indicator, IndicatorIndex, IndicatorKind};

impl Calculation<'_> {
    /// The indicator of a line whose score factors multiply.
    fn on_branch(&self, line: Line) -> Option<IndicatorIndex> {
        let Line::Indicator(index) = line else { return None };
        self.rubric.factors_on(Some(index)).next().map(|_| index)
    }

    /// The factors on it, a stated floor or ceiling, and what the numbers come to with them.
    pub(super) fn finish(&mut self, line: Line, indicator: &Indicator) {
        self.set(line, Column::Weighting, number(indicator.weight.unwrap_or(Points::ONE)));
        let limited = |formula: Formula| {
            let formula = match indicator.floor {
                Some(floor) => max(formula, number(floor)),
                None => formula,
            };
            match indicator.ceiling {
                Some(ceiling) => min(formula, number(ceiling)),
                None => formula,
            }
        };
        let branch = self.on_branch(line);
        let [score, highest, lowest, pending] = match branch {
            Some(index) => [
                self.by_factors(Some(index), self.of(line, Column::Unlimited), 0, None),
                self.by_factors(
                    Some(index),
                    self.of(line, Column::UnlimitedHighest),
                    2,
                    Some(Formula::Max),
                ),
                self.by_factors(
                    Some(index),
                    self.of(line, Column::UnlimitedLowest),
                    1,
                    Some(Formula::Min),
                ),
                self.by_factors(Some(index), self.of(line, Column::UnlimitedPending), 3, None),
            ],
            None => [
                Column::Unlimited,
                Column::UnlimitedHighest,
                Column::UnlimitedLowest,
                Column::UnlimitedPending,
            ]
            .map(|column| self.of(line, column)),
        };
        let of = |column| self.of(line, column);
        let (before, after) = (|| score.clone(), || of(Column::Score));
        let added = || {
            let added = of(Column::UnlimitedAdded);
            if branch.is_none() {
                return added;
            }
            let whole = plus(of(Column::Applicable), added.clone());
            plus(added, or_zero(less(plus(score.clone(), pending.clone()), whole)))
        };
        let pending = || pending.clone();
        let scores = [
            (Column::Score, limited(score.clone())),
            (Column::Highest, limited(highest)),
            (Column::Lowest, limited(lowest)),
        ];
        let (added, pending) = if indicator.floor.is_some() || indicator.ceiling.is_some() {
            let changed = || compare(before(), Compare::Differs, after());
            let taken = or_zero(less(before(), after()));
            let room = or_zero(less(of(Column::Highest), after()));
            (
                when(changed(), or_zero(less(added(), taken)), added()),
                when(changed(), min(pending(), room), pending()),
            )
        } else {
            (added(), pending())
        };
        let whole = plus(of(Column::Applicable), of(Column::Added));
        let left = less(less(whole, of(Column::Score)), of(Column::Pending));
        let is_sum = indicator.kind == IndicatorKind::Section && !self.carries(line);
        let averages = self.rubric.averages(&indicator.children);
        let deducted = if is_sum && branch.is_none() && !averages {
            when(compare(before(), Compare::Differs, after()), left, of(Column::SumDeducted))
        } else {
            left
        };
        for (column, formula) in scores {
            self.set(line, column, formula);
        }
        self.set(line, Column::Added, added);
        self.set(line, Column::Pending, pending);
        self.set(line, Column::Deducted, deducted);
        if indicator.is_item() {
            let deducted = self.of(line, Column::Deducted);
            self.set(line, Column::OfItem, deducted);
        }
    }
}

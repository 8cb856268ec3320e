//! Sections: the formulas of `score::indicator` for what has indicators below it.

use super::{Calculation, Column};
use crate::report::workbook::asks::Line;
use crate::report::workbook::formula::{Formula, count, is, is_some, plus, when};
use crate::rubric::IndicatorIndex;

impl Calculation<'_> {
    /// A parent: the weighted sum of its children.
    pub(super) fn section(&mut self, index: IndicatorIndex) {
        let line = Line::Indicator(index);
        let Some(between) = self.below(index) else { return };
        for column in COUNTED {
            self.set(line, column, self.members(line, between, column));
        }
        if !self.rubric.is_scored(index) {
            return;
        }
        let sum = |it: &Self, column| it.sum_of_children(index, column);
        let mut formulas = [
            Column::Applicable,
            Column::Added,
            Column::Score,
            Column::Pending,
            Column::Highest,
            Column::Lowest,
        ]
        .map(|column| sum(self, column));
        if self.takes_over(index) {
            for column in CARRIED {
                self.set(line, column, self.passed_on(line, between, column));
            }
        }
        if self.rubric.carries(index) {
            let rest = self.of(line, Column::Rest);
            let carried = self.carried(line, Some(&rest), self.earns(index));
            let carried = self.or_left_out(line, between, carried, &rest);
            formulas = zip(formulas, carried, plus);
        } else if self.takes_over(index) {
            let grouped = self.passed_on(line, between, Column::Grouped);
            let added = self.passed_on(line, between, Column::GroupedAdded);
            self.group_line(line, grouped, added);
            if self.rubric.points_shown(index, &[]).is_none() {
                return;
            }
        }
        if self.rubric.averages(&self.rubric.indicator(index).children) {
            formulas = self.averaged(index, formulas);
        }
        self.set(line, Column::SumDeducted, sum(self, Column::Deducted));
        self.provisional(line, formulas);
    }

    /// The sum of a column over the children, each with its weight.
    pub(super) fn sum_of_children(&self, index: IndicatorIndex, column: Column) -> Formula {
        let Some(between) = self.below(index) else { return count(0) };
        let line = Line::Indicator(index);
        if !self.is_weighted(&self.rubric.indicator(index).children) {
            return self.members(line, between, column);
        }
        let place = Box::new(count(self.plan.place(line)));
        let keys = self.lines(between, Column::Above);
        let weights = self.lines(between, Column::Weighting);
        Formula::WeightedWhere(keys, place, weights, self.lines(between, column))
    }

    /// The sum over the children that only group: their clauses are carried here or above.
    fn passed_on(&self, line: Line, between: (u32, u32), column: Column) -> Formula {
        Formula::SumWhereBoth(
            self.lines(between, Column::Above),
            Box::new(count(self.plan.place(line))),
            self.lines(between, Column::PassedOn),
            self.lines(between, column),
        )
    }

    /// Whether something below a section is carried there or above.
    fn takes_over(&self, index: IndicatorIndex) -> bool {
        self.rubric.carrier_of(index).is_some()
            && self.rubric.indicator(index).children.iter().any(|c| self.rubric.passes_on(*c))
    }

    /// Whether a line is a section that carries something.
    pub(super) fn carries(&self, line: Line) -> bool {
        matches!(line, Line::Indicator(index) if self.rubric.carries(index))
    }

    /// What is carried keeps its points, or none with 缺项换算, where nothing of it applies.
    fn or_left_out(
        &self,
        line: Line,
        between: (u32, u32),
        carried: [Formula; 6],
        rest: &Formula,
    ) -> [Formula; 6] {
        let how_many = |column| self.passed_on(line, between, column);
        let nothing_applies = Formula::All(vec![
            is(how_many(Column::CountOpen), 0),
            is(how_many(Column::CountMet), 0),
            is(how_many(Column::CountFound), 0),
            is_some(how_many(Column::CountLeftOut)),
        ]);
        let kept = if self.keeps(line) { rest.clone() } else { count(0) };
        let or_kept = |formula| when(nothing_applies.clone(), kept.clone(), formula);
        let [applicable, added, score, pending, highest, lowest] = carried;
        let pending = when(nothing_applies.clone(), count(0), pending);
        [or_kept(applicable), added, or_kept(score), pending, or_kept(highest), or_kept(lowest)]
    }

    /// Whether something of children has a weight.
    pub(super) fn is_weighted(&self, children: &[IndicatorIndex]) -> bool {
        children.iter().any(|child| self.rubric.indicator(*child).weight.is_some())
    }
}

fn zip(
    one: [Formula; 6],
    other: [Formula; 6],
    both: fn(Formula, Formula) -> Formula,
) -> [Formula; 6] {
    let mut other = other.into_iter();
    one.map(|one| match other.next() {
        Some(other) => both(one, other),
        None => one,
    })
}

/// What a carrier adds up of everything below that it carries.
pub(super) const CARRIED: [Column; 15] = [
    Column::Whole,
    Column::Deduct,
    Column::Star,
    Column::Open,
    Column::OpenEndless,
    Column::WholeOpen,
    Column::Earn,
    Column::Best,
    Column::BestEndless,
    Column::All,
    Column::Applies,
    Column::AllEndless,
    Column::Add,
    Column::Most,
    Column::MostEndless,
];

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

//! 按平均分: the formulas of `score::average`.

use super::total::Figure;
use super::{Calculation, Column};
use crate::report::workbook::asks::Line;
use crate::report::workbook::formula::{
    Formula, count, is, less, number, or_zero, plus, quotient, times, when,
};
use crate::rubric::{IndicatorIndex, NotApplicable};

/// The most parts in one sum.
const MOST_PARTS: usize = 200;

/// Where the steps between stand.
struct Cells {
    missing: Formula,
    applicable: Formula,
    score: Formula,
}

impl Calculation<'_> {
    /// A section, with what those parts get that do not apply: `formulas` is what the others come
    /// to, in the order of [`Calculation::provisional`].
    pub(super) fn averaged(
        &mut self,
        index: IndicatorIndex,
        [applicable, added, score, pending, highest, lowest]: [Formula; 6],
    ) -> [Formula; 6] {
        let line = Line::Indicator(index);
        let missing = self.missing(&self.rubric.indicator(index).children);
        self.set(line, Column::Missing, missing);
        self.set(line, Column::PartApplicable, applicable);
        self.set(line, Column::PartScore, score);
        let cells = Cells {
            missing: self.of(line, Column::Missing),
            applicable: self.of(line, Column::PartApplicable),
            score: self.of(line, Column::PartScore),
        };
        let average = self.at_rate(&cells, cells.score.clone());
        self.set(line, Column::Average, average);
        let average = || self.of(line, Column::Average);
        let later =
            less(self.at_rate(&cells, plus(cells.score.clone(), pending.clone())), average());
        let beyond = or_zero(less(plus(average(), later.clone()), cells.missing.clone()));
        let with = |formula: Formula| plus(formula.clone(), self.at_rate(&cells, formula));
        // A section 视同满分 has full marks where parts of it would get the rate of others.
        let kept = self.keeps(line).then(|| self.of(line, Column::OwnPoints));
        let is_gone = || is(cells.applicable.clone(), 0);
        let or_kept = |formula: Formula| match &kept {
            Some(kept) => when(is_gone(), kept.clone(), formula),
            None => formula,
        };
        let whole = plus(cells.applicable.clone(), cells.missing.clone());
        [
            or_kept(when(is_gone(), count(0), whole)),
            plus(added, beyond),
            or_kept(plus(cells.score.clone(), average())),
            plus(pending, later),
            or_kept(with(highest)),
            or_kept(with(lowest)),
        ]
    }

    /// The same for the whole, whose sums over the top level have been put.
    pub(super) fn average_of_whole(
        &mut self,
        top: &[IndicatorIndex],
        sum: impl Fn(&Self, Column) -> Formula,
    ) {
        let missing = self.missing(top);
        self.put(Figure::Missing, missing);
        self.put(Figure::PartApplicable, sum(self, Column::Applicable));
        self.put(Figure::PartScore, sum(self, Column::Score));
        let cells = Cells {
            missing: self.whole_figure(Figure::Missing),
            applicable: self.whole_figure(Figure::PartApplicable),
            score: self.whole_figure(Figure::PartScore),
        };
        let average = self.at_rate(&cells, cells.score.clone());
        self.put(Figure::Average, average);
        let average = || self.whole_figure(Figure::Average);
        let pending = sum(self, Column::Pending);
        let later =
            less(self.at_rate(&cells, plus(cells.score.clone(), pending.clone())), average());
        let beyond = or_zero(less(plus(average(), later.clone()), cells.missing.clone()));
        let is_gone = || is(cells.applicable.clone(), 0);
        let filled = when(is_gone(), count(0), cells.missing.clone());
        let lost = less(less(plus(filled.clone(), beyond.clone()), average()), later.clone());
        let with = |formula: Formula| plus(formula.clone(), self.at_rate(&cells, formula));
        let figures = [
            (Figure::Sum, plus(cells.score.clone(), average())),
            (Figure::Applicable, plus(cells.applicable.clone(), filled)),
            (Figure::Deducted, plus(sum(self, Column::Deducted), lost)),
            (Figure::Added, plus(sum(self, Column::Added), beyond)),
            (Figure::Pending, plus(pending, later)),
            (Figure::SumLowest, with(sum(self, Column::Lowest))),
            (Figure::SumHighest, with(sum(self, Column::Highest))),
        ];
        for (figure, formula) in figures {
            self.put(figure, formula);
        }
    }

    /// The points of these that do not apply and get the rate of the others.
    fn missing(&self, parts: &[IndicatorIndex]) -> Formula {
        let averaged = parts.iter().filter(|part| {
            self.rubric.policy_of(**part) == NotApplicable::Average
                && self.rubric.points_shown(**part, &[]).is_some()
                && self.rubric.is_scored(**part)
        });
        let gone = averaged.map(|part| {
            let line = Line::Indicator(*part);
            let gone = less(self.of(line, Column::OwnPoints), self.of(line, Column::Applicable));
            match self.rubric.indicator(*part).weight {
                Some(weight) => times(gone, number(weight)),
                None => gone,
            }
        });
        let gone: Vec<Formula> = gone.collect();
        let sums = gone.chunks(MOST_PARTS).map(|part| Formula::Sum(part.to_vec()));
        sums.fold(count(0), plus)
    }

    /// What does not apply, at the rate that `of` has of what does.
    fn at_rate(&self, cells: &Cells, of: Formula) -> Formula {
        let product = times(cells.missing.clone(), of);
        let decimals = self.rubric.head.decimals;
        let result = quotient(product, cells.applicable.clone(), decimals);
        when(is(cells.applicable.clone(), 0), count(0), result)
    }
}

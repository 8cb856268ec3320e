//! Measured quantities: the formulas of `score::measure`.

use super::{Calculation, Column, unknown};
use crate::points::Points;
use crate::report::workbook::asks::{Asks, Figure, Line};
use crate::report::workbook::formula::{
    At, Compare, Formula, Span, compare, count, is, is_number, is_some, less, max, min, number,
    or_zero, plus, quotient, times, when,
};
use crate::report::workbook::plan::entry;
use crate::rubric::{Baseline, Clause, Effect, Rate, Required, Rule, Side, Threshold};

impl Calculation<'_> {
    /// What a measured value comes to, at the amount in the column `One`; unknown where it
    /// cannot be calculated.
    pub(super) fn measured(
        &mut self,
        line: Line,
        clause: &Clause,
        asks: &Asks,
        decimals: u32,
    ) -> Formula {
        let (usable, measured) = match &clause.rule {
            Rule::Shortfall(Required::One(required)) => {
                let counts = against(clause.effect, *required, self.figure(line));
                (is_number(self.figure(line)), times(counts, self.one(line)))
            }
            Rule::Shortfall(Required::Named(named)) => self.named(line, clause, asks, named),
            Rule::Rate(rate) => {
                let measured = self.rate(line, *rate, decimals);
                (self.usable_figure(line, asks), measured)
            }
            Rule::Baseline(baseline) => self.baseline(line, asks, baseline, decimals),
            Rule::Converted { full } => {
                let measured = self.converted(line, clause.effect, *full, decimals);
                (self.usable_figure(line, asks), measured)
            }
            Rule::Flat | Rule::Occurrence | Rule::Threshold(_) => return unknown(),
        };
        let usable = Formula::All(vec![is_number(self.one(line)), usable]);
        when(usable, measured, unknown())
    }

    fn figure(&self, line: Line) -> Formula {
        Formula::Cell(self.entered(line, entry::FIGURE))
    }

    fn whole(&self, line: Line) -> At {
        self.entered(line, entry::WHOLE)
    }

    /// The amount for one, with the share of the findings.
    fn one(&self, line: Line) -> Formula {
        self.of(line, Column::One)
    }

    /// The cells of the lines below a clause, so many of them.
    fn cells_below(&self, asks: &Asks, line: Line, how_many: usize) -> Option<Span> {
        let Line::Clause(index) = line else { return None };
        let first = *asks.lines(index).first()?;
        let first = self.entered(first, entry::FIGURE);
        let more = u32::try_from(how_many).ok()?.checked_sub(1)?;
        Some(Span { first, last_row: first.row + more })
    }

    fn named(
        &self,
        line: Line,
        clause: &Clause,
        asks: &Asks,
        named: &[(String, Points)],
    ) -> (Formula, Formula) {
        let Some(cells) = self.cells_below(asks, line, named.len()) else {
            // No counter at all adds up to nothing.
            return (is(count(1), 1), count(0));
        };
        let all = u32::try_from(named.len()).unwrap_or(u32::MAX);
        let counts = named.iter().zip(cells.cells());
        let counts =
            counts.map(|((_, required), at)| against(clause.effect, *required, Formula::Cell(at)));
        let sum = Formula::Sum(counts.collect());
        (is(Formula::CountNumbers(cells), all), times(sum, self.one(line)))
    }

    /// The part and the whole of a figure; one of a ratio counts in percent where `percent`.
    fn fraction(&self, line: Line, percent: bool) -> (Formula, Formula) {
        let alone = || Formula::IsEmpty(self.whole(line));
        let part = if percent {
            let hundred = times(number(Points::HUNDRED), self.figure(line));
            when(alone(), self.figure(line), hundred)
        } else {
            self.figure(line)
        };
        (part, when(alone(), count(1), Formula::Cell(self.whole(line))))
    }

    fn rate(&mut self, line: Line, rate: Rate, decimals: u32) -> Formula {
        let (part, whole) = self.fraction(line, true);
        let expected = times(number(rate.reference), whole.clone());
        let difference = match rate.side {
            Side::Below => less(expected, part),
            Side::Above => less(part, expected),
        };
        let numbers = is_number(self.figure(line));
        self.set(line, Column::Beyond, when(numbers, difference, count(0)));
        self.set(line, Column::Step, times(whole, number(rate.step)));
        self.distance(line, rate.exact, decimals)
    }

    /// What lies beyond, in whole steps or exactly, times the amount for one.
    fn distance(&self, line: Line, exact: bool, decimals: u32) -> Formula {
        let (beyond, step) = (|| self.of(line, Column::Beyond), || self.of(line, Column::Step));
        let amount = if exact {
            quotient(times(beyond(), self.one(line)), step(), decimals)
        } else {
            let steps = Formula::WholeTimes(Box::new(beyond()), Box::new(step()));
            times(steps, self.one(line))
        };
        when(is_some(beyond()), when(is_some(step()), amount, count(0)), count(0))
    }

    fn baseline(
        &mut self,
        line: Line,
        asks: &Asks,
        baseline: &Baseline,
        decimals: u32,
    ) -> (Formula, Formula) {
        let Some(Figure::Baseline(years, _)) = asks.figure else {
            return (is(count(0), 1), count(0));
        };
        let Some(cells) = self.cells_below(asks, line, years) else {
            return (is(count(0), 1), count(0));
        };
        let all = count(baseline.mean_of);
        let sum = Formula::SumOf(cells);
        let mean = if baseline.mean_of > 1 || baseline.decimals.is_some() {
            quotient(sum, all.clone(), baseline.decimals.unwrap_or(decimals))
        } else {
            sum
        };
        self.set(line, Column::Mean, mean);
        let mean = self.of(line, Column::Mean);
        let mean = || mean.clone();
        let actual = self.figure(line);
        let difference = match baseline.side {
            Side::Above => less(actual, mean()),
            Side::Below => less(mean(), actual),
        };
        let (beyond, step) = if baseline.percent {
            let step = times(mean(), number(baseline.step));
            (times(difference, number(Points::HUNDRED)), step)
        } else {
            (difference, number(baseline.step))
        };
        let numbers = is_number(self.figure(line));
        self.set(line, Column::Step, step);
        self.set(line, Column::Beyond, when(numbers.clone(), beyond, count(0)));
        let measured = self.distance(line, baseline.exact, decimals);
        let complete = compare(Formula::CountNumbers(cells), Compare::Equal, all);
        let usable = Formula::All(vec![numbers, complete]);
        if !baseline.percent {
            return (usable, measured);
        }
        let Line::Clause(index) = line else { return (usable, measured) };
        let decided = || Formula::Cell(self.entered(Line::Decided(index), entry::FIGURE));
        let decided = when(is_number(decided()), or_zero(decided()), unknown());
        let no_percentage =
            Formula::All(vec![is(mean(), 0), is_some(self.of(line, Column::Beyond))]);
        (usable, when(no_percentage, decided, measured))
    }

    /// Whether a figure is strictly beyond the limit.
    pub(super) fn beyond(&self, line: Line, threshold: Threshold) -> Formula {
        let (part, whole) = self.fraction(line, threshold.percent);
        let figure = times(part, number(threshold.limit.denominator));
        let limit = times(number(threshold.limit.numerator), whole);
        let how = match threshold.side {
            Side::Below => Compare::Below,
            Side::Above => Compare::Above,
        };
        compare(figure, how, limit)
    }

    fn converted(&self, line: Line, effect: Effect, full: Points, decimals: u32) -> Formula {
        let alone = Formula::IsEmpty(self.whole(line));
        let of = || when(alone.clone(), number(full), Formula::Cell(self.whole(line)));
        let score = || max(count(0), min(self.figure(line), of()));
        let part = match effect {
            Effect::Deduct | Effect::Fine => less(of(), score()),
            Effect::Earn | Effect::Add => score(),
        };
        let result = quotient(times(self.one(line), part), of(), decimals);
        when(is_some(of()), result, unknown())
    }
}

/// Deducted is what is missing, earned what is there, added what goes beyond.
fn against(effect: Effect, required: Points, actual: Formula) -> Formula {
    match effect {
        Effect::Deduct | Effect::Fine => or_zero(less(number(required), actual)),
        Effect::Earn => plus(min(actual, number(required)), count(0)),
        Effect::Add => or_zero(less(actual, number(required))),
    }
}

//! The whole: the formulas of `score::total`, below the lines.

use super::section::COUNTED;
use super::{Calculation, Column};
use crate::lang::workbook_columns as titles;
use crate::report::workbook::book::{Role, Style};
use crate::report::workbook::cover;
use crate::report::workbook::formula::{
    At, Formula, count, is, is_some, less, max, min, nothing, number, percent, plus, quotient,
    times, when,
};
use crate::report::workbook::lists;
use crate::report::workbook::plan::{Part, Plan, row};
use crate::rubric::{IndicatorIndex, Rubric, VetoEffect};
use crate::session::Ledger;

/// The figures of the whole, each in a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Figure {
    /// The sum of the top level.
    Sum,
    /// What applies.
    Applicable,
    /// 扣分.
    Deducted,
    /// 加分 inside items.
    Added,
    /// 待评.
    Pending,
    /// The lowest sum still possible.
    SumLowest,
    /// The highest sum still possible.
    SumHighest,
    /// 元.
    Fines,
    /// How many are open.
    Open,
    /// How many are met.
    Met,
    /// How many have something found.
    Found,
    /// How many do not apply.
    LeftOut,
    /// Tasks that apply.
    Tasks,
    /// Tasks that are done.
    Done,
    /// 完成率, in percent.
    Completion,
    /// What the score is out of.
    OutOf,
    /// After factors and conversion.
    Base,
    /// 直接计入总分.
    Direct,
    /// 加分 before the total cap.
    BonusBefore,
    /// 加分 before a veto.
    BonusCapped,
    /// The score before any veto.
    BeforeVeto,
    /// 1 where a veto sets the score.
    ScoreVetoed,
    /// What it sets it to.
    VetoScore,
    /// 得分.
    Score,
    /// 加分 that counts.
    Bonus,
    /// 加分 inside items and that of the bonus.
    AllAdded,
    /// The lowest score still possible.
    Lowest,
    /// The highest score still possible.
    Highest,
    /// The grade as a number, before vetoes of grades.
    GradeBefore,
    /// 1 where a veto holds.
    Vetoed,
    /// 等次.
    Grade,
    /// Marks set by vetoes.
    Flags,
    /// What the score is worth in another assessment.
    Outward,
    /// 按平均分: the points that do not apply.
    Missing,
    /// What applies, without them.
    PartApplicable,
    /// What was obtained of that.
    PartScore,
    /// What they get.
    Average,
}

/// The smallest or the largest of several.
pub(super) type Pick = fn(Vec<Formula>) -> Formula;

const FIGURES: u32 = Figure::Average as u32 + 1;
pub(super) const VALUE: u16 = 2;

impl Figure {
    /// Where it stands.
    #[must_use]
    pub fn at(self, plan: &Plan<'_>) -> At {
        plan.at(Part::Calculation, first_row(plan) + self as u32, VALUE)
    }
}

/// The cell that says 1 where a veto holds, by its place in the rubric.
#[must_use]
pub fn veto_holds(plan: &Plan<'_>, place: usize) -> At {
    let row = first_row(plan) + FIGURES + u32::try_from(place).unwrap_or_default();
    plan.at(Part::Calculation, row, VALUE)
}

fn first_row(plan: &Plan<'_>) -> u32 {
    plan.after_lines() + 1
}

/// The names of grades: those of the rubric, the highest first, then those only vetoes name.
#[must_use]
pub fn grade_names(rubric: &Rubric) -> Vec<&str> {
    let mut names: Vec<&str> = rubric.grades.iter().map(|grade| grade.name.as_str()).collect();
    for veto in &rubric.vetoes {
        if let VetoEffect::Grade(name) = &veto.effect
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    names
}

impl Calculation<'_> {
    pub(super) fn total(&mut self) {
        for (place, title) in titles::figures(self.lang).into_iter().enumerate() {
            let row = first_row(self.plan) + u32::try_from(place).unwrap_or_default();
            self.sheet.text(row, 0, title, Style::framed(Role::Result));
        }
        let top: Vec<IndicatorIndex> = self.rubric.top().collect();
        let is_scored = self.rubric.gives_points();
        self.sums(&top);
        self.bonus_and_direct();
        if is_scored {
            self.score();
        }
        self.vetoes(is_scored);
        let added = plus(self.whole_figure(Figure::Added), self.whole_figure(Figure::Bonus));
        self.put(Figure::AllAdded, added);
        if let Some(to) = self.rubric.head.outward.clone().filter(|_| is_scored) {
            let share = times(self.whole_figure(Figure::Score), number(to.full));
            let of = || self.whole_figure(Figure::OutOf);
            let converted = quotient(share, of(), to.decimals);
            let converted = when(is_some(of()), converted, nothing());
            let converted = self.unless_nothing_applies(converted, nothing());
            self.put(Figure::Outward, converted);
        }
    }

    pub(super) fn whole_figure(&self, figure: Figure) -> Formula {
        Formula::Cell(figure.at(self.plan))
    }

    pub(super) fn put(&mut self, figure: Figure, formula: Formula) {
        self.set_at(first_row(self.plan) + figure as u32, VALUE, formula);
    }

    /// The sums over the top level.
    fn sums(&mut self, top: &[IndicatorIndex]) {
        let tree = self.plan.tree_lines();
        let keys = self.lines(tree, Column::Above);
        let plain =
            |it: &Self, column| Formula::SumWhere(keys, Box::new(count(0)), it.lines(tree, column));
        let weighted = |it: &Self, column| {
            if !it.is_weighted(top) {
                return plain(it, column);
            }
            let weights = it.lines(tree, Column::Weighting);
            Formula::WeightedWhere(keys, Box::new(count(0)), weights, it.lines(tree, column))
        };
        let sums = [
            (Figure::Sum, Column::Score),
            (Figure::Applicable, Column::Applicable),
            (Figure::Deducted, Column::Deducted),
            (Figure::Added, Column::Added),
            (Figure::Pending, Column::Pending),
            (Figure::SumLowest, Column::Lowest),
            (Figure::SumHighest, Column::Highest),
        ];
        for (figure, column) in sums {
            self.put(figure, weighted(self, column));
        }
        if self.rubric.averages(top) {
            self.average_of_whole(top, |it, column| weighted(it, column));
        }
        let counts = [
            Figure::Fines,
            Figure::Open,
            Figure::Met,
            Figure::Found,
            Figure::LeftOut,
            Figure::Tasks,
            Figure::Done,
        ];
        for (figure, column) in counts.into_iter().zip(COUNTED) {
            self.put(figure, plain(self, column));
        }
        let tasks = || self.whole_figure(Figure::Tasks);
        let done = self.whole_figure(Figure::Done);
        let rate = percent(&done, &tasks(), self.rubric.head.decimals);
        let completion = when(is_some(tasks()), rate, nothing());
        self.put(Figure::Completion, completion);
        let out_of = match (self.rubric.rescales(), self.rubric.head.total) {
            (_, None) => nothing(),
            (Some((to, _)), _) => number(to),
            (None, Some(total)) if self.varies() => plus(number(total), plain(self, Column::More)),
            (None, Some(total)) => number(total),
        };
        self.put(Figure::OutOf, out_of);
    }

    fn bonus_and_direct(&mut self) {
        let bonus = self.rubric.bonus.as_ref();
        let members = bonus.map(|bonus| bonus.members.clone()).unwrap_or_default();
        let before = self.bonus_members(&members, false);
        self.put(Figure::BonusBefore, before);
        let before = self.whole_figure(Figure::BonusBefore);
        let capped = match bonus.and_then(|bonus| bonus.max) {
            Some(limit) => min(before, number(limit)),
            None => before,
        };
        self.put(Figure::BonusCapped, capped);
        let direct = if self.plan.ledger_numbers(Ledger::Direct).is_empty() {
            count(0)
        } else {
            Formula::SumOf(self.plan.all_rows(Ledger::Direct, row::RESULT))
        };
        self.put(Figure::Direct, direct);
    }

    /// From the sums to the score before any veto.
    fn score(&mut self) {
        let base = self.after_factors(self.whole_figure(Figure::Sum), 0, None);
        let base = self.unless_nothing_applies(base, nothing());
        self.put(Figure::Base, base);
        let before = self.limited(self.whole_figure(Figure::Base));
        let before = self.unless_nothing_applies(before, nothing());
        self.put(Figure::BeforeVeto, before);
    }

    /// 缺项换算: what stands there where nothing applies to the unit.
    pub(super) fn unless_nothing_applies(&self, formula: Formula, otherwise: Formula) -> Formula {
        if !self.rubric.leaves_points(None) {
            return formula;
        }
        let has_points = |index| {
            let points = self.rubric.points_shown(index, &[]);
            self.rubric.is_scored(index) && points.is_some_and(|points| !points.is_zero())
        };
        let figure = |figure| self.whole_figure(figure);
        let nothing_applies = if self.rubric.top().any(has_points) {
            is(figure(Figure::Applicable), 0)
        } else {
            Formula::All(vec![
                is(figure(Figure::Open), 0),
                is(figure(Figure::Met), 0),
                is(figure(Figure::Found), 0),
                is_some(figure(Figure::LeftOut)),
            ])
        };
        when(nothing_applies, otherwise, formula)
    }

    /// Less direct deductions, with bonus, within what the document states, rounded once.
    pub(super) fn limited(&self, base: Formula) -> Formula {
        let sum = plus(
            less(base, self.whole_figure(Figure::Direct)),
            self.whole_figure(Figure::BonusCapped),
        );
        let sum = match self.rubric.head.floor {
            Some(floor) => max(sum, number(floor)),
            None => sum,
        };
        let sum = match self.rubric.head.ceiling {
            Some(ceiling) => min(sum, number(ceiling)),
            None => sum,
        };
        quotient(sum, count(1), self.rubric.head.decimals)
    }

    /// Factors and 缺项换算.
    pub(super) fn after_factors(
        &mut self,
        sum: Formula,
        column: u16,
        pick: Option<Pick>,
    ) -> Formula {
        let base = self.by_factors(None, sum, column, pick);
        let Some((to, decimals)) = self.rubric.rescales() else { return base };
        let applicable = || self.whole_figure(Figure::Applicable);
        let rescaled = quotient(times(base.clone(), number(to)), applicable(), decimals);
        when(is(applicable(), 0), base, rescaled)
    }

    /// The factors on a branch, or on the whole. One that nobody has chosen is 1, or the one that
    /// `pick` takes of its options; each step stands in a cell of its own.
    pub(super) fn by_factors(
        &mut self,
        branch: Option<IndicatorIndex>,
        sum: Formula,
        column: u16,
        pick: Option<Pick>,
    ) -> Formula {
        let mut base = sum;
        let rubric = self.rubric;
        for (place, factor) in rubric.factors_on(branch) {
            let chosen = || Formula::Cell(cover::factor_cell(self.plan, place));
            let (names, factors) = lists::options(self.plan, place);
            let is_known = is_some(Formula::CountText(names, Box::new(chosen())));
            let value = Formula::ValueOfText(names, Box::new(chosen()), factors);
            let products = factor.options.iter();
            let products: Vec<Formula> =
                products.map(|(_, factor)| times(base.clone(), number(*factor))).collect();
            let otherwise = match pick {
                Some(pick) if !products.is_empty() => pick(products),
                _ => base.clone(),
            };
            let after = when(is_known, times(base, value), otherwise);
            let at = self.veto_at(self.rubric.vetoes.len() + place, VALUE + column);
            self.sheet.text(at.row, 0, &factor.no, Style::framed(Role::Result));
            self.set_at(at.row, at.column, after);
            base = Formula::Cell(at);
        }
        base
    }
}

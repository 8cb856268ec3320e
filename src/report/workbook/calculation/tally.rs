//! What clauses come to together: the formulas of `score::tally`.

use super::section::{CARRIED, COUNTED};
use super::{Calculation, Column};
use crate::report::workbook::asks::Line;
use crate::report::workbook::formula::{
    Compare, Formula, compare, count, flag, is, is_some, less, min, not, number, or_zero, plus,
    when,
};
use crate::rubric::{Clause, Effect, GroupIndex, Home, Member, Rule};

/// What the lines of a group or an item add up: what a carrier does, and what is counted of clauses.
fn summed() -> impl Iterator<Item = Column> {
    let of_tasks = |column: &Column| matches!(column, Column::Tasks | Column::Done);
    CARRIED.into_iter().chain(COUNTED.into_iter().filter(move |column| !of_tasks(column)))
}

impl Calculation<'_> {
    /// What one clause brings to what is added up.
    pub(super) fn tally_of_clause(&mut self, line: Line, clause: &Clause) {
        let amount = || self.of(line, Column::Amount);
        let is_open = || is(self.of(line, Column::Mark), 0);
        let mut worst = clause.worst();
        if matches!(&clause.rule, Rule::Rate(rate) if rate.exact) {
            worst = worst.map(|worst| worst.rounded(self.rubric.head.decimals));
        }
        let endless = count(u32::from(worst.is_none()));
        let worst = number(worst.unwrap_or_default());
        let mut set: Vec<(Column, Formula)> = Vec::new();
        match clause.effect {
            Effect::Deduct if clause.takes_whole_item() => {
                set.push((Column::WholeOpen, flag(is_open())));
                if clause.beyond.is_some() {
                    set.push((Column::Star, amount()));
                }
            }
            Effect::Deduct if clause.star => set.push((Column::Star, amount())),
            Effect::Deduct => {
                set.push((Column::Deduct, amount()));
                set.push((Column::Open, when(is_open(), worst, count(0))));
                set.push((Column::OpenEndless, when(is_open(), endless, count(0))));
            }
            Effect::Earn => {
                let left_out = is(self.of(line, Column::Mark), 3);
                let full = number(clause.in_full().unwrap_or_default());
                let no_full = count(u32::from(clause.in_full().is_none()));
                set.push((Column::Earn, amount()));
                set.push((Column::Best, when(is_open(), worst, amount())));
                set.push((Column::BestEndless, when(is_open(), endless, count(0))));
                set.push((Column::All, full.clone()));
                set.push((Column::Applies, when(left_out, amount(), full)));
                set.push((Column::AllEndless, no_full));
            }
            Effect::Add => {
                set.push((Column::Add, amount()));
                set.push((Column::Most, when(is_open(), worst, amount())));
                set.push((Column::MostEndless, when(is_open(), endless, count(0))));
            }
            Effect::Fine => set.push((Column::Fine, amount())),
        }
        let states = [
            (Column::CountOpen, 0),
            (Column::CountMet, 1),
            (Column::CountFound, 2),
            (Column::CountLeftOut, 3),
        ];
        for (column, state) in states {
            set.push((column, flag(is(self.of(line, Column::Mark), state))));
        }
        for (column, formula) in set {
            self.set(line, column, formula);
        }
    }

    /// A group of clauses of an item, or of the bonus.
    pub(super) fn group(&mut self, index: GroupIndex) {
        let line = Line::Group(index);
        let group = self.rubric.group(index);
        if group.home == Home::Bonus {
            self.bonus_group(index);
            return;
        }
        let members = group.members.clone();
        let cap = group.cap.map(number);
        self.add_up(line, &members, group.best, cap.as_ref());
        let counts = [Column::Deduct, Column::Earn, Column::Add, Column::Fine];
        let sum = Formula::Sum(counts.map(|column| self.of(line, column)).to_vec());
        self.set(line, Column::Amount, sum);
    }

    /// Adds up the lines of the members, which name this line; `best` counts the largest,
    /// `cap` limits each effect.
    pub(super) fn add_up(
        &mut self,
        line: Line,
        members: &[Member],
        best: bool,
        cap: Option<&Formula>,
    ) {
        let first = self.plan.calculation_row(line) + 1;
        let Some(last) = self.last_of(members) else { return };
        let between = (first, last);
        for column in summed() {
            let sum = self.members(line, between, column);
            let formula = if best { self.best(line, members, between, column, sum) } else { sum };
            let formula = match (cap, column) {
                (Some(cap), Column::Deduct | Column::Earn | Column::Add | Column::Fine) => {
                    min(formula, cap.clone())
                }
                (Some(cap), Column::Open) => {
                    self.capped_open(line, between, best, (formula, cap.clone()))
                }
                (Some(cap), Column::Best | Column::All | Column::Applies | Column::Most) => {
                    let endless = match column {
                        Column::Best => Column::BestEndless,
                        Column::All | Column::Applies => Column::AllEndless,
                        _ => Column::MostEndless,
                    };
                    let endless = is_some(self.members(line, between, endless));
                    when(endless, cap.clone(), min(formula, cap.clone()))
                }
                (
                    Some(_),
                    Column::OpenEndless
                    | Column::BestEndless
                    | Column::AllEndless
                    | Column::MostEndless,
                ) => count(0),
                _ => formula,
            };
            self.set(line, column, formula);
        }
        if best {
            self.keep_best(line, members, between);
        }
    }

    /// The last line below the members.
    fn last_of(&self, members: &[Member]) -> Option<u32> {
        Some(match members.last()? {
            Member::Clause(index) => self.plan.calculation_row(Line::Clause(*index)),
            Member::Group(index) => {
                let inside = self.last_of(&self.rubric.group(*index).members);
                inside.unwrap_or_else(|| self.plan.calculation_row(Line::Group(*index)))
            }
        })
    }

    /// What counts of a column where only the largest member does.
    fn best(
        &self,
        line: Line,
        members: &[Member],
        between: (u32, u32),
        column: Column,
        sum: Formula,
    ) -> Formula {
        let largest = |column| {
            Formula::MaxWhere(
                self.lines(between, Column::Above),
                Box::new(count(self.plan.place(line))),
                self.lines(between, column),
            )
        };
        match column {
            Column::Deduct | Column::Star => Formula::SumWhereBoth(
                self.lines(between, Column::Above),
                Box::new(count(self.plan.place(line))),
                self.lines(between, Column::Kept),
                self.lines(between, column),
            ),
            Column::Open => {
                // The largest that may still come of one member, less what counts already.
                let worst = members.iter().map(|member| {
                    let member = Line::of(*member);
                    plus(self.of(member, Column::Deduct), self.of(member, Column::Open))
                });
                let worst = Formula::Max(worst.chain([count(0)]).collect());
                or_zero(less(worst, self.of(line, Column::LargestDeduct)))
            }
            Column::Earn
            | Column::Add
            | Column::Fine
            | Column::Best
            | Column::All
            | Column::Applies
            | Column::Most => largest(column),
            _ => sum,
        }
    }

    /// The open deductions under a cap: as much as it still leaves room for.
    fn capped_open(
        &self,
        line: Line,
        between: (u32, u32),
        best: bool,
        (open, cap): (Formula, Formula),
    ) -> Formula {
        let found = if best {
            self.of(line, Column::LargestDeduct)
        } else {
            self.members(line, between, Column::Deduct)
        };
        let endless = is_some(self.members(line, between, Column::OpenEndless));
        let worst = when(endless, cap.clone(), min(plus(found, open), cap));
        less(worst, self.of(line, Column::Deduct))
    }

    /// Marks the first of the largest members.
    fn keep_best(&mut self, line: Line, members: &[Member], between: (u32, u32)) {
        let both = |it: &Self, member: Member| {
            let member = Line::of(member);
            plus(it.of(member, Column::Deduct), it.of(member, Column::Star))
        };
        let kept_deduct = Formula::SumWhereBoth(
            self.lines(between, Column::Above),
            Box::new(count(self.plan.place(line))),
            self.lines(between, Column::Kept),
            self.lines(between, Column::Deduct),
        );
        self.set(line, Column::LargestDeduct, kept_deduct);
        let all: Vec<Formula> = members.iter().map(|member| both(self, *member)).collect();
        let largest = Formula::Max(all.into_iter().chain([count(0)]).collect());
        self.set(line, Column::LargestMember, largest);
        for member in members {
            let own = Line::of(*member);
            let largest = self.of(line, Column::LargestMember);
            let is_largest = compare(both(self, *member), Compare::Equal, largest.clone());
            let earlier = self.plan.calculation_row(own).saturating_sub(1);
            let mut holds = vec![is_some(largest), is_largest];
            if earlier > self.plan.calculation_row(line) {
                let kept = self.members(line, (between.0, earlier), Column::Kept);
                holds.push(not(is_some(kept)));
            }
            self.set(own, Column::Kept, flag(Formula::All(holds)));
        }
    }
}

/// A sum within points where there are any: all of them where something has no bound.
pub(super) fn within(sum: Formula, endless: Formula, points: Option<Formula>) -> Formula {
    let Some(points) = points else { return sum };
    when(is_some(endless), points.clone(), min(sum, points))
}

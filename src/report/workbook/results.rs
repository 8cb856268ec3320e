//! The scores of a scorecard, each beside the cell whose formula calculates it: what a file
//! keeps as the result of that formula, and what a spreadsheet has to come to.

use super::asks::Line;
use super::calculation::{Column, Whole};
use super::evaluate::Value;
use super::formula::At;
use super::plan::{Part, Plan, row};
use crate::lang::{Lang, vetoes};
use crate::points::Points;
use crate::rubric::{ClauseIndex, GroupIndex, Home, IndicatorIndex};
use crate::score::{Mark, Scorecard};
use crate::session::Ledger;

/// Every score that a cell of 计算 stands for.
#[must_use]
pub fn results(plan: &Plan<'_>, lang: Lang, card: &Scorecard) -> Vec<(At, Value)> {
    let mut found = Found { plan, lang, all: Vec::new() };
    for index in plan.clauses() {
        found.clause(card, index);
    }
    for (place, group) in plan.rubric.groups().iter().enumerate() {
        if let Home::Item(_) = group.home {
            let line = Line::Group(GroupIndex(place));
            found.number(line, Column::Amount, card.groups[place].after);
        }
    }
    for place in 0..plan.rubric.indicators().len() {
        found.indicator(card, IndicatorIndex(place));
    }
    found.whole(card);
    found.ledgers(card);
    found.all
}

struct Found<'a> {
    plan: &'a Plan<'a>,
    lang: Lang,
    all: Vec<(At, Value)>,
}

impl Found<'_> {
    fn number(&mut self, line: Line, column: Column, number: Points) {
        let row = self.plan.calculation_row(line);
        let at = self.plan.at(Part::Calculation, row, column as u16);
        self.all.push((at, Value::Number(number)));
    }

    fn clause(&mut self, card: &Scorecard, index: ClauseIndex) {
        let (clause, result) = (self.plan.rubric.clause(index), &card.clauses[index.0]);
        if clause.repeated {
            return;
        }
        let line = Line::Clause(index);
        self.number(line, Column::Amount, result.amount);
        self.number(line, Column::Mark, Points::from(code(result.mark)));
    }

    fn indicator(&mut self, card: &Scorecard, index: IndicatorIndex) {
        let (line, result) = (Line::Indicator(index), &card.indicators[index.0]);
        if let Some(points) = result.points {
            self.number(line, Column::Points, points);
        }
        let progress = result.progress;
        if progress.all() > 0 {
            let counts = [
                (Column::CountOpen, progress.open),
                (Column::CountMet, progress.met),
                (Column::CountFound, progress.found),
                (Column::CountLeftOut, progress.not_applicable),
            ];
            for (column, count) in counts {
                self.number(line, column, Points::from(count));
            }
        }
        let carrier = self.plan.rubric.carrier_above(index);
        if result.score.is_none() && carrier.is_some() && self.plan.rubric.passes_on(index) {
            self.number(line, Column::Grouped, result.deducted);
            self.number(line, Column::GroupedAdded, result.added);
        }
        let Some(score) = result.score else { return };
        let figures = [
            (Column::Applicable, result.applicable),
            (Column::Deducted, result.deducted),
            (Column::Added, result.added),
            (Column::Score, score),
            (Column::Pending, result.pending),
            (Column::Lowest, result.lowest),
            (Column::Highest, result.highest),
        ];
        for (column, figure) in figures {
            self.number(line, column, figure);
        }
        if !result.fines.is_zero() {
            self.number(line, Column::Fine, result.fines);
        }
    }

    /// What each row of a ledger comes to.
    fn ledgers(&mut self, card: &Scorecard) {
        let mut put = |ledger, column, numbers: Vec<Points>| {
            if self.plan.ledger_numbers(ledger).is_empty() {
                return;
            }
            let rows = self.plan.all_rows(ledger, column).cells();
            self.all.extend(rows.zip(numbers).map(|(at, number)| (at, Value::Number(number))));
        };
        let awards = &card.bonus.awards;
        put(Ledger::Bonus, row::CLAIMED, awards.iter().map(|award| award.claimed).collect());
        put(Ledger::Bonus, row::RESULT, awards.iter().map(|award| award.counted).collect());
        let direct = card.direct.taken.iter().map(|taken| taken.counted);
        put(Ledger::Direct, row::RESULT, direct.collect());
    }

    fn whole(&mut self, card: &Scorecard) {
        let total = &card.total;
        let some = |points: Option<Points>| points.map(Value::Number);
        let text = |text: Option<String>| {
            text.filter(|text| !text.is_empty()).map_or(Value::Text(String::new()), Value::Text)
        };
        let number = |points: Points| Some(Value::Number(points));
        let decimals = self.plan.rubric.head.decimals;
        let completion = total.completion.map(|rate| rate.percent(decimals));
        let figures = [
            (Whole::Score, some(total.score)),
            (Whole::BeforeVeto, some(total.score_before_veto)),
            (Whole::Applicable, some(total.converted.map(|converted| converted.applicable))),
            (Whole::Sum, some(total.converted.map(|converted| converted.obtained))),
            (Whole::OutOf, some(total.points)),
            (Whole::Base, some(total.base)),
            (Whole::Deducted, number(total.deducted)),
            (Whole::Pending, number(total.pending)),
            (Whole::Lowest, some(total.lowest)),
            (Whole::Highest, some(total.highest)),
            (Whole::Direct, number(card.direct.amount)),
            (Whole::BonusBefore, number(card.bonus.before_cap)),
            (Whole::Bonus, number(card.bonus.amount)),
            (Whole::Added, number(total.added)),
            (Whole::AllAdded, number(card.added())),
            (Whole::Fines, number(total.fines)),
            (Whole::Open, number(total.progress.open.into())),
            (Whole::Vetoed, number(u32::from(total.vetoed).into())),
            (Whole::Completion, some(completion)),
            (Whole::Grade, Some(text(vetoes::grade(self.lang, total)))),
            (Whole::Outward, some(total.outward)),
            (Whole::Flags, Some(text(Some(total.flags.join(" "))))),
        ];
        for (figure, value) in figures {
            let value = value.map(|value| (figure.at(self.plan), value));
            self.all.extend(value);
        }
    }
}

fn code(mark: Mark) -> u32 {
    match mark {
        Mark::Open => 0,
        Mark::Met => 1,
        Mark::Found => 2,
        Mark::NotApplicable => 3,
    }
}

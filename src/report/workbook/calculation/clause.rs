//! What one clause takes or gives: the formulas of `score::clause`.

use super::{Calculation, Column, unknown};
use crate::points::Points;
use crate::report::workbook::asks::{Asks, Figure, Line, State};
use crate::report::workbook::formula::{
    Compare, Formula, compare, count, flag, is, is_number, is_some, less, max, min, not, number,
    or_zero, plus, quotient, times, when,
};
use crate::report::workbook::plan::{entry, finding};
use crate::rubric::{
    Amount, Clause, ClauseIndex, Effect, Home, IndicatorIndex, NotApplicable, Rule,
};

impl Calculation<'_> {
    pub(super) fn clause(&mut self, index: ClauseIndex, item: IndicatorIndex) {
        let line = Line::Clause(index);
        let clause = self.rubric.clause(index);
        if clause.repeated {
            return;
        }
        let asks = Asks::of_clause(clause);
        self.set(line, Column::State, self.state(line, &asks));
        let above = Some(Line::Indicator(item));
        self.set(line, Column::LeftOut, self.left_out(line, self.rubric.applies_to(clause), above));
        self.set(line, Column::Filled, self.filled(line, &asks));
        self.findings(line);
        self.set(line, Column::Gate, self.gate(line, &asks));
        if let (true, Amount::Fixed(amount)) = (self.is_of_matters(index), &clause.amount) {
            self.set(line, Column::One, number(*amount));
        }
        let found = self.found(index, clause, &asks);
        if clause.takes_whole_item() && clause.effect == Effect::Deduct {
            let whole = self.in_gate(line, count(0), found);
            self.set(line, Column::Whole, whole);
            let known = is_number(self.of(line, Column::Whole));
            let holds = is_some(self.of(line, Column::Whole));
            let beyond = clause.beyond.map_or_else(
                || count(0),
                |amount| {
                    let each = clause.rule == Rule::Occurrence;
                    if each { self.each(line, amount) } else { self.once(line, amount) }
                },
            );
            let beyond = when(holds, beyond, count(0));
            self.set(line, Column::Found, when(known, beyond, unknown()));
        } else {
            let met = match clause.effect {
                // A count of 0 earns nothing.
                Effect::Earn => {
                    let full = clause.in_full().map_or_else(unknown, number);
                    when(is(self.of(line, Column::State), State::Met.code()), full, count(0))
                }
                _ => count(0),
            };
            self.set(line, Column::Found, self.in_gate(line, met, found));
        }
        self.set(line, Column::Mark, self.mark(line, index));
        self.set(line, Column::Amount, self.amount(line, clause));
        if let Some(lost) = self.lost(line, item, clause) {
            let found = is(self.of(line, Column::Mark), 2);
            self.set(line, Column::Lost, when(found, lost, count(0)));
        }
        self.tally_of_clause(line, clause);
    }

    /// How many of 情况, 次数 and 数值 say something: only one of them may.
    pub(super) fn filled(&self, line: Line, asks: &Asks) -> Formula {
        let mut parts = vec![flag(not(is(self.of(line, Column::State), 0)))];
        if asks.count {
            parts.push(flag(not(Formula::IsEmpty(self.entered(line, entry::COUNT)))));
        }
        let figures = self.figure_cells(line, asks);
        if !figures.is_empty() {
            parts.push(flag(Formula::Any(figures)));
        }
        Formula::Sum(parts)
    }

    /// Whether something stands in each of the cells that make the figure.
    fn figure_cells(&self, line: Line, asks: &Asks) -> Vec<Formula> {
        let mut cells = Vec::new();
        if asks.own_figure() {
            cells.push(self.entered(line, entry::FIGURE));
        }
        if asks.whole() {
            cells.push(self.entered(line, entry::WHOLE));
        }
        if let Line::Clause(index) = line {
            let lines = asks.lines(index).into_iter();
            cells.extend(lines.map(|line| self.entered(line, entry::FIGURE)));
        }
        cells.into_iter().map(|at| not(Formula::IsEmpty(at))).collect()
    }

    /// Whether the figure of a line is filled in.
    fn has_figure(&self, line: Line, asks: &Asks) -> Formula {
        Formula::Any(self.figure_cells(line, asks))
    }

    /// What the rows of 情形 under this clause come to.
    fn findings(&mut self, line: Line) {
        let place = || Box::new(count(self.plan.place(line)));
        let keys = self.plan.all_findings(finding::PLACE);
        let sum = |column| Formula::SumWhere(keys, place(), self.plan.all_findings(column));
        let sums = [
            (Column::Times, sum(finding::TIMES)),
            (Column::Shares, sum(finding::SHARED)),
            (Column::Factors, sum(finding::FACTOR)),
            (Column::Weight, sum(finding::WEIGHT)),
        ];
        let largest = Formula::MaxWhere(keys, place(), self.plan.all_findings(finding::FACTOR));
        let rows = Formula::CountWhere(keys, place());
        self.set(line, Column::Findings, rows);
        for (column, formula) in sums {
            self.set(line, column, formula);
        }
        self.set(line, Column::Largest, largest);
    }

    /// Whether there are findings.
    fn is_found(&self, line: Line) -> Formula {
        is_some(self.of(line, Column::Findings))
    }

    /// 0 open, 1 looked at and nothing found, 2 something recorded, 4 not applicable.
    fn gate(&self, line: Line, asks: &Asks) -> Formula {
        let state = || self.of(line, Column::State);
        let filled = || self.of(line, Column::Filled);
        let nothing = Formula::All(vec![is(filled(), 0), not(self.is_found(line))]);
        let mut unusable = vec![compare(filled(), Compare::Above, count(1)), nothing];
        if !asks.states.is_empty() {
            unusable.push(is(state(), super::UNKNOWN_STATE));
        }
        let mut met = vec![is(state(), State::Met.code())];
        if asks.count {
            let at = self.entered(line, entry::COUNT);
            let cell = || Formula::Cell(at);
            let is_written = || not(Formula::IsEmpty(at));
            // A text is never added to anything: it is looked at after this.
            let usable = when(is_number(cell()), flag(self.usable_count(line, asks)), count(0));
            unusable.push(Formula::All(vec![is_written(), is(usable, 0)]));
            met.push(Formula::All(vec![is_written(), is_number(cell()), is(cell(), 0)]));
        }
        let met_value = flag(not(self.is_found(line)));
        when(
            is(self.of(line, Column::LeftOut), 1),
            count(4),
            when(Formula::Any(unusable), count(0), when(Formula::Any(met), met_value, count(2))),
        )
    }

    fn usable_count(&self, line: Line, asks: &Asks) -> Formula {
        let cell = || Formula::Cell(self.entered(line, entry::COUNT));
        let whole = compare(cell(), Compare::Equal, Formula::Whole(Box::new(cell())));
        let not_negative = compare(cell(), Compare::AtLeast, count(0));
        if asks.decimals {
            let alone = not(self.is_found(line));
            return Formula::All(vec![not_negative, Formula::Any(vec![alone, whole])]);
        }
        Formula::All(vec![not_negative, whole])
    }

    /// `met` where nothing was found, `found` where something is recorded, else unknown.
    fn in_gate(&self, line: Line, met: Formula, found: Formula) -> Formula {
        let gate = || self.of(line, Column::Gate);
        when(is(gate(), 1), met, when(is(gate(), 2), found, unknown()))
    }

    /// What was found, once something is recorded.
    fn found(&mut self, index: ClauseIndex, clause: &Clause, asks: &Asks) -> Formula {
        let line = Line::Clause(index);
        match &clause.amount {
            Amount::Fixed(amount) => self.fixed(line, clause, *amount, asks),
            Amount::All if clause.effect == Effect::Deduct => self.whole_item(line, clause, asks),
            Amount::All => unknown(),
            Amount::Range { from, to } => {
                let cell = self.entered(line, entry::FIGURE);
                let figure = || Formula::Cell(cell);
                let chosen = when(is_number(figure()), figure(), unknown());
                self.set(line, Column::From, number(*from));
                self.set(line, Column::To, number(*to));
                self.set(line, Column::Chosen, chosen);
                let fits = Formula::All(vec![
                    compare(figure(), Compare::AtLeast, number(*from)),
                    compare(figure(), Compare::AtMost, number(*to)),
                ]);
                let alone = when(is_number(figure()), when(fits, figure(), unknown()), unknown());
                self.chosen(line, alone, clause)
            }
            Amount::Levels(all) => {
                let chosen = Formula::Cell(self.entered(line, entry::FIGURE));
                let (names, points) = crate::report::workbook::lists::levels(self.plan, index);
                let known = is_some(Formula::CountText(names, Box::new(chosen.clone())));
                let value = Formula::ValueOfText(names, Box::new(chosen), points);
                let of_levels = || all.iter().map(|level| level.points);
                self.set(line, Column::From, number(of_levels().min().unwrap_or_default()));
                self.set(line, Column::To, number(of_levels().max().unwrap_or_default()));
                self.set(line, Column::Chosen, when(known, value, unknown()));
                let alone = self.of(line, Column::Chosen);
                self.chosen(line, alone, clause)
            }
        }
    }

    /// An amount each time, with the shares of the findings.
    fn each(&self, line: Line, amount: Points) -> Formula {
        let counted = times(number(amount), Formula::Cell(self.entered(line, entry::COUNT)));
        let named = times(number(amount), self.of(line, Column::Weight));
        when(self.is_found(line), named, counted)
    }

    /// An amount once, at the largest share of the findings.
    fn once(&self, line: Line, amount: Points) -> Formula {
        let shared = times(number(amount), self.of(line, Column::Largest));
        when(self.is_found(line), shared, number(amount))
    }

    fn fixed(&mut self, line: Line, clause: &Clause, amount: Points, asks: &Asks) -> Formula {
        let each = |it: &Self| it.each(line, amount);
        let once = |it: &Self| it.once(line, amount);
        match &clause.rule {
            Rule::Flat if asks.earns => {
                let missed = is(self.of(line, Column::State), State::Hit.code());
                let alone = when(self.is_found(line), unknown(), count(0));
                when(missed, alone, once(self))
            }
            Rule::Flat => once(self),
            Rule::Occurrence => each(self),
            Rule::Threshold(threshold) => {
                let beyond = self.beyond(line, *threshold);
                let measured = when(beyond, once(self), count(0));
                let usable = when(self.usable_figure(line, asks), measured, unknown());
                when(self.has_figure(line, asks), usable, once(self))
            }
            Rule::Converted { .. } => {
                self.set(line, Column::One, self.factored(line, amount));
                let decimals = self.rubric.head.decimals;
                self.measured(line, clause, asks, decimals)
            }
            _ => {
                self.set(line, Column::One, self.factored(line, amount));
                let decimals = self.rubric.head.decimals;
                let measured = self.measured(line, clause, asks, decimals);
                when(self.has_figure(line, asks), measured, each(self))
            }
        }
    }

    /// The amount for one, at the share that all findings carry; unknown where they differ.
    fn factored(&self, line: Line, amount: Points) -> Formula {
        let findings = || self.of(line, Column::Findings);
        let shares = || self.of(line, Column::Shares);
        let largest = || self.of(line, Column::Largest);
        // All are as large as the largest, so that together they are so many times it.
        let same =
            compare(times(largest(), findings()), Compare::Equal, self.of(line, Column::Factors));
        let all = compare(shares(), Compare::Equal, findings());
        let at_share = times(number(amount), largest());
        when(
            is(shares(), 0),
            number(amount),
            when(Formula::All(vec![all, same]), at_share, unknown()),
        )
    }

    /// Whether a 不得分 clause holds: 1, 0, or unknown.
    fn whole_item(&mut self, line: Line, clause: &Clause, asks: &Asks) -> Formula {
        match &clause.rule {
            Rule::Flat | Rule::Occurrence => count(1),
            Rule::Threshold(threshold) => {
                let beyond = flag(self.beyond(line, *threshold));
                let usable = when(self.usable_figure(line, asks), beyond, unknown());
                when(self.has_figure(line, asks), usable, count(1))
            }
            _ => {
                self.set(line, Column::One, count(1));
                let measured = self.measured(line, clause, asks, 6);
                self.set(line, Column::Measured, measured);
                let measured = || self.of(line, Column::Measured);
                let holds = when(is_number(measured()), flag(is_some(measured())), unknown());
                when(self.has_figure(line, asks), holds, count(1))
            }
        }
    }

    /// An amount or a level chosen for each finding, else what is chosen for the clause `alone`.
    fn chosen(&self, line: Line, alone: Formula, clause: &Clause) -> Formula {
        let place = || Box::new(count(self.plan.place(line)));
        let keys = self.plan.all_findings(finding::PLACE);
        let unfit = Formula::SumWhere(keys, place(), self.plan.all_findings(finding::UNFIT));
        let (once, mean) = (clause.rule == Rule::Flat, clause.mean);
        let worth = if once {
            Formula::MaxWhere(keys, place(), self.plan.all_findings(finding::ONCE))
        } else {
            Formula::SumWhere(keys, place(), self.plan.all_findings(finding::EACH))
        };
        let decimals = self.rubric.head.decimals;
        let worth =
            if mean { quotient(worth, self.of(line, Column::Times), decimals) } else { worth };
        when(self.is_found(line), when(is(unfit, 0), worth, unknown()), alone)
    }

    /// Whether 数值, and 总数 where it is filled in, can be calculated with.
    pub(super) fn usable_figure(&self, line: Line, asks: &Asks) -> Formula {
        let figure = is_number(Formula::Cell(self.entered(line, entry::FIGURE)));
        if !matches!(asks.figure, Some(Figure::Rate | Figure::Score)) {
            return figure;
        }
        let at = self.entered(line, entry::WHOLE);
        let above_zero =
            when(is_number(Formula::Cell(at)), flag(is_some(Formula::Cell(at))), count(0));
        let whole = Formula::Any(vec![Formula::IsEmpty(at), is(above_zero, 1)]);
        Formula::All(vec![figure, whole])
    }

    /// Whether what is found under a clause may be of one matter with other findings.
    fn is_of_matters(&self, index: ClauseIndex) -> bool {
        crate::report::workbook::sheets::is_in_scope(self.plan, index)
    }

    fn mark(&self, line: Line, index: ClauseIndex) -> Formula {
        let clause = self.rubric.clause(index);
        let amount = || self.of(line, Column::Amount);
        let met = match clause.effect {
            Effect::Earn => match clause.in_full() {
                Some(full) => compare(amount(), Compare::AtLeast, number(full)),
                None => is(count(0), 1),
            },
            Effect::Deduct if clause.takes_whole_item() => is(self.of(line, Column::Whole), 0),
            Effect::Deduct | Effect::Fine => is(amount(), 0),
            Effect::Add => is(count(1), 1),
        };
        // All that was found counts elsewhere: found it is.
        let met = if clause.effect != Effect::Add && self.is_of_matters(index) {
            let elsewhere = vec![self.is_found(line), is(self.of(line, Column::Times), 0)];
            Formula::All(vec![met, not(Formula::All(elsewhere))])
        } else {
            met
        };
        let recorded =
            when(is_number(self.of(line, Column::Found)), when(met, count(1), count(2)), count(0));
        when(is(self.of(line, Column::Gate), 4), count(3), recorded)
    }

    /// What a clause takes from its item where something is found; nothing of one that adds.
    fn lost(&self, line: Line, item: IndicatorIndex, clause: &Clause) -> Option<Formula> {
        let amount = || self.of(line, Column::Amount);
        match clause.effect {
            Effect::Deduct if clause.takes_whole_item() && clause.beyond.is_some() => {
                Some(plus(self.full(item), amount()))
            }
            Effect::Deduct if clause.takes_whole_item() => Some(self.full(item)),
            Effect::Deduct => Some(amount()),
            Effect::Earn => Some(or_zero(less(number(clause.in_full()?), amount()))),
            Effect::Add | Effect::Fine => None,
        }
    }

    fn amount(&self, line: Line, clause: &Clause) -> Formula {
        let found = || self.of(line, Column::Found);
        let is_full = |item| self.rubric.policy_of(item) == NotApplicable::Full;
        let full = clause.effect == Effect::Earn
            && matches!(clause.home, Home::Item(item) if is_full(item));
        let left_out = clause.in_full().filter(|_| full).unwrap_or_default();
        let limited = match clause.max {
            Some(limit) => min(number(limit), max(count(0), found())),
            None => or_zero(found()),
        };
        when(
            is(self.of(line, Column::Gate), 4),
            number(left_out),
            when(is_number(found()), limited, count(0)),
        )
    }
}

//! Where everything stands: a layout made from the rubric alone, so that whoever reads a
//! workbook back knows every cell that was written.

use super::asks::{Asks, Line};
use super::formula::{At, Span};
use crate::rubric::{Clause, ClauseIndex, GroupIndex, Home, IndicatorIndex, Member, Rubric};
use crate::session::Ledger;
use std::collections::HashMap;

/// The sheets, in their order behind those of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// 说明: who, when, the result, how to fill in.
    Cover,
    /// 评分: one row for each clause and item.
    Entries,
    /// 情形: one row for each finding.
    Findings,
    /// 加分.
    Bonus,
    /// 直接扣分.
    Direct,
    /// 一票否决.
    Veto,
    /// 计算.
    Calculation,
    /// What may be chosen.
    Lists,
    /// What the cells cannot hold.
    Carried,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Cover,
        Self::Entries,
        Self::Findings,
        Self::Bonus,
        Self::Direct,
        Self::Veto,
        Self::Calculation,
        Self::Lists,
        Self::Carried,
    ];

    /// The sheet of a ledger.
    #[must_use]
    pub fn of(ledger: Ledger) -> Self {
        match ledger {
            Ledger::Bonus => Self::Bonus,
            Ledger::Direct => Self::Direct,
            Ledger::Veto => Self::Veto,
        }
    }
}

pub use super::columns::{correction, entry, finding, row};

/// The first row of 计算.
pub const CALCULATION_FIRST_ROW: u32 = 2;

/// The layout of a workbook.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The rubric it is made from.
    pub rubric: &'a Rubric,
    /// How many sheets stand before ours.
    pub before: usize,
    /// The lines of 评分, in order.
    pub lines: Vec<Line>,
    /// The lines of 计算, in order; those of the bonus and the direct deductions last.
    pub calculated: Vec<Line>,
    /// How many rows 情形 has.
    pub findings: usize,
    /// How many rows the ledgers have.
    pub rows: [usize; 3],
    entry_rows: HashMap<Line, u32>,
    calculation_rows: HashMap<Line, u32>,
    /// The last line of 计算 that belongs to an indicator.
    ends: Vec<u32>,
    /// The lines of the bonus in 计算.
    bonus_lines: (u32, u32),
}

impl<'a> Plan<'a> {
    /// The layout for a rubric with room for so many findings and rows of ledgers; `before`
    /// sheets stand before.
    #[must_use]
    pub fn new(rubric: &'a Rubric, before: usize, findings: usize, rows: [usize; 3]) -> Self {
        let mut plan = Self {
            rubric,
            before,
            lines: Vec::new(),
            calculated: Vec::new(),
            findings: findings.max(1),
            rows: rows.map(|rows| rows.max(1)),
            entry_rows: HashMap::new(),
            calculation_rows: HashMap::new(),
            ends: vec![0; rubric.indicators().len()],
            bonus_lines: (0, 0),
        };
        let top: Vec<IndicatorIndex> = rubric.top().collect();
        plan.indicators(&top);
        plan.bonus_lines.0 = plan.next_row();
        if let Some(bonus) = &rubric.bonus {
            plan.members(&bonus.members, false);
        }
        plan.bonus_lines.1 = plan.next_row();
        plan
    }

    fn next_row(&self) -> u32 {
        CALCULATION_FIRST_ROW + u32::try_from(self.calculated.len()).unwrap_or(u32::MAX)
    }

    fn line(&mut self, line: Line, is_entered: bool) {
        if is_entered {
            let row = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
            self.entry_rows.insert(line, entry::FIRST_ROW + row);
            self.lines.push(line);
        }
        if line.is_calculated() {
            self.calculation_rows.insert(line, self.next_row());
            self.calculated.push(line);
        }
    }

    fn indicators(&mut self, indicators: &[IndicatorIndex]) {
        let rubric = self.rubric;
        for index in indicators {
            self.line(Line::Indicator(*index), true);
            self.members(&rubric.indicator(*index).members, true);
            self.indicators(&rubric.indicator(*index).children);
            self.ends[index.0] = self.next_row() - 1;
        }
    }

    fn members(&mut self, members: &[Member], is_entered: bool) {
        let rubric = self.rubric;
        for member in members {
            match member {
                Member::Group(group) => {
                    self.line(Line::Group(*group), is_entered);
                    self.members(&rubric.group(*group).members, is_entered);
                }
                Member::Clause(clause) => {
                    self.line(Line::Clause(*clause), is_entered);
                    if is_entered {
                        let asks = Asks::of_clause(rubric.clause(*clause));
                        for line in asks.lines(*clause) {
                            self.line(line, true);
                        }
                    }
                }
            }
        }
    }

    /// What a line is called: the id of an indicator or clause; empty for the others.
    #[must_use]
    pub fn label(&self, line: Line) -> &'a str {
        let rubric = self.rubric;
        match line {
            Line::Indicator(index) => &rubric.indicator(index).id,
            Line::Clause(index) => &rubric.clause(index).id,
            _ => "",
        }
    }

    /// A sheet's place in the book.
    #[must_use]
    pub fn sheet(&self, part: Part) -> usize {
        self.before + Part::ALL.iter().position(|known| *known == part).unwrap_or_default()
    }

    /// A cell of a sheet.
    #[must_use]
    pub fn at(&self, part: Part, row: u32, column: u16) -> At {
        At { sheet: self.sheet(part), row, column }
    }

    /// A cell of a line in 评分.
    #[must_use]
    pub fn entered(&self, line: Line, column: u16) -> At {
        self.at(Part::Entries, self.entry_rows.get(&line).copied().unwrap_or_default(), column)
    }

    /// The row of a line in 计算.
    #[must_use]
    pub fn calculation_row(&self, line: Line) -> u32 {
        self.calculation_rows.get(&line).copied().unwrap_or_default()
    }

    /// The number by which other lines name this one, from 1.
    #[must_use]
    pub fn place(&self, line: Line) -> u32 {
        (self.calculation_row(line) + 1).saturating_sub(CALCULATION_FIRST_ROW)
    }

    /// The last line of 计算 below an indicator.
    #[must_use]
    pub fn end(&self, index: IndicatorIndex) -> u32 {
        self.ends[index.0]
    }

    /// The first line behind all others in 计算.
    #[must_use]
    pub fn after_lines(&self) -> u32 {
        self.next_row()
    }

    /// The first and last line of the bonus in 计算, where there are any.
    #[must_use]
    pub fn bonus_lines(&self) -> Option<(u32, u32)> {
        let (first, after) = self.bonus_lines;
        (after > first).then(|| (first, after - 1))
    }

    /// The first and last line of the tree in 计算.
    #[must_use]
    pub fn tree_lines(&self) -> (u32, u32) {
        (CALCULATION_FIRST_ROW, self.bonus_lines.0.max(CALCULATION_FIRST_ROW + 1) - 1)
    }

    /// The cells of a column of 情形.
    #[must_use]
    pub fn all_findings(&self, column: u16) -> Span {
        let first = self.at(Part::Findings, finding::FIRST_ROW, column);
        Span { first, last_row: last_of(finding::FIRST_ROW, self.findings) }
    }

    /// The cells of a column of a ledger.
    #[must_use]
    pub fn all_rows(&self, ledger: Ledger, column: u16) -> Span {
        let first = self.at(Part::of(ledger), row::FIRST_ROW, column);
        Span { first, last_row: last_of(row::FIRST_ROW, self.rows[place_of(ledger)]) }
    }

    /// The clauses or vetoes a row of a ledger may name, in order.
    #[must_use]
    pub fn ledger_clauses(&self, ledger: Ledger) -> Vec<(ClauseIndex, &'a Clause)> {
        let home = match ledger {
            Ledger::Bonus => Home::Bonus,
            Ledger::Direct => Home::Direct,
            Ledger::Veto => return Vec::new(),
        };
        let clauses = self.rubric.clauses().iter().enumerate();
        let clauses = clauses.filter(|(_, clause)| clause.home == home);
        clauses.map(|(place, clause)| (ClauseIndex(place), clause)).collect()
    }

    /// The numbers a row of a ledger may name.
    #[must_use]
    pub fn ledger_numbers(&self, ledger: Ledger) -> Vec<&'a str> {
        if ledger == Ledger::Veto {
            return self.rubric.vetoes.iter().map(|veto| veto.no.as_str()).collect();
        }
        self.ledger_clauses(ledger).into_iter().map(|(_, clause)| clause.no.as_str()).collect()
    }

    /// The clauses of the items, in the order of the lines.
    pub fn clauses(&self) -> impl Iterator<Item = ClauseIndex> + '_ {
        self.lines.iter().filter_map(|line| match line {
            Line::Clause(index) => Some(*index),
            _ => None,
        })
    }

    /// The groups around the bonus clauses, outer ones first.
    pub fn bonus_groups(&self) -> impl Iterator<Item = GroupIndex> + '_ {
        let groups = self.rubric.groups().iter().enumerate();
        groups.filter(|(_, group)| group.home == Home::Bonus).map(|(place, _)| GroupIndex(place))
    }
}

/// The place of a ledger among the three.
#[must_use]
pub fn place_of(ledger: Ledger) -> usize {
    match ledger {
        Ledger::Bonus => 0,
        Ledger::Direct => 1,
        Ledger::Veto => 2,
    }
}

fn last_of(first: u32, rows: usize) -> u32 {
    first + u32::try_from(rows).unwrap_or(u32::MAX).saturating_sub(1)
}

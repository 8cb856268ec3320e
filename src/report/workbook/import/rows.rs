//! 情形 and the ledgers: one row each.

use super::lines::{text_or, texts_or};
use super::{Entries, Kind, Reader};
use crate::lang::{Lang, workbook as say};
use crate::points::{Limit, NumberError, Points};
use crate::report::workbook::grid::Grid;
use crate::report::workbook::plan::{finding, row};
use crate::report::workbook::sheets::LAST_OF_FINDING;
use crate::report::workbook::show::{Wrong, holdable};
use crate::rubric::{Home, IndicatorKind, Subject};
use crate::score::meant_share;
use crate::session::{Finding, Ledger, LedgerRow};

impl Reader<'_> {
    /// Puts the findings of 情形 into the entries they belong to.
    pub(super) fn findings(&mut self, grid: &Grid, entries: &mut Entries) {
        for at in rows_with_something(grid, self.lang, finding::FIRST_ROW, LAST_OF_FINDING) {
            let id = grid.text(at, finding::ID).trim().to_owned();
            if id.is_empty() {
                self.problem(grid, (at, finding::ID), Kind::IdMissing);
                continue;
            }
            let Some(entry) = entries.get_mut(&id) else {
                // One that the rubric has stands on a line that was told of already.
                if self.plan.rubric.find(&id).is_none() {
                    self.problem(grid, (at, finding::ID), Kind::UnknownId(id));
                }
                continue;
            };
            let key = whole(grid, at, finding::KEY);
            let carried = self.carried.entry(&id).zip(key);
            let carried = carried.and_then(|(entry, key)| entry.findings.get(key));
            if carried.is_none() && !self.takes_findings(&id) {
                self.problem(grid, (at, finding::ID), Kind::Unfit);
                continue;
            }
            let nothing = Finding::default();
            let carried = carried.unwrap_or(&nothing).clone();
            entry.findings.push(self.finding(grid, at, &id, &carried));
        }
    }

    /// Whether findings may be named under what has this id.
    fn takes_findings(&self, id: &str) -> bool {
        match self.plan.rubric.find(id) {
            Some(Subject::Clause(_)) => !self.is_never_asked(id),
            Some(Subject::Indicator(index)) => matches!(
                self.plan.rubric.indicator(index).kind,
                IndicatorKind::Judged { .. } | IndicatorKind::Task
            ),
            None => false,
        }
    }

    fn finding(&mut self, grid: &Grid, at: u32, id: &str, carried: &Finding) -> Finding {
        let text = |column| grid.text(at, column);
        let corrections = (at, finding::CORRECTION);
        Finding {
            count: self.times(grid, (at, finding::COUNT)),
            subject: text_or(&text(finding::SUBJECT), &carried.subject),
            share: self.share_of(grid, at, id, carried.share),
            amount: self.amount_of(grid, at, id, carried.amount),
            level: self.level_of(grid, at, id, &carried.level),
            remark: text_or(&text(finding::REMARK), &carried.remark),
            evidence: texts_or(&text(finding::EVIDENCE), &carried.evidence),
            date: self.day(grid, (at, finding::DATE)),
            correction: self.correction(grid, corrections, carried.correction.as_ref()),
        }
    }

    /// The rows of a ledger.
    pub(super) fn rows(&mut self, grid: &Grid, ledger: Ledger) -> Vec<LedgerRow> {
        let numbers = self.plan.ledger_numbers(ledger);
        let mut rows = Vec::new();
        for at in rows_with_something(grid, self.lang, row::FIRST_ROW, row::DATE) {
            let nothing = LedgerRow::default();
            let key = whole(grid, at, row::KEY);
            let carried = key.and_then(|key| self.carried.ledger(ledger).get(key));
            let carried = carried.unwrap_or(&nothing).clone();
            let clause = text_or(&grid.text(at, row::ID), &carried.clause);
            if clause.is_empty() && carried == nothing {
                self.problem(grid, (at, row::ID), Kind::IdMissing);
                continue;
            }
            if !numbers.contains(&clause.as_str()) && clause != carried.clause {
                self.problem(grid, (at, row::ID), Kind::UnknownId(clause));
                continue;
            }
            rows.push(self.row(grid, at, clause, &carried));
        }
        rows
    }

    fn row(&mut self, grid: &Grid, at: u32, clause: String, carried: &LedgerRow) -> LedgerRow {
        let text = |column| grid.text(at, column);
        let award = self.exact(grid, (at, row::AWARD), Limit::Amount, carried.award);
        if award.is_some_and(|award| award <= Points::ZERO) && award != carried.award {
            self.problem(grid, (at, row::AWARD), Kind::Wrong(Wrong::NotPositive));
        }
        let share = self.exact(grid, (at, row::SHARE), Limit::Share, carried.share);
        if let Some(share) = share.filter(|share| Some(*share) != carried.share) {
            self.row_share(grid, at, &clause, share);
        }
        LedgerRow {
            clause,
            count: self.times(grid, (at, row::COUNT)),
            award,
            share,
            level: text_or(&text(row::LEVEL), &carried.level),
            matter: text_or(&text(row::MATTER), &carried.matter),
            document: text_or(&text(row::DOCUMENT), &carried.document),
            subject: text_or(&text(row::SUBJECT), &carried.subject),
            remark: text_or(&text(row::REMARK), &carried.remark),
            evidence: texts_or(&text(row::EVIDENCE), &carried.evidence),
            date: self.day(grid, (at, row::DATE)),
        }
    }

    /// A share that is larger than the clause of its row allows: 40 where 0.4 was meant.
    fn row_share(&mut self, grid: &Grid, at: u32, clause: &str, share: Points) {
        let held = self
            .plan
            .rubric
            .clauses()
            .iter()
            .find(|held| held.no == clause && matches!(held.home, Home::Bonus | Home::Direct));
        let Some(held) = held.filter(|held| share > held.largest_share()) else { return };
        let why = match meant_share(held, share) {
            Some(meant) => NumberError::Spelling(meant.to_string()),
            None => NumberError::TooLarge(1),
        };
        let wrong = Wrong::Number(grid.text(at, row::SHARE), why);
        self.problem(grid, (at, row::SHARE), Kind::Wrong(wrong));
    }

    /// How often: once where nothing stands.
    fn times(&mut self, grid: &Grid, at: (u32, u16)) -> u32 {
        let Some(number) = self.limited(grid, at, Limit::Count) else { return 1 };
        let count = number.whole().unwrap_or_default();
        if count == 0 {
            self.problem(grid, at, Kind::Wrong(Wrong::NotPositive));
        }
        count
    }

    /// A number, or the exact one that travelled with the form where it shows just that.
    pub(super) fn exact(
        &mut self,
        grid: &Grid,
        at: (u32, u16),
        limit: Limit,
        carried: Option<Points>,
    ) -> Option<Points> {
        let number = self.number(grid, at)?;
        let is_carried = |exact: &Points| holdable(*exact) == number || *exact == number;
        if let Some(exact) = carried.filter(is_carried) {
            return Some(exact);
        }
        match crate::report::workbook::show::checked(number, limit) {
            Ok(number) => {
                let is_too_fine = number.is_too_fine(limit);
                self.keep(grid, at, is_too_fine.then(|| (number, limit.decimals())));
                Some(number)
            }
            Err(wrong) => {
                self.problem(grid, at, Kind::Wrong(wrong));
                None
            }
        }
    }
}

/// The rows from the first on in which a person entered something.
fn rows_with_something(grid: &Grid, lang: Lang, first: u32, last_column: u16) -> Vec<u32> {
    let filled = grid.cells.keys().filter(|(row, column)| {
        *row >= first && *column <= last_column && grid.at(*row, *column).is_some()
    });
    let mut rows: Vec<u32> = filled.map(|(row, _)| *row).collect();
    rows.dedup();
    // The row that says that there are no more.
    rows.retain(|row| grid.text(*row, 0) != say::full_note(lang));
    rows
}

/// The place a key names; none where there is no key.
fn whole(grid: &Grid, row: u32, column: u16) -> Option<usize> {
    let text = grid.text(row, column);
    let key = Points::parse(&text, Limit::Count).ok()?.whole()?;
    usize::try_from(key).ok()?.checked_sub(1)
}

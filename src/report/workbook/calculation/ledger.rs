//! The ledgers beside the tree: the formulas of `score::ledger`.

use super::{Calculation, Column, Ledgers, Whole, unknown};
use crate::points::Points;
use crate::report::workbook::asks::Line;
use crate::report::workbook::book::{Content, Role, Sheet, Style};
use crate::report::workbook::columns::{KEY_STEPS, key_formulas};
use crate::report::workbook::formula::{
    At, Compare, Formula, Rivals, Span, compare, count, flag, is, is_number, is_some, less, min,
    not, number, or_zero, times, when,
};
use crate::report::workbook::limits;
use crate::report::workbook::lists::{self, List, beside, level};
use crate::report::workbook::plan::{place_of, row};
use crate::rubric::{ClauseIndex, GroupIndex, Member};
use crate::session::Ledger;

/// What the matter of a row is told apart by.
const LAST_OF_KEY: u16 = row::MATTER_KEY + KEY_STEPS - 1;

/// One row of a ledger.
#[derive(Clone, Copy)]
struct Row {
    ledger: Ledger,
    first: At,
}

impl Row {
    fn at(self, column: u16) -> At {
        self.first.column(column)
    }

    fn of(self, column: u16) -> Formula {
        Formula::Cell(self.at(column))
    }
}

impl Calculation<'_> {
    /// What the rows of the ledgers come to, beside them.
    pub(super) fn ledgers(&mut self, sheets: &mut Ledgers) {
        for ledger in [Ledger::Bonus, Ledger::Direct, Ledger::Veto] {
            if self.plan.ledger_numbers(ledger).is_empty() {
                continue;
            }
            for first in self.plan.all_rows(ledger, row::ID).cells() {
                let at = Row { ledger, first };
                let sheet = &mut sheets[place_of(ledger)];
                match ledger {
                    Ledger::Veto => self.veto_row(at, sheet),
                    Ledger::Bonus => self.bonus_row(at, sheet),
                    Ledger::Direct => self.direct_row(at, sheet),
                }
            }
        }
    }

    fn place(&self, at: Row) -> Formula {
        let numbers = lists::cells(self.plan, List::Numbers(at.ledger));
        let places = lists::beside_numbers(self.plan, at.ledger, beside::PLACE);
        let place = Formula::ValueOfText(numbers, Box::new(at.of(row::ID)), places);
        when(Formula::IsEmpty(at.at(row::ID)), count(0), place)
    }

    /// How often; once where nothing stands.
    fn how_often(at: Row) -> Formula {
        when(is_number(at.of(row::COUNT)), at.of(row::COUNT), count(1))
    }

    fn share(at: Row) -> Formula {
        when(is_number(at.of(row::SHARE)), at.of(row::SHARE), count(1))
    }

    /// What stands beside the clause of a row.
    fn beside(&self, at: Row, column: u16) -> Formula {
        let span = lists::beside_numbers(self.plan, at.ledger, column);
        Formula::Pick(span, Box::new(at.of(row::PLACE)))
    }

    fn veto_row(&self, at: Row, sheet: &mut Sheet) {
        put(sheet, at, row::PLACE, self.place(at));
        let times = when(is_some(at.of(row::PLACE)), Self::how_often(at), count(0));
        put(sheet, at, row::TIMES, times);
    }

    /// The amount for one: printed, chosen, or that of the chosen level; unknown where none.
    fn amount_for_one(&self, at: Row, chosen: Formula) -> Formula {
        let kind = |kind: u32| is(self.beside(at, beside::KIND), kind);
        let levels = |column| lists::ledger_levels(self.plan, at.ledger, column);
        let of_level = |points: u16| {
            let all = (levels(level::NAME)?, levels(level::CLAUSE)?, levels(points)?);
            let (names, clauses, points) = all;
            let (name, place) = (Box::new(at.of(row::LEVEL)), Box::new(at.of(row::PLACE)));
            Some(Formula::ValueOfTextWhere(names, name, clauses, place, points))
        };
        let level = match (of_level(level::ONE), of_level(level::POINTS)) {
            (Some(known), Some(points)) => when(is_some(known), points, unknown()),
            _ => unknown(),
        };
        let printed = self.beside(at, beside::FROM);
        let amount = when(kind(1), printed, when(kind(2), chosen, when(kind(3), level, unknown())));
        let clauses = self.plan.ledger_clauses(at.ledger);
        let largest = clauses.iter().map(|(_, clause)| clause.largest_share());
        let largest = number(largest.fold(Points::ONE, Points::max));
        let allowed = compare(at.of(row::SHARE), Compare::AtMost, largest);
        let absent = flag(Formula::IsEmpty(at.at(row::SHARE)));
        let allowed = when(is_number(at.of(row::SHARE)), flag(allowed), absent);
        let active = Formula::All(vec![is(self.beside(at, beside::ACTIVE), 1), is(allowed, 1)]);
        when(is_some(at.of(row::PLACE)), when(active, amount, unknown()), unknown())
    }

    fn bonus_row(&self, at: Row, sheet: &mut Sheet) {
        put(sheet, at, row::PLACE, self.place(at));
        let award = || at.of(row::AWARD);
        let limit = |column| self.beside(at, column);
        let below = compare(award(), Compare::Below, limit(beside::FROM));
        let chosen = when(below, count(0), min(award(), limit(beside::TO)));
        let chosen = when(is_number(award()), chosen, unknown());
        put(sheet, at, row::ONE, self.amount_for_one(at, chosen));
        let counted = is(self.beside(at, beside::COUNTED), 1);
        let often = when(counted, Self::how_often(at), min(count(1), Self::how_often(at)));
        let known = || is_number(at.of(row::ONE));
        put(sheet, at, row::TIMES, when(known(), times(often, Self::share(at)), count(0)));
        let alone = times(at.of(row::ONE), at.of(row::TIMES));
        let alone = if self.scopes() == 0 { alone } else { self.one_matter(at, sheet, alone) };
        put(sheet, at, row::ALONE, when(known(), alone, count(0)));
        let mut column = row::ALONE;
        for scope in 0..self.scopes() {
            let in_scope =
                Formula::Pick(lists::scope(self.plan, scope), Box::new(at.of(row::PLACE)));
            let is_one = is(at.of(row::IS_ONE), 1);
            let takes_part = when(
                is_some(at.of(column)),
                flag(Formula::All(vec![is(in_scope, 1), is_one])),
                count(0),
            );
            column = self.stage(at, sheet, column, takes_part, (LAST_OF_KEY, true));
        }
        let takes_part =
            when(is_some(at.of(column)), flag(is(self.beside(at, beside::COUNTED), 0)), count(0));
        let last = self.stage(at, sheet, column, takes_part, (row::PLACE, false));
        let left = self.limits(at, sheet, last);
        let vetoed = is(Formula::Cell(Whole::ScoreVetoed.at(self.plan)), 1);
        put(sheet, at, row::RESULT, when(vetoed, count(0), at.of(left)));
        let from_a_range = is(self.beside(at, beside::KIND), 2);
        let for_one = when(from_a_range, award(), at.of(row::ONE));
        let entered = when(is_number(award()), award(), count(0));
        let claimed = when(known(), times(for_one, at.of(row::TIMES)), entered);
        put(sheet, at, row::CLAIMED, claimed);
    }

    /// What a row comes to alone: once where it names a matter that counts once.
    fn one_matter(&self, at: Row, sheet: &mut Sheet, alone: Formula) -> Formula {
        for (column, formula) in key_formulas(at.first, (row::MATTER, row::MATTER_KEY)) {
            put(sheet, at, column, formula);
        }
        let known = is_some(at.of(row::PLACE));
        let in_scopes = (0..self.scopes()).map(|scope| {
            Formula::Pick(lists::scope(self.plan, scope), Box::new(at.of(row::PLACE)))
        });
        let in_scope = is_some(Formula::Sum(in_scopes.collect()));
        let is_named = not(Formula::IsEmpty(at.at(LAST_OF_KEY)));
        let is_one = flag(Formula::All(vec![in_scope, is_named]));
        put(sheet, at, row::IS_ONE, when(known, is_one, count(0)));
        let once = times(min(count(1), Self::how_often(at)), Self::share(at));
        when(is(at.of(row::IS_ONE), 1), times(at.of(row::ONE), once), alone)
    }

    /// What limits of several awards leave of one: those entered before it take theirs first.
    /// The answer is the column of what is left behind all of them.
    fn limits(&self, at: Row, sheet: &mut Sheet, before: u16) -> u16 {
        let mut before = before;
        for stage in 0..limits::stages(self.plan, at.ledger).len() {
            let (key, kept, left) = (before + 1, before + 2, before + 3);
            let beside = |beside| {
                let span = limits::beside(self.plan, at.ledger, stage, beside);
                Formula::Pick(span, Box::new(at.of(row::PLACE)))
            };
            let known = is_some(at.of(row::PLACE));
            put(sheet, at, key, when(known, beside(limits::Beside::Key), count(0)));
            let is_limited = || is_some(at.of(key));
            let of_kept = times(at.of(before), beside(limits::Beside::Kept));
            put(sheet, at, kept, when(is_limited(), of_kept, at.of(before)));
            let rows = |column| self.plan.all_rows(at.ledger, column);
            let taken = if at.first.row == rows(key).first.row {
                count(0)
            } else {
                let earlier = |column| Span { last_row: at.first.row - 1, ..rows(column) };
                Formula::SumWhere(earlier(key), Box::new(at.of(key)), earlier(kept))
            };
            let room = or_zero(less(beside(limits::Beside::Most), taken));
            put(sheet, at, left, when(is_limited(), min(at.of(kept), room), at.of(kept)));
            before = left;
        }
        before
    }

    fn scopes(&self) -> usize {
        lists::scopes(self.plan).len()
    }

    /// Of the rows that take part and share a key only the highest counts, the first of
    /// equals; the answer is the column of what is left.
    fn stage(
        &self,
        at: Row,
        sheet: &mut Sheet,
        before: u16,
        takes_part: Formula,
        (key, texts): (u16, bool),
    ) -> u16 {
        let first = if before == row::ALONE { row::STAGES } else { before + 1 };
        let (part, left) = (first, first + 1);
        put(sheet, at, part, takes_part);
        let rivals = Rivals {
            keys: self.plan.all_rows(at.ledger, key),
            key: at.of(key),
            texts,
            taking_part: self.plan.all_rows(at.ledger, part),
            values: self.plan.all_rows(at.ledger, before),
            value: at.at(before),
            order: None,
        };
        let loses = when(
            is(at.of(part), 1),
            flag(is_some(Formula::RowsBefore(Box::new(rivals)))),
            count(0),
        );
        put(sheet, at, left, when(is(loses, 1), count(0), at.of(before)));
        left
    }

    /// The last column of the bonus rows.
    fn last_stage(&self) -> u16 {
        let stages = u16::try_from(self.scopes()).unwrap_or_default() + 1;
        row::STAGES + 2 * stages - 1
    }

    fn direct_row(&self, at: Row, sheet: &mut Sheet) {
        put(sheet, at, row::PLACE, self.place(at));
        let award = || at.of(row::AWARD);
        let fits = Formula::All(vec![
            compare(award(), Compare::AtLeast, self.beside(at, beside::FROM)),
            compare(award(), Compare::AtMost, self.beside(at, beside::TO)),
        ]);
        let chosen = when(is_number(award()), when(fits, award(), unknown()), unknown());
        put(sheet, at, row::ONE, self.amount_for_one(at, chosen));
        // A yes or no holds once, whatever number of rows says so.
        put(sheet, at, row::STAGES, flag(is_number(at.of(row::ONE))));
        let part = self.plan.all_rows(at.ledger, row::STAGES);
        let rivals = Rivals {
            keys: self.plan.all_rows(at.ledger, row::PLACE),
            key: at.of(row::PLACE),
            texts: false,
            taking_part: part,
            values: part,
            value: at.at(row::STAGES),
            order: None,
        };
        let first = flag(is(Formula::RowsBefore(Box::new(rivals)), 0));
        let counted = is(self.beside(at, beside::COUNTED), 1);
        let often = when(counted, Self::how_often(at), first);
        let known = || is(at.of(row::STAGES), 1);
        put(sheet, at, row::TIMES, when(known(), times(often, Self::share(at)), count(0)));
        let result = when(known(), times(at.of(row::ONE), at.of(row::TIMES)), count(0));
        let alone = row::STAGES + 1;
        put(sheet, at, alone, result);
        let left = self.limits(at, sheet, alone);
        put(sheet, at, row::RESULT, at.of(left));
    }

    /// What all awards under a clause come to, within its own limit.
    pub(super) fn bonus_clause(&mut self, index: ClauseIndex) {
        let line = Line::Clause(index);
        let clauses = self.plan.ledger_clauses(Ledger::Bonus);
        let place = clauses.iter().position(|(known, _)| *known == index);
        let Some(place) = place.and_then(|place| u32::try_from(place + 1).ok()) else { return };
        let sum = Formula::SumWhere(
            self.plan.all_rows(Ledger::Bonus, row::PLACE),
            Box::new(count(place)),
            self.plan.all_rows(Ledger::Bonus, self.last_stage()),
        );
        let limited = match self.rubric.clause(index).max {
            Some(limit) => min(sum, number(limit)),
            None => sum,
        };
        self.set(line, Column::Amount, limited);
    }

    /// What the awards of a group come to.
    pub(super) fn bonus_group(&mut self, index: GroupIndex) {
        let line = Line::Group(index);
        let group = self.rubric.group(index);
        let members = group.members.clone();
        let sum = self.bonus_members(&members, group.best);
        let limited = match group.cap {
            Some(cap) => min(sum, number(cap)),
            None => sum,
        };
        self.set(line, Column::Amount, limited);
    }

    /// What members of the bonus come to together: the sum, or the largest.
    pub(super) fn bonus_members(&self, members: &[Member], best: bool) -> Formula {
        let amounts = members.iter().map(|member| self.of(Line::of(*member), Column::Amount));
        let amounts: Vec<Formula> = amounts.chain([count(0)]).collect();
        if best { Formula::Max(amounts) } else { Formula::Sum(amounts) }
    }
}

fn put(sheet: &mut Sheet, at: Row, column: u16, formula: Formula) {
    let style = if column == row::RESULT {
        Style::framed(Role::Result)
    } else {
        Style { role: Role::Result, ..Style::default() }
    };
    sheet.put(at.first.row, column, Content::Formula(formula), style);
}

//! What may be chosen, and what ledgers look up: lists on a sheet nobody has to see.

use super::asks::{Asks, Line, State};
use super::book::{Content, Role, Seen, Sheet, Style};
use super::formula::{Formula, Span, count, when};
use super::plan::{Part, Plan};
use super::{cover, limits};
use crate::lang::{Lang, record, words, workbook as say};
use crate::points::Points;
use crate::rubric::{Amount, Clause, ClauseIndex, Home, Rule};
use crate::session::{CorrectionState, Ledger, Mode, State as SessionState};

/// The lists, each in a column (or columns) of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// 是.
    Yes,
    /// 自评, 现场考核, 复核.
    Modes,
    /// 草稿, 定稿.
    States,
    /// The labels of the clauses of items.
    Clauses,
    /// 未整改, 整改中, 已销号.
    Corrections,
    /// The numbers of a ledger.
    Numbers(Ledger),
}

/// Columns beside the numbers of a ledger.
pub mod beside {
    /// 1 where it is counted each time.
    pub const COUNTED: u16 = 1;
    /// 0 nothing, 1 printed, 2 from a range, 3 a level.
    pub const KIND: u16 = 2;
    /// The printed amount, or the least of the range.
    pub const FROM: u16 = 3;
    /// The most of the range.
    pub const TO: u16 = 4;
    /// 1 where the clause applies to this unit.
    pub const ACTIVE: u16 = 5;
    /// The place of the number, from 1.
    pub const PLACE: u16 = 6;
    /// How many columns a ledger takes.
    pub const COLUMNS: u16 = 7;
}

/// Columns of the levels of ledgers: number of the clause, name, points, 1.
pub mod level {
    /// The place of the clause among those of the ledger.
    pub const CLAUSE: u16 = 0;
    /// The level's name.
    pub const NAME: u16 = 1;
    /// Its points.
    pub const POINTS: u16 = 2;
    /// 1.
    pub const ONE: u16 = 3;
    /// How many columns they take.
    pub const COLUMNS: u16 = 4;
}

const FIRST_STATES: u16 = 4;
/// Behind the kinds of 情况 and what may be chosen for 整改.
const FIRST_LEDGER: u16 = FIRST_STATES + 8;
const LEDGER_WIDTH: u16 = beside::COLUMNS + level::COLUMNS;
const FIRST_FACTOR: u16 = FIRST_LEDGER + 3 * LEDGER_WIDTH;

fn column(list: List) -> u16 {
    match list {
        List::Yes => 0,
        List::Modes => 1,
        List::States => 2,
        List::Clauses => 3,
        List::Corrections => FIRST_LEDGER - 1,
        List::Numbers(ledger) => ledger_column(ledger),
    }
}

fn ledger_column(ledger: Ledger) -> u16 {
    let place = u16::try_from(super::plan::place_of(ledger)).unwrap_or_default();
    FIRST_LEDGER + place * LEDGER_WIDTH
}

fn span(plan: &Plan<'_>, column: u16, len: usize) -> Span {
    let last_row = u32::try_from(len).unwrap_or(u32::MAX).saturating_sub(1);
    Span { first: plan.at(Part::Lists, 0, column), last_row }
}

/// The cells of a list.
#[must_use]
pub fn cells(plan: &Plan<'_>, list: List) -> Span {
    let len = match list {
        List::Yes => 1,
        List::Modes => Mode::ALL.len(),
        List::States => 2,
        List::Clauses => plan.clauses().count(),
        List::Corrections => CorrectionState::ALL.len(),
        List::Numbers(ledger) => plan.ledger_numbers(ledger).len(),
    };
    span(plan, column(list), len)
}

/// The kinds of 情况 there are: one list for each.
const KINDS: [&[State]; 4] = [
    &[State::NotApplicable],
    &[State::Met, State::NotApplicable],
    &[State::Met, State::Hit, State::NotApplicable],
    &[State::Done, State::Partly, State::NotDone, State::NotApplicable],
];

/// What may be chosen in 情况 of a line; `None` where nothing may.
#[must_use]
pub fn states(plan: &Plan<'_>, asks: &Asks) -> Option<Span> {
    let place = KINDS.iter().position(|kind| *kind == asks.states)?;
    let place = u16::try_from(place).ok()?;
    Some(span(plan, FIRST_STATES + place, asks.states.len()))
}

/// What stands beside the numbers of a ledger.
#[must_use]
pub fn beside_numbers(plan: &Plan<'_>, ledger: Ledger, beside: u16) -> Span {
    let len = plan.ledger_numbers(ledger).len();
    span(plan, ledger_column(ledger) + beside, len)
}

/// Whether a clause belongs to a scope in which one matter counts once.
#[must_use]
pub fn scope(plan: &Plan<'_>, scope: usize) -> Span {
    span(plan, scope_column(plan, scope), plan.ledger_numbers(Ledger::Bonus).len())
}

/// The levels of all clauses of a ledger; `None` where none has any.
#[must_use]
pub fn ledger_levels(plan: &Plan<'_>, ledger: Ledger, column: u16) -> Option<Span> {
    let len = levels_of_ledger(plan, ledger).len();
    let first = ledger_column(ledger) + beside::COLUMNS;
    (len > 0).then(|| span(plan, first + column, len))
}

/// The levels that findings may carry, beside the places of their clauses in 计算; `None` where
/// no clause of an item has any.
#[must_use]
pub fn finding_levels(plan: &Plan<'_>, column: u16) -> Option<Span> {
    let len = levels_of_findings(plan).len();
    let limits = limits::columns(plan, Ledger::Bonus) + limits::columns(plan, Ledger::Direct);
    let first = scope_column(plan, scopes(plan).len()) + limits;
    (len > 0).then(|| span(plan, first + column, len))
}

fn levels_of_findings<'a>(plan: &Plan<'a>) -> Vec<(u32, &'a str, Points)> {
    let mut found = Vec::new();
    for (index, clause) in clauses_with_levels(plan) {
        let Amount::Levels(levels) = &clause.amount else { continue };
        let place = plan.place(Line::Clause(index));
        found.extend(levels.iter().map(|level| (place, level.name.as_str(), level.points)));
    }
    found
}

fn levels_of_ledger<'a>(plan: &Plan<'a>, ledger: Ledger) -> Vec<(usize, &'a str, Points)> {
    let mut found = Vec::new();
    for (place, (_, clause)) in plan.ledger_clauses(ledger).into_iter().enumerate() {
        if let Amount::Levels(levels) = &clause.amount {
            let levels = levels.iter().map(|level| (place, level.name.as_str(), level.points));
            found.extend(levels);
        }
    }
    found
}

/// The scopes in which one matter counts once: the whole bonus, or each group that says so.
#[must_use]
pub fn scopes(plan: &Plan<'_>) -> Vec<Vec<ClauseIndex>> {
    let Some(bonus) = &plan.rubric.bonus else { return Vec::new() };
    if bonus.matter_once {
        return vec![plan.rubric.clauses_in(&bonus.members)];
    }
    let groups = plan.rubric.groups().iter().filter(|group| group.home == Home::Bonus);
    let groups = groups.filter(|group| group.matter_once);
    groups.map(|group| plan.rubric.clauses_in(&group.members)).collect()
}

/// The clauses of items with levels, each with its names.
fn clauses_with_levels<'a>(plan: &Plan<'a>) -> Vec<(ClauseIndex, &'a Clause)> {
    let rubric = plan.rubric;
    let clauses = plan.clauses().map(|index| (index, rubric.clause(index)));
    clauses.filter(|(_, clause)| matches!(clause.amount, Amount::Levels(_))).collect()
}

fn levels_column(plan: &Plan<'_>, clause: ClauseIndex) -> u16 {
    let clauses = clauses_with_levels(plan);
    let place = clauses.iter().position(|(index, _)| *index == clause).unwrap_or_default();
    let factors = u16::try_from(plan.rubric.factors.len()).unwrap_or_default();
    FIRST_FACTOR + 2 * factors + 2 * u16::try_from(place).unwrap_or_default()
}

/// The names and points of the levels of a clause of an item.
#[must_use]
pub fn levels(plan: &Plan<'_>, clause: ClauseIndex) -> (Span, Span) {
    let len = match &plan.rubric.clause(clause).amount {
        Amount::Levels(levels) => levels.len(),
        _ => 1,
    };
    let first = levels_column(plan, clause);
    (span(plan, first, len), span(plan, first + 1, len))
}

/// The names and factors of the options of a factor, by its place.
#[must_use]
pub fn options(plan: &Plan<'_>, factor: usize) -> (Span, Span) {
    let len = plan.rubric.factors.get(factor).map_or(1, |factor| factor.options.len());
    let first = FIRST_FACTOR + 2 * u16::try_from(factor).unwrap_or_default();
    (span(plan, first, len), span(plan, first + 1, len))
}

/// Whether a clause of a ledger counts each time; else it is a yes or no.
fn is_counted(clause: &Clause) -> bool {
    clause.rule != Rule::Flat
}

/// The sheet of lists.
#[must_use]
pub fn sheet(plan: &Plan<'_>, lang: Lang, tags: &[String]) -> Sheet {
    let mut sheet = Sheet::named(say::sheet_lists(lang));
    sheet.seen = Seen::VeryHidden;
    sheet.protected = true;
    let mut put = |column: u16, row: usize, content: Content| {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        // A formula in a cell of texts would be one.
        let style = match content {
            Content::Text(_) => Style::default().as_text(),
            _ => Style { role: Role::Result, ..Style::default() },
        };
        sheet.put(row, column, content, style);
    };
    let words_of = |text: &str| Content::Text(text.to_owned());
    put(column(List::Yes), 0, words_of(say::yes(lang)));
    for (row, mode) in Mode::ALL.into_iter().enumerate() {
        put(column(List::Modes), row, words_of(words::mode(lang, mode)));
    }
    for (row, state) in [SessionState::Draft, SessionState::Final].into_iter().enumerate() {
        put(column(List::States), row, words_of(words::state(lang, state)));
    }
    for (row, state) in CorrectionState::ALL.into_iter().enumerate() {
        put(column(List::Corrections), row, words_of(record::correction_state(lang, state)));
    }
    for (row, clause) in plan.clauses().enumerate() {
        put(column(List::Clauses), row, words_of(plan.label(Line::Clause(clause))));
    }
    for (kind, states) in KINDS.into_iter().enumerate() {
        for (row, state) in states.iter().enumerate() {
            let column = FIRST_STATES + u16::try_from(kind).unwrap_or_default();
            put(column, row, words_of(say::state(lang, *state)));
        }
    }
    for (place, factor) in plan.rubric.factors.iter().enumerate() {
        let first = options(plan, place).0.first.column;
        for (row, (name, points)) in factor.options.iter().enumerate() {
            put(first, row, words_of(name));
            put(first + 1, row, Content::Number(*points));
        }
    }
    for (index, clause) in clauses_with_levels(plan) {
        let Amount::Levels(all) = &clause.amount else { continue };
        let first = levels_column(plan, index);
        for (row, level) in all.iter().enumerate() {
            put(first, row, words_of(&level.name));
            put(first + 1, row, Content::Number(level.points));
        }
    }
    for ledger in [Ledger::Bonus, Ledger::Direct, Ledger::Veto] {
        ledger_lists(plan, lang, ledger, tags, &mut put);
    }
    if let Some(levels) = finding_levels(plan, 0) {
        for (row, level) in levels_of_findings(plan).into_iter().enumerate() {
            put_level((levels.first.column, row), level, &mut put);
        }
    }
    limits::write(plan, &mut sheet);
    sheet
}

fn ledger_lists(
    plan: &Plan<'_>,
    lang: Lang,
    ledger: Ledger,
    tags: &[String],
    put: &mut impl FnMut(u16, usize, Content),
) {
    let first = ledger_column(ledger);
    for (row, no) in plan.ledger_numbers(ledger).into_iter().enumerate() {
        put(first, row, Content::Text(no.to_owned()));
        let place = u32::try_from(row + 1).unwrap_or(u32::MAX);
        put(first + beside::PLACE, row, Content::Number(Points::from(place)));
    }
    let scopes = scopes(plan);
    let flag = |holds: bool| Content::Number(Points::from(u32::from(holds)));
    for (row, (index, clause)) in plan.ledger_clauses(ledger).into_iter().enumerate() {
        let (kind, from, to) = match &clause.amount {
            Amount::Fixed(points) => (1, *points, *points),
            Amount::Range { from, to } => (2, *from, *to),
            Amount::Levels(_) => (3, Points::ZERO, Points::ZERO),
            Amount::All => (0, Points::ZERO, Points::ZERO),
        };
        put(first + beside::COUNTED, row, flag(is_counted(clause)));
        put(first + beside::KIND, row, Content::Number(Points::from(kind)));
        put(first + beside::FROM, row, Content::Number(from));
        put(first + beside::TO, row, Content::Number(to));
        put(first + beside::ACTIVE, row, is_active(plan, lang, clause, tags));
        if ledger == Ledger::Bonus {
            for (place, scope) in scopes.iter().enumerate() {
                let column = scope_column(plan, place);
                put(column, row, flag(scope.contains(&index)));
            }
        }
    }
    for (row, (place, name, points)) in levels_of_ledger(plan, ledger).into_iter().enumerate() {
        let place = u32::try_from(place + 1).unwrap_or(u32::MAX);
        put_level((first + beside::COLUMNS, row), (place, name, points), put);
    }
}

fn put_level(
    (column, row): (u16, usize),
    (place, name, points): (u32, &str, Points),
    put: &mut impl FnMut(u16, usize, Content),
) {
    put(column + level::CLAUSE, row, Content::Number(Points::from(place)));
    put(column + level::NAME, row, Content::Text(name.to_owned()));
    put(column + level::POINTS, row, Content::Number(points));
    put(column + level::ONE, row, Content::Number(Points::ONE));
}

/// The scopes stand behind everything else.
fn scope_column(plan: &Plan<'_>, place: usize) -> u16 {
    let levels = clauses_with_levels(plan).len();
    let before = 2 * (plan.rubric.factors.len() + levels);
    FIRST_FACTOR + u16::try_from(before + place).unwrap_or_default()
}

/// A column behind everything of this file, beside the numbers of a ledger: those of the bonus
/// first.
#[must_use]
pub fn behind_scopes(plan: &Plan<'_>, ledger: Ledger, column: u16) -> Span {
    let before = if ledger == Ledger::Bonus { 0 } else { limits::columns(plan, Ledger::Bonus) };
    let first = scope_column(plan, scopes(plan).len()) + before;
    span(plan, first + column, plan.ledger_numbers(ledger).len())
}

/// 1 where a clause of a ledger counts for this unit.
fn is_active(plan: &Plan<'_>, lang: Lang, clause: &Clause, tags: &[String]) -> Content {
    let always = |holds: bool| Content::Number(Points::from(u32::from(holds)));
    let mut held = plan.rubric.applies_to(clause).filter(|it| !it.is_everyone()).peekable();
    if clause.repeated || held.peek().is_none() {
        return always(!clause.repeated);
    }
    let all = held.map(|applies| cover::fits(plan, lang, applies, tags)).collect();
    Content::Formula(when(Formula::All(all), count(1), count(0)))
}

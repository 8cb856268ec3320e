//! What limits of clauses, groups and all together take from each award and each direct
//! deduction, from the inside out: the walk of `score::ledger`, one stage for all awards at a time.

use super::asks::Line;
use super::book::{Content, Role, Sheet, Style};
use super::calculation::Column;
use super::formula::{Compare, Formula, Span, compare, count, flag, is};
use super::lists;
use super::plan::{Part, Plan};
use crate::points::Points;
use crate::rubric::{Clause, ClauseIndex, GroupIndex, Member};
use crate::session::Ledger;

/// What limits the awards of a clause at one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Awards with the same key share the limit.
    pub key: u32,
    /// The most they may come to together; `None` where only the largest member counts.
    pub most: Option<Points>,
    /// Where only the largest counts: the members, and which of them the clause belongs to.
    pub best: Option<(Vec<Line>, usize)>,
}

/// The limits of one stage, one for each clause of a ledger in the order of their numbers.
pub type Stage = Vec<Option<Limit>>;

/// All stages that limit anything.
#[must_use]
pub fn stages(plan: &Plan<'_>, ledger: Ledger) -> Vec<Stage> {
    let clauses = plan.ledger_clauses(ledger);
    let paths: Vec<Vec<(GroupIndex, usize)>> =
        clauses.iter().map(|(index, clause)| path(plan, *index, clause)).collect();
    let mut stages: Vec<Stage> = vec![(1..).zip(&clauses).map(of_clause).collect()];
    let deepest = paths.iter().map(Vec::len).max().unwrap_or_default();
    for depth in (0..deepest).rev() {
        stages.push(paths.iter().map(|path| of_group(plan, *path.get(depth)?)).collect());
    }
    let whole = match ledger {
        Ledger::Bonus => plan.rubric.bonus.as_ref().and_then(|bonus| bonus.max),
        Ledger::Direct => plan.rubric.head.direct_max,
        Ledger::Veto => None,
    };
    let whole = whole.map(|most| Limit { key: 1, most: Some(most), best: None });
    stages.push(vec![whole; clauses.len()]);
    stages.retain(|stage| stage.iter().any(Option::is_some));
    stages
}

fn of_clause((key, (_, clause)): (u32, &(ClauseIndex, &Clause))) -> Option<Limit> {
    clause.max.map(|most| Limit { key, most: Some(most), best: None })
}

fn of_group(plan: &Plan<'_>, (index, member): (GroupIndex, usize)) -> Option<Limit> {
    let group = plan.rubric.group(index);
    let key = u32::try_from(index.0 + 1).ok()?;
    let lines = || group.members.iter().map(|member| Line::of(*member)).collect();
    let best = group.best.then(|| (lines(), member));
    (best.is_some() || group.cap.is_some()).then_some(Limit { key, most: group.cap, best })
}

/// The groups around a clause from the outside in, each with which member leads to the clause.
fn path(plan: &Plan<'_>, index: ClauseIndex, clause: &Clause) -> Vec<(GroupIndex, usize)> {
    let mut path = Vec::new();
    let (mut member, mut above) = (Member::Clause(index), clause.group);
    while let Some(group) = above {
        let members = &plan.rubric.group(group).members;
        path.push((group, members.iter().position(|known| *known == member).unwrap_or_default()));
        (member, above) = (Member::Group(group), plan.rubric.group(group).parent);
    }
    path.reverse();
    path
}

/// What stands beside the numbers of a ledger for each stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Beside {
    /// The key of the limit; 0 where nothing limits the clause.
    Key,
    /// The most the awards of a key come to.
    Most,
    /// 1 where the clause belongs to the member that counts.
    Kept,
}

const COLUMNS: u16 = Beside::Kept as u16 + 1;

/// How many columns all stages take.
#[must_use]
pub fn columns(plan: &Plan<'_>, ledger: Ledger) -> u16 {
    u16::try_from(stages(plan, ledger).len()).unwrap_or_default() * COLUMNS
}

/// The cells of a stage, one for each number of the ledger.
#[must_use]
pub fn beside(plan: &Plan<'_>, ledger: Ledger, stage: usize, beside: Beside) -> Span {
    let stage = u16::try_from(stage).unwrap_or_default();
    lists::behind_scopes(plan, ledger, stage * COLUMNS + beside as u16)
}

/// Writes them.
pub fn write(plan: &Plan<'_>, sheet: &mut Sheet) {
    for ledger in [Ledger::Bonus, Ledger::Direct] {
        write_ledger(plan, ledger, sheet);
    }
}

fn write_ledger(plan: &Plan<'_>, ledger: Ledger, sheet: &mut Sheet) {
    let style = Style { role: Role::Result, ..Style::default() };
    for (place, stage) in stages(plan, ledger).into_iter().enumerate() {
        for (row, limit) in (0..).zip(stage) {
            let mut put = |column, content| {
                let column = beside(plan, ledger, place, column).first.column;
                sheet.put(row, column, content, style);
            };
            let Some(limit) = limit else {
                put(Beside::Key, Content::Number(Points::ZERO));
                continue;
            };
            put(Beside::Key, Content::Number(Points::from(limit.key)));
            put(Beside::Most, Content::Number(limit.most.unwrap_or(ENDLESS.into())));
            let kept = match limit.best {
                Some((members, member)) => Content::Formula(flag(is_kept(plan, &members, member))),
                None => Content::Number(Points::ONE),
            };
            put(Beside::Kept, kept);
        }
    }
}

/// More than all rows together can be.
const ENDLESS: u32 = 1_000_000_000;

/// Whether a member is the largest, the first of equals.
fn is_kept(plan: &Plan<'_>, members: &[Line], member: usize) -> Formula {
    let amount = |line: &Line| {
        let row = plan.calculation_row(*line);
        Formula::Cell(plan.at(Part::Calculation, row, Column::Amount as u16))
    };
    let others = members.iter().enumerate().filter(|(place, _)| *place != member);
    let beaten = others.map(|(place, line)| {
        let how = if place < member { Compare::Above } else { Compare::AtLeast };
        compare(amount(&members[member]), how, amount(line))
    });
    Formula::All(beaten.chain([is(count(1), 1)]).collect())
}

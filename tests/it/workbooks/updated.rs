//! What a report has to print after a change: the report before it, with the numbers of the
//! scorecard after it.

use super::reports::LANG;
use kaohe::lang::{report as say, vetoes, words};
use kaohe::points::Points;
use kaohe::report::{Basis, Cell, Kind, Quantity, Report, Role as RowRole, Slot};
use kaohe::rubric::{IndicatorKind, Rubric, Subject};
use kaohe::score::{Mark, Scorecard, lost_of};
use kaohe::session::State;

/// The report with the numbers of another session in its cells.
pub(super) fn updated(mut report: Report, after: &Basis<'_>) -> Report {
    let kind = report.kind;
    let now = kaohe::report::report(after, kind);
    for (table, of_now) in report.tables.iter_mut().zip(now.tables.iter()) {
        let mut seen: Vec<String> = Vec::new();
        for row in &mut table.rows {
            let called = called(row);
            let before = seen.iter().filter(|known| **known == called).count();
            let same = of_now.rows.iter().filter(|row| self::called(row) == called).nth(before);
            seen.push(called);
            let role = row.role;
            for (place, slot) in row.slots.iter_mut().enumerate() {
                let Slot::Cell(cell) = slot else { continue };
                let other = same.and_then(|row| row.slots[place].cell());
                update(cell, other, (kind, role), after);
            }
        }
    }
    report
}

/// What a row is about, so that it is found again: rows of a list by their number.
fn called(row: &kaohe::report::Row) -> String {
    let label = || row.slots[0].cell().map(|cell| cell.text.clone()).unwrap_or_default();
    let label = row.id.clone().unwrap_or_else(label);
    if label == say::provisional(LANG) { say::final_score(LANG).to_owned() } else { label }
}

fn update(cell: &mut Cell, other: Option<&Cell>, (kind, role): (Kind, RowRole), after: &Basis<'_>) {
    let labels = [say::provisional(LANG), say::final_score(LANG)];
    if role == RowRole::Sum && labels.contains(&cell.text.as_str()) {
        let is_draft = after.session.head.state == State::Draft;
        labels[usize::from(!is_draft)].clone_into(&mut cell.text);
        return;
    }
    let Some(quantity) = cell.quantity else { return };
    let is_percent = quantity.is_percent();
    let yes_or = |holds, no: &str| if holds { say::yes(LANG).to_owned() } else { no.to_owned() };
    let words = match quantity {
        // A sentence that stands there still is what the program says now.
        Quantity::Words | Quantity::TaskState(_) => {
            Some(other.map_or("（没有这一行）".to_owned(), |other| other.text.clone()))
        }
        Quantity::VetoHolds(place) => Some(yes_or(after.card.vetoes[place].holds, say::no(LANG))),
        Quantity::Grade => Some(vetoes::grade(LANG, &after.card.total).unwrap_or_default()),
        Quantity::AnyVeto => {
            let is_recorded = after.card.vetoes.iter().any(|veto| veto.count > 0);
            let otherwise = if is_recorded { say::no(LANG) } else { say::none(LANG) };
            Some(yes_or(after.card.vetoes.iter().any(|veto| veto.holds), otherwise))
        }
        Quantity::AwardClaimed(place) | Quantity::AwardCounted(place)
            if place >= after.card.bonus.awards.len() =>
        {
            cell.number = Some(Points::ZERO);
            Some("0".to_owned())
        }
        _ => None,
    };
    if let Some(words) = words {
        cell.text = words;
        return;
    }
    let behind = match cell.number {
        _ if is_percent => "%".to_owned(),
        Some(number) => cell.text.strip_prefix(&number.to_string()).unwrap_or_default().to_owned(),
        None => String::new(),
    };
    let number = stated(after, quantity);
    let number = match quantity {
        Quantity::Direct if kind == Kind::Form => number.map(|number| -number),
        _ => number,
    };
    cell.number = number;
    cell.text = number.map_or_else(String::new, |number| format!("{number}{behind}"));
    let (Quantity::Score(index) | Quantity::Rate(index)) = quantity else { return };
    let is_judged = matches!(after.rubric.indicator(index).kind, IndicatorKind::Judged { .. });
    if (kind != Kind::Form || is_judged) && after.card.indicators[index.0].is_pending() {
        words::pending(LANG).clone_into(&mut cell.text);
    }
    let is_score = matches!(quantity, Quantity::Score(_));
    if is_score && after.card.indicators[index.0].leaves_whole() {
        words::mark(LANG, Mark::NotApplicable).clone_into(&mut cell.text);
    }
}

/// What the scorecard says of a quantity.
fn stated(of: &Basis<'_>, quantity: Quantity) -> Option<Points> {
    let (card, rubric): (&Scorecard, &Rubric) = (of.card, of.rubric);
    let decimals = rubric.head.decimals;
    let (total, item) =
        (&card.total, |index: kaohe::rubric::IndicatorIndex| &card.indicators[index.0]);
    let completion = |index| {
        let sections = kaohe::score::completion_by_section(rubric, card);
        sections.into_iter().find(|(known, _)| *known == index).map(|(_, rate)| rate)
    };
    let of_office = |place: usize| {
        let (_, tasks) = kaohe::score::tasks_by_office(rubric).into_iter().nth(place)?;
        kaohe::score::completion_of(&tasks, card)
    };
    Some(match quantity {
        Quantity::Points(index) => return item(index).points,
        Quantity::Deducted(index) => item(index).deducted,
        Quantity::Added(index) => item(index).added,
        Quantity::Score(index) => return item(index).score,
        Quantity::Rate(index) => return item(index).rate(decimals),
        Quantity::Tasks(index) => completion(index).map_or(Points::ZERO, |rate| rate.tasks.into()),
        Quantity::TasksDone(index) => {
            completion(index).map_or(Points::ZERO, |rate| rate.done.into())
        }
        Quantity::Completion(index) => completion(index)?.percent(decimals),
        Quantity::ClauseLost(index) => lost_of(rubric, card, Subject::Clause(index)),
        Quantity::AwardClaimed(place) => card.bonus.awards[place].claimed,
        Quantity::AwardCounted(place) => card.bonus.awards[place].counted,
        Quantity::DirectRow(place) => {
            let taken = card.direct.taken.get(place)?.counted;
            return card.direct.rows.get(place)?.result().map(|_| taken);
        }
        Quantity::VetoCount(place) => card.vetoes[place].count.into(),
        Quantity::Limits(index) => {
            let clauses = rubric.clauses_in(&rubric.indicator(index).members).into_iter();
            let lost = clauses.map(|index| lost_of(rubric, card, Subject::Clause(index)));
            item(index).deducted - lost.sum()
        }
        Quantity::AboveItems => {
            let items = rubric.indicators().iter().zip(&card.indicators);
            let items = items.filter(|(indicator, _)| indicator.is_item());
            total.deducted - items.map(|(_, result)| result.deducted).sum()
        }
        Quantity::TotalPoints => return total.points,
        Quantity::Applicable => return total.converted.map(|held| held.applicable),
        Quantity::Obtained => return total.converted.map(|held| held.obtained),
        Quantity::TotalDeducted => total.deducted,
        Quantity::TotalAdded => total.added,
        Quantity::Fines => total.fines,
        Quantity::Base => return total.base,
        Quantity::Direct => card.direct.amount,
        Quantity::BonusClaimed => card.bonus.claimed(),
        Quantity::Bonus => card.bonus.amount,
        Quantity::ScoreBeforeVeto => return total.score_before_veto,
        Quantity::FinalScore => return total.score,
        Quantity::Outward => return total.outward,
        Quantity::TotalRate => return total.rate(decimals),
        Quantity::OfficeTasks(place) => {
            of_office(place).map_or(Points::ZERO, |rate| rate.tasks.into())
        }
        Quantity::OfficeDone(place) => {
            of_office(place).map_or(Points::ZERO, |rate| rate.done.into())
        }
        Quantity::OfficeCompletion(place) => of_office(place)?.percent(decimals),
        Quantity::TotalTasks => total.completion.map_or(Points::ZERO, |rate| rate.tasks.into()),
        Quantity::TotalDone => total.completion.map_or(Points::ZERO, |rate| rate.done.into()),
        Quantity::TotalCompletion => total.completion?.percent(decimals),
        Quantity::VetoHolds(_)
        | Quantity::Grade
        | Quantity::AnyVeto
        | Quantity::TaskState(_)
        | Quantity::Words => return None,
    })
}

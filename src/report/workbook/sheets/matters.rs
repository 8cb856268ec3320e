//! 同一事项只计一次 inside an item: the formulas of `score::matter`, beside the rows of 情形.

use crate::report::workbook::asks::Line;
use crate::report::workbook::calculation::Column;
use crate::report::workbook::columns::key_formulas;
use crate::report::workbook::formula::{
    Compare, Formula, Rivals, Span, compare, count, flag, is, is_number, is_some, min, not,
    nothing, plus, text, times, when,
};
use crate::report::workbook::plan::{CALCULATION_FIRST_ROW, Part, Plan, finding};
use crate::rubric::{Amount, ClauseIndex, GroupIndex, Home, Member, Rule};

/// The clauses that share a scope, by the scopes of all items, each an outermost group.
fn scopes(plan: &Plan<'_>) -> Vec<(GroupIndex, Vec<ClauseIndex>)> {
    let rubric = plan.rubric;
    let groups = (0..rubric.groups().len()).map(GroupIndex);
    let outermost = groups.filter(|index| {
        let group = rubric.group(*index);
        let mut around = std::iter::successors(group.parent, |above| rubric.group(*above).parent);
        group.matter_once
            && matches!(group.home, Home::Item(_))
            && around.all(|above| !rubric.group(above).matter_once)
    });
    outermost.map(|index| (index, rubric.clauses_in(&[Member::Group(index)]))).collect()
}

/// Whether the findings of a clause may be of one matter with others.
#[must_use]
pub fn is_in_scope(plan: &Plan<'_>, clause: ClauseIndex) -> bool {
    let held = plan.rubric.clause(clause);
    matches!(held.rule, Rule::Flat | Rule::Occurrence)
        && held.amount != Amount::All
        && plan.rubric.groups_around(clause).any(|group| plan.rubric.group(group).matter_once)
}

/// The formulas of a row in which one matter may count once, in the place of those that are
/// there already.
/// `chosen` is what is chosen for the finding, where clauses leave something to be chosen.
pub(super) fn of_finding(
    plan: &Plan<'_>,
    row: u32,
    chosen: Option<&Formula>,
    formulas: &mut Vec<(u16, Formula)>,
) {
    let scopes = scopes(plan);
    if scopes.is_empty() {
        return;
    }
    let at = |column| plan.at(Part::Findings, row, column);
    let of = |column| Formula::Cell(at(column));
    let lines = |column: Column| {
        let first = plan.at(Part::Calculation, CALCULATION_FIRST_ROW, column as u16);
        Span { first, last_row: plan.after_lines().saturating_sub(1) }
    };
    let of_line = |column: Column| Formula::Pick(lines(column), Box::new(of(finding::PLACE)));
    let in_scope = scopes.iter().enumerate().flat_map(|(scope, (_, clauses))| {
        let clauses = clauses.iter().filter(|clause| is_in_scope(plan, **clause));
        clauses.map(move |clause| (scope, *clause))
    });
    let scope = in_scope.fold(count(0), |otherwise, (scope, clause)| {
        let place = plan.place(Line::Clause(clause));
        let number = u32::try_from(scope + 1).unwrap_or(u32::MAX);
        when(is(of(finding::PLACE), place), count(number), otherwise)
    });
    let is_scoped = || is_some(of(finding::SCOPE));
    let share = when(is_number(of(finding::SHARE)), of(finding::SHARE), count(1));
    let amount = when(
        is_number(of_line(Column::One)),
        of_line(Column::One),
        chosen.cloned().unwrap_or_else(nothing),
    );
    let mut fits = vec![is_number(of_line(Column::One))];
    if chosen.is_some() {
        fits.push(is(of(finding::UNFIT), 0));
    }
    let fits = Formula::Any(fits);
    let worth = when(is_scoped(), when(fits, times(amount, share), text("")), text(""));
    let is_named = not(Formula::IsEmpty(at(finding::LAST)));
    let counts = is(of_line(Column::Gate), 2);
    let part = Formula::All(vec![is_number(of(finding::WORTH)), is_named, counts]);
    let row_number = count(row);
    let order = plus(times(of(finding::PLACE), count(1_000_000)), row_number);
    let rivals = Rivals {
        keys: plan.all_findings(finding::MATTER),
        key: of(finding::MATTER),
        texts: true,
        taking_part: plan.all_findings(finding::PART),
        values: plan.all_findings(finding::WORTH),
        value: at(finding::WORTH),
        order: Some(plan.all_findings(finding::ORDER)),
    };
    let loses = flag(is_some(Formula::RowsBefore(Box::new(rivals))));
    let takes_part = || is(of(finding::PART), 1);
    formulas.push((finding::SCOPE, scope));
    formulas.extend(key_formulas(at(0), (finding::SUBJECT, finding::MATTER_KEY)));
    let named = vec![of(finding::SCOPE), text("|"), of(finding::LAST)];
    formulas.push((finding::MATTER, Formula::Join(named)));
    formulas.push((finding::WORTH, worth));
    formulas.push((finding::PART, when(is_scoped(), flag(part), count(0))));
    formulas.push((finding::ORDER, order));
    formulas.push((finding::LOSES, when(takes_part(), loses, count(0))));
    for (column, formula) in formulas.iter_mut() {
        let counts = match *column {
            finding::TIMES => min(formula.clone(), count(1)),
            finding::FACTOR => formula.clone(),
            _ => continue,
        };
        let lost = compare(of(finding::LOSES), Compare::Equal, count(1));
        let counted = when(lost, count(0), counts);
        *formula = when(takes_part(), counted, formula.clone());
    }
}

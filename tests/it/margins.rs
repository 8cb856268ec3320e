//! 得失: laws of what a fix gains, for every rubric and everything that can be recorded.

use crate::laws::{RUBRICS, any_place, recorded, strokes};
use kaohe::points::Points;
use kaohe::rubric::{Amount, Clause, Head, Home, Indicator, IndicatorIndex, IndicatorKind, Rubric};
use kaohe::score::{
    About, Hidden, Limit, Margins, Scorecard, Step, fix, lost_by_department, lost_by_office,
    margins, score,
};
use kaohe::session::{Entry, Session, Value};
use proptest::prelude::*;

/// The score before any veto after the fixes of these rows, one after the other.
fn after(rubric: &Rubric, session: &Session, found: &Margins, places: &[usize]) -> Option<Points> {
    let mut copy = session.clone();
    // Ledger rows are named by their place: the last go first.
    let mut abouts: Vec<About> = places.iter().map(|place| found.rows[*place].about).collect();
    abouts.sort_by_key(|about| match about {
        About::Direct(place) => usize::MAX - place,
        _ => usize::MAX,
    });
    for about in abouts {
        let edit = fix(rubric, &copy, about).expect("a row that can be fixed");
        let _ = edit.apply(&mut copy);
    }
    score(rubric, &copy).total.score_before_veto
}

fn gains_are_true(rubric: &Rubric, session: &Session, card: &Scorecard, found: &Margins) {
    let before = card.total.score_before_veto;
    for (place, row) in found.rows.iter().enumerate() {
        let Some(gain) = row.gain else { continue };
        assert!(!gain.is_negative(), "{row:?}");
        if row.about == About::Bonus {
            continue;
        }
        let now = after(rubric, session, found, &[place]).unwrap_or_default();
        assert_eq!(now - before.unwrap_or_default(), gain, "{row:?}");
        // What adds nothing says what stands in the way.
        assert!(!gain.is_zero() || row.held.is_some(), "{row:?}");
    }
    assert!(found.rows.is_sorted_by(|one, other| one.gain >= other.gain));
}

/// What the limits inside an item hide adds up to what the scorecard says of it.
fn hidden_adds_up(rubric: &Rubric, card: &Scorecard, found: &Margins) {
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        let (item, result) = (rubric.indicator(index), &card.indicators[index.0]);
        let is_plain = !result.steps.iter().any(|step| {
            matches!(
                step,
                Step::WholeItem
                    | Step::Clamped { .. }
                    | Step::Earned { .. }
                    | Step::NotApplicable { .. }
                    | Step::OtherUnits { .. }
            )
        });
        if item.kind != IndicatorKind::Clauses || !is_plain || result.score.is_none() {
            continue;
        }
        let (clauses, groups) = (rubric.clauses_in(&item.members), rubric.groups_in(&item.members));
        let inside = found.hidden.iter().filter(|hidden| match hidden.by {
            Limit::Clause(clause) => clauses.contains(&clause),
            Limit::Group(group) => groups.contains(&group),
            Limit::Item(at) => at == index,
        });
        let sum: Points = inside.map(Hidden::points).sum();
        let expected = result.deducted_before_cap - result.deducted;
        assert_eq!(sum, expected, "{}: {result:?} {:?}", item.id, found.hidden);
    }
}

fn next_grade_is_reached(rubric: &Rubric, session: &Session, card: &Scorecard, found: &Margins) {
    let Some(score_now) = card.total.score_before_veto else { return };
    let Some(next) = &found.next else {
        assert!(rubric.grades.iter().all(|grade| grade.from <= score_now));
        return;
    };
    assert_eq!(score_now + next.distance, next.from);
    if let Some(together) = &next.together {
        let reached = after(rubric, session, found, together).unwrap_or_default();
        assert!(reached >= next.from && reached == next.reached, "{next:?}");
        for left in 0..together.len() {
            let mut fewer = together.clone();
            fewer.remove(left);
            let short = after(rubric, session, found, &fewer).unwrap_or_default();
            assert!(short < next.from, "one too many: {next:?}");
        }
    }
}

/// Twenty sections of a hundred items of ten clauses, every one of them found.
#[test]
fn twenty_thousand_deductions_are_tried() {
    let mut rubric = Rubric::new(Head { total: Some(Points::HUNDRED), ..Head::default() });
    let mut session = Session::default();
    let one = Amount::Fixed(Points::ONE);
    for section in 0..20 {
        let named = |no: u32| Indicator { no: no.to_string(), ..Indicator::default() };
        let section = rubric.add_indicator(None, named(section));
        for item in 0..100 {
            let (kind, points) = (IndicatorKind::Clauses, Some(Points::from(12)));
            let item = Indicator { kind, points, ..named(item) };
            let item = rubric.add_indicator(Some(section), item);
            for no in 0..10_u32 {
                let (no, home, amount) = (no.to_string(), Home::Item(item), one.clone());
                let clause = Clause { no, home, amount, ..Clause::default() };
                let index = rubric.add_clause(clause);
                let entry = Entry { value: Value::Hit, ..Entry::default() };
                session.entries.insert(rubric.clause(index).id.clone(), entry);
            }
        }
    }
    rubric.finish();
    let found = margins(&rubric, &session, &score(&rubric, &session));
    assert_eq!(found.rows.len(), 20_000);
    assert!(found.rows.iter().all(|row| row.gain == Some(Points::ONE) && row.held.is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fix_gains_what_is_stated(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        let session = recorded(rubric, &strokes);
        let card = score(rubric, &session);
        let found = margins(rubric, &session, &card);
        gains_are_true(rubric, &session, &card, &found);
        hidden_adds_up(rubric, &card, &found);
        next_grade_is_reached(rubric, &session, &card, &found);
    }

    #[test]
    fn what_offices_lost_is_what_clauses_lost(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        let card = score(rubric, &recorded(rubric, &strokes));
        let of_offices: Points = lost_by_office(rubric, &card).iter().map(|part| part.lost).sum();
        let of_all: Points = rubric.ids().iter()
            .map(|(_, subject)| kaohe::score::lost_of(rubric, &card, *subject))
            .sum();
        prop_assert_eq!(of_offices, of_all);
        let of_departments = lost_by_department(rubric, &card);
        prop_assert!(of_departments.iter().map(|part| part.lost).sum::<Points>() >= of_all);
        prop_assert!(of_departments.iter().all(|part| part.rows > 0));
    }
}

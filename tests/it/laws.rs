//! Laws that hold for every rubric and everything that can be recorded.

pub(crate) use crate::fixtures::IDS;
use crate::fixtures::rubric;
use kaohe::points::{Figure, Limit, Points};
use kaohe::rubric::{
    Amount, Clause, ClauseIndex, Home, IndicatorIndex, IndicatorKind, Level, NotApplicable,
    Required, Rubric, Rule, Subject,
};
use kaohe::score::{Mark, Scorecard, score};
use kaohe::session::{
    Correction, CorrectionState, Edit, Entry, Finding, History, Ledger, LedgerRow, Sample, Session,
    SessionHead, State, TaskState, Value,
};
use proptest::prelude::*;
use std::sync::LazyLock;

pub(crate) static RUBRICS: LazyLock<Vec<Rubric>> =
    LazyLock::new(|| IDS.iter().map(|id| rubric(id)).collect());

/// The documents are long and the small rubrics many: each side gets half of the cases.
pub(crate) fn any_place() -> impl Strategy<Value = usize> {
    prop_oneof![0..5_usize, 5..IDS.len()]
}

/// What is recorded somewhere: a place, and numbers that its kind makes a value of.
#[derive(Clone, Debug)]
pub(crate) struct Stroke {
    place: usize,
    kind: u8,
    pub(crate) numbers: [u32; 4],
}

pub(crate) fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let stroke = (any::<usize>(), any::<u8>(), any::<[u16; 4]>()).prop_map(|(place, kind, n)| {
        Stroke { place, kind, numbers: n.map(|n| u32::from(n) % 1200) }
    });
    prop::collection::vec(stroke, 0..60)
}

/// Tenths; now and then a number with more decimals than are calculated with.
fn tenths(number: u32) -> Points {
    let tenths = Points::from(number).divided(Points::from(10), 1);
    if number % 53 == 52 { tenths + Points::ONE.divided(Points::from(3), 9) } else { tenths }
}

/// The edit a stroke makes: of an item, a clause, or a ledger.
pub(crate) fn edit(rubric: &Rubric, session: &Session, stroke: &Stroke) -> Edit {
    let ids = rubric.ids();
    match stroke.place % (ids.len() + 6) {
        place if place < ids.len() => {
            let (id, subject) = &ids[place];
            let entry = match subject {
                Subject::Indicator(index) => of_indicator(rubric, *index, stroke),
                Subject::Clause(index) => of_clause(rubric, *index, stroke),
            };
            Edit::Entry { id: id.clone(), entry }
        }
        place => of_ledger(rubric, session, place - ids.len(), stroke),
    }
}

fn valued(value: Value) -> Entry {
    Entry { value, ..Entry::default() }
}

fn of_indicator(rubric: &Rubric, index: IndicatorIndex, stroke: &Stroke) -> Option<Entry> {
    let [first, ..] = stroke.numbers;
    match (rubric.indicator(index).kind, stroke.kind % 8) {
        (_, 0) => Some(valued(Value::NotApplicable("本地没有".to_owned()))),
        (_, 1) => None,
        (IndicatorKind::Judged { .. }, _) => {
            Some(valued(Value::Score { score: tenths(first % 300), of: None }))
        }
        (IndicatorKind::Task, kind) => Some(valued(Value::Task(match kind % 3 {
            0 => TaskState::Done,
            1 => TaskState::Partly,
            _ => TaskState::NotDone,
        }))),
        _ => None,
    }
}

fn levels_of(clause: &Clause) -> &[Level] {
    if let Amount::Levels(levels) = &clause.amount { levels } else { &[] }
}

fn of_clause(rubric: &Rubric, index: ClauseIndex, stroke: &Stroke) -> Option<Entry> {
    let [first, second, third, fourth] = stroke.numbers;
    let clause = rubric.clause(index);
    let levels = levels_of(clause);
    let finding = |count: u32, share: u32| Finding {
        count: count % 9 + 1,
        share: share.is_multiple_of(3).then(|| match &clause.shares[..] {
            [] if share.is_multiple_of(27) => Points::ONE.divided(Points::from(3), 9),
            [] => tenths(share % 10 + 1),
            shares => shares[share as usize % shares.len()].share,
        }),
        amount: Some(tenths(share % 30)).filter(|_| levels.is_empty() || share.is_multiple_of(7)),
        level: levels.get(count as usize % levels.len().max(1)).map_or("", |l| &l.name).to_owned(),
        subject: ["", "甲", "“甲” ", "乙", ""][share as usize % 5].to_owned(),
        ..Finding::default()
    };
    match stroke.kind % 10 {
        0 => return None,
        1 => return Some(valued(Value::Met)),
        2 => return Some(valued(Value::NotApplicable("不涉及".to_owned()))),
        3 => {
            let is_flat = clause.rule == Rule::Flat && matches!(clause.amount, Amount::Fixed(_));
            let count = if is_flat && first.is_multiple_of(4) { 0 } else { first };
            return Some(valued(Value::Count(count)));
        }
        4 => {
            let findings = vec![finding(first, second), finding(third, fourth)];
            return Some(Entry { findings, ..Entry::default() });
        }
        5 => return Some(valued(Value::Hit)),
        _ => {}
    }
    Some(valued(match (&clause.amount, &clause.rule) {
        (Amount::Range { .. }, _) => Value::Amount(tenths(first)),
        (Amount::Levels(levels), _) => {
            Value::Level(levels[first as usize % levels.len()].name.clone())
        }
        (_, Rule::Shortfall(Required::Named(named))) => {
            Value::Named(named.iter().map(|(name, _)| (name.clone(), tenths(first % 60))).collect())
        }
        (_, Rule::Baseline(baseline)) => Value::Baseline {
            actual: tenths(first),
            years: (0..baseline.mean_of)
                .map(|year| tenths((second + year * third) % 200))
                .collect(),
            amount: (fourth % 2 == 0).then(|| tenths(fourth % 50)),
        },
        (_, Rule::Converted { .. }) => Value::Score { score: tenths(first), of: None },
        (_, Rule::Rate(_) | Rule::Threshold(_)) if fourth % 2 == 0 => {
            Value::Figure(Figure::Ratio {
                part: Points::from(second % 100),
                whole: Points::from(third % 100 + 1),
            })
        }
        (_, Rule::Flat) => Value::Hit,
        _ => Value::Figure(Figure::Number(tenths(first))),
    }))
}

fn of_ledger(rubric: &Rubric, session: &Session, place: usize, stroke: &Stroke) -> Edit {
    let [first, second, third, _] = stroke.numbers;
    if let (4, Some(factor)) = (place, rubric.factors.first()) {
        let chosen = factor.options.get(first as usize % (factor.options.len() + 1));
        return Edit::Factor {
            no: factor.no.clone(),
            option: chosen.map(|(name, _)| name.clone()),
        };
    }
    if place == 5 && !rubric.ids().is_empty() {
        let id = rubric.ids()[first as usize % rubric.ids().len()].0.clone();
        let names = (0..second % 4).map(|name| name.to_string()).collect();
        let sample = Sample::draw(names, third as usize % 3, second.to_string(), None);
        return Edit::Sample { id, sample: Some(sample).filter(|_| third % 3 > 0) };
    }
    let numbers_of = |home: Home| -> Vec<String> {
        let clauses = rubric.clauses().iter().filter(|clause| clause.home == home);
        clauses.map(|clause| clause.no.clone()).collect()
    };
    let (ledger, numbers) = match place {
        0 | 1 => (Ledger::Bonus, numbers_of(Home::Bonus)),
        2 => (Ledger::Direct, numbers_of(Home::Direct)),
        _ => (Ledger::Veto, rubric.vetoes.iter().map(|veto| veto.no.clone()).collect()),
    };
    let mut rows = session.ledger(ledger).to_vec();
    if stroke.kind.is_multiple_of(4) || numbers.is_empty() {
        rows.pop();
    } else {
        let clause = numbers[first as usize % numbers.len()].clone();
        let home = if ledger == Ledger::Bonus { Home::Bonus } else { Home::Direct };
        let held = rubric.find_ledger_clause(home, &clause).map(|index| rubric.clause(index));
        let levels = held.map_or(&[][..], |clause| levels_of(clause));
        let level = levels.get(third as usize % (levels.len() + 1));
        let shares = held.map_or(&[][..], |clause| &clause.shares);
        rows.push(LedgerRow {
            clause,
            level: level.map(|level| level.name.clone()).unwrap_or_default(),
            share: shares.get(second as usize % (shares.len() + 1)).map(|share| share.share),
            count: second % 4 + 1,
            award: Some(tenths(second % 40 + 1)),
            matter: ["同一事项", "", "“同一 事项”", ""][third as usize % 4].to_owned(),
            ..LedgerRow::default()
        });
    }
    Edit::Ledger { ledger, rows }
}

pub(crate) fn recorded(rubric: &Rubric, strokes: &[Stroke]) -> Session {
    let mut session = Session::default();
    let tags = rubric
        .head
        .tags
        .iter()
        .skip(strokes.len() % 2)
        .take(1 + strokes.len() % 3)
        .map(|(key, _)| key.clone())
        .collect();
    session.head = SessionHead { tags, ..SessionHead::default() };
    for stroke in strokes {
        let _ = edit(rubric, &session, stroke).apply(&mut session);
    }
    session
}

fn limits_hold(rubric: &Rubric, card: &Scorecard) {
    for (clause, result) in rubric.clauses().iter().zip(&card.clauses) {
        assert!(!result.amount.is_negative(), "{}", clause.id);
        assert!(clause.max.is_none_or(|max| result.amount <= max), "{}", clause.id);
    }
    for (group, result) in rubric.groups().iter().zip(&card.groups) {
        assert!(group.cap.is_none_or(|cap| result.after <= cap));
    }
    for (indicator, result) in rubric.indicators().iter().zip(&card.indicators) {
        let Some(score) = result.score else { continue };
        let whole = score + result.deducted + result.pending;
        assert_eq!(whole, result.applicable + result.added, "{} does not add up", indicator.id);
        assert!(!result.pending.is_negative(), "{}: {}", indicator.id, result.pending);
        assert!(result.lowest <= score && score <= result.highest, "{}", indicator.id);
        let Some(points) = result.points else { continue };
        let most = points + result.added;
        assert!(score <= most, "{} scores {score} of {points}", indicator.id);
        let starred = rubric.clauses_in(&indicator.members).into_iter();
        let stars: Points = starred
            .filter(|clause| rubric.clause(*clause).passes_item())
            .map(|clause| card.clauses[clause.0].amount)
            .sum();
        if indicator.is_item() {
            assert!(score + stars >= Points::ZERO, "{} falls to {score} without ★", indicator.id);
        }
        if !matches!(rubric.head.not_applicable, NotApplicable::Rescale { .. }) {
            assert!(result.applicable == points, "{} of {points}", indicator.id);
        }
    }
    let total = &card.total;
    assert!(total.lowest <= total.score && total.score <= total.highest, "{total:?}");
    let max = rubric.bonus.as_ref().and_then(|bonus| bonus.max);
    assert!(max.is_none_or(|max| card.bonus.amount <= max));
    let counted: Points = card.bonus.awards.iter().map(|award| award.counted).sum();
    assert_eq!(counted, card.bonus.amount, "the awards do not add up: {:?}", card.bonus);
    for award in &card.bonus.awards {
        assert!(Points::ZERO <= award.counted && award.counted <= award.claimed, "{award:?}");
        let left = award.losses.last().map_or(award.claimed, |loss| loss.left);
        assert_eq!(left, award.counted, "{award:?}");
    }
}

/// Whether a stroke records something open and guessed, with a share that the rubric knows.
fn records_something_open(
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    stroke: &Stroke,
) -> bool {
    let Edit::Entry { id, entry: Some(entry) } = edit(rubric, session, stroke) else {
        return false;
    };
    let rescales = matches!(rubric.head.not_applicable, NotApplicable::Rescale { .. });
    let left_out = rescales && matches!(entry.value, Value::NotApplicable(_));
    match rubric.find(&id) {
        Some(Subject::Clause(index)) => {
            let clause = rubric.clause(index);
            let known = |share: Points| {
                share <= Points::ONE || clause.shares.iter().any(|known| known.share == share)
            };
            let shares_known = entry.findings.iter().all(|f| f.share.is_none_or(known));
            // More counted as missing than is required: a reading of the document, no guess.
            let counted = clause.worst().zip(clause.most()).filter(|_| clause.max.is_none());
            let shortfall = matches!(clause.rule, Rule::Shortfall(_));
            let beyond = counted.is_some_and(|(worst, most)| {
                shortfall && Points::from(entry.count()) * most > worst
            });
            let open = !beyond && card.clauses[index.0].mark == Mark::Open && !clause.repeated;
            let guessed = !card.total.unguessed.contains(&index);
            open && guessed && shares_known && !left_out
        }
        Some(Subject::Indicator(index)) => {
            let result = &card.indicators[index.0];
            let judged = matches!(rubric.indicator(index).kind, IndicatorKind::Judged { .. });
            judged && result.mark == Mark::Open && !left_out
        }
        None => false,
    }
}

/// 整改 of everything recorded under an id, where anything is.
fn corrected(session: &Session, stroke: &Stroke) -> Option<Edit> {
    let place = stroke.place.checked_rem(session.entries.len())?;
    let (id, entry) = session.entries.iter().nth(place)?;
    let [measure, state, ..] = stroke.numbers;
    let correction = CorrectionState::ALL.get(state as usize % 4).map(|state| Correction {
        measure: measure.to_string(),
        state: *state,
        ..Correction::default()
    });
    let mut entry = Entry { correction: correction.clone(), ..entry.clone() };
    for finding in &mut entry.findings {
        finding.correction.clone_from(&correction);
    }
    (!entry.is_empty()).then_some(Edit::Entry { id: id.clone(), entry: Some(entry) })
}

/// What was found, whatever is done about it, and everything else that is no entry.
fn found(session: &Session) -> Session {
    let mut found = session.clone();
    for entry in found.entries.values_mut() {
        entry.correction = None;
        for finding in &mut entry.findings {
            finding.correction = None;
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_limit_is_ever_passed(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        limits_hold(rubric, &score(rubric, &recorded(rubric, &strokes)));
    }

    #[test]
    fn one_path_gives_the_numbers_of_the_whole(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        let mut session = recorded(rubric, &[]);
        let mut card = score(rubric, &session);
        for stroke in &strokes {
            let change = edit(rubric, &session, stroke);
            let id = match &change {
                Edit::Entry { id, .. } => id.clone(),
                _ => String::new(),
            };
            let _ = change.apply(&mut session);
            card.rescore_entry(rubric, &session, &id);
        }
        prop_assert_eq!(card, score(rubric, &session));
    }

    #[test]
    fn undo_and_redo_restore_session_and_score(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        let start = recorded(rubric, &[]);
        let (mut session, mut history) = (start.clone(), History::default());
        for stroke in &strokes {
            let change = edit(rubric, &session, stroke);
            history.commit(&mut session, "", &change);
        }
        let (end, end_card) = (session.clone(), score(rubric, &session));
        while history.undo(&mut session).is_some() {}
        prop_assert_eq!(&session, &start);
        prop_assert_eq!(score(rubric, &session), score(rubric, &start));
        while history.redo(&mut session).is_some() {}
        prop_assert_eq!(&session, &end);
        prop_assert_eq!(score(rubric, &session), end_card);
    }

    #[test]
    fn what_is_finalised_keeps_score_and_findings(
        place in any_place(),
        strokes in strokes(),
        more in strokes(),
    ) {
        let rubric = &RUBRICS[place];
        let mut session = recorded(rubric, &strokes);
        session.head.state = State::Final;
        let (card, found) = (score(rubric, &session), found(&session));
        for stroke in &more {
            let corrects = corrected(&session, stroke);
            prop_assert!(corrects.as_ref().is_none_or(|edit| edit.only_corrects(&session)));
            for change in corrects.into_iter().chain([edit(rubric, &session, stroke)]) {
                if change.is_allowed_in(&session) {
                    let before = session.clone();
                    let back = change.apply(&mut session);
                    prop_assert!(back.is_allowed_in(&session));
                    let mut undone = session.clone();
                    let _ = back.apply(&mut undone);
                    prop_assert_eq!(undone, before);
                }
            }
            prop_assert_eq!(&score(rubric, &session), &card);
            prop_assert_eq!(&self::found(&session), &found);
        }
        let mut head = session.head.clone();
        head.unit.push('乙');
        prop_assert!(!Edit::Head(head).is_allowed_in(&session));
        let reopened = SessionHead { state: State::Draft, ..session.head.clone() };
        prop_assert!(Edit::Head(reopened).is_allowed_in(&session));
    }

    #[test]
    fn a_session_is_made_into_any_other(
        place in any_place(),
        one in strokes(),
        other in strokes(),
    ) {
        let rubric = &RUBRICS[place];
        let (mut session, other) = (recorded(rubric, &one), recorded(rubric, &other));
        let before = session.clone();
        let back = Edit::Several(session.edits_to(&other)).apply(&mut session);
        prop_assert_eq!(&session, &other);
        prop_assert_eq!(session.edits_to(&other), []);
        let _ = back.apply(&mut session);
        prop_assert_eq!(session, before);
    }

    #[test]
    fn the_order_of_findings_does_not_matter(place in any_place(), strokes in strokes()) {
        let rubric = &RUBRICS[place];
        let session = recorded(rubric, &strokes);
        let mut turned = session.clone();
        for entry in turned.entries.values_mut() {
            entry.findings.reverse();
        }
        let (a, b) = (score(rubric, &session), score(rubric, &turned));
        prop_assert_eq!(a.total.score, b.total.score);
        prop_assert_eq!(a.total.lowest, b.total.lowest);
        prop_assert_eq!(a.total.highest, b.total.highest);
    }

    #[test]
    fn what_is_still_open_stays_within_the_range(
        place in any_place(),
        strokes in strokes(),
        more in strokes(),
    ) {
        let rubric = &RUBRICS[place];
        let mut session = recorded(rubric, &strokes);
        session.vetoes.clear();
        let mut before = score(rubric, &session);
        for stroke in &more {
            if !records_something_open(rubric, &session, &before, stroke) {
                continue;
            }
            let change = edit(rubric, &session, stroke);
            let said = format!("{change:?}");
            let _ = change.apply(&mut session);
            let after = score(rubric, &session);
            let (old, new) = (&before.total, &after.total);
            prop_assert!(old.lowest <= new.lowest, "{} {old:?} {new:?}", said);
            prop_assert!(new.highest <= old.highest, "{} {old:?} {new:?}", said);
            before = after;
        }
    }

    #[test]
    fn a_veto_to_zero_beats_every_bonus(strokes in strokes()) {
        let rubric = &RUBRICS[2];
        let mut session = recorded(rubric, &strokes);
        let before = score(rubric, &session).total.score_before_veto;
        let no = rubric.vetoes[0].no.clone();
        let count = rubric.vetoes[0].at_least;
        session.vetoes.push(LedgerRow { clause: no, count, ..LedgerRow::default() });
        let total = score(rubric, &session).total;
        prop_assert!(total.vetoed);
        prop_assert_eq!(total.score, Some(Points::ZERO));
        prop_assert_eq!(total.score_before_veto, before);
    }

    #[test]
    fn numbers_print_as_they_are_read(whole in 0..100_000_u32, part in 0..1_000_000_u32) {
        let text = format!("{whole}.{part:06}");
        let number = Points::parse(&text, Limit::Amount);
        let printed = number.expect("a number").to_string();
        let trimmed = text.trim_end_matches('0').trim_end_matches('.');
        prop_assert_eq!(printed, trimmed);
    }
}

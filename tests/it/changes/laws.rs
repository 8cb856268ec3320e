//! Laws of two versions, on every rubric of the tests with anything changed.

use crate::laws::{RUBRICS, any_place, recorded, strokes};
use kaohe::lang::{Lang, changes as say};
use kaohe::points::Points;
use kaohe::rubric::changes::{Change, Kind, Part, changes};
use kaohe::rubric::{Amount, ClauseIndex, GroupIndex, Home, IndicatorIndex, Rubric};
use kaohe::score::score;
use kaohe::session::{Edit, Entry, RubricReference, Session, migration};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What happens to the part at a place, of so many.
#[derive(Clone, Copy, Debug)]
struct Blow {
    place: usize,
    kind: u8,
}

fn blows(kinds: std::ops::Range<u8>) -> impl Strategy<Value = Vec<Blow>> {
    let blow = (any::<usize>(), kinds).prop_map(|(place, kind)| Blow { place, kind });
    prop::collection::vec(blow, 0..6)
}

/// The kinds of blow to a clause or an indicator: other words, another number, taken away,
/// another amount, another limit; and a new clause beside it.
const TEXT: u8 = 0;
const NUMBER: u8 = 1;
const AWAY: u8 = 2;
const AMOUNT: u8 = 3;
const LIMIT: u8 = 4;
const BESIDE: u8 = 5;

/// The document with these blows, built anew part by part.
fn struck(rubric: &Rubric, blows: &[Blow]) -> Rubric {
    let all = rubric.indicators().len() + rubric.clauses().len();
    let at = |place: usize| -> Vec<u8> {
        blows.iter().filter(|blow| blow.place % all == place).map(|blow| blow.kind).collect()
    };
    let mut new = Rubric::new(rubric.head.clone());
    new.bonus.clone_from(&rubric.bonus);
    if let Some(bonus) = &mut new.bonus {
        bonus.members.clear();
    }
    new.vetoes.clone_from(&rubric.vetoes);
    new.grades.clone_from(&rubric.grades);
    new.factors.clone_from(&rubric.factors);
    let mut items: Vec<Option<IndicatorIndex>> = Vec::new();
    for (place, indicator) in rubric.indicators().iter().enumerate() {
        let kinds = at(place);
        let parent = indicator.parent.map(|parent| items[parent.0]);
        let mut held = indicator.clone();
        held.children.clear();
        held.members.clear();
        for kind in &kinds {
            match *kind {
                TEXT => held.title.push('改'),
                NUMBER => held.no.push('号'),
                AMOUNT => held.points = held.points.map(|points| points + Points::ONE),
                LIMIT => held.floor = Some(Points::ZERO),
                _ => {}
            }
        }
        let kept = parent != Some(None) && !kinds.contains(&AWAY);
        items.push(kept.then(|| new.add_indicator(parent.flatten(), held)));
    }
    let groups = groups(rubric, &mut new, &items);
    for (place, clause) in rubric.clauses().iter().enumerate() {
        let kinds = at(rubric.indicators().len() + place);
        let Some(home) = home_in(clause.home, &items) else { continue };
        let mut held = clause.clone();
        held.home = home;
        held.group = clause.group.and_then(|group| groups[group.0]);
        if kinds.contains(&BESIDE) {
            let no = format!("{}新", held.no);
            new.add_clause(kaohe::rubric::Clause {
                no,
                text: format!("新{place}"),
                ..held.clone()
            });
        }
        for kind in &kinds {
            match *kind {
                TEXT => held.text.push('改'),
                NUMBER => held.no.push('号'),
                AMOUNT => {
                    if let Amount::Fixed(amount) = &mut held.amount {
                        *amount = *amount + Points::ONE;
                    }
                }
                LIMIT => held.group = None,
                _ => {}
            }
        }
        if !kinds.contains(&AWAY) {
            new.add_clause(held);
        }
    }
    new.finish();
    new
}

fn home_in(home: Home, items: &[Option<IndicatorIndex>]) -> Option<Home> {
    match home {
        Home::Item(item) => items[item.0].map(Home::Item),
        other => Some(other),
    }
}

fn groups(
    rubric: &Rubric,
    new: &mut Rubric,
    items: &[Option<IndicatorIndex>],
) -> Vec<Option<GroupIndex>> {
    let mut groups: Vec<Option<GroupIndex>> = Vec::new();
    for group in rubric.groups() {
        let added = home_in(group.home, items).map(|home| {
            let mut held = group.clone();
            held.members.clear();
            held.home = home;
            held.parent = group.parent.and_then(|parent| groups[parent.0]);
            new.add_group(held)
        });
        groups.push(added);
    }
    groups
}

/// The parts of one version that a list of changes names.
fn named(found: &[Change], part: impl Fn(&Change) -> Option<Part>) -> Result<BTreeSet<Part>, Part> {
    let mut parts = BTreeSet::new();
    for part in found.iter().filter_map(part) {
        if !parts.insert(part) {
            return Err(part);
        }
    }
    Ok(parts)
}

/// Words and rule of every part that is not named, with its id.
fn unnamed(rubric: &Rubric, named: &BTreeSet<Part>) -> Vec<String> {
    let parts = Part::all(rubric).into_iter().filter(|part| !named.contains(part));
    let mut parts: Vec<String> = parts
        .map(|part| {
            let name = say::name(Lang::Zh, rubric, part);
            let held = match part {
                Part::Clause(ClauseIndex(place)) => {
                    let held = &rubric.clauses()[place];
                    format!("{} {:?} {:?} {:?}", held.text, held.amount, held.rule, held.max)
                }
                Part::Indicator(IndicatorIndex(place)) => {
                    let held = &rubric.indicators()[place];
                    format!("{} {:?} {:?}", held.title, held.points, held.floor)
                }
                _ => String::new(),
            };
            format!("{name} {held}")
        })
        .collect();
    parts.sort();
    parts
}

/// All entries of a session, set aside or not, in an order of their own.
fn all_entries(session: &Session) -> Vec<String> {
    let entries = session.entries.values().chain(session.earlier.values());
    let mut all: Vec<String> = entries.map(|entry: &Entry| format!("{entry:?}")).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_part_is_unchanged_or_listed_once(place in any_place(), blows in blows(0..6)) {
        let old = &RUBRICS[place];
        let new = struck(old, &blows);
        let found = changes(old, &new);
        if blows.is_empty() {
            prop_assert_eq!(&found, &[]);
        }
        let of_old = named(&found, |change| change.old).expect("listed once");
        let of_new = named(&found, |change| change.new).expect("listed once");
        prop_assert_eq!(unnamed(old, &of_old), unnamed(&new, &of_new));
        for change in &found {
            let (old_id, new_id) =
                (change.old.map(|part| part.id(old)), change.new.map(|part| part.id(&new)));
            match change.kind {
                Kind::Renumbered => prop_assert_ne!(old_id, new_id),
                Kind::Gone => prop_assert!(new_id.is_none() && old_id.is_some()),
                Kind::New => prop_assert!(old_id.is_none() && new_id.is_some()),
                Kind::Text | Kind::Rule | Kind::Beside => {
                    let shown = say::differences(Lang::Zh, old, &new, change);
                    prop_assert!(!shown.is_empty(), "{:?} of {:?} shows nothing", change, new_id);
                }
            }
        }
    }

    #[test]
    fn other_words_change_no_score(
        place in any_place(),
        blows in blows(TEXT..NUMBER),
        strokes in strokes(),
    ) {
        let old = &RUBRICS[place];
        let new = struck(old, &blows);
        prop_assert!(changes(old, &new).iter().all(|change| change.kind == Kind::Text));
        let session = recorded(old, &strokes);
        prop_assert_eq!(score(old, &session).total.score, score(&new, &session).total.score);
    }

    #[test]
    fn no_record_is_ever_dropped(
        place in any_place(),
        strokes in strokes(),
        first in blows(0..6),
        second in blows(0..6),
        more in strokes(),
    ) {
        let old = &RUBRICS[place];
        let (middle, new) = (struck(old, &first), struck(old, &second));
        let mut session = recorded(old, &strokes);
        let (start, mut inverses) = (session.clone(), Vec::new());
        for (old, new) in [(old, &middle), (&middle, &new)] {
            let before = session.clone();
            let found = changes(old, new);
            let plan = migration(&session, (old, new), &found, RubricReference::default());
            let (set_aside, left_over) = (plan.look_again.len(), plan.left_over.len());
            inverses.push(plan.edit.apply(&mut session));
            prop_assert_eq!(all_entries(&before), all_entries(&session));
            let rows = |s: &Session| (s.bonus.len(), s.vetoes.len(), s.direct.len(), s.factors.len());
            prop_assert_eq!(rows(&before), rows(&session));
            prop_assert_eq!(score(new, &session).unknown.len(), left_over);
            prop_assert!(set_aside <= found.len());
            // Something is recorded anew before the next version comes.
            let again = recorded(new, &more);
            let anew: Vec<Edit> = again.entries.into_iter()
                .filter(|(id, _)| session.entry(id).is_none())
                .map(|(id, entry)| Edit::Entry { id, entry: Some(entry) })
                .collect();
            inverses.push(Edit::Several(anew).apply(&mut session));
        }
        for inverse in inverses.into_iter().rev() {
            let _ = inverse.apply(&mut session);
        }
        prop_assert_eq!(session, start);
    }

    #[test]
    fn what_did_not_change_counts_as_before(place in any_place(), strokes in strokes(), blows in blows(0..6)) {
        let old = &RUBRICS[place];
        let new = struck(old, &blows);
        let mut session = recorded(old, &strokes);
        let before = score(old, &session);
        let found = changes(old, &new);
        let listed: BTreeSet<Part> = found.iter().filter_map(|change| change.new).collect();
        let plan = migration(&session, (old, &new), &found, RubricReference::default());
        let _ = plan.edit.apply(&mut session);
        let after = score(&new, &session);
        for (place, clause) in new.clauses().iter().enumerate() {
            let unlisted = !listed.contains(&Part::Clause(ClauseIndex(place)));
            let Some(kaohe::rubric::Subject::Clause(was)) = old.find(&clause.id) else { continue };
            // An item that is left out as a whole leaves its clauses out.
            let left_out = before.clauses[was.0].mark == kaohe::score::Mark::NotApplicable;
            if unlisted && matches!(clause.home, Home::Item(_)) && !left_out {
                prop_assert_eq!(after.clauses[place].amount, before.clauses[was.0].amount);
            }
        }
    }
}

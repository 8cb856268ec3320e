//! Scoring cases as data: `tests/it/cases/*.yaml`, a new case is one list element.
//!
//! A case names a rubric, what was recorded (the YAML of a session from
//! `entries:` on) and what must come out: results of the whole by name, awards by
//! their place, scores of indicators by id, and words that must stand in the steps of an id.

use crate::fixtures::{project_file, rubric, session};
use kaohe::lang::Lang;
use kaohe::lang::awards::losses;
use kaohe::lang::margins as words;
use kaohe::lang::steps::{Wording, line};
use kaohe::lang::vetoes;
use kaohe::points::Points;
use kaohe::rubric::{ClauseIndex, Rubric, Subject};
use kaohe::score::{Hidden, Scorecard, margins, score};
use kaohe::session::Session;
use kaohe::storage::session_file::{Summary, parse_session, session_text};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(rename = "case")]
    says: String,
    rubric: String,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    record: String,
    expect: BTreeMap<String, String>,
    #[serde(default)]
    steps: BTreeMap<String, String>,
}

/// The rubric and session of every case, with what it says.
pub(crate) fn sessions() -> Vec<(String, Rubric, Session)> {
    let folder = project_file("tests/it/cases");
    let mut all = Vec::new();
    for file in std::fs::read_dir(folder).expect("the cases") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        let cases: Vec<Case> = serde_yaml::from_str(&text).expect("cases");
        all.extend(cases.into_iter().map(|case| {
            let session = session(&case.rubric, &case.tags, &case.record);
            (case.says, rubric(&case.rubric), session)
        }));
    }
    all
}

#[test]
fn every_case_comes_out_as_stated() {
    let mut run = 0;
    let mut wrong = Vec::new();
    let folder = project_file("tests/it/cases");
    for file in std::fs::read_dir(folder).expect("the cases") {
        let path = file.expect("a case file").path();
        let text = std::fs::read_to_string(&path).expect("a readable case file");
        let cases: Vec<Case> = serde_yaml::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        run += cases.len();
        wrong.extend(cases.iter().flat_map(check));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run >= 30, "only {run} cases were found");
}

fn check(case: &Case) -> Vec<String> {
    let rubric = rubric(&case.rubric);
    let session = session(&case.rubric, &case.tags, &case.record);
    let card = score(&rubric, &session);
    let mut wrong = Vec::new();
    let written = session_text(&session, &rubric, &Summary::of(&session, &card));
    if parse_session("written", &written).ok().as_ref() != Some(&session) {
        wrong.push(format!("{}: not read as it was written:\n{written}", case.says));
    }
    for (name, expected) in &case.expect {
        let found = of_margins(&rubric, &session, &card, name)
            .unwrap_or_else(|| result(&rubric, &card, name));
        if found != *expected {
            wrong.push(format!("{}: {name} is {found}, not {expected}", case.says));
        }
    }
    for (id, expected) in &case.steps {
        let found = steps(&rubric, &card, id);
        if !found.contains(expected.as_str()) {
            wrong.push(format!("{}: {id} says “{found}”, not “{expected}”", case.says));
        }
    }
    wrong
}

/// What fixing an id gains and what keeps the rest: `margin 一/1/1a`; what limits hide; the
/// next grade with its distance and what leads there.
fn of_margins(rubric: &Rubric, session: &Session, card: &Scorecard, name: &str) -> Option<String> {
    let found = || margins(rubric, session, card);
    let none = || "none".to_owned();
    if let Some(id) = name.strip_prefix("margin ") {
        let found = found();
        let row =
            found.rows.iter().find(|row| words::id(Lang::Zh, rubric, session, row.about) == id);
        return Some(row.map_or_else(none, |row| {
            let said = [words::gain(Lang::Zh, rubric, row), words::held(Lang::Zh, rubric, row)];
            said.join("，").trim_end_matches('，').to_owned()
        }));
    }
    match name {
        "hidden" => {
            let said = |hidden: &Hidden| {
                format!("{} {}", words::limit(rubric, hidden.by), hidden.points())
            };
            Some(found().hidden.iter().map(said).collect::<Vec<_>>().join(","))
        }
        "next_grade" => {
            let found = found();
            Some(found.next.map_or_else(none, |next| {
                let ids = next
                    .together
                    .unwrap_or_default()
                    .into_iter()
                    .map(|place| words::id(Lang::Zh, rubric, session, found.rows[place].about));
                format!("{} {}: {}", next.name, next.distance, ids.collect::<Vec<_>>().join(","))
            }))
        }
        _ => None,
    }
}

/// A result of the whole by name, or the score of an indicator by id.
fn result(rubric: &Rubric, card: &Scorecard, name: &str) -> String {
    let total = &card.total;
    let shown = |points: Option<Points>| {
        points.map_or_else(|| "none".to_owned(), |points| points.show(rubric.head.decimals))
    };
    match name {
        "score" => shown(total.score),
        "score_before_veto" => shown(total.score_before_veto),
        "base" => shown(total.base),
        "obtained" => shown(total.converted.map(|held| held.obtained)),
        "lowest" => shown(total.lowest),
        "highest" => shown(total.highest),
        "pending" => shown(Some(total.pending)),
        "deducted" => shown(Some(total.deducted)),
        "added" => shown(Some(card.added())),
        "direct" => shown(Some(card.direct.amount)),
        "bonus" => shown(Some(card.bonus.amount)),
        "bonus_before_cap" => shown(Some(card.bonus.before_cap)),
        "fines" => shown(Some(total.fines)),
        "points" => shown(total.points),
        "unguessed" => ids_of(rubric, &total.unguessed),
        "grade" => total.grade.clone().unwrap_or_else(|| "none".to_owned()),
        "vetoed" => total.vetoed.to_string(),
        "flags" => total.flags.join(","),
        "outcome" => vetoes::grade(Lang::Zh, total).unwrap_or_else(|| "none".to_owned()),
        "outward" => total.outward.map_or_else(|| "none".to_owned(), |points| points.to_string()),
        "vetoed_as" if !total.vetoed => String::new(),
        "vetoed_as" => vetoes::held(Lang::Zh, &total.vetoed_as),
        "open" => total.progress.open.to_string(),
        "unknown" => card.unknown.join(","),
        "completion" => shown(total.completion.map(|rate| rate.percent(rubric.head.decimals))),
        name if name.starts_with("of ") => match rubric.find(&name["of ".len()..]) {
            Some(Subject::Indicator(index)) => shown(card.indicators[index.0].points),
            _ => format!("an unknown id in {name}"),
        },
        name if name.starts_with("award ") => award(rubric, card, name),
        id => match rubric.find(id) {
            Some(Subject::Indicator(index)) => shown(card.indicators[index.0].score),
            Some(Subject::Clause(index)) => shown(Some(card.clauses[index.0].amount)),
            None => format!("an unknown id {id}"),
        },
    }
}

/// What counts of an award, by its place in the ledger: `award 2` is `1 of 1.5: why not all`.
fn award(rubric: &Rubric, card: &Scorecard, name: &str) -> String {
    let place = name.rsplit(' ').next().and_then(|place| place.parse::<usize>().ok());
    let award = place.and_then(|place| card.bonus.awards.get(place.checked_sub(1)?));
    let Some(award) = award else { return format!("no {name}") };
    let decimals = rubric.head.decimals;
    let (counted, claimed) = (award.counted.show(decimals), award.claimed.show(decimals));
    let why = losses(Lang::Zh, &award.losses, decimals);
    if why.is_empty() { counted } else { format!("{counted} of {claimed}: {why}") }
}

fn steps(rubric: &Rubric, card: &Scorecard, id: &str) -> String {
    let wording = Wording::new(Lang::Zh, rubric.head.decimals);
    match rubric.find(id) {
        Some(Subject::Indicator(index)) => line(wording, &card.indicators[index.0].steps),
        Some(Subject::Clause(index)) => {
            line(wording.of_clause(rubric.clause(index)), &card.clauses[index.0].steps)
        }
        None if id == "total" => line(wording, &card.total.steps),
        None => group_steps(rubric, card, id).unwrap_or_else(|| format!("an unknown id {id}")),
    }
}

/// The steps of a group, named by its item and the numbers of its clauses: `1/a+b`.
fn group_steps(rubric: &Rubric, card: &Scorecard, id: &str) -> Option<String> {
    let (item, numbers) = id.rsplit_once('/')?;
    let Some(Subject::Indicator(item)) = rubric.find(item) else { return None };
    let mut groups = rubric.groups_in(&rubric.indicator(item).members).into_iter();
    let group = groups.find(|group| {
        let clauses = rubric.clauses_in(&rubric.group(*group).members).into_iter();
        let all: Vec<&str> = clauses.map(|clause| rubric.clause(clause).no.as_str()).collect();
        all.join("+") == numbers
    })?;
    let wording = Wording::new(Lang::Zh, rubric.head.decimals).of_group(rubric, group);
    Some(line(wording, &card.groups[group.0].steps))
}

fn ids_of(rubric: &Rubric, clauses: &[ClauseIndex]) -> String {
    let ids: Vec<&str> = clauses.iter().map(|clause| rubric.clause(*clause).id.as_str()).collect();
    ids.join(",")
}

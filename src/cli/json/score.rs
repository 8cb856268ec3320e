//! Scorecards as JSON.

use crate::cli::ledgers;
use crate::lang::Lang;
use crate::lang::steps::{Wording, line, step_words};
use crate::lang::vetoes;
use crate::points::Points;
use crate::rubric::{IndicatorIndex, Rubric};
use crate::score::{Completion, Scorecard, completion_by_office, completion_by_section};
use crate::session::Session;
use serde::Serialize;
use serde_json::{Value, json};

/// `kaohe score FILE --json`: the numbers as every screen shows them, points as strings.
#[derive(Serialize)]
pub(in crate::cli) struct ScoreFile<'a> {
    session: &'a str,
    rubric: &'a str,
    unit: &'a str,
    mode: &'static str,
    state: &'static str,
    total: Option<String>,
    score: Option<String>,
    score_before_veto: Option<String>,
    base: Option<String>,
    deducted: Option<String>,
    added: Option<String>,
    direct: String,
    direct_before_cap: String,
    bonus: String,
    bonus_before_cap: String,
    awards: Vec<Value>,
    vetoed: bool,
    flags: &'a [String],
    grade: Option<&'a str>,
    beside_grade: Vec<String>,
    outward: Option<Value>,
    completion: Option<String>,
    completion_by_office: Vec<OfficeRate<'a>>,
    completion_by_section: Vec<SectionRate<'a>>,
    pending: String,
    open: u32,
    clauses: u32,
    lowest: Option<String>,
    highest: Option<String>,
    fines: String,
    unguessed: Vec<&'a str>,
    ledger_steps: Vec<String>,
    unknown: &'a [String],
    steps: Vec<String>,
    indicators: Vec<Value>,
}

/// The completion rate of one assessing office, in percent.
#[derive(Serialize)]
struct OfficeRate<'a> {
    office: Option<&'a str>,
    done: u32,
    tasks: u32,
    completion: String,
}

/// The completion rate of one project, in percent.
#[derive(Serialize)]
struct SectionRate<'a> {
    id: &'a str,
    title: &'a str,
    done: u32,
    tasks: u32,
    completion: String,
}

/// The scorecard of a session as data.
pub(in crate::cli) fn scorecard<'a>(
    rubric: &'a Rubric,
    session: &'a Session,
    card: &'a Scorecard,
) -> ScoreFile<'a> {
    // Data is always in the same form: the words of the documents, whoever asks.
    let lang = Lang::Zh;
    let total = &card.total;
    let decimals = rubric.head.decimals;
    let show = |points: Points| points.show(decimals);
    let shown = |points: Option<Points>| points.map(show);
    let wording = Wording::new(lang, decimals);
    let office = |(office, rate): (Option<&'a str>, Completion)| OfficeRate {
        office,
        done: rate.done,
        tasks: rate.tasks,
        completion: show(rate.percent(decimals)),
    };
    let section = |(index, rate): (IndicatorIndex, Completion)| SectionRate {
        id: &rubric.indicator(index).id,
        title: &rubric.indicator(index).title,
        done: rate.done,
        tasks: rate.tasks,
        completion: show(rate.percent(decimals)),
    };
    let by_section = completion_by_section(rubric, card);
    let all = (0..rubric.indicators().len()).map(IndicatorIndex);
    ScoreFile {
        session: &session.id,
        rubric: &session.rubric.id,
        unit: &session.head.unit,
        mode: session.head.mode.key(),
        state: session.head.state.key(),
        total: shown(total.points),
        score: shown(total.score),
        score_before_veto: shown(total.score_before_veto),
        base: shown(total.base),
        deducted: total.score.map(|_| show(total.deducted)),
        added: total.score.map(|_| show(total.added)),
        direct: show(card.direct.amount),
        direct_before_cap: show(card.direct.before),
        bonus: show(card.bonus.amount),
        bonus_before_cap: show(card.bonus.before_cap),
        awards: ledgers::awards(lang, rubric, session, card),
        vetoed: total.vetoed,
        flags: &total.flags,
        grade: total.grade.as_deref(),
        beside_grade: total.beside_grade.iter().map(|e| vetoes::beside_grade(lang, e)).collect(),
        outward: outward(rubric, card),
        completion: total.completion.map(|rate| show(rate.percent(decimals))),
        completion_by_office: completion_by_office(rubric, card).into_iter().map(office).collect(),
        completion_by_section: by_section.into_iter().map(section).collect(),
        pending: show(total.pending),
        open: total.progress.open,
        clauses: total.progress.all(),
        lowest: shown(total.lowest),
        highest: shown(total.highest),
        fines: show(total.fines),
        unguessed: total.unguessed.iter().map(|index| rubric.clause(*index).id.as_str()).collect(),
        ledger_steps: ledgers::lines(lang, rubric, session, card),
        unknown: &card.unknown,
        steps: total.steps.iter().map(|step| step_words(wording, step)).collect(),
        indicators: all.map(|index| indicator_score(rubric, card, index, wording)).collect(),
    }
}

/// What the score is worth in another assessment.
fn outward(rubric: &Rubric, card: &Scorecard) -> Option<Value> {
    let (to, result) = rubric.head.outward.as_ref().zip(card.total.outward)?;
    let (full, score) = (to.full.to_string(), result.show(to.decimals));
    Some(json!({"name": to.name, "full": full, "score": score}))
}

fn indicator_score(
    rubric: &Rubric,
    card: &Scorecard,
    index: IndicatorIndex,
    wording: Wording<'_>,
) -> Value {
    let indicator = rubric.indicator(index);
    let result = &card.indicators[index.0];
    let show = |points: Points| points.show(wording.decimals);
    let scored = result.score.is_some();
    let mut steps: Vec<String> = rubric
        .clauses_in(&indicator.members)
        .into_iter()
        .filter(|clause| !card.clauses[clause.0].steps.is_empty())
        .map(|clause| {
            let steps = &card.clauses[clause.0].steps;
            let clause = rubric.clause(clause);
            format!("{}: {}", clause.id, line(wording.of_clause(clause), steps))
        })
        .collect();
    let groups = group_steps(rubric, card, index, wording);
    steps.extend(groups.into_iter().map(|(group, words)| format!("{group}: {words}")));
    steps.extend(result.steps.iter().map(|step| step_words(wording, step)));
    json!({
        "id": indicator.id,
        "points": result.points.map(show),
        "deducted": scored.then(|| show(result.deducted)),
        "deducted_before_cap": scored.then(|| show(result.deducted_before_cap)),
        "score": result.score.map(show),
        "fines": show(result.fines),
        "open": result.progress.open,
        "completion": Completion::of(result.progress)
            .filter(|_| !indicator.is_item())
            .map(|rate| show(rate.percent(wording.decimals))),
        "steps": steps,
    })
}

/// The steps of the groups of an item, each with the numbers of its clauses.
pub(in crate::cli) fn group_steps(
    rubric: &Rubric,
    card: &Scorecard,
    item: IndicatorIndex,
    wording: Wording<'_>,
) -> Vec<(String, String)> {
    let indicator = rubric.indicator(item);
    let groups = rubric.groups_in(&indicator.members).into_iter();
    groups
        .filter(|group| !card.groups[group.0].steps.is_empty())
        .map(|group| {
            let words = line(wording.of_group(rubric, group), &card.groups[group.0].steps);
            (rubric.group_name(group), words)
        })
        .collect()
}

//! Rubrics and scorecards as JSON: points as strings without trailing zeros,
//! counts as numbers, null where there is nothing.

use super::ledgers;
use crate::lang::Lang;
use crate::lang::steps::{Wording, line, step_words};
use crate::lang::vetoes;
use crate::points::Points;
use crate::rubric::{
    Amount, Clause, ClauseIndex, Effect, Indicator, IndicatorIndex, IndicatorKind, Member,
    NotApplicable, Required, Rubric, Rule, Side, VetoEffect,
};
use crate::score::{Completion, Scorecard, completion_by_office, completion_by_section};
use crate::session::Session;
use serde::Serialize;
use serde_json::{Value, json};

fn points(points: Option<Points>) -> Value {
    points.map_or(Value::Null, |points| Value::String(points.to_string()))
}

/// `kaohe show RUBRIC --json`.
pub(super) fn rubric(rubric: &Rubric) -> Value {
    let head = &rubric.head;
    let clauses = |members: &[Member]| -> Vec<Value> {
        rubric.clauses_in(members).into_iter().map(|index| clause(rubric, index)).collect()
    };
    let bonus = rubric.bonus.as_ref().map(|bonus| {
        json!({
            "max": points(bonus.max),
            "matter_once": bonus.matter_once,
            "clauses": clauses(&bonus.members),
        })
    });
    let vetoes: Vec<Value> = rubric
        .vetoes
        .iter()
        .map(|veto| {
            json!({
                "no": veto.no,
                "text": veto.text,
                "at_least": veto.at_least,
                "of": veto.unit,
                "label": veto.label,
                "only": veto.applies.only,
                "except": veto.applies.except,
                "effect": veto_effect(&veto.effect),
            })
        })
        .collect();
    let grades: Vec<Value> = rubric
        .grades
        .iter()
        .map(|grade| json!({"name": grade.name, "from": grade.from.to_string()}))
        .collect();
    let factors: Vec<Value> = rubric
        .factors
        .iter()
        .map(|factor| {
            let options = factor.options.iter().map(|(name, factor)| (name, *factor));
            json!({"no": factor.no, "text": factor.text, "options": named(options, "factor")})
        })
        .collect();
    json!({
        "id": head.id,
        "title": head.title,
        "kind": head.kind,
        "total": points(head.total),
        "decimals": head.decimals,
        "not_applicable": not_applicable(head.not_applicable),
        "floor": points(head.floor),
        "ceiling": points(head.ceiling),
        "indicators": rubric.top().map(|index| indicator(rubric, index)).collect::<Vec<_>>(),
        "bonus": bonus,
        "direct": clauses(&rubric.direct),
        "veto": vetoes,
        "grades": grades,
        "factors": factors,
    })
}

fn not_applicable(policy: NotApplicable) -> Value {
    match policy {
        NotApplicable::Full => json!("full"),
        NotApplicable::Rescale { to, decimals } => {
            json!({"to": to.to_string(), "decimals": decimals})
        }
    }
}

/// Names with their numbers, in order.
fn named<'a>(all: impl Iterator<Item = (&'a String, Points)>, number: &str) -> Vec<Value> {
    all.map(|(name, points)| json!({"name": name, number: points.to_string()})).collect()
}

fn indicator(rubric: &Rubric, index: IndicatorIndex) -> Value {
    let indicator = rubric.indicator(index);
    let Indicator { id, no, title, children, members, .. } = indicator;
    let clauses = rubric.clauses_in(members).into_iter().map(|index| clause(rubric, index));
    json!({
        "id": id,
        "no": no,
        "title": title,
        "points": points(indicator.points),
        "points_for": named(indicator.points_for.iter().map(|(t, p)| (t, *p)), "points"),
        "weight": points(indicator.weight),
        "floor": points(indicator.floor),
        "ceiling": points(indicator.ceiling),
        "only": indicator.applies.only,
        "except": indicator.applies.except,
        "judged": matches!(indicator.kind, IndicatorKind::Judged { .. }),
        "task": indicator.kind == IndicatorKind::Task,
        "clauses": clauses.collect::<Vec<_>>(),
        "indicators": children.iter().map(|child| self::indicator(rubric, *child)).collect::<Vec<_>>(),
    })
}

fn clause(rubric: &Rubric, index: ClauseIndex) -> Value {
    let clause = rubric.clause(index);
    let caps: Vec<Value> =
        rubric.groups_around(index).map(|group| points(rubric.group(group).cap)).collect();
    let best = rubric.groups_around(index).any(|group| rubric.group(group).best);
    let only = rubric.applies_to(clause).flat_map(|applies| &applies.only);
    let except = rubric.applies_to(clause).flat_map(|applies| &applies.except);
    let shares = clause.shares.iter().map(|share| (&share.name, share.share));
    json!({
        "id": clause.id,
        "text": clause.text,
        "continues": clause.continues,
        "kind": kind(clause),
        "effect": effect(clause.effect),
        "amount": amount(&clause.amount),
        "rule": rule(&clause.rule),
        "per": clause.unit,
        "max": points(clause.max),
        "star": clause.star,
        "cap_groups": caps,
        "best_of_group": best,
        "shares": named(shares, "share"),
        "only": only.collect::<Vec<_>>(),
        "except": except.collect::<Vec<_>>(),
        "counted": !clause.repeated,
    })
}

/// The name of a clause's rule kind, as the documentation calls it.
fn kind(clause: &Clause) -> &'static str {
    match (&clause.amount, &clause.rule) {
        (Amount::All, _) => "nothing for the item",
        (Amount::Levels(_), _) => "levels",
        (Amount::Range { .. }, _) => "range",
        (Amount::Fixed(_), Rule::Flat) => "flat",
        (Amount::Fixed(_), Rule::Occurrence) => "per occurrence",
        (Amount::Fixed(_), Rule::Shortfall(_)) => "shortfall",
        (Amount::Fixed(_), Rule::Rate(_)) => "rate",
        (Amount::Fixed(_), Rule::Baseline(_)) => "baseline",
        (Amount::Fixed(_), Rule::Threshold(_)) => "threshold",
        (Amount::Fixed(_), Rule::Converted { .. }) => "converted",
    }
}

/// What is measured, with the keys a rubric file uses; null for what is only counted.
fn rule(rule: &Rule) -> Value {
    let side = |side: Side| if side == Side::Below { "below" } else { "above" };
    match rule {
        Rule::Flat | Rule::Occurrence => Value::Null,
        Rule::Shortfall(Required::One(required)) => json!({"required": required.to_string()}),
        Rule::Shortfall(Required::Named(all)) => {
            json!({"required": named(all.iter().map(|(name, number)| (name, *number)), "number")})
        }
        Rule::Rate(rate) => json!({
            side(rate.side): rate.reference.to_string(),
            "step": rate.step.to_string(),
            "exact": rate.exact,
        }),
        Rule::Baseline(base) => json!({
            "mean_of": base.mean_of,
            "decimals": base.decimals,
            "step": base.step.to_string(),
            "exact": base.exact,
            "percent": base.percent,
            "under": base.side == Side::Below,
        }),
        Rule::Threshold(limit) => json!({
            side(limit.side): limit.limit.to_string(),
            "percent": limit.percent,
        }),
        Rule::Converted { full } => json!({"full": full.to_string()}),
    }
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Deduct => "deduct",
        Effect::Add => "add",
        Effect::Earn => "earn",
        Effect::Fine => "fine",
    }
}

fn amount(amount: &Amount) -> Value {
    match amount {
        Amount::Fixed(amount) => points(Some(*amount)),
        Amount::All => json!("all"),
        Amount::Range { from, to } => json!({"from": from.to_string(), "to": to.to_string()}),
        Amount::Levels(levels) => levels
            .iter()
            .map(|level| json!({"name": level.name, "points": level.points.to_string()}))
            .collect(),
    }
}

fn veto_effect(effect: &VetoEffect) -> Value {
    match effect {
        VetoEffect::Score(score) => json!({"score": score.to_string()}),
        VetoEffect::Grade(name) => json!({"grade": name}),
        VetoEffect::Flag(name) => json!({"flag": name}),
        VetoEffect::Bars(name) => json!({"bars": name}),
        VetoEffect::Down(by) => json!({"down": by}),
    }
}

/// `kaohe score FILE --json`: the numbers as every screen shows them, points as strings.
#[derive(Serialize)]
pub(super) struct ScoreFile<'a> {
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
    direct: String,
    bonus: String,
    bonus_before_cap: String,
    awards: Vec<Value>,
    vetoed: bool,
    flags: &'a [String],
    grade: Option<&'a str>,
    beside_grade: Vec<String>,
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
pub(super) fn scorecard<'a>(
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
        direct: show(card.direct.amount),
        bonus: show(card.bonus.amount),
        bonus_before_cap: show(card.bonus.before_cap),
        awards: ledgers::awards(lang, rubric, session, card),
        vetoed: total.vetoed,
        flags: &total.flags,
        grade: total.grade.as_deref(),
        beside_grade: total.beside_grade.iter().map(|e| vetoes::beside_grade(lang, e)).collect(),
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
pub(super) fn group_steps(
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

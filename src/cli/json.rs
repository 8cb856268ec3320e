//! Rubrics and scorecards as JSON: points as strings without trailing zeros,
//! counts as numbers, null where there is nothing.

mod score;

use crate::lang::Lang;
use crate::lang::file_problems::sentence;
use crate::points::Points;
use crate::rubric::{
    Amount, Baseline, Clause, ClauseIndex, Duty, Effect, Indicator, IndicatorIndex, IndicatorKind,
    Member, NotApplicable, Outward, Reading, Required, Rubric, Rule, Side, VetoEffect,
};
use crate::storage::catalogue::{Catalogue, Origin};
use crate::visible::path_words;
use serde_json::{Value, json};

pub(super) use score::{group_steps, scorecard};

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
            "text": bonus.text,
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
        .map(|grade| json!({"name": grade.name, "from": grade.from.to_string(), "to": points(grade.to)}))
        .collect();
    let factors: Vec<Value> = rubric
        .factors
        .iter()
        .map(|factor| {
            let options = factor.options.iter().map(|(name, factor)| (name, *factor));
            json!({
                "no": factor.no,
                "text": factor.text,
                "branch": factor.branch,
                "options": named(options, "factor"),
            })
        })
        .collect();
    let readings = head.readings.iter().map(|reading| {
        let Reading { about, says, because } = reading;
        json!({"about": about, "says": says, "because": because})
    });
    let departments = head
        .departments
        .iter()
        .map(|department| json!({"name": department.name, "spellings": department.spellings}));
    let tags = head.tags.iter().map(|(tag, label)| json!({"name": tag, "label": label}));
    let columns = head.columns.iter().map(|column| {
        let source = column.source.key();
        json!({"heading": column.heading, "source": source, "numbered": column.numbered})
    });
    json!({
        "id": head.id,
        "title": head.title,
        "kind": head.kind,
        "issuer": head.issuer,
        "edition": head.edition,
        "period": head.period.as_ref().map(|(from, to)| json!({"from": from, "to": to})),
        "total": points(head.total),
        "decimals": head.decimals,
        "not_applicable": not_applicable(head.not_applicable),
        "floor": points(head.floor),
        "ceiling": points(head.ceiling),
        "outward": head.outward.as_ref().map(outward),
        "introduction": head.introduction,
        "notes": head.notes,
        "readings": readings.collect::<Vec<_>>(),
        "offices": head.offices,
        "departments": departments.collect::<Vec<_>>(),
        "tags": tags.collect::<Vec<_>>(),
        "columns": columns.collect::<Vec<_>>(),
        "indicators": rubric.top().map(|index| indicator(rubric, index)).collect::<Vec<_>>(),
        "bonus": bonus,
        "direct": clauses(&rubric.direct),
        "direct_max": points(head.direct_max),
        "veto": vetoes,
        "grades": grades,
        "factors": factors,
    })
}

fn outward(to: &Outward) -> Value {
    json!({"name": to.name, "full": to.full.to_string(), "decimals": to.decimals})
}

fn not_applicable(policy: NotApplicable) -> Value {
    match policy {
        NotApplicable::Full => json!("full"),
        NotApplicable::Average => json!("average"),
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
    let step = if let IndicatorKind::Judged { step } = indicator.kind { step } else { None };
    let clauses = rubric.clauses_in(members).into_iter().map(|index| clause(rubric, index));
    json!({
        "id": id,
        "no": no,
        "title": title,
        "title_lost": indicator.title_lost,
        "points": points(indicator.points),
        "points_inferred": indicator.points_inferred,
        "points_for": named(indicator.points_for.iter().map(|(t, p)| (t, *p)), "points"),
        "weight": points(indicator.weight),
        "floor": points(indicator.floor),
        "ceiling": points(indicator.ceiling),
        "not_applicable": indicator.not_applicable.map(not_applicable),
        "only": indicator.applies.only,
        "except": indicator.applies.except,
        "office": rubric.office_of(index),
        "duty": duties(&indicator.duties),
        "evidence": indicator.evidence,
        "method": indicator.method,
        "criteria": indicator.criteria,
        "judged": matches!(indicator.kind, IndicatorKind::Judged { .. }),
        "step": points(step),
        "task": indicator.kind == IndicatorKind::Task,
        "clauses": clauses.collect::<Vec<_>>(),
        "indicators": children.iter().map(|child| self::indicator(rubric, *child)).collect::<Vec<_>>(),
    })
}

fn clause(rubric: &Rubric, index: ClauseIndex) -> Value {
    let clause = rubric.clause(index);
    let caps: Vec<Value> =
        rubric.groups_around(index).map(|group| points(rubric.group(group).cap)).collect();
    let texts: Vec<&String> =
        rubric.groups_around(index).filter_map(|group| rubric.group(group).text.as_ref()).collect();
    let once = rubric.groups_around(index).any(|group| rubric.group(group).matter_once);
    let best = rubric.groups_around(index).any(|group| rubric.group(group).best);
    let only = rubric.applies_to(clause).flat_map(|applies| &applies.only);
    let except = rubric.applies_to(clause).flat_map(|applies| &applies.except);
    let shares = clause.shares.iter().map(|share| (&share.name, share.share));
    json!({
        "id": clause.id,
        "no": clause.no,
        "text": clause.text,
        "continues": clause.continues,
        "kind": kind(clause),
        "effect": effect(clause.effect),
        "amount": amount(&clause.amount),
        "rule": rule(&clause.rule),
        "per": clause.unit,
        "max": points(clause.max),
        "beyond": points(clause.beyond),
        "mean": clause.mean,
        "star": clause.star,
        "cap_groups": caps,
        "best_of_group": best,
        "matter_once_in_group": once,
        "group_texts": texts,
        "shares": named(shares, "share"),
        "only": only.collect::<Vec<_>>(),
        "except": except.collect::<Vec<_>>(),
        "exempt": clause.exempt,
        "counted": !clause.repeated,
        "office": rubric.office_of_clause(index),
        "duty": duties(&clause.duties),
    })
}

/// 职责分工: for which clauses, which departments, in which words.
fn duties(duties: &[Duty]) -> Vec<Value> {
    let duty = |duty: &Duty| json!({"for": duty.covers, "departments": duty.departments, "text": duty.text});
    duties.iter().map(duty).collect()
}

/// `kaohe rubrics --json`: the rubrics known, and the files that cannot be used.
pub(super) fn rubrics(catalogue: &Catalogue) -> Value {
    let known = catalogue.rubrics().map(|loaded| {
        let head = &loaded.rubric.head;
        let file = match &loaded.origin {
            Origin::BuiltIn => None,
            Origin::File(path) => Some(path_words(path)),
        };
        json!({
            "id": head.id,
            "title": head.title,
            "issuer": head.issuer,
            "edition": head.edition,
            "total": points(head.total),
            "sha256": loaded.sha256,
            "built_in": file.is_none(),
            "file": file,
        })
    });
    let broken = catalogue.broken.iter().flat_map(|broken| &broken.problems).map(|problem| {
        json!({
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "problem": sentence(Lang::Zh, &problem.kind),
        })
    });
    json!({"rubrics": known.collect::<Vec<_>>(), "broken": broken.collect::<Vec<_>>()})
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
        (Amount::Fixed(_), Rule::Baseline(base)) if is_rate(base) => "rate",
        (Amount::Fixed(_), Rule::Baseline(_)) => "baseline",
        (Amount::Fixed(_), Rule::Threshold(_)) => "threshold",
        (Amount::Fixed(_), Rule::Converted { .. }) => "converted",
    }
}

/// Whether it is held against a rate that the assessor gives.
fn is_rate(base: &Baseline) -> bool {
    base.given.as_ref().is_some_and(|given| given.rate)
}

/// What is given is called; null where nothing is given, or the rubric has no name for it.
fn against(base: &Baseline) -> Option<&str> {
    base.given.as_ref().map(|given| given.name.as_str()).filter(|name| !name.is_empty())
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
        Rule::Baseline(base) if is_rate(base) => json!({
            side(base.side): "given",
            "against": against(base),
            "step": base.step.to_string(),
            "exact": base.exact,
        }),
        Rule::Baseline(base) => json!({
            "mean_of": base.given.is_none().then_some(base.mean_of),
            "against": against(base),
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

//! `kaohe show RUBRIC`: the rubric as a tree, or as JSON.

use super::{Context, Exit, Failure, flag, json, text};
use crate::lang::{Lang, applies, terms, vetoes, words};
use crate::rubric::{ClauseIndex, GroupIndex, IndicatorIndex, Member, Rubric};
use clap::ArgMatches;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let loaded = context.rubric(text(matches, "RUBRIC"))?;
    if flag(matches, "json") {
        context.print_json(&json::rubric(&loaded.rubric))?;
    } else {
        for line in tree(context.lang, &loaded.rubric) {
            context.print(&line)?;
        }
    }
    Ok(Exit::Done)
}

fn tree(lang: Lang, rubric: &Rubric) -> Vec<String> {
    let head = &rubric.head;
    let total = head.total.map_or_else(String::new, |total| format!("  {total}"));
    let mut lines = vec![format!("{}  {}{total}", head.id, head.title)];
    stated("  ", &terms::head(lang, head), &mut lines);
    for index in rubric.top() {
        indicator(lang, rubric, index, &mut lines);
    }
    if let Some(bonus) = &rubric.bonus {
        let max = bonus.max.map_or_else(String::new, |max| format!("  ≤ {max}"));
        lines.push(format!("{}{max}", words::bonus_item(lang)));
        stated("  ", &terms::bonus(lang, bonus), &mut lines);
        members(lang, rubric, &bonus.members, 1, &mut lines);
    }
    if !rubric.direct.is_empty() {
        let max = rubric.head.direct_max.map_or_else(String::new, |max| format!("  ≤ {max}"));
        lines.push(format!("{}{max}", words::direct(lang)));
        members(lang, rubric, &rubric.direct, 1, &mut lines);
    }
    if !rubric.vetoes.is_empty() {
        lines.push(vetoes::heading(lang, rubric));
    }
    for veto in &rubric.vetoes {
        let effect = vetoes::effect(lang, rubric, veto);
        lines.push(format!("  {}  {}", veto.no, veto.text));
        lines.push(format!("    ≥ {} {} → {effect}", veto.at_least, veto.unit));
        lines.extend(applies::applies(lang, &veto.applies).map(|words| format!("    = {words}")));
    }
    for factor in &rubric.factors {
        lines.push(format!("{}  {}", factor.no, factor.text));
        stated("  ", &terms::factor(lang, factor), &mut lines);
    }
    for grade in &rubric.grades {
        lines.push(format!("{}  {}", grade.name, vetoes::band(grade)));
    }
    lines
}

fn indicator(lang: Lang, rubric: &Rubric, index: IndicatorIndex, lines: &mut Vec<String>) {
    let indicator = rubric.indicator(index);
    let indent = "  ".repeat(indicator.depth);
    let inferred = if indicator.points_inferred { words::inferred(lang) } else { "" };
    let points =
        indicator.points.map_or_else(String::new, |points| format!("  {points}{inferred}"));
    let title =
        if indicator.title_lost { words::heading_lost(lang) } else { indicator.title.as_str() };
    lines.push(format!("{indent}{}  {title}{points}", indicator.id));
    stated(&format!("{indent}  "), &terms::indicator(lang, indicator), lines);
    members(lang, rubric, &indicator.members, indicator.depth + 1, lines);
    for child in &indicator.children {
        self::indicator(lang, rubric, *child, lines);
    }
}

/// A line with what is stated beside points, where anything is.
fn stated(indent: &str, terms: &str, lines: &mut Vec<String>) {
    if !terms.is_empty() {
        lines.push(format!("{indent}= {terms}"));
    }
}

fn members(lang: Lang, rubric: &Rubric, members: &[Member], depth: usize, lines: &mut Vec<String>) {
    for member in members {
        match member {
            Member::Clause(index) => clause(lang, rubric, *index, depth, lines),
            Member::Group(index) => group(lang, rubric, *index, depth, lines),
        }
    }
}

fn clause(lang: Lang, rubric: &Rubric, index: ClauseIndex, depth: usize, lines: &mut Vec<String>) {
    let clause = rubric.clause(index);
    let indent = "  ".repeat(depth);
    // Half a sentence says little by itself.
    let text = match clause.continues {
        Some(_) => words::sentence(rubric, index),
        None => clause.text.clone(),
    };
    lines.push(format!("{indent}{}  {text}", clause.id));
    lines.push(format!("{indent}  = {}", words::rule(lang, clause)));
}

fn group(lang: Lang, rubric: &Rubric, index: GroupIndex, depth: usize, lines: &mut Vec<String>) {
    let group = rubric.group(index);
    let words = words::group(lang, rubric, group);
    if words.is_empty() {
        return members(lang, rubric, &group.members, depth, lines);
    }
    lines.push(format!("{}{words}", "  ".repeat(depth)));
    members(lang, rubric, &group.members, depth + 1, lines);
}

//! `kaohe score FILE…`: the scorecard, with every step on request.

use super::table::{Align, lines};
use super::{Context, Exit, Failure, flag, json, ledgers, paths};
use crate::lang::steps::{Wording, line};
use crate::lang::uncounted as uncounted_words;
use crate::lang::{Lang, changes as rubric_words, cli as say, words};
use crate::points::Points;
use crate::rubric::changes::changes;
use crate::rubric::{IndicatorIndex, IndicatorKind, Rubric};
use crate::score::{Completion, Scorecard, Uncounted, What, Why, score, uncounted};
use crate::session::{Session, Value};
use crate::storage::open::OpenSession;
use crate::storage::watch::Work;
use crate::visible::path_words;
use clap::ArgMatches;

/// The most entries told that the rubric does not have; JSON has all of them.
const MOST_UNKNOWN: usize = 200;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let catalogue = context.catalogue();
    let mut exit = Exit::Done;
    let files = paths(matches, "FILE");
    let all = files.len();
    for (done, file) in files.into_iter().enumerate() {
        context.progress(Work::Scoring, done, all);
        let opened = match context.open_session(&catalogue, &file) {
            Ok(opened) => opened,
            Err(error) => {
                let failure = Failure::of_open(context.lang, error);
                exit = context.fail(&failure);
                continue;
            }
        };
        if opened.rubric_changed {
            let warning =
                say::rubric_changed(context.lang, &opened.path, &opened.session.rubric.id);
            context.tell(&warning);
        } else if let Some(newer) = catalogue.newer_than(&opened.session.rubric) {
            let count = changes(&opened.rubric.rubric, &newer.rubric).len();
            if count > 0 {
                let name = path_words(&opened.path);
                context.tell(&rubric_words::newer_version(context.lang, &name, count));
            }
        }
        let rubric = &opened.rubric.rubric;
        let card = score(rubric, &opened.session);
        if flag(matches, "json") {
            context.print_json(&json::scorecard(rubric, &opened.session, &card))?;
        } else {
            for line in scorecard(context, &opened, &card, flag(matches, "explain")) {
                context.print(&line)?;
            }
        }
    }
    Ok(exit)
}

fn scorecard(
    context: &Context<'_, '_>,
    opened: &OpenSession,
    card: &Scorecard,
    explain: bool,
) -> Vec<String> {
    let (rubric, session) = (&opened.rubric.rubric, &opened.session);
    let lang = context.lang;
    let mut out = vec![say::score_head(
        lang,
        &session.head.unit,
        &rubric.head.title,
        words::mode(lang, session.head.mode),
        words::state(lang, session.head.state),
    )];
    out.extend(sections(lang, rubric, card));
    if explain {
        out.extend(steps(context, rubric, session, card));
    }
    out.push(say::total_line(lang, rubric, card));
    let told = uncounted(rubric, session, card);
    let line = |told: &Uncounted| match (&told.what, &told.why) {
        (What::Entry(id), Why::Unknown) => say::unknown_entry(lang, id),
        _ => uncounted_words::line(lang, told),
    };
    out.extend(told.iter().take(MOST_UNKNOWN).map(line));
    if let more @ 1.. = told.len().saturating_sub(MOST_UNKNOWN) {
        out.push(say::more_unknown(lang, more));
    }
    out
}

/// A line for each indicator of the two upper levels.
fn sections(lang: Lang, rubric: &Rubric, card: &Scorecard) -> Vec<String> {
    let show = |points: Points| points.show(rubric.head.decimals);
    let rows: Vec<Vec<String>> = rubric
        .indicators()
        .iter()
        .zip(&card.indicators)
        .filter(|(indicator, _)| indicator.depth < 2)
        .map(|(indicator, result)| {
            let points = result.points.map_or_else(String::new, show);
            let score = result.score.map_or_else(
                || {
                    if result.leaves_whole() { words::mark(lang, result.mark) } else { "" }
                        .to_owned()
                },
                show,
            );
            let progress = format!("{}/{}", result.progress.recorded(), result.progress.all());
            let rate = Completion::of(result.progress).filter(|_| !indicator.is_item());
            let completion = rate.map_or_else(String::new, |rate| {
                let percent = show(rate.percent(rubric.head.decimals));
                format!("{} {}/{} = {percent}%", words::completion(lang), rate.done, rate.tasks)
            });
            let title = short(&indicator.title);
            vec![indicator.id.clone(), title, points, score, progress, completion]
        })
        .collect();
    let right = Align::Right;
    lines(&[Align::Left, Align::Left, right, right, right, Align::Left], &rows)
}

fn short(title: &str) -> String {
    let mut words: String = title.chars().take(16).collect();
    if title.chars().count() > 16 {
        words.push('…');
    }
    words
}

/// Every step of every number that is not trivial.
fn steps(
    context: &Context<'_, '_>,
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
) -> Vec<String> {
    let wording = Wording::new(context.lang, rubric.head.decimals);
    let mut out = Vec::new();
    for index in (0..rubric.indicators().len()).map(IndicatorIndex) {
        let indicator = rubric.indicator(index);
        let result = &card.indicators[index.0];
        if indicator.kind == IndicatorKind::Unscored || result.progress.all() == 0 {
            continue;
        }
        for clause in rubric.clauses_in(&indicator.members) {
            let steps = &card.clauses[clause.0].steps;
            if !steps.is_empty() {
                let clause = rubric.clause(clause);
                out.push(format!("  {}  {}", clause.id, line(wording.of_clause(clause), steps)));
                out.extend(remarks(session, &clause.id));
            }
        }
        for (group, words) in json::group_steps(rubric, card, index, wording) {
            out.push(format!("  {group}  {words}"));
        }
        let words = match session.entry(&indicator.id).map(|entry| &entry.value) {
            Some(Value::Task(state)) => words::task(context.lang, *state).to_owned(),
            _ => line(wording, &result.steps),
        };
        if !words.is_empty() {
            out.push(format!("{}  {words}", indicator.id));
            out.extend(remarks(session, &indicator.id));
        }
    }
    out.extend(ledgers::lines(context.lang, rubric, session, card));
    // A checklist without points has no total.
    out.extend(Some(line(wording, &card.total.steps)).filter(|words| !words.is_empty()));
    out
}

/// What was written about the findings under an id.
fn remarks(session: &Session, id: &str) -> Vec<String> {
    let Some(entry) = session.entry(id) else { return Vec::new() };
    let mut out = Vec::new();
    for finding in &entry.findings {
        let words = [finding.subject.as_str(), finding.remark.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let words = words.join("：");
        let mut lines = words.lines();
        let level = Some(format!(" {}", finding.level)).filter(|_| !finding.level.is_empty());
        let (count, level) = (finding.count, level.unwrap_or_default());
        out.push(format!("    × {count}{level}  {}", lines.next().unwrap_or_default()));
        out.extend(lines.map(|line| format!("         {line}")));
    }
    out.extend(entry.remark.lines().map(|line| format!("    {line}")));
    out
}

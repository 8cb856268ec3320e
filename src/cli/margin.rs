//! `kaohe margin FILE`: what fixing each thing alone would gain, and what keeps the rest.

use super::table::{Align, lines};
use super::{Context, Exit, Failure, flag, path};
use crate::lang::{Lang, cli as say, margins as words, words as terms};
use crate::points::Points;
use crate::rubric::Rubric;
use crate::score::{Held, Margin, Margins, Scorecard, margins, score};
use crate::session::Session;
use clap::ArgMatches;
use serde_json::{Value, json};

/// How much of a sentence of the document stands beside its number.
const SHORT: usize = 24;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let file = path(matches, "FILE").unwrap_or_default();
    let catalogue = context.catalogue();
    let opened = context
        .open_session(&catalogue, &file)
        .map_err(|error| Failure::of_open(context.lang, error))?;
    if opened.rubric_changed {
        context.tell(&say::rubric_changed(context.lang, &opened.path, &opened.session.rubric.id));
    }
    let (rubric, session) = (&opened.rubric.rubric, &opened.session);
    let card = score(rubric, session);
    let found = margins(rubric, session, &card);
    if flag(matches, "json") {
        context.print_json(&data(rubric, session, &card, &found))?;
    } else {
        for line in report(context.lang, rubric, session, &card, &found) {
            context.print(&line)?;
        }
    }
    Ok(Exit::Done)
}

fn report(
    lang: Lang,
    rubric: &Rubric,
    session: &Session,
    card: &Scorecard,
    found: &Margins,
) -> Vec<String> {
    let mut out = vec![
        say::score_head(
            lang,
            &session.head.unit,
            &rubric.head.title,
            terms::mode(lang, session.head.mode),
            terms::state(lang, session.head.state),
        ),
        say::total_line(lang, rubric, card),
    ];
    out.extend(found.vetoes.iter().map(|without| words::veto_words(lang, rubric, without)));
    if !found.vetoes.is_empty() {
        out.push(words::before_veto(lang).to_owned());
    }
    if let Some(next) = &found.next {
        out.extend(words::next_grade(lang, rubric, session, &found.rows, next));
    }
    if found.rows.is_empty() {
        out.push(words::nothing(lang).to_owned());
    } else {
        out.push(words::rows_heading(lang).to_owned());
        out.extend(rows(lang, rubric, session, &found.rows));
    }
    if !found.hidden.is_empty() {
        out.push(words::hidden_heading(lang).to_owned());
        let hidden = found.hidden.iter().map(|held| words::hidden_words(lang, rubric, held));
        out.extend(hidden.map(|words| format!("  {words}")));
    }
    out
}

fn rows(lang: Lang, rubric: &Rubric, session: &Session, rows: &[Margin]) -> Vec<String> {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let gain = format!("  {}", words::gain(lang, rubric, row));
            let id = words::id(lang, rubric, session, row.about);
            let why = words::held(lang, rubric, row);
            let text = words::text(rubric, session, row.about).replace(char::is_whitespace, " ");
            let said = if why.is_empty() { short(&text) } else { why };
            vec![gain, id, words::costs(lang, rubric, row), said]
        })
        .collect();
    lines(&[Align::Right, Align::Left, Align::Left, Align::Left], &cells)
}

fn short(text: &str) -> String {
    let mut words: String = text.chars().take(SHORT).collect();
    if text.chars().count() > SHORT {
        words.push('…');
    }
    words
}

fn data(rubric: &Rubric, session: &Session, card: &Scorecard, found: &Margins) -> Value {
    // Data is always in the same form: the words of the documents, whoever asks.
    let lang = Lang::Zh;
    let show = |points: Points| points.show(rubric.head.decimals);
    let id = |place: usize| words::id(lang, rubric, session, found.rows[place].about);
    let rows = found.rows.iter().map(|row| {
        json!({
            "id": words::id(lang, rubric, session, row.about),
            "open": row.is_open,
            "lost": row.gain.map(|_| show(row.lost)),
            "gain": row.gain.map(show),
            "held": row.held.map(|held| of_held(rubric, held)),
        })
    });
    let hidden = found.hidden.iter().map(|held| {
        json!({
            "by": words::limit(rubric, held.by),
            "found": show(held.found),
            "counts": show(held.counts),
            "hidden": show(held.points()),
        })
    });
    let next = found.next.as_ref().map(|next| {
        json!({
            "name": next.name,
            "from": show(next.from),
            "distance": show(next.distance),
            "alone": (0..next.alone).map(id).collect::<Vec<_>>(),
            "together": next.together.as_ref().map(|places| {
                places.iter().copied().map(id).collect::<Vec<_>>()
            }),
            "reached": show(next.reached),
        })
    });
    let vetoes = found.vetoes.iter().map(|without| {
        json!({
            "without": without.veto.map(|place| rubric.vetoes[place].no.as_str()),
            "score": without.score.map(show),
            "grade": without.grade,
        })
    });
    json!({
        "score": card.total.score.map(show),
        "score_before_veto": card.total.score_before_veto.map(show),
        "grade": card.total.grade,
        "rows": rows.collect::<Vec<_>>(),
        "hidden": hidden.collect::<Vec<_>>(),
        "next_grade": next,
        "vetoes": vetoes.collect::<Vec<_>>(),
    })
}

fn of_held(rubric: &Rubric, held: Held) -> Value {
    let show = |points: Points| points.show(rubric.head.decimals);
    let id = |index: crate::rubric::IndicatorIndex| rubric.indicator(index).id.as_str();
    match held {
        Held::Group { group, sum, cap } => json!({
            "by": "cap", "at": rubric.group_name(group), "sum": show(sum), "limit": show(cap),
        }),
        Held::Best { group } => json!({"by": "best", "at": rubric.group_name(group)}),
        Held::Item { item, sum, points } | Held::Earned { item, sum, points } => json!({
            "by": "points", "at": id(item), "sum": show(sum), "limit": show(points),
        }),
        Held::WholeItem { item } => json!({"by": "whole_item", "at": id(item)}),
        Held::Clamp { index } => json!({"by": "limit", "at": id(index)}),
        Held::Total => json!({"by": "total"}),
    }
}

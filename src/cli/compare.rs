//! `kaohe compare FILE FILE [FILE]`: what two or three sessions of a rubric say differently.

use super::table::{Align, lines};
use super::{Context, Exit, Failure, diff, flag, paths};
use crate::comparison::{Comparison, Figure, Row, Side, Unrelated, compare};
use crate::lang::{Lang, comparison as say};
use crate::points::Points;
use crate::score::{Mark, Scorecard, score};
use crate::storage::catalogue::Catalogue;
use crate::storage::open::OpenSession;
use crate::visible::path_words;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// How much of a sentence of the document stands beside its number.
const SHORT: usize = 24;

pub(super) fn run(context: &mut Context<'_, '_>, matches: &ArgMatches) -> Result<Exit, Failure> {
    let lang = context.lang;
    let files = paths(matches, "FILE");
    if !(2..=3).contains(&files.len()) {
        return Err(Failure::Use(say::not_so_many(lang).to_owned()));
    }
    let opened = open_all(context, &context.catalogue(), &files)?;
    let cards = score_all(&opened);
    let sides = sides(&opened, &cards);
    let comparison = compare(&sides).map_err(|unlike| unrelated(lang, &opened, unlike))?;
    if flag(matches, "json") {
        context.print_json(&data(&opened, &sides, &comparison, flag(matches, "all")))?;
    } else {
        for line in report(lang, &sides, &comparison, flag(matches, "all")) {
            context.print(&line)?;
        }
    }
    Ok(Exit::Done)
}

/// Opens what is to be compared, and says whose version of the rubric is not here.
pub(super) fn open_all(
    context: &mut Context<'_, '_>,
    catalogue: &Catalogue,
    files: &[PathBuf],
) -> Result<Vec<OpenSession>, Failure> {
    let lang = context.lang;
    let place = |file: &PathBuf| file.canonicalize().unwrap_or_else(|_| file.clone());
    let mut places: BTreeSet<PathBuf> = BTreeSet::new();
    if let Some(twice) = files.iter().find(|file| !places.insert(place(file))) {
        return Err(Failure::Use(say::the_same_twice(lang, &path_words(twice))));
    }
    let mut opened: Vec<OpenSession> = Vec::new();
    for file in files {
        let session = context.open_session(catalogue, file);
        opened.push(session.map_err(|error| Failure::of_open(lang, error))?);
    }
    for changed in opened.iter().filter(|opened| opened.rubric_changed) {
        let id = &changed.session.rubric.id;
        context.tell(&crate::lang::cli::rubric_changed(lang, &changed.path, id));
    }
    Ok(opened)
}

/// The scores of all of them.
pub(super) fn score_all(opened: &[OpenSession]) -> Vec<Scorecard> {
    opened.iter().map(|opened| score(&opened.rubric.rubric, &opened.session)).collect()
}

/// The sessions as they are compared.
pub(super) fn sides<'a>(opened: &'a [OpenSession], cards: &'a [Scorecard]) -> Vec<Side<'a>> {
    let side = |(opened, card): (&'a OpenSession, &'a Scorecard)| Side {
        rubric: &opened.rubric.rubric,
        session: &opened.session,
        card,
    };
    opened.iter().zip(cards).map(side).collect()
}

/// Two of them cannot be compared.
pub(super) fn unrelated(lang: Lang, opened: &[OpenSession], unlike: Unrelated) -> Failure {
    let title = |place: usize| opened[place].rubric.rubric.head.title.as_str();
    Failure::Use(say::unrelated(lang, title(unlike.one), title(unlike.other)))
}

/// The rows that are shown: those that differ by the gap, or all in the order of the document.
fn shown(comparison: &Comparison, is_all: bool) -> Vec<&Row> {
    let rows = comparison.rows.iter();
    let mut rows: Vec<&Row> = rows.filter(|row| is_all || row.differs()).collect();
    if !is_all {
        rows.sort_by_key(|row| row.order());
    }
    rows
}

fn report(lang: Lang, sides: &[Side<'_>], comparison: &Comparison, is_all: bool) -> Vec<String> {
    let labels = say::labels(lang, sides);
    let mut out = Vec::new();
    for (label, side) in labels.iter().zip(sides) {
        out.push(format!("{label}  {}", say::side(lang, side)));
    }
    out.extend(say::notes(lang, sides).into_iter().map(str::to_owned));
    let mut cells = vec![heading(lang, &labels)];
    for (place, (figure, _)) in comparison.totals.iter().enumerate() {
        let mut total = say::total_cells(lang, sides, comparison, place);
        total.push(say::figure(lang, *figure).to_owned());
        cells.push(total);
    }
    let rows = shown(comparison, is_all);
    let of_row = |row: &&Row| {
        let numbers = (0..sides.len()).map(|place| say::cell(lang, sides, row, place));
        let mut cells = vec![say::apart(lang, sides, row.apart())];
        cells.extend(numbers);
        cells.push(say::id(lang, sides, row));
        let text = short(&say::text(sides, row).replace(char::is_whitespace, " "));
        let changed = say::changed(lang, row);
        let changed = if changed.is_empty() { String::new() } else { format!("[{changed}] ") };
        cells.push(format!("{changed}{text}"));
        cells
    };
    cells.extend(rows.iter().map(of_row));
    let numbers = std::iter::repeat_n(Align::Right, 1 + sides.len());
    let align: Vec<Align> = numbers.chain([Align::Left, Align::Left]).collect();
    let mut table = lines(&align, &cells).into_iter();
    let above = 1 + comparison.totals.len();
    out.extend(table.by_ref().take(above));
    let order = if is_all { say::by_document(lang) } else { say::by_gap(lang) };
    out.push(format!("{}  {order}", say::counts(lang, comparison, is_all)));
    for (row, line) in rows.into_iter().zip(table) {
        out.push(line);
        if row.differs() {
            out.extend(details(lang, sides, &labels, row));
        }
    }
    out
}

fn heading(lang: Lang, labels: &[String]) -> Vec<String> {
    let mut cells = vec![say::gap_heading(lang).to_owned()];
    cells.extend(labels.iter().cloned());
    cells.push(say::id_heading(lang).to_owned());
    cells.push(say::text_heading(lang).to_owned());
    cells
}

/// What each recorded, where anything is.
fn details(lang: Lang, sides: &[Side<'_>], labels: &[String], row: &Row) -> Vec<String> {
    let of_side = |(place, label): (usize, &String)| {
        let recorded = say::recorded(lang, sides, row, place);
        let said = std::iter::once(recorded).chain(say::notes_on(lang, row, place));
        let said: Vec<String> = said.filter(|words| !words.is_empty()).collect();
        let said = said.join("  ").replace('\n', " ");
        (!said.is_empty()).then(|| format!("      {}", say::says(lang, label, &said)))
    };
    labels.iter().enumerate().filter_map(of_side).collect()
}

fn short(text: &str) -> String {
    let mut words: String = text.chars().take(SHORT).collect();
    if text.chars().count() > SHORT {
        words.push('…');
    }
    words
}

fn mark_key(mark: Mark) -> &'static str {
    match mark {
        Mark::Open => "open",
        Mark::Met => "met",
        Mark::Found => "found",
        Mark::NotApplicable => "na",
    }
}

/// Data is always in the same form: the words of the documents, whoever asks.
fn data(
    opened: &[OpenSession],
    sides: &[Side<'_>],
    comparison: &Comparison,
    is_all: bool,
) -> Value {
    let points = |points: Option<Points>| points.map(|points| points.to_string());
    let session = |(opened, side): (&OpenSession, &Side<'_>)| {
        let (head, total) = (&opened.session.head, &side.card.total);
        json!({
            "file": path_words(&opened.path),
            "session": opened.session.id,
            "rubric": opened.session.rubric.id,
            "sha256": opened.session.rubric.sha256,
            "unit": head.unit,
            "mode": head.mode.key(),
            "state": head.state.key(),
            "date": head.date.map(|date| date.to_string()),
            "score": points(total.score),
            "grade": total.grade,
            "vetoed": total.vetoed,
            "open": total.progress.open,
            "provisional": total.progress.open > 0,
        })
    };
    let total = |(place, (figure, values)): (usize, &(Figure, Vec<Option<Points>>))| {
        let apart = comparison.apart(place);
        json!({
            "figure": figure_key(*figure),
            "values": values.iter().map(|value| points(*value)).collect::<Vec<_>>(),
            "gap": points(apart.gap),
            "difference": points(apart.difference),
        })
    };
    json!({
        "sessions": opened.iter().zip(sides).map(session).collect::<Vec<_>>(),
        "totals": comparison.totals.iter().enumerate().map(total).collect::<Vec<_>>(),
        "rows": shown(comparison, is_all).into_iter().map(|row| of_row(sides, row)).collect::<Vec<_>>(),
    })
}

fn of_row(sides: &[Side<'_>], row: &Row) -> Value {
    let points = |points: Option<Points>| points.map(|points| points.to_string());
    let cells = row.cells.iter().enumerate().map(|(place, cell)| {
        let (part, cell) = row.parts[place].zip(cell.as_ref())?;
        Some(json!({
            "id": part.id(sides[place].rubric),
            "number": points(cell.number),
            "mark": mark_key(cell.mark),
            "recorded": say::recorded(Lang::Zh, sides, row, place),
            "remark": cell.entry.remark,
            "accepted": cell.entry.accepted.as_ref().map(|accepted| json!({
                "session": accepted.session,
                "mode": accepted.mode.key(),
                "by": accepted.by,
                "date": accepted.date.map(|date| date.to_string()),
                "reason": accepted.reason,
            })),
            "returned": cell.entry.returned.as_ref().map(|returned| json!({
                "comment": returned.comment,
                "reply": returned.reply,
                "changed": returned.changed,
            })),
            "steps": say::steps(Lang::Zh, sides, row, place),
        }))
    });
    json!({
        "part": row.first().map(|(_, part)| diff::part_key(part)),
        "text": say::text(sides, row),
        "changed": row.changed.map(diff::kind_key),
        "differs": row.differs(),
        "gap": points(row.gap()),
        "difference": points(row.difference()),
        "sessions": cells.collect::<Vec<_>>(),
    })
}

fn figure_key(figure: Figure) -> &'static str {
    match figure {
        Figure::Fines => "fines",
        Figure::Base => "base",
        Figure::Direct => "direct",
        Figure::Bonus => "bonus",
        Figure::BeforeVeto => "score_before_veto",
        Figure::Score => "score",
    }
}

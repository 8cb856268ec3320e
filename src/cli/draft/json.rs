//! A draft for other programs: everything, with its place.

use super::super::diff;
use super::told::{LastYear, Report};
use crate::draft::source::Place;
use crate::lang::{Lang, draft as words};
use crate::rubric::Rubric;
use crate::storage::documents::Kind;
use crate::storage::rubric_file::rule_lines;
use crate::wording::Certainty;
use serde_json::{Value, json};

/// The whole draft. Data is always in the same form, whoever asks.
pub(super) fn value(report: &Report<'_>, out: Option<&str>) -> Value {
    let draft = report.draft;
    let rubric = &draft.rubric;
    let clauses: Vec<Value> = rubric
        .clauses()
        .iter()
        .zip(&draft.clauses)
        .map(|(clause, drafted)| {
            let others: Vec<Vec<String>> = drafted.others.iter().map(rule_lines).collect();
            json!({
                "id": clause.id,
                "text": clause.text,
                "rule": rule_lines(clause),
                "certainty": certainty(drafted.certainty),
                "place": place(drafted.place),
                "others": others,
            })
        })
        .collect();
    let indicators: Vec<Value> = rubric
        .indicators()
        .iter()
        .zip(&draft.indicators)
        .map(|(indicator, at)| {
            json!({
                "id": indicator.id,
                "title": indicator.title,
                "points": indicator.points.map(|points| points.to_string()),
                "inferred": indicator.points_inferred,
                "item": indicator.is_item(),
                "place": place(*at),
            })
        })
        .collect();
    let not_placed: Vec<Value> = draft
        .not_placed
        .iter()
        .map(|piece| json!({"place": place(piece.place), "text": piece.text}))
        .collect();
    let left_out: Vec<Value> = draft
        .left_out
        .iter()
        .map(|(piece, why)| {
            json!({"why": words::left_out(Lang::En, *why), "place": place(piece.place), "text": piece.text})
        })
        .collect();
    let remarks: Vec<Value> = draft
        .remarks
        .iter()
        .map(|(remark, at)| json!({"place": place(*at), "says": words::remark(Lang::Zh, remark)}))
        .collect();
    let notices: Vec<String> =
        report.source.notices.iter().map(|notice| words::notice(Lang::Zh, notice)).collect();
    json!({
        "file": report.name,
        "kind": kind(report.kind),
        "id": rubric.head.id,
        "title": rubric.head.title,
        "total": rubric.head.total.map(|total| total.to_string()),
        "tables": draft.tables,
        "rows": draft.rows,
        "notices": notices,
        "indicators": indicators,
        "clauses": clauses,
        "vetoes": rubric.vetoes.iter().map(|veto| json!({"no": veto.no, "text": veto.text})).collect::<Vec<_>>(),
        "remarks": remarks,
        "not_placed": not_placed,
        "left_out": left_out,
        "taken_over": report.last_year.as_ref().map(|last| taken_over(last, rubric)),
        "written": out,
    })
}

/// What came of last year's rubric, and every difference as `diff` gives it.
fn taken_over(last: &LastYear<'_>, rubric: &Rubric) -> Value {
    let LastYear { rubric: old, taken, .. } = last;
    json!({
        "same": taken.same,
        "changed": taken.changed,
        "new": taken.new,
        "gone": taken.gone,
        "changes": diff::values(old, rubric, &taken.changes),
    })
}

fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Look => "look",
        Certainty::Unknown => "unknown",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Word => "docx",
        Kind::WordXml => "word-xml",
        Kind::OpenDocument => "odt",
        Kind::Sheet => "xlsx",
        Kind::Html => "html",
        Kind::Separated => "csv",
        Kind::Markdown => "markdown",
        Kind::Text => "text",
    }
}

fn place(place: Place) -> Value {
    match place {
        Place::Unknown => Value::Null,
        Place::Line(line) => json!({"line": line}),
        Place::Paragraph(paragraph) => json!({"paragraph": paragraph}),
        Place::Cell { table, row, column, paragraph } => {
            json!({"table": table, "row": row, "column": column, "paragraph": paragraph})
        }
        Place::Sheet { sheet, row, column } => {
            json!({"sheet": sheet, "row": row, "column": column})
        }
    }
}

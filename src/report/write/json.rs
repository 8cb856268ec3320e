//! Everything as data, `kaohe-report/1`: numbers as strings, the rows with their ids.

use crate::report::{Align, Report, Role, Slot, Table};
use crate::visible::escaped_json;
use serde_json::{Value, json};

/// The report on one line.
pub(super) fn write(report: &Report) -> String {
    let head = report.head.iter().map(|(label, value)| json!({"label": label, "value": value}));
    let notes =
        report.notes.iter().map(|notes| json!({"heading": notes.heading, "lines": notes.lines}));
    let value = json!({
        "format": "kaohe-report/1",
        "kind": report.kind.key(),
        "title": report.title,
        "mark": report.mark,
        "head": head.collect::<Vec<_>>(),
        "paragraphs": report.paragraphs,
        "tables": report.tables.iter().map(table).collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
        "signature": report.signature,
    });
    format!("{}\n", escaped_json(&value.to_string()))
}

fn table(table: &Table) -> Value {
    let columns = table.columns.iter().map(|column| {
        let align = match column.align {
            Align::Left => "left",
            Align::Centre => "centre",
        };
        json!({"heading": column.heading, "width": column.width, "align": align})
    });
    json!({
        "title": table.title,
        "columns": columns.collect::<Vec<_>>(),
        "rows": (0..table.rows.len()).map(|place| row(table, place)).collect::<Vec<_>>(),
    })
}

fn row(table: &Table, place: usize) -> Value {
    let row = &table.rows[place];
    let role = match row.role {
        Role::Section(_) => "section",
        Role::Item(_) => "item",
        Role::Clause(_) => "clause",
        Role::Entry => "entry",
        Role::Sum => "sum",
    };
    json!({
        "role": role,
        "id": row.id,
        "cells": (0..row.slots.len()).map(|column| cell(table, place, column)).collect::<Vec<_>>(),
    })
}

/// A cell. Words that reach over several rows stand in each of them, over no row of its own
/// below the first; `null` where another cell or a number reaches over its place.
fn cell(table: &Table, row: usize, column: usize) -> Value {
    let slot = table.rows[row].slots.get(column);
    let is_above = matches!(slot, Some(Slot::Above(_)));
    let seen = table.seen(row, column).filter(|cell| !is_above || cell.number.is_none());
    let Some(cell) = seen.filter(|_| !matches!(slot, Some(Slot::Left))) else { return Value::Null };
    let stands_for = cell.quantity.filter(|_| !cell.text.is_empty());
    json!({
        "text": cell.text,
        "number": cell.number.map(|number| number.to_string()),
        "stands_for": stands_for.and_then(crate::report::Quantity::key),
        "rows": if is_above { 0 } else { cell.rows },
        "columns": cell.columns,
    })
}

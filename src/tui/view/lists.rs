//! The findings of a clause, above the review screen.

use super::select;
use crate::lang::steps::{Wording, line as steps_line};
use crate::lang::{corrections, record, ui, words};
use crate::rubric::{Clause, Subject};
use crate::session::Finding;
use crate::tui::app::{App, FindingsList, Review};
use crate::tui::layout;
use crate::tui::widgets::{list, text};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub(super) fn findings(app: &App, list: &FindingsList, buffer: &mut Buffer) {
    let Some(review) = &app.review else { return };
    let area = layout::overlay(app.size);
    let clause = match review.rubric.find(&list.id) {
        Some(Subject::Clause(clause)) => Some(review.rubric.clause(clause)),
        _ => None,
    };
    let title = ui::findings_of(app.lang, &list.id);
    let inside = text::frame(buffer, area, &title, &app.theme, &app.symbols);
    let heading = clause.map_or(String::new(), |clause| words::rule(app.lang, clause));
    let heading = text::truncate_with(&heading, usize::from(inside.width), app.symbols.more);
    text::put(buffer, inside.x, inside.y, &heading, app.theme.dim, inside.width);
    let entry = review.entry(&list.id);
    let rows = layout::overlay_rows(app.size, layout::FINDINGS_FOOT);
    if entry.findings.is_empty() {
        let words = app.keys.told(app.lang, ui::no_findings(app.lang));
        text::put(buffer, rows.x, rows.y, &words, app.theme.dim, rows.width);
    }
    for (place, row) in list::rows(rows, list.offset, entry.findings.len()) {
        draw_finding(app, clause, (place, &entry.findings[place]), row, buffer);
        if place == list.cursor {
            text::put(buffer, row.x, row.y, app.symbols.pointer, app.theme.normal, 1);
            select(app, row, buffer);
        }
    }
    let bar = Rect { x: rows.right() + 1, width: 1, ..rows };
    list::scrollbar(bar, buffer, list.offset, entry.findings.len(), &app.theme, &app.symbols);
    let foot = Rect { y: rows.bottom(), height: 1, ..inside };
    let words = text::truncate_with(
        &outcome(app, review, &list.id),
        usize::from(foot.width),
        app.symbols.more,
    )
    .into_owned();
    text::put(buffer, foot.x, foot.y, &words, app.theme.normal, foot.width);
}

fn draw_finding(
    app: &App,
    clause: Option<&Clause>,
    (place, finding): (usize, &Finding),
    row: Rect,
    buffer: &mut Buffer,
) {
    // How far its correction is stands at the right, where no remark is too long for it.
    let (state, style) = match &finding.correction {
        Some(correction) if correction.is_overdue(app.today) => {
            let state = corrections::on_time(app.lang, correction);
            (format!("{state} {}", corrections::is_overdue(app.lang)), app.theme.danger)
        }
        Some(correction) => (corrections::on_time(app.lang, correction), app.theme.normal),
        None => (String::new(), app.theme.normal),
    };
    let taken = u16::try_from(text::width(&state)).unwrap_or(row.width);
    text::put(buffer, row.right().saturating_sub(taken), row.y, &state, style, taken);
    let alone = Finding { correction: None, ..finding.clone() };
    let words = record::finding(app.lang, clause, &alone);
    let words = format!("{:>2}  {words}", place + 1);
    let gap = if taken > 0 { taken + 2 } else { 0 };
    let room = row.width.saturating_sub(2 + gap);
    let words = text::truncate_with(&words, usize::from(room), app.symbols.more);
    text::put(buffer, row.x + 2, row.y, &words, app.theme.normal, room);
}

/// What the list comes to.
fn outcome(app: &App, review: &Review, id: &str) -> String {
    let Some(Subject::Clause(index)) = review.rubric.find(id) else { return String::new() };
    let wording = Wording::new(app.lang, review.rubric.head.decimals);
    let clause = review.rubric.clause(index);
    steps_line(wording.of_clause(clause), &review.card.clauses[index.0].steps)
}

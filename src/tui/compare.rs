//! What stands below a comparison: the row under the cursor in full, one assessment after
//! the other.

use super::app::{App, CompareLine, CompareList};
use super::widgets::text;
use crate::lang::steps::{Wording, line};
use crate::lang::{comparison as words, ui};

/// The lines about the row under the cursor, `width` cells wide; whether each is a label.
#[must_use]
pub fn details(app: &App, list: &CompareList, width: usize) -> Vec<(String, bool)> {
    let (lang, views) = (app.lang, list.views());
    let labels = words::labels(lang, &views);
    let mut lines = Vec::new();
    let mut put = |said: &str, is_label: bool| {
        let said = text::wrap(said, width.max(1));
        lines.extend(said.into_iter().map(|line| (line, is_label)));
    };
    match list.selected() {
        Some(CompareLine::Total(_)) => {
            for (label, side) in labels.iter().zip(&views) {
                let wording = Wording::new(lang, side.rubric.head.decimals);
                put(&format!("{label}  {}", line(wording, &side.card.total.steps)), false);
            }
        }
        Some(CompareLine::Row(place)) => {
            let Some(row) = list.comparison.rows.get(place) else { return lines };
            let changed = words::changed(lang, row);
            let id = words::id(lang, &views, row);
            let heading = [id.as_str(), changed].join("  ");
            put(heading.trim_end(), true);
            for (place, label) in labels.iter().enumerate() {
                let recorded = words::recorded(lang, &views, row, place);
                let steps = words::steps(lang, &views, row, place);
                if recorded.is_empty() {
                    put(format!("{label}  {steps}").trim_end(), false);
                    continue;
                }
                put(&format!("{label}  {recorded}"), false);
                if !steps.is_empty() {
                    put(&format!("    {}  {steps}", ui::label_steps(lang)), false);
                }
                for note in words::notes_on(lang, row, place) {
                    put(&format!("    {note}"), false);
                }
            }
            put(&words::text(&views, row), false);
        }
        None => {}
    }
    lines
}

//! The form of 整改: of one finding, or of an entry whose findings are not named.

use super::{Unusable, about, read, shared_words};
use crate::lang::{Lang, corrections as words, forms, record as record_words};
use crate::session::{Correction, CorrectionState, Entry};
use crate::tui::app::Review;
use crate::tui::widgets::form::{Field, Form};

const DUE: &str = "due";
const STATE: &str = "state";
const UNIT: &str = "unit";
/// Where a field that cannot be used is written down when the form is ended from outside.
pub(super) const MEASURE: &str = "measure";

/// The correction of the finding at a place, or of the entry itself.
fn held(entry: &Entry, place: Option<usize>) -> Option<Correction> {
    match place {
        Some(place) => entry.findings.get(place)?.correction.clone(),
        None => entry.correction.clone(),
    }
}

/// The form for the correction of a finding at a place, or of the entry itself. Where there
/// is one already its state is what changes most, so the cursor stands there.
pub(super) fn form(lang: Lang, review: &Review, id: &str, place: Option<usize>) -> Form {
    let entry = review.entry(id);
    let before = held(&entry, place);
    let is_new = before.is_none();
    let correction = before.unwrap_or_default();
    let due = correction.due.map_or_else(String::new, |due| due.to_string());
    let mut states = vec![words::none(lang).to_owned()];
    states.extend(
        CorrectionState::ALL.map(|state| record_words::correction_state(lang, state).to_owned()),
    );
    let chosen = CorrectionState::ALL.iter().position(|state| *state == correction.state);
    let fields = vec![
        Field::long(MEASURE, words::measure(lang), &correction.measure, 2),
        Field::text(UNIT, words::unit(lang), &correction.unit).hint(words::unit_hint(lang)),
        Field::text(DUE, words::due(lang), &due).hint(forms::date_hint(lang)),
        Field::choice(STATE, words::state(lang), states, chosen.map_or(1, |place| place + 1)),
        read::evidence_field(lang, words::proof(lang), &correction.proof),
    ];
    let finding = place.and_then(|place| entry.findings.get(place));
    let named = finding.filter(|finding| !finding.subject.is_empty());
    let above = match named {
        Some(finding) => format!("{}\n{}", about(review, id), finding.subject),
        None => about(review, id),
    };
    let mut form = Form::new(words::title(lang, id), shared_words(lang), fields).about(above);
    if !is_new {
        form.focus(STATE);
    }
    form
}

/// The entry with the correction as it was entered.
pub(super) fn read(
    lang: Lang,
    review: &Review,
    (id, place): (&str, Option<usize>),
    form: &Form,
) -> Result<Entry, Unusable> {
    let mut entry = review.entry(id);
    let before = held(&entry, place).unwrap_or_default();
    let due = read::date(lang, (form, review.year()), DUE)?;
    let state = form.chosen(STATE).and_then(|chosen| chosen.checked_sub(1));
    let correction =
        state.and_then(|place| CorrectionState::ALL.get(place)).map(|state| Correction {
            measure: read::long(form, MEASURE),
            unit: read::long(form, UNIT),
            due,
            state: *state,
            proof: read::evidence(form, &before.proof),
        });
    match place {
        Some(place) => {
            if let Some(finding) = entry.findings.get_mut(place) {
                finding.correction = correction;
            }
        }
        None => entry.correction = correction,
    }
    Ok(entry)
}

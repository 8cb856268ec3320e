//! 随机抽查 at the foot of the form: everything it takes to draw each sample again.

use super::Notes;
use super::basis::Basis;
use super::document::place_of;
use crate::lang::{report, samples as say};
use crate::session::Sample;

/// How many names of a list are printed whole; a longer list stands in the session.
const MOST_NAMES: usize = 60;

/// What was drawn, from which list, with which seed, in the order of the document, and the rule.
pub(super) fn notes(basis: &Basis<'_>) -> Option<Notes> {
    let lang = basis.lang;
    let mut samples: Vec<(&String, &Sample)> = basis.session.samples.iter().collect();
    samples.sort_by_key(|(id, _)| place_of(basis.rubric, id));
    let mut lines: Vec<String> =
        samples.into_iter().map(|(id, sample)| line(basis, id, sample)).collect();
    if lines.is_empty() {
        return None;
    }
    lines.push(say::rule(lang).to_owned());
    Some(Notes { heading: say::heading(lang).to_owned(), lines })
}

fn line(basis: &Basis<'_>, id: &str, sample: &Sample) -> String {
    let lang = basis.lang;
    let list = match sample.names.as_slice() {
        [first, .., last] if sample.names.len() > MOST_NAMES => {
            say::names_from_to(lang, first, last, sample.names.len())
        }
        names => say::names_in_full(lang, names),
    };
    let mut parts = vec![say::in_full(lang, Some(sample)), list];
    if !sample.is_repeatable() {
        parts.push(say::not_repeatable(lang).to_owned());
    }
    let told = parts.join(lang.semicolon());
    say::for_item(lang, id, &format!("{told}{}", report::full_stop(lang)))
}

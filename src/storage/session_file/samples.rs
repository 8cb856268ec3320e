//! 随机抽查: what was drawn, from what, and how.

use super::{heads, mapping};
use crate::session::Sample;
use crate::storage::yaml::{Fields, Node, Problems};
use std::collections::BTreeMap;

/// The samples of a session, by their ids; empty ones say nothing and are left out.
pub(super) fn by_id(
    fields: &mut Fields<'_, '_>,
    problems: &mut Problems<'_>,
) -> BTreeMap<String, Sample> {
    let mut samples = BTreeMap::new();
    let Some(node) = fields.node("samples") else { return samples };
    for pair in mapping(node, "samples", problems) {
        if let Some(sample) = sample(&pair.value, &pair.key, problems)
            && !sample.is_empty()
        {
            samples.insert(pair.key.to_string(), sample);
        }
    }
    samples
}

/// One sample; `id` names it where it is no mapping.
pub(super) fn sample(node: &Node<'_>, id: &str, problems: &mut Problems<'_>) -> Option<Sample> {
    let mut fields = Fields::of(node, id, problems)?;
    let seed = heads::required_text(&mut fields, "seed", problems);
    fields.required("drawn", problems);
    fields.required("names", problems);
    let sample = Sample {
        seed,
        drawn: fields.texts("drawn", problems),
        names: fields.texts("names", problems),
        date: fields.date("date", problems),
    };
    fields.finish(problems);
    Some(sample)
}

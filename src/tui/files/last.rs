//! What a new session begins with, and what it takes over from the last one of its unit.

use super::Files;
use crate::lang::corrections;
use crate::storage::catalogue::LoadedRubric;
use crate::storage::disk::Disk;
use crate::storage::open::{Beginning, CarryError, carried_from};
use crate::tui::app::NewSession;
use crate::visible::path_words;

impl<D: Disk + Clone> Files<D> {
    /// What a new session begins with, and what of the last one could not come along.
    pub(super) fn beginning(
        &self,
        new: &NewSession,
        rubric: &LoadedRubric,
    ) -> Result<(Beginning, Option<String>), String> {
        let lang = self.lang;
        let mut begin = Beginning::from(new.head.clone());
        let Some(last) = &new.from else { return Ok((begin, None)) };
        let unit = &begin.head.unit;
        let carried = carried_from(&self.catalogue, last, rubric, unit);
        let carried = carried.map_err(|error| match error {
            CarryError::Open(error) => self.open_error(last, error),
            error => corrections::not_carried(lang, &path_words(last), unit, &error),
        })?;
        let told =
            (!carried.left_over.is_empty()).then(|| corrections::told(lang, &carried).join(" "));
        begin.earlier = carried.earlier;
        Ok((begin, told))
    }
}

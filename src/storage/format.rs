//! The `format` line: which kind of file, and of which version.

use super::problem::FileProblemKind as Kind;
use super::yaml::fields::filled_text;
use super::yaml::{Fields, Problems};

/// The version of both formats that this program reads and writes.
const VERSION: u32 = 1;

/// Whether the file is of this `family` (`kaohe-rubric`, `kaohe-session`) and a version that
/// can be read. If not there is a problem, and nothing else of the file is worth telling.
pub(crate) fn is_readable(
    fields: &mut Fields<'_, '_>,
    family: &'static str,
    problems: &mut Problems<'_>,
) -> bool {
    let Some(node) = fields.required_alone("format", problems) else { return false };
    let Some(found) = filled_text(node, "format", problems) else { return false };
    let version = found.strip_prefix(family).and_then(|rest| rest.strip_prefix('/'));
    match version.and_then(|version| version.parse::<u32>().ok()) {
        Some(VERSION) => return true,
        Some(newer) if newer > VERSION => {
            problems.error(node.at, Kind::NewerFormat(found.to_owned()));
        }
        _ => {
            let found = found.to_owned();
            problems.error(node.at, Kind::NotThisFormat { found, expected: family });
        }
    }
    false
}
